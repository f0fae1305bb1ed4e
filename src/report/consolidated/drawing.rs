//! When the sheets are drawn: each once, as soon as something is needed of it.
//!
//! A sheet asks for the cells of another by the function that draws it (`Drawing::of`). The list in `mod.rs` is the order
//! of the workbook and knows nothing of who needs whom.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::Scope;

use rust_xlsxwriter::XlsxError;

use super::agreement::Crossfoot;
use super::group::Group;
use super::question::Question;
use crate::report::request::ReportRequest;
use crate::sheet::{Sheet, Written};

/// A sheet with the line that the contents say of it, and what has to agree with it.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) sheet: Sheet,
    pub(super) group: Group,
    pub(super) question: Question,
    pub(super) checks: Vec<Crossfoot>,
}

impl Part {
    pub(super) fn new(name: impl Into<String>, says: impl Into<String>, sheet: Sheet) -> Part {
        let (name, says) = (name.into(), says.into());
        let (group, question) = (Group::Results, Question::Whole);
        Part { name, says, sheet, group, question, checks: Vec::new() }
    }

    /// The same sheet with the tab of its group, as an answer to this question.
    pub(super) fn of(mut self, group: Group, question: Question) -> Part {
        self.sheet.worksheet().set_tab_color(group.colour());
        (self.group, self.question) = (group, question);
        self
    }

    /// The same sheet with sums that have to agree, for 検算.
    pub(super) fn checks(mut self, checks: Vec<Crossfoot>) -> Part {
        self.checks = checks;
        self
    }
}

/// What a function that draws gives: its sheet (or those that belong together), and where others find their cells.
pub(super) type Sheets<H> = Written<(Vec<Part>, H)>;

/// Draws a sheet unless it is drawn.
type Draw = Box<dyn Fn(&Drawing<'_>) -> Written>;

/// A line of the list of sheets.
pub(super) struct Listed {
    group: Group,
    question: Question,
    id: TypeId,
    draw: Draw,
}

impl Listed {
    /// What `sheet` draws, in this group, as the answer to this question.
    pub(super) fn new<H: 'static, F>(group: Group, question: Question, sheet: F) -> Listed
    where
        F: Fn(&Drawing<'_>) -> Sheets<H> + Copy + 'static,
    {
        let draw = move |drawing: &Drawing<'_>| drawing.of(sheet).map(|_| ());
        Listed { group, question, id: TypeId::of::<F>(), draw: Box::new(draw) }
    }
}

/// A sheet that was asked for.
enum State {
    BeingDrawn,
    Drawn { parts: Vec<Part>, cells: Rc<dyn Any> },
}

/// A sheet that is drawn meanwhile.
type Begun = Receiver<Written<(Vec<Part>, Box<dyn Any + Send>)>>;

/// The sheets while they are drawn.
pub(super) struct Drawing<'a> {
    pub(super) request: &'a ReportRequest<'a>,
    listed: Vec<Listed>,
    sheets: RefCell<BTreeMap<TypeId, State>>,
    begun: RefCell<BTreeMap<TypeId, Begun>>,
}

impl<'a> Drawing<'a> {
    /// Nothing drawn yet of these sheets, given in the order of the workbook.
    pub(super) fn new(request: &'a ReportRequest<'a>, listed: Vec<Listed>) -> Drawing<'a> {
        Drawing { request, listed, sheets: RefCell::default(), begun: RefCell::default() }
    }

    /// Begins a large sheet that needs no other, on another core: whoever asks for `sheet` waits for what `draw` gives.
    pub(super) fn begin<'scope, H: Send + 'static, F>(
        &self,
        scope: &'scope Scope<'scope, '_>,
        _sheet: F,
        draw: impl FnOnce() -> Sheets<H> + Send + 'scope,
    ) where
        F: Fn(&Drawing<'_>) -> Sheets<H> + 'static,
    {
        let (sender, begun) = channel();
        self.begun.borrow_mut().insert(TypeId::of::<F>(), begun);
        scope.spawn(move || {
            let drawn =
                draw().map(|(parts, cells)| (parts, Box::new(cells) as Box<dyn Any + Send>));
            // Nobody asks for it any more if another sheet could not be drawn.
            let _ = sender.send(drawn);
        });
    }

    /// Where the cells of what `sheet` draws are; draws it if it is not drawn yet.
    pub(super) fn of<H: 'static, F>(&self, sheet: F) -> Written<Rc<H>>
    where
        F: Fn(&Drawing<'_>) -> Sheets<H> + 'static,
    {
        let id = TypeId::of::<F>();
        let is_new = !self.sheets.borrow().contains_key(&id);
        if is_new {
            self.sheets.borrow_mut().insert(id, State::BeingDrawn);
            let begun = self.begun.borrow_mut().remove(&id);
            let begun = begun.and_then(|begun| begun.recv().ok()).transpose()?;
            let begun =
                begun.and_then(|(parts, cells)| Some((parts, *cells.downcast::<H>().ok()?)));
            let (parts, cells) = begun.map_or_else(|| sheet(self), Ok)?;
            let drawn = State::Drawn { parts, cells: Rc::new(cells) };
            self.sheets.borrow_mut().insert(id, drawn);
        }
        let cells = match self.sheets.borrow().get(&id) {
            Some(State::Drawn { cells, .. }) => Rc::clone(cells).downcast().ok(),
            Some(State::BeingDrawn) | None => None,
        };
        cells.ok_or_else(|| XlsxError::ParameterError("sheets that need each other".to_owned()))
    }

    /// The names of all other sheets, drawn before the one that asks.
    pub(super) fn names(&self) -> Written<Vec<String>> {
        let mut names = Vec::new();
        for listed in &self.listed {
            if !matches!(self.sheets.borrow().get(&listed.id), Some(State::BeingDrawn)) {
                (listed.draw)(self)?;
            }
            if let Some(State::Drawn { parts, .. }) = self.sheets.borrow().get(&listed.id) {
                names.extend(parts.iter().map(|part| part.name.clone()));
            }
        }
        Ok(names)
    }

    /// All sheets, drawn, in the order of the workbook, and where the cells of one of them are.
    pub(super) fn finish<H: 'static, F>(self, named: F) -> Written<(Vec<Part>, Rc<H>)>
    where
        F: Fn(&Drawing<'_>) -> Sheets<H> + 'static,
    {
        // What is drawn meanwhile stands at the front, and those that name all others wait for it.
        for listed in self.listed.iter().rev() {
            (listed.draw)(&self)?;
        }
        let named = self.of(named)?;
        let mut sheets = self.sheets.into_inner();
        let parts = self.listed.into_iter().flat_map(|Listed { group, question, id, .. }| {
            let parts = match sheets.remove(&id) {
                Some(State::Drawn { parts, .. }) => parts,
                Some(State::BeingDrawn) | None => Vec::new(),
            };
            parts.into_iter().map(move |part| part.of(group, question))
        });
        Ok((parts.collect(), named))
    }
}
