//! Where the numbers of a line stand, so that they do not lie on it.
//!
//! The plot of a chart is known only roughly (viewers lay it out), so lines are looked for with room around each number.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::ChartDataLabelPosition;

use super::scale::Scale;

/// Pixels beside the plot: the numbers of the axis and the margins.
const BESIDE: f64 = 70.0;
/// Pixels over and under it: margins, years, legend.
const AROUND: f64 = 82.0;
/// Pixels of a line of the title.
const TITLE: f64 = 16.0;
/// Pixels of a number's height.
const HEIGHT: f64 = 15.0;
/// Pixels between a mark's middle and its number.
const GAP: f64 = 8.0;
/// Steps in which a line is followed between two years.
const STEPS: u32 = 48;

/// A line over the years; a year without a value breaks it.
pub(super) type Polyline = Vec<Option<Decimal>>;

/// The plot of a chart of so many pixels.
pub(super) struct Plot<'a> {
    /// Pixels of the chart.
    pub(super) size: (u32, u32),
    /// Lines of its title.
    pub(super) title: usize,
    /// Its scale.
    pub(super) scale: &'a Scale,
    /// Everything that is drawn.
    pub(super) lines: &'a [Polyline],
}

/// On which side of its mark a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
    Right,
    Left,
}

impl From<Side> for ChartDataLabelPosition {
    fn from(side: Side) -> ChartDataLabelPosition {
        match side {
            Side::Above => ChartDataLabelPosition::Above,
            Side::Below => ChartDataLabelPosition::Below,
            Side::Right => ChartDataLabelPosition::Right,
            Side::Left => ChartDataLabelPosition::Left,
        }
    }
}

type Point = (f64, f64);

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy)]
struct Room(f64, f64, f64, f64);

impl Room {
    fn holds(self, (x, y): Point) -> bool {
        (self.0..=self.2).contains(&x) && (self.1..=self.3).contains(&y)
    }

    fn meets(self, other: Room) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }
}

impl Plot<'_> {
    /// The place of the number (so many pixels wide) of each value of `line`, and whether a line is below it wherever it
    /// stands.
    pub(super) fn places(&self, line: &Polyline, widths: &[u32]) -> Vec<(Side, bool)> {
        let marks: Vec<Option<Point>> = self.points(line);
        let mut taken: Vec<Room> = Vec::new();
        let mut places = Vec::new();
        for (mark, width) in marks.iter().zip(widths) {
            let Some(mark) = *mark else {
                places.push((Side::Above, false));
                continue;
            };
            let rooms = rooms(mark, f64::from(*width));
            let is_free = |room: &Room| {
                let inside = room.1 >= -HEIGHT / 2.0 && room.3 <= self.height() + HEIGHT / 2.0;
                inside && !taken.iter().any(|other| room.meets(*other)) && !self.is_crossed(*room)
            };
            let free = rooms.iter().find(|(_, room)| is_free(room));
            let (place, room) = free.unwrap_or(&rooms[0]);
            taken.push(*room);
            places.push((*place, free.is_none()));
        }
        places
    }

    fn height(&self) -> f64 {
        let title = TITLE * f64::from(u8::try_from(self.title).unwrap_or(u8::MAX));
        (f64::from(self.size.1) - AROUND - title).max(HEIGHT)
    }

    /// The values of a line in pixels from the top left corner of the plot.
    fn points(&self, line: &Polyline) -> Vec<Option<Point>> {
        let years = f64::from(u32::try_from(line.len()).unwrap_or(u32::MAX).max(1));
        let width = (f64::from(self.size.0) - BESIDE).max(1.0) / years;
        let number = |value: Decimal| value.to_f64().unwrap_or_default();
        let (min, max) = (number(self.scale.min), number(self.scale.max));
        let y = |value: Decimal| {
            (max - number(value)) / (max - min).max(f64::MIN_POSITIVE) * self.height()
        };
        let middles = (0..u32::MAX).map(|year| (f64::from(year) + 0.5) * width);
        line.iter().zip(middles).map(|(value, x)| value.map(|value| (x, y(value)))).collect()
    }

    /// Whether a line goes through the room.
    fn is_crossed(&self, room: Room) -> bool {
        self.lines.iter().any(|line| {
            let points = self.points(line);
            points.windows(2).any(|pair| {
                let [Some(from), Some(to)] = pair else { return false };
                let along =
                    |part: f64| (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
                (0..=STEPS).any(|step| room.holds(along(f64::from(step) / f64::from(STEPS))))
            })
        })
    }
}

/// The rooms that a number may have around its mark, the usual one first.
fn rooms((x, y): Point, width: f64) -> [(Side, Room); 4] {
    let half = width / 2.0;
    [
        (Side::Above, Room(x - half, y - GAP - HEIGHT, x + half, y - GAP)),
        (Side::Below, Room(x - half, y + GAP, x + half, y + GAP + HEIGHT)),
        (Side::Right, Room(x + GAP, y - HEIGHT / 2.0, x + GAP + width, y + HEIGHT / 2.0)),
        (Side::Left, Room(x - GAP - width, y - HEIGHT / 2.0, x - GAP, y + HEIGHT / 2.0)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[i64]) -> Polyline {
        values.iter().map(|value| Some(Decimal::from(*value))).collect()
    }

    /// The places of the numbers of the first line beside the others.
    fn places(lines: &[Polyline]) -> Vec<(Side, bool)> {
        let values: Vec<Decimal> = lines.iter().flatten().flatten().copied().collect();
        let scale = Scale::over(&values, 0);
        let plot = Plot { size: (316, 220), title: 1, scale: &scale, lines };
        plot.places(&lines[0], &vec![30; lines[0].len()])
    }

    #[test]
    fn numbers_stand_where_no_line_goes() {
        use Side::{Above, Below};
        // A peak has its number above, a hollow below.
        let [(low, _), (top, _), (end, _)] = places(&[line(&[2, 90, 2])])[..] else { panic!() };
        assert!(top == Above && low != Above && end != Above, "{low:?} {top:?} {end:?}");
        let hollow = places(&[line(&[90, 20, 90])]);
        assert_eq!(hollow[1], (Below, false));
        // A target just above the values, on an axis that begins far below, is not written over.
        let near = places(&[line(&[50, 50, 50]), line(&[56, 56, 56]), line(&[0, 0, 0])]);
        assert!(near.iter().all(|place| *place == (Below, false)), "{near:?}");
        let none = places(&[vec![None, Some(Decimal::ONE)]]);
        assert_eq!(none.len(), 2);
    }
}
