//! Records as CSV: UTF-8, one record a line.

use std::io;

/// A text as one line, and harmless to a spreadsheet that opens the CSV.
///
/// A record must stay one line (機械可読性ルール L1-14), so line breaks become ` / `. A text that a spreadsheet would
/// run as a formula gets a `'` in front (notation N133); a number or a lone dash cannot be run and stays as it is.
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

/// Writes records as CSV with `\n` line ends and quotes where needed, one after the other.
///
/// # Errors
///
/// If the writer fails.
pub fn write_csv(
    out: impl io::Write,
    records: impl IntoIterator<Item = Vec<String>>,
) -> io::Result<()> {
    // `flexible` accepts any number of fields.
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
    for record in records {
        writer.write_record(&record)?;
    }
    writer.flush()
}

/// The same in memory.
pub fn csv_text(records: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = write_csv(&mut text, records);
    text
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
