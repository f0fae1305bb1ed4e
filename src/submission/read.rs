//! Reading one submission: what the workbook says of itself, and what the reader of its form found.

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::book::Book;
use super::found::Found;
use super::given::Given;
use super::identify::{Claims, claims, is_sample};
use super::merged::refuse_merged;
use super::model::{ProgramSheet, ReadSubmission, Submission, SubmissionContent, Unreadable};
use super::names::NamedPlan;
use super::observation::Observation;
use super::{existing, made};
use crate::form::FormContext;
use crate::terms::{ProgramNo, Round};
use crate::workbook::{Limits, OpenError, Workbook, open};

/// Reads the submissions of a round. What follows from the plan alone is made once, not for each workbook.
pub struct Reader<'a> {
    context: FormContext<'a>,
    limits: &'a Limits,
    plans: NamedPlan<'a>,
    /// For workbooks of the run's own round.
    given: OnceLock<Given>,
}

impl<'a> Reader<'a> {
    /// A reader of submissions of the context's round.
    pub fn new(context: FormContext<'a>, limits: &'a Limits) -> Reader<'a> {
        let plans = NamedPlan::new(context.plan);
        Reader { context, limits, plans, given: OnceLock::new() }
    }

    /// Reads a file's bytes.
    pub fn read(&self, file: &Arc<str>, bytes: &[u8]) -> Submission {
        self.read_opened(Opened::of(file, bytes, self.limits))
    }

    /// Reads a file that is open already.
    pub fn read_opened(&self, opened: Opened) -> Submission {
        let Opened { file, sha256, workbook } = opened;
        let content = match workbook {
            Ok(workbook) => SubmissionContent::Read(Box::new(self.workbook(&file, &workbook))),
            Err(error) => SubmissionContent::Unreadable(Unreadable::Workbook(error)),
        };
        Submission { file, sha256, content }
    }

    fn workbook(&self, file: &Arc<str>, workbook: &Workbook) -> ReadSubmission {
        let Claims { identity, past, additions } = claims(workbook);
        let stated = identity.round;
        // The form printed what it knew when it was made; a form of another round is laid out as that round's.
        let past_is_own = past.is_some();
        let past = past.as_ref().unwrap_or(self.context.past);
        let run = self.context.round;
        let round = identity.round.unwrap_or(run);
        let (plan, names) = self.plans.in_force(round.year);
        let context = &FormContext { plan, round, past, ..self.context };
        // Hardly any workbook is of another round.
        let of_another: Given;
        let given = if round == run {
            self.given.get_or_init(|| Given::of(context))
        } else {
            of_another = Given::of(context);
            &of_another
        };
        let (identity_of, additions_of) = (&identity, &additions);
        let book = Book {
            context,
            names,
            given,
            run,
            file,
            workbook,
            identity: identity_of,
            additions: additions_of,
            keeps_formulas: workbook
                .sheets
                .iter()
                .any(|sheet| sheet.cells.values().any(|cell| cell.formula.is_some())),
        };
        let read = if context.form.is_existing() { existing::read_book } else { made::read_book };
        let Found {
            mut programs,
            mut observations,
            account,
            stated: stated_by_cells,
            division,
            torn,
            other_sheets,
            ..
        } = read(&book);
        observations.extend(refuse_merged(&book, &mut programs));
        leave_out_blank(&mut programs, &mut observations, torn.is_empty());
        ReadSubmission {
            division,
            sample: is_sample(workbook),
            past_is_own,
            programs,
            other_sheets,
            torn,
            observations,
            oddities: workbook.oddities.clone(),
            account,
            identity: identity.or(stated_by_cells),
            stated,
            copy_of: None,
            returned_from: additions.sources,
        }
    }
}

/// A file that was opened and is not read yet: for which round it is to be read may depend on what it says.
pub struct Opened {
    file: Arc<str>,
    sha256: String,
    workbook: Result<Workbook, OpenError>,
}

impl Opened {
    /// Opens a file's bytes.
    pub fn of(file: &Arc<str>, bytes: &[u8], limits: &Limits) -> Opened {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Opened { file: file.clone(), sha256, workbook: open(bytes, file, limits) }
    }

    /// The round that it says it was made for.
    pub fn stated_round(&self) -> Option<Round> {
        claims(self.workbook.as_ref().ok()?).identity.round
    }
}

/// A form that came back as it was handed out reports nothing: it does not count, and this is said once, of the workbook
/// if it `is_whole`: what stood on a torn sheet nobody knows.
fn leave_out_blank(
    programs: &mut [ProgramSheet],
    observations: &mut Vec<Observation>,
    is_whole: bool,
) {
    let is_hurt = |program: ProgramNo| {
        observations.iter().any(|seen| match seen {
            Observation::FieldGone { program: own, .. }
            | Observation::FieldHoldsLabel { program: own, .. }
            | Observation::LabelOutOfOrder { program: own, .. }
            | Observation::LabelTwice { program: own, .. }
            | Observation::NameContradicts { program: own, .. } => *own == program,
            _ => false,
        })
    };
    let is_blank = |sheet: &ProgramSheet| sheet.is_blank() && !is_hurt(sheet.program);
    let all = is_whole && !programs.is_empty() && programs.iter().all(is_blank);
    let mut blank = Vec::new();
    for sheet in programs.iter_mut().filter(|sheet| is_blank(sheet)) {
        sheet.in_force = false;
        blank
            .push(Observation::NothingFilled { sheet: Some((sheet.program, sheet.sheet.clone())) });
    }
    if all {
        blank = vec![Observation::NothingFilled { sheet: None }];
    }
    observations.extend(blank);
}
