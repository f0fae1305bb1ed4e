//! 年度: 令和3年度, R3, 2021, 平成32年度 (N100–N103), and several of them (N113).

use std::sync::LazyLock;

use regex::Regex;

use super::Raw;
use super::era;
use super::fold;
use super::format;
use super::kanji;
use super::missing;
use super::outcome::{Outcome, Reading, Value};
use super::remark::{Refusal, Remark};
use crate::terms::FiscalYear;

/// A fiscal year and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearRead {
    /// The year.
    pub year: FiscalYear,
    /// What stands in brackets beside it, e.g. `(千円)` in a heading.
    pub note: Option<String>,
    /// How it was read.
    pub remarks: Vec<Remark>,
}

static ONE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "^(?P<west>FY|fy|西暦|['’])?(?P<era>{})?(?P<year>元|[0-9]{{1,4}})(?P<word>年度|年)?(?P<part>中|末|当初|末時点)?$",
        era::PATTERN
    );
    // Made of constants and built by every test of this module.
    Regex::new(&pattern).expect("a constant pattern")
});

/// Reads one fiscal year (N100–N103, N105, N115).
///
/// # Errors
/// `AmbiguousYear` if no era is written and several fit, `YearRange` if several years are named,
/// `Vague` for parts of a year, `NotAFiscalYear` otherwise.
pub fn read(text: &str) -> Result<YearRead, Refusal> {
    let compact = kanji::in_ascii(&fold::compact(text, ""));
    let (rest, bracket) = take_bracket(&compact);
    match one(&rest, None) {
        Ok((year, mut remarks)) => {
            let mut note = bracket;
            // 令和3年度（2021年度）: the same year twice is no note, two years are two values.
            let inner = note.as_deref().and_then(fold::unbracket);
            if let Some(Ok((other, _))) = inner.map(|inner| one(inner, None)) {
                if other != year {
                    return Err(Refusal::TwoValues);
                }
                remarks.retain(|remark| !matches!(remark, Remark::EraAssumed { .. }));
                note = None;
            }
            Ok(YearRead { year, note, remarks })
        }
        Err(refusal) => match span(&compact) {
            Ok((years, _)) if years.len() > 1 => Err(Refusal::YearRange { years }),
            _ => Err(refusal),
        },
    }
}

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!("(?:FY|fy|西暦)?(?:{})?(?:元|[0-9]{{1,4}})年度", era::PATTERN);
    // Made of constants and built by every test of this module.
    Regex::new(&pattern).expect("a constant pattern")
});

/// The fiscal years that a sentence names, as far as they can be read.
pub fn named(text: &str) -> Vec<FiscalYear> {
    let compact = kanji::in_ascii(&fold::compact(text, ""));
    let named = NAMED.find_iter(&compact).filter_map(|found| one(found.as_str(), None).ok());
    named.map(|(year, _)| year).collect()
}

/// Reads a cell of a fiscal-year field.
pub(super) fn read_cell(raw: &Raw<'_>) -> Outcome {
    match raw {
        Raw::Text(text) | Raw::Time(text) => match missing::look_up(text) {
            Some(word) => word.outcome(),
            None => outcome(read(text)),
        },
        Raw::Number { value, format } => {
            let text = format::show(*value, *format).map(|shown| shown.text);
            outcome(text.and_then(|text| read(&text)))
        }
        Raw::Date { .. } => Outcome::Refused(Refusal::NotAFiscalYear),
        Raw::Bool(_) => Outcome::Refused(Refusal::Boolean),
        Raw::Error(code) => Outcome::Refused(Refusal::ErrorCell { code: (*code).to_owned() }),
        Raw::NoResult => Outcome::Refused(Refusal::NoResult),
    }
}

fn outcome(read: Result<YearRead, Refusal>) -> Outcome {
    match read {
        Ok(YearRead { year, note, remarks }) => Outcome::Read(Reading {
            value: Value::FiscalYear(year),
            approx: false,
            qualifier: None,
            note,
            last_digit: 0,
            negative_zero: false,
            remarks,
        }),
        Err(refusal) => Outcome::Refused(refusal),
    }
}

/// Cuts out one bracketed part.
fn take_bracket(text: &str) -> (String, Option<String>) {
    let open = text.find(['(', '[', '【']);
    let close = text.find([')', ']', '】']);
    if let (Some(open), Some(close)) = (open, close)
        && open < close
    {
        let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
        let rest = format!("{}{}", &text[..open], &text[end..]);
        if !rest.is_empty() {
            return (rest, Some(text[open..end].to_owned()));
        }
    }
    (text.to_owned(), None)
}

/// One year; `inherited` is the era of the year before it in a span.
fn one(text: &str, inherited: Option<&str>) -> Result<(FiscalYear, Vec<Remark>), Refusal> {
    let Some(parts) = ONE.captures(text) else {
        return Err(why_not(text));
    };
    let part = |name| parts.name(name).map(|found| found.as_str());
    let written = part("year").unwrap_or_default();
    let number = fold::small_number(written).ok_or(Refusal::NotAFiscalYear)?;
    let mut remarks = Vec::new();
    if let Some(words) = part("part") {
        remarks.push(Remark::PartOfYear { written: words.to_owned() });
    }
    let year = match (part("era").or(inherited), part("west")) {
        (Some(_), Some(_)) => return Err(Refusal::NotAFiscalYear),
        (Some(name), None) if written.len() <= 3 => {
            let era = era::look_up(name).ok_or(Refusal::NotAFiscalYear)?;
            let year = era::western(&era, number).ok_or(Refusal::NotAFiscalYear)?;
            remarks.extend(era::check_year(&era, number, year));
            year
        }
        (_, _) if written.len() == 4 => number,
        (None, Some(_)) if written.len() == 2 => 2000 + number,
        (None, None) if part("word") == Some("年度") => {
            let era = era::of_bare_year(number).ok_or(Refusal::AmbiguousYear)?;
            let year = era::western(&era, number).ok_or(Refusal::NotAFiscalYear)?;
            remarks.push(Remark::EraAssumed { era: era.name.to_owned(), year: number });
            year
        }
        _ => return Err(Refusal::AmbiguousYear),
    };
    if !era::YEARS.contains(&year) {
        return Err(Refusal::NotAFiscalYear);
    }
    Ok((FiscalYear(year), remarks))
}

/// 上半期, 5年を目途: words about time that name no year exactly (N114).
fn why_not(text: &str) -> Refusal {
    if is_vague(text) { Refusal::Vague } else { Refusal::NotAFiscalYear }
}

/// Words that leave a time open (N114).
pub(super) fn is_vague(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "頃",
        "ごろ",
        "目途",
        "めど",
        "目処",
        "半期",
        "上期",
        "下期",
        "四半期",
        "随時",
        "以降",
        "以前",
        "春",
        "夏",
        "秋",
        "冬",
        "初旬",
        "上旬",
        "中旬",
        "下旬",
        "早期",
        "前半",
        "後半",
        "年度中",
        "年中",
        "月中",
        "予定",
        "当面",
        "順次",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

fn span(text: &str) -> Result<(Vec<FiscalYear>, Vec<Remark>), Refusal> {
    let text = text.strip_suffix("まで").unwrap_or(text);
    let mut remarks = Vec::new();
    let range =
        ["から", "～", "→", "-", "−", "–", "‐"].iter().find_map(|joint| text.split_once(joint));
    if let Some((from, to)) = range {
        let (from, era, mut first) = with_era(from, None)?;
        let (to, _, mut second) = with_era(to, era.as_deref())?;
        remarks.append(&mut first);
        remarks.append(&mut second);
        if to <= from || to.0 - from.0 > 100 {
            return Err(Refusal::NotAFiscalYear);
        }
        return Ok(((from.0..=to.0).map(FiscalYear).collect(), remarks));
    }
    let mut years = Vec::new();
    let mut era: Option<String> = None;
    for part in text.split(['・', '、', ',', '/', '\n']).flat_map(|p| p.split("及び")) {
        let (year, own_era, mut own) = with_era(part, era.as_deref())?;
        years.push(year);
        remarks.append(&mut own);
        era = own_era;
    }
    Ok((years, remarks))
}

/// One year of a span, with the era that the next inherits: an era name, or `20` for western years.
fn with_era(
    text: &str,
    inherited: Option<&str>,
) -> Result<(FiscalYear, Option<String>, Vec<Remark>), Refusal> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits == 2
        && let Some(century) = inherited.filter(|era| era.starts_with(|c: char| c.is_ascii_digit()))
    {
        let (year, remarks) = one(&format!("{century}{text}"), None)?;
        return Ok((year, Some(century.to_owned()), remarks));
    }
    let named =
        inherited.filter(|era| digits <= 2 && !era.starts_with(|c: char| c.is_ascii_digit()));
    let (year, remarks) = one(text, named)?;
    let own = ONE.captures(text).and_then(|parts| Some(parts.name("era")?.as_str().to_owned()));
    let century = (digits == 4).then(|| text.chars().take(2).collect());
    let era = own.or(century).or_else(|| named.map(str::to_owned));
    Ok((year, era, remarks))
}
