//! What cell styles tell: number format codes (also those that files name only by number), what a code shows, diagonal
//! lines, and letters that are struck out or hard to see.

use std::sync::Arc;

use calamine::{Color, FillPattern, Style};

use super::letters::{BLACK, Rgb, WHITE};

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

/// The code of a number that files use without one; `None` for General and for numbers that stand for nothing.
pub(super) fn builtin(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        37 => "#,##0;-#,##0",
        38 => "#,##0;[Red]-#,##0",
        39 => "#,##0.00;-#,##0.00",
        40 => "#,##0.00;[Red]-#,##0.00",
        41 => "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        42 => "_ \"¥\"* #,##0_ ;_ \"¥\"* -#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ",
        43 => "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        44 => "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ;_ \"¥\"* \"-\"??_ ;_ @_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        other => return japanese_builtin(other),
    })
}

/// The format codes of all cell styles, by style number. General is `None`.
pub(super) fn codes(styles: &[Style]) -> Vec<Option<Arc<str>>> {
    styles
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref()?;
            // The library gives the code of the standard; Japanese editions show another one.
            match (format.format_id, format.format_code.as_str()) {
                (Some(14), "mm-dd-yy") => return Some(Arc::from("yyyy/m/d")),
                (Some(22), "m/d/yy h:mm") => return Some(Arc::from("yyyy/m/d h:mm")),
                _ => {}
            }
            if format.format_code != "General" {
                return Some(Arc::from(format.format_code.as_str()));
            }
            format.format_id.and_then(japanese_builtin).map(Arc::from)
        })
        .collect()
}

/// What a cell style says of the letters in its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct StyleLook {
    /// A diagonal line is drawn through its cells.
    pub(super) crossed: bool,
    /// Letters are struck out.
    pub(super) struck: bool,
    /// Colour of the letters.
    pub(super) letters: Rgb,
    /// Colour behind them; a pattern has no single one.
    pub(super) behind: Option<Rgb>,
}

impl Default for StyleLook {
    fn default() -> StyleLook {
        StyleLook { crossed: false, struck: false, letters: BLACK, behind: Some(WHITE) }
    }
}

/// How the cells of each style look, by style number.
pub(super) fn looks(styles: &[Style]) -> Vec<StyleLook> {
    styles.iter().map(look).collect()
}

fn look(style: &Style) -> StyleLook {
    let rgb = |colour: Color| (colour.red, colour.green, colour.blue);
    let borders = style.borders.as_ref();
    let font = style.font.as_ref();
    let behind = match &style.fill {
        Some(fill) if fill.pattern == FillPattern::Solid => fill.foreground_color.map(rgb),
        Some(fill) if fill.pattern != FillPattern::None => None,
        _ => Some(WHITE),
    };
    StyleLook {
        crossed: borders
            .is_some_and(|b| b.diagonal_up.is_visible() || b.diagonal_down.is_visible()),
        struck: font.is_some_and(|font| font.strikethrough),
        letters: font.and_then(|font| font.color).map_or(BLACK, rgb),
        behind,
    }
}

/// What a number is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Number,
    /// A day, a time of day, or both.
    Date,
    /// A length of time, such as 36:00.
    Length,
}

/// What a format code shows a number as. The reading library overlooks an era year (`[$-411]ge`, `ggge"年"`) and a
/// weekday (`aaa`), and takes some numbers of formats for dates whatever code the file declares for them.
pub(super) fn shows(code: &str) -> Shows {
    let mut letters = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if is_length(&inner) {
                    return Shows::Length;
                }
            }
            // The character after one of these stands for itself or for its width.
            '\\' | '!' | '_' | '*' => {
                chars.next();
            }
            // The first section decides.
            ';' => break,
            _ => letters.push(c.to_ascii_lowercase()),
        }
    }
    if letters.contains(['y', 'm', 'd', 'h', 's']) {
        return Shows::Date;
    }
    // A digit place makes it a number (the `e` of `0.00E+00`), and `General` has letters of its own.
    let is_number = letters.contains(['0', '#', '?', '@'])
        || ["general", "g/標準"].iter().any(|word| letters.contains(word));
    if !is_number && (letters.contains(['g', 'e']) || letters.contains("aaa")) {
        return Shows::Date;
    }
    Shows::Number
}

/// `h`, `mm`, `ss` in brackets: all hours, minutes or seconds.
fn is_length(inside: &str) -> bool {
    let mut letters = inside.chars().map(|c| c.to_ascii_lowercase());
    match letters.next() {
        Some(first @ ('h' | 'm' | 's')) => letters.all(|c| c == first),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_whether_a_number_is_a_date() {
        for code in [
            "[$-411]ge",
            "ggge\"年\"",
            "[$-ja-JP-x-gannen]ggge\"年\"",
            "ge",
            "e",
            "aaa",
            "aaaa",
            "\"(\"aaa\")\"",
            "yyyy/m/d",
            "h:mm AM/PM",
            "m\"月\"d\"日\"",
            "*-yyyy",
        ] {
            assert_eq!(shows(code), Shows::Date, "{code}");
        }
        for code in ["[h]:mm", "[hh]:mm:ss", "[mm]", "[ss].00", "[Blue][h]:mm"] {
            assert_eq!(shows(code), Shows::Length, "{code}");
        }
        for code in [
            "General",
            "0.00E+00",
            "##0.0E+0",
            "#,##0",
            "0\"年度\"",
            "\"ge\"0",
            "General\"円\"",
            "G/標準",
            "@",
            "[Green]0",
            "",
            "\"e\"",
            "\\e",
            ";;;",
            "0;ge",
            "0\\m",
            "#,##0_m",
            "[$¥-411]#,##0",
            "[>=100]0",
        ] {
            assert_eq!(shows(code), Shows::Number, "{code}");
        }
    }

    #[test]
    fn built_in_codes_show_what_their_numbers_mean() {
        let all = |shown| (0..200).filter(move |id| builtin(*id).map(shows) == Some(shown));
        assert!(all(Shows::Date).eq((14..=22).chain(27..=36).chain([45, 47]).chain(50..=58)));
        assert!(all(Shows::Length).eq([46]));
    }
}
