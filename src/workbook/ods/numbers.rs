//! How numbers are shown by an OpenDocument spreadsheet: its data styles, said as the format codes of the other formats.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::workbook::letters::{WHITE, blends, rgb};
use crate::workbook::limits::OpenError;
use crate::workbook::xml::{Node, Tag, Xml};

/// More places than this stand in no format of a form.
const MOST_PLACES: usize = 30;

/// Data styles by name.
#[derive(Debug, Default)]
pub(super) struct DataStyles(BTreeMap<String, DataStyle>);

/// One data style: a section of a format code, and those that take its place under a condition.
#[derive(Debug, Default)]
struct DataStyle {
    /// Nothing where it holds something that no code says.
    section: Option<String>,
    /// Condition and name of the style that holds under it.
    maps: Vec<(String, String)>,
}

/// How the numbers of a cell style are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// As they are stored.
    General,
    /// By this format code.
    Code(Arc<str>),
    /// In a way that no format code says.
    Unknown,
}

impl Format {
    /// The format code of a cell that holds the value `stored` and shows `shown`. Where no code is known, what is shown
    /// stands for one, unless it is the value: a number that nobody sees is not used in silence.
    pub(super) fn of_cell(&self, stored: Option<&str>, shown: &str) -> Option<Arc<str>> {
        match self {
            Format::General => None,
            Format::Code(code) => Some(code.clone()),
            Format::Unknown => {
                let (stored, shown) = (stored?, shown.trim());
                // A spreadsheet shows 15 digits.
                let number = |text: &str| {
                    let number = text.replace(',', "").parse::<Decimal>().ok()?;
                    number.round_sf(15).map(|number| number.normalize())
                };
                let is_value = number(shown).is_some() && number(shown) == number(stored);
                (!shown.is_empty() && !is_value).then(|| quoted(shown).into())
            }
        }
    }
}

/// Whether an element is a data style.
pub(super) fn is_data_style(local: &str) -> bool {
    let kinds = ["number", "percentage", "currency", "text", "date", "time", "boolean"];
    local.strip_suffix("-style").is_some_and(|kind| kinds.contains(&kind))
}

impl DataStyles {
    /// Reads the data style that was just opened, up to its end.
    pub(super) fn read(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), OpenError> {
        let kind = tag.local();
        let mut section = Some(String::new());
        let mut maps = Vec::new();
        let mut depth = 1;
        // The text of the part that is open, if it has one.
        let mut words: Option<String> = None;
        let mut part = String::new();
        while depth > 0 {
            match xml.next()? {
                Node::Open(inner) => {
                    depth += 1;
                    if depth > 2 {
                        continue;
                    }
                    inner.local().clone_into(&mut part);
                    match part.as_str() {
                        "map" => {
                            let named =
                                |name: &str| inner.attr(name).unwrap_or_default().into_owned();
                            maps.push((named("style:condition"), named("style:apply-style-name")));
                        }
                        "text" | "currency-symbol" | "fill-character" => {
                            words = Some(String::new());
                        }
                        // White letters, whatever the cell's are.
                        "text-properties" => {
                            let colour = inner.attr("fo:color").as_deref().and_then(rgb);
                            if colour.is_some_and(|colour| blends(colour, WHITE)) {
                                add(&mut section, Some("[White]".to_owned()));
                            }
                        }
                        _ => add(&mut section, places(&part, &inner)),
                    }
                }
                Node::Text(text) if depth == 2 => {
                    if let Some(words) = &mut words {
                        words.push_str(&text);
                    }
                }
                Node::Text(_) => {}
                Node::Close(_) => {
                    if depth == 2
                        && let Some(words) = words.take()
                    {
                        add(&mut section, said(&part, &words, kind == "percentage-style"));
                    }
                    depth -= 1;
                }
                Node::End => break,
            }
        }
        if let Some(name) = tag.attr("style:name") {
            self.0.insert(name.into_owned(), DataStyle { section, maps });
        }
        Ok(())
    }

    /// What the data style of that name shows.
    pub(super) fn format(&self, name: &str) -> Format {
        match self.code(name) {
            // Gnumeric names this one and does not write it.
            None if name == "General" && !self.0.contains_key(name) => Format::General,
            None => Format::Unknown,
            Some(code) if code == "General" => Format::General,
            Some(code) => Format::Code(code.into()),
        }
    }

    fn code(&self, name: &str) -> Option<String> {
        let style = self.0.get(name)?;
        let own = style.section.as_ref()?;
        let condition = |(condition, _): &(String, String)| {
            let bare = condition.replace(' ', "").replace("!=", "<>");
            bare.strip_prefix("value()").map(str::to_owned)
        };
        let conditions = style.maps.iter().map(condition).collect::<Option<Vec<String>>>()?;
        let conditions: Vec<&str> = conditions.iter().map(String::as_str).collect();
        // The order of sections says these.
        let is_usual = matches!(conditions[..], [">=0"] | [">0", "<0"] | [">0", "<0", "=0"]);
        let mut code = String::new();
        for ((_, name), condition) in style.maps.iter().zip(conditions) {
            if !is_usual {
                code.push_str(&format!("[{condition}]"));
            }
            code.push_str(self.0.get(name)?.section.as_ref()?);
            code.push(';');
        }
        Some(code + own)
    }
}

fn add(section: &mut Option<String>, part: Option<String>) {
    match (section.as_mut(), part) {
        (Some(section), Some(part)) => section.push_str(&part),
        _ => *section = None,
    }
}

/// The places of digits.
fn places(part: &str, tag: &Tag<'_>) -> Option<String> {
    let count = |name: &str| -> Option<Option<usize>> {
        let written = tag.attr(name);
        let Some(written) = written else { return Some(None) };
        written.parse().ok().filter(|count| *count <= MOST_PLACES).map(Some)
    };
    let decimals = count("number:decimal-places")?;
    let whole = count("number:min-integer-digits")?;
    let is_grouped = tag.flag("number:grouping");
    let factor = tag.attr("number:display-factor");
    match part {
        "text-content" => return Some("@".to_owned()),
        "number" if decimals.is_none() && !is_grouped && factor.is_none() => {
            return Some("General".to_owned());
        }
        "number" | "scientific-number" => {}
        "fraction" => {
            let numerator = "?".repeat(count("number:min-numerator-digits")?.unwrap_or(1));
            let denominator = match tag.attr("number:denominator-value") {
                Some(value) => value.into_owned(),
                None => "?".repeat(count("number:min-denominator-digits")?.unwrap_or(1)),
            };
            let whole = if whole.is_some() { "# " } else { "" };
            return Some(format!("{whole}{numerator}/{denominator}"));
        }
        _ => return None,
    }
    let whole = whole.unwrap_or(1);
    let least = if is_grouped { 4 } else { 1 };
    let digits = "#".repeat(least.max(whole) - whole) + &"0".repeat(whole);
    let mut code = match digits.split_at_checked(digits.len().saturating_sub(3)) {
        Some((front, back)) if is_grouped => format!("{front},{back}"),
        _ => digits,
    };
    let decimals = decimals.unwrap_or(0);
    if decimals > 0 {
        let fixed = count("number:min-decimal-places")?.unwrap_or(decimals).min(decimals);
        code.push('.');
        code.push_str(&("0".repeat(fixed) + &"#".repeat(decimals - fixed)));
    }
    if part == "scientific-number" {
        let exponent = count("number:min-exponent-digits")?.unwrap_or(2);
        code.push_str(&format!("E+{}", "0".repeat(exponent)));
    }
    let zeros = match factor.as_deref() {
        None => 0,
        Some(factor) => {
            let zeros = factor.strip_prefix('1')?;
            let are_zeros = zeros.chars().all(|c| c == '0') && zeros.len() <= MOST_PLACES;
            Some(zeros.len()).filter(|count| are_zeros && count % 3 == 0)?
        }
    };
    Some(code + &",".repeat(zeros / 3))
}

/// Words beside the digits. Without a symbol it is the currency of whoever opens the file.
fn said(part: &str, words: &str, is_percentage: bool) -> Option<String> {
    match part {
        "fill-character" => words.chars().next().map(|c| format!("*{c}")),
        "currency-symbol" if words.is_empty() => None,
        _ if is_percentage => Some(words.split('%').map(quoted).collect::<Vec<_>>().join("%")),
        _ => Some(quoted(words)),
    }
}

fn quoted(words: &str) -> String {
    let pieces = words.split('"');
    let pieces = pieces.map(|piece| match piece {
        "" => String::new(),
        piece => format!("\"{piece}\""),
    });
    pieces.collect::<Vec<_>>().join("\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::limits::Limits;

    fn format(styles: &str) -> Format {
        let text = format!("<s xmlns:number=\"n\" xmlns:style=\"s\" xmlns:fo=\"f\">{styles}</s>");
        let limits = Limits::default();
        let mut xml = Xml::new(&text, "part", &limits);
        let mut known = DataStyles::default();
        loop {
            match xml.next().expect("sound") {
                Node::Open(tag) if is_data_style(tag.local()) => {
                    known.read(&tag, &mut xml).expect("sound");
                }
                Node::End => return known.format("N"),
                _ => {}
            }
        }
    }

    fn named(kind: &str, name: &str, inside: &str) -> String {
        format!("<number:{kind}-style style:name=\"{name}\">{inside}</number:{kind}-style>")
    }

    const GROUPED: &str = "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>";
    const ONE: &str =
        "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\"/>";

    #[test]
    fn data_styles_are_said_as_format_codes() {
        let word = |word: &str| format!("<number:text>{word}</number:text>");
        for (kind, inside, code) in [
            ("percentage", format!("{ONE}{}", word("%")), "0%"),
            ("number", format!("{ONE}{}", word("%")), "0\"%\""),
            ("number", format!("{GROUPED}{}", word("以上")), "#,##0\"以上\""),
            ("number", format!("{}{GROUPED}{}", word("("), word(")")), "\"(\"#,##0\")\""),
            ("number", word("未定"), "\"未定\""),
            ("number", "<number:text/>".to_owned(), ""),
            (
                "currency",
                format!("<number:currency-symbol>¥</number:currency-symbol>{GROUPED}"),
                "\"¥\"#,##0",
            ),
            ("number", GROUPED.replace("/>", " number:display-factor=\"1000\"/>"), "#,##0,"),
            ("number", ONE.replace("=\"1\"", "=\"4\""), "0000"),
            (
                "number",
                "<number:number number:decimal-places=\"3\" number:min-decimal-places=\"1\" number:min-integer-digits=\"0\"/>".to_owned(),
                "#.0##",
            ),
            ("text", "<number:text-content/>".to_owned(), "@"),
            ("number", format!("<style:text-properties fo:color=\"#ffffff\"/>{GROUPED}"), "[White]#,##0"),
            ("number", format!("<style:text-properties fo:color=\"#ff0000\"/>{GROUPED}"), "#,##0"),
        ] {
            assert_eq!(format(&named(kind, "N", &inside)), Format::Code(code.into()));
        }
        let general = "<number:number number:min-integer-digits=\"1\"/>";
        assert_eq!(format(&named("number", "N", general)), Format::General);
    }

    #[test]
    fn conditions_become_sections() {
        let map = |condition: &str, name: &str| {
            format!(
                "<style:map style:condition=\"value(){condition}\" style:apply-style-name=\"{name}\"/>"
            )
        };
        let (p0, p1) = (named("number", "P0", GROUPED), named("number", "P1", ONE));
        let of = |main: &str| format(&format!("{p0}{p1}{}", named("number", "N", main)));
        let coded = |code: &str| Format::Code(code.into());
        assert_eq!(of(&format!("{ONE}{}", map("&gt;=0", "P0"))), coded("#,##0;0"));
        let three = format!("{}{}", map("&gt;0", "P0"), map("&lt;0", "P1"));
        assert_eq!(of(&three), coded("#,##0;0;"));
        assert_eq!(of(&format!("{ONE}{}", map("&gt;=1000", "P0"))), coded("[>=1000]#,##0;0"));
        assert_eq!(of(&map("&gt;=0", "lost")), Format::Unknown);
    }

    #[test]
    fn what_no_code_says_is_told_by_what_is_shown() {
        let unknown = format(&named("currency", "N", "<number:currency-symbol/>"));
        assert_eq!(unknown, Format::Unknown);
        assert_eq!(unknown.of_cell(Some("2064"), "2,064"), None);
        assert_eq!(unknown.of_cell(Some("76.6999999999999999972"), "76.7"), None);
        assert_eq!(unknown.of_cell(Some("2064"), "¥2,064").as_deref(), Some("\"¥2,064\""));
    }
}
