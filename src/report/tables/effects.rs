//! 財政効果: direction × kind, with planned and actual amounts of each year in one view.

use super::super::ReportRequest;
use super::super::measure;
use super::super::style;
use super::super::table::{Body, Cell, Column, Row, Table, in_unit};
use super::super::words;
use crate::analysis::{EffectTotal, EffectView, displayed};
use crate::form::quantity_text;
use crate::schema::MoneyScale;
use crate::terms::{CellRef, DirectionId, Yen};

/// Number of columns before the first year.
const LABELS: u32 = 2;

/// Whether any line of effects was reported.
pub(in super::super) fn has_effects(request: &ReportRequest<'_>) -> bool {
    let effects = &request.figures.effects;
    let nonzero = |cell: &crate::analysis::EffectCell| cell.planned.0 != 0 || cell.actual.0 != 0;
    effects.cells.iter().any(nonzero) || effects.left_out > 0
}

/// The unit in which this plan's reports print effects.
pub(in super::super) fn unit(request: &ReportRequest<'_>) -> MoneyScale {
    request.plan.display.effect_unit
}

/// What is said below tables of these views: the unit, and the rounding where the amounts as shown do not add up.
pub(in super::super) fn unit_note(request: &ReportRequest<'_>, views: &[EffectView]) -> String {
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
                displayed(&parts, of(&whole), unit, unit.decimals()).note
            };
            let sums: [fn(&EffectTotal) -> Yen; 2] = [|sum| sum.planned, |sum| sum.actual];
            sums.into_iter().find_map(|of| note(&rows, of).or_else(|| note(&kinds, of)))
        })
    });
    format!("単位は{}です。{}", unit.label(), rounding.unwrap_or_default())
}

/// Widths of the columns in pixels, filling `width` if it can be filled.
pub(in super::super) fn effect_widths(request: &ReportRequest<'_>, width: u32) -> Vec<u32> {
    const KIND: u32 = 100;
    const NAME: u32 = 300;
    let years = u32::try_from(request.figures.effects.years.len()).unwrap_or(u32::MAX);
    let columns = years.saturating_mul(2);
    let free = width.saturating_sub(NAME + KIND).checked_div(columns).unwrap_or_default();
    let amount = free.min(130).max(amount_width(request));
    let name = width.saturating_sub(KIND + amount.saturating_mul(columns)).max(240);
    [name, KIND].into_iter().chain((0..columns).map(|_| amount)).collect()
}

/// Pixels that the widest amount needs.
pub(in super::super) fn amount_width(request: &ReportRequest<'_>) -> u32 {
    let effects = &request.figures.effects;
    let totals = effects
        .years
        .iter()
        .flat_map(|year| EffectView::ALL.map(|view| effects.total(None, None, *year, view)));
    let widest = totals.flat_map(|total| [total.planned, total.actual]).map(|yen| {
        let unit = unit(request);
        let amount = in_unit(yen, unit).round_dp(unit.decimals());
        let text = quantity_text(amount, unit.decimals());
        measure::text_width(&text, style::TEXT_SIZE)
    });
    widest.fold(76, u32::max)
}

/// Two columns for each year, planned and actual; the reported year stands out.
pub(in super::super) fn year_columns(request: &ReportRequest<'_>) -> Vec<Column> {
    let years = request.figures.effects.years.iter();
    let columns = years.flat_map(|year| {
        let is_current = *year == request.figures.round.year;
        ["計画", "実績"]
            .map(|what| Column::new(format!("{}\n{what}", year.label())).current(is_current))
    });
    columns.collect()
}

/// Direction × kind × year in one view, with the sum of each kind and of all; first body row at `first_row`.
pub(in super::super) fn amounts(
    request: &ReportRequest<'_>,
    view: EffectView,
    first_row: u32,
) -> Table {
    let effects = &request.figures.effects;
    let plan = request.plan;
    let mut columns = vec![Column::new(plan.words.direction.as_str()), Column::new("区分")];
    columns.extend(year_columns(request));
    let mut rows = Vec::new();
    let total = |direction: Option<&DirectionId>, kind: Option<&str>| -> Vec<EffectTotal> {
        effects.years.iter().map(|year| effects.total(direction, kind, *year, view)).collect()
    };
    for direction in &plan.directions {
        for kind in &effects.kinds {
            let mut cells = vec![
                Cell::text(words::direction(plan, &direction.id)),
                Cell::centre(kind.as_str()),
            ];
            cells.extend(
                total(Some(&direction.id), Some(kind))
                    .into_iter()
                    .flat_map(|sum| [sum.planned, sum.actual])
                    .map(|yen| Cell::amount(yen, unit(request))),
            );
            rows.push(Row::new(cells));
        }
    }
    let body = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_row = first_row + body.saturating_sub(1);
    let sums = |label: &str, kind: Option<&str>, at: u32| {
        let amounts: Vec<_> =
            total(None, kind).into_iter().flat_map(|sum| [sum.planned, sum.actual]).collect();
        let mut cells = vec![Cell::text(label), Cell::centre(kind.unwrap_or("計"))];
        cells.extend((LABELS..).zip(amounts).map(|(col, yen)| {
            if body == 0 {
                return Cell::amount(yen, unit(request));
            }
            let range = |col: u32| {
                let cell = |row: u32| CellRef::new(row - 1, col).to_string();
                format!("{}:{}", cell(first_row), cell(last_row))
            };
            let formula = match kind {
                Some(_) => {
                    let kinds = CellRef::new(first_row - 1, 1).absolute();
                    let last = CellRef::new(last_row - 1, 1).absolute();
                    format!("=SUMIF({kinds}:{last},$B{at},{})", range(col))
                }
                None => format!("=SUM({})", range(col)),
            };
            Cell::amount_formula(formula, yen, unit(request))
        }));
        Row::sum(cells)
    };
    for (at, kind) in (last_row + 1..).zip(&effects.kinds) {
        rows.push(sums("計", Some(kind), at));
    }
    rows.push(sums("合計", None, last_row + 1));
    Table { columns, rows, body: Body::Figures }
}
