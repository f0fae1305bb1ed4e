//! Made-up submissions for training and measuring, through the same writer that makes the forms.
//!
//! For any plan and form: what a cell gets follows from the field, the plan's names, schedule and indicators, and the
//! seed. A plan may bring texts of its own (`sample.toml`). The same seed gives the same bytes. Every workbook says on
//! its cover that it is 見本.

mod answers;
mod case;
mod choices;
mod effects;
mod fit;
mod narrative;
mod notations;
mod path;
mod promotion;
mod rng;
mod schedule;
mod texts;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::form::{ExtraRows, FormContext, SAMPLE_MARK, lay_out};
use crate::handout::{Entry, TemplateRequest, write_template};
use crate::schema::{Division, Program};
use crate::sheet::WriteError;
use crate::terms::ProgramNo;

pub use texts::{EMBEDDED_SAMPLE, SampleTexts};

/// What made-up submissions are made from.
pub struct SampleRequest<'a> {
    /// Plan, form, round, and the actuals that the made-up submissions of earlier rounds reported.
    pub context: FormContext<'a>,
    /// Seed; another one gives other values.
    pub seed: u64,
    /// Texts of the plan's own.
    pub texts: &'a SampleTexts,
}

/// The seed of municipality `index`; the first has the seed of the run itself.
pub fn seed_of_municipality(seed: u64, index: u16) -> u64 {
    match index {
        0 => seed,
        _ => rng::Rng::keyed(seed, &[&"municipality", &index]).next(),
    }
}

/// What a division writes into the sheet of `program`, by the key of the cell.
pub fn fill_program(request: &SampleRequest<'_>, program: &Program) -> BTreeMap<String, Entry> {
    let Some(layout) = lay_out(&request.context, program, &ExtraRows::new()) else {
        return BTreeMap::new();
    };
    let case = case::Case::new(request, program);
    let year = request.context.round.year;
    let entries = layout.questions().filter_map(|(area, question)| {
        let room = fit::Room::of(&layout, area);
        let answer = case.answer(question, &room)?;
        let notation = format!("{} notation", question.key());
        // What the cover asks once is written once.
        let mut rng = match question.field.cover {
            true => rng::Rng::keyed(request.seed, &[&program.lead, &notation]),
            false => case.rng(&notation),
        };
        Some((question.key().to_owned(), notations::write(answer, question, &room, year, &mut rng)))
    });
    entries.collect()
}

/// The workbook that `division` submits.
///
/// # Errors
///
/// If the writer refuses a name, a text or a merge; a checked plan and form give no cause.
pub fn write_submission(
    request: &SampleRequest<'_>,
    division: &Division,
) -> Result<Vec<u8>, WriteError> {
    let led = request.context.plan.led_by(&division.name);
    let sheets: BTreeMap<ProgramNo, BTreeMap<String, Entry>> =
        led.map(|program| (program.no, fill_program(request, program))).collect();
    write_template(&TemplateRequest {
        context: request.context,
        division,
        mark: Some(SAMPLE_MARK),
        entries: &|program, question| sheets.get(&program)?.get(question.key()).cloned(),
        marks: None,
    })
}
