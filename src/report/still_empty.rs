//! How many required cells of a form's sheet are still empty.

use super::request::Entry;
use crate::form::{SheetLayout, Slot, required};
use crate::schema::Required;
use crate::terms::{Area, CellRef};

/// Counts the required cells that are still empty, as a formula and as the sheet stands.
pub(super) struct Counter {
    terms: Vec<String>,
    waived_by: Option<CellRef>,
    pub(super) count: u32,
}

impl Counter {
    pub(super) fn new(
        layout: &SheetLayout<'_>,
        entry_of: &dyn Fn(&Slot<'_>) -> Option<Entry>,
    ) -> Counter {
        let slots: Vec<(Area, &Slot<'_>)> = layout.slots().collect();
        let cell_of = |key: &str| {
            slots.iter().find(|(_, slot)| slot.key == key).map(|(area, slot)| (area.first, *slot))
        };
        let empty = |slot: &Slot<'_>| entry_of(slot).is_none();
        let mut terms = Vec::new();
        let mut count = 0;
        for (area, slot) in &slots {
            let cell = area.first;
            match required(&slot.subject, slot.field) {
                Required::Never => {}
                Required::Always => {
                    let other = slot.field.required_unless.as_deref().and_then(cell_of);
                    let is_empty = empty(slot) && other.is_none_or(|(_, other)| empty(other));
                    count += u32::from(is_empty);
                    terms.push(match other {
                        Some((other, _)) => format!("COUNTBLANK({cell})*COUNTBLANK({other})"),
                        None => format!("COUNTBLANK({cell})"),
                    });
                }
                Required::WithRow => {
                    let row: Vec<&(Area, &Slot<'_>)> = slots
                        .iter()
                        .filter(|(_, other)| {
                            other.block == slot.block && other.subject == slot.subject
                        })
                        .collect();
                    // One term per row, made where its first required cell stands.
                    let must: Vec<&&(Area, &Slot<'_>)> = row
                        .iter()
                        .filter(|(_, other)| {
                            required(&other.subject, other.field) == Required::WithRow
                        })
                        .collect();
                    if must.first().is_none_or(|first| first.1.key != slot.key) {
                        continue;
                    }
                    if row.iter().any(|(_, other)| !empty(other)) {
                        let missing = must.iter().filter(|(_, other)| empty(other)).count();
                        count += u32::try_from(missing).unwrap_or(u32::MAX);
                    }
                    let filled: Vec<String> =
                        row.iter().map(|(area, _)| area.first.to_string()).collect();
                    let blanks: Vec<String> = must
                        .iter()
                        .map(|(area, _)| format!("COUNTBLANK({})", area.first))
                        .collect();
                    terms.push(format!("(COUNTA({})>0)*({})", filled.join(","), blanks.join("+")));
                }
            }
        }
        let waiver = layout.waived_by.and_then(cell_of);
        if waiver.is_some_and(|(_, slot)| !empty(slot)) {
            count = 0;
        }
        Counter { terms, waived_by: waiver.map(|(cell, _)| cell), count }
    }

    pub(super) fn formula(&self) -> String {
        let sum = if self.terms.is_empty() { "0".to_owned() } else { self.terms.join("+") };
        match self.waived_by {
            Some(cell) => format!("=IF(COUNTA({cell})>0,0,{sum})"),
            None => format!("={sum}"),
        }
    }
}
