//! The table of findings: a file of rows for each family, and the one type that holds any of them.
//!
//! A row declares the fields that its words speak of; `family!` makes of the rows of a file an enum of findings with
//! these fields, and the list of entries. A brace in a message that names no field does not compile.
//! A code keeps its meaning for ever; the number of a row that is dropped stays unused.

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use crate::terms::Lang;

/// The rows of a family. `value` is what was found, as written: any message may speak of it. What a field holds repeats
/// what somebody wrote, unless it is `#[printed]`: told from the form, or counted.
macro_rules! family {
    (
        $(#[$about:meta])*
        $family:ident($value:ident)

        $(
            $(#[$doc:meta])*
            $name:ident $({ $($(#[$printed:ident])? $field:ident: $type:ty),* })? = $code:literal $severity:ident {
                $(off: $off:ident,)?
                title: $title_ja:literal / $title_en:literal,
                message: $message_ja:literal / $message_en:literal,
                hint: $hint_ja:literal / $hint_en:literal,
                why: $why:literal,
                $(example: $before:literal => $after:literal,)?
            }
        )*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)] // A field is what the message says of it.
        pub enum $family {
            $($(#[$doc])* $name $({ $($field: $type),* })?,)*
        }

        #[allow(unused_variables)]
        impl $family {
            /// The rows.
            pub const ROWS: &'static [$crate::finding::entry::Entry] = &[$(
                $crate::finding::entry::Entry {
                    code: $code,
                    severity: $crate::finding::entry::Severity::$severity,
                    off: $crate::finding::table::off!($($off)?),
                    title: $crate::finding::entry::Both { ja: $title_ja, en: $title_en },
                    message: $crate::finding::entry::Both { ja: $message_ja, en: $message_en },
                    hint: $crate::finding::entry::Both { ja: $hint_ja, en: $hint_en },
                    why: $why,
                    example: $crate::finding::table::first(&[$(($before, $after))?]),
                },
            )*];

            /// The row that it is one of.
            pub fn entry(&self) -> &'static $crate::finding::entry::Entry {
                enum Nth { $($name),* }
                let nth = match self { $(Self::$name { .. } => Nth::$name,)* };
                &Self::ROWS[nth as usize]
            }

            /// What was found and what was expected.
            pub fn message(&self, $value: &str, lang: $crate::terms::Lang) -> String {
                use $crate::finding::say::Say;
                match self {
                    $(Self::$name $({ $($field),* })? => {
                        $($(let $field = $field.say(lang);)*)?
                        match lang {
                            $crate::terms::Lang::Ja => format!($message_ja),
                            $crate::terms::Lang::En => format!($message_en),
                        }
                    })*
                }
            }

            /// What to do.
            pub fn hint(&self, $value: &str, lang: $crate::terms::Lang) -> String {
                use $crate::finding::say::Say;
                match self {
                    $(Self::$name $({ $($field),* })? => {
                        $($(let $field = $field.say(lang);)*)?
                        match lang {
                            $crate::terms::Lang::Ja => format!($hint_ja),
                            $crate::terms::Lang::En => format!($hint_en),
                        }
                    })*
                }
            }

            /// Leaves only what is printed of the fields.
            pub fn withhold(&mut self) {
                use $crate::finding::say::Say;
                match self {
                    $(Self::$name $({ $($field),* })? => {
                        $($($crate::finding::table::withhold!($($printed)? $field);)*)?
                    })*
                }
            }
        }
    };
}

/// Whether a row may be switched off; not where nothing is said.
macro_rules! off {
    () => {
        $crate::finding::entry::Off::Never
    };
    ($off:ident) => {
        $crate::finding::entry::Off::$off
    };
}
use off;

/// Withholds a field that is not printed.
macro_rules! withhold {
    (printed $field:ident) => {};
    ($field:ident) => {
        $field.withhold();
    };
}
use withhold;

mod cross;
mod file;
mod layout;
mod limit;
mod problem;
mod submission;
mod value;

pub use cross::Contradiction;
pub use file::FileFault;
pub use layout::LayoutFault;
pub use limit::LimitFault;
pub use problem::Problem;
pub use submission::SubmissionFault;
pub use value::ValueFault;

/// The example of a row that has one.
const fn first(examples: &[(&'static str, &'static str)]) -> Option<(&'static str, &'static str)> {
    if let [example, ..] = examples { Some(*example) } else { None }
}

/// The families, a line each.
macro_rules! families {
    ($($(#[$how:meta])? $name:ident($family:ident),)*) => {
        /// What was found: a row of the table with what its words speak of.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs)] // The families say what they are about.
        pub enum What {
            $($(#[$how])? $name($family),)*
        }

        $(impl From<$family> for What {
            fn from(what: $family) -> What {
                What::$name(what)
            }
        })*

        impl What {
            /// The row of the table.
            pub fn entry(&self) -> &'static Entry {
                match self { $(What::$name(what) => what.entry(),)* }
            }

            /// What was found (`value`: as written) and what was expected.
            pub fn message(&self, value: &str, lang: Lang) -> String {
                match self { $(What::$name(what) => what.message(value, lang),)* }
            }

            /// What to do.
            pub fn hint(&self, value: &str, lang: Lang) -> String {
                match self { $(What::$name(what) => what.hint(value, lang),)* }
            }

            /// Leaves only the form's own words.
            pub fn withhold(&mut self) {
                match self { $(What::$name(what) => what.withhold(),)* }
            }
        }

        /// The rows of each family.
        pub(super) fn all_rows() -> Vec<&'static [Entry]> {
            vec![$($family::ROWS),*]
        }
    };
}

families! {
    File(FileFault),
    Limit(LimitFault),
    Value(ValueFault),
    Layout(LayoutFault),
    Cross(Contradiction),
    Submission(SubmissionFault),
    // A plan with mistakes stops the run: nothing of it is kept.
    #[serde(skip)] Schema(Problem),
}
