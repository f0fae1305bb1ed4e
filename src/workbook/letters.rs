//! How the letters of a cell look, as far as that takes back or hides what they say: struck out, raised, in the colour
//! of what is behind them.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

/// How a stretch of letters looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letters {
    /// A line is drawn through them: in Japanese offices, they are deleted (見え消し).
    pub struck: bool,
    /// They stand raised and small, as marks of notes do.
    pub raised: bool,
    /// They have the colour of what is behind them.
    pub invisible: bool,
}

/// A stretch of a cell whose letters look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its text; empty where the piece is all that the cell holds.
    pub text: String,
    /// How it looks.
    pub letters: Letters,
}

/// How much of a cell looks in a way, such as struck out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Extent {
    /// Nothing but, maybe, white space.
    Nothing,
    /// Everything but, maybe, white space.
    Everything,
    /// A part. `part`: what looks so. `rest`: what is left.
    Part { part: String, rest: String },
}

/// The pieces of a cell; nothing where all of it looks as letters do.
pub(super) fn noticed(pieces: Vec<Piece>) -> Option<Arc<[Piece]>> {
    pieces.iter().any(|piece| piece.letters != Letters::default()).then(|| pieces.into())
}

/// A cell of which everything looks like this.
pub(super) fn whole(letters: Letters) -> Option<Arc<[Piece]>> {
    (letters != Letters::default()).then(|| [Piece { text: String::new(), letters }].into())
}

/// How much of these pieces looks so.
pub(super) fn extent(pieces: &[Piece], looks_so: fn(Letters) -> bool) -> Extent {
    // A piece without text is the whole cell.
    let is_blank = |piece: &&Piece| !piece.text.is_empty() && piece.text.trim().is_empty();
    let mut seen = pieces.iter().filter(|piece| !is_blank(piece));
    if !pieces.iter().any(|piece| looks_so(piece.letters) && !is_blank(&piece)) {
        return Extent::Nothing;
    }
    if seen.all(|piece| looks_so(piece.letters)) {
        return Extent::Everything;
    }
    let of = |is_so: bool| {
        let own = pieces.iter().filter(|piece| looks_so(piece.letters) == is_so);
        own.map(|piece| piece.text.as_str()).collect::<String>().trim().to_owned()
    };
    Extent::Part { part: of(true), rest: of(false) }
}

/// Red, green and blue.
pub(super) type Rgb = (u8, u8, u8);

/// White, which a cell without a fill is.
pub(super) const WHITE: Rgb = (255, 255, 255);

/// Black, which letters without a colour are.
pub(super) const BLACK: Rgb = (0, 0, 0);

/// `FFF8E1`, `#FFF8E1`, or `FFFFF8E1` with its opacity first.
pub(super) fn rgb(written: &str) -> Option<Rgb> {
    let digits = written.trim_start_matches('#');
    let number = u32::from_str_radix(digits.get(digits.len().checked_sub(6)?..)?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some((red, green, blue))
}

/// Whether letters of one colour cannot be told from what is behind them.
pub(super) fn blends(letters: Rgb, behind: Rgb) -> bool {
    /// Nobody reads letters of a smaller contrast (WCAG asks for 4.5).
    const LEAST: f64 = 1.3;
    let (one, other) = (luminance(letters), luminance(behind));
    (one.max(other) + 0.05) / (one.min(other) + 0.05) < LEAST
}

/// A part of a colour as a share of light.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// The relative luminance of a colour, as WCAG defines it.
fn luminance((red, green, blue): Rgb) -> f64 {
    // Every filled cell comes by here: powers are worked out once.
    static LINEAR: LazyLock<Vec<f64>> = LazyLock::new(|| (0..=u8::MAX).map(linear).collect());
    let linear = |part: u8| LINEAR.get(usize::from(part)).copied().unwrap_or_default();
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, struck: bool) -> Piece {
        Piece { text: text.to_owned(), letters: Letters { struck, ..Letters::default() } }
    }

    #[test]
    fn struck_text_is_told_from_white_space() {
        let struck = |pieces: &[Piece]| extent(pieces, |letters| letters.struck);
        assert_eq!(struck(&[]), Extent::Nothing);
        assert_eq!(struck(&[piece("62.3", false), piece(" ", true)]), Extent::Nothing);
        assert_eq!(struck(&[piece("", true)]), Extent::Everything);
        assert_eq!(struck(&[piece("62.3", true), piece("\n", false)]), Extent::Everything);
        let part = struck(&[piece("62.3", true), piece(" ", false), piece("65.1", false)]);
        assert_eq!(part, Extent::Part { part: "62.3".to_owned(), rest: "65.1".to_owned() });
    }

    #[test]
    fn colours_blend_where_nobody_tells_them_apart() {
        assert_eq!(rgb("FFFFF8E1"), Some((255, 248, 225)));
        assert_eq!(rgb("#ffffff"), Some(WHITE));
        assert_eq!((rgb("fff"), rgb("transparent")), (None, None));
        // White letters in the cells of the made form, and grey ones that can be read.
        assert!(blends(WHITE, (255, 248, 225)) && blends((255, 248, 225), WHITE));
        assert!(blends((30, 30, 30), BLACK) && !blends((191, 191, 191), WHITE));
        assert!(!blends((255, 0, 0), WHITE) && !blends(BLACK, (255, 248, 225)));
    }
}
