//! Files that are wrong as a whole: the cases of `files.toml`, made from sound forms.

use std::collections::BTreeMap;

use matome::testing::{Form, Plan, ProgramKind, Round};
use serde::Deserialize;
use serde_json::Value as Json;

use super::bench::{replaced, schema, sound, text, with_empty_parts, with_part, with_sheet_twice};
use crate::support::{filled, repository};

/// A case; `files.toml` says what each of its words means.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WrongFile {
    pub code: Option<String>,
    pub name: String,
    pub example: Option<String>,
    place: String,
    message: String,
    content: Option<String>,
    fixture: Option<String>,
    of: Option<String>,
    round: Option<String>,
    write: BTreeMap<String, String>,
    plan_id: Option<String>,
    version: Option<u32>,
    without: Option<u16>,
    takes: Option<u16>,
    study: Option<u16>,
    renumbered: Option<(u16, u16)>,
    called: Option<String>,
    replace: Vec<(String, String, String)>,
    part: Option<(String, String)>,
    empty_parts: usize,
    sheet_twice: Option<(String, String)>,
    half: bool,
}

pub fn wrong_files() -> Vec<WrongFile> {
    #[derive(Deserialize)]
    struct Files {
        file: Vec<WrongFile>,
    }
    toml::from_str::<Files>(include_str!("files.toml")).unwrap().file
}

impl WrongFile {
    pub fn bytes(&self) -> Vec<u8> {
        let fixtures = repository().join("tests/fixtures/workbook");
        match (&self.content, &self.fixture) {
            (Some(content), _) => content.as_bytes().to_vec(),
            (None, Some(fixture)) => std::fs::read(fixtures.join(fixture)).unwrap(),
            (None, None) => self.spoilt(self.written()),
        }
    }

    /// Whether this finding is that of the case.
    pub fn is_found_by(&self, finding: &Json) -> bool {
        let text = |key: &str| finding[key].as_str().unwrap_or_default();
        let place = [text("sheet"), text("cell")];
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        (Some(text("code")), text("file")) == (self.code.as_deref(), self.name.as_str())
            && (place.join("!"), text("message")) == (self.place.clone(), self.message.as_str())
    }

    fn division(&self) -> &str {
        self.of.as_deref().unwrap_or("総務課")
    }

    /// The form as it was filled in.
    fn written(&self) -> Vec<u8> {
        let (mut plan, mut form) = schema();
        self.change(&mut plan, &mut form);
        let round: Round = self.round.as_deref().unwrap_or("2022").parse().unwrap();
        let mut files = filled(&plan, &form, round, &|program, question| match self
            .write
            .get(question.key())
        {
            Some(written) => text(written.as_str()),
            None => sound(round, program, question),
        });
        let name = self.called.as_deref().unwrap_or(self.division());
        files.remove(&format!("{name}.xlsx")).unwrap()
    }

    /// What was different when the form was made.
    fn change(&self, plan: &mut Plan, form: &mut Form) {
        plan.id = self.plan_id.clone().unwrap_or_else(|| plan.id.clone());
        form.version = self.version.unwrap_or(form.version);
        plan.programs.retain(|program| Some(program.no.0) != self.without);
        for program in &mut plan.programs {
            if Some(program.no.0) == self.takes {
                program.lead = self.division().into();
            }
            if Some(program.no.0) == self.study {
                program.kind = ProgramKind::Study;
            }
            if let Some((_, no)) = self.renumbered.filter(|(now, _)| *now == program.no.0) {
                program.no.0 = no;
            }
            if let Some(name) = &self.called
                && program.lead.as_str() == self.division()
            {
                program.lead = name.as_str().into();
            }
        }
        for division in &mut plan.divisions {
            if let Some(name) = &self.called
                && division.name.as_str() == self.division()
            {
                division.name = name.as_str().into();
            }
        }
    }

    /// What became of it.
    fn spoilt(&self, mut book: Vec<u8>) -> Vec<u8> {
        for (part, pattern, with) in &self.replace {
            book = replaced(&book, part, pattern, with);
        }
        if let Some((name, inside)) = &self.part {
            book = with_part(&book, name, inside.as_bytes());
        }
        if self.empty_parts > 0 {
            book = with_empty_parts(&book, self.empty_parts);
        }
        if let Some((sheet, part)) = &self.sheet_twice {
            book = with_sheet_twice(&book, sheet, part);
        }
        book.truncate(if self.half { book.len() / 2 } else { book.len() });
        book
    }
}
