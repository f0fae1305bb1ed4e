//! Whose a workbook is: what it says of itself against what this run is for.

use std::collections::BTreeSet;

use super::account::raw_text;
use super::align::Alignment;
use super::identify::division;
use super::read::Reader;
use super::{Observation, ProgramSheet};
use crate::form::{Content, ExtraRows, Identity, Look, SheetLayout, lay_out};
use crate::notation::comparison_key;
use crate::schema::{Program, SheetSpec};
use crate::terms::ProgramNo;
use crate::workbook::{Cell, Content as CellContent, Sheet};

/// The text of a cell as texts are compared.
fn text_key(cell: &Cell) -> Option<String> {
    match &cell.content {
        CellContent::Text(text) => Some(comparison_key(text)),
        _ => None,
    }
}

impl Reader<'_> {
    /// Whether the sheet is made for another kind of program than this one. Its prints are then crossed off; every
    /// answer on it stays unaccounted and is named.
    pub(super) fn is_of_other_kind(&mut self, program: &Program, index: usize) -> bool {
        let sheet = &self.workbook.sheets[index];
        let texts: BTreeSet<String> = sheet.cells.values().filter_map(text_key).collect();
        let shows = |spec: &&SheetSpec| texts.contains(&comparison_key(&spec.title));
        let shown: Vec<&SheetSpec> = self.context.form.sheets.iter().filter(shows).collect();
        let Some(first) = shown.first() else { return false };
        if shown.iter().any(|spec| spec.kind == program.kind) {
            return false;
        }
        let (printed, name) = (first.kind, sheet.name.clone());
        let twin = self.context.plan.programs.iter().find(|other| other.kind == printed);
        let twin = twin.and_then(|twin| lay_out(self.context, twin, &ExtraRows::new()));
        let prints = twin.iter().flat_map(|layout| &layout.cells).filter_map(|placed| {
            let Content::Text(text) = &placed.content else { return None };
            Some(comparison_key(text))
        });
        let mut prints: BTreeSet<String> = prints.collect();
        prints.insert(comparison_key(&program.name));
        self.front_page(index, &prints);
        self.observe(Observation::OtherKindPrinted { program: program.no, sheet: name, printed });
        true
    }

    /// The other program of the plan whose number or name was written over the one that the sheet's head prints.
    pub(super) fn program_written_over(
        &self,
        layout: &SheetLayout<'_>,
        index: usize,
        alignment: &Alignment,
    ) -> Option<ProgramNo> {
        let sheet = &self.workbook.sheets[index];
        let own = layout.program_no();
        let heads = layout.cells.iter().filter(|placed| placed.look == Look::Name);
        heads.into_iter().find_map(|placed| {
            let found = sheet.cells.get(&alignment.cell(sheet, placed.area.first)?)?;
            let found = comparison_key(&raw_text(found));
            let is_named = |program: &&Program| {
                found == comparison_key(&program.no.to_string())
                    || found == comparison_key(&program.name)
            };
            let mut named = self.context.plan.programs.iter().filter(is_named).peekable();
            // Two programs may share a name.
            let first = named.peek()?.no;
            named.all(|program| program.no != own).then_some(first)
        })
    }

    /// Compares what the workbook says of itself with what this run is for, and settles its division.
    pub(super) fn check_identity(&mut self) {
        let identity: Identity = self.result.identity.clone();
        let plan = self.context.plan;
        if self.result.programs.is_empty() && self.result.torn.is_empty() {
            self.observe(Observation::NoForm);
        }
        let mut usable = true;
        if let Some(found) = identity.plan.filter(|found| *found != plan.id) {
            self.observe(Observation::OtherPlan { found });
            usable = false;
        }
        if let Some(found) = identity.form.filter(|found| !self.accepts(found)) {
            self.observe(Observation::OtherForm { found });
            usable = false;
        }
        if self.context.round != self.expected_round {
            self.observe(Observation::OtherRound { found: self.context.round });
            usable = false;
        }
        let known = identity.division.as_ref().and_then(|name| division(plan, name)).cloned();
        if let (Some(found), None) = (&identity.division, &known) {
            self.observe(Observation::UnknownDivision { found: found.to_string() });
        }
        let lead_of =
            |sheet: &ProgramSheet| plan.program(sheet.program).map(|program| program.lead.clone());
        self.result.division = known.or_else(|| self.result.programs.first().and_then(lead_of));
        for index in 0..self.result.programs.len() {
            let sheet = &self.result.programs[index];
            let lead = lead_of(sheet);
            let foreign = lead.filter(|lead| Some(lead) != self.result.division.as_ref());
            if let Some(lead) = foreign {
                let sheet_name = sheet.sheet.clone();
                let observation = Observation::OtherDivision {
                    program: sheet.program,
                    sheet: sheet_name.clone(),
                    lead,
                };
                self.result.programs[index].in_force = false;
                let own = |other: &Sheet| other.name == sheet_name;
                self.kept.extend(self.workbook.sheets.iter().position(own));
                self.observe(observation);
            }
        }
        if let Some(own) = self.result.division.clone() {
            let on_wrong_sheet = self.result.observations.iter().filter_map(|seen| match seen {
                Observation::OtherKindPrinted { program, .. } => Some(*program),
                _ => None,
            });
            let read = self.result.programs.iter().map(|sheet| sheet.program);
            let here: BTreeSet<ProgramNo> = read.chain(on_wrong_sheet).collect();
            let gone: Vec<ProgramNo> = plan
                .led_by(&own)
                .map(|program| program.no)
                .filter(|no| !here.contains(no))
                .filter(|no| !self.result.torn.values().any(|torn| torn == no))
                .collect();
            if !here.is_empty() {
                gone.into_iter()
                    .for_each(|program| self.observe(Observation::SheetGone { program }));
            }
        }
        if !usable {
            self.result.programs.iter_mut().for_each(|sheet| sheet.in_force = false);
        }
    }

    fn accepts(&self, identity: &str) -> bool {
        let form = self.context.form;
        let Some((id, version)) = identity.rsplit_once('@') else { return false };
        id == form.id && version.parse().is_ok_and(|version| form.reads(version))
    }
}
