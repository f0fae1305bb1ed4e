//! What the plan's rules suggest for a program, with the reasons. For reference: the city decides.

use super::program::{NO_RULE, ReviewProgram, Suggestion};
use crate::analysis::indicator::IndicatorStatus;
use crate::facts::ProposalFact;
use crate::schema::{ReviewCondition, ReviewRules, StatusWord};

/// Holds the rules against a program and what its division proposes.
pub(super) fn suggestion(
    rules: &ReviewRules,
    program: &ReviewProgram,
    proposal: Option<&ProposalFact>,
) -> Suggestion {
    let applying: Vec<_> =
        rules.rules.iter().filter(|rule| holds(&rule.when, program, proposal)).collect();
    match applying.first() {
        None => Suggestion { label: rules.otherwise.clone(), reasons: vec![NO_RULE.to_owned()] },
        Some(first) => Suggestion {
            label: first.suggest.clone(),
            reasons: applying
                .iter()
                .map(|rule| reason(&rule.reason, &rule.when, program))
                .collect(),
        },
    }
}

/// Whether all that the condition names holds.
fn holds(
    condition: &ReviewCondition,
    program: &ReviewProgram,
    proposal: Option<&ProposalFact>,
) -> bool {
    let ReviewCondition {
        kind,
        behind_rounds,
        indicator_status,
        target_change,
        proposal: choices,
        effect_below_percent,
        rated,
    } = condition;
    let changes_target = proposal.is_some_and(|proposal| !proposal.targets.is_empty());
    let choice = proposal.and_then(|proposal| proposal.choice.as_ref());
    kind.is_none_or(|kind| program.kind == kind)
        && behind_rounds.is_none_or(|rounds| program.behind_rounds >= rounds)
        && (indicator_status.is_empty() || standing_so(program, indicator_status).next().is_some())
        && target_change.is_none_or(|wanted| changes_target == wanted)
        && (choices.is_empty() || choice.is_some_and(|choice| choices.contains(choice)))
        && effect_below_percent.is_none_or(|percent| program.effect.is_below(percent))
        && rated.is_none_or(|wanted| program.is_rated() == wanted)
}

/// Names of the program's indicators that stand in one of these ways.
fn standing_so<'a>(
    program: &'a ReviewProgram,
    words: &'a [StatusWord],
) -> impl Iterator<Item = &'a str> {
    let indicators = program.indicators.iter();
    indicators.filter(|one| words.contains(&word_of(one.status))).map(|one| one.name.as_str())
}

/// The word by which a plan's rules call a status.
fn word_of(status: IndicatorStatus) -> StatusWord {
    match status {
        IndicatorStatus::Achieved => StatusWord::Achieved,
        IndicatorStatus::OnCourse => StatusWord::OnCourse,
        IndicatorStatus::Short => StatusWord::Short,
        IndicatorStatus::FallingBack => StatusWord::FallingBack,
        IndicatorStatus::Undecidable => StatusWord::Undecidable,
    }
}

/// The rule's reason, with the figures that made it apply.
fn reason(text: &str, condition: &ReviewCondition, program: &ReviewProgram) -> String {
    let mut figures = Vec::new();
    let names: Vec<&str> = standing_so(program, &condition.indicator_status).collect();
    if !names.is_empty() {
        figures.push(format!("「{}」", names.join("」「")));
    }
    if let Some(percent) = condition.effect_below_percent.and(program.effect.percent) {
        figures.push(format!("計画額の{percent}%"));
    }
    if figures.is_empty() { text.to_owned() } else { format!("{text}({})", figures.join("、")) }
}
