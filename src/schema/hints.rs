//! What to write instead of what is wrong in a schema file, in Japanese and in English.

use crate::terms::Lang;

use super::near::nearest;
use super::problem::{CodeKind, ProblemKind, Thing};
use super::toml_words;
use super::words::pick;

impl ProblemKind {
    /// What to write instead.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> String {
        let fixed = |ja: &str, en: &str| pick(lang, ja, en).to_owned();
        match self {
            Self::Syntax(original) => toml_words::syntax_hint(original, lang),
            Self::KeyTwice(_) => fixed("どちらか一方を消してください。", "Remove one of them."),
            Self::UnknownKey { found, known } | Self::UnknownWord { found, known } => {
                choose(found, known, lang)
            }
            Self::Unknown { name, known, .. } => choose(name, known, lang),
            Self::UnknownRule { found, known } | Self::UnknownProposal { found, known } => {
                choose(found, known, lang)
            }
            Self::RuleNeverOff(_) => fixed(
                "この行を消すか、\"warning\" か \"error\" にしてください。",
                "Remove the line, or write \"warning\" or \"error\".",
            ),
            Self::MissingKey(key) => pick(
                lang,
                format!("この表に {key} = … を書き足してください。"),
                format!("Add {key} = … to this table."),
            ),
            Self::WrongType { expected, .. } => toml_words::expected_hint(expected, lang),
            Self::NotARound(_) => fixed(
                "年度末の調査は \"2022\"、上期の調査は \"2022-H1\" のように西暦で書きます。",
                "Write \"2022\" for a survey at year end, \"2022-H1\" for one of the first half.",
            ),
            Self::NotACell(_) => fixed(
                "\"C12\" のように、列の英字と行の数字で書いてください。",
                "Write letters and a number, such as \"C12\".",
            ),
            Self::Unreadable(_) => fixed(
                "JSON Schema(schemas/*.schema.json)で書き方を確かめてください。",
                "See the JSON Schema (schemas/*.schema.json).",
            ),
            Self::Duplicate { .. } => {
                fixed("別の値にするか、一方を消してください。", "Change one of them or remove it.")
            }
            Self::Ambiguous { .. } => fixed(
                "全角・半角、大文字・小文字、空白の違いは区別しません。一方から消してください。",
                "Width, case and blanks are not told apart. Remove it from one of them.",
            ),
            Self::TakenState(_) => fixed(
                "同じ名前だと、別のものが一つに数えられます。ほかの名前にしてください。",
                "Two things would be counted as one. Give it another name.",
            ),
            Self::Empty(_) => fixed("1つ以上書いてください。", "Write at least one."),
            Self::TooMany { thing: Thing::Direction, .. } => fixed(
                "再掲(also_in)は、主な方向性だけにしてください。",
                "Print the program again (also_in) under the main directions only.",
            ),
            Self::TooMany { .. } => fixed(
                "1枚の票に収まりません。プログラムを分けるか、まとめてください。",
                "They do not fit on one sheet. Split the program or merge some of them.",
            ),
            Self::OutOfOrder { .. } => {
                fixed("古いものから順に並べてください。", "List the oldest first.")
            }
            Self::BadKey(_) => fixed(
                "英小文字で始め、英小文字・数字・_ だけで書いてください。",
                "Begin with a small letter; use small letters, digits and _ only.",
            ),
            Self::BadPlanId(_) => fixed(
                "半角の英数字と - _ だけで書いてください。schemas の下のフォルダ名になります。",
                "Use ASCII letters, digits, - and _ only: it names a folder under schemas.",
            ),
            Self::MinAboveMax { .. } => {
                fixed("min と max を入れ替えてください。", "Swap `min` and `max`.")
            }
            Self::ZeroNumber => fixed("番号は 1 から付けてください。", "Numbers begin with 1."),
            Self::YearOutOfRange(_) | Self::NotAYear(_) => fixed(
                "西暦4桁(1900〜2999)で書いてください。令和4年度は 2022 です。",
                "Write four digits between 1900 and 2999.",
            ),
            Self::YearsReversed { .. } => {
                fixed("年度を入れ替えてください。", "Swap the two years.")
            }
            Self::PhaseCount { .. } => fixed(
                "年度ごとに1つ書きます。前年度から続くときは \"→\"、予定がないときは \"\" です。",
                "Write one for each year: \"→\" where it goes on, \"\" where nothing is planned.",
            ),
            Self::ArrowWithoutPhase => fixed(
                "最初の年度には予定の語を、予定がない年度には \"\" を書いてください。",
                "Write the phase in its first year, and \"\" where nothing is planned.",
            ),
            Self::TargetMissing(_) => fixed(
                "target = { value = 50, by = 2024 } のように書いてください。",
                "Write e.g. target = { value = 50, by = 2024 }.",
            ),
            Self::TargetBeforePlan { .. } => {
                fixed("年度は西暦で書きます。", "Check the year of the target.")
            }
            Self::TargetTwice | Self::TargetUndated(_) => fixed(
                "ある年度までの目標は by = 2024、毎年度の目標は each_year = true の一方だけを書きます。",
                "Write either by = 2024 or each_year = true.",
            ),
            Self::BaselineMissing(_) => fixed(
                "baseline = { value = 46, date = \"2021-04-01\" } のように書いてください。",
                "Write e.g. baseline = { value = 46, date = \"2021-04-01\" }.",
            ),
            Self::ToleranceMissing => fixed(
                "tolerance = { percent = 1, assumed = true } のように書いてください(assumed は根拠が計画にないとき)。",
                "Write e.g. tolerance = { percent = 1, assumed = true } (assumed: not in the plan).",
            ),
            Self::ToleranceNegative(_) => fixed(
                "幅だけを書きます。±1% は percent = 1 です。",
                "Write the width alone: ±1% is percent = 1.",
            ),
            Self::NotADate(_) => {
                fixed("\"2021-04-01\" のように書いてください。", "Write it like \"2021-04-01\".")
            }
            Self::YearOutside { .. } => fixed(
                "計画の期間の中の年度を、西暦で書いてください。",
                "Write a fiscal year of the plan.",
            ),
            Self::CodeNotMapped(_) => fixed(
                "前の段階の区分を、すべて書いてください。",
                "Write every code of the scale before it.",
            ),
            Self::NoScaleBefore => fixed("この行を消してください。", "Delete this line."),
            Self::RoundOutside { .. } => fixed(
                "回次か計画の期間(first_year、last_year)を直してください。",
                "Mend the round, or first_year and last_year.",
            ),
            Self::SecondReview { .. } => fixed(
                "review = true は1つの回次だけに付けてください。",
                "Put review = true on one round only.",
            ),
            Self::RevisionOutside { .. } => fixed(
                "改訂した計画が使われる最初の年度を from に書いてください。",
                "Write the first year in which the revised plan is used.",
            ),
            Self::ProgramHasEnded(_) => fixed(
                "この行を消すか、終了・統合の方を直してください。",
                "Remove this, or mend the end.",
            ),
            Self::EndedAndMerged => fixed(
                "ほかのプログラムに引き継ぐなら merged_into、引き継がないなら ended = true の一方だけを書きます。",
                "Write merged_into if another program carries it on, else ended = true.",
            ),
            Self::MergedIntoItself(_) => fixed(
                "引き継ぐプログラムの番号を書いてください。",
                "Write the number of the program that carries it on.",
            ),
            Self::NotAPromotion(_) => fixed(
                "kind は、検討プログラムを実施に移すときだけ kind = \"implementation\" と書きます。",
                "Write kind = \"implementation\" for a study that is promoted, and no kind elsewhere.",
            ),
            Self::CodeDigits { code, .. } => pick(
                lang,
                format!("検査数字を含む{}桁を \" \" で囲んで書いてください。", code.digits()),
                format!("Write {} digits, the check digit included, in quotes.", code.digits()),
            ),
            Self::CodeCheckDigit { code: CodeKind::Municipality, expected, .. } => pick(
                lang,
                format!("ほかの桁が正しければ、末尾の数字は {expected} です。"),
                format!("If the other digits are right, the last one is {expected}."),
            ),
            Self::CodeCheckDigit { code: CodeKind::Corporate, expected, .. } => pick(
                lang,
                format!("ほかの桁が正しければ、先頭の数字は {expected} です。"),
                format!("If the other digits are right, the first one is {expected}."),
            ),
            Self::LeadNotPlaceholder(_) => fixed(
                "担当課が決まったなら lacking から lead を消し、未定なら placeholder = true の課を lead にしてください。",
                "If the lead is known now, take lead out of `lacking`; else name a division with placeholder = true.",
            ),
            Self::FileName { .. } => fixed(
                "課の名前は調査票のファイル名になります。別の書き方にしてください。",
                "A division's name becomes the name of its workbook. Write it in another way.",
            ),
            Self::NotInCp932 { .. } => fixed(
                "別の文字にしてください。文字化けしたファイル名になるおそれがあります。",
                "Use another character: the file name could be garbled.",
            ),
            Self::ShareDecimals { most, .. } => pick(
                lang,
                format!("0 から {most} までにしてください。"),
                format!("Use 0 to {most}."),
            ),
            Self::ChoiceWithoutList => fixed(
                "choices = \"一覧の id\" を書き足してください。",
                "Add choices = \"id of a list\".",
            ),
            Self::ListWithoutChoice => fixed(
                "type = \"choice\" を書くか、choices を消してください。",
                "Write type = \"choice\" or remove `choices`.",
            ),
            Self::TooWide { .. } => {
                fixed("どれかの幅(width)を小さくしてください。", "Make one of the widths smaller.")
            }
            Self::SecondOpenColumn => fixed(
                "幅を書かない列は1つだけです(残りの幅を受け持ちます)。ほかの列に width を書いてください。",
                "Only one column may take what is left. Give the others a width.",
            ),
            Self::PatternLacks { .. } => fixed(
                "例: \"activity_{n}_{field}\"、\"indicator_{id}_{field}\"、予備行は \"activity_x{k}_{field}\"。",
                "E.g. \"activity_{n}_{field}\", \"indicator_{id}_{field}\", spare rows \"activity_x{k}_{field}\".",
            ),
            Self::FieldsAndTable | Self::EmptyBlock => fixed(
                "どちらか一方を書いてください。両方要るときはブロックを分けます。",
                "Write one of them; make two blocks where both are needed.",
            ),
            Self::NothingToShow => fixed(
                "記入する欄には id、印字する欄には prefill を書いてください。",
                "A field to be filled has an `id`, a printed one has a `prefill`.",
            ),
            Self::KindWithoutSheet(kind) => pick(
                lang,
                format!("[[sheets]] に kind = \"{}\" の票を書き足してください。", kind.as_str()),
                format!("Add [[sheets]] with kind = \"{}\".", kind.as_str()),
            ),
            Self::SheetWithoutFind => fixed(
                "すべての票に find を書くか、すべての票から消してください。",
                "Write `find` on every sheet, or on none.",
            ),
            Self::FindOnOwnForm => fixed(
                "今ある様式を読むときは、票(sheets)に find = { names = [\"票*\"] } を書いてください。",
                "To read a form that already exists, give its sheets find = { names = [\"…\"] }.",
            ),
            Self::FieldWithoutFind => fixed(
                "find = { label = \"見出し\" } か find = { cell = \"C12\" } を書いてください。",
                "Write find = { label = \"…\" } or find = { cell = \"C12\" }.",
            ),
            Self::FindKeyUseless { key, .. } => {
                pick(lang, format!("{key} を消してください。"), format!("Remove {key}."))
            }
            Self::NameColumnMissing => fixed(
                "名前の列に prefill = \"name\" を書くか、find = { rows = \"order\" } としてください。",
                "Write prefill = \"name\" on the column of names, or find = { rows = \"order\" }.",
            ),
            Self::TableInRow => fixed(
                "列ごとに欄(fields)として書いてください。",
                "Describe each column as one of `fields`.",
            ),
            Self::MoneyUnitUnknown => fixed(
                "unit = \"千円\" のように書くか、単位のセルの向きを find = { unit = \"right\" } のように書いてください。",
                "Write unit = \"千円\", or where the unit stands: find = { unit = \"right\" }.",
            ),
            Self::MoneyUnit { found, known } => choose(found, known, lang),
        }
    }
}

/// The nearest of the possible words, and the whole list.
fn choose(found: &str, known: &[String], lang: Lang) -> String {
    let list = known.join(pick(lang, "、", ", "));
    match (nearest(found, known), known.is_empty()) {
        (_, true) => {
            pick(lang, "ここに書けるものはありません。", "Nothing can be written here.").to_owned()
        }
        (Some(near), _) => pick(
            lang,
            format!("「{near}」ではありませんか。書けるもの: {list}"),
            format!("Did you mean `{near}`? Possible: {list}"),
        ),
        (None, _) => pick(lang, format!("書けるもの: {list}"), format!("Possible: {list}")),
    }
}
