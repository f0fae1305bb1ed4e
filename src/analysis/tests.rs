//! What the tests of this room share, and those of the reports in part: made-up places and rows of the tables, and how often a costly property is tried.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};

use crate::facts::{AssessmentFact, Facts, Table};
use crate::schema::ProgramKind;
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
        kind: ProgramKind::Implementation,
        division: "見本課".into(),
        rating: None,
        not_rated_reason: None,
        achievement: None,
        issues: None,
        next: None,
        review_direction: None,
        review_verdict: None,
        review_reason: None,
        raw: String::new(),
        source: source(0),
        places: Vec::new(),
    }
}

/// Facts of a round of which nothing came in.
pub(crate) fn no_facts() -> Facts {
    Facts {
        assessments: Table::new(Vec::new()).unwrap(),
        indicators: Table::new(Vec::new()).unwrap(),
        activities: Table::new(Vec::new()).unwrap(),
        effects: Table::new(Vec::new()).unwrap(),
        proposals: Vec::new(),
        contacts: Vec::new(),
    }
}

/// Runs a property whose every case takes dozens of queries: a few cases, whatever the number for the others is.
#[track_caller]
pub(super) fn a_few_cases<S: Strategy>(strategy: S, property: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&strategy, property).unwrap();
}
