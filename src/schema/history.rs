//! The plans before and after each revision.
//!
//! A loaded plan is the newest one. Behind it stands every plan that a revision replaced, so that each round, and each
//! year of a figure, can be held against the plan that was in force then ([`Plan::in_force`]).

use super::plan::{Plan, Replaced};
use super::revision::Revision;
use crate::terms::{FiscalYear, IndicatorId};

impl Plan {
    /// The plan that was in force in `year`: this one, or one of those that revisions replaced.
    pub fn in_force(&self, year: FiscalYear) -> &Plan {
        match &self.replaced {
            Some(replaced) if year < replaced.by.from => replaced.plan.in_force(year),
            _ => self,
        }
    }

    /// This plan changed by a revision. A change of something that the plan does not have is passed over; `plan_check`
    /// refuses it.
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
    pub fn target_since(&self, id: &IndicatorId) -> Option<FiscalYear> {
        let replaced = self.replaced.as_ref()?;
        let target = |plan: &Plan| plan.indicator(id).map(|indicator| indicator.target.clone());
        if target(&replaced.plan) == target(self) {
            replaced.plan.target_since(id)
        } else {
            Some(replaced.by.from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::load_plan;
    use crate::schema::program::{EndKind, ProgramKind};
    use crate::schema::test_plan::VALID;
    use crate::terms::ProgramNo;

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
