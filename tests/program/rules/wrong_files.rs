//! Files that are wrong as a whole, each for one finding.

use matome::testing::Round;
use matome::testing::{Form, Plan, ProgramKind};

use super::bench::{
    Files, replaced, schema, sound, sound_files, text, with_empty_parts, with_part,
    with_sheet_twice,
};
use crate::support::{filled, repository};

/// The code that a file must have (none for one that only stands beside another), its name, its bytes.
pub type WrongFile = (&'static str, &'static str, Vec<u8>);

/// The division whose workbook is spoilt; it leads the programs 2 and 12, on the third and fourth sheet.
const DIVISION: &str = "総務課";

pub fn wrong_files() -> Vec<WrongFile> {
    let (plan, form) = schema();
    let whole = sound_files(&plan, &form, "2022");
    let book = &whole["総務課.xlsx"];
    let mut wrong = unreadable(book);
    wrong.extend(spoilt(book));
    wrong.extend(of_others());
    wrong.extend(twice_submitted(&whole));
    wrong
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/fixtures/workbook").join(name)).unwrap()
}

/// What is no workbook, or not a whole one.
fn unreadable(book: &[u8]) -> Vec<WrongFile> {
    let twice = r#"<c r="A1" t="inlineStr"><is><t>一</t></is></c><c r="A1" t="inlineStr"><is><t>二</t></is></c></row>"#;
    vec![
        ("F101", "文字.xlsx", "進捗は順調です。\n".as_bytes().to_vec()),
        ("F102", "暗号.xlsx", fixture("encrypted.xlsx")),
        ("F103", "途中.xlsx", book[..book.len() / 2].to_vec()),
        ("F104", "空.xlsx", Vec::new()),
        ("F110", "部品.xlsx", with_empty_parts(book, 2_000)),
        ("F106", "~$開いている.xlsx", b"lock".to_vec()),
        ("F108", "マクロ.xlsx", with_part(book, "xl/vbaProject.bin", b"macro")),
        ("F109", "二重.xlsx", replaced(book, "xl/worksheets/sheet4.xml", "</row>", twice)),
        ("L301", "別の表.xlsx", fixture("office.xlsx")),
    ]
}

/// The form itself was changed.
fn spoilt(book: &[u8]) -> Vec<WrongFile> {
    let strings =
        |book: &[u8], from: &str, to: &str| replaced(book, "xl/sharedStrings.xml", from, to);
    let names = |pattern: &str| replaced(book, "xl/workbook.xml", pattern, "");
    let nameless = names("(?s)<definedNames>.*</definedNames>");
    let without_one = names(r#"<definedName name="in_p02_issues">[^<]*</definedName>"#);
    let hidden = replaced(book, "xl/worksheets/sheet3.xml", r#"<row r="9""#, r#"$0 hidden="1""#);
    let moved = r#"(<definedName name="in_p02_issues">[^<]*\$)\d+<"#;
    let moved = replaced(book, "xl/workbook.xml", moved, "${1}2<");
    let note = r#"<c r="XX3" t="inlineStr"><is><t>要相談</t></is></c></row>"#;
    // Typed over: the total of planned amounts with a number of its own, the other with the sum of its lines.
    let total = r"<f>SUM\([^<]*</f><v>[^<]*</v>";
    let typed = replaced(book, "xl/worksheets/sheet3.xml", total, "<v>2500</v>");
    let typed = replaced(&typed, "xl/worksheets/sheet3.xml", total, "<v>900</v>");
    vec![
        ("F108", "非表示.xlsx", hidden),
        ("L304", "名前.xlsx", nameless),
        ("L305", "行.xlsx", strings(&without_one, ">課題<", "> <")),
        ("L307", "欄外.xlsx", replaced(book, "xl/worksheets/sheet4.xml", "</row>", note)),
        ("L308", "書換え.xlsx", strings(book, ">庁内理解の促進<", ">庁外理解の促進<")),
        ("L309", "消した.xlsx", strings(book, ">課題<", "> <")),
        ("L310", "別の票.xlsx", strings(book, r"\| No\.2<", "| No.12<")),
        ("L311", "食い違い.xlsx", moved),
        ("X411", "合計.xlsx", typed),
        ("S504", "二枚.xlsx", with_sheet_twice(book, "No.2", "xl/worksheets/sheet3.xml")),
    ]
}

/// The workbook of a division under a plan or form that was changed before it was written.
fn book_of(division: &str, round: &str, change: &dyn Fn(&mut Plan, &mut Form)) -> Vec<u8> {
    let (mut plan, mut form) = schema();
    change(&mut plan, &mut form);
    sound_files(&plan, &form, round).remove(&format!("{division}.xlsx")).unwrap()
}

fn place_of(plan: &Plan, no: u16) -> usize {
    plan.programs.iter().position(|program| program.no.0 == no).unwrap()
}

/// Sound forms of something else than what is asked for.
fn of_others() -> Vec<WrongFile> {
    let one = |change: &dyn Fn(&mut Plan, &mut Form)| book_of(DIVISION, "2022", change);
    let version = one(&|_, form| form.version = 99);
    let other_plan = one(&|plan, _| plan.id = "other".to_owned());
    let sheet_gone = one(&|plan, _| plan.programs.retain(|program| program.no.0 != 2));
    let taken = one(&|plan, _| {
        let at = place_of(plan, 1);
        plan.programs[at].lead = DIVISION.into();
    });
    let kind = one(&|plan, _| {
        let at = place_of(plan, 2);
        plan.programs[at].kind = ProgramKind::Study;
    });
    let number = one(&|plan, _| {
        let at = place_of(plan, 2);
        plan.programs[at].no.0 = 99;
    });
    let old_name = book_of("旧総務課", "2022", &|plan, _| {
        for program in &mut plan.programs {
            if program.lead.as_str() == DIVISION {
                program.lead = "旧総務課".into();
            }
        }
        let own = plan.divisions.iter_mut().find(|own| own.name.as_str() == DIVISION);
        own.unwrap().name = "旧総務課".into();
    });
    vec![
        ("L302", "版.xlsx", version),
        ("L303", "計画.xlsx", other_plan),
        ("L306", "票.xlsx", sheet_gone),
        ("L314", "種別.xlsx", kind),
        ("S501", "前年度.xlsx", book_of(DIVISION, "2021", &|_, _| {})),
        ("S502", "他課.xlsx", taken),
        ("S503", "番号.xlsx", number),
        ("S507", "旧称.xlsx", old_name),
    ]
}

/// Two submissions of the same programs: of one day with different contents, and of two days.
fn twice_submitted(whole: &Files) -> Vec<WrongFile> {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let earlier = filled(&plan, &form, round, &|program, question| match question.key() {
        "report_date" => text("令和5年4月3日"),
        _ => sound(round, program, question),
    });
    let other = replaced(&whole["財政課.xlsx"], "xl/sharedStrings.xml", "年度内に終えた", "終えた");
    vec![
        ("S505", "財政課1.xlsx", whole["財政課.xlsx"].clone()),
        ("S505", "財政課2.xlsx", other),
        ("S506", "職員課1.xlsx", earlier["職員課.xlsx"].clone()),
        ("", "職員課2.xlsx", whole["職員課.xlsx"].clone()),
    ]
}
