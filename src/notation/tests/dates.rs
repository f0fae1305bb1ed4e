//! N100–N117: fiscal years, eras and dates.

use jiff::civil::date;

use super::*;

fn year(text: &str) -> (i16, Vec<&'static str>) {
    let found = reading(text, &Expect::FiscalYear);
    let Value::FiscalYear(FiscalYear(year)) = found.value else {
        panic!("{found:?}");
    };
    (year, kinds(&found))
}

fn around(year: i16) -> Expect<'static> {
    Expect::Date { around: Some(FiscalYear(year)) }
}

const ANY_DATE: Expect<'static> = Expect::Date { around: None };

fn is_date(text: &str, expect: &Expect<'_>, expected: Date, remarks: &[&str]) {
    let found = reading(text, expect);
    assert_eq!(found.value, Value::Date(expected), "{text}");
    assert_eq!(kinds(&found), remarks, "{text}");
}

#[test]
fn n100_era_years() {
    for text in
        ["令和3年度", "令和３年度", "R3年度", "Ｒ３年度", "R3", "R03", "令3", "令和三年度", "r3"]
    {
        assert_eq!(year(text), (2021, vec![]), "{text}");
    }
    for text in ["3年度", "３年度"] {
        assert_eq!(year(text), (2021, vec!["era-assumed"]), "{text}");
    }
    for text in ["3", "20年度", "3年"] {
        is_refused(text, &Expect::FiscalYear, "ambiguous-year");
    }
}

#[test]
fn n101_western_years() {
    for text in ["2021年度", "2021", "'21年度", "FY2021", "２０２１年度", "’21年度"] {
        assert_eq!(year(text), (2021, vec![]), "{text}");
    }
    let found = cell_reading("2021", "General", &Expect::FiscalYear);
    assert_eq!(found.value, Value::FiscalYear(FiscalYear(2021)));
    let found = cell_reading("3", "\"令和\"0\"年度\"", &Expect::FiscalYear);
    assert_eq!(found.value, Value::FiscalYear(FiscalYear(2021)));
}

#[test]
fn n102_one_fiscal_year_two_names() {
    for text in ["令和元年度", "令和1年度", "平成31年度", "R1", "H31", "R元"] {
        assert_eq!(year(text), (2019, vec![]), "{text}");
    }
    assert_eq!(year("31年度"), (2019, vec!["era-assumed"]));
}

#[test]
fn n103_years_past_the_eras_end() {
    for (n, western) in [(32, 2020), (33, 2021), (34, 2022), (35, 2023)] {
        assert_eq!(year(&format!("平成{n}年度")), (western, vec!["era-past-its-end"]));
    }
    is_refused("令和0年度", &Expect::FiscalYear, "not-a-fiscal-year");
}

#[test]
fn n104_dates_with_an_era() {
    for text in [
        "令和3年4月1日",
        "R3.4.1",
        "R03.04.01",
        "R3/4/1",
        "令3.4.1",
        "Ｒ３．４．１",
        "令 3.　 4.　 1",
        "令和三年四月一日",
        "R3-4-1",
    ] {
        is_date(text, &ANY_DATE, date(2021, 4, 1), &[]);
    }
    is_date("3.4.1", &around(2021), date(2021, 4, 1), &["era-assumed"]);
    is_date("3.4.1", &around(2020), date(2021, 4, 1), &["era-assumed"]);
    is_refused("3.4.1", &ANY_DATE, "ambiguous-date");
    is_refused("3.4.1", &around(2015), "ambiguous-date");
    is_date("31.4.1", &around(2019), date(2019, 4, 1), &["era-assumed"]);
}

#[test]
fn a_survey_outside_the_calendar_is_no_help() {
    for year in [i16::MIN, 0, 9999, i16::MAX] {
        for text in ["3.4.1", "9月末", "年度末"] {
            is_refused(text, &around(year), "ambiguous-date");
        }
    }
}

#[test]
fn n105_square_era_names() {
    let month = |text| date::read(text, None).unwrap().found;
    assert_eq!(month("㋿3年4月"), date::Found::Month { year: 2021, month: 4 });
    assert_eq!(month("㍻31年"), date::Found::Year(2019));
    assert_eq!(month("㍼64年1月7日"), date::Found::Day(date(1989, 1, 7)));
    assert_eq!(month("㍽元年"), date::Found::Year(1912));
    assert_eq!(month("㍾元年"), date::Found::Year(1868));
    assert_eq!(year("㍻31年"), (2019, vec![]));
    is_refused("㋿3年4月", &ANY_DATE, "day-missing");
}

#[test]
fn n106_first_year_typed() {
    is_date("令和元年5月1日", &ANY_DATE, date(2019, 5, 1), &[]);
}

#[test]
fn n107_the_last_days_of_heisei() {
    is_date("平成31年4月30日", &ANY_DATE, date(2019, 4, 30), &[]);
    is_date("平成31年5月1日", &ANY_DATE, date(2019, 5, 1), &["era-past-its-end"]);
    is_date("令和元年4月30日", &ANY_DATE, date(2019, 4, 30), &["era-before-its-start"]);
}

#[test]
fn n108_the_last_days_of_showa() {
    is_date("昭和64年1月7日", &ANY_DATE, date(1989, 1, 7), &[]);
    is_date("昭和64年1月8日", &ANY_DATE, date(1989, 1, 8), &["era-past-its-end"]);
}

#[test]
fn n109_western_dates() {
    for text in [
        "2021/4/1",
        "2021-04-01",
        "2021.4.1",
        "20210401",
        "2021年4月1日(木)",
        "2021年4月1日（木曜日）",
        "2021/04/01",
    ] {
        is_date(text, &ANY_DATE, date(2021, 4, 1), &[]);
    }
    is_date("2021年4月1日(金)", &ANY_DATE, date(2021, 4, 1), &["weekday-mismatch"]);
    for text in ["2021-02-29", "2021/13/1", "2021/4.1", "2021/4/1 2021/4/2", "2021/4/1 5"] {
        is_refused(text, &ANY_DATE, "not-a-date");
    }
}

#[test]
fn n110_dates_without_a_year() {
    for expect in [ANY_DATE, around(2021)] {
        for text in ["21/4/1", "4/1", "4月", "4月1日", "3.4"] {
            is_refused(text, &expect, "ambiguous-date");
        }
    }
}

#[test]
fn n111_serial_numbers() {
    let serial = Raw::Number { value: dec("44287"), format: None };
    let Outcome::Read(found) = read(&serial, &ANY_DATE) else {
        panic!();
    };
    assert_eq!(found.value, Value::Date(date(2021, 4, 1)));
    assert_eq!(kinds(&found), ["serial-as-date"]);
    assert_eq!(
        cell_reading("44287", "General", &number_field("件")).value,
        Value::Number(dec("44287"))
    );
    assert_eq!(
        cell_reading("44287", "General", &Expect::Text).value,
        Value::Text("44287".to_owned())
    );
    let typed = Raw::Date { date: date(2021, 4, 1), serial_odd: false };
    assert_eq!(
        refusal(&typed, &number_field("件")),
        Refusal::DateInNumber { date: date(2021, 4, 1) }
    );
    assert!(matches!(read(&typed, &ANY_DATE), Outcome::Read(_)));
    assert_eq!(cell_reading("20210401", "0", &ANY_DATE).value, Value::Date(date(2021, 4, 1)));
    is_refused("2021/4/1", &number_field("件"), "date-in-number");
}

#[test]
fn n112_days_by_which_something_stands() {
    is_date("令和3年4月1日現在", &ANY_DATE, date(2021, 4, 1), &[]);
    is_date("R4年度末", &ANY_DATE, date(2023, 3, 31), &[]);
    is_date("令和4年度末", &ANY_DATE, date(2023, 3, 31), &[]);
    is_date("令和4年9月末", &ANY_DATE, date(2022, 9, 30), &[]);
    is_date("9月末", &around(2022), date(2022, 9, 30), &["year-assumed"]);
    is_date("3月末", &around(2022), date(2023, 3, 31), &["year-assumed"]);
    is_date("年度末", &around(2022), date(2023, 3, 31), &["year-assumed"]);
    is_refused("9月末", &ANY_DATE, "ambiguous-date");
    is_date("令和4年末", &ANY_DATE, date(2022, 12, 31), &[]);
}

#[test]
fn n113_several_years() {
    let years = |text: &str| -> Vec<i16> {
        match read(&Raw::Text(text), &Expect::FiscalYear) {
            Outcome::Refused(Refusal::YearRange { years }) => years.iter().map(|y| y.0).collect(),
            Outcome::Read(Reading { value: Value::FiscalYear(year), .. }) => vec![year.0],
            other => panic!("{text}: {other:?}"),
        }
    };
    for text in [
        "令和3～6年度",
        "令和3〜6年度",
        "R3〜R6",
        "R3-R6",
        "R3−6",
        "令和3年度から令和6年度まで",
        "令和３年度～令和６年度",
        "2021～2024年度",
        "2021～24年度",
    ] {
        assert_eq!(years(text), [2021, 2022, 2023, 2024], "{text}");
        is_refused(text, &Expect::FiscalYear, "year-range");
    }
    assert_eq!(years("令和3・4年度"), [2021, 2022]);
    assert_eq!(years("平成30～令和3年度"), [2018, 2019, 2020, 2021]);
    assert_eq!(years("令和3年度"), [2021]);
    for text in ["R3～", "R6～R3", "～R3", "R3.4"] {
        assert!(
            matches!(read(&Raw::Text(text), &Expect::FiscalYear), Outcome::Refused(_)),
            "{text}"
        );
    }
}

#[test]
fn n114_vague_times() {
    for text in ["上半期", "第2四半期", "夏頃", "5年を目途", "令和4年度中", "令和4年度上半期"]
    {
        is_refused(text, &ANY_DATE, "vague");
    }
    for text in ["上半期", "第2四半期", "夏頃", "5年を目途", "令和4年度上半期"]
    {
        is_refused(text, &Expect::FiscalYear, "vague");
    }
    assert_eq!(year("令和4年度中"), (2022, vec!["part-of-year"]));
}

#[test]
fn n115_spaces_inside() {
    assert_eq!(year("令和　３年"), (2021, vec![]));
    assert_eq!(year("令 和 3 年"), (2021, vec![]));
    is_refused("令和1 2年", &Expect::FiscalYear, "not-a-fiscal-year");
}

#[test]
fn n116_era_and_month() {
    assert_eq!(
        refusal(&Raw::Text("R3.4"), &ANY_DATE),
        Refusal::DayMissing { year: 2021, month: Some(4) }
    );
    is_refused("R3.4", &number_field("件"), "not-a-number");
    is_refused("R3.4", &Expect::FiscalYear, "not-a-fiscal-year");
}

#[test]
fn n117_days_that_never_were() {
    for day in [date(1899, 12, 30), date(1899, 12, 31), date(1900, 2, 28)] {
        let odd = Raw::Date { date: day, serial_odd: true };
        assert_eq!(refusal(&odd, &ANY_DATE), Refusal::OddSerial { date: day });
    }
    is_refused("1900-02-29", &ANY_DATE, "not-a-date");
    is_refused("1899/12/30", &ANY_DATE, "odd-serial");
    for value in ["0", "60"] {
        assert!(matches!(
            cell(value, "General", &ANY_DATE),
            Outcome::Refused(Refusal::OddSerial { .. })
        ));
    }
}

#[test]
fn year_with_its_unit_or_its_other_name_in_brackets() {
    let found = fiscal_year::read("令和３年度(千円)").unwrap();
    assert_eq!((found.year, found.note.as_deref()), (FiscalYear(2021), Some("(千円)")));
    for text in ["令和3年度（2021年度）", "2021年度（令和3年度）", "令和3(2021)年度"]
    {
        assert_eq!(year(text), (2021, vec![]), "{text}");
    }
    is_refused("令和3年度（2022年度）", &Expect::FiscalYear, "two-values");
}
