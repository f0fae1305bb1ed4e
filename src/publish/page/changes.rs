//! The page of changes: since the last publication, since the round before, of values reported wrong, and of the plan.

use askama::Template;

use super::amount::Shown;
use super::frame::{Frame, Page};
use super::indicator::correction;
use super::mark::RatingMark;
use super::review::Review;
use super::said::CorrectionView;
use super::words;
use crate::analysis::{RatingState, Way};
use crate::publish::{Action, Change, Public, PublicIndicator, PublicProgram};
use crate::terms::ProgramNo;

/// The page of changes.
#[derive(Debug, Template)]
#[template(path = "changes.html")]
pub(super) struct ChangesPage {
    frame: Frame,
    year: String,
    lead: Vec<String>,
    version: String,
    published: Vec<String>,
    program_word: String,
    movement: Option<String>,
    moved: Vec<Moved>,
    moved_caption: String,
    corrected: Vec<String>,
    review: Option<Review>,
    corrections: Vec<CorrectionView>,
}

#[derive(Debug)]
struct Moved {
    no: ProgramNo,
    name: String,
    before: RatingMark,
    now: RatingMark,
    way: &'static str,
}

impl ChangesPage {
    /// Of a publication.
    pub(super) fn of(public: &Public) -> ChangesPage {
        let about = &public.about;
        let movement = public.sentences.movement.as_deref();
        let before = public.programs.iter().find_map(|program| program.earlier.last());
        let rounds = before.map(|(before, _)| {
            format!("{}と{}を比べたもの", words::end_of(*before), words::end_of(about.round))
        });
        ChangesPage {
            frame: Frame::of(public, Page::Changes),
            year: words::end_of(about.round),
            lead: vec![
                "前の公表、前の年度、計画から変わったところを、ここに集めました。".to_owned(),
            ],
            version: version(public),
            published: published(public),
            program_word: about.words.program.clone(),
            movement: movement.map(|text| words::western(text, super::years(public))),
            moved: public.programs.iter().filter_map(|own| moved(public, own)).collect(),
            moved_caption: rounds.unwrap_or_default(),
            corrected: corrected(public),
            review: public.review.as_ref().map(|own| Review::of_plan(public, own)),
            corrections: CorrectionView::all(public),
        }
    }
}

/// Changes that are listed on the page; all of them are in the data.
const LISTED: usize = 300;

fn version(public: &Public) -> String {
    let edition = &public.edition;
    let since = match edition.changes.len() {
        0 => "前に公表したものから変わったところはありません(初めての公表のときも同じです)。"
            .to_owned(),
        len => format!("前に公表したものから、次の{len}か所が変わりました。"),
    };
    format!("データの版は{}です。{since}", edition.version)
}

/// What changed since the last publication.
fn published(public: &Public) -> Vec<String> {
    let changes = &public.edition.changes;
    let mut said: Vec<String> = changes.iter().take(LISTED).map(change).collect();
    if changes.len() > LISTED {
        let rest = changes.len() - LISTED;
        said.push(format!("ほかの{rest}か所は、データの「更新履歴」にあります。"));
    }
    said
}

fn change(change: &Change) -> String {
    let row = match change.program {
        Some(no) => format!("No.{no}"),
        None => change.key.clone(),
    };
    let place = [change.table_title.as_str(), &row, &change.column_title];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let place = place.join(" ");
    let or_empty =
        |text: &str| if text.is_empty() { "空欄".to_owned() } else { format!("「{text}」") };
    match change.action {
        Action::Changed => format!(
            "{place}:{}から{}に変わりました。",
            or_empty(&change.before),
            or_empty(&change.after)
        ),
        Action::Added => format!("{place}:加わりました。"),
        Action::Removed => format!("{place}:なくなりました。"),
        Action::First => format!("{place}:初めて公表しました。"),
    }
}

/// A program that stands otherwise than in the round before.
fn moved(public: &Public, program: &PublicProgram) -> Option<Moved> {
    let scale = &public.about.scale;
    let (now, (_, before)) = (program.rating.as_ref()?, program.earlier.last()?);
    let movement = public.ratings.as_ref()?.movement.as_ref()?;
    if movement.refused.is_some() || now == before {
        return None;
    }
    let own = movement.moved.iter().find(|own| own.program_no == program.no);
    let way = match (own.map(|own| own.way), now) {
        (Some(Way::Rose), _) => "上がった",
        (Some(Way::Fell), _) => "下がった",
        (_, RatingState::Rated(_)) => "評価が付いた",
        (_, _) => "評価が付かない",
    };
    Some(Moved {
        no: program.no,
        name: program.name.clone(),
        before: RatingMark::of(scale, before),
        now: RatingMark::of(scale, now),
        way,
    })
}

/// Values that a later report put right.
fn corrected(public: &Public) -> Vec<String> {
    let of = |own: &PublicIndicator| {
        let shown = Shown::of(own);
        let name = format!("No.{} 「{}」", own.figure.program_no, own.figure.name);
        let actuals = own.figure.actuals.iter();
        let said = actuals.filter_map(|actual| correction(actual, &shown, public.about.round));
        said.map(|said| format!("{name} {said}")).collect::<Vec<String>>()
    };
    public.indicators.iter().flat_map(of).collect()
}
