//! How an indicator stands: one word for the reader, with its reason where nothing can be said.

use crate::terms::named;
use serde::Serialize;

named! {
    /// How an indicator stands at its newest value, in the order of the questions asked.
    ///
    /// | question | status |
    /// |---|---|
    /// | Is there a value, something to compare it with, and are its digits known? | else `undecidable` |
    /// | Does it reach the target? | `achieved` |
    /// | Is it worse than the value before it? | `falling_back` |
    /// | Level, increment: does the line from the start through it reach the target in time? | `on_course`, else `short`; `undecidable` without a second point |
    /// | Target of single years, band, target year over | `short` |
    ///
    /// The value before it is the nearest earlier actual, else the newest past actual of the plan, else the baseline. Worse
    /// means lower (higher where lower is better), or farther from the middle of the band, beyond what 約 leaves open.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum IndicatorStatus.label {
        /// 達成: the newest value reaches the target.
        Achieved = "達成",
        /// 達成見込み: not reached yet; the outlook reaches the target in the target year.
        OnCourse = "達成見込み",
        /// ペース不足: not reached, and the outlook does not reach the target; for targets of single years, bands and target
        /// years that are over: missed, but not worse than before.
        Short = "ペース不足",
        /// 後退: not reached, and worse than the value before it.
        FallingBack = "後退",
        /// 判定できない: see the reason.
        Undecidable = "判定できない",
    }
}

named! {
    /// Why an indicator's status cannot be told; notes are in this order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum UndecidableReason.label {
        /// No value that counts; the actual's `missing` says why.
        NoValue = "実績の値がない",
        /// Half a year of a target that holds for whole years.
        HalfYear = "毎年度の目標に対して半年分の実績しかない",
        /// The year before, against which the target is set, has no actual.
        NothingToCompare = "比べる前年度の実績がない",
        /// 約 hides the digits that decide.
        Approximate = "「約」の値で、下の桁によって判定が変わる",
        /// No baseline and no earlier actual to draw a line from.
        NoSecondPoint = "基準値も前の実績もなく、見通しを立てられない",
    }
}
