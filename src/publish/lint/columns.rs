//! What the cells of a column have in common: L1-09, L2-01, L2-04, L3-03 to L3-05.

use std::collections::BTreeMap;

use strsim::normalized_levenshtein;

use super::cells::{begins_with_era, fold};
use super::grid::{Grid, GridCell, address, is_number};
use super::known::{Known, describes};
use super::report::Breach;

/// A column with all that is known of it.
struct Column<'g> {
    grid: &'g Grid,
    col: usize,
    name: &'g str,
    filled: Vec<(usize, &'g GridCell)>,
    known: Option<&'g super::known::KnownColumn>,
}

/// What is wrong with columns.
pub(super) fn breaches(grid: &Grid, known: &Known) -> Vec<Breach> {
    let mut all = Vec::new();
    for col in 0..grid.width() {
        let name = grid.header().get(col).map(|cell| cell.text.as_str()).unwrap_or_default();
        let filled: Vec<(usize, &GridCell)> = grid.column(col).collect();
        let column = Column { grid, col, name, filled, known: known.column(grid, name) };
        all.extend(column.numbers(known));
        all.extend(column.choices());
        all.extend(column.times());
        if begins_with_era(&fold(name)) {
            all.push(column.at("L3-05", 1, name));
        }
    }
    all
}

/// Signs that stand for a number that is not there.
const SIGNS: [&str; 15] =
    ["-", "－", "―", "…", "...", "x", "X", "***", "*", "△", "▲", "N/A", "n/a", "−", "‐"];

impl Column<'_> {
    fn at(&self, rule: &'static str, row: usize, found: &str) -> Breach {
        Breach::at(rule, self.grid, &address(row, self.col), found)
    }

    /// Whether it is a column of numbers: said to be one, or most of it is numbers or would be.
    fn is_numeric(&self) -> bool {
        match self.known.map(|known| known.kind.as_str()) {
            Some("integer" | "number") => true,
            Some(_) => false,
            None => {
                let numbers = self.filled.iter().filter(|(_, cell)| is_number(&cell.text));
                let numbers = numbers.count();
                let nearly =
                    self.filled.iter().filter(|(_, cell)| is_nearly_number(&cell.text)).count();
                numbers + nearly > 0
                    && (numbers + nearly) * 2 >= self.filled.len()
                    && !self.is_time()
            }
        }
    }

    /// Digits that are a name, and stand as text rightly.
    fn is_code(&self) -> bool {
        let name = self.name.to_lowercase();
        let words = ["code", "コード", "番号", "電話", "round", "回次"];
        words.iter().any(|word| name.contains(word))
            || name.ends_with("_no")
            || name.ends_with("_id")
    }

    fn is_time(&self) -> bool {
        let name = self.name.to_lowercase();
        ["年", "月", "日付", "期日", "date", "year", "month"].iter().any(|word| name.contains(word))
    }

    fn numbers(&self, known: &Known) -> Vec<Breach> {
        if !self.is_numeric() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (row, cell) in &self.filled {
            let text = cell.text.trim();
            let is_plain = cell.is_number || is_number(text);
            let is_text_in_sheet = self.grid.form == super::grid::Form::Sheet
                && !cell.is_number
                && is_number(text)
                && !self.is_code();
            if (!is_plain && text.chars().any(char::is_numeric)) || is_text_in_sheet {
                all.push(self.at("L2-01", *row, text));
            } else if !is_plain
                && SIGNS.contains(&text)
                && !known.explains(text)
                && self.known.is_none()
            {
                all.push(self.at("L3-03", *row, text));
            }
        }
        all.extend(self.blanks());
        if !self.has_unit() {
            all.push(self.at("L3-04", 1, self.name));
        }
        all
    }

    /// Blanks in a column of numbers, unless something says what they mean.
    fn blanks(&self) -> Option<Breach> {
        let is_reason = |cell: &GridCell| {
            let name = cell.text.to_lowercase();
            ["missing", "理由", "欠測"].iter().any(|word| name.contains(word))
        };
        let is_told = self.is_code()
            || self.known.is_some_and(|known| known.is_described)
            || self.grid.header().iter().any(is_reason);
        let blank = self.grid.records().find(|(_, cells)| {
            let is_empty = cells.get(self.col).is_none_or(|cell| cell.text.trim().is_empty());
            is_empty && !super::grid::is_blank(cells)
        });
        blank.filter(|_| !is_told).map(|(row, _)| self.at("L1-09", row, ""))
    }

    /// In the header, in a column of its own, or in a description; keys and years have none.
    fn has_unit(&self) -> bool {
        if describes(self.grid.table()) || super::shape::names_year(self.name) {
            return true;
        }
        if let Some(known) = self.known {
            // A described whole number without a unit is a key, a year or an order.
            return known.has_unit
                || known.is_key
                || known.kind == "integer"
                || self.has_unit_column();
        }
        let name = fold(self.name).to_lowercase();
        let ends = [
            "率", "数", "人数", "件数", "額", "円", "割合", "比", "指数", "歳", "_no", "_id",
            "_code", "_yen", "_count", "_rate", "_percent", "_year",
        ];
        let holds = [
            "指標",
            "コード",
            "番号",
            "区分",
            "code",
            "no.",
            "年",
            "月",
            "日",
            "year",
            "緯度",
            "経度",
            "順",
        ];
        let has_brackets = name.contains('(') && name.ends_with(')');
        has_brackets
            || ["no", "id", "year", "number", "position"].contains(&name.as_str())
            || ends.iter().any(|end| name.ends_with(end))
            || holds.iter().any(|word| name.contains(word))
            || self.has_unit_column()
    }

    fn has_unit_column(&self) -> bool {
        let names = self.grid.header().iter().map(|cell| cell.text.trim().to_lowercase());
        names.into_iter().any(|name| name == "unit" || name.contains("単位"))
    }

    /// The same choice in two ways: a rare value that is nearly a frequent one.
    fn choices(&self) -> Vec<Breach> {
        const ROWS: usize = 20;
        const VALUES: usize = 20;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, cell) in &self.filled {
            *counts.entry(cell.text.as_str()).or_default() += 1;
        }
        let is_listed = self.known.is_some_and(|known| known.has_codes || known.is_key);
        if self.filled.len() < ROWS || counts.len() > VALUES || self.is_numeric() || is_listed {
            return Vec::new();
        }
        let rare = |count: usize| count <= 2 && count * 20 <= self.filled.len();
        let without_digits =
            |text: &str| fold(text).chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let is_near = |one: &str, other: &str| {
            let (a, b) = (fold(one), fold(other));
            let differs_in_digits = a != b && without_digits(one) == without_digits(other);
            a == b
                || (a.chars().count() > 2
                    && !differs_in_digits
                    && normalized_levenshtein(&a, &b) >= 0.75)
        };
        let odd = counts.iter().filter(|(text, count)| {
            rare(**count)
                && counts
                    .iter()
                    .any(|(other, often)| other != *text && often > *count && is_near(text, other))
        });
        odd.filter_map(|(text, _)| {
            let (row, _) = self.filled.iter().find(|(_, cell)| cell.text == **text)?;
            Some(self.at("L2-04", *row, text))
        })
        .collect()
    }

    /// Times in other forms than those of the rule, or in several.
    fn times(&self) -> Vec<Breach> {
        let mut all = Vec::new();
        let mut first: Option<&'static str> = None;
        for (row, cell) in &self.filled {
            let text = cell.text.trim();
            match form_of(text) {
                Some(NOT_ALLOWED) => all.push(self.at("L3-05", *row, text)),
                Some(form) if self.is_time() => match first {
                    Some(before) if before != form => all.push(self.at("L3-05", *row, text)),
                    _ => first = Some(form),
                },
                _ => {}
            }
        }
        all
    }
}

const NOT_ALLOWED: &str = "not allowed";

/// Which form of time a text is, as a whole.
fn form_of(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let digits = |text: &str, len: usize| {
        text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = folded.split('-').collect();
    let is_era = begins_with_era(&folded);
    let is_short = folded.chars().count() <= 12;
    match parts.as_slice() {
        [year] if digits(year, 4) => Some("year"),
        [year] if year.strip_suffix("年度").is_some_and(|year| digits(year, 4)) => {
            Some("fiscal year")
        }
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => Some("date"),
        [year, month] if digits(year, 4) && digits(month, 2) => Some("month"),
        _ if is_jis_x_0301(&folded) => Some("era date"),
        _ if is_era
            && is_short
            && folded.chars().all(|c| {
                c.is_ascii_digit() || "令和平成昭大正明治元年度月日./-RHS上下期末".contains(c)
            }) =>
        {
            Some(NOT_ALLOWED)
        }
        _ if is_slashed(&folded) => Some(NOT_ALLOWED),
        _ => None,
    }
}

/// `R08.05.13`, `R8.05.13`.
fn is_jis_x_0301(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['R', 'H', 'S']) else { return false };
    let parts: Vec<&str> = rest.split('.').collect();
    let is = |part: &&str, lens: std::ops::RangeInclusive<usize>| {
        lens.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts.as_slice(), [year, month, day] if is(year, 1..=2) && is(month, 2..=2) && is(day, 2..=2))
}

/// `2022/4/1`, `2022年4月1日`.
fn is_slashed(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(['/', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_rest = |part: &&str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts.as_slice(), [year, month, day] if is_year(year) && is_rest(month) && is_rest(day))
}

/// A number with something that a machine stumbles over: ▲12, 12円, 1,234, １２, 12(注).
fn is_nearly_number(text: &str) -> bool {
    let folded = fold(text);
    let is_wide = folded != text && is_number(&folded);
    let bare: String = folded.chars().filter(|c| !",▲△-+".contains(*c)).collect();
    let digits: String = bare.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let rest = bare.chars().count() - digits.chars().count();
    is_wide || (!is_number(text) && is_number(&digits) && rest <= 4)
}
