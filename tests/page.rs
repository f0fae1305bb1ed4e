//! The residents' page as residents have it: every page in Debian's chromium at three widths, with axe, with the keyboard
//! alone, without script, and in the Nu HTML checker.
//!
//! `tests/page/check.mjs` looks at a published folder; `npm ci --ignore-scripts` in `tests/page` installs what it needs. A
//! developer without these tools runs the other tests all the same: each test that cannot run says so and passes. Where
//! the suite has to be complete (`.ci/run`), `MATOME_REQUIRE_BROWSER=1` turns that into a failure.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn browser() -> String {
    std::env::var("MATOME_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned())
}

/// Whether everything is there; if not, says that `test` is skipped, or fails where nothing may be skipped.
fn is_there(test: &str) -> bool {
    let runs = |program: &str, argument: &str| {
        let run = Command::new(program).arg(argument).output();
        run.is_ok_and(|run| run.status.success())
    };
    let modules = repository().join("tests/page/node_modules");
    let needed = [
        ("node", runs("node", "--version")),
        ("chromium", runs(&browser(), "--version")),
        ("java", runs("java", "-version")),
        ("the modules of tests/page (npm ci --ignore-scripts)", modules.is_dir()),
    ];
    let missing: Vec<&str> =
        needed.into_iter().filter(|(_, is_there)| !is_there).map(|(what, _)| what).collect();
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(", ");
    let required = std::env::var("MATOME_REQUIRE_BROWSER").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "{test} needs {missing}, and MATOME_REQUIRE_BROWSER=1 lets nothing be skipped"
    );
    // Written past the test harness, which shows the output of failing tests only.
    let _ = writeln!(std::io::stderr(), "skipped: {test} needs {missing}");
    false
}

/// A workspace with the plan of the repository.
struct Workspace {
    root: TempDir,
}

impl Workspace {
    fn new() -> Workspace {
        let root = tempfile::tempdir().unwrap();
        let schema = root.path().join("schemas/kodaira-1");
        std::fs::create_dir_all(&schema).unwrap();
        for file in ["plan.toml", "form.toml"] {
            let own = repository().join("schemas/kodaira-1").join(file);
            std::fs::copy(own, schema.join(file)).unwrap();
        }
        std::fs::write(root.path().join("matome.toml"), "plan = \"kodaira-1\"\n").unwrap();
        Workspace { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Takes the sample of a round, without the files of which the name is among `left_out`.
    fn take(&self, round: &str, left_out: &[&str]) {
        let to = self.path("input").join(round);
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(repository().join("input").join(round)).unwrap() {
            let file = file.unwrap();
            let name = file.file_name();
            if !left_out.iter().any(|own| name.to_string_lossy().starts_with(own)) {
                std::fs::copy(file.path(), to.join(name)).unwrap();
            }
        }
    }

    /// Publishes a round, and gives what the browser has against it.
    fn problems(&self, round: &str) -> Vec<String> {
        let run = Command::new(env!("CARGO_BIN_EXE_matome"))
            .current_dir(self.root.path())
            .args(["publish", "--round", round, "--provisional", "--texts-checked", "-q"])
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let folder = self.path("output").join(round).join("公表");
        let run = Command::new("node")
            .arg(repository().join("tests/page/check.mjs"))
            .arg(&folder)
            .env("MATOME_CHROMIUM", browser())
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "check.mjs failed: {error}");
        let told: Value = serde_json::from_slice(&run.stdout).unwrap();
        assert!(told["pages"].as_u64().unwrap() > 20, "{told}");
        let problems = told["problems"].as_array().unwrap();
        problems.iter().map(|problem| problem.as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_page_with_everything_on_it_has_nothing_against_it() {
    if !is_there("a_page_with_everything_on_it_has_nothing_against_it") {
        return;
    }
    let workspace = Workspace::new();
    workspace.take("2021", &[]);
    workspace.take("2022", &[]);
    let publication = repository().join("tests/page/publish.toml");
    std::fs::copy(publication, workspace.path("schemas/kodaira-1/publish.toml")).unwrap();
    assert_eq!(workspace.problems("2022"), Vec::<String>::new());
}

#[test]
fn a_page_of_a_first_round_with_gaps_has_nothing_against_it() {
    if !is_there("a_page_of_a_first_round_with_gaps_has_nothing_against_it") {
        return;
    }
    let workspace = Workspace::new();
    workspace.take("2021", &["総務課", "財政課"]);
    assert_eq!(workspace.problems("2021"), Vec::<String>::new());
}
