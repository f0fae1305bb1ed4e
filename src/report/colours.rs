//! The colours of a scale: fill and letters of each step.

use crate::schema::{Level, Standing};

/// Fill and letters of each step of a scale. Steps of the same standing get shades of their own, so that a scale of
/// four or five steps stays readable. In grey they run dark, light, middle, and the first step of each standing is 20 of
/// 100 or more in lightness (L*) from the others; letters keep a contrast of 4.5 : 1.
pub(super) fn step_colours(levels: &[Level]) -> Vec<(u32, u32)> {
    const INK_ON_LIGHT: u32 = 0x1F_29_37;
    const WHITE_ON_DARK: u32 = 0xFF_FF_FF;
    let colours = |standing: Standing| match standing {
        Standing::Ahead => [(0x16_3A_5C, WHITE_ON_DARK), (0x4A_7B_A6, WHITE_ON_DARK)],
        Standing::OnTrack => [(0x8F_B2_CA, INK_ON_LIGHT), (0xE6_EE_F4, INK_ON_LIGHT)],
        Standing::Behind => [(0xCC_42_55, WHITE_ON_DARK), (0x7E_1F_2E, WHITE_ON_DARK)],
    };
    let step = |(at, level): (usize, &Level)| {
        let before = levels[..at].iter().filter(|other| other.standing == level.standing);
        colours(level.standing)[before.count().min(1)]
    };
    levels.iter().enumerate().map(step).collect()
}
