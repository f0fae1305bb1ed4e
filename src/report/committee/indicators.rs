//! 資料2: every indicator against its target.

use super::paper::{INDICATORS, open};
use crate::analysis::indicator_sentence;
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::tables::{IndicatorDetail, indicator_notes, indicator_table};
use crate::sheet::{LIST_WIDTH, PRINTED_WIDTH, Sheet, Written};

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>, detail: IndicatorDetail) -> Written<Sheet> {
    let figures = request.figures;
    // What the headquarters see besides is printed a little smaller.
    let width = if detail == IndicatorDetail::Brief { PRINTED_WIDTH } else { LIST_WIDTH };
    let (table, widths) = indicator_table(request, detail, width);
    let mut page = open(request, INDICATORS, widths)?;
    let Some(sentence) = indicator_sentence(&figures.indicator_tally) else {
        page.sentence("この計画に指標はありません。")?;
        return page.finish();
    };
    page.sentence(&format!("{sentence}(基準日 {})", long_date(figures.round.as_of())))?;
    page.gap(6.0)?;
    let mut notes = vec![
        "注1 状況は、最新の実績を目標と比べたものです。達成率、見通し、状況の決め方は「参考」にあります。達成率は小数第2位を四捨五入しています。".to_owned(),
        "注2 「約」はおよその値です。「集計中」「未提出」などは、実績の値がない理由です。金額の指標は千円で表しています。".to_owned(),
    ];
    notes.extend(indicator_notes(request, detail));
    page.repeated_table(&table, &notes)?;
    page.finish()
}
