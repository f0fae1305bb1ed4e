//! Blocks, fields and columns of a draft: what the cell shows, and what the standard form knows of its like.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Draft;
use super::words::{find_of, offset, one_line, prefill_word, quoted, sign_words, way_words};
use crate::draft::design::Design;
use crate::draft::fields::Way;
use crate::draft::known::Likeness;
use crate::draft::page::{Input, UnitView};
use crate::draft::tables::{TableView, is_ambiguous};
use crate::notation::{MoneyUnit, comparison_key};
use crate::schema::{Each, Field, FieldType, Prefill, ProgramKind, Repeat, Required, Table};
use crate::terms::Area;

/// A column or field as the file writes it.
struct Entry {
    id: Option<String>,
    prefill: Option<&'static str>,
    standard: Option<Field>,
    kind: FieldType,
    parts: Vec<String>,
    comment: String,
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

impl<'d> Draft<'d> {
    pub(super) fn single_block(
        &mut self,
        text: &mut String,
        design: &Design<'_>,
        kind: ProgramKind,
        ids: &mut Ids,
    ) {
        let mut entries = Vec::new();
        if let Some(own) = design
            .program_name
            .as_ref()
            .filter(|own| design.program.as_ref().is_none_or(|program| program.value != own.value))
        {
            let (label, offset) = (quoted(&own.label), offset(own.steps));
            entries.push(format!(
                "  {{ label = {label}, prefill = \"program_name\", find = {{ label = {label}{offset} }} }},"
            ));
        }
        let mut found: Vec<(Entry, String)> = Vec::new();
        for field in &design.fields {
            if design.each != Each::Sheet && field.way == Way::Address {
                let at = field.input.area.first;
                entries.push(format!("  # 要確認: {at} は記入欄のようですが、見出しがありません。1枚に複数のプログラムが載る票では番地で読めません。"));
                continue;
            }
            let standard = self.known.single(kind, field.label(), &field.input.options);
            let id = ids.take(standard.and_then(|(own, _)| own.id.as_deref()));
            let unit = field.unit.as_ref();
            let mut entry = self.entry(&field.input, unit, standard, field.label(), Some(id));
            let unit = unit.filter(|_| has_unit(entry.kind));
            let is_beside = unit.is_some_and(|unit| unit.is_beside);
            entry.parts.push(format!("find = {}", find_of(field, is_beside)));
            // A form looks for a unit only in the next cell.
            let fixed = unit.map(|unit| unit.text.as_str()).filter(|_| !is_beside);
            match (entry.kind, fixed) {
                (FieldType::Money, _) if !is_beside => {
                    let money = unit.and_then(UnitView::money).unwrap_or(MoneyUnit::Thousand);
                    entry.parts.push(format!("unit = {}", quoted(money.label())));
                }
                (_, Some(fixed)) => entry.parts.push(format!("unit = {}", quoted(fixed))),
                _ => {}
            }
            found.push((entry, way_words(field)));
        }
        // Only now it is known which fields the sheet has.
        entries.extend(found.iter().map(|(entry, way)| self.line(entry, way, ids)));
        if entries.is_empty() {
            return;
        }
        let _ = writeln!(
            text,
            "\n[[sheets.blocks]]\nid = \"single\"\nfields = [\n{}\n]",
            entries.join("\n")
        );
    }

    /// A list with one row for each program: each column with cells to be filled is a field.
    pub(super) fn list_block(
        &mut self,
        text: &mut String,
        design: &Design<'_>,
        kind: ProgramKind,
        ids: &mut Ids,
    ) {
        let Some(table) = design.tables.first() else { return };
        let mut entries = Vec::new();
        let mut found: Vec<(Entry, String)> = Vec::new();
        for (index, head) in table.heads.iter().enumerate() {
            let label = design.view.label(*head).unwrap_or_default().to_owned();
            if design.program.as_ref().is_some_and(|own| own.at == *head) {
                continue;
            }
            let nth = nth_head(design, table, index)
                .map(|nth| format!(", nth = {nth}"))
                .unwrap_or_default();
            let find = format!("find = {{ label = {}{nth} }}", quoted(&label));
            let Some(Some(input)) = table.inputs.get(index) else {
                entries.push(format!(
                    "  {{ label = {}, prefill = \"other\", {find} }},",
                    quoted(&label)
                ));
                continue;
            };
            let standard = self.known.single(kind, &label, &input.options);
            let id = ids.take(standard.and_then(|(own, _)| own.id.as_deref()));
            let mut entry = self.entry(input, None, standard, &label, Some(id));
            entry.parts.push(find);
            if entry.kind == FieldType::Money {
                entry.parts.push("unit = \"千円\"".to_owned());
            }
            found.push((entry, format!("列の見出し {}", head.first)));
        }
        entries.extend(found.iter().map(|(entry, way)| self.line(entry, way, ids)));
        let _ = writeln!(
            text,
            "\n[[sheets.blocks]]\nid = \"list\"\nfields = [\n{}\n]",
            entries.join("\n")
        );
    }

    pub(super) fn table_block(
        &mut self,
        text: &mut String,
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
        let entries: Vec<String> = (0..table.heads.len())
            .map(|index| self.column(design, table, index, own, &columns, &mut ids))
            .collect();
        let _ = writeln!(
            text,
            "\n# 要確認: {} から {} の表。行が何を表すか(repeat)と、終わり方を確かめてください。",
            table.area.first, table.area.last
        );
        let _ = writeln!(text, "[[sheets.blocks]]\nid = \"{id}\"");
        if let Some(under) = under {
            let _ = writeln!(text, "heading = {}", quoted(&one_line(under)));
        }
        let _ = writeln!(text, "\n[sheets.blocks.table]\n{}", self.table_keys(own, &id, table));
        let mut find = Vec::new();
        find.extend(under.map(|under| format!("under = {}", quoted(under))));
        find.extend(
            table.end.and_then(|area| view.label(area)).map(|end| format!("end = {}", quoted(end))),
        );
        if under.is_none() && is_ambiguous(view, table) {
            let _ = writeln!(
                text,
                "# 要確認: 同じ見出しがほかにもあります。表の上の見出しを under に書いてください。"
            );
        }
        let _ = writeln!(
            text,
            "find = {{ {} }}\ncolumns = [\n{}\n]",
            find.join(", "),
            entries.join("\n")
        );
    }

    fn table_keys(&self, own: Option<&Table>, id: &str, table: &TableView) -> String {
        match own {
            Some(own) => {
                let mut keys = match own.repeat {
                    Repeat::Activities => "repeat = \"activities\"".to_owned(),
                    Repeat::Indicators => "repeat = \"indicators\"".to_owned(),
                    Repeat::Lines => format!("repeat = \"lines\"\nlines = {}", table.rows),
                };
                let _ = write!(keys, "\nkey = {}", quoted(&own.key));
                if let Some(spare) = &own.spare_key {
                    let _ = write!(keys, "\nspare = 1\nspare_key = {}", quoted(spare));
                }
                keys
            }
            None => format!(
                "repeat = \"lines\"\nlines = {}\nkey = \"{id}_{{n}}_{{field}}\"",
                table.rows
            ),
        }
    }

    fn column(
        &mut self,
        design: &Design<'_>,
        table: &TableView,
        index: usize,
        own: Option<&'d Table>,
        columns: &[(String, Vec<String>)],
        ids: &mut Ids,
    ) -> String {
        let (label, options) = &columns[index];
        let known = self.known;
        let column =
            |label: &str, options: &[String]| own.and_then(|own| known.column(own, label, options));
        let standard = column(label, options);
        let nth = nth_head(design, table, index).map(|nth| format!("nth = {nth}"));
        let Some(input) = table.inputs.get(index).and_then(Option::as_ref) else {
            let prefill =
                standard.and_then(|(field, _)| field.prefill).map_or("other", prefill_word);
            let find = nth.map_or_else(|| "{}".to_owned(), |nth| format!("{{ {nth} }}"));
            return format!(
                "  {{ label = {}, prefill = \"{prefill}\", find = {find} }},",
                quoted(label)
            );
        };
        let wanted = standard.and_then(|(field, _)| field.id.as_deref());
        let id = ids.take(wanted);
        let seen = table.units.get(index).and_then(Option::as_ref);
        let mut entry = self.entry(input, seen, standard, label, Some(id));
        if own.is_some() {
            entry.prefill = standard.and_then(|(field, _)| field.prefill).map(prefill_word);
        }
        let unit = seen.map(|_| "unit = \"right\"".to_owned());
        let find: Vec<String> = nth.into_iter().chain(unit.clone()).collect();
        if !find.is_empty() {
            entry.parts.push(format!("find = {{ {} }}", find.join(", ")));
        }
        let has_unit_column = columns.iter().any(|(label, options)| {
            column(label, options).is_some_and(|(field, _)| field.prefill == Some(Prefill::Unit))
        });
        let is_amount = matches!(entry.kind, FieldType::Money | FieldType::Indicator);
        if is_amount && unit.is_none() && !has_unit_column {
            entry.parts.push("unit = \"千円\"".to_owned());
        }
        self.line(&entry, &format!("列の見出し {}", table.heads[index].first), ids)
    }

    /// What is known of a field: type and list from the cell, the rest from the standard form.
    fn entry(
        &mut self,
        input: &Input,
        unit: Option<&UnitView>,
        standard: Option<(&Field, Likeness)>,
        label: &str,
        id: Option<String>,
    ) -> Entry {
        let like = standard.map(|(field, _)| field);
        let mut parts = Vec::new();
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
        let kind_word = match kind {
            FieldType::Text => None,
            FieldType::Number => Some("number"),
            FieldType::Money => Some("money"),
            FieldType::Date => Some("date"),
            FieldType::Choice => Some("choice"),
            FieldType::Indicator => Some("indicator"),
        };
        parts.extend(kind_word.map(|word| format!("type = \"{word}\"")));
        parts.extend(list.map(|list| format!("choices = {}", quoted(&list))));
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
        parts.insert(0, format!("label = {}", quoted(&label)));
        let standard = like.cloned().map(|field| Field { kind, ..field });
        Entry {
            id,
            prefill: None,
            standard,
            kind,
            parts,
            comment: format!("{}。{why}。", seen.join("、")),
        }
    }

    fn line(&self, entry: &Entry, way: &str, ids: &Ids) -> String {
        let mut parts = Vec::new();
        parts.extend(entry.id.as_ref().map(|id| format!("id = \"{id}\"")));
        parts.extend(entry.parts.iter().cloned());
        parts.extend(entry.prefill.map(|prefill| format!("prefill = \"{prefill}\"")));
        if let Some(standard) = &entry.standard {
            // Another field that stands in for it may not be on this form.
            let unless =
                standard.required_unless.as_ref().filter(|other| ids.used.contains(*other));
            match standard.required {
                Required::Always => parts.push("required = \"always\"".to_owned()),
                Required::WithRow => parts.push("required = \"with_row\"".to_owned()),
                Required::Never => {}
            }
            parts.extend(unless.map(|other| format!("required_unless = {}", quoted(other))));
            if standard.public {
                parts.push("public = true".to_owned());
            }
        }
        format!("  # 要確認: {way}、{}\n  {{ {} }},", one_line(&entry.comment), parts.join(", "))
    }
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
