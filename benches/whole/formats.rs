//! The formats of a submission beside each other: one filled form as each program saved it, several times over.

use std::path::Path;

use crate::measure::{Contender, Series, in_alternation};
use crate::options::Options;
use crate::peers::Peer;
use crate::size::{CALAMINE, CHECK, FLOOR, peer_command};
use crate::support::{Result, Workspace};

/// The same form in each format; the first was saved by matome, the others by other programs.
const FORMS: [(&str, &str); 4] = [
    ("xlsx", "input/2022/財政課.xlsx"),
    ("xlsb", "tests/fixtures/suites/sheetjs.xlsb"),
    ("xls", "tests/fixtures/forms/財政課.xls"),
    ("ods", "tests/fixtures/forms/財政課.ods"),
];

/// Copies of each.
const COPIES: usize = 30;

/// Measures `check`, calamine and the floor on each format.
pub fn measure(dir: &Path, options: &Options) -> Result<Vec<(&'static str, Vec<Series>)>> {
    let mut all = Vec::new();
    for (format, form) in FORMS {
        let folder = dir.join(format);
        let files = folder.join("files");
        std::fs::create_dir_all(&files)?;
        std::fs::write(folder.join("matome.toml"), "plan = \"kodaira-1\"\n")?;
        let form = Path::new(env!("CARGO_MANIFEST_DIR")).join(form);
        for copy in 1..=COPIES {
            std::fs::copy(&form, files.join(format!("見本{copy:02}.{format}")))?;
        }
        let workspace = Workspace { dir: folder, times: 1, binary: options.binary.clone() };
        let (files, runs) = (&files, options.runs());
        let peer =
            |name, peer| Contender::new(name, runs, move || peer_command(peer, &[files.as_path()]));
        let check = &["check", "files", "--round", "2022"];
        let contenders = [
            peer(FLOOR, Peer::Floor),
            peer(CALAMINE, Peer::Calamine),
            Contender::matome(CHECK, runs, &workspace, check).after(|| workspace.forget()),
        ];
        all.push((format, in_alternation(&contenders)?));
    }
    Ok(all)
}
