//! Tables as CSV: UTF-8, a header row, one record a line.

use super::table::{Fact, FactCell, Table};

/// The CSV of a table.
#[must_use]
pub fn table_csv<F: Fact>(table: &Table<F>) -> Vec<u8> {
    let header = F::columns().map(|column| column.name.to_owned()).collect();
    let row = |row: &F| F::columns().map(|column| cell_text(&(column.take)(row))).collect();
    let rows = table.rows.iter().map(row);
    csv_text(std::iter::once(header).chain(rows))
}

fn cell_text(cell: &FactCell) -> String {
    match cell {
        FactCell::Text(text) => one_line(text.as_deref().unwrap_or_default()),
        FactCell::Exact(number) => number.normalize().to_string(),
        FactCell::Int(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        FactCell::Flag(flag) => flag.to_string(),
    }
}

/// A text as one line, and harmless to a spreadsheet that opens the CSV.
///
/// A record must stay one line (機械可読性ルール L1-14), so line breaks become ` / `. A text that a spreadsheet would
/// run as a formula gets a `'` in front (notation N133); a number or a lone dash cannot be run and stays as it is.
#[must_use]
pub fn one_line(text: &str) -> String {
    let parts: Vec<&str> =
        text.split(['\n', '\r']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let line = parts.join(" / ");
    let is_plain = line
        .trim_start_matches(['-', '+'])
        .chars()
        .all(|c| c.is_ascii_digit() || ",.%".contains(c));
    if line.starts_with(['=', '+', '-', '@', '\t']) && !is_plain {
        format!("'{line}")
    } else {
        line
    }
}

/// Records as CSV with `\n` line ends and quotes where needed.
pub fn csv_text(records: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in records {
        // Writing to memory cannot fail, and `flexible` accepts any number of fields.
        let _ = writer.write_record(&record);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_stays_one_line_and_runs_no_formula() {
        assert_eq!(one_line("一つ目\r\n二つ目\n"), "一つ目 / 二つ目");
        assert_eq!(one_line("=1+1"), "'=1+1");
        assert_eq!(one_line("-新規"), "'-新規");
        assert_eq!(one_line("-1,234.5"), "-1,234.5");
        assert_eq!(one_line("-"), "-");
    }
}
