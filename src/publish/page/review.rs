//! What the mid-term review came to: what changes in the plan, program by program, and what came of the studies.

use askama::Template;

use super::words::{self, Link};
use crate::analysis::{ChangeKind, PlanChange, StudyFigure};
use crate::publish::{Public, PublicReview};
use crate::terms::ProgramNo;

/// The review of the plan, or of one program.
#[derive(Debug, Template)]
#[template(path = "review.html")]
pub(super) struct Review {
    sentence: String,
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    /// What stands over it; nothing on the page of a program.
    heading: Option<String>,
    programs: Vec<Program>,
}

/// All that changes of a program.
#[derive(Debug)]
struct Program {
    no: ProgramNo,
    /// To its page, from any other.
    link: Option<Link>,
    changes: Vec<Change>,
    /// Each reason once.
    reasons: Vec<String>,
}

#[derive(Debug)]
struct Change {
    kind: String,
    item: String,
    old: String,
    new: String,
}

impl Review {
    /// Of the plan.
    pub(super) fn of_plan(public: &Public, review: &PublicReview) -> Review {
        let words = &public.about.words;
        let changes = by_program(public, changes(public, review), true);
        let studies = by_program(public, studies(public, review), true);
        let changes = Group { heading: Some("変わるところ".to_owned()), programs: changes };
        let heading = Some(format!("{}{}の結論", words.study, words.program));
        let groups = [changes, Group { heading, programs: studies }];
        Review {
            sentence: sentence(review),
            groups: groups.into_iter().filter(|group| !group.programs.is_empty()).collect(),
        }
    }

    /// Of a program; `None` if there is nothing to say of it.
    pub(super) fn of_program(
        public: &Public,
        review: &PublicReview,
        no: ProgramNo,
    ) -> Option<Review> {
        let all = changes(public, review).into_iter().chain(studies(public, review));
        let own: Vec<Told> = all.filter(|told| told.no == no).collect();
        let programs = by_program(public, own, false);
        (!programs.is_empty()).then(|| Review {
            sentence: sentence(review),
            groups: vec![Group { heading: None, programs }],
        })
    }
}

fn sentence(review: &PublicReview) -> String {
    let from = words::year(review.from);
    match (review.is_draft, review.changes.len()) {
        (true, _) => format!(
            "中間見直しで担当課から出された案です。まだ決まったものではありません。決まれば、{from}からの計画になります。"
        ),
        (false, 0) => format!("{from}からの計画に、変わるところはありません。"),
        (false, _) => format!("中間見直しにより、{from}から計画が次のように変わりました。"),
    }
}

/// A change with the program that it is of.
struct Told {
    no: ProgramNo,
    change: Change,
    reason: String,
}

fn changes(public: &Public, review: &PublicReview) -> Vec<Told> {
    let told = |own: &PlanChange| Told {
        no: own.program_no,
        change: change(public, own),
        reason: own.reason.clone(),
    };
    review.changes.iter().map(told).collect()
}

fn change(public: &Public, change: &PlanChange) -> Change {
    let has_years =
        matches!(change.what, ChangeKind::Target | ChangeKind::Indicator | ChangeKind::Schedule);
    let said = |text: &str| {
        let text = match has_years {
            true => words::long_years(text, super::years(public)),
            false => text.to_owned(),
        };
        text.replace('→', "続き")
    };
    let new = match change.new.as_str() {
        "" => "なくなります".to_owned(),
        new => said(new),
    };
    Change {
        kind: change.what.label().to_owned(),
        item: change.item.clone(),
        old: said(&change.old),
        new,
    }
}

/// The studies with a verdict. What they become stands among the changes, and so does why.
fn studies(public: &Public, review: &PublicReview) -> Vec<Told> {
    let told = |own: &StudyFigure| {
        let into = own.merged_into.map(|into| format!("{}にまとめます", name(public, into)));
        let change = Change {
            kind: own.verdict.clone()?,
            item: String::new(),
            old: String::new(),
            new: into.unwrap_or_default(),
        };
        let is_said = review.changes.iter().any(|change| change.program_no == own.program_no);
        let reason = own.reason.clone().filter(|_| !is_said).unwrap_or_default();
        Some(Told { no: own.program_no, change, reason })
    };
    review.studies.iter().filter_map(told).collect()
}

fn by_program(public: &Public, all: Vec<Told>, leads: bool) -> Vec<Program> {
    let mut programs: Vec<Program> = Vec::new();
    for Told { no, change, reason } in all {
        if programs.last().is_none_or(|last| last.no != no) {
            let link = Link { word: name(public, no), to: format!("programs/{no}.html") };
            let link = leads.then_some(link);
            programs.push(Program { no, link, changes: Vec::new(), reasons: Vec::new() });
        }
        if let Some(last) = programs.last_mut() {
            last.changes.push(change);
            if !reason.is_empty() && !last.reasons.contains(&reason) {
                last.reasons.push(reason);
            }
        }
    }
    programs
}

fn name(public: &Public, no: ProgramNo) -> String {
    let program = public.programs.iter().find(|program| program.no == no);
    format!("No.{no} {}", program.map_or("", |program| program.name.as_str()))
}
