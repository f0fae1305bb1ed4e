//! 漢数字: digits, and the characters for powers of ten.

/// The value of a kanji digit; the forms used in deeds (壱弐参) included.
pub(super) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '貳' => 2,
        '三' | '参' | '參' => 3,
        '四' => 4,
        '五' | '伍' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The power of ten of 十, 百 and 千, which multiply inside a group of four digits.
pub(super) fn small_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' => 2,
        '千' | '阡' => 3,
        _ => return None,
    })
}

/// The power of ten of 万, 億 and 兆, which close a group of four digits; 憶 is a frequent slip (N037).
pub(super) fn big_power(c: char) -> Option<u32> {
    Some(match c {
        '万' | '萬' => 4,
        '億' | '憶' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Every run of kanji digits and 十 as ASCII digits, for dates and years: 令和三年十二月 → 令和3年12月.
///
/// A run that is no number below 100, or a row of four digits (二〇二一), stays as it is.
pub(super) fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if digit(c).is_some() || c == '十' {
            run.push(c);
            continue;
        }
        flush(&mut run, &mut out);
        out.push(c);
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut String, out: &mut String) {
    if run.is_empty() {
        return;
    }
    match below_hundred(run).or_else(|| row_of_digits(run)) {
        Some(number) => out.push_str(&number),
        None => out.push_str(run),
    }
    run.clear();
}

/// 十五 → 15, 二十 → 20, 三 → 3.
fn below_hundred(run: &str) -> Option<String> {
    let (tens, ones) = match run.split_once('十') {
        Some((tens, ones)) => (if tens.is_empty() { 1 } else { single(tens)? }, ones),
        None => (0, run),
    };
    let ones = if ones.is_empty() { 0 } else { single(ones)? };
    Some((tens * 10 + ones).to_string())
}

fn single(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let value = digit(chars.next()?)?;
    chars.next().is_none().then_some(value)
}

/// 二〇二一 → 2021.
fn row_of_digits(run: &str) -> Option<String> {
    if run.chars().count() > 4 {
        return None;
    }
    run.chars().map(|c| digit(c).and_then(|value| char::from_digit(value, 10))).collect()
}
