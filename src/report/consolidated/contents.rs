//! 目次: from what a reader wants to know to the sheets that answer it, with links and what each holds.

use super::{Part, ReportRequest, TITLE, words};
use crate::form::long_date;
use crate::sheet::{Body, Cell, Column, Columns, Link, Page, Sheet, Tone, Written};
use crate::terms::CellRef;

/// Name of the sheet.
pub(super) const NAME: &str = "目次";

/// Leads back to the sheet.
pub(super) fn link() -> Link {
    Link::to_cell(NAME, CellRef::new(0, 0))
}

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>, parts: &[Part]) -> Written<Sheet> {
    let plan = request.plan;
    let round = request.figures.round;
    // All sheets stand on one page.
    let columns = Columns::new()
        .with(Column::new("知りたいこと").joined(true), 160, |part: &Part| {
            Cell::text(part.question.asked())
        })
        .with("シート", 150, |part| {
            let link = Link::to_cell(&part.name, CellRef::new(0, 0));
            Cell::text(part.name.as_str()).link(Some(link))
        })
        .with("内容", 450, |part| Cell::text(part.says.as_str()))
        .with("まとまり", 80, |part| {
            let (fill, letters) = part.group.on_colour();
            Cell::centre(part.group.label()).tone(Tone::Step(fill, letters))
        });
    let mut page = Page::new(NAME, &plan.full_title(), columns.widths())?;
    page.upright()?;
    page.note(&format!("{} {}", plan.municipality.name, words::running_head(plan, round)))?;
    if let Some(mark) = request.sample_mark() {
        page.warning(mark)?;
    }
    page.title(TITLE)?;
    let office = [plan.office.department.as_str(), plan.office.division.as_str()];
    let office = office.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    page.sentence(&format!("基準日 {}  作成 {office}", long_date(round.as_of())))?;
    page.gap(8.0)?;
    let mut table = columns.table(parts, Body::Figures);
    // The sheets that answer one question stand next to each other.
    let rows = table.rows.into_iter().zip(parts);
    table.rows = rows.map(|(row, part)| row.of_group(part.question as u32)).collect();
    page.table(&table)?;
    page.gap(6.0)?;
    page.note("「まとまり」の色は、シートの見出し(画面の下)の色と同じです。シートの名前を押すと開きます。")?;
    page.note("この報告書は庁内用です。担当課のファイル名や指摘を含みます。配る資料は「委員会資料」を使ってください。")?;
    page.finish()
}
