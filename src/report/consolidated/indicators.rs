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
use super::agreement::{Crossfoot, Side};
use super::drawing::{Drawing, Part, Sheets};
use super::indicator_latest::{of_first_number, years_judged_by};
use super::indicator_numbers::Bases;
use super::indicator_records::Records;
use super::indicator_standing::Judged;
use super::{LIST_WIDTH, details, indicator_basis, indicator_trend, open, program_page};
use crate::analysis::{Achieved, IndicatorFigure, IndicatorStatus, indicator_sentence};
use crate::report::request::ReportRequest;
use crate::sheet::{Expr, Function, Row, SheetArea, Table};
use crate::terms::{CellRef, FiscalYear};

/// Name of the sheet.
const NAME: &str = "指標";

/// What the formulas of the sheet are made from.
pub(super) struct Sources<'a> {
    /// 明細_指標.
    pub(super) records: &'a Records<'a>,
    /// 明細_指標の計算, if there is any indicator.
    pub(super) bases: Option<&'a Bases>,
}

/// Where the sheet holds the actuals and the pace of each indicator, for the sheets that repeat them.
#[derive(Default)]
pub(super) struct Printed {
    /// Row of each indicator, counted from zero.
    starts: Vec<u32>,
    years: BTreeMap<FiscalYear, u32>,
    pace: Option<u32>,
    verdict: Option<u32>,
    /// All verdicts, if there is any indicator.
    verdicts: Option<SheetArea>,
}

impl Printed {
    /// The actual of a year, of the indicator with this place among the figures.
    pub(super) fn actual(&self, at: usize, year: FiscalYear) -> Option<Expr> {
        self.cell(at, *self.years.get(&year)?)
    }

    /// The pace that the indicator with this place among the figures needs.
    pub(super) fn pace(&self, at: usize) -> Option<Expr> {
        self.cell(at, self.pace?)
    }

    /// The verdicts from one indicator to another, by their places among the figures.
    pub(super) fn verdicts(&self, first: usize, last: usize) -> Option<SheetArea> {
        let [first, last] = [first, last].map(|at| self.starts.get(at).copied());
        Some(SheetArea::column(NAME, self.verdict?, first?, last?))
    }

    /// All verdicts, if there is any indicator.
    pub(super) fn all_verdicts(&self) -> Option<SheetArea> {
        self.verdicts
    }

    fn cell(&self, at: usize, col: u32) -> Option<Expr> {
        Some(SheetArea::cell(NAME, CellRef::new(*self.starts.get(at)?, col)).cells().into())
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
            compute_rows(request, &sources, &mut table, page.first_body_row());
            let drawn = page.list(&table, 0)?;
            let column = |head: &str| table.column(head).and_then(|col| u32::try_from(col).ok());
            let cells = |head: &str| {
                let col = column(head).filter(|_| drawn.last > drawn.head)?;
                Some(SheetArea::column(NAME, col, drawn.head + 1, drawn.last))
            };
            let verdicts = cells(VERDICT_HEAD);
            if let Some(verdicts) = &verdicts {
                checks = self::checks(request, verdicts, cells(STATUS_HEAD).as_ref());
            }
            let years = request.plan.years();
            printed = Printed {
                starts: drawn.starts.clone(),
                years: years
                    .filter_map(|year| {
                        Some((year, column(&actual_head(request.figures.round, year))?))
                    })
                    .collect(),
                pace: column(PACE_HEAD),
                verdict: column(VERDICT_HEAD),
                verdicts,
            };
            let column = table.column(TREND_HEAD).and_then(|col| u16::try_from(col).ok());
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

/// Where the table holds what.
struct Places {
    years: BTreeMap<FiscalYear, usize>,
    latest_year: usize,
    latest: usize,
    verdict: usize,
    status: usize,
    rate: usize,
    pace: usize,
    outlook: usize,
    /// Baseline and target.
    frame: [usize; 2],
}

impl Places {
    fn of(request: &ReportRequest<'_>, table: &Table) -> Option<Places> {
        let column = |head: &str| table.column(head);
        let years = request.plan.years();
        Some(Places {
            years: years
                .filter_map(|year| Some((year, column(&actual_head(request.figures.round, year))?)))
                .collect(),
            latest_year: column(LATEST_YEAR_HEAD)?,
            latest: column(LATEST_HEAD)?,
            verdict: column(VERDICT_HEAD)?,
            status: column(STATUS_HEAD)?,
            rate: column(RATE_HEAD)?,
            pace: column(PACE_HEAD)?,
            outlook: column(OUTLOOK_HEAD)?,
            frame: [column(BASELINE_HEAD)?, column(TARGET_HEAD)?],
        })
    }
}

/// Makes formulas of the figures, and links numbers to the programs' pages, actuals to their records, and what is worked
/// out from them to the row that shows how. The table's first row is row `first`, as formulas number rows.
fn compute_rows(request: &ReportRequest<'_>, sources: &Sources<'_>, table: &mut Table, first: u32) {
    let Some(places) = Places::of(request, table) else { return };
    let figures = request.figures.indicators.iter().enumerate();
    for ((row_no, (at, figure)), row) in (first - 1..).zip(figures).zip(&mut table.rows) {
        let address = |column: usize| {
            let column = u32::try_from(column).unwrap_or(CellRef::LAST_COL);
            CellRef::new(row_no, column)
        };
        let shown = Shown::of(request, figure);
        row.link(0, program_page::link(request, figure.program_no));
        compute_actuals(sources.records, &places, figure, &shown, row);
        compute_latest(request, &places, figure, &address, row);
        if let Some(bases) = sources.bases {
            let judged = Judged { at, figure, shown: &shown, latest: address(places.latest) };
            compute_from_basis(request, &places, bases, &judged, address(places.verdict), row);
        }
    }
}

/// The actual of each year, from its record.
fn compute_actuals(
    records: &Records<'_>,
    places: &Places,
    figure: &IndicatorFigure,
    shown: &Shown,
    row: &mut Row,
) {
    for actual in &figure.actuals {
        let Some(&column) = places.years.get(&actual.fiscal_year) else { continue };
        if actual.value.is_some()
            && let Some(formula) = records.value(figure, actual, shown)
        {
            row.compute(column, formula);
        }
        row.link(column, records.link(figure, actual));
        if Some(actual.fiscal_year) == figure.latest_year {
            row.link(places.latest, records.link(figure, actual));
        }
    }
}

/// The latest year and its value, from the actuals of the same row.
fn compute_latest(
    request: &ReportRequest<'_>,
    places: &Places,
    figure: &IndicatorFigure,
    address: &dyn Fn(usize) -> CellRef,
    row: &mut Row,
) {
    let years = years_judged_by(request, figure).into_iter();
    let years: Vec<(FiscalYear, CellRef)> =
        years.filter_map(|year| Some((year, address(*places.years.get(&year)?)))).collect();
    let of_newest = |own: &dyn Fn(FiscalYear, CellRef) -> Expr| {
        let cells = years.iter().map(|(year, cell)| (Expr::from(*cell), own(*year, *cell)));
        of_first_number(cells.collect(), "-")
    };
    let year = of_newest(&|year, _| Expr::text(year.short()));
    let value = of_newest(&|_, cell| cell.into());
    for (column, formula) in [(places.latest_year, year), (places.latest, value)] {
        if let Some(formula) = formula {
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
    for (column, formula) in [
        (places.verdict, decided),
        (places.rate, rate),
        (places.pace, pace),
        (places.outlook, outlook),
        (places.status, status),
    ] {
        row.link(column, bases.link(at));
        if let Some(formula) = formula {
            row.compute(column, formula);
        }
    }
    for column in places.frame {
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
