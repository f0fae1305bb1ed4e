//! How the cells of the form look, and those that have a finding.

use rust_xlsxwriter::{Color, Format, FormatAlign};

use crate::finding::Severity;
use crate::form::Look;
use crate::sheet::style::{
    self, ADVICE, ALERT, CURRENT, GREY, INPUT, INTEGER, NAVY, OPTIONAL, PALE, WHITE, boxed, plain,
};

/// The format of a cell of the form.
pub(super) fn form_cell(look: Look) -> Format {
    let label = || boxed().set_background_color(PALE).set_align(FormatAlign::Center);
    match look {
        Look::Title => style::title(),
        Look::Identity => {
            // One line whatever the names are.
            plain().set_font_size(8).set_font_color(GREY).set_align(FormatAlign::Right).set_shrink()
        }
        Look::Notice => plain().set_font_color(ADVICE),
        // The words of the second deadline are longer than those of the first.
        Look::Due => {
            plain().set_bold().set_font_color(ALERT).set_align(FormatAlign::Right).set_shrink()
        }
        Look::Heading => plain()
            .set_font_size(11)
            .set_bold()
            .set_font_color(WHITE)
            .set_background_color(NAVY)
            .set_indent(1),
        Look::Label | Look::ColumnHead => label(),
        Look::CurrentHead => label().set_background_color(CURRENT).set_bold(),
        Look::Text => boxed().set_indent(1),
        Look::Name => boxed().set_font_size(12).set_bold().set_align(FormatAlign::Center),
        Look::Centre => boxed().set_align(FormatAlign::Center),
        // What the plan says of the year is no cell to be filled.
        Look::CurrentCentre => {
            boxed().set_align(FormatAlign::Center).set_background_color(PALE).set_bold()
        }
        Look::Number => boxed().set_align(FormatAlign::Right).set_indent(1),
        Look::Input => boxed().set_background_color(INPUT).set_unlocked(),
        Look::Optional => boxed().set_background_color(OPTIONAL).set_unlocked(),
        Look::SumLabel => label().set_bold(),
        Look::Sum => boxed()
            .set_background_color(PALE)
            .set_bold()
            .set_align(FormatAlign::Right)
            .set_num_format(INTEGER),
        Look::Note => style::note(),
        Look::Foot => plain()
            .set_bold()
            .set_font_color(ADVICE)
            .set_align(FormatAlign::Right)
            .set_num_format("\"この票の未記入:\"0\"か所\";;\"記入完了\""),
    }
}

/// Colour of a cell that has a finding, in a return copy.
pub(super) fn severity_colour(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::RGB(0xF8_C9_C4),
        Severity::Warning => Color::RGB(0xFF_D4_9A),
        Severity::Info => Color::RGB(0xD9_E8_F5),
    }
}
