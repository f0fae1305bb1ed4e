//! The runs of rich text in shared and inline strings, of which the reading library gives the text alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::workbook::letters::{Rgb, WHITE, rgb};
use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::xml::{Node, Tag, Xml};

/// How a run says that it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    pub(super) struck: bool,
    pub(super) raised: bool,
    /// Its colour, as far as it may be that of a background.
    pub(super) colour: Option<Rgb>,
}

/// A run of rich text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    /// `None` where it looks as its cell does.
    pub(super) look: Option<RunLook>,
}

/// Runs of which some may look otherwise than their cell.
pub(super) type Runs = Arc<[Run]>;

/// The shared strings with such runs, by number.
pub(super) fn shared_runs(
    text: &str,
    path: &str,
    limits: &Limits,
) -> Result<BTreeMap<u64, Runs>, OpenError> {
    let mut found = BTreeMap::new();
    // Hardly any workbook has any: one search costs less than a second pass.
    if !text.contains("rPr") {
        return Ok(found);
    }
    let mut xml = Xml::new(text, path, limits);
    let mut number = 0;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local() == "si" => {
                if let Some(runs) = runs(&mut xml)? {
                    found.insert(number, runs);
                }
                number += 1;
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// The runs of the string that was just opened, up to its end; `None` where they all look as the cell does.
pub(super) fn runs(xml: &mut Xml<'_>) -> Result<Option<Runs>, OpenError> {
    let mut found: Vec<Run> = Vec::new();
    let mut reading = false;
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Open(tag) => {
                depth += 1;
                match tag.local() {
                    "rPh" => reading = true,
                    "r" => found.push(Run { text: String::new(), look: None }),
                    "t" => {
                        let text = xml.text_inside()?;
                        depth -= 1;
                        if reading {
                            continue;
                        }
                        if found.is_empty() {
                            found.push(Run { text: String::new(), look: None });
                        }
                        if let Some(run) = found.last_mut() {
                            run.text.push_str(&text);
                        }
                    }
                    "rPr" => {
                        if let Some(run) = found.last_mut() {
                            run.look = Some(RunLook::default());
                        }
                    }
                    _ => {
                        if let Some(look) = found.last_mut().and_then(|run| run.look.as_mut()) {
                            note(look, &tag);
                        }
                    }
                }
            }
            Node::Close(tag) => {
                depth -= 1;
                reading &= tag.local() != "rPh";
            }
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    Ok(found.iter().any(|run| run.look.is_some()).then(|| found.into()))
}

/// Notes what an element of a run's properties says.
fn note(look: &mut RunLook, tag: &Tag<'_>) {
    match tag.local() {
        "strike" => look.struck = is_on(tag),
        "vertAlign" => look.raised = tag.attr("val").as_deref() == Some("superscript"),
        "color" => look.colour = colour(tag),
        _ => {}
    }
}

/// What an element says that turns something on by being there.
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attr("val").as_deref(), Some("0" | "false"))
}

/// A colour, as far as it may be that of a background: of the theme and the palette only white matters, since the
/// background of most cells is.
pub(super) fn colour(tag: &Tag<'_>) -> Option<Rgb> {
    let is_white = tag.attr("theme").as_deref() == Some("0") && tag.attr("tint").is_none()
        || matches!(tag.attr("indexed").as_deref(), Some("1" | "9" | "65"));
    let written = tag.attr("rgb").as_deref().and_then(rgb);
    written.or(is_white.then_some(WHITE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_by_the_number_of_their_string() {
        let text = "<sst><si><t>一</t></si><si/><si><r><rPr><strike/><sz val=\"9\"/></rPr><t>18</t></r>\
                    <r><t xml:space=\"preserve\"> 20</t></r><rPh sb=\"0\" eb=\"1\"><t>ヨミ</t></rPh></si></sst>";
        let found = shared_runs(text, "part", &Limits::default()).expect("sound");
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [2]);
        let look = RunLook { struck: true, ..RunLook::default() };
        let expected = [
            Run { text: "18".to_owned(), look: Some(look) },
            Run { text: " 20".to_owned(), look: None },
        ];
        assert_eq!(*found[&2], expected);
    }

    #[test]
    fn a_run_tells_its_colour_only_where_it_may_be_that_of_the_paper() {
        let look = |inside: &str| {
            let text = format!("<sst><si><r><rPr>{inside}</rPr><t>x</t></r></si></sst>");
            shared_runs(&text, "part", &Limits::default()).expect("sound")[&0][0].look
        };
        let colour = |inside: &str| look(inside).and_then(|look| look.colour);
        assert_eq!(colour("<color theme=\"0\"/>"), Some(WHITE));
        assert_eq!(colour("<color theme=\"1\"/>"), None);
        assert_eq!(colour("<color rgb=\"FFFF0000\"/>"), Some((255, 0, 0)));
        assert!(look("<vertAlign val=\"superscript\"/>").is_some_and(|look| look.raised));
        assert!(look("<strike val=\"0\"/>").is_some_and(|look| !look.struck));
    }
}
