//! A list of what a division is to mend: who it is for, how it is used, and a row for each finding, as tall as its texts.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, FormatUnderline, Worksheet};

use super::looks::{form_cell, severity_colour};
use crate::finding::Severity;
use crate::form::{FormContext, Look, RETURN_SHEET, due_rows, due_words};
use crate::schema::Division;
use crate::sheet::{Columns, Link, Written, fit, measure::MAX_ROW_HEIGHT, style};
use crate::terms::{Lang, count};

/// What a cell of the list says.
pub(super) enum Said {
    /// How grave it is.
    Severity(Severity),
    /// A code, a number.
    Short(String),
    /// A text of any length.
    Text(String),
    /// A place, and the way to it.
    Place(String, Link),
    /// A box to be ticked.
    Box,
}

/// A box before and after it was ticked.
const BOXES: [&str; 2] = ["☐", "☑"];

impl Said {
    fn text(&self) -> &str {
        match self {
            Said::Severity(severity) => severity.label(Lang::Ja),
            Said::Short(text) | Said::Text(text) | Said::Place(text, _) => text,
            Said::Box => BOXES[0],
        }
    }

    fn format(&self) -> Format {
        let boxed = style::boxed();
        match self {
            Said::Severity(severity) => {
                let colour = severity_colour(*severity);
                boxed.set_align(FormatAlign::Center).set_bold().set_background_color(colour)
            }
            Said::Short(_) => boxed.set_align(FormatAlign::Center),
            Said::Text(_) => boxed,
            Said::Box => boxed.set_align(FormatAlign::Center).set_unlocked(),
            Said::Place(..) => {
                boxed.set_font_color(style::NAVY).set_underline(FormatUnderline::Single)
            }
        }
    }
}

/// Rows above the first finding: title, counts, when and where to send it, so many lines of advice, the headings; one more
/// where the list is part of a form.
pub(super) fn head_rows(context: &FormContext<'_>, advice: &[&str], is_part_of_form: bool) -> u32 {
    let is_due = !due_rows(context.plan, context.round).is_empty();
    3 + count(advice.len()) + u32::from(is_due) + u32::from(is_part_of_form)
}

/// A list with its columns.
pub(super) struct List<'a, R> {
    /// The form.
    pub(super) context: FormContext<'a>,
    /// Who gets it.
    pub(super) division: &'a Division,
    /// How it is used.
    pub(super) advice: &'a [&'a str],
    /// Which form it stands in, where it is part of one.
    pub(super) identity: Option<String>,
    /// Its columns.
    pub(super) columns: Columns<'static, R, Said>,
    /// How grave what a row says is.
    pub(super) severity: fn(&R) -> Severity,
}

impl<R> List<'_, R> {
    /// Draws the list on an empty sheet.
    pub(super) fn draw(&self, sheet: &mut Worksheet, rows: &[R]) -> Written {
        sheet.set_name(RETURN_SHEET)?;
        style::set_up_page(sheet, &self.context.plan.full_title(), true);
        self.draw_head(sheet, rows)?;
        let head = self.head_rows();
        for (at, row) in (head..).zip(rows) {
            self.draw_row(sheet, at, row)?;
        }
        sheet.set_repeat_rows(head - 1, head - 1)?;
        sheet.set_freeze_panes(head, 0)?;
        sheet.set_print_area(0, 0, head + count(rows.len()) - 1, self.last_col())?;
        Ok(())
    }

    fn head_rows(&self) -> u32 {
        head_rows(&self.context, self.advice, self.identity.is_some())
    }

    fn last_col(&self) -> u16 {
        (0u16..).zip(self.columns.heads()).map(|(col, _)| col).last().unwrap_or_default()
    }

    /// Whom the list is for, what to do with it, and the headings of its columns.
    fn draw_head(&self, sheet: &mut Worksheet, rows: &[R]) -> Written {
        let title = style::plain().set_font_size(16).set_bold();
        let advice = style::plain().set_font_color(style::ADVICE).set_font_size(10);
        let last_col = self.last_col();
        sheet.set_row_height(0, 28)?;
        let heading = format!("{}のみなさんへ:直すところ", self.division.name);
        sheet.merge_range(0, 0, 0, last_col, &heading, &title)?;
        let of = |severity| rows.iter().filter(|row| (self.severity)(row) == severity).count();
        let counts = format!(
            "{}:要修正 {}件、確認 {}件。「要修正」は必ず直し、「確認」は正しければそのままで構いません。",
            self.context.round.label(),
            of(Severity::Error),
            of(Severity::Warning)
        );
        let FormContext { plan, round, .. } = self.context;
        let due = due_rows(plan, round);
        // What is returned is due again; the first day is past.
        let again = due.iter().filter(|(label, _)| *label != due_words::FIRST);
        let due: Vec<String> = again.map(|(label, text)| format!("{label}:{text}")).collect();
        let due = (!due.is_empty()).then(|| due.join("　"));
        let strong = advice.clone().set_bold().set_font_color(style::ALERT);
        let lines = std::iter::once((counts.as_str(), &advice))
            .chain(due.iter().map(|line| (line.as_str(), &strong)))
            .chain(self.advice.iter().map(|line| (*line, &advice)));
        let mut row = 1;
        for (line, format) in lines {
            sheet.set_row_height(row, 19)?;
            sheet.merge_range(row, 0, row, last_col, line, format)?;
            row += 1;
        }
        if let Some(identity) = &self.identity {
            sheet.merge_range(row, 0, row, last_col, identity, &form_cell(Look::Note))?;
        }
        let row = self.head_rows() - 1;
        for (col, (head, width)) in (0u16..).zip(self.columns.heads().zip(self.columns.widths())) {
            sheet.set_column_width_pixels(col, width)?;
            sheet.write_string_with_format(row, col, head, &style::head(false))?;
        }
        Ok(())
    }

    fn draw_row(&self, sheet: &mut Worksheet, at: u32, row: &R) -> Written {
        let mut height: f64 = 0.0;
        let cells = self.columns.cells(row);
        for (col, (said, width)) in (0u16..).zip(cells.iter().zip(self.columns.widths())) {
            // What a division wrote may fill a cell by itself; a message that quotes it would not fit. The file has it whole.
            let fit = fit(said.text(), width, MAX_ROW_HEIGHT);
            let (text, format) = (&said.text()[..fit.shown], said.format().set_font_size(fit.size));
            match said {
                Said::Box => {
                    let boxes = DataValidation::new().allow_list_strings(&BOXES)?;
                    sheet.add_data_validation(at, col, at, col, &boxes)?;
                    sheet.write_string_with_format(at, col, text, &format)?
                }
                Said::Place(_, link) => {
                    sheet.write_url_with_format(at, col, link.url(text), &format)?
                }
                _ => sheet.write_string_with_format(at, col, text, &format)?,
            };
            height = height.max(fit.height);
        }
        sheet.set_row_height(at, height)?;
        Ok(())
    }
}
