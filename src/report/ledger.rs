//! Formulas over the 明細 sheets: where their columns stand, and COUNTIFS and SUMIFS over them.
//!
//! Every count and sum of the consolidated report asks here, so that a formula is built in one place. The ranges are
//! plain (`明細_評価!$I$6:$I$61`): every office suite recalculates them, which structured references of Excel tables
//! do not promise. They begin at the first record and end at the last; the rows in which a long record goes on hold
//! only its number, so any other column meets each record once.

use crate::schema::MOST_REPEATS;
use crate::sheet::{Cells, Criterion, Expr, Link, SheetArea};
use crate::terms::{Area, CellRef};

/// Column of 明細_評価 that the tally counts: the rating, the reason for none, 未記入 or 未提出.
pub(super) const STATE: &str = "state";
/// Column of 明細_評価: the state in the round before, as the comparison of rounds names it; filled in the reported round.
pub(super) const PREVIOUS: &str = "previous";
/// Column of 明細_評価: marked for 主要管理項目.
pub(super) const FOCUS: &str = "focus";
/// Column of 明細_評価: marked for programs that a revision of the plan has ended.
pub(super) const ENDED: &str = "ended";
/// Columns of 明細_評価: the further directions that print the program again (再掲), one each; as many of them as the plan
/// needs.
pub(super) const AGAIN: [&str; MOST_REPEATS] =
    ["again_1", "again_2", "again_3", "again_4", "again_5", "again_6", "again_7", "again_8"];
/// What stands in a column that only marks.
pub(super) const MARK: &str = "○";

/// Letters that Excel takes in a formula ("Excel specifications and limits").
const MOST_IN_FORMULA: usize = 8_192;
/// Functions that it lets stand within each other.
pub(super) const MOST_NESTED: usize = 64;

/// What a record must have to be counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition<'a> {
    column: &'a str,
    is: Criterion,
}

impl<'a> Condition<'a> {
    /// The column holds exactly this text.
    pub(super) fn text(column: &'a str, text: &str) -> Condition<'a> {
        Condition { column, is: Criterion::Text(text.to_owned()) }
    }

    /// The column holds exactly this number.
    pub(super) fn number(column: &'a str, number: i64) -> Condition<'a> {
        Condition { column, is: Criterion::Number(number) }
    }
}

/// The formula, unless Excel takes none as long.
pub(super) fn fitting(formula: Expr) -> Option<Expr> {
    (formula.letters() < MOST_IN_FORMULA).then_some(formula)
}

/// The formula that adds up these; `None` if one of them is missing, there is none, or Excel takes no formula as long:
/// the cell then holds the plain number.
pub(super) fn added(parts: impl IntoIterator<Item = Option<Expr>>) -> Option<Expr> {
    let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
    if parts.is_empty() { None } else { fitting(Expr::added(parts)) }
}

/// One of the 明細 sheets, as formulas and links see it.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    sheet: &'static str,
    columns: Vec<&'static str>,
    /// Row of each record, counted from zero.
    starts: Vec<u32>,
    /// Last row of all.
    last: u32,
}

impl Ledger {
    /// The sheet of these columns, whose records begin in the rows `starts` and end in row `last`.
    pub(super) fn new(
        sheet: &'static str,
        columns: Vec<&'static str>,
        starts: Vec<u32>,
        last: u32,
    ) -> Ledger {
        Ledger { sheet, columns, starts, last }
    }

    /// How many records meet all conditions; `None` if there is no record to count.
    pub(super) fn count(&self, conditions: &[Condition<'_>]) -> Option<Expr> {
        Some(Expr::count_ifs(self.arguments(conditions)?))
    }

    /// How many records meet all conditions and have no mark in `column`. Engines differ on criteria that ask for empty
    /// cells, so those that have one are subtracted.
    pub(super) fn count_unmarked(
        &self,
        column: &str,
        conditions: &[Condition<'_>],
    ) -> Option<Expr> {
        let marked = [conditions, &[Condition::text(column, MARK)]].concat();
        Some(self.count(conditions)? - self.count(&marked)?)
    }

    /// The sum of `column` over the records that meet all conditions; `None` if there is no record.
    pub(super) fn sum(&self, column: &str, conditions: &[Condition<'_>]) -> Option<Expr> {
        Some(Expr::sum_ifs(self.range(column)?, self.arguments(conditions)?))
    }

    /// Whether the sheet has this column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains(&column)
    }

    /// The cells of `column`, as formulas of other sheets see them.
    fn range(&self, column: &str) -> Option<Cells> {
        let col = u32::try_from(self.columns.iter().position(|held| *held == column)?).ok()?;
        Some(SheetArea::column(self.sheet, col, *self.starts.first()?, self.last).cells())
    }

    /// The cell of `column` in the first row of record number `at`, as formulas of other sheets see it.
    pub(super) fn cell(&self, column: &str, at: usize) -> Option<Expr> {
        let col = self.columns.iter().position(|held| *held == column)?;
        let cell = CellRef::new(*self.starts.get(at)?, u32::try_from(col).ok()?);
        Some(SheetArea::cell(self.sheet, cell).cells().into())
    }

    /// Leads to the records from number `first` to number `last`, all columns of them.
    pub(super) fn link(&self, first: usize, last: usize) -> Option<Link> {
        let row = *self.starts.get(first)?;
        let next = self.starts.get(last + 1);
        let end = next.map_or(self.last, |next| next.saturating_sub(1));
        let last_col = u32::try_from(self.columns.len().saturating_sub(1)).ok()?;
        let area = Area::new(CellRef::new(row, 0), CellRef::new(end, last_col));
        Some(SheetArea::new(self.sheet, area).link())
    }

    /// The row in which record number `record` begins, as readers count rows.
    pub(super) fn row(&self, record: usize) -> Option<u32> {
        self.starts.get(record).map(|row| row + 1)
    }

    fn arguments(&self, conditions: &[Condition<'_>]) -> Option<Vec<(Cells, Criterion)>> {
        let arguments = conditions.iter().map(|condition| {
            let is = condition.is.clone();
            is.fits().then_some((self.range(condition.column)?, is))
        });
        arguments.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Ledger {
        Ledger::new("明細", vec!["program_no", "state", "yen"], vec![5, 6, 9], 10)
    }

    fn printed(formula: Option<Expr>) -> Option<String> {
        formula.map(|formula| formula.to_string())
    }

    #[test]
    fn counts_and_sums_span_every_record_and_its_continuation() {
        let rated = [Condition::text("state", "A"), Condition::number("yen", 5)];
        assert_eq!(
            printed(ledger().count(&rated)).as_deref(),
            Some("COUNTIFS('明細'!$B$6:$B$11,\"A\",'明細'!$C$6:$C$11,5)")
        );
        assert_eq!(
            printed(ledger().sum("yen", &rated[..1])).as_deref(),
            Some("SUMIFS('明細'!$C$6:$C$11,'明細'!$B$6:$B$11,\"A\")")
        );
    }

    #[test]
    fn nothing_to_count_gives_no_formula() {
        let empty = Ledger::new("明細", vec!["state"], Vec::new(), 5);
        assert_eq!(empty.count(&[Condition::text("state", "A")]), None);
        assert_eq!(ledger().count(&[Condition::text("rating", "A")]), None);
        assert_eq!(empty.link(0, 0), None);
    }

    /// Excel calls a workbook with such a formula damaged.
    #[test]
    fn what_excel_cannot_hold_gives_no_formula() {
        let count =
            |letters: usize| ledger().count(&[Condition::text("state", &"あ".repeat(letters))]);
        assert!(count(255).is_some() && count(256).is_none());
        let part = Expr::sum(Cells::range(CellRef::new(0, 0), CellRef::new(1, 1)));
        let sum = |parts: usize| added(std::iter::repeat_n(Some(part.clone()), parts));
        // With the sign at the beginning, 744 parts make 8,184 letters and 745 make 8,195.
        assert_eq!(sum(744).map(|sum| sum.letters()), Some(8_183));
        assert_eq!(sum(745), None);
        assert_eq!(added([Some(part.clone()), None]), None);
        assert_eq!(added([]), None);
    }

    #[test]
    fn a_record_is_named_by_its_first_row() {
        assert_eq!(printed(ledger().cell("yen", 2)).as_deref(), Some("'明細'!$C$10"));
        assert_eq!(ledger().row(2), Some(10));
        assert_eq!((ledger().cell("yen", 3), ledger().cell("year", 0)), (None, None));
        let unmarked = ledger().count_unmarked("state", &[Condition::number("program_no", 7)]);
        assert_eq!(
            printed(unmarked).as_deref(),
            Some(
                "COUNTIFS('明細'!$A$6:$A$11,7)-COUNTIFS('明細'!$A$6:$A$11,7,'明細'!$B$6:$B$11,\"○\")"
            )
        );
    }

    #[test]
    fn a_link_leads_to_whole_records() {
        let area = |first, last| Area::new(CellRef::new(first, 0), CellRef::new(last, 2));
        assert_eq!(ledger().link(0, 1), Some(Link::to_area("明細", area(5, 8))));
        assert_eq!(ledger().link(2, 2), Some(Link::to_area("明細", area(9, 10))));
    }
}
