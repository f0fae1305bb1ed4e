//! What a form asks of a program, wherever it stands: the layout places these questions, and the cells of a form that
//! already exists are found without one.

use std::sync::Arc;

use super::choices::legend_of;
use super::context::{ExtraRows, FormContext};
use super::printed::form_unit;
use super::question::{Question, Subject};
use super::rows::{row_caption, row_key};
use crate::schema::{
    Activity, Block, Field, FieldType, Indicator, Program, Repeat, SheetSpec, Table, When,
};
use crate::terms::{FiscalYear, IndicatorId, lines};

/// Rows for added activities where the plan has no schedule at all.
const SPARE_WITHOUT_SCHEDULE: u16 = 4;

/// What a division answers about `program`, in the form's order. Nothing if the form has no sheet for it.
pub fn questions(
    context: &FormContext<'_>,
    program: &Program,
    extra: &ExtraRows,
) -> Vec<Arc<Question>> {
    let Some(asking) = Asking::of(context, program, extra) else { return Vec::new() };
    let blocks = asking.spec.blocks.iter().filter(|block| asking.in_round(block.when));
    blocks.flat_map(|block| asking.of_block(block)).collect()
}

/// The id of the column's field where the division fills it: what the plan prints into its own rows is filled in the
/// rows that the division adds.
pub(super) fn filled_by<'f>(field: &'f Field, subject: &Subject) -> Option<&'f str> {
    let is_printed = field.prefill.is_some() && !matches!(subject, Subject::SpareActivity(_));
    field.id.as_deref().filter(|_| !is_printed)
}

/// A program and the form that asks about it.
pub(super) struct Asking<'c, 'a> {
    pub(super) context: &'c FormContext<'a>,
    pub(super) program: &'a Program,
    pub(super) spec: &'a SheetSpec,
    extra: &'c ExtraRows,
}

impl<'c, 'a> Asking<'c, 'a> {
    /// `None` if the form has no sheet for this kind of program.
    pub(super) fn of(
        context: &'c FormContext<'a>,
        program: &'a Program,
        extra: &'c ExtraRows,
    ) -> Option<Asking<'c, 'a>> {
        Some(Asking { context, program, spec: context.form.sheet(program.kind)?, extra })
    }

    pub(super) fn in_round(&self, when: When) -> bool {
        self.context.asks(when)
    }

    fn of_block(&self, block: &Block) -> Vec<Arc<Question>> {
        let Some(table) = &block.table else {
            let fields = block.fields.iter().filter(|field| self.in_round(field.when));
            let fields = fields.filter(|field| field.id.is_some());
            return fields.map(|field| self.single(block, field)).collect();
        };
        let rows = self.rows(block, table).into_iter().flat_map(|subject| {
            let asked = table.columns.iter().filter(|field| self.in_round(field.when));
            let filled = asked.filter(|field| filled_by(field, &subject).is_some());
            filled.map(|field| self.in_row(block, table, field, &subject)).collect::<Vec<_>>()
        });
        rows.collect()
    }

    /// What the rows of a table stand for.
    pub(super) fn rows(&self, block: &Block, table: &Table) -> Vec<Subject> {
        let extra = self.extra.get(&block.id).copied().unwrap_or(0);
        match table.repeat {
            Repeat::Activities => {
                let planned = lines(self.program.activities.len());
                let spare = match planned {
                    0 => table.spare.max(SPARE_WITHOUT_SCHEDULE),
                    _ => table.spare,
                };
                let planned = (1..=planned).map(Subject::Activity);
                planned.chain((1..=spare + extra).map(Subject::SpareActivity)).collect()
            }
            Repeat::Indicators => {
                let ids = self.program.indicators.iter().map(|indicator| indicator.id.clone());
                ids.map(Subject::Indicator).collect()
            }
            Repeat::Lines => {
                let id: Arc<str> = block.id.as_str().into();
                (1..=table.lines + extra).map(|n| Subject::Line(id.clone(), n)).collect()
            }
        }
    }

    /// The question of a single field.
    pub(super) fn single(&self, block: &Block, field: &Arc<Field>) -> Arc<Question> {
        let label = plain_label(&self.expand(&field.label));
        let key = field.id.clone().unwrap_or_default();
        let caption = label.clone();
        self.question(block, field, Subject::Program, Names { key, label, caption })
    }

    /// The question of a column about the row of `subject`.
    pub(super) fn in_row(
        &self,
        block: &Block,
        table: &Table,
        field: &Arc<Field>,
        subject: &Subject,
    ) -> Arc<Question> {
        let label = plain_label(&self.expand(&field.label));
        let name = match subject {
            Subject::Activity(n) => self.activity(*n).map(|found| found.name.as_str()),
            Subject::Indicator(id) => self.indicator(id).map(|found| found.name.as_str()),
            // The plan names no other row; the cells of past years are asked for by `past`.
            _ => None,
        };
        let key = row_key(table, subject, field.id.as_deref().unwrap_or_default());
        let caption = row_caption(block, subject, name.unwrap_or_default(), &label);
        self.question(block, field, subject.clone(), Names { key, label, caption })
    }

    /// The question of a past year's cell, for its correction.
    pub(super) fn past(
        &self,
        block: &Block,
        table: &Table,
        field: &Arc<Field>,
        indicator: &Indicator,
        year: FiscalYear,
    ) -> Arc<Question> {
        let subject = Subject::PastActual(indicator.id.clone(), year);
        let key = row_key(table, &subject, &format!("past_{year}"));
        let label = format!("{}実績", year.short());
        let caption = format!("指標「{}」の{label}", indicator.name);
        self.question(block, field, subject, Names { key, label, caption })
    }

    fn question(
        &self,
        block: &Block,
        field: &Arc<Field>,
        subject: Subject,
        names: Names,
    ) -> Arc<Question> {
        let Names { key, label, caption } = names;
        let stand_in = field.required_unless.as_deref().map(|other| {
            let mut columns = block.table.iter().flat_map(|table| &table.columns);
            let is_in_row = columns.any(|column| column.id.as_deref() == Some(other));
            if is_in_row { subject.clone() } else { Subject::Program }
        });
        let mut question = Question {
            subject,
            field: field.clone(),
            block: block.id.as_str().into(),
            unit: field.unit.clone().unwrap_or_default(),
            money: field.kind == FieldType::Money,
            label,
            caption,
            stand_in,
            key,
        };
        if let Subject::Indicator(id) | Subject::PastActual(id, _) = &question.subject
            && question.kind() == FieldType::Indicator
            && let Some(indicator) = self.indicator(id)
        {
            question.money = indicator.is_money();
            question.unit = form_unit(indicator);
        }
        Arc::new(question)
    }

    /// Replaces `{year}` by the round's year, `{next}` by the year after, `{<list>}` by the legend of that list.
    pub(super) fn expand(&self, text: &str) -> String {
        // Most labels have nothing to be replaced.
        if !text.contains('{') {
            return text.to_owned();
        }
        let year = self.context.round.year;
        let mut expanded =
            text.replace("{year}", &year.short()).replace("{next}", &year.next().short());
        while let Some((before, rest)) = expanded.split_once('{') {
            let Some((id, after)) = rest.split_once('}') else { break };
            let FormContext { plan, form, round, .. } = *self.context;
            let legend = legend_of(plan, form, round, id);
            expanded = format!("{before}{}{after}", legend.unwrap_or_default());
        }
        expanded
    }

    /// Activity `n` of the plan.
    pub(super) fn activity(&self, n: u16) -> Option<&'a Activity> {
        self.program.activities.get(usize::from(n).checked_sub(1)?)
    }

    /// The program's indicator with this id.
    pub(super) fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.program.indicators.iter().find(|indicator| indicator.id == *id)
    }
}

/// What a question is called, by programs and by people.
struct Names {
    key: String,
    label: String,
    caption: String,
}

/// A label without the mark of a choice.
pub fn plain_label(label: &str) -> String {
    label.trim_end_matches('▼').trim().to_owned()
}
