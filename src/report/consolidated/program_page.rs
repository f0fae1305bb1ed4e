//! 個票: everything that is known of a program on its own printed page, for all programs one below the other.
//!
//! The place of each program has a name in the workbook (`個票_12`), so that any sheet can link to it, whatever is
//! drawn first, and the links hold when somebody inserts rows.

mod indicators;
mod parts;
mod review;

use rust_xlsxwriter::{Workbook, Worksheet};

use super::{Drawing, Part, ReportRequest, Sheets, contents, open, tables};
use crate::analysis::ProgramFigure;
use crate::finding::Finding;
use crate::schema::Program;
use crate::sheet::{ChartPlace, Link, Page, Table, Written, style};
use crate::terms::{CellRef, ProgramNo, grouped, place_of};

/// Name of the sheet.
pub(super) const NAME: &str = "個票";
/// Columns before those of the years: a number, the rest of a round's name, a short text.
const LEADING: [u32; 3] = [40, 84, 150];
/// The columns behind those of the years: where something was read, with its file, and the address alone in the second.
const SOURCE: [u32; 2] = [118, 72];
/// Pixels of a page, if the years leave room: printed at about three quarters of its size.
const WIDTH: u32 = 880;
/// Narrowest column of a year.
const YEAR: u32 = 60;

/// Charts of the program's indicators side by side, and their height in pixels.
const CHARTS_IN_ROW: u32 = 2;
const CHART_HEIGHT: u32 = 170;

/// Where the pages of the programs begin, and where they have room for the charts of indicators.
pub(super) struct ProgramPages {
    begins: Vec<(ProgramNo, u32)>,
    charts: Vec<(usize, ChartPlace)>,
}

/// Leads to the page of a program, if it has one: a program that ended in a plan without a reason for it has none.
pub(super) fn link(request: &ReportRequest<'_>, program: ProgramNo) -> Option<Link> {
    let place = place_of(&request.figures.programs, program, |figure| figure.program_no);
    place.map(|_| Link::to_name(&place_name(program)))
}

fn place_name(program: ProgramNo) -> String {
    format!("{NAME}_{program}")
}

impl ProgramPages {
    /// Draws the charts on the finished sheet: their numbers stand on another one.
    pub(super) fn draw_charts(
        &self,
        request: &ReportRequest<'_>,
        trend: &tables::Trend,
        sheet: &mut Worksheet,
    ) -> Written {
        for (indicator, place) in &self.charts {
            if let Some(chart) = trend.chart(request, *indicator, place.size()) {
                place.fill(sheet, chart)?;
            }
        }
        Ok(())
    }

    /// Names the places in the workbook that holds the sheet.
    pub(super) fn define_names(&self, workbook: &mut Workbook) -> Written {
        for (program, row) in &self.begins {
            let cell = CellRef::new(*row, 0).absolute();
            workbook.define_name(place_name(*program), &format!("='{NAME}'!{cell}"))?;
        }
        Ok(())
    }
}

/// The columns that all tables of the sheet share; a table's column is one or more of them wide.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// Columns of the years, one each.
    years: u16,
    /// Pixels of each of them.
    year: u32,
}

impl Grid {
    /// The columns for a plan; those of the years are wide enough for every number that stands in one or more of them.
    fn new(request: &ReportRequest<'_>) -> Grid {
        // The outlook of an indicator needs three columns, however short the plan is.
        let years = u16::try_from(request.plan.years().count()).unwrap_or(u16::MAX).max(3);
        let used = LEADING.iter().chain(&SOURCE).sum::<u32>();
        let free = (WIDTH - used).checked_div(u32::from(years)).unwrap_or(YEAR);
        let grid = Grid { years, year: free.max(YEAR) };
        let numbers = indicators::widths(request, grid).chain(parts::amount_widths(request, grid));
        let year = numbers.map(|(columns, width)| width.div_ceil(u32::from(columns.max(1))));
        Grid { year: year.fold(grid.year, u32::max), ..grid }
    }

    /// Columns of a third of the years: for each of rate, pace and outlook.
    fn third(self) -> u16 {
        self.years / 3
    }

    /// Columns of a planned amount; the actual one has those that are left of all but one.
    fn planned(self) -> u16 {
        (self.years - 1) / 2
    }

    /// Columns over which a text runs that has all room behind the leading ones.
    fn wide(self) -> u16 {
        self.years + 2
    }

    /// Columns over which a text runs that has all room between its name and its address.
    fn text(self) -> u16 {
        self.years + 1
    }

    fn widths(self) -> Vec<u32> {
        let years = (0..self.years).map(|_| self.year);
        LEADING.into_iter().chain(years).chain(SOURCE).collect()
    }
}

/// Whose page it is.
#[derive(Clone, Copy)]
struct Of<'a> {
    request: &'a ReportRequest<'a>,
    grid: Grid,
    program: &'a Program,
}

/// Draws the sheet; also returns where each program's page begins.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<ProgramPages> {
    pages(drawing.request)
}

/// Draws the sheet, which needs no other.
pub(super) fn pages(request: &ReportRequest<'_>) -> Sheets<ProgramPages> {
    let grid = Grid::new(request);
    let mut page = open(request, NAME, grid.widths())?;
    page.upright()?;
    let of_programs = request.findings.iter().filter_map(|own| Some((own.program?, own)));
    let findings = grouped(of_programs);
    let (mut begins, mut charts) = (Vec::new(), Vec::new());
    let drawn = tables::drawn_indicators(request);
    for (at, figure) in request.figures.programs.iter().enumerate() {
        let Some(program) = request.plan.program(figure.program_no) else { continue };
        if at > 0 {
            page.begin_page();
        }
        begins.push((program.no, page.next_row()));
        let own = findings.get(&program.no).map(Vec::as_slice).unwrap_or_default();
        let of = Of { request, grid, program };
        draw_figures(&mut page, of, figure)?;
        let is_own = |at: &usize| request.figures.indicators[*at].program_no == program.no;
        charts.extend(room_for_charts(&mut page, drawn.iter().copied().filter(is_own).collect())?);
        draw_texts(&mut page, of, own)?;
    }
    let program = &request.plan.words.program;
    let says = format!(
        "{program}ごとの1枚: 進捗区分の推移と記入者、取組項目、指標と見通し、財政効果、中間見直し、文章、指摘(一覧の番号を押すと開く)"
    );
    Ok((vec![Part::new(NAME, says, page.finish()?)], ProgramPages { begins, charts }))
}

/// Room for the charts of a program's indicators, which know them by their places in the figures.
fn room_for_charts(page: &mut Page, drawn: Vec<usize>) -> Written<Vec<(usize, ChartPlace)>> {
    if drawn.is_empty() {
        return Ok(Vec::new());
    }
    let places = page.room_for_charts(
        "指標の推移(実線と●は実績、破線は目標)",
        drawn.len(),
        CHARTS_IN_ROW,
        CHART_HEIGHT,
    )?;
    Ok(drawn.into_iter().zip(places).collect())
}

/// Head of a page, and what is told in figures.
fn draw_figures(page: &mut Page, of: Of<'_>, figure: &ProgramFigure) -> Written {
    let Of { request, program, .. } = of;
    let head = style::plain().set_font_size(13).set_bold().set_text_wrap();
    let title = format!("No.{} {}", program.no, program.name);
    page.band(&title, 13.0, &head.set_font_color(style::NAVY))?;
    page.link("目次へ戻る", &contents::link())?;
    page.long_table(&parts::overview(of))?;
    if let Some(remark) = &program.remark {
        page.note(&format!("計画の注: {remark}"))?;
    }
    let parts = vec![
        ("進捗区分の推移".to_owned(), Some(parts::ratings(of, figure))),
        ("取組項目(上は計画、下は報告)".to_owned(), parts::activities(of)),
        ("指標".to_owned(), indicators::actuals(of)),
        ("指標の状況と見通し".to_owned(), indicators::standing(of)),
        ("訂正された実績".to_owned(), indicators::corrections(of)),
        (format!("財政効果({})", tables::unit(request).label()), parts::effects(of)),
    ];
    draw_parts(page, parts)
}

/// What the division wrote, and what the check found.
fn draw_texts(page: &mut Page, of: Of<'_>, own: &[&Finding]) -> Written {
    let Of { request, grid, .. } = of;
    let mut parts: Vec<(String, Option<Table>)> = Vec::new();
    let proposals = review::proposals(of);
    parts.extend(proposals.into_iter().map(|(heading, table)| (heading, Some(table))));
    parts.extend([
        ("計画の改訂".to_owned(), review::revised(of)),
        ("担当課が書いた文章(新しい回次から)".to_owned(), parts::texts(of)),
        (format!("{}の指摘", request.figures.round.label()), parts::findings(request, grid, own)),
    ]);
    draw_parts(page, parts)
}

fn draw_parts(page: &mut Page, parts: Vec<(String, Option<Table>)>) -> Written {
    for (heading, table) in parts {
        if let Some(table) = table {
            page.long_table_under(&heading, &table)?;
        }
    }
    Ok(())
}
