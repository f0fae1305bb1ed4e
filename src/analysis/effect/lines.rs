//! From the reported lines to one list of amounts: which counts in which year as new, and as in force.

use std::collections::BTreeMap;

use super::EffectView;
use crate::facts::{EffectFact, Facts};
use crate::notation::comparison_key;
use crate::terms::{DirectionId, FiscalYear, ProgramNo, Round, Yen};

/// One amount that counts in one year and view.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) program: ProgramNo,
    pub(super) direction: DirectionId,
    pub(super) kind: String,
    pub(super) nature: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) year: FiscalYear,
    /// `New` or `InForce`.
    pub(super) view: EffectView,
    pub(super) planned: Yen,
    pub(super) actual: Yen,
}

/// The lines of each year's newest round: a half-year's report is replaced by the year's.
pub(super) fn newest_lines(facts: &Facts, round: Round) -> Vec<&EffectFact> {
    let mut newest: BTreeMap<FiscalYear, Round> = BTreeMap::new();
    for fact in facts.assessments.rows.iter().filter(|fact| fact.round <= round) {
        let entry = newest.entry(fact.round.year).or_insert(fact.round);
        *entry = (*entry).max(fact.round);
    }
    let counts = |line: &&EffectFact| newest.get(&line.round.year) == Some(&line.round);
    facts.effects.rows.iter().filter(counts).collect()
}

/// What makes two lines of different years one recurring effect: program, kind and title.
type LineKey = (ProgramNo, String, String);

/// Spreads the lines over the years in which they are new and in force.
pub(super) fn spread(
    lines: &[&EffectFact],
    years: &[FiscalYear],
    recurring: &[String],
) -> Vec<Amount> {
    let is_recurring =
        |line: &EffectFact| line.nature.as_ref().is_some_and(|nature| recurring.contains(nature));
    let mut amounts = Vec::new();
    // Lines with one key in one year are parts of one effect; together they replace what is carried.
    let mut carried: BTreeMap<LineKey, Vec<Amount>> = BTreeMap::new();
    for year in years {
        let mut lines_of_year: Vec<(usize, &EffectFact)> = lines
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, line)| line.round.year == *year)
            .collect();
        lines_of_year.sort_by_key(|(index, line)| (line.program, line.line, *index));
        let mut of_year: BTreeMap<LineKey, Vec<Amount>> = BTreeMap::new();
        for (index, line) in lines_of_year {
            if !is_recurring(line) {
                let amount = amount(line, *year, None);
                amounts.push(amount.clone());
                amounts.push(Amount { view: EffectView::InForce, ..amount });
                continue;
            }
            let key = line_key(line, index);
            let parts = of_year.entry(key.clone()).or_default();
            let before = carried.get(&key).and_then(|before| before.get(parts.len()));
            parts.push(amount(line, *year, before));
        }
        for (key, parts) in of_year {
            let before = carried.get(&key).map_or(&[][..], Vec::as_slice);
            amounts.extend(parts.iter().map(|amount| new_of(amount, before)));
            carried.insert(key, parts);
        }
        let in_force = carried.values().flatten();
        amounts.extend(in_force.map(|amount| Amount {
            year: *year,
            view: EffectView::InForce,
            ..amount.clone()
        }));
    }
    amounts
}

/// What of a recurring amount is new beside what is carried under its key: plan and actual each while nothing of theirs
/// is carried. The first report often has the plan only, and the money comes a year later.
fn new_of(amount: &Amount, before: &[Amount]) -> Amount {
    let while_none = |own: Yen, carried: fn(&Amount) -> Yen| {
        let runs = before.iter().any(|before| carried(before) != Yen::ZERO);
        if runs { Yen::ZERO } else { own }
    };
    Amount {
        planned: while_none(amount.planned, |before| before.planned),
        actual: while_none(amount.actual, |before| before.actual),
        ..amount.clone()
    }
}

/// A line as a new amount of its year. An amount that could not be read leaves a recurring effect as it was before;
/// `left_out` counts the line.
fn amount(line: &EffectFact, year: FiscalYear, before: Option<&Amount>) -> Amount {
    let or_before = |own: Option<Yen>, before: Option<Yen>| own.or(before).unwrap_or_default();
    Amount {
        program: line.program,
        direction: line.direction.clone(),
        kind: line.kind.clone().unwrap_or_default(),
        nature: line.nature.clone(),
        basis: line.basis.clone(),
        year,
        view: EffectView::New,
        planned: or_before(line.planned, before.map(|before| before.planned)),
        actual: or_before(line.actual, before.map(|before| before.actual)),
    }
}

fn line_key(line: &EffectFact, index: usize) -> LineKey {
    // A line without a title is a line of its own.
    let title = match line.title.as_deref() {
        Some(title) => comparison_key(title),
        None => format!("\u{0}{index}"),
    };
    (line.program, line.kind.clone().unwrap_or_default(), title)
}
