//! Formulas that give their figures, and those that do not.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::sheet::cell::Value;

fn cell(text: &str) -> CellRef {
    text.parse().unwrap()
}

fn holdings(values: &[(&str, Value)]) -> Holdings {
    let mut held = Holdings::default();
    for (at, value) in values {
        held.keep(cell(at), value);
    }
    held
}

fn number(number: i64) -> Value {
    Value::Number(number.into())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn formula(expr: Expr, result: i64) -> Value {
    Value::Formula(Arc::new(expr), result.into())
}

fn range(first: &str, last: &str) -> Cells {
    Cells::range(cell(first), cell(last))
}

/// Three records: A 1, a 2, nothing 4.
fn records() -> Holdings {
    holdings(&[
        ("A1", text("A")),
        ("A2", text("a")),
        ("B1", number(1)),
        ("B2", number(2)),
        ("B3", number(4)),
    ])
}

fn proven(expr: Expr, result: i64) -> Result<(), WrongFormula> {
    let own = holdings(&[("C1", formula(expr, result))]);
    prove(&[("票", &own), ("明細", &records())])
}

#[test]
fn a_formula_that_gives_another_figure_is_named() {
    let sum = || Expr::sum(range("B1", "B3").on("明細"));
    assert_eq!(proven(sum(), 7), Ok(()));
    let wrong = proven(sum(), 8).unwrap_err();
    assert_eq!(wrong.to_string(), "票!C1: =SUM('明細'!B1:B3) gives 7, but 8 is stored");
    let nowhere = Expr::sum(range("B1", "B3").on("別紙"));
    assert_eq!(proven(nowhere, 0).unwrap_err().given, "#REF!");
    let over = Expr::from(1u32) / Expr::from(cell("Z9"));
    assert_eq!(proven(over, 0).unwrap_err().given, "#DIV/0!");
}

#[test]
fn criteria_find_what_spreadsheets_find() {
    let (names, yen) = (range("A1", "A3").on("明細"), range("B1", "B3").on("明細"));
    let named = |criterion: Criterion| vec![(names, criterion)];
    let a = || Criterion::Text("A".to_owned());
    assert_eq!(proven(Expr::count_ifs(named(a())), 2), Ok(()));
    assert_eq!(proven(Expr::sum_ifs(yen, named(a())), 3), Ok(()));
    assert_eq!(proven(Expr::count_if(yen, Criterion::Number(4)), 1), Ok(()));
    assert_eq!(proven(Function::CountA.of([names]), 2), Ok(()));
    assert_eq!(proven(Function::Count.of([names, yen]), 3), Ok(()));
    let like = vec![(names, Criterion::Like(Cells::here(cell("A2")).on("明細")))];
    assert_eq!(proven(Expr::count_ifs(like), 2), Ok(()));
}

#[test]
fn an_empty_cell_is_a_gap_where_a_number_is_asked_for() {
    let gap = |expr: Expr| {
        let own = holdings(&[("C1", Value::TextFormula(Arc::new(expr), String::new()))]);
        prove(&[("票", &own), ("明細", &records())])
    };
    let [empty, one] = ["Z9", "B1"].map(|at| Expr::from(Cells::here(cell(at)).on("明細")));
    assert_eq!(proven(empty.clone(), 0), Ok(()), "a bare reference gives 0");
    assert_eq!(gap(empty.clone().if_number()), Ok(()));
    assert_eq!(
        gap(Expr::if_numbers([one.clone(), empty.clone()], one.clone() + empty, "")),
        Ok(())
    );
    assert_eq!(proven(Expr::if_numbers([one.clone()], one * 2u32, ""), 2), Ok(()));
}

#[test]
fn white_space_is_no_text_and_what_holds_counts_as_one() {
    let own = holdings(&[("A1", text(" 　")), ("A2", text("　あ")), ("A3", number(3))]);
    let blank = |at: &str, in_any_program: bool| {
        let text = Expr::from(cell(at));
        let text = if in_any_program {
            Function::Substitute.of([text, "　".into(), "".into()])
        } else {
            text
        };
        Function::Trim.of([text]).is("").bracketed()
    };
    for in_any_program in [true, false] {
        for (cells, count) in [(["A1", "A2"], 1), (["A2", "A3"], 0), (["A1", "Z9"], 2)] {
            let [a, b] = cells.map(|at| blank(at, in_any_program));
            let mut sheet = own.clone();
            sheet.keep(cell("C1"), &formula(a + b, count));
            assert_eq!(prove(&[("票", &sheet)]), Ok(()), "{cells:?}");
        }
    }
    let mut sheet = own;
    let begun = Expr::Joined(vec![cell("A1").into(), cell("A3").into()]);
    let begun = Function::Trim.of([begun]).differs("").bracketed();
    sheet.keep(cell("C1"), &formula(begun * blank("A1", true), 1));
    assert_eq!(prove(&[("票", &sheet)]), Ok(()));
}

#[test]
fn a_sheet_is_found_by_the_name_that_the_plan_gives_it() {
    let looks = |sheet: &str| proven(Expr::Elsewhere(sheet.to_owned(), cell("B3")), 4);
    assert_eq!(looks("明細"), Ok(()));
    assert_eq!(looks("No.1").unwrap_err().given, "#REF!");
}

#[test]
fn an_error_gives_way_to_what_stands_instead() {
    let nowhere = || Expr::Elsewhere("No.1".to_owned(), cell("B3"));
    assert_eq!(proven(Function::IfError.of([nowhere(), 3u32.into()]), 3), Ok(()));
    assert_eq!(proven(Function::IfError.of([Expr::from(4u32), nowhere()]), 4), Ok(()));
}

#[test]
fn a_gap_is_no_figure_that_could_be_stored() {
    let charted = |cells: Cells| Expr::from(cells).or_gap(Expr::from(cells) / 2u32);
    assert_eq!(proven(charted(range("B3", "B3").on("明細")), 2), Ok(()));
    let gap = charted(range("A1", "A1").on("明細"));
    assert_eq!(proven(gap, 0).unwrap_err().given, "#N/A");
}

#[test]
fn only_the_branch_that_counts_is_worked_out() {
    let zero = || Expr::from(cell("Z9"));
    let share = Expr::choose(zero().is(0u32), 5u32, Expr::from(1u32) / zero());
    assert_eq!(proven(share, 5), Ok(()));
    let empty = Expr::choose(zero().is(""), 1u32, 2u32);
    assert_eq!(proven(empty, 1), Ok(()));
    assert_eq!(proven(Function::Year.of([Expr::from(45_747u32)]), 2025), Ok(()));
}

proptest! {
    #[test]
    fn a_half_is_rounded_away_from_zero(number in -1_000i64..1_000) {
        let half = Expr::from(Decimal::new(number * 10 + 5 * number.signum(), 1));
        let away = if number == 0 { 0 } else { number + number.signum() };
        prop_assert_eq!(proven(half.round(0), away), Ok(()));
    }
}
