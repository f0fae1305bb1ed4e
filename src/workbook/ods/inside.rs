//! What stands inside a cell of an OpenDocument spreadsheet: paragraphs with stretches in styles of their own, and what
//! lies on the cell.

use std::collections::BTreeMap;

use super::styles::{Look, Styles};
use crate::workbook::attached::{Attached, AttachedKind};
use crate::workbook::letters::Piece;
use crate::workbook::xml::Tag;

/// Elements in a cell whose text is not the cell's: readings, and what lies on the cell.
const BESIDE: &str = "ruby-text annotation frame custom-shape control caption rect ellipse circle \
    line connector polygon polyline regular-polygon measure scene path g";

/// Bytes of text that are looked at: more than a cell can hold, and little whatever a file says.
const MOST_TEXT: usize = 4 * 32_767;

/// The boxes to tick of a document, by their ids: words and state.
#[derive(Debug, Default)]
pub(super) struct Controls(BTreeMap<String, (String, bool)>);

impl Controls {
    /// Notes a box that was opened among the forms of a sheet.
    pub(super) fn note(&mut self, tag: &Tag<'_>) {
        let is_on = tag.attr("form:current-state").as_deref() == Some("checked")
            || tag.attr("form:state").as_deref() == Some("checked")
                && tag.attr("form:current-state").is_none()
            || tag.flag("form:current-selected");
        let label = tag.attr("form:label").unwrap_or_default().into_owned();
        if let Some(id) = tag.attr("form:id").or_else(|| tag.attr("xml:id")) {
            self.0.insert(id.into_owned(), (label, is_on));
        }
    }

    fn attached(&self, tag: &Tag<'_>) -> Attached {
        let known = tag.attr("draw:control").and_then(|id| self.0.get(&*id));
        let (kind, text) = match known {
            Some((label, on)) => (AttachedKind::Tick { on: *on }, label.clone()),
            None => (AttachedKind::Control, String::new()),
        };
        Attached { kind, at: None, text }
    }
}

/// The text of a cell while it is read.
pub(super) struct Inside {
    /// The look of the cell, and of each stretch that is open, with the depth of its element.
    looks: Vec<(u32, Look)>,
    pieces: Vec<Piece>,
    /// Depth of the open paragraph.
    paragraph: Option<u32>,
    bytes: usize,
    /// Depth of the open element whose text is not the cell's.
    beside: Option<u32>,
    /// What lies on the cell; the last one is open while `beside` is.
    attached: Vec<Attached>,
    /// Depth of the open paragraph of what lies on the cell.
    beside_paragraph: Option<u32>,
}

impl Inside {
    /// A cell that looks like this.
    pub(super) fn new(cell: Look) -> Inside {
        Inside {
            looks: vec![(0, cell)],
            pieces: Vec::new(),
            paragraph: None,
            bytes: 0,
            beside: None,
            attached: Vec::new(),
            beside_paragraph: None,
        }
    }

    /// An element opened at this depth.
    pub(super) fn open(&mut self, tag: &Tag<'_>, depth: u32, styles: &Styles, controls: &Controls) {
        if self.beside.is_some() {
            self.open_beside(tag, depth);
            return;
        }
        match tag.local() {
            "p" => {
                self.paragraph = Some(depth);
                if !self.pieces.is_empty() {
                    self.text("\n");
                }
            }
            "span" => {
                let around = self.look();
                let name = tag.attr("text:style-name").unwrap_or_default();
                self.looks.push((depth, styles.stretch(around, &name)));
            }
            "s" => {
                let spaces: usize = tag.attr("c").and_then(|text| text.parse().ok()).unwrap_or(1);
                self.text(&" ".repeat(spaces.min(MOST_TEXT)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            name if BESIDE.split(' ').any(|beside| beside == name) => {
                self.beside = Some(depth);
                self.beside_paragraph = None;
                let plain = |kind| Attached::new(kind, None);
                match name {
                    // The reading of a word is no words of its own.
                    "ruby-text" => {}
                    "annotation" => self.attached.push(plain(AttachedKind::Note)),
                    "control" => self.attached.push(controls.attached(tag)),
                    _ => self.attached.push(plain(AttachedKind::Shape)),
                }
            }
            _ => {}
        }
    }

    /// An element opened in what lies on the cell.
    fn open_beside(&mut self, tag: &Tag<'_>, depth: u32) {
        let Some(attached) = self.attached.last_mut() else { return };
        match tag.local() {
            "p" => {
                self.beside_paragraph = Some(depth);
                attached.new_line();
            }
            "image" | "object" if attached.kind == AttachedKind::Shape => {
                attached.kind = AttachedKind::Picture;
            }
            "line-break" => attached.say("\n"),
            "s" | "tab" => attached.say(" "),
            _ => {}
        }
    }

    /// The element at this depth is closed.
    pub(super) fn close(&mut self, depth: u32) {
        if self.beside == Some(depth) {
            self.beside = None;
        }
        if self.beside_paragraph == Some(depth) {
            self.beside_paragraph = None;
        }
        if self.paragraph == Some(depth) {
            self.paragraph = None;
        }
        if self.looks.len() > 1 && self.looks.last().is_some_and(|(own, _)| *own == depth) {
            self.looks.pop();
        }
    }

    /// A text of the cell, unless it stands beside it.
    pub(super) fn text(&mut self, text: &str) {
        if let (Some(_), Some(attached)) = (self.beside_paragraph, self.attached.last_mut()) {
            attached.say(text);
        }
        self.bytes += text.len();
        if self.beside.is_some() || self.paragraph.is_none() || self.bytes > MOST_TEXT {
            return;
        }
        let letters = self.look().letters();
        match self.pieces.last_mut() {
            Some(piece) if piece.letters == letters => piece.text.push_str(text),
            _ => self.pieces.push(Piece { text: text.to_owned(), letters }),
        }
    }

    fn look(&self) -> Look {
        self.looks.last().map(|(_, look)| *look).unwrap_or_default()
    }

    /// Its stretches, and what lies on it.
    pub(super) fn done(self) -> (Vec<Piece>, Vec<Attached>) {
        (self.pieces, self.attached)
    }
}
