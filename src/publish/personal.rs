//! What in public texts looks like a person's name, a telephone number or an address: for the administrator to look at
//! before anything is written. It may be nothing of the kind, so nothing is taken away by itself.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::public::Public;
use super::public_parts::PublicProgram;
use crate::facts::Facts;
use crate::terms::{ProgramNo, named};

named! {
    /// What a text seems to hold.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Personal.label {
        /// The name of somebody who filled in a form.
        Reporter = "記入者の名前",
        /// A name.
        Name = "人の名前",
        /// A telephone number or an extension.
        Telephone = "電話番号",
        /// An address of electronic mail.
        Mail = "メールアドレス",
        /// An address.
        Address = "住所",
    }
}

impl Personal {
    /// The word in English.
    pub fn english(self) -> &'static str {
        match self {
            Personal::Reporter => "the name of a reporter",
            Personal::Name => "a person's name",
            Personal::Telephone => "a telephone number",
            Personal::Mail => "a mail address",
            Personal::Address => "an address",
        }
    }
}

/// A place in a public text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalHint {
    /// Program; `None` in what concerns the plan as a whole.
    pub program: Option<ProgramNo>,
    /// Where: `achievement`, `activity_1 result`.
    pub item: String,
    /// What it seems to be.
    pub what: Personal,
    /// The words.
    pub found: String,
}

/// Every place in the public texts.
pub(super) fn hints(public: &Public, facts: &Facts) -> Vec<PersonalHint> {
    let reporters = reporters(facts);
    let mut all: Vec<PersonalHint> = Vec::new();
    for (program, item, text) in texts(public) {
        for (what, found) in found_in(text, &reporters) {
            all.push(PersonalHint { program, item: item.clone(), what, found });
        }
    }
    all
}

/// Everything that somebody wrote and that is published.
fn texts(public: &Public) -> Vec<(Option<ProgramNo>, String, &str)> {
    let mut texts: Vec<(Option<ProgramNo>, String, &str)> = Vec::new();
    for program in &public.programs {
        let no = Some(program.no);
        let own = program.narratives();
        texts.extend(
            own.into_iter().map(|own| (no, format!("{} {}", own.subject, own.item), own.text)),
        );
        let names = program.activities.iter();
        texts.extend(names.map(|own| (no, format!("activity_{} name", own.no), own.name.as_str())));
        texts.extend(answers(program));
        texts.extend(opinions(no, &program.opinions));
    }
    for indicator in &public.indicators {
        let (no, id) = (Some(indicator.program()), indicator.id());
        texts.extend(
            indicator
                .notes
                .iter()
                .map(|(_, note)| (no, format!("indicator_{id} note"), note.as_str())),
        );
    }
    texts.extend(opinions(None, &public.opinions));
    for note in &public.corrections {
        texts.push((note.program, "correction".to_owned(), &note.text));
    }
    for change in public.review.iter().flat_map(|review| &review.changes) {
        texts.push((Some(change.program_no), "review".to_owned(), &change.reason));
    }
    texts
}

fn answers(program: &PublicProgram) -> impl Iterator<Item = (Option<ProgramNo>, String, &str)> {
    program.answers.iter().filter_map(|answer| {
        Some((
            Some(program.no),
            format!("{} {}", answer.subject, answer.field),
            answer.text.as_deref()?,
        ))
    })
}

fn opinions(
    program: Option<ProgramNo>,
    opinions: &[crate::schema::Opinion],
) -> impl Iterator<Item = (Option<ProgramNo>, String, &str)> {
    opinions.iter().flat_map(move |own| {
        let answer = own.answer.as_deref().map(|text| (program, "answer".to_owned(), text));
        std::iter::once((program, "opinion".to_owned(), own.text.as_str())).chain(answer)
    })
}

/// Names of those who filled in forms, whole and the family name alone, folded.
fn reporters(facts: &Facts) -> Vec<String> {
    let written = facts.contacts.values().filter_map(|contact| contact.reporter.as_deref());
    let mut names: Vec<String> = written
        .flat_map(|name| {
            let name = fold(name);
            let family = name.split_whitespace().next().unwrap_or_default().to_owned();
            [name.split_whitespace().collect::<String>(), family]
        })
        .filter(|name| name.chars().count() >= 2)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn fold(text: &str) -> String {
    text.nfkc().map(|c| if "−‐‑–".contains(c) { '-' } else { c }).collect()
}

/// How each kind is written.
const PATTERNS: [(Personal, &str); 5] = [
    (Personal::Mail, r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (
        Personal::Telephone,
        r"(?:\(0\d{1,4}\)|(?-u:\b)0\d{1,4})[-ー ]?\(?\d{1,4}\)?[-ー ]\d{3,4}(?-u:\b)|(?-u:\b)0[5789]0\d{8}(?-u:\b)",
    ),
    (Personal::Telephone, r"内線\s*(?:番号)?\s*[::]?\s*\d{2,6}"),
    (
        Personal::Address,
        r"〒\s*\d{3}-?\d{4}|\d+\s*丁目(?:\s*\d+|\s*[一二三四五六七八九十]+番)|\d+\s*番地|[町村字区市]\s?\d+-\d+(?:-\d+)?",
    ),
    (
        Personal::Name,
        r"(?:\p{Han}{2,5}|\p{Han}{1,3}[ ]\p{Han}{1,3})(?:氏|さん|様|殿|先生|くん|ちゃん)",
    ),
];

/// Words that end as names do and are none.
const NO_NAMES: [&str; 16] = [
    "仕様",
    "同様",
    "多様",
    "模様",
    "一様",
    "異様",
    "皆様",
    "皆さん",
    "客様",
    "客さん",
    "各氏",
    "摂氏",
    "者様",
    "者さん",
    "民さん",
    "民様",
];

fn found_in(text: &str, reporters: &[String]) -> Vec<(Personal, String)> {
    static COMPILED: LazyLock<Vec<(Personal, Regex)>> = LazyLock::new(|| {
        PATTERNS.iter().filter_map(|(what, text)| Some((*what, Regex::new(text).ok()?))).collect()
    });
    let folded = fold(text);
    let joined: String = folded.split_whitespace().collect();
    let names = reporters.iter().filter(|name| joined.contains(name.as_str()));
    let mut found: Vec<(Personal, String)> =
        names.map(|name| (Personal::Reporter, name.clone())).collect();
    for (what, pattern) in COMPILED.iter() {
        let words = pattern.find_iter(&folded).map(|found| found.as_str().to_owned());
        let is_one = |words: &String| {
            *what != Personal::Name || !NO_NAMES.iter().any(|none| words.ends_with(none))
        };
        found.extend(words.filter(is_one).map(|words| (*what, words)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Personal> {
        found_in(text, &["見本太郎".to_owned()]).into_iter().map(|(what, _)| what).collect()
    }

    #[test]
    fn every_pattern_is_one() {
        assert!(PATTERNS.iter().all(|(_, text)| Regex::new(text).is_ok()));
    }

    #[test]
    fn what_looks_like_a_person_is_found_however_wide_it_is_written() {
        for (text, what) in [
            ("見本 太郎が担当した", Personal::Reporter),
            ("講師の架空花子氏を招いた", Personal::Name),
            ("架空 花子さんの協力", Personal::Name),
            ("０４２−０００−００００へ", Personal::Telephone),
            ("042-000-0000", Personal::Telephone),
            ("(042)000-0000", Personal::Telephone),
            ("09000000000", Personal::Telephone),
            ("内線 1234", Personal::Telephone),
            ("mihon@example.jp", Personal::Mail),
            ("架空町1丁目2番", Personal::Address),
            ("架空町２−３−４", Personal::Address),
        ] {
            assert!(kinds(text).contains(&what), "{text}: {:?}", kinds(text));
        }
    }

    #[test]
    fn plain_narrative_is_left_alone() {
        for text in [
            "多様な主体と同様に、仕様書を見直した。",
            "市民の皆様から意見を受けた。利用者様の声。",
            "2022-2024年度に3件、1,234千円を削減した。",
            "令和4-5年度の実績は10-20件である。",
            "相談件数は1200 3400件だった。",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
