//! The one writer of TOML: values that stay on their line, inline tables, lists with comments, and the lines of a file.
//!
//! `toml_writer`, which also writes for the `toml` crate, makes the strings. `toml_edit` would choose another kind of
//! string for a text with quotes or line breaks and wants a decoration for every comment, so the lines are laid out here.

use std::fmt;

use toml_writer::{ToTomlValue, TomlStringBuilder};

use crate::terms::Quantity;

/// Most digits of a number that TOML's floats keep.
const DIGITS_OF_FLOAT: usize = 15;

/// A value as it stands behind `=`, on one line whatever text it is made from.
#[derive(Debug, Clone)]
pub(crate) struct Value(String);

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value(TomlStringBuilder::new(text).as_basic().to_toml_value())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::from(text.as_str())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::from(text.as_str())
    }
}

macro_rules! written_as_they_are {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Value {
            fn from(plain: $kind) -> Value {
                Value(plain.to_string())
            }
        }
    )*};
}

written_as_they_are!(bool i16 u16 u32);

/// A number with more digits than a float keeps becomes a text of digits.
impl From<Quantity> for Value {
    fn from(quantity: Quantity) -> Value {
        let text = quantity.to_string();
        let is_long = text.chars().filter(char::is_ascii_digit).count() > DIGITS_OF_FLOAT;
        if is_long { Value::from(text) } else { Value(text) }
    }
}

impl From<Inline> for Value {
    fn from(Inline(keys): Inline) -> Value {
        Value(if keys.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", keys.join(", ")) })
    }
}

impl<V: Into<Value>> FromIterator<V> for Value {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Value {
        let values: Vec<String> = values.into_iter().map(|value| value.into().0).collect();
        Value(format!("[{}]", values.join(", ")))
    }
}

/// An inline table: `{ label = "番号", nth = 2 }`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inline(Vec<String>);

impl Inline {
    /// With a key more.
    pub(crate) fn key(mut self, key: &str, value: impl Into<Value>) -> Inline {
        self.0.push(format!("{key} = {}", value.into()));
        self
    }

    /// With a key more if there is a value.
    pub(crate) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Inline {
        match value {
            Some(value) => self.key(key, value),
            None => self,
        }
    }

    /// With the keys of another table behind its own.
    pub(crate) fn and(mut self, other: Inline) -> Inline {
        self.0.extend(other.0);
        self
    }

    /// Whether it has no key.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The entries of a list, each on a line of its own.
#[derive(Debug, Default)]
pub(crate) struct List(String);

impl List {
    /// A comment on a line of its own.
    pub(crate) fn comment(&mut self, text: &str) {
        self.0.push_str(&format!("  # {}\n", harmless(text)));
    }

    /// An entry.
    pub(crate) fn entry(&mut self, value: impl Into<Value>) {
        self.entry_from(value, None);
    }

    /// An entry with where it comes from behind it.
    pub(crate) fn entry_from(&mut self, value: impl Into<Value>, origin: Option<&str>) {
        self.0.push_str(&format!("  {},{}\n", value.into(), behind(origin)));
    }

    /// Whether it has neither an entry nor a comment.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The lines of a file.
#[derive(Debug, Default)]
pub(crate) struct Toml(String);

impl Toml {
    /// An empty line.
    pub(crate) fn blank(&mut self) {
        self.0.push('\n');
    }

    /// A comment.
    pub(crate) fn comment(&mut self, text: &str) {
        self.0.push_str(&format!("# {}\n", harmless(text)));
    }

    /// `[heading]` or `[[heading]]`.
    pub(crate) fn heading(&mut self, heading: &str) {
        self.heading_from(heading, None);
    }

    /// A heading with where its table comes from behind it.
    pub(crate) fn heading_from(&mut self, heading: &str, origin: Option<&str>) {
        self.0.push_str(&format!("{heading}{}\n", behind(origin)));
    }

    /// `key = value`.
    pub(crate) fn key(&mut self, key: &str, value: impl Into<Value>) {
        self.0.push_str(&format!("{key} = {}\n", value.into()));
    }

    /// `key = value` if there is a value.
    pub(crate) fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.key(key, value);
        }
    }

    /// `key = [ … ]` with an entry on each line.
    pub(crate) fn list(&mut self, key: &str, list: &List) {
        self.0.push_str(&format!("{key} = [\n{}]\n", list.0));
    }

    /// The lines of another text behind its own.
    pub(crate) fn append(&mut self, other: Toml) {
        self.0.push_str(&other.0);
    }

    /// The text; `\n` ends each line.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

fn behind(origin: Option<&str>) -> String {
    origin.map(|origin| format!(" # {}", harmless(origin))).unwrap_or_default()
}

/// A text that stays in its comment: no line break, no control character.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_divisions_stay_in_their_strings_and_comments() {
        let nasty = "理由\"]\n[[revision]]\nfrom = 2024\r\u{7f}\\";
        let line = format!("reason = {}{}", Value::from(nasty), behind(Some(nasty)));
        assert_eq!(line.lines().count(), 1);
        let table: toml::Table = toml::from_str(&line).unwrap();
        assert_eq!(table["reason"].as_str(), Some(nasty));
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn numbers_keep_their_digits() {
        let read = |text: &str| Value::from(Quantity(text.parse().unwrap())).to_string();
        assert_eq!(read("22000000"), "22000000");
        assert_eq!(read("62.30"), "62.3");
        assert_eq!(read("12345678901234567.8"), "\"12345678901234567.8\"");
    }

    #[test]
    fn lists_and_tables_keep_their_lines_and_comments() {
        let mut list = List::default();
        list.comment("要確認: 列の見出し\nA1");
        list.entry(Inline::default().key("label", "a\"b").maybe("nth", Some(2_u16)));
        list.entry_from(Inline::default().maybe("nth", None::<u16>), Some("B2"));
        let mut toml = Toml::default();
        toml.heading("[[sheets]]");
        toml.list("fields", &list);
        toml.key("names", ["x", "y"].into_iter().collect::<Value>());
        assert_eq!(
            toml.into_text(),
            "[[sheets]]\nfields = [\n  # 要確認: 列の見出し A1\n  { label = \"a\\\"b\", nth = 2 },\n  {}, # B2\n]\n\
             names = [\"x\", \"y\"]\n"
        );
    }
}
