//! The first page.

use askama::Template;

use super::card::ProgramCard;
use super::effects::Effects;
use super::frame::{Frame, Page, Step, steps};
use super::indicator::{IndicatorCard, StatusCount, statuses};
use super::mark::{RatingMark, status_meaning};
use super::review::Review;
use super::said::{CorrectionView, OpinionView, opinions_heading};
use super::tally::Tally;
use super::words::{self, Line};
use crate::analysis::{IndicatorStatus, RatingState};
use crate::publish::{Download, Public};
use crate::schema::Words;
use crate::terms::count;

/// The first page.
#[derive(Debug, Template)]
#[template(path = "index.html")]
pub(super) struct IndexPage {
    frame: Frame,
    heading: String,
    heading_parts: [String; 2],
    linked_data: String,
    lead: Vec<String>,
    steps: Vec<Step>,
    news: Option<String>,
    tally: Option<Tally>,
    indicators: Vec<IndicatorCard>,
    indicator_sentences: Vec<String>,
    statuses: Vec<StatusCount>,
    status_words: Vec<Line>,
    effects: Option<Effects>,
    words: Words,
    programs_note: String,
    program_count: String,
    groups: Vec<Group>,
    choices: Vec<Choice>,
    review: Option<Review>,
    opinions: Vec<OpinionView>,
    opinions_heading: String,
    licence: Option<Licence>,
    downloads: Vec<File>,
    notes: Vec<String>,
    corrections: Vec<CorrectionView>,
}

/// The programs of a direction.
#[derive(Debug)]
struct Group {
    id: String,
    name: String,
    size: String,
    programs: Vec<ProgramCard>,
}

/// A rating to filter by.
#[derive(Debug)]
struct Choice {
    value: String,
    word: String,
}

#[derive(Debug)]
struct Licence {
    text: String,
    to: Option<String>,
}

#[derive(Debug)]
struct File {
    word: String,
    to: String,
    text: String,
}

impl IndexPage {
    /// Of a publication.
    pub(super) fn of(public: &Public, linked_data: &str) -> IndexPage {
        let about = &public.about;
        let western = |text: &String| words::western(text, super::years(public));
        let first =
            |text: &String| text.split_inclusive('。').next().unwrap_or_default().to_owned();
        let indicators = public.sentences.indicators.as_ref().map(first);
        let status_words = IndicatorStatus::ALL
            .into_iter()
            .map(|status| Line::new(status.label(), status_meaning(status)));
        let missing = words::MISSING_WORDS.into_iter().map(|(word, text)| Line::new(word, text));
        let licence = about.licence.as_ref();
        IndexPage {
            frame: Frame::of(public, Page::Index),
            heading: format!("{}の進み具合", words::end_of(about.round)),
            heading_parts: [format!("{}の", words::end_of(about.round)), "進み具合".to_owned()],
            // Nothing in it can end the element that it stands in.
            linked_data: linked_data.replace('<', "\\u003c"),
            lead: public.sentences.ratings.iter().chain(&indicators).map(western).collect(),
            steps: steps(public),
            news: news(public),
            tally: public.ratings.as_ref().map(|ratings| Tally::of(public, ratings)),
            indicators: public
                .indicators
                .iter()
                .map(|own| IndicatorCard::of(public, own, true))
                .collect(),
            indicator_sentences: public.sentences.indicators.iter().map(western).collect(),
            statuses: statuses(public),
            status_words: status_words.chain(missing).collect(),
            effects: public.effects.as_ref().map(|effects| Effects::of(public, effects)),
            words: about.words.clone(),
            programs_note: programs_note(public),
            program_count: about.words.counted(public.programs.len()),
            groups: groups(public),
            choices: choices(public),
            review: public.review.as_ref().map(|own| Review::of_plan(public, own)),
            opinions: public.opinions.iter().map(OpinionView::of).collect(),
            opinions_heading: opinions_heading(public),
            licence: licence.map(|own| Licence { text: own.name.clone(), to: own.url.clone() }),
            downloads: public.downloads.iter().map(file).collect(),
            notes: notes(public),
            corrections: CorrectionView::all(public),
        }
    }
}

/// That there is something new on the page of changes.
fn news(public: &Public) -> Option<String> {
    let movement = public.ratings.as_ref().and_then(|ratings| ratings.movement.as_ref());
    let moved = movement.map_or(0, |movement| movement.moved.len());
    match (public.edition.changes.len(), moved) {
        (0, 0) => None,
        (0, moved) => {
            Some(format!("前回から進捗区分が変わった{}を見る", public.about.words.counted(moved)))
        }
        (changes, _) => Some(format!("前に公表したものから変わったところ({changes}件)を見る")),
    }
}

fn programs_note(public: &Public) -> String {
    let programs = public.about.words.counted(public.programs.len());
    let before = public.programs.iter().find_map(|program| program.earlier.last());
    let before =
        before.map(|(round, _)| format!("「前回」は{}のことです。", words::end_of(*round)));
    format!(
        "{programs}について、行ったこと、課題、これからのことをまとめました。名前を選ぶと、くわしいページが開きます。{}",
        before.unwrap_or_default()
    )
}

fn groups(public: &Public) -> Vec<Group> {
    let group = |direction: &crate::schema::Direction| {
        let own = public.programs.iter().filter(|own| own.direction_id == direction.id);
        let programs: Vec<ProgramCard> = own.map(|own| ProgramCard::of(public, own)).collect();
        Group {
            id: direction.id.to_string(),
            name: direction.name.clone(),
            size: public.about.words.counted(programs.len()),
            programs,
        }
    };
    public.about.directions.iter().map(group).filter(|own| !own.programs.is_empty()).collect()
}

/// Every state that a program is in, in the order of the tally.
fn choices(public: &Public) -> Vec<Choice> {
    let about = &public.about;
    let codes = about.scale.levels.iter().map(|level| RatingState::Rated(level.code.clone()));
    let reasons = about.not_rated.iter().cloned().map(RatingState::NotRated);
    let states = codes.chain(reasons).chain([RatingState::Unclear, RatingState::NotSubmitted]);
    let choice = |state: RatingState| {
        let same = public.programs.iter().filter(|own| own.rating.as_ref() == Some(&state));
        let same = count(same.count());
        let word = RatingMark::of(&about.scale, &state).text();
        (same > 0).then(|| Choice {
            value: state.label().to_owned(),
            word: format!("{word}({same}{})", about.words.counter),
        })
    };
    states.filter_map(choice).collect()
}

fn file(download: &Download) -> File {
    const KILO: usize = 1024;
    let size = match download.bytes.div_ceil(KILO).max(1) {
        kilo if kilo < KILO => format!("{kilo}KB"),
        kilo => format!("{}MB", kilo.div_ceil(KILO)),
    };
    File {
        word: download.title.clone(),
        to: download.path.clone(),
        text: format!("{} ・ {size}", download.media_word),
    }
}

fn notes(public: &Public) -> Vec<String> {
    let about = &public.about;
    let mut notes = vec![
        "年度は、4月1日から翌年の3月31日までです。金額や数の「▲」はマイナスを表します。".to_owned(),
        "進捗区分は、担当課がそれぞれの予定と比べて付けたものです。指標の状況は、このページに書いた決まりで数字から決めています。".to_owned(),
    ];
    let (programs, submitted) = about.submitted;
    if submitted < programs {
        notes.push(format!(
            "{}のうち{}から報告がありました。報告のないものは「未提出」として数えています。",
            about.words.counted(programs),
            about.words.counted(submitted)
        ));
    }
    notes.extend(about.remarks.iter().map(|text| words::western(text, super::years(public))));
    notes
}
