//! The card of an indicator: how it stands, what that rests on, its years as chart and table, and how sure it is.

use askama::Template;

use super::amount::Shown;
use super::chart::Chart;
use super::mark::StatusMark;
use super::rule;
use super::words::{self, Line, Link, YearParts};
use crate::analysis::{IndicatorActual, IndicatorStatus, TrendPoint, UndecidableReason};
use crate::publish::{Public, PublicIndicator};
use crate::terms::{Round, count};

/// The card of an indicator.
#[derive(Debug, Template)]
#[template(path = "indicator.html")]
pub(super) struct IndicatorCard {
    id: String,
    name: String,
    program: Option<Link>,
    status: StatusMark,
    doubted: Option<&'static str>,
    latest: Option<Latest>,
    unit: String,
    claim: String,
    chart: Option<Chart>,
    caption: String,
    rows: Vec<Row>,
    basis: Vec<Line>,
    quality: Vec<String>,
}

#[derive(Debug)]
struct Latest {
    year: String,
    value: String,
}

#[derive(Debug)]
struct Row {
    year: YearParts,
    value: String,
    target: String,
    result: String,
}

impl IndicatorCard {
    /// On the first page it leads to its program; on the program's own page it does not.
    pub(super) fn of(public: &Public, indicator: &PublicIndicator, leads: bool) -> IndicatorCard {
        let figure = &indicator.figure;
        let round = public.about.round;
        let shown = Shown::of(indicator);
        let program = public.programs.iter().find(|program| program.no == figure.program_no);
        let actual = |year| figure.actuals.iter().find(|actual| actual.fiscal_year == year);
        let latest = figure.latest_year.zip(figure.latest).map(|(year, value)| Latest {
            year: words::year_in(round, year),
            value: shown.about(value, actual(year).is_some_and(|actual| actual.approx)),
        });
        IndicatorCard {
            id: figure.indicator_id.to_string(),
            name: figure.name.clone(),
            program: program.filter(|_| leads).map(|program| Link {
                word: format!("No.{} {}", program.no, program.name),
                to: format!("programs/{}.html", program.no),
            }),
            status: status(indicator, round),
            doubted: figure.is_doubted().then_some("桁や単位を確認中"),
            latest,
            claim: rule::claim(indicator, &shown, round),
            chart: Chart::of(figure, &shown, round.year),
            caption: format!("「{}」の年度ごとの数字(単位:{})", figure.name, shown.unit),
            rows: figure
                .trend
                .iter()
                .map(|point| row(point, actual(point.fiscal_year), &shown, round))
                .collect(),
            basis: rule::basis(indicator, &shown, round),
            quality: quality(indicator, &shown, round),
            unit: shown.unit,
        }
    }
}

/// How it stands; where it has no value, the reason for that stands in its place.
fn status(indicator: &PublicIndicator, round: Round) -> StatusMark {
    StatusMark::new(indicator.figure.status, &status_word(indicator, round))
}

fn status_word(indicator: &PublicIndicator, round: Round) -> String {
    let figure = &indicator.figure;
    let actual = figure.actuals.iter().find(|actual| actual.fiscal_year == round.year);
    match (figure.status_reason, actual.and_then(|actual| actual.missing)) {
        (Some(UndecidableReason::NoValue), Some(code)) => {
            format!("{}({})", figure.status.label(), words::missing(code))
        }
        (Some(reason), _) => format!("{}({})", figure.status.label(), rule::short_reason(reason)),
        (None, _) => figure.status.label().to_owned(),
    }
}

/// How many indicators stand where; what cannot be judged is apart by its reason, so that the parts add up to all.
pub(super) fn statuses(public: &Public) -> Vec<StatusCount> {
    let mut counts: Vec<StatusCount> = Vec::new();
    for status in IndicatorStatus::ALL {
        let of_status = public.indicators.iter().filter(|own| own.figure.status == status);
        let words: Vec<String> =
            of_status.map(|own| status_word(own, public.about.round)).collect();
        let mut kinds = words.clone();
        kinds.sort();
        kinds.dedup();
        counts.extend(kinds.into_iter().map(|word| {
            let same = count(words.iter().filter(|own| **own == word).count());
            StatusCount { mark: StatusMark::new(status, &word), count: same }
        }));
    }
    counts
}

/// How many indicators stand so.
#[derive(Debug)]
pub(super) struct StatusCount {
    pub(super) mark: StatusMark,
    pub(super) count: u32,
}

fn row(point: &TrendPoint, actual: Option<&IndicatorActual>, shown: &Shown, round: Round) -> Row {
    let year = point.fiscal_year;
    let missing = actual.and_then(|actual| actual.missing).map(words::missing);
    let value = match (point.value, missing) {
        (Some(value), _) => shown.about(value, point.approx),
        (None, Some(why)) => why.to_owned(),
        (None, None) if year > round.year => "これから".to_owned(),
        (None, None) => "値なし".to_owned(),
    };
    let corrected = actual.is_some_and(|actual| actual.corrected.is_some());
    Row {
        year: YearParts::of(round, year),
        value: format!("{value}{}", if corrected { "(訂正)" } else { "" }),
        target: point.target.map_or_else(|| "―".to_owned(), |target| shown.number(target)),
        result: match actual {
            Some(actual) if actual.value.is_some() => actual.achieved.label().to_owned(),
            Some(_) => "―".to_owned(),
            None if year > round.year => "―".to_owned(),
            None => "計画の前".to_owned(),
        },
    }
}

/// A few lines on how sure the numbers are.
fn quality(indicator: &PublicIndicator, shown: &Shown, round: Round) -> Vec<String> {
    let figure = &indicator.figure;
    let mut lines = Vec::new();
    if let Some(text) = &indicator.definition {
        lines.push(format!("何を数えたか:{text}"));
    }
    let source = indicator.data_source.as_deref().unwrap_or("担当課が市の調査票で報告した数字です");
    lines.push(format!("出どころ:{source}。", source = source.trim_end_matches('。')));
    if figure.latest.is_some() {
        lines.push(checked(figure.is_doubted()).to_owned());
    }
    let latest = figure.actuals.iter().find(|own| Some(own.fiscal_year) == figure.latest_year);
    lines.extend(latest.map(|actual| {
        match actual.approx {
            true => "確からしさ:概数(約)で報告された数字です。",
            false => "確からしさ:概数ではなく、報告された数字そのままです。",
        }
        .to_owned()
    }));
    let gaps: Vec<String> = figure
        .actuals
        .iter()
        .filter_map(|actual| {
            let why = words::missing(actual.missing?);
            Some(format!("{}は{why}", words::year_in(round, actual.fiscal_year)))
        })
        .collect();
    lines.push(match gaps.is_empty() {
        true => "欠けている年度:ありません。".to_owned(),
        false => format!("欠けている年度:{}。", gaps.join("、")),
    });
    lines.extend(figure.actuals.iter().filter_map(|actual| correction(actual, shown, round)));
    lines.extend(indicator.notes.iter().map(|(year, note)| {
        let note = words::lines(note).join(" ");
        format!("担当課の説明({}):{note}", words::year_in(round, *year))
    }));
    lines
}

fn checked(is_doubted: bool) -> &'static str {
    if is_doubted {
        "検査:桁や単位を担当課に確かめています。数字は変わることがあります。"
    } else {
        "検査:読み取り、単位、取りうる範囲、前の年度との開きを確かめました。"
    }
}

/// What a later report corrected.
pub(super) fn correction(actual: &IndicatorActual, shown: &Shown, round: Round) -> Option<String> {
    let before = actual.corrected.as_ref()?;
    let said = |value: Option<_>, approx, missing: Option<&'static str>| match value {
        Some(value) => format!("{}{}", shown.about(value, approx), shown.unit),
        None => missing.map_or("値なし", words::missing).to_owned(),
    };
    Some(format!(
        "訂正:{}の実績は、{}から{}に改められました。",
        words::year_in(round, actual.fiscal_year),
        said(before.value, before.approx, before.missing),
        said(actual.value, actual.approx, actual.missing)
    ))
}
