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
    console.note(
        worded! { "\
「{shown}」に作業用のフォルダーを作りました。
  計画: {folder}/plan.toml(まずこれを自分の市の計画に直します)
  様式: {folder}/form.toml(title と contact を自分の市のものに直します)
次は、このフォルダーの中で、順に実行します(回次 {first} は計画の最初の調査です)。
  matome template --round {first}  各課に配る調査票を output/{first}/様式 に作る
  matome check --round {first}     戻った調査票を input/{first} に入れてから、直すところを見る
  matome build --round {first}     報告書を output/{first} に作る" / "\
Made a workspace in {shown}.
  Plan: {folder}/plan.toml (edit this first)
  Form: {folder}/form.toml (its title and contact, too)
Next, inside that folder and in this order (round {first} is the plan's first survey):
  matome template --round {first}  write the forms to hand out into output/{first}/様式
  matome check --round {first}     once they are back in input/{first}, see what is to be mended
  matome build --round {first}     write the reports into output/{first}" }
        .text(console.lang()),
    )?;
    Ok(DONE)
}
