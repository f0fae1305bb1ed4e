//! What a spreadsheet shows for a number or a moment in a number format code, for fields that are read as they look.
//!
//! Only what is known with certainty is rendered: powers of ten, fractions that only come near, grouped kanji digits and
//! the like give nothing, and whoever asks says so.

mod fraction;
mod length;
mod moment;
mod number;
mod tokens;

use jiff::civil::{DateTime, Time};
use rust_decimal::Decimal;

use super::format::{condition_holds, fifteen_digits, split_sections};
use length::length_in;
use moment::{moment_in, time_in};
use number::number_in;
use tokens::tokens;

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub enum Stored {
    /// A number.
    Number(Decimal),
    /// A day, maybe with a time.
    Moment(DateTime),
    /// A time of day without a day.
    Time(Time),
    /// A length of time in seconds.
    Length(u64),
}

/// What stands on the screen; `None` where the code holds something that is not known here.
pub fn displayed(stored: Stored, code: Option<&str>) -> Option<String> {
    let code = code.filter(|code| !code.trim().is_empty()).unwrap_or("General");
    let sections = split_sections(code);
    // The first section is that of days and times, which are never negative.
    let first = || tokens(sections.first()?);
    let value = match stored {
        Stored::Moment(moment) => return moment_in(moment, &first()?),
        Stored::Time(time) => return time_in(time, &first()?),
        Stored::Length(seconds) => return length_in(seconds, &first()?),
        Stored::Number(value) => fifteen_digits(value),
    };
    let (section, sign) = section_of(value, &sections)?;
    let shown = number_in(value.abs(), &tokens(sections.get(section)?)?)?;
    Some(format!("{sign}{shown}").trim().to_owned())
}

/// Which section shows a number, and the sign before it. Of sections with conditions it is known for numbers that are not
/// negative, where all but the last one have a condition.
fn section_of(value: Decimal, sections: &[String]) -> Option<(usize, &'static str)> {
    let is_negative = value.is_sign_negative() && !value.is_zero();
    let conditions: Vec<Option<bool>> =
        sections.iter().map(|section| condition_holds(section, value)).collect();
    if conditions.iter().any(Option::is_some) {
        let (last, before) = conditions.split_last()?;
        let is_known = !is_negative && before.iter().all(Option::is_some);
        let chosen = before.iter().position(|holds| *holds == Some(true));
        let chosen = chosen.or_else(|| (*last != Some(false)).then_some(before.len()));
        return chosen.filter(|_| is_known).map(|section| (section, ""));
    }
    Some(match sections.len() {
        3.. if value.is_zero() => (2, ""),
        2.. if is_negative => (1, ""),
        _ if is_negative => (0, "-"),
        _ => (0, ""),
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
            ("0.5", "# ?/?", "1/2"),
            ("1.5", "# ??/??", "1 1/2"),
            ("3", "# ?/?", "3"),
            ("0.333333333333333", "?/?", "1/3"),
            ("0.5", "# ?/8", "4/8"),
            ("-2.25", "# ?/?", "-2 1/4"),
            ("2040", "[DBNum1]0", "二〇四〇"),
            ("36", "[DBNum3]0\"件\"", "３６件"),
            ("120", "[>=100]0;0.0", "120"),
            ("12", "[>=100]0;0.0", "12.0"),
            ("1", "[=1]\"あり\";[=0]\"なし\";0", "あり"),
            ("12", "0\".\"0", "1.2"),
        ] {
            assert_eq!(number(value, code).as_deref(), Some(shown), "{value} in {code}");
        }
        for (value, code) in [
            ("12", "0.00E+00"),
            ("12", "yyyy"),
            ("12", "[h]:mm"),
            ("12", "\"open"),
            // Which fraction is near, how digits are grouped in kanji, which section a negative number takes.
            ("0.3", "# ?/?"),
            ("0.3", "# ?/8"),
            ("1234", "[DBNum1]#,##0"),
            ("1234", "[DBNum1]General"),
            ("1234", "[DBNum2]0"),
            ("-5", "[>=100]0;0.0"),
            ("5", "[>=100]0;[>=10]0.0"),
        ] {
            assert_eq!(number(value, code), None, "{value} in {code}");
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
            ("[$-1030411]ggge\"年\"m\"月\"d\"日\"", "令和5年1月12日"),
            ("[$-30411]ggge\"年\"", "令和5年"),
            ("[$-1010411]yyyy/m/d", "2023/1/12"),
        ] {
            let found = displayed(Stored::Moment(moment), Some(code));
            assert_eq!(found.as_deref(), Some(shown), "{code}");
        }
        let first = jiff::civil::date(2019, 5, 1).at(0, 0, 0, 0);
        let gannen = displayed(Stored::Moment(first), Some("[$-ja-JP-x-gannen]ggge\"年\""));
        assert_eq!(gannen.as_deref(), Some("令和元年"));
        for code in ["General", "0", "[h]:mm", "[$-1030411]yyyy", "[$-D070000]d", "[DBNum3]d"] {
            assert_eq!(displayed(Stored::Moment(moment), Some(code)), None, "{code}");
        }
    }

    #[test]
    fn lengths_and_times_show_as_a_spreadsheet_shows_them() {
        let length = |code| displayed(Stored::Length(36 * 3_600 + 5 * 60 + 9), Some(code));
        for (code, shown) in [
            ("[h]:mm", "36:05"),
            ("[h]:mm:ss", "36:05:09"),
            ("[h]\"時間\"mm\"分\"", "36時間05分"),
            ("[mm]", "2165"),
            ("[m]:ss;@", "2165:09"),
        ] {
            assert_eq!(length(code).as_deref(), Some(shown), "{code}");
        }
        assert_eq!((length("[ss].00"), length("[h] d"), length("0")), (None, None, None));
        let time = |code| displayed(Stored::Time(jiff::civil::time(9, 5, 0, 0)), Some(code));
        assert_eq!(time("h:mm").as_deref(), Some("9:05"));
        assert_eq!(time("h\"時\"mm\"分\"").as_deref(), Some("9時05分"));
        assert_eq!((time("yyyy/m/d h:mm"), time("m/d")), (None, None));
    }
}
