//! Longer texts: the plan's own sentences, or generic ones filled from names and numbers, as far as the cell has room.

use super::case::Case;
use super::fit::Room;
use super::rng::Rng;
use super::words;
use crate::schema::{Indicator, ProgramKind, Standing};

/// A text of the plan's own, shortened to what fits; `None` if nothing is left of it.
pub(super) fn own(case: &Case<'_>, text: &str, room: &Room) -> Option<String> {
    let sentences = text.split_inclusive('。').filter_map(|sentence| fill_own(case, sentence));
    let joined = join(sentences, room, usize::MAX);
    (!joined.is_empty()).then_some(joined)
}

/// 成果 or 検討状況.
pub(super) fn achievement(case: &Case<'_>, room: &Room, rng: &mut Rng) -> String {
    let is_study = case.program.kind == ProgramKind::Study;
    let pool = if is_study { words::STUDY } else { words::ACHIEVEMENT };
    let mut sentences: Vec<&str> = rng.shuffled(pool).into_iter().take(2).copied().collect();
    sentences.extend(rng.pick(words::INDICATOR));
    match case.standing {
        Standing::Behind => sentences.extend(rng.pick(words::BEHIND)),
        Standing::Ahead => sentences.extend(rng.pick(words::AHEAD)),
        Standing::OnTrack => {}
    }
    compose(case, &sentences, room, 4)
}

/// 課題; a program that is behind says why and what it does about it.
pub(super) fn issues(case: &Case<'_>, room: &Room, rng: &mut Rng) -> String {
    match case.standing {
        Standing::Behind => {
            let picked: Vec<&str> = rng.pick(words::ISSUES_BEHIND).into_iter().copied().collect();
            compose(case, &picked, room, 4)
        }
        _ => some_of(case, words::ISSUES, room, rng),
    }
}

/// 次年度の取組.
pub(super) fn next(case: &Case<'_>, room: &Room, rng: &mut Rng) -> String {
    let is_study = case.program.kind == ProgramKind::Study;
    some_of(case, if is_study { words::NEXT_STUDY } else { words::NEXT }, room, rng)
}

/// Why the review came to `choice`.
pub(super) fn review_reason(case: &Case<'_>, choice: &str, room: &Room, rng: &mut Rng) -> String {
    let filled = rng
        .shuffled(words::REVIEW)
        .into_iter()
        .filter_map(|sentence| fill(case, &sentence.replace("{choice}", choice)));
    join(filled, room, 1)
}

/// One of the short sentences that fits.
pub(super) fn short(case: &Case<'_>, pool: &[&str], room: &Room, rng: &mut Rng) -> String {
    let filled = rng.shuffled(pool).into_iter().filter_map(|sentence| fill(case, sentence));
    join(filled, room, 1)
}

fn some_of(case: &Case<'_>, pool: &[&str], room: &Room, rng: &mut Rng) -> String {
    let count = rng.between(1, 3) as usize;
    let sentences: Vec<&str> = rng.shuffled(pool).into_iter().copied().collect();
    compose(case, &sentences, room, count)
}

fn compose(case: &Case<'_>, sentences: &[&str], room: &Room, count: usize) -> String {
    join(sentences.iter().filter_map(|sentence| fill(case, sentence)), room, count)
}

/// Takes sentences as long as they fit, `count` at most.
fn join(sentences: impl Iterator<Item = String>, room: &Room, count: usize) -> String {
    let mut text = String::new();
    let mut taken = 0;
    for sentence in sentences {
        let longer = format!("{text}{sentence}");
        if taken < count && room.fits(&longer) {
            text = longer;
            taken += 1;
        }
    }
    text
}

/// Fills a generic sentence; `None` if it speaks of something the program does not have.
fn fill(case: &Case<'_>, sentence: &str) -> Option<String> {
    let year = case.context.round.year;
    let mut text = sentence
        .replace("{program}", &case.program.name)
        .replace("{year}", &year.label())
        .replace("{next}", &year.next().label());
    if text.contains("{activity}") {
        text = text.replace("{activity}", &case.activity()?);
    }
    if text.contains("{indicator}") {
        let with_value = |indicator: &&Indicator| case.actual_text(indicator).is_some();
        let indicator = case.program.indicators.iter().find(with_value)?;
        text = text
            .replace("{indicator}", &indicator.name)
            .replace("{actual}", &case.actual_text(indicator)?);
    }
    Some(text)
}

/// Fills a sentence of the plan's own texts: `{<indicator id>}` is the indicator's actual.
fn fill_own(case: &Case<'_>, sentence: &str) -> Option<String> {
    let mut text = sentence.to_owned();
    for indicator in &case.program.indicators {
        let place = format!("{{{}}}", indicator.id);
        if text.contains(&place) {
            text = text.replace(&place, &case.actual_text(indicator)?);
        }
    }
    Some(text)
}
