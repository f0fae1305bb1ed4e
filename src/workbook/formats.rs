//! What cell styles tell: number format codes (those that files name only by number, dates that the reading library
//! does not see) and diagonal lines.

use std::sync::Arc;

use calamine::Style;

/// The codes of the Japanese edition for numbers that files use without a code (ECMA-376 part 1, 18.8.30; 5 to 8 and
/// 27 to 36, 50 to 58 depend on the language). `calamine` knows that the latter are dates but not their codes.
fn japanese_builtin(id: u32) -> Option<&'static str> {
    Some(match id {
        5 => "\"¥\"#,##0;\"¥\"\\-#,##0",
        6 => "\"¥\"#,##0;[Red]\"¥\"\\-#,##0",
        7 => "\"¥\"#,##0.00;\"¥\"\\-#,##0.00",
        8 => "\"¥\"#,##0.00;[Red]\"¥\"\\-#,##0.00",
        27 | 36 | 50 | 57 => "[$-411]ge.m.d",
        28 | 29 | 51 | 54 | 58 => "[$-411]ggge\"年\"m\"月\"d\"日\"",
        30 => "m/d/yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"時\"mm\"分\"",
        33 => "h\"時\"mm\"分\"ss\"秒\"",
        34 | 52 | 55 => "yyyy\"年\"m\"月\"",
        35 | 53 | 56 => "m\"月\"d\"日\"",
        _ => return None,
    })
}

/// The format codes of all cell styles, by style number. General is `None`.
pub(super) fn codes(styles: &[Style]) -> Vec<Option<Arc<str>>> {
    styles
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref()?;
            if format.format_code != "General" {
                return Some(Arc::from(format.format_code.as_str()));
            }
            format.format_id.and_then(japanese_builtin).map(Arc::from)
        })
        .collect()
}

/// Whether each cell style draws a diagonal line through its cells, by style number.
pub(super) fn diagonals(styles: &[Style]) -> Vec<bool> {
    let crosses = |style: &Style| {
        let borders = style.borders.as_ref();
        borders.is_some_and(|b| b.diagonal_up.is_visible() || b.diagonal_down.is_visible())
    };
    styles.iter().map(crosses).collect()
}

/// Whether a code shows a date without any of the letters y, m, d, h, s: an era year (`[$-411]ge`, `ggge"年"`), a
/// weekday (`aaa`). The library takes such cells for plain numbers.
pub(super) fn is_era_date(code: &str) -> bool {
    let mut letters = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            // The character after one of these stands for itself or for its width.
            '\\' | '_' | '*' => {
                chars.next();
            }
            // The first section decides.
            ';' => break,
            _ => letters.push(c.to_ascii_lowercase()),
        }
    }
    // A digit place makes it a number (the `e` of `0.00E+00`), and `General` has letters of its own.
    if letters.contains(['0', '#', '?', '@']) || letters.contains("general") {
        return false;
    }
    letters.contains(['g', 'e']) || letters.contains("aaa")
}

#[cfg(test)]
mod tests {
    use super::is_era_date;

    #[test]
    fn era_years_and_weekdays_are_dates() {
        for code in [
            "[$-411]ge",
            "ggge\"年\"",
            "[$-ja-JP-x-gannen]ggge\"年\"",
            "ge",
            "e",
            "aaa",
            "aaaa",
            "\"(\"aaa\")\"",
        ] {
            assert!(is_era_date(code), "{code}");
        }
        for code in [
            "General",
            "0.00E+00",
            "##0.0E+0",
            "#,##0",
            "0\"年度\"",
            "\"ge\"0",
            "General\"円\"",
            "@",
            "[Green]0",
            "",
            "\"e\"",
            "\\e",
            ";;;",
            "0;ge",
        ] {
            assert!(!is_era_date(code), "{code}");
        }
    }
}
