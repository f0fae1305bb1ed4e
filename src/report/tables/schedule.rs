//! What was reported of an activity in a year, in words that stand out by themselves where somebody should look.

use crate::analysis::{ActivityReport, Attention, RatingState};
use crate::sheet::{Cell, Tone};

/// The state and the rating: `実施中 A`, `未着手(予定あり)`, `未提出`.
pub fn report_text(report: &ActivityReport) -> String {
    if report.attention == Some(Attention::NotSubmitted) {
        return RatingState::NotSubmitted.label().to_owned();
    }
    let status = report.status.as_deref().unwrap_or(RatingState::Unclear.label());
    let rating = report.rating.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    let mark = match report.attention {
        Some(Attention::NotStarted) => "(予定あり)",
        Some(Attention::Behind) => "(遅れ)",
        Some(Attention::Stopped | Attention::Unclear | Attention::NotSubmitted) | None => "",
    };
    let older = if report.is_older { format!("\n{}", report.round.label()) } else { String::new() };
    format!("{status}{rating}{mark}{older}")
}

/// The same as a cell; bold as well as red where somebody should look.
pub fn report_cell(report: &ActivityReport) -> Cell {
    let tone = if report.attention.is_some() { Tone::AlertCentre } else { Tone::Centre };
    Cell::centre(report_text(report)).tone(tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{FiscalYear, RatingCode, Round};

    fn report(status: &str, rating: Option<&str>, attention: Option<Attention>) -> ActivityReport {
        ActivityReport {
            round: Round::year_end(FiscalYear(2022)),
            is_older: false,
            status: (!status.is_empty()).then(|| status.to_owned()),
            rating: rating.map(|code| RatingCode(code.to_owned())),
            attention,
            record: Some(0),
        }
    }

    #[test]
    fn what_needs_attention_says_so_in_words_and_weight() {
        for (report, text) in [
            (report("実施中", Some("B"), Some(Attention::Behind)), "実施中 B(遅れ)"),
            (report("未着手", None, Some(Attention::NotStarted)), "未着手(予定あり)"),
            (report("中止", None, Some(Attention::Stopped)), "中止"),
            (report("", Some("A"), Some(Attention::Unclear)), "未記入 A"),
            (report("", None, Some(Attention::NotSubmitted)), "未提出"),
        ] {
            assert_eq!(report_cell(&report), Cell::centre(text).tone(Tone::AlertCentre));
        }
        let calm = report("実施中", Some("A"), None);
        assert_eq!(report_cell(&calm), Cell::centre("実施中 A"));
        let older = ActivityReport { is_older: true, ..calm };
        assert_eq!(report_text(&older), "実施中 A\n令和4年度 年度末");
    }
}
