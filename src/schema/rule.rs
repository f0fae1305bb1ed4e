//! What the rules of plan and form share: a value with the way to it, and what holds of names and years everywhere.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Deref;

use super::locate::Path;
use super::near::{among, fold};
use super::report::Report;
use crate::finding::{Problem, Thing};
use crate::terms::{FiscalYear, Quantity};

/// A value of the file with the way to it.
#[derive(Debug)]
pub(super) struct At<'f, T: ?Sized> {
    pub(super) path: Path,
    pub(super) it: &'f T,
}

/// `at!(plan.title)`: a part with the way to it; `at!(plan.programs[])`: each entry of a list; `at!(level.short?)`: a part
/// that may be absent. So a key is written once, and a way cannot lead elsewhere than the value.
macro_rules! at {
    ($of:ident.$key:ident) => {
        $of.part(stringify!($key), &$of.it.$key)
    };
    ($of:ident.$key:ident[]) => {
        $of.each(stringify!($key), &$of.it.$key)
    };
    ($of:ident.$key:ident?) => {
        $of.it.$key.as_ref().map(|it| $of.part(stringify!($key), it))
    };
}
pub(super) use at;

impl<'f, T> At<'f, T> {
    /// The whole file.
    pub(super) fn whole(it: &'f T) -> At<'f, T> {
        At { path: Path::default(), it }
    }

    /// What stands under a key.
    pub(super) fn part<U>(&self, key: &str, it: &'f U) -> At<'f, U> {
        At { path: self.path.key(key), it }
    }

    /// The entries of a list.
    pub(super) fn each<U>(
        &self,
        key: &str,
        list: &'f [U],
    ) -> impl Iterator<Item = At<'f, U>> + Clone + use<'f, T, U> {
        let here = self.path.key(key);
        list.iter().enumerate().map(move |(index, it)| At { path: here.item(index), it })
    }
}

impl<'f, T: AsRef<str>> At<'f, T> {
    /// As a text.
    pub(super) fn text(self) -> At<'f, str> {
        At { path: self.path, it: self.it.as_ref() }
    }
}

impl<T: ?Sized> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        At { path: self.path.clone(), it: self.it }
    }
}

impl<T: ?Sized> Deref for At<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.it
    }
}

/// Something with a main wording and others that mean it too.
pub(super) struct Named<'f> {
    /// What it is called in messages.
    pub(super) owner: &'f str,
    pub(super) main: At<'f, str>,
    pub(super) others: Vec<At<'f, str>>,
}

impl<'f> Named<'f> {
    /// With synonyms or aliases.
    pub(super) fn with(
        owner: &'f str,
        main: At<'f, str>,
        others: impl Iterator<Item = At<'f, String>>,
    ) -> Named<'f> {
        Named { owner, main, others: others.map(At::text).collect() }
    }
}

/// Every wording with what it stands for: main ones first, so that a clash is told at the looser wording.
pub(super) fn wordings<'a, 'f>(
    named: &'a [Named<'f>],
) -> impl Iterator<Item = (&'a str, &'a At<'f, str>)> {
    let main = named.iter().map(|one| (one.owner, &one.main));
    main.chain(named.iter().flat_map(|one| one.others.iter().map(|text| (one.owner, text))))
}

/// What is wrong with names.
impl Report<'_> {
    /// A name of which nothing can be seen.
    pub(super) fn not_blank<T: AsRef<str>>(&mut self, thing: Thing, name: &At<'_, T>) {
        let text = name.it.as_ref();
        // A letter tells it at once.
        if !text.chars().any(char::is_alphanumeric) && fold(text).is_empty() {
            self.add(&name.path, Problem::Empty { thing });
        }
    }

    /// Every key that stands a second time. Width, case and blanks make no difference.
    pub(super) fn duplicates<'f, T: Display + 'f>(
        &mut self,
        thing: Thing,
        names: impl IntoIterator<Item = At<'f, T>>,
    ) {
        let mut seen: BTreeMap<String, Path> = BTreeMap::new();
        for At { path, it } in names {
            let name = it.to_string();
            if let Some(first) = seen.get(&fold(&name)) {
                let first_line = self.line(first);
                self.add(&path, Problem::Duplicate { thing, name, first_line });
            } else if !self.faults().blur(&path) {
                seen.insert(fold(&name), path);
            }
        }
    }

    /// Every wording that stands for two things. A clash of two main ones is a duplicate, which has a rule of its own.
    pub(super) fn ambiguities(&mut self, thing: Thing, named: &[Named<'_>]) {
        let is_main = |owner: &str, text: &str| fold(owner) == fold(text);
        let mut seen: BTreeMap<String, (&str, &str)> = BTreeMap::new();
        for (owner, At { path, it: text }) in wordings(named) {
            match seen.get(&fold(text)) {
                Some((one, _)) if fold(one) == fold(owner) => {}
                Some((one, first)) if is_main(one, first) && is_main(owner, text) => {}
                Some((one, _)) => self.ambiguous(thing, text, path, (one, owner)),
                None if self.faults().blur(path) => {}
                None => {
                    seen.insert(fold(text), (owner, text));
                }
            }
        }
    }

    /// A wording that stands for two things.
    pub(super) fn ambiguous(
        &mut self,
        thing: Thing,
        text: &str,
        path: &Path,
        (one, other): (&str, &str),
    ) {
        let (text, one, other) = (text.to_owned(), one.to_owned(), other.to_owned());
        self.add(path, Problem::Ambiguous { thing, text, one, other });
    }

    /// A name that is none of `known`.
    pub(super) fn known<T: Display, K: Display>(
        &mut self,
        thing: Thing,
        name: &At<'_, T>,
        known: impl IntoIterator<Item = K>,
    ) {
        let text = name.it.to_string();
        let known: Vec<String> = known.into_iter().map(|one| one.to_string()).collect();
        if !known.contains(&text) {
            let (guess, known) = among(&text, known);
            self.add(&name.path, Problem::Unknown { thing, name: text, guess, known });
        }
    }

    /// What stands in a dropdown: Excel separates its choices by commas.
    pub(super) fn has_no_comma<T: AsRef<str>>(&mut self, choice: &At<'_, T>) {
        let code = choice.it.as_ref();
        if code.contains(',') {
            self.add(&choice.path, Problem::CommaInChoice { code: code.to_owned() });
        }
    }

    /// Whether a key of plans, fields and columns can be part of a defined name: small letters, digits, `_`.
    pub(super) fn is_key<T: AsRef<str>>(&mut self, key: &At<'_, T>) {
        let found = key.it.as_ref();
        if !is_key(found) {
            self.add(&key.path, Problem::BadKey { found: found.to_owned() });
        }
    }
}

/// What is wrong with years, limits and orders.
impl Report<'_> {
    /// Years that dates here cannot hold.
    pub(super) fn year_in_range(&mut self, year: &At<'_, FiscalYear>) {
        // The same range as a survey's name, see `terms::Round`.
        if !(1900..=2999).contains(&year.0) {
            self.add(&year.path, Problem::YearOutOfRange { year: year.0 });
        }
    }

    /// Two years that lie in the calendar, the last not before the first.
    pub(super) fn years_in_order(&mut self, first: &At<'_, FiscalYear>, last: &At<'_, FiscalYear>) {
        self.year_in_range(first);
        self.year_in_range(last);
        if last.it < first.it {
            self.add(&last.path, Problem::YearsReversed { first: first.0, last: last.0 });
        }
    }

    /// Entries that stand behind a later one: each is told by its key and its name.
    pub(super) fn in_order<'f, K: PartialOrd + 'f, N: Display>(
        &mut self,
        thing: Thing,
        entries: impl Iterator<Item = (At<'f, K>, N)> + Clone,
    ) {
        for ((before, _), (key, name)) in entries.clone().zip(entries.skip(1)) {
            if key.it < before.it {
                self.add(&key.path, Problem::OutOfOrder { thing, name: name.to_string() });
            }
        }
    }

    /// A lower limit above the upper.
    pub(super) fn limits(&mut self, min: Option<At<'_, Quantity>>, max: Option<Quantity>) {
        if let (Some(min), Some(max)) = (min, max)
            && *min.it > max
        {
            self.add(&min.path, Problem::MinAboveMax { min: *min.it, max });
        }
    }
}

/// Whether `key` can be part of a defined name and of a column's name: small letters, digits, `_`.
pub(super) fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
