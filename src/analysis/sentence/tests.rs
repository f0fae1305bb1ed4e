//! Sentences of the first page, word for word.

use super::*;
use crate::analysis::effect::{
    BasisKey, CellKey, EffectRow, EffectView, ReportedEffects, TotalKey,
};
use crate::analysis::indicator::tally::StatusCounts;
use crate::schema::{Display, HeadlineView, MoneyProse};
use crate::terms::{FiscalYear, MoneyScale};

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
        difference: None,
        share: None,
        achievement_rate: None,
    }
}

/// The sentence of a year with these yen of kinds and of bases.
fn sentence(kinds: &[(&str, i64)], bases: &[(&str, i64)]) -> String {
    let plan = crate::schema::load_plan(crate::schema::EMBEDDED_PLAN, "plan.toml").unwrap();
    amounts(&Headline::of(&plan, Round::year_end(YEAR)), &figures(kinds, bases)).unwrap()
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
            "{verdicts}状況が「判定できない」のものは2件で、未達成のうち見通しから状況を決められないものを含みます。"
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

#[test]
fn each_way_of_counting_has_a_sentence_of_its_own() {
    let mut plan = crate::schema::load_plan(crate::schema::EMBEDDED_PLAN, "plan.toml").unwrap();
    let mut effects = figures(&[], &[]);
    effects.kinds = vec!["増収".to_owned()];
    let cell = |view: EffectView, million: i64| EffectRow {
        view,
        ..row(CellKey { direction_id: "1".into(), kind: "増収".to_owned() }, million * 1_000_000)
    };
    let amounts = EffectView::ALL.into_iter().zip([0, 124, 20, 300]);
    effects.cells = amounts.map(|(view, million)| cell(view, million)).collect();
    let mut said = |view: HeadlineView| {
        plan.display.effect_view = view;
        plan.display.effect_base_year = Some(FiscalYear(2019));
        effect_statement(&plan, Round::year_end(YEAR), &effects)
    };
    let in_all = |text: &str, million: u32| {
        format!("{text}は約{million}百万円(増収が約{million}百万円)です。")
    };
    assert_eq!(said(HeadlineView::New), "令和4年度に新たに生じた財政効果はありません。");
    let cases = [
        (HeadlineView::InForce, "令和4年度に効いている財政効果(続いているものを含む)", 124),
        (HeadlineView::CumulativeNew, "令和3年度から令和4年度までに新たに生じた財政効果の累計", 20),
        (
            HeadlineView::CumulativeInForce,
            "令和3年度から令和4年度までの財政効果の累計(続いているものを年度ごとに含む)",
            300,
        ),
        (HeadlineView::AgainstBase, "令和元年度と比べた令和4年度の財政効果", 124),
    ];
    for (view, text, million) in cases {
        assert_eq!(said(view), in_all(text, million));
    }
}

#[test]
fn amounts_are_written_as_the_plan_says() {
    let mut plan = crate::schema::load_plan(crate::schema::EMBEDDED_PLAN, "plan.toml").unwrap();
    let mut said = |display: Display, kinds: &[(&str, i64)]| {
        plan.display = display;
        let headline = Headline::of(&plan, Round::year_end(YEAR));
        amounts(&headline, &figures(kinds, &[])).unwrap()
    };
    let mixed = Display { effect_prose: MoneyProse::Mixed, ..Display::default() };
    let digit = Display { effect_unit: MoneyScale::Million, effect_decimals: Some(1), ..mixed };
    let tables = Display { effect_prose: MoneyProse::AsTables, ..Display::default() };
    let hundred = Display { effect_unit: MoneyScale::HundredMillion, ..tables };
    let cases = [
        (mixed, 1_037_400_000, "約10億3,700万円"),
        (mixed, 2_600_000, "約260万円"),
        (mixed, -2_600_000, "約▲260万円"),
        (mixed, 63_000, "約6万3,000円"),
        (digit, 628_904_000, "約6億2,890万円"),
        (Display { effect_prose: MoneyProse::Million, ..digit }, 628_904_000, "約628.9百万円"),
        (tables, 62_956_400, "約62,956千円"),
        (hundred, 1_037_400_000, "約10.4億円"),
        // Nothing that is there is said as 0.
        (hundred, 4_000_000, "約4,000千円"),
    ];
    for (display, yen, text) in cases {
        let sentence = said(display, &[("増収", yen)]);
        assert!(sentence.contains(&format!("は{text}(増収が{text})です。")), "{sentence}");
    }
    let halves = said(mixed, &[("増収", 10_500_000), ("削減", 10_500_000)]);
    assert!(halves.contains("100万円未満を四捨五入しているため"), "{halves}");
}
