//! Which option a division picks from the list of a field.

use super::notations::Answer;
use super::rng::Rng;
use crate::form::{FormContext, Question, choices_of};
use crate::notation::{ChoiceOption, comparison_key};
use crate::schema::ChoiceRole;

/// The first option that is `wanted`.
pub(super) fn choice(
    context: &FormContext<'_>,
    question: &Question,
    wanted: impl Fn(&ChoiceOption) -> bool,
) -> Option<Answer> {
    let FormContext { plan, form, round, .. } = *context;
    let list = choices_of(plan, form, round, question.field.choices.as_deref()?)?.list;
    let option = list.options.iter().find(|option| wanted(option))?.clone();
    Some(Answer::Choice(option, list))
}

/// The first of `names` that the list has as code or synonym.
pub(super) fn named_choice(
    context: &FormContext<'_>,
    question: &Question,
    names: &[&str],
) -> Option<Answer> {
    let is = |text: &str, name: &str| comparison_key(text) == comparison_key(name);
    names.iter().find_map(|name| {
        choice(context, question, |option| {
            is(&option.code, name) || option.synonyms.iter().any(|text| is(text, name))
        })
    })
}

/// An option with the role, or one without it.
pub(super) fn role_choice(
    context: &FormContext<'_>,
    question: &Question,
    role: ChoiceRole,
    with: bool,
) -> Option<Answer> {
    let codes = context.form.codes_with_role(role);
    choice(context, question, |option| codes.contains(&option.code) == with)
        .or_else(|| choice(context, question, |_| true))
}

/// Any option, at random.
pub(super) fn any_choice(
    context: &FormContext<'_>,
    question: &Question,
    rng: &mut Rng,
) -> Option<Answer> {
    let FormContext { plan, form, round, .. } = *context;
    let list = choices_of(plan, form, round, question.field.choices.as_deref()?)?.list;
    let picked = rng.pick(&list.options)?.code.clone();
    choice(context, question, |option| option.code == picked)
}
