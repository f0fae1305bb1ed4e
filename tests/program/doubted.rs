//! Values that are written so that they may mislead: what is seen and what counts differ, two numbers stand in one cell, or
//! the size is that of another unit. Each is told as it is, and what is made of it says so.

use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, Entry, Round};
use serde_json::Value as Json;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{number, part_texts, parts, replaced, schema, sound, sound_files, text};
use crate::support::{Workspace, filled};

type Written<'a> = &'a [(u16, &'a str, &'a str)];

fn entry(written: &str) -> Option<Entry> {
    match written {
        "" => None,
        _ if written.parse::<f64>().is_ok() => number(written),
        _ => text(written),
    }
}

/// The rounds of 2021, if it is wanted, and 2022; in the last these fields of these programs are written over.
fn workspace(with_last_year: bool, written: Written<'_>) -> Workspace {
    let (plan, form) = schema();
    let workspace = Workspace::new();
    if with_last_year {
        for (name, bytes) in sound_files(&plan, &form, "2021") {
            workspace.write(&format!("input/2021/{name}"), &bytes);
        }
    }
    let round: Round = "2022".parse().unwrap();
    let files = filled(&plan, &form, round, &|program, question| {
        let mut own =
            written.iter().filter(|(no, key, _)| (*no, *key) == (program.0, question.key()));
        own.next().map_or_else(|| sound(round, program, question), |(.., written)| entry(written))
    });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    workspace
}

/// The embedded plan with further keys at its end.
fn with_plan(workspace: &Workspace, keys: &str) {
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    workspace.write("schemas/kodaira-1/plan.toml", format!("{EMBEDDED_PLAN}\n{keys}").as_bytes());
}

fn check(workspace: &Workspace) -> Json {
    let output =
        workspace.matome(&["check", "--round", "2022", "--format", "json"]).output().unwrap();
    let document: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

/// Findings of a field: code, message, hint.
fn told(document: &Json, field: &str) -> Vec<(String, String, String)> {
    let found = document["findings"].as_array().unwrap().iter();
    let own = found.filter(|finding| finding["field"] == field);
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    own.map(|one| (text(&one["code"]), text(&one["message"]), text(&one["hint"]))).collect()
}

fn value(document: &Json, program: u16, field: &str) -> Json {
    let mut values = document["values"].as_array().unwrap().iter();
    let is_it = |value: &&Json| value["program"] == program && value["field"] == field;
    values.find(is_it).unwrap().clone()
}

const RATE: &str = "indicator_e_approval_rate_actual";
const GROUPS: &str = "indicator_partner_groups_actual";

/// The workspace with a number in a number format in the cell of a field of program 12, which stands on the fourth sheet.
fn formatted(written: Written<'_>, field: &str, stored: &str, format: &str) -> Json {
    let workspace = workspace(true, written);
    let address = value(&check(&workspace), 12, field)["cell"].as_str().unwrap().to_owned();
    let name = "input/2022/総務課.xlsx";
    let book = std::fs::read(workspace.dir.join(name)).unwrap();
    let styles = parts(&book).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap().1;
    let styles = String::from_utf8(styles).unwrap();
    let list = styles.split("<cellXfs ").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let style = list.matches("<xf ").count();
    let formats = format!(r#"<numFmts count="1"><numFmt numFmtId="199" formatCode="{format}"/>"#);
    let book = match styles.contains("<numFmts") {
        true => replaced(&book, "xl/styles.xml", "<numFmts[^>]*>", &formats),
        false => replaced(&book, "xl/styles.xml", "<fonts", &format!("{formats}</numFmts><fonts")),
    };
    let own = r#"<xf numFmtId="199" applyNumberFormat="1"/></cellXfs>"#;
    let book = replaced(&book, "xl/styles.xml", "</cellXfs>", own);
    let cell = format!(r#"<c r="{address}" s="[0-9]+"[^>]*><v>[^<]*</v></c>"#);
    let with = format!(r#"<c r="{address}" s="{style}"><v>{stored}</v></c>"#);
    workspace.write(name, &replaced(&book, "xl/worksheets/sheet4.xml", &cell, &with));
    check(&workspace)
}

#[test]
fn a_number_typed_into_a_cell_that_shows_per_cent_is_told_as_it_is_shown() {
    let document = formatted(&[], RATE, "90", "0%");
    let told = told(&document, RATE);
    let (code, message, hint) = &told[0];
    assert_eq!(code, "V204", "{told:?}");
    assert!(
        message.contains("表示形式が「%」のセルに90と入力したため、9,000%になっている"),
        "{message}"
    );
    assert!(hint.contains("「90%」") && !hint.contains('円'), "{hint}");
    assert!(!told.iter().any(|(code, ..)| code == "V207"), "{told:?}");
    assert_eq!(value(&document, 12, RATE)["value"], Json::Null);
}

#[test]
fn an_amount_of_which_the_cell_hides_digits_is_told_with_what_is_seen() {
    let document = formatted(&[], "effect_1_actual", "1350.4", "#,##0");
    let told = told(&document, "effect_1_actual");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "V207");
    assert!(
        told[0].1.contains("1,350.4千円 と読みました(画面には1,350と表示されている)"),
        "{told:?}"
    );
    assert_eq!(value(&document, 12, "effect_1_actual")["value"], "1350400");
    // Thousands that a format shows are the column's unit, and hide digits all the same.
    let scaled = formatted(&[], "effect_1_actual", "1234567", "#,##0,");
    let told = self::told(&scaled, "effect_1_actual");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].1.contains("1,234.567千円 と読みました(画面には1,235と表示されている)"),
        "{told:?}"
    );
    assert_eq!(value(&scaled, 12, "effect_1_actual")["value"], "1234567");
    // A point that stands in the format alone, and digits beside the number.
    for format in ["0&quot;.&quot;0", "0&quot;000&quot;"] {
        let parted = formatted(&[], "effect_1_actual", "1200", format);
        let told = self::told(&parted, "effect_1_actual");
        assert!(
            told.iter()
                .any(|(code, message, _)| code == "V207"
                    && message.contains("画面の見た目と値が違う")),
            "{told:?}"
        );
    }
    // A rate has fewer decimals by its indicator too: told once, with what is seen.
    let rate = formatted(&[], RATE, "0.77523", "0.0%");
    let told = self::told(&rate, RATE);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "V217");
    assert!(told[0].1.contains("画面には77.5%と表示されている"), "{told:?}");
}

/// Nobody wrote 円: the number format shows it, and what stands on the screen is quoted.
#[test]
fn a_unit_that_only_the_number_format_shows_is_told_as_such() {
    let line = [
        (12, "effect_1_kind", "歳出削減"),
        (12, "effect_1_title", "用紙の購入費の削減"),
        (12, "effect_1_planned", "1200"),
    ];
    for (format, seen) in [("[$¥-411]#,##0", "¥1,200"), ("#,##0&quot;円&quot;", "1,200円")] {
        let document = formatted(&line, "effect_1_actual", "1200", format);
        let told = told(&document, "effect_1_actual");
        let said = |code: &str| {
            let found = told.iter().find(|(found, ..)| found == code);
            found.unwrap_or_else(|| panic!("{code}: {told:?}")).1.clone()
        };
        let doubt = said("V207");
        assert!(doubt.contains(&format!("「{seen}」を 1.2千円 と読みました")), "{doubt}");
        assert!(doubt.contains("表示形式が「円」と付けて表示しているが"), "{doubt}");
        let far = said("X421");
        assert!(
            far.contains(&format!("1.2千円(画面の表示は「{seen}」、単位は表示形式の「円」)")),
            "{far}"
        );
    }
}

#[test]
fn a_time_where_a_number_is_expected_is_called_one() {
    for (stored, format, seen) in [
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "h:mm", "12:00"),
        ("1.5", "[h]&quot;時間&quot;mm&quot;分&quot;", "36時間00分"),
        // Shown as one number.
        ("1.5", "[h]", "36"),
        ("1.5", "[m]", "2160"),
        ("0.5", "h", "12"),
    ] {
        let document = formatted(&[], RATE, stored, format);
        let told = told(&document, RATE);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].0, "V202", "{told:?}");
        assert!(
            told[0]
                .1
                .contains(&format!("「{seen}」を数として読めません(時刻か時間の長さになっている)")),
            "{told:?}"
        );
    }
    let typed = check(&workspace(true, &[(12, RATE, "36:30")]));
    assert!(told(&typed, RATE)[0].1.contains("時刻か時間の長さになっている"), "{typed}");
}

/// Whoever sees 集計中 has written no measured zero.
#[test]
fn a_zero_for_which_the_format_shows_a_word_says_what_the_word_says() {
    for (format, code, missing) in [
        ("0.0;;&quot;集計中&quot;", "V213", "pending"),
        ("0.0;-0.0;&quot;なし&quot;", "V215", "none"),
        ("[=0]&quot;対象外&quot;;0.0", "V215", "not_applicable"),
    ] {
        let document = formatted(&[], RATE, "0", format);
        let told = told(&document, RATE);
        assert_eq!(told.len(), 1, "{format}: {told:?}");
        assert_eq!(told[0].0, code, "{told:?}");
        let word = format.split("&quot;").nth(1).unwrap();
        assert!(told[0].1.contains(&format!("「{word}」")), "{told:?}");
        let value = value(&document, 12, RATE);
        assert_eq!((&value["value"], value["missing"].as_str()), (&Json::Null, Some(missing)));
    }
    // An amount, and a word that says nothing of a number.
    let line = [
        (12, "effect_1_kind", "歳出削減"),
        (12, "effect_1_title", "用紙の購入費の削減"),
        (12, "effect_1_planned", "1200"),
    ];
    let none = formatted(&line, "effect_1_actual", "0", "#,##0;-#,##0;&quot;なし&quot;");
    let told = self::told(&none, "effect_1_actual");
    assert!(told.iter().any(|(code, ..)| code == "V215"), "{told:?}");
    assert_eq!(value(&none, 12, "effect_1_actual")["value"], Json::Null);
    let other = formatted(&line, "effect_1_actual", "0", "#,##0;-#,##0;&quot;別途&quot;0");
    let told = self::told(&other, "effect_1_actual");
    assert!(told.iter().any(|(code, ..)| code.starts_with('V')), "{told:?}");
    let other = formatted(&line, "effect_1_actual", "0", "#,##0;-#,##0;&quot;たぶん&quot;");
    let told = self::told(&other, "effect_1_actual");
    let doubt = told.iter().find(|(code, ..)| code == "V207").unwrap();
    assert!(doubt.1.contains("画面には「たぶん」と表示されている"), "{told:?}");
    // A dash is how accounts write a zero.
    for format in ["#,##0;-#,##0;&quot;-&quot;", "_ * #,##0_ ;_ * -#,##0_ ;_ * &quot;-&quot;??_ "] {
        let dash = formatted(&line, "effect_1_actual", "0", format);
        assert_eq!(value(&dash, 12, "effect_1_actual")["value"], "0", "{format}");
        let told = self::told(&dash, "effect_1_actual");
        assert!(!told.iter().any(|(code, ..)| code.starts_with("V2")), "{told:?}");
    }
}

/// The field decides; who asks about a text alone hears of both.
#[test]
fn a_middle_dot_between_digits_is_told_by_read_value_as_the_check_reads_it() {
    let workspace = Workspace::new();
    let output = workspace.matome(&["read-value", "--as", "number", "--unit", "%", "12・15"]);
    let said = String::from_utf8({ output }.output().unwrap().stdout).unwrap();
    assert!(said.contains("12.15%") && said.contains("二つの値とみて読みません"), "{said}");
    let document = check(&self::workspace(true, &[(12, RATE, "12・15"), (3, GROUPS, "12・15")]));
    assert_eq!(value(&document, 12, RATE)["value"], "12.15");
    assert_eq!(value(&document, 3, GROUPS)["value"], Json::Null);
}

#[test]
fn a_computed_number_is_shown_the_same_way_in_all_findings() {
    let document = formatted(&[], RATE, "0.12499999999999999", "General");
    let told = told(&document, RATE);
    assert!(
        told.iter()
            .any(|(code, message, _)| code == "V207" && message.contains("「0.125」を 0.125")),
        "{told:?}"
    );
    assert!(!document["findings"].to_string().contains("0.1249"), "{told:?}");
    assert_eq!(value(&document, 12, RATE)["raw"], "0.125");
}

#[test]
fn a_second_number_in_a_cell_is_refused_or_told_but_never_dropped() {
    for (program, field, written, code, read, says) in [
        (3, GROUPS, "12・15", "V208", Json::Null, "12・15"),
        (3, GROUPS, "4団体（うち新規2団体）", "V207", "4".into(), "「(うち新規2団体)」は使わない"),
        (
            12,
            RATE,
            "78.5％(見込み含む80.0)",
            "V207",
            "78.5".into(),
            "「(見込み含む80.0)」は使わない",
        ),
        (12, RATE, "90%以上", "V219", Json::Null, "実績の数ではありません"),
        (12, "effect_1_actual", "1,200千円以上", "V219", Json::Null, "「以上」"),
    ] {
        let document = check(&workspace(true, &[(program, field, written)]));
        let told = told(&document, field);
        assert_eq!(told.len(), 1, "{written}: {told:?}");
        assert_eq!(told[0].0, code, "{written}: {told:?}");
        assert!(told[0].1.contains(says), "{written}: {told:?}");
        assert_eq!(value(&document, program, field)["value"], read, "{written}");
    }
}

#[test]
fn a_loss_of_revenue_gets_the_advice_for_revenue() {
    let line = |kind| {
        let written = [(9, "effect_1_kind", kind), (9, "effect_1_actual", "-2022")];
        let told = told(&check(&workspace(false, &written)), "effect_1_actual");
        told.into_iter().find(|(code, ..)| code == "V214").unwrap()
    };
    let (_, message, hint) = line("歳入確保");
    assert!(
        message.contains("負の額のまま") && hint.contains("増えた収入は正の数"),
        "{message} {hint}"
    );
    assert!(!hint.contains("削減額"), "{hint}");
    assert!(line("歳出削減").2.contains("削減額は正の数"));
}

#[test]
fn an_effect_against_a_fixed_year_may_be_the_same_every_year() {
    let again = |method: &str| {
        let written = [
            (9, "effect_1_title", "敷地の貸付"),
            (9, "effect_1_actual", "2021"),
            (9, "effect_1_method", method),
        ];
        !told(&check(&workspace(true, &written)), "effect_1_title").is_empty()
    };
    for left_over in ["契約額", "令和3年度の決算額との差", "前年度との差"] {
        assert!(again(left_over), "{left_over}");
    }
    for fixed in
        ["平成28年度の決算額との差", "基準年度との差", "対H30年度比", "令和２年度決算と比べた額"]
    {
        assert!(!again(fixed), "{fixed}");
    }
}

/// A one-year line without a planned amount, of a title that nobody reported before.
fn new_line(actual: &str) -> Vec<(u16, &str, &str)> {
    vec![
        (20, "effect_1_kind", "歳入確保"),
        (20, "effect_1_title", "土地の売却"),
        (20, "effect_1_nature", "単年度"),
        (20, "effect_1_basis", "決算"),
        (20, "effect_1_actual", actual),
        (20, "effect_1_method", "契約額"),
    ]
}

fn summary(workspace: &Workspace) -> Json {
    workspace.matome(&["build"]).assert().success();
    workspace.json("output/2022/data/summary.json")
}

fn sentences(summary: &Json) -> String {
    summary["sentences"].to_string()
}

#[test]
fn an_amount_beyond_every_other_is_doubted_counted_and_said() {
    let field = "effect_1_actual";
    for (actual, code, yen) in
        [("169000000", "X421", 169_000_000_000_i64), ("約1百億円", "V220", 10_000_000_000)]
    {
        let workspace = workspace(true, &new_line(actual));
        let told = told(&check(&workspace), field);
        assert!(told.iter().any(|(found, ..)| found == code), "{told:?}");
        let summary = summary(&workspace);
        assert_eq!(summary["effects"]["doubted_lines"], 1);
        let totals = summary["effects"]["totals"].as_array().unwrap();
        let new = totals.iter().find(|row| row["view"] == "new" && row["fiscal_year"] == 2022);
        assert_eq!(new.unwrap()["doubted_yen"], yen);
        assert!(new.unwrap()["actual_yen"].as_i64().unwrap() > yen, "counted as before");
        assert!(
            sentences(&summary).contains("は、桁や単位を確認中です"),
            "{}",
            sentences(&summary)
        );
        let effects =
            std::fs::read_to_string(workspace.dir.join("output/2022/data/effects.csv")).unwrap();
        assert!(effects.lines().next().unwrap().ends_with(",doubted"), "{effects}");
        assert_eq!(effects.lines().filter(|line| line.ends_with(",true")).count(), 1, "{effects}");
        // There is no error, and the run stops all the same.
        workspace.matome(&["build", "--strict"]).assert().code(1);

        let confirmed = format!(
            "[[confirmed]]\nround = \"2022\"\nprogram = 20\nfield = \"{field}\"\nvalue = \"{actual}\"\n"
        );
        with_plan(&workspace, &confirmed);
        workspace.matome(&["build", "--strict"]).assert().success();
        let confirmed = self::summary(&workspace);
        assert_eq!(confirmed["effects"]["doubted_lines"], 0);
        assert!(!sentences(&confirmed).contains("確認中"), "{}", sentences(&confirmed));
    }
}

#[test]
fn an_amount_of_a_usual_size_is_not_doubted() {
    let workspace = workspace(true, &new_line("20210"));
    assert_eq!(told(&check(&workspace), "effect_1_actual"), []);
    workspace.matome(&["build", "--strict"]).assert().success();
    // The plan may know better.
    with_plan(&workspace, "[effects]\nceiling = 20000000\n");
    let told = told(&check(&workspace), "effect_1_actual");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "X422");
    assert!(told[0].1.contains("20,210千円") && told[0].1.contains("20,000千円"), "{told:?}");
    workspace.matome(&["build", "--strict"]).assert().code(1);
}

#[test]
fn a_division_that_writes_all_its_amounts_in_yen_is_measured_by_its_past() {
    // No other division has so much, but the lines are near to each other and to what two others wrote by mistake.
    let written = [
        (12, "effect_1_title", "照明の取替え"),
        (12, "effect_1_actual", "1200000"),
        (9, "effect_1_title", "駐車場の貸付"),
        (9, "effect_1_actual", "2022000"),
    ];
    let document = check(&workspace(true, &written));
    let far = document["findings"].as_array().unwrap().iter();
    let far: Vec<&Json> =
        far.filter(|one| one["code"] == "X421").map(|one| &one["program"]).collect();
    assert_eq!(far, [&Json::from(9), &Json::from(12)]);
}

#[test]
fn two_wrong_lines_of_two_divisions_do_not_vouch_for_each_other() {
    let written = [
        (12, "effect_1_title", "照明の取替え"),
        (12, "effect_1_planned", ""),
        (12, "effect_1_actual", "169000000"),
        (9, "effect_1_title", "駐車場の貸付"),
        (9, "effect_1_planned", ""),
        (9, "effect_1_actual", "169000000"),
    ];
    let document = check(&workspace(false, &written));
    let far = document["findings"].as_array().unwrap().iter();
    let far: Vec<&Json> =
        far.filter(|one| one["code"] == "X421").map(|one| &one["program"]).collect();
    assert_eq!(far, [&Json::from(9), &Json::from(12)]);
}

#[test]
fn an_actual_without_a_past_is_measured_by_target_and_baseline() {
    let hours = "indicator_overtime_hours_actual";
    let workspace = workspace(false, &[(19, hours, "14520"), (3, GROUPS, "300")]);
    let document = check(&workspace);
    for field in [hours, GROUPS] {
        let told = told(&document, field);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].0, "X423", "{told:?}");
    }
    let summary = summary(&workspace);
    assert_eq!(summary["indicator_tally"]["doubted"], 2);
    let paper = std::fs::read(workspace.dir.join("output/2022/委員会資料.xlsx")).unwrap();
    assert!(part_texts(&paper, "xl/").contains("このうち2件は、実績の桁や単位を確認中です。"));
    workspace.matome(&["build", "--strict"]).assert().code(1);
    let near = check(&self::workspace(false, &[]));
    assert!(!near["findings"].to_string().contains("X423"), "{near}");
}

#[test]
fn a_sentence_is_no_more_precise_than_what_was_written() {
    let only = |actual: &str| {
        let mut written = new_line(actual);
        written.extend([(2, "effect_1_actual", "0"), (12, "effect_1_actual", "0")]);
        written.extend([(12, "effect_2_actual", "0"), (9, "effect_1_actual", "0")]);
        sentences(&summary(&workspace(false, &written)))
    };
    let said = only("約1百万円");
    assert!(said.contains("約1百万円(") && !said.contains("1.0百万円"), "{said}");
    let said = only("約1,200千円");
    assert!(said.contains("約1.2百万円"), "{said}");
    let said = only("1000");
    assert!(said.contains("約1.0百万円"), "{said}");
}
