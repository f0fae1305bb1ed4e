//! Units: which spellings are the same unit (N046, N049, N050, N063), and powers of ten before them.

use super::kanji;
use super::key::comparison_key;

/// Each row is one unit; the first spelling stands for it. Spellings are comparison keys.
const SAME: &[&[&str]] = &[
    &["%", "パーセント", "percent"],
    &["ポイント", "pt", "point", "%ポイント"],
    &["円", "yen", "jpy"],
    &["m2", "平方メートル", "平米"],
    &["m3", "立方メートル", "立米"],
    &["km", "キロメートル", "キロ"],
    &["m", "メートル"],
    &["cm", "センチメートル", "センチ"],
    &["mm", "ミリメートル", "ミリ"],
    &["kg", "キログラム"],
    &["g", "グラム"],
    &["t", "トン"],
    &["l", "リットル"],
    &["ha", "ヘクタール"],
    &["kwh", "キロワット時"],
    &["か所", "ヶ所", "ケ所", "カ所", "ヵ所", "ゕ所", "箇所", "個所"],
    &["か月", "ヶ月", "ケ月", "カ月", "ヵ月", "箇月", "個月", "ヶ月間", "か月間"],
    &["人", "名"],
    &["手続", "手続き"],
    &["時間", "h"],
];

/// One spelling for each unit.
fn canonical(unit: &str) -> String {
    let key = comparison_key(unit);
    SAME.iter()
        .find(|row| row.contains(&&*key))
        .map_or_else(|| key.to_string(), |row| row[0].to_owned())
}

/// The two spellings name the same unit. A bare キロ (㌔) is a length, or a weight where the field
/// counts weight.
pub fn same(written: &str, expected: &str) -> bool {
    let (left, right) = (canonical(written), canonical(expected));
    left == right || (right == "kg" && comparison_key(written) == "キロ")
}

/// What stands behind a number is no unit at all, so that none can be blamed: signs alone (1,234～), or further words
/// behind 円 and %, which stand in no other unit.
pub(super) fn is_none(written: &str, expected: &str) -> bool {
    let key = comparison_key(written);
    let is_letter = |c: char| c.is_alphanumeric() || "%‰°℃$€£¢¥".contains(c);
    let goes_on = |unit: &str| {
        let behind = key.strip_prefix(unit).filter(|_| unit == canonical(expected));
        behind.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    !key.contains(is_letter) || !is_known(written) && ["円", "%"].into_iter().any(goes_on)
}

/// A unit of the table, whatever the field counts in.
pub fn is_known(unit: &str) -> bool {
    let key = comparison_key(unit);
    SAME.iter().any(|row| row.contains(&&*key))
}

/// The unit of money.
pub(super) fn is_yen(unit: &str) -> bool {
    canonical(unit) == "円"
}

/// A field's unit as a power of ten and the unit itself: 百万円 → (6, 円), 千人 → (3, 人), 施設 → (0, 施設).
pub(super) fn split_power(unit: &str) -> (u32, &str) {
    let unit = unit.trim();
    let mut power = 0;
    let mut rest = unit;
    while let Some(c) = rest.chars().next() {
        let Some(p) = kanji::small_power(c).or_else(|| kanji::big_power(c)) else {
            break;
        };
        power += p;
        rest = &rest[c.len_utf8()..];
    }
    if rest.is_empty() { (0, unit) } else { (power, rest) }
}
