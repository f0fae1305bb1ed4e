//! A form that was copied from another city and still speaks of it.

use std::path::Path;

use super::workspace::{Workspace, plans_there};
use crate::finding::{Wording, worded};
use crate::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, Form, Plan, load_form, load_plan};

/// What the form still says of another city, whose form is embedded or lies beside it.
pub(super) fn words_of_another_city(workspace: &Workspace) -> Option<Wording> {
    let own = &workspace.form;
    let strangers = originals().into_iter();
    let mut strangers =
        strangers.filter(|(plan, _)| plan.municipality.code != workspace.plan.municipality.code);
    strangers.find_map(|(plan, form)| {
        let kept = |key: &str, own: &str, other: &str| {
            (!own.is_empty() && own == other).then(|| format!("{key} = \"{own}\""))
        };
        let kept = [
            kept("title", &own.title, &form.title),
            kept("contact", &own.contact, &form.contact),
        ];
        let kept: Vec<String> = kept.into_iter().flatten().collect();
        let (lines, city) = (kept.join("\n  "), &plan.municipality.name);
        let own_city = &workspace.plan.municipality.name;
        (!kept.is_empty()).then(|| worded! { "form.toml に、{city}の様式から写したままの行があります。{own_city}のものに直してから配ってください。\n  {lines}" / "form.toml still has lines of the form of {city}. Change them to those of {own_city} before the forms go out.\n  {lines}" })
    })
}

/// The plans and forms that may have been copied; what cannot be read is nobody's pattern.
fn originals() -> Vec<(Plan, Form)> {
    let beside = plans_there().into_iter().filter_map(|id| {
        let folder = Path::new("schemas").join(id);
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        Some((text("plan.toml")?, text("form.toml")?))
    });
    let embedded = (EMBEDDED_PLAN.to_owned(), EMBEDDED_FORM.to_owned());
    let all = std::iter::once(embedded).chain(beside);
    all.filter_map(|(plan, form)| {
        let plan = load_plan(&plan, "plan.toml").ok()?;
        let form = load_form(&form, "form.toml", &plan).ok()?;
        Some((plan, form))
    })
    .collect()
}
