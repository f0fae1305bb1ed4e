//! The embedded plan several times over, as text of a `plan.toml`.
//!
//! Divisions, programs and indicators are copied under names, numbers and ids of their own; a copied program is led by
//! the copied division. Everything else is said once, as in any plan.

use matome::testing::EMBEDDED_PLAN;
use toml::{Table, Value};

use super::Result;

/// Programs of the embedded plan.
const PROGRAMS: i64 = 28;

/// Id of the plans made here; the texts of the embedded plan's own samples belong to its id alone.
pub const PLAN: &str = "mihon";

/// The embedded plan `times` over.
pub fn larger_plan(times: usize) -> Result<String> {
    let mut plan: Table = EMBEDDED_PLAN.parse()?;
    plan.insert("id".to_owned(), PLAN.into());
    mark(&mut plan, "title");
    if let Some(Value::Table(municipality)) = plan.get_mut("municipality") {
        mark(municipality, "name");
    }
    for (list, copy) in [("divisions", division as fn(&Table, i64) -> Table), ("programs", program)]
    {
        let Some(Value::Array(own)) = plan.get(list) else {
            return Err(format!("the embedded plan has no {list}").into());
        };
        let own: Vec<&Table> = own.iter().filter_map(Value::as_table).collect();
        let copies =
            (0..i64::try_from(times)?).flat_map(|turn| own.iter().map(move |row| copy(row, turn)));
        let all: Vec<Value> = copies.map(Value::Table).collect();
        plan.insert(list.to_owned(), Value::Array(all));
    }
    Ok(toml::to_string(&plan)?)
}

/// Says of a name that it is made up.
fn mark(table: &mut Table, key: &str) {
    change(table, key, |name| format!("{name}(見本)"));
}

fn division(own: &Table, turn: i64) -> Table {
    let mut division = own.clone();
    if turn > 0 {
        division.remove("aliases");
        change(&mut division, "name", |name| division_name(name, turn));
    }
    division
}

fn program(own: &Table, turn: i64) -> Table {
    let mut program = own.clone();
    if turn == 0 {
        return program;
    }
    if let Some(Value::Integer(number)) = program.get_mut("no") {
        *number += PROGRAMS * turn;
    }
    change(&mut program, "name", |name| format!("{name}その{}", turn + 1));
    change(&mut program, "lead", |name| division_name(name, turn));
    for activity in rows(&mut program, "activities") {
        change(activity, "division", |name| division_name(name, turn));
    }
    for indicator in rows(&mut program, "indicators") {
        change(indicator, "id", |id| format!("{id}_{}", turn + 1));
    }
    program
}

fn division_name(name: &str, turn: i64) -> String {
    format!("{name}第{}", turn + 1)
}

fn rows<'a>(table: &'a mut Table, key: &str) -> impl Iterator<Item = &'a mut Table> {
    let rows = table.get_mut(key).and_then(Value::as_array_mut).map(|rows| rows.iter_mut());
    rows.into_iter().flatten().filter_map(Value::as_table_mut)
}

fn change(table: &mut Table, key: &str, new: impl Fn(&str) -> String) {
    if let Some(Value::String(text)) = table.get_mut(key) {
        *text = new(text);
    }
}
