//! The picture of a table of effects: a bar of planned and one of actual amounts for each year, stacked by kind.

use super::effect_columns::unit;
use super::effect_rows::LABELS;
use crate::analysis::{EffectTotal, EffectView, displayed};
use crate::form::{long_date, quantity_text};
use crate::report::request::ReportRequest;
use crate::sheet::{
    Page, Written,
    chart::{self, Bar, ColumnSeries, Columns},
};
use crate::terms::{Area, CellRef, FiscalYear, Yen, count};

/// Where a sheet holds what is drawn.
pub struct ChartRanges<'a> {
    /// Sheet.
    pub sheet: &'a str,
    /// Names of the bars: planned and actual of each year.
    pub categories: Area,
    /// For each kind the amounts of these bars.
    pub kinds: Vec<Area>,
}

/// The ranges of a table with a column for each bar: its headings in row `head`, and a row for each kind from row
/// `first`, counted from zero.
pub fn kind_rows<'a>(
    request: &ReportRequest<'_>,
    sheet: &'a str,
    head: u32,
    first: u32,
) -> ChartRanges<'a> {
    let effects = &request.figures.effects;
    let bars = count(2 * effects.years.len());
    let across = |row: u32| {
        let last = LABELS.saturating_add(bars).saturating_sub(1);
        Area::new(CellRef::new(row, LABELS), CellRef::new(row, last))
    };
    let kinds = (first..).take(effects.kinds.len()).map(across).collect();
    ChartRanges { sheet, categories: across(head), kinds }
}

/// Draws the chart of a view that is called `label`; nothing if the view has no amount.
pub fn draw_effect_chart(
    page: &mut Page,
    request: &ReportRequest<'_>,
    ranges: &ChartRanges<'_>,
    view: EffectView,
    label: &str,
) -> Written {
    let effects = &request.figures.effects;
    let of_kind = |kind: &str| -> Vec<EffectTotal> {
        let years = effects.years.iter();
        years.map(|year| effects.total(None, Some(kind), *year, view)).collect()
    };
    let bar = |yen: Yen, approximate: bool| {
        let amount = displayed(&[], yen, unit(request)).whole;
        let about = if approximate { "約" } else { "" };
        let text = format!("{about}{}", quantity_text(amount, unit(request).decimals));
        Bar { amount, text, approximate }
    };
    let series: Vec<ColumnSeries> = effects
        .kinds
        .iter()
        .zip(&ranges.kinds)
        .map(|(kind, area)| {
            let sums = of_kind(kind);
            let bars = sums
                .iter()
                .flat_map(|sum| [bar(sum.planned, false), bar(sum.actual, sum.actual_approx > 0)]);
            ColumnSeries { name: kind.clone(), values: *area, bars: bars.collect() }
        })
        .collect();
    if series.iter().flat_map(|one| &one.bars).all(|bar| bar.amount.is_zero()) {
        return Ok(());
    }
    let title = format!(
        "財政効果 {label}({}、基準日 {})",
        unit(request).label(),
        long_date(request.figures.round.as_of())
    );
    let columns = Columns {
        sheet: ranges.sheet,
        categories: ranges.categories,
        series: &series,
        decimals: unit(request).decimals,
        title: &title,
        alt_text: &in_words(request, view, &title),
    };
    let (chart, height) = chart::columns(&columns, page.width());
    page.chart(chart, height)
}

/// The reported year by kind, and the totals of as many years before as a description holds.
fn in_words(request: &ReportRequest<'_>, view: EffectView, title: &str) -> String {
    let effects = &request.figures.effects;
    let unit = unit(request);
    let amount = |yen: Yen| {
        let shown = displayed(&[], yen, unit).whole;
        format!("{}{}", quantity_text(shown, unit.decimals), unit.label())
    };
    let said = |name: &str, sum: EffectTotal| {
        let about = if sum.actual_approx > 0 { "約" } else { "" };
        format!("{name}が計画{}・実績{about}{}", amount(sum.planned), amount(sum.actual))
    };
    let total = |kind: Option<&str>, year: FiscalYear| effects.total(None, kind, year, view);
    let mut text = format!("{title}の棒グラフ。");
    for (at, year) in effects.years.iter().rev().enumerate() {
        let kinds = effects.kinds.iter().filter(|_| at == 0 && effects.kinds.len() > 1);
        let mut parts: Vec<String> =
            kinds.map(|kind| said(kind, total(Some(kind), *year))).collect();
        parts.push(said("合計", total(None, *year)));
        let sentence = format!("{}は{}。", request.figures.round.label_of(*year), parts.join("、"));
        if text.chars().count() + sentence.chars().count() > chart::ALT_TEXT_LETTERS {
            break;
        }
        text.push_str(&sentence);
    }
    text
}
