//! The revision that the divisions' proposals make: what a revised plan would say, and what is still open.
//!
//! Only what was submitted goes in. What is missing or cannot be read leaves the plan as it was and is an open point.
//! `drafting.rs` turns one program's proposal into its change.

use super::drafting::Drafting;
use super::merge::MergeFault;
use crate::facts::{Facts, ProposalFact};
use crate::schema::{Plan, ProgramChange, Revision};
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
