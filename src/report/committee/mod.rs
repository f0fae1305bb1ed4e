//! `委員会資料.xlsx`: the committee's papers, ready to print on A4 landscape; and `本部資料.xlsx`, the same papers for the
//! city's own body.
//!
//! One message a paper: heading, the sentence, the table that proves it, the picture of the same figures. Nothing
//! internal stands in the committee's: no reporter, no finding, no file name. Those of the headquarters add just that, and
//! say on every page that they stay in the office.

mod audience;
mod brief;
mod delayed;
mod effects;
mod filing;
mod front;
mod indicator_trend;
mod indicators;
mod legend;
mod list;
mod paper;
mod ratings;
mod review;
mod studies;
mod suggestions;

use crate::report::request::ReportRequest;
use crate::report::tables::IndicatorDetail;
use crate::report::words;
use crate::sheet::{Book, Sheet, WriteError, Written};
use audience::Audience;
use paper::{
    BRIEF, DELAYED, EFFECTS, INDICATOR_TREND, INDICATORS, LEGEND, Paper, RATINGS, dated_head,
};

/// Writes the committee's papers.
///
/// # Errors
///
/// If the writer refuses a name or a range, or a formula is wrong; figures of a checked plan give no cause.
pub fn write_committee(request: &ReportRequest<'_>) -> Result<Vec<u8>, WriteError> {
    write(request, Audience::Committee)
}

/// Writes the papers of the city's own body (本部): the committee's, with who reported, from which file, and what the
/// check found.
///
/// # Errors
///
/// If the writer refuses a name or a range, or a formula is wrong; figures of a checked plan give no cause.
pub fn write_headquarters(request: &ReportRequest<'_>) -> Result<Vec<u8>, WriteError> {
    write(request, Audience::Headquarters)
}

fn write(request: &ReportRequest<'_>, audience: Audience) -> Result<Vec<u8>, WriteError> {
    let head = words::running_head(request.plan, request.figures.round);
    let title = format!("{head} {}", audience.title());
    let mut book = Book::new(&title, &request.plan.full_title(), &request.plan.municipality.name)?;
    let mut papers = papers(request, audience)?;
    let list = papers.iter().map(|(paper, _)| paper);
    let mut front = front::sheet(request, audience, list)?;
    front.worksheet().set_header(audience.header("", ""));
    book.push(front);
    let head = dated_head(request);
    for (paper, sheet) in &mut papers {
        sheet.worksheet().set_header(audience.header(&head, paper.number));
    }
    for (_, sheet) in papers {
        book.push(sheet);
    }
    book.finish()
}

/// Every paper that there is in this round, in printed order.
fn papers(request: &ReportRequest<'_>, audience: Audience) -> Written<Vec<(Paper, Sheet)>> {
    let is_internal = audience == Audience::Headquarters;
    let detail = if is_internal { IndicatorDetail::Internal } else { IndicatorDetail::Brief };
    let mut papers = vec![
        (BRIEF, brief::sheet(request)?),
        (RATINGS, ratings::sheet(request)?),
        (list::paper(request), list::sheet(request)?),
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
