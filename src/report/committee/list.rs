//! 資料1 付表: every program, how it was rated in the round before and in this one, and what was done in a line or two.

use super::paper::{Paper, open};
use crate::analysis::{Movement, ProgramFigure, RatingState, Way};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{
    Body, Cell, Column, Columns, PRINTED_WIDTH, Repeat, Sheet, Tone, Written, measure, style,
};
use crate::terms::Round;

/// Heading of what was done.
const DONE: &str = "取組の内容";
/// Lines of what was done; the rest stands on the form.
const LINES: usize = 2;

/// The paper, in the words of the plan.
pub(super) fn paper(request: &ReportRequest<'_>) -> Paper {
    let title = format!("{}の一覧", request.plan.words.program).into();
    Paper { number: "資料1 付表", title, sheet: "資料1 付表 取組の一覧" }
}

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let round = request.figures.round;
    let columns = columns(request);
    let mut page = open(request, paper(request), columns.widths())?;
    let words = &request.plan.words;
    page.sentence(&format!(
        "{}の進捗区分と、{}の取組の内容です。(基準日 {})",
        words.counted(request.figures.programs.len()),
        round.label(),
        long_date(round.as_of())
    ))?;
    page.gap(6.0)?;
    let table = columns.table(&listed(request), Body::Figures);
    page.repeated_table(&table, &notes(request, &columns))?;
    page.finish()
}

/// A program with where its rating went since the round before, if the two are compared.
struct Listed<'a> {
    program: &'a ProgramFigure,
    way: Option<Way>,
}

/// Every program, in plan order.
fn listed<'a>(request: &ReportRequest<'a>) -> Vec<Listed<'a>> {
    let ways = compared(request).map(|movement| movement.ways.as_slice()).unwrap_or_default();
    let ways = ways.iter().copied().chain(std::iter::repeat(None));
    let listed = request.figures.programs.iter().zip(ways);
    listed.map(|(program, way)| Listed { program, way }).collect()
}

/// The comparison with the round before, if there is one that is not refused.
fn compared<'a>(request: &ReportRequest<'a>) -> Option<&'a Movement> {
    request.figures.ratings.movement.as_ref().filter(|movement| movement.refused.is_none())
}

/// The round with which this one is compared: the newest earlier one with submissions.
fn before(request: &ReportRequest<'_>) -> Option<Round> {
    let first = request.figures.programs.first()?;
    first.earlier.last().map(|(round, _)| *round)
}

/// What is said of each.
fn columns<'a>(request: &'a ReportRequest<'a>) -> Columns<'a, Listed<'a>> {
    let (plan, round) = (request.plan, request.figures.round);
    // As wide as their texts need for two lines: a third would make every row of the list taller.
    let programs = request.figures.programs.iter();
    let names = programs.clone().map(|program| program.name.as_str());
    let name = measure::width_for(names, LINES, 150..230);
    let directions = plan.directions.iter().map(|direction| direction.name.as_str());
    let direction = measure::width_for(directions, LINES, 90..150);
    let divisions = programs.map(|program| program.division.as_str());
    let division = measure::width_for(divisions, LINES, 80..140);
    let columns = Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |listed: &Listed<'a>| {
            words::number(listed.program.program_no)
        })
        .with(Column::new(plan.words.program.as_str()).repeat(Repeat::Marked), name, |listed| {
            Cell::text(listed.program.name.as_str())
        })
        .with(plan.words.direction.as_str(), direction, move |listed| {
            Cell::text(words::direction(plan, &listed.program.direction_id))
        })
        .with("担当課", division, move |listed| Cell::text(listed.program.division.as_str()))
        .each(before(request), |columns, earlier| {
            columns.with(format!("前回\n{}", in_lines(earlier)), 70, move |listed| {
                rating_before(request, listed.program, earlier)
            })
        })
        .with(Column::new(format!("今回\n{}", in_lines(round))).current(true), 70, move |listed| {
            words::rating(plan, round, &listed.program.rating)
        })
        .when(compared(request).is_some(), |columns| {
            columns.with("動き", 48, |listed| way(listed.way))
        });
    let room = PRINTED_WIDTH - columns.width();
    columns.with(DONE, room, move |listed| Cell::text(done(listed.program, room)))
}

/// A round in a narrow heading.
fn in_lines(round: Round) -> String {
    round.label().replace(' ', "\n")
}

/// The rating of the round before in the letters of that round; a dash if the plan had no such program then.
fn rating_before(request: &ReportRequest<'_>, program: &ProgramFigure, earlier: Round) -> Cell {
    let was_there = request.plan.in_force(earlier.year).program(program.program_no).is_some();
    match program.earlier.last() {
        Some((round, state)) if was_there => words::rating(request.plan, *round, state),
        _ => Cell::centre("-"),
    }
}

/// Where the rating went.
fn way(way: Option<Way>) -> Cell {
    match way {
        Some(Way::Rose) => Cell::centre("↑"),
        Some(Way::Same) => Cell::centre("→"),
        Some(Way::Fell) => Cell::centre("↓").tone(Tone::AlertCentre),
        None => Cell::centre("-"),
    }
}

/// What was done, or why nothing is said of it.
fn done(program: &ProgramFigure, width: u32) -> String {
    match (&program.achievement, &program.rating) {
        (Some(text), _) => in_brief(text, width),
        (None, RatingState::NotSubmitted) => "(未提出)".to_owned(),
        (None, _) => "(記入なし)".to_owned(),
    }
}

/// As much of a text as stands on a few lines of `width` pixels, with a mark if there is more.
fn in_brief(text: &str, width: u32) -> String {
    let lines = |text: &str| measure::lines(text, width, style::TEXT_SIZE);
    let all = lines(text);
    let Some(last) = all.get(LINES - 1).filter(|_| all.len() > LINES) else {
        return text.to_owned();
    };
    let mut kept = text[..last.end].trim_end().to_owned();
    while lines(&format!("{kept}…")).len() > LINES && kept.pop().is_some() {}
    format!("{kept}…")
}

/// What the table does not say of itself.
fn notes(request: &ReportRequest<'_>, columns: &Columns<'_, Listed<'_>>) -> Vec<String> {
    let items = request.plan.words.items();
    let mut notes = vec![format!(
        "進捗区分のない{items}には、その理由を示しています。「未記入」は区分が空欄か読み取れないもの、「未提出」は集計に使える提出がないものです。"
    )];
    match &request.figures.ratings.movement {
        None => notes.push("前の回次の提出がないため、前回の区分はありません。".to_owned()),
        Some(Movement { refused: Some(why), .. }) => notes.push(why.clone()),
        Some(Movement { mapping, .. }) => {
            let scale = match mapping {
                Some(_) => "前回の区分を、計画に定めた対応によって今の段階に直して比べました。",
                None => "",
            };
            notes.push(format!(
                "動きの↑は区分が上がったもの、→は同じもの、↓は下がったもの、「-」は前回か今回の区分がなく比べられないものです。{scale}"
            ));
        }
    }
    let room = columns.widths().last().copied().unwrap_or_default();
    let texts = request.figures.programs.iter().filter_map(|one| one.achievement.as_deref());
    if texts.into_iter().any(|text| in_brief(text, room) != text) {
        notes.push(format!("{DONE}は初めの{LINES}行を載せています。「…」の後は省いています。"));
    }
    (1..).zip(notes).map(|(no, note): (u32, _)| format!("注{no} {note}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_takes_two_lines_and_says_that_there_is_more() {
        let lines = |text: &str| measure::lines(text, 300, style::TEXT_SIZE).len();
        assert_eq!(in_brief("研修を3回行った。", 300), "研修を3回行った。");
        let long = "研修を3回行い、参加者は延べ120人であった。".repeat(8);
        let brief = in_brief(&long, 300);
        assert!(brief.ends_with('…') && long.starts_with(brief.trim_end_matches('…')), "{brief}");
        assert_eq!(lines(&brief), LINES);
        assert_eq!(in_brief("・一つ目\n・二つ目\n・三つ目", 300), "・一つ目\n・二つ目…");
    }
}
