//! The program as people call it: arguments, messages, progress, exit codes.
//!
//! One file per command, each a short script over the stages. Nothing here computes a figure.

mod build;
mod call_error;
mod check;
mod console;
mod deliver;
mod error;
mod explain;
mod findings_csv;
mod findings_json;
mod findings_junit;
mod findings_sarif;
mod findings_text;
mod form;
mod init;
mod read_value;
mod review;
mod review_text;
mod revision_toml;
mod run_record;
mod sample;
mod schema;
mod stages;
mod template;
mod workspace;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::terms::{Lang, Round};
use console::Console;
use error::CliError;

/// Done.
const DONE: u8 = 0;
/// Done, and there is something to act on.
const ACT: u8 = 1;

/// 各課の調査票(Excel)を読み、検査し、集計して、報告書を作ります。
#[derive(Debug, Parser)]
#[command(name = "matome", version, max_term_width = 100)]
struct Arguments {
    /// 画面に出す言葉 (ja または en)
    #[arg(long, global = true, value_enum, default_value_t = LangArgument::Ja)]
    lang: LangArgument,
    /// 結果のほかは何も表示しない
    #[arg(short, long, global = true)]
    quiet: bool,
    /// 途中の様子をくわしく表示する
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// 使う計画の名前 (schemas/ の下のフォルダー名)
    #[arg(long, global = true, value_name = "計画")]
    plan: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArgument {
    Ja,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 作業用のフォルダーを新しく作る
    Init(InitArguments),
    /// 各課に配る調査票を作る
    Template(TemplateArguments),
    /// 提出された調査票を検査する(集計はしない)
    Check(CheckArguments),
    /// 検査・集計して報告書を作る(主な仕事)
    Build(BuildArguments),
    /// 中間見直しの提案を示し、改めた計画を書く
    Review(ReviewArguments),
    /// 指摘の番号の意味と直し方を説明する
    Explain(ExplainArguments),
    /// 一つのセルの書き方が、どう読まれるかを示す
    ReadValue(ReadValueArguments),
    /// 研修や試しに使う、見本の提出ファイルを作る
    Sample(SampleArguments),
    /// plan.toml・form.toml の書き方の定義(JSON Schema)を出力する
    Schema(SchemaArguments),
    /// 今ある様式を読むための form.toml を下書きし、試す
    Form(FormArguments),
}

#[derive(Debug, Args)]
struct InitArguments {
    /// 作るフォルダー
    #[arg(value_name = "フォルダー")]
    dir: PathBuf,
}

#[derive(Debug, Args)]
struct TemplateArguments {
    /// 回次 (例: 2022、2022-H1)
    #[arg(long, value_name = "回次")]
    round: Round,
    /// この課の調査票だけを作る(繰り返し指定できる)
    #[arg(long, value_name = "課")]
    division: Vec<String>,
    /// 書き出すフォルダー (指定しなければ output/回次/様式)
    #[arg(long, value_name = "フォルダー")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// 検査するファイルやフォルダー (指定しなければ input/回次)
    #[arg(value_name = "ファイル")]
    paths: Vec<PathBuf>,
    /// 回次 (指定しなければ、いちばん新しい回次)
    #[arg(long, value_name = "回次")]
    round: Option<Round>,
    /// 結果の形式
    #[arg(long, value_enum, default_value_t = FindingsFormat::Text)]
    format: FindingsFormat,
    /// 直すところを書き入れた調査票(差戻し)を、このフォルダーに作る
    #[arg(long, value_name = "フォルダー")]
    returns: Option<PathBuf>,
    /// 確認の指摘だけの課にも差戻しを作る
    #[arg(long, requires = "returns")]
    with_warnings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FindingsFormat {
    /// 画面で読む文章
    Text,
    /// 読んだ値と指摘のすべて
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML
    Junit,
    /// data/findings.csv と同じ表
    Csv,
}

#[derive(Debug, Args)]
struct BuildArguments {
    /// 回次 (指定しなければ、いちばん新しい回次)
    #[arg(long, value_name = "回次")]
    round: Option<Round>,
    /// 提出ファイルのフォルダー (指定しなければ input)
    #[arg(long, value_name = "フォルダー")]
    input: Option<PathBuf>,
    /// 書き出すフォルダー (指定しなければ output)
    #[arg(long, value_name = "フォルダー")]
    out: Option<PathBuf>,
    /// 会議の資料のうち、どれを作るか
    #[arg(long, value_enum, value_name = "資料", default_value_t = Papers::Committee)]
    paper: Papers,
    /// 要修正の指摘や未提出があれば、終了コードを1にする
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Papers {
    /// 委員会資料だけ
    Committee,
    /// 委員会資料と、本部資料(庁内限り。記入者・ファイル・指摘の件数も載る)
    Hq,
}

#[derive(Debug, Args)]
struct ReviewArguments {
    /// 回次 (指定しなければ、計画の中間見直しの回次)
    #[arg(long, value_name = "回次")]
    round: Option<Round>,
    /// 提出ファイルのフォルダー (指定しなければ input)
    #[arg(long, value_name = "フォルダー")]
    input: Option<PathBuf>,
    /// 提出された内容による改訂を、plan.toml の終わりに書き足す
    #[arg(long)]
    apply: bool,
}

#[derive(Debug, Args)]
struct ExplainArguments {
    /// 指摘の番号 (例: V203)。指定しなければ一覧を表示する
    #[arg(value_name = "番号")]
    code: Option<String>,
    /// すべての指摘を、手引き(docs/findings.md)の形で表示する
    #[arg(long, conflicts_with = "code")]
    markdown: bool,
}

#[derive(Debug, Args)]
struct ReadValueArguments {
    /// 欄の種類
    #[arg(long = "as", value_enum)]
    kind: ValueKind,
    /// 欄の単位 (数は % や 件 など、金額は 円・千円・万円・百万円・億円)
    #[arg(long, value_name = "単位")]
    unit: Option<String>,
    /// 選択肢の一覧 (form.toml の choices の id、または rating、not_rated)
    #[arg(long, value_name = "一覧")]
    list: Option<String>,
    /// 回次 (日付や進捗区分の読み方に使う)
    #[arg(long, value_name = "回次")]
    round: Option<Round>,
    /// セルに書かれた文字
    #[arg(value_name = "文字", allow_hyphen_values = true)]
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ValueKind {
    Number,
    Money,
    Text,
    Choice,
    Date,
    FiscalYear,
}

#[derive(Debug, Args)]
struct SampleArguments {
    /// 書き出すフォルダー
    #[arg(long, value_name = "フォルダー")]
    out: PathBuf,
    /// 回次 (繰り返し指定できる。指定しなければ、中間見直しの回次まで)
    #[arg(long, value_name = "回次")]
    round: Vec<Round>,
    /// 作る市の数 (2以上では市ごとのフォルダーに分ける)
    #[arg(long, value_name = "数", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=2000))]
    municipalities: u16,
    /// 乱数の種。同じ種からは同じファイルができる
    #[arg(long, value_name = "種", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Args)]
struct SchemaArguments {
    /// どのファイルの定義か
    #[arg(value_enum)]
    which: SchemaKind,
}

#[derive(Debug, Args)]
struct FormArguments {
    #[command(subcommand)]
    command: FormCommand,
}

#[derive(Debug, Subcommand)]
enum FormCommand {
    /// 今ある様式のファイルから、form.toml の下書きを作る
    Draft(FormDraftArguments),
    /// form.toml で、ファイルのどこから何が読まれるかを示す
    Try(FormTryArguments),
}

#[derive(Debug, Args)]
struct FormDraftArguments {
    /// 今ある様式のファイル (.xlsx か .xlsm。空でも記入済みでもよい)
    #[arg(value_name = "ファイル")]
    file: PathBuf,
    /// 書き出すファイル (指定しなければ画面に出す)
    #[arg(long, value_name = "ファイル")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct FormTryArguments {
    /// 試す form.toml
    #[arg(value_name = "様式")]
    form: PathBuf,
    /// 読むファイル
    #[arg(value_name = "ファイル")]
    file: PathBuf,
    /// 回次 (指定しなければ、計画の最初の回次)
    #[arg(long, value_name = "回次")]
    round: Option<Round>,
    /// 結果の形式
    #[arg(long, value_enum, default_value_t = TryFormat::Text)]
    format: TryFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TryFormat {
    /// 画面で読む文章
    Text,
    /// 欄ごとの JSON
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaKind {
    Plan,
    Form,
}

/// Runs the program with these arguments and gives its exit code.
///
/// `0` done; `1` done, and there is something to act on; `2` the call or a schema is wrong; `3` something could not be
/// read or written.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let in_english = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || arguments.iter().any(|argument| argument == "--lang=en");
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are printed to stdout and are no error; clap knows which is which.
            let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            if in_english || is_help || !error.use_stderr() {
                let _ = error.print();
            } else {
                Console::new(Lang::Ja, false, false).error(&call_error::japanese(&error));
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let lang = match arguments.lang {
        LangArgument::Ja => Lang::Ja,
        LangArgument::En => Lang::En,
    };
    let console = Console::new(lang, arguments.quiet, arguments.verbose);
    let plan = arguments.plan.as_deref();
    let result = match &arguments.command {
        Command::Init(own) => init::run(&console, own),
        Command::Template(own) => template::run(&console, plan, own),
        Command::Check(own) => check::run(&console, plan, own),
        Command::Build(own) => build::run(&console, plan, own),
        Command::Review(own) => review::run(&console, plan, own),
        Command::Explain(own) => explain::run(&console, own),
        Command::ReadValue(own) => read_value::run(&console, plan, own),
        Command::Sample(own) => sample::run(&console, plan, own),
        Command::Schema(own) => schema::run(&console, own),
        Command::Form(own) => form::run(&console, plan, own),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(CliError::ReaderGone) => ExitCode::from(DONE),
        Err(error) => {
            console.error(&error.text(lang, console.colour()));
            ExitCode::from(error.exit_code())
        }
    }
}
