//! The schedule of activities: what the plan sets for each year, and what was reported of it.
//!
//! A year's phase is that of the plan which was in force in the year. A line is known by its name within its program,
//! so that a line which a revision keeps stays one line; lines of the same name are told apart by their order. What
//! was reported of a year is the newest report of that year.
//!
//! This walks the typed rows and asks no query: which line a report is of depends on the order of reports and lines of
//! one name, year by year of the plan, and order is what a query does not know. The frame of activities is for those who
//! choose and count among them.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::facts::{ActivityFact, Facts};
use crate::schema::{ChoiceRole, Form, Plan, Standing};
use crate::terms::{FiscalYear, ProgramNo, RatingCode, Round};

/// A line of the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleLine {
    /// Program.
    pub program_no: ProgramNo,
    /// `1`, `2` … in the order of the newest plan that has it; `x1`, `x2` … for one that the division added.
    pub activity_no: String,
    /// Name.
    pub name: String,
    /// Whether the division added it.
    pub added: bool,
    /// Whether its phases are a reading of a damaged source.
    pub uncertain: bool,
    /// Every year of the plan.
    pub years: Vec<ScheduleYear>,
}

/// A line in one year.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleYear {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// Planned phase in the plan's words; `→` goes on with the phase before.
    pub phase: Option<String>,
    /// What was reported; `None` for a year without a survey, and for one in which nothing was to be reported of the
    /// line.
    pub report: Option<ActivityReport>,
}

/// What was reported of a line in a year.
#[derive(Debug, Clone, Serialize)]
pub struct ActivityReport {
    /// The newest round of the year that reported it; the newest of the year if none did.
    pub round: Round,
    /// Whether a later round of the year did not report it.
    pub is_older: bool,
    /// State, in the words of the form.
    pub status: Option<String>,
    /// Rating.
    pub rating: Option<RatingCode>,
    /// Why somebody should look at it.
    pub attention: Option<Attention>,
    /// Its place among the facts of activities.
    #[serde(skip)]
    pub record: Option<usize>,
}

/// Why somebody should look at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// The program has no submission that counts.
    NotSubmitted,
    /// The state is empty or could not be read.
    Unclear,
    /// Given up.
    Stopped,
    /// Not begun although the plan has a phase for the year.
    NotStarted,
    /// Rated behind the schedule.
    Behind,
}

/// Lines of one name in one program: added or not, the name, and which of several it is.
type Key = (bool, String, usize);

/// A line while it is put together.
struct Draft {
    key: Key,
    line: ScheduleLine,
    /// The years whose plan has it.
    planned: BTreeSet<FiscalYear>,
}

/// Every line of every program, in plan order, then those that divisions added. `held` are the rounds that were
/// collected up to the reported one.
pub(super) fn schedule(
    plan: &Plan,
    form: &Form,
    facts: &Facts,
    held: &[Round],
) -> Vec<ScheduleLine> {
    let input = Input { plan, form, facts, held };
    plan.programs.iter().flat_map(|program| input.lines(program.no)).collect()
}

struct Input<'a> {
    plan: &'a Plan,
    form: &'a Form,
    facts: &'a Facts,
    held: &'a [Round],
}

impl Input<'_> {
    fn lines(&self, program: ProgramNo) -> Vec<ScheduleLine> {
        let mut drafts = Vec::new();
        // The newest plan gives the order; what only an older one has follows.
        for year in self.plan.years().rev() {
            self.plan_lines(program, year, &mut drafts);
        }
        self.reports(program, &mut drafts);
        for draft in &mut drafts {
            self.fill_gaps(draft);
        }
        drafts.into_iter().map(|draft| draft.line).collect()
    }

    /// The lines of the plan that was in force in `year`, with their phases of that year.
    fn plan_lines(&self, program: ProgramNo, year: FiscalYear, drafts: &mut Vec<Draft>) {
        let then = self.plan.in_force(year).program(program);
        let Some(then) = then.filter(|program| program.end.is_none()) else { return };
        let at = usize::try_from(year.0 - self.plan.first_year.0).unwrap_or(usize::MAX);
        let mut seen = BTreeMap::new();
        for (no, activity) in (1..).zip(&then.activities) {
            let no: u32 = no;
            let key = (false, activity.name.clone(), nth(&mut seen, &activity.name));
            let Draft { line, planned, .. } = self.draft(drafts, program, key, &no.to_string());
            planned.insert(year);
            line.uncertain |= activity.uncertain;
            let phase = activity.phases.get(at).filter(|phase| !phase.is_empty());
            if let Some(own) = line.years.get_mut(at) {
                own.phase = phase.cloned();
            }
        }
    }

    /// What was reported, and the lines that divisions added.
    fn reports(&self, program: ProgramNo, drafts: &mut Vec<Draft>) {
        let mut seen: BTreeMap<Round, BTreeMap<(bool, String), usize>> = BTreeMap::new();
        for (record, fact) in self.facts.activities.placed_of(program) {
            let added = fact.activity_no.starts_with('x');
            let of_round = seen.entry(fact.round).or_default();
            let count = of_round.entry((added, fact.name.clone())).or_default();
            let key = (added, fact.name.clone(), *count);
            *count += 1;
            let line = &mut self.draft(drafts, program, key, &fact.activity_no).line;
            let year = line.years.iter_mut().find(|year| year.fiscal_year == fact.round.year);
            let Some(year) = year else { continue };
            if year.report.as_ref().is_none_or(|report| report.round <= fact.round) {
                year.report = Some(self.report(fact, record, year.phase.is_some()));
            }
        }
    }

    fn report(&self, fact: &ActivityFact, record: usize, is_planned: bool) -> ActivityReport {
        let is = |role| {
            let codes = self.form.codes_with_role(role);
            fact.status.as_ref().is_some_and(|status| codes.contains(status))
        };
        let level = fact.rating.as_ref();
        let level = level.and_then(|code| self.plan.scale(fact.round.year).level(code));
        let is_behind = level.is_some_and(|level| level.standing == Standing::Behind);
        let attention = match () {
            () if is(ChoiceRole::Stopped) => Some(Attention::Stopped),
            () if is(ChoiceRole::NotStarted) && is_planned => Some(Attention::NotStarted),
            () if is_behind => Some(Attention::Behind),
            () if fact.status.is_none() => Some(Attention::Unclear),
            () => None,
        };
        ActivityReport {
            round: fact.round,
            is_older: self.newest_of(fact.round.year).is_some_and(|newest| fact.round < newest),
            status: fact.status.clone(),
            rating: fact.rating.clone(),
            attention,
            record: Some(record),
        }
    }

    /// Says of each year with a survey in which the line was in the plan and nothing came in that nothing did.
    fn fill_gaps(&self, draft: &mut Draft) {
        let Draft { line, planned, .. } = draft;
        let is_gap =
            |year: &&mut ScheduleYear| year.report.is_none() && planned.contains(&year.fiscal_year);
        for year in line.years.iter_mut().filter(is_gap) {
            let Some(round) = self.newest_of(year.fiscal_year) else { continue };
            let mut reported = self.facts.assessments.of(line.program_no);
            let came_in = reported.any(|fact| fact.round == round);
            year.report = (!came_in).then_some(ActivityReport {
                round,
                is_older: false,
                status: None,
                rating: None,
                attention: Some(Attention::NotSubmitted),
                record: None,
            });
        }
    }

    fn newest_of(&self, year: FiscalYear) -> Option<Round> {
        self.held.iter().copied().filter(|round| round.year == year).max()
    }

    /// The line of this key; a new one if there is none yet.
    fn draft<'d>(
        &self,
        drafts: &'d mut Vec<Draft>,
        program: ProgramNo,
        key: Key,
        activity_no: &str,
    ) -> &'d mut Draft {
        let at = drafts.iter().position(|draft| draft.key == key).unwrap_or_else(|| {
            let year = |fiscal_year| ScheduleYear { fiscal_year, phase: None, report: None };
            let line = ScheduleLine {
                program_no: program,
                activity_no: activity_no.to_owned(),
                name: key.1.clone(),
                added: key.0,
                uncertain: false,
                years: self.plan.years().map(year).collect(),
            };
            drafts.push(Draft { key, line, planned: BTreeSet::new() });
            drafts.len() - 1
        });
        &mut drafts[at]
    }
}

/// How many times `name` was seen before.
fn nth<'a>(seen: &mut BTreeMap<&'a str, usize>, name: &'a str) -> usize {
    let count = seen.entry(name).or_default();
    *count += 1;
    *count - 1
}
