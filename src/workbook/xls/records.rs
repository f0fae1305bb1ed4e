//! The stream of records of an Excel 97–2003 workbook, and the numbers in them.

/// Records of the workbook stream: number and data, ending at the end of the stream or of what is whole.
pub(super) fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let head = rest.first_chunk::<4>()?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let len = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = rest.get(4..4 + len)?;
        rest = &rest[4 + len..];
        Some((kind, data))
    })
}

/// Records of the part of one sheet: those of a chart or another part inside it are left out.
pub(super) fn records_of_sheet(part: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut depth = 0;
    let own = records(part).map_while(move |(kind, data)| match kind {
        0x0809 => {
            depth += 1;
            Some(None)
        }
        0x000A if depth <= 1 => None,
        0x000A => {
            depth -= 1;
            Some(None)
        }
        _ => Some((depth <= 1).then_some((kind, data))),
    });
    own.flatten()
}

/// Two bytes, the low one first; nothing is zero.
pub(super) fn le16(data: &[u8], at: usize) -> u32 {
    match data.get(at..at + 2) {
        Some(pair) => u32::from(u16::from_le_bytes([pair[0], pair[1]])),
        None => 0,
    }
}

/// Four bytes, the lowest first; nothing is zero.
pub(super) fn le32(data: &[u8], at: usize) -> u32 {
    le16(data, at) | (le16(data, at + 2) << 16)
}
