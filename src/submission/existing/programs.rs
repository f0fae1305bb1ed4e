//! Which program a part of a sheet is about: by its number, or by its name exactly as the plan has it.

use crate::notation::{comparison_key, program_no};
use crate::schema::{Plan, SheetFind};
use crate::submission::names::PlanNames;
use crate::terms::ProgramNo;

/// The program that a text names.
///
/// A number decides, unless the name behind it is another program's. Without a number only the plan's own name counts.
pub(super) fn program_named(plan: &Plan, names: &PlanNames, text: &str) -> Option<ProgramNo> {
    let by_name = |name: &str| names.program_of_name(name);
    let Some((number, name)) = program_no::split(text) else { return by_name(text) };
    let number = ProgramNo(number);
    // A name may itself begin with a number.
    let named = by_name(text).or_else(|| by_name(name));
    match named {
        Some(other) if other != number && plan.program(number).is_some() => None,
        Some(named) => Some(named),
        None => Some(number),
    }
}

/// Whether a sheet is meant by one of these patterns, and the part of its name that the first `*` stands for.
pub(super) fn matched<'n>(patterns: &[String], name: &'n str) -> Option<&'n str> {
    patterns.iter().find_map(|pattern| {
        let pattern: Vec<char> = pattern.trim().chars().collect();
        let text: Vec<(usize, char)> = name.char_indices().collect();
        let range = glob(&pattern, &text, name.len())?;
        Some(range.map_or(name, |(from, to)| &name[from..to]))
    })
}

/// Whether the sheet holds programs by `find`, and what its name says of the program.
pub(super) fn holds<'n>(find: &SheetFind, name: &'n str) -> Option<&'n str> {
    matched(&find.names, name).filter(|_| matched(&find.ignore, name).is_none())
}

/// Matches `*` and `?`; characters are equal if their comparison keys are. Gives the bytes that the first `*` covers.
fn glob(pattern: &[char], text: &[(usize, char)], end: usize) -> Option<Option<(usize, usize)>> {
    let byte = |index: usize| text.get(index).map_or(end, |(at, _)| *at);
    // How far each prefix of the pattern can reach; names of sheets have 31 characters.
    let star = pattern.iter().position(|c| *c == '*');
    let Some(star) = star else { return plain(pattern, text).then_some(None) };
    let (before, after) = (&pattern[..star], &pattern[star + 1..]);
    if text.len() < before.len() || !plain(before, &text[..before.len()]) {
        return None;
    }
    // The first `*` takes as much as it can.
    (before.len()..=text.len()).rev().find_map(|to| {
        glob(after, &text[to..], end)?;
        Some(Some((byte(before.len()), byte(to))))
    })
}

fn plain(pattern: &[char], text: &[(usize, char)]) -> bool {
    let same = |one: char, other: char| {
        one == '?'
            || one == other
            || comparison_key(&one.to_string()) == comparison_key(&other.to_string())
    };
    pattern.len() == text.len()
        && pattern.iter().zip(text).all(|(one, (_, other))| same(*one, *other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{EMBEDDED_PLAN, load_plan};

    #[test]
    fn patterns_of_sheet_names_give_what_the_star_stands_for() {
        let matched = |pattern: &str, name: &'static str| matched(&[pattern.to_owned()], name);
        assert_eq!(matched("進捗管理票*", "進捗管理票③"), Some("③"));
        assert_eq!(matched("No.*", "No.12"), Some("12"));
        assert_eq!(matched("*票", "12票"), Some("12"));
        assert_eq!(matched("票", "票"), Some("票"));
        assert_eq!(matched("票?", "票A"), Some("票A"));
        assert_eq!(matched("*(*)", "票(3)"), Some("票"));
        assert_eq!(matched("票*", "一覧"), None);
        assert_eq!(matched("票?", "票"), None);
    }

    #[test]
    fn a_program_is_known_by_its_number_or_its_exact_name() {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let (first, second) = (&plan.programs[0], &plan.programs[1]);
        let names = PlanNames::of(&plan);
        let named = |text: &str| program_named(&plan, &names, text);
        assert_eq!(named("①"), Some(ProgramNo(1)));
        assert_eq!(named("No.2"), Some(ProgramNo(2)));
        assert_eq!(named(&format!(" {} ", first.name)), Some(first.no));
        assert_eq!(named(&format!("② {}", second.name)), Some(second.no));
        // The number of one program with the name of another is neither.
        assert_eq!(named(&format!("② {}", first.name)), None);
        assert_eq!(named("だいたい同じ名前"), None);
        assert_eq!(named(""), None);
    }
}
