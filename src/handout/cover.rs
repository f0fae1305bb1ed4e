//! The first two sheets of a form: 表紙 and 記入要領.

use rust_xlsxwriter::{
    DataValidation, Format, FormatAlign, FormatUnderline, ProtectionOptions, Url, Worksheet,
};

use super::entry::write_entry;
use super::looks::form_cell;
use super::marks::{insert_mark, marked};
use super::once::Asked;
use super::request::TemplateRequest;
use super::sheet_form::{prompted, typed};
use crate::form::{
    COVER_SHEET, FormContext, GUIDE_SHEET, Identity, Look, SheetLayout, cover_words as words,
    due_rows, due_words, guide_choices, plain_label,
};
use crate::schema::{Plan, Program, Required};
use crate::sheet::{
    Cells, Expr, Holdings, Value, Written, fit,
    measure::{self, MAX_ROW_HEIGHT},
    style, write_value,
};
use crate::submission::ProgramSheet;
use crate::terms::{CellRef, column, count};

/// Columns of 表紙.
pub(super) const COVER_COLUMNS: u16 = 5;
/// Columns of 記入要領.
pub(super) const GUIDE_COLUMNS: u16 = 2;

/// Row of the round on 表紙, counted from zero: the first of those that say who and when.
const WHO_ROW: u32 = 3;
/// Columns of the counts and of what they mean.
const COUNTS: u32 = 3;
const STATES: u32 = 4;
/// Pixels of the columns of 表紙.
const COVER_WIDTHS: [u32; COVER_COLUMNS as usize] = [76, 330, 60, 80, 110];
/// Pixels of the columns of 記入要領.
const GUIDE_WIDTHS: [u32; GUIDE_COLUMNS as usize] = [150, 520];
/// Points of a line of the guide.
const GUIDE_SIZE: f64 = 10.0;

/// 表紙: who, when and where to, what is asked once, which programs, and how much of each sheet is still empty.
pub(super) struct Cover<'a> {
    pub(super) request: &'a TemplateRequest<'a>,
    pub(super) identity: &'a Identity,
    pub(super) asked: &'a [Asked],
}

/// What 表紙 says of the round and the division.
fn who(request: &TemplateRequest<'_>) -> Vec<(&'static str, String)> {
    let FormContext { plan, round, .. } = request.context;
    let mut rows = vec![
        (words::ROUND, round.label()),
        (words::DIVISION, request.division.name.to_string()),
        (words::AS_OF, crate::form::long_date(round.as_of())),
    ];
    rows.extend(due_rows(plan, round));
    rows
}

/// Row and column of the first cell on 表紙 that is asked once.
pub(super) fn first_asked(context: &FormContext<'_>) -> (u32, u32) {
    // Round, division and day, a gap and a line of advice stand above it.
    (WHO_ROW + 3 + count(due_rows(context.plan, context.round).len()) + 2, 1)
}

/// The cell of 表紙 that asks for this field.
fn asked_cell(context: &FormContext<'_>, id: &str) -> Option<CellRef> {
    let (first, col) = first_asked(context);
    let fields = context.form.cover_fields();
    let at = fields.iter().position(|field| field.id.as_deref() == Some(id))?;
    Some(CellRef::new(first + count(at), col))
}

/// The cell of the cover that a field of a submitted sheet takes its value from, or would take it from if there were one.
pub(super) fn on_cover(
    context: &FormContext<'_>,
    sheet: Option<&ProgramSheet>,
    key: &str,
) -> Option<CellRef> {
    let answer = sheet?.answers.iter().find(|answer| answer.question.key() == key)?;
    let field = &answer.question.field;
    let is_from_there = field.cover && (answer.is_taken_over() || answer.is_blank());
    asked_cell(context, field.id.as_deref().filter(|_| is_from_there)?)
}

/// Whether 表紙, with so many programs, has nothing of its own in a cell: what a division wrote there can stay.
pub(super) fn is_free_on_cover(context: &FormContext<'_>, programs: usize, cell: CellRef) -> bool {
    let (first, col) = first_asked(context);
    let asked = count(context.form.cover_fields().len());
    let gap = if asked == 0 { first - 2 } else { first + asked };
    // Advice, headings, the programs and their total.
    let total = gap + 3 + count(programs);
    let is_gap = [first - 2, gap, total + 1].contains(&cell.row);
    let is_beside_asked = (first..first + asked).contains(&cell.row) && cell.col > col;
    let is_outside = cell.col >= u32::from(COVER_COLUMNS) || cell.row > total + 3;
    is_gap || is_beside_asked || is_outside
}

impl Cover<'_> {
    /// Writes it.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        layouts: &[SheetLayout<'_>],
        still_empty: &[(String, CellRef, u32)],
    ) -> Written<Holdings> {
        let mut held = Holdings::default();
        let FormContext { plan, form, .. } = self.request.context;
        sheet.set_name(COVER_SHEET)?;
        style::set_up_page(sheet, &plan.full_title(), false);
        for (col, width) in (0u16..).zip(COVER_WIDTHS) {
            sheet.set_column_width_pixels(col, width)?;
        }
        self.write_who(sheet)?;
        let mut row = self.write_asked(sheet, &mut held)?;
        self.write_gap(sheet, row)?;
        let advice = if self.request.marks.is_some() { words::MEND } else { words::ADVICE };
        write_advice(sheet, row + 1, advice)?;
        write_heads(sheet, row + 2, plan)?;
        row += 3;
        let first = row;
        for (layout, empty) in layouts.iter().zip(still_empty) {
            write_program(sheet, &mut held, row, (plan, layout.program), empty)?;
            row += 1;
        }
        let total = still_empty.iter().map(|(_, _, count)| count).sum();
        write_total(sheet, &mut held, (first, row), total)?;
        let small = form_cell(Look::Note);
        self.write_gap(sheet, row + 1)?;
        if !form.contact.is_empty() {
            sheet.set_row_height(row + 2, 18)?;
            sheet.merge_range(row + 2, 0, row + 2, 4, &form.contact, &small)?;
        }
        sheet.merge_range(row + 3, 0, row + 3, 4, &self.identity.visible_text(), &small)?;
        sheet.set_print_area(0, 0, row + 3, 4)?;
        sheet.protect_with_options(&ProtectionOptions::default());
        Ok(held)
    }

    /// The plan, the form, and whose answers for which round these are.
    fn write_who(&self, sheet: &mut Worksheet) -> Written {
        let FormContext { plan, form, .. } = self.request.context;
        let plain = style::plain();
        let title = plain.clone().set_font_size(18).set_bold();
        let label = form_cell(Look::Label);
        let value = style::boxed().set_bold().set_font_size(12).set_indent(1);
        sheet.set_row_height(0, 22)?;
        let city = plain.clone().set_font_color(style::GREY).set_font_size(10);
        sheet.merge_range(0, 0, 0, 4, &plan.full_title(), &city)?;
        sheet.set_row_height(1, 34)?;
        sheet.merge_range(1, 0, 1, 4, &form.title, &title)?;
        if let Some(mark) = self.request.mark {
            let mark_format = plain.set_bold().set_font_size(12).set_font_color(style::ALERT);
            sheet.set_row_height(2, 22)?;
            sheet.merge_range(2, 0, 2, 4, mark, &mark_format)?;
        }
        for (row, (name, text)) in (WHO_ROW..).zip(who(self.request)) {
            let is_due = [due_words::FIRST, due_words::AGAIN].contains(&name);
            let value =
                if is_due { value.clone().set_font_color(style::ALERT) } else { value.clone() };
            sheet.set_row_height(row, 24)?;
            sheet.write_string_with_format(row, 0, name, &label)?;
            sheet.merge_range(row, 1, row, 4, &text, &value.set_shrink().unset_text_wrap())?;
        }
        Ok(())
    }

    /// A gap; a row of text where a division wrote into it.
    fn write_gap(&self, sheet: &mut Worksheet, row: u32) -> Written {
        let strays = self.request.marks.and_then(|marks| marks.strays.get(COVER_SHEET));
        let is_used = strays.is_some_and(|cells| cells.keys().any(|cell| cell.row == row));
        sheet.set_row_height(row, if is_used { 20.0 } else { 10.0 })?;
        Ok(())
    }

    /// The fields that are asked once; gives the row below them.
    fn write_asked(&self, sheet: &mut Worksheet, held: &mut Holdings) -> Written<u32> {
        let (first, _) = first_asked(&self.request.context);
        if self.asked.is_empty() {
            return Ok(first - 2);
        }
        self.write_gap(sheet, first - 2)?;
        write_advice(sheet, first - 1, words::ONCE)?;
        let label = form_cell(Look::Label);
        for one in self.asked {
            let (row, col) = (one.cell.row, column(one.cell.col));
            let look = match one.field.required {
                Required::Always => Look::Input,
                Required::WithRow | Required::Never => Look::Optional,
            };
            let mark = self.request.marks.and_then(|marks| marks.at(COVER_SHEET, one.cell));
            let format = marked(typed(form_cell(look), &one.field, false), mark);
            if let Some(mark) = mark {
                insert_mark(sheet, one.cell, mark)?;
            }
            sheet.set_row_height(row, 22)?;
            sheet.write_string_with_format(row, col - 1, plain_label(&one.field.label), &label)?;
            sheet.write_blank(row, col, &format)?;
            if let Some(entry) = one.written() {
                held.keep(one.cell, &entry.value());
                write_entry(sheet, one.cell, &entry, &format)?;
            }
            if let Some(prompt) = &one.field.prompt {
                let any = DataValidation::new().allow_any_value();
                let validation = prompted(any, &one.field.label, prompt)?;
                sheet.add_data_validation(row, col, row, col, &validation)?;
            }
        }
        let (row, col) = (first, column(self.asked[0].cell.col));
        sheet.set_selection(row, col, row, col)?;
        Ok(first + count(self.asked.len()))
    }
}

fn write_advice(sheet: &mut Worksheet, row: u32, text: &str) -> Written {
    let advice = style::plain().set_font_color(style::ADVICE);
    sheet.set_row_height(row, 20)?;
    sheet.merge_range(row, 0, row, 4, text, &advice)?;
    Ok(())
}

fn write_heads(sheet: &mut Worksheet, row: u32, plan: &Plan) -> Written {
    let head = style::boxed()
        .set_bold()
        .set_font_color(style::WHITE)
        .set_background_color(style::NAVY)
        .set_align(FormatAlign::Center);
    sheet.set_row_height(row, 22)?;
    for (col, text) in (0u16..).zip(words::heads(plan)) {
        sheet.write_string_with_format(row, col, &text, &head)?;
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
    let height = fit(&program.name, COVER_WIDTHS[1], MAX_ROW_HEIGHT).height;
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
fn write_total(
    sheet: &mut Worksheet,
    held: &mut Holdings,
    (first, row): (u32, u32),
    total: u32,
) -> Written {
    let label = form_cell(Look::Label).set_bold();
    let number = count_format().set_bold().set_background_color(style::PALE);
    sheet.set_row_height(row, 22)?;
    sheet.merge_range(row, 0, row, 2, words::TOTAL, &label)?;
    let sum = Expr::sum(Cells::column(COUNTS, first, row - 1));
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
