//! 進捗一覧: every program with its ratings and what the division wrote.

use super::{
    Condition, Crossfoot, Drawing, LIST_WIDTH, Ledger, Part, ReportRequest, STATE, Sheets, Side,
    details, open, program_page, words,
};
use crate::analysis::ProgramFigure;
use crate::sheet::{Body, Cell, Column, Columns, Drawn, Expr, Repeat, SheetArea};
use crate::terms::Round;

/// Name of the sheet.
const NAME: &str = "進捗一覧";
/// Pixels of a rating.
const RATING: u32 = 72;
/// What the checks know the ratings of the reported round by.
const NOW: &str = "rating";

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let records = drawing.of(details::assessments)?;
    let figures = request.figures;
    // Every program carries the same earlier rounds.
    let earlier: Vec<_> = figures
        .programs
        .first()
        .map(|program| program.earlier.iter().map(|(round, _)| *round).collect())
        .unwrap_or_default();
    let columns = columns(request, &earlier);
    let mut page = open(request, NAME, columns.widths())?;
    page.note("一つの行に収まらない長い文章は、次の行に「(続き)」として続きます。")?;
    let drawn = page.list(&columns.table(&figures.programs, Body::Narrative), 0)?;
    let says = format!(
        "すべての{}の進捗区分(回次ごと)、成果、課題、次年度の取組",
        request.plan.words.program
    );
    let checks = checks(request, &records, &drawn, columns.place(NOW));
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], ()))
}

/// The ratings of the reported round, here and in 明細_評価.
fn checks(
    request: &ReportRequest<'_>,
    records: &Ledger,
    drawn: &Drawn,
    rating_at: Option<u32>,
) -> Vec<Crossfoot> {
    let Some(rating_at) = rating_at else { return Vec::new() };
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

/// What is said of each program.
fn columns<'a>(request: &'a ReportRequest<'a>, earlier: &[Round]) -> Columns<'a, ProgramFigure> {
    let (plan, now) = (request.plan, request.figures.round);
    let has_review = plan.is_review(now);
    let tail = if has_review { review(Columns::new()).width() } else { 0 };
    let columns = Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |program: &ProgramFigure| {
            let no = program.program_no;
            words::number(no).link(program_page::link(request, no))
        })
        .with(plan.words.direction.as_str(), 110, |program| {
            Cell::text(words::direction(plan, &program.direction_id))
        })
        .with("種別", 48, |program| Cell::centre(plan.kind_word(program.kind)))
        .with(Column::new(plan.words.program.as_str()).repeat(Repeat::Marked), 150, |program| {
            Cell::text(program.name.as_str())
        })
        .with("担当課", 96, |program| Cell::text(program.division.as_str()))
        .each(earlier.iter().copied().chain([now]).enumerate(), |columns, (at, round)| {
            let head = Column::new(round.label().replace(' ', "\n")).current(round == now);
            let columns = columns.with(head, RATING, move |program| {
                let state = program.earlier.get(at).map_or(&program.rating, |(_, state)| state);
                words::rating(plan, round, state)
            });
            columns.when(round == now, |columns| columns.called(NOW))
        });
    let narrative = LIST_WIDTH.saturating_sub(columns.width() + tail).max(540);
    columns
        .with("成果・検討状況", narrative * 38 / 100, |program| {
            Cell::maybe(program.achievement.as_deref())
        })
        .with("課題", narrative * 31 / 100, |program| Cell::maybe(program.issues.as_deref()))
        .with("次年度の取組", narrative * 31 / 100, |program| {
            Cell::maybe(program.next.as_deref())
        })
        .when(has_review, review)
}

/// What the division would change.
fn review(columns: Columns<'_, ProgramFigure>) -> Columns<'_, ProgramFigure> {
    columns
        .with("今後の方向性\n・結論", 72, |program| {
            Cell::centre(program.review.as_deref().unwrap_or_default())
        })
        .with("見直しの理由", 150, |program| Cell::maybe(program.review_reason.as_deref()))
}
