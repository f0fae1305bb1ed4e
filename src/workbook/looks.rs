//! How the cells of the binary formats look, as far as that takes back or hides what they say: fonts that strike out,
//! raise or blend in, runs of rich text, hidden rows and columns, diagonal lines. The library gives none of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::letters::{BLACK, Letters, Piece, Rgb, WHITE, blends, noticed, rgb, whole};
use crate::terms::CellRef;

/// The number of white in the palette.
pub(super) const WHITE_NUMBER: u32 = 9;

/// The palette from number 8 on, where a workbook has none of its own.
const PALETTE: [&str; 56] = [
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000",
    "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366",
    "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00",
    "00FFFF", "800080", "800000", "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99",
    "99CCFF", "FF99CC", "CC99FF", "FFCC99", "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900",
    "FF6600", "666699", "969696", "003366", "339966", "003300", "333300", "993300", "993366",
    "333399", "333333",
];

/// What a font says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    pub(super) struck: bool,
    pub(super) raised: bool,
    /// Its number in the palette, or another number that no other colour has.
    pub(super) colour: u32,
}

/// What a cell format says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Format {
    /// Place of its font.
    pub(super) font: usize,
    /// The one colour behind the letters; none for the paper, nothing for a pattern.
    pub(super) behind: Option<Option<u32>>,
    pub(super) crossed: bool,
}

/// A shared string with runs in fonts of their own.
#[derive(Debug)]
pub(super) struct Rich {
    pub(super) units: Vec<u16>,
    /// First unit and place of the font of each run.
    pub(super) runs: Vec<(usize, usize)>,
}

/// What the workbook's own part says of looks.
#[derive(Debug, Default)]
pub(super) struct Looks {
    pub(super) fonts: Vec<Font>,
    pub(super) formats: Vec<Format>,
    pub(super) rich: BTreeMap<u32, Rich>,
    /// Colours of the palette that the workbook sets itself, by number.
    pub(super) palette: BTreeMap<u32, Rgb>,
}

/// How the cells of one sheet look.
#[derive(Debug, Default)]
pub(super) struct SheetLooks {
    pub(super) pieces: BTreeMap<CellRef, Arc<[Piece]>>,
    pub(super) crossed_out: BTreeSet<CellRef>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
    /// Its view leaves out zeros.
    pub(super) hides_zeros: bool,
    /// Columns listed as hidden, those listed again included.
    listed: u32,
}

impl SheetLooks {
    /// Notes hidden columns, the first and the last one of a record.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        let last = last.min(CellRef::LAST_COL);
        // Records do not overlap in a sound sheet; thousands that do would take minutes.
        self.listed = self.listed.saturating_add(last.saturating_sub(first));
        if self.listed <= 4 * CellRef::LAST_COL {
            self.hidden_cols.extend(first..=last);
        }
    }
}

impl Looks {
    fn format(&self, number: usize) -> Format {
        self.formats.get(number).copied().unwrap_or_default()
    }

    /// Notes an empty cell of this format.
    pub(super) fn blank(&self, at: CellRef, format: usize, found: &mut SheetLooks) {
        if self.format(format).crossed {
            found.crossed_out.insert(at);
        }
    }

    /// The colour of this number, where it is known.
    fn rgb(&self, number: u32) -> Option<Rgb> {
        if let Some(own) = self.palette.get(&number) {
            return Some(*own);
        }
        match number {
            64 => Some(BLACK),
            65 => Some(WHITE),
            0..8 => rgb(PALETTE[number as usize]),
            8..64 => rgb(PALETTE[number as usize - 8]),
            _ => number.to_be_bytes().strip_prefix(&[1]).map(|own| (own[0], own[1], own[2])),
        }
    }

    /// Letters of this font in a cell of this format.
    fn letters(&self, font: usize, format: Format) -> Letters {
        let font = self.fonts.get(font).copied().unwrap_or_default();
        let colour = self.rgb(font.colour);
        let is_lost = |behind: Option<Rgb>| {
            colour.zip(behind).is_some_and(|(colour, behind)| blends(colour, behind))
        };
        let invisible = match format.behind {
            Some(None) => is_lost(Some(WHITE)),
            Some(Some(fill)) => font.colour == fill || is_lost(self.rgb(fill)),
            None => false,
        };
        Letters { struck: font.struck, raised: font.raised, invisible }
    }

    /// Notes a cell of this format, whose text may have runs.
    pub(super) fn note(
        &self,
        at: CellRef,
        format: usize,
        rich: Option<&Rich>,
        found: &mut SheetLooks,
    ) {
        let format = self.format(format);
        let of_cell = self.letters(format.font, format);
        let pieces = match rich {
            None => whole(of_cell),
            Some(rich) => {
                let starts =
                    rich.runs.iter().map(|(start, font)| (*start, self.letters(*font, format)));
                let mut starts: Vec<(usize, Letters)> = starts.collect();
                starts.insert(0, (0, of_cell));
                let ends = starts.iter().skip(1).map(|(start, _)| *start);
                let ends: Vec<usize> = ends.chain([rich.units.len()]).collect();
                let piece = |((start, letters), end): ((usize, Letters), usize)| {
                    let units = rich.units.get(start..end).unwrap_or_default();
                    Piece { text: String::from_utf16_lossy(units), letters }
                };
                let pieces = starts.into_iter().zip(ends).map(piece);
                noticed(pieces.filter(|piece| !piece.text.is_empty()).collect())
            }
        };
        if let Some(pieces) = pieces {
            found.pieces.insert(at, pieces);
        }
    }
}

impl Rich {
    /// A string with runs, if they follow one another.
    pub(super) fn of(units: Vec<u16>, runs: Vec<(usize, usize)>) -> Option<Rich> {
        let is_sound = runs.windows(2).all(|pair| pair[0].0 <= pair[1].0)
            && runs.last().is_some_and(|(start, _)| *start <= units.len());
        is_sound.then_some(Rich { units, runs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_letters_in_a_light_fill_are_invisible() {
        let font = |colour| Font { colour, ..Font::default() };
        let looks = Looks {
            fonts: vec![font(9), font(10), font(0x7FFF)],
            palette: BTreeMap::from([(40, (255, 248, 225))]),
            ..Looks::default()
        };
        let invisible = |font, fill| {
            let format = Format { behind: Some(fill), ..Format::default() };
            looks.letters(font, format).invisible
        };
        // The paper, a colour of the workbook's own, one of the palette of all, a dark one, one written out.
        assert!(invisible(0, None) && invisible(0, Some(40)) && invisible(0, Some(26)));
        assert!(!invisible(0, Some(12)) && invisible(0, Some(0x01FF_F8E1)));
        assert!(!invisible(1, Some(40)) && !invisible(2, Some(40)) && !invisible(2, None));
    }
}
