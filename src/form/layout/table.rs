//! Tables of a sheet: which rows and columns they have, and what each cell holds.

use std::sync::Arc;

use super::{Page, Segment, lines_needed, printed};
use crate::form::past::PastCell;
use crate::form::printed::{baseline_text, form_unit, target_text};
use crate::form::question::Subject;
use crate::form::questions::filled_by;
use crate::form::sheet::{Content, Look, RowHeight};
use crate::schema::{Block, Field, FieldType, Indicator, Prefill, Table};
use crate::terms::{Area, CellRef, FiscalYear, count};

/// A column of a table, its ends in units.
pub(super) struct Column<'a> {
    field: &'a Arc<Field>,
    from: u16,
    to: u16,
    head: String,
    year: Option<FiscalYear>,
    current: bool,
}

impl Column<'_> {
    fn head_look(&self) -> Look {
        if self.current { Look::CurrentHead } else { Look::ColumnHead }
    }
}

impl<'a> Page<'_, 'a> {
    pub(super) fn table(&mut self, block: &'a Block, table: &'a Table, rows: &[Subject]) {
        let columns = self.columns(table);
        let first_band = self.bands.len();
        let heads: Vec<Segment> = columns
            .iter()
            .map(|column| printed(column.from, column.to, column.head.clone(), column.head_look()))
            .collect();
        let lines = columns
            .iter()
            .map(|column| lines_needed(&column.head, column.to - column.from, column.head_look()))
            .max();
        self.band(RowHeight::Lines(lines.unwrap_or(1)), heads);
        let first_row = self.bands.len();
        for subject in rows {
            let segments: Vec<Segment> = columns
                .iter()
                .map(|column| self.table_cell(block, table, column, subject))
                .collect();
            let needed = segments.iter().filter_map(|segment| match &segment.content {
                Content::Text(text) => {
                    Some(lines_needed(text, segment.to - segment.from, segment.look))
                }
                _ => None,
            });
            let is_spare = |n: u16| table.usual.is_some_and(|usual| n > usual);
            let lines = match subject {
                Subject::SpareActivity(_) => 1,
                Subject::Line(_, n) if is_spare(*n) => 1,
                _ => needed.max().unwrap_or(1).max(table.row_lines),
            };
            self.band(RowHeight::Lines(lines), segments);
        }
        self.tables.push((&block.id, first_band, self.bands.len() - 1));
        if let Some(label) = &table.total {
            self.total(label, &columns, first_row);
        }
    }

    fn total(&mut self, label: &str, columns: &[Column<'a>], first_row: usize) {
        let last_row = self.bands.len() - 1;
        let is_money = |column: &&Column<'_>| column.field.kind == FieldType::Money;
        let Some(first) = columns.iter().find(is_money) else { return };
        let mut segments = vec![printed(0, first.from, label.to_owned(), Look::SumLabel)];
        for column in columns.iter().filter(is_money) {
            // Rows are bands already; columns become grid columns in `into_layout`.
            let over = Area::new(
                CellRef::new(count(first_row), u32::from(column.from)),
                CellRef::new(count(last_row), u32::from(column.to)),
            );
            segments.push(Segment {
                from: column.from,
                to: column.to,
                content: Content::Sum { over },
                look: Look::Sum,
            });
        }
        self.band(RowHeight::Lines(1), segments);
    }

    /// Cuts the table's width into columns; year columns share the width of their field.
    fn columns(&self, table: &'a Table) -> Vec<Column<'a>> {
        let plan_years: Vec<FiscalYear> = self.asking.context.plan.years().collect();
        let past_years: Vec<FiscalYear> = plan_years
            .iter()
            .copied()
            .filter(|year| *year < self.asking.context.round.year)
            .collect();
        let years_of = |field: &Field| match field.prefill {
            Some(Prefill::Phases) => Some(plan_years.clone()),
            Some(Prefill::PastActuals) => Some(past_years.clone()),
            _ => None,
        };
        let fields: Vec<&Arc<Field>> =
            table.columns.iter().filter(|field| self.asking.in_round(field.when)).collect();
        // A group with no year or one leaves its width, or half of it, to the column that takes what is left.
        let width_of = |field: &Field| match years_of(field) {
            Some(years) if years.is_empty() => 0,
            Some(years) if years.len() == 1 => field.width.unwrap_or(0) / 2,
            _ => field.width.unwrap_or(0),
        };
        let fixed: u16 = fields.iter().map(|field| width_of(field)).sum();
        let slack = self.width.saturating_sub(fixed);
        let mut columns = Vec::new();
        let mut at = 0;
        for field in fields {
            let width = if field.width.is_none() { slack } else { width_of(field) };
            match years_of(field) {
                None => {
                    let current = field.label.contains("{year}");
                    let head = self.asking.expand(&field.label);
                    columns.push(Column {
                        field,
                        from: at,
                        to: at + width,
                        head,
                        year: None,
                        current,
                    });
                }
                Some(years) => {
                    let count = u16::try_from(years.len()).unwrap_or(1).max(1);
                    for (index, year) in (0..count).zip(years) {
                        let past = field.prefill == Some(Prefill::PastActuals);
                        let head =
                            if past { format!("{}実績", year.short()) } else { year.short() };
                        columns.push(Column {
                            field,
                            from: at + width * index / count,
                            to: at + width * (index + 1) / count,
                            head,
                            year: Some(year),
                            current: year == self.asking.context.round.year,
                        });
                    }
                }
            }
            at += width;
        }
        columns
    }

    fn table_cell(
        &self,
        block: &'a Block,
        table: &'a Table,
        column: &Column<'a>,
        subject: &Subject,
    ) -> Segment {
        let field = column.field;
        let (content, look) = match (filled_by(field, subject), field.prefill) {
            (Some(_), _) => {
                let question = self.asking.in_row(block, table, field, subject);
                let look = question.look();
                (Content::Question(question), look)
            }
            (None, Some(prefill)) => self.table_print(block, table, prefill, column, subject),
            // `schema` refuses a column with neither.
            (None, None) => (Content::Text(String::new()), Look::Text),
        };
        Segment { from: column.from, to: column.to, content, look }
    }

    fn table_print(
        &self,
        block: &'a Block,
        table: &Table,
        prefill: Prefill,
        column: &Column<'a>,
        subject: &Subject,
    ) -> (Content, Look) {
        // A row that the division adds has no plan to mark.
        let marked = column.current && !matches!(subject, Subject::SpareActivity(_));
        let centre = if marked { Look::CurrentCentre } else { Look::Centre };
        let text = |text: String| Content::Text(text);
        match subject {
            Subject::Activity(n) => {
                let activity = self.asking.activity(*n);
                match (prefill, column.year) {
                    (Prefill::Phases, Some(year)) => {
                        let index =
                            usize::try_from(year.0 - self.asking.context.plan.first_year.0).ok();
                        let phase = activity.zip(index).and_then(|(a, i)| a.phases.get(i));
                        (text(phase.cloned().unwrap_or_default()), centre)
                    }
                    _ => (text(activity.map(|a| a.name.clone()).unwrap_or_default()), Look::Text),
                }
            }
            Subject::Indicator(id) => {
                let Some(indicator) = self.asking.indicator(id) else {
                    return (text(String::new()), Look::Text);
                };
                match (prefill, column.year) {
                    (Prefill::Name, _) => (text(indicator.name.clone()), Look::Text),
                    (Prefill::Unit, _) => (text(form_unit(indicator)), Look::Centre),
                    (Prefill::Baseline, _) => (text(baseline_text(indicator)), Look::Centre),
                    (Prefill::Target, _) => (text(target_text(indicator)), Look::Centre),
                    (Prefill::PastActuals, Some(year)) => {
                        let past = self.past_cell(block, table, column.field, indicator, year);
                        (Content::Past(past), Look::Number)
                    }
                    _ => (text(String::new()), Look::Text),
                }
            }
            _ => (text(String::new()), centre),
        }
    }

    fn past_cell(
        &self,
        block: &Block,
        table: &Table,
        field: &Arc<Field>,
        indicator: &Indicator,
        year: FiscalYear,
    ) -> PastCell {
        PastCell {
            question: self.asking.past(block, table, field, indicator, year),
            printed: self.asking.context.past.get(&indicator.id, year),
            decimals: if indicator.is_money() { 0 } else { indicator.decimals },
        }
    }
}
