//! Heights of a form's rows: as the form lays them out, and taller where what is written in them needs more.

use crate::form::{Content, Question, RowHeight, SheetLayout};
use crate::handout::entry::Entry;
use crate::handout::request::TemplateRequest;
use crate::handout::strays::stray_heights;
use crate::schema::FieldType;
use crate::sheet::{
    Fit, NO_INDENT, fit,
    measure::{MAX_ROW_HEIGHT, row_height},
    style::TEXT_SIZE,
};
use crate::terms::Area;

/// Pixels of one unit of the form's width.
pub(super) const UNIT_PIXELS: u32 = 7;
/// Points of one line of text.
const LINE_POINTS: f64 = 14.0;
/// Room above and below the text of a row.
const ROW_ROOM: f64 = 4.5;
/// Height of a gap between blocks.
const GAP_POINTS: f64 = 6.0;

/// Points of each row from the top.
pub(super) fn row_heights(request: &TemplateRequest<'_>, layout: &SheetLayout<'_>) -> Vec<f64> {
    let mut heights: Vec<f64> = layout.rows.iter().map(laid_out).collect();
    let mut grow = |row: u32, points: f64| {
        if let Some(height) = heights.get_mut(row as usize) {
            *height = height.max(points);
        }
    };
    for placed in &layout.cells {
        let question = match &placed.content {
            Content::Question(question) => question,
            Content::Past(past) => &past.question,
            Content::Text(_) | Content::Advice(_) | Content::Sum { .. } | Content::StillEmpty => {
                continue;
            }
        };
        let entry = (request.entries)(layout.program_no(), question);
        if let Some(fit) =
            entry.as_ref().and_then(|entry| fit_of(layout, placed.area, question, entry))
        {
            grow(placed.area.first.row, needed(&fit));
        }
    }
    for (row, points) in beside(request, layout) {
        grow(row, points);
    }
    heights
}

/// Points that rows need for what a division wrote beside the form, rows below it included.
pub(super) fn beside(
    request: &TemplateRequest<'_>,
    layout: &SheetLayout<'_>,
) -> impl Iterator<Item = (u32, f64)> {
    request.marks.into_iter().flat_map(|marks| stray_heights(marks, layout))
}

/// Points of a row as the form lays it out.
fn laid_out(row: &RowHeight) -> f64 {
    match row {
        RowHeight::Gap => GAP_POINTS,
        RowHeight::Lines(lines) => f64::from(*lines) * LINE_POINTS + ROW_ROOM,
    }
}

/// Points that a row must have: the form's own rows are lower than those of a report, and hold one line all the same.
fn needed(fit: &Fit) -> f64 {
    if fit.height <= row_height(1, TEXT_SIZE) { 0.0 } else { fit.height }
}

/// How a text stands in its cell; nothing for what is no text.
pub(in crate::handout) fn fit_of(
    layout: &SheetLayout<'_>,
    area: Area,
    question: &Question,
    entry: &Entry,
) -> Option<Fit> {
    let text = entry.text()?;
    let is_centred = matches!(question.field.kind, FieldType::Choice | FieldType::Date);
    let width = width_of(layout, area) + if is_centred { NO_INDENT } else { 0 };
    Some(fit(text, width, MAX_ROW_HEIGHT))
}

/// Pixels of an area.
pub(super) fn width_of(layout: &SheetLayout<'_>, area: Area) -> u32 {
    let columns = area.first.col as usize..=area.last.col as usize;
    let units = layout.columns.get(columns).unwrap_or_default().iter().copied().map(u32::from);
    units.sum::<u32>() * UNIT_PIXELS
}

#[cfg(test)]
mod tests {
    use super::super::pages::pages_of;
    use super::*;
    use crate::form::{ExtraRows, FormContext, PastActuals, lay_out};
    use crate::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};

    #[test]
    fn every_form_of_the_review_round_is_printed_on_two_pages() {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
        let past = PastActuals::default();
        let round = plan.rounds.iter().map(|one| one.round).find(|round| plan.is_review(*round));
        let context = FormContext { plan: &plan, form: &form, round: round.unwrap(), past: &past };
        let mut count = 0;
        for program in &plan.programs {
            let layout = lay_out(&context, program, &ExtraRows::new()).unwrap();
            let heights: Vec<f64> = layout.rows.iter().map(laid_out).collect();
            assert!(pages_of(504.0, &heights, &layout.block_rows) <= 2, "{}", layout.name);
            count += 1;
        }
        assert!(count > 20);
    }
}
