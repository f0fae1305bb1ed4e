//! 指標: baseline, target, one column per year, and whether the target is reached.

use rust_decimal::Decimal;

use super::revised_targets::revised_targets;
use crate::analysis::{
    Achieved, IndicatorActual, IndicatorFigure, IndicatorStatus, UndecidableReason,
};
use crate::form::{baseline_text, quantity_text};
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::schema::Indicator;
use crate::sheet::{Body, Cell, Column, Columns, LIST_WIDTH, Repeat, Table, Tone, measure, style};
use crate::terms::{FiscalYear, Round};

/// Pixels that the names of program and indicator have at least, and those of a table that would not be readable else.
const NAMES: u32 = 320;
const NARROW_NAMES: u32 = 240;

/// How much the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndicatorDetail {
    /// What the committee reads: the status, and the outlook.
    Brief,
    /// Also the latest year and value, the verdict, and the pace that is needed.
    Internal,
    /// Also a column for the small picture of the years, which whoever draws the table lays over its cells.
    Full,
}

impl IndicatorDetail {
    fn has_picture(self) -> bool {
        self == IndicatorDetail::Full
    }

    fn has_basis(self) -> bool {
        self != IndicatorDetail::Brief
    }
}

/// Heading of the state before the plan.
pub const BASELINE_HEAD: &str = "基準値";
/// Heading of the target.
pub const TARGET_HEAD: &str = "目標";
/// Heading of the year of the latest value.
pub const LATEST_YEAR_HEAD: &str = "最新の\n年度";
/// Heading of the status.
pub const STATUS_HEAD: &str = "状況";
/// Heading of the verdict.
pub const VERDICT_HEAD: &str = "判定";
/// Heading of the small picture of the years.
pub const TREND_HEAD: &str = "推移";
/// Heading of the latest value.
pub const LATEST_HEAD: &str = "最新値";
/// Heading of the achievement rate.
pub const RATE_HEAD: &str = "達成率\n(%)";
/// Heading of the pace that is needed.
pub const PACE_HEAD: &str = "必要ペース\n(年当たり)";
/// Heading of the outlook.
pub const OUTLOOK_HEAD: &str = "見通し\n(目標年度)";
/// Pixels of the small picture of the years.
const TREND_WIDTH: u32 = 120;

/// The unit in which reports print an indicator, and the factor from its own unit.
pub struct Shown {
    /// Printed unit.
    pub unit: String,
    /// How many of its own units are one printed unit.
    pub divisor: Decimal,
    /// Digits after the decimal point in the printed unit.
    pub decimals: u32,
}

impl Shown {
    /// Of the indicator of a figure.
    pub fn of(request: &ReportRequest<'_>, figure: &IndicatorFigure) -> Shown {
        shown(figure, indicator(request, figure))
    }

    /// Digits that a value has in the printed unit if it has `digits` in its own.
    pub fn digits(&self, digits: u32) -> u32 {
        // The divisor is a power of ten.
        digits + self.divisor.trunc().to_string().len() as u32 - 1
    }
}

fn shown(figure: &IndicatorFigure, indicator: Option<&Indicator>) -> Shown {
    if indicator.is_some_and(Indicator::is_money) {
        return Shown { unit: "千円".to_owned(), divisor: Decimal::ONE_THOUSAND, decimals: 0 };
    }
    Shown { unit: figure.unit.clone(), divisor: Decimal::ONE, decimals: figure.decimals }
}

fn years(request: &ReportRequest<'_>) -> Vec<FiscalYear> {
    let round = request.figures.round;
    request.plan.years().filter(|year| *year <= round.year).collect()
}

fn indicator<'a>(request: &ReportRequest<'a>, figure: &IndicatorFigure) -> Option<&'a Indicator> {
    let program = request.plan.program(figure.program_no)?;
    program.indicators.iter().find(|indicator| indicator.id == figure.indicator_id)
}

/// Pixels of the widest achievement rate: one against a small baseline has many digits.
fn rate_width(request: &ReportRequest<'_>) -> u32 {
    let rates = request.figures.indicators.iter().filter_map(|figure| figure.achievement_rate);
    let texts = rates.map(|rate| format!("{}%", quantity_text(rate, 1)));
    texts.map(|text| measure::text_width(&text, style::TEXT_SIZE)).fold(64, u32::max)
}

/// Pixels of the widest actual.
fn number_width(request: &ReportRequest<'_>) -> u32 {
    let texts = request.figures.indicators.iter().flat_map(|figure| {
        let divisor = shown(figure, indicator(request, figure)).divisor;
        figure.actuals.iter().filter_map(move |actual| {
            let value = actual.value? / divisor;
            Some(format!("約{}", quantity_text(value, figure.decimals)))
        })
    });
    texts.map(|text| measure::text_width(&text, style::TEXT_SIZE)).fold(64, u32::max)
}

/// An indicator as it is shown.
struct Line<'a> {
    figure: &'a IndicatorFigure,
    indicator: Option<&'a Indicator>,
    shown: Shown,
}

impl Line<'_> {
    /// A value of the indicator's own unit.
    fn number(&self, value: Decimal) -> Cell {
        Cell::number(value / self.shown.divisor, self.shown.decimals)
    }

    fn number_or_dash(&self, value: Option<Decimal>) -> Cell {
        value.map_or_else(dash, |value| self.number(value))
    }
}

/// The whole table, one row per indicator in plan order, with the widths of its columns, which fill `width` if it can be
/// filled.
pub fn indicator_table(
    request: &ReportRequest<'_>,
    detail: IndicatorDetail,
    width: u32,
) -> (Table, Vec<u32>) {
    let figures = request.figures.indicators.iter();
    let lines: Vec<Line<'_>> = figures
        .map(|figure| {
            let indicator = indicator(request, figure);
            Line { figure, indicator, shown: shown(figure, indicator) }
        })
        .collect();
    let used = columns(request, detail, [0, 0]).width();
    let free = width.saturating_sub(used).max(NAMES);
    // Long numbers make the names narrower rather than all letters too small to be read.
    let readable = LIST_WIDTH.saturating_sub(used);
    let free = if (NARROW_NAMES..free).contains(&readable) { readable } else { free };
    // The indicator's name says more than the program's.
    let columns = columns(request, detail, [free * 2 / 5, free - free * 2 / 5]);
    (columns.table(&lines, Body::Figures), columns.widths())
}

/// What is said of each indicator; `names` are the pixels of its program's name and its own.
fn columns<'a>(
    request: &'a ReportRequest<'_>,
    detail: IndicatorDetail,
    names: [u32; 2],
) -> Columns<'a, Line<'a>> {
    let round = request.figures.round;
    let number = number_width(request);
    let program_head = Column::new(request.plan.words.program.as_str()).repeat(Repeat::Marked);
    Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |line: &Line<'a>| {
            words::number(line.figure.program_no)
        })
        .with(program_head, names[0], |line| {
            let program = request.plan.program(line.figure.program_no);
            Cell::text(program.map_or("", |program| program.name.as_str()))
        })
        .with("指標", names[1], |line| Cell::text(line.figure.name.as_str()))
        .with("単位", 48, |line| Cell::centre(line.shown.unit.as_str()))
        .with(BASELINE_HEAD, 84, |line| {
            let baseline = line.indicator.map_or_else(|| "-".to_owned(), baseline_text);
            Cell::text(baseline).tone(Tone::Right)
        })
        .with(TARGET_HEAD, 104, |line| {
            Cell::text(line.figure.target_text.as_str()).tone(Tone::Centre)
        })
        .each(years(request).into_iter().enumerate(), |columns, (at, year)| {
            let head = Column::new(actual_head(round, year)).current(year == round.year);
            columns.with(head, number, move |line| {
                let actual = line.figure.actuals.get(at);
                actual.map_or_else(Cell::empty, |one| actual_cell(one, &|value| line.number(value)))
            })
        })
        .when(detail.has_picture(), |columns| {
            columns.with(TREND_HEAD, TREND_WIDTH, |_| Cell::empty())
        })
        .when(detail.has_basis(), |columns| {
            columns
                .with(LATEST_YEAR_HEAD, 58, |line| {
                    Cell::centre(line.figure.latest_year.map_or("-".to_owned(), FiscalYear::short))
                })
                .with(LATEST_HEAD, number, |line| line.number_or_dash(line.figure.latest))
                .with(VERDICT_HEAD, 64, |line| verdict(line.figure.achieved))
        })
        .with(RATE_HEAD, rate_width(request), |line| {
            let rate = |rate| Cell::number(rate, 1).format(style::share_format(1));
            line.figure.achievement_rate.map_or_else(dash, rate)
        })
        .when(detail.has_basis(), |columns| {
            columns.with(PACE_HEAD, number.max(76), |line| line.number_or_dash(line.figure.pace))
        })
        .with(OUTLOOK_HEAD, number.max(76), |line| {
            let outlook = line.number_or_dash(line.figure.outlook);
            let is_about = line.figure.outlook.is_some() && line.figure.outlook_approx;
            if is_about { outlook.approximate() } else { outlook }
        })
        .with(STATUS_HEAD, 76, |line| status(line.figure.status))
}

fn verdict(achieved: Achieved) -> Cell {
    let verdict = Cell::centre(achieved.label());
    if achieved == Achieved::No { verdict.tone(Tone::AlertCentre) } else { verdict }
}

fn status(status: IndicatorStatus) -> Cell {
    let cell = Cell::centre(status.label());
    match status {
        IndicatorStatus::Short | IndicatorStatus::FallingBack => cell.tone(Tone::AlertCentre),
        _ => cell,
    }
}

/// Heading of the column that holds a year's actuals.
pub fn actual_head(round: Round, year: FiscalYear) -> String {
    words::year_head(round, year, "実績")
}

/// The unit in which reports print an indicator, and a cell with a value of its own unit.
pub fn shown_unit(
    figure: &IndicatorFigure,
    indicator: Option<&Indicator>,
) -> (String, impl Fn(Decimal) -> Cell) {
    let Shown { unit, divisor, decimals } = shown(figure, indicator);
    (unit, move |value: Decimal| Cell::number(value / divisor, decimals))
}

fn dash() -> Cell {
    Cell::text("-").tone(Tone::Right)
}

/// The value of a year, or why there is none.
pub fn actual_cell(actual: &IndicatorActual, number: &dyn Fn(Decimal) -> Cell) -> Cell {
    match (actual.value, actual.missing) {
        (Some(value), _) => {
            let cell = if actual.approx { number(value).approximate() } else { number(value) };
            // The note below the table says what was corrected.
            if actual.corrected.is_some() { cell.corrected() } else { cell }
        }
        (None, reason) => Cell::text(reason.map_or("-", words::missing)).tone(Tone::Right),
    }
}

/// Which paces start from a value of an earlier year than the round's; `None` if there is none.
pub fn older_pace_note(request: &ReportRequest<'_>) -> Option<String> {
    older_note(request, "必要ペース", |figure| figure.pace.is_some())
}

/// Which rates, outlooks and statuses rest on a value of an earlier year than the round's; `None` if there is none.
fn older_value_note(request: &ReportRequest<'_>) -> Option<String> {
    older_note(request, "達成率、見通し、状況", |figure| {
        figure.achievement_rate.is_some()
            || figure.outlook.is_some()
            || figure.status != IndicatorStatus::Undecidable
    })
}

fn older_note(
    request: &ReportRequest<'_>,
    what: &str,
    has: fn(&IndicatorFigure) -> bool,
) -> Option<String> {
    let round = request.figures.round;
    let older = request.figures.indicators.iter().filter(|figure| has(figure));
    let older = older.filter_map(|figure| {
        let year = figure.latest_year.filter(|year| *year < round.year)?;
        Some(format!("No.{}「{}」({}の値)", figure.program_no, figure.name, year.label()))
    });
    let names: Vec<String> = older.collect();
    (!names.is_empty()).then(|| {
        let year = round.year.label();
        format!("{what}に{year}より前の値を使ったもの: {}", names.join("、"))
    })
}

/// One note for each indicator whose years have different targets, one for each value that a later round corrected, and
/// one for each status that cannot be told.
pub fn indicator_notes(request: &ReportRequest<'_>, detail: IndicatorDetail) -> Vec<String> {
    let mut notes = revised_targets(request);
    for figure in &request.figures.indicators {
        let Shown { unit, divisor, decimals } = Shown::of(request, figure);
        let text = |value: Decimal, approx: bool| {
            let about = if approx { "約" } else { "" };
            format!("{about}{}{unit}", quantity_text(value / divisor, decimals))
        };
        for actual in &figure.actuals {
            let Some(before) = &actual.corrected else { continue };
            let old = match before.value {
                Some(value) => text(value, before.approx),
                None => before.missing.map_or("値なし", words::missing).to_owned(),
            };
            let new = match actual.value {
                Some(value) => text(value, actual.approx),
                None => actual.missing.map_or("値なし", words::missing).to_owned(),
            };
            let year = actual.fiscal_year.label();
            notes.push(format!(
                "訂正 No.{} 「{}」の{year}実績は、{old}から{new}に訂正されました。",
                figure.program_no, figure.name
            ));
        }
    }
    notes.extend(older_value_note(request));
    if detail == IndicatorDetail::Full {
        notes.extend(older_pace_note(request));
    }
    for reason in UndecidableReason::ALL {
        let with_reason =
            request.figures.indicators.iter().filter(|figure| figure.status_reason == Some(reason));
        let names: Vec<String> = with_reason
            .map(|figure| format!("No.{}「{}」", figure.program_no, figure.name))
            .collect();
        if !names.is_empty() {
            notes.push(format!("判定できない({}): {}", reason.label(), names.join("、")));
        }
    }
    notes
}
