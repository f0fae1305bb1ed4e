//! What the tests of this room share, and those of the reports in part: made-up places and rows of the tables, and how often a costly property is tried.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};

use crate::facts::{AssessmentFact, Facts};
use crate::schema::{Plan, load_plan};
use crate::terms::{CellRef, ProgramNo, Round, Source};

/// A cell in this row of a made-up sheet.
pub(super) fn source(row: u32) -> Source {
    Source { file: "見本.xlsx".into(), sheet: "票".into(), cell: CellRef::new(row, 0) }
}

/// What program `no` of direction 1 reported in `round`, with nothing filled in.
pub(super) fn assessment(no: ProgramNo, round: Round) -> AssessmentFact {
    AssessmentFact {
        program: no,
        round,
        direction: "1".into(),
        division: "見本課".into(),
        source: source(0),
        ..AssessmentFact::default()
    }
}

/// A scale of one step that never changes.
pub(super) const ONE_STEP: &str = r#"{ version = "v", since = 2021, levels = [{ code = "A", label = "見本", standing = "on_track" }] }"#;

/// A made-up plan from 2021 to `last_year` with two directions, some divisions, these scales and these programs.
pub(super) fn plan_of(last_year: i16, scales: &str, programs: &str) -> Plan {
    let years = (2021..=last_year).map(|year| year.to_string());
    let rounds = years.flat_map(|year| [format!("{year}-H1"), year]);
    let rounds: String = rounds.map(|round| format!(r#"{{ round = "{round}" }}, "#)).collect();
    let text = format!(
        r#"
id = "mihon"
title = "見本計画"
first_year = 2021
last_year = {last_year}
municipality = {{ name = "見本市", code = "131016" }}
office = {{ division = "見本課" }}
rounds = [{rounds}]
scales = [{scales}]
not_rated = [{{ reason = "終了" }}]
directions = [{{ id = "1", name = "見本1" }}, {{ id = "2", name = "見本2" }}]
divisions = [{{ name = "見本課" }}, {{ name = "見本0課" }}, {{ name = "見本1課" }}]
{programs}"#
    );
    load_plan(&text, "plan.toml").unwrap()
}

/// A program of such a plan: number, direction, kind, division, and what else there is to say of it.
pub(super) fn program_of(no: u16, direction: &str, kind: &str, lead: &str, rest: &str) -> String {
    format!(
        "[[programs]]\nno = {no}\ndirection = \"{direction}\"\nkind = \"{kind}\"\nname = \"見本{no}\"\n\
         lead = \"{lead}\"\n{rest}\n"
    )
}

/// Facts of a round of which nothing came in.
pub(crate) fn no_facts() -> Facts {
    Facts::default()
}

/// Runs a property whose every case takes dozens of queries: a few cases, whatever the number for the others is.
#[track_caller]
pub(super) fn a_few_cases<S: Strategy>(strategy: S, property: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&strategy, property).unwrap();
}
