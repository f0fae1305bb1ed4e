//! What the papers say first of effects: in which of the ways they are counted, up to which year, and in which words.

use crate::analysis::effect::{EffectEntry, EffectFigures, EffectRow, EffectView, TotalKey};
use crate::schema::{Display, HeadlineView, Plan};
use crate::terms::{FiscalYear, Round, Yen};

/// What the papers say first of effects.
pub struct Headline {
    /// The way in which they are counted.
    pub view: EffectView,
    /// What a table of them is called.
    pub label: String,
    pub(super) year: FiscalYear,
    /// `令和4年度に新たに生じた財政効果`.
    pub(super) what: String,
    pub(super) display: Display,
}

impl Headline {
    /// As the plan has it.
    pub fn of(plan: &Plan, round: Round) -> Headline {
        let display = plan.display;
        let (year, first) = (round.label_of(round.year), plan.first_year.label());
        let base = display.effect_base_year.map(FiscalYear::label).unwrap_or_default();
        let view = EffectView::from(display.effect_view);
        let mut label = view.label().to_owned();
        let what = match display.effect_view {
            HeadlineView::New => format!("{year}に新たに生じた財政効果"),
            HeadlineView::InForce => format!("{year}に効いている財政効果(続いているものを含む)"),
            HeadlineView::CumulativeNew => {
                format!("{first}から{year}までに新たに生じた財政効果の累計")
            }
            HeadlineView::CumulativeInForce => {
                format!("{first}から{year}までの財政効果の累計(続いているものを年度ごとに含む)")
            }
            HeadlineView::AgainstBase => {
                label = format!("{base}との比較(その年度に効いている効果)");
                format!("{base}と比べた{year}の財政効果")
            }
        };
        Headline { view, label, year: round.year, what, display }
    }

    /// The total.
    fn total<'e>(&self, effects: &'e EffectFigures) -> Option<&'e EffectRow<TotalKey>> {
        effects.totals.iter().find(|row| (row.fiscal_year, row.view) == (self.year, self.view))
    }

    /// What of it is of doubted size.
    pub(super) fn doubted(&self, effects: &EffectFigures) -> Yen {
        self.total(effects).map(|row| row.key.doubted_yen).unwrap_or_default()
    }

    /// Whether a line of it is left out, wholly or in part.
    pub(super) fn is_incomplete(&self, effects: &EffectFigures) -> bool {
        self.total(effects).is_some_and(|row| row.incomplete)
    }

    /// The coarsest step in which an amount of it was written as 約: 1,000,000 yen for 約1百万円. A sum is known no better
    /// than that.
    pub(super) fn coarsest(&self, effects: &EffectFigures) -> i64 {
        let is_about = |entry: &&EffectEntry| {
            self.holds(entry) && entry.actual_approx && entry.actual != Yen::ZERO
        };
        effects.entries.iter().filter(is_about).map(|entry| entry.actual_step).max().unwrap_or(1)
    }

    /// Whether an entry is one of those that it adds up.
    fn holds(&self, entry: &EffectEntry) -> bool {
        let is_of_time = if self.view.is_cumulative() {
            entry.fiscal_year <= self.year
        } else {
            entry.fiscal_year == self.year
        };
        is_of_time && entry.view == self.view.of_single_years()
    }
}
