//! Fiscal effects: the sums, and the lines as they were reported.

use super::programs::{DIRECTION_ID, FISCAL_YEAR, OF_PROGRAM, PROGRAM_NO, ROUND, of_city};
use super::table::{Cell, Column, Head, Kind, Reference, Table, number_of, whole, year, yen};
use crate::analysis::{CellKey, EffectRow, EffectView};
use crate::publish::public::Public;
use crate::publish::public_parts::{PublicEffect, PublicProgram};

/// The word of a view in data.
pub(crate) fn view_word(view: EffectView) -> &'static str {
    match view {
        EffectView::New => "new",
        EffectView::InForce => "in_force",
        EffectView::CumulativeNew => "cumulative_new",
        EffectView::CumulativeInForce => "cumulative_in_force",
    }
}

const KIND: Column =
    Column::new("effect_kind", "効果の区分", Kind::Code("effect_kind"), "空欄は未記入");

/// The sums by direction, kind, year and view.
pub(super) fn sums(public: &Public) -> Table {
    let head = Head {
        name: "effects",
        title: "財政効果",
        about: "財政効果の合計。1行が一つの方向性・区分・年度・数え方。同じ数え方の行だけを足す",
        key: &["area_code", "direction_id", "effect_kind", "fiscal_year", "view"],
        references: &[Reference { columns: &["area_code", "direction_id"], table: "directions" }],
    };
    let rows = public.effects.iter().flat_map(|effects| &effects.cells);
    of_city::<&EffectRow<CellKey>>(&public.about, head)
        .with(DIRECTION_ID, |row| Cell::text(&row.key.direction_id))
        .with(KIND, |row| Cell::text(&row.key.kind))
        .with(FISCAL_YEAR, |row| year(row.fiscal_year))
        .with(
            Column::new(
                "view",
                "数え方",
                Kind::Code("effect_view"),
                "単年度か、継続を含むか、累計か",
            ),
            |row| Cell::text(view_word(row.view)),
        )
        .with(
            Column::new("planned_yen", "計画額", Kind::Integer, "計画額の合計").in_unit("円"),
            |row| yen(row.planned),
        )
        .with(
            Column::new("actual_yen", "実績額", Kind::Integer, "実績額の合計").in_unit("円"),
            |row| yen(row.actual),
        )
        .with(
            Column::new(
                "planned_count",
                "計画額の件数",
                Kind::Integer,
                "足した計画額の数。0なら報告なし",
            )
            .in_unit("件"),
            |row| whole(row.planned_lines),
        )
        .with(
            Column::new(
                "actual_count",
                "実績額の件数",
                Kind::Integer,
                "足した実績額の数。0なら報告なし",
            )
            .in_unit("件"),
            |row| whole(row.actual_lines),
        )
        .with(
            Column::new(
                "is_incomplete",
                "一部が未定か",
                Kind::Boolean,
                "額の分からない行が含まれていないか",
            ),
            |row| Cell::Boolean(row.incomplete),
        )
        .rows(rows)
}

/// The lines of the round.
pub(super) fn lines(public: &Public) -> Table {
    let head = Head {
        name: "effect_lines",
        title: "財政効果の明細",
        about: "その回次に報告された財政効果。1行が一つのプログラムの一つの効果",
        key: &["area_code", "program_no", "line_no"],
        references: &[OF_PROGRAM],
    };
    let rows = public.programs.iter();
    let rows = rows.flat_map(|program| program.effects.iter().map(move |line| (program, line)));
    of_city::<(&PublicProgram, &PublicEffect)>(&public.about, head)
        .with(PROGRAM_NO, |(program, _)| number_of(program.no))
        .with(
            Column::new("line_no", "行の番号", Kind::Integer, "調査票での行"),
            |(_, line)| whole(line.line),
        )
        .with(FISCAL_YEAR, |_| year(public.about.round.year))
        .with(ROUND, |_| Cell::text(public.about.round.to_string()))
        .with(KIND.may_be_empty(), |(_, line)| Cell::maybe(line.kind.as_ref(), Cell::text))
        .with(
            Column::new("effect_nature", "性質", Kind::Code("effect_nature"), "空欄は未記入")
                .may_be_empty(),
            |(_, line)| Cell::maybe(line.nature.as_ref(), Cell::text),
        )
        .with(
            Column::new("effect_basis", "根拠", Kind::Code("effect_basis"), "空欄は未記入")
                .may_be_empty(),
            |(_, line)| Cell::maybe(line.basis.as_ref(), Cell::text),
        )
        .with(
            Column::new(
                "planned_yen",
                "計画額",
                Kind::Integer,
                "空欄は計画額の記載なし(0ではない)",
            )
            .in_unit("円")
            .may_be_empty(),
            |(_, line)| Cell::maybe(line.planned, yen),
        )
        .with(
            Column::new(
                "actual_yen",
                "実績額",
                Kind::Integer,
                "空欄は未定か、読み取れなかったもの(0ではない)",
            )
            .in_unit("円")
            .may_be_empty(),
            |(_, line)| Cell::maybe(line.actual, yen),
        )
        .with(
            Column::new(
                "is_approximate",
                "おおよその額か",
                Kind::Boolean,
                "「約」を付けて報告された額か",
            ),
            |(_, line)| Cell::Boolean(line.approx),
        )
        .with(
            Column::new("is_doubted", "確認中か", Kind::Boolean, "桁や単位を確認している額か"),
            |(_, line)| Cell::Boolean(line.doubted),
        )
        .rows(rows)
}
