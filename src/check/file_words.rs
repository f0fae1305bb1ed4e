//! Words for what the readers of workbooks report as data.

use super::words::both;
use crate::finding::{Wording, worded};
use crate::submission::FileKind;
use crate::workbook::{Damage, LooksLike, Oddity, OpenError, Unsupported};

/// Why a file could not be opened.
pub fn open_error(error: &OpenError) -> Wording {
    match error {
        OpenError::Empty => both("0バイト", "0 bytes"),
        OpenError::NoSheets => both("シートがない", "no sheets"),
        OpenError::NotAWorkbook { looks_like } => looks(*looks_like),
        OpenError::UnsupportedFormat { what } => unsupported(*what),
        OpenError::Encrypted => both("暗号化されている", "encrypted"),
        OpenError::Damaged { how, part: Some(part), detail } => {
            both(format!("{}: {part}", damage(*how)), detail)
        }
        OpenError::Damaged { how, part: None, detail } => both(damage(*how), detail),
        // Each limit has a message of its own in the catalogue.
        OpenError::Limit { allowed, found, .. } => {
            both(format!("{found}(上限{allowed})"), format!("{found}, allowed {allowed}"))
        }
    }
}

/// What to do about a file that is no workbook that can be read.
pub(super) fn remedy_for(error: &OpenError) -> Wording {
    match error {
        OpenError::NotAWorkbook { looks_like: LooksLike::Archive } => of_an_archive(),
        OpenError::NotAWorkbook {
            looks_like: LooksLike::Pdf | LooksLike::Image | LooksLike::OtherDocument,
        } => of_a_document(),
        _ => {
            worded! { "記入した調査票なら、Excelで開き、「名前を付けて保存」で「Excelブック(*.xlsx)」として保存し直してください。" / "If it is the form, open it in Excel and save it as an Excel workbook." }
        }
    }
}

/// What to do about a file that is not looked at because of its name.
pub(super) fn remedy_for_skipped(file: &str, kind: FileKind) -> Wording {
    const ARCHIVES: [&str; 7] = ["zip", "7z", "rar", "lzh", "cab", "gz", "tar"];
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match kind {
        FileKind::Document if ending.is_some_and(|ending| ARCHIVES.contains(&ending.as_str())) => {
            of_an_archive()
        }
        FileKind::Document => of_a_document(),
        FileKind::LockFile => {
            worded! { "Excelで開いたままのファイルは、閉じてから提出してください。" / "Close the workbook in Excel before submitting it." }
        }
        _ => both("", ""),
    }
}

fn of_an_archive() -> Wording {
    worded! { "圧縮ファイルの中は読みません。展開し、中の調査票を1つずつ入れてください。" / "Archives are not looked into. Unpack it and put in the forms one by one." }
}

fn of_a_document() -> Wording {
    both("この種類のファイルからは答えを読みません。", "Answers are not read from such a file.")
}

/// What a damaged file looks like to people; the technical detail is for English logs.
fn damage(how: Damage) -> &'static str {
    match how {
        Damage::CutOff => "途中で切れている",
        Damage::Package => "中の部品の目録が正しくない",
        Damage::Contents => "中の部品の書き方が正しくない",
        Damage::Ambiguous => "中身が二通りに読める",
        Damage::Structure => "内部の構造が正しくない",
    }
}

/// A sound workbook that is not read.
fn unsupported(what: Unsupported) -> Wording {
    worded! { what =>
        Unsupported::Excel2To4 => "Excel 4.0までの古い形式で、対応していません" / "a format of Excel 2 to 4, not read",
        Unsupported::XmlSpreadsheet2003 => "XMLスプレッドシート2003形式で、対応していません" / "XML Spreadsheet 2003, not read",
        Unsupported::FlatOpenDocument => "一つのXMLに書かれたODSで、対応していません" / "flat OpenDocument, not read",
        Unsupported::Utf16 => "中の部品がUTF-16で書かれていて、対応していません" / "parts in UTF-16, not read",
        Unsupported::MacroSheet => "Excel 4.0マクロのシートがあり、対応していません" / "a sheet of Excel 4.0 macros, not read",
        Unsupported::SheetWithoutPart => "シートの一覧に、中身のないシートがあります" / "the list of sheets names one that is not there",
        Unsupported::OtherThanXlsx => ".xlsx と .xlsm のほかの形式は見られません" / "only xlsx and xlsm are looked at",
    }
}

fn looks(kind: LooksLike) -> Wording {
    worded! { kind =>
        LooksLike::LockFile => "Excelの一時ファイルのようです" / "looks like a lock file",
        LooksLike::Csv => "CSVのようです" / "looks like CSV",
        LooksLike::Text => "ただの文字のファイルのようです" / "looks like plain text",
        LooksLike::Html => "HTMLのようです" / "looks like HTML",
        LooksLike::Xml => "XMLのようです" / "looks like XML",
        LooksLike::Pdf => "PDFのようです" / "looks like PDF",
        LooksLike::Image => "画像のようです" / "looks like a picture",
        LooksLike::OtherDocument => "WordやPowerPointなど、別の種類の文書のようです" / "another kind of document",
        LooksLike::Archive => "圧縮ファイルのようです" / "looks like an archive",
        LooksLike::Unknown => "中身がExcelの形式ではありません" / "unknown contents",
    }
}

/// The sheet that an oddity is about.
pub(super) fn oddity_sheet(oddity: &Oddity) -> Option<&str> {
    match oddity {
        Oddity::BadCell { sheet, .. }
        | Oddity::DuplicateCell { sheet, .. }
        | Oddity::OutsideGrid { sheet, .. }
        | Oddity::SheetUnreadable { sheet, .. }
        | Oddity::NotAWorksheet { sheet } => Some(sheet),
        _ => None,
    }
}

/// What is odd about a workbook.
pub(crate) fn oddity(oddity: &Oddity) -> Wording {
    worded! { oddity =>
        Oddity::ExtensionMismatch { extension, format } => [format = format.ending()] "拡張子は .{extension} だが中身は .{format} の形式" / "ending .{extension}, contents as in .{format}",
        Oddity::BrokenName { name, .. } => "欄の名前 {name} の参照先が失われている" / "name {name} is broken",
        Oddity::AmbiguousName { name } => "欄の名前 {name} が二つある" / "name {name} occurs twice",
        Oddity::SheetScopedName { name, sheet } => "シート「{sheet}」だけの名前 {name} がある" / "name {name} is local to {sheet}",
        Oddity::BadCell { near: Some(near), what, .. } => "{near} の次にあるセルが読めない" / "bad cell after {near}: {what}",
        Oddity::BadCell { near: None, what, .. } => "初めのほうにあるセルが読めない" / "bad cell before the first one that was read: {what}",
        Oddity::DuplicateCell { cell, .. } => "セル {cell} が二重にある" / "cell {cell} occurs twice",
        Oddity::OutsideGrid { address, .. } => "シートの外の番地 {address}" / "address {address} outside the grid",
        Oddity::ExternalLinks(count) => "ほかのファイルを参照する式がある({count}ファイル)" / "{count} external links",
        Oddity::EmbeddedObjects(count) => "埋め込まれた文書や部品が{count}件ある(内容は読みません)" / "{count} embedded objects, not read",
        Oddity::Macros => "マクロがある(実行しません)" / "macros (never run)",
        Oddity::SheetUnreadable { why, .. } => "シートが読めない" / "sheet not readable: {why}",
        Oddity::NotAWorksheet { .. } => "表ではないシート(グラフなど)" / "not a worksheet",
        Oddity::PropertiesUnreadable => "文書のプロパティが読めない" / "document properties not readable",
    }
}
