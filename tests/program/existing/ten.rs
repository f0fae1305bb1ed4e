//! The hand-made form of ten programs: grid paper, labels merged over rows, units in the next cell, two tables side by
//! side. It is filled with the same answers as the form that the program makes itself.

use std::collections::BTreeMap;

use matome::testing::Entry;
use matome::testing::ProgramNo;
use matome::testing::{Form, Indicator, Plan, Program, ProgramKind, load_form, load_plan};
use matome::testing::{Question, Subject};
use rust_decimal::Decimal;

use super::sheet::{Drawing, Look};
use crate::support::repository;

/// The plan of ten programs, and the description of its hand-made form.
pub fn schema() -> (Plan, Form) {
    let folder = repository().join("tests/plans/existing-ten");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let plan = load_plan(&text("plan.toml"), "plan.toml").unwrap();
    let form = load_form(&text("form.toml"), "form.toml", &plan)
        .unwrap_or_else(|error| panic!("{}", error.render(matome::testing::Lang::En, false)));
    (plan, form)
}

/// A line of effect: kind, title, nature, basis, amount in yen, method.
type Effect = (u16, &'static str, &'static str, &'static str, &'static str, i64, &'static str);

#[rustfmt::skip]
const EFFECTS: [Effect; 5] = [
    (4, "歳入確保", "見本町の土地の売却", "単年度", "決算", 23_456_000, "契約額の合計"),
    (4, "歳入確保", "仮設駐車場の貸付", "継続", "決算見込", 1_200_000, "月額10万円の12か月"),
    (5, "歳入確保", "会議室の使用料の改定", "継続", "予算", 640_000, "改定前後の差額"),
    (6, "歳出削減", "印刷機の集約", "継続", "決算", 3_150_000, "前年度の決算額との差"),
    (6, "歳出削減", "用紙の一括購入", "単年度", "決算", 480_000, "単価の差に枚数を掛けた額"),
];

/// Lines of effect of a program.
pub fn effects(program: ProgramNo) -> impl Iterator<Item = &'static Effect> {
    EFFECTS.iter().filter(move |line| line.0 == program.0)
}

/// Actual of an indicator in its own unit (yen for money).
pub fn actual(indicator: &str) -> &'static str {
    match indicator {
        "online_rate" => "31.5",
        "counters" => "1",
        "bookings" => "1350",
        "land_sales" => "23456000",
        "lots" => "2",
        "pages" => "4980",
        "headcount" => "503",
        other => panic!("no actual of {other}"),
    }
}

/// The answer to a field that is text, a choice or a date, wherever it stands.
pub fn words(program: ProgramNo, field: &str) -> Option<String> {
    let no = program.0;
    let text = match field {
        "reporter" => "見本 太郎".to_owned(),
        "extension" => "1234".to_owned(),
        "report_date" => "令和4年4月8日".to_owned(),
        "rating" if no == 10 => return None,
        "rating" => {
            ["A", "S", "A", "S", "A", "B", "A", "A", "B", ""][usize::from(no) - 1].to_owned()
        }
        "not_rated_reason" if no == 10 => "終了".to_owned(),
        "achievement" => format!("No.{no}では、予定した内容を年度内に終え、利用者の声も集めた。"),
        "issues" => format!("No.{no}では、関係する課との調整を早めに始める必要がある。"),
        "next" => format!("No.{no}の取組を続け、結果を年度末にまとめて公表する。"),
        "study_state" => format!("No.{no}について、先に行った市の例を調べて論点を整理した。"),
        _ => return None,
    };
    Some(text)
}

/// Status, rating and result of an activity; the one beyond the plan's has a name too.
pub fn activity(program: ProgramNo, n: usize) -> [String; 3] {
    let rating = if program.0 == 6 && n == 2 { "B" } else { "A" };
    ["実施中".to_owned(), rating.to_owned(), format!("No.{program}の{n}番目の内容を実施した。")]
}

/// What the division of program 3 did beyond the plan.
pub const ADDED: (u16, &str) = (3, "見本の写真展の開催");

/// The same answers for the form that the program makes itself.
pub fn entry(plan: &Plan, program: ProgramNo, question: &Question) -> Option<Entry> {
    let field = question.field.id.as_deref().unwrap();
    let text = |text: &str| Some(Entry::Text(text.to_owned()));
    let activity = |n: usize| {
        let [status, rating, result] = activity(program, n);
        match field {
            "status" => Some(Entry::Text(status)),
            "rating" => Some(Entry::Text(rating)),
            "result" => Some(Entry::Text(result)),
            _ => None,
        }
    };
    match &question.subject {
        Subject::Program => words(program, field).map(Entry::Text),
        Subject::Activity(n) => activity(usize::from(*n)),
        Subject::SpareActivity(1) if program.0 == ADDED.0 => match field {
            "name" => text(ADDED.1),
            _ => activity(plan.program(program).unwrap().activities.len() + 1),
        },
        Subject::SpareActivity(_) | Subject::PastActual(..) => None,
        Subject::Indicator(id) => match field {
            "actual" => {
                let value: Decimal = actual(id.as_str()).parse().unwrap();
                Some(Entry::Number(if question.money {
                    value / Decimal::from(1000)
                } else {
                    value
                }))
            }
            "note" => text("年度末に数えた。"),
            _ => None,
        },
        Subject::Line(_, n) => {
            let (_, kind, title, nature, basis, yen, method) =
                effects(program).nth(usize::from(*n) - 1)?;
            match field {
                "kind" => text(kind),
                "title" => text(title),
                "nature" => text(nature),
                "basis" => text(basis),
                "actual" => Some(Entry::Number(Decimal::from(yen / 1000))),
                "method" => text(method),
                _ => None,
            }
        }
    }
}

/// ① to ⑩.
fn circled(program: ProgramNo) -> char {
    char::from_u32(0x2460 + u32::from(program.0) - 1).unwrap()
}

/// What the tests change about the form before it is written.
pub type Change<'c> = &'c dyn Fn(&mut Drawing, &Program);

/// The hand-made workbooks by file name, one for each division.
pub fn workbooks(plan: &Plan, filled: bool, change: Change<'_>) -> BTreeMap<String, Vec<u8>> {
    let one = |division: &matome::testing::Division| {
        let sheets = plan.led_by(&division.name).map(|program| {
            let mut drawing = match program.kind {
                ProgramKind::Implementation => progress_sheet(program),
                ProgramKind::Study => study_sheet(program),
            };
            if !filled {
                drawing.blank();
            }
            change(&mut drawing, program);
            drawing
        });
        let mut sheets: Vec<Drawing> = sheets.collect();
        let mut lists = Drawing::new("リスト");
        for (row, word) in (1u32..).zip(["選択肢", "未着手", "準備中", "実施中", "完了", "中止"])
        {
            lists.put(&format!("A{row}"), word, Look::Plain);
        }
        sheets.push(lists);
        (format!("{}.xlsx", division.name), Drawing::workbook(&sheets))
    };
    plan.lead_divisions().map(one).collect()
}

fn head(drawing: &mut Drawing, program: &Program) {
    drawing.put("AA2:AD2", "対象年度", Look::Label);
    drawing.put("AE2:AN2", "令和3年度", Look::Print);
    drawing.put("G3:J3", "取組名", Look::Label);
    drawing.put("K3:Z3", &program.name, Look::Print);
    drawing.put("AA3:AD3", "主管課", Look::Label);
    drawing.put("AE3:AN3", program.lead.as_str(), Look::Print);
}

fn progress_sheet(program: &Program) -> Drawing {
    let no = program.no;
    let answer = |field: &str| words(no, field).unwrap_or_default();
    let mut sheet = Drawing::new(&format!("管理票{}", circled(no)));
    sheet.put("A1:AN1", "見本市行財政改革プラン 進捗管理票", Look::Print);
    sheet.put("A2:J2", "(太枠の中を記入)", Look::Print);
    head(&mut sheet, program);
    sheet.put("A3:C3", "番 号", Look::Label);
    sheet.put("D3:F3", &circled(no).to_string(), Look::Print);
    sheet.put("A4:C4", "記入者", Look::Label);
    sheet.put("D4:L4", &answer("reporter"), Look::Input);
    sheet.put("M4:O4", "内 線", Look::Label);
    sheet.put("P4:T4", &answer("extension"), Look::Input);
    sheet.put("U4:W4", "記入日", Look::Label);
    // One column of the grid is left between label and answer.
    sheet.put("Y4:AF4", &answer("report_date"), Look::Input);

    sheet.put("A6:AN6", "1 取組の状況", Look::Print);
    sheet.put("A7:J8", "取組項目", Look::Label);
    sheet.put("K7:O8", "今年度の計画", Look::Label);
    sheet.put("P7:AN7", "今年度の結果", Look::Label);
    sheet.put("P8:S8", "状況", Look::Label);
    sheet.put("T8:W8", "進み具合", Look::Label);
    sheet.put("X8:AN8", "実施した\n内容", Look::Label);
    let added = (no.0 == ADDED.0).then_some(ADDED.1);
    let names = program.activities.iter().map(|own| own.name.as_str()).chain(added);
    let names: Vec<&str> = names.collect();
    for line in 0..4usize {
        // Each line is merged over two rows of the grid.
        let (top, bottom) = (9 + 2 * line, 10 + 2 * line);
        let planned = program.activities.get(line).map_or("", |own| own.phases[0].as_str());
        let own = names.get(line);
        let [status, rating, result] = match own {
            Some(_) => activity(no, line + 1),
            None => Default::default(),
        };
        let look = if program.activities.get(line).is_some() { Look::Print } else { Look::Input };
        sheet.put(&format!("A{top}:J{bottom}"), own.copied().unwrap_or_default(), look);
        sheet.put(&format!("K{top}:O{bottom}"), planned, Look::Print);
        sheet.list(&format!("P{top}:S{bottom}"), &status, "=リスト!$A$2:$A$6");
        sheet.choice(&format!("T{top}:W{bottom}"), &rating, &["S", "A", "B"]);
        sheet.put(&format!("X{top}:AN{bottom}"), &result, Look::Input);
    }

    sheet.put("A18:R18", "2 指標の実績", Look::Print);
    sheet.put("T18:AN18", "3 財政効果", Look::Print);
    indicators(&mut sheet, program);
    effect_lines(&mut sheet, no);

    sheet.put("A26:AN26", "4 評価", Look::Print);
    sheet.put("A27:D28", "進捗区分", Look::Label);
    sheet.choice("E27:H28", &answer("rating"), &["S", "A", "B"]);
    sheet.put("I27:O28", "評価しない理由", Look::Label);
    sheet.choice("P27:U28", &answer("not_rated_reason"), &["対象外", "終了"]);
    sheet.put("A29:D32", "成\n果", Look::Label);
    sheet.put("E29:AN32", &answer("achievement"), Look::Input);
    sheet.put("A33:D36", "課\n題", Look::Label);
    sheet.put("E33:AN36", &answer("issues"), Look::Input);
    sheet.put("A37:AN37", "5 来年度に向けて", Look::Print);
    sheet.put("A38:AN38", "内容", Look::Label);
    sheet.put("A39:AN42", &answer("next"), Look::Input);
    sheet
}

fn indicators(sheet: &mut Drawing, program: &Program) {
    sheet.put("A19:F20", "指標名", Look::Label);
    sheet.put("G19:I20", "目標", Look::Label);
    sheet.put("J19:L20", "実績", Look::Label);
    sheet.put("M19:N20", "単位", Look::Label);
    sheet.put("O19:R20", "備考", Look::Label);
    for line in 0..3u32 {
        let row = 21 + line;
        let own: Option<&Indicator> = program.indicators.get(line as usize);
        let name = own.map_or("", |own| own.name.as_str());
        let unit = own.map_or("", |own| own.unit.as_str());
        let target = own.and_then(|own| own.target.as_ref());
        let target = target.map(|target| target.value.0.to_string()).unwrap_or_default();
        sheet.put(&format!("A{row}:F{row}"), name, Look::Print);
        sheet.put(&format!("G{row}:I{row}"), &target, Look::Print);
        sheet.number(&format!("J{row}:L{row}"), own.map(|own| actual(own.id.as_str())));
        sheet.put(&format!("M{row}:N{row}"), unit, Look::Print);
        let note = own.map_or("", |_| "年度末に数えた。");
        sheet.put(&format!("O{row}:R{row}"), note, Look::Input);
    }
}

fn effect_lines(sheet: &mut Drawing, no: ProgramNo) {
    for (area, text) in [
        ("T19:V20", "区分"),
        ("W19:AA20", "内容"),
        ("AB19:AC20", "性質"),
        ("AD19:AE20", "根拠"),
        ("AF19:AI20", "実績"),
        ("AJ19:AN20", "算定方法"),
    ] {
        sheet.put(area, text, Look::Label);
    }
    let own: Vec<_> = effects(no).collect();
    for line in 0..4usize {
        let row = 21 + line;
        let (kind, title, nature, basis, amount, unit, method) = match own.get(line) {
            // Every second line is in yen, the others in thousands: the cell beside the amount says so.
            Some((_, kind, title, nature, basis, yen, method)) if line % 2 == 0 => {
                (*kind, *title, *nature, *basis, Some((yen / 1000).to_string()), "千円", *method)
            }
            Some((_, kind, title, nature, basis, yen, method)) => {
                (*kind, *title, *nature, *basis, Some(yen.to_string()), "円", *method)
            }
            None => ("", "", "", "", None, "千円", ""),
        };
        sheet.choice(&format!("T{row}:V{row}"), kind, &["歳入確保", "歳出削減"]);
        sheet.put(&format!("W{row}:AA{row}"), title, Look::Input);
        sheet.choice(&format!("AB{row}:AC{row}"), nature, &["単年度", "継続"]);
        sheet.choice(&format!("AD{row}:AE{row}"), basis, &["決算", "決算見込", "予算"]);
        sheet.number(&format!("AF{row}:AG{row}"), amount.as_deref());
        sheet.put(&format!("AH{row}:AI{row}"), unit, Look::Print);
        sheet.put(&format!("AJ{row}:AN{row}"), method, Look::Input);
    }
    sheet.put("T25:V25", "計", Look::Print);
    sheet.put("AF25:AG25", "(略)", Look::Print);
}

fn study_sheet(program: &Program) -> Drawing {
    let no = program.no;
    let answer = |field: &str| words(no, field).unwrap_or_default();
    let mut sheet = Drawing::new(&format!("検討票({no})"));
    sheet.put("A1:AN1", "検討票", Look::Print);
    head(&mut sheet, program);
    sheet.put("A3:B3", "番号", Look::Label);
    sheet.put("C3:F3", &no.to_string(), Look::Print);
    sheet.put("A4:C4", "記入者", Look::Label);
    sheet.put("D4:L4", &answer("reporter"), Look::Input);
    sheet.put("M4:O4", "内線", Look::Label);
    sheet.put("P4:T4", &answer("extension"), Look::Input);
    sheet.put("U4:W4", "記入日", Look::Label);
    sheet.put("X4:AF4", &answer("report_date"), Look::Input);
    sheet.put("A6:D7", "進捗区分", Look::Label);
    sheet.choice("E6:H7", &answer("rating"), &["S", "A", "B"]);
    sheet.put("I6:O7", "評価しない理由", Look::Label);
    sheet.choice("P6:U7", &answer("not_rated_reason"), &["対象外", "終了"]);
    for (row, label, field) in
        [(8, "検討状況", "study_state"), (14, "課題", "issues"), (20, "次年度の取組", "next")]
    {
        sheet.put(&format!("A{row}:AN{row}"), label, Look::Label);
        sheet.put(&format!("A{}:AN{}", row + 1, row + 4), &answer(field), Look::Input);
    }
    sheet
}
