//! What is wrong with a call, in Japanese; clap words it in English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message, with what to write instead.
pub(super) fn japanese(error: &clap::Error) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはありません。", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("「{argument}」という指定はありません。"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("{argument} の値が書かれていません。")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} の「{value}」は使えません。")
        }
        ErrorKind::MissingRequiredArgument => format!("{argument} の指定が必要です。"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "コマンドが書かれていません。".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} は {} と同時には使えません。", context(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} の値の数が違います。")
        }
        _ => "コマンドの書き方が正しくありません。".to_owned(),
    };
    let mut lines = vec![what];
    let choices = context(ContextKind::ValidValue);
    if !choices.is_empty() {
        lines.push(format!("使えるのは {choices} です。"));
    } else if argument.contains("--round") && !value.is_empty() {
        lines.push("回次は 2022(年度末)や 2022-H1(上期)のように書きます。R4、令和4年度、令和4年度上期 とも書けます。".to_owned());
    }
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    // Of several clap puts the nearest last.
    let nearest = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned(),
        _ => Some(context(kind)).filter(|near| !near.is_empty()),
    };
    if let Some(near) = near.into_iter().find_map(nearest) {
        lines.push(format!("「{near}」ではありませんか。"));
    }
    lines.push(
        "使い方は matome --help、コマンドごとの使い方は matome コマンド --help で見られます。"
            .to_owned(),
    );
    lines.join("\n")
}
