//! Divisions: their names, which are also names of files.

use super::walk::{At, Named, Plan, Report, Rules, at};
use crate::finding::{FileNameFault, Problem, Thing};

pub(super) const RULES: Rules = &[(&[], &[names, aliases, file_names])];

/// A division is named, once.
fn names(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    if plan.divisions.is_empty() {
        report.add(&at!(plan.divisions).path, Problem::Empty { thing: Thing::Division });
    }
    let names = at!(plan.divisions[]).map(|division| at!(division.name));
    for name in names.clone() {
        report.not_blank(Thing::Text, &name);
    }
    report.duplicates(Thing::Division, names);
}

/// A name or alias stands for one division.
fn aliases(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let named = at!(plan.divisions[]).map(|division| {
        let name = at!(division.name).text();
        Named::with(name.it, name, at!(division.aliases[]))
    });
    report.ambiguities(Thing::Division, &named.collect::<Vec<_>>());
}

/// A division's name is the name of its workbook, on Windows too; a zip made there stores names of files in CP932.
fn file_names(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for division in at!(plan.divisions[]) {
        let At { path, it } = at!(division.name).text();
        if let Some(fault) = file_name_fault(it) {
            report.add(&path, Problem::FileName { name: it.to_owned(), fault });
        }
        if let Some(character) = it.chars().find(|c| is_not_in_cp932(*c)) {
            report.add(&path, Problem::NotInCp932 { name: it.to_owned(), character });
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
