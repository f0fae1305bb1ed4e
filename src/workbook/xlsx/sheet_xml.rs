//! One pass over a sheet's XML for everything that `calamine`'s cell reader does not give: formulas, hidden rows and
//! columns, merged areas, protection, error values it does not know, and whether the addresses can be trusted.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::conditional::rules;
use super::runs::{Runs, runs};
use super::shared_formula::moved;
use super::shortened::{Shortened, address_of_hollow, hollow_ahead};
use crate::terms::{Area, CellRef};
use crate::workbook::attached::Attached;
use crate::workbook::conditional::Rule;
use crate::workbook::limits::{LimitKind, Limits, OpenError};
use crate::workbook::names::corner_pair;
use crate::workbook::xml::{Node, Tag, Xml, is_on};

/// Error values that `calamine` 0.38 knows in xlsx; any other makes it fail on the cell.
const KNOWN_ERRORS: [&str; 7] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct SheetXml {
    pub(super) formulas: BTreeMap<CellRef, String>,
    /// Cells with an error value that `calamine` does not know, in the order of the file.
    pub(super) new_errors: VecDeque<(CellRef, String)>,
    /// Cells whose text has runs that may look otherwise than the cell.
    pub(super) runs: BTreeMap<CellRef, Runs>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
    pub(super) merges: Vec<Area>,
    pub(super) protected: bool,
    pub(super) hides_zeros: bool,
    /// Conditional formats, with the numbers of what they change.
    pub(super) rules: Vec<Rule<usize>>,
    /// What lies on the sheet.
    pub(super) attached: Vec<Attached>,
    /// Addresses outside the grid, as written (the first hundred).
    pub(super) outside: Vec<String>,
    /// Some cells have no address of their own and take it by counting.
    pub(super) counted_addresses: bool,
    /// An address that overflows the reader's arithmetic, so that it would come out as another one.
    pub(super) overflowing: Option<String>,
    /// The part without cells that hold nothing.
    pub(super) short: Option<String>,
}

/// A sheet's part to be looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'p> {
    pub(super) text: &'p str,
    pub(super) path: &'p str,
    /// Whether a copy without cells that hold nothing is wanted.
    pub(super) is_shortened: bool,
}

/// How an address attribute reads.
enum Address {
    Inside(CellRef),
    Outside,
    /// More letters or digits than 32 bits hold.
    Overflowing,
    Malformed,
}

fn address(text: &str) -> Address {
    if let (Ok(cell), false) = (text.parse::<CellRef>(), text.contains('$')) {
        return Address::Inside(cell);
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    if letters == 0 || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Address::Malformed;
    }
    if letters > 6 || digits.len() > 9 {
        return Address::Overflowing;
    }
    Address::Outside
}

/// The template of a group of cells that share a formula.
struct Shared {
    anchor: CellRef,
    formula: String,
}

/// The pass itself.
struct Pass<'a> {
    found: SheetXml,
    limits: &'a Limits,
    /// Of the shared strings.
    shared_runs: &'a BTreeMap<u64, Runs>,
    shared: BTreeMap<String, Shared>,
    formula_bytes: u64,
    columns_listed: u64,
    short: Option<Shortened<'a>>,
    row: u32,
    col: u32,
}

/// Reads a sheet's part.
pub(super) fn look(
    part: Part<'_>,
    limits: &Limits,
    shared_runs: &BTreeMap<u64, Runs>,
) -> Result<SheetXml, OpenError> {
    let Part { text, path, is_shortened } = part;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut xml = Xml::new(text, path, limits);
    let mut pass = Pass {
        found: SheetXml::default(),
        limits,
        shared_runs,
        shared: BTreeMap::new(),
        formula_bytes: 0,
        columns_listed: 0,
        short: is_shortened.then(|| Shortened::of(text)),
        row: 0,
        col: 0,
    };
    loop {
        while pass.passes_over_hollow(&mut xml) {}
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "row" => pass.row_starts(&tag),
                "c" => pass.cell(&tag, &mut xml)?,
                "col" => pass.column(&tag),
                "mergeCell" => pass.merge(&tag)?,
                "conditionalFormatting" => rules(&tag, &mut xml, &mut pass.found.rules)?,
                "sheetView" => {
                    let zeros = tag.attr("showZeros");
                    pass.found.hides_zeros |= zeros.is_some_and(|on| on == "0" || on == "false");
                }
                "sheetProtection" => pass.found.protected |= tag.flag("sheet"),
                _ => {}
            },
            Node::Close(tag) if tag.local() == "row" => {
                pass.row = pass.row.saturating_add(1);
                pass.col = 0;
            }
            Node::End => return Ok(pass.done()),
            _ => {}
        }
    }
}

impl Pass<'_> {
    fn done(self) -> SheetXml {
        // A cell without an address stands one behind the cell before it, whatever that holds.
        let short = self.short.filter(|_| !self.found.counted_addresses);
        SheetXml { short: short.and_then(Shortened::finish), ..self.found }
    }

    fn row_starts(&mut self, tag: &Tag<'_>) {
        // The cell reader may stop at a row too.
        if let Some(short) = &mut self.short {
            short.content();
        }
        let [written, height, hidden] = tag.attrs(["r", "ht", "hidden"]);
        if let Some(written) = written {
            match written.parse::<u32>() {
                Ok(number) if number > 0 => self.row = number - 1,
                _ if written.len() > 9 => self.found.overflowing = Some(written.into_owned()),
                // The cell reader reports a row without a usable number; its cells have their own addresses.
                _ => {}
            }
        }
        // A row of no height is hidden as well, whatever it is called.
        let flat = height.is_some_and(|height| height.parse() == Ok(0.0_f64));
        if (is_on(hidden.as_deref()) || flat) && self.row <= CellRef::LAST_ROW {
            self.found.hidden_rows.insert(self.row);
        }
    }

    fn column(&mut self, tag: &Tag<'_>) {
        let flat = tag.attr("width").is_some_and(|width| width.parse() == Ok(0.0_f64));
        if !(tag.flag("hidden") || flat) {
            return;
        }
        let bound = |name: &str| tag.attr(name).and_then(|text| text.parse::<u32>().ok());
        if let (Some(min), Some(max)) = (bound("min"), bound("max")) {
            // Column ranges do not overlap in a sound sheet; thousands that do would take minutes.
            self.columns_listed += u64::from(max.saturating_sub(min));
            if self.columns_listed > 4 * u64::from(CellRef::LAST_COL) {
                return;
            }
            for col in min.max(1)..=max.min(CellRef::LAST_COL + 1) {
                self.found.hidden_cols.insert(col - 1);
            }
        }
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), OpenError> {
        if let Some(area) = tag.attr("ref").as_deref().and_then(corner_pair) {
            self.found.merges.push(area);
        }
        self.limits.check(LimitKind::Merges, self.found.merges.len() as u64)
    }

    /// The cell at an address, or at the place that counting gives: as the cell reader does it, so that both mean the
    /// same cell.
    fn place(&mut self, written: Option<Cow<'_, str>>) -> Option<CellRef> {
        let cell = match written {
            None => {
                self.found.counted_addresses = true;
                let inside = self.row <= CellRef::LAST_ROW && self.col <= CellRef::LAST_COL;
                inside.then(|| CellRef::new(self.row, self.col))
            }
            Some(written) => match address(&written) {
                Address::Inside(cell) => {
                    self.col = cell.col;
                    Some(cell)
                }
                Address::Malformed => None,
                Address::Outside => {
                    if self.found.outside.len() < 100 {
                        self.found.outside.push(written.into_owned());
                    }
                    None
                }
                Address::Overflowing => {
                    self.found.overflowing = Some(written.into_owned());
                    None
                }
            },
        };
        self.col = self.col.saturating_add(1);
        cell
    }

    fn cell(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), OpenError> {
        if let Some(cell) = self.hollow(tag, xml) {
            self.col = cell.col.saturating_add(1);
            return xml.skip();
        }
        if let Some(short) = &mut self.short {
            short.content();
        }
        let [written, kind] = tag.attrs(["r", "t"]);
        let cell = self.place(written);
        let is_error = kind.as_deref() == Some("e");
        let is_shared = kind.as_deref() == Some("s") && !self.shared_runs.is_empty();
        loop {
            match xml.next()? {
                Node::Open(inner) => match inner.local() {
                    "f" => self.formula(cell, &inner, xml)?,
                    "v" if is_error => {
                        let value = xml.text_inside()?;
                        if let (Some(cell), false) = (cell, KNOWN_ERRORS.contains(&value.as_str()))
                        {
                            self.found.new_errors.push_back((cell, value));
                        }
                    }
                    "v" if is_shared => {
                        let number = xml.text_inside()?.trim().parse::<u64>().ok();
                        let runs = number.and_then(|number| self.shared_runs.get(&number));
                        if let (Some(cell), Some(runs)) = (cell, runs) {
                            self.found.runs.insert(cell, runs.clone());
                        }
                    }
                    "is" => {
                        if let (Some(runs), Some(cell)) = (runs(xml)?, cell) {
                            self.found.runs.insert(cell, runs);
                        }
                    }
                    _ => xml.skip()?,
                },
                Node::Close(_) | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    /// Passes over a cell that holds nothing without reading it as XML, where it is written as nearly every program does.
    /// False where there is none, or the XML reader is to tell.
    fn passes_over_hollow(&mut self, xml: &mut Xml<'_>) -> bool {
        let Some(written) = xml.ahead().and_then(hollow_ahead) else { return false };
        let Some(Address::Inside(cell)) = address_of_hollow(written).map(address) else {
            return false;
        };
        if !xml.pass_over(written.len() + "</>".len()) {
            return false;
        }
        if let Some(short) = &mut self.short {
            short.leave_out(written, xml.position());
        }
        self.col = cell.col.saturating_add(1);
        true
    }

    /// The place of a cell that holds nothing, where that is told at the first look, as it is of most cells.
    fn hollow(&mut self, tag: &Tag<'_>, xml: &Xml<'_>) -> Option<CellRef> {
        let written = address_of_hollow(tag.written()).filter(|_| xml.is_at_empty())?;
        let Address::Inside(cell) = address(written) else { return None };
        if let Some(short) = &mut self.short {
            short.leave_out(tag.written(), xml.position());
        }
        Some(cell)
    }

    fn formula(
        &mut self,
        cell: Option<CellRef>,
        tag: &Tag<'_>,
        xml: &mut Xml<'_>,
    ) -> Result<(), OpenError> {
        let mut text = xml.text_inside()?;
        let Some(cell) = cell else { return Ok(()) };
        if tag.attr("t").as_deref() == Some("shared") {
            let index = tag.attr("si").unwrap_or_default();
            if !text.is_empty() {
                let formula = text.clone();
                self.shared.insert(index.into_owned(), Shared { anchor: cell, formula });
            } else if let Some(Shared { anchor, formula }) = self.shared.get(&*index) {
                // A formula that cannot be moved is one whose text is not known.
                text = moved(formula, *anchor, cell).unwrap_or_default();
            }
        }
        self.formula_bytes = self.formula_bytes.saturating_add(text.len() as u64);
        self.limits.check(LimitKind::TextBytes, self.formula_bytes)?;
        self.found.formulas.insert(cell, text);
        self.limits.check(LimitKind::Cells, self.found.formulas.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(inside: &str) -> SheetXml {
        let text = format!("<worksheet>{inside}</worksheet>");
        let part = Part { text: &text, path: "sheet", is_shortened: true };
        look(part, &Limits::default(), &BTreeMap::new()).expect("sound XML")
    }

    #[test]
    fn the_library_does_not_see_cells_that_hold_nothing() {
        let hollow = "<row r=\"1\"><c r=\"A1\" s=\"4\"/><c r=\"B1\" s=\"4\"/><c r=\"C1\"><v>1</v></c><c r=\"D1\" s=\"4\"/></row>";
        let short = "<row r=\"1\"><c r=\"B1\" s=\"4\"/><c r=\"C1\"><v>1</v></c></row>";
        let found = looked(&format!("<sheetData>{hollow}</sheetData>"));
        let expected = format!("<worksheet><sheetData>{short}</sheetData></worksheet>");
        assert_eq!(found.short, Some(expected));
        // Other XML between them, and deep inside: the same by another way.
        let spaced = looked(&format!("<sheetData>\n{}</sheetData>", hollow.replace("<c", " <c")));
        let expected = "<worksheet><sheetData>\n<row r=\"1\">  <c r=\"B1\" s=\"4\"/> <c r=\"C1\"><v>1</v></c> </row></sheetData></worksheet>";
        assert_eq!(spaced.short.as_deref(), Some(expected));
        // Without an address a cell is counted from the one before it.
        let counted = format!("<sheetData>{hollow}<row><c/></row></sheetData>");
        assert_eq!(looked(&counted).short, None);
    }

    #[test]
    fn formulas_stand_at_their_cells_and_shared_ones_are_moved() {
        let found = looked(
            "<sheetData><row r=\"3\"><c r=\"B3\"><f t=\"shared\" ref=\"B3:B4\" si=\"0\">A3*2</f><v>2</v></c></row>\
             <row r=\"4\"><c r=\"B4\"><f t=\"shared\" si=\"0\"/></c><c><f>1&lt;2</f></c></row></sheetData>",
        );
        let shown: Vec<_> =
            found.formulas.iter().map(|(cell, text)| format!("{cell}={text}")).collect();
        assert_eq!(shown, ["B3=A3*2", "B4=A4*2", "C4=1<2"]);
        assert!(found.counted_addresses);
    }

    /// Quoted names of sheets, columns of tables and texts stay, whatever digits are in them.
    #[test]
    fn a_shared_formula_moves_references_only() {
        let found = looked(
            "<sheetData><row r=\"20\"><c r=\"T20\"><f t=\"shared\" ref=\"T20:T21\" si=\"0\">'R4 集計'!C1&amp;表1[A1]&amp;\"A1\"</f></c></row>\
             <row r=\"21\"><c r=\"T21\"><f t=\"shared\" si=\"0\"/></c></row></sheetData>",
        );
        let moved = &found.formulas[&"T21".parse::<CellRef>().expect("an address")];
        assert_eq!(moved, "'R4 集計'!C2&表1[A1]&\"A1\"");
    }

    #[test]
    fn hidden_parts_merges_and_protection_are_seen() {
        let found = looked(
            "<sheetViews><sheetView showZeros=\"0\"/></sheetViews><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"0\"/><col min=\"6\" max=\"6\" width=\"9\"/></cols>\
             <sheetData><row r=\"2\" hidden=\"1\"/><row r=\"4\" ht=\"0\"/><row/></sheetData>\
             <sheetProtection sheet=\"1\"/><mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"A1:XFE1\"/></mergeCells>",
        );
        assert_eq!(found.hidden_cols, BTreeSet::from([1, 2, 4]));
        assert_eq!(found.hidden_rows, BTreeSet::from([1, 3]));
        assert!(found.protected && found.hides_zeros);
        assert_eq!(found.merges, [Area::new(CellRef::new(0, 0), CellRef::new(1, 2))]);
    }

    #[test]
    fn addresses_outside_the_grid_are_told_from_overflowing_ones() {
        let found = looked("<sheetData><row><c r=\"XFE1\"/><c r=\"A1048577\"/></row></sheetData>");
        assert_eq!(found.outside, ["XFE1", "A1048577"]);
        assert_eq!(found.overflowing, None);
        assert!(matches!(address("A9999999999"), Address::Overflowing));
    }

    #[test]
    fn new_error_values_are_kept_in_order() {
        let found = looked(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"e\"><v>#N/A</v></c><c r=\"B1\" t=\"e\"><v>#SPILL!</v></c></row></sheetData>",
        );
        assert_eq!(found.new_errors, [(CellRef::new(0, 1), "#SPILL!".to_owned())]);
    }
}
