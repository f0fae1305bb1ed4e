//! Reading workbooks that this program did not make, as `find` in `form.toml` describes them.
//!
//! What comes out is the same as from a form of our own: answers with provenance, observations, the account of cells.
//! A sheet is cut into parts, one for each program (`parts.rs`, `programs.rs`); in a part every field gets its cell
//! (`page.rs`) by the label beside it (`locate.rs`) or the heading of its column (`columns.rs`, `table.rs`), and its
//! unit (`unit.rs`). `grid.rs` is the sheet as a person sees it. Labels are never guessed: one that stands twice, or
//! not at all, is an observation.

pub(super) mod account;
mod columns;
pub(super) mod grid;
pub(super) mod locate;
mod page;
mod parts;
mod programs;
mod table;
mod unit;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use account::Tally;
use grid::Grid;
use locate::{Miss, Words};
use page::{Missed, PageCells, Placed, page_cells};
use parts::{Claimed, Part, parts};
use programs::{holds, matched, program_named};
use unit::unit_of;

use super::book::{Book, hidden_sheet};
use super::cell::{key_of, quoted_text};
use super::found::Found;
use super::likeness::observe_no_form;
use super::model::{Answer, LocatedBy, ProgramSheet};
use super::observation::Observation;
use crate::form::Question;
use crate::notation::{Expect, Outcome, Raw, Value, comparison_key, read};
use crate::schema::{Program, SheetSpec};
use crate::terms::{CellRef, DivisionName, FiscalYear, ProgramNo, Round};
use crate::workbook::Sheet;

/// Reads every program of the workbook, and accounts for every sheet.
pub(super) fn read_book(book: &Book<'_>) -> Found {
    let mut found = Found::default();
    for sheet in &book.workbook.sheets {
        let read = SheetReader::new(book, sheet, &found).read();
        found.add(read);
    }
    let plan = book.context.plan;
    let order = |no: ProgramNo| plan.programs.iter().position(|program| program.no == no);
    found.programs.sort_by_key(|sheet| order(sheet.program));
    if found.programs.is_empty() {
        // Of a workbook without a form it is said what it looks like, and no more.
        found.observations.retain(|seen| {
            !matches!(seen, Observation::Attached { .. } | Observation::MoreAttached { .. })
        });
        observe_no_form(book, &mut found);
    }
    let lead = |sheet: &ProgramSheet| plan.program(sheet.program).map(|own| own.lead.clone());
    let stated = book.identity.division.clone().or_else(|| found.stated.division.clone());
    found.division = stated.or_else(|| found.programs.first().and_then(lead));
    found.name_unaccounted(book);
    found
}

/// One sheet of the workbook.
struct SheetReader<'r> {
    book: &'r Book<'r>,
    /// What was found on the sheets before it.
    before: &'r Found,
    grid: Grid<'r>,
    name: Arc<str>,
    tally: Tally,
    found: Found,
}

impl<'r> SheetReader<'r> {
    fn new(book: &'r Book<'r>, sheet: &'r Sheet, before: &'r Found) -> SheetReader<'r> {
        let (grid, name) = (Grid::new(sheet), sheet.name.clone());
        SheetReader { book, before, grid, name, tally: Tally::default(), found: Found::default() }
    }

    fn read(mut self) -> Found {
        let context = self.book.context;
        let finds = || context.form.sheets.iter().filter_map(|spec| spec.find.as_ref());
        self.tally.ignored = finds().any(|find| matched(&find.ignore, &self.name).is_some());
        for find in finds() {
            self.tally
                .texts
                .extend(find.printed.iter().map(|text| comparison_key(text).into_owned()));
        }
        if !self.tally.ignored {
            self.programs();
        }
        let own: Vec<&ProgramSheet> = self.found.programs.iter().collect();
        let is_printed = |text: &str| self.tally.texts.contains(&*comparison_key(text));
        let attached = self.book.attached(self.grid.sheet, &own, &is_printed);
        self.found.observations.extend(attached);
        self.found.add(account::account(self.grid.sheet, &self.tally));
        self.found
    }

    /// Reads the parts of this sheet, each by the description of its program's kind.
    fn programs(&mut self) {
        let context = self.book.context;
        let mut handled: BTreeSet<u32> = BTreeSet::new();
        let mut unclear: BTreeMap<u32, (CellRef, String)> = BTreeMap::new();
        for spec in &context.form.sheets {
            let Some(find) = &spec.find else { continue };
            let Some(by_name) = holds(find, &self.name) else { continue };
            if self.grid.sheet.cells.is_empty() {
                continue;
            }
            let words = Words::of(context, spec);
            self.tally.texts.extend(account::printed_texts(context, &words, spec));
            let found = parts(context, &self.grid, &words, spec, find, by_name);
            self.tally.printed.extend(&found.printed);
            for part in &found.parts {
                let row = part.first_row;
                let program = match &part.claimed {
                    Claimed::Text(text) => program_named(context.plan, self.book.names, text),
                    Claimed::Missed => None,
                };
                let known = program.map(|no| (no, context.plan.program(no)));
                match known {
                    Some((_, Some(program))) if program.kind == spec.kind => {
                        handled.insert(row);
                        self.program(spec, &words, program, part);
                    }
                    Some((no, None)) if handled.insert(row) => {
                        let sheet = self.name.clone();
                        self.found.observe(Observation::UnknownProgram { program: no, sheet });
                    }
                    _ => {
                        let text = part.claimed.text().to_owned();
                        unclear.entry(row).or_insert((part.place, text));
                    }
                }
            }
        }
        for (_, (cell, text)) in unclear.into_iter().filter(|(row, _)| !handled.contains(row)) {
            let source = self.book.place(self.grid.sheet, cell);
            self.found.observe(Observation::ProgramUnclear { source, text });
        }
    }

    fn program(&mut self, spec: &'r SheetSpec, words: &Words, program: &'r Program, part: &Part) {
        let first = self.before.sheet_of(program.no).or_else(|| self.found.sheet_of(program.no));
        if let Some(sheet) = first {
            let (program, other) = (program.no, self.name.clone());
            self.found.observe(Observation::TwiceInWorkbook { program, sheet, other });
            return;
        }
        self.tally.own(part.first_row, program.no);
        self.hidden_parts(program.no);
        let context = self.book.context;
        let cells = page_cells(context, &self.grid, words, spec, program, part.kind());
        let PageCells { placed, missed, printed, extra } = cells;
        self.tally.printed.extend(printed);
        for miss in missed {
            self.missed(program.no, miss);
        }
        let labels = account::printed_texts(context, words, spec);
        let mut answers = Vec::new();
        for placed in placed {
            let cell = self.grid.cell(placed.found.area);
            let key = cell.map(key_of).unwrap_or_default();
            // What stands beside a label may be the next label: the field itself is gone.
            let is_label =
                matches!(placed.found.by, LocatedBy::Beside { .. }) && labels.contains(&*key);
            if let Some(cell) = cell.filter(|_| is_label) {
                let (key, caption) = named(&placed.question);
                let source = self.book.place(self.grid.sheet, placed.found.area.first);
                let (program, text) = (program.no, quoted_text(cell));
                let label = Observation::FieldHoldsLabel { program, source, key, caption, text };
                self.found.observe(label);
                continue;
            }
            if !self.tally.read.insert(placed.found.area.first) {
                let (key, caption) = named(&placed.question);
                self.missed(program.no, Missed { key, caption, miss: Miss::Gone });
                continue;
            }
            answers.push(self.answer(placed));
        }
        let in_force = self.claims(program, part);
        let read = ProgramSheet {
            program: program.no,
            sheet: self.name.clone(),
            answers,
            extra_rows: extra,
            // The return of a division's own form is a list; nothing is carried over.
            strays: Vec::new(),
            in_force,
            let_go: None,
        };
        self.found.observations.extend(hidden_sheet(self.grid.sheet, &read));
        self.found.programs.push(read);
    }

    fn answer(&self, placed: Placed) -> Answer {
        let Placed { mut question, found, unit } = placed;
        let settled = unit_of(&question, unit.as_deref());
        if let Ok(unit) = &settled
            && *unit != question.unit
        {
            Arc::make_mut(&mut question).unit.clone_from(unit);
        }
        let mut answer = self.book.answer(self.grid.sheet, &question, found.area.first, found.by);
        // A number in an unknown unit is no value; a blank cell or 集計中 says the same in any unit.
        if let (Err(refusal), Outcome::Read(_)) = (settled, &answer.outcome) {
            answer.outcome = Outcome::Refused(refusal);
        }
        answer
    }

    /// Notes what the whole workbook says once, however many parts of it say so.
    fn observe_once(&mut self, seen: Observation) {
        if ![self.before, &self.found].iter().any(|found| found.observations.contains(&seen)) {
            self.found.observe(seen);
        }
    }

    fn missed(&mut self, program: ProgramNo, missed: Missed) {
        let Missed { key, caption, miss } = missed;
        let sheet = self.name.clone();
        self.found.observe(match miss {
            Miss::Gone => Observation::FieldGone { program, sheet, key, caption },
            Miss::Twice(places) => Observation::LabelTwice { program, sheet, key, caption, places },
        });
    }

    fn hidden_parts(&mut self, program: ProgramNo) {
        let sheet = self.grid.sheet;
        let (rows, cols) = (sheet.hidden_rows.len(), sheet.hidden_cols.len());
        if rows + cols > 0 && self.tally.owners() == 1 {
            let sheet = self.name.clone();
            self.found.observe(Observation::HiddenParts { program, sheet, rows, cols });
        }
    }

    /// Whether what the part says of its division and year fits this run.
    fn claims(&mut self, program: &Program, part: &Part) -> bool {
        let mut fits = true;
        if let Some(text) = part.division.as_ref().filter(|text| !text.trim().is_empty()) {
            let named = DivisionName::from(text.trim());
            match self.book.names.division(&named) {
                Some(known) => {
                    self.found.stated.division.get_or_insert_with(|| known.clone());
                    if *known != program.lead {
                        fits = false;
                        let (sheet, lead) = (self.name.clone(), program.lead.clone());
                        let program = program.no;
                        self.found.observe(Observation::OtherDivision { program, sheet, lead });
                    }
                }
                None => {
                    self.observe_once(Observation::UnknownDivision { found: named.to_string() });
                }
            }
        }
        let round = self.book.context.round;
        if let Some(year) = part.round.as_deref().and_then(fiscal_year) {
            let found = if year == round.year { round } else { Round::year_end(year) };
            self.found.stated.round.get_or_insert(found);
            if found != round {
                fits = false;
                self.observe_once(Observation::OtherRound { found });
            }
        }
        fits
    }
}

/// Key of a question, and what a person calls it.
fn named(question: &Question) -> (String, String) {
    (question.key().to_owned(), question.caption.clone())
}

/// The fiscal year that a text names, if it names one.
fn fiscal_year(text: &str) -> Option<FiscalYear> {
    match read(&Raw::Text(text), &Expect::FiscalYear) {
        Outcome::Read(reading) => match reading.value {
            Value::FiscalYear(year) => Some(year),
            _ => None,
        },
        _ => None,
    }
}
