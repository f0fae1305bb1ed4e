//! The settings of an OpenDocument spreadsheet, as far as they hide what a cell says.

use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::xml::{Node, Xml};

/// Whether a view of the document, or the document for all views, leaves out zeros. Settings that are not sound say
/// nothing: no value stands in them.
pub(super) fn hides_zeros(text: &str, limits: &Limits) -> Result<bool, OpenError> {
    let mut xml = Xml::new(text, "settings.xml", limits);
    loop {
        let node = match xml.next() {
            Ok(node) => node,
            Err(beyond @ OpenError::Limit { .. }) => return Err(beyond),
            Err(_) => return Ok(false),
        };
        match node {
            Node::Open(tag)
                if tag.attr("config:name").as_deref() == Some("ShowZeroValues")
                    && xml.text_inside().is_ok_and(|value| value.trim() == "false") =>
            {
                return Ok(true);
            }
            Node::End => return Ok(false),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_hidden_where_a_setting_says_so() {
        let hides = |value: &str| {
            let text = format!(
                "<s xmlns:config=\"c\"><config:config-item config:name=\"ShowGrid\">false</config:config-item>\
                 <config:config-item config:name=\"ShowZeroValues\">{value}</config:config-item></s>"
            );
            hides_zeros(&text, &Limits::default())
        };
        assert_eq!((hides("false"), hides("true")), (Ok(true), Ok(false)));
        assert_eq!(hides_zeros("<s>", &Limits::default()), Ok(false));
    }
}
