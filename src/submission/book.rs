//! The workbook before either reader: what it is read for, and how one of its cells is read as an answer.

use std::ops::Bound;
use std::sync::Arc;

use super::cell::{displayed_text, is_filled, quoted_text, time_in};
use super::given::Given;
use super::identify::ReturnAdditions;
use super::model::{Answer, LocatedBy, ProgramSheet, Unseen};
use super::names::PlanNames;
use super::observation::Observation;
use crate::form::field_ids::ACTUAL;
use crate::form::{FormContext, Identity, Question, Subject, note_mark};
use crate::notation::missing::CROSSED_OUT;
use crate::notation::{
    Expect, Missing, MoneyUnit, Outcome, Raw, Refusal, Remark, Shows, read, shows_nothing,
};
use crate::schema::FieldType;
use crate::terms::{CellRef, ProgramNo, Round, Source};
use crate::workbook::{
    Attached, AttachedKind, Cell, Content, Extent, Oddity, Sheet, Visibility, Workbook,
};

/// Most rows of a table that are looked for and read: a register pasted over a table is no list of rows.
pub(super) const MOST_ROWS: u16 = 999;

/// A workbook that is read.
pub(super) struct Book<'a> {
    /// Laid out for the round that the workbook was made for.
    pub(super) context: &'a FormContext<'a>,
    /// What the plan names.
    pub(super) names: &'a PlanNames,
    /// What plan, form and round give for every workbook.
    pub(super) given: &'a Given,
    /// Round that this run is for.
    pub(super) run: Round,
    /// Its file.
    pub(super) file: &'a Arc<str>,
    /// Its sheets.
    pub(super) workbook: &'a Workbook,
    /// What it says of itself.
    pub(super) identity: &'a Identity,
    /// What a return copy added to it.
    pub(super) additions: &'a ReturnAdditions,
    /// Some cell of it has a formula. Programs that know none (SheetJS for .xls and .xlsb) save their values.
    pub(super) keeps_formulas: bool,
}

impl Book<'_> {
    /// Where a cell stands.
    pub(super) fn place(&self, sheet: &Sheet, cell: CellRef) -> Source {
        Source { file: self.file.clone(), sheet: sheet.name.clone(), cell }
    }

    /// What a cell answers to a question.
    pub(super) fn answer(
        &self,
        sheet: &Sheet,
        question: &Arc<Question>,
        cell: CellRef,
        located_by: LocatedBy,
    ) -> Answer {
        let found = sheet.cells.get(&cell).cloned().or_else(|| crossed_out(sheet, question, cell));
        let outcome = match &found {
            Some(found) => match (found.struck(), found.invisible()) {
                (Extent::Everything, _) => {
                    Outcome::Missing { reason: Missing::Blank, remarks: Vec::new() }
                }
                (Extent::Part { part: struck, rest }, _) => {
                    Outcome::Refused(Refusal::PartlyStruck { struck, rest })
                }
                (Extent::Nothing, Extent::Part { part: invisible, rest: seen }) => {
                    Outcome::Refused(Refusal::PartlyInvisible { invisible, seen })
                }
                (Extent::Nothing, _) => self.understand(found, question),
            },
            None if self.may_be_lost(sheet, cell) => Outcome::Refused(Refusal::Lost),
            None => Outcome::Missing { reason: Missing::Blank, remarks: Vec::new() },
        };
        Answer {
            question: question.clone(),
            raw: found.as_ref().map(|found| written(found, question, &outcome)).unwrap_or_default(),
            cell: found,
            outcome,
            source: self.place(sheet, cell),
            located_by,
            unseen: sheet.cells.get(&cell).and_then(|found| unseen(sheet, cell, found)),
            doubted: false,
        }
    }

    fn understand(&self, cell: &Cell, question: &Question) -> Outcome {
        let time = time_in(cell);
        let raw = match &cell.content {
            Content::Text(text) => Raw::Text(text),
            Content::Date { .. } | Content::Length { .. } if time.is_some() => {
                Raw::Time(time.as_deref().unwrap_or_default())
            }
            Content::Length { clock, .. } => Raw::Time(clock),
            Content::Number(value) => Raw::Number { value: *value, format: cell.format.as_deref() },
            Content::Date { date, serial_odd } => {
                Raw::Date { date: date.date(), serial_odd: *serial_odd }
            }
            Content::Bool(value) => Raw::Bool(*value),
            Content::Error(code) => Raw::Error(code),
            Content::NoResult => Raw::NoResult,
            Content::OutsideCalendar(number) => {
                return Outcome::Refused(Refusal::OutsideCalendar { number: number.clone() });
            }
            Content::Unrepresentable(text) => Raw::Error(text),
        };
        let list = question.field.choices.as_deref().and_then(|id| self.given.choices(id));
        let unit = MoneyUnit::of(&question.unit).unwrap_or(MoneyUnit::Thousand);
        let money = Expect::Money { unit, none_is_zero: false };
        let number = Expect::Number {
            unit: &question.unit,
            parentheses_negative: false,
            none_is_zero: false,
            whole: self.counts_whole(question),
        };
        let expect = match (question.kind(), list) {
            (FieldType::Choice, Some(list)) => Expect::Choice(list),
            (FieldType::Money, _) => money,
            (FieldType::Indicator, _) if question.money => money,
            (FieldType::Indicator | FieldType::Number, _) => number,
            (FieldType::Date, _) => Expect::Date { around: Some(self.context.round.year) },
            (FieldType::Text | FieldType::Choice, _) => Expect::Text,
        };
        let outcome = match (&expect, without_raised(cell)) {
            (Expect::Text, _) => as_shown(cell, &raw),
            (_, Some((rest, mark))) => {
                remarked(read(&Raw::Text(&rest), &expect), Remark::NoteMark { mark })
            }
            (_, None) => match time_left_out(cell, &expect) {
                Some(remark) => remarked(read(&raw, &expect), remark),
                None => read(&raw, &expect),
            },
        };
        match outcome {
            Outcome::Read(reading) if is_actual(question) => match reading.bound() {
                Some(written) => Outcome::Refused(Refusal::Bound { written }),
                None => Outcome::Read(reading),
            },
            outcome => outcome,
        }
    }

    /// Whether the question is of an indicator without digits behind the point.
    fn counts_whole(&self, question: &Question) -> bool {
        let (Subject::Indicator(id) | Subject::PastActual(id, _)) = &question.subject else {
            return false;
        };
        self.names.is_whole(id)
    }

    /// What lies on a sheet, each with the field that it lies on; `programs` are those that were read from it. Texts that
    /// `is_printed` are the form's own, and so are the notes of a return copy.
    pub(super) fn attached(
        &self,
        sheet: &Sheet,
        programs: &[&ProgramSheet],
        is_printed: &dyn Fn(&str) -> bool,
    ) -> Vec<Observation> {
        let is_ours = |one: &&Attached| {
            one.kind == AttachedKind::Note && self.additions.notes.contains(&note_mark(&one.text))
        };
        let others = sheet.attached.iter().filter(|one| !is_ours(one));
        let others: Vec<&Attached> = others.filter(|one| !is_printed(&one.text)).collect();
        let only = match programs {
            [only] => Some(only.program),
            _ => None,
        };
        let told = others.iter().take(MOST_TOLD).map(|one| {
            let on = one.at.and_then(|at| answer_at(sheet, programs, at));
            let field = on.map(|(_, answer)| {
                (answer.question.key().to_owned(), answer.question.caption.clone())
            });
            Observation::Attached {
                program: on.map(|(program, _)| program).or(only),
                sheet: sheet.name.clone(),
                cell: one.at,
                field,
                kind: one.kind,
                text: one.text.clone(),
            }
        });
        let mut told: Vec<Observation> = told.collect();
        if let Some(count) = others.len().checked_sub(MOST_TOLD).filter(|count| *count > 0) {
            told.push(Observation::MoreAttached { sheet: sheet.name.clone(), count });
        }
        told
    }

    /// Whether nothing of a sheet could be read.
    pub(super) fn is_unreadable(&self, sheet: &Sheet) -> bool {
        self.workbook.oddities.iter().any(|oddity| {
            matches!(oddity, Oddity::SheetUnreadable { sheet: torn, .. } if *torn == *sheet.name)
        })
    }

    /// What the reader of workbooks lost is neither filled nor blank: whether a broken cell may be the one at `at`: it stands somewhere between two cells that were read.
    fn may_be_lost(&self, sheet: &Sheet, at: CellRef) -> bool {
        self.workbook.oddities.iter().any(|oddity| {
            let Oddity::BadCell { sheet: hurt, near, .. } = oddity else { return false };
            let after = near.map_or(Bound::Unbounded, Bound::Excluded);
            let next = sheet.cells.range((after, Bound::Unbounded)).next();
            *hurt == *sheet.name
                && near.is_none_or(|near| at > near)
                && next.is_none_or(|(next, _)| at < *next)
        })
    }
}

/// Whether a question asks for what was reached: an actual of the year or a past one, of an indicator or an effect.
fn is_actual(question: &Question) -> bool {
    question.id() == ACTUAL || matches!(question.subject, Subject::PastActual(..))
}

/// What is left of a text without its raised letters, and these: the mark of a note behind a value (12 with a small 1 is
/// not 121). Raised letters of a unit (m2) belong to it, and a text that is raised as a whole has no mark.
fn without_raised(cell: &Cell) -> Option<(String, String)> {
    let (Content::Text(_), Some(pieces)) = (&cell.content, &cell.pieces) else { return None };
    let of = |is_raised: bool| {
        let own = pieces.iter().filter(|piece| piece.letters.raised == is_raised);
        own.map(|piece| piece.text.as_str()).collect::<String>()
    };
    let (rest, mark) = (of(false).trim().to_owned(), of(true).trim().to_owned());
    let is_of_unit = rest.ends_with(['m', 'ｍ']) && matches!(&*mark, "2" | "3" | "２" | "３");
    (!rest.is_empty() && !mark.is_empty() && !is_of_unit).then_some((rest, mark))
}

/// The time of day that a date field leaves out.
fn time_left_out(cell: &Cell, expect: &Expect<'_>) -> Option<Remark> {
    let (Content::Date { date, serial_odd: false }, Expect::Date { .. }) = (&cell.content, expect)
    else {
        return None;
    };
    let time = date.time();
    (time != jiff::civil::Time::midnight()).then_some(Remark::TimeLeftOut { time })
}

fn remarked(outcome: Outcome, remark: Remark) -> Outcome {
    match outcome {
        Outcome::Read(mut reading) => {
            reading.remarks.push(remark);
            Outcome::Read(reading)
        }
        Outcome::Missing { reason, mut remarks } => {
            remarks.push(remark);
            Outcome::Missing { reason, remarks }
        }
        refused @ Outcome::Refused(_) => refused,
    }
}

/// Most things lying on one sheet that are named one by one.
const MOST_TOLD: usize = 100;

/// The answer whose cell, merged or not, holds the cell `at`.
fn answer_at<'p>(
    sheet: &Sheet,
    programs: &[&'p ProgramSheet],
    at: CellRef,
) -> Option<(ProgramNo, &'p Answer)> {
    let merged = sheet.merges.iter().find(|area| area.contains(at));
    let first = merged.map_or(at, |area| area.first);
    let mut answers = programs
        .iter()
        .flat_map(|read| read.answers.iter().map(move |answer| (read.program, answer)));
    answers.find(|(_, answer)| answer.source.cell == first)
}

/// What is said of a sheet that is hidden.
pub(super) fn hidden_sheet(sheet: &Sheet, read: &ProgramSheet) -> Option<Observation> {
    let fields = read.answers.iter().filter(|answer| !answer.is_blank()).count();
    let is_hidden = sheet.visibility != Visibility::Visible;
    let (program, sheet) = (read.program, sheet.name.clone());
    is_hidden.then_some(Observation::HiddenSheet { program, sheet, fields })
}

/// What a cell of a text field says: what stands on the screen, since nobody who types 50% means 0.5. Where that is not
/// known, what is stored, and a remark.
fn as_shown(cell: &Cell, raw: &Raw<'_>) -> Outcome {
    let shown = displayed_text(cell);
    match shown.filter(|text| !text.is_empty()) {
        Some(text) => read(&Raw::Text(&text), &Expect::Text),
        None => {
            let mut outcome = read(raw, &Expect::Text);
            let is_hidden = displayed_text(cell).is_some();
            if let (Outcome::Read(reading), Some(format), false) =
                (&mut outcome, &cell.format, is_hidden)
                // Of a day it is said already.
                && !reading.remarks.contains(&Remark::DateAsText)
            {
                reading.remarks.push(Remark::NotAsShown { format: format.to_string() });
            }
            outcome
        }
    }
}

/// Text of a cell as the division wrote it; in a text field, where it is refused and where the number format shows another
/// unit or a word in the place of the number, as it saw it.
fn written(cell: &Cell, question: &Question, outcome: &Outcome) -> String {
    let shown = displayed_text(cell).filter(|text| !text.is_empty());
    let is_refused =
        matches!(outcome, Outcome::Refused(refusal) if *refusal != Refusal::OutOfRange);
    let is_by_format = matches!(outcome, Outcome::Read(reading)
        if reading.remarks.iter().any(|remark| remark.unit_of_format().is_some()));
    let is_word = matches!(outcome, Outcome::Missing { reason, .. } if *reason != Missing::Blank);
    let is_as_seen = question.kind() == FieldType::Text || is_refused || is_by_format || is_word;
    match shown.filter(|_| is_as_seen) {
        Some(text) => text,
        None => quoted_text(cell),
    }
}

/// Why nobody sees what a cell holds.
fn unseen(sheet: &Sheet, at: CellRef, cell: &Cell) -> Option<Unseen> {
    if !is_filled(cell) {
        return None;
    }
    let shows_nothing = || {
        let section = match &cell.content {
            Content::Text(_) => Shows::Text,
            Content::Number(value) => Shows::Number(*value),
            _ => return false,
        };
        cell.format.as_deref().is_some_and(|code| shows_nothing(code, section))
    };
    if sheet.hidden_rows.contains(&at.row) {
        Some(Unseen::Row)
    } else if sheet.hidden_cols.contains(&at.col) {
        Some(Unseen::Column)
    } else if cell.invisible() == Extent::Everything {
        Some(Unseen::Letters)
    } else if sheet.hides_zeros && matches!(&cell.content, Content::Number(zero) if zero.is_zero())
    {
        Some(Unseen::Zero)
    } else {
        shows_nothing().then_some(Unseen::Format)
    }
}

/// What an empty cell says by the diagonal line through it, in a word: the line itself would not survive a return copy.
/// A free line of a table says nothing more when it is crossed out: it is empty.
fn crossed_out(sheet: &Sheet, question: &Question, cell: CellRef) -> Option<Cell> {
    let is_free = matches!(question.subject, Subject::Line(..) | Subject::SpareActivity(_));
    let content = Content::Text(CROSSED_OUT.into());
    (sheet.crossed_out.contains(&cell) && !is_free).then(|| Cell::of(content))
}
