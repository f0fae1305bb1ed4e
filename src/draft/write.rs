//! The draft as text: a whole form.toml, each proposal with what was seen and what a person must confirm.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::DraftRequest;
use super::design::{Design, Designs, Stated};
use super::fields::{FieldView, Way, nth};
use super::known::{Known, Likeness};
use super::page::{Input, Sign};
use super::tables::{TableView, is_ambiguous};
use crate::schema::{
    ChoiceRole, ChoiceSet, Each, Field, FieldType, Go, Prefill, ProgramKind, Repeat, Required,
    Table,
};
use crate::terms::CellRef;

/// Writes the whole file.
pub(super) fn text(request: &DraftRequest<'_>, designs: &Designs<'_>) -> String {
    let known = Known { plan: request.plan, standard: request.standard };
    let mut draft =
        Draft { request, known, designs, lists: Lists::default(), sheets: String::new() };
    let kinds: BTreeSet<ProgramKind> = request.plan.programs.iter().map(|own| own.kind).collect();
    for kind in kinds {
        draft.sheet(kind);
    }
    let mut text = draft.head();
    text.push_str(&draft.lists.text(&known));
    text.push_str(&draft.sheets);
    text
}

struct Draft<'d> {
    request: &'d DraftRequest<'d>,
    known: Known<'d>,
    designs: &'d Designs<'d>,
    lists: Lists,
    sheets: String,
}

/// The lists to choose from that the fields need.
#[derive(Default)]
struct Lists {
    /// Lists of the standard form, by id.
    standard: BTreeSet<String>,
    /// Lists of this form alone.
    own: Vec<Vec<String>>,
}

impl Lists {
    /// The id of the list with these options; of a standard field's list if the cell offers none.
    fn id(
        &mut self,
        known: &Known<'_>,
        options: &[String],
        standard: Option<&Field>,
    ) -> Option<String> {
        let of_field = standard.and_then(|field| field.choices.as_deref());
        let id = match options.is_empty() {
            true => of_field,
            false => known.list(options),
        };
        if let Some(id) = id {
            self.standard.insert(id.to_owned());
            return Some(id.to_owned());
        }
        if options.is_empty() {
            return None;
        }
        let index = self.own.iter().position(|own| own == options).unwrap_or_else(|| {
            self.own.push(options.to_vec());
            self.own.len() - 1
        });
        Some(format!("list_{}", index + 1))
    }

    fn text(&self, known: &Known<'_>) -> String {
        let mut text = String::new();
        let standard =
            known.standard.choices.iter().filter(|list| self.standard.contains(&list.id));
        for list in standard {
            let _ = write!(text, "{}", standard_list(list));
        }
        for (index, options) in (1..).zip(&self.own) {
            let codes: Vec<String> =
                options.iter().map(|code| format!("{{ code = {} }}", quoted(code))).collect();
            let _ = write!(
                text,
                "# 要確認: セルの入力規則の一覧です。別の書き方があれば synonyms を足します。\n[[choices]]\nid = \"list_{index}\"\noptions = [{}]\n\n",
                codes.join(", ")
            );
        }
        // The form needs the key even where nothing is chosen from lists of its own.
        if text.is_empty() {
            "choices = []\n".to_owned()
        } else {
            text.trim_end().to_owned() + "\n"
        }
    }
}

fn standard_list(list: &ChoiceSet) -> String {
    let mut text = format!("[[choices]]\nid = {}\noptions = [\n", quoted(&list.id));
    for option in &list.options {
        let mut parts = vec![format!("code = {}", quoted(&option.code))];
        if !option.synonyms.is_empty() {
            let words: Vec<String> = option.synonyms.iter().map(|word| quoted(word)).collect();
            parts.push(format!("synonyms = [{}]", words.join(", ")));
        }
        parts.extend(option.role.map(|role| {
            let role = match role {
                ChoiceRole::Saving => "saving",
                ChoiceRole::Recurring => "recurring",
            };
            format!("role = \"{role}\"")
        }));
        let _ = writeln!(text, "  {{ {} }},", parts.join(", "));
    }
    text.push_str("]\n\n");
    text
}

/// A column or field as the file writes it.
struct Entry {
    id: Option<String>,
    prefill: Option<&'static str>,
    standard: Option<Field>,
    parts: Vec<String>,
    comment: String,
}

/// Ids in use on a sheet, and the next number for a field without a known name.
#[derive(Default)]
struct Ids {
    used: BTreeSet<String>,
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
    fn head(&self) -> String {
        let title =
            self.designs.forms.first().and_then(|design| design.view.labels.values().next());
        let title = title.map_or("今ある様式", String::as_str);
        let plan = &self.request.plan.id;
        format!(
            "# {} から作った下書きです。「要確認」の行を1つずつ確かめ、直したら注記を消してください。\n\
             # 確かめ方: matome form try この下書き.toml 様式のファイル\n\n\
             # 要確認: 様式のキーと名前\n\
             id = {}\n\
             version = 1\n\
             title = {}\n\n",
            one_line(self.request.file),
            quoted(&format!("{plan}/existing")),
            quoted(&one_line(title)),
        )
    }

    /// The design for programs of a kind: its own, else one that no kind claims, else the first.
    fn design(&self, kind: ProgramKind) -> Option<&'d Design<'d>> {
        let forms = &self.designs.forms;
        let own = forms.iter().find(|design| design.kind == Some(kind));
        own.or_else(|| forms.iter().find(|design| design.kind.is_none())).or_else(|| forms.first())
    }

    fn sheet(&mut self, kind: ProgramKind) {
        let Some(design) = self.design(kind) else { return };
        let mut text = String::new();
        let title = design.view.labels.values().next().map_or("", String::as_str);
        let _ = writeln!(text, "\n# --- {} ---\n", design.sheets.join("、"));
        if design.kind != Some(kind) {
            let _ = writeln!(
                text,
                "# 要確認: 種別 {} のプログラムの票が分からないため、この票にしました。",
                kind.as_str()
            );
        }
        let _ = writeln!(
            text,
            "[[sheets]]\nkind = \"{}\"\ntitle = {}",
            kind.as_str(),
            quoted(&one_line(title))
        );
        let mut ids = Ids::default();
        let mut blocks = String::new();
        match design.each {
            Each::Row => self.list_block(&mut blocks, design, kind, &mut ids),
            Each::Sheet | Each::Section => {
                self.single_block(&mut blocks, design, kind, &mut ids);
                let mut taken = BTreeSet::new();
                for table in &design.tables {
                    self.table_block(&mut blocks, design, kind, table, &mut taken);
                }
            }
        }
        // A program that is not rated need not answer the rest.
        let waiver = self.known.standard.sheet(kind).and_then(|spec| spec.waived_by.clone());
        if let Some(waiver) = waiver.filter(|waiver| ids.used.contains(waiver)) {
            let _ = writeln!(text, "waived_by = {}", quoted(&waiver));
        }
        self.find(&mut text, design);
        text.push_str(&blocks);
        self.sheets.push_str(&text);
    }

    /// `[sheets.find]`: which sheets, where the program is named, what is only printed.
    fn find(&self, text: &mut String, design: &Design<'_>) {
        let _ = writeln!(text, "\n[sheets.find]");
        let _ = writeln!(
            text,
            "# 要確認: 票の名前({})。* はどんな文字にも合います。",
            design.sheets.join("、")
        );
        let _ = writeln!(text, "names = [{}]", patterns(&design.sheets));
        match design.each {
            Each::Sheet => {}
            Each::Section => {
                let _ = writeln!(
                    text,
                    "# 要確認: 1枚に同じ様式が並んでいます。見出しごとに1つのプログラムとして読みます。\neach = \"section\""
                );
            }
            Each::Row => {
                let _ = writeln!(
                    text,
                    "# 要確認: 1行に1つのプログラムが書かれた一覧です。\neach = \"row\""
                );
                if let Some(end) = design.tables.first().and_then(|table| table.end) {
                    let _ = writeln!(
                        text,
                        "end = {}",
                        quoted(design.view.label(end).unwrap_or_default())
                    );
                }
            }
        }
        match &design.program {
            Some(own) => self.stated(text, design, "program", own, "プログラムの番号か名称"),
            None => {
                let _ = writeln!(
                    text,
                    "# 要確認: プログラムの番号が票の中に見つかりません。票の名前の * の部分から読みます。\n# program = {{ label = \"番号\" }}"
                );
            }
        }
        match &design.division {
            Some(own) => self.stated(text, design, "division", own, "報告する課"),
            None => {
                let _ = writeln!(
                    text,
                    "# 要確認: 課の名前の欄があれば書きます。\n# division = {{ label = \"担当課\" }}"
                );
            }
        }
        if let Some(own) = &design.round {
            self.stated(text, design, "round", own, "対象の年度");
        }
        if !self.designs.ignored.is_empty() {
            let names: Vec<String> = self.designs.ignored.iter().map(|name| quoted(name)).collect();
            let _ = writeln!(
                text,
                "# 要確認: 記入欄のない票、非表示の票\nignore = [{}]",
                names.join(", ")
            );
        }
        let printed = self.printed(design);
        if !printed.is_empty() {
            let _ = writeln!(
                text,
                "# 要確認: 様式が印刷している文字です。記入された答えが混じっていれば、消して欄にしてください。"
            );
            let lines: Vec<String> =
                printed.iter().map(|text| format!("  {},", quoted(text))).collect();
            let _ = writeln!(text, "printed = [\n{}\n]", lines.join("\n"));
        }
    }

    fn stated(&self, text: &mut String, design: &Design<'_>, key: &str, own: &Stated, what: &str) {
        let _ = writeln!(
            text,
            "# 要確認: {what}。見出し「{}」({})、{}に「{}」。",
            one_line(&own.label),
            own.at.first,
            own.value.first,
            one_line(&own.text)
        );
        let nth = match design.each {
            // The other sections have the same label.
            Each::Section => None,
            _ => nth(&design.view, &own.label, own.at),
        };
        let nth = nth.map(|nth| format!(", nth = {nth}")).unwrap_or_default();
        let _ = writeln!(text, "{key} = {{ label = {}{nth} }}", quoted(&own.label));
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
        for (at, text) in &design.view.labels {
            if !used.contains(at) && !in_table(at) && !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        texts
    }

    fn single_block(
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
            let label = quoted(&own.label);
            entries.push(format!(
                "  {{ label = {label}, prefill = \"program_name\", find = {{ label = {label} }} }},"
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
            let mut entry = self.entry(&field.input, standard, field.label(), Some(id));
            entry.parts.push(format!("find = {}", find_of(field, is_money(&entry))));
            if is_money(&entry) && !field.has_unit {
                entry.parts.push("unit = \"千円\"".to_owned());
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
    fn list_block(
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
            let mut entry = self.entry(input, standard, &label, Some(id));
            entry.parts.push(find);
            if is_money(&entry) {
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

    fn table_block(
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
        let mut entry = self.entry(input, standard, label, Some(id));
        if own.is_some() {
            entry.prefill = standard.and_then(|(field, _)| field.prefill).map(prefill_word);
        }
        let unit = table.units.get(index).copied().flatten().map(|_| "unit = \"right\"".to_owned());
        let find: Vec<String> = nth.into_iter().chain(unit.clone()).collect();
        if !find.is_empty() {
            entry.parts.push(format!("find = {{ {} }}", find.join(", ")));
        }
        let has_unit_column = columns.iter().any(|(label, options)| {
            column(label, options).is_some_and(|(field, _)| field.prefill == Some(Prefill::Unit))
        });
        let is_indicator =
            entry.standard.as_ref().is_some_and(|field| field.kind == FieldType::Indicator);
        if (is_money(&entry) || is_indicator) && unit.is_none() && !has_unit_column {
            entry.parts.push("unit = \"千円\"".to_owned());
        }
        self.line(&entry, &format!("列の見出し {}", table.heads[index].first), ids)
    }

    /// What is known of a field: type and list from the cell, the rest from the standard form.
    fn entry(
        &mut self,
        input: &Input,
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

/// Whether a cell of a table is a column's heading or stands below one; else it is print of its own.
fn is_column(table: &TableView, at: CellRef) -> bool {
    let below = table.heads.iter().map(|head| head.last.row).max().unwrap_or(0);
    at.row > below || table.heads.iter().any(|head| head.first == at)
}

fn is_money(entry: &Entry) -> bool {
    entry.parts.iter().any(|part| part == "type = \"money\"")
}

/// Which of equal headings of a table a column has; `None` if the heading is the only one there.
fn nth_head(design: &Design<'_>, table: &TableView, index: usize) -> Option<u16> {
    let key =
        |head: &crate::terms::Area| design.view.label(*head).map(crate::notation::comparison_key);
    let own = key(table.heads.get(index)?);
    let same = |heads: &[crate::terms::Area]| heads.iter().filter(|head| key(head) == own).count();
    if same(&table.heads) < 2 {
        return None;
    }
    u16::try_from(same(&table.heads[..=index])).ok()
}

fn find_of(field: &FieldView, money: bool) -> String {
    let mut parts = Vec::new();
    match &field.way {
        Way::Address => parts.push(format!("cell = \"{}\"", field.input.area.first)),
        Way::Beside { label, go, steps, nth, .. } => {
            parts.push(format!("label = {}", quoted(label)));
            if *go != Go::Right {
                parts.push("go = \"below\"".to_owned());
            }
            if *steps > 1 {
                parts.push(format!("offset = {steps}"));
            }
            parts.extend(nth.map(|nth| format!("nth = {nth}")));
        }
    }
    if money && field.has_unit {
        parts.push("unit = \"right\"".to_owned());
    }
    format!("{{ {} }}", parts.join(", "))
}

fn way_words(field: &FieldView) -> String {
    match &field.way {
        Way::Address => "見出しが見つかりません".to_owned(),
        Way::Beside { label, at, go, steps, nth } => {
            let side = if *go == Go::Right { "右" } else { "下" };
            let twice = nth.map(|nth| format!("。同じ見出しがほかにもあり、その{nth}番目です"));
            format!(
                "「{}」({})の{side}へ{steps}{}",
                one_line(label),
                at.first,
                twice.unwrap_or_default()
            )
        }
    }
}

fn sign_words(input: &Input) -> String {
    let sign = match input.sign {
        Sign::List => "入力規則の一覧がある欄",
        Sign::Unlocked => "保護されていない欄",
        Sign::Colour => "記入欄の色の欄",
        Sign::Frame => "枠だけの空欄",
        Sign::Value => "数や日付の入った欄",
    };
    match &input.face.fill {
        Some(fill) => format!("{sign}(色 {fill})"),
        None => sign.to_owned(),
    }
}

fn prefill_word(prefill: Prefill) -> &'static str {
    match prefill {
        Prefill::Name => "name",
        Prefill::Phases => "phases",
        Prefill::Unit => "unit",
        Prefill::Baseline => "baseline",
        Prefill::Target => "target",
        Prefill::PastActuals => "past_actuals",
        Prefill::ProgramNo => "program_no",
        Prefill::ProgramName => "program_name",
        Prefill::Direction => "direction",
        Prefill::Lead => "lead",
        Prefill::Related => "related",
        Prefill::Other => "other",
    }
}

/// Patterns for the names of sheets: what they begin with in common, else each name.
fn patterns(names: &[String]) -> String {
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
        return quoted(&format!("{bare}*"));
    }
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            _ if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A text for a comment or a title.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
