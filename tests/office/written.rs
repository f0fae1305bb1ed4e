//! Every kind of workbook that the program writes, from one workspace: forms, return copies, reports, papers.

use std::ffi::OsStr;
use std::path::PathBuf;

use serde_json::json;

use crate::path_text;
use crate::programs::OPENPYXL;
use crate::workspace::{Workspace, in_repository, workbooks};

/// Divisions whose forms come back: with rates and money, with programs of both kinds.
const RETURNED: [&str; 4] = ["総務課", "公共施設マネジメント課", "政策課", "未設定"];

/// Workbooks by what they are for.
pub struct Written {
    /// Forms to be filled.
    pub forms: Vec<PathBuf>,
    /// Copies of forms that go back with their findings: those of a build, and those of a check with all its remarks.
    pub returned: Vec<PathBuf>,
    /// The consolidated report.
    pub report: PathBuf,
    /// The committee's papers, and those of the headquarters.
    pub papers: Vec<PathBuf>,
    /// Figures that the reports print.
    pub summary: PathBuf,
    /// Keeps the folder.
    pub workspace: Workspace,
}

impl Written {
    /// From the sample input, with mistakes put into some forms of the second round, so that they come back.
    pub fn from_the_sample() -> Written {
        let workspace = Workspace::new();
        for round in ["2021", "2022"] {
            let folder = workspace.folder(&format!("input/{round}"));
            for file in workbooks(&in_repository(&format!("input/{round}"))) {
                let copy = folder.join(file.file_name().expect("a name"));
                std::fs::copy(&file, copy).expect("a copy");
            }
        }
        spoil(&workspace);
        let forms = workspace.templates("2022", "forms");
        build_all(&workspace);
        let checked = workspace.path("checked");
        let returns = ["--with-warnings", "--returns", path_text(&checked)];
        let run =
            workspace.matome(&[&["check", "input/2022", "--round", "2022"], &returns[..]].concat());
        assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
        let mut returned = workbooks(&workspace.path("output/2022/差戻し"));
        assert_eq!(returned.len(), RETURNED.len(), "the build returns what was spoilt");
        returned.push(checked.join(format!("{}.xlsx", RETURNED[0])));
        Written::of(workspace, "2022", forms, returned)
    }

    /// The reports of a build of this round in `workspace`.
    pub fn of(
        workspace: Workspace,
        round: &str,
        forms: Vec<PathBuf>,
        returned: Vec<PathBuf>,
    ) -> Written {
        let out = workspace.path(&format!("output/{round}"));
        let papers = ["委員会資料.xlsx", "本部資料.xlsx"].map(|name| out.join(name));
        Written {
            forms,
            returned,
            report: out.join("統合報告書.xlsx"),
            papers: papers.into(),
            summary: out.join("data/summary.json"),
            workspace,
        }
    }

    /// Every workbook.
    pub fn all(&self) -> Vec<PathBuf> {
        let reports = std::iter::once(&self.report).chain(&self.papers);
        self.forms.iter().chain(&self.returned).chain(reports).cloned().collect()
    }
}

/// Builds the reports of the newest round, the papers of both bodies.
pub fn build_all(workspace: &Workspace) {
    let run = workspace.matome(&["build", "--paper", "hq"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// Gives forms of the second round values that nobody can read, texts of many lines, and words beside the fields.
fn spoil(workspace: &Workspace) {
    let long = "書き足した見本の文章です。別紙のExample-123を参照(3回目)。\n".repeat(30);
    for (seed, division) in RETURNED.iter().enumerate() {
        let file = workspace.path(&format!("input/2022/{division}.xlsx"));
        let names = workspace.names(&file).into_iter().enumerate();
        let answers = names.filter_map(|(index, name)| {
            let answer = match name.rsplit('_').next()? {
                "rating" => "Ｚ判定",
                "actual" if index % 2 == 0 => "前年度と同じ",
                "issues" => long.as_str(),
                _ => return None,
            };
            Some((name, json!(answer)))
        });
        let answers: serde_json::Map<_, _> = answers.collect();
        workspace.fill(&file, &answers.into(), &file);
        let seed = seed.to_string();
        let arguments: [&OsStr; 3] = [file.as_ref(), seed.as_ref(), file.as_ref()];
        OPENPYXL.json("scatter_words.py", &arguments);
    }
}
