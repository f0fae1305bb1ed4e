//! The draft as text: a whole form.toml, each proposal with what was seen and what a person must confirm.
//!
//! Here stand the file's head, its sheets and where they are found; `entries.rs` writes blocks, fields and columns,
//! `lists.rs` the lists to choose from, `words.rs` what a comment says.

mod entries;
mod lists;
mod words;

use std::collections::BTreeSet;

use entries::{Blocks, Ids};
use lists::Lists;
use words::{beyond, one_line};

use super::DraftRequest;
use super::design::{Design, Designs, Stated};
use super::fields::{Way, nth};
use super::known::Known;
use super::tables::TableView;
use crate::schema::toml_text::{Inline, List, Toml, Value};
use crate::schema::{Each, ProgramKind};
use crate::terms::CellRef;

/// Writes the whole file.
pub(super) fn text(request: &DraftRequest<'_>, designs: &Designs<'_>) -> String {
    let known = Known { plan: request.plan, standard: request.standard };
    let blocks = Blocks { known, lists: Lists::default() };
    let mut draft = Draft { request, designs, blocks };
    let kinds: BTreeSet<ProgramKind> = request.plan.programs.iter().map(|own| own.kind).collect();
    let mut sheets = Toml::default();
    for kind in &kinds {
        draft.sheet(&mut sheets, *kind);
    }
    let mut toml = Toml::default();
    draft.head(&mut toml);
    draft.left_out(&mut toml, &kinds);
    draft.blocks.lists.write(&mut toml, &known);
    toml.append(sheets);
    toml.into_text()
}

struct Draft<'d> {
    request: &'d DraftRequest<'d>,
    designs: &'d Designs<'d>,
    blocks: Blocks<'d>,
}

impl<'d> Draft<'d> {
    fn head(&self, toml: &mut Toml) {
        let title =
            self.designs.forms.first().and_then(|design| design.view.labels.values().next());
        let title = title.map_or("今ある様式", String::as_str);
        toml.comment(&format!(
            "{} から作った下書きです。「要確認」の行を1つずつ確かめ、直したら注記を消してください。",
            one_line(self.request.file)
        ));
        toml.comment("確かめ方: matome form try この下書き.toml 様式のファイル");
        toml.blank();
        toml.comment("要確認: 様式のキーと名前");
        toml.key("id", format!("{}/existing", self.request.plan.id));
        toml.key("version", 1_u16);
        toml.key("title", one_line(title));
        toml.blank();
    }

    /// The design for programs of a kind: its own, else one that no kind claims, else the first.
    fn design(&self, kind: ProgramKind) -> Option<&'d Design<'d>> {
        let forms = &self.designs.forms;
        let own = forms.iter().find(|design| design.kind == Some(kind));
        own.or_else(|| forms.iter().find(|design| design.kind.is_none())).or_else(|| forms.first())
    }

    /// A form describes one design for each kind of program; the sheets of further designs are named.
    fn left_out(&self, toml: &mut Toml, kinds: &BTreeSet<ProgramKind>) {
        let used: Vec<&[String]> = kinds
            .iter()
            .filter_map(|kind| self.design(*kind))
            .map(|design| design.sheets.as_slice())
            .collect();
        let forms = self.designs.forms.iter();
        let unused = forms.filter(|design| !used.contains(&design.sheets.as_slice()));
        let names: Vec<&str> =
            unused.flat_map(|design| &design.sheets).map(String::as_str).collect();
        if !names.is_empty() {
            let names = one_line(&names.join("、"));
            toml.comment(&format!(
                "要確認: 次の票は別の様式のようなので、この下書きに入れていません。読むときは欄を書き足してください: {names}"
            ));
            toml.blank();
        }
    }

    fn sheet(&mut self, toml: &mut Toml, kind: ProgramKind) {
        let Some(design) = self.design(kind) else { return };
        let title = design.view.labels.values().next().map_or("", String::as_str);
        toml.blank();
        toml.comment(&format!("--- {} ---", design.sheets.join("、")));
        toml.blank();
        if design.kind != Some(kind) {
            toml.comment(&format!(
                "要確認: 種別 {} のプログラムの票が分からないため、この票にしました。",
                kind.as_str()
            ));
        }
        toml.heading("[[sheets]]");
        toml.key("kind", kind.as_str());
        toml.key("title", one_line(title));
        let mut ids = Ids::default();
        let mut blocks = Toml::default();
        if design.each == Each::Row {
            self.blocks.list_block(&mut blocks, design, kind, &mut ids);
        } else {
            self.blocks.single_block(&mut blocks, design, kind, &mut ids);
            let mut taken = BTreeSet::new();
            for table in &design.tables {
                self.blocks.table_block(&mut blocks, design, kind, table, &mut taken);
            }
        }
        // A program that is not rated need not answer the rest.
        let waiver =
            self.blocks.known.standard.sheet(kind).and_then(|spec| spec.waived_by.as_ref());
        toml.maybe("waived_by", waiver.filter(|waiver| ids.used.contains(*waiver)));
        self.find(toml, design);
        toml.append(blocks);
    }

    /// `[sheets.find]`: which sheets, where the program is named, what is only printed.
    fn find(&self, toml: &mut Toml, design: &Design<'_>) {
        toml.blank();
        toml.heading("[sheets.find]");
        toml.comment(&format!(
            "要確認: 票の名前({})。* はどんな文字にも合います。",
            design.sheets.join("、")
        ));
        toml.key("names", patterns(&design.sheets));
        each_program(toml, design);
        match &design.program {
            Some(own) => stated(toml, design, "program", own, "プログラムの番号か名称"),
            None => {
                toml.comment(
                    "要確認: プログラムの番号が票の中に見つかりません。票の名前の * の部分から読みます。",
                );
                toml.comment("program = { label = \"番号\" }");
            }
        }
        match &design.division {
            Some(own) => stated(toml, design, "division", own, "報告する課"),
            None => {
                toml.comment("要確認: 課の名前の欄があれば書きます。");
                toml.comment("division = { label = \"担当課\" }");
            }
        }
        if let Some(own) = &design.round {
            stated(toml, design, "round", own, "対象の年度");
        }
        if !self.designs.ignored.is_empty() {
            toml.comment("要確認: 記入欄のない票、非表示の票");
            toml.key("ignore", self.designs.ignored.iter().collect::<Value>());
        }
        let mut printed = List::default();
        for text in self.printed(design) {
            printed.entry(text);
        }
        if !printed.is_empty() {
            toml.comment(
                "要確認: 様式が印刷している文字です。記入された答えが混じっていれば、消して欄にしてください。",
            );
            toml.list("printed", &printed);
        }
    }

    /// Texts of the sheet that no proposal speaks of.
    fn printed(&self, design: &Design<'_>) -> Vec<String> {
        let mut used: BTreeSet<CellRef> = BTreeSet::new();
        for own in [&design.program, &design.program_name, &design.division, &design.round]
            .into_iter()
            .flatten()
        {
            used.extend([own.at.first, own.value.first]);
        }
        for field in &design.fields {
            if let Way::Beside { at, .. } = &field.way {
                used.insert(at.first);
            }
        }
        let in_table = |at: &CellRef| {
            design.tables.iter().any(|table| {
                let named =
                    [table.under, table.end].into_iter().flatten().any(|area| area.first == *at);
                named || (table.area.contains(*at) && is_column(table, *at))
            })
        };
        let mut texts = Vec::new();
        for (at, text) in design.view.labels.iter().chain(&design.view.units) {
            if !used.contains(at) && !in_table(at) && !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        texts
    }
}

/// Whether a cell of a table is a column's heading or stands below one; else it is print of its own.
fn is_column(table: &TableView, at: CellRef) -> bool {
    let below = table.heads.iter().map(|head| head.last.row).max().unwrap_or(0);
    at.row > below || table.heads.iter().any(|head| head.first == at)
}

/// How the programs stand on the sheets, if not each on its own.
fn each_program(toml: &mut Toml, design: &Design<'_>) {
    match design.each {
        Each::Sheet => {}
        Each::Section => {
            toml.comment(
                "要確認: 1枚に同じ様式が並んでいます。見出しごとに1つのプログラムとして読みます。",
            );
            toml.key("each", "section");
        }
        Each::Row => {
            toml.comment("要確認: 1行に1つのプログラムが書かれた一覧です。");
            toml.key("each", "row");
            let end = design.tables.first().and_then(|table| table.end);
            toml.maybe("end", end.map(|end| design.view.label(end).unwrap_or_default()));
        }
    }
}

fn stated(toml: &mut Toml, design: &Design<'_>, key: &str, own: &Stated, what: &str) {
    toml.comment(&format!(
        "要確認: {what}。見出し「{}」({})、{}に「{}」。",
        one_line(&own.label),
        own.at.first,
        own.value.first,
        one_line(&own.text)
    ));
    let nth = match design.each {
        // The other sections have the same label.
        Each::Section => None,
        _ => nth(&design.view, &own.label, own.at),
    };
    let place = Inline::default().key("label", &own.label).maybe("offset", beyond(own.steps));
    toml.key(key, place.maybe("nth", nth));
}

/// Patterns for the names of sheets: what they begin with in common, else each name.
fn patterns(names: &[String]) -> Value {
    let first: Vec<char> = names.first().map(|name| name.chars().collect()).unwrap_or_default();
    let common = names.iter().fold(first.len(), |length, name| {
        let same =
            first.iter().zip(name.chars()).take_while(|(own, other)| **own == *other).count();
        length.min(same)
    });
    let prefix: String = first[..common].iter().collect();
    // One sheet of many: its number is at the end of its name.
    let bare: &str = prefix.trim_end_matches(|c: char| {
        c.is_numeric() || "()()[]_- ..".contains(c) || ('①'..='⑳').contains(&c)
    });
    if !bare.is_empty() && (names.len() > 1 || bare.len() < prefix.len()) {
        return [format!("{bare}*")].into_iter().collect();
    }
    names.iter().collect()
}
