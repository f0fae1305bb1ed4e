//! A cell that is to be answered, and which option a division picks from the list of its field.

use super::fit::Room;
use super::notations::Answer;
use super::rng::Rng;
use crate::form::{FormContext, Question, choices_of};
use crate::notation::{ChoiceList, ChoiceOption, comparison_key};
use crate::schema::ChoiceRole;

/// A cell that is to be answered.
pub(super) struct Asked<'q> {
    pub(super) context: FormContext<'q>,
    pub(super) question: &'q Question,
    /// Id of the field.
    pub(super) id: &'q str,
    pub(super) room: &'q Room,
    /// What is drawn for this cell.
    pub(super) rng: Rng,
}

impl Asked<'_> {
    fn list(&self) -> Option<ChoiceList> {
        let FormContext { plan, form, round, .. } = self.context;
        Some(choices_of(plan, form, round, self.question.field.choices.as_deref()?)?.list)
    }

    /// The first option that is `wanted`.
    pub(super) fn choice(&self, wanted: impl Fn(&ChoiceOption) -> bool) -> Option<Answer> {
        let list = self.list()?;
        let option = list.options.iter().find(|option| wanted(option))?.clone();
        Some(Answer::Choice(option, list))
    }

    /// The first of `names` that the list has as code or synonym; else any option, at random.
    pub(super) fn named_choice(&mut self, names: &[&str]) -> Option<Answer> {
        let is = |text: &str, name: &str| comparison_key(text) == comparison_key(name);
        let named = names.iter().find_map(|name| {
            self.choice(|option| {
                is(&option.code, name) || option.synonyms.iter().any(|text| is(text, name))
            })
        });
        named.or_else(|| self.any_choice())
    }

    /// An option with the role, or one without it.
    pub(super) fn role_choice(&self, role: ChoiceRole, with: bool) -> Option<Answer> {
        let codes = self.context.form.codes_with_role(role);
        let fitting = self.choice(|option| codes.contains(&option.code) == with);
        fitting.or_else(|| self.choice(|_| true))
    }

    /// Any option, at random.
    pub(super) fn any_choice(&mut self) -> Option<Answer> {
        let picked = self.rng.pick(&self.list()?.options)?.code.clone();
        self.choice(|option| option.code == picked)
    }
}
