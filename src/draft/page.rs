//! One sheet as a person sees it: cells to be filled, labels, units.

use std::collections::{BTreeMap, BTreeSet};

use crate::notation::{MoneyUnit, comparison_key, known_unit};
use crate::schema::{Go, Plan};
use crate::submission::Grid;
use crate::terms::{Area, CellRef};
use crate::workbook::{Content, Face, OfferedList, Sheet, SheetFaces, Workbook};

/// Most empty cells of grid paper between a text and what belongs to it.
pub(super) const MOST_STEPS: u16 = 12;

/// Why a cell looks as if it were to be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It offers a list.
    List,
    /// The sheet's protection leaves it open.
    Unlocked,
    /// It has the colour of cells to be filled.
    Colour,
    /// It is an empty frame beside a text.
    Frame,
    /// It holds a number or a date beside a text.
    Value,
    /// Other sheets of the same form say something else.
    Differs,
}

/// A cell to be filled.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub(super) area: Area,
    pub(super) sign: Sign,
    pub(super) options: Vec<String>,
    pub(super) face: Face,
    pub(super) is_date: bool,
    pub(super) is_number: bool,
}

/// The unit of a cell to be filled, in a cell of its own.
#[derive(Debug, Clone)]
pub(super) struct UnitView {
    pub(super) at: CellRef,
    /// Without the brackets around it.
    pub(super) text: String,
    /// Whether it stands in the very next cell, where a form may look for it.
    pub(super) is_beside: bool,
}

impl UnitView {
    /// The unit if it is one of money.
    pub(super) fn money(&self) -> Option<MoneyUnit> {
        MoneyUnit::of(&self.text)
    }
}

/// A sheet taken apart.
pub(super) struct PageView<'w> {
    pub(super) grid: Grid<'w>,
    pub(super) inputs: BTreeMap<CellRef, Input>,
    /// Texts that are neither answers nor units, by their first cell.
    pub(super) labels: BTreeMap<CellRef, String>,
    /// Units that stand in cells of their own.
    pub(super) units: BTreeMap<CellRef, String>,
    frames: BTreeSet<CellRef>,
}

impl<'w> PageView<'w> {
    pub(super) fn new(
        plan: &Plan,
        workbook: &'w Workbook,
        sheet: &'w Sheet,
        faces: &SheetFaces,
    ) -> PageView<'w> {
        let grid = Grid::new(sheet);
        let mut view = PageView {
            grid,
            inputs: BTreeMap::new(),
            labels: BTreeMap::new(),
            units: BTreeMap::new(),
            frames: BTreeSet::new(),
        };
        let framed = faces.cells.iter().filter(|(_, face)| face.framed);
        view.frames.extend(framed.map(|(at, _)| *at));
        let areas = view.areas(faces);
        let signs = Signs::of(&view.grid, &areas, faces);
        for area in &areas {
            let face = faces.cells.get(&area.first).cloned().unwrap_or_default();
            let options = options_of(workbook, &sheet.name, &faces.lists, area.first);
            let sign = signs.sign(&view.grid, *area, &face, !options.is_empty());
            let content = view.grid.cell(*area).map(|cell| &cell.content);
            if let Some(sign) = sign {
                let is_date = matches!(content, Some(Content::Date { .. }))
                    || face.format.as_deref().is_some_and(is_date_format);
                let shows_number = face
                    .format
                    .as_deref()
                    .is_some_and(|format| format.contains(['0', '#']) && !is_date_format(format));
                let is_number = matches!(content, Some(Content::Number(_))) || shows_number;
                let input = Input { area: *area, sign, options, face, is_date, is_number };
                view.inputs.insert(area.first, input);
            } else if let Some(Content::Text(text)) = content {
                view.labels.insert(area.first, text.to_string());
            }
        }
        view.take_units(plan);
        view
    }

    /// Every cell that a person sees: merged ones, those with content, those with a frame or colour.
    fn areas(&self, faces: &SheetFaces) -> BTreeSet<Area> {
        let styled = faces
            .cells
            .iter()
            .filter(|(_, face)| face.framed || face.fill.is_some() || face.unlocked);
        let cells = self.grid.sheet.cells.keys().chain(styled.map(|(at, _)| at));
        let merged = self.grid.sheet.merges.iter().copied();
        cells.map(|at| self.grid.area_at(*at)).chain(merged).collect()
    }

    /// A unit right of a cell to be filled is no label.
    fn take_units(&mut self, plan: &Plan) {
        let units: Vec<(CellRef, String)> = self
            .inputs
            .values()
            .filter_map(|input| {
                let (next, _) = self.next(input.area, Go::Right)?;
                let text = self.labels.get(&next.first)?;
                is_unit(plan, text).then(|| (next.first, text.clone()))
            })
            .collect();
        for (at, text) in units {
            self.labels.remove(&at);
            self.units.insert(at, text);
        }
    }

    /// The unit right of a cell.
    pub(super) fn unit_right(&self, area: Area) -> Option<UnitView> {
        let (next, steps) = self.next(area, Go::Right)?;
        let text = bare_unit(self.units.get(&next.first)?).to_owned();
        Some(UnitView { at: next.first, text, is_beside: steps == 1 })
    }

    /// The next cell that shows something, past the empty cells of grid paper, and how many steps away it is.
    ///
    /// An empty cell that is merged or framed shows a place of its own.
    pub(super) fn next(&self, area: Area, go: Go) -> Option<(Area, u16)> {
        let is_gap = |at: Area| {
            at.first == at.last
                && !self.grid.is_filled(at)
                && !self.inputs.contains_key(&at.first)
                && !self.frames.contains(&at.first)
        };
        let mut at = area;
        for steps in 1..=MOST_STEPS {
            at = self.grid.step(at, go)?;
            if !is_gap(at) {
                return Some((at, steps));
            }
        }
        None
    }

    /// Takes the text of a cell for an answer.
    pub(super) fn take_answer(&mut self, at: CellRef) {
        if self.labels.remove(&at).is_some() {
            let (area, sign) = (self.grid.area_at(at), Sign::Differs);
            let (options, face) = (Vec::new(), Face::default());
            let input = Input { area, sign, options, face, is_date: false, is_number: false };
            self.inputs.insert(at, input);
        }
    }

    /// Leaves out what stands in `row` and below: the other sections of the sheet.
    pub(super) fn keep_above(&mut self, row: u32) {
        self.inputs.retain(|at, _| at.row < row);
        self.labels.retain(|at, _| at.row < row);
        self.units.retain(|at, _| at.row < row);
    }

    /// The label that covers or is this area.
    pub(super) fn label(&self, area: Area) -> Option<&str> {
        self.labels.get(&area.first).map(String::as_str)
    }

    /// How often a label stands on the sheet.
    pub(super) fn count(&self, label: &str) -> usize {
        let key = comparison_key(label);
        self.labels.values().filter(|text| comparison_key(text) == key).count()
    }
}

fn bare_unit(text: &str) -> &str {
    text.trim().trim_matches(['(', ')', '(', ')'])
}

fn is_unit(plan: &Plan, text: &str) -> bool {
    let text = bare_unit(text);
    let key = comparison_key(text);
    let mut units = plan.programs.iter().flat_map(|program| &program.indicators);
    MoneyUnit::of(text).is_some()
        || known_unit(text)
        || units.any(|indicator| comparison_key(&indicator.unit) == key)
}

fn is_date_format(format: &str) -> bool {
    format.contains(['y', 'e', 'd']) && !format.contains(['0', '#'])
}

/// What on this sheet tells cells to be filled from others.
struct Signs {
    colours: BTreeSet<String>,
    /// Whether nothing but frames and contents tells anything.
    bare: bool,
}

impl Signs {
    fn of(grid: &Grid<'_>, areas: &BTreeSet<Area>, faces: &SheetFaces) -> Signs {
        let face = |area: &Area| faces.cells.get(&area.first);
        let offers = |area: &Area| {
            faces.lists.iter().any(|list| list.areas.iter().any(|own| own.contains(area.first)))
        };
        let is_open = |area: &&Area| offers(area) || face(area).is_some_and(|face| face.unlocked);
        let colour = |area: &Area| face(area).and_then(|face| face.fill.clone());
        let mut colours: BTreeSet<String> =
            areas.iter().filter(is_open).filter_map(colour).collect();
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for area in areas {
            let Some(colour) = colour(area) else { continue };
            let (empty, all) = counts.entry(colour).or_default();
            *empty += usize::from(!grid.is_filled(*area));
            *all += 1;
        }
        // Where nothing is unlocked, a colour whose cells are mostly empty is the one to be filled.
        if colours.is_empty() {
            let mostly =
                counts.into_iter().filter(|(_, (empty, all))| *empty > 1 && empty * 2 > *all);
            colours.extend(mostly.map(|(colour, _)| colour));
        }
        let bare = colours.is_empty() && !areas.iter().any(|area| is_open(&area));
        Signs { colours, bare }
    }

    fn sign(&self, grid: &Grid<'_>, area: Area, face: &Face, offers: bool) -> Option<Sign> {
        if offers {
            return Some(Sign::List);
        }
        if face.unlocked {
            return Some(Sign::Unlocked);
        }
        if face.fill.as_ref().is_some_and(|fill| self.colours.contains(fill)) {
            return Some(Sign::Colour);
        }
        if !self.bare {
            return None;
        }
        let has_text = |go: Go| {
            let beside = grid.step(area, go).and_then(|beside| grid.cell(beside));
            beside.is_some_and(|cell| matches!(cell.content, Content::Text(_)))
        };
        let beside_text = has_text(Go::Left) || has_text(Go::Above);
        let stacked = !grid.is_filled(area) && face.framed;
        match grid.cell(area).map(|cell| &cell.content) {
            None if stacked => Some(Sign::Frame),
            Some(Content::Number(_) | Content::Date { .. }) if beside_text => Some(Sign::Value),
            _ => None,
        }
    }
}

/// The options that a cell offers: written out, or found in the cells that the list refers to.
fn options_of(workbook: &Workbook, own: &str, lists: &[OfferedList], at: CellRef) -> Vec<String> {
    let list = lists.iter().find(|list| list.areas.iter().any(|area| area.contains(at)));
    let Some(list) = list else { return Vec::new() };
    if let Some(written) = list.source.strip_prefix('"') {
        let words = written.trim_end_matches('"').split(',');
        return words.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    }
    let (sheet, cells) = list.source.rsplit_once('!').unwrap_or((own, &list.source));
    let sheet = sheet.trim_matches('\'').replace("''", "'");
    let Some((first, last)) = cells.split_once(':') else { return Vec::new() };
    let (Some(sheet), Ok(first), Ok(last)) = (workbook.sheet(&sheet), first.parse(), last.parse())
    else {
        return Vec::new();
    };
    let area = Area::new(first, last);
    let cells = sheet.cells.iter().filter(|(at, _)| area.contains(**at));
    let texts = cells.filter_map(|(_, cell)| match &cell.content {
        Content::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}
