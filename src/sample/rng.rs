//! Random numbers that are the same on every machine: splitmix64, seeded by what they are drawn for.
//!
//! Every cell draws from its own stream, so that a field added to the form leaves the others as they were.

use crate::terms::count;
use std::fmt::Display;

/// A stream of random numbers.
pub(super) struct Rng(u64);

impl Rng {
    /// The stream for one purpose: the seed and whatever names the purpose.
    pub(super) fn keyed(seed: u64, parts: &[&dyn Display]) -> Rng {
        // FNV-1a over the parts; splitmix64 then scatters what FNV leaves close together.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
        for part in parts {
            for byte in part.to_string().bytes().chain([0x1f]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        let mut rng = Rng(hash);
        rng.next();
        rng
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        // The remainder is below `span`, which fits.
        low + u32::try_from(self.next() % span).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.between(0, 99) < percent
    }

    /// One of `items`; `None` if there is none.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = count(items.len().checked_sub(1)?);
        items.get(self.between(0, last) as usize)
    }

    /// `items` in random order.
    pub(super) fn shuffled<'a, T>(&mut self, items: &'a [T]) -> Vec<&'a T> {
        let mut keyed: Vec<(u64, usize, &T)> =
            items.iter().enumerate().map(|(index, item)| (self.next(), index, item)).collect();
        keyed.sort_by_key(|(key, index, _)| (*key, *index));
        keyed.into_iter().map(|(_, _, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_its_purpose_only() {
        let draw = |seed, parts: &[&dyn Display]| Rng::keyed(seed, parts).next();
        assert_eq!(draw(1, &[&12, &"rating"]), draw(1, &[&12, &"rating"]));
        assert_ne!(draw(1, &[&12, &"rating"]), draw(2, &[&12, &"rating"]));
        assert_ne!(draw(1, &[&12, &"rating"]), draw(1, &[&1, &"2rating"]));
    }

    #[test]
    fn draws_stay_in_their_bounds() {
        let mut rng = Rng::keyed(7, &[&"bounds"]);
        assert!((0..1000).all(|_| (3..=5).contains(&rng.between(3, 5))));
        assert_eq!(rng.pick::<u8>(&[]), None);
        assert_eq!(rng.shuffled(&[1, 2, 3]).len(), 3);
    }
}
