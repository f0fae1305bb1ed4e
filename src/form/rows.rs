//! Rows of tables: the key and the caption that a cell has by the row it stands in.

use super::question::{Question, Subject};
use super::sheet::SheetLayout;
use crate::schema::{Block, Table};

/// Key of the field `id` in the row of `subject`, by the table's pattern.
pub(super) fn row_key(table: &Table, subject: &Subject, id: &str) -> String {
    let key =
        |pattern: &str, place: &str, row: &str| filled(pattern, &[("{field}", id), (place, row)]);
    match subject {
        Subject::Program => id.to_owned(),
        Subject::Activity(n) | Subject::Line(_, n) => key(&table.key, "{n}", &n.to_string()),
        Subject::SpareActivity(k) => {
            let pattern = table.spare_key.as_deref().unwrap_or(&table.key);
            key(pattern, "{k}", &k.to_string())
        }
        Subject::Indicator(indicator) | Subject::PastActual(indicator, _) => {
            key(&table.key, "{id}", indicator.as_str())
        }
    }
}

/// A pattern with texts in the places that have them. Every cell of every table is called by one.
fn filled(pattern: &str, places: &[(&str, &str)]) -> String {
    let texts = places.iter().map(|(_, text)| text.len());
    let mut key = String::with_capacity(pattern.len() + texts.sum::<usize>());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        key.push_str(before);
        let place = places
            .iter()
            .find_map(|(place, text)| Some((*text, after.strip_prefix(place.strip_prefix('{')?)?)));
        let (text, after) = place.unwrap_or(("{", after));
        key.push_str(text);
        rest = after;
    }
    key.push_str(rest);
    key
}

/// What a person calls the cell of the column `label` in the row of `subject`; `name` is what the plan calls the row.
pub(super) fn row_caption(block: &Block, subject: &Subject, name: &str, label: &str) -> String {
    let heading = block.heading.as_deref().unwrap_or_default();
    let heading = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let heading = heading.split(['(', '(']).next().unwrap_or_default();
    match subject {
        Subject::Program => label.to_owned(),
        Subject::Activity(n) => format!("{heading}{n}「{name}」の{label}"),
        Subject::SpareActivity(k) => format!("{heading}(追加{k})の{label}"),
        Subject::Indicator(_) | Subject::PastActual(..) => format!("指標「{name}」の{label}"),
        Subject::Line(_, n) => format!("{heading} {n}行目の{label}"),
    }
}

impl SheetLayout<'_> {
    /// The question of the same column in another row of a table that can grow; `None` if its rows are the plan's.
    pub fn question_in_row(&self, question: &Question, row: u16) -> Option<Question> {
        let subject = match &question.subject {
            Subject::Line(block, _) => Subject::Line(block.clone(), row),
            Subject::SpareActivity(_) => Subject::SpareActivity(row),
            _ => return None,
        };
        let block = self.spec.blocks.iter().find(|block| *block.id == *question.block)?;
        let table = block.table.as_ref()?;
        Some(Question {
            key: row_key(table, &subject, question.id().0),
            caption: row_caption(block, &subject, "", &question.label),
            stand_in: question.stand_in.as_ref().map(|other| match other {
                Subject::Program => Subject::Program,
                _ => subject.clone(),
            }),
            subject,
            ..question.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::form::field_ids::EFFECTS;
    use crate::form::{ExtraRows, FormContext, PastActuals, lay_out};
    use crate::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};

    /// Digits in the name of a field or in the pattern belong to neither row.
    #[test]
    fn a_row_gets_its_number_by_the_pattern_of_the_table() {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let mut form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
        for block in form.sheets.iter_mut().flat_map(|sheet| &mut sheet.blocks) {
            if let Some(table) = block.table.as_mut().filter(|_| block.id == "effects") {
                table.key = "effect8_{n}_{field}_8".to_owned();
            }
        }
        let past = PastActuals::default();
        let round = plan.rounds[0].round;
        let context = FormContext { plan: &plan, form: &form, round, past: &past };
        let layout = lay_out(&context, &plan.programs[0], &ExtraRows::new()).unwrap();
        let lines = layout.questions().filter(|(_, question)| question.is_in(EFFECTS));
        let (_, last) = lines.last().unwrap();
        assert_eq!(last.key(), "effect8_8_method_8");
        let next = layout.question_in_row(last, 9).unwrap();
        assert_eq!(next.key(), "effect8_9_method_8");
        assert_eq!(next.caption, last.caption.replace("8行目", "9行目"));
        let (_, program) = layout.questions().next().unwrap();
        assert!(layout.question_in_row(program, 2).is_none());
    }
}
