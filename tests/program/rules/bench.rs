//! The bench for the rules: forms filled in without fault, and tools to spoil a workbook in one place.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use matome::testing::Entry;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, FieldType, Form, Plan, load_form, load_plan};
use matome::testing::{ProgramNo, Round};
use matome::testing::{Question, Subject};
use rust_decimal::Decimal;

use crate::support::filled;

/// Workbooks by file name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The embedded plan and form.
pub fn schema() -> (Plan, Form) {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    (plan, form)
}

pub fn text(text: impl Into<String>) -> Option<Entry> {
    Some(Entry::Text(text.into()))
}

pub fn number(value: &str) -> Option<Entry> {
    Some(Entry::Number(value.parse::<Decimal>().unwrap()))
}

/// Lines of effect without fault; the second and third have all but the amount, or all but the title, in common.
const EFFECTS: [(u16, &str, &str, &str); 4] = [
    (2, "用紙の購入費の削減", "継続", "900"),
    (12, "用紙の購入費の削減", "継続", "1200"),
    (12, "印刷機の借上げの見直し", "継続", "1200"),
    (9, "敷地の貸付", "単年度", "{year}"),
];

/// Actuals in the units of the form for 2021 and 2022: on pace, neither equal nor far apart.
const ACTUALS: [(&str, &str, &str); 12] = [
    ("archive_transfer_rate", "12.5", "25.5"),
    ("partner_groups", "2", "3"),
    ("designated_manager_facilities", "46", "47"),
    ("land_sale_revenue", "21000", "22000"),
    ("e_approval_rate", "70.1", "77.5"),
    ("running_cost_reduction_rate", "12.5", "15.5"),
    ("eservice_procedures", "19", "21"),
    ("mynaportal_procedures", "2", "3"),
    ("ict_operations", "1", "10"),
    ("staff_quota", "958", "961"),
    ("staff_proposals", "16", "18"),
    ("overtime_hours", "150.1", "145.2"),
];

/// An entry without fault, close to the rules' limits where that is possible.
pub fn sound(round: Round, program: ProgramNo, question: &Question) -> Option<Entry> {
    // What earlier rounds reported needs no correction.
    let field = question.field.id.as_deref()?;
    if let Subject::Line(_, n) = question.subject {
        let mut own = EFFECTS.iter().filter(|(no, ..)| *no == program.0);
        let (_, title, nature, amount) = own.nth(usize::from(n) - 1)?;
        return match field {
            "kind" => text("歳出削減"),
            "title" => text(*title),
            "nature" => text(*nature),
            "basis" => text("決算"),
            "actual" => number(&amount.replace("{year}", &round.year.to_string())),
            "method" => text("前年度の決算額との差"),
            _ => None,
        };
    }
    match (field, program.0) {
        _ if matches!(question.subject, Subject::SpareActivity(_)) => None,
        ("report_date", _) => Some(Entry::Date(jiff::civil::date(round.year.0 + 1, 4, 8))),
        ("status", _) => text("実施中"),
        ("rating", 12) => text("S"),
        ("rating", 18) => text("B"),
        ("rating", _) => text("A"),
        ("result", _) => text("実施した。"),
        // As long as texts are often cut, but finished.
        ("achievement", 1) => text(format!("{}。", "あ".repeat(254))),
        ("achievement" | "study_state", no) => {
            text(format!("No.{no}では、予定した内容を年度内に終えた。"))
        }
        // Nineteen characters: too few to count as copied.
        ("issues", 3 | 4) => {
            text("関係課との調整を早めに始める必要がある。".chars().take(19).collect::<String>())
        }
        // Short, but not behind.
        ("issues", 5) => text("特になし"),
        ("issues", no) => text(format!("No.{no}では、関係課との調整を早めに始める必要がある。")),
        ("next", no) => text(format!("No.{no}の取組を続け、その結果を年度末にまとめる。")),
        ("review_direction", _) => text("継続"),
        ("review_verdict", _) => text("検討継続"),
        ("review_reason", _) => text("計画どおりに進んでいるため。"),
        // Easier, but with a reason.
        ("review_target", 3) => number("3"),
        ("actual", _) if question.field.kind == FieldType::Indicator => {
            let Subject::Indicator(id) = &question.subject else { return None };
            let (_, first, second) = ACTUALS.iter().find(|(known, ..)| *known == id.as_str())?;
            number(if round.year.0 == 2021 { first } else { second })
        }
        ("reporter", _) => text("見本 太郎"),
        _ => None,
    }
}

/// The forms of all divisions without fault.
pub fn sound_files(plan: &Plan, form: &Form, round: &str) -> Files {
    let round: Round = round.parse().unwrap();
    filled(plan, form, round, &|program, question| sound(round, program, question))
}

/// The parts of a package, in its order.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..package.len())
        .map(|index| {
            let mut part = package.by_index(index).unwrap();
            let mut inside = Vec::new();
            part.read_to_end(&mut inside).unwrap();
            (part.name().unwrap().into_owned(), inside)
        })
        .collect()
}

/// The text of all parts whose names begin with `prefix`.
pub fn part_texts(bytes: &[u8], prefix: &str) -> String {
    let parts = parts(bytes).into_iter().filter(|(name, _)| name.starts_with(prefix));
    parts.map(|(_, inside)| String::from_utf8(inside).unwrap()).collect()
}

pub fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// The workbook with a further part.
pub fn with_part(bytes: &[u8], name: &str, inside: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    parts.push((name.to_owned(), inside.to_vec()));
    package(&parts)
}

/// The workbook with other contents of a part.
pub fn with_part_instead(bytes: &[u8], name: &str, inside: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    parts.iter_mut().find(|(found, _)| found == name).unwrap().1 = inside.to_vec();
    package(&parts)
}

/// The workbook with so many further empty parts.
pub fn with_empty_parts(bytes: &[u8], count: usize) -> Vec<u8> {
    let mut parts = parts(bytes);
    parts.extend((0..count).map(|n| (format!("xl/media/{n}.png"), Vec::new())));
    package(&parts)
}

/// The workbook with the first match of `pattern` in the parts whose names begin with `part` replaced; there must be
/// one.
pub fn replaced(bytes: &[u8], part: &str, pattern: &str, with: &str) -> Vec<u8> {
    let pattern = regex::Regex::new(pattern).unwrap();
    let mut parts = parts(bytes);
    let found = parts.iter_mut().filter(|(name, _)| name.starts_with(part)).find_map(|entry| {
        let xml = String::from_utf8(entry.1.clone()).unwrap();
        pattern.is_match(&xml).then(|| {
            entry.1 = pattern.replace(&xml, with).into_owned().into_bytes();
        })
    });
    assert!(found.is_some(), "{pattern} is not in {part}");
    package(&parts)
}

/// The workbook with the cell that holds this text holding `inside` instead: attributes of the cell and its content.
pub fn with_cell(bytes: &[u8], holding: &str, attributes: &str, inside: &str) -> Vec<u8> {
    let strings =
        parts(bytes).into_iter().find(|(name, _)| name == "xl/sharedStrings.xml").unwrap().1;
    let strings = String::from_utf8(strings).unwrap();
    let index =
        strings.split("<si>").skip(1).position(|item| item.contains(&format!(">{holding}<")));
    let cell = format!(r#" t="s"><v>{}</v>"#, index.unwrap());
    replaced(bytes, "xl/worksheets/", &regex::escape(&cell), &format!("{attributes}>{inside}"))
}

/// The workbook with a second copy of a sheet, as Excel's 移動またはコピー leaves it.
pub fn with_sheet_twice(bytes: &[u8], name: &str, part: &str) -> Vec<u8> {
    let sheet = parts(bytes).into_iter().find(|(found, _)| found == part).unwrap().1;
    with_sheet_after(bytes, name, &format!("{name} (2)"), &sheet)
}

/// The workbook with a further sheet of these rows after the sheet called `after`.
pub fn with_sheet(bytes: &[u8], after: &str, name: &str, rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let sheet = format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
    with_sheet_after(bytes, after, name, sheet.as_bytes())
}

fn with_sheet_after(bytes: &[u8], after: &str, name: &str, sheet: &[u8]) -> Vec<u8> {
    let id = 99 + parts(bytes).len();
    let book = with_part(bytes, &format!("xl/worksheets/sheet{id}.xml"), sheet);
    let entry = format!(r#"<sheet name="{}"[^>]*/>"#, regex::escape(after));
    let further = format!(r#"$0<sheet name="{name}" sheetId="{id}" r:id="rId{id}"/>"#);
    let book = replaced(&book, "xl/workbook.xml", &entry, &further);
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    let relation = format!(
        r#"<Relationship Id="rId{id}" Type="{kind}" Target="worksheets/sheet{id}.xml"/>$0"#
    );
    replaced(&book, "xl/_rels/workbook.xml.rels", "</Relationships>", &relation)
}
