//! Words that every page shares: years in both calendars, days, lines of text, and what stands where a value is missing.

use jiff::civil::Date;

use crate::report::missing_word;
use crate::terms::{FiscalYear, Half, Round, eras};

/// A word with what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) word: String,
    pub(super) text: String,
}

impl Line {
    pub(super) fn new(word: &str, text: impl Into<String>) -> Line {
        Line { word: word.to_owned(), text: text.into() }
    }
}

/// Words that lead to another place.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) word: String,
    pub(super) to: String,
}

/// `2022年度(令和4年度)`.
pub(super) fn year(year: FiscalYear) -> String {
    format!("{year}年度({})", year.label())
}

/// A year that may break before its era: `2022年度` and `(令和4年度)`.
#[derive(Debug)]
pub(super) struct YearParts {
    pub(super) western: String,
    pub(super) era: String,
}

impl YearParts {
    /// What a round tells of a year.
    pub(super) fn of(round: Round, year: FiscalYear) -> YearParts {
        YearParts {
            western: format!("{year}年度"),
            era: format!("({}){}", year.label(), round.half_of(year)),
        }
    }
}

/// The day of which a round tells: `2022年度(令和4年度)末`, `2022年度(令和4年度)9月末`.
pub(super) fn end_of(round: Round) -> String {
    let end = match round.half {
        None => "末",
        Some(Half::First) => "9月末",
    };
    format!("{}{end}", year(round.year))
}

/// What a round tells of a year: `2022年度(令和4年度)`, with `上期` if of the year it has the first half only.
pub(super) fn year_in(round: Round, of: FiscalYear) -> String {
    format!("{}{}", year(of), round.half_of(of))
}

/// `2023年(令和5年)3月31日`.
pub(super) fn day(date: Date) -> String {
    let eras = eras();
    let era = eras.iter().find(|era| date >= era.first_day).map(|era| {
        match date.year() - era.first_year() + 1 {
            1 => format!("({}元年)", era.name),
            nth => format!("({}{nth}年)", era.name),
        }
    });
    let era = era.unwrap_or_default();
    format!("{}年{era}{}月{}日", date.year(), date.month(), date.day())
}

/// A day as a file writes it, `2023-03-31`, for readers; any other text stays as it is.
pub(super) fn day_of(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), day)
}

/// A sentence of the papers with the western year before each year of the era; rounds are said as on the page.
pub(super) fn western(sentence: &str, years: impl Iterator<Item = FiscalYear>) -> String {
    years.fold(sentence.to_owned(), |text, own| {
        let (label, said) = (own.label(), year(own));
        let text = text.replace(&label, &said);
        text.replace(&format!("{said} 年度末"), &format!("{said}末"))
            .replace(&format!("{said} 上期"), &format!("{said}9月末"))
    })
}

/// The plan's short years (`R6`) in a text that the program made of targets and schedules.
pub(super) fn long_years(text: &str, years: impl Iterator<Item = FiscalYear>) -> String {
    years.fold(text.to_owned(), |text, own| {
        text.replace(&format!("({})", own.short()), &format!("({}末まで)", year(own)))
            .replace(&format!("{} ", own.short()), &format!("{} ", year(own)))
    })
}

/// The lines of what somebody wrote, without empty ones.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Why a year has no value, as residents read it.
pub(super) fn missing(code: &str) -> &str {
    match code {
        "unreadable" => "確認中",
        _ => missing_word(code),
    }
}

/// What the words for missing values mean.
pub(super) const MISSING_WORDS: [(&str, &str); 7] = [
    ("未提出", "担当課からの報告がまだありません。"),
    ("未記入", "報告はありましたが、この欄が書かれていません。"),
    ("集計中", "数字がまだ出そろっていません。"),
    ("未定", "まだ決まっていません。"),
    ("対象外", "この年度は対象になりません。"),
    ("非公表", "公表できない事情があります。"),
    ("確認中", "書かれた内容を担当課に確かめています。"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days_are_said_in_both_calendars() {
        assert_eq!(year(FiscalYear(2022)), "2022年度(令和4年度)");
        assert_eq!(end_of("2022-H1".parse().unwrap()), "2022年度(令和4年度)9月末");
        assert_eq!(day("2019-05-01".parse().unwrap()), "2019年(令和元年)5月1日");
        assert_eq!(day_of("2023-03-31"), "2023年(令和5年)3月31日");
        assert_eq!(day_of("秋ごろ"), "秋ごろ");
    }

    #[test]
    fn sentences_of_the_papers_get_the_western_year_once() {
        let years = || (2021..=2032).map(FiscalYear);
        assert_eq!(
            western("令和4年度は令和14年度より多い。", years()),
            "2022年度(令和4年度)は2032年度(令和14年度)より多い。"
        );
        assert_eq!(
            long_years("80%以上(R6)、R5 準備", years()),
            "80%以上(2024年度(令和6年度)末まで)、2023年度(令和5年度) 準備"
        );
    }
}
