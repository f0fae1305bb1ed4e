//! A small chart of the years of an indicator: where its dots and lines are. All places are exact decimals.

use rust_decimal::Decimal;

use super::amount::Shown;
use super::words;
use crate::analysis::IndicatorFigure;
use crate::terms::FiscalYear;

/// A chart of 360 × 190.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) targets: Vec<Target>,
    pub(super) way: String,
    pub(super) dots: Vec<Dot>,
    pub(super) gaps: Vec<Mark>,
    pub(super) years: Vec<Mark>,
}

/// What is to be reached in a year.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) x1: Decimal,
    pub(super) x2: Decimal,
    pub(super) y: Decimal,
}

/// The value of a year.
#[derive(Debug)]
pub(super) struct Dot {
    pub(super) x: Decimal,
    pub(super) y: Decimal,
    /// Empty where the years stand so close that labels would lie on each other.
    pub(super) label: String,
    pub(super) label_y: Decimal,
    pub(super) is_latest: bool,
}

/// A word at a place.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) x: Decimal,
    pub(super) word: String,
}

const LEFT: u32 = 12;
const WIDTH: u32 = 336;
const TOP: u32 = 34;
const HEIGHT: u32 = 104;
/// Years that can all be labelled.
const ROOMY: usize = 6;
/// How far a label stands above its dot.
const ABOVE: u32 = 13;

/// From values to places.
struct Frame {
    low: Decimal,
    span: Decimal,
    slots: Decimal,
}

impl Frame {
    fn of(figure: &IndicatorFigure) -> Option<Frame> {
        let values = || figure.trend.iter().flat_map(|point| [point.value, point.target]).flatten();
        let (low, high) = (values().min()?, values().max()?);
        // A chart that begins near 0 begins at 0.
        let from_zero = low > Decimal::ZERO && low.checked_mul(Decimal::TWO)? < high;
        let low = if from_zero { Decimal::ZERO } else { low };
        Some(Frame { low, span: high.checked_sub(low)?, slots: Decimal::from(figure.trend.len()) })
    }

    fn y(&self, value: Decimal) -> Option<Decimal> {
        let share = match self.span.is_zero() {
            true => Decimal::new(5, 1),
            false => value.checked_sub(self.low)?.checked_div(self.span)?,
        };
        let height = Decimal::from(HEIGHT);
        Some((Decimal::from(TOP) + height - share.checked_mul(height)?).round_dp(1))
    }

    fn x(&self, nth: usize, share: Decimal) -> Option<Decimal> {
        let slot = Decimal::from(WIDTH).checked_div(self.slots)?;
        Some((Decimal::from(LEFT) + slot * (Decimal::from(nth) + share)).round_dp(1))
    }
}

impl Chart {
    /// Of an indicator with a value at least; years after `last` are to come.
    pub(super) fn of(figure: &IndicatorFigure, shown: &Shown, last: FiscalYear) -> Option<Chart> {
        figure.trend.iter().find(|point| point.value.is_some())?;
        let frame = Frame::of(figure)?;
        let mut chart = Chart {
            title: format!("{}の推移({})", figure.name, shown.unit),
            text: described(figure, shown),
            targets: Vec::new(),
            way: String::new(),
            dots: Vec::new(),
            gaps: Vec::new(),
            years: Vec::new(),
        };
        let is_roomy = figure.trend.len() <= ROOMY;
        let mut is_drawing = false;
        for (nth, point) in figure.trend.iter().enumerate() {
            let x = frame.x(nth, Decimal::new(5, 1))?;
            let year = point.fiscal_year;
            chart.years.push(Mark { x, word: year.to_string() });
            if let Some(target) = point.target {
                chart.targets.push(Target {
                    x1: frame.x(nth, Decimal::new(8, 2))?,
                    x2: frame.x(nth, Decimal::new(92, 2))?,
                    y: frame.y(target)?,
                });
            }
            let Some(value) = point.value else {
                is_drawing = false;
                if year <= last {
                    chart.gaps.push(Mark { x, word: gap(figure, year).to_owned() });
                }
                continue;
            };
            let y = frame.y(value)?;
            let is_labelled = is_roomy || is_marked(figure, year, value);
            let pen = if is_drawing { "L" } else { "M" };
            chart.way.push_str(&format!("{pen}{x} {y}"));
            is_drawing = true;
            chart.dots.push(Dot {
                x,
                y,
                label: if is_labelled { shown.about(value, point.approx) } else { String::new() },
                label_y: y - Decimal::from(ABOVE),
                is_latest: Some(year) == figure.latest_year,
            });
        }
        Some(chart)
    }
}

/// Whether a value is labelled in a narrow chart: the latest, the highest and the lowest.
fn is_marked(figure: &IndicatorFigure, year: FiscalYear, value: Decimal) -> bool {
    let values = || figure.trend.iter().filter_map(|point| point.value);
    let is_extreme = values().max() == Some(value) || values().min() == Some(value);
    Some(year) == figure.latest_year || (is_extreme && !is_beside_latest(figure, year))
}

fn is_beside_latest(figure: &IndicatorFigure, year: FiscalYear) -> bool {
    figure.latest_year.is_some_and(|latest| (latest.0 - year.0).abs() <= 1)
}

fn gap(figure: &IndicatorFigure, year: FiscalYear) -> &str {
    let actual = figure.actuals.iter().find(|actual| actual.fiscal_year == year);
    actual.and_then(|actual| actual.missing).map_or("値なし", words::missing)
}

/// The same in words, for who cannot see it.
fn described(figure: &IndicatorFigure, shown: &Shown) -> String {
    let known = figure.trend.iter().filter_map(|point| {
        let value = shown.about(point.value?, point.approx);
        Some(format!("{}は{value}{}", words::year(point.fiscal_year), shown.unit))
    });
    let known: Vec<String> = known.collect();
    format!("{}。年度ごとの目標と結果は、となりの表にあります。", known.join("、"))
}
