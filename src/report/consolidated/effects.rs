//! 財政効果: planned and actual amounts by direction, kind and year in each of the four views, and by program, nature
//! and basis.
//!
//! Amounts of single years are sums over 明細_効果の年度, running totals are sums of these.

use rust_decimal::Decimal;

use super::super::tables::{
    self, Amounts, Grouping, LABELS, SIDES, UNREAD, amounts, by_group, draw_effect_chart,
    effect_widths, has_effects, kind_rows, reported_year, view_word,
};
use super::effect_cells::NewEffects;
use super::{
    Condition, Crossfoot, Drawing, Ledger, Part, ReportRequest, Sheets, Side, effect_years, open,
    program_page, words,
};
use crate::analysis::{
    BasisKey, EffectTotal, EffectView, NatureKey, ProgramKey, carried_note, doubted_note,
    effect_sentence,
};
use crate::sheet::{
    Cell, Expr, PRINTED_WIDTH, Page, SheetArea, Written, exact, in_unit, measure, style,
};
use crate::terms::{CellRef, count};

/// Name of the sheet.
const NAME: &str = "財政効果";
/// Pixels of the achievement rates.
const RATE: u32 = 84;
/// The views that tables by program, nature and basis are in.
const SINGLE_YEARS: [EffectView; 2] = [EffectView::New, EffectView::InForce];

/// A table of the sheet: what it is by, its view, its first body row and its last, the total, counted from zero.
struct Drawn {
    by: Option<String>,
    view: EffectView,
    first: u32,
    total: u32,
}

/// Draws the sheet over `records`, what each line counts in each year; also returns where the new effects are, if any
/// were reported.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Option<NewEffects>> {
    let request = drawing.request;
    let records = drawing.of(effect_years::sheet)?;
    let effects = &request.figures.effects;
    let mut widths = effect_widths(request, PRINTED_WIDTH - RATE);
    widths.push(RATE);
    widen_for_names(request, &mut widths);
    let mut page = open(request, NAME, widths)?;
    let mut tables = Vec::new();
    if has_effects(request) {
        if let Some(sentence) = effect_sentence(request.plan, request.figures.round, effects) {
            page.sentence(&sentence)?;
        }
        let unit = tables::unit_note(request, &EffectView::ALL);
        page.note(&format!("{unit}四つの見方の意味は「凡例・算定方法」にあります。どの額も、「明細_効果の年度」を合計する式で、押すと、合計した最初の行から最後の行までが開きます(間に、合計していない行が入ることがあります)。達成率は、実績額を計画額で割ったもので、計画額がないとき、区分・計画額・実績額のどれかが確定していない行を含むときは「-」です。"))?;
        if !effects.bases.is_empty() {
            page.note(&format!("今年度の額の根拠: {}", effects.bases.join("、")))?;
        }
        if let Some(carried) = carried_note(request.figures.round, effects) {
            page.note(&carried)?;
        }
        left_out(&mut page, request)?;
        by_direction(&mut page, request, &records, &mut tables)?;
        by_other(&mut page, request, &records, &mut tables)?;
    } else {
        page.sentence("財政効果の報告はありません。")?;
    }
    let says = format!(
        "{}と区分ごとの計画額・実績額・達成率(年度別、四つの見方、グラフ付き)、{}・性質・根拠ごとの額",
        request.plan.words.direction, request.plan.words.program
    );
    let new = tables.first().and_then(|table| NewEffects::of(request, NAME, table.first));
    let checks = checks(request, &records, &tables);
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], new))
}

/// Gives long names half as much room again: the sheet is printed smaller, and its tables stay on one page each.
fn widen_for_names(request: &ReportRequest<'_>, widths: &mut [u32]) {
    const MOST_LINES: usize = 2;
    let Some(width) = widths.first_mut() else { return };
    let names = request.plan.directions.iter().map(|direction| direction.name.as_str());
    let mut lines = names.map(|name| measure::lines(name, *width, style::TEXT_SIZE).len());
    if lines.any(|lines| lines > MOST_LINES) {
        *width += *width / 2;
    }
}

/// The four views by direction and kind; those that a reader asks for first have a chart.
fn by_direction(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
    tables: &mut Vec<Drawn>,
) -> Written {
    for view in EffectView::ALL {
        let single = |table: &&Drawn| table.view == view.of_single_years();
        let source = match tables.iter().find(single) {
            Some(years) if view.is_cumulative() => Amounts::Years(records, years.first + 1),
            _ => Amounts::Records(records),
        };
        let heading = format!("{}({})", view.label(), tables::unit(request).label());
        let drawn =
            page.headed_table(&heading, |first_row| amounts(request, view, first_row, source))?;
        tables.push(Drawn { by: None, view, first: drawn.head + 1, total: drawn.last });
        if matches!(view, EffectView::New | EffectView::CumulativeInForce) {
            // The sums of the kinds stand above that of all.
            let kinds = count(request.figures.effects.kinds.len());
            let first = drawn.last.saturating_sub(kinds);
            let ranges = kind_rows(request, NAME, drawn.head, first);
            draw_effect_chart(page, request, &ranges, view, view.label())?;
        }
    }
    Ok(())
}

/// The same amounts by program, by nature and by basis.
fn by_other(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
    tables: &mut Vec<Drawn>,
) -> Written {
    let effects = &request.figures.effects;
    let word = request.plan.words.program.as_str();
    let programs = Grouping::<ProgramKey> {
        rows: &effects.by_program,
        heads: [word, "No."],
        labels: |request, key| {
            let name = request.plan.program(key.program_no).map(|program| program.name.as_str());
            let no = words::number(key.program_no);
            [Cell::maybe(name), no.link(program_page::link(request, key.program_no))]
        },
        condition: |key| Condition::number("program_no", i64::from(key.program_no.0)),
        holds: |key, entry| entry.program_no == key.program_no,
    };
    let natures = Grouping::<NatureKey> {
        rows: &effects.by_nature,
        heads: ["性質", "区分"],
        labels: |_, key| [code(key.nature.as_deref()), Cell::centre("計")],
        condition: |key| Condition::text("nature", key.nature.as_deref().unwrap_or(UNREAD)),
        holds: |key, entry| entry.nature == key.nature,
    };
    let bases = Grouping::<BasisKey> {
        rows: &effects.by_basis,
        heads: ["根拠", "区分"],
        labels: |_, key| [code(key.basis.as_deref()), Cell::centre("計")],
        condition: |key| Condition::text("basis", key.basis.as_deref().unwrap_or(UNREAD)),
        holds: |key, entry| entry.basis == key.basis,
    };
    for view in SINGLE_YEARS {
        group(page, request, records, &programs, view, tables)?;
    }
    for view in SINGLE_YEARS {
        group(page, request, records, &natures, view, tables)?;
    }
    for view in SINGLE_YEARS {
        group(page, request, records, &bases, view, tables)?;
    }
    page.note("続いている効果の根拠は、最後に報告されたときのものです。")
}

/// A code of the form, or that there is none.
fn code(code: Option<&str>) -> Cell {
    Cell::text(code.unwrap_or(UNREAD))
}

fn group<K: PartialEq>(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
    grouping: &Grouping<'_, K>,
    view: EffectView,
    tables: &mut Vec<Drawn>,
) -> Written {
    if grouping.rows.is_empty() {
        return Ok(());
    }
    let [by, _] = grouping.heads;
    let heading = format!("{by}別 {}({})", view.label(), tables::unit(request).label());
    let drawn = page.headed_table(&heading, |first_row| {
        by_group(request, grouping, view, first_row, records)
    })?;
    tables.push(Drawn { by: Some(by.to_owned()), view, first: drawn.head + 1, total: drawn.last });
    Ok(())
}

/// What no sum holds, and what they hold in doubt.
pub(super) fn left_out(page: &mut Page, request: &ReportRequest<'_>) -> Written {
    let figures = request.figures;
    if let Some(note) = doubted_note(request.plan, figures.round, &figures.effects) {
        page.note(&format!("{note}「検査結果」を見てください。"))?;
    }
    match figures.effects.left_out {
        0 => Ok(()),
        count => page.note(&format!(
            "区分、計画額または実績額が確定していない行が{count}行あります。確定していない額は、合計に入っていません(区分が読み取れない行は、計画額も実績額も入っていません)。その行に関わる合計には、達成率を出していません。「検査結果」を見てください。"
        )),
    }
}

/// In the reported year: the total of each view is the sum of its kinds, the sum of what each line counts, and the
/// total of every other table in that view; the running totals are those of the years.
fn checks(request: &ReportRequest<'_>, records: &Ledger, tables: &[Drawn]) -> Vec<Crossfoot> {
    let Some(year) = reported_year(request) else { return Vec::new() };
    let effects = &request.figures.effects;
    let unit = tables::unit(request);
    let mut checks = Vec::new();
    for (side, what) in ["計画", "実績"].into_iter().enumerate() {
        let column = |year: usize| LABELS + count(2 * year + side);
        let at = |row: u32, year: usize| -> Expr {
            SheetArea::cell(NAME, CellRef::new(row, column(year))).cells().into()
        };
        let amount = |view: EffectView, year: usize| -> Decimal {
            let sum = effects.years.get(year).map(|year| effects.total(None, None, *year, view));
            let EffectTotal { planned, actual, .. } = sum.unwrap_or_default();
            in_unit([planned, actual][side], unit)
        };
        let total_of = |wanted: EffectView| {
            tables.iter().find(|table| table.by.is_none() && table.view == wanted)
        };
        for table in tables {
            let view = table.view;
            let Some(whole) = total_of(view) else { continue };
            let result = amount(view, year);
            let mut check = |what_left: String, formula: Expr| {
                let left = Side::new(what_left, exact(formula, unit), result);
                let right = Side::new("合計", at(whole.total, year), result);
                let round = request.figures.round;
                let year = round.label_of(round.year);
                let what = format!("{year} {} {what}({})", view.label(), unit.label());
                checks.push(Crossfoot::new(what, left, right));
            };
            if let Some(by) = &table.by {
                let last = table.total.saturating_sub(1);
                let rows = SheetArea::column(NAME, column(year), table.first, last);
                check(format!("{by}別の和"), Expr::sum(rows.cells()));
                continue;
            }
            let kinds = count(effects.kinds.len());
            let sums = (table.total.saturating_sub(kinds)..table.total).map(|row| at(row, year));
            check(effects.kinds.join("+"), Expr::added(sums));
            if view.is_cumulative() {
                let Some(single) = total_of(view.of_single_years()) else { continue };
                let years = (0..=year).map(|year| at(single.total, year));
                check("各年度の合計の和".to_owned(), Expr::added(years));
            } else {
                let of_year = [
                    Condition::number("fiscal_year", i64::from(request.figures.round.year.0)),
                    Condition::text("view", view_word(view)),
                ];
                let counted = SIDES.get(side).and_then(|column| records.sum(column, &of_year));
                let Some(counted) = counted else { continue };
                check("明細_効果の年度".to_owned(), counted / unit.yen());
            }
        }
    }
    checks
}
