//! Published statements, made from the figures.

use super::effect::{EffectFigures, EffectView};
use super::indicator::IndicatorTally;
use super::rating::RatingFigures;
use crate::form::quantity_text;
use crate::schema::Plan;
use crate::terms::{Round, Yen};
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

/// How many programs stand where, in one sentence.
///
/// A category with count 0 is left out, as the city's own pages do; what is not rated or not submitted is said.
#[must_use]
pub fn rating_sentence(plan: &Plan, round: Round, ratings: &RatingFigures) -> String {
    let counter = &plan.words.counter;
    let total = &ratings.total;
    let levels = plan.scale(round.year).levels.iter();
    let parts: Vec<String> = levels
        .filter(|level| total.count(&level.code) > 0)
        .map(|level| format!("「{}」取組は{}{counter}", level.phrase(), total.count(&level.code)))
        .collect();
    let mut sentence = format!("{}{counter}のうち、", total.items);
    if parts.is_empty() {
        sentence.push_str("評価した取組はまだありません。");
    } else {
        sentence.push_str(&parts.join("、"));
        sentence.push_str("です。");
    }
    let rest = [
        (total.not_rated_total(), "評価の対象外"),
        (total.unclear, "区分が未記入"),
        (total.not_submitted, "未提出"),
    ];
    for (count, what) in rest.into_iter().filter(|(count, _)| *count > 0) {
        sentence.push_str(&format!("{count}{counter}は{what}です。"));
    }
    sentence
}

/// How many indicators reached their targets; `None` if the plan has no indicator.
#[must_use]
pub fn indicator_sentence(tally: &IndicatorTally) -> Option<String> {
    if tally.indicators == 0 {
        return None;
    }
    let parts = [(tally.not_achieved, "未達成"), (tally.undecided, "判定できないもの")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: String = parts.map(|(count, what)| format!("、{what}は{count}件")).collect();
    let IndicatorTally { indicators, achieved, .. } = tally;
    Some(format!("指標{indicators}件のうち、目標を達成しているものは{achieved}件{parts}です。"))
}

/// The year's new effect by kind, in 百万円 with 約; `None` if there is none.
#[must_use]
pub fn effect_sentence(round: Round, effects: &EffectFigures) -> Option<String> {
    let of = |kind: Option<&str>| effects.total(None, kind, round.year, EffectView::New).actual;
    let total = of(None);
    if total == Yen::ZERO {
        return None;
    }
    let kinds: Vec<String> = effects
        .kinds
        .iter()
        .map(|kind| (kind, of(Some(kind))))
        .filter(|(_, yen)| *yen != Yen::ZERO)
        .map(|(kind, yen)| format!("{kind}が約{}百万円", millions(yen)))
        .collect();
    let year = round.year.label();
    Some(format!(
        "{year}に新たに生じた財政効果は約{}百万円({})です。",
        millions(total),
        kinds.join("、")
    ))
}

/// Yen in 百万円, half-up, at least one digit after the point for small amounts.
fn millions(yen: Yen) -> String {
    let millions = Decimal::from(yen.0) / Decimal::from(1_000_000);
    let decimals = if millions.abs() < Decimal::TEN { 1 } else { 0 };
    quantity_text(millions.round_dp_with_strategy(decimals, MidpointAwayFromZero), decimals)
}
