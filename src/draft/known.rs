//! What a label may mean: the labels and lists of the standard form give ids to fields that look like its own.

use std::borrow::Cow;
use std::sync::Arc;

use crate::notation::comparison_key;
use crate::schema::{Block, Field, FieldType, Form, Plan, Prefill, ProgramKind, Table};

/// How a proposal came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// A part of the label is the standard form's.
    Part,
    /// The label is the standard form's.
    Label,
    /// The list to choose from is the standard form's.
    List,
}

/// The standard form, and the plan's own lists.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) plan: &'a Plan,
    pub(super) standard: &'a Form,
}

impl<'a> Known<'a> {
    /// The list of the standard form or of the plan that these options are.
    pub(super) fn list(&self, options: &[String]) -> Option<&'a str> {
        if options.len() < 2 {
            return None;
        }
        let scales = self.plan.scales.iter().flat_map(|scale| &scale.levels);
        let ratings: Vec<&str> = scales
            .flat_map(|level| [level.code.as_str(), level.label.as_str(), level.short()])
            .collect();
        let reasons: Vec<&str> =
            self.plan.not_rated.iter().map(|own| own.reason.as_str()).collect();
        if all_in(options, &ratings) {
            return Some("rating");
        }
        if all_in(options, &reasons) {
            return Some("not_rated");
        }
        let own = self.standard.choices.iter().find(|list| {
            let words = list
                .options
                .iter()
                .flat_map(|option| std::iter::once(&option.code).chain(&option.synonyms));
            !list.options.is_empty()
                && all_in(options, &words.map(String::as_str).collect::<Vec<_>>())
        });
        own.map(|list| list.id.as_str())
    }

    /// The single field of the standard form that a label and its list look like.
    pub(super) fn single(
        &self,
        kind: ProgramKind,
        label: &str,
        options: &[String],
    ) -> Option<(&'a Field, Likeness)> {
        let blocks = self.standard.sheet(kind)?.blocks.iter();
        let fields = blocks.flat_map(|block| &block.fields);
        best(fields.filter(|field| field.id.is_some()), label, self.list(options))
    }

    /// The label under which the standard form prints something of the plan.
    pub(super) fn prints(&self, kind: ProgramKind, what: Prefill) -> Option<&'a str> {
        let fields = self.standard.sheet(kind)?.blocks.iter().flat_map(|block| &block.fields);
        fields
            .into_iter()
            .find(|field| field.prefill == Some(what))
            .map(|field| field.label.as_str())
    }

    /// Whether the standard form has a single field of this label.
    pub(super) fn is_label(&self, text: &str) -> bool {
        let blocks = self.standard.sheets.iter().flat_map(|sheet| &sheet.blocks);
        let mut fields = blocks.flat_map(|block| &block.fields);
        fields.any(|field| alike(&field.label, text) == Some(Likeness::Label))
    }

    /// The table of the standard form that most of these columns look like.
    pub(super) fn table(
        &self,
        kind: ProgramKind,
        heading: Option<&str>,
        columns: &[(String, Vec<String>)],
    ) -> Option<(&'a Block, &'a Table)> {
        let blocks = self.standard.sheet(kind)?.blocks.iter();
        let tables = blocks.filter_map(|block| Some((block, block.table.as_ref()?)));
        let score = |block: &Block, table: &Table| {
            let like = |(label, options): &&(String, Vec<String>)| {
                best(table.columns.iter(), label, self.list(options)).is_some()
            };
            let named = block.heading.as_deref().zip(heading);
            let headed = named.is_some_and(|(own, seen)| alike(bare(own), bare(seen)).is_some());
            columns.iter().filter(like).count() + 2 * usize::from(headed)
        };
        let scored = tables.map(|(block, table)| (score(block, table), block, table));
        // The first of the best: later blocks are for special rounds.
        let best = scored.fold(None, |best: Option<(usize, &Block, &Table)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })?;
        (best.0 >= 2).then_some((best.1, best.2))
    }

    /// The column of a standard table that a heading and its list look like.
    pub(super) fn column(
        &self,
        table: &'a Table,
        label: &str,
        options: &[String],
    ) -> Option<(&'a Field, Likeness)> {
        best(table.columns.iter(), label, self.list(options))
    }
}

fn all_in(options: &[String], words: &[&str]) -> bool {
    let keys: Vec<Cow<'_, str>> = words.iter().map(|word| comparison_key(word)).collect();
    options.iter().all(|option| {
        let key = comparison_key(option);
        // `S 予定以上` begins with the code.
        let first = option.split_whitespace().next().map(comparison_key);
        keys.contains(&key) || first.is_some_and(|first| keys.contains(&first))
    })
}

/// The field that is most alike; the first of equals.
fn best<'f>(
    fields: impl Iterator<Item = &'f Arc<Field>>,
    label: &str,
    list: Option<&str>,
) -> Option<(&'f Field, Likeness)> {
    let mut best: Option<(&Field, Likeness)> = None;
    for field in fields {
        let by_list =
            (field.kind == FieldType::Choice && list.is_some() && field.choices.as_deref() == list)
                .then_some(Likeness::List);
        // A list that is known to be another's rules a field out.
        let other_list = list.is_some() && by_list.is_none();
        let likeness = by_list.or_else(|| alike(&field.label, label).filter(|_| !other_list));
        if let Some(likeness) = likeness
            && best.is_none_or(|(_, known)| known < likeness)
        {
            best = Some((field, likeness));
        }
    }
    best
}

/// A label without what surrounds its words: marks, the year, brackets.
fn key(label: &str) -> String {
    let label = label.replace("{year}", "");
    let label = label.split(['(', '(', '▼']).next().unwrap_or_default();
    comparison_key(label).into_owned()
}

/// Whether two labels are the same, or one is part of the other.
fn alike(own: &str, seen: &str) -> Option<Likeness> {
    let (own, seen) = (key(own), key(seen));
    let long_enough = own.chars().count() >= 2 && seen.chars().count() >= 2;
    if own == seen && !own.is_empty() {
        return Some(Likeness::Label);
    }
    (long_enough && (own.contains(&seen) || seen.contains(&own))).then_some(Likeness::Part)
}

/// A heading without its number.
fn bare(heading: &str) -> &str {
    let heading = heading.trim_start_matches(|c: char| {
        c.is_numeric() || c.is_whitespace() || "..、()()".contains(c)
    });
    heading.split(['(', '(']).next().unwrap_or_default()
}
