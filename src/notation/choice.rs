//! One of a list: by code, by label, by a synonym, or by code and label together (N120–N124).

use strsim::levenshtein;

use super::Raw;
use super::confusable::ascii_twin;
use super::format;
use super::key::comparison_key;
use super::mark;
use super::missing;
use super::outcome::{Outcome, Value};
use super::remark::Refusal;

/// The options of a field, from the form's or the plan's data.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceList {
    /// The options in the order of the form.
    pub options: Vec<ChoiceOption>,
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceOption {
    /// The value kept in data.
    pub code: String,
    /// The wording on the form.
    pub label: String,
    /// Other wordings met in practice.
    pub synonyms: Vec<String>,
}

impl ChoiceOption {
    fn wordings(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.label).chain(&self.synonyms)
    }

    fn has_code(&self, text: &str) -> bool {
        same(&self.code, text)
    }

    fn has_wording(&self, text: &str) -> bool {
        self.wordings().any(|wording| same(wording, text))
    }
}

/// Equal but for spelling; marks are equal by shape (N092).
fn same(a: &str, b: &str) -> bool {
    let key = comparison_key(a);
    (!key.is_empty() && key == comparison_key(b))
        || mark::read(a).is_some_and(|mark| mark::read(b) == Some(mark))
}

/// Reads a choice.
pub(super) fn read(raw: &Raw<'_>, list: &ChoiceList) -> Outcome {
    match raw {
        Raw::Text(text) | Raw::Time(text) => read_text(text, list),
        Raw::Number { value, format } => {
            let plain = value.normalize().to_string();
            match resolve(&plain, list) {
                Ok(Some(code)) => Outcome::value(Value::Choice(code), Vec::new()),
                _ => match format::show(*value, *format) {
                    Ok(shown) => read_text(&shown.text, list),
                    Err(refusal) => Outcome::Refused(refusal),
                },
            }
        }
        Raw::Bool(value) => read_text(if *value { "TRUE" } else { "FALSE" }, list),
        Raw::Date { .. } => Outcome::Refused(Refusal::NotInChoices { nearest: None }),
        Raw::Error(code) => Outcome::Refused(Refusal::ErrorCell { code: (*code).to_owned() }),
        Raw::NoResult => Outcome::Refused(Refusal::NoResult),
    }
}

fn read_text(text: &str, list: &ChoiceList) -> Outcome {
    match resolve(text, list) {
        Ok(Some(code)) => return Outcome::value(Value::Choice(code), Vec::new()),
        Err(refusal) => return Outcome::Refused(refusal),
        Ok(None) => {}
    }
    if let Some(word) = missing::look_up(text)
        && !matches!(word, missing::Word::Mark(_) | missing::Word::KanjiZero)
    {
        return word.outcome();
    }
    if names_two(text, list) {
        return Outcome::Refused(Refusal::TwoValues);
    }
    if let Some(refusal) = look_alike(text, list) {
        return Outcome::Refused(refusal);
    }
    Outcome::Refused(Refusal::NotInChoices { nearest: nearest(text, list) })
}

/// The option that the text names with certainty.
fn resolve(text: &str, list: &ChoiceList) -> Result<Option<String>, Refusal> {
    if let Some(option) = exact(text, list) {
        return Ok(Some(option.code.clone()));
    }
    let mut found = None;
    for (left, right) in splits(text) {
        let sides = [(left, right), (right, left)];
        for (code_side, label_side) in sides {
            let Some(by_code) = list.options.iter().find(|o| o.has_code(code_side)) else {
                continue;
            };
            if by_code.has_wording(label_side) {
                found = Some(by_code.code.clone());
            } else if let Some(other) = list.options.iter().find(|o| o.has_wording(label_side)) {
                return Err(Refusal::CodeAndLabelDisagree {
                    code: by_code.code.clone(),
                    label: other.code.clone(),
                });
            }
        }
    }
    Ok(found)
}

/// By code first: a label of one option may be the code of another only in a careless list.
fn exact<'l>(text: &str, list: &'l ChoiceList) -> Option<&'l ChoiceOption> {
    let by_code = list.options.iter().find(|option| option.has_code(text));
    by_code.or_else(|| list.options.iter().find(|option| option.has_wording(text)))
}

/// Characters between a code and its label: `A：予定どおり`, `Ａ（予定どおり）`, `S 予定以上`.
const JOINTS: &[char] = &[
    ':', '：', '.', '．', '、', '，', ',', '・', '-', '－', '―', '(', '（', '[', '【', '〔', ' ',
    '　', '\n', '\t', '＝', '=', '）', ')', '】', ']', '〕',
];

/// Every way to cut the text in two at one joint, brackets at the end taken off.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let joint = |c: char| JOINTS.contains(&c) || c.is_whitespace();
    text.char_indices()
        .filter(move |(_, c)| joint(*c))
        .map(move |(at, c)| {
            let left = text[..at].trim_matches(joint);
            let right = text[at + c.len_utf8()..].trim_matches(joint);
            (left, right)
        })
        .filter(|(left, right)| !left.is_empty() && !right.is_empty())
}

/// `A又はB`, `A～B`, `A→B`, `A（一部B）` (N123): parts between joints name different options.
fn names_two(text: &str, list: &ChoiceList) -> bool {
    let mut parted = comparison_key(text).into_owned();
    for word in ["または", "又は", "もしくは", "若しくは", "および", "及び", "から", "or", "一部"]
    {
        parted = parted.replace(word, "/");
    }
    let cut = |c: char| {
        JOINTS.contains(&c)
            || matches!(c, '/' | '~' | '→' | '⇒' | '↔' | '\\' | '|' | '+' | '&' | 'と')
    };
    let mut codes: Vec<&str> = parted
        .split(cut)
        .filter(|part| !part.is_empty())
        .filter_map(|part| exact(part, list))
        .map(|option| option.code.as_str())
        .collect();
    codes.dedup();
    codes.len() > 1
}

/// A Cyrillic or Greek letter in the place of a Latin one (N124).
fn look_alike(text: &str, list: &ChoiceList) -> Option<Refusal> {
    let (found, looks_like) = text.chars().find_map(|c| ascii_twin(c).map(|twin| (c, twin)))?;
    let latin: String = text.chars().map(|c| ascii_twin(c).unwrap_or(c)).collect();
    let meant = matches!(resolve(&latin, list), Ok(Some(_)) | Err(_));
    meant.then_some(Refusal::Confusable { found, looks_like })
}

/// Code of the option whose wording differs least, if by no more than a third of its length.
fn nearest(text: &str, list: &ChoiceList) -> Option<String> {
    let key: String = comparison_key(text).chars().take(100).collect();
    let mut best: Option<(usize, &ChoiceOption)> = None;
    for option in &list.options {
        for wording in option.wordings() {
            let wording = comparison_key(wording);
            let limit = wording.chars().count().max(key.chars().count()) / 3;
            let distance = levenshtein(&key, &wording);
            if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, option));
            }
        }
    }
    best.map(|(_, option)| option.code.clone())
}
