//! Directions, programs, their ratings and activities.

use super::table::{Cell, Column, Draft, Head, Kind, Reference, Table, number_of, whole, year};
use crate::analysis::{RatingRow, RatingState};
use crate::publish::public::{About, Public};
use crate::publish::public_parts::{PublicActivity, PublicProgram};
use crate::schema::{Direction, ProgramKind};
use crate::terms::Round;

/// Columns by which a program is known.
pub(super) const PROGRAM: &[&str] = &["area_code", "program_no"];
/// That the rows belong to programs.
pub(super) const OF_PROGRAM: Reference = Reference { columns: PROGRAM, table: "programs" };

/// A table of the city, with the columns that say of which.
pub(super) fn of_city<'a, T>(about: &'a About, head: Head) -> Draft<'a, T> {
    Draft::new(head)
        .with(
            Column::new("area_code", "全国地方公共団体コード", Kind::Text, "6桁(検査数字を含む)"),
            |_| Cell::text(&about.city_code),
        )
        .with(
            Column::new("area_name", "地方公共団体名", Kind::Text, "市区町村の正式な名称"),
            |_| Cell::text(&about.city),
        )
}

/// The column of a program's number.
pub(super) const PROGRAM_NO: Column =
    Column::new("program_no", "プログラム番号", Kind::Integer, "計画で付けた番号");
/// The column of a direction's key.
pub(super) const DIRECTION_ID: Column =
    Column::new("direction_id", "方向性の記号", Kind::Text, "方向性の表(directions)の記号");
/// The column of a year.
pub(super) const FISCAL_YEAR: Column = Column::new(
    "fiscal_year",
    "年度(西暦)",
    Kind::Year,
    "4月から翌年3月までの年度。2022は令和4年度",
);
/// The column of a round.
pub(super) const ROUND: Column = Column::new(
    "round",
    "回次",
    Kind::Text,
    "調査の回次。2022は2022年度の年度末、2022-H1は上期(9月末)",
);

/// The plan's directions.
pub(super) fn directions(public: &Public) -> Table {
    let head = Head {
        name: "directions",
        title: "方向性",
        about: "計画の方向性。1行が一つの方向性",
        key: &["area_code", "direction_id"],
        references: &[],
    };
    of_city::<&Direction>(&public.about, head)
        .with(DIRECTION_ID, |direction| Cell::text(&direction.id))
        .with(
            Column::new("name", "方向性の名称", Kind::Text, "計画での名称"),
            |direction| Cell::text(&direction.name),
        )
        .rows(&public.about.directions)
}

/// The programs.
pub(super) fn programs(public: &Public) -> Table {
    let head = Head {
        name: "programs",
        title: "プログラム",
        about: "計画のプログラム。1行が一つのプログラム",
        key: PROGRAM,
        references: &[Reference { columns: &["area_code", "direction_id"], table: "directions" }],
    };
    of_city::<&PublicProgram>(&public.about, head)
        .with(PROGRAM_NO, |program| number_of(program.no))
        .with(DIRECTION_ID, |program| Cell::text(&program.direction_id))
        .with(
            Column::new(
                "kind",
                "種別",
                Kind::Code("program_kind"),
                "実施するものか、検討するものか",
            ),
            |program| Cell::text(program.kind.as_str()),
        )
        .with(
            Column::new("name", "プログラム名", Kind::Text, "計画での名称"),
            |program| Cell::text(&program.name),
        )
        .with(Column::new("division", "担当課", Kind::Text, "主に担当する課"), |program| {
            Cell::text(&program.division)
        })
        .with(
            Column::new("is_focus", "主要管理項目", Kind::Boolean, "その年度の主要管理項目か"),
            |program| Cell::Boolean(program.is_focus),
        )
        .rows(&public.programs)
}

/// The state of a program's rating as data write it: the code, the reason for none, or what is not known.
fn state(state: &RatingState) -> Cell {
    match state {
        RatingState::Unclear => Cell::text("unclear"),
        RatingState::NotSubmitted => Cell::text("not_submitted"),
        state => Cell::text(state.label()),
    }
}

const STATE: Column = Column::new(
    "state",
    "進捗区分",
    Kind::Code("rating_state"),
    "進捗区分の記号。評価しないものはその理由、読み取れないものと未提出はその旨の記号",
);

/// The rating of each program in each round.
pub(super) fn ratings(public: &Public) -> Table {
    let head = Head {
        name: "ratings",
        title: "進捗区分",
        about: "各回次の進捗区分。1行が一つのプログラムの一つの回次",
        key: &["area_code", "program_no", "round"],
        references: &[OF_PROGRAM],
    };
    let rows = public.programs.iter().flat_map(|program| {
        let earlier = program.earlier.iter().map(|(round, state)| (*round, state));
        let now = program.rating.iter().map(|state| (public.about.round, state));
        earlier.chain(now).map(move |(round, state)| (program, round, state))
    });
    of_city::<(&PublicProgram, Round, &RatingState)>(&public.about, head)
        .with(PROGRAM_NO, |(program, ..)| number_of(program.no))
        .with(FISCAL_YEAR, |(_, round, _)| year(round.year))
        .with(ROUND, |(_, round, _)| Cell::text(round.to_string()))
        .with(STATE, |(.., own)| state(own))
        .with(
            Column::new(
                "is_rated",
                "評価したか",
                Kind::Boolean,
                "割合の分母に入るのは true の行だけ",
            ),
            |(.., own)| Cell::Boolean(own.code().is_some()),
        )
        .rows(rows)
}

/// Programs by direction and state.
pub(super) fn rating_tally(public: &Public) -> Table {
    let head = Head {
        name: "rating_tally",
        title: "進捗区分の集計",
        about: "方向性ごとの進捗区分の数。1行が一つの方向性の一つの区分。足すと全体の数になる",
        key: &["area_code", "direction_id", "state"],
        references: &[Reference { columns: &["area_code", "direction_id"], table: "directions" }],
    };
    let rows = public.ratings.iter().flat_map(|ratings| &ratings.directions);
    let rows =
        rows.flat_map(|row| counts(row).into_iter().map(move |(state, count)| (row, state, count)));
    of_city::<(&RatingRow, String, u32)>(&public.about, head)
        .with(DIRECTION_ID, |(row, ..)| Cell::maybe(row.direction_id.as_ref(), Cell::text))
        .with(FISCAL_YEAR, |_| year(public.about.round.year))
        .with(ROUND, |_| Cell::text(public.about.round.to_string()))
        .with(STATE, |(_, state, _)| Cell::text(state))
        .with(
            Column::new("program_count", "プログラム数", Kind::Integer, "その区分のプログラムの数")
                .in_unit("項目"),
            |(.., count)| whole(*count),
        )
        .rows(rows)
}

/// Every state of a row with its count; together they are its items.
fn counts(row: &RatingRow) -> Vec<(String, u32)> {
    let codes = row.codes.iter().map(|(code, figure)| (code.to_string(), figure.count));
    let reasons = row.not_rated.iter().map(|(reason, count)| (reason.clone(), *count));
    let rest = [("unclear", row.unclear), ("not_submitted", row.not_submitted)];
    codes.chain(reasons).chain(rest.map(|(state, count)| (state.to_owned(), count))).collect()
}

/// What was reported of activities in the round.
pub(super) fn activities(public: &Public) -> Table {
    let head = Head {
        name: "activities",
        title: "取組項目",
        about: "その回次の取組項目の状態。1行が一つのプログラムの一つの取組項目",
        key: &["area_code", "program_no", "activity_no"],
        references: &[OF_PROGRAM],
    };
    let rows = public.programs.iter();
    let rows = rows.flat_map(|program| program.activities.iter().map(move |own| (program, own)));
    of_city::<(&PublicProgram, &PublicActivity)>(&public.about, head)
        .with(PROGRAM_NO, |(program, _)| number_of(program.no))
        .with(
            Column::new(
                "activity_no",
                "取組項目の番号",
                Kind::Text,
                "計画の順の番号。xで始まるものは計画にない追加の取組",
            ),
            |(_, own)| Cell::text(&own.no),
        )
        .with(FISCAL_YEAR, |_| year(public.about.round.year))
        .with(ROUND, |_| Cell::text(public.about.round.to_string()))
        .with(
            Column::new("name", "取組項目の名称", Kind::Text, "計画での名称"),
            |(_, own)| Cell::text(&own.name),
        )
        .with(
            Column::new(
                "planned_phase",
                "今年度の計画",
                Kind::Text,
                "計画での段階。空欄は予定なし",
            )
            .may_be_empty(),
            |(_, own)| Cell::maybe(own.planned_phase.as_ref(), Cell::text),
        )
        .with(
            Column::new(
                "status",
                "状態",
                Kind::Code("activity_status"),
                "空欄は未記入か、読み取れなかったもの",
            )
            .may_be_empty(),
            |(_, own)| Cell::maybe(own.status.as_ref(), Cell::text),
        )
        .with(
            Column::new("rating", "進捗", Kind::Code("rating_state"), "空欄は未記入")
                .may_be_empty(),
            |(_, own)| Cell::maybe(own.rating.as_ref(), Cell::text),
        )
        .rows(rows)
}

/// Both kinds of programs with the city's word for each.
pub(super) fn kinds(about: &About) -> Vec<(&'static str, String)> {
    let word = |kind| match kind {
        ProgramKind::Implementation => about.words.implementation.clone(),
        ProgramKind::Study => about.words.study.clone(),
    };
    ProgramKind::ALL.into_iter().map(|kind| (kind.as_str(), word(kind))).collect()
}
