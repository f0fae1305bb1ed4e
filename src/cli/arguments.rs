//! What can be written on the command line. What is said of each argument is its help text, in Japanese; the English one
//! stands in `arguments/english.rs`, what clap says by itself in `arguments/japanese.rs`.

mod english;
mod japanese;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::finding::{FORMATS, Format};
use crate::notation::round;
use crate::terms::{Lang, Round};

/// 各課の調査票(Excel)を読み、検査し、集計して、報告書を作ります。
#[derive(Debug, Parser)]
#[command(name = "matome", version, max_term_width = 100)]
pub(super) struct Arguments {
    /// 画面に出す言葉
    #[arg(long, global = true, value_enum, value_name = "言葉", default_value_t = LangArgument::Ja)]
    pub(super) lang: LangArgument,
    /// 結果のほかは何も表示しない
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// 途中の様子をくわしく表示する
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// 使う計画の名前 (schemas/ の下のフォルダー名)
    #[arg(long, global = true, value_name = "計画")]
    pub(super) plan: Option<String>,
    #[command(subcommand)]
    pub(super) command: Command,
}

impl Arguments {
    /// The command line with its help in a language.
    pub(super) fn command_in(lang: Lang) -> clap::Command {
        let command = Arguments::command();
        match lang {
            Lang::Ja => japanese::in_japanese(command),
            Lang::En => english::in_english(command),
        }
    }

    /// Reads a command line; help and errors of clap are in this language.
    pub(super) fn read(line: &[OsString], lang: Lang) -> Result<Arguments, clap::Error> {
        let mut command = Arguments::command_in(lang);
        let read = command.try_get_matches_from_mut(line)?;
        Arguments::from_arg_matches(&read).map_err(|error| error.format(&mut command))
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LangArgument {
    /// 日本語
    Ja,
    /// 英語
    En,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 作業用のフォルダーを新しく作る
    Init(InitArguments),
    /// 各課に配る調査票を作る
    Template(TemplateArguments),
    /// 提出された調査票を検査する(集計はしない)
    Check(CheckArguments),
    /// 検査・集計して報告書を作る(主な仕事)
    Build(BuildArguments),
    /// 公表用のファイル(ページとオープンデータ)を作る
    Publish(PublishArguments),
    /// フォルダーのデータを、機械可読性の30のルールで採点する
    LintOpenData(LintArguments),
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
pub(super) struct InitArguments {
    /// 作るフォルダー
    #[arg(value_name = "フォルダー")]
    pub(super) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct TemplateArguments {
    /// 回次 (例: 2022、R4、2022-H1)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Round,
    /// この課の調査票だけを作る(繰り返し指定できる)
    #[arg(long, value_name = "課")]
    pub(super) division: Vec<String>,
    /// 書き出すフォルダー (指定しなければ output/回次/様式)
    #[arg(long, value_name = "フォルダー")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// 検査するファイルやフォルダー (指定しなければ input/回次)
    #[arg(value_name = "ファイル")]
    pub(super) paths: Vec<PathBuf>,
    /// 回次 (指定しなければ、いちばん新しい回次)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Option<Round>,
    /// 結果の形式
    #[arg(long, value_enum, value_name = "形式", default_value_t = FORMATS[0])]
    pub(super) format: Format,
    /// 直すところを書き入れた調査票(差戻し)を、このフォルダーに作る
    #[arg(long, value_name = "フォルダー")]
    pub(super) returns: Option<PathBuf>,
    /// 確認の指摘だけの課にも差戻しを作る
    #[arg(long, requires = "returns")]
    pub(super) with_warnings: bool,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
}

#[derive(Debug, Args)]
pub(super) struct CacheArguments {
    /// 前に読み取った内容の控え(出力フォルダーの .matome-cache)を使わず、すべてのファイルを読み直す
    #[arg(long)]
    pub(super) no_cache: bool,
}

/// A round as people write it: 2022, R4, 令和4年度, 2022-H1.
fn round_named(text: &str) -> Result<Round, String> {
    round::read(text).ok_or_else(|| format!("not a round (2022, R4, 2022-H1): {text}"))
}

/// The choices of `--format` are the table of formats.
impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        FORMATS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name).help(self.about))
    }
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// 回次 (指定しなければ、いちばん新しい回次)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Option<Round>,
    /// 提出ファイルのフォルダー (指定しなければ input)
    #[arg(long, value_name = "フォルダー")]
    pub(super) input: Option<PathBuf>,
    /// 書き出すフォルダー (指定しなければ output)
    #[arg(long, value_name = "フォルダー")]
    pub(super) out: Option<PathBuf>,
    /// 会議の資料のうち、どれを作るか
    #[arg(long, value_enum, value_name = "資料", default_value_t = Papers::Committee)]
    pub(super) paper: Papers,
    /// 要修正の指摘や未提出、桁や単位を確認中の値があれば、終了コードを1にする
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Papers {
    /// 委員会資料だけ
    Committee,
    /// 委員会資料と、本部資料(庁内限り。記入者・ファイル・指摘の件数も載る)
    Hq,
}

#[derive(Debug, Args)]
pub(super) struct PublishArguments {
    /// 回次 (指定しなければ、いちばん新しい回次)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Option<Round>,
    /// 提出ファイルのフォルダー (指定しなければ input)
    #[arg(long, value_name = "フォルダー")]
    pub(super) input: Option<PathBuf>,
    /// 書き出すフォルダー (指定しなければ output)。その中の 回次/公表 に作る
    #[arg(long, value_name = "フォルダー")]
    pub(super) out: Option<PathBuf>,
    /// 未提出や要修正の指摘、確認中の値が残っていても、暫定として作る
    #[arg(long)]
    pub(super) provisional: bool,
    /// 公表の前の確認だけをして、何も書き出さない
    #[arg(long)]
    pub(super) check: bool,
    /// 人の名前などに見えるところを確かめたので、そのまま公表する
    #[arg(long)]
    pub(super) texts_checked: bool,
    /// CSV を Shift_JIS(CP932)でも作る
    #[arg(long)]
    pub(super) cp932: bool,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
}

#[derive(Debug, Args)]
pub(super) struct LintArguments {
    /// 調べるフォルダー (中のフォルダーも調べる)
    #[arg(value_name = "フォルダー")]
    pub(super) dir: PathBuf,
    /// 結果の形式
    #[arg(long, value_enum, value_name = "形式", default_value_t = LintFormat::Text)]
    pub(super) format: LintFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// 画面で読む文章
    Text,
    /// 採点と違反の場所の JSON
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// 回次 (指定しなければ、計画の中間見直しの回次)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Option<Round>,
    /// 提出ファイルのフォルダー (指定しなければ input)
    #[arg(long, value_name = "フォルダー")]
    pub(super) input: Option<PathBuf>,
    /// 提出された内容による改訂を、plan.toml の終わりに書き足す
    #[arg(long)]
    pub(super) apply: bool,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// 指摘の番号 (例: V203)。指定しなければ一覧を表示する
    #[arg(value_name = "番号")]
    pub(super) code: Option<String>,
    /// すべての指摘を、手引き(docs/findings.md)の形で表示する
    #[arg(long, conflicts_with = "code")]
    pub(super) markdown: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReadValueArguments {
    /// 欄の種類
    #[arg(long = "as", value_enum, value_name = "種類")]
    pub(super) kind: ValueKind,
    /// 欄の単位 (数は % や 件 など、金額は 円・千円・万円・百万円・億円)
    #[arg(long, value_name = "単位")]
    pub(super) unit: Option<String>,
    /// 選択肢の一覧 (form.toml の choices の id、または rating、not_rated)
    #[arg(long, value_name = "一覧")]
    pub(super) list: Option<String>,
    /// 回次 (日付や進捗区分の読み方に使う)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Option<Round>,
    /// セルに書かれた文字
    #[arg(value_name = "文字", allow_hyphen_values = true)]
    pub(super) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ValueKind {
    /// 数
    Number,
    /// 金額
    Money,
    /// 文
    Text,
    /// 選択肢
    Choice,
    /// 日付
    Date,
    /// 年度
    FiscalYear,
}

#[derive(Debug, Args)]
pub(super) struct SampleArguments {
    /// 書き出すフォルダー
    #[arg(long, value_name = "フォルダー")]
    pub(super) out: PathBuf,
    /// 回次 (繰り返し指定できる。指定しなければ、中間見直しの回次まで)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Vec<Round>,
    /// 作る市の数 (2以上では市ごとのフォルダーに分ける)
    #[arg(long, value_name = "数", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=2000))]
    pub(super) municipalities: u16,
    /// 乱数の種。同じ種からは同じファイルができる
    #[arg(long, value_name = "種", default_value_t = 1)]
    pub(super) seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// どのファイルの定義か
    #[arg(value_enum, value_name = "ファイル")]
    pub(super) which: SchemaKind,
}

#[derive(Debug, Args)]
pub(super) struct FormArguments {
    #[command(subcommand)]
    pub(super) command: FormCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum FormCommand {
    /// 今ある様式のファイルから、form.toml の下書きを作る
    Draft(FormDraftArguments),
    /// form.toml で、ファイルのどこから何が読まれるかを示す
    Try(FormTryArguments),
}

#[derive(Debug, Args)]
pub(super) struct FormDraftArguments {
    /// 今ある様式のファイル (.xlsx か .xlsm。空でも記入済みでもよい)
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    /// 書き出すファイル (指定しなければ画面に出す)
    #[arg(long, value_name = "ファイル")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct FormTryArguments {
    /// 試す form.toml
    #[arg(value_name = "様式")]
    pub(super) form: PathBuf,
    /// 読むファイル
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    /// 回次 (指定しなければ、計画の最初の回次)
    #[arg(long, value_name = "回次", value_parser = round_named)]
    pub(super) round: Option<Round>,
    /// 結果の形式
    #[arg(long, value_enum, value_name = "形式", default_value_t = TryFormat::Text)]
    pub(super) format: TryFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TryFormat {
    /// 画面で読む文章
    Text,
    /// 欄ごとの JSON
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    /// plan.toml(計画)
    Plan,
    /// form.toml(様式)
    Form,
}
