//! What one cell holds: L1-06 to L1-08, L2-05.

use unicode_normalization::UnicodeNormalization;

use super::grid::{Form, Grid, GridCell, address};
use super::known::Known;
use super::report::Breach;
use crate::publish::data::is_of_machines;

/// What is wrong with single cells.
pub(super) fn breaches(grid: &Grid, known: &Known) -> Vec<Breach> {
    let mut all = Vec::new();
    for (row, col, cell) in grid.cells() {
        let mut tell = |rule| all.push(Breach::at(rule, grid, &address(row, col), &cell.text));
        let header = grid.header().get(col).map(|cell| cell.text.as_str()).unwrap_or_default();
        if has_layout(&cell.text) {
            tell("L1-06");
        }
        if grid.form == Form::Cp932 && cell.text.chars().any(is_of_machines) {
            tell("L1-08");
        }
        if row > 1 && holds_several(cell, header) {
            tell("L1-07");
        }
        if row > 1 && is_other_with_detail(&cell.text) {
            tell("L2-05");
        }
    }
    // A header that asks for two things: 「氏名・住所」 is one name, 「氏名/住所」 is not decided here.
    let _ = known;
    all
}

/// Blanks for layout.
fn has_layout(text: &str) -> bool {
    text.trim() != text || text.contains('\u{3000}') || text.contains("  ") || text.contains('\t')
}

/// Columns whose texts may hold commas and dots of their own: names and prose.
const PROSE: [&str; 36] = [
    "名",
    "内容",
    "概要",
    "備考",
    "理由",
    "課題",
    "意見",
    "説明",
    "定義",
    "成果",
    "取組",
    "回答",
    "方法",
    "文",
    "題",
    "name",
    "title",
    "text",
    "label",
    "description",
    "definition",
    "about",
    "answer",
    "note",
    "reason",
    "before",
    "after",
    "item",
    "source",
    "method",
    "comment",
    "meaning",
    "remark",
    "phase",
    "所在地",
    "住所",
];

/// Several lines, a number with another behind it in brackets, or a list of short parts.
fn holds_several(cell: &GridCell, header: &str) -> bool {
    let text = &cell.text;
    if text.lines().filter(|line| !line.trim().is_empty()).count() > 1 {
        return true;
    }
    if is_number_with_another(&fold(text)) {
        return true;
    }
    let header = header.to_lowercase();
    let is_prose = text.contains('。') || PROSE.iter().any(|word| header.contains(word));
    let is_list = |sign: char| {
        let parts: Vec<&str> = text.split(sign).collect();
        parts.len() > 2 && parts.iter().all(|part| !part.is_empty() && part.chars().count() <= 12)
    };
    !is_prose && (is_list('、') || is_list('・') || is_list(';'))
}

/// `12(3)`: two numbers.
fn is_number_with_another(text: &str) -> bool {
    let Some((first, rest)) = text.split_once('(') else { return false };
    let Some(second) = rest.strip_suffix(')') else { return false };
    let is_digits = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || ",.- ▲%".contains(c))
    };
    is_digits(first) && is_digits(second)
}

/// `その他(…)`, `その他:…`.
fn is_other_with_detail(text: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix("その他") else { return false };
    rest.trim_start().starts_with(['(', '（', ':', '：', '、', '・', '/', '-'])
}

/// Without differences of width.
pub(super) fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// `令和4`, `R4`, `H30.`: an era and a year, at the beginning of a folded text.
pub(super) fn begins_with_era(text: &str) -> bool {
    const NAMES: [&str; 5] = ["令和", "平成", "昭和", "大正", "明治"];
    let is_year = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || c == '元');
    NAMES.iter().filter_map(|name| text.strip_prefix(name)).any(is_year)
        || text.strip_prefix(['R', 'H', 'S']).is_some_and(|rest| {
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            (1..=2).contains(&digits)
                && rest.chars().nth(digits).is_none_or(|c| "年./-度".contains(c))
        })
}
