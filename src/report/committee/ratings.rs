//! 資料1: how many programs stand where, in words, as a table and as a chart, beside the round before.

use rust_decimal::Decimal;

use super::paper::{RATINGS, open};
use crate::analysis::{movement_sentence, rating_sentence};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::tables::{Tally, TallyDetail, code_head};
use crate::schema::Level;
use crate::sheet::{Body, Cell, Columns, PRINTED_WIDTH, Page, Sheet, Table, Tone, Value, Written};

/// A number with its sign: more, less, alike.
const CHANGE_FORMAT: &str = "\"+\"#,##0;\"▲\"#,##0;0";

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let figures = request.figures;
    let tally = Tally::by_direction(request, TallyDetail::Brief, None);
    let mut page = open(request, RATINGS, tally.widths(PRINTED_WIDTH))?;
    let sentence = rating_sentence(request.plan, figures.round, &figures.ratings);
    page.sentence(&format!("{sentence}(基準日 {})", long_date(figures.round.as_of())))?;
    page.gap(6.0)?;
    tally.draw(&mut page, RATINGS.sheet)?;
    by_code(&mut page, request)?;
    page.finish()
}

/// Count and share of each code, beside those of the round before if the two are compared; nothing if nothing is rated.
fn by_code(page: &mut Page, request: &ReportRequest<'_>) -> Written {
    let ratings = &request.figures.ratings;
    if ratings.total.rated == 0 {
        return Ok(());
    }
    let movement = ratings.movement.as_ref();
    let notes: Vec<String> = ratings.total.shares_note.iter().cloned().collect();
    let heading = match movement {
        Some(movement) => format!("区分ごとの数と割合、前回({})との比較", movement.from.label()),
        None => "区分ごとの数と割合".to_owned(),
    };
    let table = code_table(request);
    page.heading_of_noted(&table, &notes, &heading)?;
    if let Some(movement) = movement {
        page.sentence(&movement_sentence(request.plan, movement))?;
    }
    page.table(&table)?;
    notes.iter().try_for_each(|note| page.note(note))
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
