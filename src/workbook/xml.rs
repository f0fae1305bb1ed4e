//! A bounded XML reader over one inflated part.
//!
//! It refuses what a spreadsheet never has (a document type, unknown entities), counts depth, and insists on balanced
//! tags up to the end of the part: some loops of `calamine` wait for a closing tag without looking for the end.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use super::limits::{Damage, LimitKind, Limits, OpenError};

/// One step through a part. Empty elements come as `Open` and `Close`.
pub(super) enum Node<'a> {
    Open(Tag<'a>),
    /// Local name of the element that ends.
    Close(String),
    Text(Cow<'a, str>),
    End,
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Name without its namespace prefix.
    pub(super) fn local(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// Whether its name has that namespace prefix.
    pub(super) fn is_of(&self, prefix: &str) -> bool {
        self.0.name().prefix().is_some_and(|own| own.as_ref() == prefix)
    }

    /// Bytes between the angle brackets.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// Value of the attribute of that full name, or else of that local name.
    pub(super) fn attr(&self, name: &str) -> Option<String> {
        // Looking for duplicates is quadratic in the number of attributes.
        let find = |is_it: &dyn Fn(QName<'_>) -> bool| {
            let mut attributes = self.0.attributes();
            let attributes = attributes.with_checks(false);
            attributes.filter_map(Result::ok).find(|attr| is_it(attr.key))
        };
        let found = find(&|key| key.as_ref() == name)
            .or_else(|| find(&|key| key.local_name().as_ref() == name))?;
        Some(match unescape(&found.value) {
            Ok(text) => text.into_owned(),
            Err(_) => found.value.into_owned(),
        })
    }

    /// Whether every attribute is written correctly and once, so that all readers agree on it.
    pub(super) fn is_unambiguous(&self) -> bool {
        self.0.len() < 16_384 && self.0.attributes().all(|attr| attr.is_ok())
    }

    /// Whether the attribute is there and true.
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.attr(name).as_deref(), Some("1" | "true" | "on"))
    }
}

/// The reader of one part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: u64,
    seen_root: bool,
    limits: &'a Limits,
}

impl<'a> Xml<'a> {
    /// Starts reading `text`; `part` is named in errors.
    pub(super) fn new(text: &'a str, part: &'a str, limits: &'a Limits) -> Xml<'a> {
        let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, part, depth: 0, seen_root: false, limits }
    }

    /// How many bytes of the text (without its byte order mark) are read.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn broken(&self, what: &str) -> OpenError {
        OpenError::damaged_in(Damage::Contents, self.part, what)
    }

    /// The next step.
    pub(super) fn next(&mut self) -> Result<Node<'a>, OpenError> {
        loop {
            let event =
                self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    self.seen_root = true;
                    self.limits.check(LimitKind::XmlDepth, self.depth)?;
                    return Ok(Node::Open(Tag(tag)));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close(tag.local_name().as_ref().to_owned()));
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

    /// Everything that is written inside the element just opened, up to its end; inner tags are passed over.
    pub(super) fn text_inside(&mut self) -> Result<String, OpenError> {
        let outside = self.depth - 1;
        let mut text = String::new();
        loop {
            match self.next()? {
                Node::Text(piece) => text.push_str(&piece),
                Node::Close(_) if self.depth == outside => return Ok(text),
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
