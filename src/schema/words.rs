//! What is wrong with a schema file, in one sentence: Japanese and English. What to do about it: `hints.rs`.

use crate::terms::Lang;

use super::indicator::Shape;
use super::problem::{CodeKind, FileNameFault, FindOn, ProblemKind, Thing};
use super::toml_words;

impl Thing {
    fn word(self, lang: Lang) -> &'static str {
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
        pick(lang, ja, en)
    }
}

impl CodeKind {
    /// How many digits it has, the check digit included.
    pub(crate) fn digits(self) -> usize {
        match self {
            CodeKind::Municipality => 6,
            CodeKind::Corporate => 13,
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        match self {
            CodeKind::Municipality => pick(lang, "全国地方公共団体コード", "municipality code"),
            CodeKind::Corporate => pick(lang, "法人番号", "corporate number"),
        }
    }
}

impl FindOn {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            FindOn::Column => pick(lang, "表や一覧の列", "a column"),
            FindOn::SharedSheet => {
                pick(lang, "複数のプログラムが載る票", "a sheet of several programs")
            }
            FindOn::OwnSheet => pick(lang, "1枚に1プログラムの票", "a sheet of one program"),
            FindOn::Address => pick(lang, "番地(cell)で読む欄", "a field at an address"),
        }
    }
}

/// The word of `lang`.
pub(super) fn pick<T>(lang: Lang, ja: T, en: T) -> T {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// The word for a shape as the file writes it.
fn shape_word(shape: Shape) -> &'static str {
    match shape {
        Shape::Level => "level",
        Shape::Increment => "increment",
        Shape::YearlyFlow => "yearly_flow",
        Shape::YearlyIncrement => "yearly_increment",
        Shape::NotBelowPrevious => "not_below_previous",
        Shape::KeepWithin => "keep_within",
    }
}

impl ProblemKind {
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (ja, en) = match self {
            Self::Syntax(original) => return toml_words::syntax(original, lang),
            Self::KeyTwice(key) => (
                format!("キー「{key}」が同じ表に2度書かれています"),
                format!("key `{key}` is written twice in one table"),
            ),
            Self::UnknownKey { found, .. } => {
                (format!("「{found}」というキーはありません"), format!("there is no key `{found}`"))
            }
            Self::MissingKey(key) => {
                (format!("キー「{key}」がありません"), format!("key `{key}` is missing"))
            }
            Self::WrongType { found, expected } => (
                format!(
                    "値の種類が違います: {found} ではなく、{}を書きます",
                    toml_words::expected(expected, Lang::Ja)
                ),
                format!("expected {}, found {found}", toml_words::expected(expected, Lang::En)),
            ),
            Self::UnknownWord { found, .. } => (
                format!("「{found}」は決められた語ではありません"),
                format!("`{found}` is not one of the fixed words"),
            ),
            Self::UnknownRule { found, .. } => (
                format!("「{found}」という番号の指摘はありません"),
                format!("there is no finding with code `{found}`"),
            ),
            Self::UnknownProposal { found, .. } => (
                format!("様式の方向性・結論の選択肢に「{found}」はありません"),
                format!("the form offers no direction or verdict `{found}`"),
            ),
            Self::RuleNeverOff(found) => (
                format!(
                    "{found} は止められません。書かれたものが使われなかったことを知らせる指摘だからです"
                ),
                format!(
                    "`{found}` cannot be switched off: it says that something written was not used"
                ),
            ),
            Self::NotARound(found) => {
                (format!("「{found}」は回次ではありません"), format!("`{found}` is not a round"))
            }
            Self::NotACell(found) => (
                format!("「{found}」はセルの番地ではありません"),
                format!("`{found}` is not the address of a cell"),
            ),
            Self::Unreadable(original) => (
                format!("この値は読めません(原文: {original})"),
                format!("this cannot be read: {original}"),
            ),
            Self::Duplicate { thing, name, first_line } => (
                format!(
                    "{}「{name}」が重複しています({first_line}行目にもあります)",
                    thing.word(Lang::Ja)
                ),
                format!("{} `{name}` stands on line {first_line} already", thing.word(Lang::En)),
            ),
            Self::Ambiguous { thing, text, one, other } => (
                format!(
                    "「{text}」が2つの{}を指しています:「{one}」と「{other}」",
                    thing.word(Lang::Ja)
                ),
                format!(
                    "`{text}` stands for more than one {}: `{one}` and `{other}`",
                    thing.word(Lang::En)
                ),
            ),
            Self::TakenState(word) => (
                format!("「{word}」は、評価のないものを集計が数えるときの言葉です"),
                format!("`{word}` is what the tally calls items without a rating"),
            ),
            Self::Unknown { thing, name, .. } => (
                format!("{}「{name}」はこのファイルにありません", thing.word(Lang::Ja)),
                format!("{} `{name}` is not in this file", thing.word(Lang::En)),
            ),
            Self::Empty(thing) => (
                format!("{}が空です", thing.word(Lang::Ja)),
                format!("empty: {}", thing.word(Lang::En)),
            ),
            Self::TooMany { thing, found, most } => (
                format!("{}が多すぎます: {found}件(上限{most}件)", thing.word(Lang::Ja)),
                format!("too many of {}: {found} (at most {most})", thing.word(Lang::En)),
            ),
            Self::OutOfOrder { thing, name } => (
                format!("{}「{name}」の順序が逆です", thing.word(Lang::Ja)),
                format!("{} `{name}` is out of order", thing.word(Lang::En)),
            ),
            Self::BadKey(found) => {
                (format!("「{found}」はキーに使えません"), format!("`{found}` cannot be a key"))
            }
            Self::BadPlanId(found) => (
                format!("「{found}」は計画のキー(id)に使えません"),
                format!("`{found}` cannot be the id of a plan"),
            ),
            Self::MinAboveMax { min, max } => (
                format!("最小値 {min} が最大値 {max} を上回っています"),
                format!("min {min} is above max {max}"),
            ),
            Self::ZeroNumber => {
                ("プログラムの番号が 0 です".to_owned(), "program number is 0".to_owned())
            }
            Self::YearOutOfRange(year) => {
                (format!("年度 {year} は範囲外です"), format!("fiscal year {year} is out of range"))
            }
            Self::NotAYear(found) => (
                format!("年度 {found} は範囲外です"),
                format!("fiscal year {found} is out of range"),
            ),
            Self::ToleranceNegative(percent) => (
                format!("許容幅(tolerance)が負の数({percent}%)です"),
                format!("a tolerance of {percent}% is negative"),
            ),
            Self::YearsReversed { first, last } => (
                format!("最後の年度 {last} が最初の年度 {first} より前です"),
                format!("last year {last} comes before first year {first}"),
            ),
            Self::PhaseCount { found, expected } => (
                format!("年度ごとの予定が{found}個ありますが、計画は{expected}年です"),
                format!("{found} phases for a plan of {expected} years"),
            ),
            Self::ArrowWithoutPhase => (
                "「→」の前に続けるべき予定がありません".to_owned(),
                "`→` has no phase before it".to_owned(),
            ),
            Self::TargetMissing(shape) => (
                format!("形(shape)が {} の指標には目標が要ります", shape_word(*shape)),
                format!("an indicator of shape {} needs a target", shape_word(*shape)),
            ),
            Self::TargetBeforePlan { by, first } => (
                format!("目標の年度 {by} が計画の初年度 {first} より前です"),
                format!("target year {by} comes before the plan's first year {first}"),
            ),
            Self::TargetTwice => (
                "目標に by と each_year の両方があります".to_owned(),
                "the target has both `by` and `each_year`".to_owned(),
            ),
            Self::TargetUndated(shape) => (
                format!("目標の時期がありません(形は {})", shape_word(*shape)),
                format!("the target has no date (shape {})", shape_word(*shape)),
            ),
            Self::BaselineMissing(shape) => (
                format!("形(shape)が {} の指標には基準値が要ります", shape_word(*shape)),
                format!("an indicator of shape {} needs a baseline", shape_word(*shape)),
            ),
            Self::ToleranceMissing => (
                "keep_within の指標に許容幅(tolerance)がありません".to_owned(),
                "an indicator of shape keep_within needs a tolerance".to_owned(),
            ),
            Self::NotADate(found) => {
                (format!("「{found}」は日付ではありません"), format!("`{found}` is not a date"))
            }
            Self::RoundOutside { round, first, last } => (
                format!("回次 {round} は計画の期間({first}〜{last}年度)の外です"),
                format!("round {round} lies outside of the plan ({first} to {last})"),
            ),
            Self::YearOutside { year, first, last } => (
                format!("{year}年度は計画の期間({first}〜{last}年度)の外です"),
                format!("{year} lies outside of the plan ({first} to {last})"),
            ),
            Self::CodeNotMapped(code) => (
                format!("前の段階の区分「{code}」が、今の段階のどれに当たるかが書かれていません"),
                format!("no code of this scale stands for `{code}` of the scale before it"),
            ),
            Self::NoScaleBefore => (
                "最初の段階には、対応させる前の段階がありません".to_owned(),
                "the first scale has no scale before it".to_owned(),
            ),
            Self::SecondReview { round, first } => (
                format!("中間見直しの回次が2つあります: {first} と {round}"),
                format!("two rounds of the mid-term review: {first} and {round}"),
            ),
            Self::RevisionOutside { from, first, last } => (
                format!(
                    "改訂の年度 {from} は、計画の2年目から最後の年度({first}〜{last}年度の計画)ではありません"
                ),
                format!(
                    "a revision from {from} is not within the plan of {first} to {last}, after its first year"
                ),
            ),
            Self::ProgramHasEnded(no) => (
                format!("No.{no} は、この改訂かそれより前の改訂で終わっています"),
                format!("No.{no} ends with this revision or an earlier one"),
            ),
            Self::EndedAndMerged => (
                "ended と merged_into の両方があります".to_owned(),
                "the change has both `ended` and `merged_into`".to_owned(),
            ),
            Self::MergedIntoItself(no) => (
                format!("No.{no} の統合先が No.{no} 自身です"),
                format!("No.{no} is merged into itself"),
            ),
            Self::NotAPromotion(no) => (
                format!("No.{no} の種別は変えられません(検討から実施への変更だけができます)"),
                format!("the kind of No.{no} cannot be changed: only a study is promoted"),
            ),
            Self::CodeDigits { code, found } => (
                format!(
                    "{}「{found}」が半角数字{}桁ではありません",
                    code.word(Lang::Ja),
                    code.digits()
                ),
                format!("{} `{found}` is not {} digits", code.word(Lang::En), code.digits()),
            ),
            Self::CodeCheckDigit { code, found, .. } => (
                format!("{}「{found}」の検査数字が合いません", code.word(Lang::Ja)),
                format!("the check digit of {} `{found}` does not fit", code.word(Lang::En)),
            ),
            Self::LeadNotPlaceholder(lead) => (
                format!("担当課が不明とされていますが、lead は「{lead}」です"),
                format!("the lead is said to be unknown, but `lead` is `{lead}`"),
            ),
            Self::FileName { name, fault } => (
                format!("「{name}」は Windows のファイル名にできません({})", fault.words(Lang::Ja)),
                format!("`{name}` cannot be a file name on Windows ({})", fault.words(Lang::En)),
            ),
            Self::NotInCp932 { name, character } => (
                format!("「{name}」の「{character}」は Shift_JIS(CP932)で表せません"),
                format!("`{character}` in `{name}` does not exist in Shift_JIS (CP932)"),
            ),
            Self::ShareDecimals { found, most } => (
                format!("割合の小数桁数 {found} は多すぎます(上限 {most})"),
                format!("{found} decimals of a share are too many (at most {most})"),
            ),
            Self::ChoiceWithoutList => (
                "選択式の欄に選択肢の一覧(choices)がありません".to_owned(),
                "a field of type choice has no `choices`".to_owned(),
            ),
            Self::ListWithoutChoice => (
                "選択式でない欄に choices があります".to_owned(),
                "`choices` on a field that is not of type choice".to_owned(),
            ),
            Self::TooWide { sum, width } => (
                format!("幅の合計 {sum} が票の幅 {width} に収まりません"),
                format!("the widths add up to {sum}, the form is {width} wide"),
            ),
            Self::SecondOpenColumn => (
                "幅を書かない列が2つ以上あります".to_owned(),
                "more than one column has no width".to_owned(),
            ),
            Self::PatternLacks { pattern, placeholder } => (
                format!("キーの型「{pattern}」に {placeholder} がありません"),
                format!("the key pattern `{pattern}` lacks {placeholder}"),
            ),
            Self::FieldsAndTable => (
                "ブロックに fields と table の両方があります".to_owned(),
                "the block has both `fields` and `table`".to_owned(),
            ),
            Self::EmptyBlock => (
                "ブロックに fields も table もありません".to_owned(),
                "the block has neither `fields` nor `table`".to_owned(),
            ),
            Self::NothingToShow => (
                "id も prefill もない欄です".to_owned(),
                "a field with neither `id` nor `prefill`".to_owned(),
            ),
            Self::KindWithoutSheet(kind) => (
                format!("種別 {} の票がありません", kind.as_str()),
                format!("there is no sheet for programs of kind {}", kind.as_str()),
            ),
            Self::SheetWithoutFind => (
                "ほかの票には find がありますが、この票にはありません".to_owned(),
                "other sheets have `find`, this one has not".to_owned(),
            ),
            Self::FindOnOwnForm => (
                "この様式は matome が作るもので、find は使えません".to_owned(),
                "`find` belongs to forms that already exist; this one is written by matome"
                    .to_owned(),
            ),
            Self::FieldWithoutFind => (
                "どこから読むか(find)が書かれていない欄です".to_owned(),
                "the field has no `find`".to_owned(),
            ),
            Self::FindKeyUseless { key, on } => (
                format!("{}では、find の {key} は使えません", on.word(Lang::Ja)),
                format!("`{key}` of `find` has no meaning on {}", on.word(Lang::En)),
            ),
            Self::NameColumnMissing => (
                "行を名前で見分ける表に、名前の列がありません".to_owned(),
                "the rows are told apart by name, but there is no column of names".to_owned(),
            ),
            Self::TableInRow => (
                "1行に1プログラムの一覧には、表を置けません".to_owned(),
                "a list with one row for each program cannot hold a table".to_owned(),
            ),
            Self::MoneyUnitUnknown => (
                "金額の単位が分かりません".to_owned(),
                "nothing tells the unit of the money".to_owned(),
            ),
            Self::MoneyUnit { found, .. } => (
                format!("金額の単位に「{found}」は使えません"),
                format!("`{found}` cannot be the unit of money here"),
            ),
        };
        pick(lang, ja, en)
    }
}

impl FileNameFault {
    fn words(&self, lang: Lang) -> String {
        match self {
            FileNameFault::Character(character) => pick(
                lang,
                format!("使えない文字 {}", character.escape_debug()),
                format!("character {} is not allowed", character.escape_debug()),
            ),
            FileNameFault::Edge => pick(
                lang,
                "先頭の空白、または末尾の空白か「.」".to_owned(),
                "blank at an end, or full stop at the end".to_owned(),
            ),
            FileNameFault::Reserved => {
                pick(lang, "予約された名前".to_owned(), "reserved name".to_owned())
            }
        }
    }
}
