//! Words for what the readers of cells and of the form report as data.

use rust_decimal::Decimal;

use crate::finding::{Wording, worded};
use crate::form::{money_text, quantity_text};
use crate::notation::{Qualifier, Refusal, Remark};
use crate::schema::FieldType;
use crate::submission::{Answer, Likeness, Nearest, Unseen};
use crate::terms::Yen;
use crate::workbook::AttachedKind;

/// The same in both languages.
pub(super) fn both(ja: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording::new(ja, en)
}

/// An amount as messages show it.
pub(super) fn amount_text(yen: Yen) -> String {
    format!("{}千円", money_text(yen))
}

/// What a workbook without a form looks like.
pub(super) fn likeness(likeness: &Likeness) -> Wording {
    let Likeness { sheets, first_sheet, cells, nearest } = likeness;
    let cells = quantity_text((*cells).into(), 0);
    let (near_ja, near_en) = match nearest {
        Some(Nearest { title, words, shown }) => (
            format!(
                "いちばん近いのは様式の「{title}」ですが、その見出しや欄の名前{words}個のうち{shown}個しかありません。"
            ),
            format!(
                " Nearest is \"{title}\" of the form, of whose {words} words it shows {shown}."
            ),
        ),
        None => (
            "様式の見出しや欄の名前は一つもありません。".to_owned(),
            " It shows no word of the form.".to_owned(),
        ),
    };
    worded! { "シートは{sheets}枚(最初は「{first_sheet}」)、書かれたセルは{cells}個です。{near_ja}中身は読んでいません。" / "It has {sheets} sheets (the first is \"{first_sheet}\") and {cells} cells with content, which were not read.{near_en}" }
}

/// Why a cell was not read.
pub fn refusal(refusal: &Refusal) -> Wording {
    worded! { refusal =>
        Refusal::TwoValues => "値が二つある" / "two values",
        Refusal::CircledNumber { written } => "丸数字「{written}」がある" / "circled digit {written}",
        Refusal::Ditto => "上や前と同じという書き方" / "ditto",
        Refusal::Reference => "ほかの資料を指す書き方" / "reference to another paper",
        Refusal::Confusable { found, looks_like } => [code = u32::from(*found)] "「{looks_like}」に似た別の文字「{found}」(U+{code:04X})" / "U+{code:04X} looks like {looks_like}",
        Refusal::NotInChoices { .. } => "選択肢にない" / "not one of the choices",
        Refusal::CodeAndLabelDisagree { code, label } => "区分「{code}」と「{label}」の言葉が両方ある" / "code {code} beside the label of {label}",
        Refusal::AmbiguousDate => "年が書かれていない" / "no year",
        Refusal::AmbiguousYear => "どの元号の年か分からない" / "era unclear",
        Refusal::AmbiguousMagnitude => "位の言葉と欄の単位のどちらが正しいか分からない" / "magnitude unclear",
        Refusal::SkippedMagnitude => "「万」などの位が抜けているように見える" / "a magnitude seems to be left out",
        Refusal::WrongUnit { written, expected } => "「{written}」と書かれているが、欄の単位は「{expected}」" / "unit {written} instead of {expected}",
        Refusal::UnknownTail { written } => "数のうしろの「{written}」の意味が分からない" / "{written} behind the number is not known",
        Refusal::Bound { written } => [words = bound(*written), ja = words.ja, en = words.en] "実績に「{ja}」が付いている" / "an actual with a bound: {en}",
        Refusal::Parentheses => "かっこが負の数か注記か分からない" / "brackets: negative or note",
        Refusal::BadGrouping => "桁区切りのコンマの位置がおかしい" / "commas at odd places",
        Refusal::LeadingZeros => "0で始まる番号のように見える" / "looks like a code",
        Refusal::ColumnTooNarrow => "列の幅が足りないときの####が入っている" / "#### of a narrow column",
        Refusal::Mark { written } => "記号「{written}」が書かれている" / "mark {written}",
        Refusal::SignInFormat { format } | Refusal::FormatContradicts { format } => "表示形式「{format}」が値と食い違う" / "number format {format} contradicts the value",
        Refusal::ErrorCell { code } => "エラー値 {code}" / "error {code}",
        Refusal::NoResult => "計算結果が保存されていない" / "formula without a stored result",
        Refusal::NotANumber => "数字ではない" / "not a number",
        Refusal::NotADate => "日付ではない" / "not a date",
        Refusal::NotAFiscalYear => "年度ではない" / "not a fiscal year",
        Refusal::Vague => "値の決まらない言葉" / "no definite value",
        Refusal::FractionOfYen { yen } => [yen = yen.normalize()] "1円に満たない端数がある({yen}円)" / "not whole yen: {yen}",
        Refusal::OutOfRange => "桁が多すぎる" / "too many digits",
        Refusal::TimeInNumber => "時刻か時間の長さになっている" / "a time of day or a length of time",
        Refusal::DateInNumber { date } => "日付({date})になっている" / "a date: {date}",
        Refusal::OddSerial { date } => "日付の番号が正しくない({date})" / "odd date serial: {date}",
        Refusal::DayMissing { .. } => "日が書かれていない" / "no day",
        Refusal::YearRange { .. } => "年度が二つ以上ある" / "more than one year",
        Refusal::PartlyStruck { struck, .. } => "「{struck}」に取り消し線がある" / "{struck} is struck out",
        Refusal::PartlyInvisible { invisible, .. } => "「{invisible}」が見えない" / "{invisible} cannot be seen",
        Refusal::OutsideCalendar { number } => "日付にならない数({number})に日付の表示形式が付いている" / "{number} is no day, but has a date format",
        Refusal::Shared => "ほかの欄と結合されている" / "merged with another field",
        Refusal::Lost => "ファイルのこの部分が読めない" / "this part of the file is lost",
        Refusal::Boolean => "TRUEかFALSEになっている" / "TRUE or FALSE",
    }
}

/// Why nobody sees a cell.
pub(super) fn unseen(why: Unseen) -> Wording {
    worded! { why =>
        Unseen::Row => "非表示の行にある" / "its row is hidden",
        Unseen::Column => "非表示の列にある" / "its column is hidden",
        Unseen::Letters => "文字が背景と同じ色か、見分けのつかない色" / "letters in the colour of the cell, or nearly",
        Unseen::Zero => "0を表示しない設定のシート" / "a sheet that does not show zeros",
        Unseen::Format => "何も表示しないか、白で表示する表示形式" / "a number format that shows nothing, or in white",
    }
}

/// What lies on a sheet.
pub(crate) fn attached(kind: AttachedKind) -> Wording {
    worded! { kind =>
        AttachedKind::Note => "コメント" / "a note",
        AttachedKind::Shape => "図形" / "a shape",
        AttachedKind::Tick { on: true } => "チェックの入ったボックス" / "a ticked box",
        AttachedKind::Tick { on: false } => "チェックのないボックス" / "a box without a tick",
        AttachedKind::Control => "リストやボタン" / "a control",
        AttachedKind::Picture => "画像やグラフ" / "a picture or chart",
    }
}

/// What is worth a second look about a value that was read; `None` where the reading is plain.
pub fn doubt(remark: &Remark) -> Option<Wording> {
    let words = worded! { remark =>
        Remark::SpaceInNumber => "数字の間に空白がある" / "space inside the number",
        Remark::IdeographicComma => "コンマの代わりに読点「、」がある" / "ideographic comma",
        Remark::MiddleDotAsPoint => "小数点の代わりに中黒「・」がある" / "middle dot as decimal point",
        Remark::LongVowelAsMinus { written } | Remark::RareMinus { written } => "「{written}」をマイナスと読んだ" / "{written} taken for a minus",
        Remark::NoteMark { mark } => "小さく上に書かれた「{mark}」を注の印とみて除いた" / "raised {mark} taken for the mark of a note",
        Remark::TimeLeftOut { time } => "時刻{time}を除いた" / "time of day {time} left out",
        Remark::TypoOku => "「憶」を「億」と読んだ" / "憶 taken for 億",
        Remark::UnitConflict { written, expected, by_format: true } => "表示形式が「{written}」と付けて表示しているが、欄の単位は「{expected}」" / "the number format says {written}, the form asks for {expected}",
        Remark::UnitConflict { written, expected, .. } => "「{written}」と書かれているが、欄の単位は「{expected}」" / "written in {written}, the form asks for {expected}",
        Remark::UnitFarFromField { written, expected, by_format: true } => "表示形式が「{written}」と付けて表示していて、欄の単位「{expected}」と桁が大きく違う" / "the number format says {written}, far from the form's {expected}",
        Remark::UnitFarFromField { written, expected, .. } => "「{written}」と書かれていて、欄の単位「{expected}」と桁が大きく違う" / "written in {written}, far from the form's {expected}",
        Remark::PercentByFormat { stored } => [typed = quantity_text(*stored, 0), shown = percent_text(*stored)] "表示形式が「%」のセルに{typed}と入力したため、{shown}%になっている" / "{typed} in a cell that shows per cent is {shown}%",
        Remark::DigitsHidden { shown } => "画面には{shown}と表示されている" / "shown as {shown}",
        Remark::NumberInNote { written } => "かっこや注記の中の数「{written}」は使わない" / "the number in {written} is not used",
        Remark::PercentOrFraction { written } => [percent = percent_text(*written), written = written.normalize()] "{written}%のままか、{percent}%の意味か" / "per cent or fraction of 1?",
        Remark::ScaledByFormat { fits: false, .. } => "表示形式が千分の一で表示している" / "the number format shows thousandths",
        Remark::HiddenByFormat { format, shown: Some(shown) } => "表示形式「{format}」のため、画面の見た目と値が違う。画面には「{shown}」と表示されている" / "the number format {format} shows something else: {shown}",
        Remark::HiddenByFormat { format, shown: None } => "表示形式「{format}」のため、画面の見た目と値が違う" / "the number format {format} shows something else",
        Remark::KanjiZero => "漢数字の〇を0と読んだ" / "kanji zero",
        Remark::NotAsShown { format } => "表示形式「{format}」での見え方が分からないので、保存されている値を書き出した" / "what the number format {format} shows is not known; this is the stored value",
        Remark::AllNew => "皆増" / "nothing before",
        Remark::AllGone => "皆減" / "nothing left",
        Remark::EraPastItsEnd { era, year } => "{era}{year}年は改元の後に当たる" / "{era} {year} lies after the end of the era",
        Remark::EraBeforeItsStart { era, year } => "{era}{year}年のその日は改元の前に当たる" / "{era} {year} lies before the start of the era",
        Remark::YearAssumed { year } => [label = year.label()] "年が書かれていないので{label}とした" / "no year; took FY{year}",
        Remark::WeekdayMismatch { written, actual } => "曜日が({written})とあるが、その日は({actual})" / "weekday {written}, should be {actual}",
        Remark::SerialAsDate { serial } => "数字{serial}を日付の番号と読んだ" / "serial {serial} read as a date",
        Remark::DateAsText => "日付の見え方が分からないので、年月日の形で書き出した" / "how the date is shown is not known; this is the stored day",
        ;
        // Plain readings: what was written says the same in other words.
        Remark::Exponent
        | Remark::UnitConverted { .. }
        | Remark::Label { .. }
        | Remark::ScaledByFormat { fits: true, .. }
        | Remark::FloatNoise { .. }
        | Remark::NoneAsZero { .. }
        | Remark::EraAssumed { .. }
        | Remark::PartOfYear { .. }
        | Remark::NumberAsText => return None,
    };
    Some(words)
}

/// What stands on the screen for a value whose unit nobody wrote: the number format shows it.
pub(super) fn seen_by_format(answer: &Answer) -> Wording {
    let remarks = answer.reading().map(|reading| reading.remarks.as_slice()).unwrap_or_default();
    let (unit, seen) = (remarks.iter().find_map(Remark::unit_of_format), &answer.raw);
    match unit {
        None => both("", ""),
        Some(unit) => {
            worded! { "(画面の表示は「{seen}」、単位は表示形式の「{unit}」)" / " (shown as {seen}, {unit} by its number format)" }
        }
    }
}

/// How an empty cell of this kind is filled.
pub(super) fn how_to_fill(kind: FieldType) -> Wording {
    worded! { kind =>
        FieldType::Number | FieldType::Money | FieldType::Indicator => "数字がまだないときは「集計中」、該当する数字がないときは「-」と書きます。" / "Write 集計中 if the number is not known yet, - if there is none.",
        FieldType::Choice => "セルを選び、右に出る▼から選びます。" / "Select the cell and choose from the list.",
        FieldType::Date => "「令和5年4月10日」や「2023/4/10」のように書きます。" / "Such as 2023/4/10.",
        FieldType::Text => "" / "",
    }
}

/// The word of a bound beside a number.
pub fn bound(qualifier: Qualifier) -> Wording {
    let word = match qualifier {
        Qualifier::AtLeast => "以上",
        Qualifier::AtMost => "以下",
        Qualifier::MoreThan => "超・余",
        Qualifier::LessThan => "未満・弱",
    };
    both(word, qualifier.as_str().replace('_', " "))
}

/// A bound beside a number that is not a target.
pub(super) fn qualifier(qualifier: Qualifier) -> Wording {
    let Wording { ja, en } = bound(qualifier);
    both(format!("数に「{ja}」が付いている"), format!("a bound beside the number: {en}"))
}

/// What to look at where a number is out of its limits.
pub(super) fn how_to_scale(by_format: Option<&Remark>, money: bool) -> Wording {
    match by_format {
        Some(Remark::PercentByFormat { stored }) => {
            let typed = quantity_text(*stored, 0);
            worded! { "{typed}%のつもりなら、セルに「{typed}%」と%を付けて入力してください。" / "Type {typed}% with the sign if that is meant." }
        }
        _ if money => {
            worded! { "円で書いた額を千円の欄に入れていませんか。" / "Was an amount in yen written into a cell for thousands?" }
        }
        _ => both("", ""),
    }
}

/// How a negative amount was counted, and what to do about it.
pub(super) fn sign(is_saving: bool) -> (Wording, Wording) {
    if is_saving {
        let how = "歳出の削減額は正の数で書きます。支出が増えたときは、備考に書いてください。";
        return (
            both("削減額は正の額として数えました。", "It was counted as a positive saving."),
            both(how, "Write cuts as positive amounts; say in the notes if spending rose."),
        );
    }
    let how =
        "増えた収入は正の数で書きます。収入が減ったのなら効果の行にはせず、備考に書いてください。";
    (
        both("負の額のまま数えました。", "It was counted as negative."),
        both(how, "Write gains as positive amounts; a loss is no effect: say it in the notes."),
    )
}

/// A fraction of 1 as per cent.
fn percent_text(fraction: Decimal) -> String {
    fraction
        .checked_mul(Decimal::ONE_HUNDRED)
        .map_or_else(|| fraction.to_string(), |percent| quantity_text(percent, 0))
}
