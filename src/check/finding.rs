//! One thing wrong or doubtful, as data.

use std::sync::Arc;

use super::catalogue::Code;
use crate::form::field_ids::{EXTENSION, REPORTER};
use crate::terms::{CellRef, Lang, ProgramNo, Round};

/// What stands for a text about a person.
const WITHHELD: &str = "(省略)";
/// Details that are told from the form or count letters, and so repeat nothing of what was written.
const OF_FORM: [&str; 8] =
    ["caption", "choices", "limits", "expected", "how", "length", "limit", "decimals"];

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// The value is used; somebody should look.
    Warning,
    /// The value is not used, or something is missing; the division has to act.
    Error,
}

impl Severity {
    /// The identifier of the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The word for readers.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Info, Lang::Ja) => "参考",
            (Severity::Warning, Lang::Ja) => "確認",
            (Severity::Error, Lang::Ja) => "要修正",
            (_, Lang::En) => self.as_str(),
        }
    }
}

/// Where a finding stands. What is not known of a place cannot be given by accident.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The round as a whole: nothing was submitted.
    Round,
    /// A file as a whole.
    File(Arc<str>),
    /// A sheet of a file.
    Sheet(Arc<str>, Arc<str>),
    /// A cell.
    Cell(Arc<str>, Arc<str>, CellRef),
}

impl Place {
    /// File, if the place has one.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<str>> {
        match self {
            Place::Round => None,
            Place::File(file) | Place::Sheet(file, _) | Place::Cell(file, _, _) => Some(file),
        }
    }

    /// Sheet, if the place has one.
    #[must_use]
    pub fn sheet(&self) -> Option<&Arc<str>> {
        match self {
            Place::Sheet(_, sheet) | Place::Cell(_, sheet, _) => Some(sheet),
            _ => None,
        }
    }

    /// Cell, if the place has one.
    #[must_use]
    pub fn cell(&self) -> Option<CellRef> {
        match self {
            Place::Cell(_, _, cell) => Some(*cell),
            _ => None,
        }
    }
}

/// One thing wrong or doubtful.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How grave it is here.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// Program it concerns.
    pub program: Option<ProgramNo>,
    /// Key of the field, e.g. `effect_1_actual`.
    pub field: Option<String>,
    /// What was found, as written.
    pub value: Option<String>,
    /// What the catalogue's message speaks of, by the names in its braces.
    pub details: Vec<(&'static str, Wording)>,
    /// For a rule on trial: the round from which it is an error.
    pub error_from: Option<Round>,
}

/// A few words in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Wording {
    /// Words in both languages.
    #[must_use]
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Wording {
        Wording { ja: ja.into(), en: en.into() }
    }

    /// The words of one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

impl Finding {
    /// A finding with the catalogue's severity and nothing but its place.
    #[must_use]
    pub fn new(code: Code, place: Place) -> Finding {
        Finding {
            severity: code.entry().severity,
            code,
            place,
            program: None,
            field: None,
            value: None,
            details: Vec::new(),
            error_from: None,
        }
    }

    /// Adds the program.
    #[must_use]
    pub fn program(mut self, program: ProgramNo) -> Finding {
        self.program = Some(program);
        self
    }

    /// Adds the field.
    #[must_use]
    pub fn field(mut self, key: impl Into<String>) -> Finding {
        self.field = Some(key.into());
        self
    }

    /// Adds what was found.
    #[must_use]
    pub fn value(mut self, raw: impl Into<String>) -> Finding {
        self.value = Some(raw.into());
        self
    }

    /// Adds a detail of the message that is the same in both languages.
    #[must_use]
    pub fn detail(self, name: &'static str, text: impl Into<String>) -> Finding {
        let text = text.into();
        self.worded(name, Wording { ja: text.clone(), en: text })
    }

    /// Adds a detail of the message in words.
    #[must_use]
    pub fn worded(mut self, name: &'static str, words: Wording) -> Finding {
        self.details.push((name, words));
        self
    }

    /// The finding as a table may have it that is handed on: of a field for a person, only the form's own words are left.
    /// A detail may repeat what was written in another spelling, so none is kept that could.
    #[must_use]
    pub fn withheld(&self) -> Finding {
        let mut finding = self.clone();
        if !matches!(finding.field.as_deref(), Some(REPORTER | EXTENSION)) {
            return finding;
        }
        finding.value = finding.value.map(|_| WITHHELD.to_owned());
        for (name, words) in &mut finding.details {
            if !OF_FORM.contains(name) {
                *words = Wording::new(WITHHELD, WITHHELD);
            }
        }
        finding
    }

    /// What was found and what was expected, and from when it will be an error.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        let mut message = match lang {
            Lang::Ja => self.fill(entry.message_ja, lang),
            Lang::En => self.fill(entry.message_en, lang),
        };
        if let Some(round) = self.error_from {
            message.push_str(&match lang {
                Lang::Ja => format!("({round}から要修正になります)"),
                Lang::En => format!(" (an error from {round})"),
            });
        }
        message
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        match lang {
            Lang::Ja => self.fill(entry.hint_ja, lang),
            Lang::En => self.fill(entry.hint_en, lang),
        }
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut text = template.replace("{value}", self.value.as_deref().unwrap_or_default());
        for (name, words) in &self.details {
            text = text.replace(&format!("{{{name}}}"), words.text(lang));
        }
        text.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubted(field: &str) -> Finding {
        Finding::new(Code::ReadWithDoubt, Place::Round)
            .field(field)
            .value("2")
            .detail("caption", "2の欄")
            .detail("read", "二")
            .worded("what", Wording::new("「2」と「二」", "2 and 二"))
    }

    #[test]
    fn what_people_wrote_of_themselves_is_withheld_in_every_spelling() {
        for field in [REPORTER, EXTENSION] {
            let withheld = doubted(field).withheld();
            assert_eq!(withheld.value.as_deref(), Some("(省略)"));
            let message = withheld.message(Lang::Ja);
            assert_eq!(message, "「2の欄」の「(省略)」を (省略) と読みました((省略))。");
            assert!(!withheld.message(Lang::En).contains('二'));
        }
        let too_long = Finding::new(Code::TextTooLong, Place::Round)
            .field(EXTENSION)
            .value("2")
            .detail("caption", "内線")
            .detail("length", "22")
            .detail("limit", "12");
        assert_eq!(too_long.withheld().message(Lang::Ja), too_long.message(Lang::Ja));
    }

    #[test]
    fn other_fields_and_empty_ones_stay_as_they_are() {
        assert_eq!(doubted("rating").withheld(), doubted("rating"));
        let empty = Finding::new(Code::RequiredEmpty, Place::Round).field(REPORTER);
        assert_eq!(empty.withheld(), empty);
    }
}
