//! A program of the plan: its lines and its end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::focus::Focus;
use super::indicator::Indicator;
use super::tables::tables;
use crate::terms::{DirectionId, DivisionName, FiscalYear, ProgramNo, named};

named! {
    /// Whether a program is carried out or studied.
    #[cfg_attr(test, derive(Default))]
    #[derive(
        Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
    )]
    #[serde(rename_all = "snake_case")]
    pub enum ProgramKind.as_str {
        /// 実施.
        #[cfg_attr(test, default)]
        Implementation = "implementation",
        /// 検討.
        Study = "study",
    }
}

/// Something the source of the plan does not state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// The lead division.
    Lead,
    /// The schedule of activities.
    Schedule,
}

/// Further directions that print one program again, at most: the list of records has a column for each.
pub const MOST_REPEATS: usize = 8;

tables! {
    /// A program: one numbered item.
    pub struct Program {
        /// Number, unique in the plan.
        pub no: ProgramNo,
        /// Direction it belongs to.
        pub direction: DirectionId,
        /// Carried out or studied.
        pub kind: ProgramKind,
        /// Printed name.
        pub name: String,
        /// Lead division (担当課).
        pub lead: DivisionName,
        /// Related divisions as printed (関係課).
        pub related: String = default,
        /// What the source does not state.
        pub lacking: Vec<Lacking> = default,
        /// A remark for the administrator about the source.
        pub remark: Option<String>,
        /// Further directions that print this program again (再掲): their rows count it a second time, totals do not.
        pub also_in: Vec<DirectionId> = default,
        /// 主要管理項目: the committee follows it closely. `true`, or the fiscal years in which it is one.
        pub focus: Focus = default,
        /// Lines of the schedule, in printed order.
        pub activities: Vec<Activity> = default,
        /// Indicators; none means achievement is not applicable.
        pub indicators: Vec<Indicator> = default,
        /// Its end, if a revision has ended it; it stays in the plan.
        #[serde(skip)]
        pub end: Option<ProgramEnd>,
    }

    /// A line of a program's schedule (取組項目).
    pub struct Activity {
        /// Printed name.
        pub name: String,
        /// Planned phase per fiscal year of the plan, in its words: `→` continues the phase before, empty is none.
        pub phases: Vec<String>,
        /// Division that the line itself names.
        pub division: Option<DivisionName>,
        /// True where the source is damaged and the phases are a reading, not a certainty.
        pub uncertain: bool = default,
    }
}

/// The end of a program within the plan's period.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramEnd {
    /// Last fiscal year in which it was a program of its own.
    pub last_year: FiscalYear,
    /// How it ended.
    pub how: EndKind,
    /// Why, as the revision says.
    pub reason: String,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndKind {
    /// Nothing carries it on.
    Ended,
    /// Another program carries it on.
    MergedInto(ProgramNo),
}
