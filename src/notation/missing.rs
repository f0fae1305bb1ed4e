//! Words and signs that stand where a value should: gaps with a reason (N080–N088), marks (N092), and
//! pointers to somewhere else (N089, N090).

use super::fold;
use super::key::comparison_key;
use super::mark;
use super::outcome::{Missing, Outcome};
use super::remark::{Refusal, Remark};

/// What a cell without a value says.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// A gap with its reason.
    Gap(Missing),
    /// なし and its spellings, which some columns count as 0 (N082).
    Nothing(String),
    /// 〇 alone: zero, or the mark ○ (N083).
    KanjiZero,
    /// 皆増 (N070).
    AllNew,
    /// 皆減 (N070).
    AllGone,
    /// 同上 (N089).
    Ditto,
    /// 別紙のとおり (N090).
    Reference,
    /// 半数, 随時 (N065).
    Vague,
    /// A mark of a mark set (N092).
    Mark(char),
    /// `####` (N022).
    TooNarrow,
    /// A typed error value other than `#N/A`.
    ErrorText(String),
}

impl Word {
    /// The answer for a field that wants a value.
    pub(super) fn outcome(self) -> Outcome {
        let gap =
            |remark| Outcome::Missing { reason: Missing::NotApplicable, remarks: vec![remark] };
        match self {
            Word::Gap(reason) => Outcome::missing(reason),
            Word::Nothing(_) => Outcome::missing(Missing::None),
            Word::AllNew => gap(Remark::AllNew),
            Word::AllGone => gap(Remark::AllGone),
            Word::KanjiZero => Outcome::Refused(Refusal::Mark { written: '〇' }),
            Word::Ditto => Outcome::Refused(Refusal::Ditto),
            Word::Reference => Outcome::Refused(Refusal::Reference),
            Word::Vague => Outcome::Refused(Refusal::Vague),
            Word::Mark(written) => Outcome::Refused(Refusal::Mark { written }),
            Word::TooNarrow => Outcome::Refused(Refusal::ColumnTooNarrow),
            Word::ErrorText(code) => Outcome::Refused(Refusal::ErrorCell { code }),
        }
    }
}

/// The word for a cell with a diagonal line through it, which says that nothing belongs there (N091). Where the reader
/// of workbooks sees the line, this word stands for it.
pub const CROSSED_OUT: &str = "斜線";

/// Spellings as comparison keys; the whole cell must be one of them.
const GAPS: &[(Missing, &[&str])] = &[
    (Missing::Blank, &["null"]),
    (
        Missing::Undecided,
        &["未定", "検討中", "調整中", "今後検討", "今後検討予定", "準備中", "協議中"],
    ),
    (Missing::Pending, &["調査中", "集計中", "精査中", "確認中", "算定中", "計算中", "照会中"]),
    (Missing::Unknown, &["不明", "不詳"]),
    (Missing::NotApplicable, &["n/a", "na", "#n/a", "対象外", "該当せず", "非該当", CROSSED_OUT]),
    (Missing::Suppressed, &["x", "χ", "Χ", "秘匿", "非公表", "非公開"]),
];

const NONE: &[&str] = &[
    "なし",
    "無し",
    "無",
    "該当なし",
    "該当無し",
    "特になし",
    "特に無し",
    "ありません",
    "該当ありません",
];

const DITTO: &[&str] = &[
    "同上",
    "〃",
    "\"",
    "″",
    "”",
    "々",
    "同左",
    "同右",
    "同じ",
    "前年度と同じ",
    "前年と同じ",
    "前年度と同様",
    "前年度同様",
    "前年同様",
    "前回と同じ",
    "上に同じ",
];

const VAGUE: &[&str] = &[
    "半数",
    "多数",
    "若干",
    "数件",
    "数人",
    "数名",
    "数回",
    "数%",
    "大半",
    "一部",
    "随時",
    "応相談",
    "適宜",
];

/// Looks the whole cell up; a leading ※, a closing 。 and outer brackets do not matter.
pub fn look_up(text: &str) -> Option<Word> {
    let key = comparison_key(text);
    let key = key.trim_start_matches('※').trim_end_matches('。');
    let key = fold::unbracket(key).unwrap_or(key);
    let mut chars = key.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        // Marks are told apart by their code points, which the key keeps.
        match only {
            '〇' => return Some(Word::KanjiZero),
            _ if mark::read(key).is_some() => return Some(Word::Mark(only)),
            _ => {}
        }
    }
    let repeated = |allowed: &str, most: usize| {
        !key.is_empty() && key.chars().all(|c| allowed.contains(c)) && key.chars().count() <= most
    };
    if repeated("-", 6) {
        return Some(Word::Gap(Missing::None));
    }
    if repeated(".…‥", 12) {
        // A single full stop is nothing; two and more are an ellipsis (NFKC has taken … apart).
        return (key.len() > 1).then_some(Word::Gap(Missing::Unknown));
    }
    if repeated("*", 6) {
        return Some(Word::Gap(Missing::Suppressed));
    }
    if repeated("#", usize::MAX) {
        return Some(Word::TooNarrow);
    }
    let gap = GAPS.iter().find(|(_, words)| words.contains(&key));
    match key {
        _ if gap.is_some() => gap.map(|(reason, _)| Word::Gap(*reason)),
        _ if NONE.contains(&key) => Some(Word::Nothing(text.trim().to_owned())),
        "皆増" => Some(Word::AllNew),
        "皆減" => Some(Word::AllGone),
        _ if DITTO.contains(&key) => Some(Word::Ditto),
        _ if is_reference(key) => Some(Word::Reference),
        _ if VAGUE.contains(&key) || key.contains("分の") => Some(Word::Vague),
        _ if is_error_text(key) => Some(Word::ErrorText(text.trim().to_owned())),
        _ => None,
    }
}

/// 別紙, 別紙1のとおり, 上記参照 (N090).
fn is_reference(key: &str) -> bool {
    const PLACES: &[&str] =
        &["別紙", "別添", "別表", "別記", "別途", "上記", "下記", "前述", "資料"];
    const ENDS: &[&str] = &[
        "のとおり",
        "の通り",
        "とおり",
        "通り",
        "参照",
        "を参照",
        "参照のこと",
        "を参照のこと",
        "をご参照",
        "ご参照",
        "に記載",
    ];
    let Some(rest) = PLACES.iter().find_map(|place| key.strip_prefix(place)) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix("資料").unwrap_or(rest);
    if rest.is_empty() {
        return !key.starts_with("資料") && !key.starts_with("前述");
    }
    ENDS.contains(&rest)
}

fn is_error_text(key: &str) -> bool {
    const ERRORS: &[&str] = &[
        "#ref!",
        "#div/0!",
        "#value!",
        "#name?",
        "#num!",
        "#null!",
        "#getting_data",
        "#spill!",
        "#calc!",
    ];
    ERRORS.contains(&key)
}
