//! Where in the text something stands: a path into the file, and the span, line and column it leads to.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Item(usize),
}

/// The way to a value: `programs[3].target.by`, entries counted from zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(Vec<Step>);

/// The path to a key at the top of the file.
pub(crate) fn at(key: &str) -> Path {
    Path::default().key(key)
}

impl Path {
    /// The path to `key` in this table.
    pub(crate) fn key(&self, key: &str) -> Path {
        self.step(Step::Key(key.to_owned()))
    }

    /// The path to entry `index` of this list.
    pub(crate) fn item(&self, index: usize) -> Path {
        self.step(Step::Item(index))
    }

    /// The path to `key` in the table that holds what this leads to.
    pub(super) fn beside(&self, key: &str) -> Path {
        let table = self.0.split_last().map_or(&[][..], |(_, table)| table);
        Path(table.to_vec()).key(key)
    }

    /// Whether it leads to a key at the top of the file.
    pub(super) fn is_top(&self) -> bool {
        self.0.len() == 1
    }

    /// Whether it leads to what `other` leads to, or into it.
    pub(super) fn starts_with(&self, other: &Path) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The table that holds what this leads to; what stands at the top of the file stands for itself.
    pub(super) fn table(&self) -> Path {
        let last_key = self.0.iter().rposition(|step| matches!(step, Step::Key(_)));
        let steps = self.0.get(..last_key.unwrap_or_default().max(1));
        Path(steps.unwrap_or_default().to_vec())
    }

    fn step(&self, step: Step) -> Path {
        let mut steps = self.0.clone();
        steps.push(step);
        Path(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if nth == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The parse tree of a file, made and kept once a position is asked for: a file without a fault needs none.
pub(crate) struct Places<'t> {
    text: &'t str,
    root: OnceCell<Option<Spanned<DeTable<'t>>>>,
}

impl<'t> Places<'t> {
    /// The places of a text; one that is not TOML has none but its beginning.
    pub(crate) fn new(text: &'t str) -> Places<'t> {
        Places { text, root: OnceCell::new() }
    }

    /// The span of the value at `path`, or of the nearest part of the path that is in the file.
    pub(crate) fn span(&self, path: &Path) -> Range<usize> {
        let Some(root) = self.root.get_or_init(|| DeTable::parse(self.text).ok()) else {
            return 0..0;
        };
        let mut steps = path.0.iter();
        let Some(Step::Key(first)) = steps.next() else { return 0..0 };
        let Some(mut value) = root.get_ref().get(first.as_str()) else { return 0..0 };
        for step in steps {
            let next = match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => table.get(key.as_str()),
                (Step::Item(index), DeValue::Array(list)) => list.get(*index),
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => break,
            }
        }
        value.span()
    }

    /// The line, counted from 1, on which the value at `path` begins.
    pub(crate) fn line(&self, path: &Path) -> usize {
        position(self.text, self.span(path).start).0
    }
}

/// The path to the smallest key or value of a tree that covers `span`.
pub(super) fn path_in(root: &DeTable<'_>, span: &Range<usize>) -> Path {
    let mut best = (usize::MAX, Path::default());
    search_table(root, &Path::default(), span, &mut best);
    best.1
}

/// Takes a key out of a tree; false if there is none at `path`.
pub(super) fn take_out(root: &mut DeTable<'_>, path: &Path) -> bool {
    let Some((Step::Key(key), holder)) = path.0.split_last() else { return false };
    table_mut(root, holder).is_some_and(|table| table.remove(key.as_str()).is_some())
}

/// Puts a value at `path`: in place of what stands there, of which it keeps the span, or as a new key with `span`.
/// False if nothing can stand there.
pub(super) fn put<'t>(
    root: &mut DeTable<'t>,
    path: &Path,
    value: DeValue<'t>,
    span: Range<usize>,
) -> bool {
    if let Some(old) = value_mut(root, &path.0) {
        *old.get_mut() = value;
        return true;
    }
    let Some((Step::Key(key), holder)) = path.0.split_last() else { return false };
    let Some(table) = table_mut(root, holder) else { return false };
    let key = Spanned::new(span.clone(), Cow::Owned(key.clone()));
    table.insert(key, Spanned::new(span, value)).is_none()
}

fn table_mut<'v, 't>(root: &'v mut DeTable<'t>, steps: &[Step]) -> Option<&'v mut DeTable<'t>> {
    if steps.is_empty() {
        return Some(root);
    }
    match value_mut(root, steps)?.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn value_mut<'v, 't>(
    root: &'v mut DeTable<'t>,
    steps: &[Step],
) -> Option<&'v mut Spanned<DeValue<'t>>> {
    let (Step::Key(first), rest) = steps.split_first()? else { return None };
    rest.iter().try_fold(root.get_mut(first.as_str())?, |value, step| {
        match (step, value.get_mut()) {
            (Step::Key(key), DeValue::Table(table)) => table.get_mut(key.as_str()),
            (Step::Item(index), DeValue::Array(list)) => list.get_mut(*index),
            _ => None,
        }
    })
}

fn search_table(table: &DeTable<'_>, here: &Path, span: &Range<usize>, best: &mut (usize, Path)) {
    for (key, value) in table {
        let path = here.key(key.get_ref());
        consider(key.span(), &path, span, best);
        search_value(value, &path, span, best);
    }
}

fn search_value(
    value: &Spanned<DeValue<'_>>,
    here: &Path,
    span: &Range<usize>,
    best: &mut (usize, Path),
) {
    consider(value.span(), here, span, best);
    match value.get_ref() {
        DeValue::Table(table) => search_table(table, here, span, best),
        DeValue::Array(list) => {
            for (index, entry) in list.iter().enumerate() {
                search_value(entry, &here.item(index), span, best);
            }
        }
        _ => {}
    }
}

/// Takes `path` if `candidate` covers `span` no worse than the best so far; on a tie the deeper one wins.
fn consider(candidate: Range<usize>, path: &Path, span: &Range<usize>, best: &mut (usize, Path)) {
    if candidate.start <= span.start && span.end <= candidate.end && candidate.len() <= best.0 {
        *best = (candidate.len(), path.clone());
    }
}

/// Line and column of a byte offset, both counted from 1; the column in characters, not bytes.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
    (line, column)
}

/// The part of `span` that lies on its first line, on character boundaries: what a label can underline.
pub(crate) fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    // Not on character boundaries: not a span that a parser gave.
    let Some(part) = text.get(start..end) else { return 0..0 };
    let line = part.split('\n').next().unwrap_or("").trim_end_matches('\r');
    start..start + line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "題 = 'あ'\n[[p]]\nno = 1\n[[p.q]]\nx = { y = 7 }\n[[p]]\nno = 2\n";

    #[test]
    fn a_path_leads_to_its_value_or_to_the_nearest_part_of_it() {
        let text = TEXT.replace('題', "t");
        let places = Places::new(&text);
        let word = |path: &Path| text[places.span(path)].to_owned();
        assert_eq!(word(&at("t")), "'あ'");
        assert_eq!(word(&at("p").item(1).key("no")), "2");
        assert_eq!(word(&at("p").item(0).key("q").item(0).key("x").key("y")), "7");
        assert_eq!(word(&at("p").item(1).key("absent")), "[[p]]");
        assert_eq!(places.line(&at("p").item(1).key("no")), 7);
        assert_eq!(places.span(&at("absent")), 0..0);
    }

    #[test]
    fn a_span_leads_back_to_its_path() {
        let text = TEXT.replace('題', "t");
        let places = Places::new(&text);
        let tree = DeTable::parse(&text).unwrap();
        for path in [at("t"), at("p").item(1).key("no"), at("p").item(0).key("q").item(0).key("x")]
        {
            assert_eq!(path_in(tree.get_ref(), &places.span(&path)), path);
        }
        assert_eq!(at("p").item(0).key("q").to_string(), "p[0].q");
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("あい = 1\nう = 2", "あい = ".len()), (1, 6));
        assert_eq!(position("あ\nうえ", "あ\nう".len()), (2, 2));
        assert_eq!(first_line("ab\ncd", 0..5), 0..2);
    }

    proptest::proptest! {
        #[test]
        fn no_offset_and_no_text_panics(text in ".{0,40}", offset in 0usize..90, end in 0usize..90) {
            let (line, column) = position(&text, offset);
            proptest::prop_assert!(line >= 1 && column >= 1);
            let span = first_line(&text, offset..end);
            proptest::prop_assert!(text.get(span).is_some());
            path_in(DeTable::parse_recoverable(&text).0.get_ref(), &(offset..end));
        }
    }
}
