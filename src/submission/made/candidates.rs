//! Which sheets carry programs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::{key_of_defined_name, sheet_name};
use crate::submission::identify::visible_identity;
use crate::terms::ProgramNo;
use crate::workbook::Workbook;

/// A sheet that carries a program.
pub(super) struct Candidate {
    pub(super) program: ProgramNo,
    pub(super) sheet: usize,
    /// How many of the program's names point to it.
    pub(super) names: usize,
}

/// Finds the sheets of programs: by the names that point into them, by the identity they print, by their own name.
/// The first candidate of a program is the best one.
pub(super) fn candidates(workbook: &Workbook) -> Vec<Candidate> {
    let mut names: BTreeMap<(ProgramNo, usize), usize> = BTreeMap::new();
    for (name, target) in &workbook.names {
        if let Some((program, _)) = key_of_defined_name(name) {
            *names.entry((program, target.sheet)).or_default() += 1;
        }
    }
    let with_names: BTreeSet<usize> = names.keys().map(|(_, sheet)| *sheet).collect();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let printed = visible_identity(sheet).and_then(|identity| identity.program);
        let named = printed.or_else(|| program_of_sheet_name(&sheet.name));
        if let Some(program) = named.filter(|_| !with_names.contains(&index)) {
            names.insert((program, index), 0);
        }
    }
    let candidate = |((program, sheet), names)| Candidate { program, sheet, names };
    let mut found: Vec<Candidate> = names.into_iter().map(candidate).collect();
    found.sort_by_key(|c| (c.program, std::cmp::Reverse(c.names), c.sheet));
    found
}

/// The program whose sheet a template calls by this name.
fn program_of_sheet_name(name: &Arc<str>) -> Option<ProgramNo> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let program = ProgramNo(digits.parse().ok()?);
    (sheet_name(program) == name.trim()).then_some(program)
}
