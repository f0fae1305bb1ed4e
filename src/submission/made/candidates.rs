//! Which sheets carry programs.

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
    let mut found: Vec<Candidate> = Vec::new();
    for (name, target) in &workbook.names {
        let Some((program, _)) = key_of_defined_name(name) else { continue };
        match found.iter_mut().find(|c| c.program == program && c.sheet == target.sheet) {
            Some(candidate) => candidate.names += 1,
            None => found.push(Candidate { program, sheet: target.sheet, names: 1 }),
        }
    }
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let printed = visible_identity(sheet).and_then(|identity| identity.program);
        let named = printed.or_else(|| program_of_sheet_name(&sheet.name));
        if let Some(program) = named
            && !found.iter().any(|c| c.sheet == index)
        {
            found.push(Candidate { program, sheet: index, names: 0 });
        }
    }
    found.sort_by_key(|c| (c.program, std::cmp::Reverse(c.names), c.sheet));
    found
}

/// The program whose sheet a template calls by this name.
fn program_of_sheet_name(name: &Arc<str>) -> Option<ProgramNo> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let program = ProgramNo(digits.parse().ok()?);
    (sheet_name(program) == name.trim()).then_some(program)
}
