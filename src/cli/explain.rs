//! `matome explain`: what a finding means and how to mend it.

use super::arguments::ExplainArguments;
use super::console::Console;
use super::error::CliError;
use super::exit::DONE;
use crate::finding::{Entry, FAMILIES, Family, dotted, entry_of, everything, never_off};
use crate::schema::among;
use crate::terms::Lang;

/// Prints one entry of the catalogue, the list of all, or the page of the handbook.
pub(super) fn run(console: &Console, arguments: &ExplainArguments) -> Result<u8, CliError> {
    let text = match &arguments.code {
        None if arguments.markdown => handbook(),
        None => list(console),
        Some(wanted) => match entry_of(wanted) {
            Some(entry) => page(entry, console.lang()),
            None => {
                let (guess, _) = among(wanted, everything().iter().map(|own| own.code.to_owned()));
                return Err(CliError::UnknownCode { wanted: wanted.clone(), guess });
            }
        },
    };
    console.result(&text)?;
    Ok(DONE)
}

fn list(console: &Console) -> String {
    let lang = console.lang();
    let line = |entry: &Entry| {
        format!("{}  {}  {}\n", entry.code, entry.severity.label(lang), entry.title.text(lang))
    };
    everything().into_iter().map(line).collect()
}

fn page(entry: &Entry, lang: Lang) -> String {
    let severity = entry.severity.label(lang);
    match lang {
        Lang::Ja => {
            let mut page = format!(
                "{} {}({severity})\n\n表示: {}\n直し方: {}\nなぜ: {}\n",
                entry.code,
                entry.title.ja,
                dotted(entry.message.ja),
                dotted(entry.hint.ja),
                entry.why
            );
            if let Some((before, after)) = entry.example {
                page.push_str(&format!("例: {before} → {after}\n"));
            }
            page
        }
        Lang::En => format!(
            "{} {} ({severity})\n\nMessage: {}\nWhat to do: {}\n",
            entry.code,
            entry.title.en,
            dotted(entry.message.en),
            dotted(entry.hint.en)
        ),
    }
}

/// Head of the handbook's page.
const HANDBOOK_HEAD: &str = "\
<!-- このページは matome explain --markdown で作ったものです。手で直さず、src/finding/table/ を直して作り直します。 -->

# 指摘の一覧

`matome check` と `matome build` が出す指摘の、意味と直し方です。番号の意味は変わりません。やめた指摘の番号は欠番にします。
文中の「…」には、実際の値が入ります。
一枚のシートの同じ指摘は、100件まで場所を示し、残りは件数と範囲を1件にまとめます。長い文は、はじめの300字だけを引きます。

| 重さ | 意味 |
|---|---|
| 要修正(error) | 値を使えないか、足りないものがあります。担当課が直して提出し直します。 |
| 確認(warning) | 値は使います。人が確かめます。 |
| 参考(info) | 知らせるだけです。 |

計画ごとに重さを変えたり、止めたりできます。`plan.toml` の最後に次のように書きます。値は `off`(出さない)、`info`、`warning`、`error` です。
重さを変えても、読めない値が使われるようになることはありません。
書かれたものが使われなかったことを知らせる指摘(F の全部と {never_off})は、止められません(`off` は誤りになります)。

```toml
[rules]
X403 = \"off\"
V205 = \"error\"
```
";

/// The whole catalogue as a page of the handbook, in Japanese.
fn handbook() -> String {
    let never_off: Vec<&str> =
        never_off().into_iter().filter(|code| !code.starts_with('F')).collect();
    let mut page = HANDBOOK_HEAD.replace("{never_off}", &never_off.join("・"));
    for family in &FAMILIES {
        let Family { letter, name, about } = family;
        page.push_str(&format!("\n## {letter} {name}\n\n{about}\n"));
        let own = everything().into_iter().filter(|entry| entry.code.starts_with(*letter));
        own.for_each(|entry| page.push_str(&section(entry)));
    }
    page
}

fn section(entry: &Entry) -> String {
    let mut section = format!(
        "\n### {} {}\n\n- 重さ: {}({})\n- 表示: {}\n- 直し方: {}\n- なぜ: {}\n",
        entry.code,
        entry.title.ja,
        entry.severity.label(Lang::Ja),
        entry.severity.as_str(),
        plain(&dotted(entry.message.ja)),
        plain(&dotted(entry.hint.ja)),
        plain(entry.why),
    );
    if let Some((before, after)) = entry.example {
        section.push_str(&format!("- 例: {} → {}\n", plain(before), plain(after)));
    }
    section
}

/// Text that Markdown shows as it is.
fn plain(text: &str) -> String {
    let special = |c: char| matches!(c, '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|' | '~');
    let mut plain = String::new();
    for c in text.chars() {
        if special(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
