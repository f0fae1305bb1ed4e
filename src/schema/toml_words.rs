//! The words of the TOML parser and of serde in plain Japanese and English.
//!
//! Their messages are not an interface, so every translation falls back on a general sentence with the original.

use crate::finding::Wording;

/// A beginning of the parser's messages, what it means, what to do; both in both languages.
type Syntax = (&'static str, [&'static str; 2], [&'static str; 2]);

macro_rules! syntax {
    ($($begins:literal => $ja:literal / $en:literal, $remedy_ja:literal / $remedy_en:literal,)*) => {
        &[$(($begins, [$ja, $en], [$remedy_ja, $remedy_en])),*]
    };
}

/// The first that fits is taken.
const SYNTAX: &[Syntax] = syntax! {
    "string values must be quoted" => "文字列が \" \" で囲まれていません" / "text must stand in quotes", "値を \" \" で囲んでください。" / "Put the value in double quotes.",
    "invalid literal string" => "文字列の終わりの ' がありません" / "text without its closing '", "同じ行で ' を閉じてください。" / "Close the quote on the same line.",
    "invalid basic string" => "文字列の終わりの \" がないか、使えない文字があります" / "text without its closing quote, or a control character in it", "同じ行で \" を閉じてください。\\ は \\\\ と書きます。" / "Close the quote on the same line; write \\\\ for \\.",
    "missing escaped value" => "\\ の後ろが読めません" / "unknown escape after \\", "\\ は \\\\ と書いてください。" / "Write \\\\ for \\.",
    "missing comma between array elements" => "[ ] の中の値の間に , がありません" / "a comma is missing between values in [ ]", "値の間に , を書いてください。" / "Put a comma between the values.",
    "missing comma between key-value pairs" => "{ } の中の項目の間に , がありません" / "a comma is missing between entries in { }", "項目の間に , を書いてください。" / "Put a comma between the entries.",
    "extra comma" => "余分な , があります" / "a comma too many", "余分な , を消してください。" / "Remove it.",
    "unclosed array table" => "見出し [[ ]] が閉じていません" / "a [[heading]] is not closed", "]] で閉じてください。" / "Close it with ]].",
    "unclosed array" => "[ が閉じていません" / "a [ is not closed", "] を書き足してください。" / "Add ].",
    "unclosed inline table" => "{ が閉じていません" / "a { is not closed", "} を書き足してください。" / "Add }.",
    "unclosed table" => "見出し [ ] が閉じていません" / "a [heading] is not closed", "] で閉じてください。" / "Close it with ].",
    "key with no value" => "キーに値がありません" / "a key without a value", "キー = 値 の形で書いてください。" / "Write key = value.",
    "missing value" => "値がありません" / "a value is missing", "キー = 値 の形で書いてください。" / "Write key = value.",
    "missing assignment" => "= がありません" / "= is missing", "キー = 値 の形で書いてください。" / "Write key = value.",
    "extra `=`" => "= が余分です" / "one = too many", "= を1つにしてください。" / "Keep one =.",
    "invalid unquoted key" => "キーに使えない文字があります" / "a character that a key cannot hold", "キーは半角の英数字と _ - で書いてください。" / "Write keys in ASCII letters, digits, _ and -.",
    "unexpected leading zero" => "数の先頭に余分な 0 があります" / "a number with a leading zero", "0 を消すか、番号として残すなら \" \" で囲んでください。" / "Remove it, or put a code in quotes.",
    "invalid date" => "日付として読めません" / "not a date", "\"2021-04-01\" のように \" \" で囲んで書いてください。" / "Write it in quotes: \"2021-04-01\".",
    "unexpected key or value" => "1行に2つの項目があります" / "two entries on one line", "項目ごとに改行してください。" / "Begin a new line for each entry.",
};

/// What a message of the parser means, as the end of a sentence, and what to do about it.
pub(super) fn syntax(original: &str) -> (Wording, Wording) {
    match SYNTAX.iter().find(|(begins, ..)| original.starts_with(begins)) {
        Some((_, [ja, en], [remedy_ja, remedy_en])) => (
            Wording::new(format!(": {ja}"), format!(": {en}")),
            Wording::new(*remedy_ja, *remedy_en),
        ),
        None => (
            Wording::new(format!("(原文: {original})"), format!(": {original}")),
            Wording::new(
                "この行とその前の行の \" \" や [ ]、= を確かめてください。",
                "Check quotes, brackets and = on this line and the one before.",
            ),
        ),
    }
}

/// What serde expected, in words for people, and how to write it.
pub(super) fn expected(original: &str) -> (Wording, Wording) {
    let quoted = ("\" \" で囲んでください。", "Put it in double quotes.");
    let digits = (
        "引用符や桁区切りの , を付けず、半角で書いてください。年度は西暦です。",
        "Write plain digits without quotes or commas; years are of the western calendar.",
    );
    let table = ("{ キー = 値, … } のように書きます。", "Write { key = value, … }.");
    let (what, how) = match original {
        "a string" | "string or table" => (("文字列", "a string"), quoted),
        "a boolean" => (
            ("true か false", "a boolean"),
            ("引用符を付けずに書いてください。", "Write it without quotes."),
        ),
        "a sequence" => (
            ("[ ] の並び", "a list in [ ]"),
            (
                "[\"…\", \"…\"] のように書きます。見出しなら [[ ]] と二重にします。",
                "Write [\"…\", \"…\"]; a heading needs double brackets [[ ]].",
            ),
        ),
        "a number" => (("数", "a number"), digits),
        "i16" | "i32" | "i64" => (("整数", "a whole number"), digits),
        "u16" => (("0 から 65535 までの整数", "a whole number from 0 to 65535"), digits),
        "u32" | "u64" => (("0 以上の整数", "a whole number, 0 or more"), digits),
        _ if original == "a map" || original.starts_with("struct ") => {
            (("{ } の表", "a table in { }"), table)
        }
        same => ((same, same), table),
    };
    (Wording::new(what.0, what.1), Wording::new(how.0, how.1))
}
