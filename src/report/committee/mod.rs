//! `委員会資料.xlsx`: the committee's papers, ready to print on A4 landscape; and `本部資料.xlsx`, the same papers for the
//! city's own body.
//!
//! One message a paper: heading, the sentence, the table that proves it, the picture of the same figures. Nothing
//! internal stands in the committee's: no reporter, no finding, no file name. Those of the headquarters add just that, and
//! say on every page that they stay in the office.

mod audience;
mod delayed;
mod effects;
mod filing;
mod front;
mod indicator_trend;
mod indicators;
mod legend;
mod ratings;
mod review;
mod studies;
mod suggestions;

use std::borrow::Cow;

use rust_xlsxwriter::{DocProperties, Worksheet, XlsxError};

use super::tables::IndicatorDetail;
use super::words;
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::schema::Plan;
use crate::sheet::page::Page;
use crate::sheet::style;
use audience::Audience;

/// Excel's limit for the text of a header or footer.
const HEADER_LETTERS: usize = 200;

/// Letters of the plan's title in a header, so that round and day stand behind it.
const TITLE_LETTERS: usize = 36;

/// A paper: its number and what it is about.
#[derive(Debug, Clone)]
struct Paper {
    /// `資料1`.
    number: &'static str,
    /// Title.
    title: Cow<'static, str>,
    /// Name of its sheet.
    sheet: &'static str,
}

impl Paper {
    const fn new(number: &'static str, title: &'static str, sheet: &'static str) -> Paper {
        Paper { number, title: Cow::Borrowed(title), sheet }
    }
}

const RATINGS: Paper = Paper::new("資料1", "進捗状況の総括", "資料1 進捗の総括");
const INDICATORS: Paper = Paper::new("資料2", "指標の達成状況", "資料2 指標の達成状況");
/// Goes on with the paper before it, on a sheet whose columns are the years.
const INDICATOR_TREND: Paper = Paper::new("資料2 付図", "指標の推移", "資料2 付図 指標の推移");
const EFFECTS: Paper = Paper::new("資料3", "財政効果", "資料3 財政効果");
const DELAYED: Paper = Paper::new("資料4", "遅れている取組の課題と対応", "資料4 遅れている取組");
const LEGEND: Paper = Paper::new("参考", "用語と算定方法", "参考 用語と算定方法");

/// Writes the committee's papers.
///
/// # Errors
///
/// If the writer refuses a name or a range; figures of a checked plan give no cause.
pub fn write_committee(request: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    write(request, Audience::Committee)
}

/// Writes the papers of the city's own body (本部): the committee's, with who reported, from which file, and what the
/// check found.
///
/// # Errors
///
/// If the writer refuses a name or a range; figures of a checked plan give no cause.
pub fn write_headquarters(request: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    write(request, Audience::Headquarters)
}

fn write(request: &ReportRequest<'_>, audience: Audience) -> Result<Vec<u8>, XlsxError> {
    let head = words::running_head(request.plan, request.figures.round);
    let title = format!("{head} {}", audience.title());
    let mut workbook = style::workbook(request.plan, &title, DocProperties::new())?;
    let mut papers = papers(request, audience)?;
    let list = papers.iter().map(|(paper, _)| paper);
    let mut front = front::sheet(request, audience, list)?;
    front.set_header(audience.header("", ""));
    workbook.push_worksheet(front);
    let head = dated_head(request);
    for (paper, sheet) in &mut papers {
        sheet.set_header(audience.header(&head, paper.number));
    }
    for (_, sheet) in papers {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// Every paper that there is in this round, in printed order.
fn papers(
    request: &ReportRequest<'_>,
    audience: Audience,
) -> Result<Vec<(Paper, Worksheet)>, XlsxError> {
    let is_internal = audience == Audience::Headquarters;
    let detail = if is_internal { IndicatorDetail::Internal } else { IndicatorDetail::Brief };
    let mut papers = vec![
        (RATINGS, ratings::sheet(request)?),
        (INDICATORS, indicators::sheet(request, detail)?),
    ];
    papers.extend(indicator_trend::sheet(request)?.map(|sheet| (INDICATOR_TREND, sheet)));
    papers.push((EFFECTS, effects::sheet(request)?));
    papers.push((DELAYED, delayed::sheet(request, audience)?));
    if let Some(review) = &request.figures.review {
        papers.push((review::paper(review), review::sheet(request, review, audience)?));
        if is_internal && review.is_draft {
            papers.push((suggestions::PAPER, suggestions::sheet(request, review)?));
        }
        if review.is_draft {
            papers.push((studies::paper(request), studies::sheet(request, review, audience)?));
        }
    }
    if is_internal {
        papers.push((filing::PAPER, filing::sheet(request)?));
    }
    papers.push((LEGEND, legend::sheet(request, detail)?));
    Ok(papers)
}

/// A page of a paper, with footer and title. The header comes when the papers are put together.
fn open(request: &ReportRequest<'_>, paper: Paper, widths: Vec<u32>) -> Result<Page, XlsxError> {
    let plan = request.plan;
    let mut page = Page::new(plan, paper.sheet, widths)?;
    page.sheet().set_footer(footer(plan));
    page.paper_margins();
    page.sample_mark(request.figures)?;
    page.title(&paper.title)?;
    Ok(page)
}

/// Plan, round and 基準日: what stands over every page.
fn dated_head(request: &ReportRequest<'_>) -> String {
    let round = request.figures.round;
    let mut title: String = request.plan.title.chars().take(TITLE_LETTERS).collect();
    if title.len() < request.plan.title.len() {
        title.push('…');
    }
    let head = header_text(&format!("{title} {}", round.label()));
    format!("{head} ({}現在)", long_date(round.as_of()))
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
    fn headers_stay_inside_the_limit_of_excel() {
        let head = format!("{} (令和10年12月31日現在)", header_text(&"&".repeat(300)));
        for audience in [Audience::Committee, Audience::Headquarters] {
            assert!(audience.header(&head, "資料5 付表").chars().count() <= 255);
        }
    }
}
