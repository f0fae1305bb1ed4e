//! The rule of an indicator in words: what is to be reached, how it is judged, and by what margin it is met or missed.

use rust_decimal::Decimal;

use super::amount::Shown;
use super::words::{self, Line};
use crate::analysis::{IndicatorFigure, UndecidableReason};
use crate::publish::PublicIndicator;
use crate::schema::{Better, Shape};
use crate::terms::Round;

/// What is to be reached: `2024年度(令和6年度)末までに90.0%以上`.
pub(super) fn target(indicator: &PublicIndicator, shown: &Shown) -> String {
    let figure = &indicator.figure;
    let when = match (indicator.is_yearly, figure.target_year) {
        (true, _) => "毎年度".to_owned(),
        (false, Some(year)) => format!("{}末までに", words::year(year)),
        (false, None) => String::new(),
    };
    let bound = match indicator.better {
        Better::Higher => "以上",
        Better::Lower => "以下",
    };
    let Some(value) = figure.target else {
        return match indicator.shape {
            Shape::NotBelowPrevious => "毎年度、前の年度の実績以上".to_owned(),
            _ => "定められていません".to_owned(),
        };
    };
    let value = shown.amount(value);
    match indicator.shape {
        Shape::Level | Shape::YearlyFlow => format!("{when}{value}{bound}"),
        Shape::Increment => format!("{when}基準の値より{value}{bound}増やす"),
        Shape::YearlyIncrement => format!("{when}{value}{bound}増やす"),
        Shape::NotBelowPrevious => "毎年度、前の年度の実績以上".to_owned(),
        Shape::KeepWithin => format!("{value}くらいを保つ{}", band(figure, shown)),
    }
}

fn band(figure: &IndicatorFigure, shown: &Shown) -> String {
    let basis = figure.basis.verdict.as_ref();
    let bounds = basis.and_then(|basis| basis.lower.zip(basis.upper));
    bounds.map_or_else(String::new, |(lower, upper)| {
        format!("({}から{}まで)", shown.amount(lower), shown.amount(upper))
    })
}

/// How it is judged.
pub(super) fn rule(shape: Shape) -> &'static str {
    match shape {
        Shape::Level | Shape::Increment => {
            "いちばん新しい値を、目標と比べます。届いていないうちは、その時点の目安とも比べます。"
        }
        Shape::YearlyFlow | Shape::YearlyIncrement => "その年度の値だけを、目標と比べます。",
        Shape::NotBelowPrevious => "その年度の値を、前の年度の値と比べます。",
        Shape::KeepWithin => "いちばん新しい値が、決められた幅の中にあるかを見ます。",
    }
}

/// By what margin the target is met or missed: `あと13.3ポイント`.
pub(super) fn margin(figure: &IndicatorFigure, shown: &Shown) -> Option<String> {
    let basis = figure.basis.verdict.as_ref()?;
    let value = figure.latest?;
    let distance = |bound: Decimal| value.checked_sub(bound);
    let said = match (basis.lower, basis.upper) {
        (Some(lower), None) => above(distance(lower)?, shown),
        (None, Some(upper)) => below(distance(upper)?, shown),
        (Some(lower), Some(upper)) => {
            let (under, over) = (distance(lower)?, distance(upper)?);
            match () {
                () if under < Decimal::ZERO => format!("幅の下に{}", shown.difference(under)),
                () if over > Decimal::ZERO => format!("幅の上に{}", shown.difference(over)),
                () => "幅の中".to_owned(),
            }
        }
        (None, None) => return None,
    };
    let hidden = if basis.slack.is_zero() { "" } else { "くらい" };
    Some(format!("{said}{hidden}"))
}

fn above(distance: Decimal, shown: &Shown) -> String {
    match () {
        () if distance.is_zero() => "目標とちょうど同じ".to_owned(),
        () if distance > Decimal::ZERO => format!("目標を{}上回る", shown.difference(distance)),
        () => format!("目標まであと{}", shown.difference(distance)),
    }
}

fn below(distance: Decimal, shown: &Shown) -> String {
    match () {
        () if distance.is_zero() => "目標とちょうど同じ".to_owned(),
        () if distance < Decimal::ZERO => format!("目標より{}少ない", shown.difference(distance)),
        () => format!("目標まで、あと{}減らす必要", shown.difference(distance)),
    }
}

/// Target, value, year and margin in one sentence.
pub(super) fn claim(indicator: &PublicIndicator, shown: &Shown, round: Round) -> String {
    let figure = &indicator.figure;
    let target = target(indicator, shown);
    let Some((year, value)) = figure.latest_year.zip(figure.latest) else {
        let actual = figure.actuals.iter().find(|actual| actual.fiscal_year == round.year);
        let why = actual.and_then(|actual| actual.missing).map_or("値なし", words::missing);
        return format!("目標は{target}です。実績の値はまだありません({why})。");
    };
    let actual = figure.actuals.iter().find(|actual| actual.fiscal_year == year);
    let value = shown.about(value, actual.is_some_and(|actual| actual.approx));
    let margin = margin(figure, shown).map(|margin| format!("({margin})")).unwrap_or_default();
    let year = words::year_in(round, year);
    format!("目標は{target}で、{year}は{value}{}です{margin}。", shown.unit)
}

/// What the verdict rests on, line by line.
pub(super) fn basis(indicator: &PublicIndicator, shown: &Shown, round: Round) -> Vec<Line> {
    let figure = &indicator.figure;
    let mut lines = vec![Line::new("判定の決まり", rule(indicator.shape))];
    if let Some(year) = figure.latest_year.filter(|year| *year < round.year) {
        let now = words::year_in(round, round.year);
        lines.push(Line::new(
            "いつの値か",
            format!(
                "{}の値です。{now}の値がまだないため、前の値で判定しています。",
                words::year(year)
            ),
        ));
    }
    let due = figure.basis.status.as_ref().and_then(|status| status.due);
    if let Some(due) = due.filter(|_| figure.target != figure.latest) {
        let due = shown.rounded(due);
        lines.push(Line::new(
            "その時点の目安",
            format!("{due}(目標の年度まで一定の速さで進むと見たとき)"),
        ));
    }
    lines.push(Line::new("前の値", before(indicator, shown)));
    if let Some(baseline) = figure.baseline {
        let day = indicator.baseline_date.as_deref().map(words::day_of);
        let time = day.or(indicator.baseline_year.map(words::year));
        let time = time.map(|time| format!("({time})")).unwrap_or_default();
        lines.push(Line::new("基準の値", format!("{}{time}", shown.amount(baseline))));
    }
    if let Some((value, year)) = figure.outlook.zip(figure.outlook_year) {
        let value = shown.rounded(value);
        lines.push(Line::new(
            "見通し",
            format!("今の進み方が続けば、{}末に{value}になります。", words::year(year)),
        ));
    }
    if let Some(reason) = figure.status_reason {
        lines.push(Line::new("判定できない理由", format!("{}ためです。", reason_text(reason))));
    }
    lines
}

/// Why nothing can be said, short enough for a mark.
pub(super) fn short_reason(reason: UndecidableReason) -> &'static str {
    match reason {
        UndecidableReason::NoValue => "値なし",
        UndecidableReason::HalfYear => "半年分のみ",
        UndecidableReason::NothingToCompare => "比べる値なし",
        UndecidableReason::Approximate => "概数のため",
        UndecidableReason::NoSecondPoint => "見通しなし",
    }
}

fn reason_text(reason: UndecidableReason) -> &'static str {
    match reason {
        UndecidableReason::Approximate => "「約」の値で、下の桁によって判定が変わる",
        UndecidableReason::NoSecondPoint => "基準の値も前の実績もなく、見通しを立てられない",
        UndecidableReason::NoValue
        | UndecidableReason::HalfYear
        | UndecidableReason::NothingToCompare => reason.label(),
    }
}

/// What it was the time before, and how far the latest value is from that.
fn before(indicator: &PublicIndicator, shown: &Shown) -> String {
    let figure = &indicator.figure;
    let earlier = |year| figure.latest_year.is_none_or(|latest| year < latest);
    let known = figure.trend.iter().rev().filter(|point| earlier(point.fiscal_year));
    let Some((point, value)) = known.filter_map(|point| Some((point, point.value?))).next() else {
        return "ありません。".to_owned();
    };
    let year = words::year(point.fiscal_year);
    let was = format!("{year}は{}{}", shown.about(value, point.approx), shown.unit);
    let moved = figure.latest.and_then(|latest| latest.checked_sub(value));
    let latest = figure.actuals.iter().find(|own| Some(own.fiscal_year) == figure.latest_year);
    let is_about = point.approx || latest.is_some_and(|latest| latest.approx);
    let about = if is_about { "約" } else { "" };
    match moved {
        None => format!("{was}でした。"),
        Some(moved) if moved.is_zero() => format!("{was}で、変わっていません。"),
        Some(moved) if moved > Decimal::ZERO => {
            format!("{was}で、そこから{about}{}増えました。", shown.difference(moved))
        }
        Some(moved) => format!("{was}で、そこから{about}{}減りました。", shown.difference(moved)),
    }
}
