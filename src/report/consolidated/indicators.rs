//! 指標: every indicator with its actuals against the target.
//!
//! Actuals are formulas over 明細_指標; verdict, status, achievement rate, pace and outlook are formulas over
//! 明細_指標の計算. Every figure leads to the row that it comes from.

use std::collections::BTreeMap;

use super::super::tables::{
    BASELINE_HEAD, IndicatorDetail, LATEST_HEAD, LATEST_YEAR_HEAD, OUTLOOK_HEAD, PACE_HEAD,
    RATE_HEAD, STATUS_HEAD, Shown, TARGET_HEAD, TREND_HEAD, VERDICT_HEAD, actual_head,
    indicator_notes, indicator_table,
};
use super::indicator_latest::{of_first_number, years_judged_by};
use super::indicator_numbers::Bases;
use super::indicator_records::Records;
use super::indicator_standing::Judged;
use super::{
    Crossfoot, Drawing, LIST_WIDTH, Part, ReportRequest, Sheets, Side, details, indicator_basis,
    indicator_trend, open, program_page,
};
use crate::analysis::{Achieved, IndicatorFigure, IndicatorStatus, indicator_sentence};
use crate::sheet::{Expr, Function, Row, SheetArea, Table};
use crate::terms::{CellRef, FiscalYear, count};

/// Name of the sheet.
const NAME: &str = "指標";

/// What the formulas of the sheet are made from.
pub(super) struct Sources<'a> {
    /// 明細_指標.
    pub(super) records: &'a Records<'a>,
    /// 明細_指標の計算, if there is any indicator.
    pub(super) bases: Option<&'a Bases>,
}

/// Where the table holds what, by the heading of its column.
#[derive(Default)]
struct Places(BTreeMap<String, usize>);

impl Places {
    fn of(table: &Table) -> Places {
        Places(table.heads().map(str::to_owned).zip(0..).collect())
    }

    fn column(&self, head: &str) -> Option<usize> {
        self.0.get(head).copied()
    }

    fn cell(&self, head: &str, row: u32) -> Option<CellRef> {
        Some(CellRef::new(row, count(self.column(head)?)))
    }
}

/// Where the sheet holds the actuals and the pace of each indicator, for the sheets that repeat them.
#[derive(Default)]
pub(super) struct Printed {
    /// Row of each indicator, counted from zero.
    starts: Vec<u32>,
    places: Places,
    /// All verdicts, if there is any indicator.
    verdicts: Option<SheetArea>,
}

impl Printed {
    /// What stands under a heading, of the indicator with this place among the figures.
    pub(super) fn cell(&self, at: usize, head: &str) -> Option<Expr> {
        let cell = self.places.cell(head, *self.starts.get(at)?)?;
        Some(SheetArea::cell(NAME, cell).cells().into())
    }

    /// The verdicts from one indicator to another, by their places among the figures.
    pub(super) fn verdicts(&self, first: usize, last: usize) -> Option<SheetArea> {
        let [first, last] = [first, last].map(|at| self.starts.get(at).copied());
        let verdict = count(self.places.column(VERDICT_HEAD)?);
        Some(SheetArea::column(NAME, verdict, first?, last?))
    }

    /// All verdicts, if there is any indicator.
    pub(super) fn all_verdicts(&self) -> Option<SheetArea> {
        self.verdicts
    }
}

/// Draws the sheet; also returns the cells of its figures.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Printed> {
    let request = drawing.request;
    let ledger = drawing.of(details::indicators)?;
    let (trend, bases) = (drawing.of(indicator_trend::sheet)?, drawing.of(indicator_basis::sheet)?);
    let records = Records::new(request, &ledger);
    let (trend, bases) = (trend.as_ref().as_ref(), bases.as_ref().as_ref());
    let sources = Sources { records: &records, bases };
    let detail = IndicatorDetail::Full;
    let (mut table, widths) = indicator_table(request, detail, LIST_WIDTH);
    let mut page = open(request, NAME, widths)?;
    let mut checks = Vec::new();
    let mut printed = Printed::default();
    match indicator_sentence(&request.figures.indicator_tally) {
        None => page.sentence("この計画に指標はありません。")?,
        Some(sentence) => {
            page.sentence(&sentence)?;
            page.note("金額の指標は千円で表しています。達成率と判定の決め方は「凡例・算定方法」に、計算のもとの数は「明細_指標の計算」にあります。「約」は担当課がおよその値として書いたものです。")?;
            page.note("推移の実線は実績、破線は目標です。大きな図は「指標の推移」にあります。図は、行を並べ替えても動きません。")?;
            if let Some(limit) = trend.and_then(|trend| trend.limit_note(request)) {
                page.note(&limit)?;
            }
            let places = Places::of(&table);
            compute_rows(request, &sources, &places, &mut table.rows, page.first_body_row());
            let drawn = page.list(&table, 0)?;
            let cells = |head: &str| {
                let col = places.column(head).filter(|_| drawn.last > drawn.head)?;
                Some(SheetArea::column(NAME, count(col), drawn.head + 1, drawn.last))
            };
            let verdicts = cells(VERDICT_HEAD);
            if let Some(verdicts) = &verdicts {
                checks = self::checks(request, verdicts, cells(STATUS_HEAD).as_ref());
            }
            let column = places.column(TREND_HEAD).and_then(|col| u16::try_from(col).ok());
            printed = Printed { starts: drawn.starts.clone(), places, verdicts };
            for (at, chart) in trend.iter().flat_map(|trend| trend.word_sized(request)) {
                if let Some((row, column)) = drawn.starts.get(at).zip(column) {
                    page.chart_in_cell(&drawn, *row, column, chart)?;
                }
            }
            for note in indicator_notes(request, IndicatorDetail::Full) {
                page.note(&note)?;
            }
        }
    }
    let says =
        "指標ごとの基準値、目標、年度別の実績と推移、達成の判定、達成率、見通し、状況".to_owned();
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], printed))
}

/// Makes formulas of the figures, and links numbers to the programs' pages, actuals to their records, and what is worked
/// out from them to the row that shows how. The first row is row `first`, as formulas number rows.
fn compute_rows(
    request: &ReportRequest<'_>,
    sources: &Sources<'_>,
    places: &Places,
    rows: &mut [Row],
    first: u32,
) {
    let figures = request.figures.indicators.iter().enumerate();
    for ((row_no, (at, figure)), row) in (first - 1..).zip(figures).zip(rows) {
        let shown = Shown::of(request, figure);
        let cell = |head: &str| places.cell(head, row_no);
        row.link(0, program_page::link(request, figure.program_no));
        compute_actuals(request, sources.records, places, figure, row);
        compute_latest(request, places, figure, &cell, row);
        if let Some((bases, (latest, verdict))) =
            sources.bases.zip(cell(LATEST_HEAD).zip(cell(VERDICT_HEAD)))
        {
            let judged = Judged { at, figure, shown: &shown, latest };
            compute_from_basis(request, places, bases, &judged, verdict, row);
        }
    }
}

/// The actual of each year, from its record.
fn compute_actuals(
    request: &ReportRequest<'_>,
    records: &Records<'_>,
    places: &Places,
    figure: &IndicatorFigure,
    row: &mut Row,
) {
    let shown = Shown::of(request, figure);
    for actual in &figure.actuals {
        let head = actual_head(request.figures.round, actual.fiscal_year);
        let Some(column) = places.column(&head) else { continue };
        if actual.value.is_some()
            && let Some(formula) = records.value(figure, actual, &shown)
        {
            row.compute(column, formula);
        }
        row.link(column, records.link(figure, actual));
        if let Some(latest) = places.column(LATEST_HEAD)
            && Some(actual.fiscal_year) == figure.latest_year
        {
            row.link(latest, records.link(figure, actual));
        }
    }
}

/// The latest year and its value, from the actuals of the same row.
fn compute_latest(
    request: &ReportRequest<'_>,
    places: &Places,
    figure: &IndicatorFigure,
    cell: &dyn Fn(&str) -> Option<CellRef>,
    row: &mut Row,
) {
    let round = request.figures.round;
    let years = years_judged_by(request, figure).into_iter();
    let years: Vec<(FiscalYear, CellRef)> =
        years.filter_map(|year| Some((year, cell(&actual_head(round, year))?))).collect();
    let of_newest = |own: &dyn Fn(FiscalYear, CellRef) -> Expr| {
        let cells = years.iter().map(|(year, cell)| (Expr::from(*cell), own(*year, *cell)));
        of_first_number(cells.collect(), "-")
    };
    let year = of_newest(&|year, _| Expr::text(year.short()));
    let value = of_newest(&|_, cell| cell.into());
    for (head, formula) in [(LATEST_YEAR_HEAD, year), (LATEST_HEAD, value)] {
        if let Some((column, formula)) = places.column(head).zip(formula) {
            row.compute(column, formula);
        }
    }
}

/// What is worked out from the latest value, whose verdict stands in the cell `verdict`.
fn compute_from_basis(
    request: &ReportRequest<'_>,
    places: &Places,
    bases: &Bases,
    judged: &Judged<'_>,
    verdict: CellRef,
    row: &mut Row,
) {
    let Judged { at, figure, shown, latest } = *judged;
    let basis = &figure.basis;
    let decided = judged.verdict(bases);
    let indicator = request.plan.indicator(&figure.indicator_id).filter(|_| decided.is_some());
    let status = indicator.and_then(|indicator| judged.status(bases, indicator, verdict));
    let rate = basis.rate.as_ref().and_then(|basis| bases.rate(at, basis));
    let pace = basis.pace.as_ref().and_then(|basis| bases.pace(at, basis, shown, verdict));
    let outlook = basis.outlook.as_ref().zip(figure.latest);
    let outlook = outlook.and_then(|(basis, value)| bases.outlook(at, basis, value, shown, latest));
    for (head, formula) in [
        (VERDICT_HEAD, decided),
        (RATE_HEAD, rate),
        (PACE_HEAD, pace),
        (OUTLOOK_HEAD, outlook),
        (STATUS_HEAD, status),
    ] {
        let Some(column) = places.column(head) else { continue };
        row.link(column, bases.link(at));
        if let Some(formula) = formula {
            row.compute(column, formula);
        }
    }
    for column in [BASELINE_HEAD, TARGET_HEAD].into_iter().filter_map(|head| places.column(head)) {
        row.link_number(column, bases.link(at));
    }
}

/// The verdicts and the statuses, whose cells are these, agree: each counts every indicator, and both the same as reached.
fn checks(
    request: &ReportRequest<'_>,
    verdicts: &SheetArea,
    statuses: Option<&SheetArea>,
) -> Vec<Crossfoot> {
    let Some(statuses) = statuses else { return vec![all_judged(request, verdicts)] };
    let tally = request.figures.indicator_tally;
    let count = |cells: &SheetArea, word: &str| Expr::count_text(cells.cells(), word);
    let words = IndicatorStatus::ALL.map(IndicatorStatus::label);
    let counted = Expr::added(words.map(|word| count(statuses, word)));
    let reached = Achieved::Yes.label();
    let is_reached = IndicatorStatus::Achieved.label();
    vec![
        all_judged(request, verdicts),
        Crossfoot::new(
            "指標の数",
            Side::new(words.join("+"), counted, tally.statuses.all().into()),
            Side::new("指標の行", Function::CountA.of([statuses.cells()]), tally.indicators.into()),
        ),
        Crossfoot::new(
            "達成した指標の数",
            Side::new(
                format!("判定が「{reached}」"),
                count(verdicts, reached),
                tally.achieved.into(),
            ),
            Side::new(
                format!("状況が「{is_reached}」"),
                count(statuses, is_reached),
                tally.statuses.achieved.into(),
            ),
        ),
    ]
}

/// Every indicator has one of the three verdicts.
fn all_judged(request: &ReportRequest<'_>, verdicts: &SheetArea) -> Crossfoot {
    let verdicts = verdicts.cells();
    let words = Achieved::ALL.map(Achieved::label);
    let counted = Expr::added(words.map(|word| Expr::count_text(verdicts, word)));
    let tally = request.figures.indicator_tally;
    let judged = tally.achieved + tally.not_achieved + tally.undecided;
    Crossfoot::new(
        "指標の数",
        Side::new(words.join("+"), counted, judged.into()),
        Side::new("指標の行", Function::CountA.of([verdicts]), tally.indicators.into()),
    )
}
