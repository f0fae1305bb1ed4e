//! 指標の推移: every year of each indicator beside its target, as a table over 明細_指標 and as charts.

use super::super::tables::{Origin, Shown, Trend, draw_trend, trend_widths};
use super::indicator_records::Records;
use super::{Drawing, Part, Sheets, details, open, program_page};
use crate::form::long_date;

/// Name of the sheet.
const NAME: &str = "指標の推移";

/// Draws the sheet; also returns where its rows are.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Option<Trend>> {
    let request = drawing.request;
    let ledger = drawing.of(details::indicators)?;
    let records = Records::new(request, &ledger);
    let figures = request.figures;
    let mut page = open(request, NAME, trend_widths(request))?;
    let mut trend = None;
    if figures.indicators.is_empty() {
        page.sentence("この計画に指標はありません。")?;
    } else {
        page.note(&format!(
            "基準日 {}。実績は「明細_指標」のセルから求める式です(計画より前の年度の実績と目標は、計画のデータの値です)。",
            long_date(figures.round.as_of())
        ))?;
        let origin = Origin {
            formula: &|figure, actual| records.charted(figure, actual, &Shown::of(request, figure)),
            record: &|figure, actual| records.link(figure, actual),
            program: &|figure| program_page::link(request, figure.program_no),
        };
        trend = Some(draw_trend(&mut page, request, NAME, Some(&origin))?);
    }
    let says = "年度ごとの実績と目標の表と、指標ごとの折れ線".to_owned();
    Ok((vec![Part::new(NAME, says, page.finish()?)], trend))
}
