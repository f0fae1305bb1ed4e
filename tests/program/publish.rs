//! What leaves the building: nothing internal in any byte, versions, what stops a publication, the rules of
//! machine readability on its own output.

use std::collections::BTreeMap;

use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, Round, load_form};
use serde_json::Value as Json;

use crate::rules::bench::{parts, schema, sound, text, with_part, with_part_instead};
use crate::support::{Workspace, files_below, filled, repository};

const FOLDER: &str = "output/2022/公表";
/// Everything that is said of the publication but a day; `{}` stands for more of the round.
const PUBLICATION: &str = "[licence]\nid = \"CC-BY-4.0\"\nname = \"クリエイティブ・コモンズ 表示 4.0\"\n\
    [contact]\ntelephone = \"042-000-0000\"\n\
    [[rounds]]\nround = \"2022\"\nstate = \"published\"\npublished = \"2023-08-01\"\nnext = \"2024年8月\"\n";

/// A workspace with the sample of both rounds and its own plan.
fn workspace_of_sample() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", EMBEDDED_PLAN.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    for (name, bytes) in files_below(&repository().join("input")) {
        workspace.write(&format!("input/{name}"), &bytes);
    }
    workspace
}

fn files(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    files_below(&workspace.dir.join(FOLDER))
}

fn output(run: assert_cmd::assert::Assert) -> String {
    let run = run.get_output();
    String::from_utf8([run.stdout.clone(), run.stderr.clone()].concat()).unwrap()
}

/// The records of a published table.
fn records(workspace: &Workspace, table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes =
        std::fs::read(workspace.dir.join(FOLDER).join(format!("data/{table}.csv"))).unwrap();
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn nothing_internal_is_in_any_byte_of_the_publication() {
    let (plan, _) = schema();
    // A field that the city added and did not mark stays inside; one that it marked does not.
    let note = r#"  { id = "note", label = "算定方法・備考", max_chars = 500, public = true },"#;
    let added = r#"  { id = "inner", width = 12, label = "庁内のメモ", max_chars = 500 },"#;
    let form_text = EMBEDDED_FORM.replacen(note, &format!("{note}\n{added}"), 1);
    assert_ne!(form_text, EMBEDDED_FORM);
    let form_text = form_text.replacen(
        r#"{ id = "issues", label = "課題", label_width = 14, lines = 4, new_row = true, max_chars = 2000, public = true,"#,
        r#"{ id = "issues", label = "課題", label_width = 14, lines = 4, new_row = true, max_chars = 2000,"#,
        1,
    );
    let form = load_form(&form_text, "form.toml", &plan).unwrap();
    let round: Round = "2022".parse().unwrap();
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", EMBEDDED_PLAN.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", form_text.as_bytes());
    let filled = filled(&plan, &form, round, &|program, question| match question.key() {
        "reporter" => text(format!("金糸雀甲{}", program.0)),
        "extension" => text("87-654-321"),
        key if key.ends_with("_inner") => text("金糸雀乙"),
        "issues" if program.0 == 2 => text("金糸雀丙"),
        "rating" if program.0 == 5 => text("金糸雀丁"),
        "next" if program.0 == 2 => text("公にする言葉"),
        _ => sound(round, program, question),
    });
    for (name, bytes) in filled {
        let core = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
            xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>金糸雀戊</dc:creator></cp:coreProperties>";
        let bytes = with_part_instead(&bytes, "docProps/core.xml", core.as_bytes());
        let comment = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>金糸雀己</author>\
            </authors><commentList/></comments>";
        let bytes = with_part(&bytes, "xl/comments1.xml", comment.as_bytes());
        workspace.write(&format!("input/2022/金糸雀庚 {name}"), &bytes);
    }
    workspace
        .matome(&["publish", "--round", "2022", "--provisional", "--texts-checked", "--cp932"])
        .assert()
        .success();
    let files = files(&workspace);
    assert!(files.len() > 30, "{:?}", files.keys());
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let names = ["金糸雀", "87-654-321", "作業 フォルダー", "input/", "庁内のメモ", host.trim()];
    let old = encoding_rs::SHIFT_JIS.encode("金糸雀").0.into_owned();
    let mut is_public_there = false;
    for (path, bytes) in &files {
        assert!(path.is_ascii(), "{path}");
        let inside = if path.ends_with(".xlsx") {
            parts(bytes)
        } else {
            vec![(String::new(), bytes.clone())]
        };
        for (part, bytes) in inside {
            let text = String::from_utf8_lossy(&bytes);
            is_public_there |= text.contains("公にする言葉");
            for name in names.iter().filter(|name| !name.is_empty()) {
                assert!(!text.contains(name), "{name} in {path} {part}");
            }
            assert!(!bytes.windows(old.len()).any(|own| own == old), "{path}");
        }
    }
    assert!(is_public_there);
    let items = records(&workspace, "narratives");
    assert!(items.iter().any(|row| row["item"] == "next"));
    // 課題 is internal on one kind of sheet only.
    assert!(!items.iter().any(|row| row["item"] == "issues" && row["program_no"] == "2"));
}

#[test]
fn the_tables_are_as_the_rules_have_them_and_say_what_summary_json_says() {
    let workspace = workspace_of_sample();
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    workspace.matome(&["publish", "--round", "2022", "--cp932"]).assert().success();
    let run = workspace.matome(&["lint-open-data", FOLDER, "--format", "json"]).assert().success();
    let report: Json = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(report["breaches"], Json::Array(Vec::new()));
    assert!(report["scores"].as_array().unwrap().iter().all(|score| score["points"] == 100));
    let summary = workspace.json("output/2022/data/summary.json");
    let ratings = records(&workspace, "ratings");
    let rated = ratings.iter().filter(|row| row["round"] == "2022" && row["is_rated"] == "true");
    assert_eq!(rated.count() as u64, summary["ratings"]["total"]["rated"].as_u64().unwrap());
    let effects = records(&workspace, "effects");
    for total in summary["effects"]["totals"].as_array().unwrap() {
        let (year, view) = (total["fiscal_year"].to_string(), total["view"].as_str().unwrap());
        let own = effects.iter().filter(|row| row["fiscal_year"] == year && row["view"] == view);
        let sum: i64 = own.map(|row| row["actual_yen"].parse::<i64>().unwrap()).sum();
        assert_eq!(sum, total["actual_yen"].as_i64().unwrap(), "{year} {view}");
    }
    for own in summary["indicators"].as_array().unwrap() {
        let id = own["indicator_id"].as_str().unwrap();
        let row =
            records(&workspace, "indicator_list").into_iter().find(|row| row["indicator_id"] == id);
        assert_eq!(row.unwrap()["status"], own["status"].as_str().unwrap());
    }
    for (path, bytes) in files(&workspace).iter().filter(|(path, _)| path.ends_with(".csv")) {
        let is_old = path.starts_with("data/cp932/");
        assert_eq!(bytes.starts_with("\u{feff}".as_bytes()), !is_old, "{path}");
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        assert!(lines.clone().all(|line| line.ends_with(b"\"\r")), "{path}");
    }
    let package = workspace.json(&format!("{FOLDER}/data/datapackage.json"));
    assert_eq!(package["version"], "1.0.0");
    assert_eq!(
        package["resources"][1]["schema"]["primaryKey"],
        serde_json::json!(["area_code", "program_no"])
    );
}

#[test]
fn a_second_publication_lists_what_changed_and_a_value_changes_with_a_correction_only() {
    let workspace = workspace_of_sample();
    workspace.write("schemas/kodaira-1/publish.toml", PUBLICATION.as_bytes());
    workspace.matome(&["publish", "--round", "2022"]).assert().success();
    let first = files(&workspace);
    workspace.matome(&["publish", "--round", "2022"]).assert().success();
    assert_eq!(files(&workspace), first, "nothing changed: the same bytes");
    let plan = EMBEDDED_PLAN.replacen("幅広い市民意見の収集", "幅広い市民意見の聴取", 1);
    assert_ne!(plan, EMBEDDED_PLAN);
    workspace.write("schemas/kodaira-1/plan.toml", plan.as_bytes());
    let refused = output(workspace.matome(&["publish", "--round", "2022"]).assert().code(1));
    assert!(refused.contains("正誤の記載がありません"), "{refused}");
    assert!(refused.contains("「幅広い市民意見の収集」→「幅広い市民意見の聴取」"), "{refused}");
    assert_eq!(files(&workspace), first, "the last good publication stays");
    let note =
        "[[rounds.corrections]]\ndate = \"2023-09-01\"\nprogram = 1\ntext = \"名称の誤り\"\n";
    workspace.write("schemas/kodaira-1/publish.toml", format!("{PUBLICATION}{note}").as_bytes());
    workspace.matome(&["publish", "--round", "2022"]).assert().success();
    let history = records(&workspace, "history");
    let changed = history.iter().find(|row| row["action"] == "changed").unwrap();
    assert_eq!(
        [
            &changed["table_name"],
            &changed["row_key"],
            &changed["column_name"],
            &changed["before"],
            &changed["after"]
        ],
        ["programs", "1", "name", "幅広い市民意見の収集", "幅広い市民意見の聴取"]
    );
    assert_eq!((history[0]["version"].as_str(), history[0]["action"].as_str()), ("1.0.0", "first"));
    // The table of corrections is new.
    assert_eq!(workspace.json(&format!("{FOLDER}/data/changes.json"))["version"], "1.1.0");
    assert_eq!(changed["date"], "2023-09-01");
}

#[test]
fn what_is_open_stops_a_publication_unless_it_is_told_to_be_provisional() {
    let workspace = workspace_of_sample();
    workspace.write("schemas/kodaira-1/publish.toml", PUBLICATION.as_bytes());
    std::fs::remove_file(workspace.dir.join("input/2022").join(first_file(&workspace))).unwrap();
    let refused = output(workspace.matome(&["publish", "--round", "2022"]).assert().code(1));
    assert!(
        refused.contains("未提出のプログラムが") && refused.contains("--provisional"),
        "{refused}"
    );
    assert!(!workspace.dir.join(FOLDER).exists());
    let english = output(
        workspace
            .matome(&["--lang", "en", "publish", "--round", "2022", "--check"])
            .assert()
            .code(1),
    );
    assert!(english.contains("programs have no submission"), "{english}");
    workspace.matome(&["publish", "--round", "2022", "--provisional"]).assert().success();
    let package = workspace.json(&format!("{FOLDER}/data/datapackage.json"));
    assert_eq!(package["status"], "provisional");
    let readme = String::from_utf8(files(&workspace)["data/README.txt"].clone()).unwrap();
    assert!(readme.contains("(暫定)"), "{readme}");
}

fn first_file(workspace: &Workspace) -> String {
    let files = files_below(&workspace.dir.join("input/2022"));
    files.into_keys().find(|name| name.ends_with(".xlsx")).unwrap()
}

#[test]
fn figures_that_differ_from_the_papers_stop_a_publication() {
    let workspace = workspace_of_sample();
    workspace.write("output/2022/data/summary.json", b"{}\n");
    let refused = output(workspace.matome(&["publish", "--round", "2022"]).assert().code(1));
    assert!(refused.contains("報告書(data/summary.json)と違います"), "{refused}");
}

#[test]
fn a_text_that_looks_personal_is_listed_and_stops_until_it_was_looked_at() {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let workspace = Workspace::new();
    let files =
        filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
            (2, "next") => text("講師に架空花子氏を招く。問合せは042-000-0000。"),
            _ => sound(round, program, question),
        });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    let refused =
        output(workspace.matome(&["publish", "--round", "2022", "--provisional"]).assert().code(1));
    assert!(refused.contains("No.2 program next: 人の名前らしい「"), "{refused}");
    assert!(refused.contains("電話番号らしい「042-000-0000」"), "{refused}");
    workspace
        .matome(&["publish", "--round", "2022", "--provisional", "--texts-checked"])
        .assert()
        .success();
}

#[test]
fn a_wrong_publish_toml_is_told_with_its_line() {
    let workspace = workspace_of_sample();
    let wrong = "[[rounds]]\nround = \"2032\"\nstate = \"published\"\npublished = \"令和5年\"\n\
        [[rounds.opinions]]\nprogram = 99\ntext = \"意見\"\n";
    workspace.write("schemas/kodaira-1/publish.toml", wrong.as_bytes());
    let told = output(workspace.matome(&["publish", "--round", "2022"]).assert().code(2));
    for place in ["publish.toml:2", "publish.toml:4", "publish.toml:6"] {
        assert!(told.contains(place), "{place} in {told}");
    }
}

#[test]
fn what_nobody_published_stays_in_the_folder_and_is_told() {
    let workspace = workspace_of_sample();
    workspace.matome(&["publish", "--round", "2022", "--cp932"]).assert().success();
    workspace.write(&format!("{FOLDER}/memo.txt"), b"memo");
    let told = output(workspace.matome(&["publish", "--round", "2022"]).assert().success());
    assert!(told.contains("memo.txt"), "{told}");
    assert!(workspace.dir.join(FOLDER).join("memo.txt").exists());
    assert!(
        !workspace.dir.join(FOLDER).join("data/cp932").exists(),
        "what is written no more is gone"
    );
}
