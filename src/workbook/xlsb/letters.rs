//! The records of an Excel binary workbook that say how its cells look.

use super::cells::Record;
use super::records::{le16, le32, records};
use crate::terms::CellRef;
use crate::workbook::looks::{Font, Format, Looks, Rich, SheetLooks, WHITE_NUMBER};

/// Reads the fonts, fills and cell formats of the part of styles, and the strings with runs.
pub(super) fn read(styles: &[u8], strings: &[u8]) -> Looks {
    let mut looks = Looks::default();
    let mut fills = Vec::new();
    let mut crossed = Vec::new();
    let mut are_of_cells = false;
    for (kind, data) in records(styles) {
        let number = |at: usize| le16(data, at).unwrap_or(0);
        match kind {
            // A font: its size, flags, weight, position, four small numbers, its colour.
            0x2B => looks.fonts.push(Font {
                struck: number(2) & 0x0008 != 0,
                raised: number(6) == 1,
                colour: colour(data.get(12..).unwrap_or_default()),
            }),
            // A fill: its pattern, then the colours before and behind.
            0x2D => fills.push(match le32(data, 0) {
                Some(0) => Some(None),
                Some(1) => Some(Some(colour(data.get(4..).unwrap_or_default()))),
                _ => None,
            }),
            // Borders: which diagonals are drawn, four sides of ten bytes, then the line of the diagonals.
            0x2E => {
                let drawn = data.first().is_some_and(|flags| flags & 3 != 0);
                crossed.push(drawn && data.get(41).is_some_and(|line| *line != 0));
            }
            0x0269 => are_of_cells = true,
            0x026A => are_of_cells = false,
            0x2F if are_of_cells => {
                let of = |at: usize| usize::from(number(at));
                looks.formats.push(Format {
                    font: of(4),
                    behind: fills.get(of(6)).copied().flatten(),
                    crossed: crossed.get(of(8)).copied().unwrap_or(false),
                });
            }
            _ => {}
        }
    }
    let texts = records(strings).filter(|(kind, _)| *kind == 0x13);
    for (number, (_, data)) in (0..).zip(texts) {
        if let Some(rich) = rich(data) {
            looks.rich.insert(number, rich);
        }
    }
    looks
}

/// A colour as a number: that of the palette, or one that no other colour has.
fn colour(data: &[u8]) -> u32 {
    /// Automatic: black on paper.
    const AUTOMATIC: u32 = 0x7FFF;
    let [kind, index, low, high, red, green, blue, ..] = *data else { return AUTOMATIC };
    let tint = u32::from(u16::from_le_bytes([low, high]));
    match (kind >> 1, index) {
        (1, index) => u32::from(index),
        (2, _) => u32::from_be_bytes([1, red, green, blue]),
        (3, 0) if tint == 0 => WHITE_NUMBER,
        (3, theme) => 0x0200_0000 | u32::from(theme) << 16 | tint,
        _ => AUTOMATIC,
    }
}

/// A string with runs: flags, the text, then the first letter and the font of each run.
fn rich(data: &[u8]) -> Option<Rich> {
    let (flags, rest) = data.split_first()?;
    if flags & 1 == 0 {
        return None;
    }
    let count = le32(rest, 0)? as usize;
    let (units, rest) = rest.get(4..)?.split_at_checked(count.checked_mul(2)?)?;
    let units: Vec<u16> =
        units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let runs = rest.get(4..)?.chunks_exact(4).take(le32(rest, 0)? as usize);
    let runs = runs.filter_map(|run| Some((le16(run, 0)?.into(), le16(run, 2)?.into())));
    Rich::of(units, runs.collect())
}

/// Reads the part of one sheet.
pub(super) fn sheet(looks: &Looks, part: &[u8]) -> SheetLooks {
    let mut found = SheetLooks::default();
    let mut row = 0;
    let mut before = None;
    for (kind, data) in records(part) {
        match kind {
            // The view: whether zeros are shown.
            0x89 => found.hides_zeros |= le16(data, 0).is_some_and(|flags| flags & 0x10 == 0),
            // A row: its number, its style, its height, two bytes of flags.
            0x00 => {
                row = le32(data, 0).unwrap_or(u32::MAX);
                before = None;
                if row <= CellRef::LAST_ROW && data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    found.hidden_rows.insert(row);
                }
            }
            // Columns: first and last, width, style, flags.
            0x3C => {
                let bounds = (le32(data, 0), le32(data, 4), le16(data, 16));
                if let (Some(first), Some(last), Some(flags)) = bounds
                    && flags & 1 != 0
                {
                    found.hide_columns(first, last);
                }
            }
            0x01..=0x12 | 0x3E => {
                let Some(record) = Record::of(kind, data, before) else { continue };
                before = Some(record.col);
                let Some(at) = CellRef::on_sheet(row, record.col) else { continue };
                if record.kind == 1 {
                    looks.blank(at, record.style, &mut found);
                } else {
                    let shared = le32(record.body, 0).filter(|_| record.kind == 7);
                    let rich = shared.and_then(|number| looks.rich.get(&number));
                    looks.note(at, record.style, rich, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of fewer than 128 bytes.
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let [low, high] = [(kind & 0x7F) as u8, (kind >> 7) as u8];
        let head = if kind < 0x80 { vec![low] } else { vec![low | 0x80, high] };
        [head, vec![data.len() as u8], data.to_vec()].concat()
    }

    fn font(struck: bool, colour: [u8; 8]) -> Vec<u8> {
        let mut data = vec![0, 0, if struck { 8 } else { 0 }, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        data.extend(colour);
        record(0x2B, &data)
    }

    fn words(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let length = (units.len() as u32).to_le_bytes();
        let letters = units.into_iter().flat_map(u16::to_le_bytes);
        length.into_iter().chain(letters).collect()
    }

    #[test]
    fn fonts_runs_and_hidden_places_are_found() {
        let (black, white) = ([0; 8], [4, 0, 0, 0, 255, 255, 255, 255]);
        let format = |font: u8| record(0x2F, &[0, 0, 0, 0, font, 0, 0, 0, 0, 0]);
        let styles = [
            [font(false, black), font(true, black), font(false, white)].concat(),
            record(0x2D, &[0; 20]),
            record(0x2E, &[0; 60]),
            record(0x0269, &[]),
            [format(0), format(1), format(2)].concat(),
            record(0x026A, &[]),
        ];
        let rich = [vec![1], words("旧新"), vec![1, 0, 0, 0, 1, 0, 1, 0]].concat();
        let strings = record(0x13, &rich);
        let cell = |col: u8, style: u8, kind: u16, body: &[u8]| {
            record(kind, &[&[col, 0, 0, 0, style, 0, 0, 0][..], body].concat())
        };
        let sheet = [
            record(0x89, &[0xCC, 0x03]),
            record(0x3C, &[3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
            record(0x00, &[6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10]),
            cell(0, 0, 7, &[0, 0, 0, 0]),
            cell(1, 1, 5, &[0; 8]),
            cell(2, 2, 5, &[0; 8]),
            cell(5, 0, 5, &[0; 8]),
        ];
        let looks = read(&styles.concat(), &strings);
        let found = super::sheet(&looks, &sheet.concat());
        let at = |col| CellRef::new(6, col);
        let pieces: Vec<CellRef> = found.pieces.keys().copied().collect();
        assert_eq!(pieces, [at(0), at(1), at(2)]);
        let texts: Vec<(&str, bool)> = found.pieces[&at(0)]
            .iter()
            .map(|piece| (piece.text.as_str(), piece.letters.struck))
            .collect();
        assert_eq!(texts, [("旧", false), ("新", true)]);
        assert!(found.pieces[&at(1)][0].letters.struck);
        assert!(found.pieces[&at(2)][0].letters.invisible);
        assert_eq!(found.hidden_rows.iter().copied().collect::<Vec<_>>(), [6]);
        assert_eq!(found.hidden_cols.iter().copied().collect::<Vec<_>>(), [3, 4]);
        assert!(found.hides_zeros);
        let shown = super::sheet(&looks, &record(0x89, &[0xDC, 0x03]));
        assert!(!shown.hides_zeros);
    }
}
