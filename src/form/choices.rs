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

/// The list with key `id` as `round` offers it; `None` if neither form nor plan has it.
pub fn choices_of(plan: &Plan, form: &Form, round: Round, id: &str) -> Option<Choices> {
    let options: Vec<(ChoiceOption, String)> = match id {
        "rating" => plan
            .scale(round.year)
            .levels
            .iter()
            .map(|level| {
                let mut synonyms = level.synonyms.clone();
                synonyms.extend([level.short().to_owned(), level.phrase().to_owned()]);
                let code = level.code.to_string();
                (option(&code, &level.label, synonyms), format!("{code} {}", level.label))
            })
            .collect(),
        "not_rated" => plan
            .not_rated
            .iter()
            .map(|reason| {
                let text = &reason.reason;
                (option(text, text, reason.synonyms.clone()), text.clone())
            })
            .collect(),
        _ => form
            .choices
            .iter()
            .find(|set| set.id == id)?
            .options
            .iter()
            .map(|choice| {
                let legend = match choice.meaning.as_str() {
                    "" => choice.code.clone(),
                    meaning => format!("{}({meaning})", choice.code),
                };
                (option(&choice.code, &choice.code, choice.synonyms.clone()), legend)
            })
            .collect(),
    };
    let (options, legends): (Vec<_>, Vec<_>) = options.into_iter().unzip();
    Some(Choices { list: ChoiceList { options }, legend: legends.join(" / ") })
}

fn option(code: &str, label: &str, synonyms: Vec<String>) -> ChoiceOption {
    ChoiceOption { code: code.to_owned(), label: label.to_owned(), synonyms }
}
