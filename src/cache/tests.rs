use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::entry::{Key, packed, unpacked};
use super::kept::Kept;
use super::store::{FOLDER, Store, name};
use super::*;
use crate::form::{PastActuals, PastValue};
use crate::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, Plan, load_form, load_plan};
use crate::submission::{Observation, ReadSubmission, Reader};
use crate::terms::{FiscalYear, Round};

/// Plan, form and what decides how files are read.
struct Bench {
    plan: Plan,
    form: Form,
    past: PastActuals,
    round: Round,
    limits: Limits,
    plan_sha256: &'static str,
    output: tempfile::TempDir,
}

impl Bench {
    fn new() -> Bench {
        Bench::of(EMBEDDED_PLAN, EMBEDDED_FORM, "2022")
    }

    fn of(plan: &str, form: &str, round: &str) -> Bench {
        let plan = load_plan(plan, "plan.toml").unwrap();
        Bench {
            form: load_form(form, "form.toml", &plan).unwrap(),
            plan,
            past: PastActuals::default(),
            round: round.parse().unwrap(),
            limits: Limits::default(),
            plan_sha256: "plan",
            output: tempfile::tempdir().unwrap(),
        }
    }

    fn context(&self) -> FormContext<'_> {
        let Bench { plan, form, past, round, .. } = self;
        FormContext { plan: plan.in_force(round.year), form, round: *round, past }
    }

    fn cache(&self) -> Cache {
        let (plan_sha256, limits) = (self.plan_sha256, &self.limits);
        Cache::inside(self.output.path(), &Basis { plan_sha256, form_sha256: "form", limits })
    }

    /// What a file holds, whether it had to be read, and what is told of it.
    fn ask(&self, file: &str, bytes: &[u8]) -> (String, bool, Told) {
        let (cache, context) = (self.cache(), self.context());
        let reader = Reader::new(context, &self.limits);
        let (file, is_read): (Arc<str>, _) = (file.into(), Cell::new(false));
        let kept = cache.of_round(&context, &Forerunners::default());
        let submission = kept.file(&file, bytes).submission(|| {
            is_read.set(true);
            reader.read(&file, bytes)
        });
        kept.close(false);
        (format!("{submission:#?}"), is_read.get(), cache.told())
    }

    fn is_read(&self, file: &str, bytes: &[u8]) -> bool {
        self.ask(file, bytes).1
    }

    /// The entries that lie on disk.
    fn entries(&self) -> Vec<PathBuf> {
        let shelves = std::fs::read_dir(self.output.path().join(FOLDER)).unwrap();
        let shelves = shelves.map(|shelf| shelf.unwrap().path()).filter(|shelf| shelf.is_dir());
        let entries = shelves.flat_map(|shelf| std::fs::read_dir(shelf).unwrap());
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Name and bytes of the files of a folder of the repository.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let found = std::fs::read_dir(repository().join(folder)).unwrap();
    let paths = found.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read(path).unwrap())
    };
    paths.map(file).collect()
}

fn sample() -> (String, Vec<u8>) {
    files("input/2022").into_iter().find(|(name, _)| name.ends_with(".xlsx")).unwrap()
}

#[test]
fn what_is_kept_of_a_file_is_what_was_read_of_it() {
    let existing = |file| {
        std::fs::read_to_string(repository().join("tests/plans/existing-ten").join(file)).unwrap()
    };
    let own = ["input/2022", "tests/fixtures/workbook", "fuzz/seeds/workbook"];
    let others = ["tests/fixtures/forms", "tests/fixtures/workbook"];
    let (plan, form) = (existing("plan.toml"), existing("form.toml"));
    let round = load_plan(&plan, "plan.toml").unwrap().rounds[0].round.to_string();
    let benches = [(Bench::new(), own.as_slice()), (Bench::of(&plan, &form, &round), &others)];
    let mut seen = 0;
    for (bench, folders) in &benches {
        for (file, bytes) in folders.iter().flat_map(|folder| files(folder)) {
            let (read, ..) = bench.ask(&file, &bytes);
            let (kept, is_read, told) = bench.ask(&file, &bytes);
            assert!(!is_read && told.used == 1, "{file}");
            assert_eq!(kept, read, "{file}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn whatever_decides_what_is_read_of_a_file_asks_for_it_anew() {
    let (file, bytes) = sample();
    let mut bench = Bench::new();
    assert!(bench.is_read(&file, &bytes) && !bench.is_read(&file, &bytes));
    assert!(bench.is_read("別の名前.xlsx", &bytes), "a name decides what an ending contradicts");
    let mut other = bytes.clone();
    other.push(0);
    assert!(bench.is_read(&file, &other) && bench.is_read(&file, &bytes));
    bench.limits.sheets += 1;
    let (_, is_read, told) = bench.ask(&file, &bytes);
    assert!(is_read && told.older == 1, "{told:?}");
    bench.plan_sha256 = "another";
    assert!(bench.is_read(&file, &bytes) && !bench.is_read(&file, &bytes));
    bench.round = "2021".parse().unwrap();
    assert!(bench.is_read(&file, &bytes) && !bench.is_read(&file, &bytes));
}

#[test]
fn what_earlier_rounds_reported_decides_only_for_files_that_do_not_say_it() {
    let (own, bytes) = sample();
    let mut bench = Bench::new();
    // No workbook of ours: what its form printed is not known.
    let (other, strange) = files("tests/fixtures/workbook")
        .into_iter()
        .find(|(file, bytes)| bench.ask(file, bytes).0.contains("past_is_own: false"))
        .unwrap();
    assert!(bench.ask(&own, &bytes).0.contains("past_is_own: true"));
    assert!(!bench.is_read(&own, &bytes) && !bench.is_read(&other, &strange));
    let value = PastValue { value: 5.into(), approx: false };
    bench.past.insert("an_indicator".into(), FiscalYear(2021), value);
    assert!(!bench.is_read(&own, &bytes));
    assert!(bench.is_read(&other, &strange) && !bench.is_read(&other, &strange));
}

#[test]
fn what_the_rules_made_of_a_file_is_kept_beside_the_same_forerunners() {
    let (file, bytes) = sample();
    let (bench, file) = (Bench::new(), Arc::from(file));
    let judged = |forerunners: &Forerunners, made: &str| {
        let (cache, context) = (bench.cache(), bench.context());
        let (reader, kept) =
            (Reader::new(context, &bench.limits), cache.of_round(&context, forerunners));
        let make = || {
            let mut read = reader.read(&file, &bytes);
            read.let_go();
            (read, made.to_owned())
        };
        let (submission, judged) = kept.file(&file, &bytes).judged(make);
        kept.close(false);
        (format!("{submission:#?}"), judged)
    };
    let round: Round = "2021".parse().unwrap();
    let other =
        |file: &str, content| Submission { file: file.into(), sha256: String::new(), content };
    let skipped = || SubmissionContent::Skipped(crate::submission::FileKind::OtherType);
    let none = Forerunners::default();
    let one = none.and(round, &[other("a.txt", skipped())]);
    let first = judged(&none, "first");
    assert_eq!(judged(&none, "second"), first);
    assert_eq!(judged(&one, "second"), (first.0.clone(), "second".to_owned()));
    assert_eq!(judged(&one, "third").1, "second");
    assert_eq!(judged(&none.and(round, &[]), "fourth").1, "fourth");
    // What could not be read may be anything.
    let torn = SubmissionContent::Unreadable(Unreadable::Disk("見本".to_owned()));
    let unknown = one.and(round, &[other("a.xlsx", torn)]);
    assert_eq!(judged(&unknown, "fifth").1, "fifth");
    assert_eq!(judged(&unknown, "sixth").1, "sixth");
    let unknown = unknown.and(round, &[]);
    assert_eq!(judged(&unknown, "seventh").1, "seventh");
}

#[test]
fn an_entry_that_is_not_whole_is_not_used() {
    let (file, bytes) = sample();
    let bench = Bench::new();
    let (read, ..) = bench.ask(&file, &bytes);
    let entry = bench.entries().pop().unwrap();
    let whole = std::fs::read(&entry).unwrap();
    let mut hurt: Vec<Vec<u8>> = [0, 1, 40, 135, 136, 137, whole.len() / 2, whole.len() - 1]
        .map(|end| whole[..end].to_vec())
        .into();
    hurt.push([&*whole, b"!"].concat());
    hurt.push(b"something else".to_vec());
    for at in (0..whole.len()).step_by(151) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        hurt.push(flipped);
    }
    for bytes_of_entry in hurt {
        std::fs::write(&entry, &bytes_of_entry).unwrap();
        let (again, is_read, told) = bench.ask(&file, &bytes);
        assert!(is_read && told.damaged == 1, "{} bytes, {told:?}", bytes_of_entry.len());
        assert_eq!(again, read);
    }
    assert!(!bench.is_read(&file, &bytes));
}

#[test]
fn an_entry_holds_no_observation_of_observations() {
    let bench = Bench::new();
    let seen = |like| Observation::More { like: Box::new(like), count: 1, area: None };
    let gone = Observation::SheetGone { program: crate::terms::ProgramNo(1) };
    let key = Key { basis: [1; 32], past: [2; 32], file: [3; 32] };
    let bytes = |observation| {
        let read = ReadSubmission { observations: vec![observation], ..ReadSubmission::default() };
        let content = SubmissionContent::Read(Box::new(read));
        packed(&key, &Kept::of(&content, &bench.form).unwrap(), true)
    };
    let once = bytes(seen(gone.clone())).unwrap();
    assert!(unpacked::<Kept<'_>>(&once, &key).is_ok());
    assert!(bytes(seen(seen(gone))).is_none());
}

#[test]
fn where_nothing_can_be_kept_everything_is_read() {
    let (file, bytes) = sample();
    let bench = Bench::new();
    std::fs::write(bench.output.path().join(FOLDER), "no folder").unwrap();
    let (read, is_read, told) = bench.ask(&file, &bytes);
    assert!(is_read && told.trouble.is_some());
    assert_eq!(bench.ask(&file, &bytes).0, read);
}

#[test]
fn nothing_is_kept_of_files_that_are_gone() {
    let bench = Bench::new();
    let (file, bytes) = sample();
    bench.ask(&file, &bytes);
    bench.ask("b.xlsx", b"text");
    assert_eq!(bench.entries().len(), 2);
    let (cache, context) = (bench.cache(), bench.context());
    let kept = cache.of_round(&context, &Forerunners::default());
    kept.file(&"b.xlsx".into(), b"text").submission(|| unreachable!("it is known"));
    kept.close(true);
    assert_eq!(bench.entries().len(), 1);
    assert!(bench.is_read(&file, &bytes) && !bench.is_read("b.xlsx", b"text"));
}

#[test]
fn the_folder_does_not_grow_without_end() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::inside(folder.path()).unwrap();
    let shelf = store.shelf(&["plan", "2022"]);
    for number in 0..10 {
        shelf.save(&name(&[&format!("{number}.xlsx")]), &[0; 1_000]).unwrap();
    }
    store.bound_to(4_500).unwrap();
    let left =
        (0..10).filter(|number| shelf.load(&name(&[&format!("{number}.xlsx")]), 4_096).is_some());
    assert_eq!(left.count(), 4);
    // What git and programs that save copies look for stays.
    assert!(folder.path().join(FOLDER).join(".gitignore").is_file());
}
