//! What has to agree: two sums with the formulas that give them. 検算 lists them.

use rust_decimal::Decimal;

use crate::sheet::Expr;

/// One side of what has to agree: what it is, its formula and its result.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) what: String,
    pub(super) formula: Expr,
    pub(super) result: Decimal,
}

impl Side {
    /// `formula` gives `result`.
    pub(super) fn new(what: impl Into<String>, formula: impl Into<Expr>, result: Decimal) -> Side {
        Side { what: what.into(), formula: formula.into(), result }
    }
}

/// Two sums that have to agree.
#[derive(Debug, Clone)]
pub(super) struct Crossfoot {
    /// What is summed.
    pub(super) what: String,
    pub(super) left: Side,
    pub(super) right: Side,
}

impl Crossfoot {
    /// `left` has to be `right`.
    pub(super) fn new(what: impl Into<String>, left: Side, right: Side) -> Crossfoot {
        Crossfoot { what: what.into(), left, right }
    }

    /// By how much they differ.
    pub(super) fn difference(&self, decimals: u32) -> Decimal {
        (self.left.result - self.right.result).round_dp(decimals)
    }
}
