//! What a program answers in a round to each field of the form.

use jiff::ToSpan;
use rust_decimal::Decimal;

use super::case::{Case, stage_is_active};
use super::choices::Asked;
use super::fit::Room;
use super::narrative;
use super::notations::Answer;
use super::path::{self, Actual, actual};
use super::rng::Rng;
use super::schedule::{Stage, stage};
use super::texts::ProgramTexts;
use super::words;
use crate::form::{Question, Subject, field_ids as ids};
use crate::schema::{ChoiceRole, FieldType, Indicator, Level, Required, Shape, Standing};
use crate::terms::Yen;

impl Case<'_> {
    /// What is written into a cell; `None` leaves it empty.
    pub(super) fn answer(&self, question: &Question, room: &Room) -> Option<Answer> {
        let rng = self.rng(question.key());
        let id = question.field.id.as_deref().unwrap_or_default();
        let asked = &mut Asked { context: self.context, question, id, room, rng };
        let known = match &question.subject {
            Subject::Activity(n) => Some(self.of_activity(Some(*n), asked)),
            Subject::SpareActivity(k) => {
                let added = usize::from(*k) <= self.added().len();
                Some(added.then(|| self.of_added(*k, asked)).flatten())
            }
            Subject::Indicator(indicator) => self.of_indicator(self.indicator(indicator)?, asked),
            // What earlier rounds reported needs no correction.
            Subject::PastActual(..) => Some(None),
            Subject::Line(_, n) if question.is_in(ids::EFFECTS) => Some(self.of_line(*n, asked)),
            Subject::Line(_, n) => Some(self.promoted_line(*n, asked)),
            Subject::Program => self.of_program(asked),
        };
        known.unwrap_or_else(|| self.unknown(asked))
    }

    /// Fields of the program itself; the outer `None` is a field that this room does not know.
    fn of_program(&self, asked: &mut Asked<'_>) -> Option<Option<Answer>> {
        let Asked { id, question, room, ref mut rng, .. } = *asked;
        let text = |text: String| (!text.is_empty()).then_some(Answer::Text(text));
        let texts = self.texts;
        let own = |list: fn(&ProgramTexts) -> &Vec<String>| {
            let text = list(texts?).get(self.round_index)?;
            narrative::own(self, text, room)
        };
        Some(match id {
            "reporter" => {
                let mut rng = Rng::keyed(self.request.seed, &[&self.program.lead, &"reporter"]);
                let own = rng.pick(&self.request.texts.reporters).cloned();
                let generic = || rng.pick(words::REPORTERS).map(|name| (*name).to_owned());
                text(own.or_else(generic).unwrap_or_default())
            }
            "extension" => {
                let mut rng = Rng::keyed(self.request.seed, &[&self.program.lead, &"extension"]);
                text(rng.between(2001, 3999).to_string())
            }
            "report_date" => self.report_date(),
            "rating" => self.rating(self.standing, asked),
            "not_rated_reason" => None,
            "achievement" | "study_state" => text(
                own(|texts| &texts.achievement)
                    .unwrap_or_else(|| narrative::achievement(self, room, rng)),
            ),
            "issues" => match own(|texts| &texts.issues) {
                Some(own) => text(own),
                None if self.standing != Standing::Behind && rng.chance(15) => {
                    text("特になし。".to_owned())
                }
                None => text(narrative::issues(self, room, rng)),
            },
            "next" => {
                text(own(|texts| &texts.next).unwrap_or_else(|| narrative::next(self, room, rng)))
            }
            _ if question.field.kind == FieldType::Choice && &*question.block == "review" => {
                let code = self.review_code();
                asked.choice(|option| option.code == code)
            }
            "review_merge_into" => self.merge_into().map(|no| Answer::Text(no.to_string())),
            "review_reason" => {
                let own = texts.and_then(|texts| texts.review_reason.as_deref());
                let own = own.and_then(|own| narrative::own(self, own, room));
                let choice = self.review_code();
                text(own.unwrap_or_else(|| narrative::review_reason(self, &choice, room, rng)))
            }
            _ => return None,
        })
    }

    /// Some day of the weeks after the round's day.
    fn report_date(&self) -> Option<Answer> {
        let mut rng =
            Rng::keyed(self.request.seed, &[&self.program.lead, &self.context.round, &"date"]);
        let days = i64::from(rng.between(5, 21));
        self.context.round.as_of().checked_add(days.days()).ok().map(Answer::Date)
    }

    /// A step of the scale with this standing; the nearest other one if the scale has none.
    fn rating(&self, standing: Standing, asked: &mut Asked<'_>) -> Option<Answer> {
        let levels = &self.context.plan.scale(self.context.round.year).levels;
        let of = |standing| -> Vec<&Level> {
            levels.iter().filter(|level| level.standing == standing).collect()
        };
        let fitting = match of(standing) {
            fitting if fitting.is_empty() => of(Standing::OnTrack),
            fitting => fitting,
        };
        let level = asked.rng.pick(&fitting).copied().or(levels.first())?;
        asked.choice(|option| option.code == level.code.as_str())
    }

    fn of_activity(&self, n: Option<u16>, asked: &mut Asked<'_>) -> Option<Answer> {
        let index = n.map(|n| usize::from(n) - 1);
        let activity = index.and_then(|index| self.program.activities.get(index));
        let stage = activity.map_or(Stage::UnderWay, |activity| {
            stage(self.context.plan, activity, self.context.round.year)
        });
        let late = self.standing == Standing::Behind
            && index.is_none_or(|index| self.late_activity() == Some(index));
        match asked.id {
            "status" => {
                let late_end = late && stage == Stage::Ending;
                let words = if late_end { Stage::UnderWay.statuses() } else { stage.statuses() };
                asked.named_choice(words)
            }
            "rating" if stage_is_active(stage) => {
                let standing = if late { Standing::Behind } else { Standing::OnTrack };
                let standing = match (self.standing, asked.rng.chance(50)) {
                    (Standing::Ahead, true) => Standing::Ahead,
                    _ => standing,
                };
                self.rating(standing, asked)
            }
            "rating" => None,
            "result" => {
                let pool = if late { words::DELAYED } else { stage.results() };
                Some(Answer::Text(narrative::short(self, pool, asked.room, &mut asked.rng)))
            }
            _ => None,
        }
    }

    fn of_added(&self, k: u16, asked: &mut Asked<'_>) -> Option<Answer> {
        let index = usize::from(k) - 1;
        match asked.id {
            "name" => Some(Answer::Text(self.added().get(index)?.clone())),
            "result" => {
                let own = self.texts.and_then(|texts| texts.activities.get(index));
                let own = own.and_then(|own| own.results.get(self.round_index));
                match own.filter(|own| asked.room.fits(own)) {
                    Some(own) => Some(Answer::Text(own.clone())),
                    None => self.of_activity(None, asked),
                }
            }
            // The first of the added lines carries the delay.
            "rating" if index > 0 => self.rating(Standing::OnTrack, asked),
            _ => self.of_activity(None, asked),
        }
    }

    fn of_indicator(&self, indicator: &Indicator, asked: &mut Asked<'_>) -> Option<Option<Answer>> {
        let Asked { id, question, room, ref mut rng, .. } = *asked;
        let actual = actual(&self.context, indicator, self.standing, self.request.seed);
        let in_form = |value: Decimal| {
            if question.money {
                Answer::Money(Yen(i64::try_from(value.trunc()).unwrap_or_default()))
            } else {
                Answer::Number(value)
            }
        };
        Some(match (id, actual) {
            ("actual", Actual::Value(value)) => Some(in_form(value)),
            ("actual", Actual::Pending) => Some(Answer::Word("集計中")),
            ("actual", Actual::Nothing) => Some(Answer::Word("-")),
            ("note", Actual::Pending) => Some(Answer::Text("5月に確定".to_owned())),
            ("note", Actual::Nothing) => Some(Answer::Text("実績がないため".to_owned())),
            ("note", Actual::Value(_)) if rng.chance(45) => {
                Some(Answer::Text(narrative::short(self, words::NOTES, room, rng)))
            }
            ("note", Actual::Value(_)) => None,
            // Few targets are changed: those already far surpassed.
            ("review_target", Actual::Value(value)) => {
                let target = indicator.target.as_ref()?.value.0;
                let is_level = indicator.shape == Shape::YearlyFlow;
                let far = is_level && value >= target * path::percent(130);
                far.then(|| in_form((target * path::percent(110)).round()))
            }
            ("review_target", _) => None,
            _ => return None,
        })
    }

    fn of_line(&self, n: u16, asked: &mut Asked<'_>) -> Option<Answer> {
        let line = self.effects.get(usize::from(n) - 1)?;
        match asked.id {
            "kind" => asked.role_choice(ChoiceRole::Saving, line.saving),
            "title" => Some(Answer::Text(line.title.clone())),
            "nature" => asked.role_choice(ChoiceRole::Recurring, line.recurring),
            "planned" => line.planned.map(Answer::Money),
            "actual" => Some(Answer::Money(line.actual)),
            "method" => Some(Answer::Text(line.method.clone())),
            // Weeks after the year's end the accounts are not yet closed.
            "basis" => {
                let usual = ["決算見込", "決算見込", "決算"];
                let name = asked.rng.pick(&usual).copied().unwrap_or_default();
                asked.named_choice(&[name])
            }
            _ if asked.question.field.kind == FieldType::Choice => asked.any_choice(),
            _ => None,
        }
    }

    /// A field of another form: what its type asks for, if it must be filled.
    fn unknown(&self, asked: &mut Asked<'_>) -> Option<Answer> {
        let field = &asked.question.field;
        if field.required != Required::Always {
            return None;
        }
        match field.kind {
            FieldType::Text => {
                Some(Answer::Text(narrative::next(self, asked.room, &mut asked.rng)))
            }
            FieldType::Choice => asked.any_choice(),
            FieldType::Date => self.report_date(),
            FieldType::Money => {
                Some(Answer::Money(Yen(i64::from(asked.rng.between(1, 99)) * 1_000_000)))
            }
            FieldType::Number | FieldType::Indicator => {
                let least = field.min.map_or(Decimal::ZERO, |min| min.0);
                Some(Answer::Number(field.max.map_or(least, |max| least.min(max.0))))
            }
        }
    }
}
