//! Amounts of effect that are a power of ten away from what they should be near: yen in a column of 千円, 百億 for 百万.
//!
//! A line is held against its own plan and its own earlier report, then against the most that the plan says a line can be
//! worth. What stands in no relation to anything of its own is held against the largest line of other divisions, and
//! against the largest that its division ever reported; where few others are known, against the middle of its division's
//! other lines. Lines of this round that are out of all proportion are no measure, or two wrong ones would vouch for each
//! other. One finding says enough of a line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Page, Shared, Spot, at_answer};
use crate::check::{CheckContext, words};
use crate::facts::EffectFact;
use crate::finding::{Contradiction, Finding, Wording, worded};
use crate::form::field_ids as ids;
use crate::form::money_text;
use crate::notation::comparison_key;
use crate::submission::{Answer, ProgramSheet};
use crate::terms::{DivisionName, ProgramNo, Yen};

/// As many amounts of others make a scale; below that only a slip of the unit stands out.
const A_SCALE: usize = 3;

/// How far out a slip of the unit is: yen in a column of 千円.
const A_UNIT: i128 = 1000;

pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    let lines = lines(page.sheet);
    lines.iter().filter_map(|line| beside_its_own(page.checks, line)).collect()
}

/// An amount that nothing of its own was found against.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SharedAmount {
    yen: Yen,
    /// What was reported at this size before is no slip.
    is_reported_before: bool,
    caption: String,
    seen: Wording,
    raw: String,
    spot: Spot,
}

impl SharedAmount {
    fn far_from(&self, other: Wording) -> Finding {
        let far = far_from(&self.caption, self.yen, self.seen.clone(), other);
        self.spot.finding(far).value(&self.raw)
    }
}

/// The amounts of a sheet that are held against others, and others against them: what is doubted beside its own plan
/// or past is no measure.
pub(super) fn shared(checks: &CheckContext<'_>, sheet: &ProgramSheet) -> Vec<SharedAmount> {
    let lines = lines(sheet).into_iter();
    let sound = lines.filter(|line| beside_its_own(checks, line).is_none());
    let shared = sound.map(|line| SharedAmount {
        yen: line.yen,
        is_reported_before: reported_before(checks, &line).is_some(),
        caption: line.answer.caption(),
        seen: words::seen_by_format(line.answer),
        raw: line.answer.raw.clone(),
        spot: Spot::of(sheet, line.answer),
    });
    shared.collect()
}

/// The lines that nothing of their own was found against, beside those of others.
pub(super) fn across(
    checks: &CheckContext<'_>,
    sheets: &[(usize, &Shared)],
) -> Vec<(usize, Finding)> {
    let plan = checks.form.plan;
    let lead = |no: ProgramNo| plan.program(no).map(|program| &program.lead);
    let known = known_amounts(checks, sheets, &lead);
    let mut by_division: BTreeMap<&DivisionName, (Scale, Option<Yen>, Vec<Yen>)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (submission, sheet) in sheets {
        let Some(division) = lead(sheet.program) else { continue };
        let (others, own, now) = by_division.entry(division).or_insert_with(|| {
            let (own, others): (Vec<&Known<'_>>, Vec<&Known<'_>>) =
                known.iter().partition(|known| known.division == Some(division));
            let earlier = own.iter().filter(|known| known.is_earlier).map(|known| known.yen);
            let now = own.iter().filter(|known| !known.is_earlier).map(|known| known.yen);
            (Scale::of(&others), earlier.max(), now.collect())
        });
        for line in sheet.amounts.iter().filter(|line| !line.is_reported_before) {
            let other = others.exceeded_by(line.yen).or_else(|| {
                own.filter(|own| is_beyond(line.yen, *own) && others.is_large(line.yen)).map(
                    |own| {
                        let shown = money_text(own);
                        worded! { "この課がこれまでに報告した最も大きい額 {shown}千円" / "the {shown}千円 that this division reported at most" }
                    },
                )
            });
            let other = other.or_else(|| {
                let is_usual = own.is_some_and(|own| !is_beyond(line.yen, own));
                let alone = others.count < A_SCALE && !is_usual;
                beside_the_rest(line.yen, now).filter(|_| alone)
            });
            findings.extend(other.map(|other| (*submission, line.far_from(other))));
        }
    }
    findings
}

/// The middle of the other lines that the division reports in this round, if the amount is a unit away from it.
fn beside_the_rest(yen: Yen, now: &[Yen]) -> Option<Wording> {
    let mut rest = now.to_vec();
    if let Some(itself) = rest.iter().position(|one| *one == yen.abs()) {
        rest.swap_remove(itself);
    }
    rest.sort_unstable();
    let middle = *middle(&rest)?;
    is_times(A_UNIT, yen, middle).then(|| {
        let shown = money_text(middle);
        worded! { "この課のほかの行の中ほどの額 {shown}千円" / "the middle of this division's other lines, {shown}千円" }
    })
}

/// A line with an amount: the actual, or the planned one while there is no actual.
struct Line<'a> {
    sheet: &'a ProgramSheet,
    n: u16,
    answer: &'a Answer,
    yen: Yen,
    /// The planned amount beside an actual.
    planned: Option<Yen>,
}

impl<'a> Line<'a> {
    fn text(&self, field: crate::form::FieldId<'_>) -> Option<&'a str> {
        self.sheet.in_line(ids::EFFECTS, self.n, field).and_then(Answer::text)
    }

    fn far_from(&self, other: Wording) -> Finding {
        let seen = words::seen_by_format(self.answer);
        let far = far_from(&self.answer.question.caption, self.yen, seen, other);
        at_answer(far, self.sheet, self.answer).value(&self.answer.raw)
    }
}

fn far_from(caption: &str, yen: Yen, seen: Wording, other: Wording) -> Contradiction {
    let actual = words::amount_text(yen);
    Contradiction::EffectFarFromOther { caption: caption.to_owned(), actual, seen, other }
}

fn lines<'a>(sheet: &'a ProgramSheet) -> Vec<Line<'a>> {
    let actuals = sheet.lines(ids::EFFECTS, ids::ACTUAL);
    let line = |(n, actual): (u16, &'a Answer)| {
        let planned = sheet.in_line(ids::EFFECTS, n, ids::PLANNED);
        let planned_yen = planned.and_then(|planned| planned.outcome.yen());
        let (answer, yen, planned) = match (actual.outcome.yen(), planned) {
            (Some(actual_yen), _) => (actual, actual_yen, planned_yen),
            (None, Some(planned)) => (planned, planned_yen?, None),
            (None, None) => return None,
        };
        Some(Line { sheet, n, answer, yen, planned })
    };
    actuals.filter_map(line).collect()
}

fn beside_its_own(checks: &CheckContext<'_>, line: &Line<'_>) -> Option<Finding> {
    // Half a year is not measured against a whole one.
    let whole = checks.form.round.half.is_none();
    let far = || far_from_planned(line).or_else(|| far_from_earlier(checks, line));
    whole.then(far).flatten().or_else(|| over_ceiling(checks, line))
}

fn far_from_planned(line: &Line<'_>) -> Option<Finding> {
    let planned = line.planned?;
    is_far(line.yen, planned).then(|| {
        let shown = money_text(planned);
        line.far_from(
            worded! { "同じ行の見込額 {shown}千円" / "the {shown}千円 planned in the same line" },
        )
    })
}

fn far_from_earlier(checks: &CheckContext<'_>, line: &Line<'_>) -> Option<Finding> {
    let fact = reported_before(checks, line)?;
    let then = amount(fact)?;
    is_far(line.yen, then).then(|| {
        let (shown, round) = (money_text(then), fact.round);
        line.far_from(worded! { [label = round.label()] "{label}の同じ内容の行の {shown}千円" / "the {shown}千円 of the same line in {round}" })
    })
}

/// The newest report of the line, by program, kind and title: whatever its nature was. A doubted amount is no measure.
fn reported_before<'a>(checks: &CheckContext<'a>, line: &Line<'_>) -> Option<&'a EffectFact> {
    let kind = line.text(ids::KIND)?;
    let title = comparison_key(line.text(ids::TITLE)?);
    let is_same = |fact: &&EffectFact| {
        fact.round < checks.form.round
            && fact.round.half.is_none()
            && fact.kind.as_deref() == Some(kind)
            && fact.title.as_ref().is_some_and(|then| comparison_key(then) == title)
            && !fact.doubted
            && amount(fact).is_some()
    };
    let reports = checks.earlier.effects.of(line.sheet.program);
    reports.filter(is_same).max_by_key(|fact| fact.round)
}

fn over_ceiling(checks: &CheckContext<'_>, line: &Line<'_>) -> Option<Finding> {
    let ceiling = checks.form.plan.effects.ceiling?;
    (line.yen.abs() > ceiling).then(|| {
        let over = Contradiction::EffectOverCeiling {
            caption: line.answer.caption(),
            amount: words::amount_text(line.yen),
            ceiling: words::amount_text(ceiling),
        };
        at_answer(over, line.sheet, line.answer).value(&line.answer.raw)
    })
}

/// An amount that others may be held against.
struct Known<'a> {
    division: Option<&'a DivisionName>,
    program: ProgramNo,
    yen: Yen,
    is_earlier: bool,
}

fn known_amounts<'a>(
    checks: &CheckContext<'a>,
    sheets: &[(usize, &Shared)],
    lead: &dyn Fn(ProgramNo) -> Option<&'a DivisionName>,
) -> Vec<Known<'a>> {
    let known = |program: ProgramNo, yen: Yen, is_earlier: bool| {
        (yen != Yen::ZERO).then(|| Known {
            division: lead(program),
            program,
            yen: yen.abs(),
            is_earlier,
        })
    };
    let earlier = checks.earlier.effects.iter();
    let earlier = earlier.filter(|fact| fact.round < checks.form.round && !fact.doubted);
    let earlier = earlier.filter_map(|fact| known(fact.program, amount(fact)?, true));
    let now = sheets
        .iter()
        .flat_map(|(_, sheet)| sheet.amounts.iter().map(|line| (sheet.program, line.yen)));
    earlier.chain(now.filter_map(|(program, yen)| known(program, yen, false))).collect()
}

/// The amounts of other divisions.
struct Scale {
    largest: Option<(Yen, ProgramNo)>,
    middle: Option<Yen>,
    count: usize,
    /// Amounts that are no measure: of this round, a unit and more above the middle.
    out_of_proportion: bool,
}

impl Scale {
    fn of(others: &[&Known<'_>]) -> Scale {
        let mut amounts: Vec<Yen> = others.iter().map(|known| known.yen).collect();
        amounts.sort_unstable();
        let middle = middle(&amounts).copied();
        let is_measure = |known: &&&Known<'_>| {
            known.is_earlier || middle.is_none_or(|middle| !is_times(A_UNIT, known.yen, middle))
        };
        let measures: Vec<(Yen, ProgramNo)> =
            others.iter().filter(is_measure).map(|known| (known.yen, known.program)).collect();
        let out_of_proportion = measures.len() < others.len();
        let largest = measures.iter().max().copied();
        Scale { largest, middle, count: measures.len(), out_of_proportion }
    }

    /// What the amount is too large beside, if it is.
    fn exceeded_by(&self, yen: Yen) -> Option<Wording> {
        let (largest, program) = self.largest?;
        let is_far = if self.count >= A_SCALE {
            is_beyond(yen, largest)
        } else {
            is_times(A_UNIT, yen, largest)
        };
        is_far.then(|| {
            let shown = money_text(largest);
            let (but, without) = match self.out_of_proportion {
                true => ("(桁の外れたものを除く)", ", those out of proportion left out"),
                false => ("", ""),
            };
            worded! { "ほかの課の行{but}で最も大きい額 {shown}千円(No.{program})" / "the largest line of other divisions{without}, {shown}千円 (No.{program})" }
        })
    }

    /// Whether the amount is a large one of the plan: small amounts differ by powers of ten and nobody is misled.
    fn is_large(&self, yen: Yen) -> bool {
        self.middle.is_none_or(|middle| is_beyond(yen, middle))
    }
}

/// The amount of a reported line: the actual, or the planned one while there is no actual.
fn amount(fact: &EffectFact) -> Option<Yen> {
    fact.actual.or(fact.planned).filter(|yen| *yen != Yen::ZERO)
}

/// More than ten times, or less than a tenth, whatever the sign. Zero has no size to be compared.
fn is_far(now: Yen, then: Yen) -> bool {
    now != Yen::ZERO && then != Yen::ZERO && (is_beyond(now, then) || is_beyond(then, now))
}

fn is_beyond(large: Yen, small: Yen) -> bool {
    i128::from(large.0).abs() > 10 * i128::from(small.0).abs()
}

fn is_times(factor: i128, large: Yen, small: Yen) -> bool {
    i128::from(large.0).abs() >= factor * i128::from(small.0).abs()
}

/// The middle of sorted amounts; of two, the smaller.
fn middle(sorted: &[Yen]) -> Option<&Yen> {
    sorted.get(sorted.len().saturating_sub(1) / 2)
}
