//! Sheets of 統合報告書, built from forms and read back by something that did not write them.

use calamine::{Data, Reader, Xlsx, open_workbook};
use matome::testing::Round;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};

use crate::rules::bench::{schema, sound, sound_files, text};
use crate::support::{Workspace, filled, plan_and_form};

type Book = Xlsx<std::io::BufReader<std::fs::File>>;

/// The report of 2022.
fn report(workspace: &Workspace) -> Book {
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    open_workbook(workspace.dir.join("output/2022/統合報告書.xlsx")).unwrap()
}

fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// The first row after `head` in the first column whose first cell is `label`.
fn row_below<'a>(rows: &'a [Vec<String>], head: &str, label: &str) -> &'a [String] {
    let from = rows.iter().position(|row| row[0] == head).unwrap_or_else(|| panic!("{head}"));
    rows[from..].iter().find(|row| row[0] == label).unwrap_or_else(|| panic!("{label}"))
}

/// Submissions of the embedded plan in 2022; the schedule of program 1 is spoiled in every way.
fn sample() -> Workspace {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let workspace = Workspace::new();
    let files =
        filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
            (1, "activity_1_status") => text("未着手"),
            (1, "activity_1_rating") => None,
            (1, "activity_2_rating") => text("B"),
            (1, "activity_x1_name") => text("見本として加えた取組"),
            (1, "activity_x1_status") => text("中止"),
            _ => sound(round, program, question),
        });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    workspace
}

#[test]
fn the_schedule_shows_plan_and_state_of_every_activity_and_what_the_division_added() {
    let mut book = report(&sample());
    let rows = rows(&mut book, "取組スケジュール");
    let head = rows.iter().find(|row| row[0] == "No.").unwrap();
    let col = |name: &str| head.iter().position(|cell| cell == name).unwrap();
    let (no, phase, state) = (col("番号"), col("令和4年度\n計画"), col("令和4年度\n状態"));
    assert!(!head.contains(&"令和3年度\n状態".to_owned()), "no survey was held for that year");
    let of_program: Vec<_> = rows
        .iter()
        .filter(|row| row[0] == "1")
        .map(|row| [row[no].as_str(), row[phase].as_str(), row[state].as_str()])
        .collect();
    assert_eq!(
        of_program,
        [["1", "→", "未着手(予定あり)"], ["2", "→", "実施中 B(遅れ)"], ["追加", "", "中止"],]
    );
    let (plan, _) = schema();
    for program in &plan.programs {
        let listed = rows.iter().filter(|row| row[0] == program.no.to_string()).count();
        assert!(listed >= program.activities.len(), "No.{}", program.no);
    }
}

#[test]
fn sheets_stand_in_the_order_of_their_groups_and_the_sums_at_the_end() {
    let book = report(&sample());
    let names = book.sheet_names();
    let at =
        |name: &str| names.iter().position(|own| own == name).unwrap_or_else(|| panic!("{name}"));
    let order = [
        "目次",
        "総括",
        "進捗一覧",
        "指標",
        "財政効果",
        "取組スケジュール",
        "検討プログラム",
        "中間見直し",
        "提出状況",
        "届いたファイル",
        "検査結果",
        "明細_評価",
        "凡例・算定方法",
        "検算",
    ];
    assert!(order.map(at).is_sorted());
    assert_eq!(names.last().unwrap(), "検算");
}

#[test]
fn studies_are_listed_under_the_words_of_the_plan() {
    let (plan, _) = schema();
    let mut book = report(&sample());
    let listed = rows(&mut book, "検討プログラム");
    let studies = plan.programs.iter().filter(|one| one.kind.as_str() == "study");
    for study in studies {
        assert!(listed.iter().any(|row| row[0] == study.no.to_string() && row[1] == study.name));
    }
    let renamed =
        EMBEDDED_PLAN.replacen("[[rounds]]", "[words]\nstudy = \"研究\"\n\n[[rounds]]", 1);
    let with_words = load_plan(&renamed, "plan.toml").unwrap();
    assert_eq!(with_words.words.study, "研究");
    load_form(EMBEDDED_FORM, "form.toml", &with_words).unwrap();
    let workspace = sample();
    workspace.write("schemas/kodaira-1/plan.toml", renamed.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    let book = report(&workspace);
    assert!(book.sheet_names().contains(&"研究プログラム".to_owned()));
}

#[test]
fn the_legend_names_the_sheets_that_the_formulas_look_at() {
    let mut book = report(&sample());
    let listed = rows(&mut book, "凡例・算定方法");
    let counts = |term: &str| row_below(&listed, "式が数えているもの", term)[1].clone();
    assert!(counts("財政効果の額").starts_with("明細_効果の年度"));
    assert!(counts("指標の達成率・必要ペース・見通し").starts_with("明細_指標の計算"));
    let looks_at = |book: &mut Book, sheet: &str, other: &str| {
        let formulas = book.worksheet_formula(sheet).unwrap();
        assert!(formulas.used_cells().any(|(_, _, one)| one.contains(other)), "{sheet}: {other}");
    };
    looks_at(&mut book, "財政効果", "明細_効果の年度");
    looks_at(&mut book, "明細_効果の年度", "明細_財政効果");
    looks_at(&mut book, "指標", "明細_指標の計算");
}

#[test]
fn a_scale_whose_steps_all_mean_behind_has_a_name_for_the_rest() {
    let workspace = sample();
    let behind = ["ahead", "on_track"].iter().fold(EMBEDDED_PLAN.to_owned(), |plan, standing| {
        plan.replace(&format!("standing = \"{standing}\""), "standing = \"behind\"")
    });
    workspace.write("schemas/kodaira-1/plan.toml", behind.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    let mut book = report(&workspace);
    let listed = rows(&mut book, "凡例・算定方法");
    row_below(&listed, "割合と率の算定", "遅れていない区分の割合");
    let overview = rows(&mut book, "総括");
    let heads: Vec<&String> =
        overview.iter().flatten().filter(|cell| cell.contains("の割合")).collect();
    assert!(heads.contains(&&"遅れていない区分の割合\n(%)".to_owned()), "{heads:?}");
}

#[test]
fn a_plan_without_studies_says_so() {
    let (plan, form) = plan_and_form("kodaira-h28");
    assert!(plan.programs.iter().all(|one| one.kind.as_str() != "study"));
    let round = plan.rounds.last().unwrap().round;
    let workspace = Workspace::with_plan("kodaira-h28");
    for (name, bytes) in filled(&plan, &form, round, &|_, _| None) {
        workspace.write(&format!("input/{round}/{name}"), &bytes);
    }
    workspace.matome(&["build"]).assert().success();
    let file = workspace.dir.join(format!("output/{round}/統合報告書.xlsx"));
    let mut book: Book = open_workbook(file).unwrap();
    let name = format!("{}{}", plan.words.study, plan.words.program);
    let said = rows(&mut book, &name).concat();
    assert!(said.iter().any(|text| text.ends_with("はありません。")), "{said:?}");
}

#[test]
fn programs_that_are_printed_again_count_in_both_directions() {
    let (plan, form) = schema();
    let again = plan.directions.last().unwrap();
    let first = &plan.programs[0];
    assert_ne!(first.direction, again.id);
    let also_in = format!("[[programs]]\nalso_in = [\"{}\"]\n", again.id);
    let plan_text = EMBEDDED_PLAN.replacen("[[programs]]\n", &also_in, 1);
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", plan_text.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    for (name, bytes) in sound_files(&plan, &form, "2022") {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    let mut book = report(&workspace);
    let formulas = book.worksheet_formula("総括").unwrap();
    let rows = rows(&mut book, "総括");
    let heading = format!("再掲を含む{}別の進捗区分", plan.words.direction);
    let own = plan.programs.iter().filter(|one| one.direction == again.id).count();
    let row = row_below(&rows, &heading, &again.name);
    assert_eq!(row[1], (own + 1).to_string());
    assert_eq!(row_below(&rows, &heading, "延べ")[1], (plan.programs.len() + 1).to_string());
    // Counted over the records, not printed.
    let sums =
        formulas.rows().flatten().filter(|formula| formula.matches("COUNTIFS(").count() == 2);
    assert!(sums.count() >= plan.directions.len());
}

#[test]
fn shares_that_do_not_add_up_to_100_are_explained_and_others_are_not() {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let first = &plan.directions[0];
    let of_first: Vec<u16> = plan
        .programs
        .iter()
        .filter(|program| program.direction == first.id)
        .map(|program| program.no.0)
        .collect();
    assert!(of_first.len().is_multiple_of(3), "a third each: 33.3 three times");
    let third = |no: u16| ["S", "A", "B"][of_first.iter().position(|own| *own == no).unwrap() % 3];
    for (uneven, expected) in [(true, 1), (false, 0)] {
        let workspace = Workspace::new();
        let files = filled(&plan, &form, round, &|program, question| match (
            question.key(),
            of_first.contains(&program.0),
        ) {
            ("rating", true) if uneven => text(third(program.0)),
            ("rating", _) => text("A"),
            _ => sound(round, program, question),
        });
        for (name, bytes) in files {
            workspace.write(&format!("input/2022/{name}"), &bytes);
        }
        let rows = rows(&mut report(&workspace), "総括");
        let notes = rows.iter().filter(|row| row[0].contains("四捨五入のため"));
        let of_direction = notes.filter(|row| row[0].contains(&first.name)).count();
        assert_eq!(of_direction, expected);
    }
}
