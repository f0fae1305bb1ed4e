//! Tally of ratings.
//!
//! Items = all programs of the direction. Rated = items with a rating. The denominator of a share is *rated*: items
//! that are not rated (対象外, 終了, 統合, 計画なし), unclear or not submitted are outside it and counted apart, as
//! 木津川市 (評価対象 86 of 116) and 多摩市 (items that have a plan that year) do.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, col, df, len};
use rust_decimal::Decimal;
use serde::Serialize;

use super::percent;
use super::program::{ProgramFigure, RatingState};
use crate::schema::{Plan, Standing};
use crate::terms::{DirectionId, RatingCode, Round};

/// Tally by direction and in all.
#[derive(Debug, Clone, Serialize)]
pub struct RatingFigures {
    /// Codes of the scale, best first.
    pub codes: Vec<RatingCode>,
    /// Reasons for no rating, in the plan's order.
    pub reasons: Vec<String>,
    /// One row per direction, in plan order.
    pub directions: Vec<RatingRow>,
    /// All directions together.
    pub total: RatingRow,
}

/// One row of the tally.
#[derive(Debug, Clone, Serialize)]
pub struct RatingRow {
    /// Direction; `None` for the total.
    pub direction_id: Option<DirectionId>,
    /// Printed name; `計` for the total.
    pub name: String,
    /// All programs.
    pub items: u32,
    /// Programs with a rating: the denominator of the shares.
    pub rated: u32,
    /// Programs not rated, by reason.
    pub not_rated: BTreeMap<String, u32>,
    /// Submitted, but without a clear rating.
    pub unclear: u32,
    /// Not submitted.
    pub not_submitted: u32,
    /// Count and share per code.
    pub codes: BTreeMap<RatingCode, CodeFigure>,
    /// Programs whose rating does not mean behind the schedule, and their share.
    pub on_schedule: CodeFigure,
}

/// Count and share of one code.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodeFigure {
    /// Programs with this rating.
    pub count: u32,
    /// Per cent of the rated ones, half-up to the plan's digits; `None` where nothing is rated.
    pub share: Option<Decimal>,
}

impl RatingRow {
    /// Programs with this rating.
    #[must_use]
    pub fn count(&self, code: &RatingCode) -> u32 {
        self.codes.get(code).map_or(0, |figure| figure.count)
    }

    /// Share of this rating.
    #[must_use]
    pub fn share(&self, code: &RatingCode) -> Option<Decimal> {
        self.codes.get(code)?.share
    }

    /// Programs not rated for any reason.
    #[must_use]
    pub fn not_rated_total(&self) -> u32 {
        self.not_rated.values().sum()
    }
}

/// Tallies the programs of the round.
pub(super) fn rating_figures(
    plan: &Plan,
    round: Round,
    programs: &[ProgramFigure],
) -> PolarsResult<RatingFigures> {
    let tally = tally(programs)?;
    let scale = plan.scale(round.year);
    let codes: Vec<RatingCode> = scale.levels.iter().map(|level| level.code.clone()).collect();
    let reasons: Vec<String> = plan.not_rated.iter().map(|reason| reason.reason.clone()).collect();
    let row = |direction: Option<&DirectionId>, name: &str| {
        let count = |class: &str, label: &str| {
            tally
                .iter()
                .filter(|((id, c, l), _)| {
                    direction.is_none_or(|direction| direction.as_str() == id)
                        && c == class
                        && l == label
                })
                .map(|(_, count)| count)
                .sum::<u32>()
        };
        let counts: Vec<u32> = codes.iter().map(|code| count(RATED, code.as_str())).collect();
        let rated: u32 = counts.iter().sum();
        let of_rated =
            |count: u32| percent(Decimal::from(count), Decimal::from(rated), plan.share_decimals);
        let levels = scale.levels.iter().zip(&counts);
        let on_schedule = levels
            .filter(|(level, _)| level.standing != Standing::Behind)
            .map(|(_, count)| count)
            .sum::<u32>();
        let figures = codes
            .iter()
            .zip(counts)
            .map(|(code, count)| (code.clone(), CodeFigure { count, share: of_rated(count) }));
        let figures = figures.collect();
        let not_rated: BTreeMap<String, u32> =
            reasons.iter().map(|reason| (reason.clone(), count(NOT_RATED, reason))).collect();
        let (unclear, not_submitted) =
            (count(UNCLEAR, UNCLEAR), count(NOT_SUBMITTED, NOT_SUBMITTED));
        RatingRow {
            direction_id: direction.cloned(),
            name: name.to_owned(),
            items: rated + not_rated.values().sum::<u32>() + unclear + not_submitted,
            rated,
            not_rated,
            unclear,
            not_submitted,
            codes: figures,
            on_schedule: CodeFigure { count: on_schedule, share: of_rated(on_schedule) },
        }
    };
    let directions: Vec<RatingRow> =
        plan.directions.iter().map(|direction| row(Some(&direction.id), &direction.name)).collect();
    let total = row(None, "計");
    Ok(RatingFigures { directions, total, reasons, codes })
}

const RATED: &str = "rated";
const NOT_RATED: &str = "not_rated";
const UNCLEAR: &str = "unclear";
const NOT_SUBMITTED: &str = "not_submitted";

/// Counts per direction, class and label.
fn tally(programs: &[ProgramFigure]) -> PolarsResult<BTreeMap<(String, String, String), u32>> {
    let classes: Vec<(&str, &str)> = programs
        .iter()
        .map(|program| match &program.rating {
            RatingState::Rated(code) => (RATED, code.as_str()),
            RatingState::NotRated(reason) => (NOT_RATED, reason.as_str()),
            RatingState::Unclear => (UNCLEAR, UNCLEAR),
            RatingState::NotSubmitted => (NOT_SUBMITTED, NOT_SUBMITTED),
        })
        .collect();
    let directions: Vec<&str> =
        programs.iter().map(|program| program.direction_id.as_str()).collect();
    let frame: DataFrame = df!(
        "direction_id" => directions,
        "class" => classes.iter().map(|(class, _)| *class).collect::<Vec<_>>(),
        "label" => classes.iter().map(|(_, label)| *label).collect::<Vec<_>>(),
    )?;
    let counted = frame
        .lazy()
        .group_by_stable([col("direction_id"), col("class"), col("label")])
        .agg([len().alias("count")])
        .collect()?;
    let text = |name: &str| -> PolarsResult<Vec<String>> {
        let column = counted.column(name)?.str()?;
        Ok(column.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
    };
    let keys = text("direction_id")?.into_iter().zip(text("class")?).zip(text("label")?);
    let keys = keys.map(|((direction, class), label)| (direction, class, label));
    let counts = counted.column("count")?.u32()?.iter().map(Option::unwrap_or_default);
    Ok(keys.zip(counts).collect())
}
