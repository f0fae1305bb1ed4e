//! 財政効果: planned and actual amounts by direction, kind and year, in each of the four views.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::page::PRINTED_WIDTH;
use super::super::tables::{self, amounts, effect_widths, has_effects};
use super::{Part, open, overview};
use crate::analysis::{EffectView, effect_sentence};

/// Name of the sheet.
const NAME: &str = "財政効果";

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Part, XlsxError> {
    let effects = &request.figures.effects;
    let widths = effect_widths(request, PRINTED_WIDTH);
    let mut page = open(request, NAME, widths)?;
    if has_effects(request) {
        if let Some(sentence) = effect_sentence(request.figures.round, effects) {
            page.sentence(&sentence)?;
        }
        let unit = tables::unit_note(request, &EffectView::ALL);
        page.note(&format!("{unit}四つの見方の意味は「凡例」にあります。"))?;
        if !effects.bases.is_empty() {
            page.note(&format!("今年度の額の根拠: {}", effects.bases.join("、")))?;
        }
        overview::left_out(&mut page, request)?;
        for view in EffectView::ALL {
            page.heading(&format!("{}({})", view.label(), tables::unit(request).label()))?;
            let table = amounts(request, view, page.first_body_row());
            page.table(&table)?;
        }
    } else {
        page.sentence("財政効果の報告はありません。")?;
    }
    let says =
        format!("{}と区分ごとの計画額と実績額(年度別、四つの見方)", request.plan.words.direction);
    Ok(Part { name: NAME, says, sheet: page.finish()? })
}
