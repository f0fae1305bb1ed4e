//! What was written in words: narratives, added fields, the review, opinions, corrections.

use super::programs::{FISCAL_YEAR, OF_PROGRAM, PROGRAM_NO, ROUND, of_city};
use super::table::{Cell, Column, Head, Kind, Table, number_of, whole, year};
use crate::analysis::PlanChange;
use crate::publish::public::Public;
use crate::publish::public_parts::{PublicAnswer, PublicNarrative, PublicProgram};
use crate::schema::{CorrectionNote, Opinion};
use crate::terms::ProgramNo;

/// Free text, one a row.
pub(super) fn narratives(public: &Public) -> Table {
    let head = Head {
        name: "narratives",
        title: "取組の記述",
        about: "成果・課題・次年度の取組などの文。1行が一つの欄の文",
        key: &["area_code", "program_no", "subject", "item"],
        references: &[OF_PROGRAM],
    };
    let rows = public.programs.iter().flat_map(PublicProgram::narratives);
    of_city::<PublicNarrative<'_>>(&public.about, head)
        .with(PROGRAM_NO, |own| number_of(own.program))
        .with(FISCAL_YEAR, |_| year(public.about.round.year))
        .with(ROUND, |_| Cell::text(public.about.round.to_string()))
        .with(SUBJECT, |own| Cell::text(&own.subject))
        .with(
            Column::new("item", "欄", Kind::Code("narrative_item"), "何についての文か"),
            |own| Cell::text(own.item),
        )
        .with(TEXT, |own| Cell::text(own.text))
        .rows(rows)
}

const SUBJECT: Column = Column::new(
    "subject",
    "対象",
    Kind::Text,
    "programはプログラム全体、activity_番号は取組項目、effect_番号は財政効果の行、indicator_記号は指標",
);
const TEXT: Column = Column::new(
    "text",
    "文",
    Kind::Text,
    "改行は「 / 」に、続いた空白は一つにしてある。=+-@で始まる文には前に「'」が付く",
);

/// Answers to fields that the city added.
pub(super) fn answers(public: &Public) -> Table {
    let head = Head {
        name: "answers",
        title: "市が加えた欄",
        about: "市が調査票に加えた欄の答え。1行が一つの欄",
        key: &["area_code", "program_no", "subject", "field"],
        references: &[OF_PROGRAM],
    };
    let rows = public.programs.iter();
    let rows = rows.flat_map(|program| program.answers.iter().map(|answer| (program.no, answer)));
    of_city::<(ProgramNo, &PublicAnswer)>(&public.about, head)
        .with(PROGRAM_NO, |(no, _)| number_of(*no))
        .with(FISCAL_YEAR, |_| year(public.about.round.year))
        .with(ROUND, |_| Cell::text(public.about.round.to_string()))
        .with(SUBJECT, |(_, own)| Cell::text(&own.subject))
        .with(Column::new("field", "欄の記号", Kind::Text, "様式での記号"), |(_, own)| {
            Cell::text(&own.field)
        })
        .with(
            Column::new("label", "欄の名称", Kind::Text, "様式での見出し"),
            |(_, own)| Cell::text(&own.label),
        )
        .with(
            Column::new(
                "answer_type",
                "値の種類",
                Kind::Code("answer_type"),
                "数か、文か、選択肢か、日付か",
            ),
            |(_, own)| Cell::text(own.kind),
        )
        .with(
            Column::new(
                "answer_number",
                "数の答え",
                Kind::Number,
                "単位はunit。空欄は数でないもの",
            )
            .may_be_empty(),
            |(_, own)| Cell::maybe(own.number, Cell::Number),
        )
        .with(
            Column::new("unit", "単位", Kind::Text, "数の単位。金額は円。空欄は単位なし")
                .may_be_empty(),
            |(_, own)| Cell::text(&own.unit),
        )
        .with(
            Column::new("answer_text", "文の答え", Kind::Text, "文・選択肢・日付。空欄はそれ以外")
                .may_be_empty(),
            |(_, own)| Cell::maybe(own.text.as_ref(), Cell::text),
        )
        .with(Column::is_approximate(), |(_, own)| Cell::Boolean(own.approx))
        .with(Column::missing_reason(), |(_, own)| {
            let has_none = own.number.is_none() && own.text.is_none();
            let reason = own.missing.map_or("unreadable", |missing| missing.as_str());
            Cell::maybe(has_none.then_some(reason), Cell::text)
        })
        .rows(rows)
}

/// What the review changes in the plan.
pub(super) fn review(public: &Public) -> Option<Table> {
    let review = public.review.as_ref()?;
    let head = Head {
        name: "review_changes",
        title: "中間見直し",
        about: "中間見直しで計画のどこが変わるか。1行が一つの変更",
        key: &["area_code", "change_no"],
        references: &[OF_PROGRAM],
    };
    let known =
        |change: &&PlanChange| public.programs.iter().any(|own| own.no == change.program_no);
    let rows = (1_i64..).zip(review.changes.iter().filter(known));
    let text = |text: &str| Cell::text(text);
    let table = of_city::<(i64, &PlanChange)>(&public.about, head)
        .with(
            Column::new("change_no", "変更の番号", Kind::Integer, "この表での順"),
            |(no, _)| whole(*no),
        )
        .with(PROGRAM_NO, |(_, change)| number_of(change.program_no))
        .with(
            Column::new("from_year", "改訂の年度", Kind::Year, "改めた計画が始まる年度"),
            |_| year(review.from),
        )
        .with(
            Column::new(
                "is_draft",
                "案か",
                Kind::Boolean,
                "担当課の提案によるもので、決まっていないか",
            ),
            |_| Cell::Boolean(review.is_draft),
        )
        .with(
            Column::new(
                "change_kind",
                "変更の種類",
                Kind::Code("change_kind"),
                "計画の何が変わるか",
            ),
            |(_, change)| Cell::text(change.what.label()),
        )
        .with(
            Column::new("item", "指標や取組項目", Kind::Text, "空欄はプログラム全体")
                .may_be_empty(),
            move |(_, change)| text(&change.item),
        )
        .with(
            Column::new("before", "変更前", Kind::Text, "空欄は前にないもの").may_be_empty(),
            move |(_, change)| text(&change.old),
        )
        .with(
            Column::new("after", "変更後", Kind::Text, "空欄はなくなるもの").may_be_empty(),
            move |(_, change)| text(&change.new),
        )
        .with(
            Column::new("reason", "理由", Kind::Text, "空欄は記載なし").may_be_empty(),
            move |(_, change)| text(&change.reason),
        )
        .rows(rows);
    Some(table)
}

const MAYBE_PROGRAM: Column =
    Column { about: "空欄は計画全体についてのもの", required: false, ..PROGRAM_NO };

/// What the committee said.
pub(super) fn opinions(public: &Public) -> Table {
    let head = Head {
        name: "opinions",
        title: "委員会の意見",
        about: "委員会の意見と市の考え方。1行が一つの意見",
        key: &["area_code", "opinion_no"],
        references: &[OF_PROGRAM],
    };
    let of_programs = public.programs.iter().flat_map(|program| &program.opinions);
    let rows = (1_i64..).zip(public.opinions.iter().chain(of_programs));
    of_city::<(i64, &Opinion)>(&public.about, head)
        .with(
            Column::new("opinion_no", "意見の番号", Kind::Integer, "この表での順"),
            |(no, _)| whole(*no),
        )
        .with(MAYBE_PROGRAM, |(_, own)| Cell::maybe(own.program, number_of))
        .with(TEXT, |(_, own)| Cell::text(&own.text))
        .with(
            Column::new("answer", "市の考え方", Kind::Text, "空欄は回答前").may_be_empty(),
            |(_, own)| Cell::maybe(own.answer.as_ref(), Cell::text),
        )
        .rows(rows)
}

/// What was published wrong.
pub(super) fn corrections(public: &Public) -> Table {
    let head = Head {
        name: "corrections",
        title: "正誤",
        about: "公表したものの訂正。1行が一つの訂正",
        key: &["area_code", "correction_no"],
        references: &[OF_PROGRAM],
    };
    let rows = (1_i64..).zip(&public.corrections);
    of_city::<(i64, &CorrectionNote)>(&public.about, head)
        .with(
            Column::new("correction_no", "訂正の番号", Kind::Integer, "この表での順"),
            |(no, _)| whole(*no),
        )
        .with(
            Column::new("date", "訂正の日", Kind::Date, "訂正を公表した日"),
            |(_, own)| Cell::text(&own.date),
        )
        .with(MAYBE_PROGRAM, |(_, own)| Cell::maybe(own.program, number_of))
        .with(TEXT, |(_, own)| Cell::text(&own.text))
        .with(
            Column::new("before", "誤", Kind::Text, "空欄は記載なし").may_be_empty(),
            |(_, own)| Cell::maybe(own.before.as_ref(), Cell::text),
        )
        .with(
            Column::new("after", "正", Kind::Text, "空欄は記載なし").may_be_empty(),
            |(_, own)| Cell::maybe(own.after.as_ref(), Cell::text),
        )
        .rows(rows)
}
