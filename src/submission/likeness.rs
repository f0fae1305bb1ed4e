//! What a workbook without a form of the plan looks like, so that a person knows it again.

use std::collections::BTreeSet;

use super::book::Book;
use super::existing::account::printed_texts;
use super::existing::locate::Words;
use super::found::Found;
use super::observation::{Likeness, Nearest, Observation};
use crate::workbook::Content;

/// From how many of its words a sheet of the form is known again although no program was found on it, in per cent.
const KNOWN_AGAIN: usize = 60;

/// Says once that a workbook holds no form. If nothing of it is a form, its cells stay counted in the account, and
/// nothing else is said of them.
pub(super) fn observe_no_form(book: &Book<'_>, found: &mut Found) {
    let nearest = nearest(book);
    let is_known =
        nearest.as_ref().is_some_and(|near| near.shown * 100 >= near.words * KNOWN_AGAIN);
    if !is_known && !found.observations.iter().any(Observation::is_of_a_form) {
        found.unaccounted.clear();
        found.observations.retain(|seen| seen.repeats().is_none_or(|(kind, ..)| kind != "unclear"));
    }
    let sheets = &book.workbook.sheets;
    let first_sheet = sheets.first().map_or_else(|| "".into(), |sheet| sheet.name.clone());
    let cells = found.account.non_empty;
    found.observe(Observation::NoForm(Likeness {
        sheets: sheets.len(),
        first_sheet,
        cells,
        nearest,
    }));
}

fn nearest(book: &Book<'_>) -> Option<Nearest> {
    let near = book.context.form.sheets.iter().map(|spec| {
        let words = printed_texts(book.context, &Words::of(book.context, spec), spec);
        let cells = book.workbook.sheets.iter().flat_map(|sheet| sheet.cells.values());
        let texts = cells.filter_map(|cell| match &cell.content {
            Content::Text(text) => Some(text),
            _ => None,
        });
        let shown: BTreeSet<&String> = texts.filter_map(|text| words.get(text.key())).collect();
        Nearest { title: spec.title.clone(), words: words.len(), shown: shown.len() }
    });
    let near = near.filter(|near| near.shown > 0);
    near.max_by(|one, two| (one.shown * two.words).cmp(&(two.shown * one.words)))
}
