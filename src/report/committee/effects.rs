//! 資料3: fiscal effects by kind and year with their chart, the totals in the other views, and the effects of the
//! headline by direction.

use super::paper::{EFFECTS, open};
use crate::analysis::{EffectView, Headline, carried_note, doubted_note, effect_statement};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::tables::{
    self, AmountRow, Amounts, Beside, amount_table, amount_width, amounts, comparison_widths,
    draw_effect_chart, effect_widths, has_effects, kind_rows, reported_rate,
};
use crate::schema::EffectHistory;
use crate::sheet::{Body, Cell, Columns, PRINTED_WIDTH, Page, Row, Sheet, Table, Written};

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let compared = comparison_widths(amount_width(request));
    let mut widths = effect_widths(request, PRINTED_WIDTH - compared.iter().sum::<u32>());
    widths.extend(compared);
    let mut page = open(request, EFFECTS, widths)?;
    if has_effects(request) {
        figures(&mut page, request)?;
    } else {
        let figures = request.figures;
        page.sentence(&effect_statement(request.plan, figures.round, &figures.effects))?;
    }
    history(&mut page, request)?;
    page.finish()
}

fn figures(page: &mut Page, request: &ReportRequest<'_>) -> Written {
    let effects = &request.figures.effects;
    let round = request.figures.round;
    let unit = tables::unit(request);
    let sentence = effect_statement(request.plan, round, effects);
    page.sentence(&format!("{sentence}(基準日 {})", long_date(round.as_of())))?;
    let headline = Headline::of(request.plan, round);
    let table = by_view(request, &headline);
    page.heading(&format!("1 年度ごとの財政効果({})", unit.label()))?;
    let drawn = page.table(&table)?;
    let ranges = kind_rows(request, EFFECTS.sheet, drawn.head, drawn.head + 1);
    draw_effect_chart(page, request, &ranges, headline.view, &headline.label)?;
    let mut notes = vec![
        format!(
            "グラフと2の表の見方は「{}」です。見方の意味は「参考」にあります。",
            headline.label
        ),
        format!(
            "{}の達成率は実績÷計画、差は実績−計画、構成比は実績の合計に占める割合です。計画がないとき、額が確定していない行を含むとき、実績の合計が0以下のときは「-」です。{}",
            round.label_of(round.year),
            effects.shares_notes(round.year, headline.view).join("")
        ),
        format!(
            "{}「-」は、その見方で数える報告がないことを示します。",
            tables::unit_note(request, &EffectView::ALL)
        ),
    ];
    notes.extend(carried_note(round, effects));
    match effects.bases.as_slice() {
        [] => {}
        [basis] => notes.push(format!("{}の額は{basis}によります。", round.label_of(round.year))),
        bases => notes.push(format!(
            "{}の額には、{}によるものが混ざっています。",
            round.label_of(round.year),
            bases.join("、")
        )),
    }
    notes.extend(doubted_note(request.plan, round, effects));
    if effects.left_out > 0 {
        notes.push(format!(
            "区分、計画額または実績額が確定していない行が{}行あります。確定していない額は、合計に入っていません(区分が読み取れない行は、計画額も実績額も入っていません)。",
            effects.left_out
        ));
    }
    let notes: Vec<String> =
        notes.iter().enumerate().map(|(at, note)| format!("注{} {note}", at + 1)).collect();
    by_direction(page, request, &headline, &notes)
}

/// The effects of the headline by direction and kind, with the notes below. A table longer than a page goes on below
/// headings of its own on each page: rows repeated by the sheet would also stand above the tables and notes that follow.
fn by_direction(
    page: &mut Page,
    request: &ReportRequest<'_>,
    headline: &Headline,
    notes: &[String],
) -> Written {
    let effects = &request.figures.effects;
    let unit = tables::unit(request);
    let direction = &request.plan.words.direction;
    let mut heading = format!("2 {direction}別 {}({})", headline.label, unit.label());
    let whole = amounts(request, headline.view, page.first_body_row(), Amounts::Values);
    let columns = whole.columns;
    let part =
        |rows: &[Row]| Table { columns: columns.clone(), rows: rows.to_vec(), body: Body::Figures };
    // The rows of one direction stay together, and so do the sums.
    let kinds = effects.kinds.len().max(1);
    let directions = whole.rows.len().saturating_sub(effects.kinds.len() + 1);
    let mut rest = whole.rows.as_slice();
    let mut left = directions;
    while !rest.is_empty() {
        if page.fits_on_one(&part(rest)) {
            let last = part(rest);
            page.heading_of_noted(&last, notes, &heading)?;
            page.table(&last)?;
            return notes.iter().try_for_each(|note| page.note(note));
        }
        let fits = |rows: &usize| page.fits_on_one(&part(&rest[..*rows]));
        let first = (kinds..left).step_by(kinds).take_while(fits).last();
        let (now, later) = rest.split_at(first.unwrap_or(kinds.min(rest.len())));
        page.heading_of(&part(now), &heading)?;
        page.table(&part(now))?;
        (rest, left) = (later, left.saturating_sub(now.len()));
        heading = format!("2 {direction}別(続き)({})", unit.label());
    }
    notes.iter().try_for_each(|note| page.note(note))
}

/// The effects of the headline by kind, then the totals in every view.
fn by_view(request: &ReportRequest<'_>, headline: &Headline) -> Table {
    let effects = &request.figures.effects;
    let row = |view: EffectView, label: &str, kind: Option<&str>| {
        let years = effects.years.iter();
        let sums = years.map(|year| effects.total(None, kind, *year, view)).collect();
        let labels = [Cell::text(label), Cell::centre(kind.unwrap_or("合計"))];
        let rate = match kind {
            Some(kind) => reported_rate(request, &effects.by_kind, view, |key| key.kind == kind),
            None => reported_rate(request, &effects.totals, view, |_| true),
        };
        AmountRow { is_sum: kind.is_none(), rate, ..AmountRow::plain(labels, sums) }
    };
    let kinds = effects.kinds.iter().map(|kind| row(headline.view, &headline.label, Some(kind)));
    // A comparison with a year without effects is a view of its own only by its name.
    let own = (headline.label != headline.view.label()).then_some(headline.label.as_str());
    let own = own.map(|label| row(headline.view, label, None));
    let totals = EffectView::ALL.into_iter().map(|view| row(view, view.label(), None));
    let rows: Vec<AmountRow<'_>> = kinds.chain(own).chain(totals).collect();
    amount_table(request, ["見方", "区分"], &rows, Beside::Comparison)
}

/// What earlier plans brought, as context.
fn history(page: &mut Page, request: &ReportRequest<'_>) -> Written {
    let history = &request.plan.effect_history;
    if history.is_empty() {
        return Ok(());
    }
    let unit = tables::unit(request).label();
    let columns = Columns::new()
        .with("計画", 0, |past: &EffectHistory| Cell::text(past.label.as_str()))
        .with("始まり", 0, |past| Cell::centre(past.first_year.label()))
        .with("終わり", 0, |past| Cell::centre(past.last_year.label()))
        .with("効果額", 0, |past| {
            let amount = Cell::amount(past.yen, tables::unit(request));
            if past.approx { amount.approximate() } else { amount }
        });
    let table = columns.table(history, Body::Figures);
    page.heading_of(&table, &format!("(参考) これまでの計画の財政効果({unit})"))?;
    page.table(&table)?;
    Ok(())
}
