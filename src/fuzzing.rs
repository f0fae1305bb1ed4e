//! What the fuzz targets call, and the tests that replay their seeds: one function per untrusted input.

use std::sync::Arc;

use crate::finding::{
    CellCounts, FORMATS, FileFault, FileRow, FileState, Finding, LayoutFault, LinePlace, Listing,
    Look, More, Place, SubmissionFault, ValueFault, Wording,
};
use crate::notation::{ChoiceList, ChoiceOption, Expect, MoneyUnit, Raw, read};
use crate::terms::{Area, CellRef, FiscalYear, Lang, ProgramNo};
use crate::workbook::{Limits, open};

/// Reads a text as every kind of field.
pub fn read_text(text: &str) {
    let option = |code: &str, label: &str| ChoiceOption {
        code: code.to_owned(),
        label: label.to_owned(),
        synonyms: vec!["予定通り".to_owned()],
    };
    let list = ChoiceList { options: vec![option("A", "予定どおり"), option("B", "遅れ")] };
    let number =
        |unit| Expect::Number { unit, parentheses_negative: true, none_is_zero: true, whole: true };
    let mut expects = vec![
        Expect::Text,
        Expect::Choice(&list),
        Expect::Date { around: Some(FiscalYear(2022)) },
        Expect::Date { around: None },
        Expect::FiscalYear,
        number("%"),
        number("件"),
    ];
    expects.extend(
        MoneyUnit::ALL.iter().map(|unit| Expect::Money { unit: *unit, none_is_zero: false }),
    );
    for expect in &expects {
        // Only that it comes back matters here.
        let _ = read(&Raw::Text(text), expect);
        let number = Raw::Number { value: rust_decimal::Decimal::ONE, format: Some(text) };
        let _ = read(&number, expect);
    }
}

/// Opens bytes as a workbook, under limits that keep a run short.
pub fn open_bytes(bytes: &[u8]) {
    let limits = Limits {
        inflated_bytes: 32 << 20,
        part_bytes: 8 << 20,
        cells_per_workbook: 200_000,
        area_cells: 200_000,
        ..Limits::default()
    };
    // Only that it comes back matters here.
    let _ = open(bytes, "fuzz.xlsx", &limits);
}

/// Writes findings that speak of a text, in every format.
///
/// # Errors
///
/// Says which output is not well formed.
pub fn write_findings(text: &str) -> Result<(), String> {
    let findings = findings_of(text);
    let (file, sheet): (Arc<str>, Arc<str>) = (text.into(), text.into());
    let row = FileRow {
        file: &file,
        sha256: "",
        division: None,
        form: Some(text),
        round: None,
        state: FileState {
            id: "returned",
            ja: "差戻し",
            en: "returned",
            is_accepted: false,
            is_skipped: false,
        },
        programs: vec![(ProgramNo(2), &sheet)],
        cells: CellCounts::default(),
    };
    let missing = [(ProgramNo(12), text.into())];
    let listing = Listing {
        round: None,
        files: vec![row],
        values: Vec::new(),
        findings: &findings,
        missing: &missing,
    };
    for (format, lang) in FORMATS.iter().flat_map(|one| [(one, Lang::Ja), (one, Lang::En)]) {
        let fails = |why: String| format!("{} is not well formed: {why}", format.name);
        let mut out = Vec::new();
        let look = Look { lang, with_info: true, colour: false };
        (format.render)(&mut out, &listing, look).map_err(|error| fails(error.to_string()))?;
        let out = String::from_utf8(out).map_err(|error| fails(error.to_string()))?;
        well_formed(format.name, &out).map_err(fails)?;
    }
    Ok(())
}

/// Findings that hold the text wherever a finding can hold one.
fn findings_of(text: &str) -> Vec<Finding> {
    let owned = || text.to_owned();
    let what = || Wording::new(text, text);
    let at = CellRef::new(0, 2);
    let cell = || Place::Cell(text.into(), text.into(), at);
    let sheet = || Place::Sheet(text.into(), text.into());
    let line = LinePlace { line: 1, column: 2, length: 3, path: text.into() };
    let stray = Finding::new(LayoutFault::Unaccounted, cell()).value(text);
    let more = More { count: 3, area: Some(Area::cell(at)) };
    let doubt = ValueFault::ReadWithDoubt { caption: owned(), read: owned(), what: what() };
    let doubt = Finding::new(doubt, cell()).program(ProgramNo(2)).field(text).value(text);
    vec![
        stray.clone().standing_for(more),
        stray,
        Finding { personal: true, ..doubt.clone() },
        doubt,
        Finding::new(LayoutFault::PrintAltered { expected: what() }, cell()).value(text),
        Finding::new(LayoutFault::FieldGone { caption: owned() }, sheet()).program(ProgramNo(2)),
        Finding::new(FileFault::OddWorkbook { what: what() }, Place::File(text.into())),
        Finding::new(SubmissionFault::UnknownDivision, Place::Line(text.into(), line)).value(text),
    ]
}

fn well_formed(format: &str, out: &str) -> Result<(), String> {
    // A terminal would obey them, and XML cannot hold them.
    let is_forbidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    let forbidden = out.chars().find(|c| is_forbidden(*c));
    if let ("text" | "junit", Some(c)) = (format, forbidden) {
        return Err(format!("a control character {c:?}"));
    }
    match format {
        "json" | "sarif" => {
            let read: Result<serde_json::Value, _> = serde_json::from_str(out);
            read.map(|_| ()).map_err(|error| error.to_string())
        }
        "junit" => {
            let mut xml = quick_xml::Reader::from_str(out);
            loop {
                match xml.read_event() {
                    Ok(quick_xml::events::Event::Eof) => return Ok(()),
                    Ok(_) => {}
                    Err(error) => return Err(error.to_string()),
                }
            }
        }
        "csv" => {
            let mut table = csv::Reader::from_reader(out.as_bytes());
            let wrong = table.records().find_map(Result::err);
            wrong.map_or(Ok(()), |error| Err(error.to_string()))
        }
        _ => Ok(()),
    }
}
