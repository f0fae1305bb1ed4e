//! 総括: the sentences, the tally with its chart, indicators, the year's effects, completeness.

use rust_xlsxwriter::XlsxError;

use super::super::ledger::{Condition, Ledger};
use super::super::records::{self, EffectRecords};
use super::super::tables::{
    self, TallyDetail, TallyTotal, amount_width, has_effects, tally, tally_widths,
};
use super::super::words;
use super::agreement::{Crossfoot, Side};
use super::drawing::{Drawing, Part, Sheets};
use super::effect_cells::NewEffects;
use super::indicators::Printed;
use super::submissions::ProgramStates;
use super::{
    comparison, details, effect_trend, effect_years, effects as new_effects, files,
    indicators as printed, open, submissions as programs,
};
use crate::analysis::{Achieved, EffectTotal, EffectView, SubmissionState, indicator_sentence};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::sheet::cells::{Cells, SheetArea};
use crate::sheet::expr::{Expr, Function};
use crate::sheet::page::{PRINTED_WIDTH, Page};
use crate::sheet::table::{Body, Cell, Column, Row, Table, Tone, exact};
use crate::terms::{CellRef, DirectionId, MoneyScale, Yen, count};

/// Name of the sheet.
const NAME: &str = "総括";

/// What the formulas of the sheet count, on other sheets.
pub(super) struct Sources<'a> {
    /// 明細_評価.
    pub(super) assessments: &'a Ledger,
    /// The indicators' verdicts, if there are indicators, and those of single ones.
    pub(super) verdicts: Option<SheetArea>,
    pub(super) indicators: &'a Printed,
    /// The new effects of the year, if there are any.
    pub(super) new_effects: Option<&'a NewEffects>,
    /// 明細_効果の年度.
    pub(super) effects: &'a Ledger,
    /// The state of every program in every round.
    pub(super) programs: &'a ProgramStates,
    /// What became of each file, if any came in.
    pub(super) file_states: Option<SheetArea>,
}

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let printed = drawing.of(printed::sheet)?;
    let (new_effects, file_states) = (drawing.of(new_effects::sheet)?, drawing.of(files::sheet)?);
    let sources = &Sources {
        assessments: &*drawing.of(details::assessments)?,
        verdicts: printed.all_verdicts(),
        indicators: &printed,
        new_effects: new_effects.as_ref().as_ref(),
        effects: &*drawing.of(effect_years::sheet)?,
        programs: &*drawing.of(programs::sheet)?,
        file_states: *file_states,
    };
    let figures = request.figures;
    let mut widths = tally_widths(request, TallyDetail::Full, PRINTED_WIDTH);
    // The effects share the columns of the tally.
    let amounts = 2 * (figures.effects.kinds.len() + 1);
    let amount = amount_width(request);
    for width in widths.iter_mut().skip(1).take(amounts) {
        *width = amount.max(*width);
    }
    let mut page = open(request, NAME, widths)?;
    for sentence in &figures.sentences {
        page.sentence(sentence)?;
    }
    if let Some(sentence) = indicator_sentence(&figures.indicator_tally) {
        page.sentence(&sentence)?;
    }
    page.note(&format!("基準日 {}", long_date(figures.round.as_of())))?;
    page.heading(&format!("{}別の進捗区分", request.plan.words.direction))?;
    let table = tally(request, TallyDetail::Full, page.first_body_row(), Some(sources.assessments));
    let drawn = table.draw(&mut page, request)?;
    table.draw_chart(&mut page, request, NAME, &drawn)?;
    let checks = checks(request, sources.assessments, &table.total(request, &drawn));
    indicators(&mut page, request, sources)?;
    effects(&mut page, request, sources)?;
    submissions(&mut page, request, sources)?;
    page.begin_page();
    comparison::movement(&mut page, request, sources.assessments)?;
    comparison::by_kind(&mut page, request, sources.assessments)?;
    comparison::repeats(&mut page, request, sources.assessments)?;
    comparison::by_division(&mut page, request, sources.assessments)?;
    submissions_by_division(&mut page, request, sources.programs)?;
    page.note("数、割合、額を押すと、数えた行が開きます。最初の行から最後の行までがまとめて選ばれるので、間に、数えていない行が入ることがあります。")?;
    let says = format!(
        "{}別の進捗区分の数と割合、指標の達成数、今年度の財政効果、提出のそろい具合、前回からの動き(グラフ付き)",
        request.plan.words.direction
    );
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], ()))
}

/// The total of the tally in itself and against 明細_評価.
fn checks(request: &ReportRequest<'_>, records: &Ledger, total: &TallyTotal) -> Vec<Crossfoot> {
    let words = &request.plan.words;
    let figures = &request.figures.ratings.total;
    let round = request.figures.round.to_string();
    let here = |cells: &[CellRef]| {
        Expr::added(cells.iter().map(|cell| Expr::from(Cells::here(*cell).on(NAME))))
    };
    let rated: u32 = request.figures.ratings.codes.iter().map(|code| figures.count(code)).sum();
    let outside = figures.not_rated_total() + figures.unclear + figures.not_submitted;
    let mut checks = vec![
        Crossfoot::new(
            format!("評価した{}", words.counter),
            Side::new("区分ごとの計の和", here(&total.codes), rated.into()),
            Side::new(
                format!("評価した{}の計", words.counter),
                here(&[total.rated]),
                figures.rated.into(),
            ),
        ),
        Crossfoot::new(
            format!("{}数", words.counter),
            Side::new(
                "評価した+評価対象外+未記入+未提出",
                here(&[total.rated, total.not_rated, total.unclear, total.not_submitted]),
                (figures.rated + outside).into(),
            ),
            Side::new(
                format!("{}数の計", words.counter),
                here(&[total.items]),
                figures.items.into(),
            ),
        ),
    ];
    let recorded = records.count(&[Condition::text("round", &round)]);
    checks.extend(recorded.map(|recorded| {
        Crossfoot::new(
            format!("{}数", words.counter),
            Side::new(
                format!("{}ごとの数の計", words.direction),
                here(&[total.items]),
                figures.items.into(),
            ),
            Side::new("明細_評価の今回の行", recorded, figures.items.into()),
        )
    }));
    checks
}

fn indicators(
    page: &mut Page,
    request: &ReportRequest<'_>,
    sources: &Sources<'_>,
) -> Result<(), XlsxError> {
    page.heading("指標の達成状況")?;
    let tally = request.figures.indicator_tally;
    let Some(verdicts) = sources.verdicts else {
        return page.sentence("この計画に指標はありません。");
    };
    let range = verdicts.cells();
    let figures = request.figures.indicators.iter().enumerate();
    let count = |achieved: Achieved, count: u32| {
        let counted = figures.clone().filter(|(_, figure)| figure.achieved == achieved);
        let cells = records::stretch(counted.map(|(at, _)| at))
            .and_then(|(first, last)| sources.indicators.verdicts(first, last));
        let formula = Expr::count_text(range, words::achieved(achieved));
        Cell::count_formula(formula, count).link(cells.map(|cells| cells.link()))
    };
    let at = page.first_body_row();
    let columns = ["内容", "指標", "達成", "未達成", "判定でき\nない"].map(Column::new);
    let cells = vec![
        Cell::text("指標の数(件)"),
        Cell::count_formula(across(at, 2, 4), tally.indicators).link(Some(verdicts.link())),
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
fn effects(
    page: &mut Page,
    request: &ReportRequest<'_>,
    sources: &Sources<'_>,
) -> Result<(), XlsxError> {
    let figures = request.figures;
    let new = sources.new_effects;
    let year = figures.round.year;
    let view = EffectView::New;
    let unit = tables::unit(request);
    if has_effects(request) {
        page.begin_page();
    }
    let period = figures.round.label_of(year);
    page.heading(&format!("財政効果 {period} {}({})", view.label(), unit.label()))?;
    if !has_effects(request) {
        return page.sentence("財政効果の報告はありません。");
    }
    let kinds = &figures.effects.kinds;
    let mut columns = vec![Column::new(request.plan.words.direction.as_str())];
    for name in kinds.iter().map(String::as_str).chain(["計"]) {
        columns.extend(["計画", "実績"].map(|what| Column::new(format!("{name}\n{what}"))));
    }
    // The cells of a row lead to the records of its direction (or of all), those of a pair to its kind (or to all).
    let link = |cells: &mut [Cell], direction: Option<&DirectionId>| {
        let kinds = kinds.iter().map(Some).chain([None]);
        for (pair, kind) in cells.chunks_mut(2).zip(kinds) {
            let counted = EffectRecords::of(sources.effects, &figures.effects, view, |entry| {
                direction.is_none_or(|id| entry.direction_id == *id)
                    && kind.is_none_or(|kind| entry.kind == *kind)
            });
            for (side, cell) in pair.iter_mut().enumerate() {
                cell.link = counted.amount(year, side);
            }
        }
    };
    let first = page.first_body_row();
    let mut rows = Vec::new();
    for ((no, at), direction) in (0..).zip(first..).zip(&request.plan.directions) {
        let name = Cell::text(direction.name.as_str()).link(new.map(|new| new.link(no)));
        let mut cells = vec![name];
        let mut sums = Vec::new();
        for (kind_no, kind) in (0..).zip(kinds) {
            let sum = figures.effects.total(Some(&direction.id), Some(kind), year, view);
            let results = [sum.planned, sum.actual];
            sums.push(sum);
            cells.extend(match new.map(|new| new.cells(no, kind_no)) {
                Some([planned, actual]) => [(planned, results[0]), (actual, results[1])]
                    .map(|(cell, result)| Cell::amount_formula(cell, result, unit)),
                None => results.map(|yen| Cell::amount(yen, unit)),
            });
        }
        let sum = figures.effects.total(Some(&direction.id), None, year, view);
        let [planned, actual] = sides(at, kinds.len());
        cells.push(total(planned, sum.planned, unit));
        cells.push(total(actual, sum.actual, unit));
        sums.push(sum);
        tables::as_reported(&mut cells[1..], &sums);
        link(&mut cells[1..], Some(&direction.id));
        rows.push(Row::new(cells));
    }
    let last = first + count(rows.len()) - 1;
    let sums = kinds.iter().map(|kind| Some(kind.as_str())).chain([None]);
    let sums: Vec<EffectTotal> =
        sums.map(|kind| figures.effects.total(None, kind, year, view)).collect();
    let amounts = sums.iter().flat_map(|sum| [sum.planned, sum.actual]);
    let mut cells = vec![Cell::text("計")];
    cells.extend((1..).zip(amounts).map(|(col, yen)| {
        let range = Cells::range(CellRef::new(first - 1, col), CellRef::new(last - 1, col));
        total(vec![range], yen, unit)
    }));
    tables::as_reported(&mut cells[1..], &sums);
    link(&mut cells[1..], None);
    rows.push(Row::sum(cells));
    page.table(&Table { columns, rows, body: Body::Figures })?;
    let unit = tables::unit_note(request, &[view]);
    page.note(&format!("{unit}年度ごとの額とほかの見方は「財政効果」にあります。「-」は、新たな効果の報告がないこと、「0」は、0の報告か、表示単位に満たない額があることを示します。"))?;
    new_effects::left_out(page, request)?;
    new.map_or(Ok(()), |new| effect_trend::draw(page, request, NAME, new, sources.effects))
}

/// The planned and the actual cells of a row, as arguments of SUM.
fn sides(at: u32, kinds: usize) -> [Vec<Cells>; 2] {
    [1, 2].map(|start| {
        let columns = (start..).step_by(2).take(kinds);
        columns.map(|col| Cells::here(CellRef::new(at - 1, col))).collect()
    })
}

fn total(summed: Vec<Cells>, result: Yen, unit: MoneyScale) -> Cell {
    if summed.is_empty() {
        return Cell::amount(result, unit);
    }
    Cell::amount_formula(exact(Function::Sum.of(summed), unit), result, unit)
}

/// The sum of row `at` from column `first` to column `last`, the row as formulas number rows.
fn across(at: u32, first: u32, last: u32) -> Expr {
    Expr::sum(Cells::range(CellRef::new(at - 1, first), CellRef::new(at - 1, last)))
}

/// How complete each round is, the reported one last; the figures lead to 提出状況.
fn submissions(
    page: &mut Page,
    request: &ReportRequest<'_>,
    sources: &Sources<'_>,
) -> Result<(), XlsxError> {
    page.headed_table("提出のそろい具合", |first| {
        submissions_by_round(request, sources, first)
    })?;
    page.note("差戻しは、要修正の指摘がある票です。")
}

/// The states of each round, with the first body row at `first` as formulas number rows.
fn submissions_by_round(request: &ReportRequest<'_>, sources: &Sources<'_>, first: u32) -> Table {
    let coverage = &request.figures.submissions;
    let words = &request.plan.words;
    let mut heads = vec!["回次".to_owned(), format!("{}\nの数", words.program)];
    heads.push("提出あり".to_owned());
    heads.extend(SubmissionState::ALL.map(|state| state.label().replace('(', "\n(")));
    heads.push("届いた\nファイル".to_owned());
    let mut rows = Vec::new();
    for (at, held) in (first..).zip(&coverage.rounds) {
        let round = held.round;
        let all = sources.programs.link(None, round, &SubmissionState::ALL);
        let is_in = |state: &SubmissionState| *state != SubmissionState::NotSubmitted;
        let came_in: Vec<_> = SubmissionState::ALL.into_iter().filter(is_in).collect();
        let came_in = sources.programs.link(None, round, &came_in);
        let by_state = SubmissionState::ALL.map(|state| {
            let count = held.counts.count(state);
            let needs_action =
                state == SubmissionState::Returned || state == SubmissionState::NotSubmitted;
            let tone = if needs_action && count > 0 { Tone::AlertRight } else { Tone::Right };
            Cell::count_of(sources.programs.count(round, state), count)
                .tone(tone)
                .link(sources.programs.link(None, round, &[state]))
        });
        let is_counted = sources.programs.count(round, SubmissionState::Accepted).is_some();
        let sum = |last: u32| is_counted.then(|| across(at, 3, last));
        let submitted = held.counts.due - held.counts.not_submitted;
        let mut cells = vec![
            Cell::text(round.label()).link(all.clone()),
            Cell::count_of(sum(6), held.counts.due).link(all),
            Cell::count_of(sum(5), submitted).link(came_in),
        ];
        cells.extend(by_state);
        cells.push(if round == request.figures.round {
            let files = count(coverage.files.len());
            let states = sources.file_states;
            let count = states.map(|states| Function::CountA.of([states.cells()]));
            Cell::count_of(count, files).link(states.map(|states| states.link()))
        } else {
            // Only the files of the reported round are listed.
            Cell::text("-").tone(Tone::Right)
        });
        rows.push(Row::new(cells));
    }
    let columns = heads.into_iter().map(Column::new).collect();
    Table { columns, rows, body: Body::Figures }
}

/// The states of the reported round for each division.
fn submissions_by_division(
    page: &mut Page,
    request: &ReportRequest<'_>,
    programs: &ProgramStates,
) -> Result<(), XlsxError> {
    let round = request.figures.round;
    let divisions = &request.figures.submissions.divisions;
    if divisions.is_empty() {
        return Ok(());
    }
    let mut heads = vec!["担当課".to_owned(), format!("{}\nの数", request.plan.words.program)];
    heads.extend(SubmissionState::ALL.map(|state| state.label().replace('(', "\n(")));
    let table = |first: u32| {
        let rows = (first..).zip(divisions).map(|(at, division)| {
            let by_state = SubmissionState::ALL.map(|state| {
                let formula = programs.count_of(&division.division, round, state);
                let link = programs.link(Some(&division.division), round, &[state]);
                Cell::count_of(formula, division.counts.count(state)).link(link)
            });
            let link = programs.link(Some(&division.division), round, &SubmissionState::ALL);
            let name = Cell::text(division.division.as_str()).link(link.clone());
            let all = link.as_ref().map(|_| across(at, 2, 5));
            let mut cells = vec![name, Cell::count_of(all, division.counts.due).link(link)];
            cells.extend(by_state);
            Row::new(cells)
        });
        let columns = heads.iter().map(Column::new).collect();
        Table { columns, rows: rows.collect(), body: Body::Figures }
    };
    let heading = format!("担当課ごとの提出({})", round.label());
    page.headed_table(&heading, table)?;
    Ok(())
}
