//! 概要版: everything on one page: the sentences, the tally, and which programs are behind.

use super::paper::{BRIEF, DELAYED, open};
use super::ratings::code_table;
use crate::analysis::{
    ProgramFigure, effect_statement, indicator_sentence, movement_sentence, rating_sentence,
};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::sheet::{Body, Cell, Columns, Page, Sheet, Tone, Written};

/// Pixels of the columns: what a row is of, then its figures or words.
const WIDTHS: [u32; 5] = [460, 140, 140, 140, 140];
/// Programs that are named at most: the rest stands in the paper of all of them.
const MOST_NAMED: usize = 12;

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let figures = request.figures;
    let mut page = open(request, BRIEF, WIDTHS.to_vec())?;
    // Long names make it longer than a page: it stays one, a little smaller.
    page.sheet().set_print_fit_to_pages(1, 1);
    let sentence = rating_sentence(request.plan, figures.round, &figures.ratings);
    page.sentence(&format!("{sentence}(基準日 {})", long_date(figures.round.as_of())))?;
    if figures.ratings.total.rated > 0 {
        page.heading("1 進捗区分")?;
        page.table(&code_table(request))?;
        figures.ratings.total.shares_note.iter().try_for_each(|note| page.note(note))?;
        if let Some(movement) = &figures.ratings.movement {
            page.sentence(&movement_sentence(request.plan, movement))?;
        }
    }
    page.heading("2 指標")?;
    let indicators = indicator_sentence(&figures.indicator_tally);
    page.sentence(indicators.as_deref().unwrap_or("この計画に指標はありません。"))?;
    page.heading("3 財政効果")?;
    page.sentence(&effect_statement(request.plan, figures.round, &figures.effects))?;
    delayed(&mut page, request)?;
    page.finish()
}

/// The programs that are behind.
fn delayed(page: &mut Page, request: &ReportRequest<'_>) -> Written {
    let programs = request.figures.programs.iter().filter(|program| program.delayed);
    let delayed: Vec<&ProgramFigure> = programs.collect();
    page.heading("4 遅れている取組")?;
    if delayed.is_empty() {
        return page.sentence(&match request.figures.ratings.total.rated {
            0 => "評価したものがまだないため、分かりません。".to_owned(),
            _ => format!("遅れている{}はありません。", request.plan.words.items()),
        });
    }
    let columns = Columns::new()
        .with("遅れている取組", 0, |program: &ProgramFigure| {
            Cell::text(format!("No.{} {}", program.program_no, program.name))
        })
        .with("担当課", 0, |program| Cell::text(program.division.as_str()))
        .with("区分", 0, |program| Cell::centre(program.rating.label()).tone(Tone::AlertCentre));
    let named = delayed.iter().copied().take(MOST_NAMED);
    page.table(&columns.table(named, Body::Figures))?;
    match delayed.len().saturating_sub(MOST_NAMED) {
        0 => Ok(()),
        rest => page.note(&format!("ほか{}。", request.plan.words.counted(rest))),
    }?;
    page.note(&format!("課題と次年度の取組は、{}にあります。", DELAYED.number))
}
