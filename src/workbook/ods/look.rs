//! The look at an OpenDocument spreadsheet's content before the reading library opens it.
//!
//! Rows and columns are repeated by a number, and the library fills every repeat and the whole rectangle between the
//! used corners. So the rectangle and the text are counted here first, by the library's own rules. The same pass finds
//! what the library does not give: merged cells, which texts are error values, how cells look, and what lies on them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::conditional::{self, Rules};
use super::inside::{Controls, Inside};
use super::numbers::Format;
use super::styles::{Look as StyleLook, Styles, is_style};
use super::table::{Noted, Repeated, Table, Used};
use crate::terms::CellRef;
use crate::workbook::attached::{Attached, keep};
use crate::workbook::conditional::in_force;
use crate::workbook::letters::Piece;
use crate::workbook::limits::{Damage, LimitKind, Limits, OpenError};
use crate::workbook::model::{Content, area_between};
use crate::workbook::xml::{Node, Tag, Xml};

/// The look at work.
struct Look<'a> {
    limits: &'a Limits,
    tables: Vec<Table>,
    /// Sums over all tables.
    area: u64,
    padded: u64,
    text_bytes: u64,
    styles: Styles,
    /// How numbers are shown, by cell style.
    formats: BTreeMap<String, Format>,
    controls: Controls,
    rules: Rules,
    noted: Noted,
    /// Of the table being read.
    row: u64,
    columns: Vec<Columns>,
    used: Option<Used>,
}

/// Neighbouring columns that are alike.
struct Columns {
    /// The first one behind them.
    end: u64,
    /// Style of their cells.
    style: Option<String>,
}

/// Looks at the text of `content.xml`.
pub(super) fn look(text: &str, styles: Styles, limits: &Limits) -> Result<Vec<Table>, OpenError> {
    let mut xml = Xml::new(text, "content.xml", limits);
    let mut look = Look {
        limits,
        tables: Vec::new(),
        area: 0,
        padded: 0,
        text_bytes: 0,
        styles,
        formats: BTreeMap::new(),
        controls: Controls::default(),
        rules: conditional::rules(text, limits)?,
        noted: Noted::default(),
        row: 0,
        columns: Vec::new(),
        used: None,
    };
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "table" => {
                    look.tables.push(Table {
                        name: tag.attr("table:name").unwrap_or_default().into_owned(),
                        protected: tag.flag("protected"),
                        ..Table::default()
                    });
                    look.row = 0;
                    look.columns.clear();
                    look.used = None;
                    limits.check(LimitKind::Sheets, look.tables.len() as u64)?;
                }
                "table-source" => look.table(|table| table.is_outside_copy = true),
                "checkbox" | "radio" => look.controls.note(&tag),
                "shapes" => look.shapes(&mut xml)?,
                _ if look.tables.is_empty() && is_style(&tag) => {
                    look.styles.style(&tag, &mut xml)?
                }
                "table-column" => look.column(&tag)?,
                "table-row" => look.row(&tag, &mut xml)?,
                _ => {}
            },
            Node::Close(tag) if tag.local() == "table" => {
                if let Some(used) = look.used.take() {
                    look.area = look.area.saturating_add(used.area());
                    limits.check(LimitKind::AreaCells, look.area)?;
                }
            }
            Node::End => return Ok(look.tables),
            _ => {}
        }
    }
}

/// A repeat count as the library caps it.
fn repeats(written: Option<Cow<'_, str>>, left: u64) -> Result<u64, OpenError> {
    let Some(written) = written else { return Ok(left.min(1)) };
    let count = written.parse::<u64>().map_err(|_| {
        let what = format!("a repeat of {written}");
        OpenError::damaged_in(Damage::Contents, "content.xml", &what)
    })?;
    Ok(count.min(left))
}

impl Look<'_> {
    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// What lies on the sheet and on none of its cells, up to the end of the element just opened.
    fn shapes(&mut self, xml: &mut Xml<'_>) -> Result<(), OpenError> {
        let mut inside = Inside::new(StyleLook::default());
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Node::Open(tag) => {
                    depth += 1;
                    inside.open(&tag, depth, &self.styles, &self.controls);
                }
                Node::Close(_) => {
                    inside.close(depth);
                    depth -= 1;
                }
                Node::Text(text) => inside.text(&text),
                Node::End => break,
            }
        }
        let (_, attached) = inside.done();
        self.table(|table| attached.into_iter().for_each(|one| keep(&mut table.attached, one)));
        Ok(())
    }

    /// Notes what a column says of its cells.
    fn column(&mut self, tag: &Tag<'_>) -> Result<(), OpenError> {
        let start = self.columns.last().map_or(0, |columns| columns.end);
        let left = (u64::from(CellRef::LAST_COL) + 1).saturating_sub(start);
        let end = start + repeats(tag.attr("number-columns-repeated"), left)?;
        if is_hidden(tag) {
            let cols = (start..end).filter_map(|col| u32::try_from(col).ok());
            self.table(|table| table.hidden_cols.extend(cols));
        }
        let style = tag.attr("table:default-cell-style-name").map(Cow::into_owned);
        self.columns.push(Columns { end, style });
        Ok(())
    }

    /// How the value of a cell of this style is shown: its format, and the text if the value is stored in another way.
    fn shown(
        &mut self,
        cell: &Tag<'_>,
        style: &str,
        pieces: &[Piece],
    ) -> (Option<Arc<str>>, Option<Arc<str>>) {
        if cell.attr("office:value-type").is_none() {
            return (None, None);
        }
        if !self.formats.contains_key(style) {
            self.formats.insert(style.to_owned(), self.styles.format(style));
        }
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let stored = cell.attr("office:value");
        let format = self.formats.get(style);
        let format = format.and_then(|format| format.of_cell(stored.as_deref(), &text));
        (format, shown_otherwise(cell, &text))
    }

    /// The style and the stretches of a cell, with what a conditional format changes.
    fn conditional(
        &self,
        cell: &Tag<'_>,
        at: CellRef,
        (style, look): (String, StyleLook),
        pieces: Vec<Piece>,
    ) -> (String, Vec<Piece>) {
        let table = self.tables.len().checked_sub(1);
        let rules = table.and_then(|table| self.rules.get(table)).map_or(&[][..], Vec::as_slice);
        if rules.is_empty() {
            return (style, pieces);
        }
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let number = cell.attr("office:value").and_then(|value| value.parse().ok());
        let content = number.map_or_else(|| Content::Text(text.as_str().into()), Content::Number);
        match in_force(rules, at, &content) {
            Some(name) => {
                let letters = self.styles.conditional(look, name).letters();
                let style = if self.styles.has_format(name) { name.clone() } else { style };
                // What it leaves as it is keeps its own stretches.
                let is_changed = letters != look.letters();
                (style, if is_changed { vec![Piece { text, letters }] } else { pieces })
            }
            None => (style, pieces),
        }
    }

    fn row(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), OpenError> {
        let rows = u64::from(CellRef::LAST_ROW) + 1;
        let [repeated, row_style] =
            tag.attrs(["number-rows-repeated", "table:default-cell-style-name"]);
        let row_repeats = repeats(repeated, rows.saturating_sub(self.row))?;
        let mut col = 0_u64;
        let mut first = None;
        let mut end = 0_u64;
        let mut text_bytes = 0_u64;
        loop {
            match xml.next()? {
                Node::Open(cell) if matches!(cell.local(), "table-cell" | "covered-table-cell") => {
                    let cols = u64::from(CellRef::LAST_COL) + 1;
                    let [repeated, own_style] =
                        cell.attrs(["number-columns-repeated", "table:style-name"]);
                    let col_repeats = repeats(repeated, cols.saturating_sub(col))?;
                    let has_content = has_content(&cell);
                    let columns = self.columns.iter().find(|columns| col < columns.end);
                    let of_column = || columns?.style.as_deref().map(Cow::Borrowed);
                    let style = own_style.or_else(|| row_style.clone());
                    let style = style.or_else(of_column).map(Cow::into_owned);
                    let look = style.as_deref().map(|name| self.styles.cell(name));
                    let look = look.unwrap_or_default();
                    let at = CellRef::on_sheet(self.row, col);
                    let (bytes, pieces) = self.cell(&cell, at, look, xml)?;
                    let style = style.unwrap_or_default();
                    let (style, pieces) = match at.filter(|_| has_content) {
                        Some(at) => self.conditional(&cell, at, (style, look), pieces),
                        None => (style, pieces),
                    };
                    let shown = has_content.then(|| self.shown(&cell, &style, &pieces));
                    if let (Some(first), Some(table)) = (at, self.tables.last_mut()) {
                        let crossed = look.crossed && !has_content;
                        let repeated = Repeated { first, times: (row_repeats, col_repeats) };
                        self.noted.value(
                            table,
                            repeated,
                            shown.unwrap_or_default(),
                            self.limits,
                        )?;
                        self.noted.look(table, repeated, pieces, crossed);
                    }
                    text_bytes = text_bytes.saturating_add(bytes.saturating_mul(col_repeats));
                    if has_content && col_repeats > 0 {
                        first.get_or_insert(col);
                        end = col + col_repeats;
                    }
                    col += col_repeats;
                }
                Node::Close(tag) if tag.local() == "table-row" => break,
                Node::End => break,
                _ => {}
            }
        }
        if let Some(first) = first {
            let bottom = self.row + row_repeats;
            // Empty rows hide nothing, and the rest of a sheet is often hidden.
            if let Some(table) = self.tables.last_mut().filter(|_| is_hidden(tag)) {
                self.noted.hidden_rows(table, self.row..bottom);
            }
            self.used = Some(Used::with(self.used.take(), self.row..bottom, first..end));
            // The library also keeps one row of each kind from column A on.
            self.padded = self.padded.saturating_add(end);
            self.limits.check(LimitKind::AreaCells, self.padded)?;
            self.text_bytes =
                self.text_bytes.saturating_add(text_bytes.saturating_mul(row_repeats));
            self.limits.check(LimitKind::TextBytes, self.text_bytes)?;
        }
        self.row += row_repeats;
        Ok(())
    }

    /// One cell; gives the bytes of text that the library will copy for each repeat, and the stretches of its text.
    fn cell(
        &mut self,
        tag: &Tag<'_>,
        at: Option<CellRef>,
        look: StyleLook,
        xml: &mut Xml<'_>,
    ) -> Result<(u64, Vec<Piece>), OpenError> {
        if let Some(at) = at {
            let [down, across, kind] =
                tag.attrs(["number-rows-spanned", "number-columns-spanned", "calcext:value-type"]);
            let span = |text: Option<Cow<'_, str>>| text.and_then(|text| text.parse::<u32>().ok());
            let (down, across) = (span(down).unwrap_or(1), span(across).unwrap_or(1));
            if down > 1 || across > 1 {
                let last = CellRef::new(
                    at.row.saturating_add(down.max(1) - 1).min(CellRef::LAST_ROW),
                    at.col.saturating_add(across.max(1) - 1).min(CellRef::LAST_COL),
                );
                self.table(|table| table.merges.push(area_between(at, last)));
                let merges = self.tables.last().map_or(0, |table| table.merges.len());
                self.limits.check(LimitKind::Merges, merges as u64)?;
            }
            if kind.as_deref() == Some("error") {
                self.table(|table| table.errors.extend([at]));
            }
        }
        let copied =
            ["table:formula", "office:string-value", "office:date-value", "office:time-value"];
        let copied = tag.attrs(copied);
        let mut bytes: u64 = copied.iter().flatten().map(|text| text.len() as u64).sum();
        let mut inside = Inside::new(look);
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Node::Open(inner) => {
                    depth += 1;
                    inside.open(&inner, depth, &self.styles, &self.controls);
                    // Spaces are written as a number of them.
                    if inner.local() == "s" {
                        let spaces =
                            inner.attr("c").and_then(|text| text.parse().ok()).unwrap_or(1);
                        self.limits.check(LimitKind::TextChars, spaces)?;
                        bytes = bytes.saturating_add(spaces);
                    }
                }
                Node::Close(_) => {
                    inside.close(depth);
                    depth -= 1;
                }
                Node::Text(text) => {
                    inside.text(&text);
                    bytes = bytes.saturating_add(text.len() as u64);
                }
                Node::End => break,
            }
        }
        let (pieces, attached) = inside.done();
        let attached = attached.into_iter().map(|one| Attached { at, ..one });
        self.table(|table| attached.for_each(|one| keep(&mut table.attached, one)));
        Ok((bytes, pieces))
    }
}

/// What stands on the screen for a value that is not stored as it is shown.
fn shown_otherwise(cell: &Tag<'_>, shown: &str) -> Option<Arc<str>> {
    let kind = cell.attr("office:value-type")?;
    let is_as_stored = kind == "string" || cell.attr("office:value").as_deref() == Some(shown);
    (!is_as_stored).then(|| shown.into())
}

/// Whether a row or a column is hidden.
fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.attr("table:visibility").as_deref(), Some("collapse" | "filter"))
}

/// Whether the library sees anything in the cell.
fn has_content(tag: &Tag<'_>) -> bool {
    let telling = tag.attrs([
        "office:value-type",
        "office:value",
        "office:string-value",
        "office:date-value",
        "office:time-value",
        "office:boolean-value",
        "table:formula",
    ]);
    telling.iter().any(Option::is_some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Area;

    fn looked(rows: &str) -> Result<Vec<Table>, OpenError> {
        looked_with(rows, &Limits::default())
    }

    fn looked_with(rows: &str, limits: &Limits) -> Result<Vec<Table>, OpenError> {
        let text = format!(
            "<c xmlns:table=\"t\" xmlns:office=\"o\" xmlns:text=\"x\"><table:table table:name=\"A\">{rows}</table:table></c>"
        );
        look(&text, Styles::default(), limits)
    }

    const FULL: &str = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";

    #[test]
    fn empty_repeats_cost_nothing_and_full_ones_are_limited() {
        let limits = Limits { area_cells: 10, text_chars_per_cell: 10, ..Limits::default() };
        let looked = |rows: &str| looked_with(rows, &limits);
        let empty = "<table:table-row table:number-rows-repeated=\"90\"><table:table-cell table:number-columns-repeated=\"90\"/></table:table-row>";
        let first = format!("<table:table-row>{FULL}</table:table-row>");
        assert!(looked(&format!("{first}{empty}")).is_ok());
        let wide = FULL.replace("/>", " table:number-columns-repeated=\"11\"/>");
        for rows in [
            format!("<table:table-row>{wide}</table:table-row>"),
            first.replace(
                "<table:table-row>",
                "<table:table-row table:number-rows-repeated=\"11\">",
            ),
            // One cell at each end of the sheet.
            format!("{first}{empty}{first}"),
        ] {
            assert!(
                matches!(looked(&rows), Err(OpenError::Limit { which: LimitKind::AreaCells, .. })),
                "{rows}"
            );
        }
        let spaces = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"11\"/></text:p></table:table-cell></table:table-row>";
        assert!(matches!(
            looked(spaces),
            Err(OpenError::Limit { which: LimitKind::TextChars, .. })
        ));
        assert!(matches!(
            looked("<table:table-row table:number-rows-repeated=\"many\"/>"),
            Err(OpenError::Damaged { .. })
        ));
    }

    #[test]
    fn merged_cells_and_errors_are_found_at_their_place() {
        let tables = looked(
            "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
             <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>\
             <table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\" calcext:value-type=\"error\"/></table:table-row>",
        )
        .expect("sound");
        let at = CellRef::new(3, 2);
        assert_eq!(tables[0].merges, [Area::new(at, CellRef::new(4, 3))]);
        assert!(tables[0].errors.contains(&at));
    }

    #[test]
    fn a_conditional_format_changes_how_a_cell_looks() {
        let text = r##"<s xmlns:style="s" xmlns:fo="f"><style:style style:name="White_5f_1" style:family="table-cell">
            <style:text-properties fo:color="#ffffff"/></style:style></s>"##;
        let mut styles = Styles::default();
        styles.read(text, "part", &Limits::default()).expect("sound");
        let text = format!(
            "<c xmlns:table=\"t\" xmlns:office=\"o\"><table:table table:name=\"A\"><table:table-row>{FULL}{FULL}</table:table-row>\
             <calcext:conditional-format calcext:target-range-address=\"A.A1:A.A1\">\
             <calcext:condition calcext:apply-style-name=\"White_1\" calcext:value=\"&gt;0\"/></calcext:conditional-format></table:table></c>"
        );
        let tables = look(&text, styles, &Limits::default()).expect("sound");
        let told: Vec<&CellRef> = tables[0].pieces.keys().collect();
        assert_eq!(told, [&CellRef::new(0, 0)]);
        assert!(tables[0].pieces[told[0]][0].letters.invisible);
    }
}
