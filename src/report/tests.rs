//! Both workbooks, written and read back by something that did not write them.

mod trend;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use rust_decimal::prelude::ToPrimitive;

use super::{Meetings, ReportRequest, write_committee, write_consolidated};
use crate::analysis::{Figures, analyse};
use crate::facts::{AssessmentFact, EffectFact, Facts, IndicatorFact};
use crate::finding::Finding;
use crate::schema::{
    EMBEDDED_FORM, EMBEDDED_PLAN, Form, Plan, Program, Standing, load_form, load_plan,
};
use crate::sheet::WriteError;
use crate::terms::{CellRef, ProgramNo, Round, Source, Yen};

/// Name that no paper of the committee may hold.
const FILE: &str = "内部のファイル.xlsx";

struct Case {
    plan: Plan,
    form: Form,
    facts: Facts,
    figures: Figures,
}

impl Case {
    fn new(plan_text: &str, facts: impl FnOnce(&Plan, Round) -> Facts) -> Case {
        let plan = load_plan(plan_text, "plan.toml").unwrap();
        let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
        let round = plan.rounds.last().unwrap().round;
        let facts = facts(&plan, round);
        let figures = analyse(&plan, &form, round, &facts, &[]).unwrap();
        Case { plan, form, facts, figures }
    }

    fn request(&self) -> ReportRequest<'_> {
        let findings: &[Finding] = &[];
        let Case { plan, form, facts, figures } = self;
        ReportRequest {
            plan,
            form,
            facts,
            figures,
            findings,
            inputs: Some("../../input"),
            meetings: Meetings::default(),
        }
    }
}

fn nothing(_: &Plan, _: Round) -> Facts {
    crate::analysis::tests::no_facts()
}

/// A narrative that no row can hold, with line breaks and a beginning that a spreadsheet might run.
fn long_text() -> String {
    "=課題は、関係課との調整に時間を要したことである。\n・協議を継続する(3回目)。".repeat(60)
}

/// Every program behind the schedule with a long narrative; one effect a program; 約 for every indicator.
fn much(plan: &Plan, round: Round) -> Facts {
    let behind =
        plan.scale(round.year).levels.iter().find(|level| level.standing == Standing::Behind);
    let source = Source { file: FILE.into(), sheet: Arc::from("No.01"), cell: CellRef::new(0, 0) };
    let assessments = plan.programs.iter().map(|program| AssessmentFact {
        program: program.no,
        round,
        direction: program.direction.clone(),
        kind: program.kind,
        division: program.lead.clone(),
        rating: behind.map(|level| level.code.clone()),
        achievement: Some("-1件".to_owned()),
        issues: Some(long_text()),
        next: Some("@次年度".to_owned()),
        raw: "遅れ".to_owned(),
        source: source.clone(),
        ..AssessmentFact::default()
    });
    let indicators = plan.indicators().map(|(program, indicator)| IndicatorFact {
        program: program.no,
        indicator: indicator.id.clone(),
        fiscal_year: round.year,
        round,
        value: Some("12.5".parse().unwrap()),
        unit: indicator.unit.clone(),
        approx: true,
        raw: "約12.5".to_owned(),
        source: source.clone(),
        ..IndicatorFact::default()
    });
    let effects = plan.programs.iter().map(|program| EffectFact {
        program: program.no,
        line: 1,
        direction: program.direction.clone(),
        round,
        kind: Some("歳入確保".to_owned()),
        nature: Some("単年度".to_owned()),
        basis: Some("決算".to_owned()),
        title: Some("見本".to_owned()),
        planned: Some(Yen(-1_500)),
        actual: Some(Yen(1_234_567)),
        planned_raw: "▲1.5".to_owned(),
        actual_raw: "1,234.567千円".to_owned(),
        source: source.clone(),
        ..EffectFact::default()
    });
    Facts {
        assessments: assessments.collect(),
        indicators: indicators.collect(),
        effects: effects.collect(),
        ..Facts::default()
    }
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// All cells of a sheet, row by row.
fn rows(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn all_text(bytes: Vec<u8>) -> String {
    let mut workbook = open(bytes);
    let names = workbook.sheet_names().clone();
    let cells = names.iter().flat_map(|name| rows(&mut workbook, name).concat());
    cells.map(|cell| cell.to_string()).collect::<Vec<_>>().join("\n")
}

/// The plans of the program and of the cities in `tests/plans`.
fn plans() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path.join("plan.toml")).unwrap());
    std::iter::once(EMBEDDED_PLAN.to_owned()).chain(texts).collect()
}

#[test]
fn a_round_without_submissions_says_so_on_every_paper() {
    for plan in plans() {
        let case = Case::new(&plan, nothing);
        let text = all_text(write_consolidated(&case.request()).unwrap());
        assert!(text.contains("財政効果の報告はありません。"));
        assert!(text.contains("数える財政効果はありません。"));
        assert!(text.contains("指摘はありません。"));
        let text = all_text(write_committee(&case.request()).unwrap());
        assert!(text.contains("評価した取組はまだありません。"));
        assert!(text.contains("遅れている取組は分かりません。"));
        // A long title takes two lines.
        assert!(text.replace('\n', "").contains(&case.plan.title));
    }
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let case = Case::new(EMBEDDED_PLAN, much);
    let request = case.request();
    assert_eq!(write_consolidated(&request).unwrap(), write_consolidated(&request).unwrap());
    assert_eq!(write_committee(&request).unwrap(), write_committee(&request).unwrap());
}

#[test]
fn a_long_narrative_goes_on_and_loses_nothing() {
    for plan in plans() {
        let case = Case::new(&plan, much);
        let mut workbook = open(write_committee(&case.request()).unwrap());
        let rows = rows(&mut workbook, "資料4 遅れている取組");
        let first = &case.plan.programs[0];
        let no = Data::Float(f64::from(first.no.0));
        let parts: Vec<&Vec<Data>> = rows.iter().filter(|row| row[0] == no).collect();
        assert!(parts.len() > 1);
        let goes_on = parts[1][1].to_string().replace('\n', "");
        assert_eq!(goes_on, format!("{}(続き)", first.name));
        let text: String = parts.iter().map(|row| row[5].to_string()).collect();
        assert_eq!(text.replace('\n', ""), long_text().replace('\n', ""));
    }
}

#[test]
fn the_committee_sees_nothing_internal() {
    let case = Case::new(EMBEDDED_PLAN, much);
    let text = all_text(write_committee(&case.request()).unwrap());
    assert!(!text.contains(FILE));
    assert!(all_text(write_consolidated(&case.request()).unwrap()).contains(FILE));
}

#[test]
fn totals_carry_the_results_of_their_formulas() {
    let case = Case::new(EMBEDDED_PLAN, much);
    let programs = case.plan.programs.len() as f64;
    let mut workbook = open(write_committee(&case.request()).unwrap());
    let tally = rows(&mut workbook, "資料1 進捗の総括");
    let total = tally.iter().find(|row| row[0] == Data::String("計".to_owned())).unwrap();
    assert_eq!(total[1], Data::Float(programs));
    assert_eq!(total.last(), Some(&Data::Float(0.0)));
    let effects = rows(&mut workbook, "資料3 財政効果");
    let total = effects.iter().find(|row| row[0] == Data::String("合計".to_owned())).unwrap();
    // Before the rate, the difference and the share.
    let [.., Data::Float(actual), _, _, _] = total.as_slice() else { panic!("{total:?}") };
    assert!((actual - 1_234.567 * programs).abs() < 1e-6, "{actual}");
}

#[test]
fn a_figure_that_no_formula_gives_is_refused_with_its_sheet_and_cell() {
    let mut case = Case::new(EMBEDDED_PLAN, much);
    case.figures.ratings.total.items += 1;
    let Err(WriteError::Formula(wrong)) = write_consolidated(&case.request()) else {
        panic!("written")
    };
    assert_eq!(wrong.sheet, "総括");
    assert!(wrong.formula.starts_with("SUM(B"), "{wrong}");
    let programs = case.plan.programs.len();
    assert_eq!((wrong.given, wrong.stored), (programs.to_string(), (programs + 1).to_string()));
}

/// Descriptions of all charts.
fn charts(bytes: &[u8]) -> Vec<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
    let drawings = names.iter().filter(|name| name.starts_with("xl/drawings/drawing"));
    let texts = drawings.map(|name| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut package.by_name(name).unwrap(), &mut text).unwrap();
        text
    });
    let described = |text: String| -> Vec<String> {
        let after = text.split("descr=\"").skip(1);
        after.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    texts.flat_map(described).collect()
}

#[test]
fn effects_are_drawn_and_described_where_there_are_any() {
    for plan in plans() {
        let [none, some] = [Case::new(&plan, nothing), Case::new(&plan, much)].map(|case| {
            let request = case.request();
            let reports = [write_consolidated(&request), write_committee(&request)];
            let charts = reports.map(|bytes| charts(&bytes.unwrap())).concat();
            charts.into_iter().filter(|text| text.starts_with("財政効果")).collect::<Vec<_>>()
        });
        assert_eq!(none, [""; 0]);
        assert_eq!(some.len(), 4);
        for text in some {
            assert!(text.ends_with('。') && text.chars().count() <= 250, "{text}");
            assert!(text.contains("実績"), "{text}");
        }
    }
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let case = Case::new(EMBEDDED_PLAN, much);
    let mut workbook = open(write_consolidated(&case.request()).unwrap());
    let formulas = workbook.worksheet_formula("進捗一覧").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
    let listed = rows(&mut workbook, "進捗一覧").concat();
    assert!(listed.contains(&Data::String("-1件".to_owned())));
    assert!(listed.contains(&Data::String("@次年度".to_owned())));
}

#[test]
fn every_program_has_a_page_and_a_record_even_if_nothing_came_in() {
    for plan in plans() {
        let case = Case::new(&plan, nothing);
        let mut workbook = open(write_consolidated(&case.request()).unwrap());
        let records = rows(&mut workbook, "明細_評価");
        let missing = |row: &&Vec<Data>| row.contains(&Data::String("未提出".to_owned()));
        assert_eq!(records.iter().filter(missing).count(), case.plan.programs.len());
        assert_pages(&mut workbook, &case.plan);
    }
}

#[test]
fn five_hundred_programs_have_their_pages() {
    let mut case = Case::new(EMBEDDED_PLAN, nothing);
    let program = case.plan.programs[0].clone();
    let first = case.plan.programs.last().unwrap().no.0 + 1;
    let more = (first..first + 500).map(|no| Program { no: ProgramNo(no), ..program.clone() });
    case.plan.programs.extend(more);
    let round = case.figures.round;
    case.facts = much(&case.plan, round);
    case.figures = analyse(&case.plan, &case.form, round, &case.facts, &[]).unwrap();
    let mut workbook = open(write_consolidated(&case.request()).unwrap());
    assert_pages(&mut workbook, &case.plan);
}

#[test]
fn effects_of_many_directions_have_headings_on_every_page() {
    let mut case = Case::new(EMBEDDED_PLAN, much);
    let direction = case.plan.directions[0].clone();
    let more = (0..40).map(|no| {
        let id = format!("more{no}").as_str().into();
        crate::schema::Direction { id, ..direction.clone() }
    });
    case.plan.directions.extend(more);
    case.figures = analyse(&case.plan, &case.form, case.figures.round, &case.facts, &[]).unwrap();
    let mut workbook = open(write_committee(&case.request()).unwrap());
    let rows = rows(&mut workbook, "資料3 財政効果");
    let is = |text: &str| {
        let of = |row: &&Vec<Data>| row[0] == Data::String(text.to_owned());
        rows.iter().filter(of).count()
    };
    let kinds = case.figures.effects.kinds.len();
    assert!(is(&case.plan.words.direction) > 2);
    assert_eq!((is(&direction.name), is("合計")), (41 * kinds, 1));
}

/// Each program's name in the workbook leads to the row that begins its page.
fn assert_pages(workbook: &mut Xlsx<Cursor<Vec<u8>>>, plan: &Plan) {
    let names: BTreeMap<String, String> = workbook.defined_names().iter().cloned().collect();
    let sheet = workbook.worksheet_range("個票").unwrap();
    for program in &plan.programs {
        let place = &names[&format!("個票_{}", program.no)];
        let cell: CellRef = place.rsplit('!').next().unwrap().parse().unwrap();
        let title = sheet.get_value((cell.row, cell.col)).unwrap().to_string();
        assert_eq!(title, format!("No.{} {}", program.no, program.name), "{place}");
    }
}

/// A sheet with its stored results and its formulas.
struct Computed {
    values: Range<Data>,
    formulas: Range<String>,
}

impl Computed {
    fn of(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Computed {
        let values = workbook.worksheet_range(sheet).unwrap();
        Computed { values, formulas: workbook.worksheet_formula(sheet).unwrap() }
    }

    /// Every formula with its stored result.
    fn cells(&self) -> Vec<(String, Data)> {
        let (top, left) = self.formulas.start().unwrap();
        let cells = self.formulas.used_cells().map(|(row, col, formula)| {
            let place = (top + u32::try_from(row).unwrap(), left + u32::try_from(col).unwrap());
            (formula.clone(), self.values.get_value(place).unwrap().clone())
        });
        cells.collect()
    }

    fn number(&self, cell: &str) -> f64 {
        let cell: CellRef = cell.parse().unwrap();
        self.values.get_value((cell.row, cell.col)).and_then(Data::as_f64).unwrap_or_default()
    }

    /// SUM of cells and ranges as a processor adds.
    fn sum(&self, arguments: &str) -> f64 {
        let mut sum = 0.0;
        for argument in arguments.split(',') {
            let (first, last) = argument.split_once(':').unwrap_or((argument, argument));
            let [first, last]: [CellRef; 2] = [first, last].map(|cell| cell.parse().unwrap());
            for row in first.row..=last.row {
                for col in first.col..=last.col {
                    sum += self.number(&CellRef::new(row, col).to_string());
                }
            }
        }
        sum
    }
}

/// ROUND of a spreadsheet: half away from zero of the number's 15 digits.
fn spreadsheet_round(number: f64, digits: u32) -> f64 {
    let shown = Decimal::from_scientific(&format!("{number:.14e}")).unwrap_or_default();
    shown.round_dp_with_strategy(digits, MidpointAwayFromZero).to_f64().unwrap()
}

#[test]
fn sums_of_amounts_below_the_printed_unit_are_exact_in_binary() {
    // In 千円: 0.1 + 0.2 − 0.3 is not 0 in binary, and 1.001 of 2 has a rate that ends in the middle of two.
    let case = Case::new(EMBEDDED_PLAN, |plan, round| {
        let mut facts = much(plan, round);
        let mut lines = facts.effects.to_vec();
        let amounts = [(100, 100), (200, 700), (-300, 201), (2_000, 2_001)];
        for (line, (planned, actual)) in lines.iter_mut().zip(amounts) {
            (line.planned, line.actual) = (Some(Yen(planned)), Some(Yen(actual)));
        }
        for (at, line) in lines.iter_mut().enumerate().skip(amounts.len()) {
            let sign = if at % 2 == 0 { 1 } else { -1 };
            (line.planned, line.actual) = (Some(Yen(sign * 1_100)), Some(Yen(sign * 2_300)));
        }
        lines.iter_mut().take(3).for_each(|line| line.kind = Some("歳出削減".to_owned()));
        facts.effects = lines.into();
        facts
    });
    let mut workbook = open(write_consolidated(&case.request()).unwrap());
    let (mut noisy, mut rates) = (0, 0);
    for sheet in ["財政効果", "総括"] {
        let sheet = Computed::of(&mut workbook, sheet);
        for (formula, stored) in sheet.cells() {
            if let Some(rate) = formula.strip_prefix("IF(") {
                let (planned, rest) = rate.split_once("=0,").unwrap();
                let actual =
                    rest.split_once("ROUND(").and_then(|(_, rest)| rest.split_once("*100/"));
                // Shares of counts are divided by sums of cells.
                let Some((actual, _)) = actual.filter(|_| planned.parse::<CellRef>().is_ok())
                else {
                    continue;
                };
                if actual.parse::<CellRef>().is_err() {
                    continue;
                }
                let (planned, actual) = (sheet.number(planned), sheet.number(actual));
                rates += 1;
                if planned == 0.0 {
                    assert_eq!(stored, Data::String("-".to_owned()), "{formula}");
                } else {
                    let rate = spreadsheet_round(actual * 100.0 / planned, 1);
                    assert_eq!(stored, Data::Float(rate), "{formula}");
                }
            }
            let (inner, digits) = match formula.strip_prefix("ROUND(") {
                Some(rest) => rest.strip_suffix(",3)").map_or((rest, None), |sum| (sum, Some(3))),
                None => (formula.as_str(), None),
            };
            let sum = inner.strip_prefix("SUM(").and_then(|sum| sum.strip_suffix(')'));
            let Some(sum) = sum.filter(|sum| !sum.contains(['(', '!'])) else { continue };
            let plain = sheet.sum(sum);
            let rounded = digits.map_or(plain, |digits| spreadsheet_round(plain, digits));
            noisy += u32::from(rounded != plain);
            assert_eq!(stored.as_f64(), Some(rounded), "{formula}");
        }
    }
    assert!(noisy > 0 && rates > 0, "{noisy} sums are not exact by themselves, {rates} rates");
}

#[test]
fn a_group_with_an_unknown_actual_shows_no_rate_and_says_why() {
    let with = |actual: Option<Yen>| {
        Case::new(EMBEDDED_PLAN, |plan, round| {
            let mut facts = much(plan, round);
            let mut lines = facts.effects.to_vec();
            for line in &mut lines {
                (line.planned, line.actual) = (Some(Yen(2_000_000)), Some(Yen(1_000_000)));
            }
            (lines[0].actual, lines[0].actual_open) = (actual, actual.is_none());
            facts.effects = lines.into();
            facts
        })
    };
    let rates = |case: &Case| {
        let mut workbook = open(write_consolidated(&case.request()).unwrap());
        let rows = rows(&mut workbook, "財政効果");
        let note =
            rows.concat().iter().any(|cell| cell.to_string().contains("達成率を出していません"));
        let labelled = |first: &str, second: &str| {
            let has = |cell: &Data, text: &str| cell.get_string() == Some(text);
            let row = rows.iter().find(|row| has(&row[0], first) && has(&row[1], second));
            row.unwrap().last().unwrap().clone()
        };
        let of_first = |one: &&crate::schema::Direction| one.id == case.plan.programs[0].direction;
        let own = case.plan.directions.iter().find(of_first).unwrap();
        let other = case.plan.directions.iter().find(|one| one.id != own.id).unwrap();
        let kind = "歳入確保";
        (labelled(&own.name, kind), labelled(&other.name, kind), labelled("合計", "計"), note)
    };
    let (dash, half) = (Data::String("-".to_owned()), Data::Float(50.0));
    assert_eq!(
        rates(&with(Some(Yen(1_000_000)))),
        (half.clone(), half.clone(), half.clone(), false)
    );
    assert_eq!(rates(&with(None)), (dash.clone(), half, dash, true));
}
