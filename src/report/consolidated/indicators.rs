//! 指標: every indicator with its actuals against the target.
//!
//! Actuals are formulas over 明細_指標; achievement rate, pace and outlook are formulas over 明細_指標の計算.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::ledger::{Ledger, criterion};
use super::super::link::Link;
use super::super::sheet_area::SheetArea;
use super::super::table::Table;
use super::super::tables::{
    IndicatorDetail, LATEST_HEAD, OUTLOOK_HEAD, PACE_HEAD, RATE_HEAD, Shown, TREND_HEAD, Trend,
    VERDICT_HEAD, actual_head, indicator_notes, indicator_table, indicator_widths,
};
use super::super::words;
use super::crossfoot::{Crossfoot, Side};
use super::indicator_basis::Bases;
use super::{LIST_WIDTH, Part, open, program_page};
use crate::analysis::{Achieved, IndicatorActual, IndicatorFigure, indicator_sentence};
use crate::terms::{CellRef, FiscalYear, IndicatorId, Round};

/// Name of the sheet.
const NAME: &str = "指標";

/// Where 明細_指標 holds the value of each indicator, year and round.
pub(super) struct Records<'a> {
    ledger: &'a Ledger,
    places: BTreeMap<(&'a IndicatorId, FiscalYear, Round), usize>,
}

impl<'a> Records<'a> {
    /// Of these facts.
    pub(super) fn new(request: &ReportRequest<'a>, ledger: &'a Ledger) -> Records<'a> {
        let facts = request.facts.indicators.rows.iter().enumerate();
        let places =
            facts.map(|(at, fact)| ((&fact.indicator, fact.fiscal_year, fact.round), at)).collect();
        Records { ledger, places }
    }

    fn place(&self, figure: &IndicatorFigure, actual: &IndicatorActual) -> Option<usize> {
        let key = (&figure.indicator_id, actual.fiscal_year, actual.round?);
        self.places.get(&key).copied()
    }

    /// The value in the printed unit as a formula.
    pub(super) fn value(
        &self,
        figure: &IndicatorFigure,
        actual: &IndicatorActual,
        shown: &Shown,
    ) -> Option<String> {
        let cell = self.ledger.cell("value", self.place(figure, actual)?)?;
        Some(if shown.divisor == Decimal::ONE { cell } else { format!("{cell}/{}", shown.divisor) })
    }

    /// Leads to the record.
    pub(super) fn link(&self, figure: &IndicatorFigure, actual: &IndicatorActual) -> Option<Link> {
        let at = self.place(figure, actual)?;
        self.ledger.link(at, at)
    }
}

/// What the formulas of the sheet are made from.
pub(super) struct Sources<'a> {
    /// 明細_指標.
    pub(super) records: &'a Records<'a>,
    /// 指標の推移, if there is any indicator.
    pub(super) trend: Option<&'a Trend>,
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
}

impl Printed {
    /// The actual of a year, of the indicator with this place among the figures.
    pub(super) fn actual(&self, at: usize, year: FiscalYear) -> Option<String> {
        self.cell(at, *self.years.get(&year)?)
    }

    /// The pace that the indicator with this place among the figures needs.
    pub(super) fn pace(&self, at: usize) -> Option<String> {
        self.cell(at, self.pace?)
    }

    fn cell(&self, at: usize, col: u32) -> Option<String> {
        Some(SheetArea::cell(NAME, CellRef::new(*self.starts.get(at)?, col)).formula())
    }
}

/// Draws the sheet; also returns the cells of its verdicts, if there is any indicator, and of its figures.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    sources: &Sources<'_>,
) -> Result<(Part, Option<SheetArea>, Printed), XlsxError> {
    let detail = IndicatorDetail::Full;
    let mut page = open(request, NAME, indicator_widths(request, detail, LIST_WIDTH))?;
    let mut verdicts = None;
    let mut printed = Printed::default();
    match indicator_sentence(&request.figures.indicator_tally) {
        None => page.sentence("この計画に指標はありません。")?,
        Some(sentence) => {
            page.sentence(&sentence)?;
            page.note("金額の指標は千円で表しています。達成率と判定の決め方は「凡例・算定方法」に、計算のもとの数は「明細_指標の計算」にあります。「約」は担当課がおよその値として書いたものです。")?;
            page.note("推移の実線は実績、破線は目標です。大きな図は「指標の推移」にあります。図は、行を並べ替えても動きません。")?;
            if let Some(limit) = sources.trend.and_then(|trend| trend.limit_note(request)) {
                page.note(&limit)?;
            }
            let mut table = indicator_table(request, detail);
            compute_rows(request, sources, &mut table, page.first_body_row());
            let drawn = page.list(&table, 0)?;
            let column = |head: &str| table.column(head).and_then(|col| u32::try_from(col).ok());
            if let (Some(col), true) = (column(VERDICT_HEAD), drawn.last > drawn.head) {
                verdicts = Some(SheetArea::column(NAME, col, drawn.head + 1, drawn.last));
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
            };
            let column = table.column(TREND_HEAD).and_then(|col| u16::try_from(col).ok());
            for (at, chart) in sources.trend.iter().flat_map(|trend| trend.word_sized(request)) {
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
    let checks = verdicts.iter().map(|verdicts| all_judged(request, verdicts)).collect();
    Ok((Part::new(NAME, says, page.finish()?).checks(checks), verdicts, printed))
}

/// Makes formulas of the figures, and links numbers to the programs' pages and actuals to their records. The table's
/// first row is row `first`, as formulas number rows.
fn compute_rows(request: &ReportRequest<'_>, sources: &Sources<'_>, table: &mut Table, first: u32) {
    let [verdict, latest, rate, pace, outlook] =
        [VERDICT_HEAD, LATEST_HEAD, RATE_HEAD, PACE_HEAD, OUTLOOK_HEAD]
            .map(|head| table.column(head));
    let years: BTreeMap<FiscalYear, usize> = request
        .plan
        .years()
        .filter_map(|year| Some((year, table.column(&actual_head(request.figures.round, year))?)))
        .collect();
    let figures = request.figures.indicators.iter().enumerate();
    for ((row_no, (at, figure)), row) in (first - 1..).zip(figures).zip(&mut table.rows) {
        let address = |column: usize| {
            let column = u32::try_from(column).unwrap_or(CellRef::LAST_COL);
            CellRef::new(row_no, column).to_string()
        };
        let shown = Shown::of(request, figure);
        row.link(0, program_page::link(request, figure.program_no));
        for actual in &figure.actuals {
            let Some(&column) = years.get(&actual.fiscal_year) else { continue };
            if actual.value.is_some()
                && let Some(formula) = sources.records.value(figure, actual, &shown)
            {
                row.compute(column, &formula);
            }
            row.link(column, sources.records.link(figure, actual));
        }
        let newest = figure.latest_year.and_then(|year| years.get(&year));
        if let (Some(&year), Some(latest)) = (newest, latest) {
            row.compute(latest, &address(year));
        }
        let Some(bases) = sources.bases else { continue };
        let basis = &figure.basis;
        let rate_formula = basis.rate.as_ref().and_then(|basis| bases.rate(at, basis));
        let pace_formula = basis
            .pace
            .as_ref()
            .zip(verdict)
            .and_then(|(basis, verdict)| bases.pace(at, basis, &shown, &address(verdict)));
        let outlook_formula = basis
            .outlook
            .as_ref()
            .and_then(|basis| bases.outlook(at, basis, figure.latest?, &shown, &address(latest?)));
        for (column, formula) in
            [(rate, rate_formula), (pace, pace_formula), (outlook, outlook_formula)]
        {
            if let Some((column, formula)) = column.zip(formula) {
                row.compute(column, &formula);
            }
        }
    }
}

/// Every indicator has one of the three verdicts.
fn all_judged(request: &ReportRequest<'_>, verdicts: &SheetArea) -> Crossfoot {
    let verdicts = verdicts.formula();
    let words = [Achieved::Yes, Achieved::No, Achieved::Undecided].map(words::achieved);
    let counted = words.map(|word| format!("COUNTIF({verdicts},{})", criterion(word))).join("+");
    let tally = request.figures.indicator_tally;
    let judged = tally.achieved + tally.not_achieved + tally.undecided;
    Crossfoot::new(
        "指標の数",
        Side::new(words.join("+"), counted, judged.into()),
        Side::new("指標の行", format!("COUNTA({verdicts})"), tally.indicators.into()),
    )
}
