//! The lists to choose from that a draft needs: those of the standard form that cells offer, and lists of their own.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::words::quoted;
use crate::draft::known::Known;
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
        let id = match options.is_empty() {
            true => of_field,
            false => known.list(options),
        };
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

    pub(super) fn text(&self, known: &Known<'_>) -> String {
        let mut text = String::new();
        let standard =
            known.standard.choices.iter().filter(|list| self.standard.contains(&list.id));
        for list in standard {
            let _ = write!(text, "{}", standard_list(list));
        }
        for (index, options) in (1..).zip(&self.own) {
            let codes: Vec<String> =
                options.iter().map(|code| format!("{{ code = {} }}", quoted(code))).collect();
            let _ = write!(
                text,
                "# 要確認: セルの入力規則の一覧です。別の書き方があれば synonyms を足します。\n[[choices]]\nid = \"list_{index}\"\noptions = [{}]\n\n",
                codes.join(", ")
            );
        }
        // The form needs the key even where nothing is chosen from lists of its own.
        if text.is_empty() {
            "choices = []\n".to_owned()
        } else {
            text.trim_end().to_owned() + "\n"
        }
    }
}

fn standard_list(list: &ChoiceSet) -> String {
    let mut text = format!("[[choices]]\nid = {}\noptions = [\n", quoted(&list.id));
    for option in &list.options {
        let mut parts = vec![format!("code = {}", quoted(&option.code))];
        if !option.synonyms.is_empty() {
            let words: Vec<String> = option.synonyms.iter().map(|word| quoted(word)).collect();
            parts.push(format!("synonyms = [{}]", words.join(", ")));
        }
        parts.extend(option.role.map(|role| format!("role = \"{}\"", role.word())));
        let _ = writeln!(text, "  {{ {} }},", parts.join(", "));
    }
    text.push_str("]\n\n");
    text
}
