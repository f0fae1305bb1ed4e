//! The lines of fiscal effect: their method, lines that count twice, a total that is not their sum. `carried.rs`:
//! recurring effects of earlier years that a line seems to report under another key.

mod carried;

use serde::{Deserialize, Serialize};

use super::{Page, Shared, Spot};
use crate::check::words::amount_text;
use crate::finding::{Contradiction, Finding, Place};
use crate::form::field_ids as ids;
use crate::form::{FormContext, Subject};
use crate::notation::{Expect, MoneyUnit, Outcome, Raw, comparison_key, named_years, read};
use crate::schema::ChoiceRole;
use crate::submission::{Answer, Observation, ProgramSheet};
use crate::terms::{FiscalYear, ProgramNo, Yen, grouped};

pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in lines(page.form(), page.sheet) {
        findings.extend(without_method(page, &line));
        findings.extend(one_year_again(page, &line));
    }
    findings.extend(carried::counted_twice(page));
    findings.extend(mixed_signs(page));
    findings.extend(total_differs(page));
    findings
}

/// A line with a kind, a title and an amount: what one effect is told from another by.
struct Line<'a> {
    n: u16,
    kind: &'a str,
    title: &'a Answer,
    nature: Option<&'a str>,
    /// A cut is positive whatever sign it was written with, as in the facts.
    amount: Yen,
    method: Option<&'a Answer>,
}

/// Kind, folded title and amount.
type Key = (String, String, Yen);

impl Line<'_> {
    fn key(&self) -> Key {
        (self.kind.to_owned(), comparison_key(&self.title.raw).into_owned(), self.amount)
    }
}

fn lines<'a>(form: &FormContext<'_>, sheet: &'a ProgramSheet) -> Vec<Line<'a>> {
    let titles = sheet.lines(ids::EFFECTS, ids::TITLE);
    let line = |(n, title): (u16, &'a Answer)| {
        title.text()?;
        let of = |field| sheet.in_line(ids::EFFECTS, n, field);
        let kind = of(ids::KIND)?.text()?;
        let yen = of(ids::ACTUAL)?.outcome.yen()?;
        let is_cut = form.form.has_role(Some(kind), ChoiceRole::Saving);
        Some(Line {
            n,
            kind,
            title,
            nature: of(ids::NATURE).and_then(Answer::text),
            amount: if is_cut { yen.abs() } else { yen },
            method: of(ids::METHOD),
        })
    };
    titles.filter_map(line).collect()
}

/// Cuts of one program of which some were written with a minus sign and some without.
fn mixed_signs(page: &Page<'_>) -> Vec<Finding> {
    let is_cut = |n: u16| {
        let kind = page.sheet.in_line(ids::EFFECTS, n, ids::KIND).and_then(Answer::text);
        page.form().form.has_role(kind, ChoiceRole::Saving)
    };
    let amounts = page.sheet.answers.iter().filter_map(|answer| {
        let n = answer.question.subject.line_of(ids::EFFECTS)?;
        let is_amount = answer.question.money && is_cut(n);
        Some((answer, answer.outcome.yen()?)).filter(|_| is_amount)
    });
    let (negative, positive): (Vec<_>, Vec<_>) =
        amounts.filter(|(_, yen)| *yen != Yen::ZERO).partition(|(_, yen)| *yen < Yen::ZERO);
    let Some((other, _)) = positive.first() else { return Vec::new() };
    let finding = |(answer, yen): (&Answer, Yen)| {
        let (caption, read, other) = (answer.caption(), amount_text(yen), other.caption());
        page.finding(Contradiction::MixedSigns { caption, read, other }, answer).value(&answer.raw)
    };
    negative.into_iter().map(finding).collect()
}

/// An amount must say how it was computed.
fn without_method(page: &Page<'_>, line: &Line<'_>) -> Option<Finding> {
    let method = line.method.filter(|method| method.is_blank())?;
    let (caption, amount) = (method.caption(), amount_text(line.amount));
    Some(page.finding(Contradiction::EffectWithoutMethod { caption, amount }, method))
}

/// A one-year effect of last year that stands here again, same title and same amount.
fn one_year_again(page: &Page<'_>, line: &Line<'_>) -> Option<Finding> {
    let recurring = page.form().form.codes_with_role(ChoiceRole::Recurring);
    let nature = line.nature?;
    let last_year = page.form().round.year.previous();
    // A form that marks no nature as recurring does not tell one-year effects from others.
    if recurring.is_empty() || recurring.iter().any(|code| code == nature) {
        return None;
    }
    // Counted anew each year against one fixed year, the same amount is no line left over.
    let method = line.method.map(|method| method.raw.as_str()).unwrap_or_default();
    if [line.title.raw.as_str(), method].iter().any(|text| has_fixed_base(text, last_year)) {
        return None;
    }
    let title = comparison_key(&line.title.raw);
    let again = page.checks.earlier.effects.of(page.sheet.program).any(|fact| {
        fact.round.year == last_year
            && fact.kind.as_deref() == Some(line.kind)
            && fact.nature.as_deref() == Some(nature)
            && fact.actual == Some(line.amount)
            && fact.title.as_ref().is_some_and(|fact| comparison_key(fact) == title)
    });
    again.then(|| {
        let (amount, nature) = (amount_text(line.amount), nature.to_owned());
        let again = Contradiction::OneYearEffectRepeated { amount, nature };
        page.finding(again, line.title).value(&line.title.raw)
    })
}

/// Whether a text says that an amount is measured against a fixed year: it speaks of a 基準年度, or names a year before the
/// last one.
fn has_fixed_base(text: &str, last_year: FiscalYear) -> bool {
    let key = comparison_key(text);
    ["基準年", "基準値", "計画前"].iter().any(|word| key.contains(word))
        || named_years(text).iter().any(|year| *year < last_year)
}

/// A line that another one may repeat.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SharedLine {
    key: Key,
    n: u16,
    title: Spot,
    raw: String,
}

/// The lines of a sheet that may stand in another one, too.
pub(super) fn shared(form: &FormContext<'_>, sheet: &ProgramSheet) -> Vec<SharedLine> {
    let lines = lines(form, sheet).into_iter().filter(|line| line.amount != Yen(0));
    let shared = lines.map(|line| SharedLine {
        key: line.key(),
        n: line.n,
        title: Spot::of(sheet, line.title),
        raw: line.title.raw.clone(),
    });
    shared.collect()
}

/// Lines of the same kind, title and amount, in one program or in several. Each names another one; within a program
/// only the later line is named.
pub(super) fn repeated(sheets: &[(usize, &Shared)]) -> Vec<(usize, Finding)> {
    let same = grouped(sheets.iter().flat_map(|(submission, sheet)| {
        let (submission, program) = (*submission, sheet.program);
        sheet.lines.iter().map(move |line| (&line.key, Reported { submission, program, line }))
    }));
    same.values().flat_map(|group| repeated_in(group)).collect()
}

/// A line with where it was reported.
struct Reported<'a> {
    submission: usize,
    program: ProgramNo,
    line: &'a SharedLine,
}

fn repeated_in(group: &[Reported<'_>]) -> Vec<(usize, Finding)> {
    let finding = |(at, own): (usize, &Reported<'_>)| {
        let is_own = |other: &&Reported<'_>| other.program == own.program;
        let earlier = group[..at].iter().find(is_own);
        let twin = earlier.or_else(|| group.iter().find(|other| !is_own(other)))?;
        let repeated = Contradiction::EffectRepeated {
            amount: amount_text(own.line.key.2),
            other: twin.program,
            line: twin.line.n,
        };
        Some((own.submission, own.line.title.finding(repeated).value(&own.line.raw)))
    };
    group.iter().enumerate().filter_map(finding).collect()
}

/// The cell of a total whose formula was typed over, against the lines above it in its column.
fn total_differs(page: &Page<'_>) -> Vec<Finding> {
    let typed = page.observations.iter().filter_map(|seen| match seen {
        Observation::PrintAltered { program, source, expected, found }
            if *program == page.sheet.program && expected.is_empty() =>
        {
            Some((source, found))
        }
        _ => None,
    });
    let differing = typed.filter_map(|(source, found)| {
        let column: Vec<&Answer> = page
            .sheet
            .answers
            .iter()
            .filter(|answer| {
                let cell = answer.source.cell;
                matches!(answer.question.subject, Subject::Line(..))
                    && answer.question.money
                    && answer.source.sheet == source.sheet
                    && cell.col == source.cell.col
                    && cell.row < source.cell.row
            })
            .collect();
        // No lines: the formula was not a total. An unread line: its sum is not known.
        if column.is_empty() || column.iter().any(|answer| is_refused(answer)) {
            return None;
        }
        let addends: Vec<Yen> = column.iter().filter_map(|answer| answer.outcome.yen()).collect();
        let sum = Yen(addends.iter().map(|yen| yen.0).sum());
        let money = Expect::Money { unit: MoneyUnit::Thousand, none_is_zero: false };
        let total = read(&Raw::Text(found), &money).yen()?;
        // Each line may have been rounded to 千円, the total summed before.
        let rounding = 500 * i64::try_from(addends.len()).ok()?;
        ((total.0 - sum.0).abs() > rounding).then(|| {
            let differs = Contradiction::TotalDiffers { sum: amount_text(sum) };
            Finding::new(differs, Place::of(source)).program(page.sheet.program).value(found)
        })
    });
    differing.collect()
}

fn is_refused(answer: &Answer) -> bool {
    matches!(answer.outcome, Outcome::Refused(_))
}
