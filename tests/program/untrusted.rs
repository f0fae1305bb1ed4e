//! Files and texts made to hurt: every one gets an answer, none stops the others.

use crate::accounts::assert_accounts_balance;
use crate::support::{Workspace, files_below, repository};

/// The seeds of the fuzz targets, replayed without a fuzzer.
#[test]
fn the_seeds_of_the_fuzz_targets_are_answered() {
    let seeds = repository().join("fuzz/seeds");
    let texts = files_below(&seeds.join("notation"));
    let workbooks = files_below(&seeds.join("workbook"));
    assert!(texts.len() > 10 && workbooks.len() > 3);
    let quoted = files_below(&seeds.join("findings"));
    assert!(quoted.len() > 5);
    for text in texts.values().chain(quoted.values()) {
        let text = std::str::from_utf8(text).unwrap();
        assert_eq!(matome::fuzzing::write_findings(text), Ok(()));
    }
    for text in texts.values() {
        matome::fuzzing::read_text(std::str::from_utf8(text).unwrap());
    }
    for bytes in workbooks.values() {
        matome::fuzzing::open_bytes(bytes);
        // The same file cut off and with a byte turned over, at a few places.
        for at in (0..bytes.len()).step_by(bytes.len() / 7 + 1) {
            matome::fuzzing::open_bytes(&bytes[..at]);
            let mut turned = bytes.clone();
            turned[at] ^= 0x55;
            matome::fuzzing::open_bytes(&turned);
        }
    }
}

/// A folder of broken, encrypted, truncated and forged workbooks: a line for each, exit code 1.
#[test]
fn two_thousand_bad_files_give_two_thousand_lines() {
    let workspace = Workspace::new();
    let fixtures = files_below(&repository().join("tests/fixtures/workbook"));
    let whole = &fixtures["office.xlsx"];
    for n in 0..2000usize {
        let bytes = match n % 5 {
            0 => whole[..whole.len() * (n % 97) / 100].to_vec(),
            1 => fixtures["encrypted.xlsx"].clone(),
            2 => format!("これは表ではありません {n}").into_bytes(),
            3 => {
                let mut forged = whole.clone();
                let at = (n * 7919) % forged.len();
                forged[at] = forged[at].wrapping_add(113);
                forged
            }
            _ => whole.clone(),
        };
        workspace.write(&format!("input/2021/{n:04}.xlsx"), &bytes);
    }
    let run = workspace.matome(&["check", "--round", "2021", "--format", "json"]).assert().code(1);
    let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_accounts_balance(&document);
    assert_eq!(document["submissions"].as_array().unwrap().len(), 2000);
    let files: std::collections::BTreeSet<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["file"].as_str())
        .collect();
    assert_eq!(files.len(), 2000, "every file is named by a finding");
}

/// A workspace may set its own limits.
#[test]
fn a_limit_of_the_workspace_is_kept() {
    let workspace = Workspace::new();
    workspace.matome(&["template", "--round", "2021", "--out", "input/2021"]).assert().success();
    workspace.write("matome.toml", b"[limits]\nsheets = 2\n");
    let run = workspace.matome(&["check", "--round", "2021", "--format", "json"]).assert().code(1);
    let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_accounts_balance(&document);
    let codes: Vec<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["code"].as_str())
        .collect();
    assert!(!codes.is_empty() && codes.iter().all(|code| *code == "F116"), "{codes:?}");
}

/// What a division may have sent its answers in is a warning with what to do about it; any other file is information.
#[test]
fn an_archive_or_a_paper_among_the_submissions_is_a_warning() {
    let workspace = Workspace::new();
    let files = [
        ("財政課.zip", "warning", "展開"),
        ("財政課.pdf", "warning", "この種類のファイルからは"),
        ("メモ.txt", "info", "そのままで構いません"),
    ];
    for (name, ..) in files {
        workspace.write(&format!("input/2022/{name}"), b"content");
    }
    let run = workspace.matome(&["check", "--round", "2022", "--format", "json"]);
    let output = { run }.output().unwrap().stdout;
    let document: serde_json::Value = serde_json::from_slice(&output).unwrap();
    for (name, severity, hint) in files {
        let findings = document["findings"].as_array().unwrap().iter();
        let own: Vec<_> = findings.filter(|finding| finding["file"] == name).collect();
        let [finding] = own[..] else { panic!("{name}: {own:?}") };
        assert_eq!(finding["code"], "F106", "{name}");
        assert_eq!(finding["severity"], severity, "{name}");
        assert!(finding["hint"].as_str().unwrap().contains(hint), "{finding}");
    }
}
