//! JUnit XML, which build servers show as tests.
//!
//! A submission is a suite; the file and each program's sheet in it are its cases. Errors make a case fail, everything
//! else stands in its output. Programs without a submission are skipped cases of a suite of their own, so that a page
//! of passed tests does not pass for a complete round.

use std::io::{Result, Write};

use super::listing::{FileRow, Listing, Look};
use crate::finding::entry::Severity;
use crate::finding::model::Finding;
use crate::finding::place::Place;
use crate::terms::Lang;

/// One test case.
struct Case<'a> {
    name: String,
    findings: Vec<&'a Finding>,
    /// Why nothing was tested.
    skipped: Option<&'static str>,
}

impl Case<'_> {
    fn fails(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

pub(super) fn render(out: &mut dyn Write, listing: &Listing<'_>, look: Look) -> Result<()> {
    let lang = look.lang;
    let mut by_file = listing.by_file();
    let mut of_file = |row: &FileRow<'_>| by_file.remove(row.file).unwrap_or_default();
    let mut suites: Vec<(&str, Vec<Case<'_>>)> =
        listing.files.iter().map(|row| (row.file, cases(row, of_file(row), lang))).collect();
    // A plan or form that is wrong is a suite with one case.
    let of_texts: Vec<&Finding> =
        listing.findings.iter().filter(|finding| finding.place.line().is_some()).collect();
    for of_file in of_texts.chunk_by(|a, b| a.place.file() == b.place.file()) {
        let name = of_file.first().map_or("", |finding| finding.place.file());
        suites.push((name, vec![file_case(of_file.to_vec(), None, lang)]));
    }
    if !listing.missing.is_empty() {
        let reason = lang.pick("未提出", "no submission");
        let missing = listing.missing.iter().map(|(program, division)| Case {
            name: format!("No.{program} {division}"),
            findings: Vec::new(),
            skipped: Some(reason),
        });
        suites.push((reason, missing.collect()));
    }
    write_suites(out, listing, &suites, lang)
}

fn cases<'a>(row: &FileRow<'_>, findings: Vec<&'a Finding>, lang: Lang) -> Vec<Case<'a>> {
    let mut rest = findings;
    let mut cases = Vec::new();
    for (program, sheet) in &row.programs {
        let is_own = |finding: &&Finding| {
            finding.program == Some(*program)
                && finding.place.sheet().is_none_or(|own| *own == **sheet)
        };
        let (own, others) = rest.into_iter().partition(is_own);
        rest = others;
        cases.push(Case { name: sheet.to_string(), findings: own, skipped: None });
    }
    let skipped = row.state.is_skipped.then(|| row.state.text(lang));
    // What belongs to no program's sheet belongs to the file.
    cases.insert(0, file_case(rest, skipped, lang));
    cases
}

fn file_case<'a>(
    findings: Vec<&'a Finding>,
    skipped: Option<&'static str>,
    lang: Lang,
) -> Case<'a> {
    Case { name: lang.pick("(ファイル)", "(file)").to_owned(), findings, skipped }
}

fn write_suites(
    out: &mut dyn Write,
    listing: &Listing<'_>,
    suites: &[(&str, Vec<Case<'_>>)],
    lang: Lang,
) -> Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    writeln!(
        out,
        "<testsuites name=\"{}{}\" {}>",
        env!("CARGO_PKG_NAME"),
        listing.round.map(|round| format!(" {round}")).unwrap_or_default(),
        counts(all())
    )?;
    for (name, cases) in suites {
        writeln!(out, "  <testsuite name=\"{}\" {}>", escaped(name), counts(cases))?;
        for case in cases {
            write_case(out, name, case, lang)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn counts<'a>(cases: impl IntoIterator<Item = &'a Case<'a>>) -> String {
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for case in cases {
        tests += 1;
        failures += usize::from(case.fails());
        skipped += usize::from(case.skipped.is_some());
    }
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"")
}

fn write_case(out: &mut dyn Write, suite: &str, case: &Case<'_>, lang: Lang) -> Result<()> {
    let head =
        format!("    <testcase classname=\"{}\" name=\"{}\"", escaped(suite), escaped(&case.name));
    let (errors, others): (Vec<&Finding>, Vec<&Finding>) =
        case.findings.iter().partition(|finding| finding.severity == Severity::Error);
    if errors.is_empty() && others.is_empty() && case.skipped.is_none() {
        return writeln!(out, "{head}/>");
    }
    writeln!(out, "{head}>")?;
    if let Some(reason) = case.skipped {
        writeln!(out, "      <skipped message=\"{}\"/>", escaped(reason))?;
    }
    if let Some(first) = errors.first() {
        // Many readers keep only the first failure of a case, so there is one for all of its errors.
        let more = match (errors.len() - 1, lang) {
            (0, _) => String::new(),
            (more, Lang::Ja) => format!("(ほか{more}件)"),
            (more, Lang::En) => format!(" (and {more} more)"),
        };
        writeln!(
            out,
            "      <failure type=\"{}\" message=\"{}\">{}</failure>",
            first.code(),
            escaped(&format!("{}{more}", first.message(lang))),
            escaped(&lines(&errors, lang))
        )?;
    }
    if !others.is_empty() {
        writeln!(out, "      <system-out>{}</system-out>", escaped(&lines(&others, lang)))?;
    }
    writeln!(out, "    </testcase>")
}

/// Findings in a line each, with what to do.
fn lines(findings: &[&Finding], lang: Lang) -> String {
    let line = |finding: &&Finding| {
        let place = match &finding.place {
            Place::Cell(_, sheet, cell) => format!("{sheet}!{cell} "),
            Place::Sheet(_, sheet) => format!("{sheet} "),
            Place::Line(_, place) => format!("{}:{} ", place.line, place.column),
            Place::File(_) => String::new(),
        };
        format!(
            "{} {} {place}{} → {}",
            finding.severity.label(lang),
            finding.code(),
            finding.message(lang),
            finding.hint(lang)
        )
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Text for content and attributes of XML 1.0, which has no way to write most control characters.
fn escaped(text: &str) -> String {
    let mut xml = String::new();
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(c),
            // A parser would turn it into a line break.
            '\r' => xml.push_str("&#13;"),
            '\u{FFFE}' | '\u{FFFF}' => xml.push(char::REPLACEMENT_CHARACTER),
            _ if c.is_control() => xml.push(char::REPLACEMENT_CHARACTER),
            _ => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(escaped("<a & \"b\">\u{1b}\0"), "&lt;a &amp; &quot;b&quot;&gt;\u{FFFD}\u{FFFD}");
        assert_eq!(escaped("一\r\n二"), "一&#13;\n二");
    }
}
