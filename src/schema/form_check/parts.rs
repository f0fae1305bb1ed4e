//! The parts of any form: lists, sheets, blocks, fields.

use std::collections::BTreeSet;

use super::walk::{
    Plan, Problem, Report, Rules, Thing, WithPlan, blocks, fields, fields_of, tables,
};
use crate::schema::field::FieldType;
use crate::schema::form::{Block, Form, Repeat, SheetSpec};
use crate::schema::locate::Path;
use crate::schema::program::ProgramKind;
use crate::schema::rule::{At, Named, at, is_key};

pub(super) const RULES: Rules = &[
    (
        &[],
        &[
            titles,
            lists,
            sheets_once,
            blocks_hold_one_thing,
            fields_are_sound,
            keys_once,
            patterns,
            repeated_rows_exist,
            cover_asks_single_fields,
        ],
    ),
    (&["sheets"], &[named_fields_exist]),
];

pub(super) const WITH_PLAN: &[WithPlan] = &[sheets_for_all_kinds, lists_are_named];

/// Lists that come from the plan, not from the form.
const RATING: &str = "rating";
const NOT_RATED: &str = "not_rated";

fn titles(form: &At<'_, Form>, report: &mut Report<'_>) {
    report.not_blank(Thing::FileId, &at!(form.id));
    report.not_blank(Thing::Text, &at!(form.title));
    if form.sheets.is_empty() {
        report.add(&at!(form.sheets).path, Problem::Empty { thing: Thing::Sheet });
    }
}

/// A list has options, each once, and no wording that means two of them.
fn lists(form: &At<'_, Form>, report: &mut Report<'_>) {
    report.duplicates(Thing::ChoiceList, at!(form.choices[]).map(|list| at!(list.id)));
    for list in at!(form.choices[]) {
        let from_plan = [RATING, NOT_RATED].contains(&list.id.as_str());
        if list.options.is_empty() && !from_plan {
            report.add(&at!(list.options).path, Problem::Empty { thing: Thing::Choice });
        }
        let codes = at!(list.options[]).map(|option| at!(option.code));
        for code in codes.clone() {
            report.not_blank(Thing::Choice, &code);
        }
        report.duplicates(Thing::Choice, codes);
        let named = at!(list.options[]).map(|option| {
            let code = at!(option.code).text();
            Named::with(code.it, code, at!(option.synonyms[]))
        });
        report.ambiguities(Thing::Choice, &named.collect::<Vec<_>>());
    }
}

/// One sheet for a kind, and one block for a key.
fn sheets_once(form: &At<'_, Form>, report: &mut Report<'_>) {
    let kinds: Vec<(Path, &str)> =
        at!(form.sheets[]).map(|sheet| (at!(sheet.kind).path, sheet.kind.as_str())).collect();
    report.duplicates(Thing::Sheet, kinds.iter().map(|(path, it)| At { path: path.clone(), it }));
    for sheet in at!(form.sheets[]) {
        report.duplicates(Thing::Block, at!(sheet.blocks[]).map(|block| at!(block.id)));
    }
}

/// Every program of the plan gets a sheet, and of the plan before its revisions.
fn sheets_for_all_kinds(form: &At<'_, Form>, plan: Option<&Plan>, report: &mut Report<'_>) {
    let Some(plan) = plan else { return };
    let programs = plan.programs.iter().chain(&plan.in_force(plan.first_year).programs);
    let kinds: BTreeSet<ProgramKind> = programs.map(|program| program.kind).collect();
    for kind in kinds.into_iter().filter(|kind| form.sheet(*kind).is_none()) {
        report.add(&at!(form.sheets).path, Problem::KindWithoutSheet { kind: kind.as_str() });
    }
}

fn blocks_hold_one_thing(form: &At<'_, Form>, report: &mut Report<'_>) {
    for block in blocks(form) {
        report.is_key(&at!(block.id));
        match (block.fields.is_empty(), &block.table) {
            (false, Some(_)) => report.add(&block.path, Problem::FieldsAndTable),
            (true, None) => report.add(&block.path, Problem::EmptyBlock),
            _ => {}
        }
    }
}

/// A cell is filled by a division or printed from the plan. Ids become parts of defined names and names of columns.
fn fields_are_sound(form: &At<'_, Form>, report: &mut Report<'_>) {
    for field in fields(form) {
        match at!(field.id?) {
            Some(id) => report.is_key(&id),
            None if field.prefill.is_none() => report.add(&field.path, Problem::NothingToShow),
            None => {}
        }
        report.limits(at!(field.min?), field.max);
    }
}

/// The keys of a block's fields; those of a table with the placeholder of the row left in.
fn keys(block: &At<'_, Block>) -> Vec<(Path, String)> {
    let patterns =
        block.table.iter().flat_map(|table| [Some(&table.key), table.spare_key.as_ref()]);
    // A pattern without it gives one key for all columns; that has a rule of its own.
    let patterns: Vec<&String> =
        patterns.flatten().filter(|pattern| pattern.contains("{field}")).collect();
    let mut keys = Vec::new();
    for field in at!(block.fields[]) {
        keys.extend(at!(field.id?).map(|id| (id.path, id.it.clone())));
    }
    let columns = at!(block.table?).into_iter().flat_map(|table| at!(table.columns[]));
    for id in columns.filter_map(|column| at!(column.id?)) {
        let filled = patterns.iter().map(|pattern| pattern.replace("{field}", &id));
        keys.extend(filled.map(|key| (id.path.clone(), key)));
    }
    keys
}

/// No two fields of a sheet answer to one key.
fn keys_once(form: &At<'_, Form>, report: &mut Report<'_>) {
    for sheet in at!(form.sheets[]) {
        let keys: Vec<(Path, String)> =
            at!(sheet.blocks[]).flat_map(|block| keys(&block)).collect();
        report
            .duplicates(Thing::Field, keys.iter().map(|(path, it)| At { path: path.clone(), it }));
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
fn patterns(form: &At<'_, Form>, report: &mut Report<'_>) {
    for table in tables(form) {
        let own = (at!(table.key), row_placeholder(table.repeat));
        let spare = at!(table.spare_key?).map(|key| (key, "{k}"));
        for (pattern, row) in std::iter::once(own).chain(spare) {
            for placeholder in ["{field}", row] {
                if !pattern.contains(placeholder) {
                    let pattern_text = pattern.it.clone();
                    let what = Problem::PatternLacks { pattern: pattern_text, placeholder };
                    report.add(&pattern.path, what);
                }
            }
            if !is_key(&pattern.replace("{field}", "f").replace(row, "r")) {
                report.add(&pattern.path, Problem::BadKey { found: pattern.it.clone() });
            }
        }
        if table.spare > 0 && table.spare_key.is_none() {
            report.add(&table.path, Problem::MissingKey { key: "spare_key".to_owned() });
        }
    }
}

/// A table has columns, and rows where they are counted by the form.
fn repeated_rows_exist(form: &At<'_, Form>, report: &mut Report<'_>) {
    for table in tables(form) {
        if table.columns.is_empty() {
            report.add(&at!(table.columns).path, Problem::Empty { thing: Thing::Column });
        }
        if table.repeat == Repeat::Lines && table.lines == 0 {
            report.add(&at!(table.lines).path, Problem::Empty { thing: Thing::Line });
        }
    }
}

/// The cover takes a text, a number or a day for all sheets of a form that is written here.
fn cover_asks_single_fields(form: &At<'_, Form>, report: &mut Report<'_>) {
    let columns = tables(form).flat_map(|table| at!(table.columns[]));
    for column in columns.filter(|column| column.cover) {
        report.add(&at!(column.cover).path, Problem::NotForTheCover);
    }
    for field in blocks(form).flat_map(|block| at!(block.fields[])).filter(|field| field.cover) {
        let is_typed = !matches!(field.kind, FieldType::Choice | FieldType::Indicator);
        if field.id.is_none() || !is_typed || form.is_existing() {
            report.add(&at!(field.cover).path, Problem::NotForTheCover);
        }
    }
}

/// A choice names a list that exists, and only a choice does.
fn lists_are_named(form: &At<'_, Form>, plan: Option<&Plan>, report: &mut Report<'_>) {
    // A plan without reasons for not rating leaves nothing to choose from.
    let reasons = plan.is_none_or(|plan| !plan.not_rated.is_empty()).then_some(NOT_RATED);
    let of_plan = || [Some(RATING), reasons].into_iter().flatten();
    let known = || form.choices.iter().map(|list| list.id.as_str()).chain(of_plan());
    let lists_are_certain = !report.faults().touch("choices");
    for field in fields(form) {
        match (at!(field.choices?), field.kind == FieldType::Choice) {
            (None, true) => report.add(&field.path, Problem::ChoiceWithoutList),
            (Some(list), false) => report.add(&list.path, Problem::ListWithoutChoice),
            (Some(list), true) if lists_are_certain => {
                report.known(Thing::ChoiceList, &list, known());
            }
            _ => {}
        }
    }
}

/// `required_unless` and `waived_by` name a field of the same sheet; a column may name one of its own row.
fn named_fields_exist(form: &At<'_, Form>, report: &mut Report<'_>) {
    for sheet in at!(form.sheets[]) {
        let of_sheet = || single_ids(sheet.it);
        if let Some(name) = at!(sheet.waived_by?) {
            report.known(Thing::Field, &name, of_sheet());
        }
        for block in at!(sheet.blocks[]) {
            let columns = block.it.table.iter().flat_map(|table| &table.columns);
            let of_row = columns.filter_map(|column| column.id.as_ref());
            for name in fields_of(&block).filter_map(|field| at!(field.required_unless?)) {
                report.known(Thing::Field, &name, of_sheet().chain(of_row.clone()));
            }
        }
    }
}

fn single_ids(sheet: &SheetSpec) -> impl Iterator<Item = &String> {
    let fields = sheet.blocks.iter().flat_map(|block| &block.fields);
    fields.filter_map(|field| field.id.as_ref())
}
