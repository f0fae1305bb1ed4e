//! What tables of effects have in common: their columns, unit and the note below them.

use crate::analysis::{CellKey, EffectRow, EffectTotal, EffectView, displayed};
use crate::form::quantity_text;
use crate::report::request::ReportRequest;
use crate::sheet::{in_unit, measure, style};
use crate::terms::{DirectionId, MoneyUnit, Yen, count};

/// Whether any line of effects was reported.
pub fn has_effects(request: &ReportRequest<'_>) -> bool {
    let effects = &request.figures.effects;
    let has_lines = |cell: &EffectRow<CellKey>| cell.planned_lines + cell.actual_lines > 0;
    effects.cells.iter().any(has_lines) || effects.left_out > 0
}

/// The unit in which this plan's reports print effects.
pub fn unit(request: &ReportRequest<'_>) -> MoneyUnit {
    request.plan.display.unit()
}

/// What is said below tables of these views: the unit, and the rounding where the amounts as shown do not add up.
pub fn unit_note(request: &ReportRequest<'_>, views: &[EffectView]) -> String {
    let (effects, unit) = (&request.figures.effects, unit(request));
    let rounding = views.iter().find_map(|view| {
        effects.years.iter().find_map(|year| {
            let sum = |direction: Option<&DirectionId>, kind: Option<&str>| {
                effects.total(direction, kind, *year, *view)
            };
            let rows: Vec<EffectTotal> = request
                .plan
                .directions
                .iter()
                .flat_map(|direction| {
                    effects.kinds.iter().map(|kind| sum(Some(&direction.id), Some(kind)))
                })
                .collect();
            let kinds: Vec<EffectTotal> =
                effects.kinds.iter().map(|kind| sum(None, Some(kind))).collect();
            let whole = sum(None, None);
            let note = |parts: &[EffectTotal], of: fn(&EffectTotal) -> Yen| {
                let parts: Vec<Yen> = parts.iter().map(of).collect();
                displayed(&parts, of(&whole), unit).note
            };
            let sums: [fn(&EffectTotal) -> Yen; 2] = [|sum| sum.planned, |sum| sum.actual];
            sums.into_iter().find_map(|of| note(&rows, of).or_else(|| note(&kinds, of)))
        })
    });
    format!("単位は{}です。{}", unit.label(), rounding.unwrap_or_default())
}

/// Widths of the columns in pixels, filling `width` if it can be filled.
pub fn effect_widths(request: &ReportRequest<'_>, width: u32) -> Vec<u32> {
    const KIND: u32 = 100;
    const NAME: u32 = 300;
    let years = count(request.figures.effects.years.len());
    let columns = years.saturating_mul(2);
    let free = width.saturating_sub(NAME + KIND).checked_div(columns).unwrap_or_default();
    let amount = free.min(130).max(amount_width(request));
    let name = width.saturating_sub(KIND + amount.saturating_mul(columns)).max(240);
    [name, KIND].into_iter().chain((0..columns).map(|_| amount)).collect()
}

/// Pixels that the widest amount needs, those of earlier plans included.
pub fn amount_width(request: &ReportRequest<'_>) -> u32 {
    let effects = &request.figures.effects;
    let totals = effects
        .years
        .iter()
        .flat_map(|year| EffectView::ALL.map(|view| effects.total(None, None, *year, view)));
    let unit = unit(request);
    let shown = |yen: Yen| quantity_text(in_unit(yen, unit).round_dp(unit.decimals), unit.decimals);
    let amounts = totals.flat_map(|total| {
        let about = if total.actual_approx > 0 { "約" } else { "" };
        [shown(total.planned), format!("{about}{}", shown(total.actual))]
    });
    let past = request.plan.effect_history.iter().map(|past| format!("約{}", shown(past.yen)));
    let widths = amounts.chain(past).map(|text| measure::text_width(&text, style::TEXT_SIZE));
    widths.fold(76, u32::max)
}
