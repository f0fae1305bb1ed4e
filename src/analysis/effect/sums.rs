//! Sums of the one list of amounts, by any of its columns.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, col, df};

use super::{EffectEntry, EffectTotal, EffectView};
use crate::terms::{FiscalYear, Yen};

/// Columns that are added up.
const SUMMED: [&str; 6] =
    ["planned_yen", "actual_yen", "planned_lines", "actual_lines", "actual_approx", "open"];

/// The list of amounts as a frame.
pub(super) struct Base {
    frame: DataFrame,
}

/// Sums per group, view of single years and year.
pub(super) struct Sums(BTreeMap<(Vec<String>, String, i32), EffectTotal>);

impl Base {
    pub(super) fn new(amounts: &[&EffectEntry]) -> PolarsResult<Base> {
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        let count = |from: Option<usize>| u32::from(from.is_some());
        let is_approx =
            |amount: &&EffectEntry| u32::from(amount.actual_approx && amount.actual != Yen::ZERO);
        let is_open = |amount: &&EffectEntry| u32::from(amount.planned_open || amount.actual_open);
        let frame = df!(
            "program_no" => amounts.iter().map(|a| a.program_no.to_string()).collect::<Vec<_>>(),
            "direction_id" => amounts.iter().map(|a| a.direction_id.as_str()).collect::<Vec<_>>(),
            "kind" => amounts.iter().map(|a| a.kind.as_str()).collect::<Vec<_>>(),
            "nature" => amounts.iter().map(|a| code(&a.nature)).collect::<Vec<_>>(),
            "basis" => amounts.iter().map(|a| code(&a.basis)).collect::<Vec<_>>(),
            "view" => amounts.iter().map(|a| view_key(a.view)).collect::<Vec<_>>(),
            "fiscal_year" => amounts.iter().map(|a| i32::from(a.fiscal_year.0)).collect::<Vec<_>>(),
            "planned_yen" => amounts.iter().map(|a| a.planned.0).collect::<Vec<_>>(),
            "actual_yen" => amounts.iter().map(|a| a.actual.0).collect::<Vec<_>>(),
            "planned_lines" => amounts.iter().map(|a| count(a.planned_from)).collect::<Vec<_>>(),
            "actual_lines" => amounts.iter().map(|a| count(a.actual_from)).collect::<Vec<_>>(),
            "actual_approx" => amounts.iter().map(is_approx).collect::<Vec<_>>(),
            "open" => amounts.iter().map(is_open).collect::<Vec<_>>(),
        )?;
        Ok(Base { frame })
    }

    /// Sums by the columns named.
    pub(super) fn sums(&self, columns: &[&str]) -> PolarsResult<Sums> {
        let by = columns.iter().chain(&["view", "fiscal_year"]);
        let summed = self
            .frame
            .clone()
            .lazy()
            .group_by_stable(by.map(|name| col(*name)).collect::<Vec<_>>())
            .agg(SUMMED.map(|name| col(name).sum()))
            .collect()?;
        let texts = columns.iter().chain(&["view"]).map(|name| summed.column(name)?.str());
        let texts = texts.collect::<PolarsResult<Vec<_>>>()?;
        let years = summed.column("fiscal_year")?.i32()?;
        let planned = summed.column("planned_yen")?.i64()?;
        let actual = summed.column("actual_yen")?.i64()?;
        let planned_lines = summed.column("planned_lines")?.u32()?;
        let actual_lines = summed.column("actual_lines")?.u32()?;
        let actual_approx = summed.column("actual_approx")?.u32()?;
        let open = summed.column("open")?.u32()?;
        let mut sums = BTreeMap::new();
        for row in 0..summed.height() {
            let mut key: Vec<String> =
                texts.iter().map(|text| text.get(row).unwrap_or_default().to_owned()).collect();
            let view = key.pop().unwrap_or_default();
            let total = EffectTotal {
                planned: Yen(planned.get(row).unwrap_or_default()),
                actual: Yen(actual.get(row).unwrap_or_default()),
                planned_lines: planned_lines.get(row).unwrap_or_default(),
                actual_lines: actual_lines.get(row).unwrap_or_default(),
                actual_approx: actual_approx.get(row).unwrap_or_default(),
                incomplete: open.get(row).unwrap_or_default() > 0,
            };
            sums.insert((key, view, years.get(row).unwrap_or_default()), total);
        }
        Ok(Sums(sums))
    }
}

impl Sums {
    /// Whether the group has any amount.
    pub(super) fn has(&self, group: &[&str]) -> bool {
        let counts = |sum: &EffectTotal| sum.planned_lines + sum.actual_lines > 0;
        self.0.iter().any(|((key, _, _), sum)| key == group && counts(sum))
    }

    /// The group's sums in each view and year, zeros included.
    pub(super) fn views(
        &self,
        group: &[&str],
        years: &[FiscalYear],
    ) -> Vec<(EffectView, FiscalYear, EffectTotal)> {
        let group: Vec<String> = group.iter().map(|part| (*part).to_owned()).collect();
        let mut views = Vec::new();
        for view in EffectView::ALL {
            let mut sum = EffectTotal::default();
            for year in years {
                let single = view_key(view.of_single_years()).to_owned();
                let key = (group.clone(), single, i32::from(year.0));
                let of_year = self.0.get(&key).copied().unwrap_or_default();
                sum = if view.is_cumulative() { sum + of_year } else { of_year };
                views.push((view, *year, sum));
            }
        }
        views
    }
}

fn view_key(view: EffectView) -> &'static str {
    match view.of_single_years() {
        EffectView::InForce => "in_force",
        _ => "new",
    }
}
