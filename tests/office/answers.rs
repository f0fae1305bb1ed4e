//! Made-up answers: what is put into the cells of a form, and what must be read back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Answers by defined name.
#[derive(Default)]
pub struct Answers(BTreeMap<String, Answer>);

struct Answer {
    put: Value,
    read: String,
}

impl Answers {
    /// An answer for every cell named. No two cells of a sheet get the same text or number, so that a value read from
    /// a neighbouring cell shows. `money` holds the indicators that the form asks for in 千円.
    pub fn for_every_cell(names: &[String], money: &[&str]) -> Answers {
        let mut answers = Answers::default();
        for (index, name) in names.iter().enumerate() {
            let field = field_of(name);
            // A reason for no rating would waive all the other answers.
            if field != "not_rated_reason" {
                let in_thousands = money.iter().any(|indicator| field.contains(indicator));
                answers.add(name, index, field, in_thousands);
            }
        }
        answers
    }

    fn add(&mut self, name: &str, index: usize, field: &str, in_thousands: bool) {
        let one_of = |codes: &[&str]| codes[index % codes.len()].to_owned();
        let last = field.rsplit('_').next().unwrap_or(field);
        let is_amount = field.starts_with("effect_") && matches!(last, "planned" | "actual");
        let is_quantity = field.starts_with("review_target_")
            || (field.starts_with("review_indicator_") && matches!(last, "baseline" | "target"))
            || (field.starts_with("indicator_") && (last == "actual" || field.contains("_past_")));
        let text = match last {
            _ if is_amount || (is_quantity && in_thousands) => {
                let thousands = 10_000 + index;
                return self.set(name, json!(thousands), &format!("{thousands}000"));
            }
            _ if is_quantity => {
                // Rates end at 100: at most 94.5, and the tenths keep neighbours apart.
                let (whole, tenth) = (index % 90 + 5, index % 5 + 1);
                let number = format!("{whole}.{tenth}");
                return self.set(name, json!(number.parse::<f64>().expect("a number")), &number);
            }
            "date" => {
                let date = format!("2023-04-{:02}", index % 28 + 1);
                return self.set(name, json!({ "date": &date }), &date);
            }
            "rating" => one_of(&["S", "A", "B"]),
            "status" => one_of(&["未着手", "準備中", "実施中", "完了", "中止"]),
            "kind" => one_of(&["歳入確保", "歳出削減"]),
            "nature" => one_of(&["単年度", "継続"]),
            "basis" => one_of(&["決算", "決算見込", "予算"]),
            "direction" => one_of(&["拡充", "継続", "見直し", "縮小", "統合", "終了"]),
            "verdict" => one_of(&["実施へ移行", "既存に統合", "検討継続", "終了"]),
            "time" => one_of(&["期末までに達成", "毎年度達成"]),
            "better" => one_of(&["多いほどよい", "少ないほどよい"]),
            "unit" => format!("単位{index}"),
            "into" => format!("{}", index % 28 + 1),
            // `_x1_` would be a character by its number for some programs.
            _ => format!("{}への記入 その{index}", field.replace('_', "-")),
        };
        self.set(name, json!(text), &text);
    }

    /// Puts another answer into a cell.
    pub fn set(&mut self, name: &str, put: Value, read: &str) {
        self.0.insert(name.to_owned(), Answer { put, read: read.to_owned() });
    }

    /// Takes the answer out of a cell.
    pub fn without(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// What goes into the cells, by name.
    pub fn to_put(&self) -> Value {
        self.0.iter().map(|(name, answer)| (name.clone(), answer.put.clone())).collect()
    }

    /// What must be read from this cell; nothing from an empty one.
    pub fn read(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|answer| answer.read.as_str())
    }
}

/// `in_p12_effect_1_kind` → `effect_1_kind`.
fn field_of(name: &str) -> &str {
    name.splitn(3, '_').nth(2).expect("a name of the form in_p<NN>_<field>")
}
