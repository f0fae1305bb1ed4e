//! A sheet's part for the reading library without the cells that hold nothing.
//!
//! Nine of ten cells of a form have a style and nothing else. The look passes over them; the library would take each of
//! them apart once more, to give nothing.

use std::ops::Range;

/// The part while it is looked at.
pub(super) struct Shortened<'t> {
    text: &'t str,
    copy: String,
    /// Up to where the text is copied or left out.
    done: usize,
    /// The last cell that holds nothing, as long as nothing else follows.
    last: Option<Range<usize>>,
}

impl<'t> Shortened<'t> {
    /// The part of this text.
    pub(super) fn of(text: &'t str) -> Shortened<'t> {
        Shortened { text, copy: String::new(), done: 0, last: None }
    }

    /// A cell that holds nothing, with its one tag, of which the text is read up to here.
    pub(super) fn leave_out(&mut self, written: &str, end: usize) {
        let read = self.text.get(..end).and_then(|read| read.strip_suffix("/>"));
        let before = read.and_then(|read| read.strip_suffix(written)?.strip_suffix('<'));
        // Whatever is not found as it was read stays.
        self.leave_out_last();
        self.last = before.map(|before| before.len()..end);
    }

    /// Something follows at which the library may stop: the cell before it stays, by which it is told where that is.
    pub(super) fn content(&mut self) {
        self.last = None;
    }

    fn leave_out_last(&mut self) {
        if let Some(cell) = self.last.take() {
            self.copy.push_str(self.text.get(self.done..cell.start).unwrap_or_default());
            self.done = cell.end;
        }
    }

    /// The text that is left; `None` if that is all of it.
    pub(super) fn finish(mut self) -> Option<String> {
        self.leave_out_last();
        if self.done == 0 {
            return None;
        }
        self.copy.push_str(self.text.get(self.done..).unwrap_or_default());
        Some(self.copy)
    }
}

/// The address of a cell that holds nothing, where what stands between its angle brackets is an address and a style,
/// written as nearly every program does.
pub(super) fn address_of_hollow(tag: &str) -> Option<&str> {
    let (address, rest) = tag.strip_prefix("c r=\"")?.split_once('"')?;
    let rest = rest.trim_ascii_end();
    let style = rest.strip_prefix(" s=\"").and_then(|rest| rest.strip_suffix('"'));
    let is_style = |style: &str| style.bytes().all(|byte| byte.is_ascii_digit());
    (rest.is_empty() || style.is_some_and(is_style)).then_some(address)
}

/// The same at the beginning of a text, before the cell is read as XML: what stands between its angle brackets, where it
/// is written as nearly every program does, in one empty tag.
pub(super) fn hollow_ahead(text: &[u8]) -> Option<&str> {
    let run = |from: usize, is_it: fn(&u8) -> bool| {
        from + text.get(from..).map_or(0, |rest| rest.iter().take_while(|byte| is_it(byte)).count())
    };
    text.strip_prefix(b"<c r=\"")?;
    let address = run(6, u8::is_ascii_alphanumeric);
    let mut end = address + 1;
    if text.get(address..address + 5)? == b"\" s=\"" {
        end = run(address + 5, u8::is_ascii_digit) + 1;
    }
    let inside = text.get(1..end).filter(|_| text.get(end - 1..end + 2) == Some(b"\"/>"))?;
    std::str::from_utf8(inside).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_ahead_is_what_would_be_read() {
        for tag in ["c r=\"B3\"", "c r=\"B3\" s=\"12\"", "c r=\"\" s=\"\""] {
            let ahead = format!("<{tag}/><c r=\"C3\"/>");
            assert_eq!(hollow_ahead(ahead.as_bytes()), Some(tag), "{tag}");
            assert!(address_of_hollow(tag).is_some(), "{tag}");
        }
        for ahead in [
            "",
            "<c r=\"",
            "<c r=\"B3",
            "<c r=\"B3\"",
            "<c r=\"B3\"/",
            "<c r=\"B3\">",
            "<c r=\"B3\" s=\"12\"",
            "<c r=\"B3\" s=\"12\" />",
            "<c r=\"B3\" s=\"12\"><v>1</v></c>",
            "<c r=\"B3\" t=\"e\"/>",
            "<c r=\"B&#51;\"/>",
            "<c r=\"$B$3\"/>",
            "<col r=\"B3\"/>",
        ] {
            assert_eq!(hollow_ahead(ahead.as_bytes()), None, "{ahead}");
        }
    }

    #[test]
    fn the_cell_before_content_stays() {
        let text = "<row><a/><b/><C/><d/></row><row><e/><F/><g/></row>";
        let mut short = Shortened::of(text);
        for name in ["a", "b", "C", "d", "e", "F", "g"] {
            let start = text.find(&format!("<{name}/>")).expect("a cell");
            if name.chars().all(|c| c.is_uppercase()) {
                short.content();
            } else {
                short.leave_out(name, start + 4);
            }
        }
        assert_eq!(short.finish().as_deref(), Some("<row><b/><C/></row><row><e/><F/></row>"));
        assert_eq!(Shortened::of(text).finish(), None);
    }

    #[test]
    fn only_an_address_and_a_style_are_nothing() {
        for tag in ["c r=\"B3\"", "c r=\"B3\" s=\"12\"", "c r=\"B3\" s=\"12\" "] {
            assert_eq!(address_of_hollow(tag), Some("B3"), "{tag}");
        }
        for tag in
            ["c", "c s=\"1\"", "c r=\"B3\" t=\"s\"", "c r=\"B3\" s=\"1\" t=\"e\"", "x:c r=\"B3\""]
        {
            assert_eq!(address_of_hollow(tag), None, "{tag}");
        }
    }
}
