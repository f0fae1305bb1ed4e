//! A drafted revision as text for the end of `plan.toml`, with comments that say which cell each line comes from.

use crate::analysis::{Draft, Drafted, TargetOrigin};
use crate::schema::toml_text::{Inline, List, Toml, Value};
use crate::schema::{Activity, Better, Indicator, Plan, ProgramChange, Shape};
use crate::terms::{Round, Source};

use super::review_text::{doubt_words, open_words, source_words};

/// The text, from its heading comment to its last line; `\n` ends each.
pub(super) fn revision_toml(plan: &Plan, round: Round, draft: &Draft) -> Option<String> {
    let revision = draft.revision()?;
    let label = round.label();
    let mut toml = Toml::default();
    toml.blank();
    toml.comment("--- 改訂 ----------------------------------------------------------------");
    toml.comment(&format!(
        "{label} の中間見直しで各課が提出した内容から、matome review --apply が書きました。"
    ));
    toml.comment("内容を改めるときは、この下を書き換えます。前の計画はこれより上に残っています。");
    toml.blank();
    toml.heading("[[revision]]");
    toml.key("from", revision.from.0);
    toml.key("note", format!("{label} の中間見直し"));
    for drafted in &draft.programs {
        program(&mut toml, plan, drafted);
    }
    Some(toml.into_text())
}

fn program(toml: &mut Toml, plan: &Plan, drafted: &Drafted) {
    let no = drafted.program;
    let name = plan.program(no).map_or("", |program| program.name.as_str());
    toml.blank();
    toml.comment(&format!("No.{no} {name}"));
    for open in &drafted.open {
        toml.comment(&format!("未定: {}", open_words(open).ja));
    }
    for doubt in &drafted.doubts {
        toml.comment(&format!("確認: {}", doubt_words(doubt).ja));
    }
    let Some(change) = &drafted.change else { return };
    if let Some(source) = &drafted.origin.choice {
        toml.comment(&format!("出典: {}", source_words(source)));
    }
    toml.heading("[[revision.programs]]");
    toml.key("no", no.0);
    toml.key("reason", &change.reason);
    plain_keys(toml, change);
    let origins = drafted.origin.targets.iter().map(target_origin);
    list(toml, "targets", &change.targets, origins, |target| {
        Inline::default().key("indicator", target.indicator.as_str()).key("value", target.value)
    });
    let activities = change.activities.as_deref().unwrap_or_default();
    list(
        toml,
        "activities",
        activities,
        drafted.origin.activities.iter().map(source_words),
        activity,
    );
    for (n, own) in change.indicators.iter().enumerate() {
        indicator(toml, own, drafted.origin.indicators.get(n));
    }
}

fn plain_keys(toml: &mut Toml, change: &ProgramChange) {
    toml.maybe("kind", change.kind.map(|kind| kind.as_str()));
    toml.maybe("ended", change.ended.then_some(true));
    toml.maybe("merged_into", change.merged_into.map(|into| into.0));
}

/// A list with an entry and its source on each line; nothing for an empty one.
fn list<T>(
    toml: &mut Toml,
    key: &str,
    entries: &[T],
    mut origins: impl Iterator<Item = String>,
    entry: impl Fn(&T) -> Inline,
) {
    let mut list = List::default();
    for own in entries {
        list.entry_from(entry(own), origins.next().as_deref());
    }
    if !list.is_empty() {
        toml.list(key, &list);
    }
}

/// The cell, with its text where the value alone would say more than the division did.
fn target_origin(origin: &TargetOrigin) -> String {
    let source = source_words(&origin.source);
    origin.approx.as_ref().map_or(source.clone(), |raw| format!("{source}「{raw}」と記入"))
}

fn activity(activity: &Activity) -> Inline {
    let phases: Value = activity.phases.iter().collect();
    Inline::default().key("name", &activity.name).key("phases", phases)
}

fn indicator(toml: &mut Toml, indicator: &Indicator, source: Option<&Source>) {
    toml.blank();
    toml.heading_from("[[revision.programs.indicators]]", source.map(source_words).as_deref());
    toml.key("id", indicator.id.as_str());
    toml.key("name", &indicator.name);
    toml.key("unit", &indicator.unit);
    // A draft measures what is no yearly flow as a level.
    let is_flow = indicator.shape == Shape::YearlyFlow;
    toml.key("shape", if is_flow { "yearly_flow" } else { "level" });
    toml.maybe("better", (indicator.better == Better::Lower).then_some("lower"));
    let baseline = indicator.baseline.as_ref();
    toml.maybe(
        "baseline",
        baseline.map(|own| {
            Inline::default().key("value", own.value).maybe("date", own.date.as_deref())
        }),
    );
    let target = indicator.target.as_ref();
    toml.maybe(
        "target",
        target.map(|own| {
            let each_year = own.by.is_none() && own.each_year;
            Inline::default()
                .key("value", own.value)
                .maybe("by", own.by.map(|year| year.0))
                .maybe("each_year", each_year.then_some(true))
        }),
    );
    toml.key("decimals", indicator.decimals);
}
