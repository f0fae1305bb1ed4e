//! 検算: sums that have to agree, each with its difference.
//!
//! Every sheet says itself what has to agree with it (`Part::checks`); this one lists it. Both sides are formulas, so
//! that a changed cell anywhere in the workbook shows here.

use std::rc::Rc;

use rust_xlsxwriter::XlsxError;

use super::super::tables;
use super::agreement::{Crossfoot, Side};
use super::drawing::Part;
use super::open;
use crate::report::request::ReportRequest;
use crate::sheet::cells::Cells;
use crate::sheet::criterion::Criterion;
use crate::sheet::expr::{Expr, Function};
use crate::sheet::page::PRINTED_WIDTH;
use crate::sheet::style;
use crate::sheet::table::{Body, Cell, Column, Row, Table, Tone, Value};
use crate::terms::{CellRef, count};

/// Name of the sheet.
pub(super) const NAME: &str = "検算";
/// What the sheet says if nothing differs.
const AGREED: &str = "すべて一致しています。";
/// What it says otherwise.
const DIFFERS: &str = "一致しないものがあります。差が0でない行を見てください。";

/// The columns that formulas of the sheet look at.
#[derive(Clone, Copy)]
enum Place {
    Left = 3,
    Right = 5,
    Difference = 6,
}

impl Place {
    /// The cell in row `row`, as formulas number rows.
    fn in_row(self, row: u32) -> CellRef {
        CellRef::new(row - 1, self as u32)
    }
}

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>, parts: &[Part]) -> Result<Part, XlsxError> {
    let widths = vec![96, 190, 196, 130, 196, 130, PRINTED_WIDTH - 938];
    let mut page = open(request, NAME, widths)?;
    page.note(
        "同じ数を別の道で数えて比べています。左右とも、このブックのセルから計算する式です。",
    )?;
    let checks: Vec<(&str, &Crossfoot)> = parts
        .iter()
        .flat_map(|part| part.checks.iter().map(|check| (part.name.as_str(), check)))
        .collect();
    let head = |text: &str| Column::new(text);
    let result_at = page.first_body_row();
    let first = result_at + 3;
    let last = first + count(checks.len()).saturating_sub(1);
    // Digits after the decimal point that one yen needs: what lies below them is the spreadsheet's own rounding.
    let decimals = tables::unit(request).yen().ilog10();
    let agreed = checks.iter().all(|(_, check)| check.difference(decimals).is_zero());
    let differences = Cells::range(Place::Difference.in_row(first), Place::Difference.in_row(last));
    let none_differs = Expr::count_if(differences, Criterion::Number(0));
    let formula = Expr::choose(none_differs.is(Function::Rows.of([differences])), AGREED, DIFFERS);
    let result = if agreed { AGREED } else { DIFFERS }.to_owned();
    let result = Value::TextFormula(Rc::new(formula), result);
    page.table(&Table {
        columns: vec![head("結果").span(7)],
        rows: vec![Row::new(vec![Cell::new(result, Tone::Left)])],
        body: Body::Figures,
    })?;
    page.gap(8.0)?;
    let rows = (first..).zip(&checks).map(|(at, (sheet, check))| row(at, sheet, check, decimals));
    let heads = ["シート", "何を比べるか", "左", "左の数", "右", "右の数", "差"];
    let columns = heads.map(head).into();
    page.list(&Table { columns, rows: rows.collect(), body: Body::Figures }, 0)?;
    Ok(Part::new(NAME, "合計どうしの突き合わせ(左、右、差)", page.finish()?))
}

fn row(at: u32, sheet: &str, check: &Crossfoot, decimals: u32) -> Row {
    let Crossfoot { what, left, right } = check;
    let number = |side: &Side| {
        let value = Value::Formula(Rc::new(side.formula.clone()), side.result);
        Cell::new(value, Tone::Right).format(style::INTEGER)
    };
    let difference = check.difference(decimals);
    let tone = if difference.is_zero() { Tone::Right } else { Tone::AlertRight };
    let sides = Expr::from(Place::Left.in_row(at)) - Place::Right.in_row(at);
    let value = Value::Formula(Rc::new(sides.round(decimals)), difference);
    Row::new(vec![
        Cell::text(sheet),
        Cell::text(what.as_str()),
        Cell::text(left.what.as_str()),
        number(left),
        Cell::text(right.what.as_str()),
        number(right),
        Cell::new(value, tone).format(style::DIFFERENCE),
    ])
}
