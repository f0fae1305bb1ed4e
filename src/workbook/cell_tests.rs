//! Cells of sheets written by hand: bad ones, far ones, unusual ones, and parts beside them that are told.

use super::workshop::{wide, with_rows, with_sheet, xlsb_of};
use super::*;
use crate::terms::CellRef;

fn opened(bytes: &[u8]) -> Result<Workbook, OpenError> {
    open(bytes, "form.xlsx", &Limits::default())
}

fn content_of<'a>(book: &'a Workbook, at: &str) -> Option<&'a Content> {
    let at: CellRef = at.parse().expect("an address");
    book.sheets[0].cells.get(&at).map(|cell| &cell.content)
}

#[test]
fn far_cells_cost_nothing_and_cells_outside_the_grid_are_told() {
    let far = with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="99"><c r="CV99"><v>2</v></c></row>"#,
    );
    let limits = Limits { area_cells: 10, ..Limits::default() };
    let far = open(&far, "form.xlsx", &limits).expect("a sound workbook");
    assert_eq!(far.sheets[0].cells.len(), 2);

    let outside = opened(&with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFE1"><v>2</v></c></row><row r="1048577"><c r="A1048577"><v>3</v></c></row>"#,
    ));
    let outside = outside.expect("a workbook with oddities");
    assert_eq!(outside.sheets[0].cells.len(), 1);
    let told =
        |address: &str| Oddity::OutsideGrid { sheet: "S".to_owned(), address: address.to_owned() };
    assert_eq!(outside.oddities, [told("XFE1"), told("A1048577")]);
}

#[test]
fn a_bad_cell_does_not_take_its_neighbours_along() {
    let book = opened(&with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c><c r="C1" t="b"><v>2</v></c><c r="D1" t="s"><v>9</v></c><c r="E1" t="e"><f>NOW()</f><v>#CALC!</v></c><c r="F1" t="e"><v>#N/A</v></c><c r="G1"><v>7</v></c></row>"#,
    ));
    let book = book.expect("a workbook with oddities");
    let error = |text: &str| Content::Error(text.to_owned());
    assert_eq!(content_of(&book, "B1"), Some(&error("#SPILL!")));
    assert_eq!(content_of(&book, "E1"), Some(&error("#CALC!")));
    assert_eq!(content_of(&book, "F1"), Some(&error("#N/A")));
    assert_eq!(content_of(&book, "G1"), Some(&Content::Number(7.into())));
    let near: Vec<_> = book
        .oddities
        .iter()
        .map(|oddity| match oddity {
            Oddity::BadCell { near, .. } => near.map(|cell| cell.to_string()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(near, [Some("B1".to_owned()), Some("B1".to_owned())]);
}

#[test]
fn cells_without_addresses_are_counted_but_not_after_a_bad_one() {
    let counted = opened(&with_rows(
        r#"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"#,
    ));
    let counted = counted.expect("a sound workbook");
    assert_eq!(content_of(&counted, "B1"), Some(&Content::Number(2.into())));
    assert_eq!(content_of(&counted, "A2"), Some(&Content::Number(3.into())));
    let lost = opened(&with_rows(r#"<row><c t="b"><v>2</v></c><c><v>2</v></c></row>"#));
    let lost = lost.expect("a workbook with oddities");
    assert!(matches!(lost.oddities[..], [Oddity::SheetUnreadable { .. }]));
}

#[test]
fn unusual_values_are_kept_apart() {
    let book = opened(&with_rows(
        r#"<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1E400</v></c><c r="C1"><v>1E+05</v></c><c r="D1"><f>1+1</f></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1" t="d"><v>2021-04-01</v></c><c r="G1" t="inlineStr"><is><t></t></is></c><c r="H1" t="inlineStr"><is><t xml:space="preserve"> 　</t></is></c><c r="I1" t="inlineStr"><is><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c><c r="C1"><v>5</v></c></row>"#,
    ));
    let book = book.expect("a workbook with oddities");
    assert!(matches!(content_of(&book, "A1"), Some(Content::Unrepresentable(_))));
    assert!(matches!(content_of(&book, "B1"), Some(Content::Unrepresentable(_))));
    // The last one of two cells with one address counts.
    assert_eq!(content_of(&book, "C1"), Some(&Content::Number(5.into())));
    assert_eq!(content_of(&book, "D1"), Some(&Content::NoResult));
    assert_eq!(content_of(&book, "E1"), None);
    assert!(matches!(content_of(&book, "F1"), Some(Content::Date { .. })));
    assert_eq!(content_of(&book, "G1"), None);
    assert_eq!(content_of(&book, "H1"), Some(&Content::Text(" 　".into())));
    assert_eq!(content_of(&book, "I1"), Some(&Content::Text("東京".into())));
    let double = Oddity::DuplicateCell { sheet: "S".to_owned(), cell: CellRef::new(0, 2) };
    assert_eq!(book.oddities, [double]);
}

#[test]
fn parts_that_hold_more_than_cells_are_told() {
    let bytes = with_sheet(
        "<sheetData/>",
        &[
            ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
            ("xl/embeddings/oleObject1.bin", "x"),
            ("xl/vbaProject.bin", "x"),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"x/relationships/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>",
            ),
            (
                "xl/drawings/drawing1.xml",
                "<d:wsDr xmlns:d=\"d\"><d:sp><d:txBody>意見</d:txBody></d:sp></d:wsDr>",
            ),
        ],
    );
    let book = opened(&bytes).expect("a workbook with oddities");
    assert_eq!(book.format, FileFormat::Xlsm);
    let shapes = &book.sheets[0].attached;
    assert_eq!((shapes.len(), shapes[0].kind), (1, AttachedKind::Shape));
    let mismatch =
        Oddity::ExtensionMismatch { extension: "xlsx".to_owned(), format: FileFormat::Xlsm };
    assert_eq!(
        book.oddities,
        [Oddity::ExternalLinks(1), Oddity::EmbeddedObjects(1), Oddity::Macros, mismatch]
    );
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let workbook = r#"<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>"#;
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-411]ge"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="58"/></cellXfs></styleSheet>"#;
    let rows = r#"<row><c s="1"><v>44287</v></c><c s="2"><v>44287</v></c><c s="3"><v>44287</v></c><c s="0"><v>44287</v></c></row>"#;
    let bytes = with_sheet(
        &format!("<sheetData>{rows}</sheetData>"),
        &[("xl/workbook.xml", workbook), ("xl/styles.xml", styles)],
    );
    let book = opened(&bytes).expect("a sound workbook");
    for at in ["A1", "B1", "C1"] {
        let expected =
            Content::Date { date: jiff::civil::date(2025, 4, 2).at(0, 0, 0, 0), serial_odd: false };
        assert_eq!(content_of(&book, at), Some(&expected), "{at}");
    }
    assert_eq!(content_of(&book, "D1"), Some(&Content::Number(44_287.into())));
    let builtin = book.sheets[0].cells[&CellRef::new(0, 2)].format.as_deref();
    assert_eq!(builtin, Some("[$-411]ggge\"年\"m\"月\"d\"日\""));
}

/// SheetJS writes most cells of an xlsb without their column: it is that of the cell before plus one.
#[test]
fn cells_of_an_xlsb_without_a_column_stand_right_of_the_cell_before() {
    let long = |col: u32, style: u32, body: &[u8]| {
        [&col.to_le_bytes()[..], &style.to_le_bytes(), body].concat()
    };
    let short = |style: u32, body: &[u8]| [&style.to_le_bytes()[..], body].concat();
    let shared = [0; 4];
    let hundred = (100_u32 << 2 | 2).to_le_bytes();
    let hundredth = (150_u32 << 2 | 3).to_le_bytes();
    let rich = [&[1][..], &wide("東京"), &[0; 4]].concat();
    let bytes = xlsb_of(
        1,
        &[
            (5, long(1, 0, &2.5_f64.to_le_bytes())),
            (18, short(0, &shared)),
            (13, short(0, &hundred)),
            (12, short(0, &[])),
            (17, short(0, &wide("文字"))),
            (15, short(0, &[1])),
            (14, short(0, &[0x2A])),
            (16, short(1, &1000.0_f64.to_le_bytes())),
            (16, short(2, &44_287.0_f64.to_le_bytes())),
            (62, long(12, 0, &rich)),
            (13, short(0, &hundredth)),
        ],
    );
    let book = open(&bytes, "form.xlsb", &Limits::default()).expect("a sound workbook");
    let text = |text: &str| Content::Text(text.into());
    let number = |text: &str| Content::Number(text.parse().expect("a number"));
    let day = jiff::civil::date(2021, 4, 1).at(0, 0, 0, 0);
    let found: Vec<_> =
        book.sheets[0].cells.iter().map(|(at, cell)| (at.to_string(), &cell.content)).collect();
    let expected = [
        ("B3", number("2.5")),
        ("C3", text("文")),
        ("D3", number("100")),
        ("F3", text("文字")),
        ("G3", Content::Bool(true)),
        ("H3", Content::Error("#N/A".to_owned())),
        // The code that the file declares for the number 50 is no date.
        ("I3", number("1000")),
        ("J3", Content::Date { date: day, serial_odd: false }),
        ("M3", text("東京")),
        ("N3", number("1.5")),
    ];
    let expected: Vec<_> = expected.iter().map(|(at, one)| ((*at).to_owned(), one)).collect();
    assert_eq!(found, expected);
    assert!(book.oddities.is_empty(), "{:?}", book.oddities);
}

#[test]
fn sound_workbooks_that_are_not_read_are_named_for_what_they_are() {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/><sheet name="M" r:id="rId2"/></sheets></workbook>"#;
    let rels = |second: &str| {
        format!(
            r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/>{second}</Relationships>"#
        )
    };
    let macros = r#"<Relationship Id="rId2" Type="http://x/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/>"#;
    for (second, what) in [(macros, Unsupported::MacroSheet), ("", Unsupported::SheetWithoutPart)] {
        let rels = rels(second);
        let bytes = with_sheet(
            "<sheetData/>",
            &[("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", &rels)],
        );
        assert_eq!(opened(&bytes), Err(OpenError::UnsupportedFormat { what }));
    }
}

/// A third of real files declare a content type for macros and have none.
#[test]
fn a_content_type_for_macros_alone_is_nothing_to_tell() {
    let types = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>"#;
    let bytes = with_sheet("<sheetData/>", &[("[Content_Types].xml", types)]);
    for name in ["form.xlsx", "form.xlsm", "form.xltx"] {
        let book = open(&bytes, name, &Limits::default()).expect("a sound workbook");
        assert!(book.oddities.is_empty(), "{name}: {:?}", book.oddities);
    }
}
