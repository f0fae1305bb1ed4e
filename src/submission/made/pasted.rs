//! Forms, or parts of one, that were pasted where no form is read: they are told by what a form prints, since names do
//! not come along.

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, Found, Observation};
use crate::form::Identity;
use crate::terms::{Area, CellRef, ProgramNo};
use crate::workbook::{Content, Sheet};

/// From how many different words a form is known by, below its title.
const WORDS_BELOW_TITLE: usize = 3;
/// The same for a part of a form without its title.
const WORDS_WITHOUT_TITLE: usize = 8;
/// Most rows without a word that a form has between its words: the lines of a table.
const MOST_ROWS_BETWEEN: u32 = 20;
/// Most forms that are told apart on a sheet; a strange file may repeat a title without end.
const MOST_FORMS: usize = 100;

/// Names the forms among the cells of a sheet that are accounted for nowhere; `own` is the program that was read there.
pub(super) fn name_pasted(
    book: &Book<'_>,
    sheet: &Sheet,
    own: Option<ProgramNo>,
    found: &mut Found,
) {
    let text_at = |at: CellRef| match &sheet.cells.get(&at)?.content {
        Content::Text(text) => Some(text),
        _ => None,
    };
    let identity = |at: CellRef| Identity::from_visible_text(text_at(at)?);
    let strange: BTreeSet<CellRef> = found.unaccounted_on(&sheet.name).collect();
    // A front page has an identity of its own, so that none is strange there.
    let is_word = |at: &CellRef| {
        identity(*at).is_some()
            || strange.contains(at)
                && text_at(*at).is_some_and(|text| book.given.words.contains(text.key()))
    };
    let words: Vec<CellRef> = sheet.cells.keys().copied().filter(is_word).collect();
    if words.len() < WORDS_BELOW_TITLE {
        return;
    }
    let key = |at: CellRef| text_at(at).map_or("", |text| text.key());
    let areas = areas(&words, &key, &|key| book.given.titles.iter().any(|(own, _)| own == key));
    let wide = |area: Area| {
        let last = area.first.col.saturating_add(book.given.columns.saturating_sub(1));
        Area::new(area.first, CellRef::new(area.last.row, last.max(area.last.col)))
    };
    let areas: Vec<Area> = areas.into_iter().map(wide).collect();
    if areas.is_empty() {
        return;
    }
    let is_inside = |at: &&CellRef| areas.iter().any(|area| area.contains(**at));
    let stated = words.iter().filter(is_inside).filter_map(|at| identity(*at)?.program);
    let programs: BTreeSet<ProgramNo> = stated.filter(|no| Some(*no) != own).collect();
    found.observe(Observation::FormsBelow {
        program: own,
        sheet: sheet.name.clone(),
        places: areas.iter().map(|area| area.first).collect(),
        programs: programs.into_iter().collect(),
    });
    for cells in found.unaccounted.iter_mut().filter(|cells| cells.sheet == sheet.name) {
        cells.pasted.clone_from(&areas);
    }
}

/// Where forms stand, by their words in reading order: each from its title to its last word, and parts without a title
/// from their first.
fn areas<'k>(
    words: &[CellRef],
    key: &dyn Fn(CellRef) -> &'k str,
    is_title: &dyn Fn(&str) -> bool,
) -> Vec<Area> {
    let titles = words.iter().copied().filter(|at| is_title(key(*at)));
    let titles: Vec<CellRef> = titles.take(MOST_FORMS).collect();
    let mut of_title: BTreeMap<Option<CellRef>, Vec<CellRef>> = BTreeMap::new();
    for at in words {
        let above = titles.iter().filter(|title| title.row <= at.row && title.col <= at.col);
        of_title.entry(above.max().copied()).or_default().push(*at);
    }
    let mut untitled = of_title.remove(&None).unwrap_or_default();
    let mut areas = Vec::new();
    for own in of_title.into_values() {
        let mut runs = runs(own).into_iter();
        let form = runs.next().unwrap_or_default();
        areas.extend(area_of(&form, key, WORDS_BELOW_TITLE));
        untitled.extend(runs.flatten());
    }
    untitled.sort_unstable();
    let parts = runs(untitled);
    areas.extend(parts.iter().filter_map(|part| area_of(part, key, WORDS_WITHOUT_TITLE)));
    areas.sort_unstable();
    areas.truncate(MOST_FORMS);
    areas
}

/// The words in runs that no wide gap parts.
fn runs(words: Vec<CellRef>) -> Vec<Vec<CellRef>> {
    let mut runs: Vec<Vec<CellRef>> = Vec::new();
    for at in words {
        let last = runs
            .last_mut()
            .filter(|run| run.last().is_some_and(|last| at.row - last.row <= MOST_ROWS_BETWEEN));
        match last {
            Some(run) => run.push(at),
            None => runs.push(vec![at]),
        }
    }
    runs
}

/// The area of these words, if they are as many different ones.
fn area_of<'k>(words: &[CellRef], key: &dyn Fn(CellRef) -> &'k str, least: usize) -> Option<Area> {
    let different: BTreeSet<&str> = words.iter().map(|at| key(*at)).collect();
    if different.len() < least { None } else { Area::around(words.iter().copied()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 9] =
        ["題", "記入者", "評価", "成果", "課題", "理由", "指標", "実績", "次年度"];

    /// The areas of forms that begin in these cells: so many words below each other, the first the title.
    fn areas_of(forms: &[(&str, std::ops::Range<usize>)]) -> Vec<String> {
        let mut cells = BTreeMap::new();
        for (first, words) in forms {
            let first: CellRef = first.parse().unwrap();
            for (row, word) in (first.row..).zip(&WORDS[words.clone()]) {
                cells.insert(CellRef::new(row, first.col), *word);
            }
        }
        let words: Vec<CellRef> = cells.keys().copied().collect();
        let found = areas(&words, &|at| cells[&at], &|key| key == WORDS[0]);
        found.iter().map(Area::to_string).collect()
    }

    #[test]
    fn forms_begin_at_their_titles_and_end_at_their_last_words() {
        let stacked = areas_of(&[("A60", 0..5), ("A90", 0..9)]);
        assert_eq!(stacked, ["A60:A64", "A90:A98"]);
        let beside = areas_of(&[("AO1", 0..5), ("CC1", 0..9)]);
        assert_eq!(beside, ["AO1:AO5", "CC1:CC9"]);
    }

    #[test]
    fn a_part_without_its_title_is_known_by_its_words() {
        assert_eq!(areas_of(&[("A60", 1..9)]), ["A60:A67"]);
        assert!(areas_of(&[("A60", 2..9)]).is_empty());
    }

    #[test]
    fn a_title_or_a_few_words_alone_are_no_form() {
        assert!(areas_of(&[("A60", 0..1)]).is_empty());
        assert!(areas_of(&[("A60", 3..6)]).is_empty());
    }

    #[test]
    fn a_word_far_below_belongs_to_no_form() {
        assert_eq!(areas_of(&[("A60", 0..5), ("A200", 4..5)]), ["A60:A64"]);
    }
}
