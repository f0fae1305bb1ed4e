//! Which sheets of a workbook are the same form, what holds one program, and where that program is named.

use std::collections::BTreeSet;

use super::DraftRequest;
use super::fields::{FieldView, single_fields};
use super::known::Known;
use super::page::PageView;
use super::tables::{TableView, tables};
use crate::notation::{Expect, Outcome, Raw, comparison_key, program_no, read};
use crate::schema::{Each, Go, Plan, Prefill, ProgramKind};
use crate::terms::{Area, CellRef, ProgramNo};
use crate::workbook::Visibility;

/// The forms that a workbook holds.
pub(super) struct Designs<'w> {
    /// One for each kind of program that was told, else one for all kinds.
    pub(super) forms: Vec<Design<'w>>,
    /// Sheets without cells to be filled, and hidden ones.
    pub(super) ignored: Vec<String>,
}

/// Sheets that are the same form.
pub(super) struct Design<'w> {
    /// Kind of its programs, where they are named.
    pub(super) kind: Option<ProgramKind>,
    pub(super) sheets: Vec<String>,
    pub(super) view: PageView<'w>,
    pub(super) each: Each,
    pub(super) program: Option<Stated>,
    pub(super) program_name: Option<Stated>,
    pub(super) division: Option<Stated>,
    pub(super) round: Option<Stated>,
    pub(super) tables: Vec<TableView>,
    pub(super) fields: Vec<FieldView>,
}

/// A label with what stands right of it, or below it in a list.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) label: String,
    pub(super) at: Area,
    pub(super) value: Area,
    /// How many cells lie from one to the other.
    pub(super) steps: u16,
    pub(super) text: String,
}

/// Share of labels that two sheets of one form have in common, in per cent: names of programs differ.
const SAME_FORM: usize = 50;

/// Sheets that are the same form, by the first of them.
struct Alike<'w> {
    sheets: Vec<String>,
    view: PageView<'w>,
    /// Cells of the first sheet whose text another sheet lacks.
    differing: BTreeSet<CellRef>,
}

/// Takes a workbook apart.
pub(super) fn designs<'w>(request: &DraftRequest<'w>) -> Designs<'w> {
    let mut found: Vec<Alike<'w>> = Vec::new();
    let mut ignored = Vec::new();
    for (sheet, faces) in request.workbook.sheets.iter().zip(request.faces) {
        let view = PageView::new(request.plan, request.workbook, sheet, faces);
        let name = sheet.name.to_string();
        if sheet.visibility != Visibility::Visible
            || view.inputs.is_empty()
            || view.labels.is_empty()
        {
            ignored.push(name);
            continue;
        }
        match found.iter_mut().find(|alike| is_same(&alike.view, &view)) {
            Some(alike) => {
                alike.sheets.push(name);
                alike.differing.extend(lacking(&alike.view, &view));
            }
            None => {
                found.push(Alike { sheets: vec![name], view, differing: BTreeSet::new() });
            }
        }
    }
    Designs { forms: found.into_iter().map(|alike| design(request, alike)).collect(), ignored }
}

fn keys(view: &PageView<'_>) -> BTreeSet<String> {
    view.labels.values().map(|text| comparison_key(text).into_owned()).collect()
}

fn is_same(one: &PageView<'_>, other: &PageView<'_>) -> bool {
    let (one, other) = (keys(one), keys(other));
    let common = one.intersection(&other).count();
    common * 100 >= one.len().max(other.len()) * SAME_FORM
}

/// The cells whose text stands nowhere on the other sheet: a label that only moved is still a label.
fn lacking(view: &PageView<'_>, other: &PageView<'_>) -> Vec<CellRef> {
    let known = keys(other);
    let labels = view.labels.iter();
    labels.filter(|(_, text)| !known.contains(&*comparison_key(text))).map(|(at, _)| *at).collect()
}

fn design<'w>(request: &DraftRequest<'w>, alike: Alike<'w>) -> Design<'w> {
    let Alike { sheets, mut view, differing } = alike;
    let plan = request.plan;
    let known = Known { plan, standard: request.standard };
    let all_tables = tables(&view);
    if let Some((list, program)) = list_of_programs(plan, &view, &all_tables) {
        let kind =
            program_in(plan, &program.text).and_then(|no| plan.program(no)).map(|own| own.kind);
        let tables = all_tables.into_iter().enumerate().filter(|(index, _)| *index == list);
        return Design {
            kind,
            sheets,
            each: Each::Row,
            division: stated(&view, |text| division(plan, text)),
            round: stated(&view, |text| is_year(plan, text)),
            program: Some(program),
            program_name: None,
            tables: tables.map(|(_, table)| table).collect(),
            fields: Vec::new(),
            view,
        };
    }
    let program = stated(&view, |text| is_number(plan, text));
    let sections =
        program.as_ref().map(|program| starts(&view, &program.label)).unwrap_or_default();
    let each = match sections.as_slice() {
        [_, next, ..] => {
            view.keep_above(*next);
            Each::Section
        }
        _ => Each::Sheet,
    };
    let is_name = |text: &str| named(plan, text).is_some();
    let program_name = stated(&view, is_name);
    // A form without numbers is told by the name.
    let program = program.or_else(|| program_name.clone());
    let first_kind = plan.programs.first().map_or(ProgramKind::Implementation, |own| own.kind);
    let blank =
        |what: Prefill| known.prints(first_kind, what).and_then(|own| labelled(&view, &known, own));
    let program =
        program.or_else(|| blank(Prefill::ProgramNo)).or_else(|| blank(Prefill::ProgramName));
    let division = stated(&view, |text| division(plan, text)).or_else(|| blank(Prefill::Lead));
    let round = stated(&view, |text| is_year(plan, text));
    for stated in [&program, &program_name, &division, &round].into_iter().flatten() {
        view.inputs.remove(&stated.value.first);
    }
    let kind = program.as_ref().and_then(|own| program_in(plan, &own.text));
    let kind = kind.and_then(|no| plan.program(no)).map(|own| own.kind);
    let tables = match each {
        Each::Section => tables(&view),
        _ => all_tables,
    };
    let told = [&program, &program_name, &division, &round].into_iter().flatten();
    let told: Vec<Area> = told.flat_map(|own| [own.at, own.value]).collect();
    let in_table = |at: CellRef| {
        tables.iter().any(|table| {
            let around = [table.under, table.end].into_iter().flatten();
            table.area.contains(at) || around.into_iter().any(|area| area.first == at)
        })
    };
    for at in differing {
        if !in_table(at) && !told.iter().any(|area| area.first == at) {
            view.take_answer(at);
        }
    }
    let fields = single_fields(&view, &tables);
    Design { kind, sheets, view, each, program, program_name, division, round, tables, fields }
}

fn named(plan: &Plan, text: &str) -> Option<ProgramNo> {
    let key = comparison_key(text);
    let own = plan.programs.iter().find(|program| comparison_key(&program.name) == key);
    own.map(|program| program.no)
}

fn program_in(plan: &Plan, text: &str) -> Option<ProgramNo> {
    named(plan, text).or_else(|| program_no::split(text).map(|(no, _)| ProgramNo(no)))
}

fn is_number(plan: &Plan, text: &str) -> bool {
    program_no::read(text).is_some_and(|no| plan.program(ProgramNo(no)).is_some())
}

fn division(plan: &Plan, text: &str) -> bool {
    let key = comparison_key(text);
    plan.divisions.iter().any(|own| {
        comparison_key(own.name.as_str()) == key
            || own.aliases.iter().any(|alias| comparison_key(alias) == key)
    })
}

fn is_year(plan: &Plan, text: &str) -> bool {
    let read = read(&Raw::Text(text), &Expect::FiscalYear);
    let Outcome::Read(reading) = read else { return false };
    matches!(reading.value, crate::notation::Value::FiscalYear(year) if plan.years().any(|own| own == year))
}

/// The first label whose right neighbour says what is looked for, else the first with it across empty grid paper.
fn stated(view: &PageView<'_>, says: impl Fn(&str) -> bool) -> Option<Stated> {
    let first = |right: &dyn Fn(Area) -> Option<(Area, u16)>| {
        view.labels.iter().find_map(|(at, label)| {
            let at = view.grid.area_at(*at);
            let (value, steps) = right(at)?;
            let text = view.grid.text(value);
            let label = label.clone();
            (says(&text) && !says(&label)).then_some(Stated { label, at, value, steps, text })
        })
    };
    first(&|at| beside(view, at)).or_else(|| first(&|at| view.next(at, Go::Right)))
}

fn beside(view: &PageView<'_>, at: Area) -> Option<(Area, u16)> {
    view.grid.step(at, Go::Right).map(|value| (value, 1))
}

/// A label of the standard form, with whatever stands right of it.
fn labelled(view: &PageView<'_>, known: &Known<'_>, label: &str) -> Option<Stated> {
    let key = comparison_key(label);
    let (at, label) = view.labels.iter().find(|(_, text)| comparison_key(text) == key)?;
    let at = view.grid.area_at(*at);
    // On a blank form the next text may be the next label.
    let next = view.next(at, Go::Right).filter(|(next, steps)| {
        *steps == 1 || view.label(*next).is_none_or(|text| !known.is_label(text))
    });
    let (value, steps) = next.or_else(|| beside(view, at))?;
    Some(Stated { label: label.clone(), at, value, steps, text: view.grid.text(value) })
}

/// The rows in which a label stands: each begins a section.
fn starts(view: &PageView<'_>, label: &str) -> Vec<u32> {
    let key = comparison_key(label);
    let places = view.labels.iter().filter(|(_, text)| comparison_key(text) == key);
    places.map(|(at, _)| at.row).collect::<BTreeSet<u32>>().into_iter().collect()
}

/// The table that has one row for each program, with the heading of the column that tells them.
fn list_of_programs(
    plan: &Plan,
    view: &PageView<'_>,
    tables: &[TableView],
) -> Option<(usize, Stated)> {
    tables.iter().enumerate().find_map(|(index, table)| {
        let below = table.heads.iter().map(|head| head.last.row).max()? + 1;
        table.heads.iter().find_map(|head| {
            let cells = (below..=table.area.last.row)
                .map(|row| view.grid.area_at(CellRef::new(row, head.first.col)));
            let texts: Vec<(Area, String)> =
                cells.map(|cell| (cell, view.grid.text(cell))).collect();
            let programs = texts
                .iter()
                .filter(|(_, text)| is_number(plan, text) || named(plan, text).is_some());
            let (value, text) = programs.clone().next()?.clone();
            // Numbered lines are no programs unless names or most of the rows say so.
            let is_list =
                programs.count() == texts.len() && texts.len() >= 2 && view.label(*head).is_some();
            let has_names = table.heads.iter().any(|other| {
                named(
                    plan,
                    &view.grid.text(view.grid.area_at(CellRef::new(below, other.first.col))),
                )
                .is_some()
            });
            (is_list && has_names).then(|| {
                let label = view.label(*head).unwrap_or_default().to_owned();
                (index, Stated { label, at: *head, value, steps: 1, text })
            })
        })
    })
}
