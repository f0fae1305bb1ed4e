//! Single fields: each cell to be filled with the label that leads to it.

use super::page::{Input, MOST_STEPS, PageView, UnitView};
use super::tables::TableView;
use crate::notation::comparison_key;
use crate::schema::Go;
use crate::terms::Area;

/// How a field is proposed to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// So many cells from a label. `label`: its text. `at`: where it stands. `go`: which way from it.
    /// `steps`: how many cells. `nth`: which of several equal labels.
    Beside { label: String, at: Area, go: Go, steps: u16, nth: Option<u16> },
    /// No label leads to it.
    Address,
}

/// A single field.
pub(super) struct FieldView {
    pub(super) input: Input,
    pub(super) way: Way,
    pub(super) unit: Option<UnitView>,
}

impl FieldView {
    pub(super) fn label(&self) -> &str {
        match &self.way {
            Way::Beside { label, .. } => label,
            Way::Address => "",
        }
    }
}

/// The cells to be filled that stand in no table.
pub(super) fn single_fields(view: &PageView<'_>, tables: &[TableView]) -> Vec<FieldView> {
    let in_table =
        |input: &&Input| tables.iter().any(|table| table.area.contains(input.area.first));
    let single = view.inputs.values().filter(|input| !in_table(input));
    single
        .map(|input| FieldView {
            way: way(view, input.area),
            unit: view.unit_right(input.area),
            input: input.clone(),
        })
        .collect()
}

/// The label left of a cell, else the one above it; the nearer ones first.
fn way(view: &PageView<'_>, input: Area) -> Way {
    let left = |most| towards(view, input, Go::Left, Go::Right, most);
    let above = |most| towards(view, input, Go::Above, Go::Below, most);
    let near = left(3).or_else(|| above(1));
    near.or_else(|| left(MOST_STEPS)).or_else(|| above(3)).unwrap_or(Way::Address)
}

fn towards(view: &PageView<'_>, input: Area, back: Go, go: Go, most: u16) -> Option<Way> {
    let mut at = input;
    for steps in 1..=most {
        at = view.grid.step(at, back)?;
        if let Some(label) = view.label(at) {
            // The way back may end elsewhere: a label merged over rows leads to the first of them.
            let mut there = at;
            for _ in 0..steps {
                there = view.grid.step(there, go)?;
            }
            let (label, nth) = (label.to_owned(), nth(view, label, at));
            return (there == input).then_some(Way::Beside { label, at, go, steps, nth });
        }
        if view.grid.is_filled(at) || view.inputs.contains_key(&at.first) {
            return None;
        }
    }
    None
}

/// Which of several equal labels this is; `None` if it is the only one.
pub(super) fn nth(view: &PageView<'_>, label: &str, at: Area) -> Option<u16> {
    if view.count(label) < 2 {
        return None;
    }
    let key = comparison_key(label);
    let before = view.labels.range(..at.first).filter(|(_, text)| comparison_key(text) == key);
    u16::try_from(before.count() + 1).ok()
}
