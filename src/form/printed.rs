//! What the form and the reports print of the plan's numbers: baselines, targets, quantities.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::schema::{Better, Indicator, Shape, Target};
use crate::terms::{Yen, with_separators};

/// A decimal with thousands separators and ▲ for negatives, as the city prints numbers.
///
/// `decimals` digits after the point at least; more if the exact value has more.
pub fn quantity_text(value: Decimal, decimals: u32) -> String {
    let exact = value.normalize();
    let digits = exact.scale().max(decimals);
    let plain = format!("{:.*}", digits as usize, exact.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let grouped = with_separators(whole);
    let sign = if exact.is_sign_negative() && !exact.is_zero() { "▲" } else { "" };
    match fraction {
        "" => format!("{sign}{grouped}"),
        _ => format!("{sign}{grouped}.{fraction}"),
    }
}

/// Yen in the unit of the form, 千円, rounded half away from zero only if a part of 千円 is left.
pub fn money_text(yen: Yen) -> String {
    let thousand = Decimal::from(yen.0) / Decimal::from(1000);
    quantity_text(thousand.round_dp_with_strategy(3, MidpointAwayFromZero), 0)
}

/// A value of the indicator in the unit in which the form asks for it (千円 for money).
fn value_text(indicator: &Indicator, value: Decimal) -> String {
    if indicator.is_money() {
        quantity_text(value / Decimal::from(1000), 0)
    } else {
        quantity_text(value, indicator.decimals)
    }
}

/// The unit in which the form asks for the indicator.
pub fn form_unit(indicator: &Indicator) -> String {
    if indicator.is_money() { "千円".to_owned() } else { indicator.unit.clone() }
}

/// The baseline with its date, or the newest actual from before the plan; `-` if the source has none.
pub fn baseline_text(indicator: &Indicator) -> String {
    if let Some(baseline) = &indicator.baseline {
        let value = value_text(indicator, baseline.value.0);
        return match (&baseline.date, baseline.year) {
            (Some(date), _) => format!("{value}\n({})", short_date(date)),
            (None, Some(year)) => format!("{value}\n({})", year.short()),
            (None, None) => value,
        };
    }
    match indicator.past.iter().max_by_key(|past| past.year) {
        Some(past) => {
            let about = if past.approx { "約" } else { "" };
            format!("{about}{}\n({})", value_text(indicator, past.value.0), past.year.short())
        }
        None => "-".to_owned(),
    }
}

/// `令和5年3月31日`.
pub fn long_date(date: jiff::civil::Date) -> String {
    let eras = crate::terms::eras();
    let Some(era) = eras.iter().find(|era| date >= era.first_day) else {
        return date.to_string();
    };
    let year = match date.year() - era.first_year() + 1 {
        1 => "元".to_owned(),
        year => year.to_string(),
    };
    format!("{}{year}年{}月{}日", era.name, date.month(), date.day())
}

/// `令和5年4月28日(金)`.
pub fn long_day(date: jiff::civil::Date) -> String {
    use jiff::civil::Weekday;
    let weekday = match date.weekday() {
        Weekday::Sunday => "日",
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
    };
    format!("{}({weekday})", long_date(date))
}

/// What cover, form, return and report call the days and people of a round.
pub mod due_words {
    /// Day on which submissions are due.
    pub const FIRST: &str = "提出期限";
    /// Day on which returned forms are due again.
    pub const AGAIN: &str = "再提出期限";
    /// Where submissions are sent.
    pub const SEND_TO: &str = "提出先";
    /// Whom to ask.
    pub const CONTACT: &str = "連絡先";
}

/// `2021-04-01` as `R3.4.1`; a text that is no date stays as it is.
fn short_date(iso: &str) -> String {
    let Ok(date) = iso.parse::<jiff::civil::Date>() else {
        return iso.to_owned();
    };
    let eras = crate::terms::eras();
    match eras.iter().find(|era| date >= era.first_day) {
        Some(era) => {
            let year = date.year() - era.first_year() + 1;
            format!("{}{year}.{}.{}", era.initial, date.month(), date.day())
        }
        None => iso.to_owned(),
    }
}

/// The target in words: `90以上(R6)`, `毎年15以上`, `前年度以上`, `960を維持(±1%)`.
pub fn target_text(indicator: &Indicator) -> String {
    target_words(indicator, indicator.target.as_ref(), "")
}

/// The target with the unit of the form behind its value, on one line: `80%以上(R6)`.
pub fn target_text_with_unit(indicator: &Indicator) -> String {
    let unit = form_unit(indicator);
    target_words(indicator, indicator.target.as_ref(), &unit).replace('\n', "")
}

fn target_words(indicator: &Indicator, target: Option<&Target>, unit: &str) -> String {
    let Some(target) = target else {
        return match indicator.shape {
            Shape::NotBelowPrevious => "前年度以上".to_owned(),
            _ => "-".to_owned(),
        };
    };
    let value = format!("{}{unit}", value_text(indicator, target.value.0));
    let bound = match indicator.better {
        Better::Higher => "以上",
        Better::Lower => "以下",
    };
    let goal = match indicator.shape {
        Shape::Level | Shape::YearlyFlow => format!("{value}{bound}"),
        Shape::Increment | Shape::YearlyIncrement => format!("+{value}{bound}"),
        Shape::NotBelowPrevious => "前年度以上".to_owned(),
        Shape::KeepWithin => match &indicator.tolerance {
            Some(tolerance) => format!("{value}を維持(±{}%)", tolerance.percent),
            None => format!("{value}を維持"),
        },
    };
    match (target.each_year, target.by) {
        (true, _) => format!("毎年{goal}"),
        (false, Some(year)) => format!("{goal}\n({})", year.short()),
        (false, None) => goal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_negatives_carry_the_triangle() {
        let text = |value: &str, decimals| quantity_text(value.parse().unwrap(), decimals);
        assert_eq!(text("1234567.5", 0), "1,234,567.5");
        assert_eq!(text("-1234", 0), "▲1,234");
        assert_eq!(text("62", 1), "62.0");
        assert_eq!(text("-0.0", 0), "0");
        assert_eq!(text("100", 0), "100");
        assert_eq!(money_text(Yen(18_000_500)), "18,000.5");
    }

    #[test]
    fn dates_are_printed_short_in_their_era() {
        assert_eq!(short_date("2021-04-01"), "R3.4.1");
        assert_eq!(short_date("2019-04-30"), "H31.4.30");
        assert_eq!(short_date("昨日"), "昨日");
    }

    #[test]
    fn a_day_is_printed_with_its_weekday() {
        assert_eq!(long_day(jiff::civil::date(2023, 4, 28)), "令和5年4月28日(金)");
        assert_eq!(long_day(jiff::civil::date(2019, 4, 30)), "平成31年4月30日(火)");
        assert_eq!(long_day(jiff::civil::date(2019, 5, 1)), "令和元年5月1日(水)");
    }
}
