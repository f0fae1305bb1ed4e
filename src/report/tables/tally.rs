//! 進捗区分の集計: one row per direction, with counts, shares and what is outside the denominator.

mod row;

use rust_xlsxwriter::XlsxError;

use crate::analysis::RatingFigures;
use crate::form::long_date;
use crate::report::colours::step_colours;
use crate::report::ledger::Ledger;
use crate::report::request::ReportRequest;
use crate::schema::{Level, Standing};
use crate::sheet::chart::{self, Series, Source};
use crate::sheet::page::Page;
use crate::sheet::table::{Body, Column, Drawn, Row, Table};
use crate::terms::{CellRef, count};
use row::{Counts, FIRST_CODE, address, cells, levels, recorded};

pub(in crate::report) use row::TallyDetail;

/// Widths of the tally's columns in pixels, filling `width`.
pub(in crate::report) fn tally_widths(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    width: u32,
) -> Vec<u32> {
    const NUMBER: u32 = 76;
    let numbers = columns(request, detail).len() - 1;
    // A plan has a handful of codes and reasons; a longer list is printed smaller.
    let numbers = count(numbers);
    let name = width.saturating_sub(numbers.saturating_mul(NUMBER)).max(230);
    std::iter::once(name).chain((0..numbers).map(|_| NUMBER)).collect()
}

/// The tally, ready for a page.
pub(in crate::report) struct TallyTable {
    table: Table,
    series: Vec<Series>,
    rows: u32,
    detail: TallyDetail,
}

/// The tally with its first body row at `first_row` (counted as formulas count). Where the workbook has the records,
/// counts are formulas over them, and every figure and the name of a direction lead to those that it counts.
pub(in crate::report) fn tally(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    first_row: u32,
    records: Option<&Ledger>,
) -> TallyTable {
    let ratings = &request.figures.ratings;
    let rows = count(ratings.directions.len());
    let span = (first_row, first_row + rows.saturating_sub(1));
    let mut body: Vec<Row> = (first_row..)
        .zip(&ratings.directions)
        .map(|(at, row)| {
            let counts =
                Counts { records: records.map(|all| recorded(request, all, row)), above: None };
            Row::new(cells(request, detail, row, at, &counts))
        })
        .collect();
    let total_at = first_row + rows;
    let total = &ratings.total;
    let counts =
        Counts { records: records.map(|all| recorded(request, all, total)), above: Some(span) };
    body.push(Row::sum(cells(request, detail, total, total_at, &counts)));
    let levels = levels(request);
    let colours = step_colours(levels);
    let series = (FIRST_CODE..)
        .zip(levels.iter().zip(colours))
        .map(|(col, (level, colours))| Series {
            code: level.code.to_string(),
            name: code_head(level, " "),
            col,
            colours,
        })
        .collect();
    TallyTable {
        table: Table { columns: columns(request, detail), rows: body, body: Body::Figures },
        series,
        rows,
        detail,
    }
}

/// Cells of the total.
pub(in crate::report) struct TallyTotal {
    /// All programs.
    pub(in crate::report) items: CellRef,
    /// Those with a rating.
    pub(in crate::report) rated: CellRef,
    /// One per code of the scale.
    pub(in crate::report) codes: Vec<CellRef>,
    /// Not rated, for any reason.
    pub(in crate::report) not_rated: CellRef,
    /// Without a clear rating.
    pub(in crate::report) unclear: CellRef,
    /// Not submitted.
    pub(in crate::report) not_submitted: CellRef,
}

impl TallyTable {
    /// Where the total of a full tally was drawn.
    pub(in crate::report) fn total(
        &self,
        request: &ReportRequest<'_>,
        drawn: &Drawn,
    ) -> TallyTotal {
        let at = |col: usize| address(drawn.last + 1, col);
        let codes = usize::from(FIRST_CODE)..usize::from(FIRST_CODE) + levels(request).len();
        let not_rated = codes.end;
        let unclear = not_rated + 1 + request.figures.ratings.reasons.len();
        TallyTotal {
            items: at(1),
            rated: at(2),
            codes: codes.map(at).collect(),
            not_rated: at(not_rated),
            unclear: at(unclear),
            not_submitted: at(unclear + 1),
        }
    }

    /// Draws the table and its notes.
    pub(in crate::report) fn draw(
        &self,
        page: &mut Page,
        request: &ReportRequest<'_>,
    ) -> Result<Drawn, XlsxError> {
        let drawn = page.table(&self.table)?;
        for note in tally_notes(request, self.detail) {
            page.note(&note)?;
        }
        Ok(drawn)
    }

    /// Draws the chart of a table that was drawn on `sheet`; nothing if no program is rated.
    pub(in crate::report) fn draw_chart(
        &self,
        page: &mut Page,
        request: &ReportRequest<'_>,
        sheet: &str,
        drawn: &Drawn,
    ) -> Result<(), XlsxError> {
        if request.figures.ratings.total.rated == 0 {
            return Ok(());
        }
        let words = &request.plan.words;
        let first = drawn.head + 1;
        let source = Source { sheet, first, last: first + self.rows - 1, category_col: 0 };
        let title = format!(
            "{}別の進捗区分(評価した{}の数と割合、基準日 {})",
            words.direction,
            words.counter,
            long_date(request.figures.round.as_of())
        );
        let total = &request.figures.ratings.total;
        let counts: Vec<String> = levels(request)
            .iter()
            .map(|level| format!("{}は{}", code_head(level, " "), total.count(&level.code)))
            .collect();
        let alt = chart::described(counts.len(), |kept| {
            let start = format!("{title}の帯グラフ。上の表と同じ数です。");
            let said = counts[..kept].join("、");
            match kept {
                0 => start,
                _ if kept < counts.len() => format!("{start}全体では{said}など。"),
                _ => format!("{start}全体では{said}。"),
            }
        });
        let (chart, height) = chart::stacked_bars(&source, &self.series, &title, &alt);
        page.chart(chart, height)
    }
}

fn code_head(level: &Level, between: &str) -> String {
    match level.short() {
        short if short == level.code.as_str() => short.to_owned(),
        short => format!("{}{between}{short}", level.code),
    }
}

fn columns(request: &ReportRequest<'_>, detail: TallyDetail) -> Vec<Column> {
    let words = &request.plan.words;
    let mut heads = vec![
        words.direction.clone(),
        format!("{}数", words.counter),
        format!("評価した\n{}", words.counter),
    ];
    heads.extend(levels(request).iter().map(|level| code_head(level, "\n")));
    heads.push("評価\n対象外".to_owned());
    if detail == TallyDetail::Full {
        let reasons = &request.figures.ratings.reasons;
        heads.extend(reasons.iter().map(|reason| format!("うち\n{reason}")));
    }
    heads.extend(["区分が\n未記入".to_owned(), "未提出".to_owned()]);
    if detail == TallyDetail::Full {
        heads.extend(levels(request).iter().map(|level| format!("{}の割合\n(%)", level.code)));
    }
    heads.push(format!("{}の割合\n(%)", on_schedule_codes(request)));
    heads.into_iter().map(Column::new).collect()
}

/// `S・A`: the codes that do not mean behind the schedule; in words if the scale has none.
pub(in crate::report) fn on_schedule_codes(request: &ReportRequest<'_>) -> String {
    let levels = levels(request).iter().filter(|level| level.standing != Standing::Behind);
    let codes: Vec<&str> = levels.map(|level| level.code.as_str()).collect();
    if codes.is_empty() { "遅れていない区分".to_owned() } else { codes.join("・") }
}

/// What the shares are shares of, and where those of a row as shown do not add up to 100.
fn tally_notes(request: &ReportRequest<'_>, detail: TallyDetail) -> Vec<String> {
    let words = &request.plan.words;
    let counter = &words.counter;
    let digits = request.plan.share_decimals;
    let place = if digits == 0 {
        "小数点以下".to_owned()
    } else {
        format!("小数第{}位", digits + 1)
    };
    let mut notes = vec![
        format!("注1 割合は、評価した{counter}を分母とし、{place}を四捨五入しています。"),
        format!("注2 評価対象外、区分が未記入、未提出の{counter}は分母に入れていません。"),
    ];
    if detail == TallyDetail::Full {
        let rounding = rounding_notes(&request.figures.ratings);
        notes.extend((3..).zip(rounding).map(|(no, note): (u32, _)| format!("注{no} {note}")));
    }
    notes
}

/// The notes of the rows, those with the same one together.
fn rounding_notes(ratings: &RatingFigures) -> Vec<String> {
    let mut notes: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in ratings.directions.iter().chain([&ratings.total]) {
        let Some(note) = row.shares_note.as_deref() else { continue };
        match notes.iter_mut().find(|(held, _)| *held == note) {
            Some((_, rows)) => rows.push(&row.name),
            None => notes.push((note, vec![&row.name])),
        }
    }
    notes.into_iter().map(|(note, rows)| format!("{}: {note}", rows.join("、"))).collect()
}
