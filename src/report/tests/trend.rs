//! Tables and charts of the indicators' years: what is not in them is said, and every title is whole.

use super::*;
use crate::analysis::{IndicatorFigure, TrendPoint};
use crate::schema::Indicator;
use crate::terms::FiscalYear;

/// The sheets with charts of the years of indicators, in both workbooks.
const TREND: [&str; 2] = ["指標の推移", "資料2 付図 指標の推移"];

/// The embedded plan with its indicators edited, and a value of each in the last round.
fn case(edit: impl FnOnce(&mut Plan)) -> Case {
    let mut case = Case::new(EMBEDDED_PLAN, nothing);
    edit(&mut case.plan);
    case.facts = much(&case.plan, case.figures.round);
    case.figures = analyse(&case.plan, &case.form, case.figures.round, &case.facts, &[]).unwrap();
    case
}

fn indicators(plan: &mut Plan) -> impl Iterator<Item = &mut Indicator> {
    plan.programs.iter_mut().flat_map(|program| &mut program.indicators)
}

/// The first column of a sheet of each workbook.
fn texts(case: &Case, sheets: [&str; 2]) -> [Vec<String>; 2] {
    let request = case.request();
    let workbooks = [write_consolidated(&request), write_committee(&request)];
    let mut sheets = sheets.into_iter();
    workbooks.map(|bytes| {
        let mut workbook = open(bytes.unwrap());
        let rows = rows(&mut workbook, sheets.next().unwrap());
        // A paper sets the lines of a text itself.
        let texts = rows.into_iter().map(|row| row[0].to_string().replace('\n', ""));
        texts.filter(|text| !text.is_empty()).collect()
    })
}

/// The charts of a workbook, as they are written.
fn charts(bytes: Vec<u8>) -> Vec<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
    let charts = names.iter().filter(|name| name.starts_with("xl/charts/chart"));
    let text = |name: &String| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut package.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    charts.map(text).collect()
}

/// Titles of the charts of a workbook, their lines joined.
fn titles(bytes: Vec<u8>) -> Vec<String> {
    let title = |text: String| -> Option<String> {
        let after = text.split_once("<c:title>")?.1.split_once("<a:t>")?.1;
        Some(after.split_once("</a:t>")?.0.replace('\n', ""))
    };
    charts(bytes).into_iter().filter_map(title).collect()
}

/// The texts between these two, in order.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| Some(rest.split_once(end)?.0))
}

/// A viewer draws an empty text as 0, and leaves an empty cell and `#N/A` out.
#[test]
fn no_formula_whose_cell_a_chart_draws_gives_a_text() {
    let case = case(|_| {});
    let bytes = write_consolidated(&case.request()).unwrap();
    let mut workbook = open(bytes.clone());
    let (mut lines, mut drawn) = (0, 0);
    for chart in charts(bytes) {
        lines += usize::from(chart.contains("<c:lineChart>"));
        assert!(!chart.contains("<c:lineChart>") || chart.contains("<c:dispBlanksAs val=\"gap\""));
        assert!(!chart.contains("<c:lineChart>") || chart.contains("dispNaAsBlank val=\"1\""));
        for range in between(&chart, "<c:val><c:numRef><c:f>", "</c:f>") {
            let (sheet, cells) = range.rsplit_once('!').unwrap();
            let cells = cells.replace('$', "");
            let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
            let [first, last] = [first, last].map(|cell| cell.parse::<CellRef>().unwrap());
            let formulas = workbook.worksheet_formula(sheet.trim_matches('\'')).unwrap();
            let places = (first.row..=last.row)
                .flat_map(|row| (first.col..=last.col).map(move |col| (row, col)));
            for formula in places.filter_map(|place| formulas.get_value(place)) {
                assert!(!formula.contains(",\"\""), "{formula}");
                drawn += usize::from(!formula.is_empty());
            }
        }
    }
    assert!(lines > 10 && drawn > 10, "{lines} {drawn}");
}

#[test]
fn where_only_some_indicators_are_drawn_it_is_said_above_the_charts() {
    let case = case(|plan| {
        let program = plan.programs.iter_mut().find(|program| program.no.0 == 12).unwrap();
        let one = program.indicators[0].clone();
        program.indicators = (0..216)
            .map(|at| Indicator { id: format!("x{at}").as_str().into(), ..one.clone() })
            .collect();
    });
    let all = case.figures.indicators.len();
    let said = format!("値のある指標{all}件のうち、計画の順に初めの60件(No.12「");
    for texts in texts(&case, TREND) {
        let place = |what: &str| texts.iter().position(|text| text.contains(what));
        let (note, charts) = (place(&said), place("指標ごとの推移(基準日"));
        assert!(note.is_some() && note < charts, "{note:?} {charts:?}");
    }
    let [small, _] = texts(&case, ["指標", TREND[1]]);
    assert!(small.iter().any(|text| text.contains(&said)));
    let drawn = titles(write_committee(&case.request()).unwrap());
    assert_eq!(drawn.iter().filter(|title| title.starts_with("No.")).count(), 60);
    let few = self::case(|_| {});
    for texts in texts(&few, TREND) {
        assert!(texts.iter().all(|text| !text.contains("初めの60件")));
    }
}

#[test]
fn past_actuals_of_any_year_are_in_the_table_or_in_its_note() {
    let with_past = |years: &[i16]| {
        case(|plan| {
            let one = indicators(plan).find(|one| !one.past.is_empty()).unwrap();
            let past = one.past[0].clone();
            one.past = years
                .iter()
                .map(|year| crate::schema::indicator::PastActual {
                    year: FiscalYear(*year),
                    ..past.clone()
                })
                .collect();
        })
    };
    let heads = |case: &Case| -> Vec<String> {
        let mut workbook = open(write_committee(&case.request()).unwrap());
        let rows = rows(&mut workbook, TREND[1]);
        let head = rows.iter().find(|row| row[0].get_string() == Some("No.")).unwrap();
        head.iter().map(ToString::to_string).collect()
    };
    // Of the three years before the plan's first, R3, and of the plan's own those with a value stand in the table.
    let few = with_past(&[2010, 2016, 2019]);
    assert_eq!(heads(&few)[4..7], ["R1", "R2", "R6"]);
    for texts in texts(&few, TREND) {
        let is_said = |year: &str| texts.iter().any(|text| text.contains(&format!("{year} 約")));
        assert!(is_said("H22") && is_said("H28") && !is_said("R1"));
    }
    let many: Vec<i16> = (1995..2021).collect();
    let many = with_past(&many);
    let shown = heads(&many);
    for texts in texts(&many, TREND) {
        let note =
            texts.iter().find(|text| text.contains("表に入らない、より前の年度の実績")).unwrap();
        for year in 1995..2021 {
            let year = FiscalYear(year).short();
            let is_said = note.contains(&format!("{year} 約"));
            assert!(is_said != shown.contains(&year), "{year}: {note}");
        }
    }
}

/// The charts draw every year from the first of the table to its last, evenly apart; the table leaves out those of them
/// in which no indicator has a value.
#[test]
fn charts_have_the_years_of_their_table() {
    let case = case(|_| {});
    let bytes = write_committee(&case.request()).unwrap();
    let mut workbook = open(bytes.clone());
    let rows = rows(&mut workbook, TREND[1]);
    let text = |cell: &Data| cell.get_string().map(str::to_owned);
    let head = rows.iter().find(|row| row[0].get_string() == Some("No.")).unwrap();
    let in_table: Vec<String> = head.iter().skip(4).filter_map(text).collect();
    let figures = &case.figures.indicators;
    let has_value = |year: &FiscalYear| {
        let mut points = figures.iter().flat_map(|figure| &figure.trend);
        points.any(|point| point.fiscal_year == *year && point.value.is_some())
    };
    let drawn: Vec<FiscalYear> = (2018..=2024).map(FiscalYear).collect();
    let valued: Vec<String> = drawn.iter().filter(|y| has_value(y)).map(|y| y.short()).collect();
    assert_eq!(in_table, valued);
    let charts: Vec<String> =
        charts(bytes).into_iter().filter(|chart| chart.contains("<c:lineChart>")).collect();
    assert!(charts.len() > 5);
    for chart in &charts {
        for range in between(chart, "<c:cat><c:strRef><c:f>", "</c:f>") {
            let cells = range.rsplit_once('!').unwrap().1.replace('$', "");
            let (first, last) = cells.split_once(':').unwrap();
            let [first, last] = [first, last].map(|cell| cell.parse::<CellRef>().unwrap());
            assert_eq!(
                (first.col, last.col),
                (4, 3 + u32::try_from(drawn.len()).unwrap()),
                "{range}"
            );
        }
    }
}

/// The embedded plan has a target with a tolerance, 960 ± 1 %, and baselines; the actuals of this case are 約.
#[test]
fn a_band_is_drawn_as_one_baselines_as_lines_and_labels_keep_their_mark() {
    let case = case(|_| {});
    let charts = charts(write_committee(&case.request()).unwrap());
    let lines = || charts.iter().filter(|chart| chart.contains("<c:lineChart>"));
    let with_band: Vec<&String> = lines().filter(|chart| chart.contains("<c:areaChart>")).collect();
    let banded = |figure: &&IndicatorFigure| figure.trend.iter().any(|point| point.band.is_some());
    assert_eq!(with_band.len(), case.figures.indicators.iter().filter(banded).count());
    assert!(!with_band.is_empty() && with_band.iter().all(|chart| chart.contains("目標の範囲")));
    let baselines = lines().filter(|chart| chart.contains("<c:v>基準値</c:v>")).count();
    let with_baseline = case.figures.indicators.iter().filter(|one| one.baseline.is_some()).count();
    assert_eq!(baselines, with_baseline);
    // The charts begin three years before the plan.
    let is_drawn = |point: &&TrendPoint| point.fiscal_year >= FiscalYear(2018);
    let points = case.figures.indicators.iter().flat_map(|figure| &figure.trend).filter(is_drawn);
    let about = points.filter(|point| point.approx && point.value.is_some()).count();
    let labels = lines().map(|chart| chart.matches("formatCode=\"&quot;約&quot;").count());
    assert!(about > 5);
    assert_eq!(labels.sum::<usize>(), about);
}

#[test]
fn a_chart_is_called_by_its_programs_number_and_the_whole_name() {
    let name: String = "住民が利用する見本の施設の割合と満足度".chars().cycle().take(40).collect();
    let case = case(|plan| indicators(plan).for_each(|one| one.name = name.clone()));
    let request = case.request();
    // The report draws each on its program's page too.
    for (bytes, times) in [(write_consolidated(&request), 2), (write_committee(&request), 1)] {
        let titles = titles(bytes.unwrap());
        let drawn: Vec<_> = titles.iter().filter(|title| title.contains(&name[..30])).collect();
        assert_eq!(drawn.len(), times * case.figures.indicators.len());
        for figure in &case.figures.indicators {
            let start = format!("No.{} {name}", figure.program_no);
            assert!(drawn.iter().any(|title| title.starts_with(&start)), "{start} {drawn:?}");
        }
    }
}
