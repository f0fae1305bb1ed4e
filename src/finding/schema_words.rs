//! Words that problems of plan and form speak of. What is possible in a file is no division's writing: none is withheld.

use std::borrow::Cow;

use super::say::Say;
use crate::terms::Lang;

/// The kind of thing that a problem speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A program, or its number.
    Program,
    /// A direction, or its key.
    Direction,
    /// A division, or its name.
    Division,
    /// A line of a schedule.
    Activity,
    /// An indicator, or its key.
    Indicator,
    /// A survey.
    Round,
    /// A rating scale, or its version.
    Scale,
    /// The first year of a rating scale.
    ScaleSince,
    /// A step of a rating scale, or its code.
    Level,
    /// A reason for which a program is not rated.
    NotRated,
    /// A revision, by its first year.
    Revision,
    /// The condition of a rule of the review.
    Condition,
    /// The key of a file.
    FileId,
    /// A printed title or name.
    Text,
    /// The unit of an indicator.
    Unit,
    /// A sheet of the form.
    Sheet,
    /// A block of a sheet.
    Block,
    /// A field, or its key.
    Field,
    /// A list to choose from, or its key.
    ChoiceList,
    /// One option of a list.
    Choice,
    /// A column of a table.
    Column,
    /// A row of a table.
    Line,
}

impl Say for Thing {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let (ja, en) = match self {
            Thing::Program => ("プログラム", "program"),
            Thing::Direction => ("方向性", "direction"),
            Thing::Division => ("課", "division"),
            Thing::Activity => ("取組項目", "activity"),
            Thing::Indicator => ("指標", "indicator"),
            Thing::Round => ("回次", "round"),
            Thing::Scale => ("進捗区分の版", "scale"),
            Thing::ScaleSince => ("進捗区分の適用開始年度", "first year of a scale"),
            Thing::Level => ("進捗区分", "rating"),
            Thing::NotRated => ("評価しない理由", "reason for not rating"),
            Thing::Revision => ("改訂", "revision"),
            Thing::Condition => ("提案の条件(when)", "condition (when)"),
            Thing::FileId => ("キー(id)", "id"),
            Thing::Text => ("名称", "name"),
            Thing::Unit => ("単位", "unit"),
            Thing::Sheet => ("票", "sheet"),
            Thing::Block => ("ブロック", "block"),
            Thing::Field => ("欄", "field"),
            Thing::ChoiceList => ("選択肢の一覧", "list of choices"),
            Thing::Choice => ("選択肢", "choice"),
            Thing::Column => ("列", "column"),
            Thing::Line => ("行", "row"),
        };
        pick(lang, ja, en).into()
    }

    fn withhold(&mut self) {}
}

/// Why a name cannot become the name of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileNameFault {
    /// A character that Windows does not allow.
    Character(char),
    /// It begins or ends with a blank, or ends with a full stop.
    Edge,
    /// The name of a device.
    Reserved,
}

impl Say for FileNameFault {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            FileNameFault::Character(character) => {
                let shown = character.escape_debug();
                let (ja, en) =
                    (format!("使えない文字 {shown}"), format!("character {shown} is not allowed"));
                pick(lang, ja, en).into()
            }
            FileNameFault::Edge => pick(
                lang,
                "先頭の空白、または末尾の空白か「.」",
                "blank at an end, or full stop at the end",
            )
            .into(),
            FileNameFault::Reserved => pick(lang, "予約された名前", "reserved name").into(),
        }
    }

    fn withhold(&mut self) {}
}

/// A place where only some keys of `find` make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindOn {
    /// A column of a table or list.
    Column,
    /// A sheet that holds several programs.
    SharedSheet,
    /// A sheet that holds one program.
    OwnSheet,
    /// A field that stands at an address.
    Address,
}

impl Say for FindOn {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let (ja, en) = match self {
            FindOn::Column => ("表や一覧の列", "a column"),
            FindOn::SharedSheet => ("複数のプログラムが載る票", "a sheet of several programs"),
            FindOn::OwnSheet => ("1枚に1プログラムの票", "a sheet of one program"),
            FindOn::Address => ("番地(cell)で読む欄", "a field at an address"),
        };
        pick(lang, ja, en).into()
    }

    fn withhold(&mut self) {}
}

/// Which of two digits-only codes is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// 全国地方公共団体コード.
    Municipality,
    /// 法人番号.
    Corporate,
}

impl CodeKind {
    /// How many digits it has, the check digit included.
    #[must_use]
    pub fn digits(self) -> usize {
        match self {
            CodeKind::Municipality => 6,
            CodeKind::Corporate => 13,
        }
    }
}

impl Say for CodeKind {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let (ja, en) = match self {
            CodeKind::Municipality => ("全国地方公共団体コード", "municipality code"),
            CodeKind::Corporate => ("法人番号", "corporate number"),
        };
        pick(lang, ja, en).into()
    }

    fn withhold(&mut self) {}
}

/// Where the check digit of a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckDigitOf(pub CodeKind);

impl Say for CheckDigitOf {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let (ja, en) = match self.0 {
            CodeKind::Municipality => ("末尾", "last"),
            CodeKind::Corporate => ("先頭", "first"),
        };
        pick(lang, ja, en).into()
    }

    fn withhold(&mut self) {}
}

/// The word that was most likely meant, if one is near enough: a question before the list of what is possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess(pub Option<String>);

impl Say for Guess {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let Some(near) = &self.0 else { return "".into() };
        pick(lang, format!("「{near}」ではありませんか。"), format!("Did you mean `{near}`? "))
            .into()
    }

    fn withhold(&mut self) {}
}

/// Everything that can be written at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible(pub Vec<String>);

impl Say for Possible {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        if self.0.is_empty() {
            return pick(lang, "なし", "nothing").into();
        }
        self.0.join(pick(lang, "、", ", ")).into()
    }

    fn withhold(&mut self) {}
}

fn pick<T>(lang: Lang, ja: T, en: T) -> T {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
