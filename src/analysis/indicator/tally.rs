//! How many indicators stand where: of the plan, and of one program.

use serde::Serialize;

use super::achieved::Achieved;
use super::figure::IndicatorFigure;
use super::status::IndicatorStatus;

/// How many indicators stand where. `indicators = achieved + not_achieved + undecided`, and the same number is the sum
/// of `statuses`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct IndicatorTally {
    /// All indicators.
    pub indicators: u32,
    /// Targets reached.
    pub achieved: u32,
    /// Targets not reached.
    pub not_achieved: u32,
    /// Nothing decided.
    pub undecided: u32,
    /// Indicators of which the size of the latest value is doubted; they are among the others.
    pub doubted: u32,
    /// The same indicators by how they stand.
    pub statuses: StatusCounts,
}

/// Indicators by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StatusCounts {
    /// 達成.
    pub achieved: u32,
    /// 達成見込み.
    pub on_course: u32,
    /// ペース不足.
    pub short: u32,
    /// 後退.
    pub falling_back: u32,
    /// 判定できない.
    pub undecidable: u32,
}

impl StatusCounts {
    /// All of them.
    pub fn all(&self) -> u32 {
        IndicatorStatus::ALL.into_iter().map(|status| self.of(status)).sum()
    }

    /// How many have this status.
    pub fn of(&self, status: IndicatorStatus) -> u32 {
        match status {
            IndicatorStatus::Achieved => self.achieved,
            IndicatorStatus::OnCourse => self.on_course,
            IndicatorStatus::Short => self.short,
            IndicatorStatus::FallingBack => self.falling_back,
            IndicatorStatus::Undecidable => self.undecidable,
        }
    }
}

impl IndicatorTally {
    pub(super) fn add(&mut self, achieved: Achieved, status: IndicatorStatus) {
        self.indicators += 1;
        match achieved {
            Achieved::Yes => self.achieved += 1,
            Achieved::No => self.not_achieved += 1,
            Achieved::Undecided => self.undecided += 1,
        }
        let statuses = &mut self.statuses;
        match status {
            IndicatorStatus::Achieved => statuses.achieved += 1,
            IndicatorStatus::OnCourse => statuses.on_course += 1,
            IndicatorStatus::Short => statuses.short += 1,
            IndicatorStatus::FallingBack => statuses.falling_back += 1,
            IndicatorStatus::Undecidable => statuses.undecidable += 1,
        }
    }

    /// All indicators in one phrase: `すべて達成`, `2件のうち1件が達成`; `None` without indicators.
    pub fn label(&self) -> Option<String> {
        match (self.indicators, self.achieved) {
            (0, _) => None,
            (1, 1) => Some("達成".to_owned()),
            (all, achieved) if all == achieved => Some("すべて達成".to_owned()),
            (all, achieved) => Some(format!("{all}件のうち{achieved}件が達成")),
        }
    }
}

/// Counts the indicators of a list.
pub(in crate::analysis) fn indicator_tally<'a>(
    figures: impl IntoIterator<Item = &'a IndicatorFigure>,
) -> IndicatorTally {
    let mut tally = IndicatorTally::default();
    for figure in figures {
        tally.add(figure.achieved, figure.status);
        tally.doubted += u32::from(figure.is_doubted());
    }
    tally
}
