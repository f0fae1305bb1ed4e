//! 明細 in 統合報告書: what was written, beside what it was read as.

use calamine::{Data, Reader, Xlsx, open_workbook};
use matome::testing::Round;

use crate::rules::bench::{schema, sound, text};
use crate::support::{Workspace, filled};

#[test]
fn a_word_that_was_taken_for_another_or_for_none_stands_as_it_was_written() {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let workspace = Workspace::new();
    let files =
        filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
            (2, "activity_1_status") => text("取組中"),
            (2, "activity_1_rating") => text("まあまあ"),
            (2, "effect_1_nature") => text("複数年"),
            (2, "issues") => text("  前と後ろに空白のある文章である。 \n 次の行。"),
            _ => sound(round, program, question),
        });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    let path = workspace.dir.join("output/2022/統合報告書.xlsx");
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut first_of = |sheet: &str, no: &str| -> Vec<(String, String)> {
        let range = book.worksheet_range(sheet).unwrap();
        let rows: Vec<Vec<String>> =
            range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
        let head = rows.iter().find(|row| row[0] == "No.").unwrap();
        let row = rows.iter().find(|row| row[0] == no).unwrap();
        head.iter().map(|name| name.replace('\n', "")).zip(row.clone()).collect()
    };
    let value = |row: &[(String, String)], name: &str| {
        let cell = row.iter().find(|(head, _)| head == name);
        cell.unwrap_or_else(|| panic!("no {name}: {row:?}")).1.clone()
    };
    const OTHERWISE: &str = "出典: 値と違う書き方の欄";
    let activity = first_of("明細_取組", "2");
    assert_eq!(value(&activity, "状態"), "実施中");
    assert_eq!(value(&activity, "出典: 状態に書かれていたもの"), "取組中");
    assert_eq!(value(&activity, "進捗区分"), "");
    assert_eq!(value(&activity, OTHERWISE), "進捗区分: まあまあ");
    let effect = first_of("明細_財政効果", "2");
    assert_eq!(value(&effect, "性質"), "継続");
    assert_eq!(value(&effect, OTHERWISE), "性質: 複数年");
    let assessment = first_of("明細_評価", "2");
    assert_eq!(value(&assessment, OTHERWISE), "", "white space is no other text");
}
