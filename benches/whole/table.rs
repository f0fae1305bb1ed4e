//! What was measured, as the tables of docs/performance.md: ratios, since seconds belong to a machine.

use std::fmt::Write;

use crate::measure::Series;
use crate::size::{
    AGAIN, BUILD, BUILD_AGAIN, CALAMINE, CHECK, FLOOR, ONE_CHANGED, PATH, PATH_AND_ROUND, Size,
};

/// Everything about one size.
pub fn of_size(size: &Size) -> String {
    let mut text = format!(
        "## {} workbooks, {} programs\n\n| | CPU ÷ calamine | CPU ÷ floor | spread | CPU s | wall s | cores | peak MiB |\n|---|---:|---:|---:|---:|---:|---:|---:|\n",
        size.workbooks,
        size.times * 28
    );
    let cpu = |name| size.of(name).map_or(f64::NAN, Series::cpu);
    let (calamine, floor) = (cpu(CALAMINE), cpu(FLOOR));
    for series in &size.series {
        let (least, most) = series.spread();
        let _ = writeln!(
            text,
            "| {} | {:.2} | {:.2} | {least:.2}–{most:.2} | {:.3} | {:.3} | {:.2} | {:.1} |",
            series.name,
            series.cpu() / calamine,
            series.cpu() / floor,
            series.cpu(),
            series.wall(),
            series.cpu() / series.wall(),
            series.peak()
        );
    }
    text.push('\n');
    for (script, same) in &size.same {
        let word = match same {
            Some(true) => "its sums are ours",
            Some(false) => "ITS SUMS ARE NOT OURS",
            None => {
                "not run or not compared (Python or a package is missing, or build was left out)"
            }
        };
        let _ = writeln!(text, "{script}: {word}");
    }
    text.push('\n');
    text
}

/// What a row is about, and its figure of a size.
type Row = (&'static str, fn(&Size) -> Option<f64>);

/// The table of targets: one row a target, one column a size.
pub fn of_targets(sizes: &[Size]) -> String {
    let mut text = String::from("## Targets\n\n| |");
    for size in sizes {
        let _ = write!(text, " {} workbooks |", size.workbooks);
    }
    text.push_str("\n|---|");
    text.push_str(&"---:|".repeat(sizes.len()));
    text.push('\n');
    let rows: [Row; 11] = [
        ("check ÷ calamine, CPU", |size| ratio(size, CHECK, CALAMINE, Series::cpu)),
        ("check ÷ floor, CPU", |size| ratio(size, CHECK, FLOOR, Series::cpu)),
        ("build ÷ calamine, CPU", |size| ratio(size, BUILD, CALAMINE, Series::cpu)),
        ("check PATH without ÷ with --round, CPU", |size| {
            ratio(size, PATH, PATH_AND_ROUND, Series::cpu)
        }),
        ("second check, nothing changed ÷ first, CPU", |size| {
            ratio(size, AGAIN, CHECK, Series::cpu)
        }),
        ("second check, one file changed ÷ first, CPU", |size| {
            ratio(size, ONE_CHANGED, CHECK, Series::cpu)
        }),
        ("second build, nothing changed ÷ first, CPU", |size| {
            ratio(size, BUILD_AGAIN, BUILD, Series::cpu)
        }),
        ("cores used by build, CPU ÷ wall", |size| {
            size.of(BUILD).map(|build| build.cpu() / build.wall())
        }),
        ("peak of check, MiB", |size| size.of(CHECK).map(Series::peak)),
        ("sample, CPU ms a workbook", |size| {
            Some(size.sample.cpu.as_secs_f64() * 1000.0 / size.workbooks as f64)
        }),
        ("openpyxl + pandas ÷ check, wall", |size| {
            ratio(size, "openpyxl + pandas", CHECK, Series::wall)
        }),
    ];
    for (name, of) in rows {
        let _ = write!(text, "| {name} |");
        for size in sizes {
            let _ = match of(size) {
                Some(value) => write!(text, " {value:.2} |"),
                None => write!(text, " – |"),
            };
        }
        text.push('\n');
    }
    text.push_str(&growth(sizes));
    text
}

/// What a plan many times larger costs, size by size.
fn growth(sizes: &[Size]) -> String {
    let mut text =
        String::from("| growth of check from the size before, CPU (workbooks grow by) | – |");
    for pair in sizes.windows(2) {
        let cpu = |size: &Size| size.of(CHECK).map_or(f64::NAN, Series::cpu);
        let more = pair[1].workbooks as f64 / pair[0].workbooks as f64;
        let _ = write!(text, " × {:.1} (× {more:.1}) |", cpu(&pair[1]) / cpu(&pair[0]));
    }
    text.push_str("\n\n");
    text
}

/// The formats beside each other.
pub fn of_formats(formats: &[(&str, Vec<Series>)]) -> String {
    let mut text = String::from(
        "## Formats\n\n| format | check ÷ calamine, CPU | check ÷ floor, CPU | calamine ÷ floor, CPU |\n|---|---:|---:|---:|\n",
    );
    for (format, series) in formats {
        let cpu = |name: &str| {
            series.iter().find(|series| series.name == name).map_or(f64::NAN, Series::cpu)
        };
        let (floor, calamine, check) = (cpu(FLOOR), cpu(CALAMINE), cpu(CHECK));
        let _ = writeln!(
            text,
            "| {format} | {:.2} | {:.2} | {:.2} |",
            check / calamine,
            check / floor,
            calamine / floor
        );
    }
    text
}

fn ratio(size: &Size, over: &str, under: &str, of: impl Fn(&Series) -> f64) -> Option<f64> {
    Some(of(size.of(over)?) / of(size.of(under)?))
}
