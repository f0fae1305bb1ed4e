//! `差戻し/<division>.xlsx` for a form that already exists: what is to be mended, and where.
//!
//! The form is the division's own, so it is not written again: the list says file, sheet and cell of each finding.

use rust_xlsxwriter::{DocProperties, FormatAlign, Worksheet, XlsxError};

use crate::check::{CheckedRound, Finding, Severity};
use crate::form::{FormContext, RETURN_SHEET};
use crate::schema::Division;
use crate::sheet::fit::fit;
use crate::sheet::measure::MAX_ROW_HEIGHT;
use crate::sheet::style;
use crate::terms::Lang;

/// Heading and width in pixels of each column.
const COLUMNS: [(&str, u32); 9] = [
    ("重さ", 60),
    ("番号", 50),
    ("No.", 40),
    ("ファイル", 150),
    ("シート", 90),
    ("セル", 50),
    ("書かれていること", 140),
    ("見つかったこと", 240),
    ("直し方", 240),
];
/// Rows above the list.
const HEAD_ROWS: u32 = 4;

/// Writes the list of one division, or nothing if there is nothing to return.
///
/// A finding belongs to the division that leads its program; one of a whole file, to the division of that file.
pub(super) fn write_mend_list(
    context: FormContext<'_>,
    checked: &CheckedRound,
    division: &Division,
    with_warnings: bool,
) -> Result<Option<Vec<u8>>, XlsxError> {
    let findings: Vec<&Finding> = checked
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .filter(|finding| is_of(context, checked, division, finding))
        .collect();
    let least = if with_warnings { Severity::Warning } else { Severity::Error };
    if !findings.iter().any(|finding| finding.severity >= least) {
        return Ok(None);
    }
    let title = format!("{} {RETURN_SHEET}", context.form.title);
    let mut workbook = style::workbook(context.plan, &title, DocProperties::new())?;
    let mut sheet = style::sheet()?;
    sheet.set_name(RETURN_SHEET)?;
    style::set_up_page(&mut sheet, context.plan, true);
    write_head(&mut sheet, context, division, &findings)?;
    for (row, finding) in (HEAD_ROWS..).zip(&findings) {
        write_line(&mut sheet, row, finding)?;
    }
    let last = HEAD_ROWS + u32::try_from(findings.len()).unwrap_or(0) - 1;
    sheet.set_repeat_rows(HEAD_ROWS - 1, HEAD_ROWS - 1)?;
    sheet.set_freeze_panes(HEAD_ROWS, 0)?;
    sheet.set_print_area(0, 0, last, 8)?;
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer().map(Some)
}

fn is_of(
    context: FormContext<'_>,
    checked: &CheckedRound,
    division: &Division,
    finding: &Finding,
) -> bool {
    if let Some(program) = finding.program.and_then(|no| context.plan.program(no)) {
        return program.lead == division.name;
    }
    let of_file = |file: &std::sync::Arc<str>| {
        checked.summaries.iter().any(|summary| {
            summary.file == *file && summary.division.as_ref() == Some(&division.name)
        })
    };
    of_file(finding.place.file())
}

fn write_head(
    sheet: &mut Worksheet,
    context: FormContext<'_>,
    division: &Division,
    findings: &[&Finding],
) -> Result<(), XlsxError> {
    let title = style::plain().set_font_size(16).set_bold();
    let advice = style::plain().set_font_color(style::ADVICE).set_font_size(10);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    sheet.set_row_height(0, 28)?;
    let heading = format!("{}のみなさんへ:直すところ", division.name);
    sheet.merge_range(0, 0, 0, 8, &heading, &title)?;
    let lines = [
        format!(
            "{}:要修正 {errors}件、確認 {warnings}件。「要修正」は必ず直し、「確認」は正しければそのままで構いません。",
            context.round.label()
        ),
        "この表は直すところの一覧です。お手元の様式のファイルを開いて直し、そのファイルを提出し直してください(この表は提出しません)。".to_owned(),
    ];
    for (row, line) in (1u32..).zip(&lines) {
        sheet.set_row_height(row, 19)?;
        sheet.merge_range(row, 0, row, 8, line, &advice)?;
    }
    let head = style::boxed()
        .set_bold()
        .set_font_color(style::WHITE)
        .set_background_color(style::NAVY)
        .set_align(FormatAlign::Center);
    for (col, (text, width)) in (0u16..).zip(COLUMNS) {
        sheet.set_column_width_pixels(col, width)?;
        sheet.write_string_with_format(HEAD_ROWS - 1, col, text, &head)?;
    }
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: u32, finding: &Finding) -> Result<(), XlsxError> {
    let boxed = style::boxed();
    let centre = boxed.clone().set_align(FormatAlign::Center);
    let colour = style::severity_colour(finding.severity);
    let severity = centre.clone().set_bold().set_background_color(colour);
    let place = &finding.place;
    let (message, hint) = (finding.message(Lang::Ja), finding.hint(Lang::Ja));
    let texts = [
        (finding.severity.label(Lang::Ja).to_owned(), &severity),
        (finding.code().to_owned(), &centre),
        (finding.program.map(|no| no.to_string()).unwrap_or_default(), &centre),
        (place.file().to_string(), &boxed),
        (place.sheet().map(ToString::to_string).unwrap_or_default(), &boxed),
        (place.cell().map(|cell| cell.to_string()).unwrap_or_default(), &centre),
        (finding.value.clone().unwrap_or_default(), &boxed),
        (message, &boxed),
        (hint, &boxed),
    ];
    let mut height: f64 = 0.0;
    for (col, ((text, format), (_, width))) in (0u16..).zip(texts.into_iter().zip(COLUMNS)) {
        // What a division wrote may fill a cell by itself; a message that quotes it would not fit. The file has it whole.
        let fit = fit(&text, width, MAX_ROW_HEIGHT);
        let format = format.clone().set_font_size(fit.size);
        sheet.write_string_with_format(row, col, &text[..fit.shown], &format)?;
        height = height.max(fit.height);
    }
    sheet.set_row_height(row, height)?;
    Ok(())
}
