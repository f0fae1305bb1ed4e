//! What a revision does to the number of items, in one sentence.

use super::change::BridgeRow;
use super::figures::ReviewFigures;
use crate::schema::Plan;

/// From how many items to how many, by kind where there is more than one, from the rows of ⑥; and how many programs have
/// not answered. If none has, only that is said.
pub fn review_sentence(plan: &Plan, review: &ReviewFigures) -> String {
    let unanswered = plan.words.counted(review.unanswered);
    let what = if review.studies.is_empty() {
        "見直しの方向"
    } else {
        "見直しの方向や結論"
    };
    if review.is_unanswered() {
        return format!("{unanswered}のすべてで、{what}の報告がまだありません。");
    }
    let mut sentence = moved(plan, review);
    if review.unanswered > 0 {
        sentence.push_str(&format!("{unanswered}は{what}の報告がまだなく、今のまま数えています。"));
    }
    sentence
}

fn moved(plan: &Plan, review: &ReviewFigures) -> String {
    let (from, is_draft) = (review.from.label(), review.is_draft);
    let (before, after) = (said(plan, review, |row| row.start), said(plan, review, |row| row.end));
    match (is_draft, before == after) {
        (true, true) => format!("{from}からの計画の改訂案では、{before}のまま変わりません。"),
        (true, false) => {
            format!("{from}からの計画の改訂案では、{before}が{after}になります。")
        }
        (false, true) => format!("{from}からの計画の改訂の後も、{before}のまま変わりません。"),
        (false, false) => format!("{from}からの計画の改訂により、{before}が{after}になりました。"),
    }
}

/// `28項目(実施20項目、検討8項目)`.
fn said(plan: &Plan, review: &ReviewFigures, count: fn(&BridgeRow) -> u32) -> String {
    let counter = &plan.words.counter;
    let rows = |is_total: bool| {
        review
            .bridge
            .iter()
            .filter(move |row| row.kind.is_none() == is_total)
            .map(move |row| (row, count(row)))
    };
    let total: u32 = rows(true).map(|(_, count)| count).sum();
    let kinds = rows(false).filter_map(|(row, count)| {
        let word = plan.kind_word(row.kind?);
        (row.start > 0 || row.end > 0).then(|| format!("{word}{count}{counter}"))
    });
    match kinds.collect::<Vec<_>>().as_slice() {
        [] | [_] => format!("{total}{counter}"),
        kinds => format!("{total}{counter}({})", kinds.join("、")),
    }
}
