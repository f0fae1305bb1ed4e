//! What `-v` says of the cache: how much of it was of use, and why the rest was not.

use super::console::Console;
use crate::cache::Told;
use crate::finding::{Wording, worded};

/// Says what the cache has to tell of a round.
pub(super) fn say_of_cache(console: &Console, told: &Told) {
    for words in words(told) {
        console.detail(words.text(console.lang()));
    }
}

fn words(told: &Told) -> impl Iterator<Item = Wording> {
    let Told { used, damaged, older, trouble } = told;
    let why = trouble.as_deref();
    let told = [
        (*used > 0).then(|| worded! { "  うち{used}件は前に読んだときと同じなので、読み取った内容の控えを使いました。" / "  Of these, {used} have not changed: what was read before was used." }),
        (*damaged > 0).then(|| worded! { "  壊れている控え{damaged}件は使わず、もとのファイルから作り直しました。" / "  {damaged} cache entries were damaged and made anew from their files." }),
        (*older > 0).then(|| worded! { "  ほかの版のプログラム・計画・様式による控え{older}件は使わず、もとのファイルを読み直しました。" / "  {older} cache entries are of another program, plan or form: their files were read anew." }),
        why.map(|why| worded! { "  読み取った内容の控えを残せませんでした(結果には影響しません): {why}" / "  What was read could not be kept, which changes no result: {why}" }),
    ];
    told.into_iter().flatten()
}
