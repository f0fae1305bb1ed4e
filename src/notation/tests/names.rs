//! N120–N136: text, names, choices.

use super::*;
use crate::terms::one_line;

fn ratings() -> ChoiceList {
    let option = |code: &str, label: &str, synonyms: &[&str]| ChoiceOption {
        code: code.to_owned(),
        label: label.to_owned(),
        synonyms: synonyms.iter().map(|&word| word.to_owned()).collect(),
    };
    ChoiceList {
        options: vec![
            option("S", "予定以上に進捗", &["予定以上", "予定より前倒しで進行", "計画以上"]),
            option(
                "A",
                "予定どおりに進捗",
                &[
                    "予定どおり",
                    "予定通り",
                    "予定どおり進行",
                    "ほぼ予定どおり",
                    "計画どおり",
                    "順調",
                ],
            ),
            option("B", "予定より遅れ", &["予定よりも遅れている", "予定よりやや遅れ", "遅延"]),
        ],
    }
}

fn is_choice(text: &str, code: &str) {
    let list = ratings();
    let found = reading(text, &Expect::Choice(&list));
    assert_eq!(found.value, Value::Choice(code.to_owned()), "{text}");
}

fn choice_refused(text: &str, kind: &str) {
    let list = ratings();
    is_refused(text, &Expect::Choice(&list), kind);
}

#[test]
fn n120_as_planned() {
    for text in [
        "予定どおり",
        "予定通り",
        "予定どおりに進捗",
        "予定どおり進行",
        "ほぼ予定どおり",
        "計画どおり",
        "順調",
        "Ａ",
        "A",
        "a",
        "A：予定どおり",
        "Ａ（予定どおり）",
        "A　",
        "A 予定どおり",
        "予定どおり（A）",
        "A．予定どおりに進捗",
        "予定 どおり",
        "A-順調",
    ] {
        is_choice(text, "A");
    }
}

#[test]
fn n121_ahead() {
    for text in ["予定以上", "予定より前倒しで進行", "計画以上", "Ｓ", "s", "S 予定以上に進捗"]
    {
        is_choice(text, "S");
    }
}

#[test]
fn n122_behind() {
    for text in ["予定より遅れ", "予定よりも遅れている", "予定よりやや遅れ", "遅延", "Ｂ"]
    {
        is_choice(text, "B");
    }
}

#[test]
fn n123_two_choices() {
    for text in [
        "A又はB",
        "A～B",
        "A〜B",
        "A→B",
        "A（一部B）",
        "A/B",
        "A・B",
        "AまたはB",
        "予定どおり、遅延",
    ] {
        choice_refused(text, "two-values");
    }
    assert_eq!(
        refusal(&Raw::Text("A（遅延）"), &Expect::Choice(&ratings())),
        Refusal::CodeAndLabelDisagree { code: "A".to_owned(), label: "B".to_owned() }
    );
}

#[test]
fn n124_letters_of_other_alphabets() {
    for (text, found, looks_like) in
        [("Α", 'Α', 'A'), ("А", 'А', 'A'), ("Ѕ", 'Ѕ', 'S'), ("В：遅延", 'В', 'B')]
    {
        assert_eq!(
            refusal(&Raw::Text(text), &Expect::Choice(&ratings())),
            Refusal::Confusable { found, looks_like }
        );
    }
    // С looks like C, which is no option here.
    choice_refused("С", "not-in-choices");
}

#[test]
fn choices_outside_the_list() {
    let list = ratings();
    let nearest = |text| match refusal(&Raw::Text(text), &Expect::Choice(&list)) {
        Refusal::NotInChoices { nearest } => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("予定どうり"), Some("A".to_owned()));
    assert_eq!(nearest("予定以上に進歩"), Some("S".to_owned()));
    assert_eq!(nearest("休止"), None);
    assert_eq!(nearest("C"), None);
    let none = ChoiceList {
        options: vec![ChoiceOption {
            code: "0".to_owned(),
            label: "なし".to_owned(),
            synonyms: Vec::new(),
        }],
    };
    assert_eq!(reading("なし", &Expect::Choice(&none)).value, Value::Choice("0".to_owned()));
    assert_eq!(
        cell_reading("0", "General", &Expect::Choice(&none)).value,
        Value::Choice("0".to_owned())
    );
    is_missing("なし", &Expect::Choice(&list), Missing::None);
}

#[test]
fn n125_names_with_spaces() {
    let key = key::comparison_key("行政経営課");
    for text in ["行政経営課　", "行政経営 課", "\u{FEFF}行政経営課\n", "行政\u{200B}経営課"]
    {
        assert_eq!(key::comparison_key(text), key);
    }
}

#[test]
fn n126_reading_stuck_to_a_name() {
    // Our reader leaves readings of kanji out; where another program has written one into the name, nothing is guessed.
    let option = |name: &str| ChoiceOption {
        code: name.to_owned(),
        label: name.to_owned(),
        synonyms: Vec::new(),
    };
    let list = ChoiceList { options: vec![option("行政経営課"), option("情報政策課")] };
    for text in ["行政経営課ギョウセイケイエイカ", "行政経営課 ｷﾞｮｳｾｲｹｲｴｲｶ"]
    {
        is_refused(text, &Expect::Choice(&list), "not-in-choices");
    }
}

#[test]
fn n127_spellings_of_a_number() {
    for text in [
        "⑫",
        "12",
        "１２",
        "(12)",
        "（１２）",
        "⑿",
        "No.12",
        "№12",
        "プログラム⑫",
        "⑫　",
        "⒓",
        "⓬",
        "012",
        "第12号",
        "12番",
    ] {
        assert_eq!(program_no::read(text), Some(12), "{text}");
    }
    for (text, number) in [("㉑", 21), ("㊿", 50), ("⑳", 20), ("❿", 10), ("①", 1)] {
        assert_eq!(program_no::read(text), Some(number));
    }
    for text in [
        "", "0", "12.5", "12-3", "⑫⑬", "12件", "平成12", "12 13", "⑫ ⑬", "ア12", "⓪", "99999",
        "十二",
    ] {
        assert_eq!(program_no::read(text), None, "{text}");
    }
}

#[test]
fn n128_number_with_a_name() {
    assert_eq!(program_no::split("⑯ 研修・人材育成策の充実"), Some((16, "研修・人材育成策の充実")));
    assert_eq!(program_no::split("16．研修の充実"), Some((16, "研修の充実")));
    assert_eq!(program_no::split("研修の充実"), None);
}

#[test]
fn n129_half_width_kana() {
    for (half, full) in
        [("ｶﾞｲﾄﾞﾗｲﾝ", "ガイドライン"), ("ﾎｰﾑﾍﾟｰｼﾞ", "ホームページ"), ("ｻｰﾊﾞｰ", "サーバー")]
    {
        assert_eq!(key::comparison_key(half), key::comparison_key(full));
        assert_eq!(fold::plain(half), full);
    }
}

#[test]
fn n130_company_abbreviations() {
    for text in ["(株)○○", "（株）○○", "株式会社○○", "株式 会社○○"] {
        assert_eq!(key::comparison_key(text), key::comparison_key("㈱○○"));
    }
    assert_eq!(reading("㈱○○", &Expect::Text).value, Value::Text("㈱○○".to_owned()));
}

#[test]
fn n131_variant_kanji_only_in_keys() {
    for (variant, common) in [("髙", "高"), ("﨑", "崎"), ("德", "徳"), ("邊", "辺")] {
        assert_eq!(key::comparison_key(variant), common);
        assert_eq!(text::clean(variant), variant);
    }
}

#[test]
fn n132_lists_in_a_cell() {
    assert_eq!(text::clean("1行目\r\n2行目_x000D_\n3行目　"), "1行目\n2行目\n3行目");
    assert_eq!(one_line("・項目1\n・項目2"), "・項目1 / ・項目2");
}

#[test]
fn n133_leading_signs_of_formulae() {
    for text in ["=1+1", "+新規", "-新規", "@here"] {
        assert_eq!(one_line(text), format!("'{text}"));
    }
    for text in ["新規", "・新規", "▲新規", ""] {
        assert_eq!(one_line(text), text);
    }
}

#[test]
fn n134_punctuation_is_kept() {
    for text in ["見直した", "見直し、廃止した。", "見直し，廃止した．"] {
        assert_eq!(
            reading(&format!(" {text}\n"), &Expect::Text).value,
            Value::Text(text.to_owned())
        );
    }
}

#[test]
fn n135_spaces_between_latin_and_kanji() {
    assert_eq!(key::comparison_key("DX の推進"), key::comparison_key("ＤＸの推進"));
    assert_eq!(key::comparison_key("ICT 活用"), key::comparison_key("ICT活用"));
}

#[test]
fn n136_confusable_characters_are_reported() {
    for (text, at, found, looks_like) in [
        ("サ一バ", 1, '一', 'ー'),
        ("データ入カ", 4, 'カ', '力'),
        ("デ一タ", 1, '一', 'ー'),
        ("メ二ュー", 1, '二', 'ニ'),
        ("人ロ", 1, 'ロ', '口'),
        ("ゼ夕", 1, '夕', 'タ'),
        ("竣エ", 1, 'エ', '工'),
        ("オ八", 1, '八', 'ハ'),
        ("DХ", 1, 'Х', 'X'),
    ] {
        assert_eq!(confusables(text), [Confusable { at, found, looks_like }], "{text}");
    }
    assert_eq!(confusables("3〜5と6～7").len(), 1);
    for text in [
        "サーバー",
        "センター一覧",
        "三カ所",
        "六カ月",
        "入力",
        "カメラ",
        "第二次",
        "工事",
        "平均はμ",
        "DX",
    ] {
        assert_eq!(confusables(text), [], "{text}");
    }
    let kept = reading("サ一バ", &Expect::Text);
    assert_eq!(kept.value, Value::Text("サ一バ".to_owned()));
}
