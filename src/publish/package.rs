//! `datapackage.json`: the tables described after Frictionless Data Package v2 (Table Schema).

use serde_json::{Map, Value, json};

use super::data::{Codes, Column, Kind, Table, type_word};
use super::public::About;

/// A resource: its table and the bytes of its file.
pub(super) struct Resource<'a> {
    pub(super) table: &'a Table,
    pub(super) bytes: &'a [u8],
    pub(super) sha256: String,
}

/// The description of the tables.
pub(super) fn datapackage(
    about: &About,
    version: &str,
    codes: &Codes,
    resources: &[Resource<'_>],
) -> Value {
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": format!("{}-{}", about.plan, about.round).to_lowercase(),
        "title": format!("{} 進捗状況({})", about.full_title, about.round.year.label()),
        "description": format!("{}時点の進捗状況です。{}", about.as_of, about.round.label()),
        "version": version,
        "status": about.state.as_str(),
        "contributors": [{ "title": about.city, "roles": ["publisher"] }],
        "resources": resources.iter().map(|one| resource(one, codes)).collect::<Vec<_>>(),
    });
    if let (Some(licence), Some(package)) = (&about.licence, package.as_object_mut()) {
        let mut entry = Map::new();
        entry.insert("name".to_owned(), json!(licence.id));
        entry.insert("title".to_owned(), json!(licence.name));
        if let Some(url) = &licence.url {
            entry.insert("path".to_owned(), json!(url));
        }
        package.insert("licenses".to_owned(), json!([entry]));
    }
    if let (Some(day), Some(package)) = (about.published, package.as_object_mut()) {
        package.insert("created".to_owned(), json!(format!("{day}T00:00:00+09:00")));
    }
    package
}

fn resource(resource: &Resource<'_>, codes: &Codes) -> Value {
    let Resource { table, bytes, sha256 } = resource;
    let key: Vec<&str> = table.key.to_vec();
    let foreign: Vec<Value> = table
        .references
        .iter()
        .map(|to| {
            json!({ "fields": to.columns, "reference": { "resource": to.table, "fields": to.columns } })
        })
        .collect();
    let mut schema = json!({
        "fields": table.columns.iter().map(|column| field(column, codes)).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": key,
    });
    if let (false, Some(schema)) = (foreign.is_empty(), schema.as_object_mut()) {
        schema.insert("foreignKeys".to_owned(), Value::Array(foreign));
    }
    json!({
        "name": table.name,
        "title": table.title,
        "description": table.about,
        "path": format!("{}.csv", table.name),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{sha256}"),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        },
        "schema": schema,
    })
}

fn field(column: &Column, codes: &Codes) -> Value {
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if let Kind::Code(list) = column.kind {
        constraints.insert("enum".to_owned(), json!(codes.of_list(list).collect::<Vec<_>>()));
    }
    let mut field = json!({
        "name": column.name,
        "title": column.title,
        "type": type_word(column.kind),
        "description": column.about,
    });
    if let Some(field) = field.as_object_mut() {
        match column.kind {
            Kind::Number | Kind::Integer | Kind::Year => {
                field.insert("bareNumber".to_owned(), json!(true));
            }
            Kind::Boolean => {
                field.insert("trueValues".to_owned(), json!(["true"]));
                field.insert("falseValues".to_owned(), json!(["false"]));
            }
            Kind::Date => {
                field.insert("format".to_owned(), json!("default"));
            }
            Kind::Text | Kind::Code(_) => {}
        }
        if let Some(unit) = column.unit {
            field.insert("unit".to_owned(), json!(unit));
        }
        if !constraints.is_empty() {
            field.insert("constraints".to_owned(), Value::Object(constraints));
        }
    }
    field
}
