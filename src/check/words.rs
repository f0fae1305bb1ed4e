//! Words for what the readers of cells and of the form report as data.

use rust_decimal::Decimal;

use crate::finding::Wording;
use crate::form::quantity_text;
use crate::notation::{Qualifier, Refusal, Remark};
use crate::schema::FieldType;
use crate::submission::{Likeness, Nearest, Unseen};
use crate::workbook::AttachedKind;

/// The same in both languages.
pub(super) fn both(ja: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording::new(ja, en)
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
    both(
        format!(
            "シートは{sheets}枚(最初は「{first_sheet}」)、書かれたセルは{cells}個です。{near_ja}中身は読んでいません。"
        ),
        format!(
            "It has {sheets} sheets (the first is \"{first_sheet}\") and {cells} cells with content, which were not read.{near_en}"
        ),
    )
}

/// Why a cell was not read.
#[must_use]
pub fn refusal(refusal: &Refusal) -> Wording {
    match refusal {
        Refusal::TwoValues => both("値が二つある", "two values"),
        Refusal::CircledNumber { written } => {
            both(format!("丸数字「{written}」がある"), format!("circled digit {written}"))
        }
        Refusal::Ditto => both("上や前と同じという書き方", "ditto"),
        Refusal::Reference => both("ほかの資料を指す書き方", "reference to another paper"),
        Refusal::Confusable { found, looks_like } => both(
            format!("「{looks_like}」に似た別の文字「{found}」(U+{:04X})", u32::from(*found)),
            format!("U+{:04X} looks like {looks_like}", u32::from(*found)),
        ),
        Refusal::NotInChoices { .. } => both("選択肢にない", "not one of the choices"),
        Refusal::CodeAndLabelDisagree { code, label } => both(
            format!("区分「{code}」と「{label}」の言葉が両方ある"),
            format!("code {code} beside the label of {label}"),
        ),
        Refusal::AmbiguousDate => both("年が書かれていない", "no year"),
        Refusal::AmbiguousYear => both("どの元号の年か分からない", "era unclear"),
        Refusal::AmbiguousMagnitude => {
            both("位の言葉と欄の単位のどちらが正しいか分からない", "magnitude unclear")
        }
        Refusal::SkippedMagnitude => {
            both("「万」などの位が抜けているように見える", "a magnitude seems to be left out")
        }
        Refusal::WrongUnit { written, expected } => both(
            format!("「{written}」と書かれているが、欄の単位は「{expected}」"),
            format!("unit {written} instead of {expected}"),
        ),
        Refusal::Bound { written } => {
            let words = bound(*written);
            both(
                format!("実績に「{}」が付いている", words.ja),
                format!("an actual with a bound: {}", words.en),
            )
        }
        Refusal::Parentheses => {
            both("かっこが負の数か注記か分からない", "brackets: negative or note")
        }
        Refusal::BadGrouping => both("桁区切りのコンマの位置がおかしい", "commas at odd places"),
        Refusal::LeadingZeros => both("0で始まる番号のように見える", "looks like a code"),
        Refusal::ColumnTooNarrow => {
            both("列の幅が足りないときの####が入っている", "#### of a narrow column")
        }
        Refusal::Mark { written } => {
            both(format!("記号「{written}」が書かれている"), format!("mark {written}"))
        }
        Refusal::SignInFormat { format } | Refusal::FormatContradicts { format } => both(
            format!("表示形式「{format}」が値と食い違う"),
            format!("number format {format} contradicts the value"),
        ),
        Refusal::ErrorCell { code } => both(format!("エラー値 {code}"), format!("error {code}")),
        Refusal::NoResult => both("計算結果が保存されていない", "formula without a stored result"),
        Refusal::NotANumber => both("数字ではない", "not a number"),
        Refusal::NotADate => both("日付ではない", "not a date"),
        Refusal::NotAFiscalYear => both("年度ではない", "not a fiscal year"),
        Refusal::Vague => both("値の決まらない言葉", "no definite value"),
        Refusal::FractionOfYen { yen } => both(
            format!("1円に満たない端数がある({}円)", yen.normalize()),
            format!("not whole yen: {}", yen.normalize()),
        ),
        Refusal::OutOfRange => both("桁が多すぎる", "too many digits"),
        Refusal::DateInNumber { date } => {
            both(format!("日付({date})になっている"), format!("a date: {date}"))
        }
        Refusal::OddSerial { date } => {
            both(format!("日付の番号が正しくない({date})"), format!("odd date serial: {date}"))
        }
        Refusal::DayMissing { .. } => both("日が書かれていない", "no day"),
        Refusal::YearRange { .. } => both("年度が二つ以上ある", "more than one year"),
        Refusal::PartlyStruck { struck, .. } => {
            both(format!("「{struck}」に取り消し線がある"), format!("{struck} is struck out"))
        }
        Refusal::Shared => both("ほかの欄と結合されている", "merged with another field"),
        Refusal::Lost => both("ファイルのこの部分が読めない", "this part of the file is lost"),
        Refusal::Boolean => both("TRUEかFALSEになっている", "TRUE or FALSE"),
    }
}

/// Why nobody sees a cell.
pub(super) fn unseen(why: Unseen) -> Wording {
    match why {
        Unseen::Row => both("非表示の行にある", "its row is hidden"),
        Unseen::Column => both("非表示の列にある", "its column is hidden"),
        Unseen::Letters => both(
            "文字が背景と同じ色か、見分けのつかない色",
            "letters in the colour of the cell, or nearly",
        ),
        Unseen::Zero => both("0を表示しない設定のシート", "a sheet that does not show zeros"),
        Unseen::Format => both(
            "何も表示しないか、白で表示する表示形式",
            "a number format that shows nothing, or in white",
        ),
    }
}

/// What lies on a sheet.
pub(crate) fn attached(kind: AttachedKind) -> Wording {
    match kind {
        AttachedKind::Note => both("コメント", "a note"),
        AttachedKind::Shape => both("図形", "a shape"),
        AttachedKind::Tick { on: true } => both("チェックの入ったボックス", "a ticked box"),
        AttachedKind::Tick { on: false } => both("チェックのないボックス", "a box without a tick"),
        AttachedKind::Control => both("リストやボタン", "a control"),
        AttachedKind::Picture => both("画像やグラフ", "a picture or chart"),
    }
}

/// What is worth a second look about a value that was read; `None` where the reading is plain.
#[must_use]
pub fn doubt(remark: &Remark) -> Option<Wording> {
    let words = match remark {
        Remark::SpaceInNumber => both("数字の間に空白がある", "space inside the number"),
        Remark::IdeographicComma => both("コンマの代わりに読点「、」がある", "ideographic comma"),
        Remark::MiddleDotAsPoint => {
            both("小数点の代わりに中黒「・」がある", "middle dot as decimal point")
        }
        Remark::LongVowelAsMinus { written } | Remark::RareMinus { written } => {
            both(format!("「{written}」をマイナスと読んだ"), format!("{written} taken for a minus"))
        }
        Remark::NoteMark { mark } => both(
            format!("小さく上に書かれた「{mark}」を注の印とみて除いた"),
            format!("raised {mark} taken for the mark of a note"),
        ),
        Remark::TimeLeftOut { time } => {
            both(format!("時刻{time}を除いた"), format!("time of day {time} left out"))
        }
        Remark::TypoOku => both("「憶」を「億」と読んだ", "憶 taken for 億"),
        Remark::UnitConflict { written, expected } => both(
            format!("「{written}」と書かれているが、欄の単位は「{expected}」"),
            format!("written in {written}, the form asks for {expected}"),
        ),
        Remark::UnitFarFromField { written, expected } => both(
            format!("「{written}」と書かれていて、欄の単位「{expected}」と桁が大きく違う"),
            format!("written in {written}, far from the form's {expected}"),
        ),
        Remark::PercentByFormat { stored } => {
            let (typed, shown) = (quantity_text(*stored, 0), percent_text(*stored));
            both(
                format!("表示形式が「%」のセルに{typed}と入力したため、{shown}%になっている"),
                format!("{typed} in a cell that shows per cent is {shown}%"),
            )
        }
        Remark::DigitsHidden { shown } => {
            let shown = quantity_text(*shown, 0);
            both(format!("画面には{shown}と表示されている"), format!("shown as {shown}"))
        }
        Remark::NumberInNote { written } => both(
            format!("かっこや注記の中の数「{written}」は使わない"),
            format!("the number in {written} is not used"),
        ),
        Remark::PercentOrFraction { written } => both(
            format!("{}%のままか、{}%の意味か", written.normalize(), percent_text(*written)),
            "per cent or fraction of 1?",
        ),
        Remark::ScaledByFormat { fits: false, .. } => {
            both("表示形式が千分の一で表示している", "the number format shows thousandths")
        }
        Remark::HiddenByFormat { format } => both(
            format!("表示形式「{format}」のため、画面の見た目と値が違う"),
            format!("the number format {format} shows something else"),
        ),
        Remark::KanjiZero => both("漢数字の〇を0と読んだ", "kanji zero"),
        Remark::NotAsShown { format } => both(
            format!("表示形式「{format}」での見え方が分からないので、保存されている値を書き出した"),
            format!("what the number format {format} shows is not known; this is the stored value"),
        ),
        Remark::AllNew => both("皆増", "nothing before"),
        Remark::AllGone => both("皆減", "nothing left"),
        Remark::EraPastItsEnd { .. }
        | Remark::EraBeforeItsStart { .. }
        | Remark::YearAssumed { .. }
        | Remark::WeekdayMismatch { .. }
        | Remark::SerialAsDate { .. }
        | Remark::DateAsText => return doubt_of_day(remark),
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

/// What is worth a second look about a day or a year.
fn doubt_of_day(remark: &Remark) -> Option<Wording> {
    Some(match remark {
        Remark::EraPastItsEnd { era, year } => both(
            format!("{era}{year}年は改元の後に当たる"),
            format!("{era} {year} lies after the end of the era"),
        ),
        Remark::EraBeforeItsStart { era, year } => both(
            format!("{era}{year}年のその日は改元の前に当たる"),
            format!("{era} {year} lies before the start of the era"),
        ),
        Remark::YearAssumed { year } => both(
            format!("年が書かれていないので{}とした", year.label()),
            format!("no year; took FY{year}"),
        ),
        Remark::WeekdayMismatch { written, actual } => both(
            format!("曜日が({written})とあるが、その日は({actual})"),
            format!("weekday {written}, should be {actual}"),
        ),
        Remark::SerialAsDate { serial } => both(
            format!("数字{serial}を日付の番号と読んだ"),
            format!("serial {serial} read as a date"),
        ),
        Remark::DateAsText => both(
            "日付の見え方が分からないので、年月日の形で書き出した",
            "how the date is shown is not known; this is the stored day",
        ),
        _ => return None,
    })
}

/// How an empty cell of this kind is filled.
pub(super) fn how_to_fill(kind: FieldType) -> Wording {
    match kind {
        FieldType::Number | FieldType::Money | FieldType::Indicator => both(
            "数字がまだないときは「集計中」、該当する数字がないときは「-」と書きます。",
            "Write 集計中 if the number is not known yet, - if there is none.",
        ),
        FieldType::Choice => {
            both("セルを選び、右に出る▼から選びます。", "Select the cell and choose from the list.")
        }
        FieldType::Date => {
            both("「令和5年4月10日」や「2023/4/10」のように書きます。", "Such as 2023/4/10.")
        }
        FieldType::Text => both("", ""),
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
            both(
                format!("{typed}%のつもりなら、セルに「{typed}%」と%を付けて入力してください。"),
                format!("Type {typed}% with the sign if that is meant."),
            )
        }
        _ if money => both(
            "円で書いた額を千円の欄に入れていませんか。",
            "Was an amount in yen written into a cell for thousands?",
        ),
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
