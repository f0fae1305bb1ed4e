//! Findings for people: by division, file and sheet, then what is missing, then the counts.
//!
//! Nothing is left out in silence: where findings of severity info are not shown, their number is said.

use std::collections::BTreeMap;
use std::io::{Result, Write};

use unicode_width::UnicodeWidthStr;

use super::listing::{FileRow, Listing, Look};
use crate::finding::entry::Severity;
use crate::finding::model::Finding;
use crate::terms::{DivisionName, Lang, ProgramNo, Round};

impl Look {
    fn say<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(ja, en)
    }

    fn shows(&self, finding: &Finding) -> bool {
        self.with_info || finding.severity > Severity::Info
    }

    /// The name of a division, or what stands for it where a file does not tell.
    fn division(&self, division: Option<&DivisionName>) -> String {
        match division {
            Some(name) => shown(name.as_str()),
            None => self.say("(課が分からない)", "(division not known)").to_owned(),
        }
    }
}

/// Severities as the counts list them.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub(super) fn render(out: &mut dyn Write, listing: &Listing<'_>, look: Look) -> Result<()> {
    let look = &look;
    let by_file = listing.by_file();
    if let Some(round) = listing.round {
        writeln!(out, "{}", round_line(round, listing.files.len(), look.lang))?;
    }
    // The submissions come in the order of the divisions.
    for files in listing.files.chunk_by(|a, b| a.division == b.division) {
        let division = files.first().and_then(|row| row.division);
        writeln!(out, "\n● {}", look.division(division))?;
        for row in files {
            writeln!(out, "  ■ {}", file_line(row, look.lang))?;
            if let Some(own) = by_file.get(row.file) {
                write_findings(out, own, look)?;
            }
        }
    }
    write_missing(out, listing, look)?;
    write_counts(out, listing, &by_file, look)?;
    writeln!(out, "\n{}", sum_line(listing, look))
}

fn round_line(round: Round, count: usize, lang: Lang) -> String {
    lang.pick(
        format!("{} の提出ファイル {count}件を検査しました。", round.label()),
        format!("Checked {count} files of round {round}."),
    )
}

fn file_line(row: &FileRow<'_>, lang: Lang) -> String {
    format!("{} … {}", shown(row.file), row.state.text(lang))
}

/// The findings of one file, sheet by sheet, in columns.
fn write_findings(out: &mut dyn Write, findings: &[&Finding], look: &Look) -> Result<()> {
    let wanted: Vec<&Finding> =
        findings.iter().copied().filter(|finding| look.shows(finding)).collect();
    let cell = |finding: &Finding| finding.place.cell().map(|c| c.to_string()).unwrap_or_default();
    let severity_width = width_of(wanted.iter().map(|f| f.severity.label(look.lang).to_owned()));
    let cell_width = width_of(wanted.iter().map(|finding| cell(finding)));
    for of_sheet in wanted.chunk_by(|a, b| a.place.sheet() == b.place.sheet()) {
        if let Some(sheet) = of_sheet.first().and_then(|finding| finding.place.sheet()) {
            writeln!(out, "    [{}]", shown(sheet))?;
        }
        for (index, finding) in of_sheet.iter().enumerate() {
            let severity = finding.severity;
            let mut head = format!(
                "      {}  {}",
                padded(severity.label(look.lang), severity_width),
                finding.code()
            );
            if cell_width > 0 {
                head.push_str("  ");
                head.push_str(&padded(&cell(finding), cell_width));
            }
            let indent = " ".repeat(head.width() + 2);
            // Only the word is coloured; it is measured and padded before.
            let word = severity.label(look.lang);
            let head = head.replacen(word, &painted(word, ink(severity), look.colour), 1);
            writeln!(out, "{head}  {}", shown(&finding.message(look.lang)))?;
            // The same advice is given once for a run of findings.
            let hint = finding.hint(look.lang);
            if of_sheet.get(index + 1).is_none_or(|next| next.hint(look.lang) != hint) {
                writeln!(out, "{indent}→ {}", shown(&hint))?;
            }
        }
    }
    Ok(())
}

fn write_missing(out: &mut dyn Write, listing: &Listing<'_>, look: &Look) -> Result<()> {
    if listing.missing.is_empty() {
        return Ok(());
    }
    let title = look.say("未提出のプログラム:", "Programs without a submission:");
    writeln!(out, "\n{title}")?;
    for (division, programs) in by_division(listing) {
        let numbers: Vec<String> = programs.iter().map(|no| format!("No.{no}")).collect();
        writeln!(out, "  {division}: {}", numbers.join(look.say("、", ", ")))?;
    }
    Ok(())
}

fn by_division(listing: &Listing<'_>) -> Vec<(String, Vec<ProgramNo>)> {
    let mut divisions: Vec<(String, Vec<ProgramNo>)> = Vec::new();
    for (program, division) in listing.missing {
        let division = shown(division.as_str());
        match divisions.iter_mut().find(|(name, _)| *name == division) {
            Some((_, programs)) => programs.push(*program),
            None => divisions.push((division, vec![*program])),
        }
    }
    divisions
}

/// A row of counts per division, and one in all: findings by severity, then programs without a submission.
fn write_counts(
    out: &mut dyn Write,
    listing: &Listing<'_>,
    by_file: &BTreeMap<&str, Vec<&Finding>>,
    look: &Look,
) -> Result<()> {
    let mut rows: Vec<(String, [usize; 4])> = Vec::new();
    for row in &listing.files {
        add(
            &mut rows,
            look.division(row.division),
            severities(by_file.get(row.file).into_iter().flatten().copied()),
        );
    }
    for (division, programs) in by_division(listing) {
        add(&mut rows, division, [0, 0, 0, programs.len()]);
    }
    let mut total = [0; 4];
    for (_, counts) in &rows {
        total.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    rows.push((look.say("計", "Total").to_owned(), total));
    let title = look.say("課ごとの件数", "By division");
    let missing = look.say("未提出", "missing");
    let heads = SEVERITIES.map(|severity| severity.label(look.lang));
    let heads: Vec<&str> = heads.into_iter().chain([missing]).collect();
    let first = width_of(rows.iter().map(|(name, _)| format!("  {name}")));
    let first = first.max(title.width());
    write!(out, "\n{}", padded(title, first))?;
    for head in &heads {
        write!(out, "  {}{head}", " ".repeat(NUMBER_WIDTH.saturating_sub(head.width())))?;
    }
    writeln!(out)?;
    for (name, counts) in &rows {
        write!(out, "{}", padded(&format!("  {name}"), first))?;
        for (count, head) in counts.iter().zip(&heads) {
            let width = NUMBER_WIDTH.max(head.width());
            write!(out, "  {count:>width$}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Least width of a column of counts.
const NUMBER_WIDTH: usize = 6;

fn severities<'a>(findings: impl Iterator<Item = &'a Finding> + Clone) -> [usize; 4] {
    let [errors, warnings, infos] = SEVERITIES
        .map(|severity| findings.clone().filter(|finding| finding.severity == severity).count());
    [errors, warnings, infos, 0]
}

fn add(rows: &mut Vec<(String, [usize; 4])>, name: String, counts: [usize; 4]) {
    match rows.iter_mut().find(|(known, _)| *known == name) {
        Some((_, sums)) => sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count),
        None => rows.push((name, counts)),
    }
}

fn sum_line(listing: &Listing<'_>, look: &Look) -> String {
    let errors = listing.count(Severity::Error);
    let warnings = listing.count(Severity::Warning);
    let infos = listing.count(Severity::Info);
    let accepted = listing.files.iter().filter(|row| row.state.is_accepted).count();
    let missing = listing.missing.len();
    let hidden = match (look.with_info || infos == 0, look.lang) {
        (true, _) => String::new(),
        (false, Lang::Ja) => format!("参考 {infos}件は -v で表示します。\n"),
        (false, Lang::En) => format!("{infos} of severity info are shown with -v.\n"),
    };
    match look.lang {
        Lang::Ja => format!(
            "受理 {accepted}件、要修正の指摘 {errors}件、確認の指摘 {warnings}件、未提出 {missing}プログラム\n{hidden}指摘の意味と直し方は matome explain 番号 で見られます。"
        ),
        Lang::En => format!(
            "{accepted} accepted, {errors} errors, {warnings} warnings, {missing} programs missing.\n{hidden}See `matome explain CODE` for what a finding means."
        ),
    }
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Red,
        Severity::Warning => Ink::Yellow,
        Severity::Info => Ink::Blue,
    }
}

/// Colours of severities; their values are the terminal's codes.
#[derive(Debug, Clone, Copy)]
enum Ink {
    Red = 31,
    Yellow = 33,
    Blue = 34,
}

/// The text in this colour, if colours are `on`.
fn painted(text: &str, ink: Ink, on: bool) -> String {
    if on { format!("\u{1b}[{}m{text}\u{1b}[0m", ink as u8) } else { text.to_owned() }
}

/// Text from a file as one line: a cell may hold codes that a terminal would obey.
fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            // Signs of direction would turn the rest of the line around.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            _ if c.is_control() => char::REPLACEMENT_CHARACTER,
            _ => c,
        })
        .collect()
}

/// Columns of a terminal that the widest of these takes; a Japanese character takes two.
fn width_of(texts: impl Iterator<Item = String>) -> usize {
    texts.map(|text| text.width()).max().unwrap_or(0)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_character_takes_two_columns() {
        assert_eq!(padded("要修正", 8), "要修正  ");
        assert_eq!(padded("W16", 8), "W16     ");
    }

    #[test]
    fn a_cell_cannot_command_the_terminal() {
        assert_eq!(shown("一\r\n\u{1b}[31m二"), "一  \u{FFFD}[31m二");
    }

    #[test]
    fn colours_are_there_only_when_on() {
        assert_eq!(painted("要修正", Ink::Red, true), "\u{1b}[31m要修正\u{1b}[0m");
        assert_eq!(painted("要修正", Ink::Red, false), "要修正");
    }
}
