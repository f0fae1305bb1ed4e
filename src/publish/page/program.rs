//! The page of a program: everything public of it.

use askama::Template;

use super::card::ProgramCard;
use super::frame::{Frame, Page, page_of};
use super::indicator::IndicatorCard;
use super::mark::RatingMark;
use super::review::Review;
use super::said::{CorrectionView, OpinionView, opinions_heading};
use super::words::{self, Line, Link};
use crate::analysis::{RatingState, ScheduleLine, ScheduleYear};
use crate::form::{money_text, quantity_text};
use crate::publish::{Public, PublicActivity, PublicAnswer, PublicEffect, PublicProgram};
use crate::schema::ProgramKind;
use crate::terms::Yen;

/// The page of a program.
#[derive(Debug, Template)]
#[template(path = "program.html")]
pub(super) struct ProgramPage {
    frame: Frame,
    year: String,
    direction: String,
    card: ProgramCard,
    history: Vec<History>,
    activities: Vec<Activity>,
    indicators: Vec<IndicatorCard>,
    no_indicator: String,
    effects: Vec<Effect>,
    answers: Vec<Line>,
    review: Option<Review>,
    opinions: Vec<OpinionView>,
    opinions_heading: String,
    corrections: Vec<CorrectionView>,
    before: Option<Link>,
    after: Option<Link>,
}

#[derive(Debug)]
struct History {
    when: String,
    rating: RatingMark,
}

#[derive(Debug)]
struct Activity {
    name: String,
    is_added: bool,
    facts: Vec<String>,
    result: Vec<String>,
    years: Vec<Phase>,
}

#[derive(Debug)]
struct Phase {
    year: String,
    phase: String,
    status: String,
    is_now: bool,
}

#[derive(Debug)]
struct Effect {
    title: String,
    facts: Vec<String>,
    amounts: Vec<Line>,
}

impl ProgramPage {
    /// Of the program at a place of the list.
    pub(super) fn of(public: &Public, at: usize, program: &PublicProgram) -> ProgramPage {
        let about = &public.about;
        let indicators = public.indicators.iter();
        let indicators = indicators.filter(|own| own.figure.program_no == program.no);
        let review = public.review.as_ref();
        let corrections = public.corrections.iter();
        let corrections = corrections.filter(|own| own.program == Some(program.no));
        ProgramPage {
            frame: Frame::of(public, Page::Program),
            year: words::end_of(about.round),
            direction: program.direction.clone(),
            card: ProgramCard::of(public, program),
            history: history(public, program),
            activities: activities(public, program),
            indicators: indicators.map(|own| IndicatorCard::of(public, own, false)).collect(),
            no_indicator: match program.kind {
                ProgramKind::Implementation => {
                    format!("この{}には、計画で指標が定められていません。", about.words.program)
                }
                ProgramKind::Study => {
                    format!("{}{}には指標がありません。", program.kind_word, about.words.program)
                }
            },
            effects: program.effects.iter().map(effect).collect(),
            answers: program.answers.iter().map(answer).collect(),
            review: review.and_then(|own| Review::of_program(public, own, program.no)),
            opinions: program.opinions.iter().map(OpinionView::of).collect(),
            opinions_heading: opinions_heading(public),
            corrections: corrections.map(|own| CorrectionView::of(public, own)).collect(),
            before: at.checked_sub(1).and_then(|at| page_of(public, at)),
            after: page_of(public, at + 1),
        }
    }
}

/// The rating of this round and of those before, newest first.
fn history(public: &Public, program: &PublicProgram) -> Vec<History> {
    let scale = &public.about.scale;
    let now = program.rating.iter().map(|state| (public.about.round, state));
    let earlier = program.earlier.iter().rev().map(|(round, state)| (*round, state));
    let rows = now.chain(earlier).map(|(round, state)| History {
        when: words::end_of(round),
        rating: RatingMark::of(scale, state),
    });
    rows.collect()
}

/// The lines of the schedule with what was reported of them, then what was reported of lines that it does not have.
fn activities(public: &Public, program: &PublicProgram) -> Vec<Activity> {
    let mut left: Vec<&PublicActivity> = program.activities.iter().collect();
    let mut activities = Vec::new();
    for line in &program.schedule {
        let at = left.iter().position(|own| own.name == line.name);
        let reported = at.map(|at| left.remove(at));
        activities.push(activity(public, Some(line), reported));
    }
    activities.extend(left.into_iter().map(|own| activity(public, None, Some(own))));
    activities
}

fn activity(
    public: &Public,
    line: Option<&ScheduleLine>,
    reported: Option<&PublicActivity>,
) -> Activity {
    let name = line.map(|line| &line.name).or(reported.map(|own| &own.name));
    let scale = &public.about.scale;
    let status = reported.and_then(|own| own.status.as_ref());
    let rating = reported.and_then(|own| own.rating.clone());
    let rating = rating.map(|code| RatingMark::of(scale, &RatingState::Rated(code)).text());
    let facts = [
        status.map(|status| format!("状態 {status}")),
        rating.map(|rating| format!("進捗 {rating}")),
        line.filter(|line| line.uncertain)
            .map(|_| "年度ごとの予定は、出典の表がくずれているため確かではありません".to_owned()),
    ];
    let is_added = reported.is_some_and(|own| own.no.starts_with('x'));
    let years = line.map(|line| line.years.as_slice()).unwrap_or_default();
    let is_planned = years.iter().any(|year| year.phase.is_some());
    Activity {
        name: name.cloned().unwrap_or_default(),
        is_added,
        facts: facts.into_iter().flatten().collect(),
        result: reported
            .and_then(|own| own.result.as_deref())
            .map(words::lines)
            .unwrap_or_default(),
        years: if is_planned {
            years.iter().map(|own| phase(public, own)).collect()
        } else {
            Vec::new()
        },
    }
}

fn phase(public: &Public, year: &ScheduleYear) -> Phase {
    let phase = match year.phase.as_deref() {
        Some("→") => "前の年度の続き".to_owned(),
        Some(phase) => phase.replace('→', "続き"),
        None => "予定なし".to_owned(),
    };
    let status = year.report.as_ref().and_then(|report| report.status.clone());
    Phase {
        year: words::year(year.fiscal_year),
        phase,
        status: status.unwrap_or_default(),
        is_now: year.fiscal_year == public.about.round.year,
    }
}

fn effect(line: &PublicEffect) -> Effect {
    let facts = [&line.kind, &line.nature, &line.basis];
    let yen = |yen: Option<Yen>, about: &str| {
        yen.map_or_else(
            || "額が定まっていません".to_owned(),
            |yen| format!("{about}{}千円", money_text(yen)),
        )
    };
    let about = if line.approx { "約" } else { "" };
    let mut amounts = vec![Line::new("実績額", yen(line.actual, about))];
    if line.planned.is_some() {
        amounts.push(Line::new("計画額", yen(line.planned, "")));
    }
    if line.doubted {
        amounts.push(Line::new("お断り", "桁や単位を担当課に確かめています。"));
    }
    amounts.extend(line.method.as_ref().map(|method| Line::new("算定方法", method.as_str())));
    Effect {
        title: line.title.clone().unwrap_or_else(|| "(内容の記載なし)".to_owned()),
        facts: facts.into_iter().flatten().cloned().collect(),
        amounts,
    }
}

fn answer(answer: &PublicAnswer) -> Line {
    let about = if answer.approx { "約" } else { "" };
    let text = match (answer.number, &answer.text, answer.missing) {
        (Some(number), ..) => format!("{about}{}{}", quantity_text(number, 0), answer.unit),
        (None, Some(text), _) => words::lines(text).join(" "),
        (None, None, Some(missing)) => words::missing(missing.as_str()).to_owned(),
        (None, None, None) => words::missing("unreadable").to_owned(),
    };
    Line::new(&answer.label, text)
}
