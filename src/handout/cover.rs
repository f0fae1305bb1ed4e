//! The first two sheets of a form: 表紙 and 記入要領.

use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, ProtectionOptions, Url, Worksheet};

use super::looks::form_cell;
use super::request::TemplateRequest;
use crate::form::{
    COVER_SHEET, FormContext, GUIDE_SHEET, Identity, Look, SheetLayout, cover_words as words,
    guide_choices,
};
use crate::schema::{Plan, Program};
use crate::sheet::{
    Cells, Expr, Holdings, Value, Written, fit,
    measure::{self, MAX_ROW_HEIGHT},
    style, write_value,
};
use crate::terms::CellRef;

/// Columns of 表紙.
pub(super) const COVER_COLUMNS: u16 = 5;
/// Columns of 記入要領.
pub(super) const GUIDE_COLUMNS: u16 = 2;

/// Row of the headings of the programs on 表紙, counted from zero.
const HEADS_ROW: u32 = 8;
/// Columns of the counts and of what they mean.
const COUNTS: u32 = 3;
const STATES: u32 = 4;
/// Pixels of a program's name on 表紙.
const NAME_WIDTH: u32 = 330;
/// Pixels of the columns of 記入要領.
const GUIDE_WIDTHS: [u32; GUIDE_COLUMNS as usize] = [150, 520];
/// Points of a line of the guide.
const GUIDE_SIZE: f64 = 10.0;

/// Writes 表紙: who, which programs, and how much of each sheet is still empty.
pub(super) fn write_cover(
    sheet: &mut Worksheet,
    request: &TemplateRequest<'_>,
    identity: &Identity,
    layouts: &[SheetLayout<'_>],
    still_empty: &[(String, CellRef, u32)],
) -> Written<Holdings> {
    let mut held = Holdings::default();
    let FormContext { plan, form, .. } = request.context;
    sheet.set_name(COVER_SHEET)?;
    style::set_up_page(sheet, &plan.full_title(), false);
    for (col, width) in (0u16..).zip([56, NAME_WIDTH, 70, 90, 110]) {
        sheet.set_column_width_pixels(col, width)?;
    }
    write_who(sheet, request)?;
    sheet.set_row_height(6, 10)?;
    let advice = style::plain().set_font_color(style::ADVICE);
    sheet.set_row_height(7, 20)?;
    sheet.merge_range(7, 0, 7, 4, words::ADVICE, &advice)?;
    write_heads(sheet, plan)?;
    let mut row = HEADS_ROW + 1;
    for (layout, empty) in layouts.iter().zip(still_empty) {
        write_program(sheet, &mut held, row, (plan, layout.program), empty)?;
        row += 1;
    }
    write_total(sheet, &mut held, row, still_empty.iter().map(|(_, _, count)| count).sum())?;
    let small = form_cell(Look::Note);
    sheet.set_row_height(row + 1, 10)?;
    if !form.contact.is_empty() {
        sheet.set_row_height(row + 2, 18)?;
        sheet.merge_range(row + 2, 0, row + 2, 4, &form.contact, &small)?;
    }
    sheet.merge_range(row + 3, 0, row + 3, 4, &identity.visible_text(), &small)?;
    sheet.set_print_area(0, 0, row + 3, 4)?;
    sheet.protect_with_options(&ProtectionOptions::default());
    Ok(held)
}

/// The plan, the form, and whose answers for which round these are.
fn write_who(sheet: &mut Worksheet, request: &TemplateRequest<'_>) -> Written {
    let FormContext { plan, form, round, .. } = request.context;
    let plain = style::plain();
    let title = plain.clone().set_font_size(18).set_bold();
    let label = form_cell(Look::Label);
    let value = style::boxed().set_bold().set_font_size(12).set_indent(1);
    sheet.set_row_height(0, 22)?;
    let city = plain.clone().set_font_color(style::GREY).set_font_size(10);
    sheet.merge_range(0, 0, 0, 4, &plan.full_title(), &city)?;
    sheet.set_row_height(1, 34)?;
    sheet.merge_range(1, 0, 1, 4, &form.title, &title)?;
    if let Some(mark) = request.mark {
        let mark_format = plain.set_bold().set_font_size(12).set_font_color(style::ALERT);
        sheet.set_row_height(2, 22)?;
        sheet.merge_range(2, 0, 2, 4, mark, &mark_format)?;
    }
    for (row, name, text) in [
        (3, words::ROUND, round.label()),
        (4, words::DIVISION, request.division.name.to_string()),
        (5, words::AS_OF, crate::form::long_date(round.as_of())),
    ] {
        sheet.set_row_height(row, 24)?;
        sheet.write_string_with_format(row, 0, name, &label)?;
        sheet.merge_range(row, 1, row, 4, &text, &value)?;
    }
    Ok(())
}

fn write_heads(sheet: &mut Worksheet, plan: &Plan) -> Written {
    let head = style::boxed()
        .set_bold()
        .set_font_color(style::WHITE)
        .set_background_color(style::NAVY)
        .set_align(FormatAlign::Center);
    sheet.set_row_height(HEADS_ROW, 22)?;
    for (col, text) in (0u16..).zip(words::heads(plan)) {
        sheet.write_string_with_format(HEADS_ROW, col, &text, &head)?;
    }
    Ok(())
}

/// A program: its name leads to its sheet, whose count of empty cells stands beside it.
fn write_program(
    sheet: &mut Worksheet,
    held: &mut Holdings,
    row: u32,
    (plan, program): (&Plan, &Program),
    (name, cell, count): &(String, CellRef, u32),
) -> Written {
    let centre = style::boxed().set_align(FormatAlign::Center);
    let link = style::boxed().set_font_color(style::NAVY).set_underline(FormatUnderline::Single);
    let height = fit(&program.name, NAME_WIDTH, MAX_ROW_HEIGHT).height;
    sheet.set_row_height(row, height.max(22.0))?;
    sheet.write_number_with_format(row, 0, f64::from(program.no.0), &centre)?;
    let url = Url::new(format!("internal:'{name}'!A1")).set_text(&program.name);
    sheet.write_url_with_format(row, 1, url, &link)?;
    sheet.write_string_with_format(row, 2, plan.kind_word(program.kind), &centre)?;
    let empty = Expr::Elsewhere(name.clone(), *cell);
    let empty = Value::Formula(empty.into(), (*count).into());
    write_value(sheet, held, CellRef::new(row, COUNTS), &empty, &count_format())?;
    write_value(sheet, held, CellRef::new(row, STATES), &state(row, words::DONE, *count), &centre)
}

/// How many cells of all programs are empty, and whether the form is ready to be handed in.
fn write_total(sheet: &mut Worksheet, held: &mut Holdings, row: u32, total: u32) -> Written {
    let label = form_cell(Look::Label).set_bold();
    let number = count_format().set_bold().set_background_color(style::PALE);
    sheet.set_row_height(row, 22)?;
    sheet.merge_range(row, 0, row, 2, words::TOTAL, &label)?;
    let sum = Expr::sum(Cells::column(COUNTS, HEADS_ROW + 1, row - 1));
    let sum = Value::Formula(sum.into(), total.into());
    write_value(sheet, held, CellRef::new(row, COUNTS), &sum, &number)?;
    write_value(sheet, held, CellRef::new(row, STATES), &state(row, words::READY, total), &label)
}

fn count_format() -> Format {
    style::boxed().set_align(FormatAlign::Right).set_num_format("0\"か所\"")
}

/// Writes 記入要領: the guide of the form, and what each choice means.
pub(super) fn write_guide(sheet: &mut Worksheet, request: &TemplateRequest<'_>) -> Written {
    let FormContext { plan, form, .. } = request.context;
    sheet.set_name(GUIDE_SHEET)?;
    style::set_up_page(sheet, &plan.full_title(), false);
    for (col, width) in (0u16..).zip(GUIDE_WIDTHS) {
        sheet.set_column_width_pixels(col, width)?;
    }
    let title = style::plain().set_font_size(16).set_bold();
    let heading = form_cell(Look::Heading);
    let line = style::plain().set_text_wrap().set_indent(1).set_font_size(GUIDE_SIZE);
    sheet.set_row_height(0, 28)?;
    sheet.merge_range(0, 0, 0, 1, GUIDE_SHEET, &title)?;
    let mut row = 1;
    for section in &form.guide {
        sheet.set_row_height(row, 7)?;
        sheet.set_row_height(row + 1, 20)?;
        sheet.merge_range(row + 1, 0, row + 1, 1, &section.heading, &heading)?;
        row += 2;
        for text in &section.lines {
            let lines = measure::lines(text, GUIDE_WIDTHS.iter().sum(), GUIDE_SIZE).len();
            sheet.set_row_height(row, measure::row_height(lines, GUIDE_SIZE))?;
            sheet.merge_range(row, 0, row, 1, text, &line)?;
            row += 1;
        }
    }
    // What the choices mean is looked up: it has a page of its own, and the guide keeps its size.
    sheet.set_page_breaks(&[row])?;
    sheet.set_row_height(row, 7)?;
    sheet.set_row_height(row + 1, 20)?;
    sheet.merge_range(row + 1, 0, row + 1, 1, words::CHOICES, &heading)?;
    row += 2;
    let label = form_cell(Look::Label);
    for (name, text) in guide_choices(&request.context) {
        let [name_width, text_width] = GUIDE_WIDTHS;
        let height = |text: &str, width: u32| fit(text, width, MAX_ROW_HEIGHT).height;
        let points = height(name, name_width).max(height(&text, text_width));
        sheet.set_row_height(row, points)?;
        sheet.write_string_with_format(row, 0, name, &label)?;
        sheet.write_string_with_format(row, 1, &text, &style::boxed())?;
        row += 1;
    }
    sheet.set_print_area(0, 0, row - 1, 1)?;
    sheet.protect_with_options(&ProtectionOptions::default());
    Ok(())
}

/// `done` once the count of this row is 0.
fn state(row: u32, done: &str, count: u32) -> Value {
    let formula = Expr::choose(Expr::from(CellRef::new(row, COUNTS)).is(0u32), done, words::OPEN);
    Value::TextFormula(formula.into(), if count == 0 { done } else { words::OPEN }.to_owned())
}
