//! Tables that both workbooks print, each built once.

mod effect_chart;
mod effect_columns;
mod effect_rows;
mod effects;
mod indicator_trend;
mod indicators;
mod legend;
mod review;
mod revised_targets;
mod schedule;
mod tally;

pub(super) use effect_chart::{ChartRanges, draw_effect_chart, kind_rows};
pub(super) use effect_columns::{amount_width, effect_widths, has_effects, unit, unit_note};
pub(super) use effect_rows::{
    AmountRow, Beside, Grouping, LABELS, Rate, SIDES, UNREAD, amount_look, amount_table, by_group,
    comparison_widths, rate_of, reported_rate, reported_year, view_word,
};
pub(super) use effects::{Amounts, amounts};
pub(super) use indicator_trend::{Origin, Trend, draw_trend, drawn_indicators, trend_widths};
pub(super) use indicators::{
    BASELINE_HEAD, IndicatorDetail, LATEST_HEAD, LATEST_YEAR_HEAD, OUTLOOK_HEAD, PACE_HEAD,
    RATE_HEAD, STATUS_HEAD, Shown, TARGET_HEAD, TREND_HEAD, VERDICT_HEAD, actual_cell, actual_head,
    indicator_notes, indicator_table, older_pace_note, shown_unit,
};
pub(super) use legend::{LegendPart, LegendPlace, draw_legend, entries};
pub(super) use review::{
    BRIDGE_NOTE, Counted, Reader, SUGGESTION_NOTE, bridge_table, change_table, study_table,
    suggestion_table,
};
pub(super) use schedule::{report_cell, report_text};
pub(super) use tally::{
    Group, Tally, TallyDetail, TallyTotal, code_head, in_states, on_schedule_codes,
};
