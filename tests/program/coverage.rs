//! Who submitted what: the state of every program in every round, from the forms to `summary.json` and 統合報告書.

use matome::testing::Round;
use serde_json::{Value as Json, json};

use crate::rules::bench::{schema, sound, sound_files, text};
use crate::support::{Workspace, filled};

/// Two programs of one division, one of which has an error in the second round.
const SOUND: u16 = 2;
const WRONG: u16 = 12;
/// The only program of a division that does not answer in the second round.
const MISSING: u16 = 7;

/// Two rounds; in the second, one program has an indicator that nobody can read and one division is silent.
fn workspace() -> Workspace {
    let (plan, form) = schema();
    let workspace = Workspace::new();
    for (name, bytes) in sound_files(&plan, &form, "2021") {
        workspace.write(&format!("input/2021/{name}"), &bytes);
    }
    let round: Round = "2022".parse().unwrap();
    let files = filled(&plan, &form, round, &|program, question| match (
        program.0,
        question.field.id.as_deref(),
    ) {
        (WRONG, Some("actual")) if question.key().starts_with("indicator") => text("18%、ほか20%"),
        _ => sound(round, program, question),
    });
    let silent = &plan.programs.iter().find(|program| program.no.0 == MISSING).unwrap().lead;
    for (name, bytes) in files.iter().filter(|(name, _)| **name != format!("{silent}.xlsx")) {
        workspace.write(&format!("input/2022/{name}"), bytes);
    }
    workspace.matome(&["build"]).assert().success();
    workspace
}

fn program(round: &Json, no: u16) -> &Json {
    let programs = round["programs"].as_array().unwrap();
    programs.iter().find(|program| program["program_no"] == no).unwrap()
}

#[test]
fn an_error_returns_the_program_that_has_it_and_no_other_of_the_file() {
    let summary = workspace().json("output/2022/data/summary.json");
    let rounds = summary["submissions"]["rounds"].as_array().unwrap();
    let now = &rounds[1];
    assert_eq!(now["round"], "2022");
    assert_eq!(program(now, WRONG)["state"], "returned");
    assert!(program(now, WRONG)["errors"].as_u64().unwrap() > 0);
    assert_eq!(program(now, SOUND)["state"], "accepted");
    assert_eq!(program(now, SOUND)["file"], program(now, WRONG)["file"]);
    let files = summary["submissions"]["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["file"] == program(now, WRONG)["file"]).unwrap();
    assert_eq!(file["status"], "returned");
}

#[test]
fn every_round_says_what_became_of_every_program() {
    let summary = workspace().json("output/2022/data/summary.json");
    let submissions = &summary["submissions"];
    let rounds = submissions["rounds"].as_array().unwrap();
    let states = |round: &Json| program(round, MISSING)["state"].clone();
    assert_eq!(rounds.iter().map(states).collect::<Vec<_>>(), ["accepted", "not_submitted"]);
    assert_eq!(program(&rounds[1], MISSING)["file"], Json::Null);
    let due = submissions["programs"].as_u64().unwrap();
    for (round, returned, missing) in [(&rounds[0], 0, 0), (&rounds[1], 1, 1)] {
        let counts = &round["counts"];
        assert_eq!(
            [&counts["due"], &counts["returned"], &counts["not_submitted"]],
            [&json!(due), &json!(returned), &json!(missing)]
        );
        assert_eq!(counts["accepted"], json!(due - returned - missing), "{counts}");
    }
    let divisions = submissions["divisions"].as_array().unwrap().iter();
    let silent: Vec<_> =
        divisions.filter(|division| division["counts"]["not_submitted"] == 1).collect();
    assert_eq!(silent.len(), 1);
    assert_eq!(silent[0]["programs"][0]["program_no"], MISSING);
}
