//! The records that parts of an Excel binary workbook are made of.

/// Records of a part: a number and a length, both in groups of seven bits, then as many bytes. Ends where no whole
/// record follows.
pub(super) fn records(part: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let kind = seven_bit_groups(&mut rest, 2)?;
        let len = seven_bit_groups(&mut rest, 4)? as usize;
        let (data, tail) = rest.split_at_checked(len)?;
        rest = tail;
        Some((kind, data))
    })
}

/// A little-endian number in at most `most` groups of seven bits.
fn seven_bit_groups(rest: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0_u32;
    for group in 0..most {
        let (first, tail) = rest.split_first()?;
        *rest = tail;
        number |= u32::from(first & 0x7F) << (7 * group);
        if first & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

pub(super) fn le16(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

pub(super) fn le32(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

pub(super) fn float(data: &[u8]) -> Option<f64> {
    data.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
}

/// A text with its length before it, and what follows; no text for a length of all ones.
pub(super) fn text_at(data: &[u8]) -> Option<(Option<String>, &[u8])> {
    let (length, rest) = data.split_first_chunk()?;
    let length = u32::from_le_bytes(*length);
    if length == u32::MAX {
        return Some((None, rest));
    }
    let (units, rest) = rest.split_at_checked((length as usize).checked_mul(2)?)?;
    let units = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some((Some(text.collect()), rest))
}
