//! Published statements, made from the figures.

use super::effect::EffectFigures;
use super::indicator::IndicatorTally;
use super::rating::{Movement, RatingFigures, Way};
use crate::form::money_text;
use crate::schema::{Level, Plan};
use crate::terms::{Round, Yen};
pub use headline::Headline;
use scale::Scale;

mod headline;
mod scale;

/// How many programs stand where, in one sentence.
///
/// A category with count 0 is left out, as the city's own pages do; what is not rated or not submitted is said.
pub fn rating_sentence(plan: &Plan, round: Round, ratings: &RatingFigures) -> String {
    let counter = &plan.words.counter;
    let parts: Vec<String> = rated_parts(plan, round, ratings)
        .into_iter()
        .map(|(which, count)| format!("{which}取組は{count}{counter}"))
        .collect();
    let mut sentence = format!("{}のうち、", plan.words.counted(ratings.total.items));
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

/// `「予定どおりに進捗している」`, with の after a label that is a noun: only a phrase of the plan goes before a noun, or a label
/// that is one.
fn rated_parts(plan: &Plan, round: Round, ratings: &RatingFigures) -> Vec<(String, u32)> {
    let which = |level: &Level| match &level.phrase {
        Some(phrase) => format!("「{phrase}」"),
        None if is_clause(&level.label) => format!("「{}」", level.label),
        None => format!("「{}」の", level.label),
    };
    let levels = plan.scale(round.year).levels.iter();
    let counts = levels.map(|level| (which(level), ratings.total.count(&level.code)));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// Whether a label ends as verbs and adjectives do (遅れている, 達成した, 良い), so that a noun may follow without の.
fn is_clause(label: &str) -> bool {
    label.trim_end().ends_with(['る', 'た', 'だ', 'い', 'う', 'す', 'つ', 'む', 'ぶ', 'ぐ', 'ぬ'])
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

/// How many programs are rated better, alike and worse than in the round before, and which; why not, if the rounds are not
/// compared.
pub fn movement_sentence(plan: &Plan, movement: &Movement) -> String {
    if let Some(refused) = &movement.refused {
        return refused.clone();
    }
    let which = |way: Way| {
        let numbers: Vec<String> = movement.moved(way).map(|no| format!("No.{no}")).collect();
        let are_named = (1..=MOST_NAMED).contains(&numbers.len());
        if are_named { format!("({})", numbers.join("、")) } else { String::new() }
    };
    let Movement { improved, unchanged, worsened, .. } = movement;
    format!(
        "前回({})も今回も評価した{}のうち、区分が上がったものは{improved}{}、同じものは{unchanged}、下がったものは{worsened}{}です。",
        movement.from.label(),
        plan.words.items(),
        which(Way::Rose),
        which(Way::Fell)
    )
}

/// Programs that a sentence names at most: more are a list.
const MOST_NAMED: usize = 12;

/// How many indicators reached their targets; `None` if the plan has no indicator.
///
/// More can be 判定できない than have no verdict: a target not reached may have no outlook. Where it is so, it is said, because
/// the table below shows the status.
pub fn indicator_sentence(tally: &IndicatorTally) -> Option<String> {
    if tally.indicators == 0 {
        return None;
    }
    let parts = [(tally.not_achieved, "未達成"), (tally.undecided, "判定できないもの")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: String = parts.map(|(count, what)| format!("、{what}は{count}件")).collect();
    let IndicatorTally { indicators, achieved, .. } = tally;
    let mut sentence =
        format!("指標{indicators}件のうち、目標を達成しているものは{achieved}件{parts}です。");
    let undecidable = tally.statuses.undecidable;
    if undecidable > tally.undecided {
        sentence.push_str(&format!(
            "状況が「判定できない」のものは{undecidable}件で、未達成のうち見通しから状況を決められないものを含みます。"
        ));
    }
    if tally.doubted > 0 {
        sentence.push_str(&format!("このうち{}件は、実績の桁や単位を確認中です。", tally.doubted));
    }
    Some(sentence)
}

/// The effect that the plan's papers say first, by kind, with 約, and the basis of the amounts; `None` if there is none.
///
/// A kind without effect is left out, and programs that have not submitted are said. The unit is smaller where an amount would be said as 0.
pub fn effect_sentence(plan: &Plan, round: Round, effects: &EffectFigures) -> Option<String> {
    let headline = Headline::of(plan, round);
    let mut sentence = amounts(&headline, effects)?;
    sentence.push_str(&without(plan, &headline, effects));
    Some(sentence)
}

/// The same, or that there is no such effect, or no report yet.
pub fn effect_statement(plan: &Plan, round: Round, effects: &EffectFigures) -> String {
    if let Some(sentence) = effect_sentence(plan, round, effects) {
        return sentence;
    }
    let (year, headline) = (round.label_of(round.year), Headline::of(plan, round));
    let what = &headline.what;
    match (effects.lines, effects.not_submitted) {
        (0, 0) => format!("{year}の財政効果の報告はありません。"),
        (0, missing) => {
            let missing = plan.words.counted(missing);
            format!("{year}の財政効果の報告はまだありません。{missing}は未提出です。")
        }
        _ if headline.is_incomplete(effects) => {
            format!(
                "{what}で、額が定まったものはまだありません。{}",
                without(plan, &headline, effects)
            )
        }
        _ => format!("{what}はありません。{}", without(plan, &headline, effects)),
    }
}

/// That the sums hold amounts of earlier years, where the reported one has no line of an effect in force.
pub fn carried_note(round: Round, effects: &EffectFigures) -> Option<String> {
    let year = round.label_of(round.year);
    (effects.carried > 0).then(|| {
        format!(
            "{year}の継続込みの額には、続いている効果のうち{year}の報告がない{}件を、前に報告された額で数えています。",
            effects.carried
        )
    })
}

/// That the sums hold amounts of which the size is doubted.
pub fn doubted_note(plan: &Plan, round: Round, effects: &EffectFigures) -> Option<String> {
    let (lines, headline) = (effects.doubted_lines, Headline::of(plan, round));
    (lines > 0).then(|| {
        let of_year = match headline.doubted(effects) {
            Yen::ZERO => String::new(),
            yen => format!("({}の実績額のうち{}千円)", headline.what, money_text(yen)),
        };
        format!("桁や単位を確認中の行が{lines}行あり、そのまま合計に入れています{of_year}。")
    })
}

/// Whose effects are not in the amounts.
fn without(plan: &Plan, headline: &Headline, effects: &EffectFigures) -> String {
    let mut said = match effects.not_submitted {
        0 => String::new(),
        missing => format!("未提出の{}の効果は含みません。", plan.words.counted(missing)),
    };
    if headline.is_incomplete(effects) {
        said.push_str("区分や額が定まっていない報告は、含まないか、一部だけを含みます。");
    }
    said
}

/// The amounts of the headline in words, with what they rest on; `None` if there are none.
fn amounts(headline: &Headline, effects: &EffectFigures) -> Option<String> {
    let of = |kind: Option<&str>| effects.total(None, kind, headline.year, headline.view).actual;
    let total = of(None);
    let kinds = effects.kinds.iter().map(|kind| (kind.clone(), of(Some(kind))));
    let kinds: Vec<(String, Yen)> = kinds.filter(|(_, yen)| *yen != Yen::ZERO).collect();
    if kinds.is_empty() {
        return None;
    }
    let bases = bases(headline, effects);
    let doubted = headline.doubted(effects);
    let parts = kinds.iter().chain(&bases).map(|(_, yen)| *yen);
    let parts: Vec<Yen> = parts.chain([doubted]).filter(|yen| *yen != Yen::ZERO).collect();
    let scale = Scale::of(headline.display, total, &parts, headline.coarsest(effects));
    let (list, note) = scale.list(total, &kinds);
    // What follows the bases is not to be said twice.
    let (bases_list, bases_note) = scale.list(total, &bases);
    let note = if bases.len() > 1 && note == bases_note { String::new() } else { note };
    let whole = scale.say(total);
    let mut sentence = format!("{}は{whole}({list})です。{note}", headline.what);
    if doubted != Yen::ZERO {
        sentence.push_str(&format!("このうち{}は、桁や単位を確認中です。", scale.say(doubted)));
    }
    match bases.as_slice() {
        [] => {}
        [(only, _)] => sentence.push_str(&format!("額の根拠は{only}です。")),
        _ => sentence.push_str(&format!("額の根拠は、{bases_list}です。{bases_note}")),
    }
    Some(sentence)
}

/// What the amounts rest on: settled accounts, or estimates only.
fn bases(headline: &Headline, effects: &EffectFigures) -> Vec<(String, Yen)> {
    let name = |code: &Option<String>| match code {
        None => "根拠の記載がないもの".to_owned(),
        Some(code) if effects.estimates.contains(code) => format!("{code}ベースの見込み"),
        Some(code) => code.clone(),
    };
    let of_year = effects.by_basis.iter().filter(|row| {
        (row.fiscal_year, row.view) == (headline.year, headline.view) && row.actual != Yen::ZERO
    });
    of_year.map(|row| (name(&row.key.basis), row.actual)).collect()
}

#[cfg(test)]
mod tests;
