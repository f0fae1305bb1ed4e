//! 総括: the sentences, the tally with its chart, indicators, the year's effects, completeness.

use super::super::records::{self, EffectRecords};
use super::super::tables::{self, Tally, TallyDetail, TallyTotal, amount_width, has_effects};
use super::effect_cells::NewEffects;
use super::indicators::Printed;
use super::submissions::ProgramStates;
use super::{
    Condition, Crossfoot, Drawing, Ledger, Part, ReportRequest, Sheets, Side, comparison, details,
    effect_trend, effect_years, effects as new_effects, files, indicators as printed, open,
    submissions as programs,
};
use crate::analysis::{
    Achieved, DivisionCoverage, EffectView, RoundCoverage, SubmissionState, indicator_sentence,
};
use crate::form::long_date;
use crate::schema::Direction;
use crate::sheet::{
    Body, Cell, Cells, Columns, Expr, Function, PRINTED_WIDTH, Page, SheetArea, Tone, Written,
    exact,
};
use crate::terms::{CellRef, count};

/// Name of the sheet.
const NAME: &str = "総括";
/// Points of the part on indicators, which stands on the first page if the chart above it leaves the room.
const INDICATORS_HEIGHT: f64 = 92.0;

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
    let tally = Tally::by_direction(request, TallyDetail::Full, Some(sources.assessments));
    let mut widths = tally.widths(PRINTED_WIDTH);
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
    page.leave_below_chart(INDICATORS_HEIGHT);
    let drawn = tally.draw(&mut page, NAME)?;
    page.leave_below_chart(0.0);
    let checks = checks(request, sources.assessments, &tally.total_cells(&drawn));
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
            format!("評価した{}", words.items()),
            Side::new("区分ごとの計の和", here(&total.codes), rated.into()),
            Side::new(
                format!("評価した{}の計", words.items()),
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

fn indicators(page: &mut Page, request: &ReportRequest<'_>, sources: &Sources<'_>) -> Written {
    const HEADING: &str = "指標の達成状況";
    let tally = request.figures.indicator_tally;
    let Some(verdicts) = sources.verdicts else {
        return page.headed_sentence(HEADING, "この計画に指標はありません。");
    };
    let range = verdicts.cells();
    let figures = request.figures.indicators.iter().enumerate();
    let count = |achieved: Achieved, count: u32| -> Cell {
        let counted = figures.clone().filter(|(_, figure)| figure.achieved == achieved);
        let cells = records::stretch(counted.map(|(at, _)| at))
            .and_then(|(first, last)| sources.indicators.verdicts(first, last));
        let formula = Expr::count_text(range, achieved.label());
        Cell::count(count).by(formula).link(cells.map(|cells| cells.link()))
    };
    let counts = [
        ("達成", Achieved::Yes, tally.achieved),
        ("未達成", Achieved::No, tally.not_achieved),
        ("判定でき\nない", Achieved::Undecided, tally.undecided),
    ];
    let columns = Columns::new()
        .with("内容", 0, |_: &u32| Cell::text("指標の数(件)"))
        .with("指標", 0, |first| {
            let sum = Expr::sum(Cells::across(first - 1, 2, 4));
            Cell::count(tally.indicators).by(sum).link(Some(verdicts.link()))
        })
        .each(counts, |columns, (head, achieved, number)| {
            columns.with(head, 0, move |_| count(achieved, number))
        });
    page.headed_table(HEADING, |first| columns.table(&[first], Body::Figures))?;
    Ok(())
}

/// New effects of the reported year by direction and kind.
fn effects(page: &mut Page, request: &ReportRequest<'_>, sources: &Sources<'_>) -> Written {
    let figures = request.figures;
    let new = sources.new_effects;
    let year = figures.round.year;
    let view = EffectView::New;
    let unit = tables::unit(request);
    let period = figures.round.label_of(year);
    let heading = format!("財政効果 {period} {}({})", view.label(), unit.label());
    if !has_effects(request) {
        return page.headed_sentence(&heading, "財政効果の報告はありません。");
    }
    page.begin_page();
    page.heading(&heading)?;
    let first = page.first_body_row() - 1;
    let directions = (first..).zip(&request.plan.directions);
    let mut rows: Vec<OfDirection<'_>> =
        directions.map(|(at, direction)| OfDirection { direction: Some(direction), at }).collect();
    rows.push(OfDirection { direction: None, at: first + count(rows.len()) });
    let columns = effect_columns(request, sources, first);
    page.table(&columns.table_with_sums(&rows, Body::Figures, |row| row.direction.is_none()))?;
    let unit = tables::unit_note(request, &[view]);
    page.note(&format!("{unit}年度ごとの額とほかの見方は「財政効果」にあります。「-」は、新たな効果の報告がないこと、「0」は、0の報告か、表示単位に満たない額があることを示します。"))?;
    new_effects::left_out(page, request)?;
    new.map_or(Ok(()), |new| effect_trend::draw(page, request, NAME, new, sources.effects))
}

/// The new effects of a direction, or of all; its row is counted from zero.
struct OfDirection<'a> {
    direction: Option<&'a Direction>,
    at: u32,
}

/// Planned and actual amount of each kind, and of all together. The cells of a row lead to the records of its direction (or of
/// all), those of a pair to its kind (or to all).
fn effect_columns<'a>(
    request: &'a ReportRequest<'a>,
    sources: &'a Sources<'a>,
    first: u32,
) -> Columns<'a, OfDirection<'a>> {
    let (effects, year) = (&request.figures.effects, request.figures.round.year);
    let (view, unit, new) = (EffectView::New, tables::unit(request), sources.new_effects);
    let place = move |row: &OfDirection<'_>| row.at - first;
    let amount = move |row: &OfDirection<'_>, kind: Option<&str>, side: usize| {
        let id = row.direction.map(|direction| &direction.id);
        let sum = effects.total(id, kind, year, view);
        let counted = EffectRecords::of(sources.effects, effects, view, |entry| {
            id.is_none_or(|id| entry.direction_id == *id)
                && kind.is_none_or(|kind| entry.kind == kind)
        });
        let amount = Cell::amount([sum.planned, sum.actual][side], unit);
        (amount.link(counted.amount(year, side)), sum)
    };
    let direction = request.plan.words.direction.as_str();
    let columns = Columns::new().with(direction, 0, move |row: &OfDirection<'a>| {
        row.direction.map_or_else(
            || Cell::text("計"),
            |direction| {
                let link = new.map(|new| new.link(place(row)));
                Cell::text(direction.name.as_str()).link(link)
            },
        )
    });
    let kinds = effects.kinds.iter().map(Some).chain([None]).enumerate();
    let pairs = kinds.flat_map(|(at, kind)| [(at, kind, 0), (at, kind, 1)]);
    columns.each(pairs, |columns, (at, kind, side)| {
        let name = kind.map_or("計", String::as_str);
        let col = columns.next_col();
        columns.with(format!("{name}\n{}", ["計画", "実績"][side]), 0, move |row| {
            let (amount, sum) = amount(row, kind.map(String::as_str), side);
            let own = |new: &NewEffects| {
                let [planned, actual] = new.cells(place(row), count(at));
                if side == 0 { planned } else { actual }
            };
            let formula = match (row.direction, kind) {
                (None, _) => {
                    let above = Cells::column(col, first, row.at - 1);
                    Some(exact(Function::Sum.of([above]), unit))
                }
                (Some(_), Some(_)) => new.map(own),
                // Every other column from the first of this side.
                (Some(_), None) => {
                    let cells = (1 + count(side)..col).step_by(2);
                    let mut cells =
                        cells.map(|col| Cells::here(CellRef::new(row.at, col))).peekable();
                    cells.peek().is_some().then(|| exact(Function::Sum.of(cells), unit))
                }
            };
            tables::amount_look(amount.by(formula), sum, side)
        })
    })
}

/// How complete each round is, the reported one last; the figures lead to 提出状況.
fn submissions(page: &mut Page, request: &ReportRequest<'_>, sources: &Sources<'_>) -> Written {
    let rounds = &request.figures.submissions.rounds;
    page.headed_table("提出のそろい具合", |first| {
        let rows: Vec<_> = (first - 1..).zip(rounds).collect();
        by_round(request, sources).table(&rows, Body::Figures)
    })?;
    page.note("差戻しは、要修正の指摘がある票です。")
}

/// What is said of each round, in its row (counted from zero).
fn by_round<'a>(
    request: &'a ReportRequest<'a>,
    sources: &'a Sources<'a>,
) -> Columns<'a, (u32, &'a RoundCoverage)> {
    let programs = sources.programs;
    let came_in = SubmissionState::ALL.into_iter();
    let came_in: Vec<SubmissionState> =
        came_in.filter(|state| *state != SubmissionState::NotSubmitted).collect();
    // The states stand behind, that of programs without a submission last.
    let sum = move |at: u32, held: &RoundCoverage, last: u32| {
        let is_counted = programs.count(held.round, SubmissionState::Accepted).is_some();
        is_counted.then(|| Expr::sum(Cells::across(at, 3, last)))
    };
    let all = move |held: &RoundCoverage| programs.link(None, held.round, &SubmissionState::ALL);
    let columns = Columns::new()
        .with("回次", 0, move |(_, held): &(u32, &'a RoundCoverage)| {
            Cell::text(held.round.label()).link(all(held))
        })
        .with(program_count_head(request), 0, move |(at, held)| {
            Cell::count(held.counts.due).by(sum(*at, held, 6)).link(all(held))
        })
        .with("提出あり", 0, move |(at, held)| {
            let submitted = held.counts.due - held.counts.not_submitted;
            let link = programs.link(None, held.round, &came_in);
            Cell::count(submitted).by(sum(*at, held, 5)).link(link)
        });
    let columns = columns.each(SubmissionState::ALL, |columns, state| {
        columns.with(state_head(state), 0, move |(_, held)| {
            let count = held.counts.count(state);
            let needs_action =
                state == SubmissionState::Returned || state == SubmissionState::NotSubmitted;
            let tone = if needs_action && count > 0 { Tone::AlertRight } else { Tone::Right };
            let cell = Cell::count(count).by(programs.count(held.round, state));
            cell.tone(tone).link(programs.link(None, held.round, &[state]))
        })
    });
    columns.with("届いた\nファイル", 0, move |(_, held)| {
        // Only the files of the reported round are listed.
        if held.round != request.figures.round {
            return Cell::text("-").tone(Tone::Right);
        }
        let states = sources.file_states;
        let files = states.map(|states| Function::CountA.of([states.cells()]));
        let cell = Cell::count(count(request.figures.submissions.files.len())).by(files);
        cell.link(states.map(|states| states.link()))
    })
}

fn program_count_head(request: &ReportRequest<'_>) -> String {
    format!("{}\nの数", request.plan.words.program)
}

fn state_head(state: SubmissionState) -> String {
    state.label().replace('(', "\n(")
}

/// The states of the reported round for each division.
fn submissions_by_division(
    page: &mut Page,
    request: &ReportRequest<'_>,
    programs: &ProgramStates,
) -> Written {
    let round = request.figures.round;
    let divisions = &request.figures.submissions.divisions;
    if divisions.is_empty() {
        return Ok(());
    }
    let link = |division: &DivisionCoverage, states: &[SubmissionState]| {
        programs.link(Some(&division.division), round, states)
    };
    let all = |division: &DivisionCoverage| link(division, &SubmissionState::ALL);
    let columns = Columns::new()
        .with("担当課", 0, |(_, division): &(u32, &DivisionCoverage)| {
            Cell::text(division.division.as_str()).link(all(division))
        })
        .with(program_count_head(request), 0, |(at, division)| {
            let link = all(division);
            let sum = link.as_ref().map(|_| Expr::sum(Cells::across(*at, 2, 5)));
            Cell::count(division.counts.due).by(sum).link(link)
        })
        .each(SubmissionState::ALL, |columns, state| {
            columns.with(state_head(state), 0, move |(_, division)| {
                let formula = programs.count_of(&division.division, round, state);
                Cell::count(division.counts.count(state)).by(formula).link(link(division, &[state]))
            })
        });
    let heading = format!("担当課ごとの提出({})", round.label());
    page.headed_table(&heading, |first| {
        let rows: Vec<_> = (first - 1..).zip(divisions).collect();
        columns.table(&rows, Body::Figures)
    })?;
    Ok(())
}
