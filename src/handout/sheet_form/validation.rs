//! Dropdowns and prompts of the cells to be filled.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle};

use crate::form::{Choices, Question, choices_of};
use crate::handout::request::TemplateRequest;
use crate::sheet::Written;

/// Longest list that a data validation can hold by itself, in characters (Excel's limit).
const LIST_CHARS: usize = 255;
/// Longest prompt of a data validation (Excel's limit).
const PROMPT_CHARS: usize = 255;

/// Dropdown and prompt of a cell to be filled.
pub(super) fn validation(
    request: &TemplateRequest<'_>,
    question: &Question,
) -> Written<Option<DataValidation>> {
    let field = &question.field;
    let context = &request.context;
    let mut validation = DataValidation::new();
    let mut used = false;
    if let Some(choices) = field
        .choices
        .as_deref()
        .and_then(|id| choices_of(context.plan, context.form, context.round, id))
    {
        let codes: Vec<String> =
            choices.list.options.iter().map(|option| option.code.clone()).collect();
        // A longer list cannot stand in the validation itself; the legend below the block still names its options.
        if codes.join(",").chars().count() <= LIST_CHARS {
            validation = validation
                .allow_list_strings(&codes)?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("選択肢から選んでください")?
                .set_error_message("セルの右に出る▼から選んでください。")?;
            used = true;
        }
        if let Some(prompt) = &field.prompt {
            validation = prompted(validation, &question.caption, &with_legend(prompt, &choices))?;
            used = true;
        }
    } else {
        validation = validation.allow_any_value();
        if let Some(prompt) = &field.prompt {
            validation = prompted(validation, &question.caption, prompt)?;
            used = true;
        }
    }
    Ok(used.then_some(validation))
}

fn with_legend(prompt: &str, choices: &Choices) -> String {
    let options: Vec<&str> = choices.legend.split(" / ").collect();
    format!("{prompt}\n{}", options.join("\n"))
}

/// The validation with a prompt, cut to what Excel takes.
pub(in crate::handout) fn prompted(
    validation: DataValidation,
    caption: &str,
    prompt: &str,
) -> Written<DataValidation> {
    let short = |text: &str, limit: usize| text.chars().take(limit).collect::<String>();
    // Excel limits the title to 32 characters.
    let title = caption.rsplit('の').next().unwrap_or(caption);
    validation.set_input_title(short(title, 32))?.set_input_message(short(prompt, PROMPT_CHARS))
}
