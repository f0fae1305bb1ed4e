//! What holds of a form that this program writes: it says by itself where its fields are, and it fits its paper.

use super::walk::{At, Form, Problem, Report, Rules, WithPlan, at, blocks, fields, tables};
use crate::notation::MoneyUnit;
use crate::schema::field::FieldType;
use crate::schema::form::Repeat;
use crate::schema::near::among;

pub(super) const RULES: Rules = &[
    (
        &[],
        &[
            width_is_given,
            nothing_is_searched,
            usual_rows,
            choices_fit_a_dropdown,
            money_is_in_thousands,
        ],
    ),
    (&["sheets"], &[one_open_column]),
    (&["width", "sheets"], &[tables_fit_the_width, rows_of_fields_fit_the_width]),
];

pub(super) const WITH_PLAN: &[WithPlan] = &[];

/// The columns share a width.
fn width_is_given(form: &At<'_, Form>, report: &mut Report<'_>) {
    if form.width == 0 {
        report.add(&at!(form.width).path, Problem::MissingKey { key: "width".to_owned() });
    }
}

/// The width to fit into; one that is not given has been named already.
fn stated_width(form: &Form) -> Option<u32> {
    (form.width > 0).then_some(u32::from(form.width))
}

fn nothing_is_searched(form: &At<'_, Form>, report: &mut Report<'_>) {
    let tables = tables(form).filter_map(|table| Some(at!(table.find?)?.path));
    let fields = fields(form).filter_map(|field| Some(at!(field.find?)?.path));
    for path in tables.chain(fields) {
        report.add(&path, Problem::FindOnOwnForm);
    }
}

/// No more rows are usual than there are.
fn usual_rows(form: &At<'_, Form>, report: &mut Report<'_>) {
    for table in tables(form) {
        let lines = if table.repeat == Repeat::Lines { table.lines } else { 0 };
        if let Some(usual) = at!(table.usual?).filter(|usual| *usual.it > lines) {
            report.add(&usual.path, Problem::UsualRows { usual: *usual.it, lines });
        }
    }
}

fn choices_fit_a_dropdown(form: &At<'_, Form>, report: &mut Report<'_>) {
    for option in at!(form.choices[]).flat_map(|list| at!(list.options[])) {
        report.has_no_comma(&at!(option.code));
    }
}

/// The cells of a form that this program writes are in 千円: reader, sums and guide count on it.
fn money_is_in_thousands(form: &At<'_, Form>, report: &mut Report<'_>) {
    let thousand = MoneyUnit::Thousand.label();
    let money = fields(form).filter(|field| field.kind == FieldType::Money);
    for unit in money.filter_map(|field| at!(field.unit?)).filter(|unit| *unit.it != thousand) {
        let (guess, known) = among(&unit, [thousand.to_owned()]);
        report.add(&unit.path, Problem::MoneyUnit { found: unit.it.clone(), guess, known });
    }
}

/// The fixed columns leave room: none is pushed off the sheet, and the open one gets at least one unit.
fn tables_fit_the_width(form: &At<'_, Form>, report: &mut Report<'_>) {
    let Some(width) = stated_width(form.it) else { return };
    for table in tables(form) {
        let fixed: u32 =
            table.columns.iter().filter_map(|column| column.width).map(u32::from).sum();
        let open = table.columns.iter().any(|column| column.width.is_none());
        let sum = fixed + u32::from(open);
        if sum > width {
            report.add(&at!(table.columns).path, Problem::TooWide { sum, width });
        }
    }
}

/// The same for single fields, row by row: labels and fixed answers.
fn rows_of_fields_fit_the_width(form: &At<'_, Form>, report: &mut Report<'_>) {
    let Some(width) = stated_width(form.it) else { return };
    for block in blocks(form) {
        let mut sum = 0;
        for field in at!(block.fields[]) {
            let before = if field.new_row { 0 } else { sum };
            // A field that takes what is left needs at least one unit.
            sum = before + u32::from(field.label_width) + u32::from(field.width.unwrap_or(1));
            if before <= width && sum > width {
                report.add(&field.path, Problem::TooWide { sum, width });
            }
        }
    }
}

fn one_open_column(form: &At<'_, Form>, report: &mut Report<'_>) {
    for table in tables(form) {
        for column in at!(table.columns[]).filter(|column| column.width.is_none()).skip(1) {
            report.add(&column.path, Problem::SecondOpenColumn);
        }
    }
}
