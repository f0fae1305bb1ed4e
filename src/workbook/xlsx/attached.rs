//! What lies on a sheet of an Office Open XML package: comments, threads, drawings, and the controls of its VML part.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::parts::Relationship;
use crate::terms::CellRef;
use crate::workbook::attached::{Attached, AttachedKind, keep};
use crate::workbook::limits::OpenError;
use crate::workbook::package::Package;
use crate::workbook::xml::{Node, Xml};

/// Reads the parts that a sheet's relationships name. A part that is not sound is nobody's answer: what stands before
/// the fault is kept, and something without words stands for the rest.
pub(in crate::workbook) fn attached(
    package: &mut Package<'_>,
    relationships: &BTreeMap<String, Relationship>,
) -> Result<Vec<Attached>, OpenError> {
    let mut found = Vec::new();
    let limits = package.limits();
    // Threads first: what the older part repeats of them is left out.
    let mut threads = BTreeSet::new();
    let has_vml = relationships.values().any(|one| one.kind == "vmlDrawing");
    for (kind, reader) in READERS {
        // The older part tells a control with its place and its words.
        if kind == "ctrlProp" && has_vml {
            continue;
        }
        for one in relationships.values().filter(|one| one.kind == kind) {
            let mut own = Vec::new();
            let read = match package.text(&one.target) {
                Ok(None) => continue,
                Ok(Some(text)) => {
                    // Excel leaves this element open.
                    let is_vml = kind == "vmlDrawing";
                    let text = if is_vml { text.replace("<br>", "<br/>") } else { text };
                    reader(Xml::new(&text, &one.target, limits), &threads, &mut own)
                }
                Err(beyond @ OpenError::Limit { .. }) => return Err(beyond),
                Err(damaged) => Err(damaged),
            };
            if read.is_err() {
                own.push(Attached::new(AttachedKind::Control, None));
            }
            if kind == "threadedComment" {
                threads.extend(own.iter().filter_map(|note| note.at));
            }
            own.into_iter().for_each(|one| keep(&mut found, one));
        }
    }
    Ok(found)
}

type Threads = BTreeSet<CellRef>;
type Reader = fn(Xml<'_>, &Threads, &mut Vec<Attached>) -> Result<(), OpenError>;

/// Kinds of relationship with what reads their part.
const READERS: [(&str, Reader); 5] = [
    ("threadedComment", threads),
    ("comments", comments),
    ("drawing", drawing),
    ("vmlDrawing", controls),
    ("ctrlProp", control_properties),
];

fn note(at: Option<Cow<'_, str>>) -> Attached {
    Attached::new(AttachedKind::Note, at.and_then(|at| at.parse().ok()))
}

fn threads(mut xml: Xml<'_>, _: &Threads, found: &mut Vec<Attached>) -> Result<(), OpenError> {
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local() == "threadedComment" => {
                found.push(note(tag.attr("ref")));
            }
            Node::Open(tag) if tag.local() == "text" => {
                let text = xml.text_inside()?;
                if let Some(note) = found.last_mut() {
                    note.say(&text);
                }
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

fn comments(
    mut xml: Xml<'_>,
    threads: &Threads,
    found: &mut Vec<Attached>,
) -> Result<(), OpenError> {
    let mut open: Option<Attached> = None;
    let mut reading = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "comment" => open = Some(note(tag.attr("ref"))),
                "rPh" => reading = true,
                "t" => {
                    let text = xml.text_inside()?;
                    if let Some(note) = open.as_mut().filter(|_| !reading) {
                        note.say(&text);
                    }
                }
                _ => {}
            },
            Node::Close(tag) if tag.local() == "rPh" => reading = false,
            Node::Close(tag) if tag.local() == "comment" => {
                let own = open.take();
                found.extend(own.filter(|own| own.at.is_none_or(|at| !threads.contains(&at))));
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// The drawing of a sheet while it is read.
#[derive(Default)]
struct Drawing {
    /// Column and row where the open anchor begins.
    corner: (Option<u32>, Option<u32>),
    inside_from: bool,
    shape: Option<Attached>,
    /// The open shape stands for a control, which the VML part tells better.
    is_control: bool,
    /// Depth of elements that an older program would read instead.
    fallback: u32,
}

impl Drawing {
    fn at(&self) -> Option<CellRef> {
        CellRef::on_sheet(self.corner.1?, self.corner.0?)
    }

    fn begin(&mut self, kind: AttachedKind) {
        self.shape = Some(Attached::new(kind, self.at()));
        self.is_control = false;
    }
}

fn drawing(mut xml: Xml<'_>, _: &Threads, found: &mut Vec<Attached>) -> Result<(), OpenError> {
    let mut drawing = Drawing::default();
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "Fallback" => drawing.fallback += 1,
                _ if drawing.fallback > 0 => {}
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                    drawing.corner = (None, None);
                }
                "from" => drawing.inside_from = true,
                "col" if drawing.inside_from => {
                    drawing.corner.0 = xml.text_inside()?.trim().parse().ok();
                }
                "row" if drawing.inside_from => {
                    drawing.corner.1 = xml.text_inside()?.trim().parse().ok();
                }
                "sp" | "cxnSp" => drawing.begin(AttachedKind::Shape),
                "pic" | "graphicFrame" | "contentPart" => drawing.begin(AttachedKind::Picture),
                "compatExt" => drawing.is_control = true,
                "p" | "br" => {
                    if let Some(shape) = &mut drawing.shape {
                        shape.new_line();
                    }
                }
                "t" => {
                    let text = xml.text_inside()?;
                    if let Some(shape) = &mut drawing.shape {
                        shape.say(&text);
                    }
                }
                _ => {}
            },
            Node::Close(tag) => match tag.local() {
                "Fallback" => drawing.fallback = drawing.fallback.saturating_sub(1),
                "from" => drawing.inside_from = false,
                "sp" | "cxnSp" | "pic" | "graphicFrame" | "contentPart" => {
                    let is_control = drawing.is_control;
                    found.extend(drawing.shape.take().filter(|_| !is_control));
                }
                _ => {}
            },
            Node::End => return Ok(()),
            Node::Text(_) => {}
        }
    }
}

fn controls(mut xml: Xml<'_>, _: &Threads, found: &mut Vec<Attached>) -> Result<(), OpenError> {
    let mut open: Option<Attached> = None;
    let mut is_told = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "shape" => {
                    is_told = false;
                    open = Some(Attached::new(AttachedKind::Control, None));
                }
                "ClientData" => {
                    let kind = tag.attr("ObjectType").unwrap_or_default();
                    // Notes have a part of their own; a picture stands for an object that is counted elsewhere.
                    is_told = !matches!(&*kind, "" | "Note" | "Pict");
                    if let Some(control) = &mut open
                        && matches!(&*kind, "Checkbox" | "Radio")
                    {
                        control.kind = AttachedKind::Tick { on: false };
                    }
                }
                "Anchor" => {
                    let anchor = xml.text_inside()?;
                    let numbers: Vec<u32> =
                        anchor.split(',').filter_map(|number| number.trim().parse().ok()).collect();
                    if let (Some(control), [col, _, row, ..]) = (&mut open, numbers.as_slice()) {
                        control.at = CellRef::on_sheet(*row, *col).or(control.at);
                    }
                }
                "Checked" => {
                    let is_on = xml.text_inside()?.trim() != "0";
                    if let Some(Attached { kind: AttachedKind::Tick { on }, .. }) = &mut open {
                        *on = is_on;
                    }
                }
                "textbox" => {
                    let words = xml.text_inside()?;
                    if let Some(control) = &mut open {
                        control.say(words.trim());
                    }
                }
                _ => {}
            },
            Node::Close(tag) if tag.local() == "shape" => {
                found.extend(open.take().filter(|_| is_told))
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// A control without the older part: its state, and the cell that it is linked to.
fn control_properties(
    mut xml: Xml<'_>,
    _: &Threads,
    found: &mut Vec<Attached>,
) -> Result<(), OpenError> {
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local() == "formControlPr" => {
                let on = matches!(tag.attr("checked").as_deref(), Some("Checked" | "1"));
                let kind = match tag.attr("objectType").as_deref() {
                    Some("CheckBox" | "Radio") => AttachedKind::Tick { on },
                    _ => AttachedKind::Control,
                };
                let at = tag.attr("fmlaLink").and_then(|link| link.parse().ok());
                found.push(Attached::new(kind, at));
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::limits::Limits;

    fn read(reader: Reader, text: &str) -> Vec<(AttachedKind, String, String)> {
        let mut found = Vec::new();
        let (text, limits) = (text.replace("<br>", "<br/>"), Limits::default());
        reader(Xml::new(&text, "part", &limits), &BTreeSet::from([CellRef::new(8, 0)]), &mut found)
            .expect("sound");
        let at = |one: &Attached| one.at.map(|at| at.to_string()).unwrap_or_default();
        found.iter().map(|one| (one.kind, at(one), one.text.clone())).collect()
    }

    #[test]
    fn notes_are_read_without_readings_and_without_what_a_thread_repeats() {
        let text = "<comments><commentList><comment ref=\"B2\"><text><r><t>要</t></r><r><t>確認</t></r><rPh><t>ヨミ</t></rPh></text></comment>\
                    <comment ref=\"A9\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>";
        let expected = [(AttachedKind::Note, "B2".to_owned(), "要確認".to_owned())];
        assert_eq!(read(comments, text), expected);
        let text = "<ThreadedComments><threadedComment ref=\"C3\" id=\"1\"><text>あとで直します</text></threadedComment></ThreadedComments>";
        let expected = [(AttachedKind::Note, "C3".to_owned(), "あとで直します".to_owned())];
        assert_eq!(read(threads, text), expected);
    }

    #[test]
    fn shapes_are_read_at_the_cell_where_they_begin() {
        let text = "<wsDr><twoCellAnchor><from><col>2</col><row>4</row></from><to><col>9</col><row>9</row></to>\
                    <sp><txBody><p><r><t>一行目</t></r></p><p><r><t>二行目</t></r></p></txBody></sp></twoCellAnchor>\
                    <twoCellAnchor><from><col>0</col><row>0</row></from><pic/></twoCellAnchor>\
                    <AlternateContent><Choice><sp><compatExt/><txBody><p><r><t>選択</t></r></p></txBody></sp></Choice><Fallback><sp/></Fallback></AlternateContent></wsDr>";
        let expected = [
            (AttachedKind::Shape, "C5".to_owned(), "一行目\n二行目".to_owned()),
            (AttachedKind::Picture, "A1".to_owned(), String::new()),
        ];
        assert_eq!(read(drawing, text), expected);
    }

    #[test]
    fn boxes_to_tick_are_read_with_their_state() {
        let text = "<xml><shape><textbox><div><font>対象<br>外</font></div></textbox><ClientData ObjectType=\"Checkbox\">\
                    <Anchor>1, 15, 2, 10, 3, 31, 6, 4</Anchor><Checked>1</Checked></ClientData></shape>\
                    <shape><ClientData ObjectType=\"Note\"><Anchor>1, 15, 2, 10, 3, 31, 6, 4</Anchor></ClientData></shape></xml>";
        let expected = [(AttachedKind::Tick { on: true }, "B3".to_owned(), "対象外".to_owned())];
        assert_eq!(read(controls, text), expected);
        let text = "<formControlPr objectType=\"CheckBox\" checked=\"Checked\" fmlaLink=\"$C$7\"/>";
        let expected = [(AttachedKind::Tick { on: true }, "C7".to_owned(), String::new())];
        assert_eq!(read(control_properties, text), expected);
    }
}
