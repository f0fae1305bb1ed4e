//! Which formulas of a division may stand in its return copy.
//!
//! A submitted formula is text from an untrusted file. It comes back as a formula only if every part of it is known:
//! numbers, texts, operators, cells of sheets that stand in the copy as they stood, and plain functions. Links to other
//! files, names, and functions that reach outside the workbook are none of these; for them the value comes back.

use crate::terms::CellRef;

/// Functions that compute from cells and from nothing else.
const FUNCTIONS: &str = "ABS AND AVERAGE COUNT COUNTA IF IFERROR INT MAX MIN NOT OR PRODUCT ROUND ROUNDDOWN ROUNDUP SUM SUMPRODUCT";

/// Whether `formula` (without its `=`) computes from cells of the workbook alone. `stands` tells whether a sheet of
/// that name is in the copy with every cell where it was.
pub(super) fn stays_inside(formula: &str, stands: &dyn Fn(&str) -> bool) -> bool {
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '"' => after_quoted(rest, '"').map(|(_, after)| after),
            '\'' => sheet_and_rest(after_quoted(rest, '\''), stands),
            _ if is_word(first) => after_word(rest, stands),
            _ if " \n\r+-*/^&=<>%(),:".contains(first) => rest.get(first.len_utf8()..),
            _ => None,
        };
        match taken {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || "$_.".contains(letter)
}

/// A quoted text without its quotes (doubled inside), and what comes after it.
fn after_quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut inside = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != quote {
            inside.push(letter);
        } else if letters.next_if(|(_, next)| *next == quote).is_some() {
            inside.push(quote);
        } else {
            return Some((inside, &text[at + quote.len_utf8()..]));
        }
    }
    None
}

/// What comes after the `!` of a sheet's name.
fn sheet_and_rest<'t>(
    named: Option<(String, &'t str)>,
    stands: &dyn Fn(&str) -> bool,
) -> Option<&'t str> {
    let (sheet, after) = named?;
    after.strip_prefix('!').filter(|_| stands(&sheet))
}

/// What comes after a number, an address, a function's name or a sheet's name.
fn after_word<'t>(text: &'t str, stands: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    let (word, after) = text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()));
    if after.starts_with('!') {
        return sheet_and_rest(Some((word.to_owned(), after)), stands);
    }
    if after.starts_with('(') {
        let is_plain = FUNCTIONS.split(' ').any(|known| known.eq_ignore_ascii_case(word));
        return is_plain.then_some(after);
    }
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_truth = ["TRUE", "FALSE"].iter().any(|truth| truth.eq_ignore_ascii_case(word));
    (is_number || is_truth || word.parse::<CellRef>().is_ok()).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stays(formula: &str) -> bool {
        stays_inside(formula, &|sheet| ["算定", "No.2", "It's"].contains(&sheet))
    }

    #[test]
    fn formulas_over_cells_of_the_workbook_stay() {
        for formula in [
            "1200*2",
            "F23*2+$F$24",
            "SUM(F23:F30)/1000",
            "ROUND(算定!B3,1)",
            "'No.2'!F30-'It''s'!A1",
            "IF(A1>=0,\"増\"\"減\",\"\")",
            "sum(a1,b2)%",
        ] {
            assert!(stays(formula), "{formula}");
        }
    }

    #[test]
    fn whatever_reaches_outside_does_not() {
        for formula in [
            "[1]Sheet1!A1",
            "'[別.xlsx]Sheet1'!A1",
            "'C:\\[別.xlsx]S'!A1",
            "WEBSERVICE(\"http://example.com\")",
            "HYPERLINK(\"http://example.com\")",
            "見本|'表'!A1",
            "INDIRECT(\"A1\")",
            "ほか!A1",
            "in_p02_rating",
            "of:=[.A1]*2",
            "{1,2}",
            "#REF!+1",
            "'途中",
            "\"途中",
        ] {
            assert!(!stays(formula), "{formula}");
        }
    }
}
