//! How a form says who it is: names of cells and sheets, and the identity it carries three times.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::terms::{DivisionName, ProgramNo, Round};

/// Sheet with the division, its programs and what is still empty.
pub const COVER_SHEET: &str = "表紙";
/// Sheet with the guide.
pub const GUIDE_SHEET: &str = "記入要領";
/// First sheet of a return copy: what is to be mended.
pub const RETURN_SHEET: &str = "直すところ";
/// Very hidden sheet with the identity.
pub const IDENTITY_SHEET: &str = "_matome";
/// Custom document property: form id and version.
pub const PROPERTY_FORM: &str = "matome.form";
/// Custom document property: plan id.
pub const PROPERTY_PLAN: &str = "matome.plan";
/// Custom document property: round.
pub const PROPERTY_ROUND: &str = "matome.round";
/// Custom document property: division.
pub const PROPERTY_DIVISION: &str = "matome.division";

/// Separates the parts of the visible identity; no part contains it.
const SEPARATOR: &str = " | ";

/// What a note of a return copy is known by when it comes back: its words, whatever became of the white space between.
pub fn note_mark(text: &str) -> String {
    let words: String = text.split_whitespace().collect();
    Sha256::digest(words.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What a form says about itself. Parts that a damaged copy has lost are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// `id@version` of the form.
    pub form: Option<String>,
    /// Id of the plan.
    pub plan: Option<String>,
    /// The survey.
    pub round: Option<Round>,
    /// Division it was made for.
    pub division: Option<DivisionName>,
    /// Program, on a program's sheet.
    pub program: Option<ProgramNo>,
}

impl Identity {
    /// The text of the visible locked cell, e.g. `様式 plan/progress@1 | plan | 2022 | 見本課 | No.12`.
    pub fn visible_text(&self) -> String {
        let mut parts = vec![format!("様式 {}", self.form.as_deref().unwrap_or_default())];
        parts.extend(self.plan.clone());
        parts.extend(self.round.map(|round| round.to_string()));
        parts.extend(self.division.as_ref().map(ToString::to_string));
        parts.extend(self.program.map(|no| format!("No.{no}")));
        parts.join(SEPARATOR)
    }

    /// Reads the visible text back; `None` if the text is something else.
    pub fn from_visible_text(text: &str) -> Option<Identity> {
        // Hardly any text begins so, and a long one is not searched for its parts.
        let text = text.trim().strip_prefix("様式 ")?;
        let mut parts = text.split(SEPARATOR.trim()).map(str::trim);
        let form = parts.next()?.to_owned();
        let plan = parts.next()?.to_owned();
        let round = parts.next()?.parse().ok()?;
        let division = DivisionName::from(parts.next()?);
        let program = parts
            .next()
            .and_then(|part| part.strip_prefix("No."))
            .and_then(|digits| digits.parse().ok())
            .map(ProgramNo);
        Some(Identity {
            form: Some(form),
            plan: Some(plan),
            round: Some(round),
            division: Some(division),
            program,
        })
    }

    /// This identity, with the parts it lacks taken from `other`.
    pub fn or(self, other: Identity) -> Identity {
        Identity {
            form: self.form.or(other.form),
            plan: self.plan.or(other.plan),
            round: self.round.or(other.round),
            division: self.division.or(other.division),
            program: self.program.or(other.program),
        }
    }
}

/// The workbook-scope defined name of a cell to be filled: `in_p12_rating`.
pub fn defined_name(program: ProgramNo, key: &str) -> String {
    format!("in_p{:02}_{key}", program.0)
}

/// The workbook-scope defined name of a cell that the cover asks for all sheets: `in_cover_reporter`.
pub fn cover_name(field: &str) -> String {
    format!("in_cover_{field}")
}

/// Takes a defined name apart into program and key; `None` for any other name.
pub fn key_of_defined_name(name: &str) -> Option<(ProgramNo, &str)> {
    let (digits, key) = name.strip_prefix("in_p")?.split_once('_')?;
    if digits.len() < 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((ProgramNo(digits.parse().ok()?), key))
}

/// Name of a program's sheet.
pub fn sheet_name(program: ProgramNo) -> String {
    format!("No.{program}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defined_name_gives_back_program_and_key() {
        let name = defined_name(ProgramNo(7), "activity_1_status");
        assert_eq!(name, "in_p07_activity_1_status");
        assert_eq!(key_of_defined_name(&name), Some((ProgramNo(7), "activity_1_status")));
        assert_eq!(defined_name(ProgramNo(116), "rating"), "in_p116_rating");
        for other in ["in_p7_rating", "in_pxx_rating", "Print_Area", "in_p"] {
            assert_eq!(key_of_defined_name(other), None, "{other}");
        }
    }

    #[test]
    fn the_visible_identity_reads_back() {
        let identity = Identity {
            form: Some("city/progress@3".to_owned()),
            plan: Some("city".to_owned()),
            round: Some("2022-H1".parse().unwrap()),
            division: Some("見本課".into()),
            program: Some(ProgramNo(12)),
        };
        assert_eq!(Identity::from_visible_text(&identity.visible_text()), Some(identity));
        assert_eq!(Identity::from_visible_text("様式について"), None);
    }
}
