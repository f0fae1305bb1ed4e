//! Drawing a form as an office draws it: a grid of narrow columns in which everything is merged.

use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Formula, Workbook, Worksheet};

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// No frame at all.
    Plain,
    /// A label: bold, grey.
    Label,
    /// What the form prints: framed and locked.
    Print,
    /// A cell to be filled: light yellow and unlocked.
    Input,
}

/// What a cell offers to choose from.
#[derive(Debug, Clone, PartialEq)]
enum Offers {
    Nothing,
    Words(Vec<String>),
    Cells(String),
}

#[derive(Debug, Clone, PartialEq)]
struct Piece {
    first: (u32, u16),
    last: (u32, u16),
    text: String,
    number: bool,
    look: Look,
    offers: Offers,
}

/// One sheet, piece by piece.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Name of the sheet.
    pub name: String,
    pieces: Vec<Piece>,
    hidden: Vec<u16>,
}

/// Row and column of `C12`, counted from zero.
fn corner(text: &str) -> (u32, u16) {
    let cell: matome::testing::CellRef = text.parse().unwrap();
    (cell.row, u16::try_from(cell.col).unwrap())
}

fn corners(area: &str) -> ((u32, u16), (u32, u16)) {
    match area.split_once(':') {
        Some((first, last)) => (corner(first), corner(last)),
        None => (corner(area), corner(area)),
    }
}

impl Drawing {
    pub fn new(name: &str) -> Drawing {
        Drawing { name: name.to_owned(), pieces: Vec::new(), hidden: Vec::new() }
    }

    fn piece(&mut self, area: &str, text: &str, look: Look) -> &mut Piece {
        let (first, last) = corners(area);
        let (text, offers) = (text.to_owned(), Offers::Nothing);
        self.pieces.push(Piece { first, last, text, number: false, look, offers });
        self.pieces.last_mut().unwrap()
    }

    pub fn put(&mut self, area: &str, text: &str, look: Look) {
        self.piece(area, text, look);
    }

    /// A number to be filled in; nothing if there is none.
    pub fn number(&mut self, area: &str, value: Option<&str>) {
        self.piece(area, value.unwrap_or_default(), Look::Input).number = true;
    }

    pub fn choice(&mut self, area: &str, text: &str, words: &[&str]) {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        self.piece(area, text, Look::Input).offers = Offers::Words(words);
    }

    /// A choice from cells of another sheet.
    pub fn list(&mut self, area: &str, text: &str, cells: &str) {
        self.piece(area, text, Look::Input).offers = Offers::Cells(cells.to_owned());
    }

    /// Takes all answers out.
    pub fn blank(&mut self) {
        for piece in self.pieces.iter_mut().filter(|piece| piece.look == Look::Input) {
            piece.text.clear();
        }
    }

    /// Changes what a cell says.
    pub fn say(&mut self, at: &str, text: &str) {
        let at = corner(at);
        let piece = self.pieces.iter_mut().find(|piece| piece.first == at).unwrap();
        text.clone_into(&mut piece.text);
        piece.number = text.parse::<f64>().is_ok() && piece.number;
    }

    /// Takes a cell away.
    pub fn drop(&mut self, at: &str) {
        let at = corner(at);
        self.pieces.retain(|piece| piece.first != at);
    }

    /// Inserts rows above a row (counted from 1) and columns left of a column (A is 0).
    pub fn insert(&mut self, row: u32, rows: u32, col: u16, cols: u16) {
        for piece in &mut self.pieces {
            for corner in [&mut piece.first, &mut piece.last] {
                corner.0 += if corner.0 + 1 >= row { rows } else { 0 };
                corner.1 += if corner.1 >= col { cols } else { 0 };
            }
        }
    }

    /// Inserts a column and hides it.
    pub fn insert_hidden(&mut self, col: u16) {
        self.insert(1, 0, col, 1);
        self.hidden.push(col);
    }

    /// Appends another drawing below this one, with a gap of rows.
    pub fn stack(&mut self, other: &Drawing, gap: u32) {
        let below = self.pieces.iter().map(|piece| piece.last.0).max().unwrap_or(0) + 1 + gap;
        self.pieces.extend(other.pieces.iter().cloned().map(|mut piece| {
            piece.first.0 += below;
            piece.last.0 += below;
            piece
        }));
    }

    fn draw(&self, sheet: &mut Worksheet) {
        sheet.set_name(&self.name).unwrap();
        sheet.set_column_range_width_pixels(0, 60, 22).unwrap();
        for col in &self.hidden {
            sheet.set_column_hidden(*col).unwrap();
        }
        for piece in &self.pieces {
            let framed = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
            let format = match piece.look {
                Look::Plain => Format::new(),
                Look::Label => framed.set_bold().set_background_color("#D9D9D9"),
                Look::Print => framed,
                Look::Input => framed.set_background_color("#FFFFCC").set_unlocked(),
            };
            let (row, col) = piece.first;
            if piece.first != piece.last {
                sheet.merge_range(row, col, piece.last.0, piece.last.1, "", &format).unwrap();
            }
            match piece.text.parse::<f64>() {
                Ok(number) if piece.number => {
                    sheet.write_number_with_format(row, col, number, &format).unwrap();
                }
                _ if piece.text.is_empty() => {
                    sheet.write_blank(row, col, &format).unwrap();
                }
                _ => {
                    sheet.write_string_with_format(row, col, &piece.text, &format).unwrap();
                }
            }
            let rule = match &piece.offers {
                Offers::Nothing => continue,
                Offers::Words(words) => DataValidation::new().allow_list_strings(words).unwrap(),
                Offers::Cells(cells) => {
                    DataValidation::new().allow_list_formula(Formula::new(cells))
                }
            };
            sheet.add_data_validation(row, col, row, col, &rule).unwrap();
        }
        sheet.protect();
    }

    /// A workbook of these sheets.
    pub fn workbook(sheets: &[Drawing]) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for sheet in sheets {
            sheet.draw(workbook.add_worksheet());
        }
        workbook.save_to_buffer().unwrap()
    }
}
