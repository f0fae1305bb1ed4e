//! The count of required cells that are still empty: as a live formula, and as the sheet stands.

use super::entry::Entry;
use crate::form::{FieldId, Question, SheetLayout, Subject};
use crate::schema::Required;
use crate::terms::{Area, CellRef, count};

/// Longest formula, in characters (Excel's limit is 8,192).
const FORMULA_CHARS: usize = 8_000;

/// The count and its formula.
pub(super) struct StillEmpty {
    /// The formula, with its `=`.
    pub(super) formula: String,
    /// What it comes to as the sheet stands.
    pub(super) count: u32,
}

/// Counts the required cells of a sheet that are still empty, by the same rule as the check: white space is nothing.
pub(super) fn still_empty(
    layout: &SheetLayout<'_>,
    entry_of: &dyn Fn(&Question) -> Option<Entry>,
) -> StillEmpty {
    let counter =
        Counter::new(layout, entry_of, &|cells| format!("TRIM(SUBSTITUTE({cells},\"　\",\"\"))"));
    let formula = counter.formula();
    if formula.chars().count() <= FORMULA_CHARS {
        return StillEmpty { formula, count: counter.count };
    }
    // A plan of some hundred activities: full-width spaces then count as text in programs whose TRIM keeps them.
    let counter = Counter::new(layout, entry_of, &|cells| format!("TRIM({cells})"));
    StillEmpty { formula: counter.formula(), count: counter.count }
}

/// Whether a cell with this entry counts as empty.
fn is_blank(entry: Option<&Entry>) -> bool {
    match entry {
        None => true,
        Some(Entry::Text(text)) => text.chars().all(|letter| " 　".contains(letter)),
        Some(_) => false,
    }
}

struct Counter {
    terms: Vec<String>,
    /// What is filled once nothing else is required.
    waived_by: Option<String>,
    count: u32,
}

impl Counter {
    /// `text` is the formula for the text of a cell, or of cells joined by `&`, without white space around it.
    fn new(
        layout: &SheetLayout<'_>,
        entry_of: &dyn Fn(&Question) -> Option<Entry>,
        text: &dyn Fn(&str) -> String,
    ) -> Counter {
        let is_empty = |cell: CellRef| format!("({}=\"\")", text(&cell.to_string()));
        let questions: Vec<(Area, &Question)> =
            layout.questions().map(|(area, question)| (area, &**question)).collect();
        let cell_of = |subject: &Subject, field: FieldId<'_>| {
            let found = questions.iter().find(|(_, question)| question.asks(subject, field));
            found.map(|(area, question)| (area.first, *question))
        };
        let empty = |question: &Question| is_blank(entry_of(question).as_ref());
        let mut terms = Vec::new();
        let mut open = 0;
        for (area, question) in &questions {
            let cell = area.first;
            match question.required() {
                Required::Never => {}
                Required::Always => {
                    let other =
                        question.unless().and_then(|(subject, field)| cell_of(subject, field));
                    let is_open = empty(question) && other.is_none_or(|(_, other)| empty(other));
                    open += u32::from(is_open);
                    terms.push(match other {
                        Some((other, _)) => format!("{}*{}", is_empty(cell), is_empty(other)),
                        None => is_empty(cell),
                    });
                }
                Required::WithRow => {
                    let row: Vec<&(Area, &Question)> =
                        questions.iter().filter(|(_, other)| other.shares_row(question)).collect();
                    // One term per row, made where its first required cell stands.
                    let must: Vec<&&(Area, &Question)> = row
                        .iter()
                        .filter(|(_, other)| other.required() == Required::WithRow)
                        .collect();
                    if must.first().is_none_or(|first| !std::ptr::eq(first.1, *question)) {
                        continue;
                    }
                    if row.iter().any(|(_, other)| !empty(other)) {
                        let missing = must.iter().filter(|(_, other)| empty(other)).count();
                        open += count(missing);
                    }
                    let filled: Vec<String> =
                        row.iter().map(|(area, _)| area.first.to_string()).collect();
                    let blanks: Vec<String> =
                        must.iter().map(|(area, _)| is_empty(area.first)).collect();
                    let begun = text(&filled.join("&"));
                    terms.push(format!("({begun}<>\"\")*({})", blanks.join("+")));
                }
            }
        }
        let waiver = layout.spec.waived_by.as_deref();
        let waiver = waiver.and_then(|id| cell_of(&Subject::Program, FieldId(id)));
        if waiver.is_some_and(|(_, question)| !empty(question)) {
            open = 0;
        }
        let waived_by = waiver.map(|(cell, _)| text(&cell.to_string()));
        Counter { terms, waived_by, count: open }
    }

    /// A cell in error is not filled in either: the sheet must not look finished.
    fn formula(&self) -> String {
        let sum = if self.terms.is_empty() { "0".to_owned() } else { self.terms.join("+") };
        let sum = format!("IFERROR(0+{sum},1)");
        match &self.waived_by {
            Some(text) => format!("=IF({text}<>\"\",0,{sum})"),
            None => format!("={sum}"),
        }
    }
}
