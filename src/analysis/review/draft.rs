//! The revision that the divisions' proposals make: what a revised plan would say, and what is still open.
//!
//! Only what was submitted goes in. What is missing or cannot be read leaves the plan as it was and is an open point.
//! `drafting.rs` makes it.

use super::merge::MergeFault;
use crate::schema::{ProgramChange, Revision};
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Source};

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
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Doubt {
    /// The new target is worse than the baseline. `indicator`: name of the indicator. `raw`: the cell's text.
    /// `source`: its cell.
    WorseThanBaseline { indicator: String, raw: String, source: Source },
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
#[allow(missing_docs)] // What a member tells is said of the member.
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
    /// `indicator`: name of the indicator. `raw`: the cell's text. `source`: its cell.
    TargetUnclear { indicator: String, raw: String, source: Source },
}

impl Draft {
    /// The changes as a revision; `None` if nothing changes.
    pub fn revision(&self) -> Option<Revision> {
        let changes: Vec<ProgramChange> =
            self.programs.iter().filter_map(|drafted| drafted.change.clone()).collect();
        let from = self.from.filter(|_| !changes.is_empty())?;
        Some(Revision { from, note: String::new(), programs: changes, new_programs: Vec::new() })
    }

    /// Whether anything is still open.
    pub fn is_open(&self) -> bool {
        self.programs.iter().any(|drafted| !drafted.open.is_empty())
    }

    /// What is drafted for a program.
    pub fn program(&self, no: ProgramNo) -> Option<&Drafted> {
        self.programs.iter().find(|drafted| drafted.program == no)
    }
}
