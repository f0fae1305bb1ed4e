//! What stops a command, in one table: its kind, what happened, what to do.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::exit::Kind;
use crate::analysis::AnalysisError;
use crate::finding::{Guess, Say, Wording, worded};
use crate::schema::SchemaError;
use crate::terms::{FiscalYear, Lang, Round};

/// The rows: an error's data, its kind, then what happened and what to do in Japanese and English. A hint that begins
/// with a blank goes on in the line of its message.
macro_rules! errors {
    ($(
        $(#[$doc:meta])*
        $name:ident $({ $($field:ident: $type:ty),* })? = $kind:ident {
            $message_ja:literal / $message_en:literal
            $(hint $hint_ja:literal / $hint_en:literal)?
        }
    )*) => {
        /// What stops a command.
        #[derive(Debug)]
        pub(super) enum CliError {
            /// Schema files are wrong; they have words of their own.
            Schema(Vec<SchemaError>),
            $($(#[$doc])* $name $({ $($field: $type),* })?,)*
        }

        #[allow(unused_variables)]
        impl CliError {
            /// Whose matter it is.
            pub(super) fn kind(&self) -> Kind {
                match self {
                    CliError::Schema(_) => Kind::Configuration,
                    $(CliError::$name { .. } => Kind::$kind,)*
                }
            }

            /// What happened.
            fn message(&self, lang: Lang, colour: bool) -> String {
                match self {
                    CliError::Schema(errors) => {
                        let texts = errors.iter().map(|error| error.render(lang, colour));
                        texts.collect::<Vec<_>>().join("\n")
                    }
                    $(CliError::$name $({ $($field),* })? => {
                        $($(let $field = $field.say(lang);)*)?
                        match lang {
                            Lang::Ja => format!($message_ja),
                            Lang::En => format!($message_en),
                        }
                    })*
                }
            }

            /// What to do about it.
            fn hint(&self, lang: Lang) -> String {
                match self {
                    CliError::Schema(_) => String::new(),
                    $(CliError::$name $({ $($field),* })? => {
                        $($(let $field = $field.say(lang);)*)?
                        match lang {
                            Lang::Ja => String::new() $(+ &format!($hint_ja))?,
                            Lang::En => String::new() $(+ &format!($hint_en))?,
                        }
                    })*
                }
            }
        }
    };
}

errors! {
    /// A finding that there is not.
    UnknownCode { wanted: String, guess: Guess } = Call {
        "指摘の番号「{wanted}」はありません。" / "There is no code {wanted}."
        hint "{guess}番号の一覧は matome explain で見られます。" / "{guess}`matome explain` lists them."
    }
    /// A new workspace in the place of another.
    WorkspaceThere { folder: String } = Call {
        "「{folder}」には既に作業用のファイルがあります。" / "{folder} already holds a workspace."
        hint "上書きはしません。別のフォルダーを指定してください。" / " Nothing is overwritten; give another folder."
    }
    /// A workbook from which no form can be drafted, because the looks of its cells are not read.
    LooksUnknown { name: String } = Call {
        "「{name}」の形式では、欄の色や入力規則が分かりません。" / "The format of {name} does not tell colours and lists."
        hint "Excelなどで開き、.xlsx で保存し直してください(form.toml ができれば、提出は元の形式のままで読めます)。" / " Save it as .xlsx; submissions may stay as they are."
    }
    /// A workbook in which no cell looks like a field.
    NothingToFill { name: String } = Call {
        "「{name}」に記入欄らしいセルが見つかりません。" / "{name} shows no cells to be filled."
        hint "記入欄に色や罫線を付けるか、シートの保護でロックを外して保存し直してください。" / " Give them a colour or a frame, or unlock them."
    }
    /// Forms asked of a plan whose form was not made here.
    FormIsRead = Call {
        "この計画の様式(form.toml)は、今ある様式を読むためのもの(find)です。matome は調査票も見本も作りません。" / "The form of this plan describes workbooks that already exist (`find`), so no forms or samples are written."
        hint "各課には今までの様式を配り、提出されたファイルを input に入れて matome check を実行してください。" / "Hand out the forms as before, put what comes back into input, and run `matome check`."
    }
    /// Forms to hand out, without a word on which city's they are.
    PlanNotNamed { plan: String } = Call {
        "いまのフォルダーには matome.toml がないので、どの計画の調査票かが決まりません。" / "There is no matome.toml in this folder, so nothing says of which plan the forms are."
        hint "作業用のフォルダーの中で実行するか(matome init フォルダー で作れます)、--plan で計画を指定してください(例: --plan {plan})。" / "Run inside a workspace (`matome init DIR` makes one), or name the plan, such as --plan {plan}."
    }
    /// A change of the plan that is part of the program.
    EmbeddedPlan = Call {
        "内蔵の計画は書き換えられません。" / "The embedded plan cannot be changed."
        hint "matome init フォルダー で作業用のフォルダーを作り、その中で実行してください。" / " Make a workspace with `matome init DIR` and run inside it."
    }
    /// A plan's name that leads out of the folder of plans.
    PlanIsPath { id: String } = Call {
        "計画の名前「{id}」は使えません。" / "{id} cannot be the id of a plan."
        hint "schemas の中のフォルダーの名前だけを書いてください(例: --plan city-1)。場所(/ や .. を含むもの)は書けません。" / "Give the name of a folder in schemas, without / or .. (such as --plan city-1)."
    }
    /// A plan that there is not.
    UnknownPlan { id: String, guess: Guess, file: String, settings: String } = Call {
        "計画「{id}」が見つかりません。" / "There is no plan {id}."
        hint "{guess}{file} を作るか、--plan や {settings} の plan を直してください。" / "{guess}Make {file}, or mend --plan or plan in {settings}."
    }
    /// A round that the plan does not have.
    UnknownRound { round: Round, known: Wording } = Call {
        "回次「{round}」は計画にありません。計画の回次は {known} です。" / "The plan has no round {round}; it has {known}."
        hint "--round に計画の回次を書くか、plan.toml の rounds に加えてください。" / "Give one of them with --round, or add it to rounds in plan.toml."
    }
    /// A division that leads no program.
    UnknownDivision { name: String, guess: Guess, known: Wording } = Call {
        "担当課「{name}」は計画にありません。" / "The plan has no lead division {name}."
        hint "{guess}指定できるのは {known} です。" / "{guess}It has {known}."
    }
    /// A unit of money that there is not.
    UnknownUnit { label: String, guess: Guess, known: Wording } = Call {
        "金額の単位「{label}」はありません。" / "There is no unit {label}."
        hint "{guess}使えるのは {known} です。" / "{guess}Known are {known}."
    }
    /// A list of choices that the form does not have.
    UnknownList { id: String, guess: Guess, known: Wording } = Call {
        "選択肢の一覧「{id}」は様式にありません。" / "The form has no list {id}."
        hint "{guess}使えるのは {known} です(form.toml の choices の id と、rating、not_rated)。" / "{guess}Known are {known}."
    }
    /// A sample in the place of what a division submitted.
    NoSample { file: String } = Call {
        "「{file}」は見本ではありません。" / "{file} is no sample."
        hint "提出されたファイルを上書きしないよう、何も書きませんでした。--out に別のフォルダーを指定してください。" / " Nothing was written; give another folder with --out."
    }
    /// A review under another round than the plan's.
    NotTheReview { round: Round, review: Round } = Call {
        "{round} は中間見直しの回次ではありません。この計画では {review} です。" / "{round} is not the round of the review; this plan's is {review}."
    }
    /// A second revision from the same year: it would be a change of the first, which is made by hand.
    SecondRevision { from: FiscalYear } = Call {
        "{from}からの改訂は、もう plan.toml にあります。" / "plan.toml has a revision from {from} already."
        hint "改めるときは、[[revision]] を書き換えるか、消してからもう一度実行してください。" / " Edit it, or remove it and run again."
    }

    /// A plan without a form.
    FormMissing { plan: String, form: String } = Configuration {
        "{plan} はありますが、様式 {form} がありません。" / "There is {plan} but no {form}."
        hint "matome init で作ったものを写すか、同じフォルダーに form.toml を作ってください。" / " Copy one from `matome init`."
    }
    /// A file in another encoding.
    NotUtf8 { path: String } = Configuration {
        "「{path}」の文字コードがUTF-8ではありません。" / "{path} is not UTF-8."
        hint "メモ帳などで「文字コード: UTF-8」を選んで保存し直してください。" / " Save it again as UTF-8."
    }
    /// A plan without a mid-term review.
    NoReview = Configuration {
        "この計画には中間見直しの回次がありません。" / "The plan has no round of the mid-term review."
        hint "plan.toml の [[rounds]] の一つに review = true を書いてください。" / " Write review = true in one of [[rounds]]."
    }

    /// The folder to read is not there.
    NoFolder { folder: String, advice: Wording } = Input {
        "提出ファイルのフォルダー「{folder}」がありません。" / "There is no input folder {folder}."
        hint "{advice}" / "{advice}"
    }
    /// The folder to read holds no workbook of a round. What an earlier run wrote stays.
    NothingCameIn { folder: String, advice: Wording } = Input {
        "「{folder}」に、読む提出ファイルがありません。何も書き出しませんでした。" / "There is nothing to read in {folder}. Nothing was written."
        hint "{advice}" / "{advice}"
    }
    /// Every form of the round is one of another round. What an earlier run wrote stays.
    AllOfAnotherRound { files: Box<Wording>, found: Box<Wording>, expected: String, advice: Box<Wording> } = Input {
        "{files}は、すべて {found} の調査票です。{expected} の調査票がないので、何も書き出しませんでした。" / "{files} are all of round {found}. There is none of {expected}, so nothing was written."
        hint "{advice}" / "{advice}"
    }
    /// A file or folder could not be read.
    Read { path: String, why: Wording } = Input {
        "「{path}」を読めませんでした: {why}" / "Cannot read {path}: {why}"
        hint "ファイルがあるか、Excelで開いていないか、閲覧の権限があるかを確かめてください。" / "See that it is there, that Excel has not opened it, and that it may be read."
    }
    /// Amounts whose sums might not be exact.
    TooLarge { yen: String, file: String, sheet: String, cell: String } = Input {
        "金額が大きすぎて、合計を正確に計算できません。最も大きいのは「{file}」の「{sheet}」シート {cell} の{yen}円です。" / "Amounts are too large to be added up exactly; the largest is {yen} yen in {file}, sheet {sheet}, cell {cell}."
        hint "正しい金額に直して、もう一度実行してください。form.toml の金額の欄に max を書くと、点検で見つかります。" / "Mend it and run again. With max in the field for amounts in form.toml, the checks find it."
    }
    /// A file or folder could not be written.
    Write { path: String, why: Wording } = Output {
        "「{path}」に書き込めませんでした: {why}" / "Cannot write {path}: {why}"
        hint "Excelで開いているときは閉じて、もう一度実行してください。前回の結果はそのまま残っています。" / "If it is open in Excel, close it and run again. The previous results are untouched."
    }
    /// Whoever read the output has closed it; nothing is said.
    ReaderGone = BrokenPipe { "" / "" }
    /// A stage that cannot fail on a checked plan failed.
    Internal { stage: String, why: String } = Ours {
        "{stage}の処理で、プログラムの不具合と思われる問題が起きました: {why}" / "A defect of this program in stage {stage}: {why}"
        hint "実行した内容とこの表示を添えて、お知らせください。" / "Please report it with what you ran."
    }
}

impl CliError {
    pub(super) fn read(path: &Path, why: impl Into<Wording>) -> CliError {
        CliError::Read { path: path.display().to_string(), why: why.into() }
    }

    pub(super) fn write(path: &Path, why: impl Into<Wording>) -> CliError {
        CliError::Write { path: path.display().to_string(), why: why.into() }
    }

    /// Why there are no figures.
    pub(super) fn no_figures(error: AnalysisError) -> CliError {
        match error {
            AnalysisError::TooLarge { yen, cell } => CliError::TooLarge {
                yen: yen.to_string(),
                file: cell.file.to_string(),
                sheet: cell.sheet.to_string(),
                cell: cell.cell.to_string(),
            },
            error => CliError::internal("analysis", &error),
        }
    }

    pub(super) fn internal(stage: &str, why: &dyn std::fmt::Display) -> CliError {
        CliError::Internal { stage: stage.to_owned(), why: why.to_string() }
    }

    /// What happened and what to do.
    pub(super) fn text(&self, lang: Lang, colour: bool) -> String {
        let (message, hint) = (self.message(lang, colour), self.hint(lang));
        if hint.is_empty() || hint.starts_with(' ') {
            format!("{message}{hint}")
        } else {
            format!("{message}\n{hint}")
        }
    }
}

impl From<SchemaError> for CliError {
    fn from(error: SchemaError) -> CliError {
        CliError::Schema(vec![error])
    }
}

impl From<Vec<SchemaError>> for CliError {
    fn from(errors: Vec<SchemaError>) -> CliError {
        CliError::Schema(errors)
    }
}

/// Why the system did not do it. Its own text is in the language of the system, so the usual reasons have words here.
impl From<&Error> for Wording {
    fn from(error: &Error) -> Wording {
        let number = error.raw_os_error().map(|number| number.to_string()).unwrap_or_default();
        worded! { error.kind() =>
            ErrorKind::NotFound => "見つかりません" / "not found",
            ErrorKind::PermissionDenied => "使う権限がないか、ほかのプログラムが使っています" / "no permission, or in use by another program",
            ErrorKind::AlreadyExists => "同じ名前のものがあります" / "there is one of that name",
            ErrorKind::NotADirectory => "フォルダーではありません" / "not a folder",
            ErrorKind::IsADirectory => "ファイルではなく、フォルダーです" / "a folder, not a file",
            ErrorKind::DirectoryNotEmpty => "フォルダーが空ではありません" / "the folder is not empty",
            ErrorKind::ReadOnlyFilesystem => "読み取り専用の場所です" / "the place is read-only",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "空き容量がありません" / "no space is left",
            ErrorKind::ResourceBusy => "ほかのプログラムが使っています" / "in use by another program",
            ErrorKind::InvalidFilename => "使えない名前か、長すぎる名前です" / "the name is not allowed or too long",
            ErrorKind::InvalidData => "中身が文字として読めません" / "its bytes are no text",
            _ => "システムのエラー {number}" / "error {number} of the system",
        }
    }
}

/// What there is, in a row.
pub(super) fn listed(known: impl IntoIterator<Item = impl ToString>) -> Wording {
    let known: Vec<String> = known.into_iter().map(|one| one.to_string()).collect();
    Wording::new(known.join("、"), known.join(", "))
}
