//! `matome template`: the workbooks to hand out.

use super::arguments::TemplateArguments;
use super::choice::{Choice, earlier_submissions_in, written_to};
use super::console::Console;
use super::copied_form::words_of_another_city;
use super::deliver::{OutputFile, deliver};
use super::error::{CliError, listed};
use super::exit::DONE;
use super::stages::read_history;
use super::workspace::Workspace;
use crate::finding::worded;
use crate::handout::{TemplateRequest, write_template};
use crate::notation::comparison_key;
use crate::schema::{Division, Plan, among};

/// Writes one workbook per lead division; what earlier rounds reported is printed on it.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &TemplateArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?.cached(None, &arguments.cache);
    workspace.own_form()?;
    workspace.named_plan()?;
    let choice = Choice::asked(&workspace, arguments.round)?;
    let round = choice.round;
    let target = match &arguments.out {
        Some(out) => out.clone(),
        None => workspace.output.join(round.to_string()).join("様式"),
    };
    choice.announce(
        console,
        &workspace,
        &[earlier_submissions_in(&workspace.input), written_to(&target)],
    );
    if let Some(words) = words_of_another_city(&workspace) {
        console.warn(words.text(console.lang()));
    }
    let history = read_history(console, &workspace, &workspace.input, round, false)?;
    let context = workspace.form_of(round, &history.past);
    let divisions = chosen(context.plan, &arguments.division)?;
    let bar = console.progress(divisions.len(), console.say("調査票を作成", "Writing forms"));
    let mut files = Vec::new();
    for division in divisions {
        let request =
            TemplateRequest { context, division, mark: None, entries: &|_, _| None, marks: None };
        let bytes =
            write_template(&request).map_err(|error| CliError::internal("template", &error))?;
        files.push(OutputFile { name: format!("{}.xlsx", division.name), bytes });
        bar.inc(1);
    }
    bar.finish_and_clear();
    deliver(&target, &files, &[])?;
    let (count, shown) = (files.len(), target.display());
    console.note(worded! { [label = round.label()] "{label} の調査票を {count}件作り、「{shown}」に入れました。" / "Wrote {count} forms of round {round} into {shown}." }.text(console.lang()))?;
    for file in &files {
        console.note(&format!("  {}", file.name))?;
    }
    Ok(DONE)
}

/// The divisions asked for, or all that lead a program.
fn chosen<'a>(plan: &'a Plan, names: &[String]) -> Result<Vec<&'a Division>, CliError> {
    let leads: Vec<&Division> = plan.lead_divisions().collect();
    if names.is_empty() {
        return Ok(leads);
    }
    names
        .iter()
        .map(|name| {
            let key = comparison_key(name);
            let is_it = |division: &&&Division| {
                comparison_key(division.name.as_str()) == key
                    || division.aliases.iter().any(|alias| comparison_key(alias) == key)
            };
            leads.iter().find(is_it).copied().ok_or_else(|| {
                let known: Vec<&str> =
                    leads.iter().map(|division| division.name.as_str()).collect();
                let (guess, _) = among(name, known.iter().map(|name| (*name).to_owned()));
                CliError::UnknownDivision { name: name.clone(), guess, known: listed(known) }
            })
        })
        .collect()
}
