//! Which target the years of an indicator were measured against, where a revision has changed it.

use crate::analysis::{IndicatorActual, IndicatorFigure};
use crate::report::request::ReportRequest;
use crate::terms::FiscalYear;

/// A line for each indicator whose years have more than one target, or that a revision has added.
pub(super) fn revised_targets(request: &ReportRequest<'_>) -> Vec<String> {
    request.figures.indicators.iter().filter_map(line).collect()
}

fn line(figure: &IndicatorFigure) -> Option<String> {
    let mut spans: Vec<(&IndicatorActual, FiscalYear)> = Vec::new();
    for actual in &figure.actuals {
        match spans.last_mut() {
            Some((first, last)) if same_target(first, actual) => *last = actual.fiscal_year,
            _ => spans.push((actual, actual.fiscal_year)),
        }
    }
    if spans.len() < 2 {
        return None;
    }
    let parts: Vec<String> = spans.iter().map(|(first, last)| span(first, *last)).collect();
    Some(format!(
        "改訂 No.{} 「{}」の目標は、{}です。",
        figure.program_no,
        figure.name,
        parts.join("、")
    ))
}

fn same_target(one: &IndicatorActual, other: &IndicatorActual) -> bool {
    (&one.target_text, one.target_since) == (&other.target_text, other.target_since)
}

/// `R3〜R4は毎年20,000以上(当初)`.
fn span(first: &IndicatorActual, last: FiscalYear) -> String {
    let years = if first.fiscal_year == last {
        last.short()
    } else {
        format!("{}〜{}", first.fiscal_year.short(), last.short())
    };
    let Some(target) = &first.target_text else { return format!("{years}はなし") };
    let set = match first.target_since {
        None => "当初".to_owned(),
        Some(year) => format!("{}改訂", year.label()),
    };
    format!("{years}は{target}({set})")
}
