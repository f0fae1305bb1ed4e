//! 財政効果: planned and actual amounts by direction, kind and year, in each of the four views.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::page::PRINTED_WIDTH;
use super::super::table::in_unit;
use super::super::tables::{self, amounts, effect_widths, has_effects};
use super::crossfoot::{Crossfoot, Side};
use super::{Part, open, overview};
use crate::analysis::{EffectView, effect_sentence};
use crate::terms::CellRef;

/// Name of the sheet.
const NAME: &str = "財政効果";
/// Columns before the first year.
const LABELS: u32 = 2;

/// Where the sheet holds the new effects of the reported year, for the sheets that repeat them.
pub(super) struct YearAmounts {
    /// First row of the view, counted from zero: a row per direction and kind.
    first: u32,
    kinds: u32,
    /// Column of the planned amounts; the actual ones stand beside it.
    planned: u32,
}

impl YearAmounts {
    /// The planned and the actual cell of a direction and a kind, by their places in the plan and in the form.
    pub(super) fn cells(&self, direction: u32, kind: u32) -> [String; 2] {
        let row = self.first + direction * self.kinds + kind;
        [0, 1].map(|side| format!("{NAME}!{}", CellRef::new(row, self.planned + side)))
    }
}

/// Draws the sheet; also returns where the amounts of the year are, if any were reported.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<(Part, Option<YearAmounts>), XlsxError> {
    let mut year = None;
    let mut totals = Vec::new();
    let effects = &request.figures.effects;
    let widths = effect_widths(request, PRINTED_WIDTH);
    let mut page = open(request, NAME, widths)?;
    if has_effects(request) {
        if let Some(sentence) = effect_sentence(request.figures.round, effects) {
            page.sentence(&sentence)?;
        }
        let unit = tables::unit_note(request, &EffectView::ALL);
        page.note(&format!("{unit}四つの見方の意味は「凡例・算定方法」にあります。"))?;
        if !effects.bases.is_empty() {
            page.note(&format!("今年度の額の根拠: {}", effects.bases.join("、")))?;
        }
        overview::left_out(&mut page, request)?;
        for view in EffectView::ALL {
            let heading = format!("{}({})", view.label(), tables::unit(request).label());
            // Its formulas know their rows, so the room for it is made before it is built; the height is the same.
            page.heading_of(&amounts(request, view, page.first_body_row()), &heading)?;
            let drawn = page.table(&amounts(request, view, page.first_body_row()))?;
            totals.push((view, drawn.last));
            if view == EffectView::New {
                year = year_amounts(request, drawn.head + 1);
            }
        }
    } else {
        page.sentence("財政効果の報告はありません。")?;
    }
    let says =
        format!("{}と区分ごとの計画額と実績額(年度別、四つの見方)", request.plan.words.direction);
    let checks = checks(request, &totals);
    Ok((Part::new(NAME, says, page.finish()?).checks(checks), year))
}

fn year_amounts(request: &ReportRequest<'_>, first: u32) -> Option<YearAmounts> {
    let effects = &request.figures.effects;
    let year = effects.years.iter().position(|year| *year == request.figures.round.year)?;
    Some(YearAmounts {
        first,
        kinds: u32::try_from(effects.kinds.len()).ok()?,
        planned: LABELS + 2 * u32::try_from(year).ok()?,
    })
}

/// The total of each view is the sum of its kinds, and the running totals are those of the years; `totals` holds the
/// row of each view's total.
fn checks(request: &ReportRequest<'_>, totals: &[(EffectView, u32)]) -> Vec<Crossfoot> {
    let effects = &request.figures.effects;
    let round = request.figures.round;
    let Some(year) = effects.years.iter().position(|year| *year == round.year) else {
        return Vec::new();
    };
    let at = |row: u32, year: usize| {
        let col = LABELS + 2 * u32::try_from(year).unwrap_or(u32::MAX) + 1;
        CellRef::new(row, col)
    };
    let row_of = |wanted: EffectView| totals.iter().find(|(view, _)| *view == wanted);
    let unit = tables::unit(request);
    let amount = |view, year| in_unit(effects.total(None, None, year, view).actual, unit);
    let kinds = u32::try_from(effects.kinds.len()).unwrap_or(u32::MAX);
    let mut checks = Vec::new();
    for (view, total) in totals {
        let sum = format!("SUM({NAME}!{}:{})", at(total - kinds, year), at(total - 1, year));
        let result = amount(*view, round.year);
        checks.push(Crossfoot::new(
            format!("{} {} 実績({})", round.year.label(), view.label(), unit.label()),
            Side::new(effects.kinds.join("+"), sum, result),
            Side::new("合計", format!("{NAME}!{}", at(*total, year)), result),
        ));
    }
    let running = [
        (EffectView::New, EffectView::CumulativeNew),
        (EffectView::InForce, EffectView::CumulativeInForce),
    ];
    for (yearly, cumulative) in running {
        let (Some((_, yearly_row)), Some((_, total))) = (row_of(yearly), row_of(cumulative)) else {
            continue;
        };
        let years: Vec<String> =
            (0..=year).map(|year| format!("{NAME}!{}", at(*yearly_row, year))).collect();
        let result = effects.years[..=year].iter().map(|year| amount(yearly, *year)).sum();
        checks.push(Crossfoot::new(
            format!("{} {} 実績({})", round.year.label(), cumulative.label(), unit.label()),
            Side::new("各年度の合計の和", years.join("+"), result),
            Side::new(
                "合計",
                format!("{NAME}!{}", at(*total, year)),
                amount(cumulative, round.year),
            ),
        ));
    }
    checks
}
