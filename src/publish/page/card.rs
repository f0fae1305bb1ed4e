//! A program in the list of all: how it is rated, what was done, what is hard, what comes next.

use askama::Template;

use super::mark::RatingMark;
use super::words;
use crate::analysis::{RatingState, Way};
use crate::publish::{Public, PublicProgram};
use crate::schema::ProgramKind;
use crate::terms::ProgramNo;

/// A program in the list.
#[derive(Debug, Template)]
#[template(path = "program_card.html")]
pub(super) struct ProgramCard {
    pub(super) no: ProgramNo,
    pub(super) name: String,
    direction_id: String,
    /// What the filter by rating compares.
    filter: String,
    pub(super) kind: String,
    pub(super) division: String,
    pub(super) is_focus: bool,
    pub(super) rating: Option<RatingMark>,
    pub(super) moved: Option<String>,
    indicators: Option<String>,
    pub(super) told: Vec<Told>,
}

/// What was told under a heading.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) word: String,
    pub(super) lines: Vec<String>,
}

impl Told {
    fn of(word: &str, text: Option<&str>) -> Option<Told> {
        let lines = words::lines(text?);
        (!lines.is_empty()).then(|| Told { word: word.to_owned(), lines })
    }
}

impl ProgramCard {
    /// Of a program.
    pub(super) fn of(public: &Public, program: &PublicProgram) -> ProgramCard {
        let scale = &public.about.scale;
        let kind = format!("{}{}", program.kind_word, public.about.words.program);
        ProgramCard {
            no: program.no,
            name: program.name.clone(),
            direction_id: program.direction_id.to_string(),
            filter: program.rating.as_ref().map_or("", RatingState::label).to_owned(),
            kind,
            division: program.division.to_string(),
            is_focus: program.is_focus,
            rating: program.rating.as_ref().map(|state| RatingMark::of(scale, state)),
            moved: moved(public, program),
            indicators: indicators(public, program),
            told: told(program),
        }
    }
}

/// What became of its rating since the round before.
fn moved(public: &Public, program: &PublicProgram) -> Option<String> {
    let now = program.rating.as_ref()?;
    let (_, before) = program.earlier.last()?;
    let movement = public.ratings.as_ref()?.movement.as_ref()?;
    let was = before_word(before);
    let changed = movement.moved.iter().find(|own| own.program_no == program.no);
    Some(match changed.map(|own| own.way) {
        Some(Way::Rose) => format!("変更:前回の{was}から上がりました"),
        Some(Way::Fell) => format!("変更:前回の{was}から下がりました"),
        Some(Way::Same) | None => match (now == before, movement.refused.is_some()) {
            (_, true) => format!("前回は{was}(区分の決まりが違うため比べていません)"),
            (true, false) => format!("前回も{was}"),
            (false, false) => format!("変更:前回は{was}"),
        },
    })
}

fn before_word(state: &RatingState) -> String {
    match state {
        RatingState::NotRated(reason) => format!("評価なし({reason})"),
        _ => state.label().to_owned(),
    }
}

/// How its indicators stand, in one line.
fn indicators(public: &Public, program: &PublicProgram) -> Option<String> {
    let own = public.indicators.iter().filter(|own| own.figure.program_no == program.no);
    let words: Vec<&str> = own.map(|own| own.figure.status.label()).collect();
    (!words.is_empty()).then(|| format!("指標:{}", words.join("、")))
}

fn told(program: &PublicProgram) -> Vec<Told> {
    let done = match program.kind {
        ProgramKind::Implementation => "行ったこと",
        ProgramKind::Study => "検討の状況",
    };
    let parts =
        [(done, &program.achievement), ("課題", &program.issues), ("これから", &program.next)];
    let mut told: Vec<Told> =
        parts.into_iter().filter_map(|(word, text)| Told::of(word, text.as_deref())).collect();
    if told.is_empty() {
        let why = match program.rating {
            Some(RatingState::NotSubmitted) => "担当課からの報告がまだありません。",
            _ => "報告された文章はありません。",
        };
        told.extend(Told::of(done, Some(why)));
    }
    if let Some(review) = &program.review {
        let reason = program.review_reason.as_deref().unwrap_or_default();
        told.extend(Told::of("中間見直しでの今後の方向性", Some(&format!("{review}\n{reason}"))));
    }
    told
}
