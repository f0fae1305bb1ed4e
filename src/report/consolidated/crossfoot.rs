//! 検算: sums that have to agree, each with its difference.
//!
//! Every sheet says itself what has to agree with it (`Part::checks`); this one lists it. Both sides are formulas, so
//! that a changed cell anywhere in the workbook shows here.

use super::{Crossfoot, Part, ReportRequest, Side, open, tables};
use crate::sheet::{
    Body, Cell, Cells, Column, Columns, Criterion, Expr, Function, PRINTED_WIDTH, Row, Table, Tone,
    Value, Written, style,
};
use crate::terms::{CellRef, count};

/// Name of the sheet.
pub(super) const NAME: &str = "検算";
/// What the sheet says if nothing differs.
const AGREED: &str = "すべて一致しています。";
/// What it says otherwise.
const DIFFERS: &str = "一致しないものがあります。差が0でない行を見てください。";

/// Sums of a sheet that have to agree, in their row, counted from zero.
type Line<'a> = (u32, &'a str, &'a Crossfoot);

/// What is said of each, and the place of the difference.
fn columns<'a>(decimals: u32) -> (Columns<'a, Line<'a>>, u32) {
    let number = |side: &Side| {
        let value = Value::Number(side.result);
        Cell::new(value, Tone::Right).format(style::INTEGER).by(side.formula.clone())
    };
    let columns = Columns::new()
        .with("シート", 96, |(_, sheet, _): &Line<'a>| Cell::text(*sheet))
        .with("何を比べるか", 190, |(.., check)| Cell::text(check.what.as_str()))
        .with("左", 196, |(.., check)| Cell::text(check.left.what.as_str()));
    let left = columns.next_col();
    let columns = columns.with("左の数", 130, move |(.., check)| number(&check.left)).with(
        "右",
        196,
        |(.., check)| Cell::text(check.right.what.as_str()),
    );
    let right = columns.next_col();
    let columns = columns.with("右の数", 130, move |(.., check)| number(&check.right));
    let (place, rest) = (columns.next_col(), PRINTED_WIDTH - columns.width());
    let columns = columns.with("差", rest, move |(at, _, check)| {
        let difference = check.difference(decimals);
        let tone = if difference.is_zero() { Tone::Right } else { Tone::AlertRight };
        let sides = Expr::from(CellRef::new(*at, left)) - CellRef::new(*at, right);
        let cell = Cell::new(Value::Number(difference), tone).format(style::DIFFERENCE);
        cell.by(sides.round(decimals))
    });
    (columns, place)
}

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>, parts: &[Part]) -> Written<Part> {
    // Digits after the decimal point that one yen needs: what lies below them is the spreadsheet's own rounding.
    let decimals = tables::unit(request).yen().ilog10();
    let (columns, difference) = columns(decimals);
    let mut page = open(request, NAME, columns.widths())?;
    page.note(
        "同じ数を別の道で数えて比べています。左右とも、このブックのセルから計算する式です。",
    )?;
    // Below the result and its heading, a gap, and the headings of the list.
    let first = page.first_body_row() + 2;
    let checks =
        parts.iter().flat_map(|part| part.checks.iter().map(|check| (part.name.as_str(), check)));
    let lines: Vec<Line<'_>> =
        (first..).zip(checks).map(|(at, (sheet, check))| (at, sheet, check)).collect();
    let last = first + count(lines.len()).saturating_sub(1);
    let agreed = lines.iter().all(|(.., check)| check.difference(decimals).is_zero());
    let differences = Cells::column(difference, first, last);
    let none_differs = Expr::count_if(differences, Criterion::Number(0));
    let formula = Expr::choose(none_differs.is(Function::Rows.of([differences])), AGREED, DIFFERS);
    let result = Cell::text(if agreed { AGREED } else { DIFFERS }).by(formula);
    page.table(&Table {
        columns: vec![Column::new("結果").span(7)],
        rows: vec![Row::new(vec![result])],
        body: Body::Figures,
    })?;
    page.gap(8.0)?;
    page.list(&columns.table(&lines, Body::Figures), 0)?;
    Ok(Part::new(NAME, "合計どうしの突き合わせ(左、右、差)", page.finish()?))
}
