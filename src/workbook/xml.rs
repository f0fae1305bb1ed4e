//! A bounded XML reader over one inflated part.
//!
//! It refuses what a spreadsheet never has (a document type, unknown entities), counts depth, and insists on balanced
//! tags up to the end of the part: some loops of `calamine` wait for a closing tag without looking for the end.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::limits::{Damage, LimitKind, Limits, OpenError};

/// One step through a part. Empty elements come as `Open` and `Close`.
pub(super) enum Node<'a> {
    Open(Tag<'a>),
    Close(End<'a>),
    Text(Cow<'a, str>),
    End,
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// The end of an element: its closing tag, or the one tag of an empty element.
pub(super) enum End<'a> {
    Closing(BytesEnd<'a>),
    Empty(BytesStart<'a>),
}

impl End<'_> {
    /// Name without its namespace prefix.
    pub(super) fn local(&self) -> &str {
        match self {
            End::Closing(tag) => tag.local_name().into_inner(),
            End::Empty(tag) => tag.local_name().into_inner(),
        }
    }
}

impl Tag<'_> {
    /// Name without its namespace prefix.
    pub(super) fn local(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Whether its name has that namespace prefix.
    pub(super) fn is_of(&self, prefix: &str) -> bool {
        self.0.name().prefix().is_some_and(|own| own.as_ref() == prefix)
    }

    /// What is written between the angle brackets, without the slash of an empty element.
    pub(super) fn written(&self) -> &str {
        &self.0
    }

    /// Bytes of it.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// Value of the attribute of that full name, or else of that local name.
    pub(super) fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        let [value] = self.attrs([name]);
        value
    }

    /// The same for several attributes, in one pass over those that are written.
    pub(super) fn attrs<const N: usize>(&self, names: [&str; N]) -> [Option<Cow<'_, str>>; N] {
        // Each with whether it was found by its full name.
        let mut found: [Option<(bool, Cow<'_, str>)>; N] = [const { None }; N];
        // Looking for duplicates is quadratic in the number of attributes.
        for attr in self.0.attributes().with_checks(false).filter_map(Result::ok) {
            for (known, name) in found.iter_mut().zip(names) {
                let is_full = attr.key.as_ref() == name;
                // Most names are short, and to look for a prefix costs more than to compare.
                let is_it = is_full
                    || attr.key.as_ref().ends_with(name) && attr.key.local_name().as_ref() == name;
                if is_it && known.as_ref().is_none_or(|(was_full, _)| is_full && !was_full) {
                    *known = Some((is_full, attr.value.clone()));
                }
            }
        }
        found.map(|value| value.map(|(_, written)| unescaped(written)))
    }

    /// Whether every attribute is written correctly and once, so that all readers agree on it.
    pub(super) fn is_unambiguous(&self) -> bool {
        self.0.len() < 16_384 && self.0.attributes().all(|attr| attr.is_ok())
    }

    /// Whether the attribute is there and true.
    pub(super) fn flag(&self, name: &str) -> bool {
        is_on(self.attr(name).as_deref())
    }
}

/// Whether the value of an attribute says that something is so.
pub(super) fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// A value as it is meant; as written where it cannot be told.
fn unescaped(written: Cow<'_, str>) -> Cow<'_, str> {
    match written {
        Cow::Borrowed(written) => unescape(written).unwrap_or(Cow::Borrowed(written)),
        Cow::Owned(written) => {
            let meant = unescape(&written).ok().map(Cow::into_owned);
            Cow::Owned(meant.unwrap_or(written))
        }
    }
}

/// The reader of one part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: u64,
    seen_root: bool,
    /// The empty element that was opened and is to be closed next.
    empty: Option<BytesStart<'a>>,
    /// Bytes that the reader does not know of.
    passed_over: usize,
    limits: &'a Limits,
}

impl<'a> Xml<'a> {
    /// Starts reading `text`; `part` is named in errors.
    pub(super) fn new(text: &'a str, part: &'a str, limits: &'a Limits) -> Xml<'a> {
        let reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        Xml { reader, part, depth: 0, seen_root: false, empty: None, passed_over: 0, limits }
    }

    /// How many bytes of the text (without its byte order mark) are read.
    pub(super) fn position(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        read.saturating_add(self.passed_over)
    }

    /// What is left of the text, where an element may stand next.
    pub(super) fn ahead(&self) -> Option<&'a [u8]> {
        let is_inside = self.depth > 0 && self.empty.is_none();
        let may_open = self.limits.check(LimitKind::XmlDepth, self.depth + 1).is_ok();
        (is_inside && may_open).then(|| *self.reader.get_ref())
    }

    /// Passes over one empty element that stands at the beginning of [`Xml::ahead`], written as a single tag of so many
    /// bytes, if another tag follows it at once: whatever step the reader is at, a tag is what it expects.
    pub(super) fn pass_over(&mut self, bytes: usize) -> bool {
        let rest = self.reader.get_ref().get(bytes..).filter(|rest| rest.starts_with(b"<"));
        let Some(rest) = rest else { return false };
        *self.reader.get_mut() = rest;
        self.passed_over += bytes;
        true
    }

    /// Whether the element just opened is written as one tag.
    pub(super) fn is_at_empty(&self) -> bool {
        self.empty.is_some()
    }

    fn broken(&self, what: &str) -> OpenError {
        OpenError::damaged_in(Damage::Contents, self.part, what)
    }

    /// The next step.
    pub(super) fn next(&mut self) -> Result<Node<'a>, OpenError> {
        if let Some(tag) = self.empty.take() {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Node::Close(End::Empty(tag)));
        }
        loop {
            let event =
                self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            match event {
                Event::Start(tag) => return self.opened(tag),
                Event::Empty(tag) => {
                    // A tag is borrowed from the text, so a copy costs nothing.
                    self.empty = Some(tag.clone());
                    return self.opened(tag);
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close(End::Closing(tag)));
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    let resolved = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        Ok(None) => {
                            resolve_predefined_entity(&reference.xml10_content()).map(Cow::Borrowed)
                        }
                        Err(_) => None,
                    };
                    return match resolved {
                        Some(text) => Ok(Node::Text(text)),
                        None => Err(self.broken("unknown entity")),
                    };
                }
                Event::DocType(_) => return Err(self.broken("document type declaration")),
                Event::Eof if self.depth > 0 => return Err(self.broken("ends inside an element")),
                Event::Eof if !self.seen_root => return Err(self.broken("no element")),
                Event::Eof => return Ok(Node::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn opened(&mut self, tag: BytesStart<'a>) -> Result<Node<'a>, OpenError> {
        self.depth += 1;
        self.seen_root = true;
        self.limits.check(LimitKind::XmlDepth, self.depth)?;
        Ok(Node::Open(Tag(tag)))
    }

    /// Everything that is written inside the element just opened, up to its end; inner tags are passed over.
    pub(super) fn text_inside(&mut self) -> Result<String, OpenError> {
        let mut text = String::new();
        self.inside(|piece| text.push_str(piece))?;
        Ok(text)
    }

    /// Passes over the element just opened, up to its end.
    pub(super) fn skip(&mut self) -> Result<(), OpenError> {
        self.inside(|_| ())
    }

    fn inside(&mut self, mut take: impl FnMut(&str)) -> Result<(), OpenError> {
        let outside = self.depth - 1;
        loop {
            match self.next()? {
                Node::Text(piece) => take(&piece),
                Node::Close(_) if self.depth == outside => return Ok(()),
                Node::End => return Err(self.broken("ends inside an element")),
                Node::Open(_) | Node::Close(_) => {}
            }
        }
    }

    /// Reads to the end of the part, to know that it is sound.
    pub(super) fn finish(mut self) -> Result<(), OpenError> {
        while !matches!(self.next()?, Node::End) {}
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(text: &str) -> bool {
        Xml::new(text, "part", &Limits::default()).finish().is_ok()
    }

    #[test]
    fn only_balanced_xml_without_a_document_type_is_sound() {
        assert!(sound("<?xml version=\"1.0\"?><a><b/>x &amp; &#x3042;</a>"));
        for text in [
            "",
            "plain",
            "<a>",
            "<a></b>",
            "<a>&lol;</a>",
            "<!DOCTYPE a SYSTEM \"http://example.invalid/\"><a/>",
        ] {
            assert!(!sound(text), "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let deep = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        assert!(sound(&deep(64)));
        assert!(!sound(&deep(65)));
    }
}
