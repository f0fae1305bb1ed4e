//! A cell of a report: what it holds and how it looks.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::expr::Expr;
use super::link::Link;
use super::style;
use crate::terms::{MoneyUnit, Yen};

/// Pixels that a cell without an indent has more for its text.
pub(crate) const NO_INDENT: u32 = 9;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Empty,
    /// Text; never run as a formula, whatever it begins with.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A formula with the result that a viewer shows before it recalculates.
    Formula(Arc<Expr>, Decimal),
    /// A formula whose result is a text.
    TextFormula(Arc<Expr>, String),
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    /// Text from the left.
    Left,
    /// Short text in the middle.
    Centre,
    /// A number from the right.
    Right,
    /// Like `Centre`, and needs attention: bold as well as red.
    AlertCentre,
    /// Like `Right`, and needs attention: bold as well as red.
    AlertRight,
    /// A step of the scale on its colour, in a letter colour that can be read on it.
    Step(u32, u32),
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) value: Value,
    pub(crate) tone: Tone,
    pub(crate) number_format: String,
    pub(crate) link: Option<Link>,
}

impl Cell {
    /// A cell with this value, looking like this.
    pub(crate) fn new(value: Value, tone: Tone) -> Cell {
        Cell { value, tone, number_format: String::new(), link: None }
    }

    /// An empty cell.
    pub(crate) fn empty() -> Cell {
        Cell::new(Value::Empty, Tone::Left)
    }

    /// Text from the left.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell::new(Value::Text(text.into()), Tone::Left)
    }

    /// Text, or nothing.
    pub(crate) fn maybe(text: Option<&str>) -> Cell {
        text.map_or_else(Cell::empty, Cell::text)
    }

    /// Short text in the middle.
    pub(crate) fn centre(text: impl Into<String>) -> Cell {
        Cell::new(Value::Text(text.into()), Tone::Centre)
    }

    /// A key made of digits (a number of a program, a year): centred, without separators.
    pub(crate) fn key(number: i64) -> Cell {
        Cell::new(Value::Number(Decimal::from(number)), Tone::Centre).format("0")
    }

    /// How many.
    pub(crate) fn count(count: u32) -> Cell {
        Cell::new(Value::Number(Decimal::from(count)), Tone::Right).format(style::INTEGER)
    }

    /// How many, with attention if there are any.
    pub(crate) fn alert_count(count: u32) -> Cell {
        let tone = if count == 0 { Tone::Right } else { Tone::AlertRight };
        Cell { tone, ..Cell::count(count) }
    }

    /// A number with at least so many decimals; more if its exact value has more.
    pub(crate) fn number(value: Decimal, decimals: u32) -> Cell {
        let value = value.normalize();
        let format = style::decimal_format(value.scale().max(decimals));
        Cell::new(Value::Number(value), Tone::Right).format(format)
    }

    /// A share or a rate in per cent; a dash where there is none.
    pub(crate) fn share(per_cent: Option<Decimal>, decimals: u32) -> Cell {
        let value = per_cent.map_or_else(|| Value::Text("-".to_owned()), Value::Number);
        Cell::new(value, Tone::Right).format(style::share_format(decimals))
    }

    /// Yen, shown in `unit`; the value is exact.
    pub(crate) fn amount(yen: Yen, unit: MoneyUnit) -> Cell {
        let format = style::amount_format(unit.decimals);
        Cell::new(Value::Number(in_unit(yen, unit)), Tone::Right).format(format)
    }

    /// The same figure, worked out by `formula` where there is one; what the cell holds becomes the stored result.
    ///
    /// An empty cell stays empty: a chart would draw its text as 0, and no criterion would find it empty. A text that
    /// reads as a number stays a text, since the writer would store it as a number.
    pub(crate) fn by(mut self, formula: impl Into<Option<Expr>>) -> Cell {
        let is_digits = |text: &str| text.is_empty() || text.parse::<f64>().is_ok();
        let Some(formula) = formula.into().filter(|_| !self.as_text().is_some_and(is_digits))
        else {
            return self;
        };
        let formula = Arc::new(formula);
        self.value = match self.value {
            Value::Number(result) | Value::Formula(_, result) => Value::Formula(formula, result),
            Value::Text(result) | Value::TextFormula(_, result) => {
                Value::TextFormula(formula, result)
            }
            Value::Empty => Value::Empty,
        };
        self
    }

    /// The same cell with another number format.
    pub(crate) fn format(mut self, number_format: impl Into<String>) -> Cell {
        self.number_format = number_format.into();
        self
    }

    /// The same cell with another look.
    pub(crate) fn tone(mut self, tone: Tone) -> Cell {
        self.tone = tone;
        self
    }

    /// The same cell, leading somewhere when it is clicked.
    pub(crate) fn link(mut self, link: Option<Link>) -> Cell {
        self.link = link;
        self
    }

    /// The same amount, of which something was reported: a 0 is a figure then, and is shown.
    pub(crate) fn reported(mut self) -> Cell {
        // LibreOffice forgets the indent of a number behind one of another format.
        self.number_format = style::padded(&style::with_zero(&self.number_format));
        self
    }

    /// The same number, marked as 約.
    pub(crate) fn approximate(mut self) -> Cell {
        self.number_format = style::approximate(&self.number_format);
        self
    }

    /// The same number, marked as corrected.
    pub(crate) fn corrected(mut self) -> Cell {
        self.number_format = style::corrected(&self.number_format);
        self
    }

    /// Pixels for the text in a column of `width`, as `measure` counts them.
    pub(crate) fn room(&self, width: u32) -> u32 {
        match self.tone {
            Tone::Left | Tone::Right | Tone::AlertRight => width,
            Tone::Centre | Tone::AlertCentre | Tone::Step(..) => width + NO_INDENT,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The exact amount in `unit`.
pub(crate) fn in_unit(yen: Yen, unit: MoneyUnit) -> Decimal {
    (Decimal::from(yen.0) / Decimal::from(unit.yen())).normalize()
}

/// `formula`, which adds amounts in `unit`, rounded to the last yen: spreadsheets add in binary, where 0.1 + 0.2 − 0.3
/// is not 0.
pub(crate) fn exact(formula: Expr, unit: MoneyUnit) -> Expr {
    formula.round(unit.yen().ilog10())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::MoneyScale;

    #[test]
    fn a_reported_zero_shows_and_no_amount_is_a_dash() {
        let nothing = Cell::amount(Yen::ZERO, MoneyScale::Thousand.into());
        assert_eq!(nothing.number_format, "#,##0;\"▲\"#,##0;\"-\"");
        assert_eq!(nothing.reported().number_format, "#,##0_0;\"▲\"#,##0_0");
        let about =
            Cell::amount(Yen::ZERO, MoneyScale::HundredMillion.into()).reported().approximate();
        assert_eq!(about.number_format, "\"約\"#,##0.0_0;\"約\"\"▲\"#,##0.0_0");
    }

    #[test]
    fn yen_stay_exact_in_any_unit() {
        assert_eq!(in_unit(Yen(1_200_500), MoneyScale::Thousand.into()).to_string(), "1200.5");
        assert_eq!(in_unit(Yen(-1), MoneyScale::Thousand.into()).to_string(), "-0.001");
        assert_eq!(in_unit(Yen(320_000_000), MoneyScale::HundredMillion.into()).to_string(), "3.2");
    }
}
