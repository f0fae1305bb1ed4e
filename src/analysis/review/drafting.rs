//! The draft made from the proposals: each program's as the change that a revision would make, with what is open or
//! doubtful in it.

use rust_decimal::Decimal;

use super::draft::{Doubt, Draft, Drafted, Open, Origin, TargetOrigin, Unchanged};
use super::merge::{MergeFault, merge_target};
use crate::facts::{Facts, ProposalFact, ProposedActivity, ProposedIndicator, ProposedTarget};
use crate::notation::MoneyUnit;
use crate::schema::{
    Activity, Baseline, Better, ChoiceRole, Indicator, Plan, Program, ProgramChange, ProgramKind,
    Shape, Target, TargetChange,
};
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Round};

/// Drafts the revision from the proposals of the review's round. A review in the plan's last year revises nothing.
pub fn draft(plan: &Plan, round: Round, facts: &Facts) -> Draft {
    let from = round.year.next();
    if from > plan.last_year {
        return Draft::default();
    }
    let proposals = facts.proposals.iter().filter(|proposal| proposal.round == round);
    let proposals: Vec<&ProposalFact> = proposals.collect();
    let mut programs: Vec<Drafted> = Vec::new();
    for program in plan.running() {
        let proposal = proposals.iter().find(|proposal| proposal.program == program.no);
        let drafted = match proposal {
            Some(proposal) => Drafting { plan, program, round, proposal }.drafted(),
            None => Drafted::open(program.no, Open::NotSubmitted),
        };
        programs.push(drafted);
    }
    open_mergers_into_ended(&mut programs);
    programs.retain(|drafted| drafted.change.is_some() || !drafted.open.is_empty());
    let rest = proposals.into_iter().filter(|proposal| {
        plan.running().any(|program| program.no == proposal.program)
            && programs.iter().all(|drafted| drafted.program != proposal.program)
    });
    let unchanged = by_choice(rest);
    Draft { from: Some(from), programs, unchanged }
}

fn by_choice<'a>(proposals: impl Iterator<Item = &'a ProposalFact>) -> Vec<Unchanged> {
    let mut groups: Vec<Unchanged> = Vec::new();
    for proposal in proposals {
        // Whoever chose nothing has an open point.
        let Some(choice) = &proposal.choice else { continue };
        match groups.iter_mut().find(|group| group.choice == *choice) {
            Some(group) => group.programs.push(proposal.program),
            None => {
                groups.push(Unchanged { choice: choice.clone(), programs: vec![proposal.program] })
            }
        }
    }
    groups
}

/// A program that ends with this revision carries nothing on.
fn open_mergers_into_ended(programs: &mut [Drafted]) {
    let end = |drafted: &Drafted| drafted.change.as_ref().and_then(ProgramChange::end);
    let ending: Vec<ProgramNo> =
        programs.iter().filter(|one| end(one).is_some()).map(|one| one.program).collect();
    for drafted in programs {
        let into = drafted.change.as_ref().and_then(|change| change.merged_into);
        if into.is_some_and(|into| ending.contains(&into)) {
            drafted.change = None;
            drafted.open.push(Open::MergeInto(MergeFault::Unknown));
        }
    }
}

impl Drafted {
    fn open(program: ProgramNo, open: Open) -> Drafted {
        let origin = Origin::default();
        Drafted { program, change: None, origin, open: vec![open], doubts: Vec::new() }
    }
}

/// One program's proposal on its way into the plan.
struct Drafting<'a> {
    plan: &'a Plan,
    program: &'a Program,
    round: Round,
    proposal: &'a ProposalFact,
}

impl Drafting<'_> {
    /// What the proposal makes of the program.
    fn drafted(&self) -> Drafted {
        let ProposalFact { role, choice, reason, .. } = self.proposal;
        let mut change = ProgramChange::of(self.program.no);
        let mut origin = Origin { choice: Some(self.proposal.source.clone()), ..Origin::default() };
        let (mut open, mut doubts) = (Vec::new(), Vec::new());
        change.reason = reason.clone().unwrap_or_default();
        if choice.is_none() {
            open.push(Open::NoChoice);
        }
        for proposed in &self.proposal.targets {
            match self.target(proposed) {
                Ok(None) => {}
                Ok(Some(target)) => {
                    doubts.extend(self.doubt(&target, proposed));
                    change.targets.push(target);
                    let approx = proposed.approx.then(|| proposed.raw.clone());
                    origin.targets.push(TargetOrigin { source: proposed.source.clone(), approx });
                }
                Err(why) => open.push(why),
            }
        }
        match role {
            Some(ChoiceRole::End) => change.ended = true,
            Some(ChoiceRole::Merge) => {
                let into = self.proposal.merge_into.as_ref().map(|(text, _)| text.as_str());
                match merge_target(self.plan, self.program.no, into) {
                    Ok(into) => change.merged_into = Some(into),
                    Err(fault) => open.push(Open::MergeInto(fault)),
                }
            }
            Some(ChoiceRole::Promote) if self.program.kind == ProgramKind::Study => {
                change.kind = Some(ProgramKind::Implementation);
                self.promotion(&mut change, &mut origin, &mut open);
            }
            _ => {}
        }
        let unchanged =
            ProgramChange { reason: change.reason.clone(), ..ProgramChange::of(change.no) };
        let changes = change != unchanged;
        if changes && change.reason.is_empty() {
            open.push(Open::NoReason);
        }
        let change = changes.then_some(change);
        Drafted { program: self.program.no, change, origin, open, doubts }
    }

    /// The target as the plan would say it; `None` if it says so already.
    fn target(&self, proposed: &ProposedTarget) -> Result<Option<TargetChange>, Open> {
        let Some(indicator) = self.indicator_of(proposed) else { return Ok(None) };
        let Some(target) = &indicator.target else {
            return Err(Open::TargetWithoutMeaning(indicator.id.clone()));
        };
        let Some(value) = proposed.value else {
            return Err(Open::TargetUnclear {
                indicator: indicator.name.clone(),
                raw: proposed.raw.clone(),
                source: proposed.source.clone(),
            });
        };
        Ok((target.value.0 != value).then(|| TargetChange {
            indicator: indicator.id.clone(),
            value: value.normalize().into(),
            by: None,
            each_year: false,
            reason: String::new(),
        }))
    }

    /// A target on the wrong side of the state before the plan. Where the target is an increase, or a band around a
    /// value, the two cannot be compared.
    fn doubt(&self, target: &TargetChange, proposed: &ProposedTarget) -> Option<Doubt> {
        let indicator = self.indicator_of(proposed)?;
        let baseline = indicator.baseline.as_ref()?.value.0;
        let is_worse = match indicator.better {
            Better::Higher => target.value.0 < baseline,
            Better::Lower => target.value.0 > baseline,
        };
        let compares = matches!(indicator.shape, Shape::Level | Shape::YearlyFlow);
        (compares && is_worse).then(|| Doubt::WorseThanBaseline {
            indicator: indicator.name.clone(),
            raw: proposed.raw.clone(),
            source: proposed.source.clone(),
        })
    }

    fn indicator_of(&self, proposed: &ProposedTarget) -> Option<&Indicator> {
        self.program.indicators.iter().find(|one| one.id == proposed.indicator)
    }

    fn promotion(&self, change: &mut ProgramChange, origin: &mut Origin, open: &mut Vec<Open>) {
        let activities = &self.proposal.activities;
        if activities.is_empty() {
            open.push(Open::NoSchedule);
        } else {
            change.activities = Some(activities.iter().map(|line| self.activity(line)).collect());
            origin.activities = activities.iter().map(|line| line.source.clone()).collect();
        }
        if self.proposal.indicators.is_empty() {
            open.push(Open::NoIndicator);
        }
        for proposed in &self.proposal.indicators {
            match self.indicator(proposed) {
                Some(indicator) => {
                    change.indicators.push(indicator);
                    origin.indicators.push(proposed.source.clone());
                }
                None => open.push(Open::IndicatorIncomplete(proposed.name.clone())),
            }
        }
    }

    /// A line of the new schedule: nothing before the revision, then the two phases as far as they were given.
    fn activity(&self, line: &ProposedActivity) -> Activity {
        let from = self.round.year.next();
        // An arrow continues a phase; where there is none before it, nothing is planned.
        let word = |phase: &Option<String>| phase.clone().filter(|phase| phase != CONTINUES);
        let first = word(&line.first).unwrap_or_default();
        let later = match line.later.as_deref() {
            Some(CONTINUES) if first.is_empty() => "",
            later => later.unwrap_or_default(),
        };
        let phase = |year: FiscalYear| match year.0 - from.0 {
            ..0 => "",
            0 => &first,
            1 => later,
            _ if later.is_empty() => "",
            _ => CONTINUES,
        };
        Activity {
            name: line.name.clone(),
            phases: self.plan.years().map(|year| phase(year).to_owned()).collect(),
            division: None,
            uncertain: false,
        }
    }

    /// The indicator, if the division wrote all that one needs. Money is kept in yen.
    fn indicator(&self, proposed: &ProposedIndicator) -> Option<Indicator> {
        let (unit, factor) = own_unit(proposed.unit.as_deref()?);
        let value = |value: Decimal| value.checked_mul(factor).map(|value| value.normalize());
        let target = value(proposed.target?)?;
        let baseline = match proposed.baseline {
            Some(baseline) => Some(value(baseline)?),
            None => None,
        };
        let shape = proposed.shape?;
        let each_year = shape == Shape::YearlyFlow;
        let decimals = target.scale().max(baseline.map_or(0, |baseline| baseline.scale()));
        Some(Indicator {
            id: self.free_id(proposed.line),
            name: proposed.name.clone(),
            unit,
            shape,
            better: if proposed.lower { Better::Lower } else { Better::Higher },
            baseline: baseline.map(|value| Baseline {
                value: value.into(),
                date: Some(self.round.as_of().to_string()),
                year: None,
            }),
            target: Some(Target {
                value: target.into(),
                by: (!each_year).then_some(self.plan.last_year),
                each_year,
            }),
            tolerance: None,
            min: None,
            max: None,
            decimals,
            past: Vec::new(),
        })
    }

    /// A key that no indicator of the plan has: `p21_1` for the first line of No.21.
    fn free_id(&self, line: u16) -> IndicatorId {
        let mut id = IndicatorId(format!("p{}_{line}", self.program.no));
        while self.plan.indicator(&id).is_some() {
            id.0.push_str("_new");
        }
        id
    }
}

/// The mark in a schedule that continues the phase before.
const CONTINUES: &str = "→";

/// The unit that the plan keeps values in, and the factor to it: yen for any unit of money.
fn own_unit(unit: &str) -> (String, Decimal) {
    match MoneyUnit::ALL.into_iter().find(|money| money.label() == unit) {
        Some(money) => (MoneyUnit::Yen.label().to_owned(), Decimal::from(money.factor())),
        None => (unit.to_owned(), Decimal::ONE),
    }
}
