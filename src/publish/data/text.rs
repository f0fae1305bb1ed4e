//! Free text as data hold it: one line, no blanks for layout, nothing that a spreadsheet would run.

/// Signs at the beginning of a cell by which spreadsheets take it for a formula, the wide ones too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The text in one line, without blanks for layout, and guarded.
pub(super) fn clean(text: &str) -> String {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines
        .map(|line| line.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|line| !line.is_empty())
        .collect();
    guarded(&lines.join(" / "))
}

/// A text that would be run has a `'` in front; so has one that would look as if it had been guarded. A number and a lone
/// sign cannot be run and stay. Whoever reads takes one `'` away where one of the signs follows behind any number of `'`.
fn guarded(text: &str) -> String {
    let inside = text.trim_start_matches('\'');
    let is_run = inside.starts_with(FORMULA) && !is_plain(inside);
    if is_run { format!("'{text}") } else { text.to_owned() }
}

/// A number or a lone sign.
fn is_plain(text: &str) -> bool {
    let rest = text.trim_start_matches(FORMULA);
    let signs = text.chars().count() - rest.chars().count();
    signs == 1
        && !text.starts_with(['=', '@', '＝', '＠'])
        && rest.chars().all(|c| c.is_ascii_digit() || ",.%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_line_without_blanks_for_layout() {
        assert_eq!(clean(" 一つ目\r\n\n　二つ　　目 \t三\n"), "一つ目 / 二つ 目 三");
        assert_eq!(clean("　\n "), "");
        assert_eq!(clean("a\u{0}b"), "ab");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_what_it_cannot_run_stays() {
        for (text, data) in [
            ("=1+1", "'=1+1"),
            ("\t=1+1", "'=1+1"),
            ("＝SUM(A1)", "'＝SUM(A1)"),
            ("-新規", "'-新規"),
            ("--1", "'--1"),
            ("@a", "'@a"),
            ("'=1", "''=1"),
            ("'引用'", "'引用'"),
            ("-1,234.5", "-1,234.5"),
            ("-", "-"),
            ("▲1,234", "▲1,234"),
            ("0123", "0123"),
            ("令和4年度", "令和4年度"),
        ] {
            assert_eq!(clean(text), data, "{text}");
        }
    }
}
