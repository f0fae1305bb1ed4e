//! 資料3: fiscal effects by direction, kind and year, and the same sums in the other views.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::ReportRequest;
use super::super::page::{PRINTED_WIDTH, Page};
use super::super::table::{Body, Cell, Column, Row, Table};
use super::super::tables::{self, amounts, effect_widths, has_effects, year_columns};
use super::{EFFECTS, open};
use crate::analysis::{EffectView, effect_sentence};

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Worksheet, XlsxError> {
    let widths = effect_widths(request, PRINTED_WIDTH);
    let mut page = open(request, EFFECTS, widths)?;
    if has_effects(request) {
        figures(&mut page, request)?;
    } else {
        page.sentence("財政効果の報告はありません。")?;
    }
    history(&mut page, request)?;
    page.finish()
}

fn figures(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    let effects = &request.figures.effects;
    let round = request.figures.round;
    let unit = tables::unit(request);
    let none = || format!("{}に新たに生じた財政効果はありません。", round.year.label());
    page.sentence(&effect_sentence(round, effects).unwrap_or_else(none))?;
    page.heading(&format!("1 {}({})", EffectView::New.label(), unit.label()))?;
    let table = amounts(request, EffectView::New, page.first_body_row());
    page.table(&table)?;
    let mut columns = vec![Column::new("見方"), Column::new("区分")];
    columns.extend(year_columns(request));
    let rows = EffectView::ALL.into_iter().map(|view| {
        let totals = effects.years.iter().map(|year| effects.total(None, None, *year, view));
        let mut cells = vec![Cell::text(view.label()), Cell::centre("合計")];
        let amounts = totals.flat_map(|sum| [sum.planned, sum.actual]);
        cells.extend(amounts.map(|yen| Cell::amount(yen, unit)));
        Row::new(cells)
    });
    let table = Table { columns, rows: rows.collect(), body: Body::Figures };
    page.heading_of(&table, &format!("2 見方ごとの合計({})", unit.label()))?;
    page.table(&table)?;
    let mut notes = vec![
        "1の表は、その年度に新たに生じた効果です。見方の意味は「参考」にあります。".to_owned(),
        format!(
            "{}「-」は報告がないことを示します。",
            tables::unit_note(request, &EffectView::ALL)
        ),
    ];
    match effects.bases.as_slice() {
        [] => {}
        [basis] => notes.push(format!("{}の額は{basis}によります。", round.year.label())),
        bases => notes.push(format!(
            "{}の額には、{}によるものが混ざっています。",
            round.year.label(),
            bases.join("、")
        )),
    }
    if effects.left_out > 0 {
        notes.push(format!(
            "区分または実績額が確定していない{}行は、合計に入っていません。",
            effects.left_out
        ));
    }
    for (at, note) in notes.iter().enumerate() {
        page.note(&format!("注{} {note}", at + 1))?;
    }
    Ok(())
}

/// What earlier plans brought, as context.
fn history(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    let history = &request.plan.effect_history;
    if history.is_empty() {
        return Ok(());
    }
    let unit = tables::unit(request).label();
    let columns = ["計画", "始まり", "終わり", "効果額"].map(Column::new);
    let rows = history.iter().map(|past| {
        let amount = Cell::amount(past.yen, tables::unit(request));
        let amount = if past.approx { amount.approximate() } else { amount };
        let year = |year: crate::terms::FiscalYear| Cell::centre(year.short());
        Row::new(vec![
            Cell::text(past.label.as_str()),
            year(past.first_year),
            year(past.last_year),
            amount,
        ])
    });
    let table = Table { columns: columns.into(), rows: rows.collect(), body: Body::Figures };
    page.heading_of(&table, &format!("(参考) これまでの計画の財政効果({unit})"))?;
    page.table(&table)?;
    Ok(())
}
