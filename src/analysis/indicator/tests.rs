//! Each shape against hand-computed results.

use super::*;

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
            goal.rate(value).map(|rate| rate.normalize().to_string()),
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
fn lower_is_better_without_baseline_is_target_by_actual() {
    let hours = indicator("level", "better='lower'\ntarget={value=139,by=2025}");
    assert_eq!(judge(&hours, None, "130", false), (Achieved::Yes, Some("106.9".to_owned())));
    assert_eq!(judge(&hours, None, "150", false), (Achieved::No, Some("92.7".to_owned())));
    assert_eq!(judge(&hours, None, "0", false), (Achieved::Yes, None));
}

#[test]
fn an_increment_counts_what_came_on_top_of_the_stock() {
    let stock = indicator("increment", "baseline={value=46}\ntarget={value=1,by=2024}");
    assert_eq!(judge(&stock, None, "47", false), (Achieved::Yes, Some("100".to_owned())));
    assert_eq!(judge(&stock, None, "46", false), (Achieved::No, Some("0".to_owned())));
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
