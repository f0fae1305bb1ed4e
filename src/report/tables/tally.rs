//! 進捗区分の集計: programs by their state, a row for each direction (or kind, or division), with shares and with what is
//! outside the denominator.

mod row;

use crate::analysis::{RatingFigures, RatingRow, RatingState};
use crate::form::long_date;
use crate::report::colours::step_colours;
use crate::report::ledger::Ledger;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::schema::{Level, Standing};
use crate::sheet::{
    Body, Cell, Columns, Drawn, Page, Row, Table, Written,
    chart::{self, Series, Source},
};
use crate::terms::{CellRef, column, count};
use row::{Count, Counts, FIRST_CODE, RATED, members};

pub use row::{Group, in_states};

/// How much the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TallyDetail {
    /// Counts alone.
    Counts,
    /// Also the share of what is on schedule.
    Brief,
    /// Also the share of every code and every reason for no rating.
    Full,
}

/// Pixels of a number, and where all is said of each row, lest it be printed too small.
const NUMBER: u32 = 76;
const NARROW: u32 = 58;

/// What a tally is made of.
pub struct Tally<'a> {
    /// The reports.
    pub request: &'a ReportRequest<'a>,
    /// How much it says.
    pub detail: TallyDetail,
    /// What stands over the names.
    pub head: &'a str,
    /// Its rows, each with the programs that it counts.
    pub rows: Vec<(&'a RatingRow, Group<'a>)>,
    /// Their sum, if they have one.
    pub total: Option<&'a RatingRow>,
    /// 明細_評価, where the workbook has it.
    pub records: Option<&'a Ledger>,
}

impl<'a> Tally<'a> {
    /// The programs by direction.
    pub fn by_direction(
        request: &'a ReportRequest<'a>,
        detail: TallyDetail,
        records: Option<&'a Ledger>,
    ) -> Tally<'a> {
        let ratings = &request.figures.ratings;
        let rows = ratings.directions.iter();
        let rows = rows.filter_map(|row| Some((row, Group::Direction(row.direction_id.as_ref()?))));
        let (rows, total) = (rows.collect(), Some(&ratings.total));
        Tally { request, detail, head: &request.plan.words.direction, rows, total, records }
    }

    /// Widths of the columns in pixels, filling `width`. A plan has a handful of codes and reasons; a longer list is printed
    /// smaller.
    pub fn widths(&self, width: u32) -> Vec<u32> {
        let mut widths = self.columns().widths();
        let numbers: u32 = widths.iter().sum();
        if let Some(name) = widths.first_mut() {
            *name = width.saturating_sub(numbers).max(200);
        }
        widths
    }

    /// The table, whose body begins in row `first_row` as formulas number rows.
    pub fn table(&self, first_row: u32) -> Table {
        let first = first_row - 1;
        let total = self.total.map(|row| (row, Group::All, Some(first)));
        let listed = self.rows.iter().map(|(row, group)| (*row, *group, None)).chain(total);
        let members = members(self.request, listed.clone().map(|(_, group, _)| group));
        let rows = (first..).zip(listed.zip(members));
        let counts = rows.map(|(at, ((row, group, above), members))| {
            let (request, records) = (self.request, self.records);
            Counts { request, records, row, group, members, at, above }
        });
        let rows: Vec<Counts<'_>> = counts.collect();
        self.columns().table_with_sums(&rows, Body::Figures, |row| row.above.is_some())
    }

    /// What is said of each row.
    fn columns(&self) -> Columns<'_, Counts<'_>> {
        let words = &self.request.plan.words;
        let levels = levels(self.request);
        let codes: Vec<&str> = levels.iter().map(|level| level.code.as_str()).collect();
        let stands_out = self.detail != TallyDetail::Counts;
        let columns = Columns::new().with(self.head, 0, Counts::name);
        let all = Count::of(None, |row| row.items);
        let rated = Count::of(Some(codes.clone()), |row| row.rated);
        let columns = self.counted(columns, format!("{}数", words.counter), all);
        let rated = rated.across(FIRST_CODE, count(codes.len()));
        let columns = self.counted(columns, format!("評価した\n{}", words.items()), rated);
        let columns = columns.each(levels, |columns, level| {
            let own = Count::of(Some(vec![level.code.as_str()]), move |row| row.count(&level.code));
            let head = if stands_out { code_head(level, "\n") } else { level.code.to_string() };
            let is_behind = level.standing == Standing::Behind;
            self.counted(columns, head, own.attention(stands_out && is_behind))
        });
        let columns = self.not_rated(columns);
        let unclear = Count::of(Some(vec![RatingState::Unclear.label()]), |row| row.unclear);
        let columns =
            self.counted(columns, "区分が\n未記入".to_owned(), unclear.attention(stands_out));
        let missing =
            Count::of(Some(vec![RatingState::NotSubmitted.label()]), |row| row.not_submitted);
        let columns = self.counted(columns, "未提出".to_owned(), missing.attention(stands_out));
        self.shares(columns)
    }

    /// Those that are not rated for a reason, and, if all is said, by reason.
    fn not_rated<'t>(&'t self, columns: Columns<'t, Counts<'t>>) -> Columns<'t, Counts<'t>> {
        let reasons = &self.request.figures.ratings.reasons;
        let states = reasons.iter().map(String::as_str).collect();
        let all = Count::of(Some(states), RatingRow::not_rated_total);
        if self.detail != TallyDetail::Full {
            return self.counted(columns, "評価\n対象外".to_owned(), all);
        }
        let all = all.across(columns.next_col() + 1, count(reasons.len()));
        self.counted(columns, "評価\n対象外".to_owned(), all).each(reasons, |columns, reason| {
            let own = Count::of(Some(vec![reason.as_str()]), move |row| {
                row.not_rated.get(reason).copied().unwrap_or(0)
            });
            self.counted(columns, format!("うち\n{reason}"), own)
        })
    }

    /// One more column of counts.
    fn counted<'t>(
        &self,
        columns: Columns<'t, Counts<'t>>,
        head: String,
        own: Count<'t>,
    ) -> Columns<'t, Counts<'t>> {
        let cell = own.cell(columns.next_col());
        columns.with(head, self.number(), cell)
    }

    /// Pixels of a number.
    fn number(&self) -> u32 {
        if self.detail == TallyDetail::Full { NARROW } else { NUMBER }
    }

    /// The share of each code, if all is said, and of what is on schedule.
    fn shares<'t>(&'t self, columns: Columns<'t, Counts<'t>>) -> Columns<'t, Counts<'t>> {
        let levels = (FIRST_CODE..).zip(levels(self.request));
        let is_full = self.detail == TallyDetail::Full;
        let each = levels.clone().filter(|_| is_full);
        let columns = columns.each(each, |columns, (col, level)| {
            columns.with(
                format!("{}の割合\n(%)", level.code),
                self.number(),
                move |row: &Counts<'t>| {
                    row.share([col], &[level.code.as_str()], row.row.share(&level.code))
                },
            )
        });
        let on_schedule = levels.filter(|(_, level)| level.standing != Standing::Behind);
        let (places, states): (Vec<u32>, Vec<&str>) =
            on_schedule.map(|(col, level)| (col, level.code.as_str())).unzip();
        columns.when(self.detail != TallyDetail::Counts, |columns| {
            let head = format!("{}の割合\n(%)", on_schedule_codes(self.request));
            columns.with(head, self.number(), move |row| {
                row.share(places.iter().copied(), &states, row.row.on_schedule.share)
            })
        })
    }

    /// A row below the total that says something of each code.
    pub fn row_of_codes(&self, name: String, of: impl Fn(&Level) -> Cell) -> Row {
        let columns = self.columns().widths().len();
        let mut cells = vec![Cell::empty(); columns];
        let codes = (FIRST_CODE as usize..).zip(levels(self.request));
        for (col, level) in codes {
            if let Some(cell) = cells.get_mut(col) {
                *cell = of(level);
            }
        }
        if let Some(cell) = cells.first_mut() {
            *cell = Cell::text(name);
        }
        Row::new(cells)
    }

    /// Where the total of a full tally was drawn.
    pub fn total_cells(&self, drawn: &Drawn) -> TallyTotal {
        let at = |col: u32| CellRef::new(drawn.last, col);
        let codes = FIRST_CODE..FIRST_CODE + count(levels(self.request).len());
        let not_rated = codes.end;
        let unclear = not_rated + 1 + count(self.request.figures.ratings.reasons.len());
        TallyTotal {
            items: at(RATED - 1),
            rated: at(RATED),
            codes: codes.map(at).collect(),
            not_rated: at(not_rated),
            unclear: at(unclear),
            not_submitted: at(unclear + 1),
        }
    }

    /// Draws the table with its notes, and the chart under it, on `sheet`.
    pub fn draw(&self, page: &mut Page, sheet: &str) -> Written<Drawn> {
        self.draw_with(page, sheet, Vec::new(), None)
    }

    /// The same with these rows below the table's own, and a note of theirs.
    pub fn draw_with(
        &self,
        page: &mut Page,
        sheet: &str,
        below: Vec<Row>,
        note: Option<&str>,
    ) -> Written<Drawn> {
        let mut table = self.table(page.first_body_row());
        table.rows.extend(below);
        let drawn = page.table(&table)?;
        let notes = tally_notes(self.request, self.detail);
        let note = note.map(|note| format!("注{} {note}", notes.len() + 1));
        for note in notes.iter().chain(&note) {
            page.note(note)?;
        }
        self.draw_chart(page, sheet, &drawn)?;
        Ok(drawn)
    }

    /// Draws the chart of the table; nothing if no program is rated.
    fn draw_chart(&self, page: &mut Page, sheet: &str, drawn: &Drawn) -> Written {
        let request = self.request;
        if request.figures.ratings.total.rated == 0 {
            return Ok(());
        }
        let words = &request.plan.words;
        let first = drawn.head + 1;
        // The total stands below the rows, and so does its bar.
        let last = first + count(self.rows.len() + usize::from(self.total.is_some())) - 1;
        let source = Source { sheet, first, last, category_col: 0 };
        let title = format!(
            "{}別の進捗区分(評価した{}の数と割合、基準日 {})",
            words.direction,
            words.items(),
            long_date(request.figures.round.as_of())
        );
        let levels = levels(request);
        let series = (FIRST_CODE..).zip(levels.iter().zip(step_colours(levels)));
        let series = series.map(|(col, (level, colours))| Series {
            code: level.code.to_string(),
            name: code_head(level, " "),
            col: column(col),
            colours,
        });
        let total = &request.figures.ratings.total;
        let counts: Vec<String> = levels
            .iter()
            .map(|level| format!("{}は{}", code_head(level, " "), total.count(&level.code)))
            .collect();
        let alt = chart::described(counts.len(), |kept| {
            let start = format!("{title}の帯グラフ。上の表と同じ数です。");
            let said = counts[..kept].join("、");
            match kept {
                0 => start,
                _ if kept < counts.len() => format!("{start}全体では{said}など。"),
                _ => format!("{start}全体では{said}。"),
            }
        });
        let series: Vec<Series> = series.collect();
        let (chart, height) = chart::stacked_bars(&source, &series, &title, &alt);
        match self.detail {
            TallyDetail::Brief => page.chart_on_this_page(chart, height),
            TallyDetail::Counts | TallyDetail::Full => page.chart(chart, height),
        }
    }
}

/// Cells of the total.
pub struct TallyTotal {
    /// All programs.
    pub items: CellRef,
    /// Those with a rating.
    pub rated: CellRef,
    /// One per code of the scale.
    pub codes: Vec<CellRef>,
    /// Not rated, for any reason.
    pub not_rated: CellRef,
    /// Without a clear rating.
    pub unclear: CellRef,
    /// Not submitted.
    pub not_submitted: CellRef,
}

/// The codes of the reported year.
fn levels<'a>(request: &ReportRequest<'a>) -> &'a [Level] {
    &request.plan.scale(request.figures.round.year).levels
}

/// `S 予定以上`: the code and what it means in short.
pub(in crate::report) fn code_head(level: &Level, between: &str) -> String {
    match level.short() {
        short if short == level.code.as_str() => short.to_owned(),
        short => format!("{}{between}{short}", level.code),
    }
}

/// `S・A`: the codes that do not mean behind the schedule; in words if the scale has none.
pub fn on_schedule_codes(request: &ReportRequest<'_>) -> String {
    let levels = levels(request).iter().filter(|level| level.standing != Standing::Behind);
    let codes: Vec<&str> = levels.map(|level| level.code.as_str()).collect();
    if codes.is_empty() { "遅れていない区分".to_owned() } else { codes.join("・") }
}

/// What the shares are shares of, and where those of a row as shown do not add up to 100.
fn tally_notes(request: &ReportRequest<'_>, detail: TallyDetail) -> Vec<String> {
    let items = request.plan.words.items();
    let place = words::rounded_place(request.plan.share_decimals);
    let mut notes = vec![
        format!("注1 割合は、評価した{items}を分母とし、{place}を四捨五入しています。"),
        format!("注2 評価対象外、区分が未記入、未提出の{items}は分母に入れていません。"),
    ];
    if detail == TallyDetail::Full {
        let rounding = rounding_notes(&request.figures.ratings);
        notes.extend((3..).zip(rounding).map(|(no, note): (u32, _)| format!("注{no} {note}")));
    }
    notes
}

/// The notes of the rows, those with the same one together.
fn rounding_notes(ratings: &RatingFigures) -> Vec<String> {
    let mut notes: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in ratings.directions.iter().chain([&ratings.total]) {
        let Some(note) = row.shares_note.as_deref() else { continue };
        match notes.iter_mut().find(|(held, _)| *held == note) {
            Some((_, rows)) => rows.push(&row.name),
            None => notes.push((note, vec![&row.name])),
        }
    }
    notes.into_iter().map(|(note, rows)| format!("{}: {note}", rows.join("、"))).collect()
}
