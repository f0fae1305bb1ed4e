//! Groups of sheets: each has a colour of its own on the tabs, explained in 目次.

use crate::terms::named;
use rust_xlsxwriter::Color;

named! {
    /// What a sheet is for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum Group.label {
        /// What came out.
        Results = "結果",
        /// The mid-term review.
        Review = "中間見直し",
        /// What came in.
        Submissions = "提出と検査",
        /// Every record.
        Records = "明細",
        /// What it means, and whether it agrees.
        Explanations = "説明と検算",
    }
}

impl Group {
    /// Its colour, and that of letters on it. In grey they run from dark to light.
    pub(super) fn on_colour(self) -> (u32, u32) {
        const INK: u32 = 0x1F_29_37;
        const WHITE: u32 = 0xFF_FF_FF;
        match self {
            Group::Results => (0x24_3B_5A, WHITE),
            Group::Review => (0x4A_7B_A6, WHITE),
            Group::Submissions => (0xFF_E8_A8, INK),
            Group::Records => (0xA9_C6_DA, INK),
            Group::Explanations => (0xE7_EC_F3, INK),
        }
    }

    /// The colour of its tabs.
    pub(super) fn colour(self) -> Color {
        Color::RGB(self.on_colour().0)
    }
}
