//! ① 新旧対照 and ⑥ the bridge of the number of items: what a revision makes of the plan.

use serde::Serialize;

use super::draft::{Draft, Origin};
use crate::form::target_text_with_unit;
use crate::schema::{EndKind, Plan, Program, ProgramChange, ProgramKind, Revision, TargetChange};
use crate::terms::{ProgramNo, Source, count, named};

named! {
    /// What a change is about.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ChangeKind.label {
        /// A program is added.
        NewProgram = "新規",
        /// A study becomes a program that is carried out.
        Promotion = "種別",
        /// A program gets another name.
        Name = "名称",
        /// A program ends.
        End = "終了",
        /// Another program carries it on.
        Merge = "統合",
        /// A target is changed.
        Target = "目標",
        /// An indicator is added.
        Indicator = "指標の追加",
        /// A line of the schedule is added, changed or dropped.
        Schedule = "スケジュール",
    }
}

/// One thing that a revision changes.
#[derive(Debug, Clone, Serialize)]
pub struct PlanChange {
    /// Program.
    pub program_no: ProgramNo,
    /// Its name before the revision.
    pub program: String,
    /// What is changed.
    pub what: ChangeKind,
    /// The indicator or activity; empty for the program itself.
    pub item: String,
    /// Before; empty where there was nothing.
    pub old: String,
    /// After; empty where nothing is left.
    pub new: String,
    /// What the division wrote where the value after is its 約: for the office, not for the committee.
    pub as_written: Option<String>,
    /// Why; empty if nobody said.
    pub reason: String,
    /// Cell that it comes from, while the revision is a draft.
    pub source: Option<Source>,
}

impl PlanChange {
    /// The value after, with what the division wrote where it is not the same.
    pub fn new_for_office(&self) -> String {
        let written = self.as_written.as_ref().map(|raw| format!("「{raw}」と記入"));
        format!("{}{}", self.new, written.unwrap_or_default())
    }
}

/// All changes between two plans by a revision, in plan order. `draft` brings the cells that they come from.
pub(super) fn changes(
    before: &Plan,
    after: &Plan,
    revision: &Revision,
    draft: Option<&Draft>,
) -> Vec<PlanChange> {
    let of_programs = after.programs.iter().flat_map(|new| {
        let change = revision.programs.iter().find(|change| change.no == new.no)?;
        let old = before.program(new.no)?;
        let drafted = draft.and_then(|draft| draft.program(new.no));
        let origin = drafted.map(|drafted| &drafted.origin);
        Some(Comparison { before, after, old, new, change, origin }.rows())
    });
    let mut rows: Vec<PlanChange> = of_programs.flatten().collect();
    rows.extend(revision.new_programs.iter().map(|program| PlanChange {
        program_no: program.no,
        program: program.name.clone(),
        what: ChangeKind::NewProgram,
        item: String::new(),
        old: String::new(),
        new: after.kind_word(program.kind).to_owned(),
        as_written: None,
        reason: revision.note.clone(),
        source: None,
    }));
    rows
}

/// One program before and after.
struct Comparison<'a> {
    before: &'a Plan,
    after: &'a Plan,
    old: &'a Program,
    new: &'a Program,
    change: &'a ProgramChange,
    origin: Option<&'a Origin>,
}

impl Comparison<'_> {
    fn rows(&self) -> Vec<PlanChange> {
        let Comparison { before, after, old, new, change, .. } = self;
        let choice = self.origin.and_then(|origin| origin.choice.clone());
        let mut rows = Vec::new();
        if old.kind != new.kind {
            let (from, to) = (before.kind_word(old.kind), after.kind_word(new.kind));
            rows.push(self.row(ChangeKind::Promotion, "", from, to, choice.clone()));
        }
        if old.name != new.name {
            rows.push(self.row(ChangeKind::Name, "", &old.name, &new.name, choice.clone()));
        }
        match change.end() {
            Some(EndKind::Ended) => {
                let from = before.kind_word(old.kind);
                rows.push(self.row(ChangeKind::End, "", from, "終了", choice));
            }
            Some(EndKind::MergedInto(into)) => {
                let name = after.program(into).map_or("", |program| program.name.as_str());
                let to = format!("No.{into} {name} に統合");
                let from = before.kind_word(old.kind);
                rows.push(self.row(ChangeKind::Merge, "", from, &to, choice));
            }
            None => {}
        }
        rows.extend(change.targets.iter().enumerate().filter_map(|(n, own)| self.target(n, own)));
        for (n, indicator) in change.indicators.iter().enumerate() {
            let to = target_text_with_unit(indicator);
            let source = self.origin.and_then(|origin| origin.indicators.get(n).cloned());
            rows.push(self.row(ChangeKind::Indicator, &indicator.name, "", &to, source));
        }
        rows.extend(self.schedule());
        rows
    }

    fn row(
        &self,
        what: ChangeKind,
        item: &str,
        old: &str,
        new: &str,
        source: Option<Source>,
    ) -> PlanChange {
        PlanChange {
            program_no: self.new.no,
            program: self.old.name.clone(),
            what,
            item: item.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
            as_written: None,
            reason: self.change.reason.clone(),
            source,
        }
    }

    fn target(&self, n: usize, change: &TargetChange) -> Option<PlanChange> {
        let of = |program: &Program| {
            let mut indicators = program.indicators.iter();
            let found = indicators.find(|indicator| indicator.id == change.indicator)?;
            Some((found.name.clone(), target_text_with_unit(found)))
        };
        let ((name, from), (_, to)) = (of(self.old)?, of(self.new)?);
        let origin = self.origin.and_then(|origin| origin.targets.get(n));
        let approx = origin.and_then(|origin| origin.approx.as_deref());
        let to = approx.map_or(to.clone(), |_| format!("{to}(約)"));
        let source = origin.map(|origin| origin.source.clone());
        let mut row = self.row(ChangeKind::Target, &name, &from, &to, source);
        row.as_written = approx.map(ToOwned::to_owned);
        if !change.reason.is_empty() {
            row.reason.clone_from(&change.reason);
        }
        Some(row)
    }

    /// Lines of the schedule that are new, other than before, or gone.
    fn schedule(&self) -> Vec<PlanChange> {
        if self.change.activities.is_none() {
            return Vec::new();
        }
        let phases = |program: &Program, name: &str| {
            let found = program.activities.iter().find(|activity| activity.name == name);
            found.map(|activity| self.phases(&activity.phases)).unwrap_or_default()
        };
        let mut rows = Vec::new();
        for (n, activity) in self.new.activities.iter().enumerate() {
            let (from, to) = (phases(self.old, &activity.name), self.phases(&activity.phases));
            let source = self.origin.and_then(|origin| origin.activities.get(n).cloned());
            if from != to {
                rows.push(self.row(ChangeKind::Schedule, &activity.name, &from, &to, source));
            }
        }
        let kept = |name: &str| self.new.activities.iter().any(|activity| activity.name == name);
        for activity in self.old.activities.iter().filter(|activity| !kept(&activity.name)) {
            let from = self.phases(&activity.phases);
            rows.push(self.row(ChangeKind::Schedule, &activity.name, &from, "", None));
        }
        rows
    }

    /// `R5 準備、R6 実施`: the years for which something is planned.
    fn phases(&self, phases: &[String]) -> String {
        let years = self.after.years().zip(phases).filter(|(_, phase)| !phase.is_empty());
        let parts: Vec<String> =
            years.map(|(year, phase)| format!("{} {phase}", year.short())).collect();
        parts.join("、")
    }
}

/// How the number of items changes, for programs of one kind or for all:
/// `end = start + added + promoted_in − promoted_out − merged − ended`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BridgeRow {
    /// `implementation`, `study`, or `None` for all.
    pub kind: Option<ProgramKind>,
    /// Items before the revision.
    pub start: u32,
    /// Items that it adds.
    pub added: u32,
    /// Items that become of this kind.
    pub promoted_in: u32,
    /// Items that become of the other kind.
    pub promoted_out: u32,
    /// Items that others carry on.
    pub merged: u32,
    /// Items that end.
    pub ended: u32,
    /// Items after the revision, counted.
    pub end: u32,
}

/// The bridge from one plan to the other: a row per kind, and one for all. `end` is counted, not computed.
pub(super) fn bridge(before: &Plan, after: &Plan) -> Vec<BridgeRow> {
    let row = |kind: Option<ProgramKind>| {
        let is = |program: &Program| kind.is_none_or(|kind| program.kind == kind);
        let count = |holds: &dyn Fn(Option<&Program>, &Program) -> bool| {
            let pairs = after.programs.iter().map(|new| (before.program(new.no), new));
            count(pairs.filter(|(old, new)| holds(*old, new)).count())
        };
        let running = |program: &Program| program.end.is_none();
        let has_moved = |old: Option<&Program>, new: &Program| {
            old.is_some_and(|old| running(old) && old.kind != new.kind)
        };
        let ends = |old: Option<&Program>, new: &Program, merged: bool| {
            let how = new.end.as_ref().map(|end| matches!(end.how, EndKind::MergedInto(_)));
            old.is_some_and(running) && is(new) && how == Some(merged)
        };
        BridgeRow {
            kind,
            start: count(&|old, _| old.is_some_and(|old| running(old) && is(old))),
            added: count(&|old, new| old.is_none() && is(new)),
            promoted_in: count(&|old, new| has_moved(old, new) && is(new)),
            promoted_out: count(&|old, new| has_moved(old, new) && old.is_some_and(is)),
            merged: count(&|old, new| ends(old, new, true)),
            ended: count(&|old, new| ends(old, new, false)),
            end: count(&|_, new| running(new) && is(new)),
        }
    };
    ProgramKind::ALL.into_iter().map(Some).chain([None]).map(row).collect()
}
