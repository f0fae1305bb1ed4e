//! `委員会資料.xlsx`: the committee's papers, ready to print on A4 landscape.
//!
//! One message a paper: heading, the sentence, the table that proves it, the picture of the same figures. Nothing
//! internal stands here: no reporter, no finding, no file name.

mod delayed;
mod effects;
mod front;
mod indicator_trend;
mod indicators;
mod legend;
mod ratings;

use rust_xlsxwriter::{DocProperties, XlsxError};

use super::ReportRequest;
use super::page::Page;
use super::style;
use super::words;
use crate::schema::Plan;

/// Title of the workbook and of its cover.
const TITLE: &str = "委員会資料";

/// Excel's limit for the text of a header or footer.
const HEADER_LETTERS: usize = 200;

/// A paper: its number and what it is about.
#[derive(Debug, Clone, Copy)]
struct Paper {
    /// `資料1`.
    number: &'static str,
    /// Title.
    title: &'static str,
    /// Name of its sheet.
    sheet: &'static str,
}

const RATINGS: Paper =
    Paper { number: "資料1", title: "進捗状況の総括", sheet: "資料1 進捗の総括" };
const INDICATORS: Paper =
    Paper {
        number: "資料2", title: "指標の達成状況", sheet: "資料2 指標の達成状況"
    };
/// Goes on with the paper before it, on a sheet whose columns are the years.
const INDICATOR_TREND: Paper =
    Paper { number: "資料2", title: "指標の推移", sheet: "資料2 指標の推移" };
const EFFECTS: Paper =
    Paper { number: "資料3", title: "財政効果", sheet: "資料3 財政効果" };
const DELAYED: Paper =
    Paper {
        number: "資料4", title: "遅れている取組の課題と対応", sheet: "資料4 遅れている取組"
    };
const LEGEND: Paper =
    Paper {
        number: "参考", title: "用語と算定方法", sheet: "参考 用語と算定方法"
    };

/// Every paper in printed order.
const PAPERS: [Paper; 5] = [RATINGS, INDICATORS, EFFECTS, DELAYED, LEGEND];

/// Writes the committee's papers.
///
/// # Errors
///
/// If the writer refuses a name or a range; figures of a checked plan give no cause.
pub fn write_committee(request: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    let title = format!("{} {TITLE}", words::running_head(request.plan, request.figures.round));
    let mut workbook = style::workbook(request.plan, &title, DocProperties::new())?;
    workbook.push_worksheet(front::sheet(request)?);
    workbook.push_worksheet(ratings::sheet(request)?);
    workbook.push_worksheet(indicators::sheet(request)?);
    if let Some(trend) = indicator_trend::sheet(request)? {
        workbook.push_worksheet(trend);
    }
    workbook.push_worksheet(effects::sheet(request)?);
    workbook.push_worksheet(delayed::sheet(request)?);
    workbook.push_worksheet(legend::sheet(request)?);
    workbook.save_to_buffer()
}

/// A page of a paper, with header, footer and title.
///
/// The number stands in the header, so that every printed page carries it, and the sheet's tab shows it on the screen.
fn open(request: &ReportRequest<'_>, paper: Paper, widths: Vec<u32>) -> Result<Page, XlsxError> {
    let plan = request.plan;
    let mut page = Page::new(plan, paper.sheet, widths)?;
    let head = header_text(&words::running_head(plan, request.figures.round));
    let font = style::FONT;
    page.sheet()
        .set_header(format!("&L&\"{font},Regular\"&9{head}&R&\"{font},Bold\"&12{}", paper.number));
    page.sheet().set_footer(footer(plan));
    page.sheet().set_margins(0.5, 0.5, 0.75, 0.65, 0.35, 0.3);
    page.sample_mark(request.figures)?;
    page.title(paper.title)?;
    Ok(page)
}

/// The office at the left, page n of N at the right.
fn footer(plan: &Plan) -> String {
    let font = style::FONT;
    let office = header_text(&office_line(plan));
    format!("&L&\"{font},Regular\"&8{office}&R&\"{font},Regular\"&8&P / &N")
}

/// `○○市 ○○部 ○○課`.
fn office_line(plan: &Plan) -> String {
    let parts = [&plan.municipality.name, &plan.office.department, &plan.office.division];
    let parts = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// A text that a header shows as it is: `&` begins a code, and digits after a size would lengthen it.
fn header_text(text: &str) -> String {
    let short: String = text.chars().take(HEADER_LETTERS / 4).collect();
    let escaped = short.replace('&', "&&");
    if escaped.starts_with(|letter: char| letter.is_ascii_digit()) {
        return format!(" {escaped}");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_texts_are_harmless_and_short() {
        assert_eq!(header_text("A&B計画"), "A&&B計画");
        assert_eq!(header_text("2期計画"), " 2期計画");
        assert_eq!(header_text(&"計".repeat(300)).chars().count(), 50);
    }

    #[test]
    fn names_of_sheets_fit_excel() {
        assert!(PAPERS.iter().all(|paper| paper.sheet.chars().count() <= 31));
    }
}
