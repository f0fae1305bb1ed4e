//! The open data beside the programs that read it: frictionless, pandas, polars and DuckDB.

use serde_json::json;

use crate::programs::{OPEN_DATA, are_there};
use crate::workspace::Workspace;

/// Texts that a reader that guesses takes for something else.
const TRAPS: [&str; 12] = [
    "令和4年度",
    "▲1,234",
    "１２３",
    "0123",
    "-",
    "1e5",
    "true",
    "NA",
    "null",
    "2022-04-01",
    "12:30",
    "=1+1",
];

#[test]
fn readers_of_open_data_have_what_the_dictionary_says() {
    if !are_there("readers_of_open_data_have_what_the_dictionary_says", &[&OPEN_DATA]) {
        return;
    }
    let workspace = Workspace::new();
    let opinions: String = TRAPS
        .iter()
        .map(|text| {
            format!("[[rounds.opinions]]\nprogram = 2\ntext = \"{text}\"\nanswer = \"{text}\"\n")
        })
        .collect();
    let publication = format!("[[rounds]]\nround = \"2022\"\nstate = \"decided\"\n{opinions}");
    workspace.folder("schemas/kodaira-1");
    std::fs::write(workspace.path("schemas/kodaira-1/publish.toml"), publication).expect("written");
    for arguments in [&["sample", "--out", "input"][..], &["publish", "--round", "2022"]] {
        let run = workspace.matome(arguments);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let data = workspace.path("output/2022/公表/data");
    let seen = OPEN_DATA.json("open_data.py", &[data.as_os_str()]);
    assert_eq!(seen["errors"], json!([]), "{seen}");
    assert_eq!(seen["differing"], json!([]), "{seen}");
    assert!(seen["rows"].as_u64() > Some(200), "{seen}");
    // A formula is guarded as the dictionary says, and nothing else is touched.
    let written: Vec<String> = TRAPS.iter().map(|text| text.replace("=1+1", "'=1+1")).collect();
    assert_eq!(seen["opinions"], json!(written));
}
