//! Blocks, fields and columns of a draft: what the cell shows, and what the standard form knows of its like.

use std::collections::BTreeSet;

use super::lists::Lists;
use super::words::{beyond, find_of, one_line, sign_words, way_words};
use crate::draft::design::Design;
use crate::draft::fields::Way;
use crate::draft::known::{Known, Likeness};
use crate::draft::page::{Input, UnitView};
use crate::draft::tables::{TableView, is_ambiguous};
use crate::notation::{MoneyUnit, comparison_key};
use crate::schema::toml_text::{Inline, List, Toml};
use crate::schema::{Each, Field, FieldType, Prefill, ProgramKind, Repeat, Required, Table};
use crate::terms::Area;

/// What the blocks are written from, and the lists that their fields turn out to need.
pub(super) struct Blocks<'d> {
    pub(super) known: Known<'d>,
    pub(super) lists: Lists,
}

/// A column or field as the file writes it.
struct Entry {
    prefill: Option<&'static str>,
    standard: Option<Field>,
    kind: FieldType,
    keys: Inline,
    comment: String,
}

/// A table of the form, with the table of the standard form that is like it.
struct SeenTable<'t, 'd> {
    design: &'t Design<'t>,
    table: &'t TableView,
    own: Option<&'d Table>,
    /// Label and options of each column.
    columns: Vec<(String, Vec<String>)>,
}

/// Ids in use on a sheet, and the next number for a field without a known name.
#[derive(Default)]
pub(super) struct Ids {
    pub(super) used: BTreeSet<String>,
    next: u32,
}

impl Ids {
    fn take(&mut self, wanted: Option<&str>) -> String {
        if let Some(wanted) = wanted.filter(|wanted| !self.used.contains(*wanted)) {
            self.used.insert(wanted.to_owned());
            return wanted.to_owned();
        }
        self.next += 1;
        let id = format!("field_{}", self.next);
        self.used.insert(id.clone());
        id
    }
}

impl<'d> Blocks<'d> {
    pub(super) fn single_block(
        &mut self,
        text: &mut Toml,
        design: &Design<'_>,
        kind: ProgramKind,
        ids: &mut Ids,
    ) {
        let mut fields = List::default();
        if let Some(own) = design
            .program_name
            .as_ref()
            .filter(|own| design.program.as_ref().is_none_or(|program| program.value != own.value))
        {
            let find =
                Inline::default().key("label", &own.label).maybe("offset", beyond(own.steps));
            fields.entry(printed(&own.label, "program_name", find));
        }
        let mut found: Vec<(Entry, String)> = Vec::new();
        for field in &design.fields {
            if design.each != Each::Sheet && field.way == Way::Address {
                let at = field.input.area.first;
                fields.comment(&format!("要確認: {at} は記入欄のようですが、見出しがありません。1枚に複数のプログラムが載る票では番地で読めません。"));
                continue;
            }
            let standard = self.known.single(kind, field.label(), &field.input.options);
            let id = ids.take(standard.and_then(|(own, _)| own.id.as_deref()));
            let unit = field.unit.as_ref();
            let entry = self.entry(&field.input, unit, standard, field.label(), id);
            let unit = unit.filter(|_| has_unit(entry.kind));
            let is_beside = unit.is_some_and(|unit| unit.is_beside);
            // A form looks for a unit only in the next cell.
            let fixed = unit.map(|unit| unit.text.as_str()).filter(|_| !is_beside);
            let fixed = if entry.kind == FieldType::Money && !is_beside {
                let money = unit.and_then(UnitView::money).unwrap_or(MoneyUnit::Thousand);
                Some(money.label())
            } else {
                fixed
            };
            let keys = Inline::default().key("find", find_of(field, is_beside));
            found.push((entry.with(keys.maybe("unit", fixed)), way_words(field)));
        }
        // Only now it is known which fields the sheet has.
        for (entry, way) in &found {
            write(&mut fields, entry, way, ids);
        }
        if !fields.is_empty() {
            block(text, "single");
            text.list("fields", &fields);
        }
    }

    /// A list with one row for each program: each column with cells to be filled is a field.
    pub(super) fn list_block(
        &mut self,
        text: &mut Toml,
        design: &Design<'_>,
        kind: ProgramKind,
        ids: &mut Ids,
    ) {
        let Some(table) = design.tables.first() else { return };
        let mut fields = List::default();
        let mut found: Vec<(Entry, String)> = Vec::new();
        for (index, head) in table.heads.iter().enumerate() {
            let label = design.view.label(*head).unwrap_or_default();
            if design.program.as_ref().is_some_and(|own| own.at == *head) {
                continue;
            }
            let nth = nth_head(design, table, index);
            let find = Inline::default().key("label", label).maybe("nth", nth);
            let Some(Some(input)) = table.inputs.get(index) else {
                fields.entry(printed(label, "other", find));
                continue;
            };
            let standard = self.known.single(kind, label, &input.options);
            let id = ids.take(standard.and_then(|(own, _)| own.id.as_deref()));
            let entry = self.entry(input, None, standard, label, id);
            let unit = (entry.kind == FieldType::Money).then_some("千円");
            let keys = Inline::default().key("find", find).maybe("unit", unit);
            found.push((entry.with(keys), format!("列の見出し {}", head.first)));
        }
        for (entry, way) in &found {
            write(&mut fields, entry, way, ids);
        }
        block(text, "list");
        text.list("fields", &fields);
    }

    pub(super) fn table_block(
        &mut self,
        text: &mut Toml,
        design: &Design<'_>,
        kind: ProgramKind,
        table: &TableView,
        taken: &mut BTreeSet<String>,
    ) {
        let view = &design.view;
        let under =
            table.under.and_then(|area| view.label(area)).filter(|text| view.count(text) == 1);
        let columns: Vec<(String, Vec<String>)> = table
            .heads
            .iter()
            .zip(&table.inputs)
            .map(|(head, input)| {
                let options = input.as_ref().map(|input| input.options.clone()).unwrap_or_default();
                (view.label(*head).unwrap_or_default().to_owned(), options)
            })
            .collect();
        let standard = self.known.table(kind, under, &columns).filter(|(block, own)| {
            let named = own.columns.iter().any(|column| column.prefill == Some(Prefill::Name));
            let has_names = columns.iter().any(|(label, options)| {
                self.known
                    .column(own, label, options)
                    .is_some_and(|(field, _)| field.prefill == Some(Prefill::Name))
            });
            !taken.contains(&block.id) && (own.repeat == Repeat::Lines || (named && has_names))
        });
        let id = standard
            .map_or_else(|| format!("table_{}", taken.len() + 1), |(block, _)| block.id.clone());
        taken.insert(id.clone());
        let own = standard.map(|(_, own)| own);
        let mut ids = Ids::default();
        let mut fields = List::default();
        let seen = SeenTable { design, table, own, columns };
        for index in 0..table.heads.len() {
            self.column(&mut fields, &seen, index, &mut ids);
        }
        text.blank();
        text.comment(&format!(
            "要確認: {} から {} の表。行が何を表すか(repeat)と、終わり方を確かめてください。",
            table.area.first, table.area.last
        ));
        text.heading("[[sheets.blocks]]");
        text.key("id", &id);
        text.maybe("heading", under.map(one_line));
        text.blank();
        text.heading("[sheets.blocks.table]");
        table_keys(text, own, &id, table);
        if under.is_none() && is_ambiguous(view, table) {
            text.comment(
                "要確認: 同じ見出しがほかにもあります。表の上の見出しを under に書いてください。",
            );
        }
        let end = table.end.and_then(|area| view.label(area));
        text.key("find", Inline::default().maybe("under", under).maybe("end", end));
        text.list("columns", &fields);
    }

    fn column(&mut self, fields: &mut List, seen: &SeenTable<'_, 'd>, index: usize, ids: &mut Ids) {
        let SeenTable { design, table, own, columns } = seen;
        let (label, options) = &columns[index];
        let known = self.known;
        let column =
            |label: &str, options: &[String]| own.and_then(|own| known.column(own, label, options));
        let standard = column(label, options);
        let find = Inline::default().maybe("nth", nth_head(design, table, index));
        let Some(input) = table.inputs.get(index).and_then(Option::as_ref) else {
            let prefill =
                standard.and_then(|(field, _)| field.prefill).map_or("other", Prefill::word);
            fields.entry(printed(label, prefill, find));
            return;
        };
        let wanted = standard.and_then(|(field, _)| field.id.as_deref());
        let id = ids.take(wanted);
        let unit = table.units.get(index).and_then(Option::as_ref);
        let mut entry = self.entry(input, unit, standard, label, id);
        if own.is_some() {
            entry.prefill = standard.and_then(|(field, _)| field.prefill).map(Prefill::word);
        }
        let find = find.maybe("unit", unit.map(|_| "right"));
        let has_unit_column = columns.iter().any(|(label, options)| {
            column(label, options).is_some_and(|(field, _)| field.prefill == Some(Prefill::Unit))
        });
        let is_amount = matches!(entry.kind, FieldType::Money | FieldType::Indicator);
        let fixed = (is_amount && unit.is_none() && !has_unit_column).then_some("千円");
        let find = (!find.is_empty()).then_some(find);
        let keys = Inline::default().maybe("find", find).maybe("unit", fixed);
        write(fields, &entry.with(keys), &format!("列の見出し {}", table.heads[index].first), ids);
    }

    /// What is known of a field: type and list from the cell, the rest from the standard form.
    fn entry(
        &mut self,
        input: &Input,
        unit: Option<&UnitView>,
        standard: Option<(&Field, Likeness)>,
        label: &str,
        id: String,
    ) -> Entry {
        let like = standard.map(|(field, _)| field);
        let list = self.lists.id(&self.known, &input.options, like);
        let kind = match (&list, like.map(|field| field.kind)) {
            (Some(_), _) => FieldType::Choice,
            (None, Some(kind)) if kind != FieldType::Choice => kind,
            _ if unit.is_some_and(|unit| unit.money().is_some()) => FieldType::Money,
            _ if unit.is_some() => FieldType::Number,
            _ if input.is_date => FieldType::Date,
            _ if input.is_number => FieldType::Number,
            _ => FieldType::Text,
        };
        let kind_word = (kind != FieldType::Text).then(|| kind.word());
        let mut seen = vec![format!("{}", input.area.first), sign_words(input)];
        if !input.options.is_empty() {
            seen.push(format!("選択肢 {}", input.options.join("・")));
        }
        seen.extend(input.face.format.as_ref().map(|format| format!("表示形式 {format}")));
        seen.extend(unit.map(|unit| format!("単位「{}」({})", one_line(&unit.text), unit.at)));
        let why = match standard {
            Some((field, Likeness::Label)) => {
                format!("標準の様式の「{}」と同じ見出し", field.label.replace('▼', "").trim())
            }
            Some((field, Likeness::List)) => {
                format!("標準の様式の「{}」と同じ選択肢", field.label.replace('▼', "").trim())
            }
            Some((field, Likeness::Part)) => format!(
                "標準の様式の「{}」に似た見出し。違えば id を直す",
                field.label.replace('▼', "").trim()
            ),
            None => "何の欄か分かりません。id と label を付けてください".to_owned(),
        };
        let label = one_line(label);
        let label = if label.is_empty() { "(見出しなし)".to_owned() } else { label };
        let keys = Inline::default()
            .key("id", id)
            .key("label", label)
            .maybe("type", kind_word)
            .maybe("choices", list);
        let standard = like.cloned().map(|field| Field { kind, ..field });
        let comment = format!("{}。{why}。", seen.join("、"));
        Entry { prefill: None, standard, kind, keys, comment }
    }
}

impl Entry {
    fn with(mut self, keys: Inline) -> Entry {
        self.keys = self.keys.and(keys);
        self
    }
}

/// Writes a field or column below what was seen of it.
fn write(fields: &mut List, entry: &Entry, way: &str, ids: &Ids) {
    let mut keys = entry.keys.clone().maybe("prefill", entry.prefill);
    if let Some(standard) = &entry.standard {
        let required = standard.required;
        let required = (required != Required::Never).then(|| required.word());
        // Another field that stands in for it may not be on this form.
        let unless = standard.required_unless.as_ref().filter(|other| ids.used.contains(*other));
        keys = keys
            .maybe("required", required)
            .maybe("required_unless", unless)
            .maybe("public", standard.public.then_some(true));
    }
    fields.comment(&format!("要確認: {way}、{}", one_line(&entry.comment)));
    fields.entry(keys);
}

/// A field that the form prints.
fn printed(label: &str, prefill: &str, find: Inline) -> Inline {
    Inline::default().key("label", label).key("prefill", prefill).key("find", find)
}

/// The heading of a block.
fn block(text: &mut Toml, id: &str) {
    text.blank();
    text.heading("[[sheets.blocks]]");
    text.key("id", id);
}

fn table_keys(text: &mut Toml, own: Option<&Table>, id: &str, table: &TableView) {
    let repeat = own.map_or(Repeat::Lines, |own| own.repeat);
    text.key("repeat", repeat.word());
    text.maybe("lines", (repeat == Repeat::Lines).then_some(table.rows));
    text.key("key", own.map_or_else(|| format!("{id}_{{n}}_{{field}}"), |own| own.key.clone()));
    let spare = own.and_then(|own| own.spare_key.as_ref());
    text.maybe("spare", spare.map(|_| 1_u16));
    text.maybe("spare_key", spare);
}

/// Whether a field of this kind is read in a unit.
fn has_unit(kind: FieldType) -> bool {
    matches!(kind, FieldType::Number | FieldType::Money | FieldType::Indicator)
}

/// Which of equal headings of a table a column has; `None` if the heading is the only one there.
fn nth_head(design: &Design<'_>, table: &TableView, index: usize) -> Option<u16> {
    let key = |head: &Area| design.view.label(*head).map(comparison_key);
    let own = key(table.heads.get(index)?);
    let same = |heads: &[Area]| heads.iter().filter(|head| key(head) == own).count();
    if same(&table.heads) < 2 {
        return None;
    }
    u16::try_from(same(&table.heads[..=index])).ok()
}
