//! Comparing words: the nearest of a list, and the form under which two wordings count as one.

use strsim::levenshtein;
use unicode_normalization::UnicodeNormalization;

use crate::finding::{Guess, Possible};

/// The word of `known` that `found` was most likely meant to be: few edits away for its length.
pub(crate) fn nearest<'a>(found: &str, known: &'a [String]) -> Option<&'a str> {
    let target = fold(found);
    // A third of the letters may be wrong, and at least one; more would be a guess.
    let limit = (target.chars().count() / 3).max(1);
    known
        .iter()
        .map(|word| (levenshtein(&target, &fold(word)), word.as_str()))
        .filter(|(edits, _)| *edits <= limit)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, word)| word)
}

/// What may be said of a word that is none of `known`: the one that was most likely meant, and all of them.
pub(crate) fn among(found: &str, known: impl IntoIterator<Item = String>) -> (Guess, Possible) {
    let known: Vec<String> = known.into_iter().collect();
    (Guess(nearest(found, &known).map(str::to_owned)), Possible(known))
}

/// The wording without differences of width, case and blanks.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let known = ["direction", "divisions", "不明課"].map(str::to_owned);
        assert_eq!(nearest("directon", &known), Some("direction"));
        assert_eq!(nearest("division", &known), Some("divisions"));
        assert_eq!(nearest("不明謀", &known), Some("不明課"));
        assert_eq!(nearest("budget", &known), None);
        assert_eq!(nearest("", &known), None);
    }

    #[test]
    fn width_case_and_blanks_make_no_difference() {
        assert_eq!(fold("Ａ : 予定 どおり"), fold("a：予定どおり"));
        assert_ne!(fold("予定どおり"), fold("予定以上"));
    }
}
