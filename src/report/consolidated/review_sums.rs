//! The sums and counts of the review as formulas: over 明細_効果の年度, 明細_評価 and the rows of 新旧対照.
//!
//! A formula is given only where it makes exactly what `analysis` found; elsewhere the plain number stays.

use super::super::tables::{self, Counted, SIDES, view_word};
use super::{Condition, Crossfoot, ENDED, Ledger, ReportRequest, Side, added, words};
use crate::analysis::{BridgeRow, EffectEntry, EffectView, ExpectedEffect};
use crate::schema::{ChoiceRole, ProgramKind};
use crate::sheet::{Expr, SheetArea, exact, in_unit as amount_in};
use crate::terms::{CellRef, DirectionId, FiscalYear, Yen};

/// Columns of ④: planned, actual, what goes on (behind it the years left), and what is expected.
const PLANNED: u32 = 1;
pub(super) const ACTUAL: u32 = 2;
pub(super) const CARRIED: u32 = 3;
pub(super) const EXPECTED: u32 = 5;

/// The sums over 明細_効果の年度.
#[derive(Clone, Copy)]
pub(super) struct Sums<'a> {
    pub(super) request: &'a ReportRequest<'a>,
    pub(super) records: &'a Ledger,
}

impl Sums<'_> {
    /// The planned and the actual sum of a program's new effects since the plan began, in the unit of the reports.
    pub(super) fn of_program(self, program_no: i64) -> [Option<Expr>; 2] {
        let program = [Condition::number("program_no", program_no)];
        [0, 1].map(|side| self.so_far(&program, EffectView::New, side))
    }

    /// One side's sum over the years up to the reported one.
    fn so_far(self, conditions: &[Condition<'_>], view: EffectView, side: usize) -> Option<Expr> {
        let sums = self.years().map(|year| {
            let of_year = [
                Condition::number("fiscal_year", i64::from(year.0)),
                Condition::text("view", view_word(view)),
            ];
            self.records.sum(SIDES.get(side)?, &[conditions, &of_year].concat())
        });
        self.in_unit(sums)
    }

    fn years(&self) -> impl Iterator<Item = FiscalYear> {
        let last = self.request.figures.round.year;
        self.request.figures.effects.years.iter().copied().filter(move |year| *year <= last)
    }

    /// Yen are whole numbers: one division at the end keeps the sum exact.
    fn in_unit(self, sums: impl Iterator<Item = Option<Expr>>) -> Option<Expr> {
        Some(added(sums)?.bracketed() / tables::unit(self.request).yen())
    }

    /// The planned (0) or the actual (1) sum of a direction since the plan began, what goes on counted every year.
    pub(super) fn of_direction(self, direction: &DirectionId, side: usize) -> Option<Expr> {
        let name = words::direction(self.request.plan, direction);
        let direction = [Condition::text("direction_id", name)];
        self.so_far(&direction, EffectView::InForce, side)
    }

    /// What goes on in each year left: the recurring lines in force in the reported year.
    pub(super) fn carried(self, own: &ExpectedEffect) -> Option<Expr> {
        let Sums { request, records } = self;
        let year = request.figures.round.year;
        let direction = own.direction_id.as_ref()?;
        let natures = request.form.codes_with_role(ChoiceRole::Recurring);
        let goes_on = |entry: &&EffectEntry| {
            entry.fiscal_year == year
                && entry.view == EffectView::InForce
                && entry.direction_id == *direction
                && entry.nature.as_ref().is_some_and(|nature| natures.contains(nature))
        };
        let entries = request.figures.effects.entries.iter().filter(goes_on);
        let sum = entries.fold(Yen::ZERO, |sum, entry| sum + entry.actual);
        if sum != own.carried_yen {
            return None;
        }
        let sums = natures.iter().map(|nature| {
            let conditions = [
                Condition::text("direction_id", words::direction(request.plan, direction)),
                Condition::number("fiscal_year", i64::from(year.0)),
                Condition::text("view", view_word(EffectView::InForce)),
                Condition::text("nature", nature),
            ];
            records.sum(SIDES[1], &conditions)
        });
        self.in_unit(sums)
    }

    /// The totals of ④, whose row is row `total` as formulas number rows, are those of 明細_効果の年度; what is expected is what
    /// its parts come to.
    pub(super) fn checks(self, sheet: &'static str, total: u32) -> Vec<Crossfoot> {
        let request = self.request;
        let Some(sum) = request.figures.review.as_ref().and_then(|review| review.effects.last())
        else {
            return Vec::new();
        };
        let unit = tables::unit(request);
        let cell = |column: u32| -> Expr {
            SheetArea::cell(sheet, CellRef::new(total - 1, column)).cells().into()
        };
        let whole = [("計画額", PLANNED, sum.planned_yen), ("実績額", ACTUAL, sum.actual_yen)];
        let whole = whole.into_iter().enumerate().filter_map(|(side, (what, column, yen))| {
            let all = self.so_far(&[], EffectView::InForce, side)?;
            let result = amount_in(yen, unit);
            Some(Crossfoot::new(
                format!("④ {what}の累計(継続込み、{})", unit.label()),
                Side::new("④の計", cell(column), result),
                Side::new("明細_効果の年度", all, result),
            ))
        });
        let result = amount_in(sum.expected_yen, unit);
        let parts = cell(ACTUAL) + cell(CARRIED) * cell(CARRIED + 1);
        let expected = Crossfoot::new(
            format!("④ 見込み({})", unit.label()),
            Side::new("④の計", cell(EXPECTED), result),
            Side::new("実績額+続く効果×残りの年数", exact(parts, unit), result),
        );
        whole.chain([expected]).collect()
    }
}

/// A count of ⑥ as a formula: what there was, in the review's round, by the programs of 明細_評価; what changes by the rows
/// of 新旧対照.
pub(super) fn of_bridge(
    request: &ReportRequest<'_>,
    assessments: &Ledger,
    changes: Option<&Ledger>,
    own: &BridgeRow,
    counted: &Counted,
) -> Option<Expr> {
    let (review, kind) = (request.figures.review.as_ref()?, own.kind?);
    let (name, result) = (request.plan.kind_word(kind), (counted.number)(own));
    let Some((what, side)) = counted.changes else {
        return programs(request, assessments, kind, result).filter(|_| review.is_draft);
    };
    let conditions = [Condition::text("what", what.label()), Condition::text(side, name)];
    let said = review.changes.iter().filter(|change| {
        let text = if side == "old" { &change.old } else { &change.new };
        change.what == what && text == name
    });
    // 統合 and 終了 say what the item was, and a merged one to where: other texts than a kind are not counted.
    if u32::try_from(said.count()) != Ok(result) {
        return None;
    }
    changes?.count(&conditions)
}

/// The running programs of a kind: their records of the reported round.
fn programs(
    request: &ReportRequest<'_>,
    assessments: &Ledger,
    kind: ProgramKind,
    result: u32,
) -> Option<Expr> {
    let running = request.plan.running().filter(|program| program.kind == kind);
    if u32::try_from(running.count()) != Ok(result) {
        return None;
    }
    let round = request.figures.round.to_string();
    let of_kind =
        [Condition::text("round", &round), Condition::text("kind", request.plan.kind_word(kind))];
    assessments.count_unmarked(ENDED, &of_kind)
}
