//! The program as people call it: messages, exit codes, files.

use crate::accounts::assert_accounts_balance;
use crate::support::{Workspace, files_below, repository};

fn stderr(workspace: &Workspace, arguments: &[&str], code: i32) -> String {
    let assert = workspace.matome(arguments).assert().code(code);
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn stdout(workspace: &Workspace, arguments: &[&str], code: i32) -> String {
    let assert = workspace.matome(arguments).assert().code(code);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn check_json(workspace: &Workspace, arguments: &[&str], code: i32) -> serde_json::Value {
    let arguments: Vec<&str> = ["check"]
        .into_iter()
        .chain(arguments.iter().copied())
        .chain(["--format", "json"])
        .collect();
    let document = serde_json::from_str(&stdout(workspace, &arguments, code)).unwrap();
    assert_accounts_balance(&document);
    document
}

#[test]
fn the_committed_json_schemas_are_those_of_the_program() {
    let workspace = Workspace::new();
    for which in ["plan", "form"] {
        let committed = repository().join(format!("schemas/{which}.schema.json"));
        let committed = std::fs::read_to_string(committed).unwrap();
        assert!(
            stdout(&workspace, &["schema", which], 0) == committed,
            "run `cargo run -- schema {which} > schemas/{which}.schema.json`"
        );
    }
}

#[test]
fn the_committed_sample_input_is_what_the_program_makes() {
    let workspace = Workspace::new();
    workspace.matome(&["sample", "--out", "made", "-q"]).assert().success();
    let made = files_below(&workspace.dir.join("made"));
    let mut committed = files_below(&repository().join("input"));
    committed.remove("README.md");
    assert_eq!(made.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    for (name, bytes) in &made {
        assert!(*bytes == committed[name], "{name}: run `cargo run -- sample --out input`");
    }
}

#[test]
fn no_input_is_said_with_the_folder_to_make() {
    let workspace = Workspace::new();
    insta::assert_snapshot!(stderr(&workspace, &["build"], 3).replace('\\', "/"));
}

/// A plan is a folder of `schemas` by its name; a path that leads elsewhere is refused, even to a plan that is there.
#[test]
fn the_name_of_a_plan_leads_nowhere_else() {
    let workspace = Workspace::with_plan("kizugawa-r2");
    let plan = std::fs::read(workspace.dir.join("schemas/kizugawa-r2/plan.toml")).unwrap();
    let form = std::fs::read(workspace.dir.join("schemas/kizugawa-r2/form.toml")).unwrap();
    workspace.write("elsewhere/plan.toml", &plan);
    workspace.write("elsewhere/form.toml", &form);
    let absolute = workspace.dir.join("elsewhere").to_string_lossy().into_owned();
    for id in ["../elsewhere", &absolute, "..\\elsewhere", "kizugawa-r2/../../elsewhere", "..", ""]
    {
        let message = stderr(&workspace, &["--plan", id, "check"], 2);
        assert!(message.contains("使えません"), "{id}: {message}");
        workspace.write("matome.toml", format!("plan = '{id}'\n").as_bytes());
        assert!(stderr(&workspace, &["check"], 2).contains("使えません"), "{id}");
    }
    // Sound names of folders go on to be looked for.
    assert!(
        stderr(&workspace, &["--plan", "どこにもない計画", "check"], 2).contains("見つかりません")
    );
}

#[test]
fn a_round_that_the_plan_does_not_have_is_refused_with_the_rounds_it_has() {
    let workspace = Workspace::new();
    insta::assert_snapshot!(stderr(&workspace, &["build", "--round", "2031"], 2));
}

#[test]
fn a_round_that_is_none_is_refused() {
    let workspace = Workspace::new();
    let message = stderr(&workspace, &["template", "--round", "第4回"], 2);
    assert!(message.contains("2022-H1") && message.contains("R4"), "{message}");
}

#[test]
fn a_broken_plan_is_shown_with_line_and_column() {
    let workspace = Workspace::with_plan("kodaira-h28");
    let file = workspace.dir.join("schemas/kodaira-h28/plan.toml");
    let plan = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, plan.replacen("first_year", "frist_year", 1)).unwrap();
    let message = stderr(&workspace, &["build"], 2);
    assert!(message.contains("plan.toml:"), "{message}");
    assert!(message.contains("frist_year") && message.contains("first_year"), "{message}");
}

#[test]
fn a_plan_that_is_not_there_is_refused() {
    let workspace = Workspace::new();
    let message = stderr(&workspace, &["--plan", "nowhere", "build"], 2);
    assert!(message.contains("schemas/nowhere/plan.toml"), "{message}");
}

#[test]
fn settings_with_an_unknown_key_are_refused() {
    let workspace = Workspace::new();
    workspace.write("matome.toml", "plan = \"x\"\nimput = \"y\"\n".as_bytes());
    let message = stderr(&workspace, &["build"], 2);
    assert!(message.contains("matome.toml:2"), "{message}");
}

/// Files that are no usable workbooks: each gets one finding with its code, and the others are read all the same.
#[test]
fn bad_files_are_named_and_stop_nothing() {
    let workspace = Workspace::new();
    workspace.matome(&["template", "--round", "2021", "--out", "input/2021"]).assert().success();
    let good = files_below(&workspace.dir.join("input/2021"));
    let whole = good.values().next().unwrap();
    let fixture = |name: &str| {
        std::fs::read(repository().join("tests/fixtures/workbook").join(name)).unwrap()
    };
    for (name, bytes) in [
        ("文字.xlsx", "進捗は順調です。\n".as_bytes().to_vec()),
        ("暗号.xlsx", fixture("encrypted.xlsx")),
        ("途中.xlsx", whole[..whole.len() / 2].to_vec()),
        ("空.xlsx", Vec::new()),
        ("~$開いている.xlsx", b"lock".to_vec()),
        ("メモ.txt", b"memo".to_vec()),
        ("別の表.xlsx", fixture("office.xlsx")),
    ] {
        workspace.write(&format!("input/2021/{name}"), &bytes);
    }
    let document = check_json(&workspace, &[], 1);
    let code_of = |file: &str| {
        let findings = document["findings"].as_array().unwrap();
        let own: Vec<&str> = findings
            .iter()
            .filter(|finding| finding["file"] == file)
            .map(|finding| finding["code"].as_str().unwrap())
            .collect();
        own.first().map(|code| (*code).to_owned()).unwrap_or_default()
    };
    assert_eq!(code_of("文字.xlsx"), "F101");
    assert_eq!(code_of("暗号.xlsx"), "F102");
    assert_eq!(code_of("途中.xlsx"), "F103");
    assert_eq!(code_of("空.xlsx"), "F104");
    assert_eq!(code_of("~$開いている.xlsx"), "F106");
    assert_eq!(code_of("メモ.txt"), "F106");
    assert_eq!(code_of("別の表.xlsx"), "L301");
    let statuses: Vec<(&str, &str)> = document["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|submission| {
            (submission["file"].as_str().unwrap(), submission["status"].as_str().unwrap())
        })
        .collect();
    assert!(statuses.contains(&("暗号.xlsx", "unreadable")));
    assert!(statuses.contains(&("~$開いている.xlsx", "skipped")));
    let read = statuses.iter().filter(|(file, _)| good.contains_key(*file)).count();
    assert_eq!(read, good.len());
    // A build goes through, and says so when it is strict.
    workspace.matome(&["build", "--round", "2021"]).assert().code(0);
    workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(1);
}

#[test]
fn a_blank_form_is_wholly_accounted_for() {
    let workspace = Workspace::new();
    for round in ["2021", "2022"] {
        let folder = format!("input/{round}");
        workspace.matome(&["template", "--round", round, "--out", &folder]).assert().success();
        let document = check_json(&workspace, &["--round", round], 1);
        for submission in document["submissions"].as_array().unwrap() {
            let cells = &submission["cells"];
            assert_eq!(cells["unaccounted"], 0, "{submission}");
            assert_eq!(cells["read"], 0, "{submission}");
            assert_eq!(cells["printed"], cells["non_empty"], "{submission}");
        }
    }
}

/// Every cell of a workbook: sheet, address and contents.
fn cells_of(bytes: &[u8]) -> Vec<String> {
    let book =
        matome::testing::open(bytes, "報告.xlsx", &matome::testing::Limits::default()).unwrap();
    let cells = book.sheets.iter().flat_map(|sheet| {
        sheet
            .cells
            .iter()
            .map(|(at, cell)| format!("{}!{at} {:?} {:?}", sheet.name, cell.content, cell.formula))
    });
    cells.collect()
}

#[test]
fn the_same_input_gives_the_same_bytes_under_any_order_of_names() {
    let workspace = Workspace::new();
    let input = repository().join("input");
    let copy = |target: &str, rename: &dyn Fn(usize, &str) -> String| {
        for round in ["2021", "2022"] {
            let files = files_below(&input.join(round));
            // Newest first, so that the folder's own order differs too.
            for (index, (name, bytes)) in files.iter().enumerate().rev() {
                workspace.write(&format!("{target}/{round}/{}", rename(index, name)), bytes);
            }
        }
    };
    // Names of one length: a longer name takes more lines, and a table goes on on another page.
    let named = |index: usize, name: &str| format!("{:02}_{name}", 10 + index);
    copy("input", &named);
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    let first = files_below(&workspace.dir.join("output/2022"));
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    assert!(first == files_below(&workspace.dir.join("output/2022")), "a second run differs");

    // Written in the other order, a folder lists its files otherwise; the outputs are the same to the byte.
    for round in ["2021", "2022"] {
        for (index, (name, bytes)) in files_below(&input.join(round)).iter().enumerate() {
            workspace.write(&format!("forward/{round}/{}", named(index, name)), bytes);
        }
    }
    workspace
        .matome(&["build", "--round", "2022", "--input", "forward", "--out", "out1"])
        .assert()
        .success();
    assert!(first == files_below(&workspace.dir.join("out1/2022")), "the order of files shows");

    // The names appear as provenance, so they are turned back before comparing; nothing else may differ.
    copy("renamed", &|index, name| format!("{:02}_{name}", 99 - index));
    workspace
        .matome(&["build", "--round", "2022", "--input", "renamed", "--out", "out2"])
        .assert()
        .success();
    let second = files_below(&workspace.dir.join("out2/2022"));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let prefix = regex::Regex::new(r"\d\d_").unwrap();
    for (name, bytes) in &first {
        if name.ends_with(".csv") || name == "data/summary.json" {
            let renamed = String::from_utf8(second[name].clone()).unwrap();
            let first = String::from_utf8(bytes.clone()).unwrap();
            assert!(prefix.replace_all(&first, "") == prefix.replace_all(&renamed, ""), "{name}");
        } else if name.ends_with(".xlsx") {
            let cells = |bytes: &[u8]| -> Vec<String> {
                let cells = cells_of(bytes);
                cells.iter().map(|cell| prefix.replace_all(cell, "").into_owned()).collect()
            };
            assert!(cells(bytes) == cells(&second[name]), "{name}");
        }
    }
}

#[test]
fn init_makes_a_workspace_that_works_and_overwrites_nothing() {
    let workspace = Workspace::new();
    workspace.matome(&["init", "新しい市"]).assert().success();
    let inside = workspace.inside("新しい市");
    inside.matome(&["template", "--round", "2021", "-q"]).assert().success().stdout("");
    assert!(inside.dir.join("output/2021/様式").is_dir());
    workspace.matome(&["init", "新しい市"]).assert().code(2);
}

#[test]
fn every_code_is_explained() {
    let workspace = Workspace::new();
    let list = stdout(&workspace, &["explain"], 0);
    assert!(list.lines().count() > 20);
    for line in list.lines() {
        let code = line.split(' ').next().unwrap();
        let page = stdout(&workspace, &["explain", code], 0);
        assert!(page.contains("直し方") && page.contains("なぜ"), "{page}");
    }
    workspace.matome(&["explain", "Z999"]).assert().code(2);
}

#[test]
fn help_is_there_for_every_command() {
    let workspace = Workspace::new();
    for command in ["init", "template", "check", "build", "explain", "sample", "schema"] {
        let help = stdout(&workspace, &[command, "--help"], 0);
        assert!(help.contains("使い方: matome") && !help.contains("Usage"), "{help}");
        let english = stdout(&workspace, &["--lang", "en", command, "--help"], 0);
        assert!(english.contains("Usage") && !english.contains("フォルダー"), "{english}");
    }
    // What is wrong with a call is said in the words of the help.
    let call = workspace.matome(&["--lang=en", "check", "--round"]).assert().code(2);
    let told = String::from_utf8(call.get_output().stderr.clone()).unwrap();
    assert!(told.contains("'--round <ROUND>'"), "{told}");
}

#[test]
fn init_names_the_next_three_commands_and_they_work() {
    let workspace = Workspace::bare();
    for lang in ["ja", "en"] {
        let told = stdout(&workspace, &["--lang", lang, "init", lang], 0);
        let commands = told.lines().filter_map(|line| line.trim().strip_prefix("matome "));
        let commands: Vec<Vec<&str>> =
            commands.map(|line| line.split("  ").next().unwrap().split(' ').collect()).collect();
        let names: Vec<&str> = commands.iter().map(|command| command[0]).collect();
        assert_eq!(names, ["template", "check", "build"], "{told}");
        let inside = workspace.inside(lang);
        inside.matome(&commands[0]).assert().success();
        std::fs::rename(inside.dir.join("output/2021/様式"), inside.dir.join("input/2021"))
            .unwrap();
        inside.matome(&commands[1]).assert().code(1);
        inside.matome(&commands[2]).assert().success();
        assert!(inside.dir.join("output/2021/委員会資料.xlsx").is_file());
    }
}

#[test]
fn a_form_that_still_speaks_of_another_city_is_told() {
    let told = |workspace: &Workspace| {
        stderr(workspace, &["template", "--round", "2020", "--out", "forms"], 0)
    };
    let workspace = Workspace::with_plan("kizugawa-r2");
    let message = told(&workspace);
    assert!(message.contains("title = \"") && message.contains("contact = \""), "{message}");
    assert!(message.contains("小平市の様式"), "{message}");
    let form = matome::testing::EMBEDDED_FORM;
    let line = |key: &str| form.lines().find(|line| line.starts_with(key)).unwrap();
    let own = form
        .replace(line("title ="), "title = \"進捗管理票\"")
        .replace(line("contact ="), "contact = \"問合せ:財政課\"");
    let place = "schemas/kizugawa-r2/form.toml";
    workspace.write(place, own.replace("財政課", "行政経営課").as_bytes());
    assert!(!told(&workspace).contains("写したまま"));
    workspace.write(place, own.as_bytes());
    // A form that lies beside it is another city's just as well.
    let copy = workspace.dir.join("schemas/見本");
    std::fs::create_dir_all(&copy).unwrap();
    std::fs::write(copy.join("plan.toml"), matome::testing::EMBEDDED_PLAN).unwrap();
    std::fs::write(copy.join("form.toml"), &own).unwrap();
    let message = told(&workspace);
    assert!(message.contains("contact = \"問合せ:財政課\""), "{message}");
}

#[test]
fn a_name_that_there_is_not_is_answered_with_the_nearest() {
    let workspace = Workspace::with_plan("kodaira-h28");
    let near = |arguments: &[&str]| stderr(&workspace, arguments, 2);
    for (arguments, meant) in [
        (&["--plan", "kodaira-h29", "check"][..], "kodaira-h28"),
        (&["--plan", "kodaira1", "check"], "kodaira-1"),
        (&["chek"], "check"),
        (&["build", "--roud", "2016"], "--round"),
        (&["build", "--paper", "h"], "hq"),
        (&["explain", "V2O3"], "V203"),
        (&["read-value", "--as", "money", "--unit", "百万園", "1"], "百万円"),
        (&["read-value", "--as", "choice", "--list", "effect_kinds", "1"], "effect_kind"),
        (&["read-value", "--as", "monye", "1"], "money"),
        (&["--plan", "kodaira-1", "template", "--round", "2021", "--division", "総務科"], "総務課"),
    ] {
        let message = near(arguments);
        assert!(message.contains(&format!("「{meant}」ではありませんか")), "{meant}: {message}");
        let english = near(&[&["--lang", "en"], arguments].concat());
        assert!(
            english.contains(meant)
                && english.is_ascii() | english.contains("円") | english.contains("課"),
            "{english}"
        );
    }
    for (line, meant) in [
        ("plan = \"kodaira-h29\"", "kodaira-h28"),
        ("imput = \"input\"", "input"),
        ("[limits]\nshets = 3", "sheets"),
    ] {
        workspace.write("matome.toml", line.as_bytes());
        let message = near(&["check"]);
        assert!(message.contains(&format!("「{meant}」ではありませんか")), "{message}");
    }
}

#[test]
fn what_the_system_refuses_is_said_in_the_language_asked_for() {
    let workspace = Workspace::new();
    workspace.write("file", b"");
    for (arguments, ja, en) in [
        (&["form", "draft", "none.xlsx"][..], "見つかりません", "not found"),
        (&["check", "none.xlsx"], "見つかりません", "not found"),
        (
            &["template", "--round", "2021", "--out", "file/below"],
            "同じ名前のものがあります",
            "there is one of that name",
        ),
    ] {
        let message = stderr(&workspace, arguments, 3);
        assert!(message.contains(ja) && !message.contains("os error"), "{message}");
        let english = stderr(&workspace, &[&["--lang", "en"], arguments].concat(), 3);
        assert!(english.contains(en) && !english.contains("os error"), "{english}");
    }
}
