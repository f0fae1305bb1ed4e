//! The texts: cut off, copied from another program, or too short to say anything.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Page, Shared, Spot};
use crate::finding::{Contradiction, Finding};
use crate::form::{FieldId, field_ids as ids};
use crate::notation::comparison_key;
use crate::schema::FieldType;
use crate::submission::{Answer, ProgramSheet};
use crate::terms::grouped;

/// Lengths at which spreadsheets, databases and conversions cut a text: a formula's text constant, an old cell's
/// display, common widths of columns, and Excel's own limit of a cell.
const CUT_AT: [usize; 5] = [255, 1_024, 4_096, 8_192, 32_767];
/// What a finished sentence ends with.
const SENTENCE_ENDS: [char; 10] = ['。', '．', '.', '！', '!', '？', '?', '」', '）', ')'];
/// Fields that speak of the program in the division's own words. A short result of one activity (策定済み) is
/// complete in itself and is not among them.
const NARRATIVES: [FieldId<'static>; 4] =
    [ids::ACHIEVEMENT, ids::STUDY_STATE, ids::ISSUES, ids::NEXT];
/// Texts of which a program must say at least a few words.
const MUST_TELL: [FieldId<'static>; 2] = [ids::ACHIEVEMENT, ids::STUDY_STATE];
/// Characters below which equal texts are set phrases, no copies.
const LEAST_COPIED: usize = 20;
/// Characters below which a narrative says nothing that a committee could judge.
const LEAST_TOLD: usize = 10;

pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        page.sheet.answers.iter().filter_map(|answer| cut_off(page, answer)).collect();
    findings.extend(too_short(page));
    findings
}

/// Exactly as long as a limit, and in the middle of a sentence.
fn cut_off(page: &Page<'_>, answer: &Answer) -> Option<Finding> {
    if answer.question.kind() != FieldType::Text || answer.reading().is_none() {
        return None;
    }
    // Spreadsheets count UTF-16 units, conversions characters; they differ for rare kanji only.
    let lengths = [answer.raw.encode_utf16().count(), answer.raw.chars().count()];
    let length = lengths.into_iter().find(|length| CUT_AT.contains(length))?;
    let is_finished = answer.raw.trim_end().ends_with(SENTENCE_ENDS);
    let cut = Contradiction::TextCut { caption: answer.caption(), length };
    (!is_finished).then(|| page.finding(cut, answer))
}

/// A program that is not rated (ended, merged) need not tell much.
fn too_short(page: &Page<'_>) -> Vec<Finding> {
    if page.sheet.own(ids::NOT_RATED_REASON).and_then(Answer::text).is_some() {
        return Vec::new();
    }
    let issues = page.is_behind().then_some(ids::ISSUES);
    let fields = MUST_TELL.into_iter().chain(issues);
    let short = fields.filter_map(|field| {
        let answer = page.sheet.own(field)?;
        let text = answer.text()?;
        let short = Contradiction::NarrativeShort { caption: answer.caption() };
        (text.chars().count() < LEAST_TOLD).then(|| page.finding(short, answer).value(text))
    });
    short.collect()
}

/// A text that another program may have, too: no set phrase.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SharedText {
    /// Of its comparison key.
    sha256: [u8; 32],
    caption: String,
    spot: Spot,
}

/// The texts of a sheet that may stand in another one, too.
pub(super) fn shared(sheet: &ProgramSheet) -> Vec<SharedText> {
    let answers = NARRATIVES.iter().filter_map(|field| sheet.own(*field));
    let shared = answers.filter_map(|answer| {
        let key = comparison_key(answer.text()?);
        (key.chars().count() >= LEAST_COPIED).then(|| SharedText {
            sha256: Sha256::digest(key.as_bytes()).into(),
            caption: answer.caption(),
            spot: Spot::of(sheet, answer),
        })
    });
    shared.collect()
}

/// The same text in two programs: each names the other.
pub(super) fn same_text(sheets: &[(usize, &Shared)]) -> Vec<(usize, Finding)> {
    let same = grouped(sheets.iter().flat_map(|(submission, sheet)| {
        let texts = sheet.texts.iter();
        texts.map(|text| (text.sha256, (*submission, sheet.program, text)))
    }));
    let mut findings = Vec::new();
    for group in same.values() {
        for (submission, program, text) in group {
            let twin = group.iter().find(|(_, other, _)| other != program);
            let Some((_, other, there)) = twin else { continue };
            let same = Contradiction::SameText {
                caption: text.caption.clone(),
                other: *other,
                there: there.caption.clone(),
            };
            findings.push((*submission, text.spot.finding(same)));
        }
    }
    findings
}
