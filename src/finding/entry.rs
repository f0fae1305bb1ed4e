//! A row of the table: what is said of a code, whatever cell it was found in.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::terms::{Lang, named};

named! {
    /// How grave a finding is.
    #[derive(
        Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
    )]
    pub enum Severity.as_str {
        /// Worth knowing; nothing to do.
        Info = "info",
        /// The value is used; somebody should look.
        Warning = "warning",
        /// The value is not used, or something is missing; the division has to act.
        Error = "error",
    }
}

impl Severity {
    /// The word for readers.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Info, Lang::Ja) => "参考",
            (Severity::Warning, Lang::Ja) => "確認",
            (Severity::Error, Lang::Ja) => "要修正",
            (_, Lang::En) => self.as_str(),
        }
    }
}

/// Whether a plan may switch a finding off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    /// It tells that something written was not used, which would vanish in silence without it.
    Never,
    /// As the plan decides.
    Allowed,
}

/// A text in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Both {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Both {
    /// The text in a language.
    pub fn text(self, lang: Lang) -> &'static str {
        lang.pick(self.ja, self.en)
    }
}

/// A row of the table. Braces in its texts name fields of a finding.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The code's stable text: a letter for the family, a number.
    pub code: &'static str,
    /// How grave it is unless the plan or the rule says otherwise.
    pub severity: Severity,
    /// Whether a plan may switch it off.
    pub off: Off,
    /// Short name.
    pub title: Both,
    /// What was found and what was expected.
    pub message: Both,
    /// What to do.
    pub hint: Both,
    /// Why it matters, in Japanese.
    pub why: &'static str,
    /// Before and after, where an example says more than words.
    pub example: Option<(&'static str, &'static str)>,
}

impl Entry {
    /// The family that the code belongs to.
    pub fn family(&self) -> Option<&'static Family> {
        FAMILIES.iter().find(|family| self.code.starts_with(family.letter))
    }

    fn rank(&self) -> (usize, &'static str) {
        let family = FAMILIES.iter().position(|family| self.code.starts_with(family.letter));
        (family.unwrap_or(FAMILIES.len()), self.code)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.code == other.code
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By family, then by number: the order of the handbook, and of findings at one place.
impl Ord for Entry {
    fn cmp(&self, other: &Entry) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// What codes with the same first letter have in common.
#[derive(Debug)]
pub struct Family {
    /// First letter of their codes.
    pub letter: char,
    /// Name in Japanese.
    pub name: &'static str,
    /// What they are about.
    pub about: &'static str,
}

/// Families in the order of the handbook.
pub const FAMILIES: [Family; 6] = [
    Family {
        letter: 'F', name: "ファイル", about: "ファイルそのものについての指摘です。"
    },
    Family {
        letter: 'V', name: "値", about: "一つの欄に書かれた値についての指摘です。"
    },
    Family {
        letter: 'L', name: "様式", about: "様式そのものと、欄の見つけ方についての指摘です。"
    },
    Family {
        letter: 'X',
        name: "欄どうし",
        about: "欄どうし、前年度、ほかのプログラムとの食い違いについての指摘です。",
    },
    Family {
        letter: 'S', name: "提出", about: "誰の、どの回の提出かについての指摘です。"
    },
    Family {
        letter: 'P',
        name: "計画と様式",
        about: "`plan.toml`、`form.toml`、`matome.toml` の誤りです。あるうちは、どの命令も先へ進みません。重さは変えられません。",
    },
];

/// A text of the table with dots in place of its fields. Braces that are meant stand twice.
pub fn dotted(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(['{', '}']) {
        let brace = rest.get(before.len()..).and_then(|brace| brace.chars().next());
        text.push_str(before);
        rest = match (brace, brace.and_then(|brace| after.strip_prefix(brace))) {
            (Some(brace), Some(after)) => {
                text.push(brace);
                after
            }
            _ => {
                text.push('…');
                after.split_once('}').map_or("", |(_, after)| after)
            }
        };
    }
    text.push_str(rest);
    text
}
