//! The conditional formats of an Office Open XML workbook that strike letters out, change their colour or what is behind
//! them, or a number format.

use std::borrow::Cow;
use std::sync::Arc;

use super::runs::{colour, is_on};
use crate::workbook::conditional::{MOST_AREAS, MOST_RULES, Place, Rule, Test};
use crate::workbook::formats::StyleLook;
use crate::workbook::letters::Rgb;
use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::names::corner_pair;
use crate::workbook::xml::{Node, Tag, Xml};

/// What a conditional format changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Change {
    struck: Option<bool>,
    letters: Option<Rgb>,
    behind: Option<Rgb>,
    pub(super) format: Option<Arc<str>>,
}

impl Change {
    /// How a cell looks that looks like this without it.
    pub(super) fn over(&self, look: StyleLook) -> StyleLook {
        StyleLook {
            struck: self.struck.unwrap_or(look.struck),
            letters: self.letters.unwrap_or(look.letters),
            behind: self.behind.or(look.behind),
            ..look
        }
    }
}

/// The changes that rules name by number, from the part of styles.
pub(super) fn changes(text: &str, path: &str, limits: &Limits) -> Result<Vec<Change>, OpenError> {
    let mut found: Vec<Change> = Vec::new();
    // Hardly any form has any: one search costs less than a pass.
    if !text.contains("dxf") {
        return Ok(found);
    }
    let mut xml = Xml::new(text, path, limits);
    let (mut inside, mut in_font) = (false, false);
    loop {
        match xml.next()? {
            Node::Open(tag) => match (tag.local(), found.last_mut()) {
                ("dxf", _) => {
                    inside = true;
                    found.push(Change::default());
                }
                ("font", Some(_)) => in_font = inside,
                ("strike", Some(change)) if in_font => change.struck = Some(is_on(&tag)),
                ("color", Some(change)) if in_font => change.letters = colour(&tag),
                // A solid fill of a rule is written with the colour behind the pattern.
                ("bgColor", Some(change)) if inside => change.behind = colour(&tag),
                ("numFmt", Some(change)) if inside => {
                    change.format = tag.attr("formatCode").map(Arc::from);
                }
                _ => {}
            },
            Node::Close(tag) if tag.local() == "font" => in_font = false,
            Node::Close(tag) if tag.local() == "dxf" => inside = false,
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// Reads the element of rules that was just opened, up to its end; each names its change by number.
pub(super) fn rules(
    tag: &Tag<'_>,
    xml: &mut Xml<'_>,
    found: &mut Vec<Rule<usize>>,
) -> Result<(), OpenError> {
    let areas = tag.attr("sqref").unwrap_or_default();
    let areas: Vec<_> = areas.split_whitespace().take(MOST_AREAS).filter_map(corner_pair).collect();
    let mut depth = 1;
    let mut open: Option<Open> = None;
    while depth > 0 {
        match xml.next()? {
            Node::Open(inner) => match inner.local() {
                "formula" => {
                    let formula = xml.text_inside()?;
                    if let Some(open) = &mut open {
                        open.formulas.push(formula);
                    }
                }
                "cfRule" => {
                    depth += 1;
                    open = Some(Open::of(&inner));
                }
                _ => depth += 1,
            },
            Node::Close(end) => {
                depth -= 1;
                let rule = open.take_if(|_| end.local() == "cfRule").and_then(Open::rule);
                if let Some((test, priority, change)) = rule
                    && found.len() < MOST_RULES
                {
                    found.push(Rule { areas: areas.clone(), priority, test, change });
                }
            }
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    Ok(())
}

/// A rule while it is read.
struct Open {
    kind: String,
    operator: String,
    text: Option<String>,
    priority: i64,
    change: Option<usize>,
    formulas: Vec<String>,
}

impl Open {
    fn of(tag: &Tag<'_>) -> Open {
        Open {
            kind: tag.attr("type").unwrap_or_default().into_owned(),
            operator: tag.attr("operator").unwrap_or_default().into_owned(),
            text: tag.attr("text").map(Cow::into_owned),
            priority: tag.attr("priority").and_then(|text| text.parse().ok()).unwrap_or(i64::MAX),
            change: tag.attr("dxfId").and_then(|text| text.parse().ok()),
            formulas: Vec::new(),
        }
    }

    fn rule(self) -> Option<(Test, i64, usize)> {
        let letters = |place| Some(Test::Letters { letters: self.text.clone()?, place });
        let formula = |n: usize| self.formulas.get(n).map(String::as_str);
        let test = match (self.kind.as_str(), self.operator.as_str()) {
            ("expression", _) => Test::of_formula(formula(0)?),
            ("notContainsBlanks", _) => Some(Test::Always),
            ("beginsWith", _) => letters(Place::Start),
            ("endsWith", _) => letters(Place::End),
            ("containsText", _) => letters(Place::Anywhere),
            ("notContainsText", _) => letters(Place::Nowhere),
            ("cellIs", "between") => Test::between(formula(0)?, formula(1)?, false),
            ("cellIs", "notBetween") => Test::between(formula(0)?, formula(1)?, true),
            ("cellIs", operator) => {
                let sign = match operator {
                    "equal" => "=",
                    "notEqual" => "<>",
                    "lessThan" => "<",
                    "lessThanOrEqual" => "<=",
                    "greaterThan" => ">",
                    "greaterThanOrEqual" => ">=",
                    _ => return None,
                };
                Test::compared(sign, formula(0)?)
            }
            _ => None,
        };
        Some((test?, self.priority, self.change?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_their_changes_are_found() {
        let styles = "<styleSheet><fonts><font><color rgb=\"FFFF0000\"/></font></fonts><dxfs>\
            <dxf><font><strike/><color rgb=\"FFFFFFFF\"/></font></dxf>\
            <dxf><numFmt numFmtId=\"164\" formatCode=\";;;\"/><fill><patternFill><bgColor rgb=\"FF000000\"/></patternFill></fill></dxf></dxfs></styleSheet>";
        let changes = changes(styles, "part", &Limits::default()).expect("sound");
        let (struck, letters) = (Some(true), Some((255, 255, 255)));
        let white = Change { struck, letters, ..Change::default() };
        let (behind, format) = (Some((0, 0, 0)), Some(";;;".into()));
        let black = Change { behind, format, ..Change::default() };
        assert_eq!(changes, [white, black]);

        let text = "<s><conditionalFormatting sqref=\"B2:B9 D2\">\
            <cfRule type=\"cellIs\" dxfId=\"0\" priority=\"2\" operator=\"equal\"><formula>0</formula></cfRule>\
            <cfRule type=\"expression\" dxfId=\"1\" priority=\"1\"><formula>TRUE</formula></cfRule>\
            <cfRule type=\"expression\" dxfId=\"1\" priority=\"3\"><formula>A2=0</formula></cfRule>\
            <cfRule type=\"containsText\" dxfId=\"0\" priority=\"5\" operator=\"containsText\" text=\"課題\"><formula>NOT(ISERROR(SEARCH(\"課題\",B2)))</formula></cfRule>\
            <cfRule type=\"colorScale\" priority=\"4\"><colorScale><cfvo type=\"min\"/></colorScale></cfRule>\
            </conditionalFormatting></s>";
        let limits = Limits::default();
        let mut xml = Xml::new(text, "part", &limits);
        let mut found = Vec::new();
        while let Ok(node) = xml.next() {
            match node {
                Node::Open(tag) if tag.local() == "conditionalFormatting" => {
                    rules(&tag, &mut xml, &mut found).expect("sound");
                }
                Node::End => break,
                _ => {}
            }
        }
        let seen: Vec<_> = found.iter().map(|rule| (rule.priority, rule.change)).collect();
        assert_eq!(seen, [(2, 0), (1, 1), (5, 0)]);
        assert_eq!(found[0].areas.len(), 2);
        assert_eq!(found[1].test, Test::Always);
    }
}
