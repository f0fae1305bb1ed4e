//! `matome init`: a workspace to start from.

use std::path::Path;

use super::arguments::InitArguments;
use super::console::Console;
use super::deliver::{OutputFile, deliver};
use super::error::CliError;
use super::exit::DONE;
use crate::finding::worded;
use crate::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, form_json_schema, load_plan, plan_json_schema};

/// Writes plan, form, settings and folders into a folder that has none of them.
pub(super) fn run(console: &Console, arguments: &InitArguments) -> Result<u8, CliError> {
    let dir: &Path = &arguments.dir;
    let settings = dir.join("matome.toml");
    if settings.exists() || dir.join("schemas").exists() {
        return Err(CliError::WorkspaceThere { folder: dir.display().to_string() });
    }
    let shown = dir.display();
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml")?;
    let folder = format!("schemas/{}", plan.id);
    let text = |name: String, text: &str| OutputFile { name, bytes: text.as_bytes().to_vec() };
    let settings = format!(
        "# matome の設定。コマンドの指定があれば、そちらが優先されます。\nplan = \"{}\"\ninput = \"input\"\noutput = \"output\"\n",
        plan.id
    );
    let first = plan.rounds.first().map(|planned| planned.round.to_string()).unwrap_or_default();
    let input_note = format!(
        "# 提出ファイルを入れるフォルダー\n\n回次の名前のフォルダー(例: `{first}`)を作り、各課から提出された調査票(Excel)を入れます。\n"
    );
    let files = [
        text(format!("{folder}/plan.toml"), EMBEDDED_PLAN),
        text(format!("{folder}/form.toml"), EMBEDDED_FORM),
        text("schemas/plan.schema.json".to_owned(), &plan_json_schema()),
        text("schemas/form.schema.json".to_owned(), &form_json_schema()),
        text("matome.toml".to_owned(), &settings),
        text("input/README.md".to_owned(), &input_note),
        text("output/.gitkeep".to_owned(), ""),
    ];
    deliver(dir, &files, &[])?;
    console.note(worded! { "「{shown}」に作業用のフォルダーを作りました。\n  計画: {folder}/plan.toml(まずこれを自分の市の計画に直します)\n  様式: {folder}/form.toml\n次は、このフォルダーの中で matome template --round {first} を実行すると、各課に配る調査票ができます。" / "Made a workspace in {shown}.\n  Plan: {folder}/plan.toml (edit this first)\n  Form: {folder}/form.toml\nNext, inside that folder: matome template --round {first}" }.text(console.lang()))?;
    Ok(DONE)
}
