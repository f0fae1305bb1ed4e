//! No file may fill the lists of all others: of a kind of finding the first on a sheet are named, the rest counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, MOST_NAMED, More, Severity};
use crate::terms::{Area, ProgramNo, grouped};

/// What is of one kind: code, severity, sheet and program.
type Kind = (&'static str, Severity, Option<Arc<str>>, Option<ProgramNo>);

/// How many of a kind were named, where the last of them stands in the list, and what stands for the others.
#[derive(Default)]
struct Tally {
    named: usize,
    last: usize,
    rest: Option<Finding>,
}

/// The findings of a file in their order. What stands for others follows the last one that is named.
pub(super) fn bounded(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kinds: BTreeMap<Kind, Tally> = BTreeMap::new();
    let mut kept = Vec::with_capacity(findings.len().min(MOST_NAMED));
    for finding in findings {
        let sheet = finding.place.sheet().cloned();
        let tally =
            kinds.entry((finding.code(), finding.severity, sheet, finding.program)).or_default();
        if finding.more.is_none() && tally.named < MOST_NAMED {
            tally.named += 1;
            tally.last = kept.len();
            kept.push(finding);
            continue;
        }
        let one = More { count: 1, area: finding.place.cell().map(Area::cell) };
        let more = finding.more.unwrap_or(one);
        let known = tally.rest.as_ref().and_then(|rest| rest.more);
        let more = known.map_or(more, |known| known.with(more));
        tally.rest = Some(tally.rest.take().unwrap_or(finding).standing_for(more));
    }
    let rest = kinds.into_values().filter_map(|tally| Some((tally.last, tally.rest?)));
    let mut rest = grouped(rest);
    if rest.is_empty() {
        return kept;
    }
    let listed = kept.into_iter().enumerate().flat_map(|(index, finding)| {
        std::iter::once(finding).chain(rest.remove(&index).into_iter().flatten())
    });
    listed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{LayoutFault, Place, SubmissionFault};
    use crate::terms::{CellRef, Lang};

    fn stray(sheet: &str, row: u32) -> Finding {
        let place = Place::Cell("課.xlsx".into(), sheet.into(), CellRef::new(row, 2));
        Finding::new(LayoutFault::Unaccounted, place).value("メモ")
    }

    #[test]
    fn the_rest_of_a_sheet_is_counted_with_its_area() {
        let own = (0..250).map(|row| stray("No.2", row)).chain([stray("No.3", 0)]);
        let bounded = bounded(own.collect());
        assert_eq!(bounded.len(), MOST_NAMED + 2);
        let rest = &bounded[MOST_NAMED];
        assert_eq!(rest.place.cell(), None);
        let message = "「欄の外に書かれている」という指摘が、ほかに150件あります(C101:C250の中)。";
        assert_eq!(rest.message(Lang::Ja), message);
        assert_eq!(bounded[MOST_NAMED + 1], stray("No.3", 0));
    }

    #[test]
    fn what_was_counted_where_it_was_found_is_added() {
        let counted = |count, row| {
            let area = Some(Area::cell(CellRef::new(row, 0)));
            stray("No.2", 0).standing_for(More { count, area })
        };
        let own: Vec<Finding> = [counted(40, 500), counted(2, 900)]
            .into_iter()
            .chain((0..3).map(|row| stray("No.2", row)))
            .collect();
        let bounded = bounded(own);
        let more = bounded.last().and_then(|last| last.more);
        let area = Area::new(CellRef::new(500, 0), CellRef::new(900, 0));
        assert_eq!((bounded.len(), more), (4, Some(More { count: 42, area: Some(area) })));
    }

    #[test]
    fn a_few_findings_stay_as_they_are() {
        let unknown = |n| {
            let what = SubmissionFault::UnknownProgram { program: ProgramNo(n) };
            Finding::new(what, Place::Sheet("課.xlsx".into(), "表".into()))
        };
        let own: Vec<Finding> = (0..100).map(unknown).collect();
        assert_eq!(bounded(own.clone()), own);
        let more = bounded((0..45_000).map(unknown).collect()).pop().and_then(|last| last.more);
        assert_eq!(more, Some(More { count: 44_900, area: None }));
    }
}
