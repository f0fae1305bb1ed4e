//! Which answers are public: those of fields that `form.toml` marks.

use crate::form::{BlockId, FieldId, Question, Subject};
use crate::schema::{Block, Field, Form, ProgramKind, Repeat};

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Among the single fields of a sheet.
    Program,
    /// In the table of activities or of indicators.
    Table(Repeat),
    /// In the numbered lines of this block.
    Lines(BlockId<'static>),
}

/// The form, asked for what is public.
#[derive(Clone, Copy)]
pub(super) struct Openness<'a> {
    form: &'a Form,
}

impl<'a> Openness<'a> {
    pub(super) fn of(form: &'a Form) -> Openness<'a> {
        Openness { form }
    }

    /// Whether the answers of this kind of program to the field may be published. A field that stands in several places
    /// of a sheet is public if it is so everywhere.
    pub(super) fn is_open(self, kind: ProgramKind, at: At, field: FieldId<'_>) -> bool {
        let mut marks = self.marks(Some(kind), at, field).peekable();
        marks.peek().is_some() && marks.all(|public| public)
    }

    /// Whether the field is public on every sheet that has it, and on one at least.
    pub(super) fn is_open_everywhere(self, at: At, fields: &[FieldId<'_>]) -> bool {
        let marks = fields.iter().flat_map(|field| self.marks(None, at, *field));
        let mut marks = marks.peekable();
        marks.peek().is_some() && marks.all(|public| public)
    }

    /// Whether the form has none of these fields that is internal.
    pub(super) fn hides_none(self, at: At, fields: &[FieldId<'_>]) -> bool {
        fields.iter().flat_map(|field| self.marks(None, at, *field)).all(|public| public)
    }

    /// Whether the answer to a question may be published.
    pub(super) fn may_answer(question: &Question) -> bool {
        // A past actual is asked by a column without an id: it corrects what a field of its own reports.
        question.field.public && !matches!(question.subject, Subject::PastActual(..))
    }

    /// The lists from which the public answers to the field are chosen.
    pub(super) fn lists_of(self, at: At, id: FieldId<'_>) -> impl Iterator<Item = &'a str> {
        let fields = self.fields(None, at, id).filter(|field| field.public);
        fields.filter_map(|field| field.choices.as_deref())
    }

    fn marks(
        self,
        kind: Option<ProgramKind>,
        at: At,
        id: FieldId<'_>,
    ) -> impl Iterator<Item = bool> {
        self.fields(kind, at, id).map(|field| field.public)
    }

    fn fields(
        self,
        kind: Option<ProgramKind>,
        at: At,
        id: FieldId<'_>,
    ) -> impl Iterator<Item = &'a Field> {
        let sheets = self.form.sheets.iter();
        let sheets = sheets.filter(move |sheet| kind.is_none_or(|kind| sheet.kind == kind));
        let of_block = move |block: &'a Block| match (&block.table, at) {
            (None, At::Program) => block.fields.as_slice(),
            (Some(table), At::Table(repeat)) if table.repeat == repeat => &table.columns,
            (Some(table), At::Lines(id)) if block.id == id.0 => &table.columns,
            _ => &[],
        };
        let fields = sheets.flat_map(|sheet| &sheet.blocks).flat_map(of_block);
        let asked: Vec<&'a Field> =
            fields.map(AsRef::as_ref).filter(|field| field.id.as_deref() == Some(id.0)).collect();
        asked.into_iter()
    }
}
