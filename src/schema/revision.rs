//! `[[revision]]`: what a review changes in the plan, from a fiscal year on; and the plans before and after it.
//!
//! A loaded plan is the newest one. Behind it stands every plan that a revision replaced, so that each round, and each
//! year of a figure, can be held against the plan that was in force then ([`Plan::in_force`]).

use schemars::JsonSchema;
use serde::Deserialize;

use super::indicator::{Indicator, Target};
use super::plan::{Activity, Plan, Program, ProgramKind};
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Quantity};

/// A revision of the plan. What it does not name stays as it was.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// First fiscal year in which it is in force.
    pub from: FiscalYear,
    /// What it is, in a line.
    #[serde(default)]
    pub note: String,
    /// Changes of programs.
    #[serde(default)]
    pub programs: Vec<ProgramChange>,
    /// Programs that are added to the plan.
    #[serde(default)]
    pub new_programs: Vec<Program>,
}

/// What a revision changes in a program.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramChange {
    /// The program.
    pub no: ProgramNo,
    /// Why it is changed.
    #[serde(default)]
    pub reason: String,
    /// `implementation`: a study program becomes one that is carried out.
    pub kind: Option<ProgramKind>,
    /// New name.
    pub name: Option<String>,
    /// True if the program ends with the year before.
    #[serde(default)]
    pub ended: bool,
    /// The program that carries it on: it ends with the year before as a program of its own.
    pub merged_into: Option<ProgramNo>,
    /// Changed targets.
    #[serde(default)]
    pub targets: Vec<TargetChange>,
    /// New schedule in place of the old one, with a phase for every year of the plan; years before are empty.
    pub activities: Option<Vec<Activity>>,
    /// Indicators that are added.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
}

/// A changed target.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetChange {
    /// Indicator of the program.
    pub indicator: IndicatorId,
    /// New value in the indicator's unit; for `increment` and `yearly_increment` the increase.
    pub value: Quantity,
    /// Fiscal year by whose end it is to be reached; as before if neither this nor `each_year` is given.
    pub by: Option<FiscalYear>,
    /// True if it holds for every year of the plan.
    #[serde(default)]
    pub each_year: bool,
    /// Why this target is changed, if for another reason than the program's.
    #[serde(default)]
    pub reason: String,
}

/// The end of a program within the plan's period.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramEnd {
    /// Last fiscal year in which it was a program of its own.
    pub last_year: FiscalYear,
    /// How it ended.
    pub how: EndKind,
    /// Why, as the revision says.
    pub reason: String,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndKind {
    /// Nothing carries it on.
    Ended,
    /// Another program carries it on.
    MergedInto(ProgramNo),
}

/// A plan that a revision has replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// The revision.
    pub by: Revision,
    /// The plan before it.
    pub plan: Plan,
}

impl ProgramChange {
    /// How the program ends by this change, if it does.
    #[must_use]
    pub fn end(&self) -> Option<EndKind> {
        match (self.merged_into, self.ended) {
            (Some(into), _) => Some(EndKind::MergedInto(into)),
            (None, true) => Some(EndKind::Ended),
            (None, false) => None,
        }
    }

    /// A change of `no` that changes nothing yet.
    #[must_use]
    pub fn of(no: ProgramNo) -> ProgramChange {
        ProgramChange {
            no,
            reason: String::new(),
            kind: None,
            name: None,
            ended: false,
            merged_into: None,
            targets: Vec::new(),
            activities: None,
            indicators: Vec::new(),
        }
    }

    fn apply(&self, program: &mut Program, from: FiscalYear) {
        if let Some(kind) = self.kind {
            program.kind = kind;
        }
        if let Some(name) = &self.name {
            program.name.clone_from(name);
        }
        if let Some(activities) = &self.activities {
            program.activities.clone_from(activities);
        }
        for change in &self.targets {
            let indicators = program.indicators.iter_mut();
            for indicator in indicators.filter(|indicator| indicator.id == change.indicator) {
                indicator.target = Some(change.applied_to(indicator.target.as_ref()));
            }
        }
        program.indicators.extend(self.indicators.iter().cloned());
        if let Some(how) = self.end() {
            let reason = self.reason.clone();
            program.end = Some(ProgramEnd { last_year: from.previous(), how, reason });
        }
    }
}

impl TargetChange {
    /// The changed target; a change that names no time keeps the old one's.
    #[must_use]
    pub fn applied_to(&self, old: Option<&Target>) -> Target {
        let keeps_time = self.by.is_none() && !self.each_year;
        match old.filter(|_| keeps_time) {
            Some(old) => Target { value: self.value, ..old.clone() },
            None => Target { value: self.value, by: self.by, each_year: self.each_year },
        }
    }
}

impl Plan {
    /// The plan that was in force in `year`: this one, or one of those that revisions replaced.
    #[must_use]
    pub fn in_force(&self, year: FiscalYear) -> &Plan {
        match &self.replaced {
            Some(replaced) if year < replaced.by.from => replaced.plan.in_force(year),
            _ => self,
        }
    }

    /// This plan changed by a revision. A change of something that the plan does not have is passed over; `plan_check`
    /// refuses it.
    #[must_use]
    pub fn revised_by(self, revision: &Revision) -> Plan {
        let mut revised = self.clone();
        for change in &revision.programs {
            let programs = revised.programs.iter_mut();
            for program in programs.filter(|program| program.no == change.no) {
                change.apply(program, revision.from);
            }
        }
        revised.programs.extend(revision.new_programs.iter().cloned());
        revised.replaced = Some(Box::new(Replaced { by: revision.clone(), plan: self }));
        revised
    }

    /// The plan as its file has it, changed by all revisions that the file lists.
    pub(super) fn with_revisions(self) -> Plan {
        let revisions = self.revisions.clone();
        revisions.iter().fold(self, Plan::revised_by)
    }

    /// Since when the indicator has the target that it has in this plan: the first year of the revision that set it,
    /// `None` if the plan began with it.
    #[must_use]
    pub fn target_since(&self, id: &IndicatorId) -> Option<FiscalYear> {
        let replaced = self.replaced.as_ref()?;
        let target = |plan: &Plan| plan.indicator(id).map(|indicator| indicator.target.clone());
        match target(&replaced.plan) == target(self) {
            true => replaced.plan.target_since(id),
            false => Some(replaced.by.from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::load_plan;
    use crate::schema::test_plan::VALID;

    const REVISION: &str = r#"
[[revision]]
from = 2023

[[revision.programs]]
no = 1
targets = [{ indicator = "share_a", value = 60 }]

[[revision.programs]]
no = 2
reason = "見本の理由"
kind = "implementation"
activities = [{ name = "新しい取組", phases = ["", "", "準備", "実施"] }]

[[revision.new_programs]]
no = 3
direction = "1"
kind = "study"
name = "新しい検討"
lead = "見本課"

[[revision]]
from = 2024

[[revision.programs]]
no = 1
ended = true

[[revision.programs]]
no = 3
merged_into = 2
"#;

    fn plan() -> Plan {
        load_plan(&format!("{VALID}{REVISION}"), "plan.toml").unwrap()
    }

    #[test]
    fn each_year_has_the_plan_of_its_revision() {
        let plan = plan();
        let kinds = |year| -> Vec<(u16, ProgramKind, bool)> {
            let programs = &plan.in_force(FiscalYear(year)).programs;
            programs.iter().map(|one| (one.no.0, one.kind, one.end.is_some())).collect()
        };
        use ProgramKind::{Implementation, Study};
        for year in [2021, 2022] {
            assert_eq!(kinds(year), [(1, Implementation, false), (2, Study, false)]);
        }
        let revised = [(1, Implementation, false), (2, Implementation, false), (3, Study, false)];
        assert_eq!(kinds(2023), revised);
        let ended = [(1, Implementation, true), (2, Implementation, false), (3, Study, true)];
        assert_eq!(kinds(2024), ended);
        assert_eq!(plan.in_force(FiscalYear(2022)).in_force(FiscalYear(2021)).programs.len(), 2);
    }

    #[test]
    fn a_changed_target_keeps_its_time_and_says_since_when_it_holds() {
        let plan = plan();
        let target = |year| {
            let plan = plan.in_force(FiscalYear(year));
            let id = "share_a".into();
            let target = plan.indicator(&id).and_then(|one| one.target.clone()).unwrap();
            (target.value.to_string(), target.by, plan.target_since(&id))
        };
        let by = Some(FiscalYear(2024));
        assert_eq!(target(2022), ("50".to_owned(), by, None));
        for year in [2023, 2024] {
            assert_eq!(target(year), ("60".to_owned(), by, Some(FiscalYear(2023))));
        }
    }

    #[test]
    fn an_ended_program_stays_with_its_end_and_leads_no_more() {
        let plan = plan();
        let end = |no| plan.program(ProgramNo(no)).and_then(|program| program.end.clone());
        assert_eq!(
            end(1).map(|end| (end.last_year, end.how)),
            Some((FiscalYear(2023), EndKind::Ended))
        );
        assert_eq!(end(3).map(|end| end.how), Some(EndKind::MergedInto(ProgramNo(2))));
        assert_eq!(end(2), None);
        let led = |year| -> Vec<u16> {
            let lead = "見本課".into();
            plan.in_force(FiscalYear(year)).led_by(&lead).map(|program| program.no.0).collect()
        };
        assert_eq!(led(2023), [1, 3]);
        assert!(led(2024).is_empty());
    }
}
