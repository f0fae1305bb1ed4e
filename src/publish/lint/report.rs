//! What the rules found: places, and points by level.

use std::collections::BTreeSet;

use serde::Serialize;

use super::grid::Grid;
use super::rules::{Level, LintRule, RULES};
use crate::terms::Lang;

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The rule.
    pub rule: &'static str,
    /// The file; empty for the folder.
    pub file: String,
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The cell, area or row, as Excel writes it; empty for the whole.
    pub place: String,
    /// What stands there, or what is missing.
    pub found: String,
}

/// Points of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// `L1`.
    pub level: &'static str,
    /// Of 100.
    pub points: u32,
    /// What was taken, by rule.
    pub deductions: Vec<Deduction>,
}

/// Points that a rule takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deduction {
    /// The rule.
    pub rule: &'static str,
    /// `fatal`, `critical`, `major`, `minor`.
    pub severity: &'static str,
    /// Points.
    pub points: u32,
    /// In how many places it is broken.
    pub places: usize,
}

/// Everything that was found.
#[derive(Debug, Clone, Serialize)]
pub struct LintReport {
    /// Version of this layout.
    pub version: u32,
    /// Files that were looked into.
    pub files: usize,
    /// Points by level.
    pub scores: Vec<Score>,
    /// Every place, by rule.
    pub breaches: Vec<Breach>,
}

/// Longest text that is quoted.
const QUOTED: usize = 40;
/// Places that the text shows of one rule.
const SHOWN: usize = 5;

impl Breach {
    pub(super) fn of(rule: &'static str, file: &str, place: &str, found: &str) -> Breach {
        let (file, sheet, place) = (file.to_owned(), String::new(), place.to_owned());
        Breach { rule, file, sheet, place, found: quoted(found) }
    }

    pub(super) fn at(rule: &'static str, grid: &Grid, place: &str, found: &str) -> Breach {
        Breach { sheet: grid.sheet.clone(), ..Breach::of(rule, &grid.file, place, found) }
    }

    fn text(&self, lang: Lang) -> String {
        let parts = [&self.file, &self.sheet, &self.place];
        let place: Vec<&str> =
            parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        let place = if place.is_empty() {
            lang.pick("フォルダー", "folder").to_owned()
        } else {
            place.join(" ")
        };
        match (self.found.is_empty() || self.found == self.file, lang) {
            (true, _) => place,
            (false, Lang::Ja) => format!("{place}「{}」", self.found),
            (false, Lang::En) => format!("{place}: {}", self.found),
        }
    }
}

fn quoted(text: &str) -> String {
    let line: String = text.replace(['\n', '\r'], " ");
    let begun: String = line.chars().take(QUOTED).collect();
    if begun.len() < line.len() { format!("{begun}…") } else { line }
}

impl LintReport {
    pub(super) fn of(files: usize, mut breaches: Vec<Breach>) -> LintReport {
        // The order of the files and cells stays within a rule.
        breaches.sort_by_key(|breach| breach.rule);
        let broken: BTreeSet<&str> = breaches.iter().map(|breach| breach.rule).collect();
        let score = |level: Level| {
            let rules =
                RULES.iter().filter(|rule| rule.level() == level && broken.contains(rule.id));
            let deductions: Vec<Deduction> = rules
                .map(|rule| Deduction {
                    rule: rule.id,
                    severity: rule.severity.word(),
                    points: rule.severity.deduction(level),
                    places: breaches.iter().filter(|breach| breach.rule == rule.id).count(),
                })
                .collect();
            let taken: u32 = deductions.iter().map(|one| one.points).sum();
            Score { level: level.word(), points: 100_u32.saturating_sub(taken), deductions }
        };
        let scores = Level::ALL.into_iter().map(score).collect();
        LintReport { version: 1, files, scores, breaches }
    }

    /// Whether nothing is broken.
    pub fn is_clean(&self) -> bool {
        self.breaches.is_empty()
    }

    /// For people.
    pub fn text(&self, lang: Lang) -> String {
        let pick = |words: [&'static str; 2]| lang.pick(words[0], words[1]);
        let points = self.scores.iter().map(|score| match lang {
            Lang::Ja => format!("{} {}点", score.level, score.points),
            Lang::En => format!("{} {}", score.level, score.points),
        });
        let points = points.collect::<Vec<_>>().join(lang.pick("、", ", "));
        let files = self.files;
        let mut lines = vec![match lang {
            Lang::Ja => format!("{files}個のファイルを調べました。採点(100点から引く): {points}"),
            Lang::En => format!("Looked into {files} files. Points of 100: {points}"),
        }];
        for deduction in self.scores.iter().flat_map(|score| &score.deductions) {
            let Some(rule) = LintRule::of(deduction.rule) else { continue };
            let (id, points, places) = (rule.id, deduction.points, deduction.places);
            lines.push(match lang {
                Lang::Ja => format!("{id} {} (−{points}点、{places}か所)", pick(rule.asks)),
                Lang::En => format!("{id} {} (-{points}, {places} places)", pick(rule.asks)),
            });
            let own = self.breaches.iter().filter(|breach| breach.rule == id);
            lines.extend(own.take(SHOWN).map(|breach| format!("  {}", breach.text(lang))));
            if places > SHOWN {
                let rest = places - SHOWN;
                lines.push(match lang {
                    Lang::Ja => format!("  ほか{rest}か所"),
                    Lang::En => format!("  and {rest} more"),
                });
            }
            lines.push(format!("  → {}", pick(rule.remedy)));
        }
        if self.is_clean() {
            lines.push(
                lang.pick(
                    "30のルールのうち、プログラムで分かる限りの違反はありません。",
                    "None of the 30 rules is broken, as far as a program can see.",
                )
                .to_owned(),
            );
        }
        lines.join("\n")
    }
}
