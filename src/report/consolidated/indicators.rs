//! 指標: every indicator with its actuals against the target.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::ledger::Ledger;
use super::super::table::Table;
use super::super::tables::{
    IndicatorDetail, actual_head, indicator_notes, indicator_table, indicator_widths,
};
use super::super::words;
use super::crossfoot::{Crossfoot, Side};
use super::{LIST_WIDTH, Part, open, program_page};
use crate::analysis::{Achieved, indicator_sentence};
use crate::terms::CellRef;

/// Name of the sheet.
const NAME: &str = "指標";

/// Draws the sheet; also returns the range of its verdicts, if there is any indicator.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Result<(Part, Option<String>), XlsxError> {
    let detail = IndicatorDetail::Full;
    let mut page = open(request, NAME, indicator_widths(request, detail, LIST_WIDTH))?;
    let mut verdicts = None;
    match indicator_sentence(&request.figures.indicator_tally) {
        None => page.sentence("この計画に指標はありません。")?,
        Some(sentence) => {
            page.sentence(&sentence)?;
            page.note("金額の指標は千円で表しています。達成率と判定の決め方は「凡例・算定方法」にあります。「約」は担当課がおよその値として書いたものです。")?;
            let mut table = indicator_table(request, detail);
            link_rows(request, records, &mut table);
            // The verdict stands before the rate, the pace, the outlook and the status.
            let col = u32::try_from(table.columns.len().saturating_sub(5)).unwrap_or(u32::MAX);
            let drawn = page.list(&table, 0)?;
            if drawn.last > drawn.head {
                let first = CellRef::new(drawn.head + 1, col).absolute();
                let last = CellRef::new(drawn.last, col).absolute();
                verdicts = Some(format!("{NAME}!{first}:{last}"));
            }
            for note in indicator_notes(request) {
                page.note(&note)?;
            }
        }
    }
    let says = "指標ごとの基準値、目標、年度別の実績、達成の判定、達成率、見通し、状況".to_owned();
    let checks = verdicts.iter().map(|range| all_judged(request, range)).collect();
    Ok((Part::new(NAME, says, page.finish()?).checks(checks), verdicts))
}

/// Every indicator leads to its program's page, and every actual to the record that counts for its year.
fn link_rows(request: &ReportRequest<'_>, records: &Ledger, table: &mut Table) {
    let facts = &request.facts.indicators.rows;
    for (row, figure) in table.rows.iter_mut().zip(&request.figures.indicators) {
        row.link(0, program_page::link(request, figure.program_no));
    }
    for (at, figure) in request.figures.indicators.iter().enumerate() {
        for actual in &figure.actuals {
            let Some(column) = table.column(&actual_head(actual.fiscal_year)) else { continue };
            let counts = facts.iter().position(|fact| {
                fact.indicator == figure.indicator_id
                    && fact.fiscal_year == actual.fiscal_year
                    && Some(fact.round) == actual.round
            });
            let link = counts.and_then(|at| records.link(at, at));
            if let Some(row) = table.rows.get_mut(at) {
                row.link(column, link);
            }
        }
    }
}

/// Every indicator has one of the three verdicts.
fn all_judged(request: &ReportRequest<'_>, verdicts: &str) -> Crossfoot {
    let words = [Achieved::Yes, Achieved::No, Achieved::Undecided].map(words::achieved);
    let counted = words.map(|word| format!("COUNTIF({verdicts},\"{word}\")")).join("+");
    let tally = request.figures.indicator_tally;
    let judged = tally.achieved + tally.not_achieved + tally.undecided;
    Crossfoot::new(
        "指標の数",
        Side::new(words.join("+"), counted, judged.into()),
        Side::new("指標の行", format!("COUNTA({verdicts})"), tally.indicators.into()),
    )
}
