//! The revision that the divisions' proposals make: what a revised plan would say, and what is still open.
//!
//! Only what was submitted goes in. What is missing or cannot be read leaves the plan as it was and is an open point.

use rust_decimal::Decimal;

use super::merge::{MergeFault, merge_target};
use crate::facts::{Facts, ProposalFact, ProposedActivity, ProposedIndicator, ProposedTarget};
use crate::notation::MoneyUnit;
use crate::schema::{
    Activity, Baseline, Better, ChoiceRole, Indicator, Plan, Program, ProgramChange, ProgramKind,
    Revision, Shape, Target, TargetChange,
};
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Round, Source};

/// A revision as the proposals make it, with the cells that it comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// First year of the revised plan.
    pub from: Option<FiscalYear>,
    /// Programs in plan order: those with a change, an open point, or both.
    pub programs: Vec<Drafted>,
    /// The other programs that have a proposal, by what was chosen.
    pub unchanged: Vec<Unchanged>,
}

/// What the proposals make of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// The program.
    pub program: ProgramNo,
    /// The change; `None` if the plan stays as it is.
    pub change: Option<ProgramChange>,
    /// Cells that the change comes from.
    pub origin: Origin,
    /// What cannot be written yet.
    pub open: Vec<Open>,
    /// What was written as proposed and looks like a slip.
    pub doubts: Vec<Doubt>,
}

/// The cells that a change comes from; each list is in the order of the change's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// Direction or verdict.
    pub choice: Option<Source>,
    /// Changed targets.
    pub targets: Vec<TargetOrigin>,
    /// Lines of the new schedule.
    pub activities: Vec<Source>,
    /// New indicators.
    pub indicators: Vec<Source>,
}

/// Where a changed target comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetOrigin {
    /// Its cell.
    pub source: Source,
    /// The cell's text where it says 約, which a plan's target cannot say.
    pub approx: Option<String>,
}

/// Something in a change that looks like a slip. It does not keep the change out of the revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The new target is worse than the baseline.
    WorseThanBaseline {
        /// Name of the indicator.
        indicator: String,
        /// The cell's text.
        raw: String,
        /// Its cell.
        source: Source,
    },
}

/// Programs whose division chose the same and proposed nothing that a plan could say otherwise than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Unchanged {
    /// The direction or verdict.
    pub choice: String,
    /// The programs, in plan order.
    pub programs: Vec<ProgramNo>,
}

/// Something that a revised plan needs and that nobody has submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// No submission of the program counts.
    NotSubmitted,
    /// Direction or verdict is empty or could not be read.
    NoChoice,
    /// A program ends, is merged or gets another target without a reason.
    NoReason,
    /// The program to merge into is not clear.
    MergeInto(MergeFault),
    /// A study is to be carried out, without a schedule.
    NoSchedule,
    /// A study is to be carried out, without an indicator.
    NoIndicator,
    /// A proposed indicator lacks its unit, its target or the time of the target.
    IndicatorIncomplete(String),
    /// A target is proposed for an indicator that has none by its shape.
    TargetWithoutMeaning(IndicatorId),
    /// A target is proposed that could not be read, or that its indicator cannot have.
    TargetUnclear {
        /// Name of the indicator.
        indicator: String,
        /// The cell's text.
        raw: String,
        /// Its cell.
        source: Source,
    },
}

impl Draft {
    /// The changes as a revision; `None` if nothing changes.
    #[must_use]
    pub fn revision(&self) -> Option<Revision> {
        let changes: Vec<ProgramChange> =
            self.programs.iter().filter_map(|drafted| drafted.change.clone()).collect();
        let from = self.from.filter(|_| !changes.is_empty())?;
        Some(Revision { from, note: String::new(), programs: changes, new_programs: Vec::new() })
    }

    /// Whether anything is still open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.programs.iter().any(|drafted| !drafted.open.is_empty())
    }

    /// What is drafted for a program.
    #[must_use]
    pub fn program(&self, no: ProgramNo) -> Option<&Drafted> {
        self.programs.iter().find(|drafted| drafted.program == no)
    }
}

/// Drafts the revision from the proposals of the review's round. A review in the plan's last year revises nothing.
#[must_use]
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
