//! Every rule of a form, fired by one change to a valid form for a made-up plan.

use super::test_plan::place_of;
use super::*;
use crate::finding::{FindOn, Problem, Thing};
use crate::terms::Lang;

pub(super) const PLAN: &str = r#"id = "mihon"
title = "見本市改革計画"
first_year = 2021
last_year = 2021
municipality = { name = "見本市", code = "131016" }
office = { division = "見本課" }
rounds = [{ round = "2021" }]
scales = [{ version = "v", since = 2021, levels = [{ code = "○", label = "よい", standing = "on_track" }] }]
not_rated = [{ reason = "対象外" }]
directions = [{ id = "1", name = "方向" }]
divisions = [{ name = "見本課" }]
programs = [
  { no = 1, direction = "1", kind = "implementation", name = "事業", lead = "見本課" },
  { no = 2, direction = "1", kind = "study", name = "検討", lead = "見本課" },
]
"#;

pub(super) const VALID: &str = r#"id = "mihon/progress"
version = 1
title = "見本調査票"
width = 60

[[choices]]
id = "state"
options = [
  { code = "未着手", synonyms = ["着手前"] },
  { code = "完了", synonyms = ["済"] },
]

[[sheets]] # implementation
kind = "implementation"
title = "見本の票"
waived_by = "not_rated_reason"

[[sheets.blocks]] # head
id = "head"
fields = [
  { label = "番号", prefill = "program_no", label_width = 8, width = 6 },
  { id = "reporter", label = "記入者", label_width = 8, required = "always" },
]

[[sheets.blocks]] # activities
id = "activities"

[sheets.blocks.table] # of activities
repeat = "activities"
spare = 2
key = "activity_{n}_{field}"
spare_key = "activity_x{k}_{field}"
columns = [ # activities
  { label = "取組", prefill = "name", width = 20 },
  { id = "status", label = "状態", type = "choice", choices = "state", width = 8 },
  { id = "result", label = "実績", required_unless = "status" },
]

[[sheets.blocks]] # effects
id = "effects"

[sheets.blocks.table] # of effects
repeat = "lines"
lines = 3
key = "effect_{n}_{field}"
columns = [
  { id = "amount", label = "額", type = "money", width = 20, min = 0, max = 1000 },
  { id = "method", label = "算定方法" },
]

[[sheets.blocks]] # overall
id = "overall"
fields = [
  { id = "rating", label = "区分", type = "choice", choices = "rating", width = 10, required_unless = "not_rated_reason" },
  { id = "not_rated_reason", label = "理由", type = "choice", choices = "not_rated" },
]

[[sheets]] # study
kind = "study"
title = "検討の票"

[[sheets.blocks]] # of study
id = "study"
fields = [{ id = "study_state", label = "状況" }]
"#;

fn load(text: &str) -> Result<Form, SchemaError> {
    let plan = load_plan(PLAN, "plan.toml").expect("the plan is valid");
    load_form(text, "form.toml", &plan)
}

/// The valid form with one passage replaced; the passage must be there exactly once.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(VALID.matches(from).count(), 1, "{from}");
    VALID.replace(from, to)
}

/// The change brings exactly one problem, at `needle`, and `fits` recognises it.
#[track_caller]
fn fires(from: &str, to: &str, needle: &str, fits: impl Fn(&Problem) -> bool) -> SchemaError {
    let text = changed(from, to);
    let error = load(&text).expect_err("the form is broken");
    assert_eq!(error.problems.len(), 1, "{error:?}");
    let problem = &error.problems[0];
    assert!(fits(&problem.what), "{problem:?}");
    assert_eq!((problem.line, problem.column), place_of(&text, needle), "{problem:?}");
    assert!(!problem.message(Lang::En).is_empty() && !problem.hint(Lang::En).is_empty());
    error
}

/// The same, and the message as a user sees it is kept.
macro_rules! fires_and_reads {
    ($name:literal, $from:expr, $to:expr, $needle:expr, $fits:pat) => {
        let error = fires($from, $to, $needle, |what| matches!(what, $fits));
        insta::assert_snapshot!($name, error.render(Lang::Ja, false));
    };
}

macro_rules! fires {
    ($from:expr, $to:expr, $needle:expr, $fits:pat) => {
        fires($from, $to, $needle, |what| matches!(what, $fits));
    };
}

#[test]
fn a_choice_of_a_dropdown_has_no_comma() {
    fires!("code = \"完了\"", "code = \"完了,済\"", "\"完了,済\"", Problem::CommaInChoice { .. });
    let plan = PLAN.replace("対象外", "対象外,終了");
    let form = SchemaText { text: VALID, file: "form.toml" };
    let errors = load_both(SchemaText { text: &plan, file: "plan.toml" }, form).unwrap_err();
    assert_eq!(errors[0].problems.len(), 1, "{errors:?}");
    assert_eq!(errors[0].problems[0].path, "not_rated[0].reason");
}

#[test]
fn the_cover_asks_single_fields_only() {
    let reporter = "label = \"記入者\", label_width = 8,";
    let covered = |field: &str| format!("{field} cover = true,");
    let form = load(&changed(reporter, &covered(reporter))).expect("a single field");
    assert_eq!(form.cover_fields().len(), 1);
    let column = "{ id = \"method\", label = \"算定方法\" }";
    let covered = column.replace(" }", ", cover = true }");
    fires!(column, &covered, "true }", Problem::NotForTheCover);
    let choice = "label = \"理由\", type = \"choice\",";
    fires!(
        choice,
        &format!("{choice} cover = true,"),
        "true, choices = \"not_rated\"",
        Problem::NotForTheCover
    );
}

#[test]
fn no_more_rows_are_usual_than_there_are() {
    assert!(load(&changed("lines = 3", "lines = 3\nusual = 3")).is_ok());
    fires!("lines = 3", "lines = 3\nusual = 4 # rows", "4 # rows", Problem::UsualRows { .. });
    fires!(
        "spare = 2",
        "spare = 2\nusual = 1 # row",
        "1 # row",
        Problem::UsualRows { lines: 0, .. }
    );
}

#[test]
fn the_valid_form_loads() {
    assert_eq!(load(VALID).map(|form| form.sheets.len()), Ok(2));
}

#[test]
fn the_embedded_form_fits_the_embedded_plan() {
    let shown = |error: SchemaError| panic!("{}", error.render(Lang::En, false));
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap_or_else(shown);
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan)
        .unwrap_or_else(|error| panic!("{}", error.render(Lang::En, false)));
    assert!(form.sheet(ProgramKind::Study).is_some());
}

#[test]
fn sheets_of_kinds() {
    let again =
        format!("{VALID}\n[[sheets]]\nkind = \"study\" # two\ntitle = \"再\"\nblocks = []\n");
    let error = load(&again).expect_err("the form is broken");
    assert_eq!(error.problems.len(), 1);
    assert!(matches!(error.problems[0].what, Problem::Duplicate { thing: Thing::Sheet, .. }));
    assert_eq!(
        (error.problems[0].line, error.problems[0].column),
        place_of(&again, "\"study\" # two")
    );

    let (one, _) = VALID.split_once("[[sheets]] # study").expect("the form has two sheets");
    let error = load(one).expect_err("the form is broken");
    assert_eq!(error.problems[0].what, Problem::KindWithoutSheet { kind: "study" });
    assert_eq!(error.problems.len(), 1);
    assert_eq!(
        (error.problems[0].line, error.problems[0].column),
        place_of(one, "[[sheets]] # impl")
    );
}

#[test]
fn keys_and_titles() {
    fires!("id = \"mihon/progress\"", "id = \"\"", "\"\"", Problem::Empty { thing: Thing::FileId });
    fires!("id = \"reporter\"", "id = \"記入者\"", "\"記入者\", label", Problem::BadKey { .. });
    fires!("id = \"effects\"", "id = \"Effects\"", "\"Effects\"", Problem::BadKey { .. });
    fires!(
        "id = \"effects\"",
        "id = \"head\" # two",
        "\"head\" # two",
        Problem::Duplicate { thing: Thing::Block, .. }
    );
}

#[test]
fn lists_of_choices() {
    fires!(
        "[[sheets]] # implementation",
        "[[choices]]\nid = \"state\" # two\noptions = [{ code = \"他\" }]\n\n[[sheets]]",
        "\"state\" # two",
        Problem::Duplicate { thing: Thing::ChoiceList, .. }
    );
    fires!(
        "[[sheets]] # implementation",
        "[[choices]]\nid = \"none\"\noptions = []\n\n[[sheets]]",
        "[]",
        Problem::Empty { thing: Thing::Choice }
    );
    fires!(
        "{ code = \"完了\"",
        "{ code = \"未 着手\"",
        "\"未 着手\"",
        Problem::Duplicate { thing: Thing::Choice, .. }
    );
    fires!(
        "synonyms = [\"済\"] },",
        "synonyms = [\"済\", \"着手前\"] }, # two",
        "\"着手前\"] }, # two",
        Problem::Ambiguous { thing: Thing::Choice, .. }
    );
}

#[test]
fn fields_and_their_lists() {
    fires_and_reads!(
        "choice_without_list",
        "type = \"choice\", choices = \"state\"",
        "type = \"choice\"",
        "{ id = \"status\"",
        Problem::ChoiceWithoutList
    );
    fires!(
        "type = \"choice\", choices = \"state\"",
        "choices = \"state\"",
        "\"state\", width",
        Problem::ListWithoutChoice
    );
    fires_and_reads!(
        "unknown_list",
        "choices = \"state\"",
        "choices = \"states\"",
        "\"states\"",
        Problem::Unknown { thing: Thing::ChoiceList, .. }
    );
    fires!("prefill = \"program_no\", ", "", "{ label = \"番号\"", Problem::NothingToShow);
}

#[test]
fn a_plan_without_reasons_has_no_list_of_them() {
    let plan = PLAN.replace("not_rated = [{ reason = \"対象外\" }]\n", "");
    let plan = load_plan(&plan, "plan.toml").expect("reasons are not required");
    let error = load_form(VALID, "form.toml", &plan).expect_err("the list is gone");
    assert!(matches!(error.problems[0].what, Problem::Unknown { thing: Thing::ChoiceList, .. }));
    assert_eq!(
        (error.problems[0].line, error.problems[0].column),
        place_of(VALID, "\"not_rated\"")
    );
}

#[test]
fn keys_of_fields() {
    fires_and_reads!(
        "same_key",
        "id = \"reporter\"",
        "id = \"rating\"",
        "\"rating\", label = \"区分\"",
        Problem::Duplicate { thing: Thing::Field, .. }
    );
    fires!(
        "id = \"method\"",
        "id = \"amount\"",
        "\"amount\", label = \"算定方法\"",
        Problem::Duplicate { thing: Thing::Field, .. }
    );
}

#[test]
fn patterns_of_keys() {
    fires!(
        "key = \"effect_{n}_{field}\"",
        "key = \"effect_{field}\"",
        "\"effect_{field}\"",
        Problem::PatternLacks { placeholder: "{n}", .. }
    );
    fires!(
        "\"effect_{n}_{field}\"",
        "\"effect_{n}\"",
        "\"effect_{n}\"",
        Problem::PatternLacks { placeholder: "{field}", .. }
    );
    fires!(
        "\"activity_x{k}_{field}\"",
        "\"activity_x_{field}\"",
        "\"activity_x_{field}\"",
        Problem::PatternLacks { placeholder: "{k}", .. }
    );
    fires!(
        "key = \"effect_{n}_{field}\"",
        "key = \"効果_{n}_{field}\"",
        "\"効果_{n}_{field}\"",
        Problem::BadKey { .. }
    );
    fires!(
        "spare_key = \"activity_x{k}_{field}\"\n",
        "",
        "[sheets.blocks.table] # of activities",
        Problem::MissingKey { .. }
    );
}

#[test]
fn blocks_and_tables() {
    fires!(
        "id = \"effects\"\n",
        "id = \"effects\"\nfields = [{ id = \"extra\", label = \"余分\" }]\n",
        "[[sheets.blocks]] # effects",
        Problem::FieldsAndTable
    );
    fires!(
        "fields = [{ id = \"study_state\", label = \"状況\" }]\n",
        "",
        "[[sheets.blocks]] # of study",
        Problem::EmptyBlock
    );
    fires!("lines = 3", "lines = 0 # none", "0 # none", Problem::Empty { thing: Thing::Line });
}

#[test]
fn fields_that_are_named() {
    fires!(
        "waived_by = \"not_rated_reason\"",
        "waived_by = \"reason\"",
        "\"reason\"",
        Problem::Unknown { thing: Thing::Field, .. }
    );
    fires!(
        "required_unless = \"status\"",
        "required_unless = \"amount\"",
        "\"amount\" },",
        Problem::Unknown { thing: Thing::Field, .. }
    );
}

#[test]
fn widths_and_limits() {
    fires_and_reads!(
        "too_wide",
        "prefill = \"name\", width = 20",
        "prefill = \"name\", width = 52",
        "[ # activities",
        Problem::TooWide { sum: 61, width: 60 }
    );
    fires!(
        "prefill = \"name\", width = 20",
        "prefill = \"name\"",
        "{ id = \"result\"",
        Problem::SecondOpenColumn
    );
    fires!(
        "label_width = 8, width = 6",
        "label_width = 8, width = 50",
        "{ id = \"reporter\"",
        Problem::TooWide { sum: 67, .. }
    );
    fires!("min = 0", "min = 2000", "2000", Problem::MinAboveMax { .. });
}

/// The valid form as one that already exists: every sheet and field is found.
fn existing() -> String {
    let find = |name: &str| format!("find = {{ names = [\"{name}\"] }}\n");
    let text = changed("title = \"見本の票\"\n", &format!("title = \"見本の票\"\n{}", find("票*")));
    let fields = text
        .replace("width = 60\n", "")
        .replace("title = \"検討の票\"\n", &format!("title = \"検討の票\"\n{}", find("検討*")))
        .replace("id = \"reporter\",", "id = \"reporter\", find = { cell = \"C2\" },")
        .replace("id = \"rating\",", "id = \"rating\", find = {},")
        .replace("id = \"not_rated_reason\",", "id = \"not_rated_reason\", find = {},")
        .replace("id = \"study_state\",", "id = \"study_state\", find = { go = \"below\" },");
    fields.replace("type = \"money\",", "type = \"money\", unit = \"円\",")
}

/// A change to the existing form brings exactly one problem, at `needle`.
#[track_caller]
fn fires_existing(from: &str, to: &str, needle: &str, fits: impl Fn(&Problem) -> bool) {
    let valid = existing();
    assert_eq!(valid.matches(from).count(), 1, "{from}");
    let text = valid.replace(from, to);
    let error = load(&text).expect_err("the form is broken");
    assert_eq!(error.problems.len(), 1, "{error:?}");
    let problem = &error.problems[0];
    assert!(fits(&problem.what), "{problem:?}");
    assert_eq!((problem.line, problem.column), place_of(&text, needle), "{problem:?}");
    for lang in [Lang::Ja, Lang::En] {
        assert!(!problem.message(lang).is_empty() && !problem.hint(lang).is_empty());
    }
}

macro_rules! fires_existing {
    ($from:expr, $to:expr, $needle:expr, $fits:pat) => {
        fires_existing($from, $to, $needle, |what| matches!(what, $fits));
    };
}

#[test]
fn a_form_that_already_exists_needs_no_widths_but_places() {
    let form =
        load(&existing()).unwrap_or_else(|error| panic!("{}", error.render(Lang::En, false)));
    assert!(form.is_existing());
    fires_existing!(
        "find = { cell = \"C2\" }, ",
        "",
        "{ id = \"reporter\"",
        Problem::FieldWithoutFind
    );
    fires_existing!("\"C2\"", "\"2C\"", "\"2C\"", Problem::NotACell { .. });
    fires_existing!(
        "find = { names = [\"検討*\"] }\n",
        "",
        "[[sheets]] # study",
        Problem::SheetWithoutFind
    );
    fires_existing!(
        "names = [\"検討*\"]",
        "names = []",
        "[] }",
        Problem::Empty { thing: Thing::Sheet }
    );
    fires_existing!(
        "{ cell = \"C2\" }",
        "{ cell = \"C2\", offset = 2 }",
        "2 }, label",
        Problem::FindKeyUseless { key: "offset", on: FindOn::Address }
    );
}

#[test]
fn sheets_of_several_programs_say_where_each_is() {
    fires_existing!(
        "names = [\"検討*\"] }",
        "names = [\"検討*\"], each = \"section\" } # two",
        "{ names = [\"検討*\"]",
        Problem::MissingKey { .. }
    );
    fires_existing!(
        "names = [\"検討*\"] }",
        "names = [\"検討*\"], start = \"検討票\" }",
        "\"検討票\"",
        Problem::FindKeyUseless { key: "start", .. }
    );
    fires_existing!(
        "names = [\"検討*\"] }",
        "names = [\"検討*\"], each = \"section\", program = { cell = \"C3\" } }",
        "\"C3\"",
        Problem::FindKeyUseless { key: "cell", on: FindOn::SharedSheet }
    );
    fires_existing!(
        "{ label = \"取組\", prefill = \"name\", width = 20 }",
        "{ label = \"取組\", prefill = \"other\", width = 20 }",
        "[ # activities",
        Problem::NameColumnMissing
    );
    fires_existing!(
        "id = \"method\",",
        "id = \"method\", find = { go = \"below\" },",
        "\"below\" }, label = \"算定方法\"",
        Problem::FindKeyUseless { key: "go", on: FindOn::Column }
    );
}

#[test]
fn nobody_guesses_the_unit_of_money() {
    fires_existing!("unit = \"円\", ", "", "{ id = \"amount\"", Problem::MoneyUnitUnknown);
    fires_existing!("unit = \"円\"", "unit = \"ドル\"", "\"ドル\"", Problem::MoneyUnit { .. });
    // A form of our own is in 千円 and says nothing of places.
    fires!(
        "type = \"money\", ",
        "type = \"money\", unit = \"円\", ",
        "\"円\"",
        Problem::MoneyUnit { .. }
    );
    fires!(
        "id = \"method\", ",
        "id = \"method\", find = {}, ",
        "{}, label",
        Problem::FindOnOwnForm
    );
    fires!("width = 60\n", "", "id = \"mihon/progress\"", Problem::MissingKey { .. });
}
