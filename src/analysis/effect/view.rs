//! The four ways to count an effect.

use crate::schema::HeadlineView;
use crate::terms::named;
use serde::Serialize;

named! {
    /// Which of the four sums a number is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum EffectView.label {
        /// New in the year.
        New = "単年度(その年度に新たに生じた効果)",
        /// In force in the year.
        InForce = "継続込み(その年度に効いている効果)",
        /// Sum of new effects since the plan began.
        CumulativeNew = "累計(新たな効果)",
        /// Sum of effects in force since the plan began.
        CumulativeInForce = "累計(継続込み)",
    }
}

impl From<HeadlineView> for EffectView {
    /// A year before the plan has no effect of it: what differs from that year is what is in force.
    fn from(headline: HeadlineView) -> EffectView {
        match headline {
            HeadlineView::New => EffectView::New,
            HeadlineView::InForce | HeadlineView::AgainstBase => EffectView::InForce,
            HeadlineView::CumulativeNew => EffectView::CumulativeNew,
            HeadlineView::CumulativeInForce => EffectView::CumulativeInForce,
        }
    }
}

impl EffectView {
    /// Whether it is a sum over the years so far.
    pub fn is_cumulative(self) -> bool {
        matches!(self, EffectView::CumulativeNew | EffectView::CumulativeInForce)
    }

    /// The view of single years that it is a sum of; itself if it is one.
    pub fn of_single_years(self) -> EffectView {
        match self {
            EffectView::New | EffectView::CumulativeNew => EffectView::New,
            EffectView::InForce | EffectView::CumulativeInForce => EffectView::InForce,
        }
    }
}
