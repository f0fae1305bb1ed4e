//! What a valid description of a form that already exists is: every field has a place, and every amount a unit.

use super::{Rule, all_blocks, fields, sheets};
use crate::finding::{FindOn, Problem, Thing};
use crate::notation::MoneyUnit;
use crate::schema::existing::{Each, Locator, RowsBy};
use crate::schema::field::{Field, FieldType, Prefill};
use crate::schema::form::{Form, SheetSpec};
use crate::schema::indicator::Indicator;
use crate::schema::locate::Path;
use crate::schema::near::among;
use crate::schema::plan::Plan;
use crate::schema::report::Report;

pub(super) const RULES: &[Rule] = &[
    all_sheets_are_found,
    sheets_hold_programs,
    fields_have_a_place,
    names_tell_rows,
    money_has_a_unit,
];

/// A form is written or read as a whole.
fn all_sheets_are_found(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, _) in sheets(form).filter(|(_, sheet)| sheet.find.is_none()) {
        report.add(&here, Problem::SheetWithoutFind);
    }
}

/// A sheet has a name, and one that holds several programs says where their numbers are.
fn sheets_hold_programs(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, sheet) in sheets(form) {
        let Some(find) = &sheet.find else { continue };
        let here = here.key("find");
        if find.names.is_empty() {
            report.add(&here.key("names"), Problem::Empty { thing: Thing::Sheet });
        }
        let shared = find.each != Each::Sheet;
        if shared && find.program.is_none() {
            report.add(&here, Problem::MissingKey { key: "program".to_owned() });
        }
        let useless = |key: &'static str| Problem::FindKeyUseless { key, on: FindOn::OwnSheet };
        if find.start.is_some() && find.each != Each::Section {
            report.add(&here.key("start"), useless("start"));
        }
        if find.end.is_some() && find.each != Each::Row {
            report.add(&here.key("end"), useless("end"));
        }
        let locators =
            [("program", &find.program), ("division", &find.division), ("round", &find.round)];
        for (key, locator) in locators {
            let Some(locator) = locator else { continue };
            let path = here.key(key);
            if locator.label.is_none() && locator.cell.is_none() {
                report.add(&path, Problem::MissingKey { key: "label".to_owned() });
            }
            // What holds for a whole sheet may stand above the programs that share it.
            let place = if key == "program" { place_of(find.each) } else { Place::Single };
            useless_keys(&path, locator, place, report);
        }
    }
}

/// What a locator may say where.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A single field of a sheet that holds one program.
    Single,
    /// A single field of a section.
    Section,
    /// A column.
    Column,
}

fn place_of(each: Each) -> Place {
    match each {
        Each::Sheet => Place::Single,
        Each::Section => Place::Section,
        Each::Row => Place::Column,
    }
}

fn useless_keys(path: &Path, locator: &Locator, place: Place, report: &mut Report<'_>) {
    let keys = [
        ("cell", locator.cell.is_some()),
        ("go", locator.go.is_some()),
        ("offset", locator.offset.is_some()),
        ("label", locator.label.is_some()),
        ("under", locator.under.is_some()),
        ("nth", locator.nth.is_some()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, given)| *given) {
        let on = match place {
            Place::Column if ["cell", "go", "offset"].contains(&key) => FindOn::Column,
            Place::Section if key == "cell" => FindOn::SharedSheet,
            Place::Single if locator.cell.is_some() && key != "cell" => FindOn::Address,
            _ => continue,
        };
        report.add(&path.key(key), Problem::FindKeyUseless { key, on });
    }
}

/// A cell to be read says where it is; a column is found by its own heading unless it says otherwise.
fn fields_have_a_place(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, sheet) in sheets(form) {
        let each = sheet.find.as_ref().map(|find| find.each).unwrap_or_default();
        for (path, block) in super::blocks(&here, sheet) {
            if each == Each::Row && block.table.is_some() {
                report.add(&path.key("table"), Problem::TableInRow);
            }
            let place = if block.table.is_some() { Place::Column } else { place_of(each) };
            for (path, field) in fields(&path, block) {
                match &field.find {
                    Some(find) => useless_keys(&path.key("find"), find, place, report),
                    None if place == Place::Column || field.id.is_none() => {}
                    None => report.add(&path, Problem::FieldWithoutFind),
                }
            }
        }
    }
}

/// Rows that belong to activities or indicators of the plan are told by their names, unless by their order.
fn names_tell_rows(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, block) in all_blocks(form) {
        let Some(table) = &block.table else { continue };
        let has_names = table.columns.iter().any(|column| column.prefill == Some(Prefill::Name));
        if table.rows_by() == RowsBy::Name && !has_names {
            report.add(&here.key("table").key("columns"), Problem::NameColumnMissing);
        }
    }
}

/// Nobody guesses whether a bare number is yen or thousands of yen.
fn money_has_a_unit(form: &Form, plan: &Plan, report: &mut Report<'_>) {
    for (here, sheet) in sheets(form) {
        for (path, block) in super::blocks(&here, sheet) {
            let in_column = block.table.iter().flat_map(|table| &table.columns);
            let has_unit_column =
                in_column.clone().any(|column| column.prefill == Some(Prefill::Unit));
            for (path, field) in fields(&path, block) {
                money_unit(&path, sheet, field, has_unit_column, plan, report);
            }
        }
    }
}

fn money_unit(
    path: &Path,
    sheet: &SheetSpec,
    field: &Field,
    has_unit_column: bool,
    plan: &Plan,
    report: &mut Report<'_>,
) {
    let indicators = || plan.programs.iter().filter(|program| program.kind == sheet.kind);
    let money = match field.kind {
        FieldType::Money => true,
        FieldType::Indicator => {
            indicators().flat_map(|program| &program.indicators).any(Indicator::is_money)
        }
        _ => false,
    };
    if !money || field.id.is_none() {
        return;
    }
    let units: Vec<String> = MoneyUnit::ALL.iter().map(|unit| unit.label().to_owned()).collect();
    let has_cell = field.find.as_ref().is_some_and(|find| find.unit.is_some());
    match &field.unit {
        Some(found) if !units.contains(found) => {
            let (guess, known) = among(found, units);
            let what = Problem::MoneyUnit { found: found.clone(), guess, known };
            report.add(&path.key("unit"), what);
        }
        None if !has_cell && !has_unit_column => report.add(path, Problem::MoneyUnitUnknown),
        _ => {}
    }
}
