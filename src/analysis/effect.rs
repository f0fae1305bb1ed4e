//! Fiscal effects in four views.
//!
//! All amounts are exact yen. A one-year line (単年度) counts in the year it is reported for. A recurring line (継続)
//! is *new* in the first year that reports it and stays *in force* afterwards; where a later year reports the same
//! line again (same program, kind and title), that amount replaces the carried one and is not new.
//!
//! | view | value for year t |
//! |---|---|
//! | `new` | one-year lines of t + recurring lines first reported for t |
//! | `in_force` | one-year lines of t + recurring lines first reported for any s ≤ t, at their newest amount |
//! | `cumulative_new` | sum of `new` over the plan's years up to t |
//! | `cumulative_in_force` | sum of `in_force` over the plan's years up to t (いわき市's 累計: a running sum of running sums) |
//!
//! A line without a readable kind is in no sum, one without a readable actual is in no sum of actuals; `left_out`
//! counts both.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, col, df};
use serde::Serialize;

use crate::facts::{EffectFact, Facts};
use crate::notation::comparison_key;
use crate::schema::{ChoiceRole, Form, Plan};
use crate::terms::{DirectionId, FiscalYear, ProgramNo, Round, Yen};

/// Which of the four sums a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectView {
    /// New in the year.
    New,
    /// In force in the year.
    InForce,
    /// Sum of new effects since the plan began.
    CumulativeNew,
    /// Sum of effects in force since the plan began.
    CumulativeInForce,
}

impl EffectView {
    /// The four views in printed order.
    pub const ALL: [EffectView; 4] = [
        EffectView::New,
        EffectView::InForce,
        EffectView::CumulativeNew,
        EffectView::CumulativeInForce,
    ];

    /// Printed name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            EffectView::New => "単年度(その年度に新たに生じた効果)",
            EffectView::InForce => "継続込み(その年度に効いている効果)",
            EffectView::CumulativeNew => "累計(新たな効果)",
            EffectView::CumulativeInForce => "累計(継続込み)",
        }
    }
}

/// Planned and actual amount of one direction, kind and year in one view.
#[derive(Debug, Clone, Serialize)]
pub struct EffectCell {
    /// Direction.
    pub direction_id: DirectionId,
    /// Kind.
    pub kind: String,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// View.
    pub view: EffectView,
    /// Planned yen.
    #[serde(rename = "planned_yen")]
    pub planned: Yen,
    /// Actual yen.
    #[serde(rename = "actual_yen")]
    pub actual: Yen,
}

/// Planned and actual amount of any selection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EffectTotal {
    /// Planned.
    pub planned: Yen,
    /// Actual.
    pub actual: Yen,
}

/// All sums of effects.
#[derive(Debug, Clone, Serialize)]
pub struct EffectFigures {
    /// Kinds in the form's order.
    pub kinds: Vec<String>,
    /// Fiscal years of the plan up to the reported one.
    pub years: Vec<FiscalYear>,
    /// One cell per direction × kind × year × view, zeros included.
    pub cells: Vec<EffectCell>,
    /// Bases (決算, 決算見込, 予算) that the reported year's lines mix, in the form's order.
    pub bases: Vec<String>,
    /// Lines without a readable kind or actual: not (or not fully) in the sums.
    pub left_out: u32,
}

impl EffectFigures {
    /// Sum over the cells of a direction (or all), a kind (or all), a year and a view.
    #[must_use]
    pub fn total(
        &self,
        direction: Option<&DirectionId>,
        kind: Option<&str>,
        year: FiscalYear,
        view: EffectView,
    ) -> EffectTotal {
        let cells = self.cells.iter().filter(|cell| {
            cell.fiscal_year == year
                && cell.view == view
                && direction.is_none_or(|direction| cell.direction_id == *direction)
                && kind.is_none_or(|kind| cell.kind == kind)
        });
        cells.fold(EffectTotal::default(), |sum, cell| EffectTotal {
            planned: sum.planned + cell.planned,
            actual: sum.actual + cell.actual,
        })
    }
}

/// One amount that counts in one year.
#[derive(Clone)]
struct Amount {
    direction: DirectionId,
    kind: String,
    year: FiscalYear,
    planned: Yen,
    actual: Yen,
}

/// Sums the effects reported up to `round`.
pub(super) fn effect_figures(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
) -> PolarsResult<EffectFigures> {
    let kinds = form.option_codes("effect_kind");
    let recurring = form.codes_with_role(ChoiceRole::Recurring);
    let years: Vec<FiscalYear> = plan.years().filter(|year| *year <= round.year).collect();
    let lines = newest_lines(facts, round);
    let usable: Vec<&EffectFact> =
        lines.iter().copied().filter(|line| line.kind.is_some()).collect();
    let complete = usable.iter().filter(|line| line.actual.is_some()).count();
    let left_out = u32::try_from(lines.len() - complete).unwrap_or(u32::MAX);
    let (new, in_force) = spread(&usable, &years, &recurring);
    let new = sums(&new)?;
    let in_force = sums(&in_force)?;
    let mut cells = Vec::new();
    for direction in &plan.directions {
        for kind in &kinds {
            for view in EffectView::ALL {
                let source = match view {
                    EffectView::New | EffectView::CumulativeNew => &new,
                    EffectView::InForce | EffectView::CumulativeInForce => &in_force,
                };
                let running =
                    matches!(view, EffectView::CumulativeNew | EffectView::CumulativeInForce);
                let mut sum = EffectTotal::default();
                for year in &years {
                    let key = (direction.id.as_str().to_owned(), kind.clone(), year.0);
                    let of_year = source.get(&key).copied().unwrap_or_default();
                    sum = if running {
                        EffectTotal {
                            planned: sum.planned + of_year.planned,
                            actual: sum.actual + of_year.actual,
                        }
                    } else {
                        of_year
                    };
                    cells.push(EffectCell {
                        direction_id: direction.id.clone(),
                        kind: kind.clone(),
                        fiscal_year: *year,
                        view,
                        planned: sum.planned,
                        actual: sum.actual,
                    });
                }
            }
        }
    }
    let this_year = |basis: &String| {
        usable
            .iter()
            .any(|line| line.round.year == round.year && line.basis.as_ref() == Some(basis))
    };
    let bases = form.option_codes("effect_basis").into_iter().filter(this_year).collect();
    Ok(EffectFigures { kinds, years, cells, bases, left_out })
}

/// The lines of each year's newest round: a half-year's report is replaced by the year's.
fn newest_lines(facts: &Facts, round: Round) -> Vec<&EffectFact> {
    let mut newest: BTreeMap<FiscalYear, Round> = BTreeMap::new();
    for fact in facts.assessments.rows.iter().filter(|fact| fact.round <= round) {
        let entry = newest.entry(fact.round.year).or_insert(fact.round);
        *entry = (*entry).max(fact.round);
    }
    let counts = |line: &&EffectFact| newest.get(&line.round.year) == Some(&line.round);
    facts.effects.rows.iter().filter(counts).collect()
}

/// Spreads the lines over the years in which they are new and in force.
fn spread(
    lines: &[&EffectFact],
    years: &[FiscalYear],
    recurring: &[String],
) -> (Vec<Amount>, Vec<Amount>) {
    let mut new = Vec::new();
    let mut in_force = Vec::new();
    let mut carried: BTreeMap<LineKey, Amount> = BTreeMap::new();
    for year in years {
        // Lines with one key in one year are parts of one effect: they are added up before they replace what is carried.
        let mut of_year: BTreeMap<LineKey, Amount> = BTreeMap::new();
        let mut lines_of_year: Vec<(usize, &&EffectFact)> =
            lines.iter().enumerate().filter(|(_, line)| line.round.year == *year).collect();
        lines_of_year.sort_by_key(|(index, line)| (line.program, line.line, *index));
        for (index, line) in lines_of_year {
            let is_recurring =
                line.nature.as_ref().is_some_and(|nature| recurring.contains(nature));
            let key = line_key(line, index);
            // An amount that could not be read leaves a recurring effect as it was; `left_out` counts the line.
            let before = carried.get(&key).filter(|_| is_recurring);
            let amount = Amount {
                direction: line.direction.clone(),
                kind: line.kind.clone().unwrap_or_default(),
                year: *year,
                planned: line.planned.or(before.map(|before| before.planned)).unwrap_or_default(),
                actual: line.actual.or(before.map(|before| before.actual)).unwrap_or_default(),
            };
            if !is_recurring {
                new.push(amount.clone());
                in_force.push(amount);
                continue;
            }
            match of_year.get_mut(&key) {
                Some(sum) => {
                    sum.planned = sum.planned + amount.planned;
                    sum.actual = sum.actual + amount.actual;
                }
                None => {
                    of_year.insert(key, amount);
                }
            }
        }
        for (key, amount) in of_year {
            if carried.insert(key, amount.clone()).is_none() {
                new.push(amount);
            }
        }
        in_force.extend(carried.values().map(|amount| Amount { year: *year, ..amount.clone() }));
    }
    (new, in_force)
}

/// What makes two lines of different years one recurring effect: program, kind and title.
type LineKey = (ProgramNo, String, String);

fn line_key(line: &EffectFact, index: usize) -> LineKey {
    // A line without a title is a line of its own.
    let title = match line.title.as_deref() {
        Some(title) => comparison_key(title),
        None => format!("\u{0}{index}"),
    };
    (line.program, line.kind.clone().unwrap_or_default(), title)
}

type Sums = BTreeMap<(String, String, i16), EffectTotal>;

/// Sums per direction, kind and year.
fn sums(amounts: &[Amount]) -> PolarsResult<Sums> {
    let frame: DataFrame = df!(
        "direction_id" => amounts.iter().map(|a| a.direction.as_str()).collect::<Vec<_>>(),
        "kind" => amounts.iter().map(|a| a.kind.as_str()).collect::<Vec<_>>(),
        "fiscal_year" => amounts.iter().map(|a| i32::from(a.year.0)).collect::<Vec<_>>(),
        "planned_yen" => amounts.iter().map(|a| a.planned.0).collect::<Vec<_>>(),
        "actual_yen" => amounts.iter().map(|a| a.actual.0).collect::<Vec<_>>(),
    )?;
    let summed = frame
        .lazy()
        .group_by_stable([col("direction_id"), col("kind"), col("fiscal_year")])
        .agg([col("planned_yen").sum(), col("actual_yen").sum()])
        .collect()?;
    let directions = summed.column("direction_id")?.str()?;
    let kinds = summed.column("kind")?.str()?;
    let years = summed.column("fiscal_year")?.i32()?;
    let planned = summed.column("planned_yen")?.i64()?;
    let actual = summed.column("actual_yen")?.i64()?;
    let mut sums = Sums::new();
    for row in 0..summed.height() {
        let key = (
            directions.get(row).unwrap_or_default().to_owned(),
            kinds.get(row).unwrap_or_default().to_owned(),
            // Years of the frame came from `FiscalYear`, so they fit.
            i16::try_from(years.get(row).unwrap_or_default()).unwrap_or_default(),
        );
        let total = EffectTotal {
            planned: Yen(planned.get(row).unwrap_or_default()),
            actual: Yen(actual.get(row).unwrap_or_default()),
        };
        sums.insert(key, total);
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{CellRef, Source};

    fn line(year: i16, line: u16, nature: &str, title: &str, actual: Option<i64>) -> EffectFact {
        let round = Round::year_end(FiscalYear(year));
        let source =
            Source { file: "見本.xlsx".into(), sheet: "票".into(), cell: CellRef::new(0, 0) };
        EffectFact {
            program: ProgramNo(1),
            line,
            direction: "1".into(),
            round,
            kind: Some("歳入".to_owned()),
            nature: Some(nature.to_owned()),
            basis: None,
            title: Some(title.to_owned()),
            planned: None,
            actual: actual.map(Yen),
            approx: false,
            method: None,
            planned_raw: String::new(),
            actual_raw: String::new(),
            source,
        }
    }

    /// Actual new and in force per year.
    fn views(lines: &[EffectFact]) -> Vec<(i64, i64)> {
        let years = [FiscalYear(2021), FiscalYear(2022)];
        let lines: Vec<&EffectFact> = lines.iter().collect();
        let (new, in_force) = spread(&lines, &years, &["継続".to_owned()]);
        let sum = |amounts: &[Amount], year| -> i64 {
            amounts.iter().filter(|amount| amount.year == year).map(|amount| amount.actual.0).sum()
        };
        years.map(|year| (sum(&new, year), sum(&in_force, year))).to_vec()
    }

    #[test]
    fn parts_of_one_recurring_effect_are_added_up() {
        let lines =
            [line(2021, 1, "継続", "貸付", Some(10)), line(2021, 2, "継続", "貸 付", Some(5))];
        assert_eq!(views(&lines), [(15, 15), (0, 15)]);
    }

    #[test]
    fn a_recurring_effect_is_new_once_and_in_force_at_its_newest_amount() {
        let lines =
            [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", Some(12))];
        assert_eq!(views(&lines), [(10, 10), (0, 12)]);
        let unread = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", None)];
        assert_eq!(views(&unread), [(10, 10), (0, 10)]);
    }

    #[test]
    fn a_one_year_effect_counts_in_its_year_only() {
        let lines = [
            line(2021, 1, "単年度", "売払い", Some(10)),
            line(2022, 1, "単年度", "売払い", Some(7)),
        ];
        assert_eq!(views(&lines), [(10, 10), (7, 7)]);
    }
}
