//! Laying a program's sheet on a grid: blocks, single fields, head and foot. Tables stand in `layout/table.rs`.
//!
//! Blocks are first cut into bands: rows of segments whose ends are given in units of the sheet's width. The ends of
//! all segments together make the grid's columns, so tables with different columns (four years, ten years, no
//! past actual yet) share one sheet without a fixed number of columns.

mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_width::UnicodeWidthChar;

use super::context::{ExtraRows, FormContext};
use super::identity::{Identity, sheet_name};
use super::questions::Asking;
use super::sheet::{Advice, Content, Look, Placed, RowHeight, SheetLayout};
use crate::schema::{Block, Field, Prefill, Program};
use crate::terms::{Area, CellRef, column, count};

/// Units that one column of a monospaced terminal takes on the sheet: a kanji of 9 pt is 12 px wide, a unit 7 px.
const UNITS_PER_COLUMN: f64 = 0.9;
/// Columns of a Latin letter or a digit: in Japanese fonts they are wider than half a kanji.
const LATIN_COLUMNS: f64 = 1.1;
/// How much larger the name of a program is than ordinary text.
const NAME_SIZE: f64 = 12.0 / 9.0;
/// Where the title ends and the round begins.
const TITLE_SHARE: (u16, u16) = (5, 8);

/// Where the meaning of the colours ends and the deadline begins.
const ADVICE_SHARE: (u16, u16) = (47, 64);

/// One row of segments.
struct Band {
    height: RowHeight,
    segments: Vec<Segment>,
}

/// A cell of a band, its ends in units.
struct Segment {
    from: u16,
    to: u16,
    content: Content,
    look: Look,
}

/// Lays out the sheet of `program`.
///
/// Returns `None` if the form has no sheet for this kind of program; `schema` refuses such a form.
pub fn lay_out<'a>(
    context: &FormContext<'a>,
    program: &'a Program,
    extra: &ExtraRows,
) -> Option<SheetLayout<'a>> {
    let mut page = Page {
        asking: Asking::of(context, program, extra)?,
        width: context.form.width,
        bands: Vec::new(),
        block_bands: Vec::new(),
        tables: Vec::new(),
    };
    page.head();
    for block in &page.asking.spec.blocks {
        page.block(block);
    }
    page.foot();
    Some(page.into_layout())
}

struct Page<'c, 'a> {
    asking: Asking<'c, 'a>,
    width: u16,
    bands: Vec<Band>,
    /// First band of each block with a heading.
    block_bands: Vec<usize>,
    /// Block id, first band, last band, of tables.
    tables: Vec<(&'a str, usize, usize)>,
}

impl<'a> Page<'_, 'a> {
    fn head(&mut self) {
        let spec = self.asking.spec;
        let split = self.width * TITLE_SHARE.0 / TITLE_SHARE.1;
        let (round, width) = (self.asking.context.round.label(), self.width);
        self.band(
            RowHeight::Lines(2),
            vec![
                printed(0, split, spec.title.clone(), Look::Title),
                printed(split, width, round, Look::Identity),
            ],
        );
        if !spec.notice.is_empty() {
            self.band(
                RowHeight::Lines(1),
                vec![printed(0, width, spec.notice.clone(), Look::Notice)],
            );
        }
        self.advice();
    }

    /// What the colours mean, and when the form is due.
    fn advice(&mut self) {
        let FormContext { plan, round, .. } = *self.asking.context;
        let (first, again) = (plan.deadline(round), plan.resubmit_by(round));
        let is_due = first.or(again).is_some();
        // The columns are the same with and without a deadline.
        let split = self.width * ADVICE_SHARE.0 / ADVICE_SHARE.1;
        let mut segments = Vec::new();
        let mut advise = |from, to, advice: Advice, look| {
            segments.push(Segment { from, to, content: Content::Advice(advice), look });
            lines_needed(&advice.text(false), to - from, look)
        };
        let mut lines = advise(0, split, Advice::Colours, Look::Notice);
        if is_due {
            let due = Advice::Due { first, again };
            lines = lines.max(advise(split, self.width, due, Look::Due));
        }
        self.band(RowHeight::Lines(lines), segments);
    }

    fn foot(&mut self) {
        let split = self.width * TITLE_SHARE.0 / TITLE_SHARE.1;
        let identity = Identity {
            form: Some(self.asking.context.form.identity()),
            plan: Some(self.asking.context.plan.id.clone()),
            round: Some(self.asking.context.round),
            division: Some(self.asking.program.lead.clone()),
            program: Some(self.asking.program.no),
        };
        let width = self.width;
        self.band(
            RowHeight::Lines(1),
            vec![
                printed(0, split, identity.visible_text(), Look::Identity),
                Segment { from: split, to: width, content: Content::StillEmpty, look: Look::Foot },
            ],
        );
    }

    fn block(&mut self, block: &'a Block) {
        if !self.asking.in_round(block.when) {
            return;
        }
        let rows = block.table.as_ref().map(|table| self.asking.rows(block, table));
        if rows.as_ref().is_some_and(Vec::is_empty) && block.heading.is_none() {
            return;
        }
        // The first block stands right under the notice; headings and later blocks keep a distance.
        if self.bands.iter().any(|band| band.segments.len() > 2) {
            self.band(RowHeight::Gap, Vec::new());
        }
        let width = self.width;
        if block.heading.is_some() {
            self.block_bands.push(self.bands.len());
        }
        if let Some(heading) = &block.heading {
            self.band(RowHeight::Lines(1), vec![printed(0, width, heading.clone(), Look::Heading)]);
        }
        match (&block.table, rows) {
            (Some(table), Some(rows)) if !rows.is_empty() => self.table(block, table, &rows),
            (Some(_), _) => {
                let nothing = "(このプログラムにはありません)".to_owned();
                self.band(RowHeight::Lines(1), vec![printed(0, width, nothing, Look::Text)]);
            }
            (None, _) => self.single_fields(block),
        }
        if let Some(note) = &block.note {
            let text = self.asking.expand(note);
            let lines = lines_needed(&text, width, Look::Note);
            self.band(RowHeight::Lines(lines), vec![printed(0, width, text, Look::Note)]);
        }
    }

    fn single_fields(&mut self, block: &'a Block) {
        let fields: Vec<&Arc<Field>> =
            block.fields.iter().filter(|field| self.asking.in_round(field.when)).collect();
        let mut start = 0;
        while start < fields.len() {
            let more = fields[start + 1..].iter().take_while(|field| !field.new_row).count();
            let row = &fields[start..=start + more];
            self.single_row(block, row);
            start += row.len();
        }
    }

    fn single_row(&mut self, block: &'a Block, fields: &[&Arc<Field>]) {
        let fixed: u16 =
            fields.iter().map(|field| field.label_width + field.width.unwrap_or(0)).sum();
        let flexible = fields.iter().filter(|field| field.width.is_none()).count();
        let slack = self.width.saturating_sub(fixed);
        let share = slack.checked_div(u16::try_from(flexible).unwrap_or(1)).unwrap_or(0);
        let mut lines = 1;
        let mut segments = Vec::new();
        let mut at = 0;
        for (index, field) in fields.iter().enumerate() {
            let label = self.asking.expand(&field.label);
            segments.push(printed(at, at + field.label_width, label, Look::Label));
            at += field.label_width;
            let is_last = index + 1 == fields.len();
            let to = match field.width {
                _ if is_last && flexible > 0 => self.width,
                Some(width) => at + width,
                None => at + share,
            };
            let segment = self.single_value(block, field, at, to);
            if let Content::Text(text) = &segment.content {
                lines = lines.max(lines_needed(text, to - at, segment.look));
            }
            lines = lines.max(field.lines);
            segments.push(segment);
            at = to;
        }
        self.band(RowHeight::Lines(lines), segments);
    }

    fn single_value(&self, block: &Block, field: &Arc<Field>, from: u16, to: u16) -> Segment {
        if field.id.is_some() {
            let question = self.asking.single(block, field);
            let look = question.look();
            return Segment { from, to, content: Content::Question(question), look };
        }
        let program = self.asking.program;
        let (text, look) = match field.prefill {
            Some(Prefill::ProgramNo) => (program.no.to_string(), Look::Name),
            Some(Prefill::ProgramName) => (program.name.clone(), Look::Name),
            Some(Prefill::Direction) => {
                let name =
                    self.asking.context.plan.direction(&program.direction).map(|d| d.name.as_str());
                (format!("{} {}", program.direction, name.unwrap_or_default()), Look::Text)
            }
            Some(Prefill::Lead) => (program.lead.to_string(), Look::Centre),
            Some(Prefill::Related) => (program.related.clone(), Look::Centre),
            _ => (String::new(), Look::Text),
        };
        printed(from, to, text, look)
    }

    fn band(&mut self, height: RowHeight, segments: Vec<Segment>) {
        self.bands.push(Band { height, segments });
    }

    /// Makes the grid out of all ends, and turns units into columns.
    fn into_layout(self) -> SheetLayout<'a> {
        let mut ends: BTreeSet<u16> = BTreeSet::from([0, self.width]);
        for segment in self.bands.iter().flat_map(|band| &band.segments) {
            ends.extend([segment.from, segment.to]);
        }
        let ends: Vec<u16> = ends.into_iter().collect();
        // Every end is in the list, so the search finds it; grids have some dozen columns.
        let place = |unit: u16| count(ends.partition_point(|end| *end < unit));
        let rows: Vec<RowHeight> = self.bands.iter().map(|band| band.height).collect();
        let mut cells = Vec::new();
        for (row, band) in (0u32..).zip(self.bands) {
            for segment in band.segments {
                if segment.to <= segment.from {
                    continue;
                }
                let area = Area::new(
                    CellRef::new(row, place(segment.from)),
                    CellRef::new(row, place(segment.to) - 1),
                );
                let content = match segment.content {
                    Content::Sum { over } => Content::Sum {
                        over: Area::new(
                            CellRef::new(over.first.row, place(column(over.first.col))),
                            CellRef::new(over.last.row, place(column(over.last.col)) - 1),
                        ),
                    },
                    other => other,
                };
                cells.push(Placed { area, content, look: segment.look });
            }
        }
        let last_col = count(ends.len()) - 2;
        let tables = self.tables.iter().map(|(id, first, last)| {
            let area =
                Area::new(CellRef::new(count(*first), 0), CellRef::new(count(*last), last_col));
            ((*id).to_owned(), area)
        });
        SheetLayout {
            program: self.asking.program,
            spec: self.asking.spec,
            name: sheet_name(self.asking.program.no),
            columns: ends.windows(2).map(|pair| pair[1] - pair[0]).collect(),
            rows,
            block_rows: self.block_bands.iter().map(|band| count(*band)).collect(),
            tables: tables.collect(),
            cells,
        }
    }
}

fn printed(from: u16, to: u16, text: String, look: Look) -> Segment {
    Segment { from, to, content: Content::Text(text), look }
}

/// Lines of ordinary text that `text` takes in a cell of `units` with this look.
pub(crate) fn lines_needed(text: &str, units: u16, look: Look) -> u16 {
    // Text at the left is indented; centred text only keeps off the lines.
    let padding = match look {
        Look::Text => 3.0,
        _ => 1.0,
    };
    let size = match look {
        Look::Name => NAME_SIZE,
        _ => 1.0,
    };
    let room = (f64::from(units) - padding).max(1.0) / (UNITS_PER_COLUMN * size);
    let lines: u32 = text.split('\n').map(|part| broken_lines(part, room)).sum();
    // Bounded: printed texts are limited by the plan's checks.
    (f64::from(lines) * size).ceil().min(20.0) as u16
}

/// Lines into which a cell that holds `room` columns breaks a text: between any two letters, but not inside a run of
/// Latin letters and digits.
fn broken_lines(text: &str, room: f64) -> u32 {
    let (mut lines, mut used, mut run) = (1, 0.0, 0.0);
    for letter in text.chars() {
        let is_latin = letter.is_ascii_graphic();
        let width = if is_latin { LATIN_COLUMNS } else { letter.width().unwrap_or(0) as f64 };
        run = if is_latin { run + width } else { 0.0 };
        used += width;
        if used > room {
            lines += 1;
            // The run moves to the next line as a whole, unless it fills a line by itself.
            used = if run > 0.0 && run <= room { run } else { width };
            run = run.min(used);
        }
    }
    lines
}
