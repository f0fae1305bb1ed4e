//! Words for what the readers of workbooks report as data.

use super::words::both;
use crate::finding::Wording;
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
        _ => both(
            "記入した調査票なら、Excelで開き、「名前を付けて保存」で「Excelブック(*.xlsx)」として保存し直してください。",
            "If it is the form, open it in Excel and save it as an Excel workbook.",
        ),
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
        FileKind::LockFile => both(
            "Excelで開いたままのファイルは、閉じてから提出してください。",
            "Close the workbook in Excel before submitting it.",
        ),
        _ => both("", ""),
    }
}

fn of_an_archive() -> Wording {
    both(
        "圧縮ファイルの中は読みません。展開し、中の調査票を1つずつ入れてください。",
        "Archives are not looked into. Unpack it and put in the forms one by one.",
    )
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
    match what {
        Unsupported::Excel2To4 => both(
            "Excel 4.0までの古い形式で、対応していません",
            "a format of Excel 2 to 4, not read",
        ),
        Unsupported::XmlSpreadsheet2003 => both(
            "XMLスプレッドシート2003形式で、対応していません",
            "XML Spreadsheet 2003, not read",
        ),
        Unsupported::FlatOpenDocument => {
            both("一つのXMLに書かれたODSで、対応していません", "flat OpenDocument, not read")
        }
        Unsupported::Utf16 => {
            both("中の部品がUTF-16で書かれていて、対応していません", "parts in UTF-16, not read")
        }
        Unsupported::MacroSheet => both(
            "Excel 4.0マクロのシートがあり、対応していません",
            "a sheet of Excel 4.0 macros, not read",
        ),
        Unsupported::SheetWithoutPart => both(
            "シートの一覧に、中身のないシートがあります",
            "the list of sheets names one that is not there",
        ),
        Unsupported::OtherThanXlsx => {
            both(".xlsx と .xlsm のほかの形式は見られません", "only xlsx and xlsm are looked at")
        }
    }
}

fn looks(kind: LooksLike) -> Wording {
    match kind {
        LooksLike::LockFile => both("Excelの一時ファイルのようです", "looks like a lock file"),
        LooksLike::Csv => both("CSVのようです", "looks like CSV"),
        LooksLike::Text => both("ただの文字のファイルのようです", "looks like plain text"),
        LooksLike::Html => both("HTMLのようです", "looks like HTML"),
        LooksLike::Xml => both("XMLのようです", "looks like XML"),
        LooksLike::Pdf => both("PDFのようです", "looks like PDF"),
        LooksLike::Image => both("画像のようです", "looks like a picture"),
        LooksLike::OtherDocument => {
            both("WordやPowerPointなど、別の種類の文書のようです", "another kind of document")
        }
        LooksLike::Archive => both("圧縮ファイルのようです", "looks like an archive"),
        LooksLike::Unknown => both("中身がExcelの形式ではありません", "unknown contents"),
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
    match oddity {
        Oddity::ExtensionMismatch { extension, format } => both(
            format!("拡張子は .{extension} だが中身は .{} の形式", format.ending()),
            format!("ending .{extension}, contents as in .{}", format.ending()),
        ),
        Oddity::BrokenName { name, .. } => both(
            format!("欄の名前 {name} の参照先が失われている"),
            format!("name {name} is broken"),
        ),
        Oddity::AmbiguousName { name } => {
            both(format!("欄の名前 {name} が二つある"), format!("name {name} occurs twice"))
        }
        Oddity::SheetScopedName { name, sheet } => both(
            format!("シート「{sheet}」だけの名前 {name} がある"),
            format!("name {name} is local to {sheet}"),
        ),
        Oddity::BadCell { near, what, .. } => match near {
            Some(near) => both(
                format!("{near} の次にあるセルが読めない"),
                format!("bad cell after {near}: {what}"),
            ),
            None => both(
                "初めのほうにあるセルが読めない",
                format!("bad cell before the first one that was read: {what}"),
            ),
        },
        Oddity::DuplicateCell { cell, .. } => {
            both(format!("セル {cell} が二重にある"), format!("cell {cell} occurs twice"))
        }
        Oddity::OutsideGrid { address, .. } => both(
            format!("シートの外の番地 {address}"),
            format!("address {address} outside the grid"),
        ),
        Oddity::ExternalLinks(count) => both(
            format!("ほかのファイルを参照する式がある({count}ファイル)"),
            format!("{count} external links"),
        ),
        Oddity::EmbeddedObjects(count) => both(
            format!("埋め込まれた文書が{count}件ある(内容は読みません)"),
            format!("{count} embedded objects, not read"),
        ),
        Oddity::Macros => both("マクロがある(実行しません)", "macros (never run)"),
        Oddity::SheetUnreadable { why, .. } => {
            both("シートが読めない", format!("sheet not readable: {why}"))
        }
        Oddity::NotAWorksheet { .. } => both("表ではないシート(グラフなど)", "not a worksheet"),
        Oddity::PropertiesUnreadable => {
            both("文書のプロパティが読めない", "document properties not readable")
        }
    }
}
