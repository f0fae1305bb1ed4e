//! 指標: every indicator with its actuals against the target.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::tables::{IndicatorDetail, indicator_notes, indicator_table, indicator_widths};
use super::{LIST_WIDTH, Part, open};
use crate::analysis::indicator_sentence;
use crate::terms::CellRef;

/// Name of the sheet.
const NAME: &str = "指標";

/// Draws the sheet; also returns the range of its verdicts, if there is any indicator.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<(Part, Option<String>), XlsxError> {
    let detail = IndicatorDetail::Full;
    let mut page = open(request, NAME, indicator_widths(request, detail, LIST_WIDTH))?;
    let mut verdicts = None;
    match indicator_sentence(&request.figures.indicator_tally) {
        None => page.sentence("この計画に指標はありません。")?,
        Some(sentence) => {
            page.sentence(&sentence)?;
            page.note("金額の指標は千円で表しています。達成率と判定の決め方は「凡例」にあります。「約」は担当課がおよその値として書いたものです。")?;
            let table = indicator_table(request, detail);
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
    Ok((Part { name: NAME, says, sheet: page.finish()? }, verdicts))
}
