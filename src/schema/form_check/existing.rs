//! What a valid description of a form that already exists is: every field has a place, and every amount a unit.

use std::sync::Arc;

use super::walk::{At, Plan, Report, Rules, WithPlan, at, blocks, fields_of};
use crate::finding::{FindOn, Problem, Thing};
use crate::notation::MoneyUnit;
use crate::schema::existing::{Each, Locator, RowsBy};
use crate::schema::field::{Field, FieldType, Prefill};
use crate::schema::form::{Form, SheetSpec};
use crate::schema::indicator::Indicator;
use crate::schema::near::among;

pub(super) const RULES: Rules =
    &[(&[], &[all_sheets_are_found, sheets_hold_programs, fields_have_a_place, names_tell_rows])];

pub(super) const WITH_PLAN: &[WithPlan] = &[money_has_a_unit];

/// A form is written or read as a whole.
fn all_sheets_are_found(form: &At<'_, Form>, report: &mut Report<'_>) {
    for sheet in at!(form.sheets[]).filter(|sheet| sheet.find.is_none()) {
        report.add(&sheet.path, Problem::SheetWithoutFind);
    }
}

/// A sheet has a name, and one that holds several programs says where their numbers are.
fn sheets_hold_programs(form: &At<'_, Form>, report: &mut Report<'_>) {
    for find in at!(form.sheets[]).filter_map(|sheet| at!(sheet.find?)) {
        if find.names.is_empty() {
            report.add(&at!(find.names).path, Problem::Empty { thing: Thing::Sheet });
        }
        if find.each != Each::Sheet && find.program.is_none() {
            report.add(&find.path, Problem::MissingKey { key: "program".to_owned() });
        }
        let useless = |key: &'static str| Problem::FindKeyUseless { key, on: FindOn::OwnSheet };
        if find.start.is_some() && find.each != Each::Section {
            report.add(&at!(find.start).path, useless("start"));
        }
        if find.end.is_some() && find.each != Each::Row {
            report.add(&at!(find.end).path, useless("end"));
        }
        // What holds for a whole sheet may stand above the programs that share it.
        let locators = [
            (at!(find.program?), place_of(find.each)),
            (at!(find.division?), Place::Single),
            (at!(find.round?), Place::Single),
        ];
        for (locator, place) in locators {
            let Some(locator) = locator else { continue };
            if locator.label.is_none() && locator.cell.is_none() {
                report.add(&locator.path, Problem::MissingKey { key: "label".to_owned() });
            }
            useless_keys(&locator, place, report);
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

fn useless_keys(locator: &At<'_, Locator>, place: Place, report: &mut Report<'_>) {
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
        report.add(&locator.path.key(key), Problem::FindKeyUseless { key, on });
    }
}

/// A cell to be read says where it is; a column is found by its own heading unless it says otherwise.
fn fields_have_a_place(form: &At<'_, Form>, report: &mut Report<'_>) {
    for sheet in at!(form.sheets[]) {
        let each = sheet.find.as_ref().map(|find| find.each).unwrap_or_default();
        for block in at!(sheet.blocks[]) {
            let table = at!(block.table?);
            if let (Each::Row, Some(table)) = (each, &table) {
                report.add(&table.path, Problem::TableInRow);
            }
            let place = if table.is_some() { Place::Column } else { place_of(each) };
            for field in fields_of(&block) {
                match at!(field.find?) {
                    Some(find) => useless_keys(&find, place, report),
                    None if place == Place::Column || field.id.is_none() => {}
                    None => report.add(&field.path, Problem::FieldWithoutFind),
                }
            }
        }
    }
}

/// Rows that belong to activities or indicators of the plan are told by their names, unless by their order.
fn names_tell_rows(form: &At<'_, Form>, report: &mut Report<'_>) {
    for table in blocks(form).filter_map(|block| at!(block.table?)) {
        let has_names = table.columns.iter().any(|column| column.prefill == Some(Prefill::Name));
        if table.rows_by() == RowsBy::Name && !has_names {
            report.add(&at!(table.columns).path, Problem::NameColumnMissing);
        }
    }
}

/// Nobody guesses whether a bare number is yen or thousands of yen.
fn money_has_a_unit(form: &At<'_, Form>, plan: Option<&Plan>, report: &mut Report<'_>) {
    for sheet in at!(form.sheets[]) {
        for block in at!(sheet.blocks[]) {
            let mut columns = block.table.iter().flat_map(|table| &table.columns);
            let has_unit_column = columns.any(|column| column.prefill == Some(Prefill::Unit));
            for field in fields_of(&block).filter(|field| asks_for_money(plan, sheet.it, field)) {
                money_unit(&field, has_unit_column, report);
            }
        }
    }
}

fn asks_for_money(plan: Option<&Plan>, sheet: &SheetSpec, field: &Field) -> bool {
    let programs = plan.into_iter().flat_map(|plan| &plan.programs);
    let mut programs = programs.filter(|program| program.kind == sheet.kind);
    let is_money = match field.kind {
        FieldType::Money => true,
        FieldType::Indicator => {
            programs.any(|program| program.indicators.iter().any(Indicator::is_money))
        }
        _ => false,
    };
    is_money && field.id.is_some()
}

fn money_unit(field: &At<'_, Arc<Field>>, has_unit_column: bool, report: &mut Report<'_>) {
    let units: Vec<String> = MoneyUnit::ALL.iter().map(|unit| unit.label().to_owned()).collect();
    let has_cell = field.find.as_ref().is_some_and(|find| find.unit.is_some());
    match &field.unit {
        Some(found) if !units.contains(found) => {
            let (guess, known) = among(found, units);
            let what = Problem::MoneyUnit { found: found.clone(), guess, known };
            report.add(&at!(field.unit).path, what);
        }
        None if !has_cell && !has_unit_column => report.add(&field.path, Problem::MoneyUnitUnknown),
        _ => {}
    }
}
