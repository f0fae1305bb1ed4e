//! Sums that must agree whatever the data: the figures are compared with each other before anything is printed.
//!
//! A published page with parts that do not add up is what these reports are to prevent. A difference here is a defect of
//! the program, never of the data, so nothing is printed then.

use serde::Serialize;

use super::coverage::{Coverage, StateCounts, SubmissionState};
use super::effect::{
    EffectEntry, EffectFigures, EffectRow, EffectTotal, EffectView, ReportedEffects, TotalKey,
};
use super::indicator::IndicatorTally;
use super::program::ProgramFigure;
use super::rating::{Movement, RatingFigures, RatingRow};
use crate::terms::{FiscalYear, count};

/// Two numbers that must be equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrossFooting {
    /// What is compared, in Japanese.
    pub what: String,
    /// Sum of the parts.
    pub left: i64,
    /// The whole.
    pub right: i64,
    /// `left` − `right`: 0.
    pub difference: i64,
}

fn equal(what: impl Into<String>, left: i64, right: i64) -> CrossFooting {
    CrossFooting { what: what.into(), left, right, difference: left.saturating_sub(right) }
}

/// Every comparison, in the order in which reports print the figures.
pub(super) fn cross_footings(
    programs: &[ProgramFigure],
    ratings: &RatingFigures,
    tally: &IndicatorTally,
    effects: &EffectFigures,
    submissions: &Coverage,
    rating_parts: &[u32],
) -> Vec<CrossFooting> {
    let mut all = rating_footings(programs, ratings, rating_parts);
    all.extend(ratings.movement.iter().flat_map(|movement| movement_footings(ratings, movement)));
    all.extend(indicator_footings(programs, tally));
    all.extend(effect_footings(effects));
    all.extend(submission_footings(submissions));
    all
}

fn sum<'a>(rows: impl IntoIterator<Item = &'a RatingRow>, of: fn(&RatingRow) -> u32) -> i64 {
    rows.into_iter().map(|row| i64::from(of(row))).sum()
}

fn states(row: &RatingRow) -> u32 {
    let rated: u32 = row.codes.values().map(|figure| figure.count).sum();
    rated + row.not_rated_total() + row.unclear + row.not_submitted
}

fn rating_footings(
    programs: &[ProgramFigure],
    ratings: &RatingFigures,
    sentence: &[u32],
) -> Vec<CrossFooting> {
    let total = &ratings.total;
    let items = i64::from(total.items);
    let count = i64::from(count(programs.len()));
    let mut all = vec![
        equal("進捗区分: プログラムの数 = 計の項目数", count, items),
        equal(
            "進捗区分: 文に述べた数の合計 = 項目数",
            sentence.iter().map(|n| i64::from(*n)).sum(),
            items,
        ),
    ];
    let groups =
        [("方向性", &ratings.directions), ("種別", &ratings.kinds), ("担当課", &ratings.divisions)];
    for (name, rows) in groups {
        all.push(equal(
            format!("進捗区分: {name}の項目数の合計 = 計"),
            sum(rows, |r| r.items),
            items,
        ));
        for code in &ratings.codes {
            let counts: i64 = rows.iter().map(|row| i64::from(row.count(code))).sum();
            let whole = i64::from(total.count(code));
            all.push(equal(format!("進捗区分: {name}の区分{code}の合計 = 計"), counts, whole));
        }
    }
    let repeats = ratings.repeats.iter().flat_map(|r| r.directions.iter().chain([&r.total]));
    let groups = ratings.directions.iter().chain(&ratings.kinds).chain(&ratings.divisions);
    for row in groups.chain(ratings.focus.as_ref()).chain([total]).chain(repeats) {
        let what = format!("進捗区分: {}の区分・対象外・未記入・未提出の合計 = 項目数", row.name);
        all.push(equal(what, i64::from(states(row)), i64::from(row.items)));
    }
    if let Some(repeats) = &ratings.repeats {
        let gross = i64::from(repeats.total.items);
        let rows = sum(&repeats.directions, |row| row.items);
        all.push(equal("進捗区分: 再掲を含む項目数の合計 = 延べ", rows, gross));
        let net = items + i64::from(repeats.repeated);
        all.push(equal("進捗区分: 実質 + 再掲 = 延べ", net, gross));
    }
    all
}

fn movement_footings(ratings: &RatingFigures, movement: &Movement) -> Vec<CrossFooting> {
    if movement.refused.is_some() {
        return Vec::new();
    }
    let total = i64::from(movement.total);
    let sum = |counts: &[u32]| counts.iter().map(|count| i64::from(*count)).sum::<i64>();
    let mut all = vec![
        equal(
            "推移: 行の合計 = 項目数",
            sum(&movement.from_totals),
            i64::from(ratings.total.items),
        ),
        equal("推移: 列の合計 = 行の合計", sum(&movement.to_totals), total),
    ];
    for (state, count) in movement.states.iter().zip(&movement.to_totals) {
        let code = ratings.codes.iter().find(|code| code.as_str() == state);
        if let Some(code) = code {
            let now = i64::from(ratings.total.count(code));
            all.push(equal(format!("推移: 今回の{state} = 計の{state}"), i64::from(*count), now));
        }
    }
    all
}

fn indicator_footings(programs: &[ProgramFigure], tally: &IndicatorTally) -> Vec<CrossFooting> {
    let whole = i64::from(tally.indicators);
    let decided = tally.achieved + tally.not_achieved + tally.undecided;
    let of_programs: u32 = programs.iter().map(|program| program.indicators.indicators).sum();
    vec![
        equal("指標: 達成 + 未達成 + 判定できない = 指標の数", i64::from(decided), whole),
        equal("指標: 状況ごとの数の合計 = 指標の数", i64::from(tally.statuses.all()), whole),
        equal("指標: プログラムごとの数の合計 = 指標の数", i64::from(of_programs), whole),
    ]
}

fn effect_footings(effects: &EffectFigures) -> Vec<CrossFooting> {
    let mut all = Vec::new();
    for total in &effects.totals {
        let (year, view) = (total.fiscal_year, total.view);
        let whole = total.total();
        let mut compare = |what: &str, parts: EffectTotal| {
            let name = format!("財政効果: {} {} {what} = 合計", year.label(), view.label());
            all.push(equal(format!("{name}(計画)"), parts.planned.0, whole.planned.0));
            all.push(equal(format!("{name}(実績)"), parts.actual.0, whole.actual.0));
        };
        compare("方向性と区分", effects.total(None, None, year, view));
        compare("区分", sum_in(&effects.by_kind, year, view));
        compare("プログラム", sum_in(&effects.by_program, year, view));
        compare("性質", sum_in(&effects.by_nature, year, view));
        compare("根拠", sum_in(&effects.by_basis, year, view));
        if view.is_cumulative() {
            let single = view.of_single_years();
            let so_far = |row: &EffectRow<TotalKey>| row.view == single && row.fiscal_year <= year;
            compare("その年度までの各年度", sum_of(&effects.totals, so_far));
        } else {
            let counts = effects
                .entries
                .iter()
                .filter(|entry| (entry.fiscal_year, entry.view) == (year, view));
            compare("効果の行", counts.map(EffectEntry::total).sum());
        }
    }
    all.extend(reported_footings(&effects.reported));
    all
}

fn reported_footings(reported: &ReportedEffects) -> [CrossFooting; 3] {
    let natures = reported.one_year_natures.join("・");
    let (counted, lines) = (reported.one_year_counted, reported.one_year_reported);
    let what = format!("財政効果: 今年度に数える{natures}の額 = 報告された行");
    [
        equal(format!("{what}(計画)"), counted.planned.0, lines.planned.0),
        equal(format!("{what}(実績)"), counted.actual.0, lines.actual.0),
        equal(
            "財政効果: 区分ごとの今回の実績額 = 今回の全行",
            reported.actual_by_kind.0,
            reported.actual_of_all.0,
        ),
    ]
}

fn sum_in<K>(rows: &[EffectRow<K>], year: FiscalYear, view: EffectView) -> EffectTotal {
    sum_of(rows, |row| (row.fiscal_year, row.view) == (year, view))
}

fn sum_of<K>(rows: &[EffectRow<K>], counts: impl Fn(&EffectRow<K>) -> bool) -> EffectTotal {
    rows.iter().filter(|row| counts(row)).map(EffectRow::total).sum()
}

fn submission_footings(submissions: &Coverage) -> Vec<CrossFooting> {
    let states = |counts: &StateCounts| -> i64 {
        SubmissionState::ALL.into_iter().map(|state| i64::from(counts.count(state))).sum()
    };
    let rounds = submissions.rounds.iter().map(|held| {
        let what = format!("{}の提出の状態の和と、出すべき数", held.round.label());
        equal(what, states(&held.counts), i64::from(held.counts.due))
    });
    let mut all: Vec<CrossFooting> = rounds.collect();
    if let Some(now) = submissions.rounds.last() {
        let missing = submissions.programs.saturating_sub(submissions.submitted);
        let by_division = submissions.divisions.iter().map(|division| states(&division.counts));
        all.extend([
            equal("今回の出すべき数", i64::from(now.counts.due), i64::from(submissions.programs)),
            equal("今回の未提出の数", i64::from(now.counts.not_submitted), i64::from(missing)),
            equal("担当課ごとの提出の状態の和", by_division.sum(), i64::from(now.counts.due)),
        ]);
    }
    all
}
