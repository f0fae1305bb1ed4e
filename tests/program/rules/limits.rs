//! Every limit of the reader: its code, its key in `matome.toml`, its default, and the page that says so.

use matome::testing::{LimitKind, Limits};
use serde_json::Value as Json;

use super::bench::{schema, sound_files, with_part};
use crate::support::{Workspace, repository};

/// Code, key in `[limits]`, kind.
pub const LIMITS: [(&str, &str, LimitKind); 15] = [
    ("F105", "file_bytes", LimitKind::FileBytes),
    ("F110", "entries", LimitKind::Entries),
    ("F111", "inflated_bytes", LimitKind::InflatedBytes),
    ("F112", "part_bytes", LimitKind::PartBytes),
    ("F113", "ratio", LimitKind::Ratio),
    ("F114", "shared_strings", LimitKind::SharedStrings),
    ("F115", "styles", LimitKind::Styles),
    ("F116", "sheets", LimitKind::Sheets),
    ("F117", "cells_per_workbook", LimitKind::Cells),
    ("F118", "area_cells", LimitKind::AreaCells),
    ("F119", "text_chars_per_cell", LimitKind::TextChars),
    ("F120", "text_bytes_per_workbook", LimitKind::TextBytes),
    ("F121", "xml_depth", LimitKind::XmlDepth),
    ("F122", "merges_per_sheet", LimitKind::Merges),
    ("F123", "names", LimitKind::Names),
];

/// A workspace may set each limit by its key, and a file beyond it is refused with the limit's own code.
#[test]
fn each_limit_of_the_workspace_has_its_own_code() {
    let (plan, form) = schema();
    let book = sound_files(&plan, &form, "2022").remove("総務課.xlsx").unwrap();
    let fixture = |name: &str| {
        std::fs::read(repository().join("tests/fixtures/workbook").join(name)).unwrap()
    };
    let workspace = Workspace::new();
    workspace.write("調査票.xlsx", &book);
    workspace.write("範囲.ods", &fixture("office.ods"));
    // Strings that are packed tightly.
    let strings = format!("<sst>{}</sst>", " ".repeat(9_000));
    let zeros = super::bench::with_part_instead(&book, "xl/sharedStrings.xml", strings.as_bytes());
    workspace.write("圧縮.xlsx", &with_part(&zeros, "x.xml", b"<x/>"));
    for (code, key, kind) in LIMITS {
        let file = match kind {
            LimitKind::AreaCells => "範囲.ods",
            LimitKind::Ratio => "圧縮.xlsx",
            _ => "調査票.xlsx",
        };
        // Small parts are measured too, as only large ones are otherwise.
        let from = if kind == LimitKind::Ratio { "ratio_from = 8000\n" } else { "" };
        workspace.write("matome.toml", format!("[limits]\n{key} = 1\n{from}").as_bytes());
        let run = workspace.matome(&["check", "--round", "2022", "--format", "json", file]);
        let output = { run }.assert().code(1).get_output().stdout.clone();
        let document: Json = serde_json::from_slice(&output).unwrap();
        let findings = document["findings"].as_array().unwrap();
        let codes: Vec<&str> =
            findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        assert_eq!(codes, [code], "{key}: {findings:#?}");
        let message = findings[0]["message"].as_str().unwrap();
        assert!(message.contains("上限1"), "{message}");
    }
}

/// The operators' page lists every limit with its default, its key and its code.
#[test]
fn the_operators_page_lists_every_limit() {
    let page = std::fs::read_to_string(repository().join("docs/for-operators.md")).unwrap();
    let defaults = Limits::default();
    for (code, key, kind) in LIMITS {
        let row = page.lines().find(|line| line.contains(&format!("| `{key}` |")));
        let row = row.unwrap_or_else(|| panic!("{key} is not in the table"));
        let allowed = defaults.allowed(kind).to_string();
        let plain = row.replace(',', "");
        assert!(row.ends_with(&format!("| {code} |")), "{row}");
        assert!(plain.contains(&format!("| {allowed} |")), "{row} should say {allowed}");
    }
}
