//! What a plan names, by comparison key: made once for all workbooks of a run, so that no cell is held against every
//! program and division of the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::notation::comparison_key;
use crate::schema::{Plan, Program};
use crate::terms::{DivisionName, FiscalYear, IndicatorId, ProgramNo, grouped};

/// A plan and those that it replaced, each with its names once they were asked for.
pub(super) struct NamedPlan<'a> {
    plan: &'a Plan,
    names: OnceLock<PlanNames>,
    before: Option<Box<NamedPlan<'a>>>,
}

impl<'a> NamedPlan<'a> {
    /// A plan of which nothing was asked yet.
    pub(super) fn new(plan: &'a Plan) -> NamedPlan<'a> {
        let before = plan.replaced.as_ref().map(|replaced| Box::new(Self::new(&replaced.plan)));
        NamedPlan { plan, names: OnceLock::new(), before }
    }

    /// The plan that was in force in `year` ([`Plan::in_force`]).
    pub(super) fn in_force(&self, year: FiscalYear) -> (&'a Plan, &PlanNames) {
        match (&self.before, &self.plan.replaced) {
            (Some(before), Some(replaced)) if year < replaced.by.from => before.in_force(year),
            _ => (self.plan, self.names.get_or_init(|| PlanNames::of(self.plan))),
        }
    }
}

/// The programs and divisions of a plan by the keys of what they are called.
#[derive(Debug, Default)]
pub(super) struct PlanNames {
    /// In the plan's order. Two programs may share a name.
    programs: BTreeMap<String, Vec<Named>>,
    /// By name or alias, with whether it is the name of any.
    divisions: BTreeMap<String, (DivisionName, bool)>,
    /// Running programs by who leads them, in the plan's order.
    led: BTreeMap<DivisionName, Vec<ProgramNo>>,
    /// Indicators without digits behind the point.
    whole: BTreeSet<IndicatorId>,
}

/// A program and by what a text means it.
#[derive(Debug, Clone, Copy)]
struct Named {
    program: ProgramNo,
    by_name: bool,
}

impl PlanNames {
    /// Those of a plan; every name is folded once.
    pub(super) fn of(plan: &Plan) -> PlanNames {
        let mut names = PlanNames::default();
        for Program { no, name, .. } in &plan.programs {
            for (text, by_name) in [(no.to_string(), false), (name.clone(), true)] {
                let named = names.programs.entry(key(&text)).or_default();
                named.push(Named { program: *no, by_name });
            }
        }
        names.led = grouped(plan.running().map(|program| (program.lead.clone(), program.no)));
        let whole = plan.indicators().filter(|(_, indicator)| indicator.decimals == 0);
        names.whole = whole.map(|(_, indicator)| indicator.id.clone()).collect();
        for division in &plan.divisions {
            let name = || (division.name.clone(), false);
            names.divisions.entry(key(division.name.as_str())).or_insert_with(name).1 = true;
            for alias in &division.aliases {
                names.divisions.entry(key(alias)).or_insert_with(name);
            }
        }
        names
    }

    /// The programs whose number or name has this key.
    pub(super) fn programs<'n>(&'n self, key: &str) -> impl Iterator<Item = ProgramNo> + use<'n> {
        self.called(key).iter().map(|named| named.program)
    }

    /// The only program that has this name, however it is written.
    pub(super) fn program_of_name(&self, name: &str) -> Option<ProgramNo> {
        let named = self.called(&comparison_key(name)).iter().filter(|named| named.by_name);
        let mut named = named.map(|named| named.program);
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    fn called(&self, key: &str) -> &[Named] {
        self.programs.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The division that a name means, aliases included.
    pub(super) fn division(&self, name: &DivisionName) -> Option<&DivisionName> {
        self.divisions.get(&*comparison_key(name.as_str())).map(|(division, _)| division)
    }

    /// The running programs that a division leads.
    pub(super) fn led_by(&self, division: &DivisionName) -> &[ProgramNo] {
        self.led.get(division).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether an indicator has no digits behind the point.
    pub(super) fn is_whole(&self, indicator: &IndicatorId) -> bool {
        self.whole.contains(indicator)
    }

    /// Whether a front page may show a text of this key because the plan has it. The programs of all divisions are
    /// among them: a workbook whose programs were moved still prints only what the form prints.
    pub(super) fn shows(&self, key: &str) -> bool {
        let is_division = || self.divisions.get(key).is_some_and(|(_, is_name)| *is_name);
        self.programs.contains_key(key) || is_division()
    }
}

fn key(text: &str) -> String {
    comparison_key(text).into_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::form::{FormContext, PastActuals};
    use crate::notation::keys_made;
    use crate::sample::{SampleRequest, SampleTexts, write_submission};
    use crate::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};
    use crate::submission::Reader;
    use crate::workbook::Limits;

    /// The plan with four times as many programs and divisions; the new ones lead themselves.
    fn grown(plan: &Plan) -> Plan {
        let mut grown = plan.clone();
        for copy in 1..4_u16 {
            let name = |name: &str| format!("{name}その{copy}");
            grown.divisions.extend(plan.divisions.iter().cloned().map(|mut division| {
                division.name = DivisionName(name(division.name.as_str()));
                division
            }));
            grown.programs.extend(plan.programs.iter().cloned().map(|mut program| {
                program.no = ProgramNo(program.no.0 + copy * 1_000);
                program.name = name(&program.name);
                program.lead = DivisionName(name(program.lead.as_str()));
                program
            }));
        }
        grown
    }

    #[test]
    fn a_workbook_costs_the_same_however_many_programs_the_plan_has() {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
        let (past, limits) = (PastActuals::default(), Limits::default());
        let round = plan.rounds[0].round;
        let context = |plan| FormContext { plan, form: &form, round, past: &past };
        let texts = SampleTexts::default();
        let request = SampleRequest { context: context(&plan), seed: 1, texts: &texts };
        let bytes = write_submission(&request, &plan.divisions[0]).unwrap();
        let file: Arc<str> = "見本.xlsx".into();
        let cost = |plan| {
            let reader = Reader::new(context(plan), &limits);
            let first = reader.read(&file, &bytes);
            assert!(first.read().is_some_and(|read| !read.programs.is_empty()));
            let before = keys_made();
            let _ = reader.read(&file, &bytes);
            keys_made() - before
        };
        assert_eq!(cost(&plan), cost(&grown(&plan)));
    }
}
