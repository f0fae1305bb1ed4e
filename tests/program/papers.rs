//! The papers of the committee and of the headquarters: who may see what, and which papers a round has.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use matome::testing::Round;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, ProgramKind};
use serde_json::Value as Json;

use crate::rules::bench::{part_texts, parts, schema, sound, text, with_part};
use crate::support::{Workspace, files_below, filled, repository};

const COMMITTEE: &str = "委員会資料.xlsx";
const HEADQUARTERS: &str = "本部資料.xlsx";
/// What the reporters wrote of themselves, and how their files were called.
const REPORTER: &str = "秘匿甲野";
const EXTENSION: &str = "87-654-321";
const FILE: &str = "内部の控え";

/// A workspace with the review's round: every program has a reporter with an extension; one text is too long, one rating
/// is not there, and the file of one division has a macro, which this plan warns of.
fn workspace_of_reporters() -> Workspace {
    let workspace = Workspace::new();
    let plan = format!("{EMBEDDED_PLAN}\n[rules]\nF108 = \"warning\"\n");
    workspace.write("schemas/kodaira-1/plan.toml", plan.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let files =
        filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
            (12, "reporter") => text(REPORTER.repeat(11)),
            (no, "reporter") => text(format!("{REPORTER}{no}")),
            (_, "extension") => text(EXTENSION),
            (5, "rating") => None,
            _ => sound(round, program, question),
        });
    for (name, bytes) in files {
        let bytes = match name.as_str() {
            "財政課.xlsx" => with_part(&bytes, "xl/vbaProject.bin", b"macro"),
            _ => bytes,
        };
        workspace.write(&format!("input/2022/{FILE} {name}"), &bytes);
    }
    workspace
}

/// A workspace with the sample of both rounds and its own plan, as `review --apply` needs it.
fn workspace_of_sample() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", EMBEDDED_PLAN.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    for (name, bytes) in files_below(&repository().join("input")) {
        workspace.write(&format!("input/{name}"), &bytes);
    }
    workspace
}

fn written(workspace: &Workspace, round: &str, name: &str) -> Vec<u8> {
    std::fs::read(workspace.dir.join("output").join(round).join(name)).unwrap()
}

/// The cells of each sheet in the order of the sheets, row by row, read by a reader that did not write them.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let text = |cell: &Data| cell.to_string();
    let rows = |row: &[Data]| row.iter().map(text).collect();
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        (name, range.rows().map(rows).collect())
    };
    names.into_iter().map(sheet).collect()
}

/// Every text of a package: of all parts, whatever they are for.
fn package_text(bytes: &[u8]) -> String {
    part_texts(bytes, "")
}

/// Numbers and titles of the papers on the cover.
fn listed(sheets: &[(String, Vec<Vec<String>>)]) -> Vec<(String, String)> {
    let (name, rows) = &sheets[0];
    assert_eq!(name, "表紙");
    let rows = rows.iter().skip_while(|row| row[0] != "番号").skip(1);
    rows.map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// The papers of a workbook by their sheets, which the cover lists exactly.
fn papers(bytes: &[u8]) -> Vec<String> {
    let sheets = sheets(bytes);
    let listed = listed(&sheets);
    let names: Vec<String> = sheets.iter().skip(1).map(|(name, _)| name.clone()).collect();
    assert_eq!(listed.len(), names.len(), "{listed:?} {names:?}");
    for ((number, title), (name, rows)) in listed.iter().zip(sheets.iter().skip(1)) {
        assert!(name.replace(' ', "").starts_with(&number.replace(' ', "")), "{number} {name}");
        assert!(rows.iter().take(2).any(|row| row[0] == *title), "{title}");
    }
    names
}

#[test]
fn the_cover_tells_the_meeting_and_one_page_sums_everything_up() {
    let workspace = workspace_of_sample();
    let settings = "[[meetings]]\nround = \"2022\"\nnumber = 3\ndate = \"2023-05-12\"\n\n\
        [[meetings]]\nround = \"2022\"\npaper = \"hq\"\nnumber = 2\n";
    workspace.write("matome.toml", settings.as_bytes());
    workspace.matome(&["build", "--paper", "hq"]).assert().success();
    let covers = [COMMITTEE, HEADQUARTERS].map(|name| {
        let (_, rows) = sheets(&written(&workspace, "2022", name)).swap_remove(0);
        rows.into_iter().map(|row| row[0].clone()).collect::<Vec<String>>()
    });
    let says = |cover: &[String], text: &str| cover.iter().any(|line| line == text);
    assert!(says(&covers[0], "第3回 経営方針推進委員会"), "{covers:?}");
    assert!(says(&covers[0], "開催日 令和5年5月12日"), "{covers:?}");
    assert!(says(&covers[1], "第2回 行財政改革推進本部"), "{covers:?}");
    assert!(!covers[1].iter().any(|line| line.starts_with("開催日")), "{covers:?}");
    let summary = workspace.json("output/2022/data/summary.json");
    let brief = sheets(&written(&workspace, "2022", COMMITTEE)).swap_remove(1);
    assert_eq!(brief.0, "概要版");
    // A paper sets the lines of a text itself.
    let said: String = brief.1.concat().join("|").replace('\n', "");
    for sentence in summary["sentences"].as_array().unwrap() {
        assert!(said.contains(&sentence.as_str().unwrap().replace('\n', "")), "{sentence}: {said}");
    }
    let programs = summary["programs"].as_array().unwrap().iter();
    let delayed: Vec<&Json> = programs.filter(|program| program["delayed"] == true).collect();
    assert!(!delayed.is_empty());
    for program in delayed {
        let name = program["name"].as_str().unwrap();
        assert!(said.contains(&format!("No.{} {name}", program["program_no"])), "{said}");
    }
    // The meetings are of the round that is built.
    workspace.matome(&["build", "--round", "2021"]).assert().success();
    let (_, cover) = sheets(&written(&workspace, "2021", COMMITTEE)).swap_remove(0);
    assert!(!cover.concat().iter().any(|line| line.contains("第3回")), "{cover:?}");
}

#[test]
fn nothing_of_the_reporters_leaves_the_office() {
    let workspace = workspace_of_reporters();
    workspace.matome(&["build", "--paper", "hq"]).assert().success();
    let papers = written(&workspace, "2022", COMMITTEE);
    let said = package_text(&papers);
    for secret in [REPORTER, EXTENSION, FILE, "V201", "V205", "要修正の指摘", "庁内限り"]
    {
        assert!(!said.contains(secret), "{secret}");
    }
    let names: Vec<String> = parts(&papers).into_iter().map(|(name, _)| name).collect();
    let stray: Vec<&String> = names
        .iter()
        .filter(|name| ["comment", "custom", "externalLink"].iter().any(|odd| name.contains(odd)))
        .collect();
    assert!(stray.is_empty(), "{stray:?}");
    assert!(!part_texts(&papers, "xl/workbook.xml").contains("hidden"));
    let core = part_texts(&papers, "docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>"), "{core}");
    assert!(core.contains("<cp:lastModifiedBy></cp:lastModifiedBy>"), "{core}");
    let data = files_below(&workspace.dir.join("output/2022/data"));
    assert!(data.contains_key("findings.csv") && data.contains_key("summary.json"));
    for (name, bytes) in data {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(REPORTER) && !text.contains(EXTENSION), "{name}");
    }
    let findings = String::from_utf8(written(&workspace, "2022", "data/findings.csv")).unwrap();
    assert!(findings.contains("reporter,(省略),"), "the finding is there: {findings}");
}

#[test]
fn the_headquarters_see_who_reported_what_and_how_many_findings_there_are() {
    let workspace = workspace_of_reporters();
    workspace.matome(&["build", "--paper", "hq"]).assert().success();
    let bytes = written(&workspace, "2022", HEADQUARTERS);
    let sheets: BTreeMap<String, Vec<Vec<String>>> = sheets(&bytes).into_iter().collect();
    let rows: Vec<&Vec<String>> = sheets["庁内資料 提出と指摘の状況"]
        .iter()
        .filter(|row| row[1].parse::<u16>().is_ok())
        .collect();
    let (plan, _) = schema();
    let programs: BTreeSet<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(programs.len(), plan.programs.len());
    let output = workspace.matome(&["check", "--format", "json"]).output().unwrap();
    let checked: Json = serde_json::from_slice(&output.stdout).unwrap();
    let findings = checked["findings"].as_array().unwrap();
    let summary = workspace.json("output/2022/data/summary.json");
    let rounds = summary["submissions"]["rounds"].as_array().unwrap();
    let reported = rounds.last().unwrap()["programs"].as_array().unwrap();
    let mut states = BTreeSet::new();
    for row in rows {
        let [division, no, _, reporter, extension, date, file, state, errors, warnings] =
            row.as_slice()
        else {
            panic!("{row:?}")
        };
        assert!(reporter.starts_with(REPORTER), "{row:?}");
        assert_eq!(extension.replace('\n', ""), EXTENSION);
        assert_eq!(date, "令和5年4月8日");
        let [division, file] = [division, file].map(|text| text.replace('\n', ""));
        assert_eq!(file, format!("{FILE} {division}.xlsx"));
        // What concerns the file as a whole concerns each of its programs.
        let count = |severity: &str| {
            let is_own = |one: &&Json| {
                one["severity"] == severity
                    && one["file"].as_str().is_some_and(|path| path.ends_with(file.as_str()))
                    && (one["program"].is_null() || one["program"].as_u64() == no.parse().ok())
            };
            findings.iter().filter(is_own).count()
        };
        let counts = [count("error"), count("warning")];
        assert_eq!(
            [errors, warnings].map(|text| text.parse::<usize>().unwrap()),
            counts,
            "{row:?}"
        );
        let expected = match counts {
            [0, 0] => "受理",
            [0, _] => "受理(確認あり)",
            _ => "差戻し",
        };
        assert_eq!(state, expected, "{row:?}");
        states.insert((file.clone(), state.clone()));
        let program = |one: &&Json| one["program_no"].as_u64() == no.parse().ok();
        let in_summary = reported.iter().find(program).unwrap();
        assert_eq!(in_summary["errors"], counts[0], "{row:?}");
        assert_eq!(in_summary["warnings"], counts[1], "{row:?}");
    }
    let files: BTreeSet<&String> = states.iter().map(|(file, _)| file).collect();
    assert!(states.len() > files.len(), "a returned file has an accepted program: {states:?}");
    assert!(findings.iter().any(|one| one["program"].is_null() && one["severity"] == "warning"));
    // No column stands empty below its heading.
    let indicators = &sheets["資料2 指標の達成状況"];
    let head = indicators.iter().position(|row| row[0] == "No.").unwrap();
    for (col, name) in indicators[head].iter().enumerate() {
        let is_filled = |row: &Vec<String>| row[0].parse::<u16>().is_ok() && !row[col].is_empty();
        assert!(indicators[head..].iter().any(is_filled), "{name}");
    }
    // Whom to ask about a delay stands beside it.
    let delayed = sheets["資料4 遅れている取組"].concat().concat().replace('\n', "");
    assert!(delayed.contains(&format!("職員課{REPORTER}18内線 {EXTENSION}")), "{delayed}");
    let headers = headers(&bytes);
    assert_eq!(headers.len(), sheets.len());
    assert!(headers.iter().all(|header| header.contains("庁内限り")), "{headers:?}");
}

/// The header of each sheet.
fn headers(bytes: &[u8]) -> Vec<String> {
    let sheets = parts(bytes).into_iter().filter(|(name, _)| name.starts_with("xl/worksheets/s"));
    let header = |(_, xml): (String, Vec<u8>)| {
        let xml = String::from_utf8(xml).unwrap();
        let header = xml.split("<oddHeader>").nth(1).unwrap_or_default();
        header.split("</oddHeader>").next().unwrap_or_default().to_owned()
    };
    sheets.map(header).collect()
}

#[test]
fn every_page_says_which_paper_it_is_and_of_which_day() {
    let workspace = workspace_of_sample();
    workspace.matome(&["build", "--round", "2021"]).assert().success();
    let bytes = written(&workspace, "2021", COMMITTEE);
    papers(&bytes);
    let listed = listed(&sheets(&bytes));
    let headers = headers(&bytes);
    assert_eq!(headers.len(), listed.len() + 1, "the cover has one as well: {headers:?}");
    assert!(listed.iter().any(|(number, _)| number == "資料2 付図"), "{listed:?}");
    for ((number, _), header) in listed.iter().zip(&headers[1..]) {
        // The number stands alone after the size of its letters.
        assert!(header.ends_with(&format!("&amp;12{number}")), "{number}: {header}");
        assert!(header.contains("令和4年3月31日現在"), "{number}: {header}");
    }
}

#[test]
fn the_papers_of_the_review_are_there_when_there_is_one() {
    let workspace = workspace_of_sample();
    let build = |round: &str| {
        workspace.matome(&["build", "--round", round, "--paper", "hq"]).assert().success();
        let both = [COMMITTEE, HEADQUARTERS].map(|name| written(&workspace, round, name));
        let names = both.each_ref().map(|bytes| papers(bytes));
        (both, names)
    };
    let always = |name: &str| {
        ["概要版", "資料1", "資料2", "資料3", "資料4", "参考"].contains(&&*prefix(name))
    };
    let (_, [committee, headquarters]) = build("2021");
    assert!(committee.iter().all(|name| always(name)), "{committee:?}");
    assert!(!headquarters.iter().any(|name| name.contains("資料5") || name.contains("資料6")));

    let (both, [committee, headquarters]) = build("2022");
    let of_review = ["資料5 中間見直し(案)", "資料6 検討の結論", "参考 用語と算定方法"];
    assert!(committee.ends_with(&of_review.map(str::to_owned)), "{committee:?}");
    assert_bridge(&workspace, "2022", &both[0], "資料5 中間見直し(案)", "になります。");
    assert!(headquarters.contains(&"資料5付表 担当課の案と提案".to_owned()));
    let internal = ["公共施設マネジメント課.xlsx", "見直し候補", "出典"];
    let texts = both.each_ref().map(|bytes| package_text(bytes));
    assert!(internal.iter().all(|text| texts[1].contains(text) && !texts[0].contains(text)));

    workspace.matome(&["review", "--apply"]).assert().success();
    workspace.matome(&["sample", "--round", "2023", "--out", "input"]).assert().success();
    let (both, [committee, _]) = build("2023");
    let of_review = ["資料5 中間見直し", "参考 用語と算定方法"];
    assert!(committee.ends_with(&of_review.map(str::to_owned)), "{committee:?}");
    assert_bridge(&workspace, "2023", &both[0], "資料5 中間見直し", "になりました。");
}

#[test]
fn every_program_stands_on_the_list_with_its_rating_last_time_and_now() {
    let workspace = workspace_of_sample();
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    let sheets: BTreeMap<_, _> =
        sheets(&written(&workspace, "2022", COMMITTEE)).into_iter().collect();
    let rows = &sheets["資料1 付表 取組の一覧"];
    let listed: Vec<&Vec<String>> =
        rows.iter().filter(|row| row[0].parse::<u16>().is_ok()).collect();
    let summary = workspace.json("output/2022/data/summary.json");
    let programs = summary["programs"].as_array().unwrap();
    assert_eq!(listed.len(), programs.len());
    for (row, program) in listed.iter().zip(programs) {
        let earlier = program["earlier"].as_array().unwrap().last().unwrap();
        let wanted = [&program["name"], &earlier[1], &program["rating"]];
        let wanted = wanted.map(|text| text.as_str().unwrap());
        assert_eq!([&row[1].replace('\n', ""), &row[4], &row[5]], wanted);
        let gap = if wanted[2] == "未提出" { "(未提出)" } else { "(記入なし)" };
        let done = program["achievement"].as_str().unwrap_or(gap);
        // A paper sets the lines of a text itself.
        let (done, shown) = (done.replace('\n', ""), row[7].replace('\n', ""));
        assert!(done.starts_with(shown.trim_end_matches('…')), "{row:?}");
    }
    let moved = summary["ratings"]["movement"]["moved"].as_array().unwrap();
    assert!(!moved.is_empty());
    for (sign, way) in [("↑", "rose"), ("↓", "fell")] {
        let of_way = moved.iter().filter(|one| one["way"] == way);
        let of_way: Vec<String> = of_way.map(|one| one["program_no"].to_string()).collect();
        let signed = listed.iter().filter(|row| row[6] == sign);
        assert_eq!(signed.map(|row| row[0].clone()).collect::<Vec<_>>(), of_way);
    }
    // The same comparison stands beside the counts, code by code.
    let codes = &summary["ratings"]["total"]["codes"];
    let tally = &sheets["資料1 進捗の総括"];
    let is_of = |row: &[String], label: &str| {
        row[0].starts_with(label) && row[1..].iter().any(|cell| !cell.is_empty())
    };
    let row = |label: &str| tally.iter().find(|row| is_of(row, label)).unwrap();
    let counted = [("計", "count"), ("前回(", "previous"), ("増減", "change")];
    for (code, figures) in codes.as_object().unwrap() {
        let is_code = |head: &String| head.split('\n').next() == Some(code.as_str());
        let at = row("方向性").iter().position(is_code).unwrap();
        for (label, key) in counted {
            assert_eq!(row(label)[at], figures[key].to_string(), "{code} {key}");
        }
    }
}

fn prefix(sheet: &str) -> String {
    sheet.split(' ').next().unwrap_or_default().to_owned()
}

/// 資料5 says the figures of the summary, in its sentence and in its table.
fn assert_bridge(workspace: &Workspace, round: &str, bytes: &[u8], sheet: &str, end: &str) {
    let summary = workspace.json(&format!("output/{round}/data/summary.json"));
    let bridge = summary["review"]["bridge"].as_array().unwrap();
    let said = |field: &str| {
        let of = |at: usize| bridge[at][field].as_u64().unwrap();
        format!("{}項目(実施{}項目、検討{}項目)", of(2), of(0), of(1))
    };
    let sentence = format!("{}が{}{end}", said("start"), said("end"));
    let sheets: BTreeMap<_, _> = sheets(bytes).into_iter().collect();
    let rows = &sheets[sheet];
    assert!(rows.iter().any(|row| row[0].ends_with(&sentence)), "{sentence} {rows:?}");
    let total = rows.iter().find(|row| row[0] == "計").unwrap();
    let fields = ["start", "added", "promoted_in", "promoted_out", "merged", "ended", "end"];
    let expected: Vec<String> = fields.iter().map(|field| bridge[2][field].to_string()).collect();
    assert_eq!(total[2..9], expected);
}

#[test]
fn a_study_without_a_verdict_is_left_open() {
    let workspace = Workspace::new();
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let first = plan.programs.iter().find(|program| program.kind == ProgramKind::Study);
    let answered = first.map(|program| program.no);
    let files = filled(&plan, &form, round, &|program, question| match question.key() {
        "review_verdict" if Some(program) != answered => None,
        _ => sound(round, program, question),
    });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    workspace.matome(&["build"]).assert().success();
    let sheets: BTreeMap<_, _> =
        sheets(&written(&workspace, "2022", COMMITTEE)).into_iter().collect();
    let rows = &sheets["資料6 検討の結論"];
    let verdicts: Vec<&str> = rows
        .iter()
        .filter(|row| row[0].parse::<u16>().is_ok())
        .map(|row| row[3].as_str())
        .collect();
    assert_eq!(verdicts[1..], ["未確定"; 7]);
    assert!(verdicts[0] != "未確定", "{verdicts:?}");
    assert!(rows.iter().any(|row| row[0].contains("7項目")), "{rows:?}");
}

#[test]
fn papers_of_an_earlier_run_do_not_stand_beside_those_of_this_one() {
    let workspace = workspace_of_sample();
    let outputs = || {
        let record = workspace.json("output/2022/run.json");
        let files = record["outputs"].as_array().unwrap().clone();
        files.iter().map(|one| one["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    workspace.matome(&["build", "--paper", "hq"]).assert().success();
    assert!(outputs().contains(&HEADQUARTERS.to_owned()));
    let path = workspace.dir.join("output/2022").join(HEADQUARTERS);
    assert!(path.exists());
    let said = || {
        let run = workspace.matome(&["build"]).assert().success();
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    assert!(said().contains("前に作った 本部資料.xlsx は"));
    assert!(!path.exists());
    assert!(!outputs().contains(&HEADQUARTERS.to_owned()));
    assert!(!said().contains(HEADQUARTERS), "there is nothing left to be said");
}

#[test]
fn the_cover_names_the_body_if_the_plan_does() {
    let cover = |workspace: &Workspace, name: &str| {
        sheets(&written(workspace, "2022", name))[0].1.concat().join("\n")
    };
    let workspace = workspace_of_sample();
    workspace.matome(&["build", "--paper", "hq"]).assert().success();
    assert!(cover(&workspace, COMMITTEE).contains("経営方針推進委員会\n"));
    assert!(cover(&workspace, HEADQUARTERS).contains("行財政改革推進本部\n"));
    let plan =
        EMBEDDED_PLAN.replace("[meetings]\ncommittee = \"経営方針推進委員会\"", "[meetings]");
    assert_ne!(plan, EMBEDDED_PLAN);
    workspace.write("schemas/kodaira-1/plan.toml", plan.as_bytes());
    workspace.matome(&["build"]).assert().success();
    let cover = cover(&workspace, COMMITTEE);
    assert!(cover.contains("委員会資料") && !cover.contains("推進委員会"), "{cover}");
}
