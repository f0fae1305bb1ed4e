//! 進捗区分の集計: one row per direction, with counts, shares and what is outside the denominator.

use super::super::ReportRequest;
use super::super::chart::{self, Series, Source};
use super::super::ledger::{Condition, Ledger, STATE};
use super::super::link::Link;
use super::super::page::Page;
use super::super::style;
use super::super::table::{Body, Cell, Column, Drawn, Row, Table, Tone, Value};
use crate::analysis::{RatingRow, RatingState};
use crate::schema::{Level, Standing};
use crate::terms::CellRef;
use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

/// How much the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum TallyDetail {
    /// Counts and the share of what is on schedule.
    Brief,
    /// Also the share of every code and every reason for no rating.
    Full,
}

/// Widths of the tally's columns in pixels, filling `width`.
pub(in super::super) fn tally_widths(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    width: u32,
) -> Vec<u32> {
    const NUMBER: u32 = 76;
    let numbers = columns(request, detail).len() - 1;
    // A plan has a handful of codes and reasons; a longer list is printed smaller.
    let numbers = u32::try_from(numbers).unwrap_or(u32::MAX);
    let name = width.saturating_sub(numbers.saturating_mul(NUMBER)).max(230);
    std::iter::once(name).chain((0..numbers).map(|_| NUMBER)).collect()
}

/// The tally, ready for a page.
pub(in super::super) struct TallyTable {
    table: Table,
    series: Vec<Series>,
    rows: u32,
}

/// The tally with its first body row at `first_row` (counted as formulas count). Where the workbook has the records,
/// counts are formulas over them and the name of a direction leads to them.
pub(in super::super) fn tally(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    first_row: u32,
    records: Option<&Ledger>,
) -> TallyTable {
    let ratings = &request.figures.ratings;
    let rows = u32::try_from(ratings.directions.len()).unwrap_or(u32::MAX);
    let span = (first_row, first_row + rows.saturating_sub(1));
    let mut body: Vec<Row> = (first_row..)
        .zip(&ratings.directions)
        .map(|(at, row)| {
            let counts =
                Counts::Records(records.and_then(|records| direction(request, records, row)));
            Row::new(cells(request, detail, row, at, &counts))
        })
        .collect();
    let total_at = first_row + rows;
    body.push(Row::sum(cells(request, detail, &ratings.total, total_at, &Counts::Above(span))));
    let levels = levels(request);
    let colours = style::step_colours(levels);
    let series = (FIRST_CODE..)
        .zip(levels.iter().zip(colours))
        .map(|(col, (level, colours))| Series { name: code_head(level, " "), col, colours })
        .collect();
    TallyTable {
        table: Table { columns: columns(request, detail), rows: body, body: Body::Figures },
        series,
        rows,
    }
}

/// Cells of the total, as formulas of the same sheet write them.
pub(in super::super) struct TallyTotal {
    /// All programs.
    pub(in super::super) items: String,
    /// Those with a rating.
    pub(in super::super) rated: String,
    /// One per code of the scale.
    pub(in super::super) codes: Vec<String>,
    /// Not rated, for any reason.
    pub(in super::super) not_rated: String,
    /// Without a clear rating.
    pub(in super::super) unclear: String,
    /// Not submitted.
    pub(in super::super) not_submitted: String,
}

impl TallyTable {
    /// Where the total of a full tally was drawn.
    pub(in super::super) fn total(&self, request: &ReportRequest<'_>, drawn: &Drawn) -> TallyTotal {
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
    pub(in super::super) fn draw(
        &self,
        page: &mut Page,
        request: &ReportRequest<'_>,
    ) -> Result<Drawn, XlsxError> {
        let drawn = page.table(&self.table)?;
        for note in tally_notes(request) {
            page.note(&note)?;
        }
        Ok(drawn)
    }

    /// Draws the chart of a table that was drawn on `sheet`; nothing if no program is rated.
    pub(in super::super) fn draw_chart(
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
        let title = format!("{}別の進捗区分(評価した{}の数と割合)", words.direction, words.counter);
        let total = &request.figures.ratings.total;
        let counts: Vec<String> = levels(request)
            .iter()
            .map(|level| format!("{}は{}", code_head(level, " "), total.count(&level.code)))
            .collect();
        let alt = format!("{title}の帯グラフ。上の表と同じ数です。全体では{}。", counts.join("、"));
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

/// `S・A`: the codes that do not mean behind the schedule.
fn on_schedule_codes(request: &ReportRequest<'_>) -> String {
    let levels = levels(request).iter().filter(|level| level.standing != Standing::Behind);
    levels.map(|level| level.code.as_str()).collect::<Vec<_>>().join("・")
}

/// Where the counts of a row come from.
enum Counts<'a> {
    /// The records of one direction, where the workbook has them.
    Records(Option<Records<'a>>),
    /// The rows from the first to the second of these, counted as formulas count.
    Above((u32, u32)),
}

/// The records of one direction in the reported round.
struct Records<'a> {
    ledger: &'a Ledger,
    direction: &'a str,
    round: String,
    link: Option<Link>,
}

impl Records<'_> {
    /// COUNTIFS over the records in this state, or over all of them.
    fn count(&self, state: Option<&str>) -> Option<String> {
        let mut conditions = vec![
            Condition::text("direction_id", self.direction),
            Condition::text("round", &self.round),
        ];
        conditions.extend(state.map(|state| Condition::text(STATE, state)));
        self.ledger.count(&conditions)
    }
}

fn direction<'a>(
    request: &ReportRequest<'_>,
    ledger: &'a Ledger,
    row: &'a RatingRow,
) -> Option<Records<'a>> {
    let id = row.direction_id.as_ref()?;
    // The records are in the order of rounds and, within each, of the plan's programs; the reported round is the last.
    let programs = &request.figures.programs;
    let before = programs.first().map_or(0, |program| program.earlier.len()) * programs.len();
    let of_direction: Vec<usize> = programs
        .iter()
        .enumerate()
        .filter(|(_, program)| program.direction_id == *id)
        .map(|(at, _)| before + at)
        .collect();
    let link = match (of_direction.first(), of_direction.last()) {
        // Programs of other directions between them would be shown as if they belonged to it.
        (Some(first), Some(last)) if last - first + 1 == of_direction.len() => {
            ledger.link(*first, *last)
        }
        (Some(first), Some(_)) => ledger.link(*first, *first),
        _ => None,
    };
    let round = request.figures.round.to_string();
    Some(Records { ledger, direction: &row.name, round, link })
}

/// The cells of a row at `at`.
fn cells(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    row: &RatingRow,
    at: u32,
    counts: &Counts<'_>,
) -> Vec<Cell> {
    let records = match counts {
        Counts::Records(records) => records.as_ref(),
        Counts::Above(_) => None,
    };
    let mut cells =
        vec![Cell::text(row.name.as_str()).link(records.and_then(|records| records.link.clone()))];
    // A total is the sum of the rows above it, any other count is what `own` says.
    let push_count = |cells: &mut Vec<Cell>, count: u32, alert: bool, own: Option<String>| {
        let formula = match counts {
            Counts::Above((first, last)) if first <= last => {
                let column = cells.len();
                Some(format!("SUM({}:{})", address(*first, column), address(*last, column)))
            }
            _ => own,
        };
        let tone = if alert && count > 0 { Tone::AlertRight } else { Tone::Right };
        cells.push(Cell::count_of(formula, count).tone(tone));
    };
    let in_state = |state: &str| records.and_then(|records| records.count(Some(state)));
    let sum = |first: usize, count: usize| {
        let has_records = records.is_some() && count > 0;
        has_records
            .then(|| format!("SUM({}:{})", address(at, first), address(at, first + count - 1)))
    };
    let levels = levels(request);
    push_count(&mut cells, row.items, false, records.and_then(|records| records.count(None)));
    push_count(&mut cells, row.rated, false, sum(usize::from(FIRST_CODE), levels.len()));
    let rated = address(at, cells.len() - 1);
    for level in levels {
        let alert = level.standing == Standing::Behind;
        push_count(&mut cells, row.count(&level.code), alert, in_state(level.code.as_str()));
    }
    let reasons = &request.figures.ratings.reasons;
    match detail {
        TallyDetail::Full => {
            let own = sum(cells.len() + 1, reasons.len());
            push_count(&mut cells, row.not_rated_total(), false, own);
            for reason in reasons {
                let count = row.not_rated.get(reason).copied().unwrap_or(0);
                push_count(&mut cells, count, false, in_state(reason));
            }
        }
        TallyDetail::Brief => push_count(&mut cells, row.not_rated_total(), false, None),
    }
    push_count(&mut cells, row.unclear, true, in_state(RatingState::Unclear.label()));
    push_count(&mut cells, row.not_submitted, true, in_state(RatingState::NotSubmitted.label()));
    let code_cell = |index: usize| address(at, usize::from(FIRST_CODE) + index);
    let decimals = request.plan.share_decimals;
    let share = |part: &str, result: Option<Decimal>| {
        let formula = format!("=IF({rated}=0,\"-\",ROUND(({part})/{rated}*100,{decimals}))");
        let value = match result {
            Some(result) => Value::Formula(formula, result),
            None => Value::TextFormula(formula, "-".to_owned()),
        };
        Cell::new(value, Tone::Right).format(style::share_format(decimals))
    };
    if detail == TallyDetail::Full {
        for (index, level) in levels.iter().enumerate() {
            cells.push(share(&code_cell(index), row.share(&level.code)));
        }
    }
    let on_schedule: Vec<String> = levels
        .iter()
        .enumerate()
        .filter(|(_, level)| level.standing != Standing::Behind)
        .map(|(index, _)| code_cell(index))
        .collect();
    let sum = if on_schedule.is_empty() { "0".to_owned() } else { on_schedule.join("+") };
    cells.push(share(&sum, row.on_schedule.share));
    cells
}

/// `C7` for row 7 (as formulas count) and column 2 (counted from zero).
fn address(row: u32, col: usize) -> String {
    CellRef::new(row - 1, u32::try_from(col).unwrap_or(u32::MAX)).to_string()
}

/// What the shares are shares of.
pub(in super::super) fn tally_notes(request: &ReportRequest<'_>) -> Vec<String> {
    let words = &request.plan.words;
    let counter = &words.counter;
    let digits = request.plan.share_decimals;
    let place = if digits == 0 {
        "小数点以下".to_owned()
    } else {
        format!("小数第{}位", digits + 1)
    };
    vec![
        format!(
            "注1 割合は、評価した{counter}を分母とし、{place}を四捨五入しています。内訳の割合の合計が100%にならないことがあります。"
        ),
        format!("注2 評価対象外、区分が未記入、未提出の{counter}は分母に入れていません。"),
    ]
}
