//! COUNTIF, COUNTIFS, SUMIF and SUMIFS: what the records that meet conditions come to.

use std::fmt;

use super::cells::Cells;
use super::expr::Expr;

/// Letters that Excel takes in a text within a formula ("Excel specifications and limits").
const MOST_IN_TEXT: usize = 255;

/// What the cells of a column must hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Criterion {
    /// Exactly this text.
    Text(String),
    /// This number.
    Number(i64),
    /// Nothing.
    Blank,
    /// What this cell holds.
    Like(Cells),
}

impl Criterion {
    /// Whether Excel takes a text of so many letters.
    pub(crate) fn fits(&self) -> bool {
        self.to_string().encode_utf16().count() <= MOST_IN_TEXT + "\"\"".len()
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Criterion::Text(text) => write!(f, "\"{}\"", escaped(text)),
            Criterion::Number(number) => number.fmt(f),
            Criterion::Blank => f.write_str("\"=\""),
            Criterion::Like(cell) => cell.fmt(f),
        }
    }
}

/// A text as the criterion that matches it and nothing else: `*`, `?` and `~` are letters, and so is a sign at the
/// beginning that would compare.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 1);
    if text.starts_with(['=', '<', '>']) {
        escaped.push('=');
    }
    for letter in text.chars() {
        match letter {
            '*' | '?' | '~' => escaped.extend(['~', letter]),
            '"' => escaped.push_str("\"\""),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// What is asked of the records that meet all conditions, each a column and what it must hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matching {
    pub(super) asked: Asked,
    pub(super) conditions: Vec<(Cells, Criterion)>,
}

/// What is asked of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Asked {
    /// COUNTIF, of one condition.
    CountIf,
    /// COUNTIFS.
    Count,
    /// SUMIF of this column, of one condition.
    SumIf(Cells),
    /// SUMIFS of this column.
    Sum(Cells),
    /// The place of the last one, from 1; 0 if there is none.
    LastPlace,
}

impl Expr {
    /// How many of these cells hold what `criterion` says.
    pub(crate) fn count_if(cells: Cells, criterion: Criterion) -> Expr {
        matching(Asked::CountIf, vec![(cells, criterion)])
    }

    /// How many of these cells hold this text.
    pub(crate) fn count_text(cells: Cells, text: &str) -> Expr {
        Expr::count_if(cells, Criterion::Text(text.to_owned()))
    }

    /// How many records meet all conditions.
    pub(crate) fn count_ifs(conditions: Vec<(Cells, Criterion)>) -> Expr {
        matching(Asked::Count, conditions)
    }

    /// The sum of `summed` over the cells that hold what `criterion` says.
    pub(crate) fn sum_if(cells: Cells, criterion: Criterion, summed: Cells) -> Expr {
        matching(Asked::SumIf(summed), vec![(cells, criterion)])
    }

    /// The sum of `summed` over the records that meet all conditions.
    pub(crate) fn sum_ifs(summed: Cells, conditions: Vec<(Cells, Criterion)>) -> Expr {
        matching(Asked::Sum(summed), conditions)
    }

    /// The place of the last record that meets all conditions, from 1; 0 if there is none.
    pub(crate) fn last_place(conditions: Vec<(Cells, Criterion)>) -> Expr {
        matching(Asked::LastPlace, conditions)
    }
}

fn matching(asked: Asked, conditions: Vec<(Cells, Criterion)>) -> Expr {
    Expr::Matching(Box::new(Matching { asked, conditions }))
}

impl fmt::Display for Matching {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = |sign: &str, between: &str| {
            let pairs = self.conditions.iter().map(|(cells, is)| format!("{cells}{sign}{is}"));
            pairs.collect::<Vec<_>>().join(between)
        };
        let pairs_in_order = pairs(",", ",");
        match self.asked {
            Asked::CountIf => write!(f, "COUNTIF({pairs_in_order})"),
            Asked::Count => write!(f, "COUNTIFS({pairs_in_order})"),
            Asked::SumIf(summed) => write!(f, "SUMIF({pairs_in_order},{summed})"),
            Asked::Sum(summed) => write!(f, "SUMIFS({summed},{pairs_in_order})"),
            Asked::LastPlace => {
                let Some((cells, _)) = self.conditions.first() else { return Err(fmt::Error) };
                // The number of the row above the first.
                let above = cells.area().first.row;
                let all = pairs("=", ")*(");
                write!(f, "SUMPRODUCT(MAX(({all})*(ROW({cells})-{above})))")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::terms::CellRef;

    fn column(col: u32) -> Cells {
        Cells::range(CellRef::new(5, col), CellRef::new(9, col)).fixed()
    }

    #[test]
    fn conditions_print_as_arguments() {
        let text = |text: &str| Criterion::Text(text.to_owned());
        let own = Criterion::Like(Cells::here(CellRef::new(7, 0)));
        let of_round = vec![(column(0), own), (column(1), text("2025"))];
        assert_eq!(
            Expr::count_ifs(of_round.clone()).to_string(),
            "COUNTIFS($A$6:$A$10,A8,$B$6:$B$10,\"2025\")"
        );
        assert_eq!(
            Expr::last_place(of_round).to_string(),
            "SUMPRODUCT(MAX(($A$6:$A$10=A8)*($B$6:$B$10=\"2025\")*(ROW($A$6:$A$10)-5)))"
        );
        let blank = vec![(column(1), Criterion::Blank)];
        assert_eq!(
            Expr::sum_ifs(column(2), blank).to_string(),
            "SUMIFS($C$6:$C$10,$B$6:$B$10,\"=\")"
        );
        assert_eq!(Expr::count_text(column(1), "A").to_string(), "COUNTIF($B$6:$B$10,\"A\")");
    }

    /// What COUNTIFS makes of a criterion: an operator at the beginning, then letters, `~` taking the next as it is.
    fn matches(criterion: &str, text: &str) -> bool {
        let inner = criterion.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let inner = inner.expect("a literal").replace("\"\"", "\"");
        if inner.starts_with(['<', '>']) {
            return false;
        }
        let pattern = inner.strip_prefix('=').unwrap_or(&inner);
        let mut letters = pattern.chars();
        let mut literal = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '*' | '?' => return false,
                '~' => literal.extend(letters.next()),
                _ => literal.push(letter),
            }
        }
        literal == text
    }

    proptest! {
        #[test]
        fn a_criterion_matches_its_own_text_and_nothing_else(
            text in "[=<>~*?\"A-Cあ-う ]{1,12}",
            other in "[=<>~*?\"A-Cあ-う ]{1,12}",
        ) {
            let criterion = Criterion::Text(text.clone()).to_string();
            prop_assert!(matches(&criterion, &text), "{}", criterion);
            prop_assert_eq!(matches(&criterion, &other), text == other);
        }
    }
}
