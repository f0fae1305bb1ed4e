//! A formula as an expression over cells. It prints itself as spreadsheets write it (`Display`); `proof` says what it
//! gives.
//!
//! Just the functions that the reports and the forms use. An operand that binds less than its operator is printed in brackets, so the
//! text always says what the expression is.

use std::fmt;
use std::ops::{Add, Div, Mul, Sub};

use rust_decimal::Decimal;

use super::cells::Cells;
use super::criterion::Criterion;
use super::function::{ADDS, Function, JOINS, Operator, STANDS_ALONE};
use super::link::quoted;
use crate::terms::{CellRef, count};

/// A formula, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
    /// What these cells hold.
    Cells(Cells),
    /// A cell of a sheet whose name is made from the plan.
    Elsewhere(String, CellRef),
    /// The texts of all of these, one after the other.
    Joined(Vec<Expr>),
    /// All of these together, with plus signs.
    Added(Vec<Expr>),
    /// Two operands.
    Binary(Box<[Expr; 2]>, Operator),
    /// In brackets, also where none are needed.
    Bracketed(Box<Expr>),
    /// A function of these arguments.
    Call(Function, Vec<Expr>),
    /// What cells must hold, among the arguments of COUNTIFS and its like.
    Criterion(Criterion),
}

impl Function {
    /// The function of these arguments.
    pub(crate) fn of<T: Into<Expr>>(self, arguments: impl IntoIterator<Item = T>) -> Expr {
        Expr::Call(self, arguments.into_iter().map(Into::into).collect())
    }
}

impl Expr {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Expr {
        Expr::Text(text.into())
    }

    /// SUM of one range.
    pub(crate) fn sum(cells: Cells) -> Expr {
        Function::Sum.of([cells])
    }

    /// All of these together, with plus signs.
    pub(crate) fn added(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut parts: Vec<Expr> = parts.into_iter().collect();
        match parts.len() {
            1 => parts.remove(0),
            _ => Expr::Added(parts),
        }
    }

    /// `then` if `condition` holds.
    pub(crate) fn choose(
        condition: Expr,
        then: impl Into<Expr>,
        otherwise: impl Into<Expr>,
    ) -> Expr {
        Expr::Call(Function::If, vec![condition, then.into(), otherwise.into()])
    }

    /// Rounded half away from zero to so many digits.
    pub(crate) fn round(self, digits: u32) -> Expr {
        Expr::Call(Function::Round, vec![self, digits.into()])
    }

    /// In brackets, also where none are needed.
    pub(crate) fn bracketed(self) -> Expr {
        Expr::Bracketed(Box::new(self))
    }

    /// Whether it is the same; spreadsheets take large and small letters for the same.
    pub(crate) fn is(self, other: impl Into<Expr>) -> Expr {
        self.binary(Operator::Equal, other)
    }

    /// Whether it is not the same.
    pub(crate) fn differs(self, other: impl Into<Expr>) -> Expr {
        self.binary(Operator::Differs, other)
    }

    /// Whether it is greater.
    pub(crate) fn above(self, other: impl Into<Expr>) -> Expr {
        self.binary(Operator::Above, other)
    }

    /// Whether it is greater or the same.
    pub(crate) fn at_least(self, other: impl Into<Expr>) -> Expr {
        self.binary(Operator::AtLeast, other)
    }

    /// Whether it is a number.
    pub(crate) fn holds_number(self) -> Expr {
        Function::IsNumber.of([self])
    }

    /// `then` if this is a number, else `#N/A`: what a chart is to leave out. It would draw an empty text as 0.
    pub(crate) fn or_gap(self, then: impl Into<Expr>) -> Expr {
        Expr::choose(self.holds_number(), then, Expr::Call(Function::Na, Vec::new()))
    }

    /// This, if it is a number; else nothing. A bare reference to an empty cell would give 0.
    pub(crate) fn if_number(self) -> Expr {
        Expr::choose(self.clone().holds_number(), self, "")
    }

    /// `then` if all of these are numbers; what is worked out from a gap is none.
    pub(crate) fn if_numbers<T: Into<Expr>>(
        cells: impl IntoIterator<Item = T>,
        then: impl Into<Expr>,
        otherwise: impl Into<Expr>,
    ) -> Expr {
        let cells: Vec<Expr> = cells.into_iter().map(Into::into).collect();
        let all = count(cells.len());
        Expr::choose(Function::Count.of(cells).is(all), then, otherwise)
    }

    /// How many of these cells hold what `criterion` says.
    pub(crate) fn count_if(cells: Cells, criterion: Criterion) -> Expr {
        Expr::Call(Function::CountIf, vec![cells.into(), Expr::Criterion(criterion)])
    }

    /// How many of these cells hold this text.
    pub(crate) fn count_text(cells: Cells, text: &str) -> Expr {
        Expr::count_if(cells, Criterion::Text(text.to_owned()))
    }

    /// How many records meet all conditions, each a column and what it must hold.
    pub(crate) fn count_ifs(conditions: Vec<(Cells, Criterion)>) -> Expr {
        Expr::Call(Function::CountIfs, asked(conditions).collect())
    }

    /// The sum of `summed` over the cells that hold what `criterion` says.
    pub(crate) fn sum_if(cells: Cells, criterion: Criterion, summed: Cells) -> Expr {
        let arguments = vec![cells.into(), Expr::Criterion(criterion), summed.into()];
        Expr::Call(Function::SumIf, arguments)
    }

    /// The sum of `summed` over the records that meet all conditions.
    pub(crate) fn sum_ifs(summed: Cells, conditions: Vec<(Cells, Criterion)>) -> Expr {
        let arguments = std::iter::once(summed.into()).chain(asked(conditions));
        Expr::Call(Function::SumIfs, arguments.collect())
    }

    /// Letters as Excel counts them.
    pub(crate) fn letters(&self) -> usize {
        self.to_string().encode_utf16().count()
    }

    fn binary(self, operator: Operator, other: impl Into<Expr>) -> Expr {
        Expr::Binary(Box::new([self, other.into()]), operator)
    }

    fn strength(&self) -> u8 {
        match self {
            Expr::Added(_) => ADDS,
            Expr::Joined(_) => JOINS,
            Expr::Binary(_, operator) => operator.strength(),
            Expr::Number(_)
            | Expr::Text(_)
            | Expr::Cells(_)
            | Expr::Elsewhere(..)
            | Expr::Bracketed(_)
            | Expr::Call(..)
            | Expr::Criterion(_) => STANDS_ALONE,
        }
    }
}

/// As an operand: in brackets if it binds less than `least`.
struct Operand<'a>(&'a Expr, u8);

impl fmt::Display for Operand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Operand(expr, least) = *self;
        if expr.strength() < least { write!(f, "({expr})") } else { write!(f, "{expr}") }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::Number(number) => write!(f, "{}", number.normalize()),
            Expr::Text(text) => f.write_str(&literal(text)),
            Expr::Cells(cells) => cells.fmt(f),
            Expr::Elsewhere(sheet, cell) => write!(f, "{}!{cell}", quoted(sheet)),
            Expr::Joined(parts) => joined(f, parts.iter().map(|part| Operand(part, JOINS)), "&"),
            Expr::Added(parts) => joined(f, parts.iter().map(|part| Operand(part, ADDS)), "+"),
            Expr::Binary(operands, operator) => {
                let [left, right] = operands.as_ref();
                let strength = operator.strength();
                // What stands behind a sign is read from the left: `a-(b-c)`.
                let (left, right) = (Operand(left, strength), Operand(right, strength + 1));
                write!(f, "{left}{}{right}", operator.sign())
            }
            Expr::Bracketed(inner) => write!(f, "({inner})"),
            Expr::Call(function, arguments) => {
                write!(f, "{}(", function.name())?;
                joined(f, arguments.iter(), ",")?;
                f.write_str(")")
            }
            Expr::Criterion(criterion) => criterion.fmt(f),
        }
    }
}

/// Conditions as arguments.
fn asked(conditions: Vec<(Cells, Criterion)>) -> impl Iterator<Item = Expr> {
    conditions.into_iter().flat_map(|(cells, is)| [cells.into(), Expr::Criterion(is)])
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    parts: impl Iterator<Item = impl fmt::Display>,
    between: &str,
) -> fmt::Result {
    for (at, part) in parts.enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}

/// A text as formulas write it.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// What is a formula by itself.
macro_rules! formulas {
    ($($value:ident: $from:ty => $formula:expr,)*) => {$(
        impl From<$from> for Expr {
            fn from($value: $from) -> Expr {
                $formula
            }
        }
    )*};
}

formulas! {
    cells: Cells => Expr::Cells(cells),
    cell: CellRef => Expr::Cells(Cells::here(cell)),
    number: Decimal => Expr::Number(number),
    number: u32 => Expr::Number(number.into()),
    number: i64 => Expr::Number(number.into()),
    text: &str => Expr::text(text),
}

impl<T: Into<Expr>> Add<T> for Expr {
    type Output = Expr;

    fn add(self, other: T) -> Expr {
        Expr::added([self, other.into()])
    }
}

macro_rules! operators {
    ($($operation:ident $method:ident $operator:ident,)*) => {$(
        impl<T: Into<Expr>> $operation<T> for Expr {
            type Output = Expr;

            fn $method(self, other: T) -> Expr {
                self.binary(Operator::$operator, other)
            }
        }
    )*};
}

operators! {
    Sub sub Minus,
    Mul mul Times,
    Div div Over,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Expr {
        text.parse::<CellRef>().unwrap().into()
    }

    #[test]
    fn an_operand_that_binds_less_stands_in_brackets() {
        let [a, b, c] = ["A1", "B1", "C1"].map(cell);
        let print = |expr: Expr| expr.to_string();
        assert_eq!(print((a.clone() + b.clone()) / 1000u32), "(A1+B1)/1000");
        assert_eq!(print(a.clone() - (b.clone() - c.clone())), "A1-(B1-C1)");
        assert_eq!(print(a.clone() - b.clone() - c.clone()), "A1-B1-C1");
        assert_eq!(print(a.clone() / (b.clone() * c.clone())), "A1/(B1*C1)");
        assert_eq!(print(a.clone() + b.clone() * c.clone()), "A1+B1*C1");
        assert_eq!(print(Expr::added([a.clone(), b.clone() + c.clone()])), "A1+B1+C1");
        assert_eq!(print((a.clone() - b.clone()).at_least(0u32)), "A1-B1>=0");
        let empty = Expr::Joined(vec![a.clone(), b.clone() + c]).is("");
        assert_eq!(print(empty.clone()), "A1&B1+C1=\"\"");
        assert_eq!(print(empty * b), "(A1&B1+C1=\"\")*B1");
        assert_eq!(print(a.bracketed() * 100u32), "(A1)*100");
    }

    #[test]
    fn texts_and_functions_print_as_spreadsheets_write_them() {
        let a = cell("A1");
        let said = Expr::choose(a.clone().is(""), "", a.clone().round(2));
        assert_eq!(said.to_string(), "IF(A1=\"\",\"\",ROUND(A1,2))");
        assert_eq!(Expr::text("い\"ろ").to_string(), "\"い\"\"ろ\"");
        assert_eq!(a.clone().if_number().to_string(), "IF(ISNUMBER(A1),A1,\"\")");
        let charted = a.clone().or_gap(a.clone() / 1000u32);
        assert_eq!(charted.to_string(), "IF(ISNUMBER(A1),A1/1000,NA())");
        let sum = Expr::if_numbers([a.clone(), cell("B1")], a + cell("B1"), "-");
        assert_eq!(sum.to_string(), "IF(COUNT(A1,B1)=2,A1+B1,\"-\")");
    }

    #[test]
    fn conditions_print_as_arguments() {
        let column = |col: u32| Cells::range(CellRef::new(5, col), CellRef::new(9, col)).fixed();
        let text = Criterion::Text("2025".to_owned());
        let own = Criterion::Like(Cells::here(CellRef::new(7, 0)));
        let of_round = vec![(column(0), own), (column(1), text)];
        assert_eq!(
            Expr::count_ifs(of_round.clone()).to_string(),
            "COUNTIFS($A$6:$A$10,A8,$B$6:$B$10,\"2025\")"
        );
        assert_eq!(
            Expr::sum_ifs(column(2), of_round[1..].to_vec()).to_string(),
            "SUMIFS($C$6:$C$10,$B$6:$B$10,\"2025\")"
        );
        assert_eq!(Expr::count_text(column(1), "A").to_string(), "COUNTIF($B$6:$B$10,\"A\")");
        let summed = Expr::sum_if(column(1), Criterion::Number(7), column(2));
        assert_eq!(summed.to_string(), "SUMIF($B$6:$B$10,7,$C$6:$C$10)");
    }
}
