//! 資料5: how the revision changes the number of items, and what it changes in the plan (新旧対照).
//!
//! In the review's round it is a draft; in later rounds the revision is in force.

use super::audience::Audience;
use super::paper::{Paper, open};
use crate::analysis::{ReviewFigures, review_sentence};
use crate::report::request::ReportRequest;
use crate::report::tables::{BRIDGE_NOTE, Reader, bridge_table, change_table};
use crate::sheet::{Sheet, Written};

const DRAFT: Paper = Paper::new("資料5", "中間見直し(案)", "資料5 中間見直し(案)");
const IN_FORCE: Paper = Paper::new("資料5", "中間見直し", "資料5 中間見直し");

/// Pixels of the sheet's columns: two tables share them.
const GRID: [u32; 11] = [38, 150, 84, 75, 75, 65, 65, 75, 75, 159, 159];
/// How many of them each column of the bridge takes: the kind, and seven counts.
const BRIDGE_SPANS: [u16; 8] = [2, 1, 1, 1, 1, 1, 1, 1];
/// Pixels of the source, which the committee does not see.
const SOURCE: u32 = 150;

/// The paper, by whether it is a draft.
pub(super) fn paper(review: &ReviewFigures) -> Paper {
    if review.is_draft { DRAFT } else { IN_FORCE }
}

/// Draws the sheet.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    audience: Audience,
) -> Written<Sheet> {
    let with_source = review.is_draft && audience == Audience::Headquarters;
    let mut widths = GRID.to_vec();
    if with_source {
        widths.push(SOURCE);
    }
    let mut page = open(request, paper(review), widths)?;
    page.sentence(&review_sentence(request.plan, review))?;
    if review.is_unanswered() {
        return page.finish();
    }
    if review.is_draft {
        page.note("各課の提出をまとめた案で、決まったものではありません。")?;
    }
    page.heading(&format!("1 {}数の増減", request.plan.words.counter))?;
    let first_count = u32::from(BRIDGE_SPANS[0]);
    let mut bridge =
        bridge_table(request, review, page.first_body_row(), first_count, &|_, _| None);
    bridge.span(&BRIDGE_SPANS);
    page.table(&bridge)?;
    page.note(BRIDGE_NOTE)?;
    let heading = format!("2 新旧対照({}から)", review.from.label());
    if review.changes.is_empty() {
        page.heading(&heading)?;
        page.sentence(match review.unanswered {
            0 => "計画を改めるところはありません。",
            _ => "これまでに報告された中では、計画を改めるところはありません。",
        })?;
        return page.finish();
    }
    let reader = Reader { is_body: true, with_source };
    let (changes, _) = change_table(request, review, reader);
    page.repeated_table_under(&heading, &changes, &[])?;
    page.finish()
}
