//! Tables that both workbooks print, each built once.

mod effects;
mod indicator_trend;
mod indicators;
mod legend;
mod revised_targets;
mod tally;

pub(super) use effects::{
    amount_width, amounts, effect_widths, has_effects, unit, unit_note, year_columns,
};
pub(super) use indicator_trend::{Origin, Trend, draw_trend, trend_widths};
pub(super) use indicators::{
    IndicatorDetail, LATEST_HEAD, OUTLOOK_HEAD, PACE_HEAD, RATE_HEAD, Shown, TREND_HEAD,
    VERDICT_HEAD, actual_cell, actual_head, indicator_notes, indicator_table, indicator_widths,
    older_pace_note, shown_unit,
};
pub(super) use legend::draw_legend;
pub(super) use tally::{TallyDetail, TallyTotal, tally, tally_widths};
