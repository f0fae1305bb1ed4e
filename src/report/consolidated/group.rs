//! Groups of sheets: each has a colour of its own on the tabs, explained in 目次.

use rust_xlsxwriter::Color;

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// What came out.
    Results,
    /// The mid-term review.
    Review,
    /// What came in.
    Submissions,
    /// Every record.
    Records,
    /// What it means, and whether it agrees.
    Explanations,
}

impl Group {
    /// The word for readers.
    pub(super) fn label(self) -> &'static str {
        match self {
            Group::Results => "結果",
            Group::Review => "中間見直し",
            Group::Submissions => "提出と検査",
            Group::Records => "明細",
            Group::Explanations => "説明と検算",
        }
    }

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
