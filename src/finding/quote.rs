//! How much of a text a finding repeats.

/// Most characters of a cell that a finding repeats: what it says is found by its place.
const MOST_QUOTED: usize = 300;

/// Most characters that a message takes of one of its fields. Fields that the program itself words are shorter.
pub(super) const MOST_SAID: usize = 500;

/// A text as a finding repeats it.
pub(super) struct Quote {
    /// The text, or its beginning with a sign that more follows.
    pub(super) text: String,
    /// Characters of the whole, if it was cut.
    pub(super) cut_from: Option<usize>,
}

impl Quote {
    pub(super) fn of(text: &str) -> Quote {
        match beginning(text, MOST_QUOTED) {
            None => Quote { text: text.to_owned(), cut_from: None },
            Some(begun) => {
                Quote { text: format!("{begun}…"), cut_from: Some(text.chars().count()) }
            }
        }
    }
}

/// The beginning of a text of more than `most` characters.
pub(super) fn beginning(text: &str, most: usize) -> Option<&str> {
    // No text has more characters than bytes.
    if text.len() <= most {
        return None;
    }
    text.char_indices().nth(most).and_then(|(at, _)| text.get(..at))
}

/// A count with separators.
pub(super) fn count_text(count: usize) -> String {
    crate::terms::with_separators(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_quoted_by_its_beginning() {
        let long = "字".repeat(MOST_QUOTED + 1);
        let Quote { text, cut_from } = Quote::of(&long);
        assert_eq!((text.chars().count(), cut_from), (MOST_QUOTED + 1, Some(MOST_QUOTED + 1)));
        assert!(text.ends_with("字…"));
        let whole = "字".repeat(MOST_QUOTED);
        assert_eq!((Quote::of(&whole).text, Quote::of(&whole).cut_from), (whole, None));
    }

    #[test]
    fn counts_have_separators() {
        let shown = [0, 999, 1_000, 99_900, 1_234_567].map(count_text);
        assert_eq!(shown, ["0", "999", "1,000", "99,900", "1,234,567"]);
    }
}
