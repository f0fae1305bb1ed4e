//! The tables of a program's page; each is `None` where there is nothing to say.

use std::collections::BTreeMap;

use super::super::super::tables::{report_cell, report_text, unit};
use super::super::super::words;
use super::{Grid, Of};
use crate::analysis::{ProgramFigure, RatingState, ScheduleLine, ScheduleYear};
use crate::facts::{
    ActivityFact, AssessmentFact, Column as FactColumn, ContactFact, EffectFact, Fact, FactCell,
    Table as Facts,
};
use crate::finding::{Finding, Place};
use crate::form::{long_date, quantity_text};
use crate::report::request::ReportRequest;
use crate::schema::Program;
use crate::sheet::{Body, Cell, Column, Columns, Repeat, Table, in_unit, measure, style};
use crate::terms::{FiscalYear, Lang, Round, Source, run_of};

/// What the plan says of the program, and the file that counts.
pub(super) fn overview(Of { request, grid, program }: Of<'_>) -> Table {
    let plan = request.plan;
    let columns = Columns::new()
        .over(3, plan.words.direction.as_str(), |program: &Program| {
            let again = program.also_in.iter();
            let again =
                again.map(|direction| format!("\n再掲: {}", words::direction(plan, direction)));
            let direction = words::direction(plan, &program.direction);
            Cell::text(format!("{direction}{}", again.collect::<String>()))
        })
        .over(1, "種別", |program| Cell::centre(kind(request, program)))
        .over(grid.years - 1, "担当課", |program| {
            Cell::text(match program.related.as_str() {
                "" => program.lead.to_string(),
                related => format!("{}\n関係課: {related}", program.lead),
            })
        })
        .over(2, "集計に使った\nファイル", |program| counted_file(request, program));
    columns.table([program], Body::Narrative)
}

fn kind(request: &ReportRequest<'_>, program: &Program) -> String {
    let is_focus = program.focus.holds_in(request.figures.round.year);
    let focus = if is_focus { "\n主要管理項目" } else { "" };
    let end = program.end.as_ref().map(|end| format!("\n{}まで", end.last_year.label()));
    format!("{}{focus}{}", request.plan.kind_word(program.kind), end.unwrap_or_default())
}

fn counted_file(request: &ReportRequest<'_>, program: &Program) -> Cell {
    let mut divisions = request.figures.submissions.divisions.iter();
    let division = divisions.find(|covered| covered.division == program.lead);
    let mut programs = division.into_iter().flat_map(|division| &division.programs);
    let file = programs.find(|covered| covered.program_no == program.no);
    let file = file.and_then(|covered| covered.file.as_deref());
    let link = file.and_then(|file| request.file_link(request.figures.round, file));
    Cell::text(file.unwrap_or(if program.end.is_some() { "-" } else { "未提出" })).link(link)
}

/// The rating of every round, as it was written and as it is counted, and who reported it.
pub(super) fn ratings(Of { request, grid, program }: Of<'_>, figure: &ProgramFigure) -> Table {
    let rounds = figure.earlier.iter().map(|(round, state)| (*round, state));
    let rounds: Vec<_> = rounds.chain([(request.figures.round, &figure.rating)]).collect();
    let fact = |round| assessments(request, program).find(|fact| fact.round == round);
    let raw = grid.years / 3;
    let columns = Columns::new()
        .over(2, "回次", |(round, _): &(Round, &RatingState)| Cell::text(round.label()))
        .over(1, "進捗区分", |(round, state)| words::rating(request.plan, *round, state))
        .over(raw, "書かれていた\nもの", |(round, _)| {
            Cell::text(fact(*round).map(|fact| fact.raw.as_str()).unwrap_or_default())
        })
        .over(grid.years - raw, "記入者(内線)と記入日", |(round, _)| {
            Cell::text(request.contact(program.no, *round).map(reporter).unwrap_or_default())
        })
        .over(2, "出典", |(round, _)| {
            fact(*round).map_or_else(Cell::empty, |fact| source(request, *round, &fact.source))
        });
    columns.table(&rounds, Body::Narrative)
}

/// `見本 太郎(内線 1234) 令和5年4月10日`, without what was not written.
fn reporter(contact: &ContactFact) -> String {
    let extension = contact.extension.as_ref().map(|number| format!("(内線 {number})"));
    let name = [contact.reporter.clone(), extension].into_iter().flatten().collect::<String>();
    let date = contact.report_date.map(long_date);
    let parts = [Some(name).filter(|name| !name.is_empty()), date];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Every line of the schedule, and the lines that the division added, year by year.
pub(super) fn activities(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let facts = &request.facts.activities;
    let lines = run_of(&request.figures.schedule, program.no, |line| line.program_no);
    let columns = Columns::new()
        .over(1, Column::new("番号").repeat(Repeat::Value), |line: &ScheduleLine| {
            Cell::centre(words::activity_no(&line.activity_no))
        })
        .over(2, Column::new("取組項目").repeat(Repeat::Marked), |line| {
            Cell::text(format!("{}{}", line.name, if line.uncertain { " ※" } else { "" }))
        });
    let columns = with_years(columns, request, grid, |line, at| {
        let year = line.years.get(at);
        year.map_or_else(Cell::empty, |year| phase_and_state(year, half_year(facts, line, year)))
    });
    let columns = columns.over(2, "出典(最新)", |line| {
        let newest = line.years.iter().rev().filter_map(|year| year.report.as_ref()?.record);
        let newest = newest.filter_map(|record| facts.get(record)).next();
        newest.map_or_else(Cell::empty, |fact| source(request, fact.round, &fact.source))
    });
    some(columns, lines)
}

/// What was reported of the line at the middle of the year, if a later round of the year reported it again.
fn half_year<'a>(
    facts: &'a Facts<ActivityFact>,
    line: &ScheduleLine,
    year: &ScheduleYear,
) -> Option<&'a ActivityFact> {
    let newest = year.report.as_ref()?.record.and_then(|record| facts.get(record))?;
    facts.of(line.program_no).find(|fact| {
        (fact.activity_no.as_str(), &fact.name) == (newest.activity_no.as_str(), &line.name)
            && fact.round.year == year.fiscal_year
            && fact.round < newest.round
    })
}

/// `計画` above, what was reported below, that of the half year first.
fn phase_and_state(year: &ScheduleYear, half: Option<&ActivityFact>) -> Cell {
    let phase = year.phase.as_deref().unwrap_or("-");
    let half = half.map(|fact| {
        let status = fact.status.as_deref().unwrap_or(RatingState::Unclear.label());
        let rating = fact.rating.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
        format!("\n(上期 {status}{rating})")
    });
    let half = half.unwrap_or_default();
    match &year.report {
        None => Cell::centre(phase),
        Some(report) => {
            let tone = report_cell(report).tone;
            Cell::centre(format!("{phase}{half}\n{}", report_text(report))).tone(tone)
        }
    }
}

/// Every amount of the lines of effects: over how many columns of years it stands, and the pixels that it takes.
pub(super) fn amount_widths(
    request: &ReportRequest<'_>,
    grid: Grid,
) -> impl Iterator<Item = (u16, u32)> {
    let (unit, planned) = (unit(request), grid.planned());
    let lines = request.facts.effects.iter();
    lines.flat_map(move |line| [line.planned, line.actual]).flatten().map(move |yen| {
        let text = format!("約{}", quantity_text(in_unit(yen, unit), unit.decimals));
        (planned, measure::text_width(&text, style::TEXT_SIZE))
    })
}

/// Every line of effects that was reported, in the order of the rounds.
pub(super) fn effects(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let lines = request.facts.effects.of(program.no);
    // What is no amount stands as it was written.
    let amount = |yen: Option<_>, raw: &str| match yen {
        Some(yen) => Cell::amount(yen, unit(request)).reported(),
        None => Cell::text(raw.trim()),
    };
    let planned = grid.planned();
    let columns = Columns::new()
        .over(2, "回次", |line: &EffectFact| Cell::text(line.round.label()))
        .over(2, "内容", |line| {
            let marks = [&line.kind, &line.nature, &line.basis];
            let marks: Vec<&str> = marks.into_iter().filter_map(|mark| mark.as_deref()).collect();
            let title = line.title.as_deref().unwrap_or("(内容の記入なし)");
            Cell::text(format!("{title}\n{}", marks.join("・")))
        })
        .over(planned, "計画額", move |line| {
            let place = line.places.iter().find(|place| place.column == "planned_yen");
            let link = place.and_then(|place| request.source_link(line.round, &place.source));
            amount(line.planned, &line.planned_raw).link(link)
        })
        .over(grid.years - 1 - planned, "実績額", move |line| {
            let actual = amount(line.actual, &line.actual_raw);
            if line.approx { actual.approximate() } else { actual }
        })
        .over(2, "出典(実績額)", |line| source(request, line.round, &line.source));
    some(columns, lines)
}

/// What the division wrote, newest round first; what it wrote in a review stands with the review.
pub(super) fn texts(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let facts = request.facts;
    let mut by_round: BTreeMap<Round, Vec<Text<'_>>> = BTreeMap::new();
    for fact in assessments(request, program) {
        let mut proposals = facts.proposals.iter();
        let is_reviewed = proposals.any(|one| (one.program, one.round) == (program.no, fact.round));
        let texts = texts_of(fact, &[])
            .filter(|(column, _)| !(is_reviewed && column.name.starts_with("review_")));
        // The reason for no rating comes last.
        let (reason, texts): (Vec<_>, Vec<_>) =
            texts.partition(|(column, _)| column.name == "not_rated_reason");
        let texts = texts.into_iter().chain(reason).map(|(_, text)| text);
        by_round.entry(fact.round).or_default().extend(texts);
    }
    for fact in facts.activities.of(program.no) {
        let name = |head: &str| match words::activity_no(&fact.activity_no) {
            words::ADDED => format!("{}「{}」の{head}", words::ADDED, fact.name),
            no => format!("取組{no}の{head}"),
        };
        let texts = texts_of(fact, &["name", "rating"]).map(|(_, text)| text.called(name));
        by_round.entry(fact.round).or_default().extend(texts);
    }
    for fact in facts.indicators.of(program.no) {
        let name = |head: &str| match program.indicators.as_slice() {
            [_] => format!("指標の{head}"),
            several => {
                let own = several.iter().find(|one| one.id == fact.indicator);
                let name = own.map_or(fact.indicator.as_str(), |own| &own.name);
                format!("指標「{name}」の{head}")
            }
        };
        let texts = texts_of(fact, &[]).map(|(_, text)| text.called(name));
        by_round.entry(fact.round).or_default().extend(texts);
    }
    for fact in facts.effects.of(program.no) {
        let name = |head: &str| format!("効果{}の{head}", fact.line);
        let in_table = ["kind", "nature", "basis", "title", "planned_yen"];
        let texts = texts_of(fact, &in_table).map(|(_, text)| text.called(name));
        by_round.entry(fact.round).or_default().extend(texts);
    }
    for fact in facts.answers.of(program.no) {
        let name = fact.question.caption.clone();
        let text = Text { name, text: fact.raw.clone(), source: Some(&fact.source) };
        by_round.entry(fact.round).or_default().extend((!fact.raw.is_empty()).then_some(text));
    }
    let rows = by_round.into_iter().rev();
    let rows = rows.flat_map(|(round, texts)| texts.into_iter().map(move |text| (round, text)));
    let rows: Vec<(Round, Text<'_>)> = rows.collect();
    let columns = Columns::new()
        .over(2, Column::new("回次").repeat(Repeat::Marked), |(round, _): &(Round, Text<'_>)| {
            Cell::text(round.label())
        })
        .over(1, Column::new("欄").repeat(Repeat::Marked), |(_, text)| {
            Cell::text(text.name.as_str())
        })
        .over(grid.text(), "内容", |(_, text)| Cell::text(text.text.as_str()))
        .over(1, "出典", |(round, text)| text.address(request, *round));
    some(columns, &rows)
}

/// A text of a division.
pub(super) struct Text<'a> {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) source: Option<&'a Source>,
}

impl Text<'_> {
    /// The address of the cell in which it was read, if it was.
    pub(super) fn address(&self, request: &ReportRequest<'_>, round: Round) -> Cell {
        self.source.map_or_else(Cell::empty, |source| {
            Cell::centre(source.cell.to_string()).link(request.source_link(round, source))
        })
    }

    fn called(mut self, name: impl Fn(&str) -> String) -> Self {
        self.name = name(&self.name);
        self
    }
}

/// The texts of a record that have a cell of their own, but for those that tables of the page show.
fn texts_of<'a, F: Fact>(
    fact: &'a F,
    in_tables: &[&str],
) -> impl Iterator<Item = (&'static FactColumn<F>, Text<'a>)> {
    let columns = F::columns().filter(|column| column.place.is_some());
    let columns = columns.filter(|column| !in_tables.contains(&column.name));
    columns.filter_map(move |column| {
        let FactCell::Text(text) = (column.take)(fact) else { return None };
        let text = text.filter(|text| !text.is_empty())?;
        let place = fact.places().iter().find(|place| place.column == column.name);
        let name = column.head.replace('\n', "");
        Some((column, Text { name, text, source: place.map(|place| &place.source) }))
    })
}

/// Findings of the reported round that concern the program.
pub(super) fn findings(request: &ReportRequest<'_>, grid: Grid, own: &[&Finding]) -> Option<Table> {
    let columns = Columns::new()
        .over(1, "番号", |finding: &Finding| Cell::centre(finding.code()))
        .over(1, "重さ", |finding| words::severity(finding.severity))
        .over(1, "場所", |finding| place(request, &finding.place))
        .over(grid.wide(), "内容と直し方", |finding| {
            let text = [finding.message(Lang::Ja), finding.hint(Lang::Ja)].join("\n");
            Cell::text(format!("{text}\nファイル: {}", finding.place.file()))
        });
    some(columns, own.iter().copied())
}

fn place(request: &ReportRequest<'_>, place: &Place) -> Cell {
    // A text with a link stands on one line: the file's name, which may be long, stands with the message.
    Cell::text(match (place.sheet(), place.cell()) {
        (Some(sheet), Some(cell)) => format!("{sheet} {cell}"),
        (Some(sheet), None) => sheet.to_string(),
        _ => "ファイル".to_owned(),
    })
    .link(request.place_link(place))
}

pub(super) fn assessments<'a>(
    request: &ReportRequest<'a>,
    program: &Program,
) -> impl Iterator<Item = &'a AssessmentFact> {
    request.facts.assessments.of(program.no)
}

/// With a column per year of the plan, the reported one standing out; `cell` is asked for each year by its place.
pub(super) fn with_years<'a, R: 'a>(
    columns: Columns<'a, R>,
    request: &ReportRequest<'_>,
    grid: Grid,
    cell: impl Fn(&R, usize) -> Cell + Copy + 'a,
) -> Columns<'a, R> {
    let years: Vec<FiscalYear> = request.plan.years().collect();
    columns.each(0..usize::from(grid.years), |columns, at| {
        let year = years.get(at).copied();
        let head = Column::new(year.map(FiscalYear::label).unwrap_or_default());
        let head = head.current(year == Some(request.figures.round.year));
        columns.over(1, head, move |row| cell(row, at))
    })
}

/// Where something was read, with the link that opens it.
pub(super) fn source(request: &ReportRequest<'_>, round: Round, source: &Source) -> Cell {
    Cell::text(format!("{} {} {}", source.file, source.sheet, source.cell))
        .link(request.source_link(round, source))
}

/// The table of these rows, if there is any.
pub(super) fn some<'r, R: 'r>(
    columns: Columns<'_, R>,
    rows: impl IntoIterator<Item = &'r R>,
) -> Option<Table> {
    let table = columns.table(rows, Body::Narrative);
    (!table.rows.is_empty()).then_some(table)
}
