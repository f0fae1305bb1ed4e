//! 進捗区分の集計: one row per direction, with counts, shares and what is outside the denominator.

use crate::analysis::{RatingFigures, RatingRow, RatingState};
use crate::form::long_date;
use crate::report::ledger::{Condition, Ledger, STATE};
use crate::report::records;
use crate::report::request::ReportRequest;
use crate::schema::{Level, Standing};
use crate::sheet::cells::Cells;
use crate::sheet::chart::{self, Series, Source};
use crate::sheet::expr::Expr;
use crate::sheet::link::Link;
use crate::sheet::page::Page;
use crate::sheet::style;
use crate::sheet::table::{Body, Cell, Column, Drawn, Row, Table, Tone, Value};
use crate::terms::{CellRef, DirectionId, count};
use std::rc::Rc;

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

/// How much the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum TallyDetail {
    /// Counts and the share of what is on schedule.
    Brief,
    /// Also the share of every code and every reason for no rating.
    Full,
}

/// Widths of the tally's columns in pixels, filling `width`.
pub(in crate::report) fn tally_widths(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    width: u32,
) -> Vec<u32> {
    const NUMBER: u32 = 76;
    let numbers = columns(request, detail).len() - 1;
    // A plan has a handful of codes and reasons; a longer list is printed smaller.
    let numbers = count(numbers);
    let name = width.saturating_sub(numbers.saturating_mul(NUMBER)).max(230);
    std::iter::once(name).chain((0..numbers).map(|_| NUMBER)).collect()
}

/// The tally, ready for a page.
pub(in crate::report) struct TallyTable {
    table: Table,
    series: Vec<Series>,
    rows: u32,
    detail: TallyDetail,
}

/// The tally with its first body row at `first_row` (counted as formulas count). Where the workbook has the records,
/// counts are formulas over them, and every figure and the name of a direction lead to those that it counts.
pub(in crate::report) fn tally(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    first_row: u32,
    records: Option<&Ledger>,
) -> TallyTable {
    let ratings = &request.figures.ratings;
    let rows = count(ratings.directions.len());
    let span = (first_row, first_row + rows.saturating_sub(1));
    let mut body: Vec<Row> = (first_row..)
        .zip(&ratings.directions)
        .map(|(at, row)| {
            let counts =
                Counts { records: records.map(|all| recorded(request, all, row)), above: None };
            Row::new(cells(request, detail, row, at, &counts))
        })
        .collect();
    let total_at = first_row + rows;
    let total = &ratings.total;
    let counts =
        Counts { records: records.map(|all| recorded(request, all, total)), above: Some(span) };
    body.push(Row::sum(cells(request, detail, total, total_at, &counts)));
    let levels = levels(request);
    let colours = style::step_colours(levels);
    let series = (FIRST_CODE..)
        .zip(levels.iter().zip(colours))
        .map(|(col, (level, colours))| Series {
            code: level.code.to_string(),
            name: code_head(level, " "),
            col,
            colours,
        })
        .collect();
    TallyTable {
        table: Table { columns: columns(request, detail), rows: body, body: Body::Figures },
        series,
        rows,
        detail,
    }
}

/// Cells of the total.
pub(in crate::report) struct TallyTotal {
    /// All programs.
    pub(in crate::report) items: CellRef,
    /// Those with a rating.
    pub(in crate::report) rated: CellRef,
    /// One per code of the scale.
    pub(in crate::report) codes: Vec<CellRef>,
    /// Not rated, for any reason.
    pub(in crate::report) not_rated: CellRef,
    /// Without a clear rating.
    pub(in crate::report) unclear: CellRef,
    /// Not submitted.
    pub(in crate::report) not_submitted: CellRef,
}

impl TallyTable {
    /// Where the total of a full tally was drawn.
    pub(in crate::report) fn total(
        &self,
        request: &ReportRequest<'_>,
        drawn: &Drawn,
    ) -> TallyTotal {
        let at = |col: usize| address(drawn.last + 1, col);
        let codes = usize::from(FIRST_CODE)..usize::from(FIRST_CODE) + levels(request).len();
        let not_rated = codes.end;
        let unclear = not_rated + 1 + request.figures.ratings.reasons.len();
        TallyTotal {
            items: at(1),
            rated: at(2),
            codes: codes.map(at).collect(),
            not_rated: at(not_rated),
            unclear: at(unclear),
            not_submitted: at(unclear + 1),
        }
    }

    /// Draws the table and its notes.
    pub(in crate::report) fn draw(
        &self,
        page: &mut Page,
        request: &ReportRequest<'_>,
    ) -> Result<Drawn, XlsxError> {
        let drawn = page.table(&self.table)?;
        for note in tally_notes(request, self.detail) {
            page.note(&note)?;
        }
        Ok(drawn)
    }

    /// Draws the chart of a table that was drawn on `sheet`; nothing if no program is rated.
    pub(in crate::report) fn draw_chart(
        &self,
        page: &mut Page,
        request: &ReportRequest<'_>,
        sheet: &str,
        drawn: &Drawn,
    ) -> Result<(), XlsxError> {
        if request.figures.ratings.total.rated == 0 {
            return Ok(());
        }
        let words = &request.plan.words;
        let first = drawn.head + 1;
        let source = Source { sheet, first, last: first + self.rows - 1, category_col: 0 };
        let title = format!(
            "{}別の進捗区分(評価した{}の数と割合、基準日 {})",
            words.direction,
            words.counter,
            long_date(request.figures.round.as_of())
        );
        let total = &request.figures.ratings.total;
        let counts: Vec<String> = levels(request)
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
        let (chart, height) = chart::stacked_bars(&source, &self.series, &title, &alt);
        page.chart(chart, height)
    }
}

/// Column of the first code's counts.
const FIRST_CODE: u16 = 3;

fn levels<'a>(request: &ReportRequest<'a>) -> &'a [Level] {
    &request.plan.scale(request.figures.round.year).levels
}

fn code_head(level: &Level, between: &str) -> String {
    match level.short() {
        short if short == level.code.as_str() => short.to_owned(),
        short => format!("{}{between}{short}", level.code),
    }
}

fn columns(request: &ReportRequest<'_>, detail: TallyDetail) -> Vec<Column> {
    let words = &request.plan.words;
    let mut heads = vec![
        words.direction.clone(),
        format!("{}数", words.counter),
        format!("評価した\n{}", words.counter),
    ];
    heads.extend(levels(request).iter().map(|level| code_head(level, "\n")));
    heads.push("評価\n対象外".to_owned());
    if detail == TallyDetail::Full {
        let reasons = &request.figures.ratings.reasons;
        heads.extend(reasons.iter().map(|reason| format!("うち\n{reason}")));
    }
    heads.extend(["区分が\n未記入".to_owned(), "未提出".to_owned()]);
    if detail == TallyDetail::Full {
        heads.extend(levels(request).iter().map(|level| format!("{}の割合\n(%)", level.code)));
    }
    heads.push(format!("{}の割合\n(%)", on_schedule_codes(request)));
    heads.into_iter().map(Column::new).collect()
}

/// `S・A`: the codes that do not mean behind the schedule; in words if the scale has none.
pub(in crate::report) fn on_schedule_codes(request: &ReportRequest<'_>) -> String {
    let levels = levels(request).iter().filter(|level| level.standing != Standing::Behind);
    let codes: Vec<&str> = levels.map(|level| level.code.as_str()).collect();
    if codes.is_empty() { "遅れていない区分".to_owned() } else { codes.join("・") }
}

/// Where the counts of a row come from.
struct Counts<'a> {
    /// The records that they count, where the workbook has them.
    records: Option<Records<'a>>,
    /// For a total, the rows that it sums, counted as formulas count.
    above: Option<(u32, u32)>,
}

/// How a count comes about, and the records that it counts.
struct Counted {
    formula: Option<Expr>,
    link: Option<Link>,
}

/// The records of a row in the reported round.
struct Records<'a> {
    ledger: &'a Ledger,
    /// Its direction, by id and name; none for the total, which holds all records.
    direction: Option<(&'a DirectionId, &'a str)>,
    round: String,
}

impl Records<'_> {
    /// COUNTIFS over the records in this state, or over all of them.
    fn count(&self, state: Option<&str>) -> Option<Expr> {
        let direction = self.direction.map(|(_, name)| Condition::text("direction_id", name));
        let mut conditions: Vec<Condition<'_>> = direction.into_iter().collect();
        conditions.push(Condition::text("round", &self.round));
        conditions.extend(state.map(|state| Condition::text(STATE, state)));
        self.ledger.count(&conditions)
    }

    /// Leads to the records in one of these states, or to all of them.
    fn link(&self, request: &ReportRequest<'_>, states: Option<&[&str]>) -> Option<Link> {
        records::of_round(request, self.ledger, |_, figure| {
            let is_in = states.is_none_or(|states| states.contains(&figure.rating.label()));
            is_in && self.direction.is_none_or(|(id, _)| figure.direction_id == *id)
        })
    }
}

fn recorded<'a>(
    request: &ReportRequest<'_>,
    ledger: &'a Ledger,
    row: &'a RatingRow,
) -> Records<'a> {
    let direction = row.direction_id.as_ref().map(|id| (id, row.name.as_str()));
    Records { ledger, direction, round: request.figures.round.to_string() }
}

/// The cells of a row at `at`.
fn cells(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    row: &RatingRow,
    at: u32,
    counts: &Counts<'_>,
) -> Vec<Cell> {
    let records = counts.records.as_ref();
    let link = |states: Option<&[&str]>| records.and_then(|records| records.link(request, states));
    let of_name = link(None).filter(|_| counts.above.is_none());
    let mut cells = vec![Cell::text(row.name.as_str()).link(of_name)];
    // A total is the sum of the rows above it, any other count is what `own` says.
    let push_count = |cells: &mut Vec<Cell>, count: u32, alert: bool, own: Counted| {
        let formula = match counts.above {
            Some((first, last)) if first <= last => {
                let column = cells.len();
                Some(Expr::sum(Cells::range(address(first, column), address(last, column))))
            }
            _ => own.formula,
        };
        let tone = if alert && count > 0 { Tone::AlertRight } else { Tone::Right };
        cells.push(Cell::count_of(formula, count).tone(tone).link(own.link));
    };
    let in_state = |state: &str| Counted {
        formula: records.and_then(|records| records.count(Some(state))),
        link: link(Some(&[state])),
    };
    let sum = |first: usize, states: &[&str]| {
        let has_records = records.is_some() && !states.is_empty();
        let last = first + states.len().saturating_sub(1);
        let formula =
            has_records.then(|| Expr::sum(Cells::range(address(at, first), address(at, last))));
        Counted { formula, link: link(Some(states)) }
    };
    let levels = levels(request);
    let codes: Vec<&str> = levels.iter().map(|level| level.code.as_str()).collect();
    let all =
        Counted { formula: records.and_then(|records| records.count(None)), link: link(None) };
    push_count(&mut cells, row.items, false, all);
    push_count(&mut cells, row.rated, false, sum(usize::from(FIRST_CODE), &codes));
    let rated = Expr::from(address(at, cells.len() - 1));
    for level in levels {
        let alert = level.standing == Standing::Behind;
        push_count(&mut cells, row.count(&level.code), alert, in_state(level.code.as_str()));
    }
    let reasons = &request.figures.ratings.reasons;
    let reason_states: Vec<&str> = reasons.iter().map(String::as_str).collect();
    match detail {
        TallyDetail::Full => {
            let own = sum(cells.len() + 1, &reason_states);
            push_count(&mut cells, row.not_rated_total(), false, own);
            for reason in reasons {
                let count = row.not_rated.get(reason).copied().unwrap_or(0);
                push_count(&mut cells, count, false, in_state(reason));
            }
        }
        TallyDetail::Brief => {
            let own = Counted { formula: None, link: link(Some(&reason_states)) };
            push_count(&mut cells, row.not_rated_total(), false, own);
        }
    }
    push_count(&mut cells, row.unclear, true, in_state(RatingState::Unclear.label()));
    push_count(&mut cells, row.not_submitted, true, in_state(RatingState::NotSubmitted.label()));
    let code_cell = |index: usize| Expr::from(address(at, usize::from(FIRST_CODE) + index));
    let decimals = request.plan.share_decimals;
    let share = |part: Expr, result: Option<Decimal>, states: &[&str]| {
        // Multiplied first, so that a share that lies on a half is one in floats, too.
        let rate = (part.bracketed() * 100u32 / rated.clone()).round(decimals);
        let formula = Rc::new(Expr::choose(rated.clone().is(0u32), "-", rate));
        let value = match result {
            Some(result) => Value::Formula(formula, result),
            None => Value::TextFormula(formula, "-".to_owned()),
        };
        let link = result.and_then(|_| link(Some(states)));
        Cell::new(value, Tone::Right).format(style::share_format(decimals)).link(link)
    };
    if detail == TallyDetail::Full {
        for (index, level) in levels.iter().enumerate() {
            let states = [level.code.as_str()];
            cells.push(share(code_cell(index), row.share(&level.code), &states));
        }
    }
    let on_schedule = levels.iter().enumerate();
    let (on_schedule, states): (Vec<Expr>, Vec<&str>) = on_schedule
        .filter(|(_, level)| level.standing != Standing::Behind)
        .map(|(index, level)| (code_cell(index), level.code.as_str()))
        .unzip();
    let sum = if on_schedule.is_empty() { 0u32.into() } else { Expr::added(on_schedule) };
    cells.push(share(sum, row.on_schedule.share, &states));
    cells
}

/// `C7` for row 7 (as formulas count) and column 2 (counted from zero).
fn address(row: u32, col: usize) -> CellRef {
    CellRef::new(row - 1, count(col))
}

/// What the shares are shares of, and where those of a row as shown do not add up to 100.
fn tally_notes(request: &ReportRequest<'_>, detail: TallyDetail) -> Vec<String> {
    let words = &request.plan.words;
    let counter = &words.counter;
    let digits = request.plan.share_decimals;
    let place = if digits == 0 {
        "小数点以下".to_owned()
    } else {
        format!("小数第{}位", digits + 1)
    };
    let mut notes = vec![
        format!("注1 割合は、評価した{counter}を分母とし、{place}を四捨五入しています。"),
        format!("注2 評価対象外、区分が未記入、未提出の{counter}は分母に入れていません。"),
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
