//! Every formula is worked out and compared with the result stored beside it, before a byte of the workbook is made.
//!
//! Exact: numbers are decimals, a division has 28 digits. What a cell gives is what is stored in it; as every stored
//! result is compared, nothing is worked out twice. COUNTIFS and SUMIFS look records up in tables that are made once for
//! each set of columns, so that a formula for every program does not search all records.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::cells::Cells;
use super::criterion::Criterion;
use super::expr::Expr;
use super::function::{Function, Operator};
use super::held::{Held, Holdings};
use crate::terms::{Area, CellRef};

/// A formula that does not give the figure stored with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sheet}!{cell}: ={formula} gives {given}, but {stored} is stored")]
pub struct WrongFormula {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The formula, without `=`.
    pub formula: String,
    /// What it gives, or the error that a spreadsheet shows.
    pub given: String,
    /// What is stored.
    pub stored: String,
}

/// Works out every formula of these sheets.
pub(super) fn prove(sheets: &[(&str, &Holdings)]) -> Result<(), WrongFormula> {
    let book = Book { sheets: sheets.iter().copied().collect(), groups: RefCell::default() };
    for (sheet, held) in sheets {
        for (cell, formula) in held.formulas() {
            let stored = held.at(cell);
            let given = Working { book: &book, sheet }.value(formula);
            if given.as_ref().is_ok_and(|given| given.is_stored_as(stored)) {
                continue;
            }
            let given = given.map_or_else(str::to_owned, |given| given.to_string());
            let (sheet, formula) = ((*sheet).to_owned(), formula.to_string());
            let stored = Given::from(stored).to_string();
            return Err(WrongFormula { sheet, cell, formula, given, stored });
        }
    }
    Ok(())
}

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
enum Given<'a> {
    Empty,
    Number(Decimal),
    Text(Cow<'a, str>),
    Flag(bool),
}

/// The error that a spreadsheet shows.
type Fault = &'static str;

const NOT_A_VALUE: Fault = "#VALUE!";
const TOO_LARGE: Fault = "#NUM!";
const NO_SUCH_CELL: Fault = "#REF!";

impl<'a> From<&'a Held> for Given<'a> {
    fn from(held: &'a Held) -> Given<'a> {
        match held {
            Held::Empty => Given::Empty,
            Held::Number(number) => Given::Number(*number),
            Held::Text(text) => Given::Text(text.into()),
        }
    }
}

impl std::fmt::Display for Given<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Given::Empty => f.write_str("nothing"),
            Given::Number(number) => number.fmt(f),
            Given::Text(text) => write!(f, "\"{text}\""),
            Given::Flag(flag) => flag.fmt(f),
        }
    }
}

impl Given<'_> {
    fn number(&self) -> Result<Decimal, Fault> {
        match self {
            Given::Empty => Ok(Decimal::ZERO),
            Given::Number(number) => Ok(*number),
            Given::Flag(flag) => Ok(u32::from(*flag).into()),
            Given::Text(_) => Err(NOT_A_VALUE),
        }
    }

    fn holds(&self) -> Result<bool, Fault> {
        self.number().map(|number| !number.is_zero())
    }

    fn text(&self) -> String {
        match self {
            Given::Empty => String::new(),
            Given::Number(number) => number.normalize().to_string(),
            Given::Text(text) => text.to_string(),
            Given::Flag(flag) => flag.to_string().to_uppercase(),
        }
    }

    /// Whether they are the same; an empty cell is an empty text, and 0.
    fn is(&self, other: &Given<'_>) -> bool {
        match (self, other) {
            (Given::Text(text), Given::Text(other)) => text.to_lowercase() == other.to_lowercase(),
            (Given::Text(text), Given::Empty) | (Given::Empty, Given::Text(text)) => {
                text.is_empty()
            }
            (Given::Number(number), Given::Empty) | (Given::Empty, Given::Number(number)) => {
                number.is_zero()
            }
            (own, other) => own == other,
        }
    }

    fn is_stored_as(&self, held: &Held) -> bool {
        match (self, held) {
            // A formula that looks at an empty cell shows 0.
            (Given::Empty, Held::Number(stored)) => stored.is_zero(),
            (Given::Number(number), Held::Number(stored)) => number == stored,
            (Given::Text(text), Held::Text(stored)) => text == stored,
            _ => false,
        }
    }
}

/// What a cell must hold to be found, as COUNTIFS compares: without regard to large and small letters, and a text that
/// is a number like the number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Blank,
    Number(Decimal),
    Text(String),
}

impl Key {
    fn of_text(text: &str) -> Key {
        text.parse().map_or_else(|_| Key::Text(text.to_lowercase()), Key::Number)
    }
}

impl From<&Held> for Key {
    fn from(held: &Held) -> Key {
        match held {
            Held::Empty => Key::Blank,
            Held::Number(number) => Key::Number(*number),
            Held::Text(text) => Key::of_text(text),
        }
    }
}

/// The records with the same in all columns.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    count: u32,
    sum: Decimal,
}

/// Cells of a sheet.
type Place<'a> = (&'a str, Area);
/// Columns by which records are looked up, and the one that is summed.
type Columns<'a> = (Vec<Place<'a>>, Option<Place<'a>>);

/// The sheets, with the groups of records that formulas have asked for.
struct Book<'a> {
    sheets: BTreeMap<&'a str, &'a Holdings>,
    groups: RefCell<HashMap<Columns<'a>, HashMap<Vec<Key>, Group>>>,
}

impl<'a> Book<'a> {
    fn held(&self, sheet: &str) -> Result<&'a Holdings, Fault> {
        self.sheets.get(sheet).copied().ok_or(NO_SUCH_CELL)
    }

    fn group(&self, columns: Columns<'a>, wanted: &[Key]) -> Result<Group, Fault> {
        let mut groups = self.groups.borrow_mut();
        if !groups.contains_key(&columns) {
            let of_columns = self.grouped(&columns)?;
            groups.insert(columns.clone(), of_columns);
        }
        let found = groups.get(&columns).and_then(|groups| groups.get(wanted));
        Ok(found.copied().unwrap_or_default())
    }

    fn grouped(&self, (by, summed): &Columns<'a>) -> Result<HashMap<Vec<Key>, Group>, Fault> {
        let cells = |(sheet, area): &Place<'a>| Ok(self.held(sheet)?.all(*area));
        let mut columns = by.iter().map(cells).collect::<Result<Vec<_>, Fault>>()?;
        let mut summed = summed.as_ref().map(cells).transpose()?;
        let mut groups: HashMap<Vec<Key>, Group> = HashMap::new();
        loop {
            let key: Option<Vec<Key>> =
                columns.iter_mut().map(|cells| cells.next().map(Key::from)).collect();
            let Some(key) = key.filter(|key| !key.is_empty()) else { break };
            let group = groups.entry(key).or_default();
            group.count += 1;
            if let Some(Held::Number(number)) = summed.as_mut().and_then(Iterator::next) {
                group.sum = group.sum.checked_add(*number).ok_or(TOO_LARGE)?;
            }
        }
        Ok(groups)
    }
}

/// A formula of this sheet being worked out.
#[derive(Clone, Copy)]
struct Working<'a, 'b> {
    book: &'b Book<'a>,
    sheet: &'a str,
}

impl<'a> Working<'a, '_> {
    fn value(self, expr: &'a Expr) -> Result<Given<'a>, Fault> {
        Ok(match expr {
            Expr::Number(number) => Given::Number(*number),
            Expr::Text(text) => Given::Text(text.into()),
            Expr::Cells(cells) => self.cells(cells)?.next().map_or(Given::Empty, Given::from),
            Expr::Elsewhere(sheet, cell) => self.book.held(sheet)?.at(*cell).into(),
            Expr::Joined(parts) => {
                let texts = parts.iter().map(|part| Ok(self.value(part)?.text()));
                Given::Text(texts.collect::<Result<String, Fault>>()?.into())
            }
            Expr::Bracketed(inner) => self.value(inner)?,
            Expr::Added(parts) => Given::Number(self.added(parts)?),
            Expr::Binary(operands, operator) => {
                let [left, right] = operands.as_ref();
                self.binary(left, *operator, right)?
            }
            Expr::Call(function, arguments) => self.call(*function, arguments)?,
            // It stands among the arguments that say what is counted.
            Expr::Criterion(_) => return Err(NOT_A_VALUE),
        })
    }

    fn number(self, expr: &'a Expr) -> Result<Decimal, Fault> {
        self.value(expr)?.number()
    }

    fn added(self, parts: &'a [Expr]) -> Result<Decimal, Fault> {
        parts.iter().try_fold(Decimal::ZERO, |sum, part| {
            sum.checked_add(self.number(part)?).ok_or(TOO_LARGE)
        })
    }

    fn binary(
        self,
        left: &'a Expr,
        operator: Operator,
        right: &'a Expr,
    ) -> Result<Given<'a>, Fault> {
        if matches!(operator, Operator::Equal | Operator::Differs) {
            let same = self.value(left)?.is(&self.value(right)?);
            return Ok(Given::Flag(same == (operator == Operator::Equal)));
        }
        let (left, right) = (self.number(left)?, self.number(right)?);
        let number = match operator {
            Operator::Equal | Operator::Differs => return Err(NOT_A_VALUE),
            Operator::Above => return Ok(Given::Flag(left > right)),
            Operator::AtLeast => return Ok(Given::Flag(left >= right)),
            Operator::Over if right.is_zero() => return Err("#DIV/0!"),
            Operator::Minus => left.checked_sub(right),
            Operator::Times => left.checked_mul(right),
            Operator::Over => left.checked_div(right),
        };
        number.map(Given::Number).ok_or(TOO_LARGE)
    }

    fn call(self, function: Function, arguments: &'a [Expr]) -> Result<Given<'a>, Fault> {
        Ok(Given::Number(match (function, arguments) {
            (Function::Sum, _) => {
                let mut numbers = self.numbers(arguments)?.into_iter();
                numbers.try_fold(Decimal::ZERO, Decimal::checked_add).ok_or(TOO_LARGE)?
            }
            (Function::Min, _) => self.numbers(arguments)?.into_iter().min().unwrap_or_default(),
            (Function::Max, _) => self.numbers(arguments)?.into_iter().max().unwrap_or_default(),
            (Function::Abs, [number]) => self.number(number)?.abs(),
            (Function::Round, [number, digits]) => {
                let digits = self.number(digits)?.to_u32().ok_or(NOT_A_VALUE)?;
                let half_up = RoundingStrategy::MidpointAwayFromZero;
                self.number(number)?.round_dp_with_strategy(digits, half_up)
            }
            (Function::If, [condition, then, otherwise]) => {
                let holds = self.value(condition)?.holds()?;
                return self.value(if holds { then } else { otherwise });
            }
            (Function::IfError, [value, instead]) => {
                return self.value(value).or_else(|_| self.value(instead));
            }
            (Function::Trim, [text]) => {
                let text = self.value(text)?.text();
                return Ok(Given::Text(text.trim_matches([' ', '　']).to_owned().into()));
            }
            (Function::Substitute, [text, old, new]) => {
                let [text, old, new] = [text, old, new].map(|part| self.value(part));
                let text = text?.text().replace(&old?.text(), &new?.text());
                return Ok(Given::Text(text.into()));
            }
            (Function::And, _) => {
                let all = arguments.iter().map(|one| self.value(one)?.holds());
                let all = all.collect::<Result<Vec<_>, Fault>>()?;
                return Ok(Given::Flag(all.into_iter().all(|holds| holds)));
            }
            (Function::IsNumber, [value]) => {
                return Ok(Given::Flag(matches!(self.value(value)?, Given::Number(_))));
            }
            (Function::Na, []) => return Err("#N/A"),
            (Function::Year, [day]) => day_of(self.number(day)?)?.year().into(),
            (Function::CountA, [Expr::Cells(cells)]) => {
                self.cells(cells)?.filter(|held| **held != Held::Empty).count().into()
            }
            (Function::Rows, [Expr::Cells(cells)]) => {
                let Area { first, last } = cells.area();
                (last.row - first.row + 1).into()
            }
            (Function::Count, _) => self.numbers(arguments)?.len().into(),
            (Function::CountIf | Function::CountIfs, conditions) => {
                self.group(conditions, None)?.count.into()
            }
            (Function::SumIf, [_, _, summed]) => self.group(&arguments[..2], Some(summed))?.sum,
            (Function::SumIfs, [summed, conditions @ ..]) => {
                self.group(conditions, Some(summed))?.sum
            }
            _ => return Err(NOT_A_VALUE),
        }))
    }

    /// The numbers among the arguments of SUM: texts in cells are passed over.
    fn numbers(self, arguments: &'a [Expr]) -> Result<Vec<Decimal>, Fault> {
        let mut numbers = Vec::new();
        for argument in arguments {
            match argument {
                Expr::Cells(cells) => numbers.extend(self.cells(cells)?.filter_map(|held| {
                    if let Held::Number(number) = held { Some(*number) } else { None }
                })),
                other => numbers.push(self.number(other)?),
            }
        }
        Ok(numbers)
    }

    /// The records that meet all conditions, with the sum of a column.
    fn group(self, conditions: &'a [Expr], summed: Option<&'a Expr>) -> Result<Group, Fault> {
        let (mut columns, mut wanted) = (Vec::new(), Vec::new());
        for pair in conditions.chunks(2) {
            let [Expr::Cells(cells), Expr::Criterion(criterion)] = pair else {
                return Err(NOT_A_VALUE);
            };
            columns.push(self.place(cells));
            wanted.push(match criterion {
                Criterion::Text(text) => Key::of_text(text),
                Criterion::Number(number) => Key::Number((*number).into()),
                Criterion::Like(cell) => self.cells(cell)?.next().map_or(Key::Blank, Key::from),
            });
        }
        let summed = match summed {
            Some(Expr::Cells(cells)) => Some(self.place(cells)),
            Some(_) => return Err(NOT_A_VALUE),
            None => None,
        };
        self.book.group((columns, summed), &wanted)
    }

    fn place(self, cells: &Cells) -> Place<'a> {
        (cells.sheet().unwrap_or(self.sheet), cells.area())
    }

    fn cells(self, cells: &Cells) -> Result<impl Iterator<Item = &'a Held> + use<'a>, Fault> {
        let (sheet, area) = self.place(cells);
        Ok(self.book.held(sheet)?.all(area))
    }
}

/// The day that a spreadsheet numbers so, from March 1900 on.
fn day_of(number: Decimal) -> Result<Date, Fault> {
    const ZERO: Date = date(1899, 12, 30);
    let days = number.to_i64().ok_or(NOT_A_VALUE)?;
    let span = 0.days().try_days(days).map_err(|_| TOO_LARGE)?;
    ZERO.checked_add(span).map_err(|_| TOO_LARGE)
}

#[cfg(test)]
mod tests;
