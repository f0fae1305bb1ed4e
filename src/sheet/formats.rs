//! The formats of a table's cells: what a tone, a link and a row of sums look like.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline};

use super::cell::{Cell, Tone, Value};
use super::style;

/// What a format depends on beside its number format: tone, row of sums, link, words to be read.
type Look = (Tone, bool, bool, bool);

/// The formats that a table needs, each made once.
pub(crate) struct Formats {
    top: bool,
    /// By number format: a table has few.
    made: Vec<(String, BTreeMap<Look, Format>)>,
}

impl Formats {
    /// Formats of cells whose text begins at the top, or stands in the middle.
    pub(crate) fn new(top: bool) -> Formats {
        Formats { top, made: Vec::new() }
    }

    /// The format of a cell, in an ordinary row or in one of sums.
    pub(crate) fn of(&mut self, cell: &Cell, is_sum: bool) -> &Format {
        let is_link = cell.link.is_some();
        let is_text = is_read(cell);
        let top = self.top;
        let known = self.made.iter().position(|(number, _)| *number == cell.number_format);
        let at = known.unwrap_or_else(|| {
            self.made.push((cell.number_format.clone(), BTreeMap::new()));
            self.made.len() - 1
        });
        self.made[at].1.entry((cell.tone, is_sum, is_link, is_text)).or_insert_with(|| {
            let mut format = look(cell.tone, is_sum);
            // Everything in a row stands at one height.
            if top {
                format = format.set_align(FormatAlign::Top);
            }
            if !is_text {
                // A number never wraps, and some viewers forget the indent of one that might.
                format = format.unset_text_wrap();
            }
            let mut number_format = cell.number_format.clone();
            let is_right = matches!(cell.tone, Tone::Right | Tone::AlertRight);
            if !is_text && is_right && !number_format.is_empty() {
                // LibreOffice forgets the indent of a number with a link behind another one, and of one behind a number of
                // another format. All have the same room, so that those with a link and those without stand in line.
                format = format.set_indent(0);
                if !style::is_padded(&number_format) {
                    number_format = style::padded(&number_format);
                }
            }
            if is_link {
                format = linked(format, cell.tone);
            }
            if !number_format.is_empty() {
                format = format.set_num_format(&number_format);
            }
            format
        })
    }
}

/// Whether the cell holds words to be read, which may need more than one line. The result of a formula that stands where
/// numbers stand is a sign in their place.
fn is_read(cell: &Cell) -> bool {
    match cell.value {
        Value::TextFormula(..) => !matches!(cell.tone, Tone::Right | Tone::AlertRight),
        _ => cell.as_text().is_some(),
    }
}

/// Navy and underlined, as links are. Numbers in columns are not underlined: a table of them would be all lines. A
/// colour that means something, or that is there to be read on another, stays.
fn linked(format: Format, tone: Tone) -> Format {
    let format = match tone {
        Tone::Right | Tone::AlertRight => format,
        Tone::Left | Tone::Centre | Tone::AlertCentre | Tone::Step(..) => {
            format.set_underline(FormatUnderline::Single)
        }
    };
    match tone {
        Tone::Left | Tone::Centre | Tone::Right => format.set_font_color(style::NAVY),
        Tone::AlertCentre | Tone::AlertRight | Tone::Step(..) => format,
    }
}

fn look(tone: Tone, is_sum: bool) -> Format {
    let mut format = style::boxed();
    if is_sum {
        format = format.set_background_color(style::PALE).set_bold();
    }
    match tone {
        Tone::Left => format.set_align(FormatAlign::Left).set_indent(1),
        Tone::Centre => format.set_align(FormatAlign::Center),
        Tone::Right => format.set_align(FormatAlign::Right).set_indent(1),
        Tone::AlertCentre => {
            format.set_align(FormatAlign::Center).set_bold().set_font_color(style::ALERT)
        }
        Tone::AlertRight => {
            let right = format.set_align(FormatAlign::Right).set_indent(1);
            right.set_bold().set_font_color(style::ALERT)
        }
        Tone::Step(fill, letters) => format
            .set_align(FormatAlign::Center)
            .set_bold()
            .set_background_color(Color::RGB(fill))
            .set_font_color(Color::RGB(letters)),
    }
}
