//! On how many pages a form is printed, and where they end.

use crate::sheet::Written;
use crate::terms::count;
use rust_xlsxwriter::Worksheet;

/// Points of A4 upright between the margins above and below.
const PAGE_POINTS: f64 = 755.0;
/// Points of A4 across.
const PAPER_WIDTH: f64 = 595.0;
/// Points of the margin at the left and at the right.
const SIDE: f64 = 36.0;
/// How much taller than a page a sheet may be and still be shrunk onto one: text of 9 pt stays above 7.5 pt.
const SHRINK_UP_TO: f64 = 1.18;
/// The smallest scale, in per cent, that is taken to save a page: text of 9 pt stays above 7 pt.
const SMALLEST: u32 = 78;
/// Rows that name the sheet and stand on every page: title, two of advice, program.
const HEAD_ROWS: usize = 4;

/// Sets up the pages of a sheet of so many points across, with rows of these heights; `blocks` are the first rows of
/// its blocks.
pub(super) fn set_up_pages(
    sheet: &mut Worksheet,
    width: f64,
    heights: &[f64],
    blocks: &[u32],
) -> Written {
    let total: f64 = heights.iter().sum();
    if total <= PAGE_POINTS * SHRINK_UP_TO {
        sheet.set_print_fit_to_pages(1, 1);
        return Ok(());
    }
    // One page wide whatever the fonts of the system are; a page then ends where told.
    let natural = ((PAPER_WIDTH - 2.0 * SIDE) / width).min(1.0);
    let (scale, breaks) = fewest_pages(natural, heights, blocks);
    if scale < natural {
        // Only the width is fitted, because a sheet that is fitted in height ignores its breaks: wider margins make it
        // smaller.
        let side = (PAPER_WIDTH - width * scale) / 2.0 / 72.0;
        sheet.set_margins(side, side, 0.55, 0.6, 0.3, 0.3);
    }
    sheet.set_page_breaks(&breaks)?;
    let head = heights.len().min(HEAD_ROWS);
    sheet.set_repeat_rows(0, u32::try_from(head).unwrap_or(1).max(1) - 1)?;
    Ok(())
}

/// Printed pages of such a sheet.
#[cfg(test)]
pub(super) fn pages_of(width: f64, heights: &[f64], blocks: &[u32]) -> usize {
    let natural = ((PAPER_WIDTH - 2.0 * SIDE) / width).min(1.0);
    fewest_pages(natural, heights, blocks).1.len() + 1
}

/// The largest scale with the fewest pages, and the rows before which a new page begins. `natural` is the scale of a
/// sheet that fills the width.
fn fewest_pages(natural: f64, heights: &[f64], blocks: &[u32]) -> (f64, Vec<u32>) {
    let breaks = |scale: f64| page_breaks(heights, blocks, PAGE_POINTS / scale);
    let full = breaks(natural);
    let percents = (SMALLEST..100).map(|percent| f64::from(percent) / 100.0);
    let smaller = percents.filter(|scale| *scale < natural).map(|scale| (scale, breaks(scale)));
    let fewest = |best: (f64, Vec<u32>), next: (f64, Vec<u32>)| {
        if next.1.len() <= best.1.len() { next } else { best }
    };
    match smaller.reduce(fewest) {
        Some((scale, breaks)) if breaks.len() < full.len() => (scale, breaks),
        _ => (natural, full),
    }
}

/// Rows before which a new page begins. A block begins one if it would not end on the page and can stand whole on
/// another, or if not even its heading with the rows next to it fits; a block longer than a page is cut between rows.
fn page_breaks(heights: &[f64], blocks: &[u32], page: f64) -> Vec<u32> {
    /// Rows that stay with the heading of a block: the heads of its table and a first row.
    const WITH_HEADING: usize = 3;
    let height = |rows: std::ops::Range<usize>| -> f64 {
        heights.get(rows).unwrap_or_default().iter().sum()
    };
    let head = height(0..heights.len().min(HEAD_ROWS));
    let starts = blocks.iter().map(|row| *row as usize);
    let mut starts: Vec<usize> =
        std::iter::once(0).chain(starts.filter(|row| (1..heights.len()).contains(row))).collect();
    starts.push(heights.len());
    let mut breaks = Vec::new();
    // Points used of the page, and those that the repeated rows take of it.
    let (mut used, mut top) = (0.0, 0.0);
    for block in starts.windows(2) {
        let (first, end) = (block[0], block[1]);
        let whole = height(first..end);
        let least = height(first..(first + WITH_HEADING).min(end));
        let fits_elsewhere = head + whole <= page;
        let needs = if fits_elsewhere { whole } else { least };
        for row in first..end {
            let is_start = row == first && used + needs > page;
            if (is_start || used + height(row..row + 1) > page) && used > top {
                breaks.push(count(row));
                (used, top) = (head, head);
            }
            used += height(row..row + 1);
        }
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_does_not_end_on_a_page_begins_the_next() {
        let heights = [30.0, 10.0, 10.0, 30.0, 300.0, 20.0, 300.0, 20.0, 300.0];
        assert_eq!(page_breaks(&heights, &[5, 7], 755.0), [7]);
        assert_eq!(page_breaks(&heights, &[5, 7], 500.0), [5, 7]);
    }

    #[test]
    fn repeated_rows_take_room_of_every_page_but_the_first() {
        let heights = [30.0, 10.0, 10.0, 30.0, 400.0, 340.0, 340.0];
        assert_eq!(page_breaks(&heights, &[4, 5, 6], 500.0), [5, 6]);
        assert_eq!(page_breaks(&heights, &[4, 5, 6], 755.0), [5, 6]);
        assert_eq!(page_breaks(&heights, &[4, 5, 6], 760.0), [5]);
    }

    #[test]
    fn a_block_longer_than_a_page_is_cut_between_rows() {
        let mut heights = vec![30.0, 10.0, 10.0, 30.0, 300.0, 20.0];
        heights.extend([409.0; 3]);
        assert_eq!(page_breaks(&heights, &[5], 755.0), [5, 7, 8]);
    }

    #[test]
    fn a_page_is_saved_if_letters_stay_large_enough() {
        let heights = [30.0, 10.0, 10.0, 30.0, 400.0, 350.0, 350.0];
        let (scale, breaks) = fewest_pages(1.0, &heights, &[5, 6]);
        assert!((scale - 0.96).abs() < f64::EPSILON, "{scale}");
        assert_eq!(breaks, [5]);
        let heights = [30.0, 10.0, 10.0, 30.0, 600.0, 600.0, 600.0];
        let (scale, breaks) = fewest_pages(1.0, &heights, &[5, 6]);
        assert!((scale - 1.0).abs() < f64::EPSILON, "{scale}");
        assert_eq!(breaks, [5, 6]);
    }
}
