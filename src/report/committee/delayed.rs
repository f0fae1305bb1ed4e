//! 資料4: what is behind the schedule, why, and what will be done, in the divisions' own words.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::audience::Audience;
use super::filing;
use super::paper::{DELAYED, open};
use crate::analysis::ProgramFigure;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::page::PRINTED_WIDTH;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table, Tone};

/// Pixels of the columns before the narrative.
const LABELS: [u32; 5] = [38, 150, 112, 104, 48];

/// Draws the sheet.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    audience: Audience,
) -> Result<Worksheet, XlsxError> {
    let figures = request.figures;
    let plan_words = &request.plan.words;
    let counter = &plan_words.counter;
    let narrative = PRINTED_WIDTH - LABELS.iter().sum::<u32>();
    let mut widths = LABELS.to_vec();
    widths.extend([narrative * 55 / 100, narrative * 45 / 100]);
    let mut page = open(request, DELAYED, widths)?;
    let delayed: Vec<&ProgramFigure> =
        figures.programs.iter().filter(|program| program.delayed).collect();
    if delayed.is_empty() {
        page.sentence(&match figures.ratings.total.rated {
            0 => format!("評価した{counter}がまだないため、遅れている取組は分かりません。"),
            _ => format!("予定より遅れている{counter}はありません。{}", not_judged(request)),
        })?;
        return page.finish();
    }
    page.sentence(&format!(
        "予定より遅れている{}{counter}の課題と、次年度の取組は次のとおりです。{}",
        delayed.len(),
        not_judged(request)
    ))?;
    page.gap(6.0)?;
    let columns = vec![
        Column::new("No.").repeat(Repeat::Value),
        Column::new(plan_words.program.as_str()).repeat(Repeat::Marked),
        Column::new(plan_words.direction.as_str()),
        Column::new(match audience {
            Audience::Committee => "担当課",
            Audience::Headquarters => "担当課\n記入者・内線",
        }),
        Column::new("区分"),
        Column::new("課題"),
        Column::new("次年度の取組"),
    ];
    let or_none = |text: Option<&str>| Cell::text(text.unwrap_or("(記入なし)"));
    let rows = delayed.into_iter().map(|program| {
        Row::new(vec![
            Cell::key(i64::from(program.program_no.0)),
            Cell::text(program.name.as_str()),
            Cell::text(words::direction(request.plan, &program.direction_id)),
            Cell::text(match audience {
                Audience::Committee => words::division(request.plan, &program.division).to_owned(),
                Audience::Headquarters => whom_to_ask(request, program),
            }),
            Cell::centre(program.rating.label()).tone(Tone::AlertCentre),
            or_none(program.issues.as_deref()),
            or_none(program.next.as_deref()),
        ])
    });
    let table = Table { columns, rows: rows.collect(), body: Body::Narrative };
    page.repeated_table(&table, &[])?;
    page.finish()
}

/// How many may be behind without anybody having said so; nothing if every one was judged.
fn not_judged(request: &ReportRequest<'_>) -> String {
    let counter = &request.plan.words.counter;
    let total = &request.figures.ratings.total;
    let parts = [(total.unclear, "区分が未記入の"), (total.not_submitted, "未提出の")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| format!("{what}{count}{counter}")).collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!("{}は含みません。", parts.join("と")),
    }
}

/// The division, who reported, and their extension; each on its line.
fn whom_to_ask(request: &ReportRequest<'_>, program: &ProgramFigure) -> String {
    let contact = filing::contact(request, program.program_no);
    let reporter = contact.and_then(|contact| contact.reporter.clone());
    let extension = contact.and_then(|contact| contact.extension.as_ref());
    let extension = extension.map(|extension| format!("内線 {extension}"));
    let division = words::division(request.plan, &program.division).to_owned();
    let lines = [Some(division), reporter, extension];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
