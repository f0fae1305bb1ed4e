//! 資料1: how many programs stand where, in words, as a table and as a chart, beside the round before.

use rust_decimal::Decimal;

use super::paper::{RATINGS, open};
use crate::analysis::{movement_sentence, rating_sentence};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::tables::{Tally, TallyDetail, code_head};
use crate::schema::Level;
use crate::sheet::{
    Body, Cell, Columns, PRINTED_WIDTH, Row, Sheet, Table, Tone, Value, Written, style,
};

/// A number with its sign: more, less, alike.
const CHANGE_FORMAT: &str = "\"+\"#,##0;\"▲\"#,##0;0";

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let figures = request.figures;
    let tally = Tally::by_direction(request, TallyDetail::Brief, None);
    let mut page = open(request, RATINGS, tally.widths(PRINTED_WIDTH))?;
    let sentence = rating_sentence(request.plan, figures.round, &figures.ratings);
    page.sentence(&format!("{sentence}(基準日 {})", long_date(figures.round.as_of())))?;
    let movement = figures.ratings.movement.as_ref().filter(|_| figures.ratings.total.rated > 0);
    if let Some(movement) = movement {
        // In smaller letters than the sentence before it: table and chart stand on the same page.
        let said = movement_sentence(request.plan, movement);
        page.band(&said, style::TEXT_SIZE, &style::plain().set_text_wrap())?;
    }
    page.gap(6.0)?;
    let note = figures.ratings.total.shares_note.as_deref();
    tally.draw_with(&mut page, RATINGS.sheet, by_code(request, &tally), note)?;
    page.finish()
}

/// The share of each code, beside its count of the round before if the two are compared; nothing if nothing is rated.
fn by_code(request: &ReportRequest<'_>, tally: &Tally<'_>) -> Vec<Row> {
    let (plan, ratings) = (request.plan, &request.figures.ratings);
    let total = &ratings.total;
    if total.rated == 0 {
        return Vec::new();
    }
    let share = |level: &Level| Cell::share(total.share(&level.code), plan.share_decimals);
    let mut rows = vec![tally.row_of_codes("割合(%)".to_owned(), share)];
    if let Some(movement) = ratings.movement.as_ref().filter(|one| one.refused.is_none()) {
        let of = |level: &Level| total.codes.get(&level.code);
        let before = format!("前回({})の{}数", movement.from.label(), plan.words.counter);
        rows.push(tally.row_of_codes(before, |level| {
            Cell::count(of(level).and_then(|figure| figure.previous).unwrap_or_default())
        }));
        rows.push(tally.row_of_codes("増減".to_owned(), |level| {
            let change = of(level).and_then(|figure| figure.change).unwrap_or_default();
            Cell::new(Value::Number(Decimal::from(change)), Tone::Right).format(CHANGE_FORMAT)
        }));
    }
    rows
}

/// Count and share of each code, and how they changed.
pub(super) fn code_table(request: &ReportRequest<'_>) -> Table {
    let plan = request.plan;
    let ratings = &request.figures.ratings;
    let total = &ratings.total;
    let is_compared = ratings.movement.as_ref().is_some_and(|one| one.refused.is_none());
    let change = |level: &Level| total.codes.get(&level.code).and_then(|figure| figure.change);
    let previous = |level: &Level| total.codes.get(&level.code).and_then(|figure| figure.previous);
    let columns = Columns::new()
        .with("区分", 0, |level: &Level| Cell::text(code_head(level, " ")))
        .with(format!("{}数", plan.words.counter), 0, |level| {
            Cell::count(total.count(&level.code))
        })
        .with("割合\n(%)", 0, |level| Cell::share(total.share(&level.code), plan.share_decimals))
        .when(is_compared, |columns| {
            columns.with("前回", 0, |level| Cell::count(previous(level).unwrap_or_default())).with(
                "増減",
                0,
                |level| {
                    let change = Decimal::from(change(level).unwrap_or_default());
                    Cell::new(Value::Number(change), Tone::Right).format(CHANGE_FORMAT)
                },
            )
        });
    columns.table(&plan.scale(request.figures.round.year).levels, Body::Figures)
}
