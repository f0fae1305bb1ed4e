//! Tally of ratings: by direction, kind and division, of the focus items, and in all.
//!
//! Items = all programs of the row. Rated = items with a rating. The denominator of a share is *rated*: items that are
//! not rated (対象外, 終了, 統合, 計画なし), unclear or not submitted are outside it and counted apart, as 木津川市
//! (評価対象 86 of 116) and 多摩市 (items that have a plan that year) do.
//!
//! `count.rs` counts, `movement.rs` compares with the round before.

mod count;
mod movement;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::percent;
use super::program::{ProgramFigure, RatingState};
use crate::schema::{Division, Plan, ProgramKind, Scale, Standing};
use crate::terms::{DirectionId, DivisionName, RatingCode, Round};
use count::{Class, Tally, tally};

pub use movement::Movement;

/// Tally by direction, kind and division, and in all.
#[derive(Debug, Clone, Serialize)]
pub struct RatingFigures {
    /// Codes of the scale, best first.
    pub codes: Vec<RatingCode>,
    /// Reasons for no rating, in the plan's order.
    pub reasons: Vec<String>,
    /// One row per direction, in plan order; a program counts in its own direction only.
    pub directions: Vec<RatingRow>,
    /// One row per kind of program that the plan has.
    pub kinds: Vec<RatingRow>,
    /// One row per lead division, in plan order.
    pub divisions: Vec<RatingRow>,
    /// 主要管理項目 of the round's year; `None` if there is none.
    pub focus: Option<RatingRow>,
    /// All programs, each once (実質).
    pub total: RatingRow,
    /// The directions with programs that are printed again (再掲); `None` if the plan has none.
    pub repeats: Option<Repeats>,
    /// Where each rating of the round before went; `None` without a round before.
    pub movement: Option<Movement>,
}

/// The directions with programs that are printed again.
#[derive(Debug, Clone, Serialize)]
pub struct Repeats {
    /// One row per direction, programs printed again included.
    pub directions: Vec<RatingRow>,
    /// Their sum (延べ).
    pub total: RatingRow,
    /// How many are printed again.
    pub repeated: u32,
    /// 延べ and 実質 in words.
    pub note: String,
}

/// One row of the tally.
#[derive(Debug, Clone, Serialize)]
pub struct RatingRow {
    /// Direction, on rows of directions.
    pub direction_id: Option<DirectionId>,
    /// Kind, on rows of kinds.
    #[serde(serialize_with = "kind_name")]
    pub kind: Option<ProgramKind>,
    /// Division, on rows of divisions.
    pub division: Option<DivisionName>,
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
    /// Said where the printed shares do not add up to 100.
    pub shares_note: Option<String>,
    /// `movement[from][to]`, in the order of [`Movement::states`]: programs of this row that went from one state of the
    /// round before to the other; empty if the rounds are not compared or the row has no program.
    pub movement: Vec<Vec<u32>>,
}

/// Count and share of one code.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodeFigure {
    /// Programs with this rating.
    pub count: u32,
    /// Per cent of the rated ones, half-up to the plan's digits from the exact quotient; `None` where nothing is rated.
    pub share: Option<Decimal>,
    /// Programs with this rating in the round before, in the scale of this round; `None` if the two are not compared.
    pub previous: Option<u32>,
    /// `count` − `previous`.
    pub change: Option<i64>,
}

fn kind_name<S: Serializer>(kind: &Option<ProgramKind>, serializer: S) -> Result<S::Ok, S::Error> {
    kind.map(ProgramKind::as_str).serialize(serializer)
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
    let now: Vec<&RatingState> = programs.iter().map(|program| &program.rating).collect();
    let before = movement::before(plan, round, programs);
    let table = Table { plan, scale: plan.scale(round.year), programs, now, before: &before };
    let directions = table.counted(|program| vec![program.direction_id.to_string()])?;
    let kinds = table.counted(|program| vec![program.kind.as_str().to_owned()])?;
    let divisions = table.counted(|program| vec![program.division.to_string()])?;
    let focus = |program: &ProgramFigure| {
        let is_focus =
            plan.program(program.program_no).is_some_and(|p| p.focus.holds_in(round.year));
        is_focus.then(String::new).into_iter().collect()
    };
    let all = table.counted(|_| vec![String::new()])?;
    let rows = |counted: &Counted| -> Vec<RatingRow> {
        let row = |direction: &crate::schema::Direction| RatingRow {
            direction_id: Some(direction.id.clone()),
            ..table.row(counted, direction.id.as_str(), &direction.name)
        };
        plan.directions.iter().map(row).collect()
    };
    let used = |kind: &ProgramKind| programs.iter().any(|program| program.kind == *kind);
    let named = [
        (ProgramKind::Implementation, &plan.words.implementation),
        (ProgramKind::Study, &plan.words.study),
    ];
    let kind_rows = named.into_iter().filter(|(kind, _)| used(kind)).map(|(kind, name)| {
        RatingRow { kind: Some(kind), ..table.row(&kinds, kind.as_str(), name) }
    });
    // A division whose programs have all ended leads none any more, and its programs are in the total all the same.
    let leads = |division: &&Division| programs.iter().any(|one| one.division == division.name);
    let division_rows = plan.divisions.iter().filter(leads).map(|division| {
        let name = division.name.as_str();
        RatingRow { division: Some(division.name.clone()), ..table.row(&divisions, name, name) }
    });
    let focus = table.row(&table.counted(focus)?, "", "主要管理項目");
    Ok(RatingFigures {
        codes: table.scale.levels.iter().map(|level| level.code.clone()).collect(),
        reasons: plan.not_rated.iter().map(|reason| reason.reason.clone()).collect(),
        directions: rows(&directions),
        kinds: kind_rows.collect(),
        divisions: division_rows.collect(),
        focus: (focus.items > 0).then_some(focus),
        total: table.row(&all, "", "計"),
        repeats: repeats(&table, &rows)?,
        movement: movement::movement(&table)?,
    })
}

/// The rows of directions with what is printed again under them.
fn repeats(
    table: &Table<'_>,
    rows: &dyn Fn(&Counted) -> Vec<RatingRow>,
) -> PolarsResult<Option<Repeats>> {
    let also_in = |program: &ProgramFigure| {
        table.plan.program(program.program_no).map(|p| p.also_in.as_slice()).unwrap_or_default()
    };
    let repeated: usize = table.programs.iter().map(|program| also_in(program).len()).sum();
    if repeated == 0 {
        return Ok(None);
    }
    let directions = |program: &ProgramFigure| -> Vec<String> {
        let own = std::iter::once(&program.direction_id);
        own.chain(also_in(program)).map(ToString::to_string).collect()
    };
    let counted = table.counted(directions)?;
    let all = table.counted(|program| vec![String::new(); 1 + also_in(program).len()])?;
    let total = table.row(&all, "", "延べ");
    let counter = &table.plan.words.counter;
    let (gross, net) = (total.items, table.programs.len());
    Ok(Some(Repeats {
        directions: rows(&counted),
        repeated: u32::try_from(repeated).unwrap_or(u32::MAX),
        note: format!("延べ{gross}{counter}(再掲{repeated}{counter}を除く実質は{net}{counter})"),
        total,
    }))
}

/// The programs with their states now and in the round before.
struct Table<'a> {
    plan: &'a Plan,
    scale: &'a Scale,
    programs: &'a [ProgramFigure],
    now: Vec<&'a RatingState>,
    before: &'a movement::Before,
}

/// Tallies of one way of grouping.
struct Counted {
    now: Tally,
    before: Option<Tally>,
    /// `[from][to]` of each group.
    movement: BTreeMap<String, Vec<Vec<u32>>>,
}

impl Table<'_> {
    /// Counts the programs by the groups that `groups` gives for each.
    fn counted(&self, groups: impl Fn(&ProgramFigure) -> Vec<String>) -> PolarsResult<Counted> {
        let groups: Vec<Vec<String>> = self.programs.iter().map(groups).collect();
        let count =
            |states: &[&RatingState]| {
                let members = groups.iter().zip(states);
                tally(members.flat_map(|(groups, state)| {
                    groups.iter().map(|group| (group.as_str(), *state))
                }))
            };
        let before: Option<Vec<&RatingState>> =
            self.before.states().map(|states| states.iter().collect());
        let movement = before
            .as_deref()
            .map(|before| movement::by_group(self.scale, &groups, before, &self.now));
        Ok(Counted {
            now: count(&self.now)?,
            before: before.map(|s| count(&s)).transpose()?,
            movement: movement.unwrap_or_default(),
        })
    }

    fn row(&self, counted: &Counted, group: &str, name: &str) -> RatingRow {
        let levels = &self.scale.levels;
        let now = |class: Class, label: &str| counted.now.count(group, class, label);
        let rated = counted.now.class(group, Class::Rated);
        let figure = |codes: &[&RatingCode]| {
            let of = |tally: &Tally| -> u32 {
                codes.iter().map(|code| tally.count(group, Class::Rated, code.as_str())).sum()
            };
            let (count, previous) = (of(&counted.now), counted.before.as_ref().map(of));
            CodeFigure {
                count,
                share: percent(count.into(), rated.into(), self.plan.share_decimals),
                previous,
                change: previous.map(|previous| i64::from(count) - i64::from(previous)),
            }
        };
        let codes: BTreeMap<RatingCode, CodeFigure> =
            levels.iter().map(|level| (level.code.clone(), figure(&[&level.code]))).collect();
        let on_schedule = levels.iter().filter(|level| level.standing != Standing::Behind);
        let on_schedule: Vec<&RatingCode> = on_schedule.map(|level| &level.code).collect();
        let reasons = self
            .plan
            .not_rated
            .iter()
            .map(|reason| (reason.reason.clone(), now(Class::NotRated, &reason.reason)));
        RatingRow {
            direction_id: None,
            kind: None,
            division: None,
            name: name.to_owned(),
            items: counted.now.group(group),
            rated,
            not_rated: reasons.collect(),
            unclear: counted.now.class(group, Class::Unclear),
            not_submitted: counted.now.class(group, Class::NotSubmitted),
            shares_note: shares_note(&codes),
            movement: counted.movement.get(group).cloned().unwrap_or_default(),
            codes,
            on_schedule: figure(&on_schedule),
        }
    }
}

/// What is printed where the shares do not add up to 100: rounding.
fn shares_note(codes: &BTreeMap<RatingCode, CodeFigure>) -> Option<String> {
    let shares: Option<Vec<Decimal>> = codes.values().map(|figure| figure.share).collect();
    let sum: Decimal = shares?.into_iter().sum();
    (!codes.is_empty() && sum != Decimal::ONE_HUNDRED)
        .then(|| format!("四捨五入のため、割合の合計は{}%になります。", sum.normalize()))
}
