//! A copy of an OpenDocument spreadsheet as the reading library wants it.
//!
//! The library refuses a table with anything but cells between the cells of a row, white space included, as Gnumeric,
//! Calligra and SheetJS write it. And it takes all text inside a cell for the cell's: the reading above a word (ruby),
//! the text of a shape that is anchored to the cell, white space around paragraphs. Here these are left out.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::xml::{Node, Tag, Xml};

/// What may stand directly inside an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Whatever there is.
    Anything,
    /// Cells only.
    Row,
    /// Paragraphs only.
    Cell,
    /// Text, and elements of text.
    Paragraph,
    /// Names only.
    Names,
}

impl Inside {
    /// What may stand inside the element `tag`, which stands inside this one; `None` if it may not stand here.
    fn enter(self, tag: &Tag<'_>) -> Option<Inside> {
        match (self, tag.local()) {
            (Inside::Anything, "table-row") => Some(Inside::Row),
            (Inside::Anything, "named-expressions") => Some(Inside::Names),
            (Inside::Anything, _) => Some(Inside::Anything),
            (Inside::Row, "table-cell" | "covered-table-cell") => Some(Inside::Cell),
            (Inside::Names, "named-range" | "named-expression") => Some(Inside::Names),
            (Inside::Cell, "p") => Some(Inside::Paragraph),
            (Inside::Paragraph, "ruby-text" | "note") => None,
            (Inside::Paragraph, _) if tag.is_of("text") => Some(Inside::Paragraph),
            (Inside::Row | Inside::Names | Inside::Cell | Inside::Paragraph, _) => None,
        }
    }

    /// Whether text and comments may stand here.
    fn holds_text(self) -> bool {
        matches!(self, Inside::Anything | Inside::Paragraph)
    }
}

/// The text of `content.xml` without what the library cannot read or would misread; `None` if there is nothing of the
/// kind in it.
pub(super) fn content(text: &str, limits: &Limits) -> Result<Option<String>, OpenError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut xml = Xml::new(text, "content.xml", limits);
    let mut kept = String::with_capacity(text.len());
    let mut open = vec![Inside::Anything];
    // Elements that are open inside the one that is left out, itself included.
    let mut left_out = 0_usize;
    let mut before = 0;
    loop {
        let node = xml.next()?;
        let written = text.get(before..xml.position()).unwrap_or_default();
        before = xml.position();
        let inside = open.last().copied().unwrap_or(Inside::Anything);
        // Comments before a tag come with it.
        let tag_only = || written.rfind('<').and_then(|at| written.get(at..)).unwrap_or_default();
        match node {
            Node::Open(_) if left_out > 0 => left_out += 1,
            Node::Open(tag) => match inside.enter(&tag) {
                Some(next) => {
                    kept.push_str(if inside.holds_text() { written } else { tag_only() });
                    open.push(next);
                }
                None => left_out = 1,
            },
            Node::Close(_) if left_out > 0 => left_out -= 1,
            Node::Close(_) => {
                kept.push_str(if inside.holds_text() { written } else { tag_only() });
                open.pop();
            }
            Node::Text(_) if left_out == 0 && inside.holds_text() => kept.push_str(written),
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    Ok((kept.len() < text.trim_end().len()).then_some(kept))
}

/// A package with this content, and the properties of the document.
pub(super) fn package(content: &str, properties: Option<&[u8]>) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let parts = [
        ("mimetype", Some(&b"application/vnd.oasis.opendocument.spreadsheet"[..])),
        ("META-INF/manifest.xml", Some(b"<manifest/>")),
        ("content.xml", Some(content.as_bytes())),
        ("meta.xml", properties),
    ];
    for (name, bytes) in parts {
        if let Some(bytes) = bytes {
            zip.start_file(name, options)?;
            zip.write_all(bytes)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Option<String> {
        content(text, &Limits::default()).expect("sound XML")
    }

    #[test]
    fn nothing_but_cells_stands_in_a_row_and_nothing_but_text_in_a_paragraph() {
        let row =
            |inside: &str| format!("<t:d>\n<t:table-row a=\"1\">{inside}</t:table-row>\n</t:d>");
        let plain = row(
            "<t:table-cell><text:p>a<text:span>b</text:span></text:p></t:table-cell><t:covered-table-cell/>",
        );
        assert_eq!(mended(&plain), None);
        for inside in [
            "\n <t:table-cell><text:p>a<text:span>b</text:span></text:p></t:table-cell>\n <t:covered-table-cell/>\n",
            "<!-- c --><t:table-cell>\n<text:p>a<text:span>b</text:span></text:p>\n</t:table-cell><!-- c --><t:covered-table-cell/><!-- c -->",
            "<t:table-cell><d:shape><text:p>c</text:p></d:shape><text:p>a<text:span>b</text:span></text:p></t:table-cell><t:covered-table-cell/>",
            "<t:table-cell><text:p>a<text:span>b<text:ruby-text>c<text:s/></text:ruby-text></text:span></text:p></t:table-cell><t:covered-table-cell/>",
        ] {
            assert_eq!(mended(&row(inside)).as_deref(), Some(plain.as_str()), "{inside}");
        }
    }

    #[test]
    fn names_stand_side_by_side() {
        let names = "<t:named-expressions>\n<t:named-range a=\"1\"/>\n<t:named-expression></t:named-expression></t:named-expressions>";
        let plain = names.replace('\n', "");
        assert_eq!(mended(names), Some(plain));
    }
}
