//! 総括: the sentences, the tally with its chart, indicators, the year's effects, completeness.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::page::{PRINTED_WIDTH, Page};
use super::super::table::{Body, Cell, Column, Row, Table};
use super::super::tables::{self, TallyDetail, has_effects, tally, tally_widths};
use super::super::words;
use super::{Part, open};
use crate::analysis::{Achieved, EffectView, indicator_sentence};
use crate::form::long_date;
use crate::schema::MoneyScale;
use crate::terms::{CellRef, Yen};

/// Name of the sheet.
const NAME: &str = "総括";

/// Draws the sheet; `verdicts` is the range that holds the indicators' verdicts.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    verdicts: Option<&str>,
) -> Result<Part, XlsxError> {
    let figures = request.figures;
    let widths = tally_widths(request, TallyDetail::Full, PRINTED_WIDTH);
    let mut page = open(request, NAME, widths)?;
    for sentence in &figures.sentences {
        page.sentence(sentence)?;
    }
    if let Some(sentence) = indicator_sentence(&figures.indicator_tally) {
        page.sentence(&sentence)?;
    }
    page.note(&format!("基準日 {}", long_date(figures.round.as_of())))?;
    page.heading(&format!("{}別の進捗区分", request.plan.words.direction))?;
    let table = tally(request, TallyDetail::Full, page.first_body_row());
    let drawn = table.draw(&mut page, request)?;
    table.draw_chart(&mut page, request, NAME, &drawn)?;
    indicators(&mut page, request, verdicts)?;
    effects(&mut page, request)?;
    submissions(&mut page, request)?;
    page.new_page()?;
    by_kind(&mut page, request)?;
    movement(&mut page, request)?;
    let says = format!(
        "{}別の進捗区分の数と割合、指標の達成数、今年度の財政効果、提出のそろい具合、前回からの動き(グラフ付き)",
        request.plan.words.direction
    );
    Ok(Part { name: NAME, says, sheet: page.finish()? })
}

/// The same counts by kind of program, and of the 主要管理項目.
fn by_kind(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    let ratings = &request.figures.ratings;
    let rows: Vec<_> = match ratings.kinds.as_slice() {
        [_] => ratings.focus.iter().collect(),
        kinds => kinds.iter().chain(&ratings.focus).collect(),
    };
    if rows.is_empty() {
        return Ok(());
    }
    page.heading("種別ごとの進捗区分")?;
    let counter = &request.plan.words.counter;
    let mut heads = vec!["種別".to_owned(), format!("{counter}数"), format!("評価した\n{counter}")];
    heads.extend(ratings.codes.iter().map(ToString::to_string));
    heads.extend(["評価\n対象外", "区分が\n未記入", "未提出"].map(str::to_owned));
    let rows = rows.into_iter().map(|row| {
        let mut cells = vec![Cell::text(row.name.as_str())];
        cells.extend([row.items, row.rated].map(Cell::count));
        cells.extend(ratings.codes.iter().map(|code| Cell::count(row.count(code))));
        cells.extend([row.not_rated_total(), row.unclear, row.not_submitted].map(Cell::count));
        Row::new(cells)
    });
    let columns = heads.into_iter().map(Column::new).collect();
    page.table(&Table { columns, rows: rows.collect(), body: Body::Figures })?;
    Ok(())
}

/// Where the ratings of the round before went.
fn movement(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    let Some(movement) = &request.figures.ratings.movement else { return Ok(()) };
    let counter = &request.plan.words.counter;
    page.heading(&format!("前回({})からの動き({counter}数)", movement.from.label()))?;
    if let Some(refused) = &movement.refused {
        return page.sentence(refused);
    }
    page.sentence(&format!(
        "前回も今回も評価した{counter}のうち、区分が上がったものは{}、同じものは{}、下がったものは{}です。",
        movement.improved, movement.unchanged, movement.worsened
    ))?;
    let mut heads = vec!["前回 \\ 今回".to_owned()];
    heads.extend(movement.states.iter().cloned());
    heads.push("計".to_owned());
    let mut rows: Vec<Row> = Vec::new();
    for ((state, counts), total) in
        movement.states.iter().zip(&movement.counts).zip(&movement.from_totals)
    {
        let mut cells = vec![Cell::text(format!("前回 {state}"))];
        cells.extend(counts.iter().chain([total]).map(|count| Cell::count(*count)));
        rows.push(Row::new(cells));
    }
    let mut cells = vec![Cell::text("計")];
    cells.extend(
        movement.to_totals.iter().chain([&movement.total]).map(|count| Cell::count(*count)),
    );
    rows.push(Row::sum(cells));
    let columns = heads.into_iter().map(Column::new).collect();
    page.table(&Table { columns, rows, body: Body::Figures })?;
    Ok(())
}

fn indicators(
    page: &mut Page,
    request: &ReportRequest<'_>,
    verdicts: Option<&str>,
) -> Result<(), XlsxError> {
    page.heading("指標の達成状況")?;
    let tally = request.figures.indicator_tally;
    let Some(range) = verdicts else {
        return page.sentence("この計画に指標はありません。");
    };
    let count = |achieved: Achieved, count: u32| {
        let formula = format!("=COUNTIF({range},\"{}\")", words::achieved(achieved));
        Cell::count_formula(formula, count)
    };
    let at = page.first_body_row();
    let columns = ["内容", "指標", "達成", "未達成", "判定でき\nない"].map(Column::new);
    let cells = vec![
        Cell::text("指標の数(件)"),
        Cell::count_formula(format!("=SUM(C{at}:E{at})"), tally.indicators),
        count(Achieved::Yes, tally.achieved),
        count(Achieved::No, tally.not_achieved),
        count(Achieved::Undecided, tally.undecided),
    ];
    page.table(&Table {
        columns: columns.into(),
        rows: vec![Row::new(cells)],
        body: Body::Figures,
    })?;
    Ok(())
}

/// New effects of the reported year by direction and kind.
fn effects(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    let figures = request.figures;
    let year = figures.round.year;
    let view = EffectView::New;
    let unit = tables::unit(request);
    page.heading(&format!("財政効果 {} {}({})", year.label(), view.label(), unit.label()))?;
    if !has_effects(request) {
        return page.sentence("財政効果の報告はありません。");
    }
    let kinds = &figures.effects.kinds;
    let mut columns = vec![Column::new(request.plan.words.direction.as_str())];
    for name in kinds.iter().map(String::as_str).chain(["計"]) {
        columns.extend(["計画", "実績"].map(|what| Column::new(format!("{name}\n{what}"))));
    }
    let first = page.first_body_row();
    let mut rows = Vec::new();
    for (at, direction) in (first..).zip(&request.plan.directions) {
        let mut cells = vec![Cell::text(direction.name.as_str())];
        for kind in kinds {
            let sum = figures.effects.total(Some(&direction.id), Some(kind), year, view);
            cells.extend([sum.planned, sum.actual].map(|yen| Cell::amount(yen, unit)));
        }
        let sum = figures.effects.total(Some(&direction.id), None, year, view);
        let across = across(at, kinds.len());
        cells.push(total(&across[0], sum.planned, unit));
        cells.push(total(&across[1], sum.actual, unit));
        rows.push(Row::new(cells));
    }
    let last = first + u32::try_from(rows.len()).unwrap_or(u32::MAX) - 1;
    let sums = kinds.iter().map(|kind| Some(kind.as_str())).chain([None]);
    let sums = sums.map(|kind| figures.effects.total(None, kind, year, view));
    let amounts = sums.flat_map(|sum| [sum.planned, sum.actual]);
    let mut cells = vec![Cell::text("計")];
    cells.extend((1..).zip(amounts).map(|(col, yen)| {
        let range = format!("{}:{}", CellRef::new(first - 1, col), CellRef::new(last - 1, col));
        total(&range, yen, unit)
    }));
    rows.push(Row::sum(cells));
    page.table(&Table { columns, rows, body: Body::Figures })?;
    let unit = tables::unit_note(request, &[view]);
    page.note(&format!("{unit}年度ごとの額とほかの見方は「財政効果」にあります。「-」は報告がないこと、「0」は表示単位に満たない額があることを示します。"))?;
    left_out(page, request)
}

/// What no sum holds.
pub(super) fn left_out(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    match request.figures.effects.left_out {
        0 => Ok(()),
        count => page.note(&format!(
            "区分または実績額が読み取れない{count}行は、合計に入っていません(または一部しか入っていません)。「検査結果」を見てください。"
        )),
    }
}

/// The planned and the actual cells of a row, as arguments of SUM.
fn across(at: u32, kinds: usize) -> [String; 2] {
    [1, 2].map(|start| {
        let cells = (0..kinds).map(|kind| {
            let col = start + 2 * u32::try_from(kind).unwrap_or(u32::MAX);
            CellRef::new(at - 1, col).to_string()
        });
        cells.collect::<Vec<_>>().join(",")
    })
}

fn total(arguments: &str, result: Yen, unit: MoneyScale) -> Cell {
    if arguments.is_empty() {
        return Cell::amount(result, unit);
    }
    Cell::amount_formula(format!("=SUM({arguments})"), result, unit)
}

fn submissions(page: &mut Page, request: &ReportRequest<'_>) -> Result<(), XlsxError> {
    page.heading("提出のそろい具合")?;
    let coverage = &request.figures.submissions;
    let missing = coverage.programs.saturating_sub(coverage.submitted);
    let words = &request.plan.words;
    let columns = [
        "内容".to_owned(),
        format!("{}の数", words.program),
        "提出あり".to_owned(),
        "未提出".to_owned(),
        "届いた\nファイル".to_owned(),
    ];
    let cells = vec![
        Cell::text(format!("提出の数({})", words.counter)),
        Cell::count(coverage.programs),
        Cell::count(coverage.submitted),
        Cell::alert_count(missing),
        Cell::count(u32::try_from(coverage.files.len()).unwrap_or(u32::MAX)),
    ];
    let columns = columns.map(Column::new).into();
    page.table(&Table { columns, rows: vec![Row::new(cells)], body: Body::Figures })?;
    Ok(())
}
