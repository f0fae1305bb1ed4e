//! The error of loading a schema file: every problem with its place, and how it is shown.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};

use crate::terms::Lang;

use super::locate::{Path, first_line, position};
use crate::finding::{Finding, LinePlace, Place, Problem};

/// A schema file that cannot be used, with everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{file}: {} problem(s), first at line {}: {}", problems.len(), first_line_of(problems), first_message(problems))]
pub struct SchemaError {
    /// The file, as it was asked for.
    pub file: String,
    /// What is wrong, in the order of the file.
    pub problems: Vec<SchemaProblem>,
    text: Arc<str>,
}

/// One thing wrong with a schema file.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaProblem {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1, in characters.
    pub column: usize,
    /// Length of the place on that line, in characters.
    pub length: usize,
    /// The way to the place, entries counted from zero: `programs[3].target.by`; empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub what: Problem,
    /// The place in the text, in bytes.
    span: Range<usize>,
}

impl SchemaProblem {
    pub(super) fn new(text: &str, span: Range<usize>, path: &Path, what: Problem) -> Self {
        let span = first_line(text, span);
        let (line, column) = position(text, span.start);
        let length = text.get(span.clone()).map_or(0, |part| part.chars().count());
        SchemaProblem { line, column, length, path: path.to_string(), what, span }
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        self.what.message("", lang)
    }

    /// What to write instead.
    pub fn hint(&self, lang: Lang) -> String {
        self.what.hint("", lang)
    }

    /// The path for people: entries counted from one.
    fn place(&self, lang: Lang) -> String {
        let parts = self.path.split('.').filter(|part| !part.is_empty()).map(|part| {
            let Some((name, index)) = part.strip_suffix(']').and_then(|part| part.split_once('['))
            else {
                return part.to_owned();
            };
            match (index.parse::<usize>(), lang) {
                (Ok(index), Lang::Ja) => format!("{name} {}件目", index + 1),
                (Ok(index), Lang::En) => format!("{name} #{}", index + 1),
                (Err(_), _) => part.to_owned(),
            }
        });
        let place = parts.collect::<Vec<_>>().join(" › ");
        match (place.is_empty(), lang) {
            (true, Lang::Ja) => "ここ".to_owned(),
            (true, Lang::En) => "here".to_owned(),
            (false, _) => place,
        }
    }
}

impl SchemaError {
    pub(super) fn new(file: &str, text: &str, mut problems: Vec<SchemaProblem>) -> SchemaError {
        problems.sort_by_key(|problem| problem.span.start);
        SchemaError { file: file.to_owned(), problems, text: Arc::from(text) }
    }

    /// The problems as findings.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        let file: Arc<str> = Arc::from(self.file.as_str());
        self.problems.iter().map(move |problem| {
            let SchemaProblem { line, column, length, .. } = *problem;
            let path = Arc::from(problem.path.as_str());
            let place = Place::Line(file.clone(), LinePlace { line, column, length, path });
            Finding::new(problem.what.clone(), place)
        })
    }

    /// All problems with their lines of the file, for a terminal: 100 columns wide, the same on every machine.
    pub fn render(&self, lang: Lang, colour: bool) -> String {
        let theme =
            if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false);
        let source = CharColumns { name: &self.file, text: &self.text };
        let mut out = String::new();
        for problem in &self.problems {
            let shown = Shown {
                message: format!("{} {}", problem.what.entry().code, problem.message(lang)),
                hint: problem.hint(lang),
                place: problem.place(lang),
                span: problem.span.clone(),
                source: &source,
            };
            let mut report = String::new();
            if handler.render_report(&mut report, &shown).is_err() {
                // Only the rooms of std::fmt can fail here; the sentence itself is never lost.
                report = format!("{}:{}:{} {}\n", self.file, problem.line, problem.column, shown);
            }
            push_report(&mut out, &report, lang);
        }
        out.push_str(&summary(&self.file, self.problems.len(), lang));
        out
    }
}

/// Adds one report without trailing blanks, its `help:` in the language of the rest.
fn push_report(out: &mut String, report: &str, lang: Lang) {
    for line in report.lines() {
        let line = line.trim_end();
        // Of the same width as the word it replaces, so that continued lines stay aligned.
        match (lang, line.split_once("  help: ")) {
            (Lang::Ja, Some((before, after))) if !before.contains('│') => {
                out.push_str(&format!("{before}  対処: {after}\n"));
            }
            _ => out.push_str(&format!("{line}\n")),
        }
    }
    out.push('\n');
}

fn summary(file: &str, count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Ja, _) => format!("{file} に誤りが{count}件あります。\n"),
        (Lang::En, 1) => format!("1 problem in {file}.\n"),
        (Lang::En, _) => format!("{count} problems in {file}.\n"),
    }
}

fn first_line_of(problems: &[SchemaProblem]) -> usize {
    problems.first().map_or(0, |problem| problem.line)
}

fn first_message(problems: &[SchemaProblem]) -> String {
    problems.first().map_or_else(String::new, |problem| problem.message(Lang::En))
}

/// A problem as miette shows it.
#[derive(Debug)]
struct Shown<'s> {
    message: String,
    hint: String,
    place: String,
    span: Range<usize>,
    source: &'s CharColumns<'s>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.hint.is_empty()).then(|| Box::new(&self.hint) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = SourceSpan::from(self.span.clone());
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(self.place.clone()), span))))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.source)
    }
}

/// A text whose columns are counted in characters; miette's own count is of bytes, three for a kanji.
#[derive(Debug)]
struct CharColumns<'s> {
    name: &'s str,
    text: &'s str,
}

impl SourceCode for CharColumns<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        let (_, column) = position(self.text, inner.span().offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.to_owned(),
            inner.data(),
            *inner.span(),
            inner.line(),
            column - 1,
            inner.line_count(),
        )))
    }
}
