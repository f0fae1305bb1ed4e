//! The mid-term review: the number of items, what changes in the plan, and what came of the studies.

use super::effect_columns::unit;
use super::effect_rows::{SIDES, amount_look};
use crate::analysis::{
    BridgeRow, ChangeKind, EffectRow, EffectTotal, EffectView, PlanChange, ReviewFigures,
    ReviewProgram, StudyConclusion,
};
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{Body, Cell, Cells, Column, Columns, Expr, Repeat, Table};
use crate::terms::{CellRef, Source};

/// What stands below the bridge.
pub const BRIDGE_NOTE: &str = "改訂後 = 改訂前 + 新規 + 検討から移行 − 実施へ移行 − 統合 − 終了";

/// A count of the bridge.
pub struct Counted {
    head: &'static str,
    /// What it is of a row.
    pub number: fn(&BridgeRow) -> u32,
    /// The changes that it counts, and which of their states names the row's kind; none where it counts what there was.
    pub changes: Option<(ChangeKind, &'static str)>,
}

/// The counts from the left. What there is after them is the first and the next two, less the others.
const COUNTED: [Counted; 6] = [
    Counted { head: "改訂前", number: |row| row.start, changes: None },
    Counted {
        head: "新規", number: |row| row.added, changes: Some((ChangeKind::NewProgram, NEW))
    },
    Counted {
        head: "検討から\n移行",
        number: |row| row.promoted_in,
        changes: Some((ChangeKind::Promotion, NEW)),
    },
    Counted {
        head: "実施へ\n移行",
        number: |row| row.promoted_out,
        changes: Some((ChangeKind::Promotion, OLD)),
    },
    Counted { head: "統合", number: |row| row.merged, changes: Some((ChangeKind::Merge, OLD)) },
    Counted { head: "終了", number: |row| row.ended, changes: Some((ChangeKind::End, OLD)) },
];

/// ⑥ The bridge of the number of items, with its first body row at `first_row` (counted as formulas count) and its
/// first count in the sheet's column `first_count` (counted from zero). `formula` makes a kind's count.
pub fn bridge_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    first_row: u32,
    first_count: u32,
    formula: &dyn Fn(&BridgeRow, &Counted) -> Option<Expr>,
) -> Table {
    let first = first_row - 1;
    // The total stands below the kinds.
    let kinds = review.bridge.len().saturating_sub(1);
    let columns = Columns::new()
        .with("種別", 0, |(_, row): &(u32, &BridgeRow)| {
            Cell::text(row.kind.map_or("計", |kind| request.plan.kind_word(kind)))
        })
        .each((first_count..).zip(&COUNTED), |columns, (col, counted)| {
            columns.with(counted.head, 0, move |(at, row)| {
                Cell::count((counted.number)(row)).by(match row.kind {
                    Some(_) => formula(row, counted),
                    None => (kinds > 0).then(|| Expr::sum(Cells::column(col, first, at - 1))),
                })
            })
        })
        .with("改訂後", 0, |(at, row)| {
            let [start, added, moved_in, moved_out, merged, ended] =
                [0, 1, 2, 3, 4, 5].map(|nth| Expr::from(CellRef::new(*at, first_count + nth)));
            let left = Expr::added([start, added, moved_in]) - moved_out - merged - ended;
            Cell::count(row.end).by(left)
        });
    let rows: Vec<_> = (first..).zip(&review.bridge).collect();
    columns.table_with_sums(&rows, Body::Figures, |(_, row)| row.kind.is_none())
}

/// ① What changes, one row a change; with the widths of its columns in a list. A paper has a grid of its own, of which
/// they take as much as their span says.
pub fn change_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    reader: Reader,
) -> (Table, Vec<u32>) {
    let part = |text: &str| Cell::text(if text.is_empty() { "-" } else { text });
    let wide = |head: &str| reader.in_paper(Column::new(head), 2);
    // What the office sees of a draft: the cell that it is from, and what is written there.
    let with_source = reader.with_source && review.is_draft;
    let columns = Columns::new()
        .with(number_head().joined(true), 38, |change: &PlanChange| {
            words::number(change.program_no)
        })
        .called("program_no")
        .with(program_head(request).joined(true), 200, |change| Cell::text(change.program.as_str()))
        .with("項目", 96, |change| Cell::centre(change.what.label()))
        .called("what")
        .with(wide("指標・取組"), 210, |change| part(&change.item))
        .with(wide("旧"), 190, |change| part(&change.old))
        .called(OLD)
        .with(wide("新"), 190, |change| {
            part(&if with_source { change.new_for_office() } else { change.new.clone() })
        })
        .called(NEW)
        .with(wide("理由").joined(true), 300, |change| part(&change.reason))
        .when(with_source, |columns| {
            columns.with(SOURCE_HEAD, 136, |change| source_cell(change.source.as_ref()))
        });
    let mut table = columns.table(&review.changes, Body::Narrative);
    if reader.is_body {
        // A list is filtered row by row; on paper, what is said of a program stands together.
        let rows = table.rows.into_iter().zip(&review.changes);
        table.rows =
            rows.map(|(row, change)| row.of_group(u32::from(change.program_no.0))).collect();
    }
    (table, columns.widths())
}

/// Who reads a table, and where.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The committee or the headquarters, on paper; else the office, in a list, with the divisions as the plan's data
    /// calls them.
    pub is_body: bool,
    /// Whether they also see where each was read.
    pub with_source: bool,
}

impl Reader {
    /// The office.
    pub const OFFICE: Reader = Reader { is_body: false, with_source: true };

    /// The column, which on paper takes so many of the sheet's.
    fn in_paper(self, column: Column, span: u16) -> Column {
        if self.is_body { column.span(span) } else { column }
    }

    /// Pixels in a list and on paper.
    fn width(self, in_list: u32, in_paper: u32) -> u32 {
        if self.is_body { in_paper } else { in_list }
    }

    /// What stands where no conclusion could be read: nobody said which one it will be, nor that it is being worked on.
    fn no_verdict(self) -> &'static str {
        if self.is_body { "未確定" } else { "未記入" }
    }
}

/// ② What came of the studies, one row a study; with the widths of its columns.
pub fn study_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    reader: Reader,
) -> (Table, Vec<u32>) {
    let width = |in_list: u32, in_paper: u32| reader.width(in_list, in_paper);
    let columns = Columns::new()
        .with(number_head(), 38, |study: &StudyConclusion| words::number(study.program_no))
        .with(program_head(request), width(190, 160), |study| Cell::text(study.name.as_str()))
        .with(DIVISION_HEAD, 96, |study| Cell::text(study.division.as_str()))
        .with("結論", width(90, 84), |study| {
            Cell::centre(study.verdict.as_deref().unwrap_or(reader.no_verdict()))
        })
        .with("理由", width(330, 272), |study| Cell::maybe(study.reason.as_deref()))
        .with("統合先", 60, |study| {
            Cell::centre(study.merged_into.map_or("-".to_owned(), |no| format!("No.{no}")))
        })
        .with("移行後の取組項目", width(230, 155), |study| {
            Cell::text(listed(&study.activities))
        })
        .with("移行後の指標", width(230, 155), |study| Cell::text(listed(&study.indicators)))
        .when(reader.with_source, |columns| {
            columns.with(SOURCE_HEAD, width(116, 150), |study| source_cell(study.source.as_ref()))
        });
    (columns.table(&review.studies, Body::Narrative), columns.widths())
}

/// What stands above the suggestions.
pub const SUGGESTION_NOTE: &str = "提案は、計画のデータにあらかじめ定めた条件によるもので、決定ではありません。効果額は、計画の初年度からの累計(新たな効果。継続分を重ねて数えない)です。";

/// Each program with what the division chose and what the plan's rules suggest; with the widths of its columns, which
/// fill `width` if it can be filled.
pub fn suggestion_table(
    request: &ReportRequest<'_>,
    review: &ReviewFigures,
    width: u32,
) -> (Table, Vec<u32>) {
    let unit = unit(request);
    let amount = |program: &ReviewProgram, side: usize| {
        let yen = [program.effect.planned_yen, program.effect.actual_yen][side];
        let cell = Cell::amount(yen, unit);
        reported_effect(request, program).map_or(cell.clone(), |sum| amount_look(cell, sum, side))
    };
    let rounds = review.programs.first().into_iter().flat_map(|program| &program.ratings);
    let columns = Columns::new()
        .with(number_head(), 38, |program: &ReviewProgram| words::number(program.program_no))
        .with(program_head(request), 150, |program| Cell::text(program.name.as_str()))
        .with(DIVISION_HEAD, 96, |program| Cell::text(program.division.as_str()))
        .each(rounds.enumerate(), |columns, (at, (round, _))| {
            columns.with(round.label().replace(' ', "\n"), 64, move |program| {
                let rating = program.ratings.get(at);
                rating.map_or_else(Cell::empty, |(round, state)| {
                    words::rating(request.plan, *round, state)
                })
            })
        })
        .with("指標の状況", 160, |program| {
            let standing = program.indicators.iter();
            let standing = standing.map(|one| format!("{}:{}", one.name, one.status.label()));
            Cell::text(listed(&standing.collect::<Vec<_>>()))
        })
        .each(["計画", "実績"].into_iter().enumerate(), |columns, (side, word)| {
            let head = format!("効果額\n(累計・新規)\n{word}({})", unit.label());
            columns.with(head, 88, move |program| amount(program, side)).called(SIDES[side])
        })
        .with("担当課の\n案", 64, |program| {
            Cell::centre(program.proposal.as_deref().unwrap_or("未記入"))
        })
        .with("担当課の理由", 190, |program| Cell::maybe(program.proposal_reason.as_deref()))
        .with("提案\n(参考)", 80, |program| {
            let suggestion = program.suggestion.as_ref();
            Cell::centre(suggestion.map_or("-", |suggestion| suggestion.label.as_str()))
        });
    let rest = width.saturating_sub(columns.width()).max(200);
    let columns = columns.with("提案の理由", rest, |program| {
        let reasons = program.suggestion.as_ref().map(|suggestion| suggestion.reasons.join("\n"));
        Cell::text(reasons.unwrap_or_default())
    });
    (columns.table(&review.programs, Body::Narrative), columns.widths())
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

/// Columns of the changes that say what was before and what is to be.
const OLD: &str = "old";
const NEW: &str = "new";
const DIVISION_HEAD: &str = "担当課";
const SOURCE_HEAD: &str = "出典";

fn number_head() -> Column {
    Column::new("No.").repeat(Repeat::Value)
}

fn program_head(request: &ReportRequest<'_>) -> Column {
    Column::new(request.plan.words.program.as_str()).repeat(Repeat::Marked)
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
