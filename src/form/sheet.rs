//! One program's sheet, cell by cell: what the layout makes and everyone else reads.

use std::sync::Arc;

use super::past::PastCell;
use super::question::Question;
use crate::schema::{Program, SheetSpec};
use crate::terms::{Area, ProgramNo};

/// One program's sheet, cell by cell.
#[derive(Debug, Clone)]
pub struct SheetLayout<'a> {
    /// Program the sheet is for.
    pub program: &'a Program,
    /// The sheet as the form describes it.
    pub spec: &'a SheetSpec,
    /// Sheet name in the template.
    pub name: String,
    /// Widths of the grid's columns, in units of the form.
    pub columns: Vec<u16>,
    /// Heights of the rows, in lines of text.
    pub rows: Vec<RowHeight>,
    /// First row of each block: where a page may end.
    pub block_rows: Vec<u32>,
    /// Cells in reading order.
    pub cells: Vec<Placed>,
    /// Where the numbered lines of a table stand, with its heading row, by block id.
    pub tables: Vec<(String, Area)>,
}

/// Height of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowHeight {
    /// A gap between blocks.
    Gap,
    /// So many lines of text.
    Lines(u16),
}

/// A cell (or merged cells) with its content and look.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Cells it covers.
    pub area: Area,
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub look: Look,
}

/// What a cell of the form holds.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Content {
    /// Text that the form prints.
    Text(String),
    /// What earlier rounds reported of a year; the division may correct it.
    Past(PastCell),
    /// A cell to be filled.
    Question(Arc<Question>),
    /// The sum of a column of cells to be filled. `over`: first and last of them.
    Sum { over: Area },
    /// How many required cells are still empty; a live formula.
    StillEmpty,
}

/// How a cell looks; `sheet::style` gives each its font and colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Title of the sheet.
    Title,
    /// Round and form, at the right of the title.
    Identity,
    /// Advice under the title.
    Notice,
    /// Heading bar of a block.
    Heading,
    /// Label of a field.
    Label,
    /// Column heading.
    ColumnHead,
    /// Column heading of the current year.
    CurrentHead,
    /// Printed text, left.
    Text,
    /// Printed text that names the program, large.
    Name,
    /// Printed text, centred.
    Centre,
    /// Printed text of the current year, centred.
    CurrentCentre,
    /// Printed number, right.
    Number,
    /// Cell to be filled.
    Input,
    /// Label of the row of sums.
    SumLabel,
    /// Sum.
    Sum,
    /// Small print.
    Note,
    /// The line that says how much is left.
    Foot,
}

impl SheetLayout<'_> {
    /// The cells to be filled, with the areas they cover.
    pub fn questions(&self) -> impl Iterator<Item = (Area, &Arc<Question>)> {
        self.cells.iter().filter_map(|placed| match &placed.content {
            Content::Question(question) => Some((placed.area, question)),
            _ => None,
        })
    }

    /// The cells of past years with the areas they cover.
    pub fn past_cells(&self) -> impl Iterator<Item = (Area, &PastCell)> {
        self.cells.iter().filter_map(|placed| match &placed.content {
            Content::Past(past) => Some((placed.area, past)),
            _ => None,
        })
    }

    /// The cell, to be filled or of a past year, with this key.
    pub fn cell(&self, key: &str) -> Option<Area> {
        let past = self.past_cells().map(|(area, past)| (area, &past.question));
        let mut cells = self.questions().chain(past);
        cells.find(|(_, question)| question.key() == key).map(|(area, _)| area)
    }

    /// Number of the program.
    pub fn program_no(&self) -> ProgramNo {
        self.program.no
    }
}
