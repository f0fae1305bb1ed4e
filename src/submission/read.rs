//! Reading one submission: what the workbook says of itself, and what the reader of its form found.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::book::Book;
use super::found::Found;
use super::identify::{Claims, claims, is_sample};
use super::model::{ReadSubmission, Submission, SubmissionContent, Unreadable};
use super::{existing, made};
use crate::form::{FormContext, PastActuals};
use crate::terms::Round;
use crate::workbook::{Limits, Workbook, open};

/// Reads a file's bytes as a submission of the context's round.
#[must_use]
pub fn read_submission(
    context: &FormContext<'_>,
    file: &Arc<str>,
    bytes: &[u8],
    limits: &Limits,
) -> Submission {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let content = match open(bytes, file, limits) {
        Ok(workbook) => SubmissionContent::Read(Box::new(read_workbook(context, file, &workbook))),
        Err(error) => SubmissionContent::Unreadable(Unreadable::Workbook(error)),
    };
    Submission { file: file.clone(), sha256, content }
}

/// The round that a workbook says it was made for.
#[must_use]
pub fn stated_round(bytes: &[u8], file: &str, limits: &Limits) -> Option<Round> {
    claims(&open(bytes, file, limits).ok()?).identity.round
}

fn read_workbook(
    context: &FormContext<'_>,
    file: &Arc<str>,
    workbook: &Workbook,
) -> ReadSubmission {
    let Claims { identity, past, additions } = claims(workbook);
    // The form printed what it knew when it was made; a form of another round is laid out as that round's.
    let past: PastActuals = past.unwrap_or_else(|| context.past.clone());
    let run = context.round;
    let round = identity.round.unwrap_or(run);
    let plan = context.plan.in_force(round.year);
    let context = &FormContext { plan, round, past: &past, ..*context };
    let (identity_of, additions_of) = (&identity, &additions);
    let book =
        Book { context, run, file, workbook, identity: identity_of, additions: additions_of };
    let read = if context.form.is_existing() { existing::read_book } else { made::read_book };
    let Found { programs, observations, account, stated, division, torn, other_sheets, .. } =
        read(&book);
    ReadSubmission {
        division,
        sample: is_sample(workbook),
        programs,
        other_sheets,
        torn,
        observations,
        oddities: workbook.oddities.clone(),
        account,
        identity: identity.or(stated),
        returned_from: additions.sources,
    }
}
