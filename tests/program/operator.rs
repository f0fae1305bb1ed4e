//! Mistakes of whoever runs the program: they are told to that person, and cost nobody else anything.

use std::path::Path;

use crate::accounts::assert_accounts_balance;
use crate::support::{Workspace, files_below, repository};

/// Exit code, stdout and stderr.
fn run(workspace: &Workspace, arguments: &[&str]) -> (i32, String, String) {
    let run = workspace.matome(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace('\\', "/");
    (run.status.code().unwrap(), text(run.stdout), text(run.stderr))
}

fn copy(from: &Path, workspace: &Workspace, to: &str) {
    for (name, bytes) in files_below(from) {
        workspace.write(&format!("{to}/{name}"), &bytes);
    }
}

/// A workspace with the sample of 2022 in this folder.
fn with_2022_in(folder: &str) -> Workspace {
    let workspace = Workspace::new();
    copy(&repository().join("input/2022"), &workspace, folder);
    workspace
}

#[test]
fn an_empty_round_is_not_the_newest() {
    let workspace = with_2022_in("input/2022");
    for (place, note) in
        [("2023", None), ("2024", Some("メモ.txt")), ("2024", Some("~$政策課.xlsx"))]
    {
        std::fs::create_dir_all(workspace.dir.join("input").join(place)).unwrap();
        if let Some(note) = note {
            workspace.write(&format!("input/{place}/{note}"), b"note");
        }
    }
    let (code, out, err) = run(&workspace, &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("回次 2022(") && !out.contains("計画 kodaira-1"), "{err}");
    assert!(err.contains("「input/2023」には提出ファイルがない"), "{err}");
    assert!(!workspace.dir.join("output/2023").exists());
    assert!(!workspace.dir.join("output/2024").exists());
    assert!(run(&workspace, &["check"]).2.starts_with("回次 2022("));
}

#[test]
fn a_round_that_was_emptied_leaves_the_good_report() {
    let workspace = with_2022_in("input/2022");
    assert_eq!(run(&workspace, &["build", "-q"]).0, 0);
    let good = files_below(&workspace.dir.join("output"));
    std::fs::remove_dir_all(workspace.dir.join("input/2022")).unwrap();
    std::fs::create_dir(workspace.dir.join("input/2022")).unwrap();
    for arguments in [&["build"][..], &["build", "--round", "2022"], &["review"]] {
        let (code, _, err) = run(&workspace, arguments);
        assert_eq!(code, 3, "{err}");
        assert!(
            err.contains("「input/2022」に、各課から戻ったExcelファイルを入れてください"),
            "{err}"
        );
    }
    assert!(good == files_below(&workspace.dir.join("output")), "the good report was replaced");
}

#[test]
fn a_round_without_files_is_named_before_it_is_refused() {
    let workspace = Workspace::new();
    std::fs::create_dir_all(workspace.dir.join("input/2022")).unwrap();
    for command in ["build", "check"] {
        let (code, _, err) = run(&workspace, &[command, "--round", "R4"]);
        assert_eq!(code, 3, "{err}");
        assert!(err.starts_with("回次 2022(--round の指定)、計画 kodaira-1"), "{command}: {err}");
    }
}

#[test]
fn forms_of_another_round_are_one_message_to_the_operator_and_no_return() {
    let workspace = with_2022_in("input/2023");
    let (code, _, err) = run(&workspace, &["build"]);
    assert_eq!(code, 3, "{err}");
    assert_eq!(err.matches("すべて 令和4年度 年度末").count(), 1, "{err}");
    assert!(err.contains("「input/2022」へ移して") && err.contains("--round 2022"), "{err}");
    assert!(!workspace.dir.join("output/2023").exists());

    let (code, out, err) = run(&workspace, &["check", "--returns", "返す"]);
    assert_eq!(code, 1, "{err}");
    assert!(out.is_empty() && err.contains("「input/2022」へ移して"), "{out}{err}");
    assert!(
        !workspace.dir.join("返す").exists() || files_below(&workspace.dir.join("返す")).is_empty()
    );

    // For machines, one finding; what else is found in these files is of no weight.
    let (code, out, _) = run(&workspace, &["check", "--format", "json"]);
    assert_eq!(code, 1);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_accounts_balance(&document);
    let findings = document["findings"].as_array().unwrap();
    let grave: Vec<_> = findings.iter().filter(|finding| finding["severity"] != "info").collect();
    assert_eq!(grave.len(), 1, "{grave:#?}");
    assert!(grave[0]["code"] == "S501" && grave[0]["message"].to_string().contains("ほか8件"));
    let submissions = document["submissions"].as_array().unwrap();
    assert!(submissions.iter().all(|submission| submission["status"] == "skipped"));

    // One form of the right round, and the others are each a matter of their division again.
    let own = run(
        &workspace,
        &["template", "--round", "2023", "--division", "総務課", "--out", "input/2023/今回"],
    );
    assert_eq!(own.0, 0, "{}", own.2);
    let (_, out, _) = run(&workspace, &["check", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let wrong = document["findings"].as_array().unwrap().iter();
    assert_eq!(wrong.filter(|finding| finding["code"] == "S501").count(), 9);
}

#[test]
fn workbooks_beside_the_folders_of_rounds_are_told_where_they_belong() {
    let workspace = with_2022_in("input");
    for arguments in [&["build"][..], &["check"], &["check", "--round", "2022"]] {
        let (code, _, err) = run(&workspace, arguments);
        assert_eq!(code, 3, "{err}");
        assert!(err.contains("直接置かれた9件") && err.contains("「input/2022」へ移して"), "{err}");
        assert!(!err.contains("入れてください"), "nothing contradictory: {err}");
    }
    // A workbook that does not say its round is told the rounds that there are.
    let workspace = Workspace::new();
    let fixture = std::fs::read(repository().join("tests/fixtures/workbook/office.xlsx")).unwrap();
    workspace.write("input/表.xlsx", &fixture);
    let (_, _, err) = run(&workspace, &["build"]);
    assert!(err.contains("表.xlsx") && err.contains("2021、2022、2023、2024"), "{err}");
}

#[test]
fn a_folder_called_by_the_era_is_told_its_right_name() {
    for name in ["令和4年度", "R4", "2022年度", "令和４年度 年度末"] {
        let workspace = with_2022_in(&format!("input/{name}"));
        for arguments in [&["build"][..], &["check"], &["build", "--round", "2022"]] {
            let (code, _, err) = run(&workspace, arguments);
            assert_eq!(code, 3, "{err}");
            assert!(err.contains(&format!("「input/{name}」")), "{err}");
            assert!(err.contains("名前を「2022」に変えて"), "{err}");
            assert!(!err.contains("入れてください"), "nothing contradictory: {err}");
        }
    }
    // Beside a good round it is told before the results, and where that round has a folder already, which one.
    let workspace = with_2022_in("input/2022");
    copy(&repository().join("input/2022"), &workspace, "input/R4");
    let (code, _, err) = run(&workspace, &["check"]);
    assert_eq!(code, 0);
    assert!(err.contains("中のファイルを「input/2022」へ移して"), "{err}");
}

#[test]
fn the_folder_of_one_round_is_no_input_folder() {
    let workspace = with_2022_in("input/2022");
    let (code, _, err) = run(&workspace, &["build", "--input", "input/2022"]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("一つ上の「input」") && err.contains("--round 2022"), "{err}");
}

#[test]
fn a_round_may_be_written_as_people_write_it() {
    let workspace = with_2022_in("input/2022");
    let (_, plain, _) = run(&workspace, &["check", "--round", "2022", "--format", "json"]);
    for written in ["R4", "令和4年度", "令和４年度 年度末", "２０２２"] {
        let (code, out, err) = run(&workspace, &["check", "--round", written, "--format", "json"]);
        assert!(code == 0 && out == plain, "{written}: {err}");
    }
    for written in ["4", "令和4年度下期", "R3・R4", "第4回"] {
        assert_eq!(run(&workspace, &["check", "--round", written]).0, 2, "{written}");
    }
}

#[test]
fn what_a_run_chose_by_itself_is_its_first_line() {
    let workspace = with_2022_in("input/2022");
    let first = |arguments: &[&str]| {
        let (_, _, err) = run(&workspace, arguments);
        err.lines().next().unwrap_or_default().to_owned()
    };
    let built = first(&["build"]);
    for part in [
        "回次 2022",
        "いちばん新しい回次",
        "計画 kodaira-1",
        "matome.toml",
        "input/2022",
        "output/2022",
    ] {
        assert!(built.contains(part), "{part}: {built}");
    }
    assert!(first(&["check", "--round", "R4"]).starts_with("回次 2022(--round の指定)"));
    assert!(
        first(&["check", "input/2022/総務課.xlsx"])
            .starts_with("回次 2022(ファイルに書かれている回次)")
    );
    assert!(first(&["template", "--round", "2023"]).contains("書き出し先 output/2023/様式"));
    assert!(first(&["review"]).starts_with("回次 2022(計画の中間見直しの回次)"));
    assert!(
        first(&["--lang", "en", "build"])
            .starts_with("Round 2022 (the newest in input), plan kodaira-1")
    );
    // Not for those who asked for nothing, and not for machines.
    assert_eq!(first(&["build", "-q"]), "");
    for format in ["json", "sarif", "junit", "csv"] {
        let (_, out, err) = run(&workspace, &["check", "--format", format]);
        assert!(!out.contains("いちばん新しい回次") && err.is_empty(), "{format}: {err}");
    }
}

#[test]
fn a_folder_without_settings_says_which_plan_it_uses_and_writes_no_forms() {
    let workspace = Workspace::bare();
    let (code, _, err) = run(&workspace, &["template", "--round", "2022"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("matome.toml") && err.contains("--plan kodaira-1"), "{err}");
    assert!(!workspace.dir.join("output").exists());
    let (code, _, err) = run(&workspace, &["build"]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("kodaira-1") && err.contains("matome init"), "{err}");
    assert_eq!(run(&workspace, &["--plan", "kodaira-1", "template", "--round", "2022"]).0, 0);
    copy(&repository().join("input/2022"), &workspace, "input/2022");
    let (code, _, err) = run(&workspace, &["check"]);
    assert_eq!(code, 0);
    assert!(err.contains("計画 kodaira-1(matome.toml がないので、内蔵の計画)"), "{err}");
}

/// What somebody put beside the outputs stays; what the last run wrote and this one does not goes.
#[test]
fn files_that_are_not_the_programs_stay_where_they_are() {
    let workspace = Workspace::new();
    for round in ["2021", "2022"] {
        copy(&repository().join("input").join(round), &workspace, &format!("input/{round}"));
    }
    let output = workspace.dir.join("output/2022");
    let own = ["data/手元の表.csv", "差戻し/送付状.docx", "差戻し/控え/総務課.xlsx", "メモ.txt"];
    for name in own {
        workspace.write(&format!("output/2022/{name}"), name.as_bytes());
    }
    assert_eq!(run(&workspace, &["build", "--paper", "hq"]).0, 0);
    let stale = output.join("本部資料.xlsx");
    assert!(stale.exists());
    let (code, out, _) = run(&workspace, &["build"]);
    assert!(code == 0 && !stale.exists() && out.contains("本部資料.xlsx は"), "{out}");
    for name in own {
        assert_eq!(std::fs::read(output.join(name)).unwrap(), name.as_bytes(), "{name}");
    }

    // A file that somebody has changed since is theirs; it is named.
    assert_eq!(run(&workspace, &["build", "-q", "--paper", "hq"]).0, 0);
    std::fs::write(&stale, b"changed").unwrap();
    let (code, out, _) = run(&workspace, &["build"]);
    assert!(code == 0 && out.contains("残しました: 本部資料.xlsx"), "{out}");
    assert_eq!(std::fs::read(&stale).unwrap(), b"changed");
}
