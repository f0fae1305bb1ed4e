//! The sums that the peers in Python work out too, from our tables: what is compared must be the same work.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Result, Workspace};

/// Yen by program (planned, actual) and programs by rating, as the scripts print them.
pub fn ours(workspace: &Workspace) -> Result<Value> {
    let data = workspace.dir.join("output").join(Workspace::ROUND).join("data");
    let mut effects = serde_json::Map::new();
    for record in records(&data.join("effects.csv"), ["program_no", "planned_yen", "actual_yen"])? {
        let [program, planned, actual] = record;
        let old = effects.entry(program).or_insert_with(|| json!([0, 0]));
        for (at, yen) in [planned, actual].iter().enumerate().filter(|(_, yen)| !yen.is_empty()) {
            old[at] = json!(old[at].as_i64().unwrap_or_default() + yen.parse::<i64>()?);
        }
    }
    let mut ratings = serde_json::Map::new();
    for [rating] in records(&data.join("assessments.csv"), ["rating"])? {
        if !rating.is_empty() {
            let count = ratings.entry(rating).or_insert_with(|| json!(0));
            *count = json!(count.as_i64().unwrap_or_default() + 1);
        }
    }
    Ok(json!({ "effects": effects, "ratings": ratings }))
}

/// These columns of a table.
fn records<const N: usize>(path: &Path, columns: [&str; N]) -> Result<Vec<[String; N]>> {
    let mut reader = csv::Reader::from_path(path)?;
    let head = reader.headers()?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let found = head.iter().position(|name| name.trim_start_matches('\u{feff}') == column);
        *place = found.ok_or_else(|| format!("{}: no {column}", path.display()))?;
    }
    let mut all = Vec::new();
    for record in reader.records() {
        let record = record?;
        all.push(places.map(|place| record.get(place).unwrap_or_default().to_owned()));
    }
    Ok(all)
}

/// Whether a script printed the same; programs without a line of effects are no difference.
pub fn is_same(ours: &Value, printed: &Path) -> Result<bool> {
    let mut theirs: Value = serde_json::from_slice(&std::fs::read(printed)?)?;
    let mut ours = ours.clone();
    for side in [&mut theirs, &mut ours] {
        if let Some(effects) = side["effects"].as_object_mut() {
            effects.retain(|_, yen| *yen != json!([0, 0]));
        }
    }
    Ok(ours == theirs)
}
