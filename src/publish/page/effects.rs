//! Fiscal effects: what the year brought, by kind and year as table and chart, and the totals in the other views.

use askama::Template;
use rust_decimal::Decimal;

use super::columns::ColumnChart;
use super::words::{self, YearParts};
use crate::analysis::{EffectFigures, EffectTotal, EffectView, displayed};
use crate::form::quantity_text;
use crate::publish::Public;
use crate::terms::{FiscalYear, MoneyUnit};

/// The effects of the plan. The view that the sentences speak of stands in front.
#[derive(Debug, Template)]
#[template(path = "effects.html")]
pub(super) struct Effects {
    sentences: Vec<String>,
    chart: Option<ColumnChart>,
    unit: &'static str,
    caption: String,
    years: Vec<YearParts>,
    rows: Vec<Row>,
    views_caption: String,
    views: Vec<Row>,
    notes: Vec<String>,
}

#[derive(Debug)]
struct Row {
    name: String,
    cells: Vec<String>,
    is_total: bool,
}

impl Effects {
    /// Of the round.
    pub(super) fn of(public: &Public, effects: &EffectFigures) -> Effects {
        let about = &public.about;
        let amounts = Amounts { effects, view: about.effect_view, unit: about.effect_unit };
        let sentences = [&public.sentences.effects, &public.sentences.carried];
        let sentences = sentences.into_iter().flatten();
        let unit = about.effect_unit.label();
        Effects {
            sentences: sentences.map(|text| words::western(text, super::years(public))).collect(),
            chart: ColumnChart::of(&Charted {
                title: format!("{}({unit})", about.effect_label),
                ..amounts.charted()
            }),
            unit,
            caption: format!("{}(単位:{unit})", about.effect_label),
            years: effects.years.iter().map(|year| YearParts::of(about.round, *year)).collect(),
            rows: amounts.rows(),
            views_caption: format!("数え方を変えた合計の実績額(単位:{unit})"),
            views: EffectView::ALL.into_iter().map(|view| amounts.view(view)).collect(),
            notes: notes(public, effects, &amounts),
        }
    }
}

struct Amounts<'a> {
    effects: &'a EffectFigures,
    view: EffectView,
    unit: MoneyUnit,
}

impl Amounts<'_> {
    fn total(&self, kind: Option<&str>, year: FiscalYear, view: EffectView) -> EffectTotal {
        self.effects.total(None, kind, year, view)
    }

    fn shown(&self, yen: crate::terms::Yen) -> Decimal {
        displayed(&[], yen, self.unit).whole
    }

    /// The actual of a sum; nothing where nothing was reported, and a mark where it is not complete.
    fn cell(&self, total: EffectTotal) -> String {
        if total.actual_lines == 0 && !total.incomplete {
            return "―".to_owned();
        }
        let about = if total.actual_approx > 0 { "約" } else { "" };
        let open = if total.incomplete { "※" } else { "" };
        let value = quantity_text(self.shown(total.actual), self.unit.decimals);
        format!("{about}{value}{open}")
    }

    fn rows(&self) -> Vec<Row> {
        let years = || self.effects.years.iter().copied();
        let actual = |kind: Option<&str>| -> Vec<String> {
            years().map(|year| self.cell(self.total(kind, year, self.view))).collect()
        };
        let kinds = self.effects.kinds.iter();
        let mut rows: Vec<Row> = kinds
            .map(|kind| Row { name: kind.clone(), cells: actual(Some(kind)), is_total: false })
            .collect();
        rows.push(Row { name: "実績の合計".to_owned(), cells: actual(None), is_total: true });
        let planned = years().map(|year| {
            let total = self.total(None, year, self.view);
            match total.planned_lines {
                0 => "―".to_owned(),
                _ => quantity_text(self.shown(total.planned), self.unit.decimals),
            }
        });
        rows.push(Row {
            name: "計画の合計".to_owned(), cells: planned.collect(), is_total: false
        });
        let rate = years().map(|year| {
            let mut totals = self.effects.totals.iter();
            let own = totals.find(|row| (row.fiscal_year, row.view) == (year, self.view));
            let rate = own.and_then(|row| row.achievement_rate);
            rate.map_or_else(|| "―".to_owned(), |rate| format!("{}%", quantity_text(rate, 1)))
        });
        rows.push(Row {
            name: "計画に対する割合".to_owned(),
            cells: rate.collect(),
            is_total: false,
        });
        rows
    }

    fn view(&self, view: EffectView) -> Row {
        let years = self.effects.years.iter();
        Row {
            name: view.label().to_owned(),
            cells: years.map(|year| self.cell(self.total(None, *year, view))).collect(),
            is_total: false,
        }
    }

    /// Each year with the amount of each kind.
    fn charted(&self) -> Charted {
        let kinds = self.effects.kinds.clone();
        let years = self.effects.years.iter().map(|year| {
            let amounts = kinds.iter().map(|kind| {
                let total = self.total(Some(kind), *year, self.view);
                (total.actual_lines > 0)
                    .then(|| Amount { value: self.shown(total.actual), label: self.cell(total) })
            });
            (*year, amounts.collect())
        });
        Charted {
            title: String::new(),
            years: years.collect(),
            unit: self.unit.label(),
            kinds: kinds.clone(),
        }
    }

    /// That parts as printed do not add up to their whole as printed.
    fn rounding(&self) -> Option<String> {
        self.effects.years.iter().find_map(|year| {
            let amount = |kind: Option<&str>| self.total(kind, *year, self.view).actual;
            let kinds: Vec<_> = self.effects.kinds.iter().map(|kind| amount(Some(kind))).collect();
            displayed(&kinds, amount(None), self.unit).note
        })
    }
}

/// An amount as a number, and as it is printed.
#[derive(Debug)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) label: String,
}

/// What the chart shows: of each year the amount of each kind.
#[derive(Debug)]
pub(super) struct Charted {
    pub(super) title: String,
    pub(super) unit: &'static str,
    pub(super) kinds: Vec<String>,
    pub(super) years: Vec<(FiscalYear, Vec<Option<Amount>>)>,
}

fn notes(public: &Public, effects: &EffectFigures, amounts: &Amounts<'_>) -> Vec<String> {
    let round = public.about.round;
    let mut notes = vec![
        "「―」は、数える報告がないことを示します。0とは違います。".to_owned(),
        "「継続込み」は、翌年度からも続く効果を、続いている年度にも数えたものです。".to_owned(),
    ];
    match effects.bases.as_slice() {
        [] => {}
        [only] => {
            notes.push(format!("{}の額は{only}によります。", words::year_in(round, round.year)))
        }
        several => notes.push(format!(
            "{}の額には、{}によるものが混ざっています。",
            words::year_in(round, round.year),
            several.join("、")
        )),
    }
    if let Some(doubted) = &public.sentences.doubted {
        notes.push(words::western(doubted, super::years(public)));
    }
    if effects.left_out > 0 {
        notes.push(format!(
            "「※」の付いた合計には、区分や額が定まっていない{}件の報告が、入っていないか一部だけ入っています。",
            effects.left_out
        ));
    }
    if effects.not_submitted > 0 {
        notes.push(format!(
            "報告のない{}の効果は入っていません。",
            public.about.words.counted(effects.not_submitted)
        ));
    }
    notes.extend(amounts.rounding());
    notes
}
