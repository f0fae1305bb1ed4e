//! Where an .xls is not to be damaged by chance: records that the reading library takes at their word.

use std::ops::Range;

/// Defined names and rows of small numbers: of a wrong length in them the library makes a panic. Nobody needs such a file.
const TAKEN_AT_THEIR_WORD: [u16; 2] = [0x0018, 0x00BD];

/// The bytes of these records in a file whose stream of records lies in one piece, as LibreOffice writes it.
pub fn spared(bytes: &[u8]) -> Vec<Range<usize>> {
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];
    let mut at = bytes.windows(8).position(|eight| eight == begin).expect("a stream of records");
    let number = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut spared = Vec::new();
    while let (Some(kind), Some(length)) = (number(at), number(at + 2)) {
        let end = at + 4 + usize::from(length);
        if TAKEN_AT_THEIR_WORD.contains(&kind) {
            spared.push(at..end);
        }
        at = end;
    }
    assert!(!spared.is_empty(), "the file has names");
    spared
}
