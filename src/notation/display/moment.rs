//! Days and times as a number format shows them.

use jiff::civil::{Date, DateTime, Time};

use super::tokens::Token;
use crate::terms::{Era, eras};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [(&str, char); 7] = [
    ("Monday", '月'),
    ("Tuesday", '火'),
    ("Wednesday", '水'),
    ("Thursday", '木'),
    ("Friday", '金'),
    ("Saturday", '土'),
    ("Sunday", '日'),
];

/// What is shown for a day with a time.
pub(super) fn moment_in(moment: DateTime, tokens: &[Token]) -> Option<String> {
    // Which year `y` shows in the calendar of the eras is not known here.
    let has_year = tokens.iter().any(|token| matches!(token, Token::Part('y', _)));
    if tokens.contains(&Token::Eras) && has_year {
        return None;
    }
    let mut shown = String::new();
    let halves = tokens.iter().any(|token| matches!(token, Token::HalfDay(..)));
    let first_year = tokens.contains(&Token::FirstYear);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Literal(text) => shown.push_str(text),
            Token::Part(letter, count) => {
                let letter = if *letter == 'm' && is_minute(tokens, at) { 'n' } else { *letter };
                shown.push_str(&part(moment, letter, *count, halves, first_year)?);
            }
            Token::HalfDay(before, after) => {
                shown.push_str(if moment.hour() < 12 { before } else { after });
            }
            Token::LongDay => {
                let (year, month, day) = (moment.year(), moment.month(), moment.day());
                return Some(format!("{year}年{month}月{day}日"));
            }
            Token::Time => {
                let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
                return Some(format!("{hour}:{minute:02}:{second:02}"));
            }
            Token::FirstYear | Token::Eras => {}
            Token::Point => shown.push('.'),
            Token::Comma => shown.push(','),
            Token::Slash => shown.push('/'),
            Token::General
            | Token::Digit(_)
            | Token::Percent
            | Token::Stored
            | Token::Elapsed(..)
            | Token::Digits(_) => return None,
        }
    }
    Some(shown.trim().to_owned())
}

/// What is shown for a time without a day.
pub(super) fn time_in(time: Time, tokens: &[Token]) -> Option<String> {
    let is_of_day = |(at, token): (usize, &Token)| match token {
        Token::Part('h' | 's', _) | Token::Literal(_) | Token::HalfDay(..) | Token::Time => true,
        Token::Slash => true,
        Token::Part('m', _) => is_minute(tokens, at),
        _ => false,
    };
    let is_time = tokens.iter().enumerate().all(is_of_day);
    is_time.then(|| moment_in(Date::ZERO.to_datetime(time), tokens)).flatten()
}

/// Whether an `m` means minutes: after an hour, or before a second.
pub(super) fn is_minute(tokens: &[Token], at: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Part(letter, _) | Token::Elapsed(letter, _) => Some(*letter),
        _ => None,
    };
    let before = tokens[..at].iter().rev().find_map(letter);
    let after = tokens[at + 1..].iter().find_map(letter);
    before == Some('h') || after == Some('s')
}

fn part(moment: DateTime, letter: char, count: usize, halves: bool, first: bool) -> Option<String> {
    let padded = |number: i16| if count > 1 { format!("{number:02}") } else { number.to_string() };
    let day = moment.date();
    let (weekday, kanji) =
        WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    let era: Option<Era> = eras().into_iter().find(|era| day >= era.first_day);
    let hour = i16::from(moment.hour());
    Some(match (letter, count) {
        ('y', 1..=2) => format!("{:02}", day.year() % 100),
        ('y', _) => day.year().to_string(),
        ('m', 3) => month[..3].to_owned(),
        ('m', 4) => month.to_owned(),
        ('m', 5) => month[..1].to_owned(),
        ('m', _) => padded(day.month().into()),
        ('d', 3) => weekday[..3].to_owned(),
        ('d', 4..) => weekday.to_owned(),
        ('d', _) => padded(day.day().into()),
        ('a', 3) => kanji.to_string(),
        ('a', 4) => format!("{kanji}曜日"),
        ('g', 1) => era?.initial.to_string(),
        ('g', 2) => era?.name.chars().next()?.to_string(),
        ('g', 3) => era?.name.to_owned(),
        ('e', _) => match day.year() - era?.first_year() + 1 {
            1 if first => "元".to_owned(),
            year => padded(year),
        },
        ('h', _) if halves => padded((hour + 11) % 12 + 1),
        ('h', _) => padded(hour),
        ('n', _) => padded(moment.minute().into()),
        ('s', _) => padded(moment.second().into()),
        _ => return None,
    })
}
