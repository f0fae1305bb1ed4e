//! The stages one by one, on plans of one and eleven times the embedded one: `cargo bench --bench stages`.
//!
//! What a stage takes is made before the clock runs. The submissions are made up (見本), each by the program itself.

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput};
use matome::testing::{
    CheckContext, CheckedRound, EMBEDDED_FORM, Facts, Figures, Form, FormContext, Limits,
    PastActuals, Plan, Reader, ReportRequest, Submission, TemplateRequest, analyse, check_round,
    load_form, load_plan, open, select_latest, write_committee, write_consolidated, write_return,
    write_template,
};
use support::plan::larger_plan;
use support::{Result, Workspace};

/// How often the embedded plan stands in the plans measured.
const TIMES: [usize; 2] = [1, 11];

fn main() -> Result<()> {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(5))
        .configure_from_args();
    formats(&mut criterion)?;
    // A trial run (`-- --test`) is about whether the stages run at all.
    let is_trial = std::env::args().any(|argument| argument == "--test");
    for times in TIMES.into_iter().take(if is_trial { 1 } else { TIMES.len() }) {
        stages(&mut criterion, times)?;
    }
    criterion.final_summary();
    Ok(())
}

/// Opening one workbook, format by format: the same form as four programs saved it.
fn formats(criterion: &mut Criterion) -> Result<()> {
    let mut group = criterion.benchmark_group("open");
    let limits = Limits::default();
    for file in [
        "input/2022/財政課.xlsx",
        "tests/fixtures/suites/sheetjs.xlsb",
        "tests/fixtures/suites/sheetjs.xls",
        "tests/fixtures/suites/gnumeric.ods",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let bytes = std::fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let format = name.rsplit('.').next().unwrap_or_default();
        open(&bytes, &name, &limits).map_err(|error| format!("{file}: {error:?}"))?;
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(format, |bencher| bencher.iter(|| open(&bytes, &name, &limits)));
    }
    group.finish();
    Ok(())
}

/// What every stage works from.
struct Round {
    plan: Plan,
    form: Form,
    round: matome::testing::Round,
    past: PastActuals,
    earlier: Facts,
    files: Vec<(Arc<str>, Vec<u8>)>,
}

impl Round {
    /// The submissions that the program makes up for a plan of this size.
    fn new(times: usize) -> Result<Round> {
        let folder = tempfile::tempdir()?;
        let workspace = Workspace::new(folder.path(), times)?;
        if !workspace.sample().status()?.success() {
            return Err("the program made no samples".into());
        }
        let mut files = Vec::new();
        for entry in std::fs::read_dir(workspace.submissions())? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push((Arc::from(name.as_ref()), std::fs::read(&path)?));
        }
        files.sort();
        let plan =
            load_plan(&larger_plan(times)?, "plan.toml").map_err(|error| format!("{error:?}"))?;
        let form =
            load_form(EMBEDDED_FORM, "form.toml", &plan).map_err(|error| format!("{error:?}"))?;
        let round = plan.rounds.first().ok_or("a plan without rounds")?.round;
        let (past, earlier) = (PastActuals::default(), Facts::default());
        Ok(Round { plan, form, round, past, earlier, files })
    }

    fn context(&self) -> FormContext<'_> {
        FormContext { plan: &self.plan, form: &self.form, round: self.round, past: &self.past }
    }

    fn read(&self) -> Vec<Submission> {
        let limits = Limits::default();
        let reader = Reader::new(self.context(), &limits);
        self.files.iter().map(|(name, bytes)| reader.read(name, bytes)).collect()
    }

    fn selected(&self) -> Vec<Submission> {
        let mut submissions = self.read();
        select_latest(self.round, &mut submissions);
        submissions
    }

    fn check(&self, submissions: Vec<Submission>) -> CheckedRound {
        let context = CheckContext { form: self.context(), earlier: &self.earlier };
        check_round(&context, submissions)
    }

    fn facts(&self, checked: &CheckedRound) -> Facts {
        let mut facts = Facts::default();
        facts.add(&self.plan, &self.form, self.round, &checked.submissions);
        facts
    }
}

fn stages(criterion: &mut Criterion, times: usize) -> Result<()> {
    let made = Round::new(times)?;
    let checked = made.check(made.selected());
    let facts = made.facts(&checked);
    let rounds = [(made.round, checked.summaries.as_slice())];
    let analysed = || analyse(&made.plan, &made.form, made.round, &facts, &rounds);
    let figures: Figures = analysed().map_err(|error| format!("{error:?}"))?;
    let report = ReportRequest {
        meetings: Default::default(),
        plan: &made.plan,
        form: &made.form,
        facts: &facts,
        figures: &figures,
        findings: &checked.findings,
        inputs: Some("../../input"),
    };
    let mut group = criterion.benchmark_group(format!("{} programs", 28 * times));
    group.bench_function("read", |bencher| bencher.iter(|| made.read()));
    group.bench_function("check", |bencher| {
        let make = || made.selected();
        bencher.iter_batched(make, |submissions| made.check(submissions), BatchSize::PerIteration);
    });
    group.bench_function("facts", |bencher| bencher.iter(|| made.facts(&checked)));
    group.bench_function("analyse", |bencher| bencher.iter(analysed));
    group.bench_function("report/consolidated", |bencher| {
        bencher.iter(|| write_consolidated(&report));
    });
    group.bench_function("report/committee", |bencher| bencher.iter(|| write_committee(&report)));
    group.bench_function("handout/templates", |bencher| {
        bencher.iter(|| {
            made.plan.lead_divisions().map(|division| template(&made, division)).collect::<Vec<_>>()
        });
    });
    group.bench_function("handout/returns", |bencher| {
        let copy = |division| write_return(made.context(), &checked, division, true);
        bencher.iter(|| made.plan.lead_divisions().map(copy).collect::<Vec<_>>());
    });
    group.finish();
    Ok(())
}

/// The blank form of a division.
fn template(made: &Round, division: &matome::testing::Division) -> bool {
    let context = made.context();
    let request =
        TemplateRequest { context, division, mark: None, entries: &|_, _| None, marks: None };
    write_template(&request).is_ok()
}
