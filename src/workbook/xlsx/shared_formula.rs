//! A formula that is written once for several cells, at another cell of them: relative references move along.
//!
//! The library's own expansion also moves digits inside quoted names of sheets, columns of tables and texts.

use crate::terms::CellRef;

/// The formula of the cell `from`, as it reads at `to`; `None` if a reference would leave the sheet.
pub(super) fn moved(formula: &str, from: CellRef, to: CellRef) -> Option<String> {
    let by = Move {
        rows: i64::from(to.row) - i64::from(from.row),
        cols: i64::from(to.col) - i64::from(from.col),
    };
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            '[' => bracketed(rest),
            c if is_of_name(c) => {
                let (name, after) = split_name(rest);
                let (piece, after) = by.reference(name, after)?;
                text.push_str(&piece);
                rest = after;
                continue;
            }
            c => c.len_utf8(),
        };
        let (kept, after) = rest.split_at_checked(length)?;
        text.push_str(kept);
        rest = after;
    }
    Some(text)
}

/// Whether a character belongs to a name, a number or a reference.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?') || !c.is_ascii()
}

fn split_name(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_of_name(c)).unwrap_or(text.len()))
}

/// Bytes of the text or name in quotes at the beginning; a doubled quote stands for one.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

/// Bytes of the brackets at the beginning (another workbook, columns of a table), inner ones included.
fn bracketed(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            // The next character stands for itself.
            '\'' => {
                chars.next();
            }
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// How far references move.
#[derive(Clone, Copy)]
struct Move {
    rows: i64,
    cols: i64,
}

impl Move {
    /// What stands for `name` and maybe for the beginning of what comes `after` it, and the rest.
    fn reference<'a>(self, name: &str, after: &'a str) -> Option<(String, &'a str)> {
        let as_it_is = || Some((name.to_owned(), after));
        // A function, a sheet or a table may be called like a cell.
        if after.starts_with(['(', '!', '[']) {
            return as_it_is();
        }
        let other = after.strip_prefix(':').map(split_name);
        if let Some((other, behind)) = other {
            if behind.starts_with(['(', '!']) {
                return as_it_is();
            }
            // Whole columns or rows.
            for part in [Move::col, Move::row] {
                if let (Some(one), Some(two)) = (part(self, name), part(self, other)) {
                    return Some((format!("{}:{}", one?, two?), behind));
                }
            }
        }
        let letters = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
        let letters = if name[..letters].len() > 1 && name[..letters].ends_with('$') {
            letters - 1
        } else {
            letters
        };
        let (col, row) = name.split_at(letters);
        match (self.col(col), self.row(row)) {
            (Some(col), Some(row)) => Some((format!("{}{}", col?, row?), after)),
            _ => as_it_is(),
        }
    }

    /// The letters of a column, moved; `None` if it is none, `Some(None)` if it leaves the sheet.
    fn col(self, written: &str) -> Option<Option<String>> {
        let (fixed, letters) = fixed(written);
        if letters.is_empty()
            || letters.len() > 3
            || !letters.bytes().all(|b| b.is_ascii_alphabetic())
        {
            return None;
        }
        let col = format!("{letters}1").parse::<CellRef>().ok()?.col;
        if fixed {
            return Some(Some(written.to_owned()));
        }
        let moved = u32::try_from(i64::from(col) + self.cols).ok();
        let moved = moved.filter(|col| *col <= CellRef::LAST_COL);
        Some(moved.map(|col| {
            let cell = CellRef::new(0, col).to_string();
            cell.trim_end_matches('1').to_owned()
        }))
    }

    /// The number of a row, moved; as [`Move::col`].
    fn row(self, written: &str) -> Option<Option<String>> {
        let (fixed, digits) = fixed(written);
        if digits.is_empty() || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let row =
            digits.parse::<u32>().ok()?.checked_sub(1).filter(|row| *row <= CellRef::LAST_ROW)?;
        if fixed {
            return Some(Some(written.to_owned()));
        }
        let moved = u32::try_from(i64::from(row) + self.rows).ok();
        Some(moved.filter(|row| *row <= CellRef::LAST_ROW).map(|row| (row + 1).to_string()))
    }
}

/// Whether a column or row is fixed, and what follows the sign.
fn fixed(written: &str) -> (bool, &str) {
    match written.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(formula: &str, to: &str) -> Option<String> {
        let cell = |text: &str| text.parse::<CellRef>().expect("an address");
        moved(formula, cell("T20"), cell(to))
    }

    #[test]
    fn relative_references_move_and_nothing_else_does() {
        for (formula, expected) in [
            ("A3*2", "B4*2"),
            ("$A3+A$3+$A$3", "$A4+B$3+$A$3"),
            ("SUM(A1:B2,Z9)", "SUM(B2:C3,AA10)"),
            ("'R4 集計'!C1", "'R4 集計'!D2"),
            ("'it''s A1'!C1", "'it''s A1'!D2"),
            ("R4!C1+集計1!C1", "R4!D2+集計1!D2"),
            ("R4:R5!C1", "R4:R5!D2"),
            ("表1[A1]+TBL1[[#This Row],[A1]]", "表1[A1]+TBL1[[#This Row],[A1]]"),
            ("\"A1\"&A1&\"\"\"A1\"", "\"A1\"&B2&\"\"\"A1\""),
            ("[1]Sheet1!A1", "[1]Sheet1!B2"),
            ("LOG10(A1)+1E5+A1.B2+名A1", "LOG10(B2)+1E5+A1.B2+名A1"),
            ("SUM(A:C)+SUM($A:A)+SUM(1:3)+SUM($1:1)", "SUM(B:D)+SUM($A:B)+SUM(2:4)+SUM($1:2)"),
            ("IF(A1>=1.5,TRUE,10%)", "IF(B2>=1.5,TRUE,10%)"),
        ] {
            assert_eq!(at(formula, "U21").as_deref(), Some(expected), "{formula}");
        }
    }

    #[test]
    fn a_reference_that_leaves_the_sheet_is_not_guessed() {
        assert_eq!(at("A1", "T19"), None);
        assert_eq!(at("XFD1", "U20"), None);
        assert_eq!(at("$XFD$1", "U19").as_deref(), Some("$XFD$1"));
    }
}
