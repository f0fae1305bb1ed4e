//! One place for fonts, colours, number formats and print set-up.
//!
//! Three tones: ink and navy for structure, light blue-grey for labels, warm yellow for what is to be filled in; the
//! current year is a stronger yellow. Colours stay apart when printed in grey, and none carries a meaning alone.

use crate::sheet::Written;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

/// Font of every workbook: comes with Windows and Office; other systems fall back on their own Gothic.
pub const FONT: &str = "游ゴシック";
/// Size of ordinary text, in points.
pub const TEXT_SIZE: f64 = 9.0;

/// Ink.
pub const INK: Color = Color::RGB(0x1F_29_37);
/// Navy: headings.
pub const NAVY: Color = Color::RGB(0x24_3B_5A);
/// Light blue-grey: labels and sums.
pub const PALE: Color = Color::RGB(0xE7_EC_F3);
/// Warm yellow: cells that must be filled.
pub const INPUT: Color = Color::RGB(0xFF_F8_E1);
/// Light green: cells that may be filled.
pub const OPTIONAL: Color = Color::RGB(0xE6_F2_DC);
/// Stronger yellow: the current year.
pub const CURRENT: Color = Color::RGB(0xFF_E8_A8);
/// Lines.
pub const LINE: Color = Color::RGB(0x8F_9B_AD);
/// Grey of small print.
pub const GREY: Color = Color::RGB(0x5B_66_76);
/// Brown of advice.
pub const ADVICE: Color = Color::RGB(0x8A_5A_00);
/// Red of what needs attention.
pub const ALERT: Color = Color::RGB(0xB0_23_18);
/// White.
pub const WHITE: Color = Color::RGB(0xFF_FF_FF);

/// Thousands separators and ▲ for negatives.
pub const INTEGER: &str = "#,##0;\"▲\"#,##0";

/// Amounts: nothing at all is a dash, an amount below the unit is 0, as statistical tables print them.
pub fn amount_format(decimals: u32) -> String {
    let zeros = "0".repeat(decimals as usize);
    let point = if decimals == 0 { "" } else { "." };
    format!("#,##0{point}{zeros};\"▲\"#,##0{point}{zeros}{NO_AMOUNT}")
}

/// What a format shows where there is no amount.
const NO_AMOUNT: &str = ";\"-\"";

/// The format of an amount that was reported, which may be 0.
pub fn with_zero(format: &str) -> String {
    format.strip_suffix(NO_AMOUNT).unwrap_or(format).to_owned()
}

/// A difference: exact, so that none is hidden by rounding.
pub const DIFFERENCE: &str = "#,##0.000;\"▲\"#,##0.000;0";

/// Per cent of a value that is already in per cent; the heading says so. A dash in its place keeps the same distance.
pub fn share_format(decimals: u32) -> String {
    let number = decimal_format(decimals);
    let plain = number.split(';').next().unwrap_or(&number);
    padded(&format!("{number};{plain};@"))
}

/// The number format of a value that was written as 約.
pub fn approximate(format: &str) -> String {
    let sections: Vec<String> =
        format.split(';').map(|section| format!("\"約\"{section}")).collect();
    sections.join(";")
}

/// The format with a mark of correction (訂正) before the number.
pub fn corrected(format: &str) -> String {
    let sections: Vec<String> =
        format.split(';').map(|section| format!("\"訂 \"{section}")).collect();
    sections.join(";")
}

/// The format with the room of a digit behind the number, about as much as an indent.
pub fn padded(format: &str) -> String {
    let sections: Vec<String> = format.split(';').map(|section| format!("{section}_0")).collect();
    sections.join(";")
}

/// Whether the format has that room.
pub fn is_padded(format: &str) -> bool {
    format.ends_with("_0")
}

/// The heading of a column; that of the reported year stands out.
pub fn head(current: bool) -> Format {
    let format = boxed().set_bold().set_align(FormatAlign::Center);
    if current {
        format.set_background_color(CURRENT)
    } else {
        format.set_font_color(WHITE).set_background_color(NAVY)
    }
}

/// Number format with so many decimals.
pub fn decimal_format(decimals: u32) -> String {
    if decimals == 0 {
        return INTEGER.to_owned();
    }
    let zeros = "0".repeat(decimals as usize);
    format!("#,##0.{zeros};\"▲\"#,##0.{zeros}")
}

/// Pixels of an empty row and column in a workbook whose standard font is [`default_format`].
const DEFAULT_ROW_PIXELS: u32 = 25;
const DEFAULT_COLUMN_PIXELS: u32 = 72;

/// The standard font of a workbook. Excel counts the width of columns in digits of it, so it must be a font that is
/// there: with the writer's own default, Japanese versions of Excel take another one and draw columns a seventh wider.
fn default_format() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11)
}

/// Ordinary text without lines.
pub fn plain() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(TEXT_SIZE)
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
}

/// Ordinary text in a box, wrapped.
pub fn boxed() -> Format {
    plain().set_border(FormatBorder::Thin).set_border_color(LINE).set_text_wrap()
}

/// The title of a sheet.
pub fn title() -> Format {
    plain().set_font_size(16).set_bold()
}

/// Small print.
pub fn note() -> Format {
    plain().set_font_size(8).set_font_color(GREY).set_text_wrap()
}

/// A new workbook with the properties that every output has: title, subject, no author, no clock.
///
/// # Errors
///
/// If the fixed creation date or the standard font were refused; they are constants.
pub fn workbook(
    title: &str,
    subject: &str,
    company: &str,
    properties: DocProperties,
) -> Written<Workbook> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&default_format(), DEFAULT_ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?;
    // Excel's own level: about a quarter faster than the default at a fifth more size.
    workbook.set_zip_compression_level(3);
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = properties
        .set_title(title)
        .set_subject(subject)
        .set_company(company)
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// An empty sheet for such a workbook.
///
/// # Errors
///
/// If the default format were refused; it is a constant.
pub fn sheet() -> Written<Worksheet> {
    let mut sheet = Worksheet::new();
    // A formula that gives an empty text: the writer would store 0.
    sheet.set_formula_result_default("");
    sheet.set_default_format(&default_format(), DEFAULT_ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?;
    Ok(sheet)
}

/// A4, one page wide, with `foot` at the left of the foot and n / N at the right.
pub fn set_up_page(sheet: &mut Worksheet, foot: &str, landscape: bool) {
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    if landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet.set_margins(0.5, 0.5, 0.55, 0.6, 0.3, 0.3);
    let footer = format!("&L&8{}&R&8&P / &N", foot.replace('&', "&&"));
    sheet.set_footer(footer);
    sheet.set_screen_gridlines(false);
}
