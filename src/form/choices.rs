//! The lists that a form offers: those of the form itself, and those of the plan (scale, reasons for no rating).

use crate::notation::{ChoiceList, ChoiceOption};
use crate::schema::{Form, Plan};
use crate::terms::Round;

/// A list with the legend that the form prints for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// Options with their synonyms.
    pub list: ChoiceList,
    /// `S 予定以上に進捗 / A …`, or the codes alone where they explain themselves.
    pub legend: String,
}

/// The legend of the list with key `id` as `round` offers it.
pub(super) fn legend_of(plan: &Plan, form: &Form, round: Round, id: &str) -> Option<String> {
    let legends: Vec<String> = match id {
        "rating" => {
            let levels = plan.scale(round.year).levels.iter();
            levels.map(|level| format!("{} {}", level.code, level.label)).collect()
        }
        "not_rated" => plan.not_rated.iter().map(|reason| reason.reason.clone()).collect(),
        _ => {
            let set = form.choices.iter().find(|set| set.id == id)?;
            let legend = |code: &str, meaning: &str| match meaning {
                "" => code.to_owned(),
                meaning => format!("{code}({meaning})"),
            };
            set.options.iter().map(|choice| legend(&choice.code, &choice.meaning)).collect()
        }
    };
    Some(legends.join(" / "))
}

/// The list with key `id` as `round` offers it; `None` if neither form nor plan has it.
pub fn choices_of(plan: &Plan, form: &Form, round: Round, id: &str) -> Option<Choices> {
    let options: Vec<ChoiceOption> = match id {
        "rating" => plan
            .scale(round.year)
            .levels
            .iter()
            .map(|level| {
                let mut synonyms = level.synonyms.clone();
                synonyms.extend([level.short().to_owned(), level.phrase().to_owned()]);
                option(level.code.as_ref(), &level.label, synonyms)
            })
            .collect(),
        "not_rated" => plan
            .not_rated
            .iter()
            .map(|reason| option(&reason.reason, &reason.reason, reason.synonyms.clone()))
            .collect(),
        _ => form
            .choices
            .iter()
            .find(|set| set.id == id)?
            .options
            .iter()
            .map(|choice| option(&choice.code, &choice.code, choice.synonyms.clone()))
            .collect(),
    };
    Some(Choices { list: ChoiceList { options }, legend: legend_of(plan, form, round, id)? })
}

fn option(code: &str, label: &str, synonyms: Vec<String>) -> ChoiceOption {
    ChoiceOption { code: code.to_owned(), label: label.to_owned(), synonyms }
}
