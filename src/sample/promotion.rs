//! What the review makes of a program beside its direction: the program that carries it on, and the schedule and
//! indicators of a study that is to be carried out.

use super::case::Case;
use super::choices::Asked;
use super::notations::Answer;
use super::rng::Rng;
use super::words;
use crate::schema::{ChoiceRole, ProgramKind};
use crate::terms::{ProgramNo, Quantity};

/// How many lines a study promises, where the plan's texts say nothing.
const LINES: usize = 2;

impl Case<'_> {
    /// The program that carries this one on; `None` if the review does not merge it.
    pub(super) fn merge_into(&self) -> Option<ProgramNo> {
        if self.review_role() != Some(ChoiceRole::Merge) {
            return None;
        }
        let is_other = |no: ProgramNo| no != self.program.no;
        let own = self.texts.and_then(|texts| texts.merge_into).filter(|no| is_other(*no));
        let carried_out =
            self.context.plan.running().filter(|program| {
                program.kind == ProgramKind::Implementation && is_other(program.no)
            });
        let near = carried_out.filter(|program| program.direction == self.program.direction);
        own.or_else(|| near.map(|program| program.no).next())
    }

    /// A cell of the schedule or of the indicators after the review; empty unless the study is to be carried out.
    pub(super) fn promoted_line(&self, n: u16, asked: &Asked<'_>) -> Option<Answer> {
        if self.review_role() != Some(ChoiceRole::Promote) {
            return None;
        }
        let index = usize::from(n) - 1;
        match &*asked.question.block {
            "promotion_activities" => self.promoted_activity(asked.id, index),
            "promotion_indicators" => self.promoted_indicator(index, asked),
            _ => None,
        }
    }

    fn promoted_activity(&self, id: &str, index: usize) -> Option<Answer> {
        let own = self.texts.map(|texts| &texts.promotion.activities);
        let own = own.filter(|own| !own.is_empty());
        let (name, first, later) = match own {
            Some(own) => {
                let line = own.get(index)?;
                (line.name.clone(), line.first.clone(), line.later.clone())
            }
            None => {
                let mut rng = Rng::keyed(self.request.seed, &[&self.program.no, &"promotion"]);
                let names = rng.shuffled(words::ADDED).into_iter().take(LINES);
                let name = names.map(|name| (*name).to_owned()).nth(index)?;
                (name, "準備".to_owned(), "実施".to_owned())
            }
        };
        let text = match id {
            "name" => name,
            "first" => first,
            "later" => later,
            _ => return None,
        };
        Some(Answer::Text(text))
    }

    fn promoted_indicator(&self, index: usize, asked: &Asked<'_>) -> Option<Answer> {
        let own = self.texts.map(|texts| &texts.promotion.indicators);
        let own = own.filter(|own| !own.is_empty()).map(|own| own.get(index));
        let generic = || {
            let (name, unit, target) = words::PROMOTED_INDICATOR;
            (name.to_owned(), unit.to_owned(), None, Quantity(target.into()), true, false)
        };
        let (name, unit, baseline, target, each_year, lower) = match own {
            Some(None) => return None,
            Some(Some(own)) => {
                let (name, unit) = (own.name.clone(), own.unit.clone());
                (name, unit, own.baseline, own.target, own.each_year, own.lower)
            }
            None if index > 0 => return None,
            None => generic(),
        };
        match asked.id {
            "name" => Some(Answer::Text(name)),
            "unit" => Some(Answer::Text(unit)),
            "baseline" => baseline.map(|value| Answer::Number(value.0)),
            "target" => Some(Answer::Number(target.0)),
            "time" => asked.role_choice(ChoiceRole::EachYear, each_year),
            "better" => asked.role_choice(ChoiceRole::Lower, lower),
            _ => None,
        }
    }

    /// What the direction or verdict of the review does to the plan.
    fn review_role(&self) -> Option<ChoiceRole> {
        let form = self.context.form;
        let sheet = form.sheet(self.program.kind)?;
        let blocks = sheet.blocks.iter().filter(|block| block.id == "review");
        let list =
            blocks.flat_map(|block| &block.fields).find_map(|field| field.choices.as_ref())?;
        form.role_of(list, &self.review_code())
    }
}
