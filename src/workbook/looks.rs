//! How the cells of the binary formats look, as far as that takes back or hides what they say: fonts that strike out,
//! raise or blend in, runs of rich text, hidden rows and columns, diagonal lines. The library gives none of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::letters::{Letters, Piece, noticed, whole};
use crate::terms::CellRef;

/// The numbers of white in the palette.
pub(super) const WHITES: [u32; 3] = [1, 9, 65];

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
}

/// How the cells of one sheet look.
#[derive(Debug, Default)]
pub(super) struct SheetLooks {
    pub(super) pieces: BTreeMap<CellRef, Arc<[Piece]>>,
    pub(super) crossed_out: BTreeSet<CellRef>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
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

    /// Letters of this font in a cell of this format.
    fn letters(&self, font: usize, format: Format) -> Letters {
        let font = self.fonts.get(font).copied().unwrap_or_default();
        let is_white = WHITES.contains(&font.colour);
        let invisible = match format.behind {
            Some(None) => is_white,
            Some(Some(fill)) => font.colour == fill || is_white && WHITES.contains(&fill),
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
