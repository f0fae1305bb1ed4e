//! 表紙: the body and its meeting, plan, round, 基準日, office, and the list of papers.

use rust_xlsxwriter::{FormatAlign, FormatBorder};

use super::audience::Audience;
use super::paper::{Paper, footer, office_line};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::sheet::{Body, Cell, Columns, PRINTED_WIDTH, Page, Sheet, Written, measure, style};

/// Name of the sheet.
const NAME: &str = "表紙";
/// Pixels left and right of the list of papers.
const MARGIN: u32 = 230;
/// Pixels of a paper's number.
const NUMBER: u32 = 110;

/// Draws the sheet with the list of `papers`.
pub(super) fn sheet<'p>(
    request: &ReportRequest<'_>,
    audience: Audience,
    papers: impl Iterator<Item = &'p Paper>,
) -> Written<Sheet> {
    let plan = request.plan;
    let round = request.figures.round;
    // Narrower than the paper: the print set-up centres it.
    let columns = Columns::new()
        .with("番号", NUMBER, |paper: &&Paper| Cell::centre(paper.number))
        .with("資料名", PRINTED_WIDTH - 2 * MARGIN - NUMBER, |paper| {
            Cell::text(paper.title.as_ref())
        });
    let mut page = Page::new(NAME, &plan.full_title(), columns.widths())?;
    page.sheet().set_footer(footer(plan));
    page.as_paper();
    // Long names make it longer than a page: it stays one, a little smaller.
    page.sheet().set_print_fit_to_pages(1, 1);
    let centre = |size: f64| {
        style::plain().set_font_size(size).set_align(FormatAlign::Center).set_text_wrap()
    };
    if let Some(mark) = request.sample_mark() {
        page.warning(mark)?;
    }
    page.gap(24.0)?;
    let meets = audience.meets(request.meetings);
    let number = meets.number.map(|number| format!("第{number}回"));
    let meeting: Vec<&str> = number.as_deref().into_iter().chain(audience.meeting(plan)).collect();
    if !meeting.is_empty() {
        page.band(&meeting.join(" "), 14.0, &centre(14.0).set_bold())?;
        page.gap(16.0)?;
    }
    let (title, size) = set_title(&plan.title, page.width());
    page.band(&title, size, &centre(size).set_bold().set_font_color(style::NAVY))?;
    page.gap(10.0)?;
    let subtitle = format!("{} {}", round.label(), audience.title());
    let rule =
        centre(16.0).set_border_bottom(FormatBorder::Medium).set_border_bottom_color(style::NAVY);
    page.band(&subtitle, 16.0, &rule)?;
    page.gap(14.0)?;
    if let Some(date) = meets.date {
        page.band(&format!("開催日 {}", long_date(date)), 11.0, &centre(11.0))?;
    }
    page.band(&format!("基準日 {}", long_date(round.as_of())), 11.0, &centre(11.0))?;
    page.band(&format!("作成課 {}", office_line(plan)), 11.0, &centre(11.0))?;
    page.gap(24.0)?;
    page.table(&columns.table(&papers.collect::<Vec<_>>(), Body::Figures))?;
    page.finish()
}

/// The plan's title with the size of its letters: a title of two lines breaks before what stands in brackets, or gets a
/// little smaller if only a few letters would stand on the second one.
fn set_title(title: &str, width: u32) -> (String, f64) {
    const SIZES: [f64; 3] = [22.0, 20.0, 18.0];
    const FEW: usize = 4;
    let [size, ..] = SIZES;
    let lines = |title: &str, size: f64| measure::lines(title, width, size).len();
    if lines(title, size) < 2 {
        return (title.to_owned(), size);
    }
    let bracket =
        title.char_indices().find(|(at, letter)| *at > 0 && "(\u{ff08}".contains(*letter));
    if let Some((at, _)) = bracket {
        let broken = format!("{}\n{}", &title[..at], &title[at..]);
        let fitting = SIZES.into_iter().find(|size| lines(&broken, *size) == 2);
        if let Some(size) = fitting {
            return (broken, size);
        }
    }
    let is_whole = |size: &f64| {
        let lines = measure::lines(title, width, *size);
        lines
            .last()
            .is_none_or(|last| title[last.clone()].chars().count() > FEW || lines.len() == 1)
    };
    (title.to_owned(), SIZES.into_iter().find(is_whole).unwrap_or(size))
}

#[cfg(test)]
mod tests {
    use super::set_title;

    #[test]
    fn a_title_breaks_before_its_bracket_and_leaves_no_few_letters_alone() {
        assert_eq!(set_title("見本の計画", 560), ("見本の計画".to_owned(), 22.0));
        let (title, _) = set_title("見本の行財政改革推進計画(令和四年度から令和八年度まで)", 560);
        assert_eq!(title, "見本の行財政改革推進計画\n(令和四年度から令和八年度まで)");
        let (_, size) = set_title("見本の市の第二次の行財政改革推進計画案", 560);
        assert!(size < 22.0);
    }
}
