//! JSON Schemas of the two files, for editors that complete and check while one types.

use schemars::JsonSchema;

use super::form::Form;
use super::plan::Plan;

/// The JSON Schema of `plan.toml`, indented, with a newline at its end.
pub fn plan_json_schema() -> String {
    text_of::<Plan>()
}

/// The JSON Schema of `form.toml`, indented, with a newline at its end.
pub fn form_json_schema() -> String {
    text_of::<Form>()
}

/// Keys come out sorted, so the text is the same on every run.
fn text_of<T: JsonSchema>() -> String {
    format!("{:#}\n", schemars::schema_for!(T).to_value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_are_json_and_the_same_each_time() {
        for (text, again, title) in [
            (plan_json_schema(), plan_json_schema(), "Plan"),
            (form_json_schema(), form_json_schema(), "Form"),
        ] {
            assert_eq!(text, again);
            assert!(text.ends_with("}\n"));
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(value["title"], title);
            assert_eq!(value["additionalProperties"], false);
        }
    }
}
