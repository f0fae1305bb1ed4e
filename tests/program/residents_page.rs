//! The residents' page: what it says, as text. How it looks and works in a browser is the matter of `tests/page.rs`.

use std::path::Path;

use crate::support::{Workspace, repository};

/// A workspace with the plan of the repository, its samples, and a publication with everything on it.
fn published(round: &str, left_out: &[&str]) -> (Workspace, Page) {
    let workspace = Workspace::new();
    let copy = |from: &Path, to: &str| {
        workspace.write(to, &std::fs::read(repository().join(from)).unwrap());
    };
    for file in ["plan.toml", "form.toml"] {
        let name = format!("schemas/kodaira-1/{file}");
        copy(Path::new(&name), &name);
    }
    copy(Path::new("tests/page/publish.toml"), "schemas/kodaira-1/publish.toml");
    for year in ["2021", "2022"].into_iter().filter(|year| *year <= round) {
        for file in std::fs::read_dir(repository().join("input").join(year)).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            if year != round || !left_out.iter().any(|own| name.starts_with(own)) {
                let path = format!("input/{year}/{name}");
                copy(Path::new(&path), &path);
            }
        }
    }
    workspace
        .matome(&["publish", "--round", round, "--provisional", "--texts-checked", "-q"])
        .assert()
        .success();
    let folder = workspace.dir.join("output").join(round).join("公表");
    (workspace, Page { folder })
}

struct Page {
    folder: std::path::PathBuf,
}

impl Page {
    fn html(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap()
    }

    /// The words of a page, without its marks.
    fn text(&self, name: &str) -> String {
        let html = self.html(name);
        let mut text = String::new();
        for part in html.split('<').skip(1) {
            if let Some((_, words)) = part.split_once('>') {
                text.push_str(words);
                text.push(' ');
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The numbers of a row of the tally that stand outside brackets.
fn numbers(row: &str) -> Vec<u32> {
    let cells = row.split("<td class=\"num\">").skip(1);
    cells
        .map(|cell| {
            let digits: String =
                cell.trim_start().chars().take_while(char::is_ascii_digit).collect();
            digits.parse().unwrap()
        })
        .collect()
}

#[test]
fn every_row_of_the_tally_adds_up_and_a_program_that_did_not_report_is_apart() {
    let (_workspace, page) = published("2022", &["総務課"]);
    let html = page.html("index.html");
    let table = html.split("<table class=\"tally\">").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    assert!(table.contains("未提出"), "{table}");
    let body = table.split("<tbody>").nth(1).unwrap();
    let rows: Vec<Vec<u32>> =
        body.split("</tr>").map(numbers).filter(|row| !row.is_empty()).collect();
    assert_eq!(rows.len(), 5, "{body}");
    for row in &rows {
        let (items, parts) = row.split_last().unwrap();
        assert_eq!(parts.iter().sum::<u32>(), *items, "{row:?}");
    }
    let columns: Vec<u32> =
        (0..rows[0].len()).map(|at| rows[..4].iter().map(|row| row[at]).sum()).collect();
    assert_eq!(columns, rows[4]);
}

#[test]
fn a_figure_says_its_target_year_margin_and_the_value_before() {
    let (_workspace, page) = published("2022", &[]);
    let text = page.text("programs/12.html");
    for said in [
        "目標は2024年度(令和6年度)末までに90.0%以上で、2022年度(令和4年度)は76.7%です(目標まであと13.3ポイント)。",
        "2021年度(令和3年度)は69.9%で、そこから6.8ポイント増えました。",
        "判定の決まり",
        "出どころ:文書管理システムの記録。",
        "欠けている年度:ありません。",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
}

#[test]
fn opinions_stand_beside_their_program_with_the_answer_or_that_it_is_to_come() {
    let (_workspace, page) = published("2022", &[]);
    let (of_plan, answered, open) =
        (page.text("index.html"), page.text("programs/12.html"), page.text("programs/13.html"));
    assert!(of_plan.contains("見本の回答です。") && !of_plan.contains("費用の分け方"), "{of_plan}");
    assert!(answered.contains("課ごとの割合を毎年度まとめます。"), "{answered}");
    assert!(open.contains("回答を準備しています。"), "{open}");
    let note = "2023年(令和5年)9月1日";
    assert!(of_plan.contains(note) && answered.contains(note) && !open.contains(note));
}

#[test]
fn what_somebody_wrote_is_text_and_never_markup() {
    let (_workspace, page) = published("2022", &[]);
    let html = page.html("index.html");
    assert!(!html.contains("<b>印</b>"));
    assert!(html.contains("&#60;b&#62;印&#60;/b&#62; &#38; &#34;引用&#34;"), "{html}");
}

#[test]
fn changes_are_said_in_words_on_their_page_and_beside_their_program() {
    let (_workspace, page) = published("2022", &[]);
    let changes = page.text("changes.html");
    assert!(changes.contains("No.2 公文書管理"), "{changes}");
    assert!(changes.contains("下がった") && changes.contains("上がった"), "{changes}");
    assert!(page.text("programs/2.html").contains("変更:前回のAから下がりました"));
    assert!(page.text("programs/1.html").contains("前回もA"));
}

#[test]
fn what_is_provisional_or_made_up_says_so_on_every_page() {
    let (_workspace, page) = published("2021", &[]);
    let programs = std::fs::read_dir(page.folder.join("programs")).unwrap();
    let programs = programs
        .map(|file| format!("programs/{}", file.unwrap().file_name().into_string().unwrap()));
    for name in programs.chain(["index.html", "changes.html"].map(str::to_owned)) {
        let text = page.text(&name);
        assert!(
            text.contains("見本 数字も文章も見本") && text.contains("暫定 まだ決まって"),
            "{name}"
        );
        assert!(page.html(&name).starts_with("<!doctype html>\n<html lang=\"ja\">"), "{name}");
    }
}

#[test]
fn files_to_download_are_named_with_type_and_size() {
    let (_workspace, page) = published("2022", &[]);
    let html = page.html("index.html");
    let links: Vec<&str> = html.split("<li><a href=\"data/").skip(1).collect();
    assert!(!links.is_empty());
    for link in links {
        let name = link.split('"').next().unwrap();
        assert!(page.folder.join("data").join(name).is_file(), "{name}");
        let said = link.split("</a>").next().unwrap();
        assert!(said.contains("KB") && (said.contains("CSV") || said.contains("Excel")), "{said}");
    }
}
