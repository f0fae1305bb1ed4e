//! `[[revision]]`: what a review changes in the plan, from a fiscal year on.

use super::indicator::{Indicator, Target};
use super::program::{Activity, EndKind, Program, ProgramEnd, ProgramKind};
use super::tables::tables;
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Quantity};

tables! {
    /// A revision of the plan. What it does not name stays as it was.
    pub struct Revision {
        /// First fiscal year in which it is in force.
        pub from: FiscalYear,
        /// What it is, in a line.
        pub note: String = default,
        /// Changes of programs.
        pub programs: Vec<ProgramChange> = default,
        /// Programs that are added to the plan.
        pub new_programs: Vec<Program> = default,
    }

    /// What a revision changes in a program.
    pub struct ProgramChange {
        /// The program.
        pub no: ProgramNo,
        /// Why it is changed.
        pub reason: String = default,
        /// `implementation`: a study program becomes one that is carried out.
        pub kind: Option<ProgramKind>,
        /// New name.
        pub name: Option<String>,
        /// True if the program ends with the year before.
        pub ended: bool = default,
        /// The program that carries it on: it ends with the year before as a program of its own.
        pub merged_into: Option<ProgramNo>,
        /// Changed targets.
        pub targets: Vec<TargetChange> = default,
        /// New schedule in place of the old one, with a phase for every year of the plan; years before are empty.
        pub activities: Option<Vec<Activity>>,
        /// Indicators that are added.
        pub indicators: Vec<Indicator> = default,
    }

    /// A changed target.
    pub struct TargetChange {
        /// Indicator of the program.
        pub indicator: IndicatorId,
        /// New value in the indicator's unit; for `increment` and `yearly_increment` the increase.
        pub value: Quantity,
        /// Fiscal year by whose end it is to be reached; as before if neither this nor `each_year` is given.
        pub by: Option<FiscalYear>,
        /// True if it holds for every year of the plan.
        pub each_year: bool = default,
        /// Why this target is changed, if for another reason than the program's.
        pub reason: String = default,
    }
}

impl ProgramChange {
    /// How the program ends by this change, if it does.
    pub fn end(&self) -> Option<EndKind> {
        match (self.merged_into, self.ended) {
            (Some(into), _) => Some(EndKind::MergedInto(into)),
            (None, true) => Some(EndKind::Ended),
            (None, false) => None,
        }
    }

    /// A change of `no` that changes nothing yet.
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

    /// Changes the program that it is about, from `from` on.
    pub(super) fn apply(&self, program: &mut Program, from: FiscalYear) {
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
    pub fn applied_to(&self, old: Option<&Target>) -> Target {
        let keeps_time = self.by.is_none() && !self.each_year;
        match old.filter(|_| keeps_time) {
            Some(old) => Target { value: self.value, ..old.clone() },
            None => Target { value: self.value, by: self.by, each_year: self.each_year },
        }
    }
}
