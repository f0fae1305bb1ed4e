//! What the cells that COUNTIF, COUNTIFS, SUMIF and SUMIFS look at must hold.

use std::fmt;

use super::cells::Cells;

/// Letters that Excel takes in a text within a formula ("Excel specifications and limits").
const MOST_IN_TEXT: usize = 255;

/// What the cells of a column must hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Criterion {
    /// Exactly this text.
    Text(String),
    /// This number.
    Number(i64),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
