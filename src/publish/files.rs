//! The files of a publication, put together: data, their descriptions, the page.

use rust_xlsxwriter::XlsxError;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::catalog::{catalogue, dcat};
use super::data::{
    Codes, Replaced, Table, cp932_bytes, csv_bytes, dictionary, replaced_table, tables,
    workbook_bytes,
};
use super::footing::{Footing, differing};
use super::package::{Resource, datapackage};
use super::page::pages;
use super::public::{About, Download, Public};
use super::version::{Edition, HistoryLine, Last, PACKAGE, edition, history};

/// The list of all files with their checksums, by which the next publication knows what this one wrote.
pub const MANIFEST: &str = "data/manifest.json";

/// A file of the publication, by its path below the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFile {
    /// Path with `/` between its parts, ASCII.
    pub path: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// Why nothing is published: a defect of the program.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A workbook is refused by its writer.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// A description is refused by its writer.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A page is refused by its template.
    #[error(transparent)]
    Page(#[from] askama::Error),
    /// The tables do not add up to the figures.
    #[error("{}: {} is written, {} is the figure", .0.what, .0.written, .0.figure)]
    Footing(Footing),
}

/// What is put on the web.
pub struct Published {
    /// Everything public, with version and files.
    pub public: Public,
    /// The files.
    pub files: Vec<PublicFile>,
    /// How many signs the old encoding could not hold.
    pub replaced: usize,
}

/// The publication after the last one, with the tables in the old encoding as well if that is asked.
///
/// # Errors
///
/// If the tables do not add up to the figures, or a writer refuses what it is given; neither depends on the data.
pub fn publish(
    mut public: Public,
    last: &Last,
    with_cp932: bool,
) -> Result<Published, PublishError> {
    let mut tables = tables(&public);
    if let Some(footing) = differing(&public, &tables).into_iter().next() {
        return Err(PublishError::Footing(footing));
    }
    public.edition = edition(&tables, last, &day(&public));
    let codes = Codes::of(&public);
    tables.push(history(&public.edition));
    tables.push(codes.table(&tables));
    tables.push(dictionary(&tables));
    let mut files: Vec<PublicFile> =
        tables.iter().map(|table| file(format!("{}.csv", table.name), csv_bytes(table))).collect();
    let resources: Vec<Resource<'_>> = (tables.iter().zip(&files))
        .map(|(table, file)| Resource { table, bytes: &file.bytes, sha256: sha256(&file.bytes) })
        .collect();
    let package = datapackage(&public.about, &public.edition.version, &codes, &resources);
    public.downloads =
        tables.iter().zip(&files).map(|(table, file)| csv(table, file, "")).collect();
    let book = workbook_bytes(&tables, &public.about.full_title, &public.about.city)?;
    let book = file("tables.xlsx".to_owned(), book);
    public.downloads.insert(0, workbook(&book));
    files.push(book);
    let replaced = if with_cp932 { old_encoding(&tables, &mut public, &mut files) } else { 0 };
    files.push(PublicFile { path: PACKAGE.to_owned(), bytes: json(&package)? });
    files.push(file("changes.json".to_owned(), json(&changes(&public.edition))?));
    files.push(file("README.txt".to_owned(), readme(&public.about, &public.edition, with_cp932)));
    files.push(file("catalog.json".to_owned(), json(&catalogue(&public))?));
    files.push(file("dcat.jsonld".to_owned(), json(&dcat(&public))?));
    files.extend(pages(&public, &Published::json_ld(&public)?)?);
    files.push(PublicFile { path: MANIFEST.to_owned(), bytes: json(&manifest(&files))? });
    Ok(Published { public, files, replaced })
}

impl Published {
    /// The dataset as JSON-LD, for the head of a page.
    ///
    /// # Errors
    ///
    /// None on what is published.
    pub fn json_ld(public: &Public) -> serde_json::Result<String> {
        serde_json::to_string(&dcat(public))
    }
}

fn file(name: String, bytes: Vec<u8>) -> PublicFile {
    PublicFile { path: format!("data/{name}"), bytes }
}

/// 公表日, or the day of the newest correction behind it.
fn day(public: &Public) -> String {
    let published = public.about.published.map(|day| day.to_string());
    let corrected = public.corrections.iter().map(|note| note.date.clone()).max();
    published.into_iter().chain(corrected).max().unwrap_or_default()
}

fn csv(table: &Table, file: &PublicFile, encoding: &str) -> Download {
    Download {
        name: table.name.to_owned(),
        title: table.title.to_owned(),
        about: table.about.to_owned(),
        path: file.path.clone(),
        media: "text/csv",
        media_word: if encoding.is_empty() { "CSV(UTF-8)" } else { "CSV(Shift_JIS)" },
        bytes: file.bytes.len(),
    }
}

fn workbook(file: &PublicFile) -> Download {
    Download {
        name: "tables".to_owned(),
        title: "すべての表".to_owned(),
        about: "1シートに1表。シートの名前は表の名前".to_owned(),
        path: file.path.clone(),
        media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        media_word: "Excel",
        bytes: file.bytes.len(),
    }
}

/// Adds the tables in the old encoding, and the list of what it could not hold; gives how many signs that are.
fn old_encoding(tables: &[Table], public: &mut Public, files: &mut Vec<PublicFile>) -> usize {
    let mut replaced: Vec<Replaced> = Vec::new();
    for table in tables {
        let own = file(format!("cp932/{}.csv", table.name), cp932_bytes(table, &mut replaced));
        public.downloads.push(csv(table, &own, "cp932"));
        files.push(own);
    }
    if !replaced.is_empty() {
        let table = replaced_table(&replaced);
        let own = file(format!("cp932/{}.csv", table.name), cp932_bytes(&table, &mut Vec::new()));
        public.downloads.push(csv(&table, &own, "cp932"));
        files.push(own);
    }
    replaced.len()
}

/// The history as JSON; what is not said is empty.
#[derive(Serialize)]
struct Changes<'a> {
    version: &'a str,
    changes: &'a [HistoryLine],
}

fn changes(edition: &Edition) -> Changes<'_> {
    Changes { version: &edition.version, changes: &edition.history }
}

/// Every file with its checksum, itself left out.
#[derive(Serialize)]
struct Manifest<'a> {
    outputs: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    file: &'a str,
    bytes: usize,
    sha256: String,
}

fn manifest(files: &[PublicFile]) -> Manifest<'_> {
    fn entry(PublicFile { path, bytes }: &PublicFile) -> Entry<'_> {
        Entry { file: path, bytes: bytes.len(), sha256: sha256(bytes) }
    }
    Manifest { outputs: files.iter().map(entry).collect() }
}

/// How the files are written, for whoever finds them without the page.
fn readme(about: &About, edition: &Edition, with_cp932: bool) -> Vec<u8> {
    let office = format!("{}{}{}", about.city, about.department, about.division);
    let contact = [&about.contact.telephone, &about.contact.email, &about.contact.url];
    let contact: Vec<&str> = contact.into_iter().flatten().map(String::as_str).collect();
    let licence = match &about.licence {
        Some(licence) => {
            let url = licence.url.as_deref().map(|url| format!(" {url}")).unwrap_or_default();
            format!("{}({}){url}", licence.name, licence.id)
        }
        None => "定めていません。利用するときはお問い合わせください。".to_owned(),
    };
    let mut lines = vec![
        format!("{} 進捗状況({})", about.full_title, about.round.label()),
        String::new(),
        format!("版: {}({})", edition.version, about.state.label()),
        format!("基準日: {}", about.as_of),
        format!("公表日: {}", about.published.map_or("未定".to_owned(), |day| day.to_string())),
        format!("利用条件: {licence}"),
        format!("問い合わせ: {office} {}", contact.join(" ")).trim_end().to_owned(),
        String::new(),
        "文字コードはUTF-8(BOMあり)、改行はCRLFで、すべての値を引用符で囲んであります。".to_owned(),
        "列の意味と空欄の意味は dictionary.csv、記号の意味は codes.csv、更新の履歴は history.csv にあります。".to_owned(),
        "datapackage.json は、同じ定義を機械で読める形(Frictionless Data Package v2)にしたものです。".to_owned(),
        "空欄は0ではありません。値がない理由は missing_reason の列にあります。".to_owned(),
        "文の列で、=、+、-、@(全角も)で始まる値には、表計算ソフトで式として動かないよう「'」を前に付けてあります。".to_owned(),
        "読むときは、「'」がいくつか続いたあとにこれらの文字が来る値から、「'」を一つ取ってください。数だけの値と記号だけの値には付けていません。".to_owned(),
    ];
    if with_cp932 {
        lines.push("cp932 フォルダーは、同じ表をShift_JIS(CP932)で書いたものです。表せない文字は置き換え、replaced.csv に示してあります。".to_owned());
    }
    if about.sample {
        lines.push("見本のデータです。実際の実績ではありません。".to_owned());
    }
    let text: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    format!("\u{feff}{text}").into_bytes()
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, PublishError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
