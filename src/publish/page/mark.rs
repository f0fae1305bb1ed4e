//! How ratings and the standing of indicators are marked: a shape and a word; the colour only repeats them.

use askama::Template;

use crate::analysis::{IndicatorStatus, RatingState};
use crate::schema::{Level, Scale, Standing};
use crate::terms::state;

/// The rating of a program, or what stands in its place.
#[derive(Debug, Clone, Template)]
#[template(path = "rating.html")]
pub(super) struct RatingMark {
    pub(super) class: &'static str,
    pub(super) symbol: &'static str,
    pub(super) code: String,
    pub(super) word: String,
}

impl RatingMark {
    /// A step of the scale.
    pub(super) fn level(level: &Level) -> RatingMark {
        let (class, symbol) = match level.standing {
            Standing::Ahead => ("ahead", "◎"),
            Standing::OnTrack => ("on", "○"),
            Standing::Behind => ("behind", "△"),
        };
        RatingMark { class, symbol, code: level.code.to_string(), word: level.label.clone() }
    }

    /// A reason for no rating.
    pub(super) fn reason(reason: &str) -> RatingMark {
        let word = format!("評価しない({reason})");
        RatingMark { class: "none", symbol: "", code: String::new(), word }
    }

    /// A program of which no rating could be told.
    pub(super) fn unclear() -> RatingMark {
        let word = state::UNCLEAR.to_owned();
        RatingMark { class: "unclear", symbol: "", code: String::new(), word }
    }

    /// A program that has not reported.
    pub(super) fn not_submitted() -> RatingMark {
        let word = state::NOT_SUBMITTED.to_owned();
        RatingMark { class: "missing", symbol: "", code: String::new(), word }
    }

    /// What a round says of a program, in the words of `scale`; a code of another scale has no word.
    pub(super) fn of(scale: &Scale, state: &RatingState) -> RatingMark {
        match state {
            RatingState::Rated(code) => scale.level(code).map_or_else(
                || RatingMark {
                    class: "plain",
                    symbol: "",
                    code: code.to_string(),
                    word: String::new(),
                },
                RatingMark::level,
            ),
            RatingState::NotRated(reason) => RatingMark::reason(reason),
            RatingState::Unclear => RatingMark::unclear(),
            RatingState::NotSubmitted => RatingMark::not_submitted(),
        }
    }

    /// In one line of text: `A 予定どおりに進捗`.
    pub(super) fn text(&self) -> String {
        format!("{} {}", self.code, self.word).trim().to_owned()
    }
}

/// How an indicator stands.
#[derive(Debug, Clone)]
pub(super) struct StatusMark {
    pub(super) class: &'static str,
    pub(super) symbol: &'static str,
    pub(super) word: String,
}

impl StatusMark {
    /// Of a status, said in this word.
    pub(super) fn new(status: IndicatorStatus, word: &str) -> StatusMark {
        let (class, symbol) = match status {
            IndicatorStatus::Achieved => ("achieved", "✓"),
            IndicatorStatus::OnCourse => ("on", "↗"),
            IndicatorStatus::Short => ("short", "→"),
            IndicatorStatus::FallingBack => ("back", "↘"),
            IndicatorStatus::Undecidable => ("none", "―"),
        };
        StatusMark { class, symbol, word: word.to_owned() }
    }
}

/// What the words for the standing of indicators mean.
pub(super) fn status_meaning(status: IndicatorStatus) -> &'static str {
    match status {
        IndicatorStatus::Achieved => "いちばん新しい値が目標に届いています。",
        IndicatorStatus::OnCourse => {
            "まだ届いていませんが、今の進み方が続けば、目標の年度に届きます。"
        }
        IndicatorStatus::Short => {
            "届いておらず、今の進み方では目標の年度に届きません。年度ごとの目標では、その年度に届かなかったものです。"
        }
        IndicatorStatus::FallingBack => "届いておらず、前の値より悪くなりました。",
        IndicatorStatus::Undecidable => "値がない、比べるものがないなどで、判定できません。",
    }
}
