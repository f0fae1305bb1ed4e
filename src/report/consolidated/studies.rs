//! 検討プログラム: where each study stands, what it found, and, in the review and after it, what became of it.

use rust_xlsxwriter::Worksheet;

use super::{
    Drawing, LIST_WIDTH, Part, ReportRequest, Sheets, contents, crossfoot, open, program_page,
    words,
};
use crate::analysis::{ProgramFigure, StudyFigure};
use crate::schema::ProgramKind;
use crate::sheet::{Body, Cell, Column, Columns, Repeat};
use crate::terms::{ProgramNo, Round};

/// Name of the sheet where the plan's own word cannot be one.
const GENERAL_NAME: &str = "検討するもの";
/// Columns that stay on the screen: up to the name of the program.
const FROZEN: u16 = 2;

/// A study with what its program reported.
type Study<'a> = (&'a ProgramFigure, &'a StudyFigure);

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let plan = request.plan;
    let title = format!("{}{}", plan.words.study, plan.words.program);
    let taken = drawing.names()?;
    let taken = taken.iter().map(String::as_str).chain([contents::NAME, crossfoot::NAME]);
    let name = sheet_name(&title, &taken.collect::<Vec<_>>());
    let programs = &request.figures.programs;
    let studies: Vec<Study<'_>> = request
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
    let columns = columns(request, &rounds, has_review);
    let mut page = open(request, &name, columns.widths())?;
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
        page.list(&columns.table(&studies, Body::Narrative), FROZEN)?;
    }
    let says = if has_review {
        "検討の状態(回次ごと)、検討したこと、課題、結論と理由、その後の計画"
    } else {
        "検討の状態(回次ごと)、検討したこと、課題、今後の進め方"
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

/// What is said of each study.
fn columns<'a>(
    request: &'a ReportRequest<'a>,
    rounds: &[Round],
    has_review: bool,
) -> Columns<'a, Study<'a>> {
    const ROUND: u32 = 76;
    let words = &request.plan.words;
    let tail = if has_review { conclusion(request, Columns::new()).width() } else { 0 };
    let columns = Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |(program, _): &Study<'a>| {
            let no = program.program_no;
            words::number(no).link(program_page::link(request, no))
        })
        .with(Column::new(words.program.as_str()).repeat(Repeat::Marked), 170, |(program, _)| {
            Cell::text(program.name.as_str())
        })
        .with("担当課", 100, |(program, _)| Cell::text(program.division.as_str()))
        .each(rounds.iter().copied().enumerate(), |columns, (at, round)| {
            let head = Column::new(round.label().replace(' ', "\n"));
            let is_current = round == request.figures.round;
            columns.with(head.current(is_current), ROUND, move |(program, _)| {
                let state = program.earlier.get(at).map_or(&program.rating, |(_, state)| state);
                words::rating(request.plan, round, state)
            })
        });
    let narrative = LIST_WIDTH.saturating_sub(columns.width() + tail).max(540);
    columns
        .with("検討状況", narrative * 40 / 100, |(program, _)| {
            Cell::maybe(program.achievement.as_deref())
        })
        .with("課題", narrative * 30 / 100, |(program, _)| Cell::maybe(program.issues.as_deref()))
        .with("今後の進め方", narrative * 30 / 100, |(program, _)| {
            Cell::maybe(program.next.as_deref())
        })
        .when(has_review, |columns| conclusion(request, columns))
}

/// Verdict, reason, the program that carries it on, activities and indicators.
fn conclusion<'a>(
    request: &'a ReportRequest<'a>,
    columns: Columns<'a, Study<'a>>,
) -> Columns<'a, Study<'a>> {
    columns
        .with("結論\n(担当課)", 84, |(_, study)| {
            let source = study.round.zip(study.source.as_ref());
            let link = source.and_then(|(round, source)| request.source_link(round, source));
            let none = if study.is_proposed { "未記入" } else { "-" };
            Cell::centre(study.verdict.as_deref().unwrap_or(none)).link(link)
        })
        .with("結論の理由", 190, |(_, study)| Cell::maybe(study.reason.as_deref()))
        .with("統合先", 56, |(_, study)| merged_into(request, study.merged_into))
        .with("移行後の\n取組項目", 150, |(_, study)| listed(&study.activities))
        .with("移行後の\n指標", 130, |(_, study)| listed(&study.indicators))
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
