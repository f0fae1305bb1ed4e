//! Which line counts when, and how sums add up.

use super::*;
use crate::facts::EffectFact;
use crate::schema::MoneyScale;
use crate::terms::{CellRef, Source};

fn line(year: i16, line: u16, nature: &str, title: &str, actual: Option<i64>) -> EffectFact {
    let round = Round::year_end(FiscalYear(year));
    let source =
        Source { file: "見本.xlsx".into(), sheet: "票".into(), cell: CellRef::new(0, 0) };
    EffectFact {
        program: ProgramNo(1),
        line,
        direction: "1".into(),
        round,
        kind: Some("歳入".to_owned()),
        nature: Some(nature.to_owned()),
        basis: None,
        title: Some(title.to_owned()),
        planned: None,
        actual: actual.map(Yen),
        approx: false,
        method: None,
        source,
    }
}

/// Actual new and in force per year.
fn views(lines: &[EffectFact]) -> Vec<(i64, i64)> {
    let years = [FiscalYear(2021), FiscalYear(2022)];
    let lines: Vec<&EffectFact> = lines.iter().collect();
    let amounts = spread(&lines, &years, &["継続".to_owned()]);
    let sum = |view, year| -> i64 {
        let counts = amounts.iter().filter(|amount| amount.view == view && amount.year == year);
        counts.map(|amount| amount.actual.0).sum()
    };
    years.map(|year| (sum(EffectView::New, year), sum(EffectView::InForce, year))).to_vec()
}

#[test]
fn parts_of_one_recurring_effect_are_added_up() {
    let lines = [line(2021, 1, "継続", "貸付", Some(10)), line(2021, 2, "継続", "貸 付", Some(5))];
    assert_eq!(views(&lines), [(15, 15), (0, 15)]);
}

#[test]
fn a_recurring_effect_is_new_once_and_in_force_at_its_newest_amount() {
    let lines = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", Some(12))];
    assert_eq!(views(&lines), [(10, 10), (0, 12)]);
    let unread = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", None)];
    assert_eq!(views(&unread), [(10, 10), (0, 10)]);
}

#[test]
fn a_one_year_effect_counts_in_its_year_only() {
    let lines =
        [line(2021, 1, "単年度", "売払い", Some(10)), line(2022, 1, "単年度", "売払い", Some(7))];
    assert_eq!(views(&lines), [(10, 10), (7, 7)]);
}

#[test]
fn an_unread_part_stays_as_it_was_and_counts_once() {
    let lines = [
        line(2021, 1, "継続", "貸付", Some(10)),
        line(2021, 2, "継続", "貸付", Some(5)),
        line(2022, 1, "継続", "貸付", Some(12)),
        line(2022, 2, "継続", "貸付", None),
    ];
    assert_eq!(views(&lines), [(15, 15), (0, 17)]);
}

#[test]
fn an_actual_of_zero_ends_a_recurring_effect() {
    let lines = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", Some(0))];
    assert_eq!(views(&lines), [(10, 10), (0, 0)]);
}

#[test]
fn parts_that_do_not_add_up_as_shown_are_noted() {
    let shown = displayed(&[Yen(1_500), Yen(1_500)], Yen(3_000), MoneyScale::Thousand, 0);
    assert_eq!((shown.parts, shown.whole), (vec![2.into(), 2.into()], 3.into()));
    let note = shown.note.unwrap();
    assert!(note.starts_with("千円未満を四捨五入"), "{note}");
    assert_eq!(displayed(&[Yen(1_400), Yen(600)], Yen(2_000), MoneyScale::Thousand, 0).note, None);
    let negative = displayed(&[Yen(-1_500)], Yen(-1_500), MoneyScale::Thousand, 0);
    assert_eq!((negative.whole, negative.note), ((-2).into(), None));
    let shown = displayed(&[Yen(320_000_000)], Yen(320_000_000), MoneyScale::HundredMillion, 1);
    assert_eq!(shown.whole.to_string(), "3.2");
}
