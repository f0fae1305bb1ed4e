//! The workbooks that the program writes in other programs than Excel: what engines and viewers treat differently is not
//! in them.

use std::sync::OnceLock;

use matome::testing::Round;

use crate::rules::bench;
use crate::support::{Workspace, files_below, plan_and_form};

/// A part of a workbook: its path, its own name and its text.
type Part = (String, String, String);

/// The parts of every workbook below the workspace's output.
fn parts(workspace: &Workspace) -> Vec<Part> {
    let mut parts = Vec::new();
    for (path, bytes) in files_below(&workspace.dir.join("output")) {
        if !path.ends_with(".xlsx") {
            continue;
        }
        let inside = bench::parts(&bytes).into_iter();
        let texts = inside.filter_map(|(name, part)| Some((name, String::from_utf8(part).ok()?)));
        parts.extend(texts.map(|(name, text)| (path.clone(), name, text)));
    }
    assert!(!parts.is_empty());
    parts
}

/// Forms, their return copies, reports and papers of a round of made-up submissions.
fn written(workspace: &Workspace, round: &str) -> Vec<Part> {
    workspace.matome(&["sample", "--out", "input", "--round", round, "-q"]).assert().success();
    workspace.matome(&["template", "--round", round, "-q"]).assert().success();
    workspace.matome(&["build", "--round", round, "--paper", "hq", "-q"]).assert().success();
    // A blank form comes back: everything is missing in it.
    let [forms, returns] = ["様式", "差戻し"].map(|name| format!("output/{round}/{name}"));
    let back = ["check", "--round", round, &forms, "--returns", &returns, "-q"];
    workspace.matome(&back).output().unwrap();
    let parts = parts(workspace);
    for kind in ["様式/", "差戻し/", "統合報告書", "委員会資料", "本部資料"] {
        assert!(parts.iter().any(|(path, ..)| path.contains(kind)), "{round}: {kind}");
    }
    parts
}

/// Those of the embedded plan, whose rounds follow each other, and of the last round of other cities' plans.
fn all_parts() -> &'static [Part] {
    static PARTS: OnceLock<Vec<Part>> = OnceLock::new();
    PARTS.get_or_init(|| {
        let workspace = Workspace::new();
        written(&workspace, "2021");
        let mut parts = written(&workspace, "2022");
        let others = [
            "iwaki-h18",
            "kizugawa-r2",
            "kodaira-h22",
            "kodaira-h28",
            "miyakojima-h25",
            "soma-h14",
        ];
        for id in others {
            let last: Round = plan_and_form(id).0.rounds.last().unwrap().round;
            parts.extend(written(&Workspace::with_plan(id), &last.to_string()));
        }
        parts
    })
}

/// What stands between these in a text, unescaped.
fn between<'t>(text: &'t str, start: &'t str, end: &'t str) -> impl Iterator<Item = String> + 't {
    text.split(start).skip(1).filter_map(move |rest| {
        let inner = rest.split(end).next()?;
        let signs =
            [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'"), ("&amp;", "&")];
        Some(signs.iter().fold(inner.to_owned(), |text, (code, sign)| text.replace(code, sign)))
    })
}

/// The formula without its literal texts.
fn without_texts(formula: &str) -> String {
    formula.split('"').step_by(2).collect()
}

/// Gnumeric, IronCalc, formualizer and HyperFormula work such formulas out otherwise, or a reader takes the name of a
/// sheet for something else.
fn unportable(formula: &str) -> Option<&'static str> {
    let plain = without_texts(formula);
    let mut sheets = plain.match_indices('!').map(|(at, _)| &plain[..at]);
    if ["SUMPRODUCT(", "INDEX(", "ROW(", "{"].iter().any(|array| plain.contains(array)) {
        Some("looks at whole columns at once")
    } else if plain.contains('[') {
        Some("refers to a table or another file")
    } else if formula.contains("\"=\"") {
        Some("asks for empty cells")
    } else if sheets.any(|before| !before.ends_with('\'')) {
        Some("names a sheet without quotes")
    } else if formula.starts_with("'明細") {
        Some("takes an empty cell of a record for 0")
    } else {
        None
    }
}

#[test]
fn no_formula_means_something_else_in_another_engine() {
    let mut count = 0;
    for (workbook, part, text) in all_parts() {
        if !part.starts_with("xl/worksheets/") {
            continue;
        }
        for formula in between(text, "<f>", "</f>") {
            count += 1;
            assert_eq!(unportable(&formula), None, "{workbook} {part}: {formula}");
        }
    }
    assert!(count > 3_000, "{count}");
}

#[test]
fn formats_and_names_mean_the_same_in_another_program() {
    for (workbook, part, text) in all_parts() {
        assert!(!part.starts_with("xl/tables/"), "{workbook} {part}: structured references");
        if part != "xl/styles.xml" {
            continue;
        }
        for code in text.split("formatCode=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let code = code.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
            let has_condition = ["[<", "[>", "[="].iter().any(|sign| code.contains(sign));
            assert!(!has_condition, "{workbook}: {code}");
            let letters = without_texts(&code);
            let is_era = letters != "General" && letters.contains(['g', 'e']);
            assert!(!is_era || code.contains("[$-411]"), "{workbook}: {code}");
        }
    }
}

#[test]
fn what_other_engines_work_out_otherwise_is_found() {
    for formula in [
        "SUMPRODUCT(MAX((A1:A3=\"A\")*(ROW(A1:A3))))",
        "COUNTIFS('明細_評価'!$A$1:$A$3,\"=\")",
        "SUM(総括!B1:B3)",
        "表1[額]",
        "'明細_指標'!$E$7/1000",
    ] {
        assert!(unportable(formula).is_some(), "{formula}");
    }
    assert_eq!(unportable("IF(ISNUMBER('明細_指標'!$E$7),'明細_指標'!$E$7,\"=!\")"), None);
}
