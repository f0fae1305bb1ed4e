//! What a valid form is beyond the shape of its file. Each rule is one function; all of them run.
//! Rules for forms that already exist stand in `form_check/existing.rs`.

mod existing;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::{Field, FieldType};
use super::form::{Block, Form, Repeat, SheetSpec, Table};
use super::locate::{Path, at};
use super::near::among;
use super::plan::Plan;
use super::plan_check::{Claim, ambiguities, duplicates, is_key, not_blank};
use super::program::ProgramKind;
use super::report::Report;
use crate::finding::{Problem, Thing};
use crate::notation::MoneyUnit;

/// Runs every rule.
pub(super) fn check(form: &Form, plan: &Plan, report: &mut Report<'_>) {
    let geometry = if form.is_existing() { existing::RULES } else { OWN_RULES };
    for rule in RULES.iter().chain(geometry) {
        rule(form, plan, report);
    }
}

/// A rule looks at the whole form, and at the plan that it is to be filled for.
type Rule = fn(&Form, &Plan, &mut Report<'_>);

const RULES: &[Rule] = &[
    titles,
    lists_once,
    options,
    one_sheet_for_a_kind,
    sheets_for_all_kinds,
    block_ids,
    blocks_hold_one_thing,
    fields_show_something,
    ids_are_keys,
    keys_once,
    patterns,
    repeated_rows_exist,
    lists_are_named,
    named_fields_exist,
    limits_in_order,
];

/// Rules for a form that this program writes.
const OWN_RULES: &[Rule] = &[
    width_is_given,
    nothing_is_searched,
    money_is_in_thousands,
    tables_fit_the_width,
    rows_of_fields_fit_the_width,
    one_open_column,
];

/// Lists that come from the plan, not from the form.
const RATING: &str = "rating";
const NOT_RATED: &str = "not_rated";

/// The sheets with their paths.
fn sheets(form: &Form) -> impl Iterator<Item = (Path, &SheetSpec)> {
    form.sheets.iter().enumerate().map(|(index, sheet)| (at("sheets").item(index), sheet))
}

/// The blocks of a sheet with their paths.
fn blocks<'f>(
    here: &Path,
    sheet: &'f SheetSpec,
) -> impl Iterator<Item = (Path, &'f Block)> + use<'f> {
    let list = here.key("blocks");
    sheet.blocks.iter().enumerate().map(move |(index, block)| (list.item(index), block))
}

/// All blocks of the form with their paths.
fn all_blocks(form: &Form) -> impl Iterator<Item = (Path, &Block)> {
    sheets(form).flat_map(|(here, sheet)| blocks(&here, sheet))
}

/// All tables of the form with their paths.
fn all_tables(form: &Form) -> impl Iterator<Item = (Path, &Table)> {
    all_blocks(form).filter_map(|(here, block)| Some((here.key("table"), block.table.as_ref()?)))
}

/// The single fields and columns of a block with their paths.
fn fields<'f>(here: &Path, block: &'f Block) -> impl Iterator<Item = (Path, &'f Field)> + use<'f> {
    let (single, columns) = (here.key("fields"), here.key("table").key("columns"));
    let of_table = block.table.iter().flat_map(|table| table.columns.iter().enumerate());
    block
        .fields
        .iter()
        .enumerate()
        .map(move |(index, field)| (single.item(index), &**field))
        .chain(of_table.map(move |(index, field)| (columns.item(index), &**field)))
}

/// All fields and columns of the form with their paths.
fn all_fields(form: &Form) -> impl Iterator<Item = (Path, &Field)> {
    all_blocks(form).flat_map(|(here, block)| fields(&here, block))
}

fn titles(form: &Form, _: &Plan, report: &mut Report<'_>) {
    not_blank(Thing::FileId, &at("id"), &form.id, report);
    not_blank(Thing::Text, &at("title"), &form.title, report);
    if form.sheets.is_empty() {
        report.add(&at("sheets"), Problem::Empty { thing: Thing::Sheet });
    }
}

fn lists_once(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let lists = form.choices.iter().enumerate();
    duplicates(
        Thing::ChoiceList,
        lists.map(|(index, list)| (at("choices").item(index).key("id"), list.id.clone())),
        report,
    );
}

/// A list has options, each once, and no wording that means two of them.
fn options(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (index, list) in form.choices.iter().enumerate() {
        let here = at("choices").item(index).key("options");
        let from_plan = [RATING, NOT_RATED].contains(&list.id.as_str());
        if list.options.is_empty() && !from_plan {
            report.add(&here, Problem::Empty { thing: Thing::Choice });
        }
        let mut codes = Vec::new();
        let mut synonyms = Vec::new();
        for (nth, option) in list.options.iter().enumerate() {
            let (owner, here) = (option.code.as_str(), here.item(nth));
            not_blank(Thing::Choice, &here.key("code"), owner, report);
            codes.push(Claim { path: here.key("code"), owner, text: owner });
            for (entry, text) in option.synonyms.iter().enumerate() {
                synonyms.push(Claim { path: here.key("synonyms").item(entry), owner, text });
            }
        }
        let names = codes.iter().map(|claim| (claim.path.clone(), claim.text.to_owned()));
        duplicates(Thing::Choice, names.collect::<Vec<_>>(), report);
        codes.append(&mut synonyms);
        ambiguities(Thing::Choice, codes, report);
    }
}

fn one_sheet_for_a_kind(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let kinds =
        sheets(form).map(|(here, sheet)| (here.key("kind"), sheet.kind.as_str().to_owned()));
    duplicates(Thing::Sheet, kinds, report);
}

/// Every program of the plan gets a sheet, and of the plan before its revisions.
fn sheets_for_all_kinds(form: &Form, plan: &Plan, report: &mut Report<'_>) {
    let programs = plan.programs.iter().chain(&plan.in_force(plan.first_year).programs);
    let kinds: BTreeSet<ProgramKind> = programs.map(|program| program.kind).collect();
    for kind in kinds {
        if form.sheet(kind).is_none() {
            report.add(&at("sheets"), Problem::KindWithoutSheet { kind: kind.as_str() });
        }
    }
}

fn block_ids(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, sheet) in sheets(form) {
        let ids = blocks(&here, sheet).map(|(path, block)| (path.key("id"), block.id.clone()));
        duplicates(Thing::Block, ids, report);
    }
}

fn blocks_hold_one_thing(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, block) in all_blocks(form) {
        match (block.fields.is_empty(), &block.table) {
            (false, Some(_)) => report.add(&here, Problem::FieldsAndTable),
            (true, None) => report.add(&here, Problem::EmptyBlock),
            _ => {}
        }
    }
}

/// A cell is filled by a division or printed from the plan.
fn fields_show_something(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (path, field) in all_fields(form) {
        if field.id.is_none() && field.prefill.is_none() {
            report.add(&path, Problem::NothingToShow);
        }
    }
}

/// Ids become parts of defined names and names of columns.
fn ids_are_keys(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let of_blocks = all_blocks(form).map(|(path, block)| (path, Some(&block.id)));
    let of_fields = all_fields(form).map(|(path, field)| (path, field.id.as_ref()));
    for (path, id) in of_blocks.chain(of_fields) {
        if let Some(id) = id.filter(|id| !is_key(id)) {
            report.add(&path.key("id"), Problem::BadKey { found: id.clone() });
        }
    }
}

/// The keys of a block's fields; those of a table with the placeholder of the row left in.
fn keys(here: &Path, block: &Block) -> Vec<(Path, String)> {
    let mut keys = Vec::new();
    for (index, field) in block.fields.iter().enumerate() {
        let path = here.key("fields").item(index).key("id");
        keys.extend(field.id.clone().map(|id| (path, id)));
    }
    let Some(table) = &block.table else { return keys };
    for (index, field) in table.columns.iter().enumerate() {
        let Some(id) = &field.id else { continue };
        let path = here.key("table").key("columns").item(index).key("id");
        for pattern in [Some(&table.key), table.spare_key.as_ref()].into_iter().flatten() {
            // A pattern without it gives one key for all columns; that has a rule of its own.
            if pattern.contains("{field}") {
                keys.push((path.clone(), pattern.replace("{field}", id)));
            }
        }
    }
    keys
}

/// No two fields of a sheet answer to one key.
fn keys_once(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, sheet) in sheets(form) {
        let all = blocks(&here, sheet).flat_map(|(path, block)| keys(&path, block));
        duplicates(Thing::Field, all.collect::<Vec<_>>(), report);
    }
}

/// The placeholder that tells the rows of a table apart.
fn row_placeholder(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::Activities | Repeat::Lines => "{n}",
        Repeat::Indicators => "{id}",
    }
}

/// A pattern names the column and the row; what is left of it is a key.
fn patterns(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, table) in all_tables(form) {
        let own = Some((here.key("key"), &table.key, row_placeholder(table.repeat)));
        let spare = table.spare_key.as_ref().map(|key| (here.key("spare_key"), key, "{k}"));
        for (path, pattern, row) in own.into_iter().chain(spare) {
            for placeholder in ["{field}", row] {
                if !pattern.contains(placeholder) {
                    let pattern = pattern.clone();
                    report.add(&path, Problem::PatternLacks { pattern, placeholder });
                }
            }
            let filled = pattern.replace("{field}", "f").replace(row, "r");
            if !is_key(&filled) {
                report.add(&path, Problem::BadKey { found: pattern.clone() });
            }
        }
        if table.spare > 0 && table.spare_key.is_none() {
            report.add(&here, Problem::MissingKey { key: "spare_key".to_owned() });
        }
    }
}

/// A table has columns, and rows where they are counted by the form.
fn repeated_rows_exist(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, table) in all_tables(form) {
        if table.columns.is_empty() {
            report.add(&here.key("columns"), Problem::Empty { thing: Thing::Column });
        }
        if table.repeat == Repeat::Lines && table.lines == 0 {
            report.add(&here.key("lines"), Problem::Empty { thing: Thing::Line });
        }
    }
}

/// A choice names a list that exists, and only a choice does.
fn lists_are_named(form: &Form, plan: &Plan, report: &mut Report<'_>) {
    let mut known: Vec<String> = form.choices.iter().map(|list| list.id.clone()).collect();
    // A plan without reasons for not rating leaves nothing to choose from.
    let reasons = (!plan.not_rated.is_empty()).then_some(NOT_RATED);
    known.extend([Some(RATING), reasons].into_iter().flatten().map(str::to_owned));
    for (path, field) in all_fields(form) {
        match (&field.choices, field.kind == FieldType::Choice) {
            (None, true) => report.add(&path, Problem::ChoiceWithoutList),
            (Some(_), false) => report.add(&path.key("choices"), Problem::ListWithoutChoice),
            (Some(name), true) if !known.contains(name) => {
                let (guess, known) = among(name, known.clone());
                let (thing, name) = (Thing::ChoiceList, name.clone());
                let what = Problem::Unknown { thing, name, guess, known };
                report.add(&path.key("choices"), what);
            }
            _ => {}
        }
    }
}

/// `required_unless` and `waived_by` name a field of the same sheet; a column may name one of its own row.
fn named_fields_exist(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, sheet) in sheets(form) {
        let single = || sheet.blocks.iter().flat_map(|block| &block.fields);
        let ids = |fields: &mut dyn Iterator<Item = &Arc<Field>>| -> Vec<String> {
            fields.filter_map(|field| field.id.clone()).collect()
        };
        let of_sheet = ids(&mut single());
        if let Some(name) = &sheet.waived_by {
            known_field(&here.key("waived_by"), name, &of_sheet, report);
        }
        for (path, block) in blocks(&here, sheet) {
            let mut known = of_sheet.clone();
            known.extend(block.table.iter().flat_map(|table| ids(&mut table.columns.iter())));
            for (path, field) in fields(&path, block) {
                if let Some(name) = &field.required_unless {
                    known_field(&path.key("required_unless"), name, &known, report);
                }
            }
        }
    }
}

fn known_field(path: &Path, name: &str, known: &[String], report: &mut Report<'_>) {
    if !known.iter().any(|id| id == name) {
        let (guess, known) = among(name, known.to_vec());
        let name = name.to_owned();
        report.add(path, Problem::Unknown { thing: Thing::Field, name, guess, known });
    }
}

fn limits_in_order(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (path, field) in all_fields(form) {
        if let (Some(min), Some(max)) = (field.min, field.max)
            && min > max
        {
            report.add(&path.key("min"), Problem::MinAboveMax { min, max });
        }
    }
}

/// The columns share a width.
fn width_is_given(form: &Form, _: &Plan, report: &mut Report<'_>) {
    if form.width == 0 {
        report.add(&at("width"), Problem::MissingKey { key: "width".to_owned() });
    }
}

/// The width to fit into; one that is not given has been named already.
fn stated_width(form: &Form) -> Option<u32> {
    (form.width > 0).then_some(u32::from(form.width))
}

/// A form that this program writes says by itself where its fields are.
fn nothing_is_searched(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let tables = all_tables(form).filter(|(_, table)| table.find.is_some()).map(|(path, _)| path);
    let fields = all_fields(form).filter(|(_, field)| field.find.is_some()).map(|(path, _)| path);
    for path in tables.chain(fields) {
        report.add(&path.key("find"), Problem::FindOnOwnForm);
    }
}

/// The cells of a form that this program writes are in 千円: reader, sums and guide count on it.
fn money_is_in_thousands(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let thousand = MoneyUnit::Thousand.label();
    for (path, field) in all_fields(form).filter(|(_, field)| field.kind == FieldType::Money) {
        if let Some(found) = field.unit.as_ref().filter(|unit| *unit != thousand) {
            let (guess, known) = among(found, [thousand.to_owned()]);
            let what = Problem::MoneyUnit { found: found.clone(), guess, known };
            report.add(&path.key("unit"), what);
        }
    }
}

/// The fixed columns leave room: none is pushed off the sheet, and the open one gets at least one unit.
fn tables_fit_the_width(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let Some(width) = stated_width(form) else { return };
    for (here, table) in all_tables(form) {
        let fixed: u32 =
            table.columns.iter().filter_map(|column| column.width).map(u32::from).sum();
        let open = table.columns.iter().any(|column| column.width.is_none());
        let sum = fixed + u32::from(open);
        if sum > width {
            report.add(&here.key("columns"), Problem::TooWide { sum, width });
        }
    }
}

/// The same for single fields, row by row: labels and fixed answers.
fn rows_of_fields_fit_the_width(form: &Form, _: &Plan, report: &mut Report<'_>) {
    let Some(width) = stated_width(form) else { return };
    for (here, block) in all_blocks(form) {
        let mut sum = 0;
        for (index, field) in block.fields.iter().enumerate() {
            let before = if field.new_row { 0 } else { sum };
            // A field that takes what is left needs at least one unit.
            sum = before + u32::from(field.label_width) + u32::from(field.width.unwrap_or(1));
            if before <= width && sum > width {
                let path = here.key("fields").item(index);
                report.add(&path, Problem::TooWide { sum, width });
            }
        }
    }
}

fn one_open_column(form: &Form, _: &Plan, report: &mut Report<'_>) {
    for (here, table) in all_tables(form) {
        let open = table.columns.iter().enumerate().filter(|(_, column)| column.width.is_none());
        for (index, _) in open.skip(1) {
            report.add(&here.key("columns").item(index), Problem::SecondOpenColumn);
        }
    }
}
