//! Made-up submissions read like real ones, for any plan.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::check::{CheckContext, check_round};
use crate::facts::{Facts, past_actuals};
use crate::finding::Severity;
use crate::form::{ExtraRows, PastActuals};
use crate::schema::{
    Better, EMBEDDED_FORM, EMBEDDED_PLAN, Form, Plan, Shape, load_form, load_plan, load_settings,
};
use crate::submission::Reader;
use crate::workbook::Limits;

fn embedded() -> (Plan, Form, SampleTexts) {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    (plan, form, load_settings(EMBEDDED_SAMPLE, "sample.toml").unwrap())
}

/// Makes, reads and checks all rounds of a plan; every finding of severity error fails the test.
fn run(plan: &Plan, form: &Form, texts: &SampleTexts, seed: u64) -> Facts {
    let mut facts = Facts::default();
    for planned in &plan.rounds {
        let past = past_actuals(&facts);
        let context = FormContext { plan, form, round: planned.round, past: &past };
        let request = SampleRequest { context, seed, texts };
        let divisions = plan.lead_divisions();
        let limits = Limits::default();
        let reader = Reader::new(context, &limits);
        let submissions = divisions.map(|division| {
            let bytes = write_submission(&request, division).unwrap();
            let name: Arc<str> = format!("{}.xlsx", division.name).into();
            reader.read(&name, &bytes)
        });
        let checked =
            check_round(&CheckContext { form: context, earlier: &facts }, submissions.collect());
        let errors: Vec<_> =
            checked.findings.iter().filter(|found| found.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{} {} seed {seed}: {errors:#?}", plan.id, planned.round);
        assert!(checked.missing.is_empty());
        for summary in &checked.summaries {
            let cells = summary.cells;
            assert_eq!(cells.unaccounted, 0, "{}", summary.file);
            assert_eq!(cells.non_empty, cells.read + cells.printed, "{}", summary.file);
        }
        facts.add(plan, form, planned.round, &checked.submissions);
    }
    facts
}

#[test]
fn the_embedded_plan_gives_submissions_without_errors_and_stocks_do_not_fall() {
    let (plan, form, texts) = embedded();
    for (seed, texts) in [(1, texts), (2, SampleTexts::default())] {
        let facts = run(&plan, &form, &texts, seed);
        for (_, indicator) in plan.indicators() {
            let of = facts.indicators.iter().filter(|fact| fact.indicator == indicator.id);
            let values: Vec<_> = of.filter_map(|fact| fact.value).collect();
            let never_back = matches!(
                indicator.shape,
                Shape::Level | Shape::Increment | Shape::NotBelowPrevious
            );
            let backwards = values.windows(2).any(|pair| match indicator.better {
                Better::Higher => pair[1] < pair[0],
                Better::Lower => pair[1] > pair[0],
            });
            assert!(!(never_back && backwards), "{}: {values:?}", indicator.id);
        }
        let mut recurring: Vec<_> = facts
            .effects
            .iter()
            .filter(|fact| fact.nature.as_deref() == Some("継続"))
            .map(|fact| (fact.program, fact.title.clone()))
            .collect();
        let count = recurring.len();
        recurring.sort();
        recurring.dedup();
        assert_eq!(recurring.len(), count, "a recurring effect is reported once");
    }
}

#[test]
fn other_plans_give_submissions_without_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path().join("plan.toml");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let plan = load_plan(&text, "plan.toml").unwrap();
        let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
        run(&plan, &form, &SampleTexts::default(), 3);
        count += 1;
    }
    assert!(count >= 2);
}

#[test]
fn the_seed_decides_the_bytes() {
    let (plan, form, texts) = embedded();
    let past = PastActuals::default();
    let context =
        FormContext { plan: &plan, form: &form, round: plan.rounds[0].round, past: &past };
    let division = plan.lead_divisions().nth(1).unwrap();
    let bytes =
        |seed| write_submission(&SampleRequest { context, seed, texts: &texts }, division).unwrap();
    assert_eq!(bytes(1), bytes(1));
    let values = |seed| {
        let request = SampleRequest { context, seed, texts: &texts };
        plan.programs.iter().map(|program| fill_program(&request, program)).collect::<Vec<_>>()
    };
    assert_ne!(values(1), values(2));
    assert_ne!(seed_of_municipality(1, 1), seed_of_municipality(1, 2));
    assert_eq!(seed_of_municipality(1, 0), 1);
}

#[test]
fn the_plans_own_texts_name_its_programs_and_fit_their_cells() {
    let (plan, form, texts) = embedded();
    let past = PastActuals::default();
    for own in &texts.programs {
        let program = plan.program(own.no).unwrap();
        for (index, planned) in plan.rounds.iter().enumerate() {
            let context =
                FormContext { plan: &plan, form: &form, round: planned.round, past: &past };
            let layout = lay_out(&context, program, &ExtraRows::new()).unwrap();
            let lists = [
                ("achievement", own.achievement.get(index)),
                ("study_state", own.achievement.get(index)),
                ("issues", own.issues.get(index)),
                ("next", own.next.get(index)),
                ("review_reason", own.review_reason.as_ref()),
            ];
            for (key, text) in lists {
                let question = layout.questions().find(|(_, question)| question.key() == key);
                let (Some(text), Some((area, _))) = (text, question) else { continue };
                assert!(fit::Room::of(&layout, area).fits(text), "No.{} {key}: {text}", own.no);
            }
        }
    }
}
