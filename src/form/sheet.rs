//! One program's sheet, cell by cell: what the layout makes and everyone else reads.

use std::sync::Arc;

use jiff::civil::Date;

use super::past::PastCell;
use super::printed::{due_words, long_day};
use super::question::Question;
use crate::notation::comparison_key;
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
    /// Advice to whoever fills it in, which may be another on a form handed out earlier.
    Advice(Advice),
    /// What earlier rounds reported of a year; the division may correct it.
    Past(PastCell),
    /// A cell to be filled.
    Question(Arc<Question>),
    /// The sum of a column of cells to be filled. `over`: first and last of them.
    Sum { over: Area },
    /// How many required cells are still empty; a live formula.
    StillEmpty,
}

/// Advice that a form prints under the notice. A form that was handed out earlier may have none, or another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// What the colours of the cells mean.
    Colours,
    /// When the form is due, and when it is due again once it was returned.
    #[allow(missing_docs)] // What a member tells is said of the member.
    Due { first: Option<Date>, again: Option<Date> },
}

impl Advice {
    /// The text that a form prints; `returned`: on a return copy.
    pub fn text(self, returned: bool) -> String {
        match self {
            Advice::Colours => COLOURS.to_owned(),
            Advice::Due { first, again } => {
                let again = again.filter(|_| returned).map(|day| (due_words::AGAIN, day));
                let first = first.filter(|_| !returned).map(|day| (due_words::FIRST, day));
                let due = again.or(first);
                due.map(|(label, day)| format!("{label}:{}", long_day(day))).unwrap_or_default()
            }
        }
    }

    /// Whether a text, by its comparison key, is this advice as any edition of the form prints it.
    pub fn is(self, key: &str) -> bool {
        match self {
            Advice::Colours => *key == *comparison_key(COLOURS),
            Advice::Due { .. } => [due_words::FIRST, due_words::AGAIN]
                .iter()
                .any(|label| key.starts_with(&*comparison_key(&format!("{label}:")))),
        }
    }
}

/// Whether a text, by its comparison key, is advice of any edition of a form.
pub fn is_advice(key: &str) -> bool {
    [Advice::Colours, Advice::Due { first: None, again: None }].iter().any(|advice| advice.is(key))
}

/// What the colours of the cells mean.
const COLOURS: &str = "黄色は必須、緑は任意の欄です(表では、書き始めた行の欄が黄色に変わります)。";

/// How a cell looks; `sheet::style` gives each its font and colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Title of the sheet.
    Title,
    /// Round and form, at the right of the title.
    Identity,
    /// Advice under the title.
    Notice,
    /// The day on which the form is due, at the right of the advice.
    Due,
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
    /// Cell that must be filled.
    Input,
    /// Cell that may be filled, or must be once another of its row is.
    Optional,
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
