//! Which line counts when, and how sums add up.

use std::sync::LazyLock;

use super::lines::spread;
use super::*;
use crate::analysis::error::AnalysisError;
use crate::analysis::tests::{
    ONE_STEP, a_few_cases, assessment, no_facts, plan_of, program_of, source,
};
use crate::facts::{EffectFact, Facts};
use crate::schema::{Form, Plan};
use crate::terms::{FiscalYear, MoneyScale, ProgramNo, Round, Yen};

fn line(year: i16, line: u16, nature: &str, title: &str, actual: Option<i64>) -> EffectFact {
    let round = Round::year_end(FiscalYear(year));
    EffectFact {
        program: ProgramNo(1),
        line,
        direction: "1".into(),
        round,
        kind: Some("歳入".to_owned()),
        nature: Some(nature.to_owned()),
        title: Some(title.to_owned()),
        actual: actual.map(Yen),
        actual_open: actual.is_none(),
        source: source(0),
        ..EffectFact::default()
    }
}

/// Actual new and in force per year.
fn views(lines: &[EffectFact]) -> Vec<(i64, i64)> {
    let years = [FiscalYear(2021), FiscalYear(2022)];
    let lines: Vec<_> = lines.iter().enumerate().collect();
    let amounts = spread(&lines, &years, &["継続".to_owned()]);
    let sum = |view, year| -> i64 {
        let counts =
            amounts.iter().filter(|amount| amount.view == view && amount.fiscal_year == year);
        counts.map(|amount| amount.actual.0).sum()
    };
    years.map(|year| (sum(EffectView::New, year), sum(EffectView::InForce, year))).to_vec()
}

#[test]
fn parts_of_one_recurring_effect_are_added_up() {
    let lines = [line(2021, 1, "継続", "貸付", Some(10)), line(2021, 2, "継続", "貸 付", Some(5))];
    assert_eq!(views(&lines), [(15, 15), (0, 15)]);
}

#[test]
fn a_recurring_effect_is_new_once_and_in_force_at_its_newest_amount() {
    let lines = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", Some(12))];
    assert_eq!(views(&lines), [(10, 10), (0, 12)]);
    let unread = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", None)];
    assert_eq!(views(&unread), [(10, 10), (0, 10)]);
}

#[test]
fn a_one_year_effect_counts_in_its_year_only() {
    let lines =
        [line(2021, 1, "単年度", "売払い", Some(10)), line(2022, 1, "単年度", "売払い", Some(7))];
    assert_eq!(views(&lines), [(10, 10), (7, 7)]);
}

#[test]
fn an_unread_part_stays_as_it_was_and_counts_once() {
    let lines = [
        line(2021, 1, "継続", "貸付", Some(10)),
        line(2021, 2, "継続", "貸付", Some(5)),
        line(2022, 1, "継続", "貸付", Some(12)),
        line(2022, 2, "継続", "貸付", None),
    ];
    assert_eq!(views(&lines), [(15, 15), (0, 17)]);
}

#[test]
fn an_actual_of_zero_ends_a_recurring_effect() {
    let lines = [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", Some(0))];
    assert_eq!(views(&lines), [(10, 10), (0, 0)]);
}

#[test]
fn a_recurring_effect_is_new_in_the_first_year_with_money_plan_and_actual_each() {
    for first in [Some(0), None] {
        let planned =
            EffectFact { planned: Some(Yen(960)), ..line(2021, 1, "継続", "貸付", first) };
        let begun =
            EffectFact { planned: Some(Yen(960)), ..line(2022, 1, "継続", "貸付", Some(796)) };
        let lines = vec![planned, begun];
        assert_eq!(views(&lines), [(0, 0), (796, 796)]);
        let of_kind =
            |line: EffectFact| EffectFact { kind: Some("歳入確保".to_owned()), ..line };
        let figures = figures_of(lines.into_iter().map(of_kind).collect());
        let sum = |view| sums_of(&figures.totals, FiscalYear(2022), view);
        assert_eq!((sum(EffectView::New).planned, sum(EffectView::New).actual), (Yen(0), Yen(796)));
        let total = sum(EffectView::CumulativeNew);
        assert_eq!((total.planned, total.actual), (Yen(960), Yen(796)));
    }
}

#[test]
fn an_effect_that_starts_again_after_its_end_is_new_again() {
    let years = [(2021, 10), (2022, 0), (2023, 7), (2024, 8)];
    let lines = years.map(|(year, yen)| line(year, 1, "継続", "貸付", Some(yen)));
    let lines: Vec<_> = lines.iter().enumerate().collect();
    let years = years.map(|(year, _)| FiscalYear(year));
    let amounts = spread(&lines, &years, &["継続".to_owned()]);
    let new = amounts.iter().filter(|amount| amount.view == EffectView::New);
    assert_eq!(new.map(|amount| amount.actual.0).collect::<Vec<_>>(), [10, 0, 7, 0]);
}

/// What the entries of these lines are in the reported year and a view: the line, then planned and actual, each with
/// the line that it comes from.
fn entries_of(lines: Vec<EffectFact>, view: EffectView) -> Vec<EntryParts> {
    let of_kind = |line: EffectFact| EffectFact { kind: Some("歳入確保".to_owned()), ..line };
    let figures = figures_of(lines.into_iter().map(of_kind).collect());
    let counts = figures.entries.iter();
    let counts = counts.filter(|entry| (entry.fiscal_year, entry.view) == (FiscalYear(2022), view));
    let parts = |entry: &EffectEntry| {
        let planned = (entry.planned.0, entry.planned_from);
        (entry.line, planned, (entry.actual.0, entry.actual_from))
    };
    counts.map(parts).collect()
}

type EntryParts = (usize, (i64, Option<usize>), (i64, Option<usize>));

#[test]
fn an_entry_names_the_line_that_each_amount_comes_from() {
    let reported = |line: EffectFact| EffectFact { planned: Some(Yen(20)), ..line };
    let first = || reported(line(2021, 1, "継続", "貸付", Some(10)));
    let carried = entries_of(vec![first()], EffectView::InForce);
    assert_eq!(carried, [(0, (20, Some(0)), (10, Some(0)))]);
    let unread = vec![first(), reported(line(2022, 1, "継続", "貸付", None))];
    assert_eq!(entries_of(unread, EffectView::InForce), [(1, (20, Some(1)), (10, Some(0)))]);
    let ended = vec![first(), line(2022, 1, "継続", "貸付", Some(0))];
    assert_eq!(entries_of(ended.clone(), EffectView::InForce), [(1, (20, Some(0)), (0, Some(1)))]);
    assert_eq!(entries_of(ended, EffectView::New), [], "nothing of it is new");
    let late = vec![
        reported(line(2021, 1, "継続", "貸付", None)),
        reported(line(2022, 1, "継続", "貸付", Some(7))),
    ];
    assert_eq!(entries_of(late, EffectView::New), [(1, (0, None), (7, Some(1)))]);
}

#[test]
fn lines_of_one_year_are_summed_as_reported_and_as_they_count() {
    let of_kind = |line: EffectFact| EffectFact { kind: Some("歳入確保".to_owned()), ..line };
    let planned = |line: EffectFact| EffectFact { planned: Some(Yen(20)), ..line };
    let figures = figures_of(vec![
        of_kind(line(2021, 1, "単年度", "前年", Some(1))),
        of_kind(planned(line(2022, 1, "単年度", "売払い", Some(7)))),
        of_kind(planned(line(2022, 2, "単年度", "未確定", None))),
        of_kind(planned(line(2022, 3, "継続", "貸付", Some(100)))),
        EffectFact {
            kind: None, ..planned(line(2022, 4, "単年度", "区分なし", Some(1_000)))
        },
    ]);
    let reported = figures.reported;
    assert_eq!(reported.round, Some(Round::year_end(FiscalYear(2022))));
    assert_eq!(reported.one_year_natures, ["単年度"]);
    let expected = EffectTotal { planned: Yen(40), actual: Yen(7), ..EffectTotal::default() };
    assert_eq!((reported.one_year_counted, reported.one_year_reported), (expected, expected));
    assert_eq!((reported.actual_by_kind, reported.actual_of_all), (Yen(1_107), Yen(1_107)));
    let silent = figures_of(vec![of_kind(line(2021, 1, "単年度", "前年", Some(1)))]).reported;
    assert_eq!((silent.round, silent.one_year_counted), (None, EffectTotal::default()));
}

#[test]
fn parts_that_do_not_add_up_as_shown_are_noted() {
    let shown = displayed(&[Yen(1_500), Yen(1_500)], Yen(3_000), MoneyScale::Thousand.into());
    assert_eq!((shown.parts, shown.whole), (vec![2.into(), 2.into()], 3.into()));
    let note = shown.note.unwrap();
    assert!(note.starts_with("千円未満を四捨五入"), "{note}");
    assert_eq!(
        displayed(&[Yen(1_400), Yen(600)], Yen(2_000), MoneyScale::Thousand.into()).note,
        None
    );
    let negative = displayed(&[Yen(-1_500)], Yen(-1_500), MoneyScale::Thousand.into());
    assert_eq!((negative.whole, negative.note), ((-2).into(), None));
    let shown = displayed(&[Yen(320_000_000)], Yen(320_000_000), MoneyScale::HundredMillion.into());
    assert_eq!(shown.whole.to_string(), "3.2");
}

/// Lines of some programs, years, natures, kinds and bases, from numbers.
fn lines_from(numbers: &[(u8, i32)]) -> Vec<EffectFact> {
    let pick = |of: &[&str], at: u8| Some(of[usize::from(at) % of.len()].to_owned());
    let make = |(at, (code, amount)): (usize, &(u8, i32))| {
        let year = 2021 + i16::from(code % 2);
        let title = format!("見本{}", code % 5);
        let mut line =
            line(year, u16::try_from(at).unwrap(), "単年度", &title, Some((*amount).into()));
        line.program = ProgramNo(u16::from(code % 3) + 1);
        line.direction = if code % 3 == 0 { "1".into() } else { "2".into() };
        line.nature = pick(&["単年度", "継続"], code / 2);
        line.kind = pick(&["歳入確保", "歳出削減"], code / 4);
        line.basis = pick(&["決算", "決算見込", "予算"], code / 8);
        line.planned = Some(Yen(i64::from(*amount) / 2));
        line
    };
    numbers.iter().enumerate().map(make).collect()
}

/// A plan of three programs in two directions, and a form for it.
static SCHEMA: LazyLock<(Plan, Form)> =
    LazyLock::new(|| schema_of(&[(1, "1"), (2, "2"), (3, "2")]));

/// A plan of these programs with their directions, and a form for it.
fn schema_of(programs: &[(u16, &str)]) -> (Plan, Form) {
    let programs = programs.iter();
    let programs = programs.map(|(no, of)| program_of(*no, of, "implementation", "見本課", ""));
    let plan = plan_of(2022, ONE_STEP, &programs.collect::<String>());
    let form = crate::schema::load_form(crate::schema::EMBEDDED_FORM, "form.toml", &plan).unwrap();
    (plan, form)
}

fn figures_of(lines: Vec<EffectFact>) -> EffectFigures {
    figures_in(&SCHEMA, lines)
}

fn figures_in(schema: &(Plan, Form), lines: Vec<EffectFact>) -> EffectFigures {
    computed(schema, lines).unwrap()
}

fn computed(
    (plan, form): &(Plan, Form),
    lines: Vec<EffectFact>,
) -> Result<EffectFigures, AnalysisError> {
    let came_in =
        [2021, 2022].map(|year| assessment(ProgramNo(1), Round::year_end(FiscalYear(year))));
    let assessments = came_in.into_iter().collect();
    let facts = Facts { assessments, effects: lines.into(), ..no_facts() };
    effect_figures(plan, form, Round::year_end(FiscalYear(2022)), &facts, 0)
}

fn sums_of<K>(rows: &[EffectRow<K>], year: FiscalYear, view: EffectView) -> EffectTotal {
    let rows = rows.iter().filter(|row| row.fiscal_year == year && row.view == view);
    rows.map(EffectRow::total).sum()
}

#[test]
fn a_reported_zero_is_told_from_nothing_reported() {
    let mut zero = line(2022, 1, "単年度", "見本", Some(0));
    (zero.kind, zero.planned) = (Some("歳入確保".to_owned()), Some(Yen(2_400_000)));
    let figures = figures_of(vec![zero]);
    let lines = |year, kind| {
        let sum = figures.total(None, Some(kind), FiscalYear(year), EffectView::New);
        (sum.planned.0, sum.planned_lines, sum.actual.0, sum.actual_lines)
    };
    assert_eq!(lines(2022, "歳入確保"), (2_400_000, 1, 0, 1));
    assert_eq!(lines(2022, "歳出削減"), (0, 0, 0, 0));
    assert_eq!(lines(2021, "歳入確保"), (0, 0, 0, 0));
    let total = sums_of(&figures.totals, FiscalYear(2022), EffectView::New);
    assert_eq!(total, figures.total(None, None, FiscalYear(2022), EffectView::New));
}

#[test]
fn a_sum_knows_the_amounts_that_were_written_as_about() {
    let mut about = line(2021, 1, "継続", "貸付", Some(10));
    about.approx = true;
    let mut lines = vec![
        about.clone(),
        line(2021, 2, "単年度", "売却", Some(5)),
        line(2022, 1, "継続", "貸付", None),
    ];
    for line in &mut lines {
        line.kind = Some("歳入確保".to_owned());
    }
    let approx = |lines: Vec<EffectFact>| {
        let figures = figures_of(lines);
        let of = |year| {
            let sum = figures.total(None, Some("歳入確保"), FiscalYear(year), EffectView::InForce);
            (sum.actual.0, sum.actual_approx)
        };
        [of(2021), of(2022)]
    };
    assert_eq!(approx(lines.clone()), [(15, 1), (10, 1)]);
    lines[2].actual = Some(Yen(12));
    assert_eq!(approx(lines.clone()), [(15, 1), (12, 0)]);
    (lines[2].actual, lines[2].approx) = (Some(Yen(0)), true);
    assert_eq!(approx(lines), [(15, 1), (0, 0)]);
}

#[test]
fn a_recurring_line_counts_among_new_ones_only_where_it_begins() {
    let mut lines =
        [line(2021, 1, "継続", "貸付", Some(10)), line(2022, 1, "継続", "貸付", Some(12))];
    for line in &mut lines {
        line.kind = Some("歳入確保".to_owned());
    }
    let figures = figures_of(lines.to_vec());
    let lines = |view| figures.total(None, None, FiscalYear(2022), view).actual_lines;
    assert_eq!(EffectView::ALL.map(lines), [0, 1, 1, 2]);
}

#[test]
fn effects_that_the_year_has_no_line_of_are_counted_as_carried() {
    let first = [
        line(2021, 1, "継続", "貸付", Some(10)),
        line(2021, 2, "継続", "広告", Some(20)),
        line(2021, 3, "単年度", "売却", Some(30)),
    ];
    let with = |further: &[EffectFact]| {
        let mut lines = [&first, further].concat();
        for line in &mut lines {
            line.kind = Some("歳入確保".to_owned());
        }
        let figures = figures_of(lines);
        (figures.lines, figures.carried)
    };
    assert_eq!(with(&[]), (0, 2));
    assert_eq!(with(&[line(2022, 1, "継続", "貸付", Some(12))]), (1, 1));
    let ended = [line(2022, 1, "継続", "貸付", Some(0)), line(2022, 2, "継続", "広告", Some(0))];
    assert_eq!(with(&ended), (2, 0));
}

/// Whether the rows of a year and view are incomplete and what their rates are, in their order.
fn completeness<K>(
    rows: &[EffectRow<K>],
    year: i16,
    view: EffectView,
) -> Vec<(bool, Option<String>)> {
    let rows = rows.iter().filter(|row| (row.fiscal_year.0, row.view) == (year, view));
    let rate = |row: &EffectRow<K>| row.achievement_rate.map(|rate| rate.normalize().to_string());
    rows.map(|row| (row.incomplete, rate(row))).collect()
}

/// A line of program 1 or 2 (directions 1 and 2) with a plan of 20.
fn planned(program: u16, line: EffectFact, kind: Option<&str>) -> EffectFact {
    EffectFact {
        program: ProgramNo(program),
        direction: program.to_string().as_str().into(),
        kind: kind.map(str::to_owned),
        planned: Some(Yen(20)),
        ..line
    }
}

#[test]
fn a_group_with_an_unknown_actual_has_no_rate_and_the_others_keep_theirs() {
    let lines = vec![
        planned(1, line(2021, 1, "単年度", "前年", Some(10)), Some("歳入確保")),
        planned(1, line(2022, 1, "単年度", "売払い", Some(10)), Some("歳入確保")),
        planned(2, line(2022, 1, "単年度", "広告", Some(5)), Some("歳入確保")),
        planned(2, line(2022, 2, "単年度", "貸付", None), Some("歳入確保")),
        planned(2, line(2022, 3, "単年度", "委託", Some(15)), Some("歳出削減")),
    ];
    let figures = figures_of(lines);
    let known = |rate: &str| (false, Some(rate.to_owned()));
    let (none, open) = ((false, None), (true, None));
    let of = |view| completeness(&figures.cells, 2022, view);
    assert_eq!(of(EffectView::New), [known("50"), none.clone(), open.clone(), known("75")]);
    assert_eq!(of(EffectView::CumulativeNew)[2..], [open.clone(), known("75")]);
    let before = completeness(&figures.cells, 2021, EffectView::CumulativeInForce);
    assert_eq!(before, [known("50"), none.clone(), none.clone(), none]);
    let programs = completeness(&figures.by_program, 2022, EffectView::InForce);
    assert_eq!(programs, [known("50"), open.clone()]);
    let kinds = completeness(&figures.by_kind, 2022, EffectView::New);
    assert_eq!(kinds, [open.clone(), known("75")]);
    assert_eq!(completeness(&figures.totals, 2022, EffectView::New), [open]);
    let total = figures.total(Some(&"2".into()), None, FiscalYear(2022), EffectView::New);
    assert!(total.incomplete);
    assert_eq!(figures.left_out, 1);
}

#[test]
fn a_plan_that_is_not_known_leaves_no_rate_and_no_plan_at_all_is_none() {
    let open = |line: EffectFact| EffectFact { planned: None, planned_open: true, ..line };
    let none = |line: EffectFact| EffectFact { planned: None, ..line };
    let known = || planned(1, line(2022, 1, "単年度", "売払い", Some(10)), Some("歳入確保"));
    let other = || planned(1, line(2022, 2, "単年度", "広告", Some(6)), Some("歳入確保"));
    let of = |line: EffectFact| {
        let figures = figures_of(vec![known(), line]);
        (completeness(&figures.totals, 2022, EffectView::New), figures.left_out)
    };
    assert_eq!(of(open(other())), (vec![(true, None)], 1));
    assert_eq!(of(none(other())), (vec![(false, Some("80".to_owned()))], 0));
}

/// いわき市 prints a rate for years of which `-` is the actual: nothing came, and that is known.
#[test]
fn an_actual_that_is_said_to_be_none_leaves_the_rate() {
    let none = EffectFact { actual_open: false, ..line(2022, 2, "単年度", "広告", None) };
    let known = planned(1, line(2022, 1, "単年度", "売払い", Some(10)), Some("歳入確保"));
    let figures = figures_of(vec![known, planned(1, none, Some("歳入確保"))]);
    let rates = completeness(&figures.totals, 2022, EffectView::New);
    assert_eq!((rates, figures.left_out), (vec![(false, Some("25".to_owned()))], 0));
}

#[test]
fn an_unknown_actual_of_a_recurring_effect_matters_where_it_would_count() {
    let lines = |second: Option<i64>| {
        vec![
            planned(1, line(2021, 1, "継続", "貸付", Some(10)), Some("歳入確保")),
            planned(1, line(2022, 1, "継続", "貸付", second), Some("歳入確保")),
            planned(1, line(2022, 2, "単年度", "売払い", Some(20)), Some("歳入確保")),
        ]
    };
    let figures = figures_of(lines(None));
    // Not new any more, whatever the amount is; in force at an amount of the year before.
    let rate = Some("100".to_owned());
    assert_eq!(completeness(&figures.totals, 2022, EffectView::New), [(false, rate)]);
    assert_eq!(completeness(&figures.totals, 2022, EffectView::InForce), [(true, None)]);
    let figures = figures_of(lines(Some(20)));
    let rate = Some("100".to_owned());
    assert_eq!(completeness(&figures.totals, 2022, EffectView::InForce), [(false, rate)]);
}

#[test]
fn a_line_without_a_kind_leaves_every_kind_of_its_direction_open_until_it_has_one() {
    let other = || planned(1, line(2022, 9, "単年度", "売払い", Some(10)), Some("歳入確保"));
    let mut lines = vec![other(), planned(2, line(2021, 1, "継続", "貸付", Some(10)), None)];
    let new = |figures: &EffectFigures, year| {
        let cells = completeness(&figures.cells, year, EffectView::New);
        cells.into_iter().map(|(incomplete, _)| incomplete).collect::<Vec<_>>()
    };
    let in_force = |figures: &EffectFigures, year| {
        let cells = completeness(&figures.cells, year, EffectView::InForce);
        cells.into_iter().map(|(incomplete, _)| incomplete).collect::<Vec<_>>()
    };
    let figures = figures_of(lines.clone());
    assert_eq!(new(&figures, 2021), [false, false, true, true]);
    assert_eq!(new(&figures, 2022), [false; 4]);
    assert_eq!(in_force(&figures, 2022), [false, false, true, true]);
    // The line counts nothing: no amount, no entry, no row of its program.
    assert_eq!((figures.left_out, figures.entries.len()), (1, 2));
    assert!(figures.by_program.iter().all(|row| row.key.program_no == ProgramNo(1)));
    lines.push(planned(2, line(2022, 1, "継続", "貸 付", Some(12)), Some("歳出削減")));
    let figures = figures_of(lines);
    assert_eq!(in_force(&figures, 2022), [false; 4]);
    let cumulative = figures.total(None, None, FiscalYear(2022), EffectView::CumulativeInForce);
    assert!(cumulative.incomplete, "the year before is still open");
}

/// A sum that leaves the range of yen would wrap around in the query: nothing is computed then, and the cell is named.
#[test]
fn amounts_that_might_not_add_up_exactly_stop_the_figures() {
    let lines = |yen: i64| {
        let of_kind =
            |line: EffectFact| EffectFact { kind: Some("歳入確保".to_owned()), ..line };
        let mut large = of_kind(line(2022, 2, "単年度", "見本", Some(yen)));
        large.source = source(7);
        vec![of_kind(line(2022, 1, "単年度", "見本", Some(1))), large]
    };
    // Each line is in the sums of new effects and of those in force, of its year and cumulated over two.
    let most = i64::MAX / 4 - 1;
    let sum = |figures: EffectFigures| sums_of(&figures.totals, FiscalYear(2022), EffectView::New);
    assert_eq!(sum(computed(&SCHEMA, lines(most)).unwrap()).actual, Yen(most + 1));
    for yen in [most + 1, i64::MAX, i64::MIN] {
        let error = computed(&SCHEMA, lines(yen)).unwrap_err();
        let AnalysisError::TooLarge { yen: largest, cell } = error else { panic!("{error}") };
        assert_eq!((largest, *cell), (Yen(yen), source(7)));
    }
}

/// Every way of grouping sums up to the same yen, and the order of the lines changes nothing.
#[test]
fn groups_sum_up_to_the_total_in_any_order() {
    a_few_cases(
        proptest::collection::vec((0u8..=255, -2_000_000i32..2_000_000), 0..12),
        |numbers| {
            let lines = lines_from(&numbers);
            let figures = figures_of(lines.clone());
            for year in [FiscalYear(2021), FiscalYear(2022)] {
                for view in EffectView::ALL {
                    let total = sums_of(&figures.totals, year, view);
                    proptest::prop_assert_eq!(figures.total(None, None, year, view), total);
                    proptest::prop_assert_eq!(sums_of(&figures.by_kind, year, view), total);
                    proptest::prop_assert_eq!(sums_of(&figures.by_program, year, view), total);
                    proptest::prop_assert_eq!(sums_of(&figures.by_nature, year, view), total);
                    proptest::prop_assert_eq!(sums_of(&figures.by_basis, year, view), total);
                }
            }
            let new: i64 = lines
                .iter()
                .filter(|line| line.round.year.0 == 2021)
                .map(|l| l.actual.unwrap().0)
                .sum();
            let first = figures.total(None, None, FiscalYear(2021), EffectView::New);
            proptest::prop_assert_eq!(first.actual, Yen(new));
            let mut reversed = lines;
            reversed.reverse();
            let json = |figures: &EffectFigures| serde_json::to_value(figures).unwrap();
            proptest::prop_assert_eq!(json(&figures), json(&figures_of(reversed)));
            Ok(())
        },
    );
}

/// A row without what it is of all groups together.
fn without_share<K: Clone>(row: &EffectRow<K>) -> EffectRow<K> {
    EffectRow { share: None, ..row.clone() }
}

/// A line more in one program changes only the groups that it is in.
#[test]
fn a_line_more_changes_only_its_own_groups() {
    a_few_cases(proptest::collection::vec((0u8..=255, 1i32..2_000_000), 1..8), |numbers| {
        let mut lines = lines_from(&numbers);
        lines.retain(|line| line.program != ProgramNo(1));
        let before = figures_of(lines.clone());
        let mut further = line(2022, 99, "単年度", "見本の追加", Some(700));
        further.kind = Some("歳入確保".to_owned());
        lines.push(further);
        let after = figures_of(lines);
        let others = |figures: &EffectFigures| {
            let rows = figures.by_program.iter().filter(|row| row.key.program_no != ProgramNo(1));
            let cells = figures.cells.iter().filter(|cell| cell.key.direction_id.as_str() != "1");
            (
                rows.map(without_share).collect::<Vec<_>>(),
                cells.map(|cell| cell.actual).collect::<Vec<_>>(),
            )
        };
        proptest::prop_assert_eq!(others(&before), others(&after));
        let (year, view) = (FiscalYear(2022), EffectView::New);
        let grown =
            sums_of(&after.totals, year, view).actual - sums_of(&before.totals, year, view).actual;
        proptest::prop_assert_eq!(grown, Yen(700));
        Ok(())
    });
}

/// A program more in the plan, with lines of its own, changes only its own groups.
#[test]
fn a_program_more_changes_only_its_own_groups() {
    let grown = schema_of(&[(1, "1"), (2, "2"), (3, "2"), (4, "1")]);
    a_few_cases(proptest::collection::vec((0u8..=255, 1i32..2_000_000), 1..8), |numbers| {
        let mut lines = lines_from(&numbers);
        let before = figures_of(lines.clone());
        let mut further = line(2022, 1, "単年度", "見本の追加", Some(700));
        (further.program, further.kind) = (ProgramNo(4), Some("歳入確保".to_owned()));
        lines.push(further);
        let after = figures_in(&grown, lines);
        let others = |figures: &EffectFigures| {
            let rows = figures.by_program.iter().filter(|row| row.key.program_no != ProgramNo(4));
            let is_other = |cell: &&EffectRow<CellKey>| {
                cell.key.direction_id.as_str() != "1" || cell.key.kind != "歳入確保"
            };
            let cells = figures.cells.iter().filter(is_other);
            (
                rows.map(without_share).collect::<Vec<_>>(),
                cells.map(|cell| cell.actual).collect::<Vec<_>>(),
            )
        };
        proptest::prop_assert_eq!(others(&before), others(&after));
        let of_new = |figures: &EffectFigures, view| {
            let rows = figures.by_program.iter().filter(|row| row.key.program_no == ProgramNo(4));
            let rows: Vec<_> = rows.cloned().collect();
            sums_of(&rows, FiscalYear(2022), view).actual
        };
        for view in EffectView::ALL {
            proptest::prop_assert_eq!(
                (of_new(&before, view), of_new(&after, view)),
                (Yen(0), Yen(700))
            );
            let total =
                |figures: &EffectFigures| sums_of(&figures.totals, FiscalYear(2022), view).actual;
            proptest::prop_assert_eq!(total(&after) - total(&before), Yen(700));
        }
        Ok(())
    });
}
