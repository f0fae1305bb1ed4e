//! Lengths of time as `[h]:mm` shows them.

use super::moment::is_minute;
use super::tokens::Token;

/// What is shown for so many seconds.
pub(super) fn length_in(seconds: u64, tokens: &[Token]) -> Option<String> {
    let mut shown = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let (number, width) = match token {
            Token::Literal(text) => {
                shown.push_str(text);
                continue;
            }
            Token::Slash => {
                shown.push('/');
                continue;
            }
            Token::Elapsed('h', width) => (seconds / 3_600, *width),
            Token::Elapsed('m', width) => (seconds / 60, *width),
            Token::Elapsed(_, width) => (seconds, *width),
            Token::Part('h', width) => (seconds / 3_600 % 24, *width),
            Token::Part('m', width) if is_minute(tokens, at) => (seconds / 60 % 60, *width),
            Token::Part('s', width) => (seconds % 60, *width),
            _ => return None,
        };
        shown.push_str(&format!("{number:0width$}"));
    }
    Some(shown.trim().to_owned())
}
