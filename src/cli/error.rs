//! What stops a command, with words and exit code.

use std::path::{Path, PathBuf};

use crate::schema::SchemaError;
use crate::terms::{Lang, Round};

/// What stops a command.
#[derive(Debug)]
pub(super) enum CliError {
    /// The call is wrong; words in both languages.
    Call { ja: String, en: String },
    /// A schema file is wrong.
    Schema(Box<SchemaError>),
    /// A round that the plan does not have.
    UnknownRound { round: Round, known: Vec<Round> },
    /// There is nothing to read.
    NoInput { folder: PathBuf },
    /// A file or folder could not be read.
    Read { path: PathBuf, why: String },
    /// A file or folder could not be written.
    Write { path: PathBuf, why: String },
    /// A stage that cannot fail on a checked plan failed: a mistake of this program.
    Internal { stage: &'static str, why: String },
    /// Whoever read the output has closed it.
    ReaderGone,
}

impl CliError {
    pub(super) fn call(ja: impl Into<String>, en: impl Into<String>) -> CliError {
        CliError::Call { ja: ja.into(), en: en.into() }
    }

    pub(super) fn read(path: &Path, why: &dyn std::fmt::Display) -> CliError {
        CliError::Read { path: path.to_owned(), why: why.to_string() }
    }

    pub(super) fn write(path: &Path, why: &dyn std::fmt::Display) -> CliError {
        CliError::Write { path: path.to_owned(), why: why.to_string() }
    }

    pub(super) fn internal(stage: &'static str, why: &dyn std::fmt::Display) -> CliError {
        CliError::Internal { stage, why: why.to_string() }
    }

    /// The exit code.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            CliError::Call { .. } | CliError::Schema(_) | CliError::UnknownRound { .. } => 2,
            CliError::NoInput { .. }
            | CliError::Read { .. }
            | CliError::Write { .. }
            | CliError::Internal { .. } => 3,
            CliError::ReaderGone => 0,
        }
    }

    /// What happened and what to do.
    pub(super) fn text(&self, lang: Lang, colour: bool) -> String {
        let rounds = |known: &[Round], separator: &str| {
            known.iter().map(Round::to_string).collect::<Vec<_>>().join(separator)
        };
        match (self, lang) {
            (CliError::Call { ja, .. }, Lang::Ja) => ja.clone(),
            (CliError::Call { en, .. }, Lang::En) => en.clone(),
            (CliError::Schema(error), _) => error.render(lang, colour),
            (CliError::UnknownRound { round, known }, Lang::Ja) => format!(
                "回次「{round}」は計画にありません。計画の回次は {} です。\n--round に計画の回次を書くか、plan.toml の rounds に加えてください。",
                rounds(known, "、")
            ),
            (CliError::UnknownRound { round, known }, Lang::En) => format!(
                "The plan has no round {round}; it has {}.\nGive one of them with --round, or add it to rounds in plan.toml.",
                rounds(known, ", ")
            ),
            (CliError::NoInput { folder }, Lang::Ja) => format!(
                "提出ファイルのフォルダー「{}」が見つからないか、読むものがありません。\ninput/2022 のように回次のフォルダーを作り、各課のExcelファイルを入れてください。",
                folder.display()
            ),
            (CliError::NoInput { folder }, Lang::En) => format!(
                "The input folder {} does not exist or holds nothing to read.\nMake a folder for the round, such as input/2022, and put the workbooks into it.",
                folder.display()
            ),
            (CliError::Read { path, why }, Lang::Ja) => format!(
                "「{}」を読めませんでした: {why}\nファイルがあるか、Excelで開いていないか、閲覧の権限があるかを確かめてください。",
                path.display()
            ),
            (CliError::Read { path, why }, Lang::En) => {
                format!("Cannot read {}: {why}", path.display())
            }
            (CliError::Write { path, why }, Lang::Ja) => format!(
                "「{}」に書き込めませんでした: {why}\nExcelで開いているときは閉じて、もう一度実行してください。前回の結果はそのまま残っています。",
                path.display()
            ),
            (CliError::Write { path, why }, Lang::En) => format!(
                "Cannot write {}: {why}\nIf it is open in Excel, close it and run again. The previous results are untouched.",
                path.display()
            ),
            (CliError::Internal { stage, why }, Lang::Ja) => format!(
                "{stage}の処理で、プログラムの不具合と思われる問題が起きました: {why}\n実行した内容とこの表示を添えて、お知らせください。"
            ),
            (CliError::Internal { stage, why }, Lang::En) => {
                format!(
                    "A defect of this program in stage {stage}: {why}\nPlease report it with what you ran."
                )
            }
            (CliError::ReaderGone, _) => String::new(),
        }
    }
}

impl From<SchemaError> for CliError {
    fn from(error: SchemaError) -> CliError {
        CliError::Schema(Box::new(error))
    }
}
