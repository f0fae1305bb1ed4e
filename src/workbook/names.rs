//! Defined names: from the text of what they refer to, in the notation of each format, to one area of a sheet.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::model::{NamedCell, Oddity, Sheet, area_between};
use crate::terms::{Area, CellRef};

/// A defined name as the workbook has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DefinedName {
    pub(super) name: String,
    pub(super) refers_to: String,
    /// Index of the sheet that the name is confined to.
    pub(super) scope: Option<usize>,
}

/// What a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Place(NamedCell),
    /// `#REF!`, or a sheet that is not there.
    Broken,
    /// A constant, a formula, several areas, whole rows, another workbook: nothing that holds a field.
    Other,
}

/// The area of `A1:C2` or `A1`, with or without `$`.
pub(super) fn corner_pair(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some(area_between(first.parse().ok()?, last.parse().ok()?))
}

/// Sheet (as written) and cell of `'No.12'!$C$5`, `$'No.12'.$C$5`, `.$C$5` or `$C$5`. No cell address holds a `!` or
/// a `.`, so the last one divides, whatever the sheet is called.
fn sheet_and_cell(text: &str) -> Option<(&str, CellRef)> {
    let (sheet, cell) =
        text.rsplit_once('!').or_else(|| text.rsplit_once('.')).unwrap_or(("", text));
    Some((sheet, cell.parse().ok()?))
}

/// The index of the sheet that `written` means: plain, quoted, or with the `$` of OpenDocument.
fn sheet_index(written: &str, sheets: &[Sheet]) -> Option<usize> {
    let plain = written.strip_prefix('$').unwrap_or(written);
    let quoted = plain.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let unquoted = quoted.map(|inner| match inner.contains('\'') {
        true => Cow::Owned(inner.replace("''", "'")),
        false => Cow::Borrowed(inner),
    });
    // The old binary formats give the name as it is, even when it has an apostrophe in it.
    let candidates = [Some(written), Some(plain), unquoted.as_deref()];
    let exact = |name: &str| sheets.iter().position(|sheet| *sheet.name == *name);
    let folded = |name: &str| {
        let name = name.to_lowercase();
        sheets.iter().position(|sheet| sheet.name.to_lowercase() == name)
    };
    let mut names = candidates.iter().flatten().copied();
    names.clone().find_map(exact).or_else(|| names.find_map(folded))
}

fn target(refers_to: &str, sheets: &[Sheet]) -> Target {
    let text = refers_to.trim();
    let text = text.strip_prefix("of:").unwrap_or(text);
    let text = text.strip_prefix('=').unwrap_or(text);
    // OpenDocument formulas put references in brackets; `[1]Sheet1!A1` is another workbook and fails below.
    let text = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    // A sheet name may well hold this text, but not after its closing quote.
    let after_quotes = text.rsplit('\'').next().unwrap_or(text);
    if after_quotes.contains("#REF") || text.starts_with("#REF") || text.starts_with("$#REF") {
        return Target::Broken;
    }
    // One cell is an area whose corners are the same.
    let (first, last) = text.rsplit_once(':').unwrap_or((text, text));
    let (Some((sheet, one)), Some((other_sheet, other))) =
        (sheet_and_cell(first), sheet_and_cell(last))
    else {
        return Target::Other;
    };
    if sheet.is_empty() || !(other_sheet.is_empty() || other_sheet == sheet) {
        return Target::Other;
    }
    // A quote in front of the bracket is Excel's way when the other workbook's name has a space.
    if sheet.trim_start_matches('\'').starts_with('[') {
        return Target::Other;
    }
    match sheet_index(sheet, sheets) {
        Some(sheet) => Target::Place(NamedCell { sheet, area: area_between(one, other) }),
        None if is_one_name(sheet) => Target::Broken,
        None => Target::Other,
    }
}

/// Whether `written` is the name of one sheet and not the front part of a list or a formula.
fn is_one_name(written: &str) -> bool {
    let plain = written.strip_prefix('$').unwrap_or(written);
    match plain.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(inner) => !inner.replace("''", "").contains('\''),
        None => !plain.contains([',', '!', '(', ':', '+', '-', '*', '/', '&', '"', ' ', ';', '~']),
    }
}

/// Sorts the workbook's names into places and oddities.
///
/// `scope_known` tells whether the format says which names are confined to one sheet. Where it does not, a name that
/// occurs twice with different targets is ambiguous and is left out.
pub(super) fn resolve(
    names: &[DefinedName],
    scope_known: bool,
    sheets: &[Sheet],
    oddities: &mut Vec<Oddity>,
) -> BTreeMap<String, NamedCell> {
    let mut places = BTreeMap::new();
    let mut ambiguous = BTreeSet::new();
    for defined in names {
        // Print areas, filters and the like; the old format writes one control character for each.
        if defined.name.starts_with("_xlnm.") || defined.name.starts_with(char::is_control) {
            continue;
        }
        if let Some(scope) = defined.scope {
            let sheet = sheets.get(scope).map_or("", |sheet| &sheet.name);
            oddities.push(Oddity::SheetScopedName {
                name: defined.name.clone(),
                sheet: sheet.to_owned(),
            });
            continue;
        }
        match target(&defined.refers_to, sheets) {
            Target::Place(place) => {
                let before = places.insert(defined.name.clone(), place);
                if !scope_known && before.is_some_and(|before| before != place) {
                    ambiguous.insert(defined.name.clone());
                }
            }
            Target::Broken => oddities.push(Oddity::BrokenName {
                name: defined.name.clone(),
                refers_to: defined.refers_to.clone(),
            }),
            Target::Other => {}
        }
    }
    for name in ambiguous {
        places.remove(&name);
        oddities.push(Oddity::AmbiguousName { name });
    }
    places
}

/// Puts together the names that the library gives (name and text only) and the scopes that the look found, in the same
/// order. When they are not equally many, no scope is known: the second part of the result.
pub(super) fn with_scopes(
    names: &[(String, String)],
    scopes: &[Option<usize>],
) -> (Vec<DefinedName>, bool) {
    let known = names.len() == scopes.len();
    let scope_of = |index: usize| scopes.get(index).copied().flatten().filter(|_| known);
    let defined = names.iter().enumerate().map(|(index, (name, refers_to))| DefinedName {
        name: name.clone(),
        refers_to: refers_to.clone(),
        scope: scope_of(index),
    });
    (defined.collect(), known)
}

#[cfg(test)]
mod tests {
    use super::super::model::Visibility;
    use super::*;

    fn sheets() -> Vec<Sheet> {
        ["様式", "No.12", "It's", "a b"]
            .iter()
            .map(|name| Sheet::empty(name, Visibility::Visible))
            .collect()
    }

    fn shown(refers_to: &str) -> String {
        match target(refers_to, &sheets()) {
            Target::Place(NamedCell { sheet, area }) if area.first == area.last => {
                format!("{sheet} {}", area.first)
            }
            Target::Place(NamedCell { sheet, area }) => {
                format!("{sheet} {}:{}", area.first, area.last)
            }
            Target::Broken => "broken".to_owned(),
            Target::Other => "other".to_owned(),
        }
    }

    #[test]
    fn every_notation_of_a_place_is_read() {
        for (text, expected) in [
            ("'No.12'!$C$5", "1 C5"),
            ("No.12!$C$5", "1 C5"),
            ("$'No.12'.$C$5", "1 C5"),
            ("[$No.12.$C$5]", "1 C5"),
            ("$No.12.$C$5", "1 C5"),
            ("様式!$A$1:$B$2", "0 A1:B2"),
            ("$様式.$A$1:.$B$2", "0 A1:B2"),
            ("$様式.$A$1:$様式.$B$2", "0 A1:B2"),
            ("of:=[$様式.$A$1:.$B$2]", "0 A1:B2"),
            ("様式!$B$2:$A$1", "0 A1:B2"),
            ("'It''s'!$A$1", "2 A1"),
            ("It's!$A$1", "2 A1"),
            ("$'It''s'.$A$1", "2 A1"),
            ("'a b'!A1", "3 A1"),
            ("'A B'!A1", "3 A1"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_points_nowhere_or_elsewhere_is_told_apart() {
        for text in
            ["#REF!", "様式!#REF!", "#REF!$A$1", "$#REF!.$A$1", "gone!$A$1", "様式!$A$1:#REF!"]
        {
            assert_eq!(shown(text), "broken", "{text}");
        }
        for text in [
            "5",
            "\"text\"",
            "$A$1",
            "様式!$A:$B",
            "様式!$1:$2",
            "様式!$A$1,様式!$C$3",
            "'a b'!$A$1,'gone'!$C$3",
            "1+様式!$A$1",
            "[1]様式!$A$1",
            "'[form 1.xlsx]様式'!$A$1",
            "様式:No.12!$A$1",
            "SUM(様式!$A$1:$A$3)",
            "",
            ":",
        ] {
            assert_eq!(shown(text), "other", "{text}");
        }
    }

    #[test]
    fn a_sheet_scoped_name_never_overwrites_the_workbooks() {
        let name = |refers_to: &str, scope| DefinedName {
            name: "f.total".to_owned(),
            refers_to: refers_to.to_owned(),
            scope,
        };
        let mut oddities = Vec::new();
        let names = [name("様式!$A$1", None), name("'No.12'!$A$1", Some(1))];
        let places = resolve(&names, true, &sheets(), &mut oddities);
        assert_eq!(places["f.total"].sheet, 0);
        assert_eq!(
            oddities,
            [Oddity::SheetScopedName { name: "f.total".to_owned(), sheet: "No.12".to_owned() }]
        );

        let mut oddities = Vec::new();
        let names = [name("様式!$A$1", None), name("'No.12'!$A$1", None)];
        assert!(resolve(&names, false, &sheets(), &mut oddities).is_empty());
        assert_eq!(oddities.len(), 1);
    }
}
