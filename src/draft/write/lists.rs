//! The lists to choose from that a draft needs: those of the standard form that cells offer, and lists of their own.

use std::collections::BTreeSet;

use crate::draft::known::Known;
use crate::schema::toml_text::{Inline, List, Toml, Value};
use crate::schema::{ChoiceSet, Field};

/// The lists to choose from that the fields need.
#[derive(Default)]
pub(super) struct Lists {
    /// Lists of the standard form, by id.
    standard: BTreeSet<String>,
    /// Lists of this form alone.
    own: Vec<Vec<String>>,
}

impl Lists {
    /// The id of the list with these options; of a standard field's list if the cell offers none.
    pub(super) fn id(
        &mut self,
        known: &Known<'_>,
        options: &[String],
        standard: Option<&Field>,
    ) -> Option<String> {
        let of_field = standard.and_then(|field| field.choices.as_deref());
        let id = if options.is_empty() { of_field } else { known.list(options) };
        if let Some(id) = id {
            self.standard.insert(id.to_owned());
            return Some(id.to_owned());
        }
        if options.is_empty() {
            return None;
        }
        let index = self.own.iter().position(|own| own == options).unwrap_or_else(|| {
            self.own.push(options.to_vec());
            self.own.len() - 1
        });
        Some(format!("list_{}", index + 1))
    }

    pub(super) fn write(&self, toml: &mut Toml, known: &Known<'_>) {
        let choices = known.standard.choices.iter();
        let standard: Vec<_> = choices.filter(|list| self.standard.contains(&list.id)).collect();
        // The form needs the key even where nothing is chosen from lists of its own.
        if standard.is_empty() && self.own.is_empty() {
            toml.key("choices", std::iter::empty::<Value>().collect::<Value>());
        }
        for (nth, list) in standard.iter().enumerate() {
            if nth > 0 {
                toml.blank();
            }
            standard_list(toml, list);
        }
        for (index, options) in (1..).zip(&self.own) {
            if index > 1 || !standard.is_empty() {
                toml.blank();
            }
            toml.comment(
                "要確認: セルの入力規則の一覧です。別の書き方があれば synonyms を足します。",
            );
            toml.heading("[[choices]]");
            toml.key("id", format!("list_{index}"));
            let codes = options.iter().map(|code| Inline::default().key("code", code));
            toml.key("options", codes.collect::<Value>());
        }
    }
}

fn standard_list(toml: &mut Toml, list: &ChoiceSet) {
    toml.heading("[[choices]]");
    toml.key("id", &list.id);
    let mut options = List::default();
    for option in &list.options {
        let synonyms = &option.synonyms;
        let synonyms = (!synonyms.is_empty()).then(|| synonyms.iter().collect::<Value>());
        let role = option.role.map(|role| role.word());
        options.entry(
            Inline::default()
                .key("code", &option.code)
                .maybe("synonyms", synonyms)
                .maybe("role", role),
        );
    }
    toml.list("options", &options);
}
