//! `様式/<division>.xlsx`: the workbook that a division fills in.
//!
//! 表紙, 記入要領, one sheet per program and the very hidden sheet that says which form this is. Printed cells are locked
//! (protection without a password), cells to be filled are named `in_p<NN>_<key>`. The form's own formulas are proven
//! before it is written, like those of the reports.

use rust_xlsxwriter::{DocProperties, Workbook};

use super::cover::{COVER_COLUMNS, Cover, GUIDE_COLUMNS, first_asked, write_guide};
use super::marks::ReturnMarks;
use super::once::asked_once;
use super::request::TemplateRequest;
use super::return_list::{LIST_COLUMNS, write_return_list, write_return_record};
use super::sheet_form::write_program_sheet;
use super::strays::{Rows, other_sheet, write_strays};
use crate::form::{
    COVER_SHEET, FormContext, GUIDE_SHEET, IDENTITY_SHEET, Identity, PROPERTY_DIVISION,
    PROPERTY_FORM, PROPERTY_PLAN, PROPERTY_ROUND, RETURN_SHEET, SheetLayout, cover_name, lay_out,
};
use crate::sheet::{Book, Holdings, Sheet, WriteError, Written, quoted, style};
use crate::terms::column;

/// Writes the workbook of one division.
///
/// # Errors
///
/// If the writer refuses a name, a text or a merge, or a formula of the form does not give the result stored with it; a
/// checked plan and form give no cause.
pub fn write_template(request: &TemplateRequest<'_>) -> Result<Vec<u8>, WriteError> {
    let FormContext { plan, form, round, .. } = request.context;
    let layouts: Vec<SheetLayout<'_>> = plan
        .led_by(&request.division.name)
        .filter_map(|program| lay_out(&request.context, program, &request.extra_rows(program.no)))
        .collect();
    let identity = Identity {
        form: Some(form.identity()),
        plan: Some(plan.id.clone()),
        round: Some(round),
        division: Some(request.division.name.clone()),
        program: None,
    };
    let properties = DocProperties::new()
        .set_custom_property(PROPERTY_FORM, form.identity())
        .set_custom_property(PROPERTY_PLAN, plan.id.as_str())
        .set_custom_property(PROPERTY_ROUND, round.to_string())
        .set_custom_property(PROPERTY_DIVISION, request.division.name.as_str());
    let mut book = Book::of(style::workbook(
        &form.title,
        &plan.full_title(),
        &plan.municipality.name,
        properties,
    )?);
    let names: Vec<String> = layouts.iter().map(|layout| layout.name.clone()).collect();
    let asked = asked_once(request, &layouts, first_asked(&request.context));
    // The cover comes first but needs the sheets' counts, so the sheets are drawn into place afterwards.
    let mut sheets = Vec::new();
    let mut defined = Vec::new();
    let mut still_empty = Vec::new();
    for layout in &layouts {
        let mut sheet = style::sheet()?;
        let drawn = write_program_sheet(&mut sheet, request, &asked, layout)?;
        defined.extend(drawn.names);
        still_empty.push((
            names[still_empty.len()].clone(),
            drawn.still_empty,
            drawn.still_empty_count,
        ));
        sheets.push(Sheet::new(sheet, drawn.held));
    }
    let mut cover = style::sheet()?;
    let page = Cover { request, identity: &identity, asked: &asked };
    let counts = page.write(&mut cover, &layouts, &still_empty)?;
    defined.extend(asked.iter().map(|one| {
        let id = one.field.id.as_deref().unwrap_or_default();
        (cover_name(id), format!("={}!{}", quoted(COVER_SHEET), one.cell.absolute()))
    }));
    let mut guide = style::sheet()?;
    write_guide(&mut guide, request)?;
    if let Some(marks) = request.marks {
        write_strays(&mut cover, COVER_SHEET, marks, COVER_COLUMNS, Rows::Kept)?;
        write_strays(&mut guide, GUIDE_SHEET, marks, GUIDE_COLUMNS, Rows::Kept)?;
        for (sheet, layout) in sheets.iter_mut().zip(&layouts) {
            let width = column(layout.columns.len());
            write_strays(sheet.worksheet(), &layout.name, marks, width, Rows::Grown)?;
        }
        let mut list = style::sheet()?;
        write_return_list(&mut list, request, &identity, marks)?;
        write_strays(&mut list, RETURN_SHEET, marks, LIST_COLUMNS, Rows::Kept)?;
        book.push(Sheet::new(list, Holdings::default()));
    }
    book.push(Sheet::new(cover, counts));
    // The division has the guide already; it comes back with what was written on it.
    let has_words = |marks: &ReturnMarks| marks.strays.contains_key(GUIDE_SHEET);
    if request.marks.is_none_or(has_words) {
        book.push(Sheet::new(guide, Holdings::default()));
    }
    for sheet in sheets {
        book.push(sheet);
    }
    for (name, cells) in request.marks.iter().flat_map(|marks| &marks.sheets) {
        book.push(Sheet::new(other_sheet(plan, name, cells)?, Holdings::default()));
    }
    write_identity(book.workbook(), request, &identity)?;
    for (name, formula) in defined {
        book.workbook().define_name(name, &formula)?;
    }
    book.finish()
}

/// The very hidden sheet: who the form is, and what it printed of earlier rounds.
fn write_identity(
    workbook: &mut Workbook,
    request: &TemplateRequest<'_>,
    identity: &Identity,
) -> Written {
    let FormContext { plan, round, past, .. } = request.context;
    let sheet = workbook.add_worksheet();
    sheet.set_name(IDENTITY_SHEET)?.set_very_hidden(true);
    let text = |part: Option<String>| part.unwrap_or_default();
    let parts = [
        ("form", text(identity.form.clone())),
        ("plan", text(identity.plan.clone())),
        ("round", round.to_string()),
        ("division", text(identity.division.as_ref().map(ToString::to_string))),
    ];
    let mut row = 0;
    for (key, value) in parts {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, value)?;
        row += 1;
    }
    for program in plan.led_by(&request.division.name) {
        for indicator in &program.indicators {
            for year in plan.years().filter(|year| *year < round.year) {
                let Some(value) = past.get(&indicator.id, year) else { continue };
                sheet.write_string(row, 0, "past")?;
                sheet.write_string(row, 1, indicator.id.as_str())?;
                sheet.write_string(row, 2, year.to_string())?;
                sheet.write_string(row, 3, value.value.normalize().to_string())?;
                sheet.write_string(row, 4, if value.approx { "約" } else { "" })?;
                row += 1;
            }
        }
    }
    if let Some(marks) = request.marks {
        write_return_record(sheet, row, &request.context, marks)?;
    }
    sheet.protect();
    Ok(())
}
