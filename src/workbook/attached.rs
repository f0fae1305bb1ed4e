//! What lies on a sheet and stands in none of its cells: notes, shapes with words in them, boxes to tick, pictures.

use serde::{Deserialize, Serialize};

use crate::terms::CellRef;

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum AttachedKind {
    /// A note or a comment, threaded ones included.
    Note,
    /// A text box or another shape, empty ones included: a ring around a word may be an answer.
    Shape,
    /// A box to tick, or a button of which one is chosen. `on`: whether it is ticked.
    Tick { on: bool },
    /// Another control: a list, a button.
    Control,
    /// A picture, a chart or another object without words.
    Picture,
}

/// Something that lies on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it is.
    pub kind: AttachedKind,
    /// The cell that it belongs to or begins on, if the file says so.
    pub at: Option<CellRef>,
    /// The words in it.
    pub text: String,
}

/// Most of them that are kept of a sheet: a form has a few.
pub(super) const MOST_ATTACHED: usize = 2_000;

/// Longest text that is kept of one, in bytes.
const MOST_TEXT: usize = 32_767;

impl Attached {
    /// Without words so far.
    pub(super) fn new(kind: AttachedKind, at: Option<CellRef>) -> Attached {
        Attached { kind, at, text: String::new() }
    }

    /// Adds words, as far as they are kept.
    pub(super) fn say(&mut self, words: &str) {
        if self.text.len() + words.len() <= MOST_TEXT {
            self.text.push_str(words);
        }
    }

    /// Begins a new line, unless there is none yet.
    pub(super) fn new_line(&mut self) {
        if !self.text.is_empty() {
            self.say("\n");
        }
    }
}

/// Keeps one more, if there is room, with its text trimmed.
pub(super) fn keep(found: &mut Vec<Attached>, mut attached: Attached) {
    if found.len() < MOST_ATTACHED {
        attached.text = attached.text.trim().to_owned();
        found.push(attached);
    }
}
