//! What is to be looked at before a round is published: what stops it, and what should be mended.

use super::personal::{PersonalHint, hints};
use super::public::Public;
use super::version::{Action, Change, Last};
use crate::facts::Facts;
use crate::finding::{Wording, worded};
use crate::schema::RoundState;
use crate::terms::ProgramNo;

/// What something on the list does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing is published while it stands.
    Stops,
    /// Nothing is published while it stands, unless as provisional.
    StopsUnlessProvisional,
    /// It should be mended.
    Warns,
}

/// Something on the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What it does.
    pub weight: Weight,
    /// What it is, and what to do.
    pub words: Wording,
}

/// What the list is made from.
pub struct CheckInput<'a> {
    /// What would be published, its version already worked out.
    pub public: &'a Public,
    /// What was published last.
    pub last: &'a Last,
    /// Facts, for names of those who filled in forms.
    pub facts: &'a Facts,
    /// Findings of severity error.
    pub errors: usize,
    /// Programs without a submission that counts.
    pub missing: &'a [ProgramNo],
    /// Values of doubted size that count.
    pub doubted: usize,
    /// Whether `summary.json` of the papers holds these figures; `None` if there are no papers.
    pub is_as_printed: Option<bool>,
    /// Whether somebody has looked at what seems to be personal.
    pub texts_checked: bool,
}

/// The list, what stops first.
pub fn checklist(input: &CheckInput<'_>) -> (Vec<Check>, Vec<PersonalHint>) {
    let hints = hints(input.public, input.facts);
    let mut all = open(input);
    all.extend(printed(input));
    all.extend(dates(input.public));
    all.extend(uncorrected(input).map(|words| Check { weight: Weight::Stops, words }));
    if !hints.is_empty() && !input.texts_checked {
        let len = hints.len();
        all.push(Check { weight: Weight::Stops, words: worded! {  "公表する文に、人の名前・電話番号・住所らしいところが{len}か所あります。下の一覧を確かめ、公表してよければ --texts-checked を付けて実行してください。" / "{len} places in the public texts look like a person's name, a telephone number or an address. Look at the list below; if they may be published, run again with --texts-checked." } });
    }
    all.extend(described(input.public));
    all.sort_by_key(|check| check.weight == Weight::Warns);
    (all, hints)
}

/// What of the round is open.
fn open(input: &CheckInput<'_>) -> Vec<Check> {
    let mut words = Vec::new();
    if input.errors > 0 {
        let errors = input.errors;
        words.push(worded! {  "要修正の指摘が{errors}件残っています。matome check で確かめ、担当課に直してもらってください。" / "{errors} findings of severity error are open. See them with `matome check` and have them mended." });
    }
    if !input.missing.is_empty() {
        let numbers: Vec<String> = input.missing.iter().map(ToString::to_string).collect();
        let (len, ja, en) = (numbers.len(), numbers.join("、"), numbers.join(", "));
        let numbers = Wording::new(ja, en);
        words.push(worded! { [numbers] "未提出のプログラムが{len}件あります(No.{numbers})。" / "{len} programs have no submission (No. {numbers})." });
    }
    if input.doubted > 0 {
        let doubted = input.doubted;
        words.push(worded! {  "桁や単位を確認中の値が{doubted}件あります。直すか、確かめたものを plan.toml の [[confirmed]] に書いてください。" / "The size of {doubted} values is in doubt. Mend them, or write those that are right into [[confirmed]] of plan.toml." });
    }
    let weight = Weight::StopsUnlessProvisional;
    words.into_iter().map(|words| Check { weight, words }).collect()
}

/// Whether the papers say the same.
fn printed(input: &CheckInput<'_>) -> Option<Check> {
    match input.is_as_printed {
        Some(true) => None,
        Some(false) => Some(Check {
            weight: Weight::Stops,
            words: worded! { "数字が、前に作った報告書(data/summary.json)と違います。matome build で作り直して確かめてから公表してください。" / "The figures differ from those of the papers (data/summary.json). Make them again with `matome build` and look at them first." },
        }),
        None => Some(Check {
            weight: Weight::Warns,
            words: worded! { "この回次の報告書がまだありません。matome build で作り、数字を見比べてください。" / "There are no papers of this round yet. Make them with `matome build` and compare the figures." },
        }),
    }
}

/// Days that should be known.
fn dates(public: &Public) -> Vec<Check> {
    let about = &public.about;
    let mut all = Vec::new();
    if about.published.is_none() && about.state == RoundState::Published {
        all.push(Check { weight: Weight::Stops, words: worded! { "状態は「公表」ですが、公表日がありません。publish.toml の published に書いてください。" / "The state is published, but there is no day of publication. Write it as published in publish.toml." } });
    } else if about.published.is_none() {
        all.push(Check { weight: Weight::Warns, words: worded! { "公表日がありません(publish.toml の published)。" / "There is no day of publication (published in publish.toml)." } });
    }
    if about.next.is_none() {
        all.push(Check { weight: Weight::Warns, words: worded! { "次回の公表の時期がありません(publish.toml の next)。" / "Nothing says when the next round will be published (next in publish.toml)." } });
    }
    all
}

/// Published values that are others now, without a word on it. What is said must be new, and of the program or of all.
fn uncorrected(input: &CheckInput<'_>) -> Option<Wording> {
    if !input.last.is_published() {
        return None;
    }
    let said_before = input.last.column("corrections", "text");
    let notes = input.public.corrections.iter();
    let new = notes.filter(|note| {
        let text = super::data::Cell::text(&note.text).written();
        !said_before.contains(&text.as_str())
    });
    let new: Vec<Option<u16>> = new.map(|note| note.program.map(|no| no.0)).collect();
    let is_said = |change: &&Change| {
        new.contains(&None) || (change.program.is_some() && new.contains(&change.program))
    };
    let of_figures =
        |change: &&Change| !["corrections", "opinions"].contains(&change.table.as_str());
    let changed = input.public.edition.changes.iter().filter(of_figures);
    let changed =
        changed.filter(|change| [Action::Changed, Action::Removed].contains(&change.action));
    let unsaid: Vec<&Change> = changed.filter(|change| !is_said(change)).collect();
    let first = unsaid.first()?;
    let len = unsaid.len();
    let place = [&first.table, &first.key, &first.column].map(String::as_str);
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let (before, after) = (&first.before, &first.after);
    Some(
        worded! {  "公表した値が{len}件変わっていますが、正誤の記載がありません(初めの一つ: {place}「{before}」→「{after}」)。publish.toml の corrections に、日付・番号・理由を書いてください。" / "{len} published values have changed without a correction (the first: {place}, {before} to {after}). Write date, program and reason into corrections of publish.toml." },
    )
}

/// What readers need beside the figures.
fn described(public: &Public) -> Vec<Check> {
    let about = &public.about;
    let mut words = Vec::new();
    let without = public.indicators.iter().filter(|own| own.definition.is_none());
    let without: Vec<&str> = without.map(|own| own.id().as_str()).collect();
    if !without.is_empty() {
        let len = without.len();
        let names = Wording::new(without.join("、"), without.join(", "));
        words.push(worded! { [names] "定義のない指標が{len}件あります(publish.toml の [[definitions]]): {names}" / "{len} indicators have no definition ([[definitions]] in publish.toml): {names}" });
    }
    if about.licence.is_none() {
        words.push(worded! { "利用条件がありません(publish.toml の [licence])。" / "There is no licence ([licence] in publish.toml)." });
    }
    let contact = &about.contact;
    if contact.telephone.is_none() && contact.email.is_none() && contact.url.is_none() {
        words.push(worded! { "問い合わせ先がありません(publish.toml の [contact])。" / "Nothing says how to reach the office ([contact] in publish.toml)." });
    }
    if about.sample {
        words.push(worded! { "提出は見本です。実際の実績として公表しないでください。" / "The submissions are made up. Do not publish them as real." });
    }
    words.into_iter().map(|words| Check { weight: Weight::Warns, words }).collect()
}
