//! The promise of `check --format json` that nothing disappears: asserted on every result that a test looks at.

use serde_json::Value;

/// Codes that name a cell which is neither read nor printed: beside the form, or in the place of what it printed. Beyond a
/// hundred on a sheet one finding stands for the rest.
const NAMING: [&str; 2] = ["L307", "L308"];

/// For each submission: every non-empty cell is read, printed or unaccounted, and each of the last is named or counted by
/// a finding. Of a file that holds no form nothing is named: it is told of once.
pub fn assert_accounts_balance(document: &Value) {
    let findings = document["findings"].as_array().expect("findings");
    for submission in document["submissions"].as_array().expect("submissions") {
        let count = |what: &str| submission["cells"][what].as_u64().expect("a count");
        let (read, printed, unaccounted) = (count("read"), count("printed"), count("unaccounted"));
        assert_eq!(count("non_empty"), read + printed + unaccounted, "{submission}");
        let own = || findings.iter().filter(|finding| finding["file"] == submission["file"]);
        let names = |finding: &&Value| NAMING.iter().any(|code| finding["code"] == *code);
        let cells = |finding: &Value| match &finding["count"] {
            Value::Null => u64::from(finding["cell"].is_string()),
            count => count.as_u64().expect("a count"),
        };
        let named: u64 = own().filter(names).map(cells).sum();
        let is_foreign = named == 0 && own().any(|finding| finding["code"] == "L301");
        assert!(named == unaccounted || is_foreign, "{named} {submission}");
    }
}
