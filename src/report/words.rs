//! Words that both workbooks print for what the figures hold as codes.

use crate::analysis::{RatingState, SubmissionState};
use crate::finding::Severity;
use crate::notation::Missing;
use crate::schema::{Plan, Shape};
use crate::terms::{DirectionId, FiscalYear, Lang, ProgramNo, Round};

use super::colours::step_colours;
use crate::sheet::{Cell, Tone};

/// Why there is no value.
pub(crate) fn missing(code: &str) -> &str {
    const WORDS: [(Missing, &str); 7] = [
        (Missing::Blank, "未記入"),
        (Missing::None, "なし"),
        (Missing::Undecided, "未定"),
        (Missing::Pending, "集計中"),
        (Missing::Unknown, "不明"),
        (Missing::NotApplicable, "対象外"),
        (Missing::Suppressed, "非公表"),
    ];
    match code {
        "not_submitted" => "未提出",
        "unreadable" => "読み取れない",
        _ => WORDS.iter().find(|(missing, _)| missing.as_str() == code).map_or(code, |(_, w)| w),
    }
}

/// Heading of a column with what a report of `round` says of a year: `令和4年度` above `実績`; `上期 実績` where it has
/// the first half only.
pub(super) fn year_head(round: Round, year: FiscalYear, what: &str) -> String {
    match round.half_of(year) {
        "" => format!("{}\n{what}", year.label()),
        half => format!("{}\n{half} {what}", year.label()),
    }
}

/// The digit that is rounded where so many are shown: `小数第2位`.
pub(super) fn rounded_place(decimals: u32) -> String {
    format!("小数第{}位", decimals + 1)
}

/// How an indicator is measured.
pub(super) fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Level => "期限までに届く水準",
        Shape::Increment => "期限までの増加",
        Shape::YearlyFlow => "毎年度の量",
        Shape::YearlyIncrement => "毎年度の増加",
        Shape::NotBelowPrevious => "前年度以上",
        Shape::KeepWithin => "水準の維持",
    }
}

/// The printed name of a direction; its key if the plan does not know it.
pub(super) fn direction<'a>(plan: &'a Plan, id: &'a DirectionId) -> &'a str {
    plan.direction(id).map_or(id.as_str(), |direction| &direction.name)
}

/// Plan and round: what stands over every page.
pub(super) fn running_head(plan: &Plan, round: Round) -> String {
    format!("{} {}", plan.title, round.label())
}

/// What stands for the number of an activity that a division added.
pub(super) const ADDED: &str = "追加";

/// The number of an activity as it is printed: that of the plan, or the word for one that a division added.
pub(super) fn activity_no(code: &str) -> &str {
    if code.starts_with('x') { ADDED } else { code }
}

/// What an answer speaks of, as it is printed: the program, an activity, an indicator by its name, or a line of a table.
pub(super) fn subject(plan: &Plan, code: &str) -> String {
    let indicator = |id: &str| plan.indicators().find(|(_, indicator)| indicator.id.as_str() == id);
    match code.split_once('_') {
        None => plan.words.program.clone(),
        Some(("activity", n)) => format!("取組項目 {}", n.replacen('x', ADDED, 1)),
        Some(("indicator", id)) => {
            indicator(id).map_or_else(|| id.to_owned(), |(_, indicator)| indicator.name.clone())
        }
        Some(_) => code.rsplit_once('_').map_or(code.to_owned(), |(_, n)| format!("{n}行目")),
    }
}

/// The kind of value of an answer as it is printed.
pub(super) fn value_kind(code: &str) -> &str {
    match code {
        "number" => "数",
        "money" => "金額",
        "choice" => "選択",
        "date" => "日付",
        "text" => "文章",
        _ => code,
    }
}

/// The rating of a program as a cell: the letter on its colour, or what stands in its place.
pub(super) fn rating(plan: &Plan, round: Round, state: &RatingState) -> Cell {
    let cell = Cell::centre(state.label());
    match state {
        RatingState::Rated(code) => {
            let levels = &plan.scale(round.year).levels;
            let at = levels.iter().position(|level| level.code == *code);
            let colours = at.and_then(|at| step_colours(levels).get(at).copied());
            colours.map_or(cell.clone(), |(fill, letters)| cell.tone(Tone::Step(fill, letters)))
        }
        RatingState::NotRated(_) => cell,
        RatingState::Unclear | RatingState::NotSubmitted => cell.tone(Tone::AlertCentre),
    }
}

/// The number of a program as a cell.
pub(super) fn number(program: ProgramNo) -> Cell {
    Cell::key(i64::from(program.0))
}

/// What became of a program's submission as a cell; bold as well as red where somebody has to act.
pub(super) fn submission(state: SubmissionState) -> Cell {
    let cell = Cell::centre(state.label());
    match state {
        SubmissionState::Returned | SubmissionState::NotSubmitted => cell.tone(Tone::AlertCentre),
        SubmissionState::Accepted | SubmissionState::AcceptedWithWarnings => cell,
    }
}

/// How grave a finding is as a cell; bold as well as red where the value is not used.
pub(super) fn severity(severity: Severity) -> Cell {
    let cell = Cell::centre(severity.label(Lang::Ja));
    match severity {
        Severity::Error => cell.tone(Tone::AlertCentre),
        Severity::Warning | Severity::Info => cell,
    }
}
