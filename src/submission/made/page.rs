//! One program's sheet: every question of the form with its cell, and what became of all others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::account::{account, name_altered_prints};
use super::added_rows::{AddedCell, added_rows};
use super::align::{Alignment, Labels};
use super::belongs::{of_other_kind, program_written_over};
use super::cover::from_cover;
use super::pasted::name_pasted;
use super::printed::{Printed, is_as_printed};
use super::strays::strays;
use super::{
    Answer, Book, Found, LocatedBy, MOST_ROWS, Observation, ProgramSheet, hidden_sheet, is_filled,
    key_of, quoted_text, raw_text, visible_identity,
};
use crate::form::{Content, ExtraRows, Question, SheetLayout, Subject, defined_name, lay_out};
use crate::notation::comparison_key;
use crate::schema::{Form, Program};
use crate::terms::{Area, CellRef, ProgramNo};
use crate::workbook::{Cell, Extent, Sheet};

/// Reads the sheet of a program; `None` if it does not show the program's form.
pub(super) fn read(book: &Book<'_>, program: &Program, index: usize) -> Option<Found> {
    let sheet = &book.workbook.sheets[index];
    if let Some(found) = of_other_kind(book, program, sheet) {
        return Some(found);
    }
    let plain = lay_out(book.context, program, &ExtraRows::new())?;
    let mut extra_rows = extra_rows(book, program, &plain);
    let is_plain = extra_rows.values().all(|more| *more == 0);
    let layout = if is_plain { plain } else { lay_out(book.context, program, &extra_rows)? };
    let laid_out = extra_rows.clone();
    let page = Page::new(book, program, index, &layout)?;
    let mut answered = page.questions();
    for block in page.inserted_rows(&mut answered) {
        *extra_rows.entry(block).or_default() += 1;
    }
    let corrected = page.corrections(&mut answered);
    let Answered { answers, cells, observations, .. } = answered;
    let mut found = Found { observations, ..Found::default() };
    let mut printed =
        Printed::on_sheet(&layout, (sheet, book.keeps_formulas), &page.alignment, &corrected);
    let mut accounted = account(sheet, &cells, &mut printed, Some(program.no));
    name_altered_prints(book, sheet, program.no, &printed, &mut accounted);
    name_pasted(book, sheet, Some(program.no), &mut accounted);
    let other = page.other_program();
    let mut read = ProgramSheet {
        program: program.no,
        sheet: sheet.name.clone(),
        answers,
        extra_rows,
        strays: Vec::new(),
        in_force: other.is_none(),
        let_go: None,
    };
    found.observations.extend(hidden_sheet(sheet, &read));
    found.observations.extend(struck_prints(book, sheet, &read, &accounted));
    found.observations.extend(book.attached(sheet, &[&read], &|_| false));
    let is_grown = read.extra_rows != laid_out;
    let own_layout = (!is_grown).then_some(&layout);
    read.strays = strays(book, sheet, (program, own_layout), &read, &accounted);
    found.add(accounted);
    if let Some(printed) = other {
        let (program, sheet) = (program.no, sheet.name.clone());
        found.observe(Observation::OtherProgramPrinted { program, sheet, printed });
    }
    found.programs.push(read);
    Some(found)
}

/// What the form printed and the division struck out: everything that is struck, no answer and accounted for.
fn struck_prints(
    book: &Book<'_>,
    sheet: &Sheet,
    read: &ProgramSheet,
    accounted: &Found,
) -> Vec<Observation> {
    let is_struck = |cell: &Cell| cell.pieces.is_some() && cell.struck() != Extent::Nothing;
    let struck = sheet.cells.iter().filter(|(_, cell)| is_filled(cell) && is_struck(cell));
    let printed = struck.filter(|(at, _)| {
        !read.answers.iter().any(|answer| answer.source.cell == **at)
            && !accounted.unaccounted_on(&sheet.name).any(|other| other == **at)
    });
    let seen = |(at, cell): (&CellRef, &Cell)| Observation::PrintStruck {
        program: read.program,
        source: book.place(sheet, *at),
        text: raw_text(cell),
    };
    printed.map(seen).collect()
}

/// A sheet on which the layout of its program was found.
struct Page<'p> {
    book: &'p Book<'p>,
    program: &'p Program,
    index: usize,
    sheet: &'p Sheet,
    layout: &'p SheetLayout<'p>,
    alignment: Alignment,
    label_rows: BTreeMap<u32, BTreeSet<u32>>,
    /// Keys of today's questions with those that the workbook's version of the form had.
    renamed: Option<&'p BTreeMap<String, String>>,
}

/// What was read of a sheet.
#[derive(Default)]
struct Answered {
    answers: Vec<Answer>,
    /// Cells that were read.
    cells: BTreeSet<CellRef>,
    /// The cells of the form's own questions, by key.
    located: BTreeMap<String, CellRef>,
    observations: Vec<Observation>,
}

impl<'p> Page<'p> {
    /// `None` if too little of the form is recognisable.
    fn new(
        book: &'p Book<'p>,
        program: &'p Program,
        index: usize,
        layout: &'p SheetLayout<'p>,
    ) -> Option<Page<'p>> {
        let sheet = &book.workbook.sheets[index];
        let labels = Labels::of(layout, sheet);
        let mut page = Page {
            book,
            program,
            index,
            sheet,
            layout,
            alignment: Alignment::default(),
            label_rows: labels.rows(),
            renamed: renamed_since(book.context.form, book.identity.form.as_deref()),
        };
        let named: Vec<(CellRef, CellRef)> = layout
            .questions()
            .filter_map(|(area, question)| Some((area.first, page.named_cell(question.key())?)))
            .filter(|(expected, named)| !page.contradicts(*expected, *named))
            .collect();
        page.alignment = labels.align(&named)?;
        Some(page)
    }

    /// Whether the labels say that the row which a name points to is another one.
    fn contradicts(&self, expected: CellRef, named: CellRef) -> bool {
        self.label_rows.get(&expected.row).is_some_and(|rows| !rows.contains(&named.row))
    }

    /// The answers to the form's own questions.
    fn questions(&self) -> Answered {
        let mut read = Answered::default();
        let (program, sheet) = (self.program.no, &self.sheet.name);
        let (rows, cols) = (self.sheet.hidden_rows.len(), self.sheet.hidden_cols.len());
        if rows + cols > 0 {
            let sheet = sheet.clone();
            read.observations.push(Observation::HiddenParts { program, sheet, rows, cols });
        }
        let mut fields = 0;
        for (area, question) in self.layout.questions() {
            let (cell, located_by) = match self.located(area, question) {
                Ok((cell, by)) if !read.cells.contains(&cell) => (cell, by),
                Err(Some(contradiction)) => {
                    read.observations.push(contradiction);
                    continue;
                }
                _ => {
                    let (sheet, key) = (sheet.clone(), question.key().to_owned());
                    let caption = question.caption.clone();
                    read.observations.push(Observation::FieldGone { program, sheet, key, caption });
                    continue;
                }
            };
            fields += usize::from(located_by == LocatedBy::Label);
            read.cells.insert(cell);
            read.located.insert(question.key().to_owned(), cell);
            read.answers.push(match from_cover(self.book, self.sheet, question, cell) {
                Some(sheet) => self.book.answer(&sheet, question, cell, located_by),
                None => self.book.answer(self.sheet, question, cell, located_by),
            });
        }
        if fields > 0 {
            let sheet = sheet.clone();
            read.observations.push(Observation::FoundByLabels { program, sheet, fields });
        }
        read
    }

    /// The cell of a question by its name, else by the labels; an error names a name that the labels contradict.
    fn located(
        &self,
        area: Area,
        question: &Question,
    ) -> Result<(CellRef, LocatedBy), Option<Observation>> {
        let Some(cell) = self.named_cell(question.key()) else {
            let cell = self.labelled_cell(area).ok_or(None)?;
            let (program, source) = (self.program.no, self.book.place(self.sheet, cell));
            let (key, caption) = (question.key().to_owned(), question.caption.clone());
            if self.alignment.is_out_of_order(area.first.row) {
                return Err(Some(Observation::LabelOutOfOrder { program, source, key, caption }));
            }
            if !self.shows_label(area.first.row, cell) {
                return Ok((cell, LocatedBy::Label));
            }
            let text = self.sheet.cells.get(&cell).map(quoted_text).unwrap_or_default();
            let label = Observation::FieldHoldsLabel { program, source, key, caption, text };
            return Err(Some(label));
        };
        if !self.contradicts(area.first, cell) {
            return Ok((cell, LocatedBy::Name));
        }
        let rows = self.label_rows.get(&area.first.row);
        Err(Some(Observation::NameContradicts {
            program: self.program.no,
            source: self.book.place(self.sheet, cell),
            key: question.key().to_owned(),
            caption: question.caption.clone(),
            label_row: rows.and_then(BTreeSet::first).map_or(0, |row| row + 1),
        }))
    }

    /// Adds the answers in rows that the division inserted; gives the block of each such row.
    fn inserted_rows(&self, read: &mut Answered) -> Vec<String> {
        let mut inserted = BTreeSet::new();
        let added = added_rows(self.layout, self.sheet, &read.located, &self.alignment);
        for AddedCell { question, cell } in added {
            if read.cells.insert(cell) {
                inserted.insert((question.block.clone(), question.subject.clone()));
                read.answers.push(self.book.answer(self.sheet, &question, cell, LocatedBy::Label));
            }
        }
        inserted.into_iter().map(|(block, _)| block.to_string()).collect()
    }

    /// Adds what was written over figures of past years; gives the keys of all cells that no longer show the print.
    fn corrections(&self, read: &mut Answered) -> BTreeSet<String> {
        let mut corrected = BTreeSet::new();
        for (area, past) in self.layout.past_cells() {
            let named = self.named_cell(past.question.key());
            let named = named.filter(|cell| !self.contradicts(area.first, *cell));
            let labelled = || {
                let cell = self.labelled_cell(area)?;
                let is_sure = !self.alignment.is_out_of_order(area.first.row)
                    && !self.shows_label(area.first.row, cell);
                is_sure.then_some(cell)
            };
            let cell = named.or_else(labelled);
            let Some(cell) = cell.filter(|cell| !read.cells.contains(cell)) else { continue };
            let filled = self.sheet.cells.get(&cell).filter(|found| is_filled(found));
            if filled.is_none_or(|found| is_as_printed(past, found)) {
                continue;
            }
            let located_by = if named.is_some() { LocatedBy::Name } else { LocatedBy::Label };
            let answer = self.book.answer(self.sheet, &past.question, cell, located_by);
            read.cells.insert(cell);
            corrected.insert(past.question.key().to_owned());
            // The printed value typed again corrects nothing.
            if answer.known() != past.printed || answer.reading().is_none() {
                read.answers.push(answer);
            }
        }
        corrected
    }

    /// The other program that the sheet says it is about.
    fn other_program(&self) -> Option<ProgramNo> {
        let printed = visible_identity(self.sheet).and_then(|own| own.program);
        let written_over =
            || program_written_over(self.book, self.layout, self.sheet, &self.alignment);
        printed.filter(|printed| *printed != self.program.no).or_else(written_over)
    }

    /// The cell that a name points to, if it is on this sheet.
    fn named_cell(&self, key: &str) -> Option<CellRef> {
        let (names, program) = (&self.book.workbook.names, self.program.no);
        let older = || names.get(&defined_name(program, self.renamed?.get(key)?));
        let target = names.get(&defined_name(program, key)).or_else(older)?;
        (target.sheet == self.index).then_some(target.area.first)
    }

    /// The cell of a question by the labels around it. A row of which nothing is left may have been deleted; rows without
    /// any label of their own (lines of a table) are trusted to keep their distance from the heading.
    fn labelled_cell(&self, area: Area) -> Option<CellRef> {
        let Page { layout, sheet, alignment, .. } = self;
        let row_prints = layout.cells.iter().any(|placed| {
            placed.area.first.row == area.first.row
                && matches!(&placed.content, Content::Text(text) if !text.trim().is_empty())
        });
        if row_prints && !alignment.knows_row(area.first.row) {
            return None;
        }
        let cell = alignment.cell(sheet, area.first)?;
        // Where the next line of the form stands already, this one was deleted.
        if alignment.is_another_row(area.first.row, cell.row) {
            return None;
        }
        Some(cell)
    }

    /// Whether a cell shows a label of its row. Where the row shows the label beside it as well, it is an answer of the
    /// same word.
    fn shows_label(&self, row: u32, cell: CellRef) -> bool {
        let text = self.sheet.cells.get(&cell).map(key_of).unwrap_or_default();
        let is_label = |content: &Content| {
            matches!(content, Content::Text(label)
                if !text.is_empty() && comparison_key(label) == text)
        };
        let own = self.layout.cells.iter().filter(|placed| placed.area.first.row == row);
        let printed = own.filter(|placed| is_label(&placed.content)).count();
        let beside = CellRef::new(cell.row, 0)..=CellRef::new(cell.row, CellRef::LAST_COL);
        let shown = self.sheet.cells.range(beside).filter(|(_, own)| key_of(own) == text).count();
        printed > 0 && shown <= printed
    }
}

/// Rows beyond the form's own that the workbook has names for: those of a return copy.
fn extra_rows(book: &Book<'_>, program: &Program, plain: &SheetLayout<'_>) -> ExtraRows {
    let mut extra = ExtraRows::new();
    for (question, last) in last_rows(plain) {
        let named = |row: u16| {
            let question = plain.question_in_row(question, row);
            question.is_some_and(|question| {
                book.workbook.names.contains_key(&defined_name(program.no, question.key()))
            })
        };
        let more = (last + 1..=MOST_ROWS).take_while(|row| named(*row)).count();
        extra.insert(question.block.to_string(), u16::try_from(more).unwrap_or(0));
    }
    extra
}

/// The keys that have changed since the version of the form that a workbook says it is.
fn renamed_since<'f>(form: &'f Form, stated: Option<&str>) -> Option<&'f BTreeMap<String, String>> {
    let version: u32 = stated?.rsplit_once('@')?.1.parse().ok()?;
    form.older.iter().find(|older| older.version == version).map(|older| &older.renamed)
}

/// For each table that can grow: a question of its last row, and that row's number.
fn last_rows<'l>(layout: &'l SheetLayout<'_>) -> Vec<(&'l Arc<Question>, u16)> {
    let mut last: Vec<(&Arc<Question>, u16)> = Vec::new();
    for (_, question) in layout.questions() {
        let (Subject::Line(_, n) | Subject::SpareActivity(n)) = question.subject else { continue };
        match last.iter_mut().find(|(known, _)| known.block == question.block) {
            Some(entry) => *entry = (question, n),
            None => last.push((question, n)),
        }
    }
    last
}
