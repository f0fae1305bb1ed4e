//! What the tests of the program share: workspaces in temporary folders, and the program itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use matome::testing::{Entry, TemplateRequest, write_template};
use matome::testing::{Form, Plan, load_form, load_plan};
use matome::testing::{FormContext, PastActuals, Question};
use matome::testing::{ProgramNo, Round};

/// A temporary folder that the program runs in; it has a space and Japanese in its name, as real ones do.
pub struct Workspace {
    _root: Option<tempfile::TempDir>,
    /// The folder.
    pub dir: PathBuf,
}

impl Workspace {
    /// An empty workspace: the embedded plan, which its settings name.
    pub fn new() -> Workspace {
        let workspace = Workspace::bare();
        workspace.write("matome.toml", b"plan = \"kodaira-1\"\n");
        workspace
    }

    /// A folder that is no workspace yet.
    pub fn bare() -> Workspace {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("作業 フォルダー");
        std::fs::create_dir(&dir).unwrap();
        Workspace { _root: Some(root), dir }
    }

    /// A workspace with a plan of `tests/plans`, and the embedded form.
    pub fn with_plan(id: &str) -> Workspace {
        let workspace = Workspace::new();
        let schema = workspace.dir.join("schemas").join(id);
        std::fs::create_dir_all(&schema).unwrap();
        std::fs::copy(
            repository().join("tests/plans").join(id).join("plan.toml"),
            schema.join("plan.toml"),
        )
        .unwrap();
        std::fs::write(schema.join("form.toml"), matome::testing::EMBEDDED_FORM).unwrap();
        std::fs::write(workspace.dir.join("matome.toml"), format!("plan = \"{id}\"\n")).unwrap();
        workspace
    }

    /// A folder of this workspace as a workspace of its own.
    pub fn inside(&self, name: &str) -> Workspace {
        Workspace { _root: None, dir: self.dir.join(name) }
    }

    /// The program, to be run in this workspace.
    pub fn matome(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matome"));
        command.current_dir(&self.dir).args(arguments);
        command
    }

    /// Writes a file below the workspace.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// A JSON file below the workspace.
    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(self.dir.join(name)).unwrap()).unwrap()
    }
}

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A plan of `tests/plans` with the embedded form.
pub fn plan_and_form(id: &str) -> (Plan, Form) {
    let file = repository().join("tests/plans").join(id).join("plan.toml");
    let plan = load_plan(&std::fs::read_to_string(file).unwrap(), "plan.toml").unwrap();
    let form = load_form(matome::testing::EMBEDDED_FORM, "form.toml", &plan).unwrap();
    (plan, form)
}

/// The workbooks of all lead divisions, filled by `entries`.
pub fn filled(
    plan: &Plan,
    form: &Form,
    round: Round,
    entries: &dyn Fn(ProgramNo, &Question) -> Option<Entry>,
) -> BTreeMap<String, Vec<u8>> {
    let past = PastActuals::default();
    let context = FormContext { plan, form, round, past: &past };
    plan.lead_divisions()
        .map(|division| {
            let request = TemplateRequest { context, division, mark: None, entries, marks: None };
            (format!("{}.xlsx", division.name), write_template(&request).unwrap())
        })
        .collect()
}

/// All files below a folder with their bytes, by path.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder_now) = folders.pop() {
        for entry in std::fs::read_dir(folder_now).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
