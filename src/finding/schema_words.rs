//! Words that problems of plan and form speak of. What is possible in a file is no division's writing: none is withheld.

use std::borrow::Cow;

use super::say::Say;
use crate::terms::Lang;

/// Things by their words: a row each.
macro_rules! said {
    ($($(#[$about:meta])* $kind:ident {
        $($(#[$doc:meta])* $name:ident = $ja:literal / $en:literal,)*
    })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $kind {
            $($(#[$doc])* $name,)*
        }

        impl Say for $kind {
            fn say(&self, lang: Lang) -> Cow<'_, str> {
                match self { $($kind::$name => lang.pick($ja, $en).into(),)* }
            }

            fn withhold(&mut self) {}
        }
    )*};
}

said! {
    /// The kind of thing that a problem speaks of.
    Thing {
        /// A program, or its number.
        Program = "プログラム" / "program",
        /// A direction, or its key.
        Direction = "方向性" / "direction",
        /// A division, or its name.
        Division = "課" / "division",
        /// A line of a schedule.
        Activity = "取組項目" / "activity",
        /// An indicator, or its key.
        Indicator = "指標" / "indicator",
        /// A survey.
        Round = "回次" / "round",
        /// A rating scale, or its version.
        Scale = "進捗区分の版" / "scale",
        /// The first year of a rating scale.
        ScaleSince = "進捗区分の適用開始年度" / "first year of a scale",
        /// A step of a rating scale, or its code.
        Level = "進捗区分" / "rating",
        /// A reason for which a program is not rated.
        NotRated = "評価しない理由" / "reason for not rating",
        /// A revision, by its first year.
        Revision = "改訂" / "revision",
        /// The condition of a rule of the review.
        Condition = "提案の条件(when)" / "condition (when)",
        /// The key of a file.
        FileId = "キー(id)" / "id",
        /// A printed title or name.
        Text = "名称" / "name",
        /// The unit of an indicator.
        Unit = "単位" / "unit",
        /// A sheet of the form.
        Sheet = "票" / "sheet",
        /// A block of a sheet.
        Block = "ブロック" / "block",
        /// A field, or its key.
        Field = "欄" / "field",
        /// A list to choose from, or its key.
        ChoiceList = "選択肢の一覧" / "list of choices",
        /// One option of a list.
        Choice = "選択肢" / "choice",
        /// A column of a table.
        Column = "列" / "column",
        /// A row of a table.
        Line = "行" / "row",
    }

    /// A place where only some keys of `find` make sense.
    FindOn {
        /// A column of a table or list.
        Column = "表や一覧の列" / "a column",
        /// A sheet that holds several programs.
        SharedSheet = "複数のプログラムが載る票" / "a sheet of several programs",
        /// A sheet that holds one program.
        OwnSheet = "1枚に1プログラムの票" / "a sheet of one program",
        /// A field that stands at an address.
        Address = "番地(cell)で読む欄" / "a field at an address",
    }

    /// Which of two digits-only codes is meant.
    CodeKind {
        /// 全国地方公共団体コード.
        Municipality = "全国地方公共団体コード" / "municipality code",
        /// 法人番号.
        Corporate = "法人番号" / "corporate number",
    }
}

impl CodeKind {
    /// How many digits it has, the check digit included.
    pub fn digits(self) -> usize {
        match self {
            CodeKind::Municipality => 6,
            CodeKind::Corporate => 13,
        }
    }
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
                lang.pick(ja, en).into()
            }
            FileNameFault::Edge => lang
                .pick(
                    "先頭の空白、または末尾の空白か「.」",
                    "blank at an end, or full stop at the end",
                )
                .into(),
            FileNameFault::Reserved => lang.pick("予約された名前", "reserved name").into(),
        }
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
        lang.pick(ja, en).into()
    }

    fn withhold(&mut self) {}
}

/// The word that was most likely meant, if one is near enough: a question before the list of what is possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess(pub Option<String>);

impl Say for Guess {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        let Some(near) = &self.0 else { return "".into() };
        lang.pick(format!("「{near}」ではありませんか。"), format!("Did you mean `{near}`? "))
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
            return lang.pick("なし", "nothing").into();
        }
        self.0.join(lang.pick("、", ", ")).into()
    }

    fn withhold(&mut self) {}
}
