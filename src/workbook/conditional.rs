//! Conditional formats, as far as they may hide or strike out what a cell says: rules that always hold, and rules that
//! compare the cell's own value with a constant or look for fixed letters in its text. What a formula makes of other cells, colour scales and the like are not looked at.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::model::Content;
use crate::notation::orders_of;
use crate::terms::{Area, CellRef};

/// Most rules of a sheet, and areas of a rule, that are looked at: a form has a few, and each is asked for every cell.
pub(super) const MOST_RULES: usize = 64;
pub(super) const MOST_AREAS: usize = 16;

/// A rule over areas of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule<T> {
    pub(super) areas: Vec<Area>,
    /// Of two that hold, the one with the smaller number counts.
    pub(super) priority: i64,
    pub(super) test: Test,
    /// What it changes.
    pub(super) change: T,
}

/// When a rule holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Always,
    /// The value beside a constant.
    Compared {
        orders: &'static [Ordering],
        with: Constant,
    },
    Between {
        first: Decimal,
        last: Decimal,
        outside: bool,
    },
    /// Fixed letters in the text.
    Letters {
        letters: String,
        place: Place,
    },
}

/// Where in a text letters stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    Start,
    End,
    Anywhere,
    Nowhere,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Constant {
    Number(Decimal),
    Text(String),
}

impl Test {
    /// The value beside what is written behind one of `=`, `<>`, `<`, `<=`, `>`, `>=`.
    pub(super) fn compared(sign: &str, written: &str) -> Option<Test> {
        let orders = orders_of(sign)?;
        let written = written.trim();
        let quoted = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let with = match quoted {
            Some(text) => Constant::Text(text.replace("\"\"", "\"")),
            None => Constant::Number(written.parse().ok()?),
        };
        Some(Test::Compared { orders, with })
    }

    pub(super) fn between(first: &str, last: &str, outside: bool) -> Option<Test> {
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        Some(Test::Between { first, last, outside })
    }

    /// A formula that is the same for every cell.
    pub(super) fn of_formula(formula: &str) -> Option<Test> {
        matches!(formula.trim().to_ascii_uppercase().as_str(), "TRUE" | "TRUE()" | "1")
            .then_some(Test::Always)
    }

    fn holds(&self, content: &Content) -> bool {
        match (self, content) {
            (Test::Always, _) => true,
            (Test::Between { first, last, outside }, Content::Number(value)) => {
                (first <= value && value <= last) != *outside
            }
            (Test::Compared { orders, with: Constant::Number(limit) }, Content::Number(value)) => {
                orders.contains(&value.cmp(limit))
            }
            (Test::Compared { orders, with: Constant::Text(text) }, Content::Text(value)) => {
                if value.to_lowercase() == text.to_lowercase() {
                    orders.contains(&Ordering::Equal)
                } else {
                    *orders == [Ordering::Less, Ordering::Greater]
                }
            }
            (Test::Letters { letters, place }, Content::Text(value)) => {
                let (value, letters) = (value.to_lowercase(), letters.to_lowercase());
                match place {
                    Place::Start => value.starts_with(&letters),
                    Place::End => value.ends_with(&letters),
                    Place::Anywhere => value.contains(&letters),
                    Place::Nowhere => !value.contains(&letters),
                }
            }
            _ => false,
        }
    }
}

/// What the first rule that holds for a cell changes.
pub(super) fn in_force<'r, T>(
    rules: &'r [Rule<T>],
    at: CellRef,
    content: &Content,
) -> Option<&'r T> {
    let own = rules.iter().filter(|rule| rule.areas.iter().any(|area| area.contains(at)));
    let holding = own.filter(|rule| rule.test.holds(content));
    holding.min_by_key(|rule| rule.priority).map(|rule| &rule.change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_holds_by_the_value_of_its_own_cell() {
        let number = |text: &str| Content::Number(text.parse().expect("a number"));
        let holds = |test: Option<Test>, content: &Content| test.is_some_and(|t| t.holds(content));
        assert!(holds(Test::compared("=", "0"), &number("0")));
        assert!(!holds(Test::compared("<>", "0"), &number("0")));
        assert!(holds(Test::compared(">=", " 10.5"), &number("11")));
        assert!(holds(Test::compared("=", "\"なし\""), &Content::Text("なし".into())));
        assert!(!holds(Test::compared("=", "0"), &Content::Text("0".into())));
        assert!(holds(Test::between("1", "5", false), &number("5")));
        assert!(holds(Test::between("1", "5", true), &number("6")));
        let letters = |place| Some(Test::Letters { letters: "DX".to_owned(), place });
        let text = |text: &str| Content::Text(text.into());
        assert!(holds(letters(Place::Anywhere), &text("自治体dxの推進")));
        assert!(!holds(letters(Place::Nowhere), &text("自治体DXの推進")));
        assert!(holds(letters(Place::Start), &text("DXの推進")));
        assert!(!holds(letters(Place::End), &text("DXの推進")));
        assert!(holds(Test::of_formula("true"), &Content::Bool(false)));
        // What another cell holds is not known.
        assert_eq!((Test::compared("=", "$A$1"), Test::of_formula("A1=0")), (None, None));
    }

    #[test]
    fn the_first_rule_that_holds_counts() {
        let at = CellRef::new(1, 1);
        let rule = |priority, sign, change| Rule {
            areas: vec![Area::cell(at)],
            priority,
            test: Test::compared(sign, "0").expect("a test"),
            change,
        };
        let rules = [rule(3, ">=", "late"), rule(1, "<", "never"), rule(2, "=", "first")];
        assert_eq!(in_force(&rules, at, &Content::Number(Decimal::ZERO)), Some(&"first"));
        assert_eq!(in_force(&rules, CellRef::new(0, 0), &Content::Number(Decimal::ZERO)), None);
    }
}
