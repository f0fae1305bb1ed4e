//! A paper: its number, its title, its head and foot, and the page that it begins with.

use std::borrow::Cow;

use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::schema::Plan;
use crate::sheet::{Page, Written, style};

/// Excel's limit for the text of a header or footer.
const HEADER_LETTERS: usize = 200;

/// Letters of the plan's title in a header, so that round and day stand behind it.
const TITLE_LETTERS: usize = 36;

/// A paper: its number and what it is about.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    /// `資料1`.
    pub(super) number: &'static str,
    /// Title.
    pub(super) title: Cow<'static, str>,
    /// Name of its sheet.
    pub(super) sheet: &'static str,
}

impl Paper {
    pub(super) const fn new(
        number: &'static str,
        title: &'static str,
        sheet: &'static str,
    ) -> Paper {
        Paper { number, title: Cow::Borrowed(title), sheet }
    }
}

/// Everything on one page; stands before the papers themselves.
pub(super) const BRIEF: Paper = Paper::new("概要", "概要", "概要版");
pub(super) const RATINGS: Paper = Paper::new("資料1", "進捗状況の総括", "資料1 進捗の総括");
pub(super) const INDICATORS: Paper = Paper::new("資料2", "指標の達成状況", "資料2 指標の達成状況");
/// Goes on with the paper before it, on a sheet whose columns are the years.
pub(super) const INDICATOR_TREND: Paper =
    Paper::new("資料2 付図", "指標の推移", "資料2 付図 指標の推移");
pub(super) const EFFECTS: Paper = Paper::new("資料3", "財政効果", "資料3 財政効果");
pub(super) const DELAYED: Paper =
    Paper::new("資料4", "遅れている取組の課題と対応", "資料4 遅れている取組");
pub(super) const LEGEND: Paper = Paper::new("参考", "用語と算定方法", "参考 用語と算定方法");

/// A page of a paper, with footer and title. The header comes when the papers are put together.
pub(super) fn open(request: &ReportRequest<'_>, paper: Paper, widths: Vec<u32>) -> Written<Page> {
    let plan = request.plan;
    let mut page = Page::new(paper.sheet, &plan.full_title(), widths)?;
    page.sheet().set_footer(footer(plan));
    page.as_paper();
    if let Some(mark) = request.sample_mark() {
        page.warning(mark)?;
    }
    page.title(&paper.title)?;
    Ok(page)
}

/// Plan, round and 基準日: what stands over every page.
pub(super) fn dated_head(request: &ReportRequest<'_>) -> String {
    let round = request.figures.round;
    let mut title: String = request.plan.title.chars().take(TITLE_LETTERS).collect();
    if title.len() < request.plan.title.len() {
        title.push('…');
    }
    let head = header_text(&format!("{title} {}", round.label()));
    format!("{head} ({}現在)", long_date(round.as_of()))
}

/// The office at the left, page n of N at the right.
pub(super) fn footer(plan: &Plan) -> String {
    let font = style::FONT;
    let office = header_text(&office_line(plan));
    format!("&L&\"{font},Regular\"&8{office}&R&\"{font},Regular\"&8&P / &N")
}

/// `○○市 ○○部 ○○課`.
pub(super) fn office_line(plan: &Plan) -> String {
    let parts = [&plan.municipality.name, &plan.office.department, &plan.office.division];
    let parts = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// A text that a header shows as it is: `&` begins a code, and digits after a size would lengthen it.
fn header_text(text: &str) -> String {
    let short: String = text.chars().take(HEADER_LETTERS / 4).collect();
    let escaped = short.replace('&', "&&");
    if escaped.starts_with(|letter: char| letter.is_ascii_digit()) {
        return format!(" {escaped}");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::audience::Audience;
    use super::*;

    #[test]
    fn header_texts_are_harmless_and_short() {
        assert_eq!(header_text("A&B計画"), "A&&B計画");
        assert_eq!(header_text("2期計画"), " 2期計画");
        assert_eq!(header_text(&"計".repeat(300)).chars().count(), 50);
    }

    #[test]
    fn headers_stay_inside_the_limit_of_excel() {
        let head = format!("{} (令和10年12月31日現在)", header_text(&"&".repeat(300)));
        for audience in [Audience::Committee, Audience::Headquarters] {
            assert!(audience.header(&head, "資料5 付表").chars().count() <= 255);
        }
    }
}
