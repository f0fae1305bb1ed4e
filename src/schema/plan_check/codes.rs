//! Numbers of the city with a check digit.

use super::walk::{At, Plan, Report, Rules, at};
use crate::finding::{CheckDigitOf, CodeKind, Problem};

pub(super) const RULES: Rules = &[(&[], &[municipality_code, corporate_number])];

/// 全国地方公共団体コード: six digits, the last a check digit (modulus 11, 昭和43年の自治省の定め).
fn municipality_code(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let city = at!(plan.municipality);
    check_digit(CodeKind::Municipality, &at!(city.code), report);
}

/// 法人番号: thirteen digits, the first a check digit (法人番号の指定等に関する省令第2条).
fn corporate_number(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let city = at!(plan.municipality);
    if let Some(number) = at!(city.corporate_number?) {
        check_digit(CodeKind::Corporate, &number, report);
    }
}

fn check_digit(code: CodeKind, number: &At<'_, String>, report: &mut Report<'_>) {
    let found = number.it.clone();
    let Some(digits) = digits(&found, code.digits()) else {
        let digits = code.digits();
        report.add(&number.path, Problem::CodeDigits { code, found, digits });
        return;
    };
    let (expected, written) = match code {
        CodeKind::Municipality => (municipality_check_digit(&digits), digits.last()),
        CodeKind::Corporate => (corporate_check_digit(&digits), digits.first()),
    };
    if written != Some(&expected) {
        let place = CheckDigitOf(code);
        report.add(&number.path, Problem::CodeCheckDigit { code, found, place, expected });
    }
}

/// The first five digits weigh 6, 5, 4, 3, 2; the check digit is the last digit of 11 − (sum mod 11).
fn municipality_check_digit(digits: &[u8]) -> u8 {
    let sum: u32 =
        digits.iter().zip([6, 5, 4, 3, 2]).map(|(d, weight)| u32::from(*d) * weight).sum();
    // Below 10 after the last step.
    ((11 - sum % 11) % 10) as u8
}

/// Of the twelve digits after the first, counted from the right, odd ones weigh 1 and even ones 2;
/// the check digit is 9 − (sum mod 9).
fn corporate_check_digit(digits: &[u8]) -> u8 {
    let weights = [1, 2].into_iter().cycle();
    let sum: u32 =
        digits.iter().skip(1).rev().zip(weights).map(|(d, weight)| u32::from(*d) * weight).sum();
    // 1 to 9.
    (9 - sum % 9) as u8
}

/// The text as `count` ASCII digits.
fn digits(text: &str, count: usize) -> Option<Vec<u8>> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.bytes().map(|byte| byte - b'0').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<u8> {
        digits(text, text.len()).unwrap()
    }

    #[test]
    fn check_digits_of_published_codes() {
        for code in ["131016", "011002", "473821"] {
            assert_eq!(municipality_check_digit(&of(code)), of(code)[5], "{code}");
        }
        // The example of the order that defines the check digit of the corporate number.
        for number in ["8700110005901", "7000012050002"] {
            assert_eq!(corporate_check_digit(&of(number)), of(number)[0], "{number}");
        }
    }

    #[test]
    fn digits_are_ascii_and_of_the_right_count() {
        assert_eq!(digits("０１２３４５", 6), None);
        assert_eq!(digits("12345", 6), None);
        assert_eq!(digits("012345", 6), Some(vec![0, 1, 2, 3, 4, 5]));
    }
}
