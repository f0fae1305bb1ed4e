//! The conditional formats of an OpenDocument spreadsheet, as LibreOffice writes them behind the rows of a table.

use super::styles::Styles;
use crate::terms::Area;
use crate::workbook::conditional::{MOST_AREAS, MOST_RULES, Place, Rule, Test};
use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::names::corner_pair;
use crate::workbook::xml::{Node, Xml};

/// The rules of each table in order, with the style that cells take on.
pub(super) type Rules = Vec<Vec<Rule<String>>>;

/// Reads the rules of all tables of `content.xml`.
pub(super) fn rules(text: &str, limits: &Limits) -> Result<Rules, OpenError> {
    let mut tables = Rules::new();
    // Hardly any document has any: one search costs less than a second pass.
    if !text.contains("conditional-format") {
        return Ok(tables);
    }
    let mut xml = Xml::new(text, "content.xml", limits);
    let mut areas: Vec<Area> = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "table" => tables.push(Vec::new()),
                "conditional-format" => {
                    areas = areas_of(&tag.attr("target-range-address").unwrap_or_default());
                }
                "condition" => {
                    let [value, style] = tag.attrs(["calcext:value", "apply-style-name"]);
                    let test = value.and_then(|value| test(&value));
                    if let (Some(test), Some(style), Some(rules)) = (test, style, tables.last_mut())
                        && let Ok(priority) = i64::try_from(rules.len())
                        && rules.len() < MOST_RULES
                    {
                        let (areas, change) = (areas.clone(), Styles::written(&style));
                        rules.push(Rule { areas, priority, test, change });
                    }
                }
                _ => {}
            },
            Node::End => return Ok(tables),
            _ => {}
        }
    }
}

/// Areas of the table itself: `'票 1'.A1:'票 1'.B2`, one after the other.
fn areas_of(written: &str) -> Vec<Area> {
    let mut is_quoted = false;
    let without_names: String = written
        .chars()
        .filter(|letter| {
            is_quoted ^= *letter == '\'';
            *letter != '\'' && !is_quoted
        })
        .collect();
    let area = |written: &str| {
        let corner = |corner: &str| corner.rsplit('.').next().unwrap_or_default().to_owned();
        let corners: Vec<String> = written.split(':').map(corner).collect();
        corner_pair(&corners.join(":"))
    };
    without_names.split_whitespace().take(MOST_AREAS).filter_map(area).collect()
}

/// When a rule holds; `None` where that depends on other cells.
fn test(value: &str) -> Option<Test> {
    let inside = |name: &str| value.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    let letters = [
        ("contains-text", Place::Anywhere),
        ("not-contains-text", Place::Nowhere),
        ("begins-with", Place::Start),
        ("ends-with", Place::End),
    ];
    for (name, place) in letters {
        if let Some(inside) = inside(name) {
            let quoted = inside.strip_prefix('"')?.strip_suffix('"')?;
            return Some(Test::Letters { letters: quoted.replace("\"\"", "\""), place });
        }
    }
    for (name, outside) in [("between", false), ("not-between", true)] {
        if let Some((first, last)) = inside(name).and_then(|inside| inside.split_once(',')) {
            return Test::between(first, last, outside);
        }
    }
    if let Some(formula) = inside("formula-is") {
        return Test::of_formula(formula);
    }
    let constant = value.trim_start_matches(['<', '>', '=', '!']);
    Test::compared(&value[..value.len() - constant.len()], constant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_behind_the_rows_of_their_table() {
        let condition = |value: &str| {
            format!("<x:condition calcext:apply-style-name=\"旧_1\" calcext:value='{value}'/>")
        };
        let format = |area: &str, value: &str| {
            let inside = condition(value);
            format!(
                "<x:conditional-format calcext:target-range-address=\"{area}\">{inside}</x:conditional-format>"
            )
        };
        let text = format!(
            "<c><t:table/><t:table><t:table-row/>{}{}{}</t:table></c>",
            format("'見本 ''1''.A'.A1:'見本 ''1''.A'.B2 票.C3", "contains-text(\"課題\")"),
            format("票.A1:票.A1", "formula-is([.$B$1]=0)"),
            format("票.A1:票.A1", "!=5"),
        );
        let found = rules(&text, &Limits::default()).expect("sound");
        assert!(found.len() == 2 && found[0].is_empty() && found[1].len() == 2, "{found:?}");
        let area = |text: &str| corner_pair(text).expect("an area");
        assert_eq!(found[1][0].areas, [area("A1:B2"), area("C3")]);
        assert_eq!(found[1][0].change, "旧_5f_1");
        let letters = Test::Letters { letters: "課題".to_owned(), place: Place::Anywhere };
        assert_eq!(found[1][0].test, letters);
        assert_eq!(Some(&found[1][1].test), Test::compared("<>", "5").as_ref());
        assert_eq!(test("between(1,5)"), Test::between("1", "5", false));
        assert_eq!(test("formula-is(1)"), Some(Test::Always));
        assert_eq!((test("top-elements(1)"), test("=[.A1]")), (None, None));
    }
}
