//! Findings for people: one block per file, then what is missing, then a line that sums up.

use std::fmt::Write;

use super::console::Console;
use crate::check::{CheckedRound, Finding, Severity, Status, SubmissionSummary};
use crate::terms::{Lang, ProgramNo};

/// The whole text. Findings of severity info are shown only if `with_info`.
pub(super) fn text(checked: &CheckedRound, console: &Console, with_info: bool) -> String {
    let lang = console.lang();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", round_line(checked, lang));
    for summary in &checked.summaries {
        let own: Vec<&Finding> = checked
            .findings
            .iter()
            .filter(|finding| finding.place.file() == Some(&summary.file))
            .filter(|finding| with_info || finding.severity > Severity::Info)
            .collect();
        let _ = writeln!(text, "\n{}", file_line(summary, lang));
        for (index, finding) in own.iter().enumerate() {
            // The same advice is given once for a run of findings.
            let next = own.get(index + 1).map(|next| next.hint(lang));
            write_finding(&mut text, finding, next.as_ref() != Some(&finding.hint(lang)), lang);
        }
    }
    if !checked.missing.is_empty() {
        let _ = writeln!(
            text,
            "\n{}",
            console.say("未提出のプログラム:", "Programs without a submission:")
        );
        for (division, programs) in by_division(checked) {
            let numbers: Vec<String> = programs.iter().map(|no| format!("No.{no}")).collect();
            let _ = writeln!(text, "  {division}: {}", numbers.join("、"));
        }
    }
    let _ = writeln!(text, "\n{}", sum_line(checked, lang));
    text
}

fn round_line(checked: &CheckedRound, lang: Lang) -> String {
    let count = checked.summaries.len();
    match lang {
        Lang::Ja => format!("{} の提出ファイル {count}件を検査しました。", checked.round.label()),
        Lang::En => format!("Checked {count} files of round {}.", checked.round),
    }
}

fn file_line(summary: &SubmissionSummary, lang: Lang) -> String {
    let division = summary.division.as_ref().map(ToString::to_string).unwrap_or_default();
    match lang {
        Lang::Ja => {
            let division = if division.is_empty() { String::new() } else { format!(" {division}") };
            format!("■ {}{division} … {}", summary.file, summary.status.label())
        }
        Lang::En => format!("■ {} … {}", summary.file, summary.status.as_str()),
    }
}

fn write_finding(text: &mut String, finding: &Finding, with_hint: bool, lang: Lang) {
    let mut place: Vec<String> = Vec::new();
    place.extend(finding.place.sheet().map(|sheet| format!("[{sheet}]")));
    place.extend(finding.place.cell().map(|cell| cell.to_string()));
    let code = finding.code.entry().text;
    let _ = writeln!(
        text,
        "  {} {code} {}{}{}",
        finding.severity.label(lang),
        place.join(" "),
        if place.is_empty() { "" } else { " " },
        finding.message(lang)
    );
    if with_hint {
        let _ = writeln!(text, "      → {}", finding.hint(lang));
    }
}

fn by_division(checked: &CheckedRound) -> Vec<(String, Vec<ProgramNo>)> {
    let mut divisions: Vec<(String, Vec<ProgramNo>)> = Vec::new();
    for (program, division) in &checked.missing {
        match divisions.iter_mut().find(|(name, _)| name == division.as_str()) {
            Some((_, programs)) => programs.push(*program),
            None => divisions.push((division.to_string(), vec![*program])),
        }
    }
    divisions
}

fn sum_line(checked: &CheckedRound, lang: Lang) -> String {
    let errors = checked.count(Severity::Error);
    let warnings = checked.count(Severity::Warning);
    let accepted = checked
        .summaries
        .iter()
        .filter(|summary| matches!(summary.status, Status::Accepted | Status::AcceptedWithWarnings))
        .count();
    let missing = checked.missing.len();
    match lang {
        Lang::Ja => format!(
            "受理 {accepted}件、要修正の指摘 {errors}件、確認の指摘 {warnings}件、未提出 {missing}プログラム\n指摘の意味と直し方は matome explain 番号 で見られます。"
        ),
        Lang::En => format!(
            "{accepted} accepted, {errors} errors, {warnings} warnings, {missing} programs missing.\nSee `matome explain CODE` for what a finding means."
        ),
    }
}
