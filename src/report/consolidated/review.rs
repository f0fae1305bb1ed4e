//! 中間見直し: what the review looks at, what it suggests, and what the revision changes (①–⑥).
//!
//! In the review's round there are six sheets; once the revision is in force, the number of items and ① are left.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::super::ledger::Ledger;
use super::super::tables::{
    BRIDGE_NOTE, Reader, SUGGESTION_NOTE, actual_head, as_reported, bridge_table, change_table,
    older_pace_note, program_columns, study_table, suggestion_table, unit as effect_unit,
};
use super::super::words;
use super::drawing::{Drawing, Part, Sheets};
use super::indicators::Printed;
use super::{
    LIST_WIDTH, details, effect_years, effects as new_effects, indicators as printed, open,
    program_page, review_sums,
};
use crate::analysis::{DelayedProgram, EffectView, ReviewFigures, ReviewIndicator};
use crate::report::request::ReportRequest;
use crate::sheet::expr::Expr;
use crate::sheet::link::Link;
use crate::sheet::page::{PRINTED_WIDTH, Page};
use crate::sheet::style;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table, Tone, exact};
use crate::terms::{CellRef, FiscalYear, ProgramNo, Source};

/// What the formulas of the review are made from.
pub(super) struct Sources<'a> {
    /// 明細_評価.
    pub(super) assessments: &'a Ledger,
    /// 明細_効果の年度.
    pub(super) effects: &'a Ledger,
}

/// Draws the sheets; none where there is no review.
pub(super) fn sheets(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let Some(review) = &request.figures.review else { return Ok((Vec::new(), ())) };
    let (assessments, effects) =
        (drawing.of(details::assessments)?, drawing.of(effect_years::sheet)?);
    let printed = drawing.of(printed::sheet)?;
    let sources = Sources { assessments: &assessments, effects: &effects };
    let (changes, changed) = changes(request, review)?;
    let mut parts = vec![overview(request, review, &sources, changed.as_ref())?, changes];
    if review.is_draft {
        parts.insert(1, programs(request, review, &sources)?);
        parts.extend([
            studies(request, review)?,
            indicators(request, review, &printed)?,
            delayed(request, review)?,
        ]);
    }
    Ok((parts, ()))
}

/// ⑥ and, in the review's round, ④.
fn overview(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    sources: &Sources<'_>,
    changed: Option<&Ledger>,
) -> Result<Part, XlsxError> {
    const NAME: &str = "中間見直し";
    const NUMBERS: u32 = 7;
    let number = 100;
    let mut widths = vec![PRINTED_WIDTH - NUMBERS * number];
    widths.extend(std::iter::repeat_n(number, NUMBERS as usize));
    let mut page = open(request, NAME, widths)?;
    let from = review.from.label();
    page.sentence(&if review.is_draft {
        format!("各課の提出による、{from}からの計画の改訂案です。")
    } else {
        format!("{from}から使っている、改訂した計画です。")
    })?;
    if review.is_draft {
        page.note("提案は、計画に書いた条件による参考です。決めるのは市です。改訂案は、各課が提出した内容だけから作っています。")?;
    }
    page.heading(&format!("⑥ {}数の増減", request.plan.words.counter))?;
    let mut table = bridge_table(request, review, page.first_body_row(), 1);
    review_sums::compute_bridge(request, sources.assessments, changed, &mut table);
    page.table(&table)?;
    page.note(BRIDGE_NOTE)?;
    let mut checks = Vec::new();
    if review.is_draft {
        let total = effects(&mut page, request, review, sources.effects)?;
        checks = review_sums::checks(request, NAME, sources.effects, total);
    }
    let says = if review.is_draft {
        "項目数の増減、財政効果の計画・実績・見込み"
    } else {
        "改訂による項目数の増減"
    };
    Ok(Part::new(NAME, says, page.finish()?).checks(checks))
}

/// ④; returns the row of the total as formulas number rows.
fn effects(
    page: &mut Page,
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    records: &Ledger,
) -> Result<u32, XlsxError> {
    let unit = effect_unit(request).label();
    let heading = format!("④ 財政効果の計画・実績と、期末までの見込み({unit})");
    let drawn =
        page.headed_table(&heading, |first| effect_table(request, review, records, first))?;
    page.note("累計は継続込みです。見込み = 実績額 + 続く効果 × 残りの年数。これから始まる効果と、後の年度の単年度の効果は含みません。")?;
    new_effects::left_out(page, request)?;
    Ok(drawn.last + 1)
}

/// The table of ④, its first body row at `first`.
fn effect_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    records: &Ledger,
    first: u32,
) -> Table {
    let last = request.plan.last_year.short();
    let heads = [
        request.plan.words.direction.clone(),
        "計画額\n(累計)".to_owned(),
        "実績額\n(累計)".to_owned(),
        "続く効果\n(年当たり)".to_owned(),
        "残りの\n年数".to_owned(),
        format!("{last}までの\n見込み"),
    ];
    let unit = effect_unit(request);
    let rows = (first..).zip(&review.effects).map(|(at, row)| {
        let mut cells = vec![Cell::text(row.name.as_str())];
        cells.extend(
            [row.planned_yen, row.actual_yen, row.carried_yen].map(|yen| Cell::amount(yen, unit)),
        );
        let (year, view) = (request.figures.round.year, EffectView::CumulativeInForce);
        let sum = request.figures.effects.total(row.direction_id.as_ref(), None, year, view);
        as_reported(&mut cells[1..3], &[sum]);
        cells.push(Cell::count(row.years_left));
        let [actual, goes_on, years] = [2, 3, 4].map(|col| Expr::from(CellRef::new(at - 1, col)));
        let expected = exact(actual + goes_on * years, unit);
        cells.push(Cell::amount_formula(expected, row.expected_yen, unit));
        if sum.actual_lines > 0 {
            // Where effects are reported, what goes on and what is to come may be 0: a dash would say that nothing is known.
            cells[3] = cells[3].clone().reported();
            cells[5] = cells[5].clone().reported();
        }
        if row.direction_id.is_none() { Row::sum(cells) } else { Row::new(cells) }
    });
    let mut rows: Vec<Row> = rows.collect();
    review_sums::compute_effects(request, records, &mut rows, first);
    Table { columns: heads.map(Column::new).into(), rows, body: Body::Figures }
}

/// Each program with its suggestion.
fn programs(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    sources: &Sources<'_>,
) -> Result<Part, XlsxError> {
    const NAME: &str = "見直し_提案";
    let (mut table, widths) = suggestion_table(request, review, LIST_WIDTH);
    for (row, program) in table.rows.iter_mut().zip(&review.programs) {
        // Number, name and division, the ratings, and how the indicators stand.
        let planned = 3 + program.ratings.len() + 1;
        let no = i64::from(program.program_no.0);
        let sums = review_sums::of_program(request, sources.effects, no);
        for (column, sum) in (planned..).zip(sums) {
            if let Some(sum) = sum {
                row.compute(column, sum);
            }
        }
        row.link(0, program_page::link(request, program.program_no));
    }
    let mut page = open(request, NAME, widths)?;
    page.note(SUGGESTION_NOTE)?;
    new_effects::left_out(&mut page, request)?;
    page.list(&table, 0)?;
    let plan = request.plan;
    let says =
        format!("{}ごとの評価・指標・効果、担当課の案、提案(参考)と理由", plan.words.program);
    Ok(Part::new(NAME, says, page.finish()?))
}

/// ① Also returns where its rows are, if there is any.
fn changes(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
) -> Result<(Part, Option<Ledger>), XlsxError> {
    const NAME: &str = "見直し_新旧対照";
    let with_source = review.is_draft;
    let (mut table, widths) = change_table(request, review, Reader::OFFICE);
    let source_column = widths.len() - 1;
    let mut page = open(request, NAME, widths)?;
    page.sentence(&format!("① 新旧対照({}から)", review.from.label()))?;
    let mut changed = None;
    if review.changes.is_empty() {
        page.sentence(match review.unanswered {
            0 => "計画を改めるところはありません。",
            _ => "これまでに報告された中では、計画を改めるところはありません。",
        })?;
    } else {
        for (row, change) in table.rows.iter_mut().zip(&review.changes) {
            row.link(0, program_page::link(request, change.program_no));
            if with_source {
                row.link(source_column, source_link(request, change.source.as_ref()));
            }
        }
        let drawn = page.list(&table, 0)?;
        let columns = review_sums::CHANGE_COLUMNS.into();
        changed = Some(Ledger::new(NAME, columns, drawn.starts, drawn.last));
    }
    let says = "① 名称・種別・目標・スケジュールの旧と新、理由".to_owned();
    Ok((Part::new(NAME, says, page.finish()?), changed))
}

/// ②
fn studies(request: &ReportRequest<'_>, review: &ReviewFigures) -> Result<Part, XlsxError> {
    const NAME: &str = "見直し_検討の結論";
    let (mut table, widths) = study_table(request, review, Reader::OFFICE);
    let source_column = widths.len() - 1;
    let mut page = open(request, NAME, widths)?;
    let study = &request.plan.words.study;
    page.sentence(&format!("② {study}{}の結論", request.plan.words.program))?;
    if review.studies.is_empty() {
        page.sentence("該当するものはありません。")?;
    } else {
        for (row, study) in table.rows.iter_mut().zip(&review.studies) {
            row.link(0, program_page::link(request, study.program_no));
            row.link(source_column, source_link(request, study.source.as_ref()));
        }
        page.list(&table, 0)?;
    }
    let says = format!("② {study}{}の結論と、移行後の姿", request.plan.words.program);
    Ok(Part::new(NAME, says, page.finish()?))
}

/// ③
fn indicators(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    printed: &Printed,
) -> Result<Part, XlsxError> {
    const NAME: &str = "見直し_指標";
    let years: Vec<FiscalYear> =
        request.plan.years().filter(|year| *year <= request.figures.round.year).collect();
    let heads = [("単位", 60), ("今の目標", 150)];
    let tail = [("状況", 90), ("必要ペース\n(年当たり)", 100), ("見直し後の\n目標", 150)];
    let mut columns =
        vec![Column::new("No.").repeat(Repeat::Value), Column::new("指標").repeat(Repeat::Marked)];
    let mut widths = vec![38, 0];
    columns.extend(heads.map(|(head, _)| Column::new(head)));
    widths.extend(heads.map(|(_, width)| width));
    let round = request.figures.round;
    columns.extend(years.iter().map(|year| Column::new(actual_head(round, *year))));
    widths.extend(std::iter::repeat_n(110, years.len()));
    columns.extend(tail.map(|(head, _)| Column::new(head)));
    widths.extend(tail.map(|(_, width)| width));
    widths[1] = LIST_WIDTH.saturating_sub(widths.iter().sum()).max(260);
    let mut page = open(request, NAME, widths)?;
    page.sentence("③ 指標の実績と、残る期間に必要なペース")?;
    page.note("金額の指標は千円で表しています。必要ペースは、期限のある目標で、まだ届いていないものだけに出します。")?;
    if review.indicators.is_empty() {
        page.sentence("この計画に指標はありません。")?;
    } else {
        let row = |indicator| indicator_row(request, indicator, printed);
        let rows = review.indicators.iter().map(row);
        let rows = rows.collect();
        page.list(&Table { columns, rows, body: Body::Figures }, 0)?;
        if let Some(note) = older_pace_note(request) {
            page.note(&note)?;
        }
    }
    let says = "③ 指標の年度別の実績、状況、残る期間に必要なペース".to_owned();
    Ok(Part::new(NAME, says, page.finish()?))
}

fn indicator_row(request: &ReportRequest<'_>, own: &ReviewIndicator, printed: &Printed) -> Row {
    let is_money = request.plan.indicator(&own.indicator_id).is_some_and(|one| one.is_money());
    let (unit, divisor, decimals) = if is_money {
        ("千円", Decimal::ONE_THOUSAND, 0)
    } else {
        (own.unit.as_str(), Decimal::ONE, own.decimals)
    };
    let dash = || Cell::text("-").tone(Tone::Right);
    let number = |value: Option<Decimal>| {
        value.map_or_else(dash, |value| Cell::number(value / divisor, decimals))
    };
    let mut cells = program_cells(request, own.program_no, &own.name);
    cells.push(Cell::centre(unit));
    cells.push(Cell::centre(own.target_text.as_str()));
    cells.extend(own.actuals.iter().map(|actual| match (actual.value, actual.missing) {
        (Some(_), _) if actual.approx => number(actual.value).approximate(),
        (None, Some(reason)) => Cell::text(words::missing(reason)).tone(Tone::Right),
        (value, _) => number(value),
    }));
    cells.push(Cell::centre(own.status.label()));
    cells.push(number(own.pace));
    cells.push(Cell::centre(own.proposed_target.as_deref().unwrap_or("-")));
    let mut row = Row::new(cells);
    let mut figures = request.figures.indicators.iter();
    let place = figures.position(|figure| figure.indicator_id == own.indicator_id);
    let Some(at) = place else { return row };
    // Behind the number, the name, the unit and the target.
    for (column, actual) in (4..).zip(&own.actuals) {
        if let (Some(_), Some(cell)) = (actual.value, printed.actual(at, actual.fiscal_year)) {
            row.compute(column, cell);
        }
    }
    if let (Some(_), Some(cell)) = (own.pace, printed.pace(at)) {
        row.compute(4 + own.actuals.len() + 1, cell);
    }
    row
}

/// ⑤
fn delayed(request: &ReportRequest<'_>, review: &ReviewFigures) -> Result<Part, XlsxError> {
    const NAME: &str = "見直し_遅れ";
    let mut columns = program_columns(request);
    let heads = [
        ("続けて遅れ\nた回数", 76),
        ("課題", 400),
        ("対応(次年度の取組)", 370),
        ("担当課の\n案", 90),
    ];
    columns.extend(heads.map(|(head, _)| Column::new(head)));
    let mut widths = vec![38, 210, 130];
    widths.extend(heads.map(|(_, width)| width));
    let mut page = open(request, NAME, widths)?;
    page.sentence(&format!("⑤ 予定より遅れている{}の課題と対応", request.plan.words.counter))?;
    if review.delayed.is_empty() {
        page.sentence(&format!("予定より遅れている{}はありません。", request.plan.words.counter))?;
    } else {
        let row = |own: &DelayedProgram| {
            let mut cells = program_cells(request, own.program_no, &own.name);
            let or_none =
                |text: &Option<String>| Cell::text(text.as_deref().unwrap_or("(記入なし)"));
            cells.extend([
                Cell::text(own.division.as_str()),
                Cell::count(own.behind_rounds).format(style::INTEGER),
                or_none(&own.issues),
                or_none(&own.response),
                Cell::centre(own.proposal.as_deref().unwrap_or("未記入")),
            ]);
            Row::new(cells)
        };
        let rows = review.delayed.iter().map(row).collect();
        page.list(&Table { columns, rows, body: Body::Narrative }, 0)?;
    }
    let says = "⑤ 遅れている項目の課題と対応".to_owned();
    Ok(Part::new(NAME, says, page.finish()?))
}

fn program_cells(request: &ReportRequest<'_>, no: ProgramNo, name: &str) -> Vec<Cell> {
    vec![words::number(no).link(program_page::link(request, no)), Cell::text(name)]
}

/// Leads to the cell in which the proposal was read: in a submission of the reported round.
fn source_link(request: &ReportRequest<'_>, source: Option<&Source>) -> Option<Link> {
    request.source_link(request.figures.round, source?)
}
