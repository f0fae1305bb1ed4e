//! Whom the papers are for.

use crate::report::request::{Meeting, Meetings};
use crate::schema::Plan;
use crate::sheet::style;

/// What stands on every page that must not leave the office.
pub(super) const INTERNAL: &str = "庁内限り";

/// Whom the papers are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// The committee: people from outside, and everyone who reads its papers afterwards.
    Committee,
    /// The city's own body, which also sees who reported and what the check found.
    Headquarters,
}

impl Audience {
    /// Title of the workbook and of its cover.
    pub(super) fn title(self) -> &'static str {
        match self {
            Audience::Committee => "委員会資料",
            Audience::Headquarters => "本部資料",
        }
    }

    /// Name of the body, if the plan has it.
    pub(super) fn meeting(self, plan: &Plan) -> Option<&str> {
        match self {
            Audience::Committee => plan.meetings.committee.as_deref(),
            Audience::Headquarters => plan.meetings.headquarters.as_deref(),
        }
    }

    /// The meeting for which the papers are.
    pub(super) fn meets(self, meetings: Meetings) -> Meeting {
        match self {
            Audience::Committee => meetings.committee,
            Audience::Headquarters => meetings.headquarters,
        }
    }

    /// The header of a page: `head` at the left, the paper's number at the right, so that every printed page carries it.
    pub(super) fn header(self, head: &str, number: &str) -> String {
        let font = style::FONT;
        let right = match self {
            Audience::Committee => number.to_owned(),
            Audience::Headquarters => format!("【{INTERNAL}】 {number}"),
        };
        format!("&L&\"{font},Regular\"&9{head}&R&\"{font},Bold\"&12{}", right.trim_end())
    }
}
