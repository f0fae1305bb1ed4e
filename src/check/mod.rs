//! The rules: what is wrong or doubtful in what came in.
//!
//! The table of findings (`finding/table`) holds code, severity and words of each; the rules stand in `file.rs`
//! (F), `value.rs` (V), `layout.rs` (L and S: what the search for the form met) and `cross.rs` (X). A plan may switch
//! rules off or grade them otherwise; that happens here, once all findings are made. This room knows nothing of output
//! formats.

mod bounded;
mod cross;
mod file;
mod file_words;
mod layout;
mod listing;
mod misfiled;
mod round;
mod value;
mod words;

pub(crate) use file_words::oddity as oddity_words;
pub use file_words::open_error as open_error_words;
pub(crate) use listing::{cell_counts, value_row};
pub use misfiled::Misfiled;
pub use round::CheckedRound;
pub(crate) use words::bound as bound_words;
pub use words::{doubt as doubt_words, refusal as refusal_words};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use cross::Shared;

use crate::facts::Facts;
use crate::finding::{Contradiction, Finding, Severity, ValueFault, What};
use crate::form::FieldId;
use crate::form::FormContext;
use crate::form::field_ids::{EXTENSION, REPORTER};
use crate::notation::{Outcome, Refusal};
use crate::schema::{Plan, RuleGrade, RuleLevel};
use crate::submission::{
    Observation, ProgramFindings, ReadSubmission, Submission, SubmissionContent,
};
pub use crate::submission::{Status, SubmissionSummary};
use crate::terms::{DivisionName, ProgramNo, Round, grouped};

/// What the rules may look at beside the submissions themselves.
#[derive(Debug, Clone, Copy)]
pub struct CheckContext<'a> {
    /// Plan, form, round, and the actuals that earlier rounds reported.
    pub form: FormContext<'a>,
    /// Facts of the rounds before.
    pub earlier: &'a Facts,
}

/// What the rules find in a file by itself. It does not depend on which of several files counts, so that files can be
/// judged as they are read, and let go.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Judged {
    /// What its workbook is like.
    workbook: Vec<Finding>,
    /// What its answers are like.
    answers: Vec<Finding>,
    /// What of its sheets is held against those of other files.
    shared: Vec<Shared>,
}

/// Judges a file by itself.
pub fn judge(checks: &CheckContext<'_>, submission: &Submission) -> Judged {
    let Some(read) = submission.read() else { return Judged::default() };
    // A form that came back as it was handed out has nothing to judge.
    let filled = read.programs.iter().filter(|sheet| !read.is_left_blank(sheet.program));
    let answers = filled.flat_map(|sheet| {
        let contradictions = cross::contradictions(checks, read, sheet);
        value::answers(&checks.form, sheet).into_iter().chain(contradictions)
    });
    Judged {
        workbook: file::oddities(submission, read),
        answers: answers.collect(),
        shared: read.programs.iter().map(|sheet| Shared::of(checks, sheet)).collect(),
    }
}

/// Goes over all submissions of a round. Which of several counts must have been decided before.
pub fn check_round(checks: &CheckContext<'_>, submissions: Vec<Submission>) -> CheckedRound {
    let judged = submissions.iter().map(|submission| judge(checks, submission)).collect();
    check_judged(checks, submissions, judged)
}

/// The same for submissions that are judged already, each by itself.
pub fn check_judged(
    checks: &CheckContext<'_>,
    submissions: Vec<Submission>,
    judged: Vec<Judged>,
) -> CheckedRound {
    let FormContext { plan, round, .. } = checks.form;
    let divisions = plan.divisions.iter().map(|division| &division.name);
    let divisions: BTreeMap<&DivisionName, usize> = divisions.zip(0..).collect();
    let rank = |submission: &Submission| {
        let read = submission.read();
        let division = read.and_then(|read| read.division.as_ref());
        let division = division.and_then(|name| divisions.get(name).copied());
        let program = read.and_then(|read| read.programs.first()).map(|sheet| sheet.program);
        (
            division.unwrap_or(usize::MAX),
            program.map_or(u16::MAX, |no| no.0),
            submission.sha256.clone(),
            submission.file.clone(),
        )
    };
    let mut files: Vec<(Submission, Judged)> = submissions.into_iter().zip(judged).collect();
    files.sort_by_cached_key(|(submission, _)| rank(submission));
    let (mut submissions, judged): (Vec<Submission>, Vec<Judged>) = files.into_iter().unzip();
    let mut findings = Vec::new();
    let mut summaries = Vec::new();
    let misfiled = misfiled::misfiled(&submissions);
    let mut is_said = false;
    let mut across = grouped(cross::across(checks, &counting(&submissions, &judged)));
    for ((index, submission), judged) in submissions.iter_mut().enumerate().zip(judged) {
        let mut own = check_submission(checks, submission, judged);
        own.extend(across.remove(&index).unwrap_or_default());
        for finding in &mut own {
            finding.personal = finding.field.as_deref().is_some_and(says_who_somebody_is);
        }
        own.sort_by(|a, b| (a.program, &a.place, a.entry()).cmp(&(b.program, &b.place, b.entry())));
        // Before grading: a rule that is switched off lets no impossible value through.
        refuse_impossible(submission, &own);
        leave_out_doubts_of_refused(&mut own);
        regrade(plan, round, &mut own);
        accept_confirmed(plan, round, &mut own);
        mark_doubted(submission, &own);
        ease_superseded(submission, &mut own);
        own = bounded::bounded(own);
        let mut summary = summarise(submission, &own);
        if let Some(misfiled) = misfiled.as_ref().filter(|_| submission.read().is_some()) {
            misfiled::say_once(misfiled, &mut own, &mut is_said);
            summary.status = Status::Skipped;
        }
        summaries.push(summary);
        findings.extend(own);
    }
    let counts = summaries.iter().flat_map(|summary: &SubmissionSummary| &summary.in_force);
    let counts: BTreeSet<&ProgramNo> = counts.collect();
    let without = plan.running().filter(|program| !counts.contains(&program.no));
    let missing = without.map(|program| (program.no, program.lead.clone())).collect();
    CheckedRound { round, submissions, summaries, findings, missing, misfiled }
}

/// Fields of which a table that is handed on repeats nothing.
fn says_who_somebody_is(key: &str) -> bool {
    [REPORTER, EXTENSION].contains(&FieldId(key))
}

/// The programs for which another file counts.
fn superseded(read: &ReadSubmission) -> Vec<ProgramNo> {
    if read.copy_of.is_some() {
        return read.programs.iter().map(|sheet| sheet.program).collect();
    }
    let programs = read.observations.iter().filter_map(|seen| match seen {
        Observation::Superseded { program, .. } => Some(*program),
        _ => None,
    });
    programs.collect()
}

/// Whether another file counts for everything in it.
fn is_superseded(read: &ReadSubmission) -> bool {
    let superseded = superseded(read);
    let mut sheets = read.programs.iter().peekable();
    sheets.peek().is_some() && sheets.all(|sheet| superseded.contains(&sheet.program))
}

/// What another submission replaces needs no mending: the findings of such a program stay, for the record only.
fn ease_superseded(submission: &Submission, findings: &mut [Finding]) {
    let Some(read) = submission.read() else { return };
    let superseded = superseded(read);
    // What stands on no program's sheet goes with the programs, if another submission replaces all of them.
    let is_whole = is_superseded(read);
    for finding in findings {
        if finding.program.map_or(is_whole, |program| superseded.contains(&program)) {
            finding.severity = Severity::Info;
        }
    }
}

/// Takes back values that cannot be: a number outside its limits or a day out of the round is an error, and an error's
/// value is not used.
fn refuse_impossible(submission: &mut Submission, findings: &[Finding]) {
    let SubmissionContent::Read(read) = &mut submission.content else { return };
    let is_impossible = |finding: &&Finding| {
        use ValueFault::{DateOutOfRound, OutOfLimits};
        matches!(finding.what, What::Value(OutOfLimits { .. } | DateOutOfRound { .. }))
    };
    for finding in findings.iter().filter(is_impossible) {
        let sheets =
            read.programs.iter_mut().filter(|sheet| Some(sheet.program) == finding.program);
        for answer in sheets.flat_map(|sheet| &mut sheet.answers) {
            if finding.field.as_deref() == Some(answer.question.key()) {
                answer.outcome = Outcome::Refused(Refusal::OutOfRange);
            }
        }
    }
}

/// A number that is refused as impossible is not doubted beside last year as well.
fn leave_out_doubts_of_refused(findings: &mut Vec<Finding>) {
    let is_refused =
        |one: &&Finding| matches!(one.what, What::Value(ValueFault::OutOfLimits { .. }));
    let refused: Vec<(Option<ProgramNo>, Option<String>)> =
        findings.iter().filter(is_refused).map(|one| (one.program, one.field.clone())).collect();
    findings.retain(|one| {
        let is_doubt = matches!(one.what, What::Cross(Contradiction::FarFromLastYear { .. }));
        !is_doubt || !refused.iter().any(|(no, field)| (*no, field) == (one.program, &one.field))
    });
}

/// A value of which the size is doubted: it may be a thousand times too large.
fn doubts_size(finding: &Finding) -> bool {
    use Contradiction::{EffectFarFromOther, EffectOverCeiling, FarFromLastYear, FarFromTarget};
    matches!(
        finding.what,
        What::Value(ValueFault::UnitFarFromField { .. })
            | What::Cross(
                EffectFarFromOther { .. }
                    | EffectOverCeiling { .. }
                    | FarFromLastYear { .. }
                    | FarFromTarget { .. }
            )
    )
}

/// What the office has confirmed stays for the record only.
fn accept_confirmed(plan: &Plan, round: Round, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| doubts_size(finding)) {
        if let (Some(program), Some(field), Some(value)) =
            (finding.program, &finding.field, &finding.value)
            && plan.has_confirmed(round, program, field, value)
        {
            finding.severity = Severity::Info;
        }
    }
}

/// Marks the answers of which the size is doubted: they count, and the sums say so.
fn mark_doubted(submission: &mut Submission, findings: &[Finding]) {
    let SubmissionContent::Read(read) = &mut submission.content else { return };
    let doubts = |finding: &&Finding| doubts_size(finding) && finding.severity != Severity::Info;
    for finding in findings.iter().filter(doubts) {
        let sheets =
            read.programs.iter_mut().filter(|sheet| Some(sheet.program) == finding.program);
        for answer in sheets.flat_map(|sheet| &mut sheet.answers) {
            answer.doubted |= finding.field.as_deref() == Some(answer.question.key());
        }
    }
}

/// What of the sheets that count is held against each other, each with its submission.
fn counting<'j>(submissions: &[Submission], judged: &'j [Judged]) -> Vec<(usize, &'j Shared)> {
    let files = submissions.iter().zip(judged).enumerate();
    let sheets = files.flat_map(|(index, (submission, judged))| {
        let sheets = submission.read().into_iter().flat_map(|read| &read.programs);
        let counting = sheets.zip(&judged.shared).filter(|(sheet, _)| sheet.in_force);
        counting.map(move |(_, shared)| (index, shared))
    });
    sheets.collect()
}

/// All findings of one submission.
fn check_submission(
    checks: &CheckContext<'_>,
    submission: &Submission,
    judged: Judged,
) -> Vec<Finding> {
    match &submission.content {
        SubmissionContent::Skipped(kind) => vec![file::skipped(submission, *kind)],
        SubmissionContent::Unreadable(why) => vec![file::unreadable(submission, why)],
        SubmissionContent::Read(read) => {
            let mut findings = judged.workbook;
            findings.extend(layout::observations(&checks.form, submission, read));
            findings.extend(judged.answers);
            findings
        }
    }
}

/// Grades the findings as the plan's `[rules]` have it. A value that could not be read stays unread.
fn regrade(plan: &Plan, round: Round, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| {
        finding.severity = match plan.rules.get(finding.code()) {
            None => finding.severity,
            Some(RuleGrade::Level(RuleLevel::Off)) => return false,
            Some(RuleGrade::Level(RuleLevel::Info)) => Severity::Info,
            Some(RuleGrade::Level(RuleLevel::Warning)) => Severity::Warning,
            Some(RuleGrade::Level(RuleLevel::Error)) => Severity::Error,
            Some(RuleGrade::Trial(trial)) if round < trial.error_from => {
                finding.error_from = Some(trial.error_from);
                Severity::Warning
            }
            Some(RuleGrade::Trial(_)) => Severity::Error,
        };
        true
    });
}

/// What was found for a program of a submission; what concerns no program concerns all of them.
fn of_program(program: ProgramNo, findings: &[Finding]) -> ProgramFindings {
    let own = |finding: &&Finding| finding.program.is_none_or(|no| no == program);
    let count = |severity| {
        findings.iter().filter(own).filter(|finding| finding.severity == severity).count()
    };
    ProgramFindings { program, errors: count(Severity::Error), warnings: count(Severity::Warning) }
}

fn summarise(submission: &Submission, findings: &[Finding]) -> SubmissionSummary {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let read = submission.read();
    let in_force: Vec<ProgramNo> = read
        .into_iter()
        .flat_map(|read| &read.programs)
        .filter(|sheet| sheet.in_force)
        .map(|sheet| sheet.program)
        .collect();
    let is_superseded = read.is_some_and(is_superseded);
    let status = match &submission.content {
        SubmissionContent::Skipped(_) => Status::Skipped,
        SubmissionContent::Unreadable(_) => Status::Unreadable,
        SubmissionContent::Read(_) if is_superseded => Status::Superseded,
        SubmissionContent::Read(_) if errors > 0 => Status::Returned,
        SubmissionContent::Read(_) if warnings > 0 => Status::AcceptedWithWarnings,
        SubmissionContent::Read(_) => Status::Accepted,
    };
    SubmissionSummary {
        file: submission.file.clone(),
        sha256: submission.sha256.clone(),
        division: read.and_then(|read| read.division.clone()),
        form: read.and_then(|read| read.identity.form.clone()),
        round: read.and_then(|read| read.identity.round),
        status,
        sample: read.is_some_and(|read| read.sample),
        programs: read
            .into_iter()
            .flat_map(|read| &read.programs)
            .map(|sheet| sheet.program)
            .collect(),
        of_programs: in_force.iter().map(|no| of_program(*no, findings)).collect(),
        in_force,
        cells: read.map(|read| read.account).unwrap_or_default(),
        errors,
        warnings,
    }
}
