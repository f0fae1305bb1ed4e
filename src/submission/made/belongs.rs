//! Whose a workbook is: what it says of itself against what this run is for.

use std::collections::BTreeSet;

use super::account::front_page;
use super::align::Alignment;
use crate::form::{Content, ExtraRows, Look, SheetLayout, is_advice, lay_out};
use crate::notation::comparison_key;
use crate::schema::{Form, Program, ProgramKind};
use crate::submission::book::Book;
use crate::submission::cell::key_of;
use crate::submission::found::Found;
use crate::submission::model::ProgramSheet;
use crate::submission::observation::Observation;
use crate::terms::{DivisionName, ProgramNo};
use crate::workbook::{Cell, Content as CellContent, Sheet};

/// The text of a cell as texts are compared.
fn text_key(cell: &Cell) -> Option<&str> {
    match &cell.content {
        CellContent::Text(text) => Some(text.key()),
        _ => None,
    }
}

/// What is found on a sheet that is made for another kind of program than this one. Its prints are crossed off; every
/// answer on it stays unaccounted and is named.
pub(super) fn of_other_kind(book: &Book<'_>, program: &Program, sheet: &Sheet) -> Option<Found> {
    let shows = |title: &str| sheet.cells.values().any(|cell| text_key(cell) == Some(title));
    let shown = book.given.titles.iter().filter(|(title, _)| shows(title));
    let shown: Vec<ProgramKind> = shown.map(|(_, kind)| *kind).collect();
    let printed = *shown.first()?;
    if shown.contains(&program.kind) {
        return None;
    }
    let twin = book.context.plan.programs.iter().find(|other| other.kind == printed);
    let twin = twin.and_then(|twin| lay_out(book.context, twin, &ExtraRows::new()));
    let prints = twin.iter().flat_map(|layout| &layout.cells).filter_map(|placed| {
        let Content::Text(text) = &placed.content else { return None };
        Some(comparison_key(text).into_owned())
    });
    let mut prints: BTreeSet<String> = prints.collect();
    prints.insert(comparison_key(&program.name).into_owned());
    let mut found =
        front_page(book, sheet, &BTreeSet::new(), &|key| prints.contains(key) || is_advice(key));
    let sheet = sheet.name.clone();
    found.observe(Observation::OtherKindPrinted { program: program.no, sheet, printed });
    Some(found)
}

/// The other program of the plan whose number or name was written over the one that the sheet's head prints.
pub(super) fn program_written_over(
    book: &Book<'_>,
    layout: &SheetLayout<'_>,
    sheet: &Sheet,
    alignment: &Alignment,
) -> Option<ProgramNo> {
    let own = layout.program_no();
    let heads = layout.cells.iter().filter(|placed| placed.look == Look::Name);
    heads.into_iter().find_map(|placed| {
        let found = sheet.cells.get(&alignment.cell(sheet, placed.area.first)?)?;
        let mut named = book.names.programs(&key_of(found)).peekable();
        // Two programs may share a name.
        let first = *named.peek()?;
        named.all(|program| program != own).then_some(first)
    })
}

/// Whose a workbook is.
pub(super) struct Belonging {
    /// The division.
    pub(super) division: Option<DivisionName>,
    /// Whether it was made for this plan, form and round.
    pub(super) is_usable: bool,
    /// Which of the programs that were read another division leads.
    pub(super) foreign: BTreeSet<usize>,
    /// What a person should hear about.
    pub(super) observations: Vec<Observation>,
}

/// Compares what the workbook says of itself with what this run is for, and settles its division.
pub(super) fn belonging(book: &Book<'_>, found: &Found) -> Belonging {
    let plan = book.context.plan;
    let mut observations = Vec::new();
    let misfits = misfits(book);
    let is_usable = misfits.is_empty();
    observations.extend(misfits);
    let stated = book.identity.division.as_ref();
    let known = stated.and_then(|name| book.names.division(name)).cloned();
    if let (Some(stated), None) = (stated, &known) {
        observations.push(Observation::UnknownDivision { found: stated.to_string() });
    }
    let lead_of =
        |sheet: &ProgramSheet| plan.program(sheet.program).map(|program| program.lead.clone());
    let division = known.or_else(|| found.programs.first().and_then(lead_of));
    let mut foreign = BTreeSet::new();
    for (index, read) in found.programs.iter().enumerate() {
        if let Some(lead) = lead_of(read).filter(|lead| Some(lead) != division.as_ref()) {
            foreign.insert(index);
            let (program, sheet) = (read.program, read.sheet.clone());
            observations.push(Observation::OtherDivision { program, sheet, lead });
        }
    }
    if let Some(own) = &division {
        let gone = gone(book, found, own).into_iter();
        observations.extend(gone.map(|program| Observation::SheetGone { program }));
    }
    Belonging { division, is_usable, foreign, observations }
}

/// In what the workbook was made for something else than this run.
fn misfits(book: &Book<'_>) -> Vec<Observation> {
    let (identity, context) = (book.identity, book.context);
    let mut misfits = Vec::new();
    if let Some(found) = identity.plan.as_ref().filter(|found| **found != context.plan.id) {
        misfits.push(Observation::OtherPlan { found: found.clone() });
    }
    if let Some(found) = identity.form.as_ref().filter(|found| !accepts(context.form, found)) {
        misfits.push(Observation::OtherForm { found: found.clone() });
    }
    if context.round != book.run {
        misfits.push(Observation::OtherRound { found: context.round });
    }
    misfits
}

/// The programs of a division that its workbook no longer holds; none if it holds nothing at all.
fn gone(book: &Book<'_>, found: &Found, own: &DivisionName) -> Vec<ProgramNo> {
    let on_wrong_sheet = found.observations.iter().filter_map(|seen| match seen {
        Observation::OtherKindPrinted { program, .. } => Some(*program),
        _ => None,
    });
    let read = found.programs.iter().map(|sheet| sheet.program);
    let here: BTreeSet<ProgramNo> = read.chain(on_wrong_sheet).collect();
    if here.is_empty() {
        return Vec::new();
    }
    let led = book.names.led_by(own).iter().copied();
    led.filter(|no| !here.contains(no) && !found.torn.values().any(|torn| torn == no)).collect()
}

fn accepts(form: &Form, identity: &str) -> bool {
    let Some((id, version)) = identity.rsplit_once('@') else { return false };
    id == form.id && version.parse().is_ok_and(|version| form.reads(version))
}
