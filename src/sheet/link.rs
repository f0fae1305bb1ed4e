//! Where a cell leads when it is clicked: to another cell of the workbook, or to a cell of a submission.
//!
//! Links to submissions are relative, so that a workspace can be moved or shared as a whole; they go from the folder
//! in which the workspace keeps a round's reports to the one in which it keeps what was submitted.

use rust_xlsxwriter::Url;

use crate::terms::{Area, CellRef, Round, Source};

/// Excel's limit for the path of a link, and that for the place inside the file.
const LONGEST: usize = 2080;

/// Letters that may not stand in the path of a link; the writer takes a path with any of these codes as encoded.
const RESERVED: [char; 11] = ['%', '"', ' ', '<', '>', '[', ']', '^', '`', '{', '}'];

/// Where a cell leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link(String);

impl Link {
    /// To a cell of a sheet of the same workbook.
    pub(crate) fn to_cell(sheet: &str, cell: CellRef) -> Link {
        Link(format!("internal:{}!{cell}", quoted(sheet)))
    }

    /// To the cells of a sheet of the same workbook.
    pub(crate) fn to_area(sheet: &str, area: Area) -> Link {
        Link(format!("internal:{}!{}:{}", quoted(sheet), area.first, area.last))
    }

    /// To the cell that has this name in the workbook.
    pub(crate) fn to_name(name: &str) -> Link {
        Link(format!("internal:{name}"))
    }

    /// To the cell of a submission, seen from the reports of any round. `None` where a link cannot say it: a name
    /// with `#`, which ends the path of a link, or one longer than Excel takes.
    pub(crate) fn to_source(inputs: &str, round: Round, source: &Source) -> Option<Link> {
        let place = format!("#{}!{}", quoted(&source.sheet), source.cell);
        Link::outside(inputs, round, &source.file, &place)
    }

    /// To a submission.
    pub(crate) fn to_file(inputs: &str, round: Round, file: &str) -> Option<Link> {
        Link::outside(inputs, round, file, "")
    }

    fn outside(inputs: &str, round: Round, file: &str, place: &str) -> Option<Link> {
        let path = format!("{inputs}/{round}/{file}");
        let fits = path.encode_utf16().count() * 3 <= LONGEST && place.len() <= LONGEST;
        (fits && !path.contains('#')).then(|| Link(format!("file:///{}{place}", encoded(&path))))
    }

    /// The link as the writer takes it, with the text that the cell shows.
    pub(crate) fn url(&self, text: &str) -> Url {
        Url::new(self.0.as_str()).set_text(text)
    }
}

/// A sheet's name as references write it.
pub(crate) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// Reserved letters as `%20`; Japanese ones stay, as Excel itself writes them.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for letter in path.chars() {
        if RESERVED.contains(&letter) {
            encoded.push_str(&format!("%{:02x}", u32::from(letter)));
        } else {
            encoded.push(letter);
        }
    }
    encoded
}

/// The way from the folder of a round's reports, `<output>/<round>`, to the folder of all submissions; both as the
/// workspace names them. `None` where it depends on the machine: one of them absolute and the other not, or a folder
/// above the workspace whose name would have to be known.
pub fn way_to_inputs(output: &str, input: &str) -> Option<String> {
    let (from, to) = (Folder::parse(output)?, Folder::parse(input)?);
    if from.root != to.root {
        return None;
    }
    let shared = from.parts.iter().zip(&to.parts).take_while(|(a, b)| a == b).count();
    let (from, to) = (&from.parts[shared..], &to.parts[shared..]);
    if from.contains(&"..") {
        return None;
    }
    // One step more than `output` has: out of the round's own folder.
    let up = std::iter::repeat_n("..", from.len() + 1);
    Some(up.chain(to.iter().copied()).collect::<Vec<_>>().join("/"))
}

/// A folder by its parts.
struct Folder<'a> {
    /// `/`, `C:` or nothing for a folder inside the workspace.
    root: &'a str,
    parts: Vec<&'a str>,
}

impl Folder<'_> {
    fn parse(path: &str) -> Option<Folder<'_>> {
        let separators = ['/', '\\'];
        let drive = path.get(..2).filter(|drive| drive.ends_with(':'));
        let root = match drive {
            Some(drive) => drive,
            None if path.starts_with("//") || path.starts_with("\\\\") => "//",
            None if path.starts_with(separators) => "/",
            None => "",
        };
        let rest = path.get(drive.map_or(0, str::len)..)?;
        let mut parts: Vec<&str> = Vec::new();
        for part in rest.split(separators).filter(|part| !part.is_empty() && *part != ".") {
            match (part, parts.last()) {
                ("..", Some(last)) if *last != ".." => {
                    parts.pop();
                }
                _ => parts.push(part),
            }
        }
        Some(Folder { root, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::FiscalYear;

    fn link(file: &str, sheet: &str) -> Option<String> {
        let source = Source { file: file.into(), sheet: sheet.into(), cell: CellRef::new(22, 5) };
        let round = Round::year_end(FiscalYear(2022));
        Link::to_source("../../input", round, &source).map(|link| link.0)
    }

    #[test]
    fn a_submission_is_linked_by_its_relative_path_and_cell() {
        assert_eq!(
            link("見本課.xlsx", "No.12").as_deref(),
            Some("file:///../../input/2022/見本課.xlsx#'No.12'!F23")
        );
        assert_eq!(
            link("再 提出/100%[案].xlsx", "係長's 票").as_deref(),
            Some("file:///../../input/2022/再%20提出/100%25%5b案%5d.xlsx#'係長''s 票'!F23")
        );
    }

    #[test]
    fn a_path_that_no_link_can_say_gives_none() {
        assert_eq!(link("1#2.xlsx", "No.12"), None);
        assert_eq!(link(&format!("{}.xlsx", "課".repeat(700)), "No.12"), None);
    }

    #[test]
    fn the_way_to_the_submissions_depends_on_no_machine() {
        for (output, input, way) in [
            ("output", "input", Some("../../input")),
            ("./out/reports/", "in", Some("../../../in")),
            ("data/output", "data/input", Some("../../input")),
            ("output", "../share/input", Some("../../../share/input")),
            ("../a/output", "../a/input", Some("../../input")),
            ("/srv/output", "/srv/input", Some("../../input")),
            ("C:\\計画\\output", "C:\\計画\\input", Some("../../input")),
            ("../output", "input", None),
            ("output", "/srv/input", None),
            ("C:/output", "D:/input", None),
        ] {
            assert_eq!(way_to_inputs(output, input).as_deref(), way, "{output} → {input}");
        }
    }
}
