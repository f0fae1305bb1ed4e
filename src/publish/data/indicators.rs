//! Indicators: what they are and how they stand, and their value of each year.

use super::programs::{FISCAL_YEAR, OF_PROGRAM, PROGRAM_NO, ROUND, of_city};
use super::table::{Cell, Column, Head, Kind, Reference, Table, number_of, whole, year};
use crate::analysis::{Achieved, IndicatorActual, IndicatorStatus, UndecidableReason};
use crate::publish::public::Public;
use crate::publish::public_parts::PublicIndicator;
use crate::schema::Better;

const INDICATOR_ID: Column =
    Column::new("indicator_id", "指標の記号", Kind::Text, "計画の中で一つだけの記号");

/// The word of a status in data.
pub(crate) fn status_word(status: IndicatorStatus) -> &'static str {
    match status {
        IndicatorStatus::Achieved => "achieved",
        IndicatorStatus::OnCourse => "on_course",
        IndicatorStatus::Short => "short",
        IndicatorStatus::FallingBack => "falling_back",
        IndicatorStatus::Undecidable => "undecidable",
    }
}

/// The word of a reason in data.
pub(super) fn reason_word(reason: UndecidableReason) -> &'static str {
    match reason {
        UndecidableReason::NoValue => "no_value",
        UndecidableReason::HalfYear => "half_year",
        UndecidableReason::NothingToCompare => "nothing_to_compare",
        UndecidableReason::Approximate => "approximate",
        UndecidableReason::NoSecondPoint => "no_second_point",
    }
}

/// The word of a verdict in data.
pub(super) fn achieved_word(achieved: Achieved) -> &'static str {
    match achieved {
        Achieved::Yes => "yes",
        Achieved::No => "no",
        Achieved::Undecided => "undecided",
    }
}

/// What the indicators are, and how they stand in the round.
pub(super) fn list(public: &Public) -> Table {
    let head = Head {
        name: "indicator_list",
        title: "指標の一覧",
        about: "指標の定義と、その回次での判定。1行が一つの指標",
        key: &["area_code", "indicator_id"],
        references: &[OF_PROGRAM],
    };
    let draft = of_city::<&PublicIndicator>(&public.about, head)
        .with(PROGRAM_NO, |own| number_of(own.program()))
        .with(INDICATOR_ID, |own| Cell::text(own.id()))
        .with(Column::new("name", "指標名", Kind::Text, "計画での名称"), |own| {
            Cell::text(&own.figure.name)
        })
        .with(
            Column::new("definition", "定義", Kind::Text, "何を数えるか。空欄は定義の記載なし")
                .may_be_empty(),
            |own| Cell::maybe(own.definition.as_ref(), Cell::text),
        )
        .with(
            Column::new("data_source", "資料", Kind::Text, "数の出どころ。空欄は記載なし")
                .may_be_empty(),
            |own| Cell::maybe(own.data_source.as_ref(), Cell::text),
        )
        .with(
            Column::new("unit", "単位", Kind::Text, "この指標のすべての数の単位。金額は円"),
            |own| Cell::text(&own.figure.unit),
        )
        .with(
            Column::new("decimals", "小数点以下の桁数", Kind::Integer, "表示するときの桁数"),
            |own| whole(own.figure.decimals),
        )
        .with(
            Column::new("shape", "目標の形", Kind::Code("indicator_shape"), "目標との比べ方"),
            |own| Cell::text(own.shape.as_str()),
        )
        .with(
            Column::new(
                "better",
                "良い方向",
                Kind::Code("indicator_better"),
                "多いほどよいか、少ないほどよいか",
            ),
            |own| Cell::text(better_word(own.better)),
        );
    standing(targets(draft)).rows(&public.indicators)
}

type List<'a> = super::table::Draft<'a, &'a PublicIndicator>;

fn targets<'a>(draft: List<'a>) -> List<'a> {
    draft
        .with(
            Column::new(
                "baseline_number",
                "基準値",
                Kind::Number,
                "計画の前の値。単位はunit。空欄は基準値なし",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.figure.baseline, Cell::Number),
        )
        .with(
            Column::new(
                "baseline_date",
                "基準日(指標)",
                Kind::Date,
                "基準値の日。空欄は日の記載なし",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.baseline_date.as_ref(), Cell::text),
        )
        .with(
            Column::new(
                "baseline_year",
                "基準年度",
                Kind::Year,
                "基準値の年度。空欄は年度の記載なし",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.baseline_year, year),
        )
        .with(
            Column::new(
                "target_number",
                "目標値",
                Kind::Number,
                "目標の数。単位はunit。shapeがincrementなら増やす数。空欄は前年度と比べる指標",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.figure.target, Cell::Number),
        )
        .with(
            Column::new("target_year", "目標年度", Kind::Year, "達成する年度。空欄は毎年度の目標")
                .may_be_empty(),
            |own| Cell::maybe(own.figure.target_year, year),
        )
        .with(
            Column::new("target_text", "目標の記載", Kind::Text, "目標を言葉で書いたもの"),
            |own| Cell::text(&own.figure.target_text),
        )
}

fn standing<'a>(draft: List<'a>) -> List<'a> {
    draft
        .with(
            Column::new("latest_year", "最新の実績の年度", Kind::Year, "空欄は実績なし")
                .may_be_empty(),
            |own| Cell::maybe(own.figure.latest_year, year),
        )
        .with(
            Column::new(
                "achieved",
                "達成したか",
                Kind::Code("achieved"),
                "最新の実績が目標に届いたか",
            ),
            |own| Cell::text(achieved_word(own.figure.achieved)),
        )
        .with(
            Column::new("status", "判定", Kind::Code("indicator_status"), "最新の実績での判定"),
            |own| Cell::text(status_word(own.figure.status)),
        )
        .with(
            Column::new(
                "status_reason",
                "判定できない理由",
                Kind::Code("undecidable_reason"),
                "空欄は判定したもの",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.figure.status_reason.map(reason_word), Cell::text),
        )
        .with(
            Column::new("achievement_rate", "達成率", Kind::Number, "空欄は率に意味がないもの")
                .in_unit("%")
                .may_be_empty(),
            |own| Cell::maybe(own.figure.achievement_rate, Cell::Number),
        )
        .with(
            Column::new(
                "outlook_number",
                "目標年度の見通し",
                Kind::Number,
                "これまでの進み方が続いたときの値。単位はunit。空欄は見通しを立てないもの",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.figure.outlook, Cell::Number),
        )
}

/// The word of the better way in data.
fn better_word(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    }
}

/// The value of each year.
pub(super) fn values(public: &Public) -> Table {
    let head = Head {
        name: "indicators",
        title: "指標の実績",
        about: "指標の年度ごとの実績。1行が一つの指標の一つの年度",
        key: &["area_code", "indicator_id", "fiscal_year"],
        references: &[
            OF_PROGRAM,
            Reference { columns: &["area_code", "indicator_id"], table: "indicator_list" },
        ],
    };
    let rows = public.indicators.iter();
    let rows = rows.flat_map(|own| own.figure.actuals.iter().map(move |actual| (own, actual)));
    of_city::<(&PublicIndicator, &IndicatorActual)>(&public.about, head)
        .with(PROGRAM_NO, |(own, _)| number_of(own.program()))
        .with(INDICATOR_ID, |(own, _)| Cell::text(own.id()))
        .with(FISCAL_YEAR, |(_, actual)| year(actual.fiscal_year))
        .with(
            Column { about: "値を報告した回次。空欄は報告なし", ..ROUND }.may_be_empty(),
            |(_, actual)| Cell::maybe(actual.round, |round| Cell::text(round.to_string())),
        )
        .with(
            Column::new(
                "indicator_number",
                "指標値",
                Kind::Number,
                "その年度の実績。単位はunit。空欄は値なしで、理由はmissing_reason(0ではない)",
            )
            .may_be_empty(),
            |(_, actual)| Cell::maybe(actual.value, Cell::Number),
        )
        .with(
            Column::new("unit", "単位", Kind::Text, "値と目標の単位。金額は円"),
            |(own, _)| Cell::text(&own.figure.unit),
        )
        .with(Column::missing_reason(), |(_, actual)| Cell::maybe(actual.missing, Cell::text))
        .with(Column::is_approximate(), |(_, actual)| Cell::Boolean(actual.approx))
        .with(
            Column::new("is_doubted", "確認中か", Kind::Boolean, "桁や単位を確認している値か"),
            |(_, actual)| Cell::Boolean(actual.doubted),
        )
        .with(
            Column::new(
                "is_corrected",
                "訂正したか",
                Kind::Boolean,
                "後の回次の報告で改められた値か",
            ),
            |(_, actual)| Cell::Boolean(actual.corrected.is_some()),
        )
        .with(
            Column::new(
                "target_number",
                "比べる目標値",
                Kind::Number,
                "その年度の実績と比べる値。単位はunit。空欄は比べるものなし",
            )
            .may_be_empty(),
            |(_, actual)| Cell::maybe(actual.target, Cell::Number),
        )
        .with(
            Column::new(
                "achieved",
                "達成したか",
                Kind::Code("achieved"),
                "その年度の実績が届いたか",
            ),
            |(_, actual)| Cell::text(achieved_word(actual.achieved)),
        )
        .rows(rows)
}
