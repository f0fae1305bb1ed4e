//! One program on a form that already exists: every field of the form with its cell, or why it has none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::{Head, Wanted};
use super::grid::{Grid, Scope};
use super::locate::{Found, Miss, Words, locate};
use super::table::{FoundTable, TableMiss, find_table};
use crate::form::{ExtraRows, FormContext, Question, Subject, questions};
use crate::schema::{Block, Field, Go, Prefill, Program, Repeat, SheetSpec, Table};
use crate::submission::model::LocatedBy;
use crate::terms::{Area, CellRef};

/// The part of a sheet that one program has.
#[derive(Clone, Copy)]
pub(super) enum Part<'h> {
    /// A sheet or a section of it.
    Scope(Scope),
    /// A row of a list. `list`: headings of the list.
    Row { row: u32, list: &'h List },
}

/// The headings of a list with one row for each program, in the order of [`list_fields`].
pub(super) struct List {
    /// Headings; the program's own comes first.
    pub(super) head: Head,
}

/// The fields that a list has a column for.
pub(super) fn list_fields<'a>(context: &FormContext<'_>, spec: &'a SheetSpec) -> Vec<&'a Field> {
    let blocks = spec.blocks.iter().filter(|block| context.asks(block.when));
    let fields = blocks.flat_map(|block| &block.fields).map(|field| &**field);
    let asked = fields.filter(|field| context.asks(field.when));
    asked.filter(|field| field.find.is_some()).collect()
}

/// What is looked for at the head of the columns of a list.
pub(super) fn list_columns<'a>(
    context: &FormContext<'_>,
    words: &Words,
    spec: &'a SheetSpec,
) -> Vec<Wanted<'a>> {
    let program = spec.find.as_ref().and_then(|find| find.program.as_ref());
    let program = program.map(|locator| Wanted::locator(words, locator));
    let fields = list_fields(context, spec).into_iter();
    program.into_iter().chain(fields.map(|field| Wanted::field(words, field))).collect()
}

/// A field with its cell.
pub(super) struct Placed {
    pub(super) question: Arc<Question>,
    pub(super) found: Found,
    /// The text of the cell that holds its unit, where the form has one.
    pub(super) unit: Option<String>,
}

/// A field, or a whole table, without a cell.
pub(super) struct Missed {
    pub(super) key: String,
    pub(super) caption: String,
    pub(super) miss: Miss,
}

/// Everything that the form asks of a program.
#[derive(Default)]
pub(super) struct PageCells {
    pub(super) placed: Vec<Placed>,
    pub(super) missed: Vec<Missed>,
    /// Cells that hold what the form prints.
    pub(super) printed: BTreeSet<CellRef>,
    pub(super) extra: ExtraRows,
}

/// Finds the cells of a program.
pub(super) fn page_cells<'a>(
    context: &FormContext<'a>,
    grid: &Grid<'_>,
    words: &Words,
    spec: &'a SheetSpec,
    program: &'a Program,
    part: Part<'_>,
) -> PageCells {
    let mut page = Page {
        context,
        grid,
        words,
        spec,
        program,
        part,
        tables: BTreeMap::new(),
        cells: PageCells::default(),
    };
    page.printed_fields();
    page.find_tables();
    for question in questions(context, program, &page.cells.extra.clone()) {
        page.place(question);
    }
    page.cells
}

struct Page<'p, 'a> {
    context: &'p FormContext<'a>,
    grid: &'p Grid<'p>,
    words: &'p Words,
    spec: &'a SheetSpec,
    program: &'a Program,
    part: Part<'p>,
    tables: BTreeMap<&'a str, FoundTable<'a>>,
    cells: PageCells,
}

impl<'a> Page<'_, 'a> {
    /// The cells in which the form prints the plan: its name, its division.
    fn printed_fields(&mut self) {
        let blocks = self.spec.blocks.iter().filter(|block| self.context.asks(block.when));
        for field in blocks.flat_map(|block| &block.fields).filter(|field| field.id.is_none()) {
            if let (Some(_), Ok(found)) = (&field.find, self.single(field)) {
                self.cells.printed.insert(found.area.first);
            }
        }
    }

    fn single(&self, field: &Field) -> Result<Found, Miss> {
        match self.part {
            Part::Scope(scope) => {
                let locator = field.find.as_ref().ok_or(Miss::Gone)?;
                let own = field.label.trim_end_matches('▼');
                locate(self.grid, scope, self.words, locator, own)
            }
            Part::Row { row, list } => {
                let fields = list_fields(self.context, self.spec);
                let index = fields.iter().position(|own| std::ptr::eq(*own, field));
                let head = index.and_then(|index| list.head.columns.get(index + 1));
                match head {
                    Some(Ok(head)) => Ok(Found {
                        area: self.grid.area_at(CellRef::new(row, head.first.col)),
                        by: LocatedBy::Column { head: head.first },
                    }),
                    Some(Err(miss)) => Err(miss.clone()),
                    None => Err(Miss::Gone),
                }
            }
        }
    }

    fn find_tables(&mut self) {
        let Part::Scope(scope) = self.part else { return };
        let spec = self.spec;
        for block in spec.blocks.iter().filter(|block| self.context.asks(block.when)) {
            let Some(table) = &block.table else { continue };
            let named = (block, table);
            match find_table(self.context, self.grid, scope, self.words, self.program, named) {
                Ok(found) => self.take_table(block, table, found),
                // A program without indicators needs no table of them.
                Err(_) if !self.expects_rows(table) => {}
                Err(TableMiss::Head(miss)) => {
                    self.miss(&block.id, format!("{}の表の見出し", title(block)), miss);
                }
                Err(TableMiss::End(end)) => {
                    let caption = format!("{}の表の終わりの印「{end}」", title(block));
                    self.miss(&block.id, caption, Miss::Gone);
                }
            }
        }
    }

    fn expects_rows(&self, table: &Table) -> bool {
        match table.repeat {
            Repeat::Activities => !self.program.activities.is_empty(),
            Repeat::Indicators => !self.program.indicators.is_empty(),
            Repeat::Lines => true,
        }
    }

    fn take_table(&mut self, block: &'a Block, table: &Table, found: FoundTable<'a>) {
        for (column, head) in found.columns.iter().zip(&found.head.columns) {
            let Err(miss) = head else { continue };
            let caption = format!(
                "{}の表の列「{}」",
                title(block),
                column.label.trim_end_matches('▼').trim()
            );
            let key = column.id.clone().unwrap_or_else(|| block.id.clone());
            self.miss(&key, caption, miss.clone());
        }
        self.cells.printed.extend(&found.printed);
        let own = match table.repeat {
            Repeat::Lines => table.lines,
            // Spare rows are made as they are found.
            Repeat::Activities | Repeat::Indicators => 0,
        };
        let numbers = found.rows.keys().filter_map(|subject| match subject {
            Subject::Line(_, n) | Subject::SpareActivity(n) => Some(*n),
            _ => None,
        });
        let extra = numbers.max().unwrap_or(0).saturating_sub(own);
        if extra > 0 {
            self.cells.extra.insert(block.id.clone(), extra);
        }
        self.tables.insert(&block.id, found);
    }

    fn miss(&mut self, key: &str, caption: String, miss: Miss) {
        self.cells.missed.push(Missed { key: key.to_owned(), caption, miss });
    }

    fn place(&mut self, question: Arc<Question>) {
        let found = match &question.subject {
            Subject::Program => self.single(&question.field).map(|found| {
                let unit = self.unit_beside(&question.field, found.area);
                (found, unit)
            }),
            _ => match self.in_table(&question) {
                Some(found) => found,
                // A line that the form has not, or a table that was named already.
                None => return,
            },
        };
        match found {
            Ok((found, unit)) => {
                let unit = unit.map(|area| {
                    self.cells.printed.insert(area.first);
                    self.grid.text(area)
                });
                self.cells.placed.push(Placed { question, found, unit });
            }
            Err(miss) => self.miss(question.key(), question.caption.clone(), miss),
        }
    }

    fn unit_beside(&self, field: &Field, area: Area) -> Option<Area> {
        let go: Go = field.find.as_ref()?.unit?;
        self.grid.step(area, go)
    }

    /// The cell of a table's field and that of its unit; `None` where there is nothing to look for.
    fn in_table(&self, question: &Question) -> Option<Result<(Found, Option<Area>), Miss>> {
        let table = self.tables.get(&*question.block)?;
        if let Some(places) = table.twice.get(&question.subject) {
            return Some(Err(Miss::Twice(places.clone())));
        }
        let Some(row) = table.rows.get(&question.subject) else {
            // What the plan has must stand there; lines and added rows need not.
            let of_plan = matches!(question.subject, Subject::Activity(_) | Subject::Indicator(_));
            return of_plan.then_some(Err(Miss::Gone));
        };
        let column =
            table.columns.iter().position(|column| Arc::ptr_eq(column, &question.field))?;
        // A column that is gone was named once for all rows.
        let Some(Ok(head)) = table.head.columns.get(column) else { return None };
        let area = table.cell(self.grid, column, *row).ok()?;
        let by = LocatedBy::Column { head: head.first };
        let unit = self.unit_beside(&question.field, area).or_else(|| {
            let column = table.printing(Prefill::Unit)?;
            table.cell(self.grid, column, *row).ok()
        });
        Some(Ok((Found { area, by }, unit)))
    }
}

/// What a person calls a block.
fn title(block: &Block) -> String {
    match block.heading.as_deref() {
        Some(heading) => format!("「{heading}」"),
        None => format!("「{}」", block.id),
    }
}
