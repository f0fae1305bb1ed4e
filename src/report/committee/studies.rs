//! 資料6: what came of the programs that were studied.

use super::audience::Audience;
use super::paper::{Paper, open};
use crate::analysis::ReviewFigures;
use crate::report::request::ReportRequest;
use crate::report::tables::{Reader, study_table};
use crate::sheet::{Sheet, Written};

/// The paper, in the words of the plan.
pub(super) fn paper(request: &ReportRequest<'_>) -> Paper {
    let words = &request.plan.words;
    let title = format!("{}{}の結論", words.study, words.program).into();
    Paper { number: "資料6", title, sheet: "資料6 検討の結論" }
}

/// Draws the sheet.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    audience: Audience,
) -> Written<Sheet> {
    let with_source = audience == Audience::Headquarters;
    let (table, widths) = study_table(request, review, Reader { is_body: true, with_source });
    let mut page = open(request, paper(request), widths)?;
    let words = &request.plan.words;
    let what = format!("{}{}", words.study, words.program);
    if review.studies.is_empty() {
        page.sentence(&format!("{what}はありません。"))?;
        return page.finish();
    }
    let unanswered = review.unanswered_studies;
    let counter = &words.counter;
    if review.studies.len() == unanswered as usize {
        page.sentence(&format!(
            "{what}{unanswered}{counter}のすべてで、結論の報告がまだありません。"
        ))?;
        return page.finish();
    }
    let rest = match unanswered {
        0 => String::new(),
        _ => format!("{unanswered}{counter}は、結論の報告がまだありません。"),
    };
    page.sentence(&format!("{what}について、担当課が報告した結論は次のとおりです。{rest}"))?;
    page.gap(6.0)?;
    let is_open = review.studies.iter().any(|study| study.verdict.is_none());
    let note = "「未確定」は、結論の報告がまだ確かめられていないものです。".to_owned();
    let notes = if is_open { vec![note] } else { Vec::new() };
    page.repeated_table(&table, &notes)?;
    page.finish()
}
