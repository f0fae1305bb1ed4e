//! What catalogues ask: DS-451-6 (報告書・会議資料) as JSON, and DCAT as JSON-LD for the head of the page.

use serde_json::{Value, json};

use super::public::{About, Download, Public};

/// The catalogue of a publication and its datasets, after DS-451-6 of the 政府相互運用性フレームワーク.
pub(super) fn catalogue(public: &Public) -> Value {
    let about = &public.about;
    let datasets: Vec<Value> = public.downloads.iter().map(|file| dataset(public, file)).collect();
    json!({
        "カタログ": {
            "カタログ名": title(about),
            "説明": description(about),
            "公開者": about.city,
            "公開者_法人番号": about.corporate_number,
            "発行日": issued(about),
            "言語": "JPN",
            "地域": about.city_code,
        },
        "データセット": datasets,
    })
}

fn dataset(public: &Public, file: &Download) -> Value {
    let about = &public.about;
    json!({
        "ID": format!("{}-{}-{}", about.plan, about.round, file.name),
        "タイトル": file.title,
        "説明": file.about,
        "バージョン": public.edition.version,
        "対象期間": { "開始": about.round.year.first_day().to_string(), "終了": about.as_of.to_string() },
        "更新頻度": "年1回",
        "フォーマット": file.media,
        "作成者": creator(about),
        "連絡先": {
            "部署": creator(about),
            "電話番号": about.contact.telephone,
            "メールアドレス": about.contact.email,
            "URL": about.contact.url,
        },
        "ダウンロードURL": file.path,
        "サイズ": file.bytes,
        "ライセンス": about.licence.as_ref().map(|licence| &licence.id),
        "発行日": issued(about),
        "状況": about.state.label(),
        "言語": "JPN",
    })
}

/// The publication as a dataset of DCAT, with a distribution for each file.
pub(super) fn dcat(public: &Public) -> Value {
    let about = &public.about;
    let distributions: Vec<Value> = public
        .downloads
        .iter()
        .map(|file| {
            json!({
                "@type": "dcat:Distribution",
                "dct:title": file.title,
                "dcat:downloadURL": file.path,
                "dcat:mediaType": file.media,
                "dcat:byteSize": file.bytes,
            })
        })
        .collect();
    let mut dataset = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
        },
        "@type": "dcat:Dataset",
        "dct:identifier": format!("{}-{}", about.plan, about.round),
        "dct:title": title(about),
        "dct:description": description(about),
        "dct:language": "ja",
        "dct:spatial": about.city_code,
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": about.round.year.first_day().to_string(),
            "dcat:endDate": about.as_of.to_string(),
        },
        "dct:publisher": { "@type": "foaf:Agent", "foaf:name": about.city },
        "dcat:contactPoint": { "@type": "vcard:Organization", "vcard:fn": creator(about) },
        "dcat:version": public.edition.version,
        "dcat:distribution": distributions,
    });
    if let Some(dataset) = dataset.as_object_mut() {
        if let Some(day) = issued(about) {
            dataset.insert("dct:issued".to_owned(), json!(day));
        }
        if let Some(licence) = &about.licence {
            let licence = licence.url.as_ref().unwrap_or(&licence.id);
            dataset.insert("dct:license".to_owned(), json!(licence));
        }
    }
    dataset
}

fn title(about: &About) -> String {
    format!("{} 進捗状況({})", about.full_title, about.round.label())
}

fn description(about: &About) -> String {
    format!("{}時点の進捗状況({})", about.as_of, about.state.label())
}

/// The office, never a person.
fn creator(about: &About) -> String {
    format!("{}{}{}", about.city, about.department, about.division)
}

fn issued(about: &About) -> Option<String> {
    about.published.map(|day| day.to_string())
}
