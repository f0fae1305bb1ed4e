//! What formulas are made of: the functions and operators of a spreadsheet, with their names.
//!
//! Just those that the reports and the forms use. What each gives is in `proof`.

use crate::terms::named;

named! {
    /// What stands between two operands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Operator.sign {
        /// The first without the second.
        Minus = "-",
        /// Both multiplied.
        Times = "*",
        /// The first divided by the second.
        Over = "/",
        /// Whether both are the same.
        Equal = "=",
        /// Whether they are not.
        Differs = "<>",
        /// Whether the first is more.
        Above = ">",
        /// Whether the first is no less.
        AtLeast = ">=",
    }
}

impl Operator {
    /// How strongly it binds its operands.
    pub(super) fn strength(self) -> u8 {
        match self {
            Operator::Equal | Operator::Differs | Operator::Above | Operator::AtLeast => COMPARES,
            Operator::Minus => ADDS,
            Operator::Times | Operator::Over => MULTIPLIES,
        }
    }
}

// How strongly an expression binds.
const COMPARES: u8 = 0;
pub(super) const JOINS: u8 = 1;
pub(super) const ADDS: u8 = 2;
const MULTIPLIES: u8 = 3;
pub(super) const STANDS_ALONE: u8 = 4;

named! {
    /// A function of a spreadsheet.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Function.name {
        /// The sum of all numbers.
        Sum = "SUM",
        /// The least number.
        Min = "MIN",
        /// The greatest number.
        Max = "MAX",
        /// The number without its sign.
        Abs = "ABS",
        /// Half away from zero, to so many digits.
        Round = "ROUND",
        /// The second if the first holds, else the third.
        If = "IF",
        /// The first, or the second where it is in error.
        IfError = "IFERROR",
        /// Whether all hold.
        And = "AND",
        /// Whether it is a number.
        IsNumber = "ISNUMBER",
        /// `#N/A`: no value.
        Na = "NA",
        /// The year of a day.
        Year = "YEAR",
        /// The text without the white space around it, full-width as well: so does Excel in Japanese, in which forms are
        /// filled in. Other programs keep full-width spaces.
        Trim = "TRIM",
        /// The first with every second in it made the third.
        Substitute = "SUBSTITUTE",
        /// How many cells hold anything.
        CountA = "COUNTA",
        /// How many rows.
        Rows = "ROWS",
        /// How many of these are numbers.
        Count = "COUNT",
        /// How many cells hold what a criterion says.
        CountIf = "COUNTIF",
        /// How many records meet all conditions.
        CountIfs = "COUNTIFS",
        /// The sum over the cells that hold what a criterion says.
        SumIf = "SUMIF",
        /// The sum over the records that meet all conditions.
        SumIfs = "SUMIFS",
    }
}
