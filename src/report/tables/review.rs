//! The mid-term review: the number of items, what changes in the plan, and what came of the studies.

use super::effect_columns::unit;
use super::effect_rows::as_reported;
use crate::analysis::{
    EffectRow, EffectTotal, EffectView, PlanChange, ReviewFigures, ReviewProgram, StudyConclusion,
};
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::schema::MoneyScale;
use crate::sheet::cells::Cells;
use crate::sheet::expr::Expr;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table};
use crate::terms::{CellRef, DivisionName, Source};

/// What stands below the bridge.
pub(in crate::report) const BRIDGE_NOTE: &str =
    "改訂後 = 改訂前 + 新規 + 検討から移行 − 実施へ移行 − 統合 − 終了";

/// ⑥ The bridge of the number of items, with its first body row at `first_row` (counted as formulas count) and its
/// first count in the sheet's column `first_count` (counted from zero).
pub(in crate::report) fn bridge_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    first_row: u32,
    first_count: u32,
) -> Table {
    let heads =
        ["種別", "改訂前", "新規", "検討から\n移行", "実施へ\n移行", "統合", "終了", "改訂後"];
    let mut rows = Vec::new();
    for (at, row) in (first_row..).zip(&review.bridge) {
        let name = row.kind.map_or("計", |kind| words::kind(request.plan, kind));
        let mut cells = vec![Cell::text(name)];
        let counts =
            [row.start, row.added, row.promoted_in, row.promoted_out, row.merged, row.ended];
        // The total stands below the kinds.
        let kinds = review.bridge.len().saturating_sub(1);
        let sum = |count: u32| {
            let [first, last] =
                [first_row, at - 1].map(|at| CellRef::new(at - 1, first_count + count));
            (row.kind.is_none() && kinds > 0).then(|| Expr::sum(Cells::range(first, last)))
        };
        cells.extend((0..).zip(counts).map(|(at, count)| Cell::count_of(sum(at), count)));
        let place = |count: u32| CellRef::new(at - 1, first_count + count);
        let [start, added, moved_in, moved_out, merged, ended] =
            [0, 1, 2, 3, 4, 5].map(|at| Expr::from(place(at)));
        let formula = Expr::added([start, added, moved_in]) - moved_out - merged - ended;
        cells.push(Cell::count_formula(formula, row.end));
        rows.push(if row.kind.is_none() { Row::sum(cells) } else { Row::new(cells) });
    }
    Table { columns: heads.map(Column::new).into(), rows, body: Body::Figures }
}

/// ① What changes, one row a change. `with_source` adds what the office sees of a draft: the cell that it is from, and
/// what is written there.
pub(in crate::report) fn change_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    with_source: bool,
) -> Table {
    let mut columns = program_columns(request);
    columns.pop();
    columns.extend(["項目", "指標・取組", "旧", "新", "理由"].map(Column::new));
    if with_source {
        columns.push(Column::new("出典"));
    }
    let row = |change: &PlanChange| {
        let part = |text: &str| Cell::text(if text.is_empty() { "-" } else { text });
        let mut cells = vec![
            Cell::key(i64::from(change.program_no.0)),
            Cell::text(change.program.as_str()),
            Cell::centre(change.what.label()),
        ];
        let new = if with_source { change.new_for_office() } else { change.new.clone() };
        let texts = [&change.item, &change.old, &new, &change.reason];
        cells.extend(texts.map(|text| part(text)));
        if with_source {
            cells.push(source_cell(change.source.as_ref()));
        }
        Row::new(cells)
    };
    Table { columns, rows: review.changes.iter().map(row).collect(), body: Body::Narrative }
}

/// Who reads what came of the studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum StudyReader {
    /// The office: where each was read, and the divisions as the plan's data calls them.
    Office,
    /// The committee or the headquarters.
    Body {
        /// Whether they also see where each was read.
        with_source: bool,
    },
}

impl StudyReader {
    fn with_source(self) -> bool {
        self != StudyReader::Body { with_source: false }
    }

    /// What stands where no conclusion could be read: nobody said which one it will be, nor that it is being worked on.
    fn no_verdict(self) -> &'static str {
        match self {
            StudyReader::Office => "未記入",
            StudyReader::Body { .. } => "未確定",
        }
    }

    fn division<'a>(self, request: &ReportRequest<'_>, name: &'a DivisionName) -> &'a str {
        match self {
            StudyReader::Office => name.as_str(),
            StudyReader::Body { .. } => words::division(request.plan, name),
        }
    }
}

/// ② What came of the studies, one row a study.
pub(in crate::report) fn study_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    reader: StudyReader,
) -> Table {
    let mut columns = program_columns(request);
    columns.extend(["結論", "理由", "統合先", "移行後の取組項目", "移行後の指標"].map(Column::new));
    if reader.with_source() {
        columns.push(Column::new("出典"));
    }
    let row = |study: &StudyConclusion| {
        let mut cells = vec![
            Cell::key(i64::from(study.program_no.0)),
            Cell::text(study.name.as_str()),
            Cell::text(reader.division(request, &study.division)),
            Cell::centre(study.verdict.as_deref().unwrap_or(reader.no_verdict())),
            Cell::maybe(study.reason.as_deref()),
            Cell::centre(study.merged_into.map_or("-".to_owned(), |no| format!("No.{no}"))),
            Cell::text(listed(&study.activities)),
            Cell::text(listed(&study.indicators)),
        ];
        if reader.with_source() {
            cells.push(source_cell(study.source.as_ref()));
        }
        Row::new(cells)
    };
    Table { columns, rows: review.studies.iter().map(row).collect(), body: Body::Narrative }
}

/// What stands above the suggestions.
pub(in crate::report) const SUGGESTION_NOTE: &str = "提案は、計画のデータにあらかじめ定めた条件によるもので、決定ではありません。効果額は、計画の初年度からの累計(新たな効果。継続分を重ねて数えない)です。";

/// Each program with what the division chose and what the plan's rules suggest; with the widths of its columns, which
/// fill `width` if it can be filled.
pub(in crate::report) fn suggestion_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    width: u32,
) -> (Table, Vec<u32>) {
    let unit = unit(request);
    let planned = format!("効果額\n(累計・新規)\n計画({})", unit.label());
    let actual = format!("効果額\n(累計・新規)\n実績({})", unit.label());
    let rounds: Vec<String> = review.programs.first().map_or_else(Vec::new, |program| {
        program.ratings.iter().map(|(round, _)| round.label().replace(' ', "\n")).collect()
    });
    let mut columns = program_columns(request);
    let mut widths = vec![38, 170, 96];
    columns.extend(rounds.iter().map(|round| Column::new(round.as_str())));
    widths.extend(std::iter::repeat_n(72, rounds.len()));
    let heads = [
        ("指標の状況", 190),
        (planned.as_str(), 100),
        (actual.as_str(), 100),
        ("担当課の\n案", 76),
        ("担当課の理由", 210),
        ("提案\n(参考)", 96),
    ];
    columns.extend(heads.map(|(head, _)| Column::new(head)));
    widths.extend(heads.map(|(_, width)| width));
    columns.push(Column::new("提案の理由"));
    widths.push(width.saturating_sub(widths.iter().sum()).max(240));
    let rows = review.programs.iter().map(|program| suggestion_row(request, program, unit));
    (Table { columns, rows: rows.collect(), body: Body::Narrative }, widths)
}

fn suggestion_row(request: &ReportRequest<'_>, program: &ReviewProgram, unit: MoneyScale) -> Row {
    let mut cells = vec![
        Cell::key(i64::from(program.program_no.0)),
        Cell::text(program.name.as_str()),
        Cell::text(program.division.as_str()),
    ];
    let ratings = program.ratings.iter();
    cells.extend(ratings.map(|(round, state)| words::rating(request.plan, *round, state)));
    let standing: Vec<String> = program
        .indicators
        .iter()
        .map(|one| format!("{}:{}", one.name, one.status.label()))
        .collect();
    let effects = [program.effect.planned_yen, program.effect.actual_yen];
    let mut amounts = effects.map(|yen| Cell::amount(yen, unit));
    as_reported(&mut amounts, reported_effect(request, program).as_slice());
    let suggestion = program.suggestion.as_ref();
    let reasons = suggestion.map(|suggestion| suggestion.reasons.join("\n"));
    cells.push(Cell::text(if standing.is_empty() { "-".to_owned() } else { standing.join("\n") }));
    cells.extend(amounts);
    cells.extend([
        Cell::centre(program.proposal.as_deref().unwrap_or("未記入")),
        Cell::maybe(program.proposal_reason.as_deref()),
        Cell::centre(suggestion.map_or("-", |suggestion| suggestion.label.as_str())),
        Cell::text(reasons.unwrap_or_default()),
    ]);
    Row::new(cells)
}

/// The sum that the program's effects in the suggestion are, if it has any.
fn reported_effect(request: &ReportRequest<'_>, program: &ReviewProgram) -> Option<EffectTotal> {
    let (year, view) = (request.figures.round.year, EffectView::CumulativeNew);
    let mut rows = request.figures.effects.by_program.iter();
    let row = rows.find(|row| {
        row.key.program_no == program.program_no && (row.fiscal_year, row.view) == (year, view)
    });
    row.map(EffectRow::total)
}

/// Number, name and division of a program.
pub(in crate::report) fn program_columns(request: &ReportRequest<'_>) -> Vec<Column> {
    vec![
        Column::new("No.").repeat(Repeat::Value),
        Column::new(request.plan.words.program.as_str()).repeat(Repeat::Marked),
        Column::new("担当課"),
    ]
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "-".to_owned() } else { names.join("\n") }
}

/// Where a proposal was read: in a submission of the reported round.
fn source_cell(source: Option<&Source>) -> Cell {
    Cell::text(source.map_or_else(
        || "-".to_owned(),
        |source| format!("{}\n{} {}", source.file, source.sheet, source.cell),
    ))
}
