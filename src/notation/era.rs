//! Eras as written: 令和, 令, R, ㋿ (N100–N108).

use jiff::civil::Date;

use super::remark::Remark;
use crate::terms::{Era, eras};

/// The years in which a date is believed: from the first era that forms know.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1868..=2199;

/// The part of a pattern that matches an era, longest spelling first.
pub(super) const PATTERN: &str = "令和|平成|昭和|大正|明治|[令平昭大明RHSTMrhstm]";

/// The era of a spelling that [`PATTERN`] matches.
pub(super) fn look_up(written: &str) -> Option<Era> {
    eras().into_iter().find(|era| {
        let short = era.name.chars().next();
        let mut chars = written.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => only.to_ascii_uppercase() == era.initial || Some(only) == short,
            _ => written == era.name,
        }
    })
}

/// The western year of the era's `year`.
pub(super) fn western(era: &Era, year: i16) -> Option<i16> {
    if !(1..=99).contains(&year) {
        return None;
    }
    era.first_year().checked_add(year)?.checked_sub(1)
}

/// The era that follows, if any.
fn next(era: &Era) -> Option<Era> {
    eras().into_iter().rfind(|other| other.first_day > era.first_day)
}

/// A date beside the era written for it (N107, N108).
pub(super) fn check_date(era: &Era, year: i16, date: Date) -> Option<Remark> {
    if date < era.first_day {
        return Some(Remark::EraBeforeItsStart { era: era.name.to_owned(), year });
    }
    next(era).filter(|next| date >= next.first_day).map(|_| past(era, year))
}

/// A whole year beside the era written for it: 平成31年度 is good, 平成32年度 is not (N102, N103).
pub(super) fn check_year(era: &Era, year: i16, western: i16) -> Option<Remark> {
    next(era).filter(|next| western > next.first_year()).map(|_| past(era, year))
}

fn past(era: &Era, year: i16) -> Remark {
    Remark::EraPastItsEnd { era: era.name.to_owned(), year }
}

/// The era meant by a bare year of a fiscal year (N100, N102): the newest for small numbers, the one
/// before it for its last years. Between them both are possible, and none is taken.
pub(super) fn of_bare_year(year: i16) -> Option<Era> {
    let [newest, before, ..] = eras();
    let last_of_before = newest.first_year() - before.first_year() + 1;
    match year {
        1..=15 => Some(newest),
        _ if (last_of_before - 6..=last_of_before).contains(&year) => Some(before),
        _ => None,
    }
}
