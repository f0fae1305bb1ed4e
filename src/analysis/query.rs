//! What the queries of this room share: rounds as a frame, records by their place, and reading a result into rows.
//!
//! Queries choose, count and add up whole numbers. A record is chosen by its place in its table, so that values which
//! are no whole numbers stay exact in the typed rows. What a value means is not decided here.

use polars::prelude::{
    AnyValue, DataFrame, DataType, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, col, df,
    polars_err,
};

use crate::schema::Plan;
use crate::terms::{FiscalYear, Half, ProgramNo, Round};

/// Every round that the years of the plan can have, up to `round`: its name as the tables write it, its number in time,
/// and its year. Joined with a table, it leaves the records of these rounds.
pub(super) fn rounds_up_to(plan: &Plan, round: Round) -> PolarsResult<LazyFrame> {
    let rounds = plan
        .years()
        .flat_map(|year| [Round { year, half: Some(Half::First) }, Round::year_end(year)]);
    let rounds: Vec<Round> = rounds.filter(|held| *held <= round).collect();
    let frame = df!(
        "round" => rounds.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "round_no" => rounds.iter().map(|held| number(*held)).collect::<Vec<_>>(),
        "round_year" => rounds.iter().map(|held| i64::from(held.year.0)).collect::<Vec<_>>(),
    )?;
    Ok(frame.lazy())
}

/// A number by which rounds sort as they do in time.
pub(super) fn number(round: Round) -> i64 {
    2 * i64::from(round.year.0) + i64::from(round.half.is_none())
}

/// The table with the place of each record among its rows, in the column `name`.
pub(super) fn with_places(table: DataFrame, name: &str) -> LazyFrame {
    table.lazy().with_row_index(name, None).with_column(col(name).cast(DataType::Int64))
}

/// The rows of both that agree in the columns `on`.
pub(super) fn inner<const N: usize>(left: LazyFrame, right: LazyFrame, on: [&str; N]) -> LazyFrame {
    let on = on.map(col);
    left.join(right, on.clone(), on, JoinArgs::new(JoinType::Inner))
}

/// The rows of `left`, with what `right` has where it agrees in the columns `on`, and nothing where no row of it does.
pub(super) fn outer<const N: usize>(left: LazyFrame, right: LazyFrame, on: [&str; N]) -> LazyFrame {
    let on = on.map(col);
    left.join(right, on.clone(), on, JoinArgs::new(JoinType::Left))
}

/// Runs a query and reads its rows.
pub(super) fn read<T>(
    query: LazyFrame,
    row: impl Fn(&Row<'_>) -> PolarsResult<T>,
) -> PolarsResult<Vec<T>> {
    let frame = query.collect()?;
    (0..frame.height()).map(|at| row(&Row { frame: &frame, at })).collect()
}

/// A row of a result.
pub(super) struct Row<'a> {
    frame: &'a DataFrame,
    at: usize,
}

impl Row<'_> {
    fn value(&self, name: &str) -> PolarsResult<AnyValue<'_>> {
        self.frame.column(name)?.get(self.at)
    }

    /// A text; `None` where there is none.
    pub(super) fn text(&self, name: &str) -> PolarsResult<Option<String>> {
        Ok(self.value(name)?.get_str().map(str::to_owned))
    }

    /// A whole number; `None` where there is none.
    pub(super) fn maybe<T: TryFrom<i64>>(&self, name: &str) -> PolarsResult<Option<T>> {
        let outside = || polars_err!(ComputeError: "{name} is outside what it can be");
        let number = self.value(name)?.extract::<i64>();
        number.map(|number| T::try_from(number).map_err(|_| outside())).transpose()
    }

    /// A whole number that is always there.
    pub(super) fn number<T: TryFrom<i64>>(&self, name: &str) -> PolarsResult<T> {
        self.maybe(name)?.ok_or_else(|| polars_err!(ComputeError: "{name} is empty"))
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> PolarsResult<bool> {
        Ok(self.value(name)? == AnyValue::Boolean(true))
    }

    /// A program.
    pub(super) fn program(&self) -> PolarsResult<ProgramNo> {
        self.number("program_no").map(ProgramNo)
    }

    /// A year.
    pub(super) fn year(&self) -> PolarsResult<FiscalYear> {
        self.number("fiscal_year").map(FiscalYear)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{ONE_STEP, plan_of, program_of};

    #[test]
    fn the_rounds_of_the_plans_years_are_numbered_as_they_are_held() {
        let program = program_of(1, "1", "implementation", "見本課", "");
        let plan = plan_of(2023, ONE_STEP, &program);
        let rounds = rounds_up_to(&plan, "2022".parse().unwrap()).unwrap();
        let held = read(rounds, |row| {
            Ok((
                row.text("round")?,
                row.number::<i64>("round_no")?,
                row.number::<i16>("round_year")?,
            ))
        });
        let held = held.unwrap();
        let names: Vec<_> = held.iter().filter_map(|(name, ..)| name.as_deref()).collect();
        assert_eq!(names, ["2021-H1", "2021", "2022-H1", "2022"]);
        assert!(held.is_sorted_by_key(|(_, no, _)| *no));
        assert_eq!(
            held.iter().map(|(.., year)| *year).collect::<Vec<_>>(),
            [2021, 2021, 2022, 2022]
        );
    }

    #[test]
    fn a_result_that_does_not_fit_its_row_is_an_error() {
        let frame = df!("number" => [Some(-1_i64), Some(70_000), None], "text" => ["1", "2", "3"]);
        let frame = frame.unwrap();
        let rows = |row: &dyn Fn(&Row<'_>) -> PolarsResult<()>| {
            (0..3).map(|at| row(&Row { frame: &frame, at }).is_ok()).collect::<Vec<_>>()
        };
        assert_eq!(rows(&|row| row.number::<i64>("number").map(drop)), [true, true, false]);
        assert_eq!(rows(&|row| row.maybe::<u16>("number").map(drop)), [false, false, true]);
        assert_eq!(rows(&|row| row.number::<i64>("elsewhere").map(drop)), [false; 3]);
        assert_eq!(rows(&|row| row.text("text").map(drop)), [true; 3]);
    }
}
