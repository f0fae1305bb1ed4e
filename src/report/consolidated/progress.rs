//! 進捗一覧: every program with its ratings and what the division wrote.

use super::super::ledger::{Condition, Ledger, STATE};
use super::super::words;
use super::agreement::{Crossfoot, Side};
use super::drawing::{Drawing, Part, Sheets};
use super::{LIST_WIDTH, details, open, program_page};
use crate::analysis::ProgramFigure;
use crate::report::request::ReportRequest;
use crate::sheet::cells::SheetArea;
use crate::sheet::expr::Expr;
use crate::sheet::grid;
use crate::sheet::table::{Body, Cell, Column, Drawn, Repeat, Row, Table};

/// Name of the sheet.
const NAME: &str = "進捗一覧";
/// Pixels of a rating.
const RATING: u32 = 58;

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let records = drawing.of(details::assessments)?;
    let figures = request.figures;
    let review = request.plan.is_review(figures.round);
    // Every program carries the same earlier rounds.
    let earlier: Vec<_> = figures
        .programs
        .first()
        .map(|program| program.earlier.iter().map(|(round, _)| *round).collect())
        .unwrap_or_default();
    let words = &request.plan.words;
    let mut columns = vec![
        Column::new("No.").repeat(Repeat::Value),
        Column::new(words.direction.as_str()),
        Column::new("種別"),
        Column::new(words.program.as_str()).repeat(Repeat::Marked),
        Column::new("担当課"),
    ];
    let mut widths = vec![38, 110, 48, 150, 96];
    columns.extend(earlier.iter().map(|round| Column::new(round.label().replace(' ', "\n"))));
    let rating_at = grid::count(columns.len());
    columns.push(Column::new(figures.round.label().replace(' ', "\n")).current(true));
    widths.extend(std::iter::repeat_n(RATING + 14, earlier.len() + 1));
    columns.extend(["成果・検討状況", "課題", "次年度の取組"].map(Column::new));
    let review_widths: &[u32] = if review { &[72, 150] } else { &[] };
    let used: u32 = widths.iter().chain(review_widths).sum();
    let narrative = LIST_WIDTH.saturating_sub(used).max(540);
    widths.extend([narrative * 38 / 100, narrative * 31 / 100, narrative * 31 / 100]);
    widths.extend(review_widths);
    if review {
        columns.extend(["今後の方向性\n・結論", "見直しの理由"].map(Column::new));
    }
    let mut page = open(request, NAME, widths)?;
    page.note("一つの行に収まらない長い文章は、次の行に「(続き)」として続きます。")?;
    let row = |program: &ProgramFigure| row(request, program, review);
    let rows = figures.programs.iter().map(row).collect();
    let drawn = page.list(&Table { columns, rows, body: Body::Narrative }, 0)?;
    let says = format!("すべての{}の進捗区分(回次ごと)、成果、課題、次年度の取組", words.program);
    let checks = checks(request, &records, &drawn, rating_at);
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], ()))
}

/// The ratings of the reported round, here and in 明細_評価.
fn checks(
    request: &ReportRequest<'_>,
    records: &Ledger,
    drawn: &Drawn,
    rating_at: u32,
) -> Vec<Crossfoot> {
    let ratings = &request.figures.ratings;
    let here = SheetArea::column(NAME, rating_at, drawn.head + 1, drawn.last).cells();
    let round = request.figures.round.to_string();
    let checks = ratings.codes.iter().filter_map(|code| {
        let code = code.as_str();
        let state = Condition::text(STATE, code);
        let count = ratings.total.count(&code.into()).into();
        let listed = Expr::count_text(here, code);
        let recorded = records.count(&[Condition::text("round", &round), state])?;
        Some(Crossfoot::new(
            format!("区分{code}の数"),
            Side::new("進捗一覧の行", listed, count),
            Side::new("明細_評価の行", recorded, count),
        ))
    });
    checks.collect()
}

fn row(request: &ReportRequest<'_>, program: &ProgramFigure, review: bool) -> Row {
    let plan = request.plan;
    let mut cells = vec![
        Cell::key(i64::from(program.program_no.0))
            .link(program_page::link(request, program.program_no)),
        Cell::text(words::direction(plan, &program.direction_id)),
        Cell::centre(words::kind(plan, program.kind)),
        Cell::text(program.name.as_str()),
        Cell::text(program.division.as_str()),
    ];
    cells.extend(program.earlier.iter().map(|(round, state)| words::rating(plan, *round, state)));
    cells.push(words::rating(plan, request.figures.round, &program.rating));
    let texts = [&program.achievement, &program.issues, &program.next];
    cells.extend(texts.map(|text| Cell::maybe(text.as_deref())));
    if review {
        cells.push(Cell::centre(program.review.as_deref().unwrap_or_default()));
        cells.push(Cell::maybe(program.review_reason.as_deref()));
    }
    Row::new(cells)
}
