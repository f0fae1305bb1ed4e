//! What a field of a message may hold: anything that has words in each language.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::quote::{MOST_SAID, beginning};
use crate::terms::{FiscalYear, Lang, ProgramNo, Quantity, Round};

/// What stands for a text about a person.
pub(super) const WITHHELD: &str = "(省略)";

/// Something that a message can speak of.
pub trait Say {
    /// Its words in a language.
    fn say(&self, lang: Lang) -> Cow<'_, str>;

    /// Puts the sign of omission in place of what somebody may have written.
    fn withhold(&mut self);
}

/// A few words in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Wording {
    /// Words in both languages.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Wording {
        Wording { ja: ja.into(), en: en.into() }
    }

    /// The words of one language.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}

/// Words by what is spoken of, a row each: its pattern, what the words need besides its fields, Japanese, English. Behind
/// the rows stand those for which there are no words of their own. Without what is spoken of: a row alone. What stands
/// without a value among the needs has words in both languages itself.
macro_rules! worded {
    (@ja $name:ident) => { &$name.ja };
    (@en $name:ident) => { &$name.en };
    (@$lang:ident $name:ident = $value:expr) => { $value };
    ($([$($name:ident $(= $value:expr)?),*])? $ja:literal / $en:literal) => {
        $crate::finding::Wording::new(
            {
                $($(
                    #[allow(unused_variables)]
                    let $name = $crate::finding::worded!(@ja $name $(= $value)?);
                )*)?
                format!($ja)
            },
            {
                $($(
                    #[allow(unused_variables)]
                    let $name = $crate::finding::worded!(@en $name $(= $value)?);
                )*)?
                format!($en)
            },
        )
    };
    (
        $of:expr =>
        $($pattern:pat => $([$($need:tt)*])? $ja:literal / $en:literal,)*
        $(; $($other:pat => $instead:expr,)*)?
    ) => {
        match $of {
            $($pattern => $crate::finding::worded!($([$($need)*])? $ja / $en),)*
            $($($other => $instead,)*)?
        }
    };
}
pub(crate) use worded;

/// A text, of a long one the beginning.
fn said(text: &str) -> Cow<'_, str> {
    match beginning(text, MOST_SAID) {
        Some(begun) => format!("{begun}…").into(),
        None => text.into(),
    }
}

impl Say for Wording {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        said(self.text(lang))
    }

    fn withhold(&mut self) {
        *self = Wording::new(WITHHELD, WITHHELD);
    }
}

/// The same in both languages. What somebody wrote may be as long as a cell can be.
impl Say for String {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        said(self)
    }

    fn withhold(&mut self) {
        WITHHELD.clone_into(self);
    }
}

/// Counts and numbers of the plan: they repeat nothing that somebody wrote, so there is nothing to withhold. A number
/// that was written into a cell is a text here.
macro_rules! say_numbers {
    ($($number:ty),*) => {
        $(impl Say for $number {
            fn say(&self, _: Lang) -> Cow<'_, str> {
                self.to_string().into()
            }

            fn withhold(&mut self) {}
        })*
    };
}

say_numbers!(u8, u16, i16, u32, usize, char, ProgramNo, Round, Quantity);

impl Say for FiscalYear {
    fn say(&self, lang: Lang) -> Cow<'_, str> {
        lang.pick(self.label().into(), self.to_string().into())
    }

    fn withhold(&mut self) {}
}

/// Words of the program itself.
impl Say for &'static str {
    fn say(&self, _: Lang) -> Cow<'_, str> {
        (*self).into()
    }

    fn withhold(&mut self) {}
}
