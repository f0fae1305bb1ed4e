//! What was said of a publication: the committee's opinions with the city's answers, and corrections.

use askama::Template;

use super::words;
use crate::publish::Public;
use crate::schema::{CorrectionNote, Opinion};
use crate::terms::ProgramNo;

/// An opinion of the committee beside the city's answer.
#[derive(Debug, Template)]
#[template(path = "opinion.html")]
pub(super) struct OpinionView {
    said: Vec<String>,
    answer: Vec<String>,
}

impl OpinionView {
    /// Of an opinion; one that is not answered yet says so.
    pub(super) fn of(opinion: &Opinion) -> OpinionView {
        let answer = opinion.answer.as_deref().unwrap_or("回答を準備しています。");
        OpinionView { said: words::lines(&opinion.text), answer: words::lines(answer) }
    }
}

/// What stands over the opinions: whose they are.
pub(super) fn opinions_heading(public: &Public) -> String {
    let committee = public.about.committee.as_deref().unwrap_or("委員会");
    format!("{committee}の意見と市の考え方")
}

/// A correction (正誤).
#[derive(Debug, Template)]
#[template(path = "correction.html")]
pub(super) struct CorrectionView {
    date: String,
    program: Option<String>,
    text: String,
    before: String,
    after: String,
}

impl CorrectionView {
    /// Of a correction.
    pub(super) fn of(public: &Public, correction: &CorrectionNote) -> CorrectionView {
        let name = |no: ProgramNo| {
            let program = public.programs.iter().find(|program| program.no == no);
            format!("No.{no} {}", program.map_or("", |program| program.name.as_str()))
        };
        CorrectionView {
            date: words::day_of(&correction.date),
            program: correction.program.map(name),
            text: correction.text.clone(),
            before: correction.before.clone().unwrap_or_default(),
            after: correction.after.clone().unwrap_or_default(),
        }
    }

    /// All of them.
    pub(super) fn all(public: &Public) -> Vec<CorrectionView> {
        public.corrections.iter().map(|own| CorrectionView::of(public, own)).collect()
    }
}
