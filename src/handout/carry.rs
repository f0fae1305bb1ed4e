//! What goes where in a return copy: the division's own programs as forms, everything else it wrote beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cover::{COVER_COLUMNS, GUIDE_COLUMNS, is_free_on_cover, on_cover};
use super::entry::Entry;
use super::formula::stays_inside;
use super::return_list::LIST_COLUMNS;
use crate::form::{
    COVER_SHEET, FormContext, GUIDE_SHEET, IDENTITY_SHEET, Question, RETURN_SHEET, RowHeight,
    SheetLayout, lay_out,
};
use crate::notation::{Outcome, Refusal, Shows, shows_nothing};
use crate::schema::{Division, FieldType};
use crate::submission::{
    Answer, OtherSheet, ProgramSheet, Stray, Submission, displayed_text, quoted_text, raw_text,
};
use crate::terms::{CellRef, ProgramNo};
use crate::workbook::{Cell, Content, Extent};

/// Longest name of a sheet, in UTF-16 units (Excel's limit).
const NAME_UNITS: usize = 31;
/// What Excel allows in no name of a sheet.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// Where a cell was submitted: file, sheet, cell.
type Origin = (Arc<str>, Arc<str>, CellRef);

/// What goes where.
pub(super) struct Carried<'a> {
    context: FormContext<'a>,
    /// The division's programs with the sheet that is returned.
    pub(super) programs: BTreeMap<ProgramNo, &'a ProgramSheet>,
    /// The submissions these are from.
    pub(super) submissions: Vec<&'a Submission>,
    /// The sheets as the copy lays them out.
    pub(super) layouts: BTreeMap<ProgramNo, SheetLayout<'a>>,
    /// Cells beside the fields, by sheet of the copy.
    pub(super) strays: BTreeMap<String, BTreeMap<CellRef, Entry>>,
    /// Sheets that the form does not have, under their names in the copy.
    pub(super) sheets: Vec<(String, &'a OtherSheet)>,
    /// Where strays went: sheet and cell of the copy.
    moved: BTreeMap<Origin, (String, CellRef)>,
    /// Names that whole sheets have in the copy, by file and own name.
    names: BTreeMap<(Arc<str>, Arc<str>), String>,
    /// Sheets of the submissions that stand in the copy with every cell where it was.
    standing: BTreeSet<(Arc<str>, Arc<str>)>,
}

impl<'a> Carried<'a> {
    pub(super) fn new(
        context: &FormContext<'a>,
        division: &'a Division,
        own: &[&'a Submission],
    ) -> Carried<'a> {
        let newest = newest_sheets(own);
        let mut carried = Carried::empty(*context);
        for submission in own {
            let is_from = |(from, _): &&(&Submission, &ProgramSheet)| from.file == submission.file;
            if newest.values().any(|own| is_from(&own)) {
                carried.submissions.push(submission);
            }
        }
        for program in context.plan.led_by(&division.name) {
            let sheet = newest.get(&program.no).map(|(_, sheet)| *sheet);
            let extra = sheet.map(|sheet| sheet.extra_rows.clone()).unwrap_or_default();
            let Some(layout) = lay_out(context, program, &extra) else { continue };
            carried.layouts.insert(program.no, layout);
        }
        for (no, (submission, sheet)) in newest {
            if carried.layouts.contains_key(&no) {
                carried.programs.insert(no, sheet);
                carried.program(submission, sheet);
            }
        }
        for submission in carried.submissions.clone() {
            for sheet in submission.read().into_iter().flat_map(|read| &read.other_sheets) {
                carried.other_sheet(submission, sheet);
            }
        }
        carried
    }

    fn empty(context: FormContext<'a>) -> Carried<'a> {
        Carried {
            context,
            programs: BTreeMap::new(),
            submissions: Vec::new(),
            layouts: BTreeMap::new(),
            strays: BTreeMap::new(),
            sheets: Vec::new(),
            moved: BTreeMap::new(),
            names: BTreeMap::new(),
            standing: BTreeSet::new(),
        }
    }

    /// Finds places for what stands on a program's sheet beside its fields.
    fn program(&mut self, submission: &Submission, sheet: &ProgramSheet) {
        let Some(layout) = self.layouts.get(&sheet.program) else { return };
        let name = &layout.name;
        let mut standing = *sheet.sheet == **name;
        let taken = self.strays.entry(name.clone()).or_default();
        // What already stands beside the form keeps its place.
        let (inside, outside): (Vec<&Stray>, Vec<&Stray>) =
            sheet.strays.iter().partition(|stray| beside(layout, stray.home) != stray.home);
        for stray in outside.into_iter().chain(inside) {
            let cell = if stray.over_print {
                // The form's own print stands there again; it gets the mark.
                printed_at(layout, stray.home)
            } else {
                let cell = free_cell(beside(layout, stray.home), taken);
                taken.insert(cell, as_written(&stray.cell));
                Some(cell)
            };
            standing &= cell == Some(stray.at);
            if let Some(cell) = cell {
                let origin = (submission.file.clone(), sheet.sheet.clone(), stray.at);
                self.moved.insert(origin, (name.clone(), cell));
            }
        }
        let in_place = |answer: &Answer| {
            layout.cell(answer.question.key()).is_some_and(|area| area.first == answer.source.cell)
        };
        if standing && sheet.answers.iter().all(in_place) {
            self.standing.insert((submission.file.clone(), sheet.sheet.clone()));
        }
    }

    /// Takes over a further sheet whole, and of a page of the form what was added to it.
    fn other_sheet(&mut self, submission: &Submission, sheet: &'a OtherSheet) {
        let (file, own) = (submission.file.clone(), sheet.name.clone());
        if sheet.is_page_of_form() {
            let width = match &*sheet.name {
                COVER_SHEET => COVER_COLUMNS,
                GUIDE_SHEET => GUIDE_COLUMNS,
                _ => LIST_COLUMNS,
            };
            let programs = self.layouts.len();
            let taken = self.strays.entry(own.to_string()).or_default();
            for (at, cell) in &sheet.cells {
                let is_free =
                    *sheet.name == *COVER_SHEET && is_free_on_cover(&self.context, programs, *at);
                let col = if is_free { at.col } else { at.col.max(u32::from(width)) };
                let there = CellRef::new(at.row, col);
                let there = free_cell(there, taken);
                taken.insert(there, as_written(cell));
                self.moved.insert((file.clone(), own.clone(), *at), (own.to_string(), there));
            }
            return;
        }
        let name = self.free_name(&sheet.name);
        if name == *sheet.name {
            self.standing.insert((file.clone(), own.clone()));
        }
        self.names.insert((file, own), name.clone());
        self.sheets.push((name, sheet));
    }

    /// A name for a sheet that is valid in Excel and not taken; case does not tell names apart.
    fn free_name(&self, wanted: &str) -> String {
        let is_taken = |name: &str| {
            let same = |other: &str| other.to_lowercase() == name.to_lowercase();
            [COVER_SHEET, GUIDE_SHEET, RETURN_SHEET, IDENTITY_SHEET].into_iter().any(same)
                || self.layouts.values().any(|layout| same(&layout.name))
                || self.sheets.iter().any(|(taken, _)| same(taken))
        };
        let plain = wanted.replace(|c: char| NOT_IN_NAMES.contains(&c) || c.is_control(), "_");
        let plain = match plain.trim_matches('\'') {
            // Excel keeps this name for itself.
            "" | "History" | "history" => "シート",
            name => name,
        };
        let first = fitting(plain, "");
        if !is_taken(&first) {
            return first;
        }
        let numbered = |n: usize| fitting(plain, &format!(" ({n})"));
        // One of the first so many is free, since no more sheets are taken.
        let most = self.sheets.len() + self.layouts.len() + 6;
        (2..=most).map(numbered).find(|name| !is_taken(name)).unwrap_or(first)
    }

    /// Whether a sheet of the copy is one that the form draws: there cells get colours and notes.
    pub(super) fn draws(&self, sheet: &str) -> bool {
        !self.sheets.iter().any(|(name, _)| name == sheet)
    }

    /// Sheet and cell of the copy where something submitted now stands; the field's own place if it is a field's.
    pub(super) fn place(
        &self,
        field: Option<(ProgramNo, &str)>,
        origin: (&Arc<str>, Option<&Arc<str>>, Option<CellRef>),
    ) -> Option<(String, CellRef)> {
        if let Some((program, key)) = field
            && let Some(cell) = on_cover(&self.context, self.programs.get(&program).copied(), key)
        {
            return Some((COVER_SHEET.to_owned(), cell));
        }
        if let Some((program, key)) = field
            && let Some(layout) = self.layouts.get(&program)
            && let Some(area) = layout.cell(key)
        {
            return Some((layout.name.clone(), area.first));
        }
        let (file, Some(sheet), cell) = origin else { return None };
        let moved = cell.and_then(|cell| self.moved.get(&(file.clone(), sheet.clone(), cell)));
        moved.cloned().or_else(|| {
            let name = self.names.get(&(file.clone(), sheet.clone()))?;
            Some((name.clone(), cell.unwrap_or(CellRef::new(0, 0))))
        })
    }

    /// What a field holds, as the division wrote it.
    pub(super) fn entry(&self, program: ProgramNo, question: &Question) -> Option<Entry> {
        let answer = self.programs.get(&program)?.answer_to(question)?;
        let cell = answer.cell.as_ref()?;
        // What has no value must not look like one that was typed: the words keep it from being read.
        let entry = match &cell.content {
            Content::Error(code) => Entry::Text(format!("{code}(計算式のエラー)")),
            Content::NoResult => Entry::Text(format!("{}(計算結果のない式)", answer.raw)),
            Content::OutsideCalendar(number) => Entry::Text(format!("{number}(日付にならない数)")),
            _ => match in_words(answer, cell) {
                Some(words) => return Some(words),
                None => as_written(cell),
            },
        };
        Some(match self.formula(answer, cell, &entry) {
            Some(formula) => Entry::Formula(formula, Box::new(entry)),
            None => entry,
        })
    }

    /// The formula of a field, if what it computes from stands in the copy where it stood: a formula that points to
    /// another cell than its writer meant would change the number without a sign.
    fn formula(&self, answer: &Answer, cell: &Cell, entry: &Entry) -> Option<String> {
        let formula = cell.formula.as_ref().filter(|formula| !formula.is_empty())?;
        let source = &answer.source;
        let stands = |sheet: Arc<str>| self.standing.contains(&(source.file.clone(), sheet));
        // A text that looks like a number would be stored as one.
        let keeps = match entry {
            Entry::Number(_) | Entry::Shown(..) => true,
            Entry::Text(text) => text.trim().parse::<f64>().is_err(),
            // A line through a result is lost with the formula kept.
            Entry::Date(_)
            | Entry::Moment(_)
            | Entry::Formula(..)
            | Entry::Struck(_)
            | Entry::Pieces(..) => false,
        };
        let is_sound = keeps
            && !matches!(cell.content, Content::Error(_) | Content::NoResult | Content::Bool(_))
            && stands(source.sheet.clone())
            && stays_inside(formula, &|sheet| stands(Arc::from(sheet)));
        is_sound.then(|| formula.clone())
    }
}

/// What a cell showed, in words, where its own number format must not come back: in a field of text, and where it is why
/// the cell was refused. Whoever types into the field then gets what the form's own format makes of it.
fn in_words(answer: &Answer, cell: &Cell) -> Option<Entry> {
    if !matches!(
        cell.content,
        Content::Number(_) | Content::Date { .. } | Content::Length { .. } | Content::Bool(_)
    ) {
        return None;
    }
    let shown = displayed_text(cell).filter(|text| !text.is_empty());
    let words = match (answer.question.kind(), &answer.outcome) {
        // As it was read.
        (FieldType::Text, _) => answer.text().map_or(answer.raw.clone(), str::to_owned),
        // What is out of its limits is a number all the same.
        (FieldType::Date, _) | (_, Outcome::Refused(Refusal::OutOfRange)) => return None,
        // 36 of `[h]` alone would be read as a number.
        (_, Outcome::Refused(Refusal::TimeInNumber)) => {
            shown.filter(|text| text.contains([':', '時'])).unwrap_or_else(|| raw_text(cell))
        }
        // The number alone might be read.
        (_, Outcome::Refused(Refusal::SignInFormat { .. } | Refusal::FormatContradicts { .. })) => {
            format!("{}(表示形式のため読めない値)", shown?)
        }
        (_, Outcome::Refused(_)) => match cell.content {
            Content::Date { .. } => answer.raw.clone(),
            _ => cell.format.as_ref().and(shown)?,
        },
        _ => return None,
    };
    Some(struck_or_not(cell, words))
}

/// Each program's sheet with its submission: the one in force, else the last one read.
fn newest_sheets<'a>(
    submissions: &[&'a Submission],
) -> BTreeMap<ProgramNo, (&'a Submission, &'a ProgramSheet)> {
    let mut sheets: BTreeMap<ProgramNo, (&Submission, &ProgramSheet)> = BTreeMap::new();
    for submission in submissions {
        for sheet in submission.read().into_iter().flat_map(|read| &read.programs) {
            let known = sheets.get(&sheet.program);
            if known.is_none_or(|(_, known)| !known.in_force) {
                sheets.insert(sheet.program, (submission, sheet));
            }
        }
    }
    sheets
}

/// The first cell of what the form prints at `home`.
fn printed_at(layout: &SheetLayout<'_>, home: CellRef) -> Option<CellRef> {
    layout.cells.iter().find(|placed| placed.area.contains(home)).map(|placed| placed.area.first)
}

/// The cell itself, or one right of the form if the form has something there.
fn beside(layout: &SheetLayout<'_>, home: CellRef) -> CellRef {
    if !layout.cells.iter().any(|placed| placed.area.contains(home)) {
        return home;
    }
    let width = u32::try_from(layout.columns.len()).unwrap_or(0);
    let height = layout.rows.get(home.row as usize);
    match height {
        Some(_) if home.col >= width => home,
        // A gap between blocks is too low to read a text in.
        Some(RowHeight::Gap) => CellRef::new(home.row + 1, width),
        Some(RowHeight::Lines(_)) => CellRef::new(home.row, width),
        None => home,
    }
}

/// The first cell not taken at `from` or right of it, then below it, inside the grid.
fn free_cell(from: CellRef, taken: &BTreeMap<CellRef, Entry>) -> CellRef {
    let row = from.row.min(CellRef::LAST_ROW);
    let col = from.col.min(CellRef::LAST_COL);
    let is_free = |cell: &CellRef| !taken.contains_key(cell);
    let right = (col..=CellRef::LAST_COL).map(|col| CellRef::new(row, col));
    let below = (row..=CellRef::LAST_ROW).map(|row| CellRef::new(row, col));
    right.chain(below).find(is_free).unwrap_or(CellRef::new(row, col))
}

/// `name` cut so that it fits the length of a sheet's name together with `end`.
fn fitting(name: &str, end: &str) -> String {
    let room = NAME_UNITS - end.len();
    let mut units = 0;
    let cut: String = name
        .chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= room
        })
        .collect();
    format!("{}{end}", cut.trim_end_matches('\''))
}

fn struck_or_not(cell: &Cell, words: String) -> Entry {
    let words = Entry::Text(words);
    match cell.struck() {
        Extent::Everything => Entry::Struck(Box::new(words)),
        Extent::Nothing | Extent::Part { .. } => words,
    }
}

/// A cell as the division wrote it, with the lines through it.
pub(super) fn as_written(cell: &Cell) -> Entry {
    let entry = content_as_written(cell);
    let pieces = cell.pieces.as_deref().unwrap_or_default();
    match (cell.struck(), entry) {
        (Extent::Everything, entry) => Entry::Struck(Box::new(entry)),
        (_, Entry::Text(text)) if pieces.len() > 1 => Entry::Pieces(text, pieces.to_vec()),
        (_, entry) => entry,
    }
}

fn content_as_written(cell: &Cell) -> Entry {
    match &cell.content {
        Content::Number(number) => match &cell.format {
            // What nobody saw is shown.
            Some(format) if shows_nothing(format, Shows::Number(*number)) => Entry::Number(*number),
            Some(format) => Entry::Shown(*number, format.to_string()),
            None => Entry::Number(*number),
        },
        Content::Date { date, serial_odd: false } => {
            if date.time() == jiff::civil::Time::midnight() {
                Entry::Date(date.date())
            } else {
                Entry::Moment(*date)
            }
        }
        Content::Length { .. } => Entry::Text(quoted_text(cell)),
        Content::Text(_)
        | Content::Bool(_)
        | Content::Error(_)
        | Content::NoResult
        | Content::OutsideCalendar(_)
        | Content::Unrepresentable(_)
        | Content::Date { .. } => Entry::Text(raw_text(cell)),
    }
}
