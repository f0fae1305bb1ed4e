//! Fiscal effects: a few programs only, each line in the year that has to report it.

use super::rng::Rng;
use super::texts::ProgramTexts;
use super::words;
use crate::form::FormContext;
use crate::schema::{Program, ProgramKind};
use crate::terms::{FiscalYear, IndicatorId, Yen};

/// How many of a hundred programs have an effect, where the plan's texts say nothing.
const WITH_EFFECT: u32 = 20;

/// A line to be reported.
pub(super) struct EffectLine {
    pub(super) saving: bool,
    pub(super) recurring: bool,
    pub(super) title: String,
    pub(super) method: String,
    pub(super) planned: Option<Yen>,
    pub(super) actual: Yen,
}

/// The lines that `program` reports in the context's round: at the end of the year in which they arise. A recurring
/// effect is reported once, in its first year. `actual_of` gives the actual of an indicator that is itself an effect.
pub(super) fn effects(
    context: &FormContext<'_>,
    program: &Program,
    seed: u64,
    texts: Option<&ProgramTexts>,
    actual_of: &dyn Fn(&IndicatorId) -> Option<Yen>,
) -> Vec<EffectLine> {
    let (plan, round) = (context.plan, context.round);
    let same_year = plan.rounds.iter().filter(|planned| planned.round.year == round.year);
    if same_year.map(|planned| planned.round).max() != Some(round) {
        return Vec::new();
    }
    if let Some(texts) = texts {
        let own = texts.effects.iter().enumerate().filter(|(_, effect)| effect.year == round.year);
        let lines = own.map(|(index, effect)| {
            let mut rng = Rng::keyed(seed, &[&program.no, &"effect", &index]);
            let (planned, drawn) = amounts(effect.thousand_yen, &mut rng);
            let actual = effect.indicator.as_ref().and_then(actual_of).unwrap_or(drawn);
            EffectLine {
                saving: effect.saving,
                recurring: effect.recurring,
                title: effect.title.clone(),
                method: effect.method.clone(),
                planned,
                actual,
            }
        });
        return lines.collect();
    }
    let mut rng = Rng::keyed(seed, &[&program.no, &"effects"]);
    if program.kind != ProgramKind::Implementation || !rng.chance(WITH_EFFECT) {
        return Vec::new();
    }
    let count = rng.between(1, 3) as usize;
    let kinds: Vec<_> = rng.shuffled(words::EFFECTS).into_iter().take(count).collect();
    let years: Vec<FiscalYear> = plan.years().collect();
    let mut lines = Vec::new();
    for (saving, title, method) in kinds {
        let recurring = rng.chance(40);
        let year = rng.pick(&years).copied();
        let size = rng.between(1, 9) * 10_u32.pow(rng.between(2, 3)) + rng.between(0, 99) * 10;
        // Every line draws the same numbers in every round, so that a line keeps its year and its size.
        let (planned, actual) = amounts(size, &mut rng);
        if year == Some(round.year) {
            let (title, method) = ((*title).to_owned(), (*method).to_owned());
            lines.push(EffectLine { saving: *saving, recurring, title, method, planned, actual });
        }
    }
    lines
}

/// A planned amount, mostly, and an actual one near it.
fn amounts(thousand_yen: u32, rng: &mut Rng) -> (Option<Yen>, Yen) {
    let yen = |percent: u32| Yen(i64::from(thousand_yen) * i64::from(percent) / 100 * 1000);
    let planned = yen(100);
    let actual = yen(rng.between(82, 118));
    (rng.chance(85).then_some(planned), actual)
}
