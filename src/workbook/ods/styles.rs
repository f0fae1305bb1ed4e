//! The styles of an OpenDocument spreadsheet, as far as they take back, hide or change what a cell says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::numbers::{DataStyles, Format, is_data_style};
use crate::workbook::letters::{BLACK, Letters, Rgb, WHITE, blends, rgb};
use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::xml::{Node, Tag, Xml};

/// Styles that inherit from one another deeper than this inherit nothing more.
const DEEPEST: usize = 16;

/// What one style says; `None` where it leaves that to its parent.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    struck: Option<bool>,
    raised: Option<bool>,
    letters: Option<Rgb>,
    /// `Some(None)`: no colour of its own, so the paper.
    behind: Option<Option<Rgb>>,
    crossed: Option<bool>,
    /// Name of the data style that says how numbers are shown.
    data: Option<String>,
}

/// How the letters of a cell or a stretch look by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    struck: bool,
    raised: bool,
    letters: Option<Rgb>,
    behind: Option<Rgb>,
    /// A diagonal line is drawn through the cell.
    pub(super) crossed: bool,
}

impl Look {
    pub(super) fn letters(self) -> Letters {
        let (letters, behind) = (self.letters.unwrap_or(BLACK), self.behind.unwrap_or(WHITE));
        Letters {
            struck: self.struck,
            raised: self.raised,
            // Letters without a colour of their own are drawn so that they can be read.
            invisible: self.letters.is_some() && blends(letters, behind),
        }
    }
}

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Cell,
    Stretch,
}

/// The styles of a document by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: BTreeMap<Family, BTreeMap<String, Style>>,
    numbers: DataStyles,
}

impl Styles {
    /// Takes over the styles of a part; those of the content may go by the name of one that all share.
    pub(super) fn read(
        &mut self,
        text: &str,
        path: &str,
        limits: &Limits,
    ) -> Result<(), OpenError> {
        let mut xml = Xml::new(text, path, limits);
        loop {
            match xml.next()? {
                Node::Open(tag) if is_style(&tag) => self.style(&tag, &mut xml)?,
                Node::Open(tag) if tag.local() == "body" => return Ok(()),
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the style that was just opened, up to its end.
    pub(super) fn style(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), OpenError> {
        if is_data_style(tag.local()) {
            return self.numbers.read(tag, xml);
        }
        let (family, name) = (tag.attr("style:family"), tag.attr("style:name"));
        let parent = tag.attr("style:parent-style-name").map(Cow::into_owned);
        let data = tag.attr("style:data-style-name").map(Cow::into_owned);
        let mut style = Style { parent, data, ..Style::default() };
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Node::Open(inner) => {
                    depth += 1;
                    style.note(&inner);
                }
                Node::Close(_) => depth -= 1,
                Node::End => break,
                Node::Text(_) => {}
            }
        }
        let family = match family.as_deref() {
            Some("table-cell") => Family::Cell,
            Some("text") => Family::Stretch,
            _ => return Ok(()),
        };
        if let Some(name) = name {
            self.known.entry(family).or_default().insert(name.into_owned(), style);
        }
        Ok(())
    }

    /// How a cell of this style looks.
    pub(super) fn cell(&self, name: &str) -> Look {
        self.over(Look::default(), Family::Cell, name)
    }

    /// How a cell that looks like `around` looks with a conditional format.
    pub(super) fn conditional(&self, around: Look, name: &str) -> Look {
        self.over(around, Family::Cell, name)
    }

    /// Whether a cell style says itself how numbers are shown.
    pub(super) fn has_format(&self, name: &str) -> bool {
        let own = self.known.get(&Family::Cell).and_then(|known| known.get(name));
        own.is_some_and(|style| style.data.is_some())
    }

    /// The name of a style as the file writes it, from the one that people see: `旧_1` is `旧_5f_1`.
    pub(super) fn written(seen: &str) -> String {
        let letter = |letter: char| {
            if letter.is_alphanumeric() || matches!(letter, '-' | '.') {
                letter.to_string()
            } else {
                format!("_{:x}_", u32::from(letter))
            }
        };
        seen.chars().map(letter).collect()
    }

    /// How the numbers in a cell of this style are shown.
    pub(super) fn format(&self, name: &str) -> Format {
        let data = self.chain(Family::Cell, name).iter().find_map(|style| style.data.as_ref());
        data.map_or(Format::General, |name| self.numbers.format(name))
    }

    /// How a stretch of this style looks in a cell that looks like `around`.
    pub(super) fn stretch(&self, around: Look, name: &str) -> Look {
        self.over(around, Family::Stretch, name)
    }

    /// A style and those that it takes from.
    fn chain(&self, family: Family, name: &str) -> Vec<&Style> {
        let mut chain = Vec::new();
        let Some(known) = self.known.get(&family) else { return chain };
        let mut next = known.get(name);
        while let Some(style) = next {
            chain.push(style);
            let parent = style.parent.as_deref().filter(|_| chain.len() < DEEPEST);
            next = parent.and_then(|name| known.get(name));
        }
        chain
    }

    fn over(&self, around: Look, family: Family, name: &str) -> Look {
        self.chain(family, name).iter().rev().fold(around, |look, style| Look {
            struck: style.struck.unwrap_or(look.struck),
            raised: style.raised.unwrap_or(look.raised),
            letters: style.letters.or(look.letters),
            behind: style.behind.unwrap_or(look.behind),
            crossed: style.crossed.unwrap_or(look.crossed),
        })
    }
}

/// Whether an element is a style that is read.
pub(super) fn is_style(tag: &Tag<'_>) -> bool {
    let local = tag.local();
    local == "style" || is_data_style(local)
}

impl Style {
    fn note(&mut self, tag: &Tag<'_>) {
        let drawn = |name: &str| tag.attr(name).map(|value| value != "none");
        match tag.local() {
            "text-properties" => {
                let line = drawn("style:text-line-through-style");
                self.struck =
                    line.or_else(|| drawn("style:text-line-through-type")).or(self.struck);
                let position = tag.attr("style:text-position");
                // `super 58%`, or how far above the line.
                self.raised = position
                    .map(|at| {
                        at.starts_with("super")
                            || at.starts_with(|c: char| ('1'..='9').contains(&c))
                    })
                    .or(self.raised);
                let automatic = tag.flag("style:use-window-font-color");
                let colour = tag.attr("fo:color").as_deref().and_then(rgb);
                self.letters = colour.filter(|_| !automatic).or(self.letters);
            }
            "table-cell-properties" => {
                if let Some(colour) = tag.attr("fo:background-color") {
                    self.behind = Some(rgb(&colour));
                }
                let up = drawn("style:diagonal-bl-tr");
                let down = drawn("style:diagonal-tl-br");
                if up.is_some() || down.is_some() {
                    self.crossed = Some(up == Some(true) || down == Some(true));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_takes_from_its_parent_what_it_does_not_say() {
        let text = r##"<s xmlns:style="s" xmlns:fo="f">
            <style:style style:name="Default" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>
            <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default">
              <style:text-properties style:text-line-through-style="solid"/></style:style>
            <style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1">
              <style:table-cell-properties fo:background-color="#000000"/></style:style>
            <style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="none" style:text-position="super 58%"/></style:style>
            <style:style style:name="loop" style:family="text" style:parent-style-name="loop"/>
            </s>"##;
        let mut styles = Styles::default();
        styles.read(text, "part", &Limits::default()).expect("sound");
        let letters = |name: &str| styles.cell(name).letters();
        let (one, two) = (letters("ce1"), letters("ce2"));
        assert!(one.struck && one.invisible && !one.raised);
        assert!(two.struck && !two.invisible);
        let stretch = styles.stretch(styles.cell("ce2"), "T1").letters();
        assert!(!stretch.struck && stretch.raised);
        assert_eq!(styles.stretch(Look::default(), "loop"), Look::default());
        assert_eq!(letters("unknown"), Letters::default());
    }
}
