//! Drawing a program's sheet of the form.

mod begun;
mod heights;
mod pages;
mod validation;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, ProtectionOptions, Worksheet};

use super::entry::{Entry, write_entry};
use super::looks::form_cell;
use super::marks::{CellMark, insert_mark, marked};
use super::once::{self, Asked};
use super::request::TemplateRequest;
use super::still_empty::still_empty;
use crate::form::field_ids::EFFECTS;
use crate::form::{
    Content, Look, NOT_REPORTED, PAST_PROMPT, PastCell, Placed, Question, SheetLayout, defined_name,
};
use crate::schema::{Field, FieldType};
use crate::sheet::{
    Cells, Expr, Holdings, Value, Written, blank, measure, quoted, style, write_value,
};
use crate::terms::{Area, CellRef, column};
pub(super) use heights::fit_of;
use heights::{UNIT_PIXELS, beside, row_heights, width_of};
use pages::set_up_pages;
pub(super) use validation::prompted;
use validation::validation;

/// What the workbook needs to know of a drawn sheet.
pub(super) struct Drawn {
    /// Defined names with their references.
    pub(super) names: Vec<(String, String)>,
    /// Cell that counts what is still empty.
    pub(super) still_empty: CellRef,
    /// That count as the sheet stands.
    pub(super) still_empty_count: u32,
    /// What the cells hold that formulas look at.
    pub(super) held: Holdings,
}

/// A sheet of the form while it is drawn.
struct Drawing<'a> {
    sheet: &'a mut Worksheet,
    request: &'a TemplateRequest<'a>,
    /// What the cover asks for all sheets.
    asked: &'a [Asked],
    layout: &'a SheetLayout<'a>,
    held: Holdings,
}

/// Draws the sheet of one program.
pub(super) fn write_program_sheet(
    sheet: &mut Worksheet,
    request: &TemplateRequest<'_>,
    asked: &[Asked],
    layout: &SheetLayout<'_>,
) -> Written<Drawn> {
    sheet.set_name(&layout.name)?;
    let mut drawing = Drawing { sheet, request, asked, layout, held: Holdings::default() };
    drawing.set_up()?;
    let entry_of = |question: &Question| once::entry_of(request, asked, layout, question);
    let open = still_empty(layout, &entry_of);
    let (mut names, mut still_empty) = (Vec::new(), CellRef::new(0, 0));
    for placed in &layout.cells {
        let cell = placed.area.first;
        let mark = request.marks.and_then(|marks| marks.at(&layout.name, cell));
        if let Some(mark) = mark {
            insert_mark(drawing.sheet, cell, mark)?;
        }
        match &placed.content {
            Content::Text(text) => drawing.text(placed, text, mark)?,
            Content::Advice(advice) => {
                drawing.text(placed, &advice.text(request.marks.is_some()), mark)?;
            }
            Content::Past(past) => {
                drawing.past(placed, past, mark)?;
                names.push(named(layout, &past.question, cell));
            }
            Content::Question(question) => {
                drawing.slot(placed.area, question, mark)?;
                names.push(named(layout, question, cell));
            }
            Content::Sum { over } => {
                let formula = Expr::sum(Cells::range(over.first, over.last));
                let sum = Value::Formula(formula.into(), sum_of(layout, over, &entry_of));
                drawing.formula(placed, &sum, mark)?;
            }
            Content::StillEmpty => {
                let count = Value::Formula(open.formula.clone().into(), open.count.into());
                drawing.formula(placed, &count, mark)?;
                still_empty = cell;
            }
        }
    }
    if request.marks.is_none() {
        drawing.begun_rows()?;
    }
    names.extend(table_names(layout));
    if let Some((area, _)) = layout.questions().next() {
        let (row, col) = (area.first.row, column(area.first.col));
        drawing.sheet.set_selection(row, col, row, col)?;
    }
    drawing.sheet.protect_with_options(&ProtectionOptions {
        insert_rows: true,
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::default()
    });
    Ok(Drawn { names, still_empty, still_empty_count: open.count, held: drawing.held })
}

impl Drawing<'_> {
    /// Page, column widths and row heights.
    fn set_up(&mut self) -> Written {
        style::set_up_page(self.sheet, &self.request.context.plan.full_title(), false);
        for (col, units) in (0u16..).zip(&self.layout.columns) {
            self.sheet.set_column_width_pixels(col, u32::from(*units) * UNIT_PIXELS)?;
        }
        let heights = row_heights(self.request, self.layout);
        for (row, points) in (0u32..).zip(&heights) {
            self.sheet.set_row_height(row, *points)?;
        }
        let rows = self.layout.rows.len();
        for (row, points) in
            beside(self.request, self.layout).filter(|(row, _)| *row as usize >= rows)
        {
            self.sheet.set_row_height(row, points)?;
        }
        let width: u32 = self.layout.columns.iter().copied().map(u32::from).sum();
        set_up_pages(
            self.sheet,
            f64::from(width * UNIT_PIXELS) * 0.75,
            &heights,
            &self.layout.block_rows,
        )?;
        let last_row = u32::try_from(self.layout.rows.len()).unwrap_or(1) - 1;
        let last_col = u16::try_from(self.layout.columns.len()).unwrap_or(1) - 1;
        self.sheet.set_print_area(0, 0, last_row, last_col)?;
        Ok(())
    }

    /// The actual of a past year: it looks printed, and is open to correction. A return copy shows the correction.
    fn past(&mut self, placed: &Placed, past: &PastCell, mark: Option<&CellMark>) -> Written {
        let cell = placed.area.first;
        let (row, col) = (cell.row, column(cell.col));
        let format = marked(form_cell(placed.look).set_unlocked(), mark);
        let printed = past.printed_number();
        let approx = past.printed.is_some_and(|past| past.approx);
        let shown = printed.map(|value| shown_digits(value, past.decimals, approx));
        let format = match &shown {
            // A number too wide for its cell shows as ####: it gets smaller instead.
            Some(shown) => format.set_num_format(shown).unset_text_wrap().set_shrink(),
            None => format.set_font_color(style::GREY).unset_text_wrap().set_shrink(),
        };
        blank(self.sheet, placed.area, &format)?;
        let entry = (self.request.entries)(self.layout.program_no(), &past.question);
        let printed = match printed.zip(shown) {
            Some((value, shown)) => Entry::Shown(value, shown),
            None => Entry::Text(NOT_REPORTED.to_owned()),
        };
        write_entry(self.sheet, cell, &entry.unwrap_or(printed), &format)?;
        let validation = DataValidation::new().allow_any_value();
        let validation = prompted(validation, &past.question.caption, PAST_PROMPT)?;
        self.sheet.add_data_validation(row, col, row, col, &validation)?;
        Ok(())
    }

    /// A cell to be filled, with what is already in it, its dropdown and prompt.
    fn slot(&mut self, area: Area, question: &Question, mark: Option<&CellMark>) -> Written {
        let cell = area.first;
        let (row, col) = (cell.row, column(cell.col));
        let entry = once::entry_of(self.request, self.asked, self.layout, question);
        let mut format = marked(input_format(question), mark);
        if let Some(entry) = &entry {
            format = self.fitted(format, area, question, entry);
        }
        blank(self.sheet, area, &format)?;
        if let Some(formula) = once::taken_over(self.asked, question, entry.as_ref()) {
            write_value(self.sheet, &mut self.held, cell, &formula, &format)?;
        } else if let Some(entry) = entry {
            self.held.keep(cell, &entry.value());
            write_entry(self.sheet, cell, &entry, &format)?;
        }
        if let Some(validation) = validation(self.request, question)? {
            self.sheet.add_data_validation(row, col, row, col, &validation)?;
        }
        Ok(())
    }

    /// The format in which an entry shows whole: smaller letters for a text that is too long for the tallest row, and for a
    /// number too wide for its cell, which would show as ####.
    fn fitted(&self, format: Format, area: Area, question: &Question, entry: &Entry) -> Format {
        match fit_of(self.layout, area, question, entry) {
            Some(fit) if fit.size < style::TEXT_SIZE => format.set_font_size(fit.size),
            Some(_) => format,
            None => {
                let digits = "0".repeat(entry.letters());
                if measure::text_width(&digits, style::TEXT_SIZE) > width_of(self.layout, area) {
                    format.unset_text_wrap().set_shrink()
                } else {
                    format
                }
            }
        }
    }

    fn formula(&mut self, placed: &Placed, formula: &Value, mark: Option<&CellMark>) -> Written {
        let mut format = marked(form_cell(placed.look), mark);
        if placed.look == Look::Sum {
            // A sum too wide for its cell would show as ####.
            format = format.unset_text_wrap().set_shrink();
        }
        blank(self.sheet, placed.area, &format)?;
        write_value(self.sheet, &mut self.held, placed.area.first, formula, &format)
    }

    fn text(&mut self, placed: &Placed, text: &str, mark: Option<&CellMark>) -> Written {
        let mut format = marked(form_cell(placed.look), mark);
        // The identity at the foot stands at the left edge, the round at the head at the right one.
        if placed.look == Look::Identity && placed.area.first.col == 0 {
            format = format.set_align(FormatAlign::Left);
        }
        blank(self.sheet, placed.area, &format)?;
        if !text.is_empty() {
            let cell = placed.area.first;
            self.sheet.write_string_with_format(cell.row, column(cell.col), text, &format)?;
        }
        Ok(())
    }
}

/// The defined name of a cell with its reference.
fn named(layout: &SheetLayout<'_>, question: &Question, cell: CellRef) -> (String, String) {
    let target = format!("={}!{}", quoted(&layout.name), cell.absolute());
    (defined_name(layout.program_no(), question.key()), target)
}

/// The number format of a printed number, with 約 before it if it was reported so.
fn shown_digits(value: Decimal, decimals: u32, approx: bool) -> String {
    let digits = style::decimal_format(decimals.max(value.normalize().scale()));
    if approx { style::approximate(&digits) } else { digits }
}

/// Names of whole tables, for programs that read a form by its tables.
fn table_names(layout: &SheetLayout<'_>) -> Vec<(String, String)> {
    let numbered = layout.tables.iter().filter(|(block, _)| *block == *EFFECTS.0);
    numbered
        .map(|(_, area)| {
            let name = format!("tbl_p{:02}_effect", layout.program_no().0);
            let sheet = quoted(&layout.name);
            (name, format!("={sheet}!{}:{}", area.first.absolute(), area.last.absolute()))
        })
        .collect()
}

/// The number of the format in which a text stays as typed: in others 50% becomes 0.5, and 0123 becomes 123.
const AS_TYPED: u8 = 49;

fn input_format(question: &Question) -> Format {
    typed(form_cell(question.look()), &question.field, question.money)
}

/// The format of a cell that takes values of a field.
pub(super) fn typed(format: Format, field: &Field, money: bool) -> Format {
    match field.kind {
        FieldType::Choice => format.set_align(FormatAlign::Center),
        FieldType::Date => format.set_align(FormatAlign::Center).set_num_format("yyyy/m/d"),
        FieldType::Money => {
            format.set_align(FormatAlign::Right).set_indent(1).set_num_format(style::INTEGER)
        }
        FieldType::Indicator if money => {
            format.set_align(FormatAlign::Right).set_indent(1).set_num_format(style::INTEGER)
        }
        // No number format: a cell that already shows a % turns a typed 62.3% into 0.623 without a sign of it.
        FieldType::Indicator | FieldType::Number => {
            format.set_align(FormatAlign::Right).set_indent(1)
        }
        FieldType::Text if field.lines > 1 => {
            // An indent counts only from a side that is named.
            let format = format.set_align(FormatAlign::Top).set_align(FormatAlign::Left);
            format.set_indent(1).set_num_format_index(AS_TYPED)
        }
        FieldType::Text => format.set_indent(1).set_num_format_index(AS_TYPED),
    }
}

/// The sum that the formula gives as the sheet stands: numbers only, as SUM does.
fn sum_of(
    layout: &SheetLayout<'_>,
    over: &Area,
    entry_of: &dyn Fn(&Question) -> Option<Entry>,
) -> Decimal {
    let inside = layout.questions().filter(|(area, _)| over.contains(area.first));
    let numbers = inside.filter_map(|(_, question)| entry_of(question)?.number());
    numbers.sum::<Decimal>().normalize()
}
