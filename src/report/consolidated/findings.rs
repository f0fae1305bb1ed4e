//! 検査結果: every finding with its place, in the order in which the check gave them. The message names the field in the
//! words of the form; its key, which programs look for, stands in `data/findings.csv`.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::link::Link;
use super::super::table::{Body, Cell, Column, Repeat, Row, Table, Tone};
use super::{Part, open, program_page};
use crate::check::{Finding, Severity};
use crate::terms::{DivisionName, Lang};

/// Name of the sheet.
const NAME: &str = "検査結果";

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Part, XlsxError> {
    let heads: [(&str, u32); 11] = [
        ("重さ", 58),
        ("担当課", 100),
        ("コード", 52),
        ("指摘", 120),
        ("ファイル", 140),
        ("シート", 80),
        ("セル", 50),
        ("No.", 38),
        ("書かれていたもの", 160),
        ("内容", 310),
        ("直し方", 300),
    ];
    let mut page = open(request, NAME, heads.iter().map(|(_, width)| *width).collect())?;
    let count = |severity| request.findings.iter().filter(|f| f.severity == severity).count();
    page.sentence(&match request.findings.len() {
        0 => "指摘はありません。".to_owned(),
        _ => format!(
            "要修正は{}件、確認は{}件、参考は{}件です。要修正の値は集計に使っていません。",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Info)
        ),
    })?;
    if !request.findings.is_empty() {
        let columns = heads.iter().map(|(head, _)| match *head {
            "重さ" | "担当課" | "コード" | "No." => {
                Column::new(*head).repeat(Repeat::Value)
            }
            head => Column::new(head),
        });
        let rows = request.findings.iter().map(|finding| row(request, finding)).collect();
        page.list(&Table { columns: columns.collect(), rows, body: Body::Records }, 0)?;
    }
    let says = "提出されたファイルの指摘(場所、内容、直し方)".to_owned();
    Ok(Part::new(NAME, says, page.finish()?))
}

fn row(request: &ReportRequest<'_>, finding: &Finding) -> Row {
    let entry = finding.code.entry();
    let place = &finding.place;
    let severity = Cell::centre(finding.severity.label(Lang::Ja));
    let severity = match finding.severity {
        Severity::Error => severity.tone(Tone::AlertCentre),
        Severity::Warning | Severity::Info => severity,
    };
    let link =
        request.inputs.and_then(|inputs| Link::to_place(inputs, request.figures.round, place));
    Row::new(vec![
        severity,
        Cell::maybe(division(request, finding).map(DivisionName::as_str)),
        Cell::centre(entry.text),
        Cell::text(entry.title_ja),
        Cell::maybe(place.file().map(AsRef::as_ref)).link(link.clone()),
        Cell::maybe(place.sheet().map(AsRef::as_ref)),
        Cell::centre(place.cell().map(|cell| cell.to_string()).unwrap_or_default())
            .link(link.filter(|_| place.cell().is_some())),
        finding.program.map_or_else(Cell::empty, |no| {
            Cell::key(i64::from(no.0)).link(program_page::link(request, no))
        }),
        Cell::maybe(finding.value.as_deref()),
        Cell::text(finding.message(Lang::Ja)),
        Cell::text(finding.hint(Lang::Ja)),
    ])
}

/// The division that mends it: the one that leads the program, else the one that the file is from.
fn division<'a>(request: &ReportRequest<'a>, finding: &Finding) -> Option<&'a DivisionName> {
    let program = finding.program.and_then(|no| request.plan.program(no));
    let file = finding.place.file();
    let mut files = request.figures.submissions.files.iter();
    let from = || files.find(|own| file.is_some_and(|file| own.file == **file))?.division.as_ref();
    program.map(|program| &program.lead).or_else(from)
}
