//! Each shape against hand-computed results.

use rust_decimal::Decimal;

use super::figure::figures;
use super::goal::Goal;
use super::reports::Reports;
use super::*;
use crate::analysis::tests::{ONE_STEP, a_few_cases, no_facts, plan_of, program_of, source};
use crate::facts::Facts;
use crate::form::PastValue;
use crate::schema::{Indicator, Plan};
use crate::terms::{FiscalYear, ProgramNo};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn indicator(shape: &str, rest: &str) -> Indicator {
    toml::from_str(&format!("id='x'\nname='見本'\nunit='件'\nshape='{shape}'\n{rest}")).unwrap()
}

/// (shape and data, previous, actual, approx) → (achieved, rate)
fn judge(
    indicator: &Indicator,
    previous: Option<&str>,
    actual: &str,
    approx: bool,
) -> (Achieved, Option<String>) {
    let exact = |text| PastValue { value: decimal(text), approx: false };
    let goal = Goal::of(indicator, previous.map(exact));
    let value = decimal(actual);
    match goal {
        None => (Achieved::Undecided, None),
        Some(goal) => (
            goal.decide(PastValue { value, approx }),
            goal.rate_basis(value)
                .and_then(|basis| basis.rate())
                .map(|rate| rate.normalize().to_string()),
        ),
    }
}

#[test]
fn a_level_is_measured_from_its_baseline() {
    let level = indicator("level", "baseline={value=62.3}\ntarget={value=90,by=2024}");
    assert_eq!(judge(&level, None, "90", false), (Achieved::Yes, Some("100".to_owned())));
    // (70.1 − 62.3) ÷ (90 − 62.3) = 28.158… %
    assert_eq!(judge(&level, None, "70.1", false), (Achieved::No, Some("28.2".to_owned())));
    assert_eq!(judge(&level, None, "60", false), (Achieved::No, Some("-8.3".to_owned())));
}

#[test]
fn n068_lower_is_better_is_target_by_actual_or_the_way_from_the_baseline() {
    let hours = indicator("level", "better='lower'\ntarget={value=139,by=2025}");
    assert_eq!(judge(&hours, None, "130", false), (Achieved::Yes, Some("106.9".to_owned())));
    assert_eq!(judge(&hours, None, "150", false), (Achieved::No, Some("92.7".to_owned())));
    assert_eq!(judge(&hours, None, "0", false), (Achieved::Yes, None));
    // 139 → 130 hours: done; half of the way is half.
    let rest = "better='lower'\nbaseline={value=139}\ntarget={value=130,by=2025}";
    let hours = indicator("level", rest);
    assert_eq!(judge(&hours, None, "130", false), (Achieved::Yes, Some("100".to_owned())));
    assert_eq!(judge(&hours, None, "134.5", false), (Achieved::No, Some("50".to_owned())));
}

#[test]
fn n069_a_target_of_zero_or_none_has_no_rate() {
    let none = indicator("level", "");
    assert_eq!(judge(&none, None, "5", false), (Achieved::Undecided, None));
    let zero = indicator("yearly_flow", "target={value=0,each_year=true}");
    assert_eq!(judge(&zero, None, "5", false), (Achieved::Yes, None));
    let nothing_to_gain = indicator("level", "baseline={value=90}\ntarget={value=90,by=2024}");
    assert_eq!(judge(&nothing_to_gain, None, "90", false), (Achieved::Yes, None));
}

#[test]
fn an_increment_counts_what_came_on_top_of_the_stock() {
    let stock = indicator("increment", "baseline={value=46}\ntarget={value=1,by=2024}");
    assert_eq!(judge(&stock, None, "47", false), (Achieved::Yes, Some("100".to_owned())));
    assert_eq!(judge(&stock, None, "46", false), (Achieved::No, Some("0".to_owned())));
    // A plan must give the baseline; without one there is nothing to be on top of.
    let unknown = indicator("increment", "target={value=1,by=2024}");
    assert_eq!(judge(&unknown, None, "47", false), (Achieved::Undecided, None));
}

#[test]
fn a_moving_target_needs_the_year_before() {
    let moving = indicator("not_below_previous", "");
    assert_eq!(judge(&moving, Some("18"), "18", false), (Achieved::Yes, Some("100".to_owned())));
    assert_eq!(judge(&moving, Some("18"), "17", false), (Achieved::No, Some("94.4".to_owned())));
    assert_eq!(judge(&moving, None, "17", false), (Achieved::Undecided, None));
}

#[test]
fn a_band_is_left_on_both_sides() {
    let band = indicator("keep_within", "target={value=960,by=2024}\ntolerance={percent=1}");
    assert_eq!(judge(&band, None, "969.6", false).0, Achieved::Yes);
    assert_eq!(judge(&band, None, "970", false).0, Achieved::No);
    assert_eq!(judge(&band, None, "950", false).0, Achieved::No);
}

#[test]
fn about_decides_only_where_the_hidden_digits_cannot_matter() {
    let flow = indicator("yearly_flow", "target={value=20000000,each_year=true}");
    assert_eq!(judge(&flow, None, "20000000", true).0, Achieved::Undecided);
    assert_eq!(judge(&flow, None, "20000000", false).0, Achieved::Yes);
    assert_eq!(judge(&flow, None, "64000000", true).0, Achieved::Yes);
    assert_eq!(judge(&flow, None, "18000000", true).0, Achieved::No);
}

/// A plan of four years from 2021 with one program and one indicator.
fn plan_with(shape: &str, rest: &str) -> Plan {
    let indicator = format!(
        "[[programs.indicators]]\nid = \"x\"\nname = \"見本\"\nunit = \"件\"\nshape = \"{shape}\"\n{rest}"
    );
    plan_of(2024, ONE_STEP, &program_of(1, "1", "implementation", "見本課", &indicator))
}

/// Facts from `round year value`; a value is a number, `約`+number, or the key of a missing reason.
fn facts(reports: &[(&str, i16, &str)]) -> Facts {
    use crate::facts::IndicatorFact;
    let fact = |(round, year, text): &(&str, i16, &str)| {
        let digits = text.trim_start_matches('約');
        let value: Option<Decimal> = digits.parse().ok();
        IndicatorFact {
            program: ProgramNo(1),
            indicator: "x".into(),
            fiscal_year: FiscalYear(*year),
            round: round.parse().unwrap(),
            value,
            unit: "件".to_owned(),
            approx: text.starts_with('約'),
            doubted: false,
            missing: value.is_none().then_some(crate::notation::Missing::Pending),
            raw: (*text).to_owned(),
            source: source(0),
            ..IndicatorFact::default()
        }
    };
    let indicators = reports.iter().map(fact).collect();
    Facts { indicators, ..no_facts() }
}

fn figure_of(
    shape: &str,
    rest: &str,
    round: &str,
    reports: &[(&str, i16, &str)],
) -> IndicatorFigure {
    let plan = plan_with(shape, rest);
    indicator_figures(&plan, round.parse().unwrap(), &facts(reports)).unwrap().remove(0)
}

/// The same without a query, for properties of what a value means: each year has one report, which counts.
fn figure_at_once(
    shape: &str,
    rest: &str,
    round: &str,
    reports: &[(&str, i16, &str)],
) -> IndicatorFigure {
    let (plan, round) = (plan_with(shape, rest), round.parse().unwrap());
    let facts = facts(reports).indicators;
    let (_, indicator) = plan.indicators().next().unwrap();
    let years = facts.iter().map(|fact| fact.fiscal_year);
    let latest = years.filter(|year| may_be_latest(indicator, round, *year)).max();
    let of = facts.iter().enumerate();
    let reports = Reports {
        of: of.map(|(at, fact)| ((fact.indicator.clone(), fact.fiscal_year), (at, None))).collect(),
        latest: latest.map(|year| (indicator.id.clone(), year)).into_iter().collect(),
        facts: &facts,
    };
    figures(&plan, round, &reports).remove(0)
}

/// Reports of year ends: `(2021, "70")`.
fn at_year_ends(values: &[(i16, &str)]) -> Vec<(String, i16, String)> {
    values.iter().map(|(year, value)| (year.to_string(), *year, (*value).to_owned())).collect()
}

/// What is expected: status, or reason; outlook, with 約; achievement rate.
type Expected = (&'static str, &'static str, &'static str);

/// Shape and data of the indicator, the round, year-end reports, what comes out.
type Case = (&'static str, &'static str, &'static str, &'static [(i16, &'static str)], Expected);

const LEVEL: &str = "baseline={value=60,date='2021-04-01'}\ntarget={value=90,by=2024}";
const NO_BASELINE: &str = "target={value=90,by=2024}";
const LOWER: &str = "better='lower'\ntarget={value=139,by=2025}";
const STOCK: &str = "baseline={value=46,year=2020}\ntarget={value=4,by=2024}";
const LEAP: &str = "baseline={value=0,year=2021}\ntarget={value=2,by=2023}";
const WRONG: &str = "baseline={value=90,date='2021-04-01'}\ntarget={value=60,by=2024}";
const WRONG_LOWER: &str =
    "better='lower'\nbaseline={value=20,year=2020}\ntarget={value=30,by=2024}";
const FLOW: &str = "target={value=20000000,each_year=true}\npast=[{year=2020,value=21000000}]";
const LESS: &str = "better='lower'\ntarget={value=10,each_year=true}";
const ZERO: &str = "better='lower'\ntarget={value=0,each_year=true}";
const BAND: &str = "target={value=960,by=2024}\ntolerance={percent=1}";
const MOVING: &str = "baseline={value=18,year=2020}";

/// Each way of comparing a value.
const SHAPES: [(&str, &str); 6] = [
    ("level", LEVEL),
    ("level", NO_BASELINE),
    ("increment", STOCK),
    ("yearly_flow", FLOW),
    ("keep_within", BAND),
    ("not_below_previous", MOVING),
];

/// The days from 2021-04-01 are 364 to 2022-03-31, 729 to 2023-03-31, 1460 to 2025-03-31.
#[rustfmt::skip]
const CASES: &[Case] = &[
    // A level from 60 to 90. Due on 2023-03-31: 60 + 30 × 729 ÷ 1460 = 74.98.
    ("level", LEVEL, "2022", &[(2021, "70"), (2022, "90")], ("achieved", "120.1", "100")),
    ("level", LEVEL, "2022", &[(2021, "70"), (2022, "75")], ("on_course", "90", "50")),
    ("level", LEVEL, "2022", &[(2021, "70"), (2022, "74.9")], ("short", "89.8", "49.7")),
    ("level", LEVEL, "2022", &[(2021, "80"), (2022, "76")], ("falling_back", "92", "53.3")),
    // Worse than the baseline: 59 on 2022-03-31 leads to 60 − 1460 ÷ 364.
    ("level", LEVEL, "2021", &[(2021, "59")], ("falling_back", "56", "-3.3")),
    // No report of 2022: judged by 2021, due 60 + 30 × 364 ÷ 1460 = 67.48.
    ("level", LEVEL, "2022", &[(2021, "68")], ("on_course", "92.1", "26.7")),
    ("level", LEVEL, "2022", &[(2021, "集計中"), (2022, "集計中")], ("no_value", "-", "-")),
    ("level", LEVEL, "2022", &[(2021, "70"), (2022, "約90")], ("approximate", "約120.1", "100")),
    ("level", LEVEL, "2022", &[(2021, "70"), (2022, "約75")], ("approximate", "約90", "50")),
    ("level", LEVEL, "2022", &[(2021, "70"), (2022, "約78")], ("on_course", "約96", "60")),
    // The target year is over.
    ("level", LEVEL, "2024", &[(2023, "88"), (2024, "89")], ("short", "-", "96.7")),
    // Without baseline the line begins at the first actual: one of three years after it.
    ("level", NO_BASELINE, "2021", &[(2021, "70")], ("no_second_point", "-", "77.8")),
    ("level", NO_BASELINE, "2022", &[(2021, "70"), (2022, "77")], ("on_course", "91", "85.6")),
    ("level", NO_BASELINE, "2022", &[(2021, "70"), (2022, "76")], ("short", "88", "84.4")),
    ("level", NO_BASELINE, "2022", &[(2021, "約70"), (2022, "77")], ("approximate", "約91", "85.6")),
    // Lower is better, due a year after the plan: one of four years after the first actual.
    ("level", LOWER, "2022", &[(2021, "150"), (2022, "147")], ("on_course", "138", "94.6")),
    ("level", LOWER, "2022", &[(2021, "150"), (2022, "147.5")], ("short", "140", "94.2")),
    ("level", LOWER, "2022", &[(2021, "150"), (2022, "139")], ("achieved", "106", "100")),
    ("level", LOWER, "2022", &[(2021, "150"), (2022, "151")], ("falling_back", "154", "92.1")),
    // 46 + 4 by 2024: two of four years gone since 2021-03-31, the leap year among them or not; due 48.
    ("increment", STOCK, "2022", &[(2022, "50")], ("achieved", "54", "100")),
    ("increment", STOCK, "2022", &[(2022, "48")], ("on_course", "50", "50")),
    ("increment", STOCK, "2022", &[(2022, "47")], ("short", "48", "25")),
    // Half of two years, though the second has 366 days.
    ("level", LEAP, "2022", &[(2022, "1")], ("on_course", "2", "50")),
    ("level", LEAP, "2022", &[(2022, "0.9")], ("short", "1.8", "45")),
    ("increment", STOCK, "2022", &[(2021, "48"), (2022, "47")], ("falling_back", "48", "25")),
    // 約48 may be 47 to 49; due is 48.
    ("increment", STOCK, "2022", &[(2022, "約48")], ("approximate", "約50", "50")),
    ("increment", STOCK, "2022", &[(2022, "集計中")], ("no_value", "-", "-")),
    // The target lies on the worse side of the baseline: no rate. 60 is passed already, so it is reached.
    ("level", WRONG, "2022", &[(2022, "70")], ("achieved", "49.9", "-")),
    ("level", WRONG, "2022", &[(2022, "55")], ("falling_back", "19.9", "-")),
    ("level", WRONG_LOWER, "2022", &[(2022, "50")], ("falling_back", "80", "-")),
    // A target of each year: only the round's year counts.
    ("yearly_flow", FLOW, "2022", &[(2022, "20000000")], ("achieved", "-", "100")),
    ("yearly_flow", FLOW, "2022", &[(2022, "約20000000")], ("approximate", "-", "100")),
    ("yearly_flow", FLOW, "2022", &[(2022, "約64000000")], ("achieved", "-", "320")),
    ("yearly_flow", FLOW, "2022", &[(2021, "18000000"), (2022, "19000000")], ("short", "-", "95")),
    ("yearly_flow", FLOW, "2021", &[(2021, "18000000")], ("falling_back", "-", "90")),
    ("yearly_flow", FLOW, "2022", &[(2021, "30000000")], ("no_value", "-", "-")),
    ("yearly_flow", LESS, "2022", &[(2022, "8")], ("achieved", "-", "125")),
    ("yearly_flow", LESS, "2022", &[(2022, "12")], ("short", "-", "83.3")),
    ("yearly_flow", LESS, "2022", &[(2021, "11"), (2022, "12")], ("falling_back", "-", "83.3")),
    // A target of zero has no rate.
    ("yearly_flow", ZERO, "2022", &[(2022, "0")], ("achieved", "-", "-")),
    ("yearly_flow", ZERO, "2022", &[(2022, "3")], ("short", "-", "-")),
    ("yearly_increment", "target={value=1,each_year=true}", "2022", &[(2021, "0"), (2022, "2")], ("achieved", "-", "200")),
    ("yearly_increment", "target={value=2,each_year=true}", "2022", &[(2021, "0"), (2022, "1")], ("short", "-", "50")),
    ("yearly_increment", "target={value=2,each_year=true}", "2022", &[(2021, "2"), (2022, "1")], ("falling_back", "-", "50")),
    ("yearly_increment", "target={value=2,each_year=true}", "2022", &[(2022, "約2")], ("approximate", "-", "100")),
    ("yearly_increment", "target={value=2,each_year=true}", "2022", &[(2021, "2"), (2022, "集計中")], ("no_value", "-", "-")),
    ("not_below_previous", MOVING, "2021", &[(2021, "18")], ("achieved", "-", "100")),
    ("not_below_previous", MOVING, "2021", &[(2021, "17")], ("falling_back", "-", "94.4")),
    ("not_below_previous", MOVING, "2022", &[(2022, "20")], ("nothing_to_compare", "-", "-")),
    // Last year's 約20 may be 10 to 30.
    ("not_below_previous", MOVING, "2022", &[(2021, "約20"), (2022, "25")], ("approximate", "-", "125")),
    // 950.4 to 969.6.
    ("keep_within", BAND, "2022", &[(2022, "969.6")], ("achieved", "-", "101")),
    ("keep_within", BAND, "2022", &[(2021, "975"), (2022, "970")], ("short", "-", "101")),
    ("keep_within", BAND, "2022", &[(2021, "960"), (2022, "950")], ("falling_back", "-", "99")),
    // 約950 may be 940 to 960; 約800 stays below in any case.
    ("keep_within", BAND, "2022", &[(2022, "約950")], ("approximate", "-", "99")),
    ("keep_within", BAND, "2022", &[(2022, "約800")], ("short", "-", "83.3")),
    ("keep_within", BAND, "2022", &[(2022, "集計中")], ("no_value", "-", "-")),
];

#[test]
fn statuses_outlooks_and_rates_are_those_computed_by_hand() {
    for (shape, rest, round, values, (status, outlook, rate)) in CASES {
        let reports = at_year_ends(values);
        let reports: Vec<(&str, i16, &str)> =
            reports.iter().map(|(r, y, v)| (r.as_str(), *y, v.as_str())).collect();
        let figure = figure_of(shape, rest, round, &reports);
        let case = format!("{shape} {rest} {round} {values:?}");
        let json = serde_json::to_value(&figure).unwrap();
        let said = json["status_reason"].as_str().or(json["status"].as_str());
        assert_eq!(said, Some(*status), "{case}");
        let text = |value: Option<Decimal>| value.map(|value| value.normalize().to_string());
        let about = if figure.outlook_approx { "約" } else { "" };
        let found = text(figure.outlook).map(|found| format!("{about}{found}"));
        assert_eq!(found.as_deref().unwrap_or("-"), *outlook, "{case}");
        assert_eq!(text(figure.achievement_rate).as_deref().unwrap_or("-"), *rate, "{case}");
    }
}

#[test]
fn half_a_year_of_a_yearly_target_decides_nothing() {
    for shape in ["yearly_flow", "yearly_increment"] {
        let reports = [("2021", 2021, "18"), ("2022-H1", 2022, "30")];
        let figure = figure_of(shape, "target={value=15,each_year=true}", "2022-H1", &reports);
        assert_eq!(figure.status_reason, Some(UndecidableReason::HalfYear), "{shape}");
        assert_eq!((figure.achieved, figure.outlook), (Achieved::Undecided, None), "{shape}");
    }
    // A level is a state: half a year's is judged on its own day, 547 of 1460 days gone.
    let figure = figure_of("level", LEVEL, "2022-H1", &[("2022-H1", 2022, "72")]);
    assert_eq!(figure.status, IndicatorStatus::OnCourse);
    assert_eq!(figure.outlook, Some(decimal("92")));
}

#[test]
fn a_correction_is_used_and_shows_what_it_replaced() {
    let reports = [("2021", 2021, "70"), ("2022", 2022, "72"), ("2022", 2021, "75")];
    let figure = figure_of("level", LEVEL, "2022", &reports);
    assert_eq!(figure.actuals[0].value, Some(decimal("75")));
    let replaced = figure.actuals[0].corrected.as_ref().unwrap();
    assert_eq!((replaced.value, replaced.round), (Some(decimal("70")), "2021".parse().ok()));
    // Against 70 it would be a step forward; against the corrected 75 it is none.
    assert_eq!(figure.status, IndicatorStatus::FallingBack);
    // The report of 2021 still says what it said then.
    let then = figure_of("level", LEVEL, "2021", &reports);
    assert_eq!((then.latest, then.actuals[0].corrected.is_none()), (Some(decimal("70")), true));

    let late = figure_of("level", LEVEL, "2022", &[("2022", 2021, "70")]);
    assert_eq!(late.latest, Some(decimal("70")));
    let replaced = late.actuals[0].corrected.as_ref().unwrap();
    assert_eq!((replaced.value, replaced.missing), (None, Some("not_submitted")));
}

#[test]
fn a_corrected_year_is_what_a_yearly_target_is_compared_with() {
    let target = "target={value=20,each_year=true}";
    let reports = [("2021", 2021, "15"), ("2022", 2022, "18"), ("2022", 2021, "19")];
    let figure = figure_of("yearly_flow", target, "2022", &reports);
    let replaced = figure.actuals[0].corrected.as_ref().unwrap();
    assert_eq!(
        (replaced.value, figure.actuals[0].value),
        (Some(decimal("15")), Some(decimal("19")))
    );
    // 18 is better than 15 and worse than the corrected 19.
    assert_eq!(figure.status, IndicatorStatus::FallingBack);
    assert_eq!(figure.achievement_rate, Some(decimal("90")));
}

#[test]
fn the_pace_needed_is_over_the_years_left_after_the_round() {
    let pace =
        |round: &str, reports: &[(&str, i16, &str)]| figure_of("level", LEVEL, round, reports).pace;
    // (90 − 70) ÷ 2
    assert_eq!(pace("2022", &[("2022", 2022, "70")]), Some(decimal("10")));
    // The value is a year older than the round; the years left are those of the round.
    assert_eq!(
        pace("2022", &[("2021", 2021, "70"), ("2022", 2022, "集計中")]),
        Some(decimal("10"))
    );
    assert_eq!(pace("2023", &[("2021", 2021, "70")]), Some(decimal("20")));
    // After the first half of a year its second half is left as well: (90 − 70) ÷ 2.5.
    assert_eq!(pace("2022-H1", &[("2022-H1", 2022, "70")]), Some(decimal("8")));
    assert_eq!(pace("2022-H1", &[("2021", 2021, "70")]), Some(decimal("8")));
    // No year left, and the target reached.
    assert_eq!(pace("2024", &[("2021", 2021, "70")]), None);
    assert_eq!(pace("2022", &[("2022", 2022, "90")]), None);
}

/// The order of the rows in the tables changes nothing.
#[test]
fn the_order_of_the_reports_changes_nothing() {
    let years = proptest::collection::vec((2021i16..=2023, 2021i16..=2023, 50u16..100), 1..6);
    a_few_cases(years, |numbers| {
        // One value for a year in a round: two would be one submission saying two things.
        let values: std::collections::BTreeMap<(i16, i16), u16> = numbers
            .iter()
            .filter(|(round, year, _)| year <= round)
            .map(|(round, year, value)| ((*round, *year), *value))
            .collect();
        let texts: Vec<(String, i16, String)> = values
            .iter()
            .map(|((round, year), value)| (round.to_string(), *year, value.to_string()))
            .collect();
        let mut reports: Vec<(&str, i16, &str)> =
            texts.iter().map(|(r, y, v)| (r.as_str(), *y, v.as_str())).collect();
        let json = |reports: &[(&str, i16, &str)]| {
            serde_json::to_value(figure_of("level", LEVEL, "2023", reports)).unwrap()
        };
        let forwards = json(&reports);
        reports.reverse();
        proptest::prop_assert_eq!(forwards, json(&reports));
        Ok(())
    });
}

#[test]
fn one_report_a_year_counts_with_and_without_a_query() {
    let reports = [("2021", 2021, "19"), ("2022", 2022, "約70")];
    let of_half = [("2021", 2021, "19"), ("2022-H1", 2022, "70")];
    for (shape, rest) in SHAPES {
        for (round, reports) in [("2022", reports), ("2022-H1", of_half), ("2024", reports)] {
            for reports in [&reports[..], &reports[..1], &reports[1..]] {
                let json = |figure: IndicatorFigure| serde_json::to_value(figure).unwrap();
                assert_eq!(
                    json(figure_of(shape, rest, round, reports)),
                    json(figure_at_once(shape, rest, round, reports))
                );
            }
        }
    }
}

#[test]
fn each_year_is_judged_against_its_own_target() {
    let reports = [("2021", 2021, "19"), ("2022", 2022, "18"), ("2023", 2023, "18")];
    let figure = figure_of("not_below_previous", MOVING, "2023", &reports);
    let judged: Vec<(Option<Decimal>, Achieved)> =
        figure.actuals.iter().map(|actual| (actual.target, actual.achieved)).collect();
    let expected = [("18", Achieved::Yes), ("19", Achieved::No), ("18", Achieved::Yes)];
    assert_eq!(judged, expected.map(|(target, achieved)| (Some(decimal(target)), achieved)));
}

proptest::proptest! {
    /// A finding "below pace" and the status never say the opposite.
    #[test]
    fn pace_and_status_agree(
        from in 0i64..200,
        target in 0i64..200,
        value in 0i64..2000,
        lower in proptest::bool::ANY,
        year in 2021i16..=2024,
    ) {
        let better = if lower { "better='lower'\n" } else { "" };
        let rest = format!(
            "{better}baseline={{value={from},year=2020}}\ntarget={{value={target},by=2024}}"
        );
        let value = Decimal::new(value, 1);
        let text = value.to_string();
        let round = year.to_string();
        let figure = figure_at_once("level", &rest, &round, &[(&round, year, &text)]);
        let plan = plan_with("level", &rest);
        let (_, indicator) = plan.indicators().next().unwrap();
        let actual = PastValue { value, approx: false };
        let round = round.parse().unwrap();
        let pace = against_pace(&plan, indicator, round, actual, None).unwrap();
        match figure.status {
            IndicatorStatus::Achieved | IndicatorStatus::OnCourse => {
                proptest::prop_assert_eq!(pace.kept, Achieved::Yes);
            }
            IndicatorStatus::Short => proptest::prop_assert_eq!(pace.kept, Achieved::No),
            // Worse than before, whether or not it is still ahead of the line.
            IndicatorStatus::FallingBack => {}
            IndicatorStatus::Undecidable => proptest::prop_assert!(false, "{:?}", figure),
        }
    }

    /// The numbers that the basis shows, compared as a reader would compare them, give verdict and status.
    #[test]
    fn the_basis_alone_gives_verdict_and_status(
        from in 0i64..200,
        target in 0i64..200,
        value in 0i64..20_000,
        lower in proptest::bool::ANY,
        from_first_day in proptest::bool::ANY,
        round in proptest::sample::select(vec!["2021-H1", "2021", "2022-H1", "2022", "2024"]),
    ) {
        let better = if lower { "better='lower'\n" } else { "" };
        let since = if from_first_day { "date='2021-04-01'" } else { "year=2020" };
        let rest = format!(
            "{better}baseline={{value={from},{since}}}\ntarget={{value={target},by=2024}}"
        );
        let value = Decimal::new(value, 2);
        let year = round[..4].parse().unwrap();
        let figure = figure_at_once("level", &rest, round, &[(round, year, &value.to_string())]);
        let verdict = figure.basis.verdict.as_ref().unwrap();
        let basis = figure.basis.status.as_ref().unwrap();
        let is_better = |a: Decimal, b: Decimal| if lower { a < b } else { a > b };
        let bound = if lower { verdict.upper } else { verdict.lower }.unwrap();
        let reached = !is_better(bound, value);
        let by_basis = match basis.due {
            _ if reached => IndicatorStatus::Achieved,
            _ if basis.before.is_some_and(|before| is_better(before, value)) => {
                IndicatorStatus::FallingBack
            }
            Some(due) if !is_better(due, value) => IndicatorStatus::OnCourse,
            _ => IndicatorStatus::Short,
        };
        proptest::prop_assert_eq!(figure.achieved == Achieved::Yes, reached);
        proptest::prop_assert_eq!(figure.status, by_basis);
        proptest::prop_assert_eq!(basis.due.is_some(), basis.is_under_way);
    }

    /// No value, however large, makes the figures fail.
    #[test]
    fn no_value_is_too_large(digits in "-?[0-9]{1,28}", shape in 0usize..6) {
        let (shape, rest) = SHAPES[shape];
        let reports = [("2021", 2021, "-1"), ("2022", 2022, digits.as_str())];
        let figure = figure_at_once(shape, rest, "2022", &reports);
        proptest::prop_assert_eq!(figure.latest, Some(decimal(&digits)));
        proptest::prop_assert_eq!(figure.status_reason, None);
        let is_reached = figure.basis.verdict.unwrap().decide(decimal(&digits));
        proptest::prop_assert_eq!(figure.achieved, is_reached);
    }
}
