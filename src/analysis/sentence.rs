//! Published statements, made from the figures.

use rust_decimal::Decimal;

use super::effect::{EffectFigures, EffectView, displayed};
use super::indicator::IndicatorTally;
use super::rating::RatingFigures;
use crate::form::quantity_text;
use crate::schema::{MoneyScale, Plan};
use crate::terms::{Round, Yen};

/// How many programs stand where, in one sentence.
///
/// A category with count 0 is left out, as the city's own pages do; what is not rated or not submitted is said.
#[must_use]
pub fn rating_sentence(plan: &Plan, round: Round, ratings: &RatingFigures) -> String {
    let counter = &plan.words.counter;
    let parts: Vec<String> = rated_parts(plan, round, ratings)
        .into_iter()
        .map(|(phrase, count)| format!("「{phrase}」取組は{count}{counter}"))
        .collect();
    let mut sentence = format!("{}{counter}のうち、", ratings.total.items);
    if parts.is_empty() {
        sentence.push_str("評価した取組はまだありません。");
    } else {
        sentence.push_str(&parts.join("、"));
        sentence.push_str("です。");
    }
    for (what, count) in other_parts(ratings) {
        sentence.push_str(&format!("{count}{counter}は{what}です。"));
    }
    sentence
}

/// Every number of the sentence but the first: together they are the first.
pub(super) fn rating_parts(plan: &Plan, round: Round, ratings: &RatingFigures) -> Vec<u32> {
    let rated = rated_parts(plan, round, ratings).into_iter().map(|(_, count)| count);
    rated.chain(other_parts(ratings).into_iter().map(|(_, count)| count)).collect()
}

fn rated_parts<'p>(plan: &'p Plan, round: Round, ratings: &RatingFigures) -> Vec<(&'p str, u32)> {
    let levels = plan.scale(round.year).levels.iter();
    let counts = levels.map(|level| (level.phrase(), ratings.total.count(&level.code)));
    counts.filter(|(_, count)| *count > 0).collect()
}

fn other_parts(ratings: &RatingFigures) -> Vec<(&'static str, u32)> {
    let total = &ratings.total;
    let rest = [
        ("評価の対象外", total.not_rated_total()),
        ("区分が未記入", total.unclear),
        ("未提出", total.not_submitted),
    ];
    rest.into_iter().filter(|(_, count)| *count > 0).collect()
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

/// The year's new effect by kind, in 百万円 with 約, and the basis of the amounts; `None` if there is none.
///
/// A kind without effect is left out. An effect below 百万円 is said in 千円.
#[must_use]
pub fn effect_sentence(round: Round, effects: &EffectFigures) -> Option<String> {
    let of = |kind: Option<&str>| effects.total(None, kind, round.year, EffectView::New).actual;
    let total = of(None);
    let kinds = effects.kinds.iter().map(|kind| (kind.as_str(), of(Some(kind))));
    let kinds: Vec<(&str, Yen)> = kinds.filter(|(_, yen)| *yen != Yen::ZERO).collect();
    if kinds.is_empty() {
        return None;
    }
    let scale = Scale::of(total, &kinds);
    let (whole, parts, note) = scale.say(total, &kinds);
    let parts: Vec<String> = parts.iter().map(|(kind, text)| format!("{kind}が{text}")).collect();
    let mut sentence = format!(
        "{}に新たに生じた財政効果は{whole}({})です。",
        round.year.label(),
        parts.join("、")
    );
    sentence.push_str(&basis(round, effects, &scale, total));
    if let Some(note) = note {
        sentence.push_str(&note);
    }
    Some(sentence)
}

/// What the amounts rest on: settled accounts, or estimates only.
fn basis(round: Round, effects: &EffectFigures, scale: &Scale, total: Yen) -> String {
    let name = |code: &Option<String>| match code {
        None => "根拠の記載がないもの".to_owned(),
        Some(code) if effects.estimates.contains(code) => format!("{code}ベースの見込み"),
        Some(code) => code.clone(),
    };
    let of_year = effects.by_basis.iter().filter(|row| {
        row.fiscal_year == round.year && row.view == EffectView::New && row.actual != Yen::ZERO
    });
    let names: Vec<(String, Yen)> = of_year.map(|row| (name(&row.key.basis), row.actual)).collect();
    match names.as_slice() {
        [] => String::new(),
        [(only, _)] => format!("額の根拠は{only}です。"),
        _ => {
            let parts: Vec<(&str, Yen)> =
                names.iter().map(|(name, yen)| (name.as_str(), *yen)).collect();
            let (_, parts, _) = scale.say(total, &parts);
            let parts: Vec<String> =
                parts.iter().map(|(name, text)| format!("{name}が{text}")).collect();
            format!("額の根拠は、{}です。", parts.join("、"))
        }
    }
}

/// Unit and digits in which a sentence says its amounts, the same for all of them.
struct Scale {
    unit: MoneyScale,
    decimals: u32,
}

impl Scale {
    /// 百万円, with one digit if an amount is below ten of them; 千円 if the whole is below one.
    fn of(whole: Yen, parts: &[(&str, Yen)]) -> Scale {
        let million = MoneyScale::Million.yen();
        if whole.abs().0 < million {
            return Scale { unit: MoneyScale::Thousand, decimals: 0 };
        }
        let is_small = |(_, yen): &(&str, Yen)| yen.abs().0 < 10 * million;
        let decimals = u32::from(parts.iter().any(is_small));
        Scale { unit: MoneyScale::Million, decimals }
    }

    /// The whole and its parts in words, and the note if they do not add up as said.
    fn say<'p>(
        &self,
        whole: Yen,
        parts: &[(&'p str, Yen)],
    ) -> (String, Vec<(&'p str, String)>, Option<String>) {
        let amounts: Vec<Yen> = parts.iter().map(|(_, yen)| *yen).collect();
        let shown = displayed(&amounts, whole, self.unit, self.decimals);
        let text = |amount: Decimal| {
            format!("約{}{}", quantity_text(amount, self.decimals), self.unit.label())
        };
        let names = parts.iter().map(|(name, _)| *name);
        let parts = names.zip(shown.parts.iter().copied().map(text)).collect();
        (text(shown.whole), parts, shown.note)
    }
}
