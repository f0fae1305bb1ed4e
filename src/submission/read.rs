//! Reading one submission.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::account::{Printed, is_as_printed, is_filled, raw_text};
use super::added_rows::{AddedCell, added_rows};
use super::align::{Alignment, align, label_rows};
use super::identify::{Candidate, Claims, candidates, claims, visible_identity};
use super::reckon::{is_sample, others_oddities};
use super::{
    Answer, LocatedBy, Observation, ProgramSheet, ReadSubmission, Submission, SubmissionContent,
    Unreadable, existing,
};
use crate::form::{
    ExtraRows, FormContext, PastActuals, Question, SheetLayout, Subject, choices_of, defined_name,
    lay_out,
};
use crate::notation::missing::CROSSED_OUT;
use crate::notation::{ChoiceList, Expect, MoneyUnit, Outcome, Raw, Refusal, comparison_key, read};
use crate::schema::{FieldType, Form, Program};
use crate::terms::{Area, CellRef, ProgramNo, Source};
use crate::workbook::{Cell, Content, Limits, Sheet, Workbook, open};

/// Reads a file's bytes as a submission of the context's round.
#[must_use]
pub fn read_submission(
    context: &FormContext<'_>,
    file: &Arc<str>,
    bytes: &[u8],
    limits: &Limits,
) -> Submission {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let content = match open(bytes, file, limits) {
        Ok(workbook) => SubmissionContent::Read(Box::new(read_workbook(context, file, &workbook))),
        Err(error) => SubmissionContent::Unreadable(Unreadable::Workbook(error)),
    };
    Submission { file: file.clone(), sha256, content }
}

/// The round that a workbook says it was made for.
#[must_use]
pub fn stated_round(bytes: &[u8], file: &str, limits: &Limits) -> Option<crate::terms::Round> {
    claims(&open(bytes, file, limits).ok()?).identity.round
}

fn read_workbook(
    context: &FormContext<'_>,
    file: &Arc<str>,
    workbook: &Workbook,
) -> ReadSubmission {
    let Claims { identity, past, additions } = claims(workbook);
    // The form printed what it knew when it was made; a form of another round is laid out as that round's.
    let past: PastActuals = past.unwrap_or_else(|| context.past.clone());
    let expected_round = context.round;
    let round = identity.round.unwrap_or(expected_round);
    let plan = context.plan.in_force(round.year);
    let context = FormContext { plan, round, past: &past, ..*context };
    let mut reader = Reader {
        context: &context,
        expected_round,
        file,
        workbook,
        result: ReadSubmission::default(),
        taken: BTreeSet::new(),
        kept: BTreeSet::new(),
        renamed: renamed_since(context.form, identity.form.as_deref()),
    };
    reader.result.oddities = others_oddities(&workbook.oddities, &additions);
    reader.result.identity = identity;
    reader.result.sample = is_sample(workbook);
    reader.result.returned_from.clone_from(&additions.sources);
    if context.form.is_existing() {
        existing::read_programs(&mut reader);
    } else {
        reader.programs();
        reader.account_for_other_sheets(additions.list);
        reader.result.other_sheets = reader.other_sheets();
    }
    reader.result
}

pub(super) struct Reader<'a> {
    /// Laid out for the round that the workbook was made for.
    pub(super) context: &'a FormContext<'a>,
    /// Round that this run is for.
    pub(super) expected_round: crate::terms::Round,
    pub(super) file: &'a Arc<str>,
    pub(super) workbook: &'a Workbook,
    pub(super) result: ReadSubmission,
    /// Sheets that are accounted for.
    pub(super) taken: BTreeSet<usize>,
    /// Sheets that hold what a division wrote and that its form does not have.
    pub(super) kept: BTreeSet<usize>,
    /// Keys of today's questions with those that the workbook's version of the form had.
    renamed: Option<&'a BTreeMap<String, String>>,
}

impl Reader<'_> {
    fn programs(&mut self) {
        let candidates = candidates(self.workbook);
        for Candidate { program: no, sheet: index, .. } in candidates {
            let sheet = &self.workbook.sheets[index];
            let Some(program) = self.context.plan.program(no) else {
                self.observe(Observation::UnknownProgram {
                    program: no,
                    sheet: sheet.name.clone(),
                });
                continue;
            };
            if self.is_unreadable(sheet) {
                self.taken.insert(index);
                self.result.torn.insert(sheet.name.clone(), no);
                continue;
            }
            if program.end.is_some() {
                let sheet = sheet.name.clone();
                self.observe(Observation::EndedProgram { program: no, sheet });
                continue;
            }
            let twin = self.result.programs.iter().find(|read| read.program == no);
            if let Some(first) = twin {
                let first = first.sheet.clone();
                self.twin(index, &first);
                self.observe(Observation::TwiceInWorkbook {
                    program: no,
                    sheet: first,
                    other: sheet.name.clone(),
                });
                continue;
            }
            self.program_sheet(program, index);
        }
        let order =
            |no: ProgramNo| self.context.plan.programs.iter().position(|program| program.no == no);
        self.result.programs.sort_by_key(|sheet| order(sheet.program));
        self.check_identity();
    }

    pub(super) fn observe(&mut self, observation: Observation) {
        self.result.observations.push(observation);
    }

    fn program_sheet(&mut self, program: &Program, index: usize) {
        if self.is_of_other_kind(program, index) {
            return;
        }
        let mut extra = self.extra_rows(program);
        let Some(layout) = lay_out(self.context, program, &extra) else { return };
        let sheet = &self.workbook.sheets[index];
        let label_rows = label_rows(&layout, sheet);
        let contradicts = |expected: CellRef, named: CellRef| {
            label_rows.get(&expected.row).is_some_and(|rows| !rows.contains(&named.row))
        };
        let named: Vec<(CellRef, CellRef)> = layout
            .questions()
            .filter_map(|(area, question)| {
                Some((area.first, self.named_cell(program.no, question.key(), index)?))
            })
            .filter(|(expected, named)| !contradicts(*expected, *named))
            .collect();
        let Some(alignment) = align(&layout, sheet, &named) else { return };
        let (rows, cols) = (sheet.hidden_rows.len(), sheet.hidden_cols.len());
        if rows + cols > 0 {
            let sheet = sheet.name.clone();
            self.observe(Observation::HiddenParts { program: program.no, sheet, rows, cols });
        }
        let mut read_cells = BTreeSet::new();
        let mut answers = Vec::new();
        let mut by_label = 0;
        let mut located = BTreeMap::new();
        for (area, question) in layout.questions() {
            let named = self.named_cell(program.no, question.key(), index);
            if let Some(cell) = named.filter(|cell| contradicts(area.first, *cell)) {
                let rows = label_rows.get(&area.first.row);
                self.observe(Observation::NameContradicts {
                    program: program.no,
                    source: self.place(sheet, cell),
                    key: question.key().to_owned(),
                    caption: question.caption.clone(),
                    label_row: rows.and_then(BTreeSet::first).map_or(0, |row| row + 1),
                });
                continue;
            }
            let (cell, located_by) = match named {
                Some(cell) => (Some(cell), LocatedBy::Name),
                None => (self.labelled_cell(&layout, sheet, &alignment, area), LocatedBy::Label),
            };
            let Some(cell) = cell.filter(|cell| !read_cells.contains(cell)) else {
                self.observe(Observation::FieldGone {
                    program: program.no,
                    sheet: sheet.name.clone(),
                    key: question.key().to_owned(),
                    caption: question.caption.clone(),
                });
                continue;
            };
            by_label += usize::from(located_by == LocatedBy::Label);
            read_cells.insert(cell);
            located.insert(question.key().to_owned(), cell);
            answers.push(self.answer(sheet, question, cell, located_by));
        }
        let mut inserted = BTreeSet::new();
        for AddedCell { question, cell } in added_rows(&layout, sheet, &located, &alignment) {
            if read_cells.insert(cell) {
                inserted.insert((question.block.clone(), question.subject.clone()));
                answers.push(self.answer(sheet, &question, cell, LocatedBy::Label));
            }
        }
        for (block, _) in inserted {
            *extra.entry(block.to_string()).or_default() += 1;
        }
        if by_label > 0 {
            self.observe(Observation::FoundByLabels {
                program: program.no,
                sheet: sheet.name.clone(),
                fields: by_label,
            });
        }
        let mut corrected = BTreeSet::new();
        for (area, past) in layout.past_cells() {
            let named = self.named_cell(program.no, past.question.key(), index);
            let named = named.filter(|cell| !contradicts(area.first, *cell));
            let by_label = || self.labelled_cell(&layout, sheet, &alignment, area);
            let Some(cell) = named.or_else(by_label).filter(|cell| !read_cells.contains(cell))
            else {
                continue;
            };
            let filled = sheet.cells.get(&cell).filter(|found| is_filled(found));
            if filled.is_none_or(|found| is_as_printed(past, found)) {
                continue;
            }
            let located_by = if named.is_some() { LocatedBy::Name } else { LocatedBy::Label };
            let answer = self.answer(sheet, &past.question, cell, located_by);
            read_cells.insert(cell);
            corrected.insert(past.question.key().to_owned());
            // The printed value typed again corrects nothing.
            if answer.known() != past.printed || answer.reading().is_none() {
                answers.push(answer);
            }
        }
        let mut printed = Printed::on_sheet(&layout, sheet, &alignment, &corrected);
        self.account(index, &read_cells, &mut printed, Some(program.no));
        self.altered_prints(index, program.no, &printed);
        let strays = self.strays(index, program, &extra, &answers);
        let sheet = sheet.name.clone();
        let printed = visible_identity(&self.workbook.sheets[index]).and_then(|own| own.program);
        let other = printed
            .filter(|printed| *printed != program.no)
            .or_else(|| self.program_written_over(&layout, index, &alignment));
        if let Some(printed) = other {
            let sheet = sheet.clone();
            self.observe(Observation::OtherProgramPrinted { program: program.no, sheet, printed });
        }
        let in_force = other.is_none();
        self.result.programs.push(ProgramSheet {
            program: program.no,
            sheet,
            answers,
            extra_rows: extra,
            strays,
            in_force,
        });
    }

    /// Rows beyond the form's own that the workbook has names for: those of a return copy.
    fn extra_rows(&self, program: &Program) -> ExtraRows {
        let Some(plain) = lay_out(self.context, program, &ExtraRows::new()) else {
            return ExtraRows::new();
        };
        let mut extra = ExtraRows::new();
        for (question, last) in last_rows(&plain) {
            let named = |row: u16| {
                let question = plain.question_in_row(question, row);
                question.is_some_and(|question| {
                    self.workbook.names.contains_key(&defined_name(program.no, question.key()))
                })
            };
            let more = (last + 1..=MOST_ROWS).take_while(|row| named(*row)).count();
            extra.insert(question.block.to_string(), u16::try_from(more).unwrap_or(0));
        }
        extra
    }

    /// The cell that a name points to, if it is on this sheet.
    fn named_cell(&self, program: ProgramNo, key: &str, sheet: usize) -> Option<CellRef> {
        let names = &self.workbook.names;
        let older = || names.get(&defined_name(program, self.renamed?.get(key)?));
        let target = names.get(&defined_name(program, key)).or_else(older)?;
        (target.sheet == sheet).then_some(target.area.first)
    }

    /// The cell of a question by the labels around it. A row of which nothing is left may have been deleted; rows without
    /// any label of their own (lines of a table) are trusted to keep their distance from the heading.
    fn labelled_cell(
        &self,
        layout: &SheetLayout<'_>,
        sheet: &Sheet,
        alignment: &Alignment,
        area: Area,
    ) -> Option<CellRef> {
        let row_prints = layout.cells.iter().any(|placed| {
            placed.area.first.row == area.first.row
                && matches!(&placed.content, crate::form::Content::Text(text) if !text.trim().is_empty())
        });
        if row_prints && !alignment.knows_row(area.first.row) {
            return None;
        }
        let cell = alignment.cell(sheet, area.first)?;
        // Where the next line of the form stands already, this one was deleted.
        if alignment.is_another_row(area.first.row, cell.row) {
            return None;
        }
        // A label of the row is never its answer.
        let text = sheet.cells.get(&cell).map(|found| comparison_key(&raw_text(found)));
        let is_label = text.is_some_and(|text| {
            layout.cells.iter().any(|placed| {
                placed.area.first.row == area.first.row
                    && matches!(&placed.content, crate::form::Content::Text(label)
                        if !text.is_empty() && comparison_key(label) == text)
            })
        });
        (!is_label).then_some(cell)
    }

    pub(super) fn place(&self, sheet: &Sheet, cell: CellRef) -> Source {
        Source { file: self.file.clone(), sheet: sheet.name.clone(), cell }
    }

    pub(super) fn answer(
        &self,
        sheet: &Sheet,
        question: &Arc<Question>,
        cell: CellRef,
        located_by: LocatedBy,
    ) -> Answer {
        let found = sheet.cells.get(&cell).cloned().or_else(|| crossed_out(sheet, question, cell));
        let outcome = match &found {
            Some(found) => self.understand(found, question),
            None if self.may_be_lost(sheet, cell) => Outcome::Refused(Refusal::Lost),
            None => {
                Outcome::Missing { reason: crate::notation::Missing::Blank, remarks: Vec::new() }
            }
        };
        Answer {
            question: question.clone(),
            raw: found.as_ref().map(raw_text).unwrap_or_default(),
            cell: found,
            outcome,
            source: self.place(sheet, cell),
            located_by,
        }
    }

    fn understand(&self, cell: &Cell, question: &Question) -> Outcome {
        let raw = match &cell.content {
            Content::Text(text) => Raw::Text(text),
            Content::Number(value) => Raw::Number { value: *value, format: cell.format.as_deref() },
            Content::Date { date, serial_odd } => {
                Raw::Date { date: date.date(), serial_odd: *serial_odd }
            }
            Content::Bool(value) => Raw::Bool(*value),
            Content::Error(code) => Raw::Error(code),
            Content::NoResult => Raw::NoResult,
            Content::Unrepresentable(text) => Raw::Error(text),
        };
        let list: Option<ChoiceList> = question.field.choices.as_deref().and_then(|id| {
            choices_of(self.context.plan, self.context.form, self.context.round, id)
                .map(|choices| choices.list)
        });
        let unit = MoneyUnit::of(&question.unit).unwrap_or(MoneyUnit::Thousand);
        let money = Expect::Money { unit, none_is_zero: false };
        let number = Expect::Number {
            unit: &question.unit,
            parentheses_negative: false,
            none_is_zero: false,
        };
        let expect = match (question.kind(), &list) {
            (FieldType::Choice, Some(list)) => Expect::Choice(list),
            (FieldType::Money, _) => money,
            (FieldType::Indicator, _) if question.money => money,
            (FieldType::Indicator | FieldType::Number, _) => number,
            (FieldType::Date, _) => Expect::Date { around: Some(self.context.round.year) },
            (FieldType::Text | FieldType::Choice, _) => Expect::Text,
        };
        read(&raw, &expect)
    }
}

/// The keys that have changed since the version of the form that a workbook says it is.
fn renamed_since<'f>(form: &'f Form, stated: Option<&str>) -> Option<&'f BTreeMap<String, String>> {
    let version: u32 = stated?.rsplit_once('@')?.1.parse().ok()?;
    form.older.iter().find(|older| older.version == version).map(|older| &older.renamed)
}

/// What an empty cell says by the diagonal line through it, in a word: the line itself would not survive a return copy.
/// A free line of a table says nothing more when it is crossed out: it is empty.
fn crossed_out(sheet: &Sheet, question: &Question, cell: CellRef) -> Option<Cell> {
    let is_free = matches!(question.subject, Subject::Line(..) | Subject::SpareActivity(_));
    let content = Content::Text(CROSSED_OUT.to_owned());
    (sheet.crossed_out.contains(&cell) && !is_free).then_some(Cell {
        content,
        format: None,
        formula: None,
    })
}

/// Most rows of a table that are looked for.
const MOST_ROWS: u16 = 999;

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
