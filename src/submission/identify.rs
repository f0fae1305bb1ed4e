//! What a workbook says of itself: very hidden sheet, document properties, visible cells.

use std::collections::BTreeSet;

use crate::form::{
    COVER_SHEET, IDENTITY_SHEET, Identity, PROPERTY_DIVISION, PROPERTY_FORM, PROPERTY_PLAN,
    PROPERTY_ROUND, PastActuals, PastValue, SAMPLE_MARK,
};
use crate::notation::comparison_key;
use crate::terms::{CellRef, DivisionName, FiscalYear, IndicatorId};
use crate::workbook::{Content, Sheet, Workbook};

/// Identity and what the form printed of earlier rounds.
pub(super) struct Claims {
    pub(super) identity: Identity,
    pub(super) past: Option<PastActuals>,
    pub(super) additions: ReturnAdditions,
}

/// What a return copy added to the form: it is neither an answer nor of the form, and is left out of the account.
#[derive(Debug, Default)]
pub(super) struct ReturnAdditions {
    /// Rows and columns of its first sheet.
    pub(super) list: (u32, u32),
    /// Its notes, by what they are known by.
    pub(super) notes: BTreeSet<String>,
    /// SHA-256 of the submissions that were returned.
    pub(super) sources: BTreeSet<String>,
}

/// Gathers what the workbook says of itself; the very hidden sheet is believed first, then the properties, then the
/// visible cells.
pub(super) fn claims(workbook: &Workbook) -> Claims {
    let hidden = workbook.sheets.iter().find(|sheet| &*sheet.name == IDENTITY_SHEET);
    let from_sheet = hidden.map(from_identity_sheet);
    let additions = hidden.map(additions).unwrap_or_default();
    let property = |name: &str| workbook.properties.get(name).cloned();
    let from_properties = Identity {
        form: property(PROPERTY_FORM),
        plan: property(PROPERTY_PLAN),
        round: property(PROPERTY_ROUND).and_then(|text| text.parse().ok()),
        division: property(PROPERTY_DIVISION).map(DivisionName),
        program: None,
    };
    let visible = workbook.sheets.iter().find_map(visible_identity);
    let visible = visible.map(|identity| Identity { program: None, ..identity });
    let (first, past) =
        from_sheet.map_or((Identity::default(), None), |(identity, past)| (identity, Some(past)));
    Claims { identity: first.or(from_properties).or(visible.unwrap_or_default()), past, additions }
}

fn text_at(sheet: &Sheet, row: u32, col: u32) -> Option<String> {
    let cell = sheet.cells.get(&CellRef::new(row, col))?;
    match &cell.content {
        Content::Text(text) => Some(text.to_string()),
        Content::Number(number) => Some(number.normalize().to_string()),
        _ => None,
    }
}

fn from_identity_sheet(sheet: &Sheet) -> (Identity, PastActuals) {
    let mut identity = Identity::default();
    let mut past = PastActuals::default();
    let rows = sheet.cells.keys().filter(|cell| cell.col == 0).map(|cell| cell.row);
    for row in rows {
        let (Some(key), Some(value)) = (text_at(sheet, row, 0), text_at(sheet, row, 1)) else {
            continue;
        };
        match key.as_str() {
            "form" => identity.form = Some(value),
            "plan" => identity.plan = Some(value),
            "round" => identity.round = value.parse().ok(),
            "division" => identity.division = Some(DivisionName(value)),
            "past" => {
                let year =
                    text_at(sheet, row, 2).and_then(|text| text.parse().ok()).map(FiscalYear);
                let number = text_at(sheet, row, 3).and_then(|text| text.parse().ok());
                let approx = text_at(sheet, row, 4).is_some_and(|text| !text.is_empty());
                if let (Some(year), Some(value)) = (year, number) {
                    past.insert(
                        IndicatorId(key_text(&text_at(sheet, row, 1))),
                        year,
                        PastValue { value, approx },
                    );
                }
            }
            _ => {}
        }
    }
    (identity, past)
}

fn additions(sheet: &Sheet) -> ReturnAdditions {
    let mut additions = ReturnAdditions::default();
    let number = |row, col| text_at(sheet, row, col).and_then(|text| text.parse().ok());
    for row in sheet.cells.keys().filter(|cell| cell.col == 0).map(|cell| cell.row) {
        match text_at(sheet, row, 0).as_deref() {
            Some("return") => {
                additions.list = (number(row, 1).unwrap_or(0), number(row, 2).unwrap_or(0));
            }
            Some("returned") => additions.sources.extend(text_at(sheet, row, 1)),
            Some("note") => additions.notes.extend(text_at(sheet, row, 1)),
            _ => {}
        }
    }
    additions
}

fn key_text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

/// The identity that a sheet prints in one of its cells.
pub(super) fn visible_identity(sheet: &Sheet) -> Option<Identity> {
    sheet.cells.values().find_map(|cell| match &cell.content {
        Content::Text(text) => Identity::from_visible_text(text),
        _ => None,
    })
}

/// Whether a front page carries the mark of made-up data.
pub fn is_sample(workbook: &Workbook) -> bool {
    let mark = comparison_key(SAMPLE_MARK);
    let cover = workbook.sheets.iter().filter(|sheet| &*sheet.name == COVER_SHEET);
    cover
        .flat_map(|sheet| sheet.cells.values())
        .any(|cell| matches!(&cell.content, Content::Text(text) if *text.key() == *mark))
}
