//! What a spreadsheet shows for a number or a moment in a number format code, for fields that are read as they look.
//!
//! Only what is known with certainty is rendered: fractions, powers of ten, lengths of time, kanji digits and formats
//! with conditions give nothing, and whoever asks says so.

use jiff::civil::DateTime;
use rust_decimal::{Decimal, RoundingStrategy};

use super::format::{fifteen_digits, split_sections};
use crate::terms::{Era, eras};

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub enum Stored {
    /// A number.
    Number(Decimal),
    /// A day, maybe with a time.
    Moment(DateTime),
}

/// What stands on the screen; `None` where the code holds something that is not known here.
pub fn displayed(stored: Stored, code: Option<&str>) -> Option<String> {
    let code = code.filter(|code| !code.trim().is_empty()).unwrap_or("General");
    let sections = split_sections(code);
    let value = match stored {
        // The first section is that of days, which are never negative.
        Stored::Moment(moment) => return moment_in(moment, &tokens(sections.first()?)?),
        Stored::Number(value) => fifteen_digits(value),
    };
    let is_negative = value.is_sign_negative() && !value.is_zero();
    let (section, sign) = match sections.len() {
        3.. if value.is_zero() => (2, ""),
        2.. if is_negative => (1, ""),
        _ if is_negative => (0, "-"),
        _ => (0, ""),
    };
    let shown = number_in(value.abs(), &tokens(sections.get(section)?)?)?;
    Some(format!("{sign}{shown}").trim().to_owned())
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Literal(String),
    General,
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `@`: what is stored, as it is.
    Stored,
    /// A run of one of the letters of dates.
    Part(char, usize),
    /// 午前 and 午後, or AM and PM.
    HalfDay(&'static str, &'static str),
    /// The first year of an era is written 元.
    FirstYear,
    /// The system's long day, which in Japanese is written with year, month and day.
    LongDay,
    /// The system's time.
    Time,
}

const HALF_DAYS: [(&str, &str, &str); 4] = [
    ("AM/PM", "AM", "PM"),
    ("午前/午後", "午前", "午後"),
    ("上午/下午", "午前", "午後"),
    ("A/P", "A", "P"),
];

fn tokens(section: &str) -> Option<Vec<Token>> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = section;
    while let Some(c) = rest.chars().next() {
        for word in ["General", "GENERAL", "general", "G/標準"] {
            if let Some(after) = rest.strip_prefix(word) {
                found.push(Token::General);
                rest = after;
            }
        }
        for (written, before, after) in HALF_DAYS {
            if let Some(left) = rest.strip_prefix(written) {
                found.push(Token::HalfDay(before, after));
                rest = left;
            }
        }
        if !rest.starts_with(c) {
            continue;
        }
        let after = &rest[c.len_utf8()..];
        let second = after.chars().next();
        let behind_second = second.map_or("", |second| &after[second.len_utf8()..]);
        rest = match c {
            '"' => {
                let (quoted, after) = after.split_once('"')?;
                found.push(Token::Literal(quoted.to_owned()));
                after
            }
            '\\' | '!' => {
                found.push(Token::Literal(second?.to_string()));
                behind_second
            }
            // Room as wide as the next character; with nothing on the other side it is not seen.
            '_' => {
                found.push(Token::Literal(" ".to_owned()));
                behind_second
            }
            '*' => behind_second,
            '[' => {
                let (inside, after) = after.split_once(']')?;
                found.extend(bracket(inside)?);
                after
            }
            '0' | '#' | '?' | '.' | ',' | '%' | '@' => {
                found.push(match c {
                    '.' => Token::Point,
                    ',' => Token::Comma,
                    '%' => Token::Percent,
                    '@' => Token::Stored,
                    digit => Token::Digit(digit),
                });
                after
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' | 'a' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'G'
            | 'E' | 'A' => {
                let letter = c.to_ascii_lowercase();
                let behind = rest.trim_start_matches([letter, letter.to_ascii_uppercase()]);
                // A power of ten.
                if letter == 'e' && behind.starts_with(['+', '-']) {
                    return None;
                }
                found.push(Token::Part(letter, rest.len() - behind.len()));
                behind
            }
            _ => {
                found.push(Token::Literal(c.to_string()));
                after
            }
        };
    }
    Some(found)
}

/// What stands in square brackets: a locale, a currency, a colour. Conditions, lengths of time and other digits are
/// not known here.
fn bracket(inside: &str) -> Option<Vec<Token>> {
    if let Some(currency) = inside.strip_prefix('$') {
        let (symbol, locale) = currency.split_once('-').unwrap_or((currency, ""));
        let locale = locale.to_ascii_lowercase();
        return Some(match locale.as_str() {
            "f800" => vec![Token::LongDay],
            "f400" => vec![Token::Time],
            _ if locale.contains("gannen") => vec![Token::FirstYear],
            // A calendar or digits of another kind stand in the upper bytes of the number.
            _ if locale.len() > 4 && u64::from_str_radix(&locale, 16).is_ok() => return None,
            _ => vec![Token::Literal(symbol.to_owned())],
        });
    }
    let is_colour = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"]
        .contains(&inside.to_ascii_lowercase().as_str())
        || inside.starts_with(['色', '黒', '青', '水', '緑', '紫', '赤', '白', '黄'])
        || inside.to_ascii_lowercase().starts_with("color");
    is_colour.then(Vec::new)
}

fn number_in(value: Decimal, tokens: &[Token]) -> Option<String> {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    if tokens.iter().any(|token| matches!(token, Token::Part(..) | Token::Time | Token::LongDay)) {
        return None;
    }
    let Some(last) = tokens.iter().rposition(is_digit) else {
        let plain = |token: &Token| match token {
            Token::General | Token::Stored => value.normalize().to_string(),
            other => literal(other),
        };
        return Some(tokens.iter().map(plain).collect());
    };
    let first = tokens.iter().position(is_digit)?;
    // A division sign between digits makes a fraction.
    let slash = Token::Literal("/".to_owned());
    if tokens[first..=last].contains(&slash) {
        return None;
    }
    let point = tokens.iter().position(|token| *token == Token::Point);
    let (front, back) = match point {
        Some(at) => (&tokens[..at], &tokens[at + 1..]),
        None => (tokens, &[][..]),
    };
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    // Commas right after the last digit divide; between digits they group.
    let behind = |tokens: &[Token]| tokens.iter().rposition(is_digit).map_or(0, |end| end + 1);
    let commas = |tokens: &[Token]| {
        tokens[behind(tokens)..].iter().take_while(|token| **token == Token::Comma).count()
    };
    let (whole_tokens, between) = front.split_at(behind(front));
    let grouped = whole_tokens.contains(&Token::Comma);
    let thousands = commas(front) + commas(back);
    let power = 2 * i32::try_from(percents).ok()? - 3 * i32::try_from(thousands).ok()?;
    let value = super::numeral::shift(value, power)?;
    let decimals = digits(back);
    let places = u32::try_from(decimals.len()).ok()?;
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{rounded:.places$}", places = decimals.len());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole_part(if whole == "0" { "" } else { whole }, whole_tokens, grouped);
    let part = decimal_part(part, &decimals);
    let dot = if point.is_some() { "." } else { "" };
    let words = |tokens: &[Token]| tokens.iter().map(literal).collect::<String>();
    Some(format!("{whole}{}{dot}{part}{}", words(between), words(back)))
}

fn digits(tokens: &[Token]) -> Vec<char> {
    let digit = |token: &Token| match token {
        Token::Digit(c) => Some(*c),
        _ => None,
    };
    tokens.iter().filter_map(digit).collect()
}

fn literal(token: &Token) -> String {
    match token {
        Token::Literal(text) => text.clone(),
        Token::Percent => "%".to_owned(),
        _ => String::new(),
    }
}

/// The whole part over its places, from the right; what is left over stands at the first place.
fn whole_part(whole: &str, tokens: &[Token], grouped: bool) -> String {
    let mut left: Vec<char> = whole.chars().collect();
    let mut shown: Vec<String> = Vec::new();
    let mut count = 0;
    let places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let mut place = 0;
    for token in tokens.iter().rev() {
        let Token::Digit(kind) = token else {
            shown.push(literal(token));
            continue;
        };
        place += 1;
        loop {
            let digit = left.pop().or(match kind {
                '0' => Some('0'),
                '?' => Some(' '),
                _ => None,
            });
            let Some(digit) = digit else { break };
            if grouped && count > 0 && count % 3 == 0 && digit.is_ascii_digit() {
                shown.push(",".to_owned());
            }
            shown.push(digit.to_string());
            count += 1;
            // The first place takes all that is left.
            if place < places || left.is_empty() {
                break;
            }
        }
    }
    shown.reverse();
    shown.concat()
}

/// The decimals over their places: zeros at the end show only where the code says `0`.
fn decimal_part(part: &str, places: &[char]) -> String {
    let mut shown: Vec<char> = part.chars().collect();
    for place in places.iter().rev() {
        if *place == '0' || shown.last() != Some(&'0') {
            break;
        }
        shown.pop();
    }
    shown.into_iter().collect()
}

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

fn moment_in(moment: DateTime, tokens: &[Token]) -> Option<String> {
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
            Token::FirstYear => {}
            Token::Point => shown.push('.'),
            Token::Comma => shown.push(','),
            Token::General | Token::Digit(_) | Token::Percent | Token::Stored => return None,
        }
    }
    Some(shown.trim().to_owned())
}

/// Whether an `m` means minutes: after an hour, or before a second.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Part(letter, _) => Some(*letter),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: &str, code: &str) -> Option<String> {
        displayed(Stored::Number(value.parse().expect("a number")), Some(code))
    }

    #[test]
    fn numbers_show_as_a_spreadsheet_shows_them() {
        for (value, code, shown) in [
            ("0.5", "0%", "50%"),
            ("0.625", "0.0%", "62.5%"),
            ("123", "0000", "0123"),
            ("1870023", "000-0000", "187-0023"),
            ("1234567", "#,##0", "1,234,567"),
            ("-1200", "#,##0;\"▲\"#,##0", "▲1,200"),
            ("-1200", "#,##0", "-1,200"),
            ("1234.5", "#,##0.00", "1,234.50"),
            ("18000000", "#,##0,\"千円\"", "18,000千円"),
            ("2.5", "0", "3"),
            ("0.5", "#.##", ".5"),
            ("5", "0.##", "5."),
            ("0", "0;-0;\"なし\"", "なし"),
            ("12", "General\"件\"", "12件"),
            ("12", "\"約\"0\"件\"", "約12件"),
            ("3", "[Red]0_ ", "3"),
            ("1200", "[$¥-411]#,##0", "¥1,200"),
            ("7", "@", "7"),
            ("0.12499999999999999", "General", "0.125"),
            ("5", ";;;", ""),
        ] {
            assert_eq!(number(value, code).as_deref(), Some(shown), "{value} in {code}");
        }
        for code in ["# ?/?", "0.00E+00", "[>100]0;0.0", "[DBNum1]0", "yyyy", "[h]:mm", "\"open"] {
            assert_eq!(number("12", code), None, "{code}");
        }
    }

    #[test]
    fn moments_show_as_a_spreadsheet_shows_them() {
        let moment = jiff::civil::date(2023, 1, 12).at(15, 4, 9, 0);
        for (code, shown) in [
            ("yyyy/m/d", "2023/1/12"),
            ("m\"月\"d\"日\"", "1月12日"),
            ("m月d日", "1月12日"),
            ("yyyy\"年\"m\"月\"", "2023年1月"),
            ("[$-411]ge.m.d", "R5.1.12"),
            ("[$-411]ggge\"年\"m\"月\"d\"日\";@", "令和5年1月12日"),
            ("[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\"", "令和5年1月12日"),
            ("yy/mm/dd(aaa)", "23/01/12(木)"),
            ("d-mmm-yy", "12-Jan-23"),
            ("aaaa", "木曜日"),
            ("h:mm AM/PM", "3:04 PM"),
            ("yyyy/m/d h:mm:ss", "2023/1/12 15:04:09"),
            ("[$-F800]dddd, mmmm dd, yyyy", "2023年1月12日"),
        ] {
            let found = displayed(Stored::Moment(moment), Some(code));
            assert_eq!(found.as_deref(), Some(shown), "{code}");
        }
        let first = jiff::civil::date(2019, 5, 1).at(0, 0, 0, 0);
        let gannen = displayed(Stored::Moment(first), Some("[$-ja-JP-x-gannen]ggge\"年\""));
        assert_eq!(gannen.as_deref(), Some("令和元年"));
        for code in ["General", "0", "[h]:mm", "[$-30411]ggge\"年\""] {
            assert_eq!(displayed(Stored::Moment(moment), Some(code)), None, "{code}");
        }
    }
}
