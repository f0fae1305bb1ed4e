//! A text of a workbook: cells that hold the same one share it, and what is asked of it is worked out once.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::notation::comparison_key;

/// A text. To copy it costs nothing, however long it is.
#[derive(Clone)]
pub struct Text(Arc<Held>);

struct Held {
    text: Box<str>,
    /// The text folded to be compared; nothing where it is its own key.
    key: OnceLock<Option<Box<str>>>,
}

impl Text {
    /// The text folded to be compared.
    pub fn key(&self) -> &str {
        let key = self.0.key.get_or_init(|| match comparison_key(self) {
            std::borrow::Cow::Borrowed(_) => None,
            std::borrow::Cow::Owned(key) => Some(key.into()),
        });
        key.as_deref().unwrap_or(self)
    }

    /// Whether it is nothing but white space and invisible characters.
    pub fn is_blank(&self) -> bool {
        // A first letter tells it at once.
        let is_letter = |c: char| c.is_alphanumeric();
        !self.chars().next().is_some_and(is_letter) && self.key().is_empty()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl<T: Into<Box<str>>> From<T> for Text {
    fn from(text: T) -> Text {
        Text(Arc::new(Held { text: text.into(), key: OnceLock::new() }))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        Box::<str>::deserialize(deserializer).map(Text::from)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// The texts of a workbook that is being read, other than shared strings, each kept once.
#[derive(Debug, Default)]
pub(super) struct Texts {
    known: HashSet<Text>,
}

impl Texts {
    /// The text, kept if it is new.
    pub(super) fn keep(&mut self, text: &str) -> Text {
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let new = Text::from(text);
        self.known.insert(new.clone());
        new
    }
}

/// The shared strings that cells of one sheet refer to. They are borrowed from the table of the workbook, so the place
/// of a string tells it from all others, and a long one is looked at once however many cells refer to it.
#[derive(Debug, Default)]
pub(super) struct Shared<'s> {
    known: HashMap<*const str, Text>,
    table: PhantomData<&'s str>,
}

impl<'s> Shared<'s> {
    /// The text that was kept for a shared string.
    pub(super) fn known(&self, shared: &'s str) -> Option<Text> {
        self.known.get(&std::ptr::from_ref(shared)).cloned()
    }

    /// Keeps the text of a shared string.
    pub(super) fn keep(&mut self, shared: &'s str) -> Text {
        let text = Text::from(shared);
        self.known.insert(std::ptr::from_ref(shared), text.clone());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_the_same_text_share_it_and_its_key() {
        let mut texts = Texts::default();
        let (one, two) = (texts.keep("ＤＸの　推進"), texts.keep("ＤＸの　推進"));
        assert!(Arc::ptr_eq(&one.0, &two.0));
        assert_eq!(one.key(), "dxの推進");
        assert!(std::ptr::eq(one.key(), two.key()));
        let plain = texts.keep("課題");
        assert!(std::ptr::eq(plain.key(), &*plain));
    }

    #[test]
    fn a_shared_string_is_told_by_its_place() {
        let table = ["見本".to_owned(), "見本".to_owned()];
        let mut shared = Shared::default();
        let kept = shared.keep(&table[0]);
        assert_eq!(shared.known(&table[0]), Some(kept));
        assert_eq!(shared.known(&table[1]), None);
    }

    #[test]
    fn white_space_and_what_cannot_be_seen_is_blank() {
        for (text, blank) in
            [("", true), ("　\n", true), ("\u{200B} ", true), ("-", false), (" 一", false)]
        {
            assert_eq!(Text::from(text).is_blank(), blank, "{text:?}");
        }
    }
}
