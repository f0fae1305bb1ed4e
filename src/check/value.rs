//! Findings about single values (family V).

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::cross::place;
use super::words;
use crate::finding::{Finding, ValueFault, What, Wording, worded};
use crate::form::field_ids as ids;
use crate::form::{FieldId, FormContext, Subject, choices_of, long_date, quantity_text};
use crate::notation::{
    Confusable, Missing, MoneyUnit, Outcome, Reading, Refusal, Remark, Value, confusables,
};
use crate::schema::{ChoiceRole, Field, FieldType, Indicator, Required, SheetSpec};
use crate::submission::{Answer, ProgramSheet, Unseen};
use crate::workbook::Extent;

/// Goes over every answer of a sheet.
pub(super) fn answers(context: &FormContext<'_>, sheet: &ProgramSheet) -> Vec<Finding> {
    let Some(program) = context.plan.program(sheet.program) else { return Vec::new() };
    let Some(spec) = context.form.sheet(program.kind) else { return Vec::new() };
    let page = Page { context, sheet, spec };
    let mut findings = Vec::new();
    let required = page.required_and_empty();
    for answer in &sheet.answers {
        let field = &answer.question.field;
        if required.contains(answer.question.key()) {
            let how = words::how_to_fill(answer.question.kind());
            let empty = ValueFault::RequiredEmpty { caption: answer.caption(), how };
            findings.push(page.finding(empty, answer));
        }
        findings.extend(page.struck_out(answer));
        findings.extend(page.unseen(answer));
        match &answer.outcome {
            Outcome::Read(reading) => {
                let out_of_limits = page.out_of_limits(answer, field, reading);
                if out_of_limits.is_none() {
                    findings.extend(page.remarks(answer, reading));
                }
                findings.extend(out_of_limits);
                findings.extend(page.too_long(answer, field, reading));
                findings.extend(page.out_of_round(answer, reading));
                findings.extend(page.more_decimals(answer, reading));
                findings.extend(page.sign(answer));
                findings.extend(page.look_alikes(answer));
            }
            Outcome::Missing { reason, .. } => findings.extend(page.missing(answer, *reason)),
            // The loss has a finding of its own, once for all that it took; so have cells that were merged.
            Outcome::Refused(Refusal::Lost | Refusal::Shared) => {}
            Outcome::Refused(refusal) => findings.push(page.refused(answer, field, refusal)),
        }
    }
    findings
}

struct Page<'a> {
    context: &'a FormContext<'a>,
    sheet: &'a ProgramSheet,
    spec: &'a SheetSpec,
}

impl Page<'_> {
    fn finding(&self, what: impl Into<What>, answer: &Answer) -> Finding {
        let finding = Finding::new(what, place(answer))
            .program(self.sheet.program)
            .field(answer.question.key());
        match answer.raw.as_str() {
            "" => finding,
            raw => finding.value(raw),
        }
    }

    /// Keys of the answers that must be there and are not: the same rule by which the form's own counter counts.
    fn required_and_empty(&self) -> BTreeSet<&str> {
        let waiver = self.spec.waived_by.as_deref().and_then(|id| self.sheet.own(FieldId(id)));
        if waiver.is_some_and(|answer| !answer.is_blank()) {
            return BTreeSet::new();
        }
        let must = |answer: &&Answer| {
            let unless = answer.question.unless();
            let stands_in = unless.and_then(|(subject, field)| self.sheet.answer(subject, field));
            if stands_in.is_some_and(|other| !other.is_blank()) {
                return false;
            }
            match answer.question.required() {
                Required::Never => false,
                Required::Always => true,
                Required::WithRow => self.row_begun(answer),
            }
        };
        // A choice that is a dash or 集計中 is no choice yet.
        let is_empty = |answer: &&Answer| {
            let no_choice = answer.question.kind() == FieldType::Choice
                && matches!(answer.outcome, Outcome::Missing { .. });
            answer.is_blank() || no_choice
        };
        let empty = self.sheet.answers.iter().filter(is_empty);
        empty.filter(must).map(|answer| answer.question.key()).collect()
    }

    fn row_begun(&self, answer: &Answer) -> bool {
        let mut answers = self.sheet.answers.iter();
        answers.any(|other| other.question.shares_row(&answer.question) && !other.is_blank())
    }

    fn indicator(&self, answer: &Answer) -> Option<&Indicator> {
        let (Subject::Indicator(id) | Subject::PastActual(id, _)) = &answer.question.subject else {
            return None;
        };
        let program = self.context.plan.program(self.sheet.program)?;
        program.indicators.iter().find(|indicator| indicator.id == *id)
    }

    fn missing(&self, answer: &Answer, reason: Missing) -> Option<Finding> {
        let caption = answer.caption();
        let what = match reason {
            Missing::Blank => return None,
            Missing::Pending | Missing::Undecided => ValueFault::Pending { caption },
            Missing::None | Missing::Unknown | Missing::NotApplicable | Missing::Suppressed => {
                ValueFault::NoValueStated { caption }
            }
        };
        Some(self.finding(what, answer))
    }

    fn refused(&self, answer: &Answer, field: &Field, refusal: &Refusal) -> Finding {
        let caption = answer.caption();
        let what = || words::refusal(refusal);
        let fault = match refusal {
            Refusal::TwoValues
            | Refusal::CodeAndLabelDisagree { .. }
            | Refusal::YearRange { .. } => ValueFault::TwoValues { caption },
            Refusal::Ditto | Refusal::Reference => ValueFault::Refers { caption },
            Refusal::Confusable { .. } => ValueFault::Confusable { caption, what: what() },
            Refusal::NotInChoices { .. } => self.not_in_choices(caption, field, refusal),
            Refusal::WrongUnit { .. } => {
                ValueFault::WrongUnit { caption, expected: answer.question.unit.clone() }
            }
            Refusal::DateInNumber { .. } => ValueFault::DateForNumber { caption },
            Refusal::PartlyStruck { struck, rest } => {
                let (struck, rest) = (struck.clone(), rest.clone());
                ValueFault::PartlyStruck { caption, struck, rest }
            }
            Refusal::PartlyInvisible { invisible, seen } => {
                let (invisible, seen) = (invisible.clone(), seen.clone());
                ValueFault::PartlyInvisible { caption, invisible, seen }
            }
            Refusal::OutsideCalendar { .. } => ValueFault::OutsideCalendar { caption },
            Refusal::ErrorCell { .. } | Refusal::NoResult => ValueFault::ErrorCell { caption },
            Refusal::Bound { written } => {
                ValueFault::BoundAsActual { caption, bound: words::bound(*written) }
            }
            _ => match answer.question.kind() {
                FieldType::Date => ValueFault::NotADate { caption, what: what() },
                FieldType::Choice => self.not_in_choices(caption, field, refusal),
                _ => ValueFault::NotANumber { caption, what: what() },
            },
        };
        self.finding(fault, answer)
    }

    /// A cell that was deleted by a line through it.
    fn struck_out(&self, answer: &Answer) -> Option<Finding> {
        let struck_out = || ValueFault::StruckOut { caption: answer.caption() };
        (answer.struck() == Extent::Everything).then(|| self.finding(struck_out(), answer))
    }

    /// A cell that nobody sees.
    fn unseen(&self, answer: &Answer) -> Option<Finding> {
        let (caption, what) = (answer.caption(), words::unseen(answer.unseen?));
        Some(self.finding(ValueFault::Unseen { caption, what }, answer))
    }

    fn not_in_choices(&self, caption: String, field: &Field, refusal: &Refusal) -> ValueFault {
        let choices = field.choices.as_deref().and_then(|id| {
            choices_of(self.context.plan, self.context.form, self.context.round, id)
        });
        let codes: Vec<String> = choices
            .map(|choices| choices.list.options.into_iter().map(|option| option.code).collect())
            .unwrap_or_default();
        let nearest = match refusal {
            Refusal::NotInChoices { nearest: Some(code) } => {
                worded! { "「{code}」ではありませんか。" / "Did you mean {code}?" }
            }
            _ => Wording::default(),
        };
        ValueFault::NotInChoices { caption, choices: codes.join("・"), nearest }
    }

    fn remarks(&self, answer: &Answer, reading: &Reading) -> Vec<Finding> {
        let read = value_text(&reading.value);
        // Digits that the indicator has no place for are told with how many it has; a far unit has a finding of its own.
        let has_more_decimals = self.has_more_decimals(answer, reading);
        let is_scaled_otherwise =
            reading.remarks.iter().any(|r| matches!(r, Remark::ScaledByFormat { fits: false, .. }));
        let is_told = |remark: &&Remark| match remark {
            Remark::DigitsHidden { .. } => has_more_decimals || is_scaled_otherwise,
            Remark::UnitFarFromField { .. } => true,
            // A format that shows nothing has a finding of its own.
            Remark::HiddenByFormat { .. } => answer.unseen == Some(Unseen::Format),
            _ => false,
        };
        let doubts = reading.remarks.iter().filter(|r| !is_told(r)).filter_map(words::doubt);
        // A target is a bound; of anything else it is worth a look.
        let is_target = answer.is(ids::REVIEW_TARGET);
        let bound = reading.qualifier.map(words::qualifier).filter(|_| !is_target);
        let is_far = |remark: &&Remark| matches!(remark, Remark::UnitFarFromField { .. });
        let far = reading.remarks.iter().filter(is_far).filter_map(words::doubt).map(|what| {
            let (caption, read) = (answer.caption(), read.clone());
            ValueFault::UnitFarFromField { caption, read, what }
        });
        let doubts = doubts.chain(bound).map(|what| {
            let (caption, read) = (answer.caption(), read.clone());
            ValueFault::ReadWithDoubt { caption, read, what }
        });
        doubts.chain(far).map(|fault| self.finding(fault, answer)).collect()
    }

    /// The field's limits hold in the unit of the form, the indicator's in its own.
    fn out_of_limits(&self, answer: &Answer, field: &Field, reading: &Reading) -> Option<Finding> {
        let thousand = Decimal::from(1000);
        let unit = field.unit.as_deref().and_then(MoneyUnit::of).unwrap_or(MoneyUnit::Thousand);
        let (in_form_unit, in_own_unit) = match &reading.value {
            Value::Number(value) => (*value, *value),
            Value::Money(yen) => {
                (Decimal::from(yen.0) / Decimal::from(unit.factor()), Decimal::from(yen.0))
            }
            _ => return None,
        };
        let indicator =
            self.indicator(answer).filter(|_| answer.question.kind() == FieldType::Indicator);
        let limits = match indicator {
            Some(indicator) => (indicator.min, indicator.max, in_own_unit),
            None => (field.min, field.max, in_form_unit),
        };
        let (min, max, value) = limits;
        if min.is_none_or(|min| value >= min.0) && max.is_none_or(|max| value <= max.0) {
            return None;
        }
        let scale =
            if indicator.is_some() && answer.question.money { thousand } else { Decimal::ONE };
        let bound = |limit: Option<crate::terms::Quantity>, words: &str| {
            limit.map(|limit| format!("{}{words}", quantity_text(limit.0 / scale, 0)))
        };
        let limits: Vec<String> =
            [bound(min, "以上"), bound(max, "以下")].into_iter().flatten().collect();
        let (caption, limits) = (answer.caption(), limits.concat());
        let by_format =
            reading.remarks.iter().find(|r| matches!(r, Remark::PercentByFormat { .. }));
        // A format that hides the minus shows a number within the limits.
        let is_hidden = |r: &&Remark| matches!(r, Remark::HiddenByFormat { .. });
        let hidden = reading.remarks.iter().find(is_hidden).filter(|_| answer.unseen.is_none());
        let what = by_format.or(hidden).and_then(words::doubt);
        let what = what
            .map(|words| Wording::new(format!("({})", words.ja), format!(" ({})", words.en)))
            .unwrap_or_default();
        let how = words::how_to_scale(by_format, answer.question.money);
        Some(self.finding(ValueFault::OutOfLimits { caption, limits, what, how }, answer))
    }

    /// The day of the report decides which submission counts, so it must be one of the round's.
    fn out_of_round(&self, answer: &Answer, reading: &Reading) -> Option<Finding> {
        let Value::Date(day) = reading.value else { return None };
        let round = self.context.round;
        if !answer.is(ids::REPORT_DATE) || round.may_be_reported_on(day) {
            return None;
        }
        let (first, last) = round.report_days();
        let out_of_round = ValueFault::DateOutOfRound {
            caption: answer.caption(),
            read: long_date(day),
            first: long_date(first),
            last: long_date(last),
        };
        Some(self.finding(out_of_round, answer))
    }

    /// A text with letters that are probably not those meant, each pair once. The text is kept as written (N136).
    fn look_alikes(&self, answer: &Answer) -> Option<Finding> {
        let text = answer.text().filter(|_| answer.question.kind() == FieldType::Text)?;
        let mut pairs: Vec<String> = Vec::new();
        for Confusable { found, looks_like, .. } in confusables(text) {
            let pair = format!("{found}→{looks_like}");
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let (caption, found) = (answer.caption(), pairs.join("、"));
        let look_alikes = ValueFault::LookAlikes { caption, pairs: found };
        (!pairs.is_empty()).then(|| self.finding(look_alikes, answer))
    }

    /// An actual is written with the decimals that its indicator declares; money is whole yen anyway.
    fn more_decimals(&self, answer: &Answer, reading: &Reading) -> Option<Finding> {
        let (decimals, expected) = self.decimals(answer, reading)?;
        (decimals > expected).then(|| {
            let caption = answer.caption();
            let hidden = reading.remarks.iter().find(|r| matches!(r, Remark::DigitsHidden { .. }));
            let shown = hidden.and_then(words::doubt);
            let shown = shown
                .map(|words| Wording::new(format!("。{}", words.ja), format!("; {}", words.en)))
                .unwrap_or_default();
            self.finding(ValueFault::MoreDecimals { caption, decimals, expected, shown }, answer)
        })
    }

    fn has_more_decimals(&self, answer: &Answer, reading: &Reading) -> bool {
        self.decimals(answer, reading).is_some_and(|(decimals, expected)| decimals > expected)
    }

    /// Digits behind the point of an actual, and how many its indicator has.
    fn decimals(&self, answer: &Answer, reading: &Reading) -> Option<(u32, u32)> {
        let indicator = self.indicator(answer).filter(|_| answer.is(ids::ACTUAL))?;
        let Value::Number(value) = reading.value else { return None };
        Some((value.normalize().scale(), indicator.decimals))
    }

    fn too_long(&self, answer: &Answer, field: &Field, reading: &Reading) -> Option<Finding> {
        let Value::Text(text) = &reading.value else { return None };
        let length = text.chars().count();
        let limit = field.max_chars? as usize;
        (length > limit).then(|| {
            let caption = answer.caption();
            self.finding(ValueFault::TextTooLong { caption, length, limit }, answer)
        })
    }

    /// An effect is positive; a cut typed with ▲ is turned, a negative revenue is kept.
    fn sign(&self, answer: &Answer) -> Option<Finding> {
        let yen = answer.outcome.yen()?;
        let Subject::Line(..) = answer.question.subject else { return None };
        if yen.0 >= 0 {
            return None;
        }
        let is_kind =
            |other: &&Answer| other.question.shares_row(&answer.question) && other.is(ids::KIND);
        let kind = self.sheet.answers.iter().find(is_kind).and_then(Answer::text);
        let is_saving = self.context.form.has_role(kind, ChoiceRole::Saving);
        let (what, how) = words::sign(is_saving);
        let (caption, read) = (answer.caption(), words::amount_text(yen));
        Some(self.finding(ValueFault::SignContradicts { caption, read, what, how }, answer))
    }
}

/// A value as messages show it.
fn value_text(value: &Value) -> String {
    match value {
        Value::Number(number) => quantity_text(*number, 0),
        Value::Money(yen) => words::amount_text(*yen),
        Value::Text(text) | Value::Choice(text) => text.clone(),
        Value::Date(date) => long_date(*date),
        Value::FiscalYear(year) => year.label(),
    }
}
