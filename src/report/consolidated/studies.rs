//! 検討プログラム: where each study stands, what it found, and, in the review and after it, what became of it.

use rust_xlsxwriter::Worksheet;

use super::super::words;
use super::drawing::{Drawing, Part, Sheets};
use super::{LIST_WIDTH, contents, crossfoot, open, program_page};
use crate::analysis::{ProgramFigure, StudyFigure};
use crate::report::request::ReportRequest;
use crate::schema::ProgramKind;
use crate::sheet::link::Link;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table};
use crate::terms::{ProgramNo, Round};

/// Name of the sheet where the plan's own word cannot be one.
const GENERAL_NAME: &str = "検討するもの";
/// Columns that stay on the screen: up to the name of the program.
const FROZEN: u16 = 2;

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let plan = request.plan;
    let title = format!("{}{}", plan.words.study, plan.words.program);
    let taken = drawing.names()?;
    let taken = taken.iter().map(String::as_str).chain([contents::NAME, crossfoot::NAME]);
    let name = sheet_name(&title, &taken.collect::<Vec<_>>());
    let programs = &request.figures.programs;
    let studies: Vec<(&ProgramFigure, &StudyFigure)> = request
        .figures
        .studies
        .iter()
        .filter_map(|study| {
            let program = programs.iter().find(|one| one.program_no == study.program_no)?;
            Some((program, study))
        })
        .collect();
    let has_review = request.figures.review.is_some();
    let rounds: Vec<Round> = programs.first().map_or_else(Vec::new, |program| {
        let earlier = program.earlier.iter().map(|(round, _)| *round);
        earlier.chain([request.figures.round]).collect()
    });
    let (columns, widths) = columns(request, &rounds, has_review);
    let mut page = open(request, &name, widths)?;
    let kinds = &request.figures.ratings.kinds;
    let now = kinds.iter().find(|row| row.kind == Some(ProgramKind::Study));
    match now {
        _ if studies.is_empty() => page.sentence(&format!("この計画に{title}はありません。"))?,
        Some(row) => {
            page.sentence(&format!("{title}は{}{}です。", row.items, plan.words.counter))?;
        }
        None => {
            page.sentence(&format!("今の計画に{title}はありません(すべて結論が出ています)。"))?
        }
    }
    if !studies.is_empty() {
        page.note("検討状況・課題・今後の進め方は、報告する回次のものです。前の回次の文章は、番号を押すと開く個票にあります。")?;
        let rows =
            studies.iter().map(|(figure, study)| row(request, figure, study, has_review)).collect();
        page.list(&Table { columns, rows, body: Body::Narrative }, FROZEN)?;
    }
    let says = match has_review {
        true => "検討の状態(回次ごと)、検討したこと、課題、結論と理由、その後の計画",
        false => "検討の状態(回次ごと)、検討したこと、課題、今後の進め方",
    };
    Ok((vec![Part::new(name, says, page.finish()?)], ()))
}

/// `wanted` if Excel takes it and no other sheet has it.
fn sheet_name(wanted: &str, taken: &[&str]) -> String {
    let is_free = |name: &str| {
        let lower = name.to_lowercase();
        taken.iter().all(|other| other.to_lowercase() != lower)
    };
    // Excel keeps the name History for itself.
    let is_legal = |name: &str| {
        Worksheet::new().set_name(name).is_ok() && !name.eq_ignore_ascii_case("history")
    };
    let wanted = wanted.trim();
    let fits = !wanted.is_empty() && is_legal(wanted) && is_free(wanted);
    if fits { wanted.to_owned() } else { GENERAL_NAME.to_owned() }
}

fn columns(
    request: &ReportRequest<'_>,
    rounds: &[Round],
    has_review: bool,
) -> (Vec<Column>, Vec<u32>) {
    const ROUND: u32 = 76;
    let words = &request.plan.words;
    let mut columns = vec![
        Column::new("No.").repeat(Repeat::Value),
        Column::new(words.program.as_str()).repeat(Repeat::Marked),
        Column::new("担当課"),
    ];
    let mut widths = vec![38, 170, 100];
    columns.extend(rounds.iter().map(|round| {
        let is_current = *round == request.figures.round;
        Column::new(round.label().replace(' ', "\n")).current(is_current)
    }));
    widths.extend(std::iter::repeat_n(ROUND, rounds.len()));
    columns.extend(["検討状況", "課題", "今後の進め方"].map(Column::new));
    let tail: &[(&str, u32)] = match has_review {
        true => &[
            ("結論\n(担当課)", 84),
            ("結論の理由", 190),
            ("統合先", 56),
            ("移行後の\n取組項目", 150),
            ("移行後の\n指標", 130),
        ],
        false => &[],
    };
    let used = widths.iter().sum::<u32>() + tail.iter().map(|(_, width)| width).sum::<u32>();
    let narrative = LIST_WIDTH.saturating_sub(used).max(540);
    widths.extend([narrative * 40 / 100, narrative * 30 / 100, narrative * 30 / 100]);
    columns.extend(tail.iter().map(|(head, _)| Column::new(*head)));
    widths.extend(tail.iter().map(|(_, width)| *width));
    (columns, widths)
}

fn row(
    request: &ReportRequest<'_>,
    figure: &ProgramFigure,
    study: &StudyFigure,
    has_review: bool,
) -> Row {
    let plan = request.plan;
    let no = figure.program_no;
    let mut cells = vec![
        Cell::key(i64::from(no.0)).link(program_page::link(request, no)),
        Cell::text(figure.name.as_str()),
        Cell::text(figure.division.as_str()),
    ];
    let states = figure.earlier.iter().map(|(round, state)| (*round, state));
    let states = states.chain([(request.figures.round, &figure.rating)]);
    cells.extend(states.map(|(round, state)| words::rating(plan, round, state)));
    let texts = [&figure.achievement, &figure.issues, &figure.next];
    cells.extend(texts.map(|text| Cell::maybe(text.as_deref())));
    if has_review {
        cells.extend(conclusion(request, study));
    }
    Row::new(cells)
}

/// Verdict, reason, the program that carries it on, activities and indicators.
fn conclusion(request: &ReportRequest<'_>, study: &StudyFigure) -> [Cell; 5] {
    let source = study.round.zip(study.source.as_ref());
    let link = source.and_then(|(round, source)| Link::to_source(request.inputs?, round, source));
    let none = if study.is_proposed { "未記入" } else { "-" };
    [
        Cell::centre(study.verdict.as_deref().unwrap_or(none)).link(link),
        Cell::maybe(study.reason.as_deref()),
        merged_into(request, study.merged_into),
        listed(&study.activities),
        listed(&study.indicators),
    ]
}

fn merged_into(request: &ReportRequest<'_>, into: Option<ProgramNo>) -> Cell {
    match into {
        Some(no) => Cell::centre(format!("No.{no}")).link(program_page::link(request, no)),
        None => Cell::centre("-"),
    }
}

fn listed(names: &[String]) -> Cell {
    if names.is_empty() { Cell::centre("-") } else { Cell::text(names.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_the_words_of_the_plan_where_excel_takes_them() {
        assert_eq!(sheet_name("検討プログラム", &["総括"]), "検討プログラム");
        let long = "研究".repeat(16);
        for wanted in ["", " ", "研究/調査", "調査?", "History", "'研究", &long, "検査結果"]
        {
            assert_eq!(sheet_name(wanted, &["検査結果"]), GENERAL_NAME, "{wanted}");
        }
        assert_eq!(sheet_name("Study ITEM", &["study item"]), GENERAL_NAME);
    }
}
