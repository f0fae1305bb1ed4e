//! Whose a workbook is: what it says of itself against what this run is for.

use std::collections::BTreeSet;

use super::identify::division;
use super::read::Reader;
use super::{Observation, ProgramSheet};
use crate::form::Identity;
use crate::terms::ProgramNo;
use crate::workbook::Sheet;

impl Reader<'_> {
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
            let here: BTreeSet<ProgramNo> =
                self.result.programs.iter().map(|sheet| sheet.program).collect();
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
