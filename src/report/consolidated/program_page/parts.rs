//! The tables of a program's page; each is `None` where there is nothing to say.

use std::collections::BTreeMap;

use super::super::super::ReportRequest;
use super::super::super::link::Link;
use super::super::super::table::{Body, Cell, Column, Repeat, Row, Table, Tone};
use super::super::super::tables::{actual_cell, report_cell, report_text, shown_unit, unit};
use super::super::super::words;
use super::Grid;
use crate::analysis::{Achieved, ProgramFigure, RatingState, ScheduleLine, ScheduleYear};
use crate::check::{Finding, Place, Severity};
use crate::facts::AssessmentFact;
use crate::form::baseline_text;
use crate::schema::Program;
use crate::terms::{Lang, Round, Source};

/// What the plan says of the program, and the file that counts.
pub(super) fn overview(request: &ReportRequest<'_>, grid: Grid, program: &Program) -> Table {
    let plan = request.plan;
    let kind = words::kind(plan, program.kind);
    let kind = if program.focus.holds_in(request.figures.round.year) {
        format!("{kind}\n主要管理項目")
    } else {
        kind.to_owned()
    };
    let related = match program.related.as_str() {
        "" => String::new(),
        related => format!("\n関係課: {related}"),
    };
    let mut programs = request.figures.submissions.divisions.iter().flat_map(|d| &d.programs);
    let file = programs.find(|covered| covered.program_no == program.no);
    let file = file.and_then(|covered| covered.file.as_deref());
    let link = request
        .inputs
        .zip(file)
        .and_then(|(inputs, file)| Link::to_file(inputs, request.figures.round, file, None));
    let cells = vec![
        Cell::text(words::direction(plan, &program.direction)),
        Cell::centre(kind),
        Cell::text(format!("{}{related}", program.lead)),
        Cell::text(file.unwrap_or("未提出")).link(link),
    ];
    let columns = vec![
        Column::new(plan.words.direction.as_str()).span(3),
        Column::new("種別"),
        Column::new("担当課").span(grid.years - 1),
        Column::new("集計に使った\nファイル"),
    ];
    Table { columns, rows: vec![Row::new(cells)], body: Body::Narrative }
}

/// The rating of every round, as it was written and as it is counted.
pub(super) fn ratings(
    request: &ReportRequest<'_>,
    grid: Grid,
    program: &Program,
    figure: &ProgramFigure,
) -> Table {
    let rounds = figure.earlier.iter().map(|(round, state)| (*round, state));
    let rounds = rounds.chain([(request.figures.round, &figure.rating)]);
    let row = |(round, state): (Round, &RatingState)| {
        let fact = assessments(request, program).find(|fact| fact.round == round);
        Row::new(vec![
            Cell::text(round.label()),
            words::rating(request.plan, round, state),
            Cell::text(fact.map(|fact| fact.raw.as_str()).unwrap_or_default()),
            fact.map_or_else(Cell::empty, |fact| source(request, round, &fact.source)),
        ])
    };
    let columns = vec![
        Column::new("回次").span(2),
        Column::new("進捗区分"),
        Column::new("書かれていたもの").span(grid.years),
        Column::new("出典"),
    ];
    Table { columns, rows: rounds.map(row).collect(), body: Body::Narrative }
}

/// Every line of the schedule, and the lines that the division added, year by year.
pub(super) fn activities(
    request: &ReportRequest<'_>,
    grid: Grid,
    program: &Program,
) -> Option<Table> {
    let facts = &request.facts.activities.rows;
    let lines = request.figures.schedule.iter().filter(|line| line.program_no == program.no);
    let row = |line: &ScheduleLine| {
        let mut cells =
            vec![Cell::centre(line.activity_no.as_str()), Cell::text(line.name.as_str())];
        cells.extend(line.years.iter().map(phase_and_state));
        cells.resize_with(usize::from(grid.years) + 2, Cell::empty);
        let newest = line.years.iter().rev().filter_map(|year| year.report.as_ref()?.record);
        let newest = newest.filter_map(|record| facts.get(record)).next();
        cells.push(
            newest.map_or_else(Cell::empty, |fact| source(request, fact.round, &fact.source)),
        );
        Row::new(cells)
    };
    let mut columns = vec![
        Column::new("番号").repeat(Repeat::Value),
        Column::new("取組項目").span(2).repeat(Repeat::Marked),
    ];
    columns.extend(year_columns(request, grid));
    columns.push(Column::new("出典(最新)"));
    let rows: Vec<Row> = lines.map(row).collect();
    some(columns, rows)
}

/// `計画` above, what was reported below.
fn phase_and_state(year: &ScheduleYear) -> Cell {
    let phase = year.phase.as_deref().unwrap_or("-");
    match &year.report {
        None => Cell::centre(phase),
        Some(report) => {
            let tone = report_cell(report).tone;
            Cell::centre(format!("{phase}\n{}", report_text(report))).tone(tone)
        }
    }
}

/// Baseline, actuals, target and verdict of every indicator.
pub(super) fn indicators(
    request: &ReportRequest<'_>,
    grid: Grid,
    program: &Program,
) -> Option<Table> {
    let figures = request.figures.indicators.iter();
    let figures = figures.filter(|figure| figure.program_no == program.no);
    let rows = figures.filter_map(|figure| {
        let indicator = request.plan.indicator(&figure.indicator_id)?;
        let (unit, number) = shown_unit(figure, Some(indicator));
        let mut cells = vec![
            Cell::text(format!("{}({unit})", figure.name)),
            Cell::text(baseline_text(indicator)).tone(Tone::Right),
        ];
        cells.extend(figure.actuals.iter().map(|actual| {
            let link = actual
                .source
                .as_ref()
                .and_then(|source| Link::to_source(request.inputs?, actual.round?, source));
            actual_cell(actual, &number).link(link)
        }));
        cells.resize_with(usize::from(grid.years) + 2, Cell::empty);
        let verdict = words::achieved(figure.achieved);
        let target = Cell::centre(format!("{}\n{verdict}", figure.target_text));
        cells.push(match figure.achieved {
            Achieved::No => target.tone(Tone::AlertCentre),
            Achieved::Yes | Achieved::Undecided => target,
        });
        Some(Row::new(cells))
    });
    let mut columns =
        vec![Column::new("指標").span(2).repeat(Repeat::Marked), Column::new("基準値")];
    columns.extend(year_columns(request, grid));
    columns.push(Column::new("目標と判定"));
    some(columns, rows.collect())
}

/// Every line of effects that was reported, in the order of the rounds.
pub(super) fn effects(request: &ReportRequest<'_>, grid: Grid, program: &Program) -> Option<Table> {
    let lines = request.facts.effects.rows.iter().filter(|line| line.program == program.no);
    let rows = lines.map(|line| {
        let marks = [&line.kind, &line.nature, &line.basis];
        let marks: Vec<&str> = marks.into_iter().filter_map(|mark| mark.as_deref()).collect();
        let title = line.title.as_deref().unwrap_or("(内容の記入なし)");
        let amount = |yen: Option<_>| {
            yen.map_or_else(Cell::empty, |yen| Cell::amount(yen, unit(request)).reported())
        };
        let actual = amount(line.actual);
        Row::new(vec![
            Cell::text(line.round.label()),
            Cell::text(format!("{title}\n{}", marks.join("・"))),
            amount(line.planned),
            if line.approx { actual.approximate() } else { actual },
            source(request, line.round, &line.source),
        ])
    });
    let columns = vec![
        Column::new("回次").span(2),
        Column::new("内容"),
        Column::new("計画額"),
        Column::new("実績額").span(grid.years - 1),
        Column::new("出典"),
    ];
    some(columns, rows.collect())
}

/// What the division wrote, newest round first.
pub(super) fn texts(request: &ReportRequest<'_>, grid: Grid, program: &Program) -> Option<Table> {
    let mut by_round: BTreeMap<Round, Vec<(String, &str)>> = BTreeMap::new();
    for fact in assessments(request, program) {
        let review = fact.review_direction.as_deref().or(fact.review_verdict.as_deref());
        let texts = [
            ("成果・検討状況", fact.achievement.as_deref()),
            ("課題", fact.issues.as_deref()),
            ("次年度の取組", fact.next.as_deref()),
            ("今後の方向性・結論", review),
            ("見直しの理由", fact.review_reason.as_deref()),
            ("評価しない理由", fact.not_rated_reason.as_deref()),
        ];
        let texts = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
        by_round.entry(fact.round).or_default().extend(texts);
    }
    for fact in request.facts.activities.rows.iter().filter(|fact| fact.program == program.no) {
        let text = fact.result.as_deref();
        let text = text.map(|text| (format!("取組{}の実績", fact.activity_no), text));
        by_round.entry(fact.round).or_default().extend(text);
    }
    for fact in request.facts.indicators.rows.iter().filter(|fact| fact.program == program.no) {
        let text = fact.note.as_deref().map(|text| ("指標の備考".to_owned(), text));
        by_round.entry(fact.round).or_default().extend(text);
    }
    for fact in request.facts.effects.rows.iter().filter(|fact| fact.program == program.no) {
        let text = fact.method.as_deref();
        let text = text.map(|text| (format!("効果{}の算定方法", fact.line), text));
        by_round.entry(fact.round).or_default().extend(text);
    }
    let rows = by_round.into_iter().rev().flat_map(|(round, texts)| {
        texts.into_iter().map(move |(name, text)| {
            Row::new(vec![Cell::text(round.label()), Cell::text(name), Cell::text(text)])
        })
    });
    let columns = vec![
        Column::new("回次").span(2).repeat(Repeat::Marked),
        Column::new("欄"),
        Column::new("内容").span(grid.wide()),
    ];
    some(columns, rows.collect())
}

/// Findings of the reported round that concern the program.
pub(super) fn findings(
    request: &ReportRequest<'_>,
    grid: Grid,
    program: &Program,
) -> Option<Table> {
    let findings = request.findings.iter().filter(|finding| finding.program == Some(program.no));
    let row = |finding: &Finding| {
        let severity = Cell::centre(finding.severity.label(Lang::Ja));
        let tone = match finding.severity {
            Severity::Error => Tone::AlertCentre,
            Severity::Warning | Severity::Info => Tone::Centre,
        };
        let text = format!("{}\n{}", finding.message(Lang::Ja), finding.hint(Lang::Ja));
        Row::new(vec![
            Cell::centre(finding.code.entry().text),
            severity.tone(tone),
            place(request, &finding.place),
            Cell::text(text),
        ])
    };
    let columns = vec![
        Column::new("番号"),
        Column::new("重さ"),
        Column::new("場所"),
        Column::new("内容と直し方").span(grid.wide()),
    ];
    some(columns, findings.map(row).collect())
}

fn place(request: &ReportRequest<'_>, place: &Place) -> Cell {
    let link =
        request.inputs.and_then(|inputs| Link::to_place(inputs, request.figures.round, place));
    let file = place.file().map(AsRef::as_ref).unwrap_or_default();
    let inside = match (place.sheet(), place.cell()) {
        (Some(sheet), Some(cell)) => format!(" {sheet} {cell}"),
        (Some(sheet), None) => format!(" {sheet}"),
        _ => String::new(),
    };
    Cell::text(format!("{file}{inside}")).link(link)
}

fn assessments<'a>(
    request: &ReportRequest<'a>,
    program: &Program,
) -> impl Iterator<Item = &'a AssessmentFact> {
    let no = program.no;
    request.facts.assessments.rows.iter().filter(move |fact| fact.program == no)
}

/// A column per year of the plan, the reported one standing out.
fn year_columns(request: &ReportRequest<'_>, grid: Grid) -> Vec<Column> {
    let years = request.plan.years();
    let mut columns: Vec<Column> = years
        .map(|year| Column::new(year.label()).current(year == request.figures.round.year))
        .collect();
    columns.resize_with(usize::from(grid.years), || Column::new(""));
    columns
}

/// Where something was read, with the link that opens it.
fn source(request: &ReportRequest<'_>, round: Round, source: &Source) -> Cell {
    let link = request.inputs.and_then(|inputs| Link::to_source(inputs, round, source));
    Cell::text(format!("{} {} {}", source.file, source.sheet, source.cell)).link(link)
}

fn some(columns: Vec<Column>, rows: Vec<Row>) -> Option<Table> {
    (!rows.is_empty()).then_some(Table { columns, rows, body: Body::Narrative })
}
