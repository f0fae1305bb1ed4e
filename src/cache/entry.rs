//! The bytes of an entry: what it was made from, a checksum, and what is kept.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A SHA-256.
pub(super) type Sum = [u8; 32];

/// First bytes of every entry; the last counts versions of this file's layout.
const MARK: [u8; 8] = *b"matome\0\x02";

/// No entry is longer: what a sound form gives is a thousandth of it.
pub(super) const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// What decides what is kept of a file. An entry holds only for the very same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// Program, plan, form, limits and round.
    pub(super) basis: Sum,
    /// What earlier rounds reported.
    pub(super) past: Sum,
    /// The file's name and bytes.
    pub(super) file: Sum,
}

/// In place of [`Key::past`]: the file itself says what its form printed of the past.
const PAST_IS_OWN: Sum = [0; 32];

/// Why an entry is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It is not as it was written, or was written by something else.
    Damaged,
    /// Another program, plan, form or other limits made it.
    Older,
    /// The file has changed since, or what earlier rounds reported.
    Outdated,
}

/// The bytes of an entry; nothing for what cannot be kept.
pub(super) fn packed(key: &Key, kept: &impl Serialize, past_is_own: bool) -> Option<Vec<u8>> {
    let past = if past_is_own { PAST_IS_OWN } else { key.past };
    let head = [MARK.as_slice(), &key.basis, &past, &key.file].concat();
    let body = postcard::to_stdvec(kept).ok()?;
    let bytes = [head.as_slice(), &checksum(&head, &body), &body].concat();
    (bytes.len() as u64 <= MOST_BYTES).then_some(bytes)
}

/// What an entry holds, if it was made for this key.
pub(super) fn unpacked<'b, K: Deserialize<'b>>(bytes: &'b [u8], key: &Key) -> Result<K, Unusable> {
    let take = |bytes: &'b [u8]| bytes.split_first_chunk::<32>().ok_or(Unusable::Damaged);
    let rest = bytes.strip_prefix(&MARK).ok_or(Unusable::Damaged)?;
    let (basis, rest) = take(rest)?;
    let (past, rest) = take(rest)?;
    let (file, rest) = take(rest)?;
    let head = &bytes[..bytes.len() - rest.len()];
    let (sum, body) = take(rest)?;
    if *sum != checksum(head, body) {
        return Err(Unusable::Damaged);
    }
    if *basis != key.basis {
        return Err(Unusable::Older);
    }
    if *file != key.file || (*past != PAST_IS_OWN && *past != key.past) {
        return Err(Unusable::Outdated);
    }
    match postcard::take_from_bytes(body) {
        Ok((kept, [])) => Ok(kept),
        _ => Err(Unusable::Damaged),
    }
}

fn checksum(head: &[u8], body: &[u8]) -> Sum {
    Sha256::new().chain_update(head).chain_update(body).finalize().into()
}
