//! A workspace in a temporary folder: forms out, answers in, and what the program makes of them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::accounts::assert_accounts_balance;
use crate::answers::Answers;
use crate::programs::OPENPYXL;

/// A temporary workspace; the program runs in it.
pub struct Workspace {
    folder: TempDir,
    plan: Option<String>,
}

/// A form with an answer in every cell.
pub struct Filled {
    /// Its division.
    pub division: &'static str,
    /// The form.
    pub file: PathBuf,
    /// What was put in.
    pub answers: Answers,
    /// Where.
    pub places: Places,
}

/// Where a named cell is: sheet and address.
pub type Places = BTreeMap<String, (String, String)>;

impl Workspace {
    /// A workspace of the embedded plan.
    pub fn new() -> Workspace {
        let folder = TempDir::new().expect("a temporary folder");
        std::fs::write(folder.path().join("matome.toml"), "plan = \"kodaira-1\"\n")
            .expect("settings");
        Workspace { folder, plan: None }
    }

    /// A workspace of a plan of `tests/plans`, with its own form if it has one, else that of the embedded plan.
    pub fn of_plan(plan: &str) -> Workspace {
        let mut workspace = Workspace::new();
        let folder = workspace.path(&format!("schemas/{plan}"));
        std::fs::create_dir_all(&folder).expect("a folder for the plan");
        let own = in_repository(&format!("tests/plans/{plan}"));
        let forms = [own.join("form.toml"), in_repository("schemas/kodaira-1/form.toml")];
        let form = forms.into_iter().find(|form| form.is_file()).expect("a form");
        for (from, name) in [(own.join("plan.toml"), "plan.toml"), (form, "form.toml")] {
            std::fs::copy(from, folder.join(name)).expect("the file is there");
        }
        workspace.plan = Some(plan.to_owned());
        workspace
    }

    /// A workspace of the embedded plan, edited.
    pub fn of_edited_plan(edit: impl FnOnce(&mut toml::Table)) -> Workspace {
        let workspace = Workspace::new();
        let text = std::fs::read_to_string(in_repository("schemas/kodaira-1/plan.toml"));
        let mut plan: toml::Table = text.expect("the plan").parse().expect("TOML");
        edit(&mut plan);
        let folder = workspace.folder("schemas/kodaira-1");
        std::fs::write(folder.join("plan.toml"), plan.to_string()).expect("a plan");
        let form = in_repository("schemas/kodaira-1/form.toml");
        std::fs::copy(form, folder.join("form.toml")).expect("the form is there");
        workspace
    }

    /// The embedded plan with the sample of its rounds up to the mid-term review, which was applied, and of `round` after
    /// it. `review --apply` writes into the plan, so the workspace has its own.
    pub fn after_the_review(round: &str) -> Workspace {
        let workspace = Workspace::of_edited_plan(|_| ());
        for arguments in [
            &["sample", "--out", "input"][..],
            &["review", "--apply"],
            &["sample", "--round", round, "--out", "input"],
        ] {
            let run = workspace.matome(arguments);
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        }
        workspace
    }

    /// A path inside.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// A folder inside, made if it is not there.
    pub fn folder(&self, inside: &str) -> PathBuf {
        let path = self.path(inside);
        std::fs::create_dir_all(&path).expect("a folder inside the workspace");
        path
    }

    /// Runs the program here.
    pub fn matome(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matome"));
        command.current_dir(self.folder.path());
        if let Some(plan) = &self.plan {
            command.args(["--plan", plan]);
        }
        command.args(arguments).output().expect("the program starts")
    }

    /// Writes the forms of a round into `out`, and gives the files.
    pub fn templates(&self, round: &str, out: &str) -> Vec<PathBuf> {
        let run = self.matome(&["template", "--round", round, "--out", out]);
        assert!(run.status.success(), "template failed: {}", String::from_utf8_lossy(&run.stderr));
        let files = workbooks(&self.path(out));
        assert!(!files.is_empty(), "template wrote no form");
        files
    }

    /// What `check` says of one file.
    pub fn check(&self, file: &Path, round: &str) -> Checked {
        let path = file.to_str().expect("a path in UTF-8");
        let run = self.matome(&["check", path, "--round", round, "--format", "json"]);
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(matches!(run.status.code(), Some(0 | 1)), "check failed: {told}");
        let document = serde_json::from_slice(&run.stdout).expect("check prints JSON");
        assert_accounts_balance(&document);
        Checked(document)
    }

    /// Builds the reports into `out` and gives the workbooks written.
    pub fn build(&self, out: &str) -> Vec<PathBuf> {
        let run = self.matome(&["build", "--paper", "hq", "--out", out]);
        assert!(run.status.success(), "build failed: {}", String::from_utf8_lossy(&run.stderr));
        let files = workbooks(&self.path(out));
        assert!(files.len() >= 2, "build wrote {files:?}");
        files
    }

    /// Fills a form, or every form of a folder, with openpyxl.
    pub fn fill(&self, template: &Path, answers: &Value, out: &Path) -> Places {
        let request = self.json_file("answers", answers);
        let files: [&OsStr; 3] = [template.as_ref(), request.as_ref(), out.as_ref()];
        places(&OPENPYXL.json("fill_openpyxl.py", &files))
    }

    /// Forms of every kind, filled with openpyxl: rates; money and programs without a schedule; a program under study.
    /// `money` holds the indicators that the form asks for in 千円.
    pub fn filled_forms(&self, money: &[&str]) -> Vec<Filled> {
        self.templates("2022", "forms");
        let filled = ["総務課", "公共施設マネジメント課", "政策課"].map(|division| {
            let template = self.path(&format!("forms/{division}.xlsx"));
            let answers = Answers::for_every_cell(&self.names(&template), money);
            let file = self.path(&format!("{division}.xlsx"));
            let places = self.fill(&template, &answers.to_put(), &file);
            Filled { division, file, answers, places }
        });
        filled.into()
    }

    /// Where the named cells of a form, or of every form of a folder, are.
    pub fn places(&self, template: &Path) -> Places {
        places(&OPENPYXL.json("fill_openpyxl.py", &[template.as_os_str()]))
    }

    /// The names of the cells that a form, or every form of a folder, asks for.
    pub fn names(&self, template: &Path) -> Vec<String> {
        self.places(template).into_keys().filter(|name| name.starts_with("in_p")).collect()
    }

    /// Writes JSON into a file of its own.
    pub fn json_file(&self, name: &str, content: &Value) -> PathBuf {
        let path = self.path(&format!("{name}.json"));
        std::fs::write(&path, content.to_string()).expect("the workspace can be written");
        path
    }

    /// Two years of the embedded plan: forms of both rounds in `forms`, all of them filled in `input`, reports of the
    /// second round in `output`. Gives every workbook that the program wrote.
    pub fn with_two_years(&self) -> Vec<PathBuf> {
        let mut written = Vec::new();
        for round in ["2021", "2022"] {
            // The forms of the second year print what was reported in the first.
            let forms = format!("forms/{round}");
            written.extend(self.templates(round, &forms));
            let names = self.names(&self.path(&forms));
            let answers = Answers::for_every_cell(&names, &["land_sale_revenue"]);
            let input = self.folder(&format!("input/{round}"));
            self.fill(&self.path(&forms), &answers.to_put(), &input);
        }
        written.extend(self.build("output"));
        written
    }
}

/// What `check --format json` printed.
pub struct Checked(Value);

impl Checked {
    /// The values by the defined name of their cell.
    pub fn values(&self) -> BTreeMap<String, &Value> {
        let values = self.0["values"].as_array().expect("values");
        values.iter().map(|value| (name_of(value), value)).collect()
    }

    /// The only submission.
    pub fn submission(&self) -> &Value {
        let submissions = self.0["submissions"].as_array().expect("submissions");
        assert_eq!(submissions.len(), 1, "{submissions:?}");
        &submissions[0]
    }

    /// Findings with this property, as `("code", "V201")`.
    pub fn findings(&self, property: &str, value: &str) -> Vec<&Value> {
        let findings = self.0["findings"].as_array().expect("findings");
        findings.iter().filter(|finding| finding[property] == value).collect()
    }
}

fn name_of(value: &Value) -> String {
    let program = value["program"].as_u64().expect("a program number");
    format!("in_p{program:02}_{}", value["field"].as_str().expect("a field"))
}

/// Sheet and address by name, as the scripts print them.
pub fn places(printed: &Value) -> Places {
    let printed = printed.as_object().expect("places by name");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    printed
        .iter()
        .map(|(name, place)| (name.clone(), (text(&place["sheet"]), text(&place["cell"]))))
        .collect()
}

/// A path of the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every .xlsx of a folder, at any depth, in order.
pub fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(workbooks(&path));
        } else if path.extension() == Some(OsStr::new("xlsx")) {
            found.push(path);
        }
    }
    found.sort();
    found
}
