//! One thing wrong or doubtful, as data.

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Severity, dotted};
use super::place::Place;
use super::quote::{Quote, count_text};
use super::say::WITHHELD;
use super::table::What;
use crate::terms::{Area, Lang, ProgramNo, Round};

/// One thing wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub what: What,
    /// How grave it is here.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// Program it concerns.
    pub program: Option<ProgramNo>,
    /// Key of the field, e.g. `effect_1_actual`.
    pub field: Option<String>,
    /// What was found, as written; a long text only by its beginning.
    pub value: Option<String>,
    /// Characters of the whole text of which `value` is the beginning.
    pub cut_from: Option<usize>,
    /// Whether the field says who somebody is.
    pub personal: bool,
    /// For a rule on trial: the round from which it is an error.
    pub error_from: Option<Round>,
    /// Where it stands for others of its kind that are not named one by one.
    pub more: Option<More>,
}

/// Most findings of a kind on a sheet that are named one by one: nobody reads a longer list, and what a strange file
/// repeats would fill the memory.
pub const MOST_NAMED: usize = 100;

/// Findings of one kind on one sheet that are counted, since many were named before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct More {
    /// How many.
    pub count: usize,
    /// Where, if they have cells.
    pub area: Option<Area>,
}

impl More {
    /// Both together.
    pub fn with(self, other: More) -> More {
        let area = match (self.area, other.area) {
            (Some(one), Some(two)) => Some(one.with(two)),
            (one, two) => one.or(two),
        };
        More { count: self.count + other.count, area }
    }

    /// What is said of them.
    fn message(self, title: &str, lang: Lang) -> String {
        let count = count_text(self.count);
        let within = self.area.map(|area| match lang {
            Lang::Ja => format!("({area}の中)"),
            Lang::En => format!(" (within {area})"),
        });
        let within = within.unwrap_or_default();
        match lang {
            Lang::Ja => format!("「{title}」という指摘が、ほかに{count}件あります{within}。"),
            Lang::En => format!("\"{title}\": {count} more{within}."),
        }
    }
}

impl Finding {
    /// A finding with the table's severity and nothing but its place.
    pub fn new(what: impl Into<What>, place: Place) -> Finding {
        let what = what.into();
        Finding {
            severity: what.entry().severity,
            what,
            place,
            program: None,
            field: None,
            value: None,
            cut_from: None,
            personal: false,
            error_from: None,
            more: None,
        }
    }

    /// Adds the program.
    pub fn program(mut self, program: ProgramNo) -> Finding {
        self.program = Some(program);
        self
    }

    /// Adds the field.
    pub fn field(mut self, key: impl Into<String>) -> Finding {
        self.field = Some(key.into());
        self
    }

    /// Adds what was found: of a long text the beginning.
    pub fn value(mut self, raw: impl AsRef<str>) -> Finding {
        let Quote { text, cut_from } = Quote::of(raw.as_ref());
        self.value = Some(text);
        self.cut_from = cut_from;
        self
    }

    /// Makes it stand for others of its kind on its sheet.
    pub fn standing_for(mut self, more: More) -> Finding {
        let file = self.place.file().clone();
        self.place = match self.place.sheet() {
            Some(sheet) => Place::Sheet(file, sheet.clone()),
            None => Place::File(file),
        };
        (self.field, self.value, self.cut_from) = (None, None, None);
        self.more = Some(more);
        self
    }

    /// The row of the table.
    pub fn entry(&self) -> &'static Entry {
        self.what.entry()
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        self.entry().code
    }

    /// The finding as a table may have it that is handed on: of a field for a person, only the form's own words are left.
    /// A field of the message may repeat what was written in another spelling, so none is kept that could.
    pub fn withheld(&self) -> Finding {
        let mut finding = self.clone();
        if finding.personal {
            finding.value = finding.value.map(|_| WITHHELD.to_owned());
            finding.cut_from = None;
            finding.what.withhold();
        }
        finding
    }

    /// What was found and what was expected, and from when it will be an error.
    pub fn message(&self, lang: Lang) -> String {
        let mut message = match self.more {
            Some(more) => more.message(self.entry().title.text(lang), lang),
            None => self.what.message(self.value.as_deref().unwrap_or_default(), lang),
        };
        message.truncate(message.trim_end().len());
        let quoted = self.value.as_deref().filter(|value| message.contains(*value));
        if let (Some(length), Some(_)) = (self.cut_from, quoted) {
            let length = count_text(length);
            message.push_str(&match lang {
                Lang::Ja => format!("(全部で{length}字のうち、はじめだけを引いています)"),
                Lang::En => format!(" (only the beginning of {length} characters is quoted)"),
            });
        }
        if let Some(round) = self.error_from {
            message.push_str(&lang.pick(
                format!("({round}から要修正になります)"),
                format!(" (an error from {round})"),
            ));
        }
        message
    }

    /// What to do.
    pub fn hint(&self, lang: Lang) -> String {
        let hint = match self.more {
            Some(_) => dotted(self.entry().hint.text(lang)),
            None => self.what.hint(self.value.as_deref().unwrap_or_default(), lang),
        };
        hint.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueFault, Wording};
    use super::*;

    fn place() -> Place {
        Place::File("課.xlsx".into())
    }

    fn doubted() -> Finding {
        let doubt = ValueFault::ReadWithDoubt {
            caption: "2の欄".to_owned(),
            read: "二".to_owned(),
            what: Wording::new("「2」と「二」", "2 and 二"),
        };
        Finding::new(doubt, place()).value("2")
    }

    fn of_person(finding: Finding) -> Finding {
        Finding { personal: true, ..finding }
    }

    #[test]
    fn what_people_wrote_of_themselves_is_withheld_in_every_spelling() {
        let withheld = of_person(doubted()).withheld();
        assert_eq!(withheld.value.as_deref(), Some("(省略)"));
        let message = withheld.message(Lang::Ja);
        assert_eq!(message, "「2の欄」の「(省略)」を (省略) と読みました((省略))。");
        assert!(!withheld.message(Lang::En).contains('二'));
        let too_long =
            ValueFault::TextTooLong { caption: "内線".to_owned(), length: 22, limit: 12 };
        let too_long = of_person(Finding::new(too_long, place()).value("2"));
        assert_eq!(too_long.withheld().message(Lang::Ja), too_long.message(Lang::Ja));
    }

    #[test]
    fn other_fields_and_empty_ones_stay_as_they_are() {
        assert_eq!(doubted().withheld(), doubted());
        let empty =
            ValueFault::RequiredEmpty { caption: "記入者".to_owned(), how: Wording::default() };
        let empty = of_person(Finding::new(empty, place()));
        assert_eq!(empty.withheld(), empty);
    }
}
