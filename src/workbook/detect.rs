//! What the bytes are: the format comes from the content, the extension is only compared with it.

use super::limits::{LooksLike, OpenError, Unsupported};
use super::model::{FileFormat, Oddity};
use super::package::Package;
use super::xlsx::parts;

/// The outer container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Zip,
    /// OLE2 compound file: an old workbook, or an encrypted new one.
    Compound,
}

/// Decides the container by its first bytes.
pub(super) fn container(bytes: &[u8], file_name: &str) -> Result<Container, OpenError> {
    // "~$" plus at most 165 bytes: the user's name. Excel removes it when the workbook is closed.
    if base_name(file_name).starts_with("~$") && bytes.len() < 1024 {
        return Err(OpenError::NotAWorkbook { looks_like: LooksLike::LockFile });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Container::Compound);
    }
    // Excel 2 to 4 wrote the records without a container.
    if bytes.len() > 8
        && bytes[0] == 0x09
        && matches!(bytes[1], 0x00 | 0x02 | 0x04)
        && matches!(bytes[2], 4 | 6)
        && bytes[3] == 0
    {
        return Err(OpenError::UnsupportedFormat { what: Unsupported::Excel2To4 });
    }
    Err(not_a_container(bytes))
}

fn not_a_container(bytes: &[u8]) -> OpenError {
    let looks_like = |looks_like| OpenError::NotAWorkbook { looks_like };
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"%PDF") {
        return looks_like(LooksLike::Pdf);
    }
    if starts(b"\x89PNG")
        || starts(b"\xFF\xD8\xFF")
        || starts(b"GIF8")
        || starts(b"II*\0")
        || starts(b"MM\0*")
    {
        return looks_like(LooksLike::Image);
    }
    if starts(b"\x1F\x8B") || starts(b"7z\xBC\xAF") || starts(b"Rar!") {
        return looks_like(LooksLike::Archive);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let utf16 = starts(b"\xFF\xFE") || starts(b"\xFE\xFF");
    // Text in any Japanese encoding has no NUL and hardly any control characters.
    let controls = head
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\r' | b'\n' | 0x0C | 0x1B))
        .count();
    if !utf16 && controls > 0 {
        return looks_like(LooksLike::Unknown);
    }
    let text: String = head
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let text = text.trim_start();
    if text.starts_with("<!doctype html") || text.starts_with("<html") || text.contains("<body") {
        return looks_like(LooksLike::Html);
    }
    if text.starts_with('<') {
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return OpenError::UnsupportedFormat { what: Unsupported::XmlSpreadsheet2003 };
        }
        if text.contains("office:document") {
            return OpenError::UnsupportedFormat { what: Unsupported::FlatOpenDocument };
        }
        if text.contains("<table") || text.contains("<head") {
            return looks_like(LooksLike::Html);
        }
        return looks_like(LooksLike::Xml);
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let separated = lines.peek().is_some() && lines.take(5).all(|line| line.contains([',', '\t']));
    looks_like(if separated { LooksLike::Csv } else { LooksLike::Text })
}

/// What a zip package holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PackageKind {
    OfficeXml { workbook_part: String },
    OfficeBinary,
    OpenDocument,
}

const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Decides what a package holds by its parts.
pub(super) fn package_kind(package: &mut Package<'_>) -> Result<PackageKind, OpenError> {
    if package.has("mimetype") {
        let kind = package.text("mimetype")?.unwrap_or_default();
        let kind = kind.trim();
        // A form that was saved as a template is a form.
        if kind.strip_prefix(ODS).is_some_and(|rest| matches!(rest, "" | "-template")) {
            return Ok(PackageKind::OpenDocument);
        }
        if kind.starts_with("application/vnd.oasis.opendocument") {
            return Err(OpenError::NotAWorkbook { looks_like: LooksLike::OtherDocument });
        }
    }
    if package.has("xl/workbook.bin") {
        return Ok(PackageKind::OfficeBinary);
    }
    if let Some(workbook_part) = parts::workbook_part(package)? {
        return Ok(PackageKind::OfficeXml { workbook_part });
    }
    let office = package.has("[Content_Types].xml") || package.has("mimetype");
    Err(OpenError::NotAWorkbook {
        looks_like: if office { LooksLike::OtherDocument } else { LooksLike::Archive },
    })
}

fn base_name(file_name: &str) -> &str {
    file_name.rsplit(['/', '\\']).next().unwrap_or(file_name)
}

/// Says when the extension belongs to another format than the content. That a file only declares to be one for macros
/// and has none is no matter: many programs write that.
pub(super) fn extension_mismatch(
    file_name: &str,
    format: FileFormat,
    has_macros: bool,
) -> Option<Oddity> {
    let (_, extension) = base_name(file_name).rsplit_once('.')?;
    let extension = extension.to_lowercase();
    let is_of = |format: FileFormat| {
        extension == format.ending() || Some(extension.as_str()) == format.template_ending()
    };
    let only_declares = format == FileFormat::Xlsm && !has_macros;
    let fits = is_of(format) || (only_declares && is_of(FileFormat::Xlsx));
    (!fits).then_some(Oddity::ExtensionMismatch { extension, format })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_that_are_no_workbooks_are_named() {
        for (bytes, expected) in [
            (&b"%PDF-1.7"[..], LooksLike::Pdf),
            (b"\x89PNG\r\n\x1a\n", LooksLike::Image),
            (b"a,b,c\n1,2,3\n", LooksLike::Csv),
            (b"a\tb\n1\t2\n", LooksLike::Csv),
            ("これは本文です\n".as_bytes(), LooksLike::Text),
            (b"\x82\xB1\x82\xEA,\x82\xCD\r\n1,2\r\n", LooksLike::Csv),
            (b"<!DOCTYPE html><html>", LooksLike::Html),
            (b"\xEF\xBB\xBF<html><body>", LooksLike::Html),
            (b"<?xml version=\"1.0\"?><note/>", LooksLike::Xml),
            (b"\x00\x01\x02\x03", LooksLike::Unknown),
        ] {
            assert_eq!(
                container(bytes, "様式.xlsx"),
                Err(OpenError::NotAWorkbook { looks_like: expected })
            );
        }
        assert_eq!(
            container(b"\x05owner", "in/~$form.xlsx"),
            Err(OpenError::NotAWorkbook { looks_like: LooksLike::LockFile })
        );
    }

    #[test]
    fn an_extension_is_compared_with_the_content() {
        assert_eq!(extension_mismatch("a/B.XLSX", FileFormat::Xlsx, false), None);
        assert_eq!(extension_mismatch("noextension", FileFormat::Xlsx, false), None);
        for (name, format) in [
            ("b.xltx", FileFormat::Xlsx),
            ("b.xltm", FileFormat::Xlsm),
            ("b.xlt", FileFormat::Xls),
            ("b.ots", FileFormat::Ods),
            // It declares that it may have macros.
            ("b.xlsx", FileFormat::Xlsm),
        ] {
            assert_eq!(extension_mismatch(name, format, false), None, "{name}");
        }
        assert!(extension_mismatch("b.xlsx", FileFormat::Xlsm, true).is_some());
        assert_eq!(
            extension_mismatch("b.xlsx", FileFormat::Xls, false),
            Some(Oddity::ExtensionMismatch {
                extension: "xlsx".to_owned(),
                format: FileFormat::Xls
            })
        );
    }
}
