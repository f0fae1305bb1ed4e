//! Tables that both workbooks print, each built once.

mod effects;
mod indicators;
mod legend;
mod revised_targets;
mod tally;

pub(super) use effects::{amounts, effect_widths, has_effects, unit, unit_note, year_columns};
pub(super) use indicators::{IndicatorDetail, indicator_notes, indicator_table, indicator_widths};
pub(super) use legend::draw_legend;
pub(super) use tally::{TallyDetail, tally, tally_widths};
