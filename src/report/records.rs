//! The records of 明細_評価 that stand behind a count.
//!
//! They are in the order of the rounds and, within each, of the programs of the figures; the reported round is the
//! last. A link can show one stretch of rows: that of all records if they follow each other, else the first of them.

use super::ReportRequest;
use super::ledger::Ledger;
use super::link::Link;
use crate::analysis::ProgramFigure;

/// Leads to the records of the reported round whose programs `counts`, given with their place among the figures.
pub(super) fn of_round(
    request: &ReportRequest<'_>,
    ledger: &Ledger,
    counts: impl Fn(usize, &ProgramFigure) -> bool,
) -> Option<Link> {
    let programs = &request.figures.programs;
    let before = programs.first().map_or(0, |program| program.earlier.len()) * programs.len();
    let mut counted = programs.iter().enumerate().filter(|(at, one)| counts(*at, one));
    let (first, _) = counted.next()?;
    let mut last = first;
    for (at, _) in counted {
        if at != last + 1 {
            return ledger.link(before + first, before + first);
        }
        last = at;
    }
    ledger.link(before + first, before + last)
}
