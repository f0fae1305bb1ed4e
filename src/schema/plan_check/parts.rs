//! The parts of a plan: directions, divisions, programs and their schedules.

use super::{Claim, Report, Rule, ambiguities, changes, duplicates, not_blank, programs};
use crate::finding::{FileNameFault, Problem, Thing};
use crate::schema::focus::Focus;
use crate::schema::locate::{Path, at};
use crate::schema::near::among;
use crate::schema::plan::Plan;
use crate::schema::program::{Activity, Lacking, MOST_REPEATS};

pub(super) const RULES: &[Rule] = &[
    lists_exist,
    direction_ids,
    direction_names,
    names_are_there,
    division_names,
    division_aliases,
    division_file_names,
    division_encodings,
    program_numbers,
    program_directions,
    repeated_directions,
    focus_years,
    program_leads,
    unknown_leads_have_a_stand_in,
    activity_divisions,
    phases_fit_the_period,
    arrows_continue_something,
    programs_fit_their_sheet,
];

/// More lines or indicators than these do not fit the one sheet of a program.
const MOST_ACTIVITIES: usize = 60;
const MOST_INDICATORS: usize = 30;

/// The mark in a schedule that continues the phase before.
const CONTINUES: &str = "→";

fn lists_exist(plan: &Plan, report: &mut Report<'_>) {
    for (key, thing, empty) in [
        ("directions", Thing::Direction, plan.directions.is_empty()),
        ("divisions", Thing::Division, plan.divisions.is_empty()),
        ("programs", Thing::Program, plan.programs.is_empty()),
    ] {
        if empty {
            report.add(&at(key), Problem::Empty { thing });
        }
    }
}

fn direction_ids(plan: &Plan, report: &mut Report<'_>) {
    let ids = plan.directions.iter().enumerate();
    duplicates(
        Thing::Direction,
        ids.map(|(index, direction)| {
            (at("directions").item(index).key("id"), direction.id.to_string())
        }),
        report,
    );
}

/// A printed name stands for one direction.
fn direction_names(plan: &Plan, report: &mut Report<'_>) {
    let mut claims = Vec::new();
    for (index, direction) in plan.directions.iter().enumerate() {
        let (owner, here) = (direction.id.as_str(), at("directions").item(index));
        claims.push(Claim { path: here.key("name"), owner, text: &direction.name });
        for (nth, text) in direction.aliases.iter().enumerate() {
            claims.push(Claim { path: here.key("aliases").item(nth), owner, text });
        }
    }
    ambiguities(Thing::Direction, claims, report);
}

fn names_are_there(plan: &Plan, report: &mut Report<'_>) {
    for (index, direction) in plan.directions.iter().enumerate() {
        let here = at("directions").item(index);
        not_blank(Thing::Direction, &here.key("id"), direction.id.as_str(), report);
        not_blank(Thing::Text, &here.key("name"), &direction.name, report);
    }
    for (index, division) in plan.divisions.iter().enumerate() {
        not_blank(Thing::Text, &division_path(index), division.name.as_str(), report);
    }
    for (here, program) in programs(plan) {
        not_blank(Thing::Text, &here.key("name"), &program.name, report);
    }
    for (here, activity) in activities(plan) {
        not_blank(Thing::Text, &here.key("name"), &activity.name, report);
    }
}

fn division_path(index: usize) -> Path {
    at("divisions").item(index).key("name")
}

/// All activities with their paths, those of changed schedules too.
fn activities(plan: &Plan) -> impl Iterator<Item = (Path, &Activity)> {
    let planned = programs(plan).map(|(here, program)| (here, program.activities.as_slice()));
    let changed = changes(plan).map(|(here, _, change)| (here, change.activities.as_deref()));
    let changed = changed.map(|(here, activities)| (here, activities.unwrap_or_default()));
    planned.chain(changed).flat_map(|(here, activities)| {
        let list = here.key("activities");
        let entries = activities.iter().enumerate();
        entries.map(move |(index, activity)| (list.item(index), activity))
    })
}

fn division_names(plan: &Plan, report: &mut Report<'_>) {
    let names = plan.divisions.iter().enumerate();
    duplicates(
        Thing::Division,
        names.map(|(index, division)| (division_path(index), division.name.to_string())),
        report,
    );
}

/// A name or alias stands for one division.
fn division_aliases(plan: &Plan, report: &mut Report<'_>) {
    let mut names = Vec::new();
    let mut aliases = Vec::new();
    for (index, division) in plan.divisions.iter().enumerate() {
        let owner = division.name.as_str();
        names.push(Claim { path: division_path(index), owner, text: owner });
        let list = at("divisions").item(index).key("aliases");
        for (nth, text) in division.aliases.iter().enumerate() {
            aliases.push(Claim { path: list.item(nth), owner, text });
        }
    }
    names.append(&mut aliases);
    ambiguities(Thing::Division, names, report);
}

/// A division's name is the name of its workbook, on Windows too.
fn division_file_names(plan: &Plan, report: &mut Report<'_>) {
    for (index, division) in plan.divisions.iter().enumerate() {
        if let Some(fault) = file_name_fault(division.name.as_str()) {
            let name = division.name.to_string();
            report.add(&division_path(index), Problem::FileName { name, fault });
        }
    }
}

/// Why Windows refuses `name` as the name of a file (Win32 "Naming Files, Paths, and Namespaces").
fn file_name_fault(name: &str) -> Option<FileNameFault> {
    let refused = |c: &char| "\\/:*?\"<>|".contains(*c) || c.is_control();
    if let Some(character) = name.chars().find(refused) {
        return Some(FileNameFault::Character(character));
    }
    // A blank at the beginning is allowed but lost by some tools.
    if name.ends_with('.') || name.trim() != name {
        return Some(FileNameFault::Edge);
    }
    let stem = name.split('.').next().unwrap_or("").trim().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|rest| {
            let mut rest = rest.chars();
            matches!((rest.next(), rest.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
        })
    };
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str());
    (reserved || numbered("COM") || numbered("LPT")).then_some(FileNameFault::Reserved)
}

/// A zip made by Windows stores the names of files in CP932.
fn division_encodings(plan: &Plan, report: &mut Report<'_>) {
    for (index, division) in plan.divisions.iter().enumerate() {
        if let Some(character) = division.name.as_str().chars().find(|c| is_not_in_cp932(*c)) {
            let name = division.name.to_string();
            report.add(&division_path(index), Problem::NotInCp932 { name, character });
        }
    }
}

/// Characters of Japanese texts that CP932 is known to lack; not a full table of the encoding.
fn is_not_in_cp932(c: char) -> bool {
    match c {
        // ㉑–㉟ and ㊱–㊿, the circled numbers above 20.
        '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}' => true,
        // ㋿, the era sign of 令和.
        '\u{32FF}' => true,
        // The wave dash, minus sign, double bar and dash, for which CP932 has other code points.
        '\u{301C}' | '\u{2212}' | '\u{2016}' | '\u{2014}' => true,
        // Letters with marks, Hangul, emoji and rare kanji beyond the first plane.
        '\u{00C0}'..='\u{00D6}' | '\u{00D8}'..='\u{00F6}' | '\u{00F8}'..='\u{024F}' => true,
        '\u{AC00}'..='\u{D7A3}' => true,
        _ => u32::from(c) > 0xFFFF,
    }
}

fn program_numbers(plan: &Plan, report: &mut Report<'_>) {
    for (here, program) in programs(plan) {
        if program.no.0 == 0 {
            report.add(&here.key("no"), Problem::ZeroNumber);
        }
    }
    let numbers = programs(plan).map(|(here, program)| (here.key("no"), program.no.to_string()));
    duplicates(Thing::Program, numbers, report);
}

fn program_directions(plan: &Plan, report: &mut Report<'_>) {
    for (here, program) in programs(plan) {
        if plan.direction(&program.direction).is_none() {
            let name = program.direction.to_string();
            let known = plan.directions.iter().map(|direction| direction.id.to_string());
            let (guess, known) = among(&name, known);
            let what = Problem::Unknown { thing: Thing::Direction, name, guess, known };
            report.add(&here.key("direction"), what);
        }
    }
}

/// A program is printed again under other directions of the plan, once under each.
fn repeated_directions(plan: &Plan, report: &mut Report<'_>) {
    for (here, program) in programs(plan) {
        let path = |nth: usize| here.key("also_in").item(nth);
        for (nth, id) in program.also_in.iter().enumerate() {
            if plan.direction(id).is_none() {
                let name = id.to_string();
                let known = plan.directions.iter().map(|direction| direction.id.to_string());
                let (guess, known) = among(&name, known);
                let what = Problem::Unknown { thing: Thing::Direction, name, guess, known };
                report.add(&path(nth), what);
            }
        }
        let own = std::iter::once((here.key("direction"), program.direction.to_string()));
        let others = program.also_in.iter().enumerate();
        let others = others.map(|(nth, id)| (path(nth), id.to_string()));
        duplicates(Thing::Direction, own.chain(others), report);
        let (found, most) = (program.also_in.len(), MOST_REPEATS);
        if found > most {
            let what = Problem::TooManyRepeats { found, most };
            report.add(&here.key("also_in"), what);
        }
    }
}

/// A typing error in a year would silently make a program no 主要管理項目.
fn focus_years(plan: &Plan, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    for (here, program) in programs(plan) {
        let Focus::Years(years) = &program.focus else { continue };
        for (nth, year) in
            years.iter().enumerate().filter(|(_, year)| **year < first || last < **year)
        {
            let what = Problem::YearOutside { year: year.0, first: first.0, last: last.0 };
            report.add(&here.key("focus").item(nth), what);
        }
    }
}

fn program_leads(plan: &Plan, report: &mut Report<'_>) {
    for (here, program) in programs(plan) {
        known_division(plan, &here.key("lead"), program.lead.as_str(), report);
    }
}

/// Reports a division that the plan does not list under this very name.
fn known_division(plan: &Plan, path: &Path, name: &str, report: &mut Report<'_>) {
    if plan.divisions.iter().all(|division| division.name.as_str() != name) {
        let known = plan.divisions.iter().map(|division| division.name.to_string());
        let (guess, known) = among(name, known);
        let (thing, name) = (Thing::Division, name.to_owned());
        let what = Problem::Unknown { thing, name, guess, known };
        report.add(path, what);
    }
}

/// A program whose lead the source does not name is led by a stand-in, not by a guess.
fn unknown_leads_have_a_stand_in(plan: &Plan, report: &mut Report<'_>) {
    for (here, program) in programs(plan) {
        let lead = plan.divisions.iter().find(|division| division.name == program.lead);
        let led_by_division = lead.is_some_and(|division| !division.placeholder);
        if program.lacking.contains(&Lacking::Lead) && led_by_division {
            let what = Problem::LeadNotPlaceholder { lead: program.lead.to_string() };
            report.add(&here.key("lead"), what);
        }
    }
}

fn activity_divisions(plan: &Plan, report: &mut Report<'_>) {
    for (here, activity) in activities(plan) {
        if let Some(division) = &activity.division {
            known_division(plan, &here.key("division"), division.as_str(), report);
        }
    }
}

/// One phase for each year of the plan.
fn phases_fit_the_period(plan: &Plan, report: &mut Report<'_>) {
    let expected = plan.years().count();
    if expected == 0 {
        return; // Reversed years have a problem of their own.
    }
    for (here, activity) in activities(plan) {
        let found = activity.phases.len();
        if found != expected {
            report.add(&here.key("phases"), Problem::PhaseCount { found, expected });
        }
    }
}

/// `→` continues the phase of the year before, so there must be one.
fn arrows_continue_something(plan: &Plan, report: &mut Report<'_>) {
    for (here, activity) in activities(plan) {
        for (nth, phase) in activity.phases.iter().enumerate() {
            let before = nth.checked_sub(1).map_or("", |index| &activity.phases[index]);
            if phase == CONTINUES && before.is_empty() {
                report.add(&here.key("phases").item(nth), Problem::ArrowWithoutPhase);
            }
        }
    }
}

fn programs_fit_their_sheet(plan: &Plan, report: &mut Report<'_>) {
    for (here, program) in programs(plan) {
        for (key, thing, found, most) in [
            ("activities", Thing::Activity, program.activities.len(), MOST_ACTIVITIES),
            ("indicators", Thing::Indicator, program.indicators.len(), MOST_INDICATORS),
        ] {
            if found > most {
                report.add(&here.key(key), Problem::TooMany { thing, found, most });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_refuses() {
        for (name, fault) in [
            ("総務/企画課", FileNameFault::Character('/')),
            ("見本課.", FileNameFault::Edge),
            ("見本課 ", FileNameFault::Edge),
            ("con", FileNameFault::Reserved),
            ("Com1.x", FileNameFault::Reserved),
        ] {
            assert_eq!(file_name_fault(name), Some(fault), "{name}");
        }
        for name in ["見本課", "ICT・DX推進課", "COM10", "コン", "Console"] {
            assert_eq!(file_name_fault(name), None, "{name}");
        }
    }

    #[test]
    fn characters_that_cp932_lacks() {
        for c in ['㉑', '㊱', '㋿', '〜', '𠮷', 'é'] {
            assert!(is_not_in_cp932(c), "{c}");
        }
        for c in ['⑳', '～', '髙', '－', 'ー', '課'] {
            assert!(!is_not_in_cp932(c), "{c}");
        }
    }
}
