//! `matome form try`: what would be read from a file, field by field, and from where.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::check::{
    CheckContext, CheckedRound, cell_counts, check_round, refusal_words, value_row,
};
use crate::cli::arguments::{FormTryArguments, TryFormat};
use crate::cli::choice::Choice;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::{ACT, DONE};
use crate::cli::input_folder::nothing_came_in;
use crate::cli::read_value::{missing_text, value_text};
use crate::cli::workspace::{Workspace, read_text, shown};
use crate::facts::Facts;
use crate::finding::{Finding, Severity, Wording, json_finding, worded};
use crate::form::{FormContext, PastActuals};
use crate::notation::Outcome;
use crate::schema::{Go, load_form};
use crate::submission::{Answer, LocatedBy, ProgramSheet, Reader, Submission};
use crate::terms::{CellRef, ProgramNo, Round};
use crate::workbook::{Content, Workbook, open};

/// Prints each field; exit code 1 if one could not be found or read, or if something stands outside all of them.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &FormTryArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?;
    let plan = &workspace.plan;
    let form = load_form(&read_text(&arguments.form)?, &shown(&arguments.form), plan)?;
    let first = plan.rounds.first().map(|planned| planned.round);
    let choice = match (arguments.round, first) {
        (Some(round), _) => Choice::asked(&workspace, round)?,
        (None, Some(first)) => Choice::because(first, "計画の最初の回次", "the plan's first"),
        (None, None) => return Err(nothing_came_in(&workspace, &workspace.input, None)),
    };
    let round = choice.round;
    if arguments.format == TryFormat::Text {
        choice.announce(console, &workspace, &[]);
    }
    let bytes =
        std::fs::read(&arguments.file).map_err(|error| CliError::read(&arguments.file, &error))?;
    let name: Arc<str> = arguments
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
        .into();
    let past = PastActuals::default();
    let context = FormContext { plan, form: &form, round, past: &past };
    let submission = Reader::new(context, &workspace.limits).read(&name, &bytes);
    let earlier = Facts::default();
    let checked = check_round(&CheckContext { form: context, earlier: &earlier }, vec![submission]);
    let workbook = open(&bytes, &name, &workspace.limits).ok();
    let trial = Trial { console, round, workbook, checked: &checked };
    let text = match arguments.format {
        TryFormat::Text => trial.text(),
        TryFormat::Json => format!("{:#}\n", trial.document()),
    };
    console.result(&text)?;
    Ok(if trial.is_clean() { DONE } else { ACT })
}

struct Trial<'t> {
    console: &'t Console,
    round: Round,
    workbook: Option<Workbook>,
    checked: &'t CheckedRound,
}

impl Trial<'_> {
    fn sheets(&self) -> impl Iterator<Item = &ProgramSheet> {
        let read = self.checked.submissions.iter().filter_map(Submission::read);
        read.flat_map(|read| &read.programs)
    }

    /// Findings about where things stand: a blank form is not to blame for what is not filled in yet.
    fn about_places(&self) -> impl Iterator<Item = &Finding> {
        self.checked.findings.iter().filter(|finding| {
            let family = finding.code().chars().next();
            finding.severity > Severity::Info && matches!(family, Some('F' | 'L' | 'S'))
        })
    }

    fn is_clean(&self) -> bool {
        let mut answers = self.sheets().flat_map(|sheet| &sheet.answers);
        let refused = answers.any(|answer| matches!(answer.outcome, Outcome::Refused(_)));
        !refused && self.about_places().next().is_none()
    }

    /// The text of a cell, for the label that led to a field.
    fn label(&self, sheet: &str, cell: CellRef) -> String {
        let sheet = self.workbook.as_ref().and_then(|workbook| workbook.sheet(sheet));
        match sheet.and_then(|sheet| sheet.cells.get(&cell)).map(|cell| &cell.content) {
            Some(Content::Text(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => String::new(),
        }
    }

    /// How a field was found, in words.
    fn way(&self, answer: &Answer) -> String {
        let label = |cell: CellRef| self.label(&answer.source.sheet, cell);
        let words = worded! { answer.located_by =>
            LocatedBy::Name => "セルの名前" / "name of the cell",
            LocatedBy::Label => "まわりの見出し" / "labels around it",
            LocatedBy::Address => "番地" / "address",
            LocatedBy::Column { head } => [label = label(head)] "列の見出し「{label}」({head})" / "column \"{label}\" ({head})",
            LocatedBy::Beside { label: cell, go, steps } => [label = label(cell), ways = way_words(go), ja = ways.ja, en = ways.en] "「{label}」({cell})から{ja}へ{steps}" / "{steps} {en} of \"{label}\" ({cell})",
        };
        words.text(self.console.lang()).to_owned()
    }

    /// What was understood, or why nothing was.
    fn understood(&self, answer: &Answer) -> String {
        let lang = self.console.lang();
        match &answer.outcome {
            Outcome::Read(reading) => value_text(&reading.value, &answer.question.unit, lang),
            Outcome::Missing { reason, .. } => {
                format!(
                    "{}({})",
                    self.console.say("値なし", "no value"),
                    missing_text(*reason, lang)
                )
            }
            Outcome::Refused(refusal) => {
                let words = refusal_words(refusal);
                format!("{}: {}", self.console.say("読めない", "not read"), words.text(lang))
            }
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let say = |ja, en| self.console.say(ja, en);
        // Writing to a string cannot fail.
        for sheet in self.sheets() {
            let _ = writeln!(text, "No.{} [{}]", sheet.program, sheet.sheet);
            for answer in &sheet.answers {
                let cell = answer.source.cell.to_string();
                let _ = writeln!(
                    text,
                    "  {cell:<6} {} ({}) ← {}",
                    answer.question.caption,
                    answer.question.key(),
                    self.way(answer)
                );
                if !answer.is_blank() {
                    let raw = answer.raw.replace('\n', "⏎");
                    let _ = writeln!(text, "         「{raw}」→ {}", self.understood(answer));
                }
            }
        }
        let mut by_code: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in self.about_places() {
            by_code.entry(finding.code()).or_default().push(finding);
        }
        for (code, findings) in by_code {
            let title = findings[0].entry().title.text(self.console.lang());
            let _ = writeln!(text, "\n{code} {title} ({})", findings.len());
            for finding in findings {
                let place = [
                    finding.place.sheet().map(ToString::to_string),
                    finding.place.cell().map(|cell| cell.to_string()),
                ];
                let place: Vec<String> = place.into_iter().flatten().collect();
                let program =
                    finding.program.map(|no: ProgramNo| format!("No.{no} ")).unwrap_or_default();
                let message = finding.message(self.console.lang());
                let _ = writeln!(text, "  {program}{}: {message}", place.join(" "));
            }
        }
        let account = self.checked.summaries.first().map(|summary| summary.cells);
        let account = account.unwrap_or_default();
        let _ = writeln!(
            text,
            "\n{}: {} = {} {} + {} {} + {} {}",
            say("記入のあるセル", "cells with content"),
            account.non_empty,
            say("読んだ", "read"),
            account.read,
            say("様式の印刷", "printed"),
            account.printed,
            say("どちらでもない", "neither"),
            account.unaccounted
        );
        text
    }

    fn document(&self) -> Json {
        let fields: Vec<Json> = self
            .sheets()
            .flat_map(|sheet| {
                sheet.answers.iter().map(|answer| {
                    let mut field = json!(value_row(self.round, sheet, answer));
                    field["caption"] = answer.question.caption.clone().into();
                    field["found"] = self.way(answer).into();
                    field["understood"] = self.understood(answer).into();
                    field
                })
            })
            .collect();
        let lang = self.console.lang();
        let findings: Vec<Json> =
            self.about_places().map(|finding| json_finding(finding, lang)).collect();
        let cells = self.checked.summaries.first().map(cell_counts).unwrap_or_default();
        json!({
            "version": 1,
            "round": self.round,
            "fields": fields,
            "findings": findings,
            "cells": cells,
        })
    }
}

fn way_words(go: Go) -> Wording {
    worded! { go =>
        Go::Right => "右" / "right",
        Go::Below => "下" / "below",
        Go::Left => "左" / "left",
        Go::Above => "上" / "above",
    }
}
