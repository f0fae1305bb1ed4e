//! A section of a number format code taken apart.

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Literal(String),
    General,
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// The bar of a fraction, or that of a day.
    Slash,
    /// `@`: what is stored, as it is.
    Stored,
    /// A run of one of the letters of dates.
    Part(char, usize),
    /// All hours, minutes or seconds of a length of time.
    Elapsed(char, usize),
    /// 午前 and 午後, or AM and PM.
    HalfDay(&'static str, &'static str),
    /// The first year of an era is written 元.
    FirstYear,
    /// Years are counted by eras.
    Eras,
    /// The system's long day, which in Japanese is written with year, month and day.
    LongDay,
    /// The system's time.
    Time,
    /// Digits are written as these, from zero on.
    Digits(&'static str),
}

const GENERAL: [&str; 4] = ["General", "GENERAL", "general", "G/標準"];

const HALF_DAYS: [(&str, &str, &str); 4] = [
    ("AM/PM", "AM", "PM"),
    ("午前/午後", "午前", "午後"),
    ("上午/下午", "午前", "午後"),
    ("A/P", "A", "P"),
];

/// The tokens of a section; `None` where it holds something that is not known here.
pub(super) fn tokens(section: &str) -> Option<Vec<Token>> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = section;
    while !rest.is_empty() {
        let after = word(rest, &mut found);
        rest = match after {
            Some(after) => after,
            None => sign(rest, &mut found)?,
        };
    }
    Some(found)
}

/// Takes a word that stands for something as a whole.
fn word<'r>(rest: &'r str, found: &mut Vec<Token>) -> Option<&'r str> {
    if let Some(after) = GENERAL.iter().find_map(|word| rest.strip_prefix(word)) {
        found.push(Token::General);
        return Some(after);
    }
    let (before, later, after) = HALF_DAYS.iter().find_map(|(written, before, later)| {
        Some((*before, *later, rest.strip_prefix(written)?))
    })?;
    found.push(Token::HalfDay(before, later));
    Some(after)
}

/// Takes what begins with the next character.
fn sign<'r>(rest: &'r str, found: &mut Vec<Token>) -> Option<&'r str> {
    let mut chars = rest.chars();
    let c = chars.next()?;
    let after = chars.as_str();
    let second = chars.next();
    let behind_second = chars.as_str();
    Some(match c {
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
        '0' | '#' | '?' | '.' | ',' | '%' | '/' | '@' => {
            found.push(match c {
                '.' => Token::Point,
                '/' => Token::Slash,
                ',' => Token::Comma,
                '%' => Token::Percent,
                '@' => Token::Stored,
                digit => Token::Digit(digit),
            });
            after
        }
        'y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' | 'a' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'G' | 'E'
        | 'A' => {
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
    })
}

/// What stands in square brackets: a locale, a currency, a colour, a condition (which chose the section already), other
/// digits, a length of time.
fn bracket(inside: &str) -> Option<Vec<Token>> {
    if let Some(currency) = inside.strip_prefix('$') {
        let (symbol, locale) = currency.split_once('-').unwrap_or((currency, ""));
        return locale_of(symbol, &locale.to_ascii_lowercase());
    }
    let lower = inside.to_ascii_lowercase();
    match lower.as_str() {
        "dbnum1" => return Some(vec![Token::Digits("〇一二三四五六七八九")]),
        "dbnum3" => return Some(vec![Token::Digits("０１２３４５６７８９")]),
        _ => {}
    }
    if let Some(letter @ ('h' | 'm' | 's')) = lower.chars().next()
        && lower.chars().all(|c| c == letter)
    {
        return Some(vec![Token::Elapsed(letter, lower.len())]);
    }
    let is_colour = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"]
        .contains(&lower.as_str())
        || inside.starts_with(['色', '黒', '青', '水', '緑', '紫', '赤', '白', '黄'])
        || lower.starts_with("color");
    (is_colour || inside.starts_with(['<', '>', '='])).then(Vec::new)
}

/// What a locale says. A number of more than four digits names in its upper bytes how digits are written (1 is 0 to 9)
/// and the calendar (1 is ours, 3 that of the eras).
fn locale_of(symbol: &str, locale: &str) -> Option<Vec<Token>> {
    let symbol = Token::Literal(symbol.to_owned());
    match locale {
        "f800" => return Some(vec![Token::LongDay]),
        "f400" => return Some(vec![Token::Time]),
        _ if locale.contains("gannen") => return Some(vec![Token::FirstYear]),
        _ => {}
    }
    match u64::from_str_radix(locale, 16).ok().filter(|_| locale.len() > 4) {
        None => Some(vec![symbol]),
        Some(number) => match (number >> 24, (number >> 16) & 0xFF) {
            (0 | 1, 0 | 1) => Some(vec![symbol]),
            (0 | 1, 3) => Some(vec![Token::Eras, symbol]),
            _ => None,
        },
    }
}

/// What a literal shows.
pub(super) fn literal(token: &Token) -> String {
    match token {
        Token::Literal(text) => text.clone(),
        Token::Percent => "%".to_owned(),
        Token::Slash => "/".to_owned(),
        _ => String::new(),
    }
}
