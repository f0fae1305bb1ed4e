//! What the front pages (表紙, 記入要領) print, so that the reader knows these texts when they come back.

use std::collections::BTreeSet;

use super::choices::choices_of;
use super::context::FormContext;
use super::identity::{COVER_SHEET, GUIDE_SHEET};
use super::printed::{due_words, long_date, long_day};
use super::questions::plain_label;
use crate::notation::comparison_key;
use crate::schema::Plan;
use crate::terms::Round;

/// Printed on the cover of every made-up submission.
pub const SAMPLE_MARK: &str = "見本データ(架空の内容です。実際の報告ではありません)";

/// The words of the cover.
pub mod cover_words {
    use super::Plan;

    /// Label of the round.
    pub const ROUND: &str = "回次";
    /// Label of the division.
    pub const DIVISION: &str = "担当課";
    /// Label of the day reported.
    pub const AS_OF: &str = "基準日";
    /// Advice above the list.
    pub const ADVICE: &str =
        "各シートの黄色の欄に記入してください。書き方は「記入要領」のシートにあります。";
    /// Advice above the fields that are asked once.
    pub const ONCE: &str = "次の欄に書くと、各票の同じ欄に写ります。票ごとに違うときは、その票の欄に書き直してください。";
    /// Advice above the list of a return copy.
    pub const MEND: &str = "赤い欄は直し、だいだい色の欄は確かめてください。何をどうするかは「直すところ」のシートにあります。";
    /// Heading of the counts of empty cells.
    pub const EMPTY: &str = "未記入";
    /// State of a sheet with nothing left to fill in.
    pub const DONE: &str = "記入完了";
    /// State of a sheet with something left.
    pub const OPEN: &str = "記入中";
    /// State of a workbook with nothing left.
    pub const READY: &str = "提出できます";
    /// Label of the total.
    pub const TOTAL: &str = "未記入の合計";
    /// Heading of the meanings of choices, on the guide.
    pub const CHOICES: &str = "選択肢の意味";

    /// Headings of the list of programs.
    pub fn heads(plan: &Plan) -> [String; 5] {
        let name = format!("{}名(クリックで票へ)", plan.words.program);
        ["No.".to_owned(), name, "種別".to_owned(), EMPTY.to_owned(), "状態".to_owned()]
    }
}

/// When the forms of a round are due, where they are sent and whom to ask, as far as the plan says it: label and text.
pub fn due_rows(plan: &Plan, round: Round) -> Vec<(&'static str, String)> {
    let planned = plan.round(round);
    let day = |day: Option<jiff::civil::Date>| day.map(long_day);
    let rows = [
        (due_words::FIRST, day(plan.deadline(round))),
        (due_words::AGAIN, day(plan.resubmit_by(round))),
        (due_words::SEND_TO, planned.and_then(|planned| planned.send_to.clone())),
        (due_words::CONTACT, planned.and_then(|planned| planned.contact.clone())),
    ];
    rows.into_iter().filter_map(|(label, text)| Some((label, text?))).collect()
}

/// Each list of the form with the label of the first field that uses it, and its legend, one option a line.
pub fn guide_choices<'a>(context: &FormContext<'a>) -> Vec<(&'a str, String)> {
    let FormContext { plan, form, round, .. } = *context;
    let fields = form.sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(|block| {
        block.fields.iter().chain(block.table.iter().flat_map(|table| &table.columns))
    });
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut lists = Vec::new();
    for field in fields {
        let Some(id) = field.choices.as_deref() else { continue };
        if seen.insert(id)
            && let Some(choices) = choices_of(plan, form, round, id)
        {
            let label = field.label.trim_end_matches('▼').trim();
            lists.push((label, choices.legend.replace(" / ", "\n")));
        }
    }
    lists
}

/// Every text of the front pages as comparison keys, beside the names of the plan's programs and divisions.
pub fn front_page_texts(context: &FormContext<'_>) -> BTreeSet<String> {
    let FormContext { plan, form, round, .. } = *context;
    let mut texts: Vec<String> = vec![
        plan.full_title(),
        form.title.clone(),
        form.contact.clone(),
        round.label(),
        long_date(round.as_of()),
        COVER_SHEET.to_owned(),
        GUIDE_SHEET.to_owned(),
        plan.words.implementation.clone(),
        plan.words.study.clone(),
    ];
    let words = [
        SAMPLE_MARK,
        cover_words::ROUND,
        cover_words::DIVISION,
        cover_words::AS_OF,
        cover_words::ADVICE,
        cover_words::ONCE,
        cover_words::MEND,
        due_words::FIRST,
        due_words::AGAIN,
        due_words::SEND_TO,
        due_words::CONTACT,
        cover_words::DONE,
        cover_words::OPEN,
        cover_words::READY,
        cover_words::TOTAL,
        cover_words::CHOICES,
    ];
    texts.extend(words.map(str::to_owned));
    texts.extend(form.cover_fields().iter().map(|field| plain_label(&field.label)));
    texts.extend(cover_words::heads(plan));
    for section in &form.guide {
        texts.push(section.heading.clone());
        texts.extend(section.lines.iter().cloned());
    }
    for (label, legend) in guide_choices(context) {
        texts.extend([label.to_owned(), legend]);
    }
    texts.iter().map(|text| comparison_key(text).into_owned()).collect()
}
