//! The reader-layer table of the notation rules, row by row: what a workbook stores, down to the value it means.
//!
//! One sheet written by hand holds every situation; each test is named after its row.

use super::workshop::{ods, with_rows, with_sheet};
use super::*;
use crate::notation::{
    ChoiceList, ChoiceOption, Expect, Missing, MoneyUnit, Outcome, Raw, Refusal, Value, read,
    text::clean,
};
use crate::terms::Area;
use crate::terms::{CellRef, Yen};

const SHEET: &str = r##"<cols><col min="9" max="9" hidden="1"/></cols><sheetData>
<row r="12"><c r="B12" t="s"><v>0</v></c><c r="C12" t="inlineStr"><is><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></is></c></row>
<row r="13"><c r="B13" s="1"><v>0.623</v></c><c r="C13" t="inlineStr"><is><t>62.3</t></is></c><c r="D13" t="inlineStr"><is><t>６２．３％</t></is></c></row>
<row r="14"><c r="B14" s="2"><v>1234567</v></c><c r="C14" s="3"><v>18000</v></c><c r="D14" s="4"><v>-1234</v></c></row>
<row r="15"><c r="B15" s="5"><v>44287</v></c><c r="C15" s="6"><v>44287</v></c><c r="D15" t="d"><v>2021-04-01</v></c></row>
<row r="16"><c r="B16"><f>C12*2</f></c><c r="C16"><f>1+1</f><v>2</v></c><c r="D16"><f>[1]Sheet1!A1</f><v>5</v></c></row>
<row r="17"><c r="B17" t="e"><v>#N/A</v></c><c r="C17" t="inlineStr"><is><t>#N/A</t></is></c></row>
<row r="18" hidden="1"><c r="B18" t="inlineStr"><is><t>1行目
2行目</t></is></c><c r="C18" t="inlineStr"><is><t>1行目_x000D_
2行目</t></is></c><c r="D18" t="inlineStr"><is><t>B　</t></is></c></row>
<row r="19"><c r="B19" s="7"/><c r="C19" s="8"/><c r="D19" s="7"><v>5</v></c></row>
</sheetData><mergeCells><mergeCell ref="B20:D21"/></mergeCells>"##;

const STRINGS: &str = r#"<sst count="1" uniqueCount="1"><si><r><t>國學院</t></r><r><t>大学</t></r><rPh sb="0" eb="5"><t>コクガクインダイガク</t></rPh></si></sst>"#;

const STYLES: &str = r##"<styleSheet><numFmts>
<numFmt numFmtId="164" formatCode="0.00%"/><numFmt numFmtId="165" formatCode="#,##0,"/>
<numFmt numFmtId="166" formatCode="&quot;約&quot;#,##0&quot;千円&quot;"/><numFmt numFmtId="167" formatCode="#,##0;&quot;▲ &quot;#,##0"/>
<numFmt numFmtId="168" formatCode="[$-ja-JP-x-gannen]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="169" formatCode="[$-411]ge.m.d"/>
</numFmts><fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFBFBFBF"/></patternFill></fill></fills>
<borders><border/><border diagonalUp="1"><left/><right/><top/><bottom/><diagonal style="thin"/></border></borders>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/>
<xf numFmtId="0" borderId="1" applyBorder="1"/><xf numFmtId="0" fillId="1" applyFill="1"/></cellXfs></styleSheet>"##;

fn workbook_part(properties: &str, state: &str) -> String {
    format!(
        r#"<workbook xmlns:r="r">{properties}<sheets><sheet name="S" r:id="rId1" {state}/></sheets></workbook>"#
    )
}

fn book_with(properties: &str, state: &str) -> Workbook {
    let part = workbook_part(properties, state);
    let more = [
        ("xl/workbook.xml", part.as_str()),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
    ];
    open(&with_sheet(SHEET, &more), "form.xlsx", &Limits::default()).expect("a sound workbook")
}

fn book() -> Workbook {
    book_with("", "")
}

fn at(address: &str) -> CellRef {
    address.parse().expect("an address")
}

fn cell(book: &Workbook, address: &str) -> Cell {
    book.sheets[0].cells.get(&at(address)).expect("a cell").clone()
}

fn text(address: &str) -> String {
    match cell(&book(), address).content {
        Content::Text(text) => text.to_string(),
        other => panic!("{address}: {other:?}"),
    }
}

/// What the cell means in a field of this kind.
fn outcome(address: &str, expect: &Expect<'_>) -> Outcome {
    let cell = cell(&book(), address);
    let raw = match &cell.content {
        Content::Text(text) => Raw::Text(text),
        Content::Number(value) => Raw::Number { value: *value, format: cell.format.as_deref() },
        Content::Date { date, serial_odd } => {
            Raw::Date { date: date.date(), serial_odd: *serial_odd }
        }
        Content::Error(code) => Raw::Error(code),
        Content::NoResult => Raw::NoResult,
        other => panic!("{address}: {other:?}"),
    };
    read(&raw, expect)
}

fn value(address: &str, expect: &Expect<'_>) -> Value {
    match outcome(address, expect) {
        Outcome::Read(reading) => reading.value,
        other => panic!("{address}: {other:?}"),
    }
}

const RATE: Expect<'static> =
    Expect::Number { unit: "%", parentheses_negative: false, none_is_zero: false, whole: false };
const MONEY: Expect<'static> = Expect::Money { unit: MoneyUnit::Thousand, none_is_zero: false };
const DATE: Expect<'static> = Expect::Date { around: None };

#[test]
fn furigana_is_no_text() {
    assert_eq!(text("B12"), "國學院大学");
    assert_eq!(text("C12"), "課");
}

#[test]
fn a_rate_by_format_as_text_and_in_full_width_is_one_value() {
    let rate = Value::Number("62.3".parse().expect("a number"));
    for address in ["B13", "C13", "D13"] {
        assert_eq!(value(address, &RATE), rate, "{address}");
    }
}

#[test]
fn a_format_that_divides_by_a_thousand_shows_yen() {
    assert_eq!(value("B14", &MONEY), Value::Money(Yen(1_234_567)));
}

#[test]
fn a_unit_in_the_format_counts() {
    assert_eq!(value("C14", &MONEY), Value::Money(Yen(18_000_000)));
}

#[test]
fn a_triangle_in_the_format_is_a_minus_already_there() {
    assert_eq!(value("D14", &MONEY), Value::Money(Yen(-1_234_000)));
}

#[test]
fn number_formats_are_kept() {
    assert_eq!(cell(&book(), "B14").format.as_deref(), Some("#,##0,"));
    assert_eq!(cell(&book(), "C14").format.as_deref(), Some("\"約\"#,##0\"千円\""));
}

#[test]
fn japanese_calendar_formats_are_dates() {
    for address in ["B15", "C15"] {
        assert_eq!(value(address, &DATE), Value::Date(jiff::civil::date(2021, 4, 1)), "{address}");
    }
}

#[test]
fn workbooks_of_1904_count_from_1904() {
    let book = book_with(r#"<workbookPr date1904="1"/>"#, "");
    for address in ["B15", "C15"] {
        let day =
            Content::Date { date: jiff::civil::date(2025, 4, 2).at(0, 0, 0, 0), serial_odd: false };
        assert_eq!(cell(&book, address).content, day, "{address}");
    }
}

#[test]
fn a_formula_without_a_result_is_no_blank() {
    assert_eq!(outcome("B16", &RATE), Outcome::Refused(Refusal::NoResult));
    assert_eq!(value("C16", &RATE), Value::Number(2.into()));
}

#[test]
fn formulas_stand_at_their_own_cells() {
    let book = book();
    assert_eq!(cell(&book, "B16").formula.as_deref(), Some("C12*2"));
    assert_eq!(cell(&book, "C16").formula.as_deref(), Some("1+1"));
    assert_eq!(cell(&book, "C14").formula, None);
}

#[test]
fn an_error_cell_is_told_from_the_same_text_typed() {
    let refused = Outcome::Refused(Refusal::ErrorCell { code: "#N/A".to_owned() });
    assert_eq!(outcome("B17", &RATE), refused);
    assert!(matches!(
        outcome("C17", &RATE),
        Outcome::Missing { reason: Missing::NotApplicable, .. }
    ));
}

#[test]
fn iso_dates_are_dates() {
    assert_eq!(value("D15", &DATE), Value::Date(jiff::civil::date(2021, 4, 1)));
}

#[test]
fn links_to_other_workbooks_are_told() {
    let book = book();
    assert!(book.oddities.contains(&Oddity::ExternalLinks(1)));
    assert_eq!(cell(&book, "D16").formula.as_deref(), Some("[1]Sheet1!A1"));
}

#[test]
fn the_state_of_a_sheet_is_known() {
    let seen = |state: &str| book_with("", state).sheets[0].visibility;
    assert_eq!(seen(""), Visibility::Visible);
    assert_eq!(seen(r#"state="hidden""#), Visibility::Hidden);
    assert_eq!(seen(r#"state="veryHidden""#), Visibility::VeryHidden);
}

#[test]
fn hidden_rows_and_columns_are_known() {
    let sheet = &book().sheets[0];
    assert_eq!(sheet.hidden_rows.iter().copied().collect::<Vec<_>>(), [17]);
    assert_eq!(sheet.hidden_cols.iter().copied().collect::<Vec<_>>(), [8]);
}

#[test]
fn merged_areas_are_known() {
    assert_eq!(book().sheets[0].merges, [Area::new(at("B20"), at("D21"))]);
}

#[test]
fn line_breaks_of_every_kind_are_one() {
    for address in ["B18", "C18"] {
        assert_eq!(clean(&text(address)), "1行目\n2行目", "{address}");
    }
}

#[test]
fn a_trailing_full_width_space_is_kept_by_the_reader_and_trimmed_by_meaning() {
    assert_eq!(text("D18"), "B　");
    assert_eq!(value("D18", &Expect::Text), Value::Text("B".to_owned()));
}

/// N091: the line is seen in empty cells. What a colour means is not guessed.
#[test]
fn n091_empty_cells_with_a_diagonal_line_are_known() {
    let sheet = &book().sheets[0];
    assert_eq!(sheet.crossed_out.iter().copied().collect::<Vec<_>>(), [at("B19")]);
}

/// What an OpenDocument cell of this content means in a field of this kind.
fn outcome_of_ods(cell: &str, expect: &Expect<'_>) -> Outcome {
    let table = format!(
        r#"<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>"#
    );
    let book = open(&ods(&table), "form.ods", &Limits::default()).expect("a sound workbook");
    match &book.sheets[0].cells[&at("A1")].content {
        Content::Text(text) => read(&Raw::Text(text), expect),
        Content::Length { shown, .. } => read(&Raw::Time(shown), expect),
        Content::Number(value) => read(&Raw::Number { value: *value, format: None }, expect),
        other => panic!("{cell}: {other:?}"),
    }
}

#[test]
fn the_reading_above_a_word_of_opendocument_is_no_text() {
    let cell = r#"<table:table-cell office:value-type="string"><text:p>國<text:ruby><text:ruby-base>學院</text:ruby-base><text:ruby-text>ガクイン</text:ruby-text></text:ruby>大学</text:p></table:table-cell>"#;
    let Outcome::Read(found) = outcome_of_ods(cell, &Expect::Text) else { panic!("it is text") };
    assert_eq!(found.value, Value::Text("國學院大学".to_owned()));
}

#[test]
fn a_length_of_time_is_no_number() {
    let cell = r#"<table:table-cell office:value-type="time" office:time-value="PT36H"><text:p>36:00</text:p></table:table-cell>"#;
    let found = outcome_of_ods(cell, &RATE);
    assert!(matches!(found, Outcome::Refused(_)), "{found:?}");
    let Outcome::Read(found) = outcome_of_ods(cell, &Expect::Text) else { panic!("it is text") };
    assert_eq!(found.value, Value::Text("36:00".to_owned()));
}

/// Every repeat of a cell, whether its own style, that of its row or that of its column says it.
#[test]
fn numbers_of_opendocument_have_the_format_that_is_seen() {
    let inside = r#"<number:percentage-style style:name="N10"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
        <style:style style:name="Default" style:family="table-cell" style:data-style-name="N10"/>
        <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default"/>
        <table:table table:name="S"><table:table-column table:number-columns-repeated="9" table:default-cell-style-name="ce1"/>
        <table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="90"><text:p>9000%</text:p></table:table-cell>
        <table:table-cell table:style-name="plain" office:value-type="float" office:value="90"><text:p>90</text:p></table:table-cell></table:table-row>
        <table:table-row table:default-cell-style-name="ce1"><table:table-cell office:value-type="percentage" office:value="0.205"><text:p>21%</text:p></table:table-cell></table:table-row></table:table>"#;
    let book = open(&ods(inside), "form.ods", &Limits::default()).expect("a sound workbook");
    for (name, format) in [("A1", Some("0%")), ("B1", Some("0%")), ("C1", None), ("A2", Some("0%"))]
    {
        assert_eq!(cell(&book, name).format.as_deref(), format, "{name}");
    }
    let read = |name: &str| {
        let cell = cell(&book, name);
        let Content::Number(value) = cell.content else { panic!("{name} is a number") };
        match read(&Raw::Number { value, format: cell.format.as_deref() }, &RATE) {
            Outcome::Read(found) => (found.value, found.remarks.is_empty()),
            other => panic!("{name}: {other:?}"),
        }
    };
    assert!(!read("A1").1);
    assert_eq!(read("A2").0, Value::Number("20.5".parse().expect("a number")));
}

#[test]
fn what_stands_between_the_cells_of_opendocument_is_nothing() {
    let table = "<table:table table:name=\"S\">\n <table:table-row>\n  <table:table-cell office:value-type=\"float\" office:value=\"18\">\n   <text:p>18</text:p>\n  </table:table-cell>\n  <!-- x -->\n  <table:table-cell office:value-type=\"string\">\n   <text:p>文</text:p>\n  </table:table-cell>\n </table:table-row>\n</table:table>";
    let book = open(&ods(table), "form.ods", &Limits::default()).expect("a sound workbook");
    assert_eq!(cell(&book, "A1").content, Content::Number(18.into()));
    assert_eq!(cell(&book, "B1").content, Content::Text("文".into()));
    assert!(book.oddities.is_empty());
}

/// What an inline string of this content means in a field of this kind.
fn outcome_of_string(inside: &str, expect: &Expect<'_>) -> Outcome {
    let rows = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is>{inside}</is></c></row>"#);
    let book = open(&with_rows(&rows), "form.xlsx", &Limits::default()).expect("a sound workbook");
    match &book.sheets[0].cells[&at("A1")].content {
        Content::Text(text) => read(&Raw::Text(text), expect),
        other => panic!("{inside}: {other:?}"),
    }
}

#[test]
fn blanks_at_the_edge_of_a_text_or_a_run_change_no_answer() {
    for (plain, preserved, expect) in [
        ("<t> 東京 </t>", "<t xml:space=\"preserve\"> 東京 </t>", Expect::Text),
        (
            "<r><t>18 </t></r><r><t>千円</t></r>",
            "<r><t xml:space=\"preserve\">18 </t></r><r><t>千円</t></r>",
            MONEY,
        ),
    ] {
        let (one, other) =
            (outcome_of_string(plain, &expect), outcome_of_string(preserved, &expect));
        assert!(matches!(one, Outcome::Read(_)), "{plain}: {one:?}");
        assert_eq!(one, other, "{plain}");
    }
}

#[test]
fn characters_by_their_number_are_decoded_in_texts_and_choices() {
    let list = ChoiceList {
        options: vec![ChoiceOption {
            code: "A".to_owned(),
            label: "あ".to_owned(),
            synonyms: Vec::new(),
        }],
    };
    let Outcome::Read(text) = outcome_of_string("<t>_x3042_い_x000D_う</t>", &Expect::Text)
    else {
        panic!("it is text")
    };
    assert_eq!(text.value, Value::Text("あい\nう".to_owned()));
    let Outcome::Read(choice) = outcome_of_string("<t>_x3042_</t>", &Expect::Choice(&list)) else {
        panic!("it is a choice")
    };
    assert_eq!(choice.value, Value::Choice("A".to_owned()));
}

/// Some parsers of numbers take these for 1000 and 12.
#[test]
fn a_bare_power_of_ten_and_underscores_are_no_number() {
    for text in ["1e3", "1__2", "1_000"] {
        let found = read(&Raw::Text(text), &RATE);
        assert!(matches!(found, Outcome::Refused(_)), "{text}: {found:?}");
    }
}
