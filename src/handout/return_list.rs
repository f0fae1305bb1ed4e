//! What a return copy adds to a form's workbook: its first sheet, and the record of it on the very hidden one.

use std::collections::BTreeMap;

use rust_xlsxwriter::{FormatAlign, FormatUnderline, ProtectionOptions, Url, Worksheet, XlsxError};

use super::marks::{Line, ReturnMarks};
use super::request::TemplateRequest;
use crate::check::Severity;
use crate::form::{Identity, RETURN_SHEET};
use crate::sheet::fit::fit;
use crate::sheet::link::quoted;
use crate::sheet::measure::MAX_ROW_HEIGHT;
use crate::sheet::style;
use crate::terms::Lang;

/// Columns of the list.
pub(super) const LIST_COLUMNS: u16 = 6;
/// Column widths of the first sheet, in pixels.
const WIDTHS: [u32; LIST_COLUMNS as usize] = [64, 70, 60, 120, 300, 300];
/// Rows above the list.
const HEAD_ROWS: u32 = 5;

/// Writes the first sheet: each finding with a link to its cell.
pub(super) fn write_return_list(
    sheet: &mut Worksheet,
    request: &TemplateRequest<'_>,
    identity: &Identity,
    marks: &ReturnMarks,
) -> Result<(), XlsxError> {
    let plan = request.context.plan;
    sheet.set_name(RETURN_SHEET)?;
    style::set_up_page(sheet, plan, true);
    for (col, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width_pixels(col, width)?;
    }
    let title = style::plain().set_font_size(16).set_bold();
    let advice = style::plain().set_font_color(style::ADVICE).set_font_size(10);
    let small = style::form_cell(crate::form::Look::Note);
    sheet.set_row_height(0, 28)?;
    sheet.merge_range(
        0,
        0,
        0,
        5,
        &format!("{}のみなさんへ:直すところ", request.division.name),
        &title,
    )?;
    let count = |severity| marks.lines.iter().filter(|line| line.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let lines = [
        format!("{}:要修正 {errors}件、確認 {warnings}件。「要修正」は必ず直し、「確認」は正しければそのままで構いません。", request.context.round.label()),
        "場所を押すと、その欄に移ります。欄の色と付箋にも同じことが書いてあります。直したら、このファイルをそのまま提出してください。".to_owned(),
    ];
    for (row, line) in (1u32..).zip(&lines) {
        sheet.set_row_height(row, 19)?;
        sheet.merge_range(row, 0, row, 5, line, &advice)?;
    }
    sheet.merge_range(3, 0, 3, 5, &identity.visible_text(), &small)?;
    let head = style::boxed()
        .set_bold()
        .set_font_color(style::WHITE)
        .set_background_color(style::NAVY)
        .set_align(FormatAlign::Center);
    for (col, text) in (0u16..).zip(["重さ", "番号", "No.", "場所", "見つかったこと", "直し方"])
    {
        sheet.write_string_with_format(HEAD_ROWS - 1, col, text, &head)?;
    }
    for (row, line) in (HEAD_ROWS..).zip(&marks.lines) {
        write_line(sheet, row, line)?;
    }
    let last = HEAD_ROWS + u32::try_from(marks.lines.len()).unwrap_or(0);
    sheet.set_repeat_rows(HEAD_ROWS - 1, HEAD_ROWS - 1)?;
    sheet.set_freeze_panes(HEAD_ROWS, 0)?;
    sheet.set_print_area(0, 0, last - 1, 5)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: u32, line: &Line) -> Result<(), XlsxError> {
    let boxed = style::boxed();
    let centre = boxed.clone().set_align(FormatAlign::Center);
    let severity =
        centre.clone().set_bold().set_background_color(style::severity_colour(line.severity));
    sheet.write_string_with_format(row, 0, line.severity.label(Lang::Ja), &severity)?;
    sheet.write_string_with_format(row, 1, line.code, &centre)?;
    let program = line.program.map(|no| no.to_string()).unwrap_or_default();
    sheet.write_string_with_format(row, 2, program, &centre)?;
    let [.., place_width, message_width, hint_width] = WIDTHS;
    let place = match &line.target {
        Some((name, cell)) => format!("{name} {cell}"),
        None => line.place.clone(),
    };
    let fitted = |text: &str, width: u32| {
        let fit = fit(text, width, MAX_ROW_HEIGHT);
        (boxed.clone().set_font_size(fit.size), fit)
    };
    let (format, place_fit) = fitted(&place, place_width);
    match &line.target {
        Some((name, cell)) => {
            let link = format.set_font_color(style::NAVY).set_underline(FormatUnderline::Single);
            let target = format!("internal:{}!{cell}", quoted(name));
            sheet.write_url_with_format(row, 3, Url::new(target).set_text(place), &link)?;
        }
        None => {
            sheet.write_string_with_format(row, 3, place, &format)?;
        }
    }
    let mut height = place_fit.height;
    for (col, text, width) in [(4, &line.message, message_width), (5, &line.hint, hint_width)] {
        let (format, fit) = fitted(text, width);
        // A message quotes what may be nothing but line breaks; the cell itself stands in the copy.
        sheet.write_string_with_format(row, col, &text[..fit.shown], &format)?;
        height = height.max(fit.height);
    }
    sheet.set_row_height(row, height)?;
    Ok(())
}

/// Records on the very hidden sheet what the return added: the rows of its list, and its notes.
pub(super) fn write_return_record(
    sheet: &mut Worksheet,
    row: u32,
    marks: &ReturnMarks,
) -> Result<(), XlsxError> {
    let rows = usize::try_from(HEAD_ROWS).unwrap_or(0) + marks.lines.len();
    sheet.write_string(row, 0, "return")?;
    sheet.write_string(row, 1, rows.to_string())?;
    sheet.write_string(row, 2, WIDTHS.len().to_string())?;
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for (sheet, _) in marks.cells.keys() {
        *notes.entry(sheet).or_default() += 1;
    }
    let mut row = row;
    for source in &marks.sources {
        row += 1;
        sheet.write_string(row, 0, "returned")?;
        sheet.write_string(row, 1, source)?;
    }
    for (row, (name, count)) in (row + 1..).zip(notes) {
        sheet.write_string(row, 0, "notes")?;
        sheet.write_string(row, 1, name)?;
        sheet.write_string(row, 2, count.to_string())?;
    }
    Ok(())
}
