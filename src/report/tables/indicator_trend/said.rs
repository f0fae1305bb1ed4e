//! What is said beside the table and the charts of the indicators' years: what they leave out, and why.

use super::{MOST_DRAWN, has_value};
use crate::analysis::{IndicatorFigure, TrendPoint};
use crate::form::quantity_text;
use crate::report::request::ReportRequest;
use crate::report::tables::Shown;
use crate::terms::FiscalYear;

/// Indicators that a note names at most.
const MOST_NAMED: usize = 20;

/// What the table leaves empty, and what it has no room for.
pub(super) fn notes(request: &ReportRequest<'_>, years: &[FiscalYear]) -> Vec<String> {
    let mut notes = vec![
        "空欄は、実績の値がない年度です。「約」はおよその値です。金額の指標は千円で表しています。"
            .to_owned(),
    ];
    let round = request.figures.round;
    if round.half.is_some() {
        let year = round.year.label();
        notes.push(format!("{year}の実績は、年度の途中({})までのものを含みます。", round.label()));
    }
    notes.extend(older_values(request, years));
    notes
}

/// The actuals of years before those of the table.
fn older_values(request: &ReportRequest<'_>, years: &[FiscalYear]) -> Option<String> {
    let said = request.figures.indicators.iter().filter_map(|figure| {
        let points = figure.trend.iter().filter(|point| !years.contains(&point.fiscal_year));
        let values = said_values(request, figure, points);
        let unit = Shown::of(request, figure).unit;
        let of_what = if unit.is_empty() { String::new() } else { format!("({unit})") };
        (!values.is_empty()).then(|| format!("{}{of_what} {}", called(figure), values.join("、")))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("表に入らない、より前の年度の実績: {}", listed(&said, "; ")))
}

/// Year and actual of each of these points that has one: `R3 約12`.
pub(super) fn said_values<'a>(
    request: &ReportRequest<'_>,
    figure: &IndicatorFigure,
    points: impl Iterator<Item = &'a TrendPoint>,
) -> Vec<String> {
    let Shown { divisor, decimals, .. } = Shown::of(request, figure);
    let said = points.filter_map(|point| {
        let about = if point.approx { "約" } else { "" };
        let value = quantity_text(point.value? / divisor, decimals);
        Some(format!("{} {about}{value}", point.fiscal_year.short()))
    });
    said.collect()
}

/// An indicator by its program and name.
fn called(figure: &IndicatorFigure) -> String {
    format!("No.{}「{}」", figure.program_no, figure.name)
}

/// The first of the texts, and how many more there are.
fn listed(texts: &[String], between: &str) -> String {
    let named = texts.len().min(MOST_NAMED);
    let rest = match texts.len() - named {
        0 => String::new(),
        rest => format!(" ほか{rest}件"),
    };
    format!("{}{rest}", texts[..named].join(between))
}

/// Which indicators are not drawn, and why; said above the charts, where nobody has to look for it.
pub(super) fn not_drawn(request: &ReportRequest<'_>, from: FiscalYear) -> Vec<String> {
    let limit =
        limit_note(request, from).map(|note| format!("{note}残りの指標は、図の後の表にあります。"));
    let figures = request.figures.indicators.iter();
    let without = figures.filter(|figure| !has_value(figure, from));
    let names: Vec<String> = without.map(called).collect();
    let empty = (!names.is_empty())
        .then(|| format!("実績の値がないため図がない指標: {}", listed(&names, "、")));
    limit.into_iter().chain(empty).collect()
}

/// How many indicators are drawn and up to which, if more have a value.
pub(super) fn limit_note(request: &ReportRequest<'_>, from: FiscalYear) -> Option<String> {
    let figures = request.figures.indicators.iter();
    let with: Vec<_> = figures.filter(|figure| has_value(figure, from)).collect();
    let last = with.get(MOST_DRAWN - 1).filter(|_| with.len() > MOST_DRAWN)?;
    Some(format!(
        "図は、値のある指標{}件のうち、計画の順に初めの{MOST_DRAWN}件({}まで)です。",
        with.len(),
        called(last)
    ))
}
