//! What was written and taken back, or stands where nobody sees it: struck out, hidden, in the colour of the paper.

use serde_json::Value;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{parts, replaced, schema, sound_files};
use crate::support::Workspace;

/// The division whose workbook is marked; programs 2 and 12 stand on its third and fourth sheet.
const FILE: &str = "総務課.xlsx";
const SHEET_12: &str = "xl/worksheets/sheet4.xml";
const RATE: &str = "indicator_e_approval_rate_actual";
const ISSUES_12: &str = "No.12では、関係課との調整を早めに始める必要がある。";

fn book() -> Vec<u8> {
    let (plan, form) = schema();
    sound_files(&plan, &form, "2022").remove(FILE).unwrap()
}

fn check(workspace: &Workspace, arguments: &[&str]) -> Value {
    let arguments = [&["check", "--round", "2022", "--format", "json"], arguments].concat();
    let output = workspace.matome(&arguments).output().unwrap();
    let document = serde_json::from_slice(&output.stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

/// What a check says of this workbook, and of its return copy.
fn checked(book: &[u8]) -> (Value, Value) {
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{FILE}"), book);
    let first = check(&workspace, &["--returns", "返すもの", "--with-warnings"]);
    (first, check(&workspace, &["返すもの"]))
}

/// Code and severity of what is found at a field of program 12.
fn found<'d>(document: &'d Value, field: &str) -> Vec<(&'d str, &'d str)> {
    let findings = document["findings"].as_array().unwrap().iter();
    let own = findings.filter(|one| one["field"] == field && one["program"] == 12);
    own.map(|one| (one["code"].as_str().unwrap(), one["severity"].as_str().unwrap())).collect()
}

fn message<'d>(document: &'d Value, code: &str) -> &'d str {
    let mut findings = document["findings"].as_array().unwrap().iter();
    findings.find(|one| one["code"] == code).unwrap()["message"].as_str().unwrap()
}

fn value<'d>(document: &'d Value, field: &str) -> &'d Value {
    let mut values = document["values"].as_array().unwrap().iter();
    values.find(|one| one["field"] == field && one["program"] == 12).unwrap()
}

/// The workbook with a text in runs.
fn with_runs(book: &[u8], text: &str, runs: &str) -> Vec<u8> {
    let item = format!("<si><t[^>]*>{}</t></si>", regex::escape(text));
    replaced(book, "xl/sharedStrings.xml", &item, &format!("<si>{runs}</si>"))
}

/// The workbook with this cell in a style of its own: inside its font, number format, inside its fill.
fn restyled(book: &[u8], address: &str, font: &str, format: &str, fill: &str) -> Vec<u8> {
    let styles = parts(book).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap().1;
    let styles = String::from_utf8(styles).unwrap();
    let count = |list: &str, item: &str| {
        let inside = styles.split(&format!("<{list} ")).nth(1).unwrap();
        let inside = inside.split(&format!("</{list}>")).next().unwrap();
        inside.matches(item).count()
    };
    let (fonts, fills) = (count("fonts", "<font>"), count("fills", "<fill>"));
    let style = count("cellXfs", "<xf ");
    let part = "xl/styles.xml";
    let book = replaced(book, part, "</fonts>", &format!("<font>{font}</font></fonts>"));
    let book = replaced(&book, part, "</fills>", &format!("<fill>{fill}</fill></fills>"));
    let code = format!(r#"<numFmt numFmtId="190" formatCode="{format}"/></numFmts>"#);
    let book = replaced(&book, part, "</numFmts>", &code);
    let xf = format!(
        r#"<xf numFmtId="190" fontId="{fonts}" fillId="{fills}" borderId="0" applyFont="1"/></cellXfs>"#
    );
    let book = replaced(&book, part, "</cellXfs>", &xf);
    let cell = format!(r#"<c r="{address}" s="[0-9]+""#);
    replaced(&book, SHEET_12, &cell, &format!(r#"<c r="{address}" s="{style}""#))
}

const NO_FILL: &str = r#"<patternFill patternType="none"/>"#;

#[test]
fn a_text_struck_in_part_is_not_used_and_both_parts_are_quoted() {
    let runs = r#"<r><rPr><strike/><sz val="9"/></rPr><t>関係課</t></r><r><rPr><sz val="9"/></rPr><t>全課との調整を早めに始める。</t></r>"#;
    let (document, again) = checked(&with_runs(&book(), ISSUES_12, runs));
    for document in [document, again] {
        assert_eq!(found(&document, "issues"), [("V230", "error")]);
        let told = message(&document, "V230");
        assert!(told.contains("取り消された部分「関係課」"), "{told}");
        assert!(told.contains("残り「全課との調整を早めに始める。」"), "{told}");
        assert_eq!(value(&document, "issues")["value"], Value::Null);
    }
}

#[test]
fn a_text_invisible_in_part_is_not_used_and_both_parts_are_quoted() {
    let runs = r#"<r><rPr><color rgb="FFFFFFFF"/></rPr><t>関係課</t></r><r><rPr><sz val="9"/></rPr><t>全課との調整を早めに始める。</t></r>"#;
    let (document, again) = checked(&with_runs(&book(), ISSUES_12, runs));
    for document in [document, again] {
        assert_eq!(found(&document, "issues"), [("V234", "error")]);
        let told = message(&document, "V234");
        assert!(told.contains("見えない部分「関係課」"), "{told}");
        assert!(told.contains("見える部分「全課との調整を早めに始める。」"), "{told}");
        assert_eq!(value(&document, "issues")["value"], Value::Null);
    }
}

/// A sheet shows ##### for it.
#[test]
fn a_number_that_its_date_format_cannot_show_is_told_in_words_of_its_own() {
    let book = book();
    let (plain, _) = checked(&book);
    for (field, format) in [("report_date", "yyyy/m/d"), (RATE, "m/d"), (RATE, "[h]:mm")] {
        let address = value(&plain, field)["cell"].as_str().unwrap();
        let dated = restyled(&book, address, r#"<sz val="9"/>"#, format, NO_FILL);
        let cell = format!(r#"(<c r="{address}" s="[0-9]+")[^>]*>.*?</c>"#);
        let below_zero = replaced(&dated, SHEET_12, &cell, "$1><v>-1</v></c>");
        let (document, again) = checked(&below_zero);
        assert_eq!(found(&document, field), [("V235", "error")], "{format}");
        assert!(message(&document, "V235").contains("の -1 には"), "{document}");
        assert_eq!(value(&document, field)["value"], Value::Null, "{format}");
        assert!(value(&again, field)["value"].is_null(), "{format}: {again}");
    }
}

/// Names are gone and the labels of two fields changed places, with what stands beside them or without: nobody knows.
#[test]
fn labels_out_of_order_without_names_are_no_guide() {
    let nameless = replaced(&book(), "xl/workbook.xml", "<definedNames>.*</definedNames>", "");
    let (plain, _) = checked(&nameless);
    assert!(found(&plain, "issues").is_empty(), "{plain}");
    let (document, _) = checked(&exchanged(&nameless, "成果", "課題"));
    for field in ["achievement", "issues"] {
        assert_eq!(found(&document, field), [("L325", "error")]);
    }
    let mut values = document["values"].as_array().unwrap().iter();
    assert!(!values.any(|one| one["program"] == 12 && one["field"] == "issues"), "{document}");
}

/// With names the fields are known; both labels are named all the same.
#[test]
fn headings_that_changed_places_are_both_named() {
    let (document, _) = checked(&exchanged(&book(), "計画額", "実績額"));
    let findings = document["findings"].as_array().unwrap().iter();
    let own = findings.filter(|one| one["code"] == "L308" && one["program"] == 12);
    assert_eq!(own.count(), 2, "{document}");
}

/// The workbook with two shared strings in each other's place.
fn exchanged(book: &[u8], one: &str, other: &str) -> Vec<u8> {
    let part = "xl/sharedStrings.xml";
    let item = |text: &str| format!("<si><t[^>]*>{}</t></si>", regex::escape(text));
    let with = |text: &str| format!("<si><t>{text}</t></si>");
    let book = replaced(book, part, &item(one), &with("入替中"));
    let book = replaced(&book, part, &item(other), &with(one));
    replaced(&book, part, &item("入替中"), &with(other))
}

/// 20.5 with a small raised 1 is 20.5, and never 20.51.
#[test]
fn raised_letters_behind_a_number_are_the_mark_of_a_note() {
    let book = book();
    let (plain, _) = checked(&book);
    let address = value(&plain, RATE)["cell"].as_str().unwrap();
    let cell = format!(r#"<c r="{address}" s="([0-9]+)"[^>]*><v>[^<]*</v></c>"#);
    for mark in ["1", "注2"] {
        let runs = format!(
            r#"<c r="{address}" s="$1" t="inlineStr"><is><r><t>20.5</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>{mark}</t></r></is></c>"#
        );
        let (document, again) = checked(&replaced(&book, SHEET_12, &cell, &runs));
        for document in [document, again] {
            assert_eq!(value(&document, RATE)["value"], "20.5", "{mark}");
            assert!(found(&document, RATE).contains(&("V207", "warning")), "{mark}");
            let told = message(&document, "V207");
            assert!(told.contains(&format!("「{mark}」を注の印とみて除いた")), "{told}");
        }
    }
}

/// A day typed with the time of day, as a date of its own type and as a number: the day is used, the time told.
#[test]
fn a_time_of_day_behind_a_date_is_told() {
    let book = book();
    let (plain, _) = checked(&book);
    let address = value(&plain, "report_date")["cell"].as_str().unwrap();
    // The form takes the day over from its cover.
    let cell = format!(r#"<c r="{address}" s="([0-9]+)"[^>]*><f>[^<]*</f><v>[^<]*</v></c>"#);
    for (kind, stored, time) in [
        (r#" t="d""#, "2023-04-08T15:30:00", Some("15:30:00")),
        (r#" t="d""#, "2023-04-08", None),
        ("", "45024.5", Some("12:00:00")),
    ] {
        let with = format!(r#"<c r="{address}" s="$1"{kind}><v>{stored}</v></c>"#);
        let (document, again) = checked(&replaced(&book, SHEET_12, &cell, &with));
        assert_eq!(value(&document, "report_date")["value"], "2023-04-08", "{stored}");
        match time {
            Some(time) => {
                assert_eq!(value(&again, "report_date")["value"], "2023-04-08", "{stored}");
                assert_eq!(found(&document, "report_date"), [("V207", "warning")], "{stored}");
                let told = message(&document, "V207");
                assert!(told.contains(&format!("時刻{time}を除いた")), "{told}");
            }
            None => assert_eq!(found(&document, "report_date"), [], "{stored}"),
        }
    }
}

#[test]
fn a_text_struck_as_a_whole_is_no_answer() {
    let runs = format!("<r><rPr><strike/></rPr><t>{ISSUES_12}</t></r>");
    let (document, again) = checked(&with_runs(&book(), ISSUES_12, &runs));
    for document in [document, again] {
        assert_eq!(found(&document, "issues"), [("V231", "warning")]);
        assert_eq!(value(&document, "issues")["missing"], "blank");
        assert_eq!(value(&document, "issues")["raw"], ISSUES_12);
    }
}

#[test]
fn a_number_in_a_struck_font_is_no_answer_and_comes_back_struck() {
    let book = book();
    let (plain, _) = checked(&book);
    let address = value(&plain, RATE)["cell"].as_str().unwrap();
    let book = restyled(&book, address, r#"<strike/><sz val="9"/>"#, "0.0", NO_FILL);
    let (document, again) = checked(&book);
    for document in [document, again] {
        assert_eq!(found(&document, RATE), [("V201", "error"), ("V231", "warning")]);
        assert_eq!(value(&document, RATE)["missing"], "blank");
    }
}

#[test]
fn white_space_that_is_struck_changes_nothing() {
    let runs = format!("<r><t>{ISSUES_12}</t></r><r><rPr><strike/></rPr><t> </t></r>");
    let (document, _) = checked(&with_runs(&book(), ISSUES_12, &runs));
    assert!(found(&document, "issues").is_empty(), "{document}");
    assert_eq!(value(&document, "issues")["value"], ISSUES_12);
}

#[test]
fn a_printed_cell_that_is_struck_is_told() {
    let runs = "<r><rPr><strike/></rPr><t>庁内理解の促進</t></r>";
    let (document, _) = checked(&with_runs(&book(), "庁内理解の促進", runs));
    assert!(message(&document, "L321").contains("庁内理解の促進"), "{document}");
}

#[test]
fn a_value_that_nobody_sees_is_used_and_told_with_its_place() {
    let book = book();
    let (plain, _) = checked(&book);
    let address = value(&plain, RATE)["cell"].as_str().unwrap();
    let row: String = address.chars().filter(char::is_ascii_digit).collect();
    let row_tag = format!(r#"<row r="{row}""#);
    let white = r#"<sz val="9"/><color rgb="FFFFFFFF"/>"#;
    let black = r#"<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>"#;
    let cases = [
        ("非表示の行", replaced(&book, SHEET_12, &row_tag, &format!(r#"{row_tag} hidden="1""#))),
        (
            "非表示の列",
            replaced(
                &book,
                SHEET_12,
                "<cols>.*</cols>",
                r#"<cols><col min="20" max="26" hidden="1"/></cols>"#,
            ),
        ),
        ("背景と同じ色", restyled(&book, address, white, "0.0", NO_FILL)),
        ("背景と同じ色", restyled(&book, address, r#"<sz val="9"/>"#, "0.0", black)),
        ("何も表示しない", restyled(&book, address, r#"<sz val="9"/>"#, ";;;", NO_FILL)),
    ];
    for (why, book) in cases {
        let (document, again) = checked(&book);
        let findings = document["findings"].as_array().unwrap();
        let own = findings.iter().find(|one| one["code"] == "V232" && one["field"] == RATE);
        let own = own.unwrap_or_else(|| panic!("{why}: {findings:#?}"));
        assert_eq!((&own["severity"], &own["cell"]), (&"warning".into(), &address.into()));
        assert!(own["message"].as_str().unwrap().contains(why), "{own}");
        assert_eq!(value(&document, RATE)["value"], "77.5");
        assert!(!findings.iter().any(|one| one["code"] == "V207"), "told once: {findings:#?}");
        // The return copy shows everything.
        assert!(found(&again, RATE).is_empty(), "{why}: {again}");
        assert_eq!(value(&again, RATE)["value"], "77.5");
    }
}

#[test]
fn a_form_on_a_hidden_sheet_is_used_and_told() {
    for state in ["hidden", "veryHidden"] {
        let state = format!(r#"<sheet name="No.12" state="{state}""#);
        let hidden = replaced(&book(), "xl/workbook.xml", r#"<sheet name="No.12""#, &state);
        let (document, again) = checked(&hidden);
        assert!(message(&document, "L320").contains("No.12の票は非表示"), "{document}");
        assert_eq!(value(&document, RATE)["value"], "77.5");
        let findings = again["findings"].as_array().unwrap();
        assert!(!findings.iter().any(|one| one["code"] == "L320"), "{findings:#?}");
    }
}

/// A conditional format hides as well, where it can be told without working out formulas of other cells.
#[test]
fn what_a_conditional_format_hides_is_told() {
    let book = book();
    let (plain, _) = checked(&book);
    let address = value(&plain, RATE)["cell"].as_str().unwrap();
    let white = r#"<dxf><font><color rgb="FFFFFFFF"/></font></dxf>"#;
    let nothing = r#"<dxf><numFmt numFmtId="191" formatCode=";;;"/></dxf>"#;
    let at_least = r#"type="cellIs" operator="greaterThanOrEqual""#;
    for (rule, formula, change, why) in [
        (at_least, "77.5", white, Some("背景と同じ色")),
        (at_least, "77.6", white, None),
        (r#"type="expression""#, "TRUE", nothing, Some("何も表示しない")),
        (r#"type="expression""#, "$A$1=0", white, None),
    ] {
        let dxfs = format!("<dxfs count=\"1\">{change}</dxfs>");
        let hidden = replaced(&book, "xl/styles.xml", r#"<dxfs[^>]*/>|<dxfs.*</dxfs>"#, &dxfs);
        let rule = format!(
            r#"<conditionalFormatting sqref="{address}"><cfRule {rule} dxfId="0" priority="1"><formula>{formula}</formula></cfRule></conditionalFormatting><dataValidations"#
        );
        let rule = rule.replace('$', "$$");
        let (document, _) = checked(&replaced(&hidden, SHEET_12, "<dataValidations", &rule));
        let own = found(&document, RATE);
        assert_eq!(own.contains(&("V232", "warning")), why.is_some(), "{formula}: {own:?}");
        if let Some(why) = why {
            assert!(message(&document, "V232").contains(why), "{document}");
        }
        assert_eq!(value(&document, RATE)["value"], "77.5");
    }
}

#[test]
fn what_a_conditional_format_strikes_out_is_no_answer() {
    let text = crate::rules::bench::text("自治体DXの推進").unwrap();
    let book = written("issues", &text);
    let (plain, _) = checked(&book);
    let address = value(&plain, "issues")["cell"].as_str().unwrap();
    let dxfs = r#"<dxfs count="1"><dxf><font><strike/></font></dxf></dxfs>"#;
    let book = replaced(&book, "xl/styles.xml", r#"<dxfs[^>]*/>|<dxfs.*</dxfs>"#, dxfs);
    for (rule, letters, is_struck) in [
        ("beginsWith", "自治体", true),
        ("beginsWith", "推進", false),
        ("endsWith", "推進", true),
        ("containsText", "dx", true),
        ("notContainsText", "DX", false),
    ] {
        let rule = format!(
            r#"<conditionalFormatting sqref="{address}"><cfRule type="{rule}" text="{letters}" dxfId="0" priority="1"/></conditionalFormatting><dataValidations"#
        );
        let (document, _) = checked(&replaced(&book, SHEET_12, "<dataValidations", &rule));
        let own = found(&document, "issues");
        assert_eq!(own.contains(&("V231", "warning")), is_struck, "{letters}: {own:?}");
        assert_eq!(value(&document, "issues")["value"].is_null(), is_struck, "{letters}");
    }
}

/// The workbook of the division with this in a field of program 12, as the program itself writes it.
fn written(key: &str, entry: &matome::testing::Entry) -> Vec<u8> {
    let (plan, form) = schema();
    let round = "2022".parse().unwrap();
    let mut files = crate::support::filled(&plan, &form, round, &|program, question| {
        // With a fault elsewhere, so that the form comes back.
        if program.0 == 12 && question.key() == "rating" {
            return crate::rules::bench::text("だいたいA");
        }
        let is_field = program.0 == 12 && question.key() == key;
        if is_field {
            Some(entry.clone())
        } else {
            crate::rules::bench::sound(round, program, question)
        }
    });
    files.remove(FILE).unwrap()
}

/// The workbook with a number in the cell of a field, in a number format.
fn shown_as(key: &str, number: &str, format: &str) -> Vec<u8> {
    use matome::testing::Entry;
    let book = written(key, &Entry::Number(number.parse().unwrap()));
    let (document, _) = checked(&book);
    let address = value(&document, key)["cell"].as_str().unwrap().to_owned();
    restyled(&book, &address, r#"<sz val="9"/>"#, format, NO_FILL)
}

/// What stands on the screen is what a text says; nobody who types 50% means 0.5.
#[test]
fn a_text_field_is_read_as_it_is_shown() {
    for (number, format, shown) in [
        ("0.5", "0%", "50%"),
        ("45017", "yyyy&quot;年&quot;m&quot;月&quot;", "2023年4月"),
        ("123", "0000", "0123"),
        ("45017", "[$-411]ge.m.d", "R5.4.1"),
        ("45017", "[$-1030411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "令和5年4月1日"),
        ("0.5", "# ?/?", "1/2"),
        ("36", "[DBNum3]0", "３６"),
        ("1.5", "[h]&quot;時間&quot;mm&quot;分&quot;", "36時間00分"),
        ("0.375", "h:mm", "9:00"),
        ("1234567", "#,##0,&quot;千円&quot;", "1,235千円"),
        ("12", "0&quot;.&quot;0", "1.2"),
        ("1", "[=1]&quot;あり&quot;;&quot;なし&quot;", "あり"),
    ] {
        let (document, again) = checked(&shown_as("issues", number, format));
        for document in [document, again] {
            assert_eq!(value(&document, "issues")["value"], shown);
            assert_eq!(value(&document, "issues")["raw"], shown);
            assert!(!found(&document, "issues").contains(&("V207", "warning")), "{document}");
        }
    }
    for (number, format, stored) in [
        ("0.5", "0.00E+00", "0.5"),
        ("0.3", "# ?/?", "0.3"),
        ("45017", "[DBNum3]yyyy", "2023-04-01"),
    ] {
        let (document, _) = checked(&shown_as("issues", number, format));
        assert_eq!(found(&document, "issues"), [("V207", "warning")], "told once: {format}");
        let told = message(&document, "V207");
        assert!(told.contains("見え方が分からないので"), "{told}");
        assert_eq!(value(&document, "issues")["value"], stored);
    }
}

/// Excel leaves zeros out where the view says so, and a format may have no place or white digits for one.
#[test]
fn a_zero_that_nobody_sees_is_told() {
    use matome::testing::Entry;
    let book = written(RATE, &Entry::Number(0.into()));
    let (plain, _) = checked(&book);
    assert!(!plain["findings"].to_string().contains("V232"), "{plain}");
    let address = value(&plain, RATE)["cell"].as_str().unwrap();
    let hidden = replaced(&book, SHEET_12, "<sheetView ", r#"<sheetView showZeros="0" "#);
    let white = restyled(&book, address, r#"<sz val="9"/>"#, "[White]0.0", NO_FILL);
    for (why, book) in [("0を表示しない設定のシート", hidden), ("白で表示する表示形式", white)]
    {
        let (document, _) = checked(&book);
        assert!(found(&document, RATE).contains(&("V232", "warning")), "{document}");
        assert!(message(&document, "V232").contains(why), "{document}");
        assert_eq!(value(&document, RATE)["value"], "0");
    }
}

/// What a person types into a text cell of the form stays what was typed.
#[test]
fn text_cells_of_the_form_are_formatted_as_text() {
    let book = book();
    let (document, _) = checked(&book);
    let address = value(&document, "issues")["cell"].as_str().unwrap();
    let sheet = parts(&book).into_iter().find(|(name, _)| name == SHEET_12).unwrap().1;
    let sheet = String::from_utf8(sheet).unwrap();
    let style = regex::Regex::new(&format!(r#"<c r="{address}" s="([0-9]+)""#)).unwrap();
    let style: usize = style.captures(&sheet).unwrap()[1].parse().unwrap();
    let styles = parts(&book).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap().1;
    let styles = String::from_utf8(styles).unwrap();
    let formats = styles.split("<cellXfs ").nth(1).unwrap().split("<xf ").nth(style + 1).unwrap();
    assert!(formats.starts_with(r#"numFmtId="49""#), "{formats}");
}

/// 1-12 typed into a number field: told in the words of the screen, and the returned cell takes a number again.
#[test]
fn a_number_that_became_a_date_has_a_way_out() {
    let book = shown_as(RATE, "44938", "m&quot;月&quot;d&quot;日&quot;");
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{FILE}"), &book);
    let document = check(&workspace, &["--returns", "返すもの"]);
    assert_eq!(found(&document, RATE), [("V233", "error")]);
    assert_eq!(value(&document, RATE)["raw"], "1月12日");
    assert!(message(&document, "V233").contains("「1月12日」は日付"), "{document}");
    let again = check(&workspace, &["返すもの"]);
    assert_eq!(found(&again, RATE), [("V233", "error")]);
    let returned = std::fs::read(workspace.dir.join("返すもの").join(FILE)).unwrap();
    let address = value(&again, RATE)["cell"].as_str().unwrap();
    let cell = format!(r#"(<c r="{address}" s="[0-9]+") t="s"><v>[0-9]+</v>"#);
    let mended = replaced(&returned, "xl/worksheets/sheet4.xml", &cell, "$1><v>12</v>");
    workspace.write(&format!("mended/{FILE}"), &mended);
    let mended = check(&workspace, &["mended"]);
    assert_eq!(value(&mended, RATE)["value"], "12", "{mended}");
}
