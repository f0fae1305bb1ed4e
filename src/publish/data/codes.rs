//! The lists of codes that stand in the tables, and what each code means.

use super::effects::view_word;
use super::indicators::{achieved_word, reason_word, status_word};
use super::programs::kinds;
use super::table::{Cell, Column, Draft, Head, Kind, Table};
use crate::analysis::{Achieved, ChangeKind, EffectView, IndicatorStatus, UndecidableReason};
use crate::publish::public::Public;
use crate::schema::FieldType;

/// A code of a list.
struct Code {
    list: &'static str,
    code: String,
    label: String,
    about: String,
}

/// All lists of codes.
pub(crate) struct Codes(Vec<Code>);

impl Codes {
    /// Those of a publication.
    pub(crate) fn of(public: &Public) -> Codes {
        let mut codes = Codes(Vec::new());
        codes.add("program_kind", kinds(&public.about));
        codes.ratings(public);
        for list in &public.choices {
            for (code, meaning) in &list.choices {
                codes.push(list.list, code, code, meaning);
            }
        }
        codes.add("achieved", Achieved::ALL.map(|own| (achieved_word(own), own.label())));
        codes.add(
            "indicator_status",
            IndicatorStatus::ALL.map(|own| (status_word(own), own.label())),
        );
        codes.add(
            "undecidable_reason",
            UndecidableReason::ALL.map(|own| (reason_word(own), own.label())),
        );
        codes.add("indicator_shape", SHAPES);
        codes.add("indicator_better", [("higher", "多いほどよい"), ("lower", "少ないほどよい")]);
        codes.add("missing_reason", MISSING);
        codes.add("effect_view", EffectView::ALL.map(|own| (view_word(own), own.label())));
        codes.add("narrative_item", NARRATIVES);
        let types = FieldType::ALL.into_iter().filter(|own| *own != FieldType::Indicator);
        codes.add("answer_type", types.map(|own| (own.word(), type_label(own))));
        codes.add("change_kind", ChangeKind::ALL.map(|own| (own.label(), own.label())));
        codes.add("change_action", CHANGES);
        codes
    }

    fn ratings(&mut self, public: &Public) {
        let about = &public.about;
        let Some(ratings) = &public.ratings else { return };
        for level in &about.scale.levels {
            self.push("rating_state", level.code.as_str(), &level.label, "評価した");
        }
        // Ratings of earlier rounds may be of a scale of their own.
        let earlier = public.programs.iter().flat_map(|program| &program.earlier);
        for code in earlier.filter_map(|(_, state)| state.code()) {
            if !self.has("rating_state", code.as_str()) {
                self.push("rating_state", code.as_str(), code.as_str(), "評価した(前の区分)");
            }
        }
        for reason in &ratings.reasons {
            self.push("rating_state", reason, reason, "評価しない理由");
        }
        self.push("rating_state", "unclear", "未記入", "提出はあったが、区分を読み取れない");
        self.push("rating_state", "not_submitted", "未提出", "提出がない");
    }

    fn add<L: Into<String>>(
        &mut self,
        list: &'static str,
        codes: impl IntoIterator<Item = (&'static str, L)>,
    ) {
        for (code, label) in codes {
            self.push(list, code, &label.into(), "");
        }
    }

    fn push(&mut self, list: &'static str, code: &str, label: &str, about: &str) {
        let [code, label, about] = [code, label, about].map(str::to_owned);
        self.0.push(Code { list, code, label, about });
    }

    fn has(&self, list: &str, code: &str) -> bool {
        self.of_list(list).any(|own| own == code)
    }

    /// The codes of a list.
    pub(crate) fn of_list(&self, list: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |own| own.list == list).map(|own| own.code.as_str())
    }

    /// The lists that these tables use, as a table.
    pub(crate) fn table(&self, tables: &[Table]) -> Table {
        let columns = tables.iter().flat_map(|table| &table.columns);
        let used: Vec<Kind> = columns.map(|column| column.kind).collect();
        let is_used = |code: &&Code| used.contains(&Kind::Code(code.list));
        let head = Head {
            name: "codes",
            title: "コード表",
            about: "表の中で使う記号の意味。1行が一つの記号",
            key: &["list", "code"],
            references: &[],
        };
        Draft::<&Code>::new(head)
            .with(
                Column::new(
                    "list",
                    "一覧",
                    Kind::Text,
                    "記号の一覧の名前。項目定義(dictionary)のcode_list",
                ),
                |own| Cell::text(own.list),
            )
            .with(Column::new("code", "記号", Kind::Text, "表の中の記号"), |own| {
                Cell::text(&own.code)
            })
            .with(Column::new("label", "名称", Kind::Text, "記号の名称"), |own| {
                Cell::text(&own.label)
            })
            .with(
                Column::new("description", "意味", Kind::Text, "空欄は名称のとおり").may_be_empty(),
                |own| Cell::text(&own.about),
            )
            .rows(self.0.iter().filter(is_used))
    }
}

const SHAPES: [(&str, &str); 6] = [
    ("level", "目標年度までに達する水準"),
    ("increment", "目標年度までに基準値から増やす数"),
    ("yearly_flow", "毎年度の数"),
    ("yearly_increment", "毎年度に増やす数"),
    ("not_below_previous", "前年度を下回らない"),
    ("keep_within", "決めた幅に保つ"),
];

/// Reasons of the contract, and the two that the figures add.
const MISSING: [(&str, &str); 9] = [
    ("blank", "未記入"),
    ("none", "なし"),
    ("undecided", "未定"),
    ("pending", "集計中"),
    ("unknown", "不明"),
    ("not_applicable", "対象外"),
    ("suppressed", "非公表"),
    ("unreadable", "読み取れない"),
    ("not_submitted", "未提出"),
];

const NARRATIVES: [(&str, &str); 7] = [
    ("achievement", "成果・検討状況"),
    ("issues", "課題"),
    ("next", "次年度の取組"),
    ("review_reason", "見直しの理由"),
    ("result", "取組項目の実績"),
    ("title", "財政効果の内容"),
    ("method", "財政効果の算定方法"),
];

/// What becomes of a published thing between two publications.
const CHANGES: [(&str, &str); 4] = [
    ("first", "最初の公表"),
    ("removed", "なくなった"),
    ("added", "加わった"),
    ("changed", "変わった"),
];

fn type_label(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Number | FieldType::Indicator => "数",
        FieldType::Money => "金額(円)",
        FieldType::Text => "文",
        FieldType::Choice => "選択肢",
        FieldType::Date => "日付",
    }
}
