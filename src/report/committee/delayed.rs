//! 資料4: what is behind the schedule, why, and what will be done, in the divisions' own words.

use super::audience::Audience;
use super::paper::{DELAYED, open};
use crate::analysis::ProgramFigure;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{Body, Cell, Column, Columns, PRINTED_WIDTH, Repeat, Sheet, Tone, Written};

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>, audience: Audience) -> Written<Sheet> {
    let figures = request.figures;
    let words = &request.plan.words;
    let items = words.items();
    let columns = columns(request, audience);
    let mut page = open(request, DELAYED, columns.widths())?;
    let delayed: Vec<&ProgramFigure> =
        figures.programs.iter().filter(|program| program.delayed).collect();
    if delayed.is_empty() {
        page.sentence(&match figures.ratings.total.rated {
            0 => format!("評価した{items}がまだないため、遅れている取組は分かりません。"),
            _ => format!("予定より遅れている{items}はありません。{}", not_judged(request)),
        })?;
        return page.finish();
    }
    page.sentence(&format!(
        "予定より遅れている{}の課題と、次年度の取組は次のとおりです。{}",
        words.counted(delayed.len()),
        not_judged(request)
    ))?;
    page.gap(6.0)?;
    let table = columns.table(delayed, Body::Narrative);
    page.repeated_table(&table, &[])?;
    page.finish()
}

/// What is said of each.
fn columns<'a>(request: &'a ReportRequest<'a>, audience: Audience) -> Columns<'a, ProgramFigure> {
    let words = &request.plan.words;
    let or_none = |text: &Option<String>| Cell::text(text.as_deref().unwrap_or("(記入なし)"));
    let columns = Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |program: &ProgramFigure| {
            words::number(program.program_no)
        })
        .with(Column::new(words.program.as_str()).repeat(Repeat::Marked), 150, |program| {
            Cell::text(program.name.as_str())
        })
        .with(words.direction.as_str(), 112, |program| {
            Cell::text(words::direction(request.plan, &program.direction_id))
        });
    let columns = match audience {
        Audience::Committee => {
            columns.with("担当課", 104, |program| Cell::text(program.division.as_str()))
        }
        Audience::Headquarters => columns.with("担当課\n記入者・内線", 104, |program| {
            Cell::text(whom_to_ask(request, program))
        }),
    };
    let columns = columns
        .with("区分", 48, |program| Cell::centre(program.rating.label()).tone(Tone::AlertCentre));
    let narrative = PRINTED_WIDTH - columns.width();
    columns.with("課題", narrative * 55 / 100, move |program| or_none(&program.issues)).with(
        "次年度の取組",
        narrative * 45 / 100,
        move |program| or_none(&program.next),
    )
}

/// How many may be behind without anybody having said so; nothing if every one was judged.
fn not_judged(request: &ReportRequest<'_>) -> String {
    let words = &request.plan.words;
    let total = &request.figures.ratings.total;
    let parts = [(total.unclear, "区分が未記入の"), (total.not_submitted, "未提出の")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> =
        parts.map(|(count, what)| format!("{what}{}", words.counted(count))).collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!("{}は含みません。", parts.join("と")),
    }
}

/// The division, who reported, and their extension; each on its line.
fn whom_to_ask(request: &ReportRequest<'_>, program: &ProgramFigure) -> String {
    let contact = request.contact(program.program_no, request.figures.round);
    let reporter = contact.and_then(|contact| contact.reporter.clone());
    let extension = contact.and_then(|contact| contact.extension.as_ref());
    let extension = extension.map(|extension| format!("内線 {extension}"));
    let division = program.division.to_string();
    let lines = [Some(division), reporter, extension];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
