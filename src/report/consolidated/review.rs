//! 中間見直し: what the review looks at, what it suggests, and what the revision changes (①–⑥).
//!
//! In the review's round there are six sheets; once the revision is in force, the number of items and ① are left.

use rust_decimal::Decimal;

use super::super::tables::{
    BRIDGE_NOTE, PACE_HEAD, Reader, SIDES, SUGGESTION_NOTE, actual_head, amount_look, bridge_table,
    change_table, older_pace_note, study_table, suggestion_table, unit as effect_unit,
};
use super::indicators::Printed;
use super::review_sums::{ACTUAL, CARRIED, EXPECTED, Sums};
use super::{
    Drawing, LIST_WIDTH, Ledger, Part, ReportRequest, Sheets, details, effect_years,
    effects as new_effects, indicators as printed, open, program_page, review_sums, words,
};
use crate::analysis::{DelayedProgram, EffectView, ExpectedEffect, ReviewFigures, ReviewIndicator};
use crate::sheet::{
    Body, Cell, Cells, Column, Columns, Expr, Link, PRINTED_WIDTH, Page, Repeat, Tone, Written,
    exact,
};
use crate::terms::{CellRef, ProgramNo, Source};

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
) -> Written<Part> {
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
    let table = bridge_table(request, review, page.first_body_row(), 1, &|row, counted| {
        review_sums::of_bridge(request, sources.assessments, changed, row, counted)
    });
    page.table(&table)?;
    page.note(BRIDGE_NOTE)?;
    let mut checks = Vec::new();
    if review.is_draft {
        let total = effects(&mut page, request, review, sources.effects)?;
        checks = Sums { request, records: sources.effects }.checks(NAME, total);
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
) -> Written<u32> {
    let unit = effect_unit(request).label();
    let heading = format!("④ 財政効果の計画・実績と、期末までの見込み({unit})");
    let drawn = page.headed_table(&heading, |first| {
        let rows: Vec<Expected<'_>> = (first - 1..).zip(&review.effects).collect();
        let columns = effect_columns(request, records, first - 1);
        columns.table_with_sums(&rows, Body::Figures, |(_, own)| own.direction_id.is_none())
    })?;
    page.note("累計は継続込みです。見込み = 実績額 + 続く効果 × 残りの年数。これから始まる効果と、後の年度の単年度の効果は含みません。")?;
    new_effects::left_out(page, request)?;
    Ok(drawn.last + 1)
}

/// What is expected of a direction, or of all, in its row (counted from zero).
type Expected<'a> = (u32, &'a ExpectedEffect);

/// The columns of ④, whose body begins in row `first`, counted from zero.
fn effect_columns<'a>(
    request: &'a ReportRequest<'a>,
    records: &'a Ledger,
    first: u32,
) -> Columns<'a, Expected<'a>> {
    let unit = effect_unit(request);
    let reported = move |own: &ExpectedEffect| {
        let (year, view) = (request.figures.round.year, EffectView::CumulativeInForce);
        request.figures.effects.total(own.direction_id.as_ref(), None, year, view)
    };
    // Where effects are reported, what goes on and what is to come may be 0: a dash would say that nothing is known.
    let known = move |own: &ExpectedEffect, cell: Cell| {
        if reported(own).actual_lines > 0 { cell.reported() } else { cell }
    };
    let total = move |at: u32, col: u32| {
        (at > first).then(|| exact(Expr::sum(Cells::column(col, first, at - 1)), unit))
    };
    let last = request.plan.last_year.short();
    Columns::new()
        .with(request.plan.words.direction.as_str(), 0, |(_, own): &Expected<'a>| {
            Cell::text(own.name.as_str())
        })
        .each(
            ["計画額\n(累計)", "実績額\n(累計)"].into_iter().enumerate(),
            |columns, (side, head)| {
                let col = columns.next_col();
                columns.with(head, 0, move |(at, own)| {
                    let formula = match &own.direction_id {
                        Some(direction) => Sums { request, records }.of_direction(direction, side),
                        None => total(*at, col),
                    };
                    let yen = [own.planned_yen, own.actual_yen][side];
                    amount_look(Cell::amount(yen, unit).by(formula), reported(own), side)
                })
            },
        )
        .with("続く効果\n(年当たり)", 0, move |(at, own)| {
            let formula = match own.direction_id {
                Some(_) => Sums { request, records }.carried(own),
                None => total(*at, CARRIED),
            };
            known(own, Cell::amount(own.carried_yen, unit).by(formula))
        })
        .with("残りの\n年数", 0, |(_, own)| Cell::count(own.years_left))
        .with(format!("{last}までの\n見込み"), 0, move |(at, own)| {
            let [actual, goes_on, years] =
                [ACTUAL, CARRIED, CARRIED + 1].map(|col| Expr::from(CellRef::new(*at, col)));
            let expected = exact(actual + goes_on * years, unit);
            let total = total(*at, EXPECTED).filter(|_| own.direction_id.is_none());
            known(own, Cell::amount(own.expected_yen, unit).by(total.unwrap_or(expected)))
        })
}

/// Each program with its suggestion.
fn programs(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    sources: &Sources<'_>,
) -> Written<Part> {
    const NAME: &str = "見直し_提案";
    let (mut table, widths) = suggestion_table(request, review, LIST_WIDTH);
    let names = table.names();
    let places = SIDES.map(|side| names.iter().position(|name| *name == side));
    for (row, program) in table.rows.iter_mut().zip(&review.programs) {
        let no = i64::from(program.program_no.0);
        let sums = Sums { request, records: sources.effects }.of_program(no);
        for (column, sum) in places.into_iter().zip(sums) {
            if let Some((column, sum)) = column.zip(sum) {
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
fn changes(request: &ReportRequest<'_>, review: &ReviewFigures) -> Written<(Part, Option<Ledger>)> {
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
        changed = Some(Ledger::new(NAME, table.names(), drawn.starts, drawn.last));
    }
    let says = "① 名称・種別・目標・スケジュールの旧と新、理由".to_owned();
    Ok((Part::new(NAME, says, page.finish()?), changed))
}

/// ②
fn studies(request: &ReportRequest<'_>, review: &ReviewFigures) -> Written<Part> {
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
) -> Written<Part> {
    const NAME: &str = "見直し_指標";
    let rest = LIST_WIDTH.saturating_sub(indicator_columns(request, printed, 0).width()).max(260);
    let columns = indicator_columns(request, printed, rest);
    let mut page = open(request, NAME, columns.widths())?;
    page.sentence("③ 指標の実績と、残る期間に必要なペース")?;
    page.note("金額の指標は千円で表しています。必要ペースは、期限のある目標で、まだ届いていないものだけに出します。")?;
    if review.indicators.is_empty() {
        page.sentence("この計画に指標はありません。")?;
    } else {
        page.list(&columns.table(&review.indicators, Body::Figures), 0)?;
        if let Some(note) = older_pace_note(request) {
            page.note(&note)?;
        }
    }
    let says = "③ 指標の年度別の実績、状況、残る期間に必要なペース".to_owned();
    Ok(Part::new(NAME, says, page.finish()?))
}

/// What is said of each indicator; `name` are the pixels of its name. Numbers are those of 指標.
fn indicator_columns<'a>(
    request: &'a ReportRequest<'a>,
    printed: &'a Printed,
    name: u32,
) -> Columns<'a, ReviewIndicator> {
    let round = request.figures.round;
    let place = move |own: &ReviewIndicator| {
        let mut figures = request.figures.indicators.iter();
        figures.position(|figure| figure.indicator_id == own.indicator_id)
    };
    let years = request.plan.years().filter(|year| *year <= round.year).enumerate();
    numbered(request, |own: &ReviewIndicator| own.program_no)
        .with(Column::new("指標").repeat(Repeat::Marked), name, |own| {
            Cell::text(own.name.as_str())
        })
        .with("単位", 60, |own| Cell::centre(shown(request, own).0))
        .with("今の目標", 150, |own| Cell::centre(own.target_text.as_str()))
        .each(years, |columns, (nth, year)| {
            columns.with(actual_head(round, year), 110, move |own| {
                let Some(actual) = own.actuals.get(nth) else { return Cell::empty() };
                let head = actual_head(round, actual.fiscal_year);
                let cell = place(own).and_then(|at| printed.cell(at, &head));
                match (actual.value, actual.missing) {
                    (None, Some(reason)) => Cell::text(words::missing(reason)).tone(Tone::Right),
                    (None, None) => number(request, own, None),
                    (value, _) => {
                        let value = number(request, own, value).by(cell.map(Expr::if_number));
                        if actual.approx { value.approximate() } else { value }
                    }
                }
            })
        })
        .with("状況", 90, |own| Cell::centre(own.status.label()))
        .with(PACE_HEAD, 100, move |own| {
            let cell = own.pace.and(place(own)).and_then(|at| printed.cell(at, PACE_HEAD));
            let formula = cell.map(|cell| Expr::choose(cell.clone().is(""), "", cell));
            number(request, own, own.pace).by(formula)
        })
        .with("見直し後の\n目標", 150, |own| {
            Cell::centre(own.proposed_target.as_deref().unwrap_or("-"))
        })
}

/// The unit in which an indicator is printed, how many of its own make one, and its decimals.
fn shown<'a>(request: &ReportRequest<'_>, own: &'a ReviewIndicator) -> (&'a str, Decimal, u32) {
    if request.plan.indicator(&own.indicator_id).is_some_and(|one| one.is_money()) {
        ("千円", Decimal::ONE_THOUSAND, 0)
    } else {
        (own.unit.as_str(), Decimal::ONE, own.decimals)
    }
}

fn number(request: &ReportRequest<'_>, own: &ReviewIndicator, value: Option<Decimal>) -> Cell {
    let (_, divisor, decimals) = shown(request, own);
    let dash = || Cell::text("-").tone(Tone::Right);
    value.map_or_else(dash, |value| Cell::number(value / divisor, decimals))
}

/// ⑤
fn delayed(request: &ReportRequest<'_>, review: &ReviewFigures) -> Written<Part> {
    const NAME: &str = "見直し_遅れ";
    let items = request.plan.words.items();
    let program = Column::new(request.plan.words.program.as_str()).repeat(Repeat::Marked);
    let or_none = |text: &Option<String>| Cell::text(text.as_deref().unwrap_or("(記入なし)"));
    let columns = numbered(request, |own: &DelayedProgram| own.program_no)
        .with(program, 210, |own| Cell::text(own.name.as_str()))
        .with("担当課", 130, |own| Cell::text(own.division.as_str()))
        .with("続けて遅れ\nた回数", 76, |own| Cell::count(own.behind_rounds))
        .with("課題", 400, move |own| or_none(&own.issues))
        .with("対応(次年度の取組)", 370, move |own| or_none(&own.response))
        .with("担当課の\n案", 90, |own| {
            Cell::centre(own.proposal.as_deref().unwrap_or("未記入"))
        });
    let mut page = open(request, NAME, columns.widths())?;
    page.sentence(&format!("⑤ 予定より遅れている{items}の課題と対応"))?;
    if review.delayed.is_empty() {
        page.sentence(&format!("予定より遅れている{items}はありません。"))?;
    } else {
        page.list(&columns.table(&review.delayed, Body::Narrative), 0)?;
    }
    let says = "⑤ 遅れている項目の課題と対応".to_owned();
    Ok(Part::new(NAME, says, page.finish()?))
}

/// The number of the program that a row is of, leading to its page, as the first column.
fn numbered<'a, R: 'a>(
    request: &'a ReportRequest<'a>,
    program: fn(&R) -> ProgramNo,
) -> Columns<'a, R> {
    Columns::new().with(Column::new("No.").repeat(Repeat::Value), 38, move |row| {
        words::number(program(row)).link(program_page::link(request, program(row)))
    })
}

/// Leads to the cell in which the proposal was read: in a submission of the reported round.
fn source_link(request: &ReportRequest<'_>, source: Option<&Source>) -> Option<Link> {
    request.source_link(request.figures.round, source?)
}
