//! The schedule of activities: what the plan sets for each year, and what was reported of it.
//!
//! A year's phase is that of the plan which was in force in the year. A line is known by its name within its program,
//! so that a line which a revision keeps stays one line; lines of the same name are told apart by their order. What
//! was reported of a year is the newest report of that year.

use std::collections::BTreeMap;

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
        let mut lines: Vec<(Key, ScheduleLine)> = Vec::new();
        // The newest plan gives the order; what only an older one has follows.
        for year in self.plan.years().rev() {
            self.plan_lines(program, year, &mut lines);
        }
        self.reports(program, &mut lines);
        for (_, line) in &mut lines {
            self.fill_gaps(line);
        }
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// The lines of the plan that was in force in `year`, with their phases of that year.
    fn plan_lines(
        &self,
        program: ProgramNo,
        year: FiscalYear,
        lines: &mut Vec<(Key, ScheduleLine)>,
    ) {
        let then = self.plan.in_force(year).program(program);
        let Some(then) = then.filter(|program| program.end.is_none()) else { return };
        let at = usize::try_from(year.0 - self.plan.first_year.0).unwrap_or(usize::MAX);
        let mut seen = BTreeMap::new();
        for (no, activity) in (1..).zip(&then.activities) {
            let no: u32 = no;
            let key = (false, activity.name.clone(), nth(&mut seen, &activity.name));
            let line = self.line(lines, program, key, &no.to_string());
            line.uncertain |= activity.uncertain;
            let phase = activity.phases.get(at).filter(|phase| !phase.is_empty());
            if let Some(own) = line.years.get_mut(at) {
                own.phase = phase.cloned();
            }
        }
    }

    /// What was reported, and the lines that divisions added.
    fn reports(&self, program: ProgramNo, lines: &mut Vec<(Key, ScheduleLine)>) {
        let mut seen: BTreeMap<Round, BTreeMap<(bool, String), usize>> = BTreeMap::new();
        let facts = self.facts.activities.rows.iter().enumerate();
        for (record, fact) in facts.filter(|(_, fact)| fact.program == program) {
            let added = fact.activity_no.starts_with('x');
            let of_round = seen.entry(fact.round).or_default();
            let count = of_round.entry((added, fact.name.clone())).or_default();
            let key = (added, fact.name.clone(), *count);
            *count += 1;
            let line = self.line(lines, program, key, &fact.activity_no);
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
    fn fill_gaps(&self, line: &mut ScheduleLine) {
        if line.added {
            return;
        }
        for year in line.years.iter_mut().filter(|year| year.report.is_none()) {
            let Some(round) = self.newest_of(year.fiscal_year) else { continue };
            let then = self.plan.in_force(year.fiscal_year).program(line.program_no);
            let then = then.filter(|program| program.end.is_none());
            let is_in_plan = then.is_some_and(|program| {
                program.activities.iter().any(|activity| activity.name == line.name)
            });
            let assessments = &self.facts.assessments.rows;
            let came_in = assessments
                .iter()
                .any(|fact| fact.program == line.program_no && fact.round == round);
            year.report = (is_in_plan && !came_in).then_some(ActivityReport {
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
    fn line<'l>(
        &self,
        lines: &'l mut Vec<(Key, ScheduleLine)>,
        program: ProgramNo,
        key: Key,
        activity_no: &str,
    ) -> &'l mut ScheduleLine {
        let at = lines.iter().position(|(own, _)| *own == key).unwrap_or_else(|| {
            let year = |fiscal_year| ScheduleYear { fiscal_year, phase: None, report: None };
            let line = ScheduleLine {
                program_no: program,
                activity_no: activity_no.to_owned(),
                name: key.1.clone(),
                added: key.0,
                uncertain: false,
                years: self.plan.years().map(year).collect(),
            };
            lines.push((key, line));
            lines.len() - 1
        });
        &mut lines[at].1
    }
}

/// How many times `name` was seen before.
fn nth<'a>(seen: &mut BTreeMap<&'a str, usize>, name: &'a str) -> usize {
    let count = seen.entry(name).or_default();
    *count += 1;
    *count - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{AssessmentFact, Table};
    use crate::schema::{
        Activity, EMBEDDED_FORM, EMBEDDED_PLAN, ProgramChange, Revision, load_form, load_plan,
    };
    use crate::terms::{CellRef, Source};

    /// A program with two activities in the plan, made by this.
    const PROGRAM: ProgramNo = ProgramNo(1);

    fn plan() -> Plan {
        let mut plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        plan.programs.retain(|program| program.no == PROGRAM);
        plan.programs[0].activities = vec![
            activity("続く取組", ["実施", "→", "→", "→"]),
            activity("終わる取組", ["", "検討", "実施", ""]),
        ];
        plan
    }

    fn activity(name: &str, phases: [&str; 4]) -> Activity {
        Activity {
            name: name.to_owned(),
            phases: phases.map(str::to_owned).into(),
            division: None,
            uncertain: false,
        }
    }

    /// From 2023 on, the first activity has other phases and a new one stands before it.
    fn revised() -> Plan {
        let activities = vec![
            activity("新しい取組", ["", "", "準備", "実施"]),
            activity("続く取組", ["", "", "拡大", "→"]),
        ];
        let change = ProgramChange { activities: Some(activities), ..ProgramChange::of(PROGRAM) };
        let revision = Revision {
            from: FiscalYear(2023),
            note: String::new(),
            programs: vec![change],
            new_programs: Vec::new(),
        };
        plan().revised_by(&revision)
    }

    fn source() -> Source {
        Source { file: "見本.xlsx".into(), sheet: "票".into(), cell: CellRef::new(0, 0) }
    }

    fn fact(round: &str, no: &str, name: &str, status: &str, rating: &str) -> ActivityFact {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        ActivityFact {
            program: PROGRAM,
            activity_no: no.to_owned(),
            name: name.to_owned(),
            round: round.parse().unwrap(),
            planned_phase: None,
            status: some(status),
            rating: some(rating).map(RatingCode),
            result: None,
            source: source(),
        }
    }

    /// The lines, where these were reported and the program came in in the rounds that they name.
    fn lines(plan: &Plan, held: &[&str], facts: Vec<ActivityFact>) -> Vec<ScheduleLine> {
        let form = load_form(EMBEDDED_FORM, "form.toml", plan).unwrap();
        let held: Vec<Round> = held.iter().map(|round| round.parse().unwrap()).collect();
        let mut came_in: Vec<Round> = facts.iter().map(|fact| fact.round).collect();
        came_in.dedup();
        let program = plan.program(PROGRAM).unwrap();
        let assessment = |round: &Round| AssessmentFact {
            program: PROGRAM,
            round: *round,
            direction: program.direction.clone(),
            kind: program.kind,
            division: program.lead.clone(),
            rating: None,
            not_rated_reason: None,
            achievement: None,
            issues: None,
            next: None,
            review_direction: None,
            review_verdict: None,
            review_reason: None,
            raw: String::new(),
            source: source(),
        };
        let facts = Facts {
            assessments: Table::new(came_in.iter().map(assessment).collect()).unwrap(),
            indicators: Table::new(Vec::new()).unwrap(),
            activities: Table::new(facts).unwrap(),
            effects: Table::new(Vec::new()).unwrap(),
            proposals: Vec::new(),
            contacts: Vec::new(),
        };
        schedule(plan, &form, &facts, &held)
    }

    fn phases(line: &ScheduleLine) -> Vec<&str> {
        line.years.iter().map(|year| year.phase.as_deref().unwrap_or("")).collect()
    }

    fn attention(line: &ScheduleLine, year: usize) -> Option<Attention> {
        line.years[year].report.as_ref().unwrap().attention
    }

    #[test]
    fn each_year_has_the_phase_of_the_plan_that_was_in_force_then() {
        let lines = lines(&revised(), &[], Vec::new());
        let read: Vec<_> = lines
            .iter()
            .map(|line| (line.activity_no.as_str(), line.name.as_str(), phases(line)))
            .collect();
        assert_eq!(
            read,
            [
                ("1", "新しい取組", vec!["", "", "準備", "実施"]),
                ("2", "続く取組", vec!["実施", "→", "拡大", "→"]),
                ("2", "終わる取組", vec!["", "検討", "", ""]),
            ]
        );
    }

    #[test]
    fn a_line_that_a_revision_moves_keeps_what_was_reported_of_it() {
        let facts = vec![
            fact("2022", "1", "続く取組", "実施中", "A"),
            fact("2023", "2", "続く取組", "完了", "A"),
        ];
        let lines = lines(&revised(), &["2022", "2023"], facts);
        let statuses: Vec<_> = lines[1]
            .years
            .iter()
            .map(|year| year.report.as_ref().and_then(|report| report.status.as_deref()))
            .collect();
        assert_eq!(statuses, [None, Some("実施中"), Some("完了"), None]);
    }

    #[test]
    fn what_needs_attention_is_marked_by_the_roles_of_the_form_and_the_standing_of_the_rating() {
        let facts = vec![
            fact("2021", "1", "続く取組", "未着手", ""),
            fact("2021", "2", "終わる取組", "未着手", ""),
            fact("2022", "1", "続く取組", "実施中", "B"),
            fact("2022", "2", "終わる取組", "中止", ""),
            fact("2023", "1", "続く取組", "", "A"),
            fact("2023", "2", "終わる取組", "実施中", "A"),
        ];
        let lines = lines(&plan(), &["2021", "2022", "2023", "2024"], facts);
        let of = |line: usize| (0..4).map(|year| attention(&lines[line], year)).collect::<Vec<_>>();
        assert_eq!(
            of(0),
            [
                Some(Attention::NotStarted),
                Some(Attention::Behind),
                Some(Attention::Unclear),
                Some(Attention::NotSubmitted)
            ]
        );
        // Nothing was planned in its first year, so nothing is late.
        assert_eq!(of(1)[..3], [None, Some(Attention::Stopped), None]);
    }

    #[test]
    fn the_newest_round_of_a_year_counts_and_an_older_one_says_so() {
        let facts = vec![
            fact("2022-H1", "1", "続く取組", "準備中", "A"),
            fact("2022-H1", "x1", "加えた取組", "実施中", ""),
            fact("2022", "1", "続く取組", "実施中", "A"),
        ];
        let lines = lines(&plan(), &["2022-H1", "2022"], facts);
        let newest = lines[0].years[1].report.as_ref().unwrap();
        assert_eq!((newest.status.as_deref(), newest.is_older), (Some("実施中"), false));
        let added = lines.last().unwrap();
        assert!(added.added && added.activity_no == "x1");
        let older = added.years[1].report.as_ref().unwrap();
        assert!(older.is_older);
        assert_eq!(older.record, Some(1));
        // Nothing is missed of a line that no plan asks for.
        assert!(added.years[0].report.is_none());
    }

    #[test]
    fn lines_of_one_name_stay_apart() {
        let mut plan = plan();
        plan.programs[0].activities = vec![
            activity("同じ名", ["実施", "", "", ""]),
            activity("同じ名", ["", "検討", "", ""]),
        ];
        let facts = vec![
            fact("2021", "1", "同じ名", "実施中", ""),
            fact("2021", "2", "同じ名", "準備中", ""),
        ];
        let lines = lines(&plan, &["2021"], facts);
        let read: Vec<_> = lines
            .iter()
            .map(|line| {
                let report = line.years[0].report.as_ref().unwrap();
                (line.activity_no.as_str(), report.status.as_deref())
            })
            .collect();
        assert_eq!(read, [("1", Some("実施中")), ("2", Some("準備中"))]);
    }
}
