//! Findings for people: by division, file and sheet, then what is missing, then the counts.
//!
//! Nothing is left out in silence: where findings of severity info are not shown, their number is said.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::listing::{FileRow, Listing, Look};
use crate::finding::entry::Severity;
use crate::finding::model::Finding;
use crate::terms::{DivisionName, Lang, ProgramNo, Round};

impl Look {
    fn say<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
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

pub(super) fn render(listing: &Listing<'_>, look: Look) -> String {
    let look = &look;
    let mut text = String::new();
    // Writing to a string cannot fail, here and below.
    if let Some(round) = listing.round {
        let _ = writeln!(text, "{}", round_line(round, listing.files.len(), look.lang));
    }
    // The submissions come in the order of the divisions.
    for files in listing.files.chunk_by(|a, b| a.division == b.division) {
        let division = files.first().and_then(|row| row.division);
        let _ = writeln!(text, "\n● {}", look.division(division));
        for row in files {
            let _ = writeln!(text, "  ■ {}", file_line(row, look.lang));
            let own: Vec<&Finding> = listing.of_file(row.file).collect();
            write_findings(&mut text, &own, look);
        }
    }
    write_missing(&mut text, listing, look);
    write_counts(&mut text, listing, look);
    let _ = writeln!(text, "\n{}", sum_line(listing, look));
    text
}

fn round_line(round: Round, count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{} の提出ファイル {count}件を検査しました。", round.label()),
        Lang::En => format!("Checked {count} files of round {round}."),
    }
}

fn file_line(row: &FileRow<'_>, lang: Lang) -> String {
    format!("{} … {}", shown(row.file), row.state.text(lang))
}

/// The findings of one file, sheet by sheet, in columns.
fn write_findings(text: &mut String, findings: &[&Finding], look: &Look) {
    let wanted: Vec<&Finding> =
        findings.iter().copied().filter(|finding| look.shows(finding)).collect();
    let cell = |finding: &Finding| finding.place.cell().map(|c| c.to_string()).unwrap_or_default();
    let severity_width = width_of(wanted.iter().map(|f| f.severity.label(look.lang).to_owned()));
    let cell_width = width_of(wanted.iter().map(|finding| cell(finding)));
    for of_sheet in wanted.chunk_by(|a, b| a.place.sheet() == b.place.sheet()) {
        if let Some(sheet) = of_sheet.first().and_then(|finding| finding.place.sheet()) {
            let _ = writeln!(text, "    [{}]", shown(sheet));
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
            let _ = writeln!(text, "{head}  {}", shown(&finding.message(look.lang)));
            // The same advice is given once for a run of findings.
            let hint = finding.hint(look.lang);
            if of_sheet.get(index + 1).is_none_or(|next| next.hint(look.lang) != hint) {
                let _ = writeln!(text, "{indent}→ {}", shown(&hint));
            }
        }
    }
}

fn write_missing(text: &mut String, listing: &Listing<'_>, look: &Look) {
    if listing.missing.is_empty() {
        return;
    }
    let title = look.say("未提出のプログラム:", "Programs without a submission:");
    let _ = writeln!(text, "\n{title}");
    for (division, programs) in by_division(listing) {
        let numbers: Vec<String> = programs.iter().map(|no| format!("No.{no}")).collect();
        let _ = writeln!(text, "  {division}: {}", numbers.join(look.say("、", ", ")));
    }
}

fn by_division(listing: &Listing<'_>) -> Vec<(String, Vec<ProgramNo>)> {
    let mut divisions: Vec<(String, Vec<ProgramNo>)> = Vec::new();
    for (program, division) in listing.missing {
        match divisions.iter_mut().find(|(name, _)| name == division.as_str()) {
            Some((_, programs)) => programs.push(*program),
            None => divisions.push((division.to_string(), vec![*program])),
        }
    }
    divisions
}

/// A row of counts per division, and one in all: findings by severity, then programs without a submission.
fn write_counts(text: &mut String, listing: &Listing<'_>, look: &Look) {
    let mut rows: Vec<(String, [usize; 4])> = Vec::new();
    for row in &listing.files {
        add(&mut rows, look.division(row.division), severities(listing.of_file(row.file)));
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
    let _ = write!(text, "\n{}", padded(title, first));
    for head in &heads {
        let _ = write!(text, "  {}{head}", " ".repeat(NUMBER_WIDTH.saturating_sub(head.width())));
    }
    text.push('\n');
    for (name, counts) in &rows {
        let _ = write!(text, "{}", padded(&format!("  {name}"), first));
        for (count, head) in counts.iter().zip(&heads) {
            let width = NUMBER_WIDTH.max(head.width());
            let _ = write!(text, "  {count:>width$}");
        }
        text.push('\n');
    }
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
