//! The promise of `check --format json` that nothing disappears: asserted on every result that a test looks at.

use serde_json::Value;

/// Codes that name a cell which is neither read nor printed: beside the form, or in the place of what it printed.
const NAMING: [&str; 2] = ["L307", "L308"];

/// For each submission: every non-empty cell is read, printed or unaccounted, and each of the last is named.
pub fn assert_accounts_balance(document: &Value) {
    let findings = document["findings"].as_array().expect("findings");
    for submission in document["submissions"].as_array().expect("submissions") {
        let count = |what: &str| submission["cells"][what].as_u64().expect("a count");
        let (read, printed, unaccounted) = (count("read"), count("printed"), count("unaccounted"));
        assert_eq!(count("non_empty"), read + printed + unaccounted, "{submission}");
        let names_a_cell = |finding: &&Value| {
            finding["file"] == submission["file"]
                && finding["cell"].is_string()
                && NAMING.iter().any(|code| finding["code"] == *code)
        };
        let named = findings.iter().filter(names_a_cell).count();
        assert_eq!(u64::try_from(named).ok(), Some(unaccounted), "{submission}");
    }
}
