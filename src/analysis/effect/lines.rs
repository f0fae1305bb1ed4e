//! From the reported lines to one list of amounts: which counts in which year as new, and as in force.

use std::collections::BTreeMap;

use polars::prelude::{IntoLazy, LazyFrame, PolarsResult, SortMultipleOptions, col, lit};

use super::entry::EffectEntry;
use super::view::EffectView;
use crate::analysis::query::{inner, read, rounds_up_to, with_places};
use crate::facts::{EffectFact, Facts, frame};
use crate::notation::comparison_key;
use crate::schema::Plan;
use crate::terms::{FiscalYear, ProgramNo, Round, Yen};

/// A reported line with its place among the facts.
pub(super) type Line<'a> = (usize, &'a EffectFact);

/// The lines of each year's newest round: a half-year's report is replaced by the year's.
pub(super) fn newest(plan: &Plan, facts: &Facts, round: Round) -> PolarsResult<LazyFrame> {
    let rounds = rounds_up_to(plan, round)?;
    let of_rounds = |table: LazyFrame| inner(table, rounds.clone(), ["round"]);
    let newest = of_rounds(frame(&facts.assessments)?.lazy())
        .group_by([col("round_year")])
        .agg([col("round_no").max()]);
    let lines = of_rounds(with_places(frame(&facts.effects)?, "place"));
    Ok(inner(lines, newest, ["round_year", "round_no"]))
}

/// These lines.
pub(super) fn lines_of(newest: LazyFrame, facts: &Facts) -> PolarsResult<Vec<Line<'_>>> {
    let places = newest.select([col("place")]).sort(["place"], SortMultipleOptions::default());
    let places = read(places, |row| row.number::<usize>("place"))?;
    Ok(places.into_iter().filter_map(|at| Some((at, facts.effects.get(at)?))).collect())
}

/// How many of these lines are of the round's year, and how many are not (or not fully) in the sums: their kind, plan or
/// actual is not known.
pub(super) fn counts(newest: LazyFrame, round: Round) -> PolarsResult<(u32, u32)> {
    let is_open = col("planned_open").or(col("actual_open"));
    let counts = newest.select([
        col("round_year").eq(lit(i64::from(round.year.0))).sum().alias("lines"),
        col("kind").is_null().or(is_open).sum().alias("left_out"),
    ]);
    let counts = read(counts, |row| Ok((row.number("lines")?, row.number("left_out")?)))?;
    Ok(counts.into_iter().next().unwrap_or_default())
}

/// What makes two lines of different years one recurring effect: program, kind and title.
type LineKey = (ProgramNo, String, String);

/// Spreads the lines over the years in which they are new and in force.
pub(super) fn spread(
    lines: &[Line<'_>],
    years: &[FiscalYear],
    recurring: &[String],
) -> Vec<EffectEntry> {
    let is_recurring =
        |line: &EffectFact| line.nature.as_ref().is_some_and(|nature| recurring.contains(nature));
    let mut amounts = Vec::new();
    // Lines with one key in one year are parts of one effect; together they replace what is carried.
    let mut carried: BTreeMap<LineKey, Vec<EffectEntry>> = BTreeMap::new();
    for year in years {
        let mut lines_of_year: Vec<Line<'_>> =
            lines.iter().copied().filter(|(_, line)| line.round.year == *year).collect();
        lines_of_year.sort_by_key(|(index, line)| (line.program, line.line, *index));
        let mut of_year: BTreeMap<LineKey, Vec<EffectEntry>> = BTreeMap::new();
        for (index, line) in lines_of_year {
            if !is_recurring(line) {
                let amount = amount(line, index, *year, None);
                amounts.push(amount.clone());
                amounts.push(EffectEntry { view: EffectView::InForce, ..amount });
                continue;
            }
            let key = line_key(line, index);
            let parts = of_year.entry(key.clone()).or_default();
            let before = carried.get(&key).and_then(|before| before.get(parts.len()));
            parts.push(amount(line, index, *year, before));
        }
        for (key, parts) in of_year {
            let before = carried.get(&key).map_or(&[][..], Vec::as_slice);
            amounts.extend(parts.iter().map(|amount| new_of(amount, before)));
            carried.insert(key, parts);
        }
        let in_force = carried.values().flatten();
        amounts.extend(in_force.map(|amount| EffectEntry {
            fiscal_year: *year,
            view: EffectView::InForce,
            ..amount.clone()
        }));
    }
    amounts
}

/// What of a recurring amount is new beside what is carried under its key: plan and actual each while nothing of theirs
/// is carried. The first report often has the plan only, and the money comes a year later.
fn new_of(amount: &EffectEntry, before: &[EffectEntry]) -> EffectEntry {
    let runs = |carried: fn(&EffectEntry) -> Yen| before.iter().any(|b| carried(b) != Yen::ZERO);
    let mut new = amount.clone();
    if runs(|before| before.planned) {
        (new.planned, new.planned_from, new.planned_open) = (Yen::ZERO, None, false);
    }
    if runs(|before| before.actual) {
        (new.actual, new.actual_from, new.actual_approx) = (Yen::ZERO, None, false);
        new.actual_open = false;
    }
    new
}

/// A line as a new amount of its year. An amount that could not be read leaves a recurring effect as it was before;
/// `left_out` counts the line.
pub(super) fn amount(
    line: &EffectFact,
    index: usize,
    year: FiscalYear,
    before: Option<&EffectEntry>,
) -> EffectEntry {
    let carried = |of: fn(&EffectEntry) -> (Yen, Option<usize>)| before.map(of).unwrap_or_default();
    let own = |yen: Yen| (yen, Some(index));
    let planned = line.planned.map_or_else(|| carried(|b| (b.planned, b.planned_from)), own);
    let actual = line.actual.map_or_else(|| carried(|b| (b.actual, b.actual_from)), own);
    let (approx, step) = match line.actual {
        Some(_) => (line.approx, line.step),
        None => before.map_or((false, 1), |before| (before.actual_approx, before.actual_step)),
    };
    EffectEntry {
        program_no: line.program,
        direction_id: line.direction.clone(),
        kind: line.kind.clone().unwrap_or_default(),
        nature: line.nature.clone(),
        basis: line.basis.clone(),
        title: line.title.clone(),
        fiscal_year: year,
        view: EffectView::New,
        planned: planned.0,
        actual: actual.0,
        actual_approx: approx,
        actual_step: step,
        planned_open: line.planned_open,
        actual_open: line.actual_open,
        line: index,
        planned_from: planned.1,
        actual_from: actual.1,
    }
}

fn line_key(line: &EffectFact, index: usize) -> LineKey {
    (line.program, line.kind.clone().unwrap_or_default(), title_key(line, index))
}

/// The title as it is compared; a line without one is a line of its own.
pub(super) fn title_key(line: &EffectFact, index: usize) -> String {
    match line.title.as_deref() {
        Some(title) => comparison_key(title).into_owned(),
        None => format!("\u{0}{index}"),
    }
}
