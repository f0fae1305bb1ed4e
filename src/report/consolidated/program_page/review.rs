//! The mid-term review on a program's page: what the division proposes, what the plan's rules suggest, and what a
//! revision has made of the program.

use super::super::super::words;
use super::Of;
use super::parts::{Text, assessments, some};
use crate::analysis::{PlanChange, ReviewProgram, merge_target};
use crate::facts::{ProposalFact, ProposedActivity, ProposedIndicator, ProposedTarget};
use crate::form::{form_unit, quantity_text, target_text};
use crate::report::request::ReportRequest;
use crate::schema::ChoiceRole;
use crate::sheet::{Cell, Column, Columns, Repeat, Table};

/// What a division proposed in each review, with what was suggested in the reported one; headings and tables.
pub(super) fn proposals(of @ Of { request, program, .. }: Of<'_>) -> Vec<(String, Table)> {
    let own = request.facts.proposals.iter().filter(|one| one.program == program.no);
    let tables = own.rev().filter_map(|proposal| {
        let heading = format!("中間見直し({})", proposal.round.label());
        Some((heading, proposal_table(of, proposal)?))
    });
    tables.collect()
}

fn proposal_table(Of { request, grid, program }: Of<'_>, proposal: &ProposalFact) -> Option<Table> {
    let reviewed = reviewed(request, proposal);
    let row = |name: &str, text: String, source| Text { name: name.to_owned(), text, source };
    let mut rows = Vec::new();
    let choice = proposal.choice.clone().unwrap_or_else(|| "未記入".to_owned());
    rows.push(row("担当課の案", choice, Some(&proposal.source)));
    if let Some(reason) = &proposal.reason {
        let mut facts = assessments(request, program);
        let fact = facts.find(|fact| fact.round == proposal.round);
        let place =
            fact.and_then(|fact| fact.places.iter().find(|place| place.column == "review_reason"));
        rows.push(row("担当課の理由", reason.clone(), place.map(|place| &place.source)));
    }
    if let Some((text, source)) = &proposal.merge_into {
        rows.push(row("統合先", merged_into(request, proposal, text), Some(source)));
    }
    for target in &proposal.targets {
        let text = target_change(request, proposal, reviewed, target);
        rows.push(row("見直し後の目標", text, Some(&target.source)));
    }
    for activity in &proposal.activities {
        rows.push(row("移行後の取組項目", schedule(activity), Some(&activity.source)));
    }
    for indicator in &proposal.indicators {
        rows.push(row("移行後の指標", measure(indicator), Some(&indicator.source)));
    }
    if let Some(suggestion) = reviewed.and_then(|one| one.suggestion.as_ref()) {
        rows.push(row("提案(参考)", suggestion.label.clone(), None));
        rows.push(row("提案の理由", suggestion.reasons.join("\n"), None));
    }
    let columns = Columns::new()
        .over(2, Column::new("欄").repeat(Repeat::Marked), |text: &Text<'_>| {
            Cell::text(text.name.as_str())
        })
        .over(grid.text() + 1, "内容", |text| Cell::text(text.text.as_str()))
        .over(1, "出典", |text| text.address(request, proposal.round));
    some(columns, &rows)
}

/// The program in the review, if it is the reported round's.
fn reviewed<'a>(request: &ReportRequest<'a>, proposal: &ProposalFact) -> Option<&'a ReviewProgram> {
    let review = request.figures.review.as_ref()?;
    let is_now = proposal.round == request.figures.round;
    review.programs.iter().find(|one| is_now && one.program_no == proposal.program)
}

/// What the division wrote, with the name of the program that is meant.
fn merged_into(request: &ReportRequest<'_>, proposal: &ProposalFact, text: &str) -> String {
    let plan = request.plan.in_force(proposal.round.year);
    let merges = proposal.role == Some(ChoiceRole::Merge);
    let into = merge_target(plan, proposal.program, Some(text)).ok().filter(|_| merges);
    match into.and_then(|no| plan.program(no)) {
        Some(program) => format!("No.{} {}(「{text}」と記入)", program.no, program.name),
        None => format!("「{text}」と記入"),
    }
}

/// `name(unit): present target → proposed target`.
fn target_change(
    request: &ReportRequest<'_>,
    proposal: &ProposalFact,
    reviewed: Option<&ReviewProgram>,
    target: &ProposedTarget,
) -> String {
    let plan = request.plan.in_force(proposal.round.year);
    let indicator = plan.indicator(&target.indicator);
    let name = indicator.map_or_else(
        || target.indicator.to_string(),
        |indicator| format!("{}({})", indicator.name, form_unit(indicator)),
    );
    let present = indicator.map(target_text).unwrap_or_default().replace('\n', "");
    let mut figures = reviewed.into_iter().flat_map(|one| &one.indicators);
    let figure = figures.find(|figure| figure.indicator_id == target.indicator);
    match figure.and_then(|figure| figure.proposed_target.as_ref()) {
        Some(proposed) => format!("{name}: {present} → {proposed}"),
        None => format!("{name}: {present} → 「{}」と記入", target.raw),
    }
}

/// `name(first; later)`.
fn schedule(activity: &ProposedActivity) -> String {
    let part =
        |head: &str, phase: &Option<String>| phase.as_ref().map(|phase| format!("{head}: {phase}"));
    let phases = [part("次の年度", &activity.first), part("その後", &activity.later)];
    let phases: Vec<String> = phases.into_iter().flatten().collect();
    if phases.is_empty() {
        activity.name.clone()
    } else {
        format!("{}({})", activity.name, phases.join("、"))
    }
}

/// Name, present value, target and how it is measured.
fn measure(indicator: &ProposedIndicator) -> String {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let value = |value| format!("{}{unit}", quantity_text(value, 0));
    let parts = [
        indicator.baseline.map(|baseline| format!("基準値 {}", value(baseline))),
        indicator.target.map(|target| format!("目標 {}", value(target))),
        indicator.shape.map(|shape| words::shape(shape).to_owned()),
        indicator.lower.then(|| "少ないほどよい".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        indicator.name.clone()
    } else {
        format!("{}({})", indicator.name, parts.join("、"))
    }
}

/// What the revision that is in force has changed.
pub(super) fn revised(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let review = request.figures.review.as_ref().filter(|review| !review.is_draft)?;
    let changes = review.changes.iter().filter(|change| change.program_no == program.no);
    let part = |text: &str| Cell::text(if text.is_empty() { "-" } else { text });
    let old = grid.years / 2;
    let columns = Columns::new()
        .over(2, "項目", |change: &PlanChange| Cell::text(change.what.label()))
        .over(1, "指標・取組", move |change| part(&change.item))
        .over(old, "旧", move |change| part(&change.old))
        .over(grid.years - old, "新", move |change| part(&change.new))
        .over(2, "理由", move |change| part(&change.reason));
    some(columns, changes)
}
