//! Sentences of the first page, word for word.

use super::*;
use crate::analysis::effect::{BasisKey, CellKey, EffectRow, ReportedEffects};
use crate::analysis::indicator::tally::StatusCounts;
use crate::terms::FiscalYear;

const YEAR: FiscalYear = FiscalYear(2022);

/// A group with so much that is new in the year.
fn row<K>(key: K, yen: i64) -> EffectRow<K> {
    EffectRow {
        key,
        fiscal_year: YEAR,
        view: EffectView::New,
        planned: Yen::ZERO,
        actual: Yen(yen),
        planned_lines: 0,
        actual_lines: 1,
        actual_approx: 0,
        incomplete: false,
        achievement_rate: None,
    }
}

/// The sentence of a year with these yen of kinds and of bases.
fn sentence(kinds: &[(&str, i64)], bases: &[(&str, i64)]) -> String {
    new_effects(Round::year_end(YEAR), &figures(kinds, bases)).unwrap()
}

fn figures(kinds: &[(&str, i64)], bases: &[(&str, i64)]) -> EffectFigures {
    let cell = |(kind, yen): &(&str, i64)| {
        row(CellKey { direction_id: "1".into(), kind: (*kind).to_owned() }, *yen)
    };
    let basis =
        |(basis, yen): &(&str, i64)| row(BasisKey { basis: Some((*basis).to_owned()) }, *yen);
    EffectFigures {
        kinds: kinds.iter().map(|(kind, _)| (*kind).to_owned()).collect(),
        years: vec![YEAR],
        cells: kinds.iter().map(cell).collect(),
        by_kind: Vec::new(),
        by_program: Vec::new(),
        by_nature: Vec::new(),
        by_basis: bases.iter().map(basis).collect(),
        totals: Vec::new(),
        bases: Vec::new(),
        estimates: vec!["予算".to_owned()],
        left_out: 0,
        doubted_lines: 0,
        lines: 1,
        carried: 0,
        not_submitted: 0,
        entries: Vec::new(),
        reported: ReportedEffects::default(),
    }
}

#[test]
fn amounts_that_are_not_settled_are_said_and_are_not_none() {
    let plan = crate::schema::load_plan(crate::schema::EMBEDDED_PLAN, "plan.toml").unwrap();
    let no_bases = TotalKey::default();
    let said = |kinds: &[(&str, i64)], incomplete: bool| {
        let mut effects = figures(kinds, &[]);
        effects.totals = vec![EffectRow { incomplete, ..row(no_bases.clone(), 0) }];
        effect_statement(&plan, Round::year_end(YEAR), &effects)
    };
    let open = "区分や額が定まっていない報告は、含まないか、一部だけを含みます。";
    assert_eq!(said(&[], false), "令和4年度に新たに生じた財政効果はありません。");
    assert_eq!(
        said(&[], true),
        format!("令和4年度に新たに生じた財政効果で、額が定まったものはまだありません。{open}")
    );
    assert!(!said(&[("増収", 10_500_000)], false).contains(open));
    assert!(said(&[("増収", 10_500_000)], true).ends_with(open));
}

#[test]
fn more_undecidable_statuses_than_verdicts_are_explained() {
    let tally = |undecidable| IndicatorTally {
        indicators: 12,
        achieved: 4,
        not_achieved: 7,
        undecided: 1,
        doubted: 0,
        statuses: StatusCounts {
            achieved: 4,
            short: 8 - undecidable,
            undecidable,
            ..StatusCounts::default()
        },
    };
    let verdicts =
        "指標12件のうち、目標を達成しているものは4件、未達成は7件、判定できないものは1件です。";
    assert_eq!(indicator_sentence(&tally(1)).unwrap(), verdicts);
    assert_eq!(
        indicator_sentence(&tally(2)).unwrap(),
        format!(
            "{verdicts}状況が「判定不能」のものは2件で、未達成のうち見通しから状況を決められないものを含みます。"
        )
    );
}

#[test]
fn a_note_follows_the_list_that_does_not_add_up() {
    // 10.5 + 10.5 = 21.0 → 11 + 11 ≠ 21; the bases 10.4 + 10.6 → 10 + 11.
    let kinds = [("増収", 10_500_000), ("削減", 10_500_000)];
    assert_eq!(
        sentence(&kinds, &[("決算", 10_400_000), ("予算", 10_600_000)]),
        "令和4年度に新たに生じた財政効果は約21百万円(増収が約11百万円、削減が約11百万円)です。\
         百万円未満を四捨五入しているため、内訳の合計と一致しません。\
         額の根拠は、決算が約10百万円、予算ベースの見込みが約11百万円です。"
    );
    let kinds = [("増収", 10_400_000), ("削減", 10_600_000)];
    assert_eq!(
        sentence(&kinds, &[("決算", 10_500_000), ("予算", 10_500_000)]),
        "令和4年度に新たに生じた財政効果は約21百万円(増収が約10百万円、削減が約11百万円)です。\
         額の根拠は、決算が約11百万円、予算ベースの見込みが約11百万円です。\
         百万円未満を四捨五入しているため、内訳の合計と一致しません。"
    );
}

#[test]
fn a_note_on_both_lists_is_said_once() {
    let parts = [("増収", 10_500_000), ("削減", 10_500_000)];
    let said = sentence(&parts, &[("決算", 10_500_000), ("予算", 10_500_000)]);
    assert_eq!(said.matches("四捨五入").count(), 1, "{said}");
    assert!(said.ends_with("内訳の合計と一致しません。"), "{said}");
}

#[test]
fn no_amount_that_is_there_is_said_as_zero() {
    let kinds = [("増収", 25_000_000), ("削減", 40_000)];
    let said = sentence(&kinds, &[("決算", 25_040_000)]);
    assert!(said.contains("約25,040千円(増収が約25,000千円、削減が約40千円)"), "{said}");
    let said = sentence(&[("増収", 25_000_000)], &[("決算", 24_960_000), ("予算", 40_000)]);
    assert!(said.contains("決算が約24,960千円、予算ベースの見込みが約40千円"), "{said}");
    let said = sentence(&[("増収", 5_000), ("削減", 7)], &[("決算", 5_007)]);
    assert!(said.contains("約5.007千円(増収が約5.000千円、削減が約0.007千円)"), "{said}");
}
