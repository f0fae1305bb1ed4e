//! Rows that a division begins: what its row then needs takes the colour of what must be filled.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula};

use super::Drawing;
use crate::form::{Question, Subject};
use crate::schema::Required;
use crate::sheet::{Cells, Expr, Function, Written, style};
use crate::terms::{Area, CellRef, column};

/// The rows of a table that a division fills as far as it needs them.
type Rows<'q> = Vec<Vec<(Area, &'q Question)>>;

impl Drawing<'_> {
    /// Colours the cells that a begun row still needs: a rule for each such column of a table, which inserted rows get
    /// too.
    pub(super) fn begun_rows(&mut self) -> Written {
        for rows in tables(self.layout.questions().map(|(area, question)| (area, &**question))) {
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
            let row = Expr::Joined(first.iter().map(|(area, _)| beside(area.first)).collect());
            let begun = row.differs("");
            for (nth, (top, question)) in first.iter().enumerate() {
                let Some((bottom, _)) = last.get(nth) else { continue };
                if question.required() != Required::WithRow {
                    continue;
                }
                let empty = Function::Trim.of([beside(top.first)]).is("");
                let rule = Function::And.of([empty, begun.clone()]);
                let format = Format::new().set_background_color(style::INPUT);
                let rule = ConditionalFormatFormula::new()
                    .set_rule(Formula::new(format!("={rule}")))
                    .set_format(format);
                let (from, to) = (top.first, bottom.last);
                let (left, right) = (column(from.col), column(to.col));
                self.sheet.add_conditional_format(from.row, left, to.row, right, &rule)?;
            }
        }
        Ok(())
    }
}

/// A cell of the same row as the one that a rule is asked for.
fn beside(cell: CellRef) -> Expr {
    Cells::here(cell).fixed_column().into()
}

/// The tables whose rows a division fills as far as it needs them.
fn tables<'q>(questions: impl Iterator<Item = (Area, &'q Question)>) -> Vec<Rows<'q>> {
    let mut tables: BTreeMap<&str, Rows<'_>> = BTreeMap::new();
    for (area, question) in questions {
        if !matches!(question.subject, Subject::Line(..) | Subject::SpareActivity(_)) {
            continue;
        }
        let rows = tables.entry(&question.block).or_default();
        match rows.last_mut().filter(|row| row.iter().any(|(_, own)| own.shares_row(question))) {
            Some(row) => row.push((area, question)),
            None => rows.push(vec![(area, question)]),
        }
    }
    tables.into_values().collect()
}
