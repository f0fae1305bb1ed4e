//! Versions of the open data: what changed since the last publication that lies in the folder.
//!
//! Major when something disappears, minor when something is added, patch when a value changes. Nothing changed: the same
//! version. The list of changes is public, and every version keeps its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::data::{Cell, Column, Draft, Head, Kind, Table, whole};
use crate::schema::RoundState;

/// Name of the table of all changes.
pub(super) const HISTORY: &str = "history";
/// The description of the data, which says of which version they are.
pub(super) const PACKAGE: &str = "data/datapackage.json";

/// A version of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    const FIRST: Version = Version { major: 1, minor: 0, patch: 0 };

    fn read(text: &str) -> Option<Version> {
        let mut parts = text.split('.').map(|part| part.parse().ok());
        let version =
            Version { major: parts.next()??, minor: parts.next()??, patch: parts.next()?? };
        parts.next().is_none().then_some(version)
    }

    /// The version after these changes.
    fn after(self, changes: &[Change]) -> Version {
        let has = |action| changes.iter().any(|change| change.action == action);
        let Version { major, minor, patch } = self;
        if has(Action::Removed) {
            Version { major: major.saturating_add(1), minor: 0, patch: 0 }
        } else if has(Action::Added) {
            Version { major, minor: minor.saturating_add(1), patch: 0 }
        } else if has(Action::Changed) {
            Version { major, minor, patch: patch.saturating_add(1) }
        } else {
            self
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// What became of something published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It is gone.
    Removed,
    /// It is new.
    Added,
    /// Its value is another.
    Changed,
    /// Nothing was published before.
    First,
}

impl Action {
    /// The word in data.
    pub fn word(self) -> &'static str {
        match self {
            Action::Removed => "removed",
            Action::Added => "added",
            Action::Changed => "changed",
            Action::First => "first",
        }
    }
}

/// A change between two publications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub action: Action,
    /// Table.
    pub table: String,
    /// Its name for readers.
    pub table_title: String,
    /// Key of the row, without the code of the city; empty for a table or a column.
    pub key: String,
    /// Program that the row belongs to, if it has one.
    pub program: Option<u16>,
    /// Column; empty for a table or a row.
    pub column: String,
    /// Its name for readers.
    pub column_title: String,
    /// Before; empty where there was nothing.
    pub before: String,
    /// After; empty where nothing is left.
    pub after: String,
}

/// A line of the history, as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct HistoryLine {
    /// Version.
    pub version: String,
    /// Number of the change in its version.
    pub change_no: i64,
    /// Day of the publication; empty if it was not set.
    pub date: String,
    /// `first`, `removed`, `added`, `changed`.
    pub action: String,
    /// Table; empty for the first version.
    pub table_name: String,
    /// Key of the row.
    pub row_key: String,
    /// Column.
    pub column_name: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// The version of a publication and how it came about.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// The version; empty before the tables are compared.
    pub version: String,
    /// What changed since the last publication; empty for the first, and where nothing changed.
    pub changes: Vec<Change>,
    /// Every change of every version, oldest first.
    pub history: Vec<HistoryLine>,
}

/// The publication that lies in the folder.
#[derive(Debug, Default)]
pub struct Last {
    version: Option<Version>,
    is_published: bool,
    tables: BTreeMap<String, LastTable>,
    history: Vec<HistoryLine>,
}

#[derive(Debug, Default)]
struct LastTable {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What of the description of the last publication is asked for.
#[derive(Deserialize)]
struct Package {
    version: String,
    #[serde(default)]
    status: String,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    path: String,
}

impl Last {
    /// Reads it; `read` gives a file by its path below the folder. Without a description that can be read there is none.
    pub fn read(read: impl Fn(&str) -> Option<Vec<u8>>) -> Last {
        let package =
            read(PACKAGE).and_then(|bytes| serde_json::from_slice::<Package>(&bytes).ok());
        let Some(package) = package else { return Last::default() };
        let is_own = |resource: &&Resource| {
            resource.path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        let tables = package.resources.iter().filter(is_own).filter_map(|resource| {
            let bytes = read(&format!("data/{}", resource.path))?;
            Some((resource.name.clone(), last_table(&bytes)?))
        });
        let history = read(&format!("data/{HISTORY}.csv"));
        Last {
            version: Version::read(&package.version),
            is_published: package.status == RoundState::Published.as_str(),
            tables: tables.collect(),
            history: history.map(|bytes| lines(&bytes)).unwrap_or_default(),
        }
    }

    /// Whether it was public and not only provisional.
    pub fn is_published(&self) -> bool {
        self.is_published
    }

    /// The rows of a table's column as they were published.
    pub fn column(&self, table: &str, column: &str) -> Vec<&str> {
        let Some(table) = self.tables.get(table) else { return Vec::new() };
        let place = table.columns.iter().position(|own| own == column);
        let rows = table.rows.iter();
        rows.filter_map(|row| row.get(place?).map(String::as_str)).collect()
    }

    fn changes(&self, tables: &[Table]) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        for name in self.tables.keys() {
            if !describes(name) && tables.iter().all(|table| table.name != name) {
                changes.push(Change { table: name.clone(), ..Change::of(Action::Removed) });
            }
        }
        for table in tables.iter().filter(|table| !describes(table.name)) {
            match self.tables.get(table.name) {
                None => changes.push(Change::of(Action::Added).in_table(table)),
                Some(last) => compare(table, last, &mut changes),
            }
        }
        changes
    }
}

/// Tables that only describe the others: what changes in them follows from those.
fn describes(table: &str) -> bool {
    [HISTORY, "dictionary", "codes"].contains(&table)
}

impl Change {
    fn of(action: Action) -> Change {
        Change {
            action,
            table: String::new(),
            table_title: String::new(),
            key: String::new(),
            program: None,
            column: String::new(),
            column_title: String::new(),
            before: String::new(),
            after: String::new(),
        }
    }

    fn in_table(self, table: &Table) -> Change {
        Change { table: table.name.to_owned(), table_title: table.title.to_owned(), ..self }
    }
}

fn last_table(bytes: &[u8]) -> Option<LastTable> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(without_mark(bytes));
    let columns = reader.headers().ok()?.iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|record| Some(record.ok()?.iter().map(str::to_owned).collect::<Vec<String>>()));
    Some(LastTable { columns, rows: rows.collect::<Option<_>>()? })
}

fn lines(bytes: &[u8]) -> Vec<HistoryLine> {
    let mut reader = csv::Reader::from_reader(without_mark(bytes));
    reader.deserialize().filter_map(Result::ok).collect()
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// Compares a table with what was published of it, row by row by its key.
fn compare(table: &Table, last: &LastTable, changes: &mut Vec<Change>) {
    let own: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
    let of = |action| Change::of(action).in_table(table);
    for column in last.columns.iter().filter(|column| !own.contains(column.as_str())) {
        changes.push(Change { column: column.clone(), ..of(Action::Removed) });
    }
    for column in table.columns.iter().filter(|own| !last.columns.iter().any(|old| old == own.name))
    {
        let (name, title) = (column.name.to_owned(), column.title.to_owned());
        changes.push(Change { column: name, column_title: title, ..of(Action::Added) });
    }
    let places: Vec<Option<usize>> = (table.columns.iter())
        .map(|column| last.columns.iter().position(|old| old == column.name))
        .collect();
    let key: Vec<usize> = table.key.iter().filter_map(|key| table.place(key)).collect();
    let old_value = |row: &[String], place: usize| {
        let old = places.get(place).copied().flatten();
        old.and_then(|old| row.get(old).cloned()).unwrap_or_default()
    };
    let old_key =
        |row: &[String]| key.iter().map(|place| old_value(row, *place)).collect::<Vec<_>>();
    let old: BTreeMap<Vec<String>, &Vec<String>> =
        last.rows.iter().map(|row| (old_key(row), row)).collect();
    let program = |values: &[String]| {
        let place = table.key.iter().position(|key| *key == "program_no")?;
        values.get(place)?.parse().ok()
    };
    let named = |values: &[String], change: Change| {
        let shown = table.key.iter().zip(values).filter(|(name, _)| **name != "area_code");
        let shown: Vec<&str> = shown.map(|(_, value)| value.as_str()).collect();
        Change { key: shown.join(" "), program: program(values), ..change }
    };
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    for row in &table.rows {
        let values: Vec<String> = row.iter().map(Cell::written).collect();
        let own_key: Vec<String> =
            key.iter().filter_map(|place| values.get(*place).cloned()).collect();
        match old.get(&own_key) {
            None => changes.push(named(&own_key, of(Action::Added))),
            Some(before) => {
                for ((place, column), after) in table.columns.iter().enumerate().zip(&values) {
                    let before = old_value(before, place);
                    if places.get(place).copied().flatten().is_some() && before != *after {
                        let (name, title) = (column.name.to_owned(), column.title.to_owned());
                        let change = Change {
                            column: name,
                            column_title: title,
                            before,
                            after: after.clone(),
                            ..of(Action::Changed)
                        };
                        changes.push(named(&own_key, change));
                    }
                }
            }
        }
        seen.insert(own_key);
    }
    for gone in old.keys().filter(|key| !seen.contains(*key)) {
        changes.push(named(gone, of(Action::Removed)));
    }
}

/// The version of these tables after the last publication, `date` being that of this one.
pub(super) fn edition(tables: &[Table], last: &Last, date: &str) -> Edition {
    let Some(version) = last.version else {
        let version = Version::FIRST.to_string();
        let first = line(&version, 1, date, &Change::of(Action::First));
        return Edition { version, changes: Vec::new(), history: vec![first] };
    };
    let changes = last.changes(tables);
    let version = version.after(&changes).to_string();
    let new = (1..).zip(&changes).map(|(no, change)| line(&version, no, date, change));
    let history = last.history.iter().cloned().chain(new).collect();
    Edition { version, changes, history }
}

fn line(version: &str, change_no: i64, date: &str, change: &Change) -> HistoryLine {
    HistoryLine {
        version: version.to_owned(),
        change_no,
        date: date.to_owned(),
        action: change.action.word().to_owned(),
        table_name: change.table.clone(),
        row_key: change.key.clone(),
        column_name: change.column.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
    }
}

/// The history as a table.
pub(super) fn history(edition: &Edition) -> Table {
    let head = Head {
        name: HISTORY,
        title: "更新履歴",
        about: "版ごとの変更。1行が一つの変更。なくなれば一つ目、加われば二つ目、直せば三つ目の数字が増える",
        key: &["version", "change_no"],
        references: &[],
    };
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    Draft::<&HistoryLine>::new(head)
        .with(Column::new("version", "版", Kind::Text, "データの版"), move |own| {
            text(&own.version)
        })
        .with(
            Column::new("change_no", "変更の番号", Kind::Integer, "その版での順"),
            |own| whole(own.change_no),
        )
        .with(
            Column::new("date", "公表日", Kind::Date, "空欄は公表日を決める前").may_be_empty(),
            move |own| text(&own.date),
        )
        .with(
            Column::new("action", "変更の種類", Kind::Code("change_action"), "どう変わったか"),
            move |own| text(&own.action),
        )
        .with(
            Column::new("table_name", "表の名前", Kind::Text, "空欄は最初の公表").may_be_empty(),
            move |own| text(&own.table_name),
        )
        .with(
            Column::new("row_key", "行のキー", Kind::Text, "主キーの値。空欄は表や列の変更")
                .may_be_empty(),
            move |own| text(&own.row_key),
        )
        .with(
            Column::new("column_name", "列の名前", Kind::Text, "空欄は表や行の変更").may_be_empty(),
            move |own| text(&own.column_name),
        )
        .with(
            Column::new("before", "変更前", Kind::Text, "空欄は値なし").may_be_empty(),
            move |own| text(&own.before),
        )
        .with(
            Column::new("after", "変更後", Kind::Text, "空欄は値なし").may_be_empty(),
            move |own| text(&own.after),
        )
        .rows(&edition.history)
}
