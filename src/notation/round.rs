//! 回次 as people write them: R4, 令和4年度, 2022年度上期 (an argument, the name of a folder).

use super::fiscal_year;
use super::fold;
use super::remark::Remark;
use crate::terms::{Half, Round};

/// What a round is called by beside its year; the rest names the year.
const PARTS: [(&str, Option<Half>); 6] = [
    ("-h1", Some(Half::First)),
    ("上半期", Some(Half::First)),
    ("上期", Some(Half::First)),
    ("年度末", None),
    ("末", None),
    ("", None),
];

/// Reads the name of a round. A year that is not certain (4年度, without an era) names none.
pub fn read(text: &str) -> Option<Round> {
    let compact = fold::compact(text, "").to_ascii_lowercase();
    let parts = PARTS.iter().find_map(|(part, half)| Some((compact.strip_suffix(part)?, *half)));
    let (year, half) = parts?;
    let read = fiscal_year::read(year.trim_end_matches('の')).ok()?;
    let is_certain = |remark: &Remark| matches!(remark, Remark::EraPastItsEnd { .. });
    let round = Round { year: read.year, half };
    (read.note.is_none() && read.remarks.iter().all(is_certain)).then_some(round)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_named_in_many_ways() {
        for text in [
            "2022",
            "R4",
            "r4",
            "Ｒ４",
            "令和4年度",
            "令和４年度 年度末",
            "令和四年度",
            "2022年度",
            "R4年度末",
            "２０２２",
        ] {
            assert_eq!(
                read(text).map(|round| round.to_string()).as_deref(),
                Some("2022"),
                "{text}"
            );
        }
        for text in [
            "2022-H1",
            "2022-h1",
            "R4上期",
            "令和4年度上半期",
            "令和4年度 上期",
            "R4-H1",
            "令和4年度の上期",
        ] {
            let read = read(text).map(|round| round.to_string());
            assert_eq!(read.as_deref(), Some("2022-H1"), "{text}");
        }
    }

    #[test]
    fn a_text_that_names_no_round_for_certain_is_refused() {
        for text in [
            "", "4", "22", "4年度", "R4下期", "2022-H2", "2022-H3", "R3・R4", "第4回", "提出",
            "末", "上期", "99999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_name_of_every_round_is_read_as_itself() {
        for text in ["2019", "2022", "2022-H1", "1996"] {
            let round: Round = text.parse().unwrap();
            assert_eq!(read(text), Some(round));
            assert_eq!(read(&round.label()), Some(round), "{}", round.label());
        }
    }
}
