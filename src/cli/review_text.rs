//! The review for the screen: suggestions per program, what a revision would change, and what is still open.

use std::fmt::Write;

use super::console::Console;
use crate::analysis::{
    ChangeKind, Doubt, Draft, MergeFault, Open, PlanChange, ReviewFigures, ReviewProgram,
};
use crate::finding::{Wording, worded};
use crate::schema::Plan;
use crate::terms::{Lang, Round, Source};

/// The whole text.
pub(super) fn review_text(
    console: &Console,
    plan: &Plan,
    round: Round,
    review: &ReviewFigures,
    draft: &Draft,
) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", worded! { [label = round.label()] "{label} の中間見直し\n「提案(参考)」は計画の [review] の条件によるもので、決定ではありません。\n" / "Mid-term review of round {round}\nSuggestions follow [review] of the plan; they decide nothing.\n" }.text(console.lang()));
    for own in &review.programs {
        program(&mut text, console, own);
    }
    changes(&mut text, console, review);
    unchanged(&mut text, console, draft);
    doubts(&mut text, console, plan, draft);
    open_points(&mut text, console, plan, draft);
    text
}

fn program(text: &mut String, console: &Console, program: &ReviewProgram) {
    let ratings: Vec<String> =
        program.ratings.iter().map(|(round, state)| format!("{round}:{}", state.label())).collect();
    let _ = writeln!(text, "No.{} {}({})", program.program_no, program.name, program.division);
    let proposal = program.proposal.as_deref().unwrap_or(console.say("未記入", "none"));
    let (rating, division) = (console.say("評価", "ratings"), console.say("担当課", "division"));
    let _ = writeln!(text, "  {rating} {}  {division} {proposal}", ratings.join(" "));
    if let Some(suggestion) = &program.suggestion {
        let suggested = console.say("提案(参考)", "suggestion");
        let reasons = match console.lang() {
            Lang::En if suggestion.is_otherwise() => "no rule applies".to_owned(),
            _ => suggestion.reasons.join(" / "),
        };
        let _ = writeln!(text, "  {suggested} {}: {reasons}", suggestion.label);
    }
}

fn changes(text: &mut String, console: &Console, review: &ReviewFigures) {
    let from = review.from;
    let _ = writeln!(text, "{}", worded! { [label = from.label(), len = review.changes.len()] "\n計画の改訂案({label}から) {len}件" / "\nDraft revision from {from}: {len} changes" }.text(console.lang()));
    for change in &review.changes {
        let PlanChange { program_no, what, item, old, source, .. } = change;
        let part = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let item = if item.is_empty() { String::new() } else { format!("「{item}」") };
        let new = match (console.lang(), &change.as_written) {
            (Lang::En, Some(raw)) => format!("{} (as written: {raw})", change.new),
            _ => change.new_for_office(),
        };
        let (old, new) = (part(old), part(&new));
        let source = source.as_ref().map(|source| format!(" [{}]", source_words(source)));
        let source = source.unwrap_or_default();
        let what = change_words(*what);
        let what = what.text(console.lang());
        let _ = writeln!(text, "  No.{program_no} {what}{item}: {old} → {new}{source}");
    }
}

/// What a change is about, in the words of the papers.
fn change_words(what: ChangeKind) -> Wording {
    let english = match what {
        ChangeKind::NewProgram => "new",
        ChangeKind::Promotion => "kind",
        ChangeKind::Name => "name",
        ChangeKind::End => "end",
        ChangeKind::Merge => "merged",
        ChangeKind::Target => "target",
        ChangeKind::Indicator => "new indicator",
        ChangeKind::Schedule => "schedule",
    };
    Wording::new(what.label(), english)
}

/// Proposals that add nothing to the plan, so that nobody takes a direction for a change.
fn unchanged(text: &mut String, console: &Console, draft: &Draft) {
    let count: usize = draft.unchanged.iter().map(|group| group.programs.len()).sum();
    if count == 0 {
        return;
    }
    let _ = writeln!(text, "{}", worded! { "\n計画に書き足すことがないもの {count}件" / "\nNothing to add to the plan: {count}" }.text(console.lang()));
    for group in &draft.unchanged {
        let programs: Vec<String> = group.programs.iter().map(|no| format!("No.{no}")).collect();
        let _ = writeln!(text, "  {}: {}", group.choice, programs.join(" "));
    }
}

fn doubts(text: &mut String, console: &Console, plan: &Plan, draft: &Draft) {
    let count: usize = draft.programs.iter().map(|drafted| drafted.doubts.len()).sum();
    if count == 0 {
        return;
    }
    let _ = writeln!(text, "{}", worded! { "\n確かめるもの {count}件(改訂案には提出のとおり入ります)" / "\nDoubtful: {count} (drafted as submitted)" }.text(console.lang()));
    for drafted in &draft.programs {
        let name = plan.program(drafted.program).map_or("", |program| program.name.as_str());
        for doubt in &drafted.doubts {
            let words = doubt_words(doubt);
            let words = words.text(console.lang());
            let _ = writeln!(text, "  No.{} {name}: {words}", drafted.program);
        }
    }
}

fn open_points(text: &mut String, console: &Console, plan: &Plan, draft: &Draft) {
    let count: usize = draft.programs.iter().map(|drafted| drafted.open.len()).sum();
    let words = if count == 0 {
        worded! { "未定のもの: ありません" / "Open points: {count} (these parts stay as they are)" }
    } else {
        worded! { "未定のもの {count}件(その部分は今のままにします)" / "Open points: {count} (these parts stay as they are)" }
    };
    let _ = writeln!(text, "\n{}", words.text(console.lang()));
    for drafted in &draft.programs {
        let name = plan.program(drafted.program).map_or("", |program| program.name.as_str());
        for open in &drafted.open {
            let words = open_words(open);
            let words = words.text(console.lang());
            let _ = writeln!(text, "  No.{} {name}: {words}", drafted.program);
        }
    }
}

/// `見本課.xlsx No.9!F38`.
pub(super) fn source_words(source: &Source) -> String {
    format!("{} {}!{}", source.file, source.sheet, source.cell)
}

/// What is doubtful.
pub(super) fn doubt_words(doubt: &Doubt) -> Wording {
    worded! { doubt =>
        Doubt::WorseThanBaseline { indicator, raw, source } => [source = source_words(source)] "指標「{indicator}」の見直し後の目標が、基準値より悪い目標です({source}「{raw}」)" / "the new target of {indicator} is worse than its baseline ({source}: {raw})",
    }
}

/// What is open. Where only a part of the program is open, it is named.
pub(super) fn open_words(open: &Open) -> Wording {
    worded! { open =>
        Open::NotSubmitted => "提出がありません" / "no submission counts",
        Open::NoChoice => "方向性・結論が書かれていません" / "no direction or verdict",
        Open::NoReason => "理由が書かれていません" / "no reason",
        Open::NoSchedule => "移行後の取組項目が書かれていません(スケジュールは今のままにします)" / "no schedule after the promotion (the schedule stays as it is)",
        Open::NoIndicator => "移行後の指標が書かれていません(指標は今のままにします)" / "no indicator after the promotion (the indicators stay as they are)",
        Open::MergeInto(MergeFault::Empty) => "統合先が書かれていません" / "no program to merge into",
        Open::MergeInto(MergeFault::NoNumber) => "統合先を番号として読めません" / "the program to merge into is no number",
        Open::MergeInto(MergeFault::Unknown) => "統合先が計画にないか、終わるプログラムです" / "the program to merge into is not in the plan or ends",
        Open::MergeInto(MergeFault::Itself) => "統合先がこのプログラム自身です" / "merged into itself",
        Open::IndicatorIncomplete(name) => "指標「{name}」の単位・目標値・目標の時期がそろっていません(この指標は足しません)" / "indicator {name} lacks its unit, target or time (it is not added)",
        Open::TargetUnclear { indicator, raw, source } => [source = source_words(source)] "指標「{indicator}」の見直し後の目標が読めないか、あり得ない値です(目標は今のままにします)({source}「{raw}」)" / "the new target of {indicator} cannot be read or cannot be (the target stays as it is) ({source}: {raw})",
        Open::TargetWithoutMeaning(id) => "指標 {id} は前年度と比べるもので、目標値を持ちません" / "indicator {id} is held against the year before and has no target value",
    }
}
