//! Family P: `plan.toml` and `form.toml`.
//!
//! P1 the text of the file, P2 entries of either file, P3 the plan, P4 the form, P5 a form that already exists.
//! Years are what the file writes: numbers of the western calendar.
//! All of them stop the program: no figure is made from a plan that contradicts itself. No plan grades them, so none says
//! whether it may be switched off.

use crate::finding::say::Wording;
use crate::finding::schema_words::{
    CheckDigitOf, CodeKind, FileNameFault, FindOn, Guess, Possible, Thing,
};
use crate::terms::{ProgramNo, Quantity, Round};

family! {
    /// What is wrong with a plan, a form or the settings (P), with what was found and what was expected.
    Problem(value)

    /// The file is not TOML here.
    Syntax { fault: Wording, remedy: Wording } = "P101" Error {
        title: "TOML として読めない" / "Not TOML",
        message: "TOML の書き方が違います{fault}" / "not TOML{fault}",
        hint: "{remedy}" / "{remedy}",
        why: "書き方の違う行があると、ファイルのどこからどこまでが何かを決められません。",
        example: "title = 見本市改革計画" => "title = \"見本市改革計画\"",
    }

    /// The same key twice in one table.
    KeyTwice { key: String } = "P102" Error {
        title: "同じキーが2つ" / "Key written twice",
        message: "キー「{key}」が同じ表に2度書かれています" / "key `{key}` is written twice in one table",
        hint: "どちらか一方を消してください。" / "Remove one of them.",
        why: "どちらの値を使うのかを決められません。",
    }

    /// A key that the format does not have.
    UnknownKey { found: String, guess: Guess, known: Possible } = "P103" Error {
        title: "知らないキー" / "Unknown key",
        message: "「{found}」というキーはありません" / "there is no key `{found}`",
        hint: "{guess}書けるもの: {known}" / "{guess}Possible: {known}",
        why: "綴りを誤ったキーを読み飛ばすと、書いたつもりの設定が効きません。",
        example: "share_decimal = 1" => "share_decimals = 1",
    }

    /// A key that must be there and is not.
    MissingKey { key: String } = "P104" Error {
        title: "必要なキーがない" / "Key missing",
        message: "キー「{key}」がありません" / "key `{key}` is missing",
        hint: "この表に {key} = … を書き足してください。" / "Add {key} = … to this table.",
        why: "計画にあるはずのことを、プログラムが補うことはしません。",
    }

    /// A value of another kind than the key takes.
    WrongType { found: String, expected: Wording, remedy: Wording } = "P105" Error {
        title: "値の種類が違う" / "Value of another kind",
        message: "値の種類が違います: {found} ではなく、{expected}を書きます" / "expected {expected}, found {found}",
        hint: "{remedy}" / "{remedy}",
        why: "文字列と数、並びと表は、TOML では別のものです。",
        example: "first_year = \"R3\"" => "first_year = 2021",
    }

    /// A word outside a fixed list.
    UnknownWord { found: String, guess: Guess, known: Possible } = "P106" Error {
        title: "決められた語ではない" / "Not one of the fixed words",
        message: "「{found}」は決められた語ではありません" / "`{found}` is not one of the fixed words",
        hint: "{guess}書けるもの: {known}" / "{guess}Possible: {known}",
        why: "この値は決められた語のどれかで、それによって計算や表示が変わります。",
        example: "shape = \"increments\"" => "shape = \"increment\"",
    }

    /// The text names no survey.
    NotARound { found: String } = "P107" Error {
        title: "回次ではない" / "Not a round",
        message: "「{found}」は回次ではありません" / "`{found}` is not a round",
        hint: "年度末の調査は \"2022\"、上期の調査は \"2022-H1\" のように西暦で書きます。" / "Write \"2022\" for a survey at year end, \"2022-H1\" for one of the first half.",
        why: "回次はフォルダーの名前にもなるので、書き方を1つに決めています。",
        example: "round = \"令和3年度\"" => "round = \"2021\"",
    }

    /// The text is no address of a cell.
    NotACell { found: String } = "P108" Error {
        title: "セルの番地ではない" / "Not the address of a cell",
        message: "「{found}」はセルの番地ではありません" / "`{found}` is not the address of a cell",
        hint: "\"C12\" のように、列の英字と行の数字で書いてください。" / "Write letters and a number, such as \"C12\".",
        why: "番地が分からないと、その欄を読めません。",
    }

    /// A number that is no year of any calendar, as written.
    NotAYear { found: String } = "P109" Error {
        title: "年度ではない数" / "Not a year",
        message: "年度 {found} は範囲外です" / "fiscal year {found} is out of range",
        hint: "西暦4桁(1900〜2999)で書いてください。令和4年度は 2022 です。" / "Write four digits between 1900 and 2999.",
        why: "年度はすべて西暦の4桁で書きます。",
    }

    /// A message of the parser that is not known here.
    Unreadable { original: String } = "P110" Error {
        title: "読めない値" / "Unreadable value",
        message: "この値は読めません(原文: {original})" / "this cannot be read: {original}",
        hint: "JSON Schema(schemas/*.schema.json)で書き方を確かめてください。" / "See the JSON Schema (schemas/*.schema.json).",
        why: "TOML を読む部品が断った値です。理由はその部品の言葉(英語)で示します。",
    }

    /// The same key or name a second time.
    Duplicate { thing: Thing, name: String, first_line: usize } = "P201" Error {
        title: "同じものが2つ" / "Written twice",
        message: "{thing}「{name}」が重複しています({first_line}行目にもあります)" / "{thing} `{name}` stands on line {first_line} already",
        hint: "別の値にするか、一方を消してください。" / "Change one of them or remove it.",
        why: "キーや名前は、それだけで1つを指せなければなりません。全角・半角、大文字・小文字、空白の違いは区別しません。",
    }

    /// One wording that stands for two things.
    Ambiguous { thing: Thing, text: String, one: String, other: String } = "P202" Error {
        title: "2つを指す言い方" / "One wording for two things",
        message: "「{text}」が2つの{thing}を指しています:「{one}」と「{other}」" / "`{text}` stands for more than one {thing}: `{one}` and `{other}`",
        hint: "全角・半角、大文字・小文字、空白の違いは区別しません。一方から消してください。" / "Width, case and blanks are not told apart. Remove it from one of them.",
        why: "調査票にその言い方が書かれたとき、どちらのことかを決められません。",
    }

    /// A reference to something that is not in the file.
    Unknown { thing: Thing, name: String, guess: Guess, known: Possible } = "P203" Error {
        title: "ファイルにないものを指している" / "Refers to what is not in the file",
        message: "{thing}「{name}」はこのファイルにありません" / "{thing} `{name}` is not in this file",
        hint: "{guess}書けるもの: {known}" / "{guess}Possible: {known}",
        why: "指す先がないと、担当課や方向性ごとの集計から漏れます。",
        example: "lead = \"見木課\"" => "lead = \"見本課\"",
    }

    /// A list without entries, or a blank name.
    Empty { thing: Thing } = "P204" Error {
        title: "空" / "Empty",
        message: "{thing}が空です" / "empty: {thing}",
        hint: "1つ以上書いてください。" / "Write at least one.",
        why: "空のままでは、様式や報告書に何も印字できません。",
    }

    /// More entries than a sheet holds.
    TooMany { thing: Thing, found: usize, most: usize } = "P205" Error {
        title: "多すぎる" / "Too many",
        message: "{thing}が多すぎます: {found}件(上限{most}件)" / "too many of {thing}: {found} (at most {most})",
        hint: "1枚の票に収まりません。プログラムを分けるか、まとめてください。" / "They do not fit on one sheet. Split the program or merge some of them.",
        why: "調査票1枚に収まる数に限りがあります。",
    }

    /// Listed before an earlier one.
    OutOfOrder { thing: Thing, name: String } = "P206" Error {
        title: "順序が逆" / "Out of order",
        message: "{thing}「{name}」の順序が逆です" / "{thing} `{name}` is out of order",
        hint: "古いものから順に並べてください。" / "List the oldest first.",
        why: "並びの順で、どれが前でどれが後かを判断します。",
    }

    /// A key that is not written in small letters, digits and `_`.
    BadKey { found: String } = "P207" Error {
        title: "キーに使えない文字" / "Characters that a key cannot have",
        message: "「{found}」はキーに使えません" / "`{found}` cannot be a key",
        hint: "英小文字で始め、英小文字・数字・_ だけで書いてください。" / "Begin with a small letter; use small letters, digits and _ only.",
        why: "キーはセルの名前やCSVの列の名前になります。",
        example: "id = \"Stock-B\"" => "id = \"stock_b\"",
    }

    /// The lower limit lies above the upper.
    MinAboveMax { min: Quantity, max: Quantity } = "P208" Error {
        title: "最小値が最大値より大きい" / "Minimum above maximum",
        message: "最小値 {min} が最大値 {max} を上回っています" / "min {min} is above max {max}",
        hint: "min と max を入れ替えてください。" / "Swap `min` and `max`.",
        why: "このままでは、どの値も範囲の外になります。",
    }

    /// A choice of a dropdown with the sign that stands between choices.
    CommaInChoice { code: String } = "P209" Error {
        title: "選択肢の中のコンマ" / "Comma in a choice",
        message: "選択肢「{code}」に半角のコンマ(,)があります" / "the choice `{code}` holds a comma",
        hint: "読点(、)か全角のコンマ(，)に替えてください。" / "Write a full-width comma (，) instead.",
        why: "Excel は、セルの選択肢の並びを半角のコンマで区切ります。コンマのある選択肢は2つに分かれ、選ばれたものを読めません。",
        example: "code = \"延期,再検討\"" => "code = \"延期、再検討\"",
    }

    /// A plan's key that is not ASCII letters, digits, `-` and `_`.
    BadPlanId { found: String } = "P301" Error {
        title: "計画のキーに使えない文字" / "Characters that the id of a plan cannot have",
        message: "「{found}」は計画のキー(id)に使えません" / "`{found}` cannot be the id of a plan",
        hint: "半角の英数字と - _ だけで書いてください。schemas の下のフォルダ名になります。" / "Use ASCII letters, digits, - and _ only: it names a folder under schemas.",
        why: "計画のキーはフォルダーの名前になり、調査票にも書き込まれます。",
        example: "id = \"見本\"" => "id = \"mihon-1\"",
    }

    /// Not the right number of digits.
    CodeDigits { code: CodeKind, found: String, digits: usize } = "P302" Error {
        title: "桁数が違うコード" / "Code of another length",
        message: "{code}「{found}」が半角数字{digits}桁ではありません" / "{code} `{found}` is not {digits} digits",
        hint: "検査数字を含む{digits}桁を \" \" で囲んで書いてください。" / "Write {digits} digits, the check digit included, in quotes.",
        why: "団体の名前は同じものがあるので、コードで見分けます。",
    }

    /// The check digit does not fit.
    CodeCheckDigit { code: CodeKind, found: String, place: CheckDigitOf, expected: u8 } = "P303" Error {
        title: "検査数字が合わない" / "Check digit does not fit",
        message: "{code}「{found}」の検査数字が合いません" / "the check digit of {code} `{found}` does not fit",
        hint: "ほかの桁が正しければ、{place}の数字は {expected} です。" / "If the other digits are right, the {place} one is {expected}.",
        why: "コードのどこかの桁が書き誤られています。",
        example: "code = \"131017\"" => "code = \"131016\"",
    }

    /// More decimals than a printed share can use.
    ShareDecimals { found: u32, most: u32 } = "P304" Error {
        title: "割合の小数の桁が多すぎる" / "Too many decimals of a share",
        message: "割合の小数桁数 {found} は多すぎます(上限 {most})" / "{found} decimals of a share are too many (at most {most})",
        hint: "0 から {most} までにしてください。" / "Use 0 to {most}.",
        why: "数十件のうちの割合に、それ以上の桁は意味を持ちません。",
    }

    /// A year outside of what the calendar here covers.
    YearOutOfRange { year: i16 } = "P305" Error {
        title: "範囲の外の年度" / "Year out of range",
        message: "年度 {year} は範囲外です" / "fiscal year {year} is out of range",
        hint: "西暦4桁(1900〜2999)で書いてください。令和4年度は 2022 です。" / "Write four digits between 1900 and 2999.",
        why: "年度はすべて西暦の4桁で書きます。",
        example: "first_year = 3" => "first_year = 2021",
    }

    /// The last year comes before the first.
    YearsReversed { first: i16, last: i16 } = "P306" Error {
        title: "年度が前後している" / "Years reversed",
        message: "最後の年度 {last} が最初の年度 {first} より前です" / "last year {last} comes before first year {first}",
        hint: "年度を入れ替えてください。" / "Swap the two years.",
        why: "計画の年度の列は、この2つの年度から作ります。",
    }

    /// A year that the plan does not cover.
    YearOutside { year: i16, first: i16, last: i16 } = "P307" Error {
        title: "計画の期間の外の年度" / "Year outside of the plan",
        message: "{year}年度は計画の期間({first}〜{last}年度)の外です" / "{year} lies outside of the plan ({first} to {last})",
        hint: "計画の期間の中の年度を、西暦で書いてください。" / "Write a fiscal year of the plan.",
        why: "計画の期間の外の年度には、調査も集計もありません。",
    }

    /// A survey of a year that the plan does not cover.
    RoundOutside { round: Round, first: i16, last: i16 } = "P308" Error {
        title: "計画の期間の外の回次" / "Round outside of the plan",
        message: "回次 {round} は計画の期間({first}〜{last}年度)の外です" / "round {round} lies outside of the plan ({first} to {last})",
        hint: "回次か計画の期間(first_year、last_year)を直してください。" / "Mend the round, or first_year and last_year.",
        why: "計画の期間の外の年度には、様式に記入する列がありません。",
    }

    /// A second round of the mid-term review.
    SecondReview { round: Round, first: Round } = "P309" Error {
        title: "中間見直しの回次が2つ" / "Two rounds of the mid-term review",
        message: "中間見直しの回次が2つあります: {first} と {round}" / "two rounds of the mid-term review: {first} and {round}",
        hint: "review = true は1つの回次だけに付けてください。" / "Put review = true on one round only.",
        why: "中間見直しの提案は1つの回次から作ります。",
    }

    /// A scale that says for some codes of the scale before it what they are now, but not for this one.
    CodeNotMapped { code: String } = "P310" Error {
        title: "前の段階の区分に対応がない" / "Code of the scale before without a counterpart",
        message: "前の段階の区分「{code}」が、今の段階のどれに当たるかが書かれていません" / "no code of this scale stands for `{code}` of the scale before it",
        hint: "前の段階の区分を、すべて書いてください。" / "Write every code of the scale before it.",
        why: "対応のない区分があると、年度の間の動きを数えられません。",
    }

    /// The first scale has none before it.
    NoScaleBefore = "P311" Error {
        title: "前の段階がない" / "No scale before",
        message: "最初の段階には、対応させる前の段階がありません" / "the first scale has no scale before it",
        hint: "この行を消してください。" / "Delete this line.",
        why: "from_previous は、前の段階の区分を今の段階に読み替えるためのものです。",
    }

    /// A code or reason that the reports already use for programs without a rating: both would be counted as one.
    TakenState { word: String } = "P312" Error {
        title: "集計が使う言葉と同じ" / "Word that the tally uses",
        message: "「{word}」は、評価のないものを集計が数えるときの言葉です" / "`{word}` is what the tally calls items without a rating",
        hint: "同じ名前だと、別のものが一つに数えられます。ほかの名前にしてください。" / "Two things would be counted as one. Give it another name.",
        why: "同じ言葉の行が2つある集計表は、読む人に区別できません。",
    }

    /// The name cannot be the name of a workbook.
    FileName { name: String, fault: FileNameFault } = "P313" Error {
        title: "ファイル名にできない名前" / "Name that cannot name a file",
        message: "「{name}」は Windows のファイル名にできません({fault})" / "`{name}` cannot be a file name on Windows ({fault})",
        hint: "課の名前は調査票のファイル名になります。別の書き方にしてください。" / "A division's name becomes the name of its workbook. Write it in another way.",
        why: "調査票は課ごとのファイルで配ります。",
    }

    /// The name holds a character that Shift_JIS (CP932) does not have.
    NotInCp932 { name: String, character: char } = "P314" Error {
        title: "文字化けするおそれのある名前" / "Name that could be garbled",
        message: "「{name}」の「{character}」は Shift_JIS(CP932)で表せません" / "`{character}` in `{name}` does not exist in Shift_JIS (CP932)",
        hint: "別の文字にしてください。文字化けしたファイル名になるおそれがあります。" / "Use another character: the file name could be garbled.",
        why: "ZIP やメールの添付では、ファイル名が Shift_JIS に直されることがあります。",
    }

    /// The lead division is said to be unknown, but a real division leads.
    LeadNotPlaceholder { lead: String } = "P315" Error {
        title: "担当課が不明なのに書かれている" / "Lead said to be unknown, but named",
        message: "担当課が不明とされていますが、lead は「{lead}」です" / "the lead is said to be unknown, but `lead` is `{lead}`",
        hint: "担当課が決まったなら lacking から lead を消し、未定なら placeholder = true の課を lead にしてください。" / "If the lead is known now, take lead out of `lacking`; else name a division with placeholder = true.",
        why: "担当課のない票を、実在の課へ配らないためです。",
    }

    /// Program number 0.
    ZeroNumber = "P316" Error {
        title: "番号が 0" / "Number 0",
        message: "プログラムの番号が 0 です" / "program number is 0",
        hint: "番号は 1 から付けてください。" / "Numbers begin with 1.",
        why: "0 は番号が書かれていないことと見分けにくいためです。",
    }

    /// More further directions than the list of records has columns for.
    TooManyRepeats { found: usize, most: usize } = "P317" Error {
        title: "再掲が多すぎる" / "Printed again too often",
        message: "方向性が多すぎます: {found}件(上限{most}件)" / "too many of direction: {found} (at most {most})",
        hint: "再掲(also_in)は、主な方向性だけにしてください。" / "Print the program again (also_in) under the main directions only.",
        why: "明細には再掲の方向性を書く列の数に限りがあります。",
    }

    /// Not one phase for each year of the plan.
    PhaseCount { found: usize, expected: usize } = "P318" Error {
        title: "年度ごとの予定の数が合わない" / "Not one phase for each year",
        message: "年度ごとの予定が{found}個ありますが、計画は{expected}年です" / "{found} phases for a plan of {expected} years",
        hint: "年度ごとに1つ書きます。前年度から続くときは \"→\"、予定がないときは \"\" です。" / "Write one for each year: \"→\" where it goes on, \"\" where nothing is planned.",
        why: "数が合わないと、どの予定がどの年度のものかを決められません。",
        example: "phases = [\"準備\", \"実施\"]" => "phases = [\"準備\", \"実施\", \"→\", \"\"]",
    }

    /// `→` with no phase before it.
    ArrowWithoutPhase = "P319" Error {
        title: "続くはずの予定がない" / "Nothing to go on with",
        message: "「→」の前に続けるべき予定がありません" / "`→` has no phase before it",
        hint: "最初の年度には予定の語を、予定がない年度には \"\" を書いてください。" / "Write the phase in its first year, and \"\" where nothing is planned.",
        why: "「→」は、前の年度の予定が続くことを表します。",
    }

    /// This shape needs a target.
    TargetMissing { shape: &'static str } = "P320" Error {
        title: "目標がない" / "Target missing",
        message: "形(shape)が {shape} の指標には目標が要ります" / "an indicator of shape {shape} needs a target",
        hint: "target = {{ value = 50, by = 2024 }} のように書いてください。" / "Write e.g. target = {{ value = 50, by = 2024 }}.",
        why: "目標がないと、達成したかどうかを判定できません。",
    }

    /// The target is due before the plan begins.
    TargetBeforePlan { by: i16, first: i16 } = "P321" Error {
        title: "目標の年度が計画より前" / "Target before the plan",
        message: "目標の年度 {by} が計画の初年度 {first} より前です" / "target year {by} comes before the plan's first year {first}",
        hint: "年度は西暦で書きます。" / "Check the year of the target.",
        why: "計画が始まる前の目標は、この計画では判定できません。",
    }

    /// Both `by` and `each_year`.
    TargetTwice = "P322" Error {
        title: "目標の時期が2通り" / "Target dated twice",
        message: "目標に by と each_year の両方があります" / "the target has both `by` and `each_year`",
        hint: "ある年度までの目標は by = 2024、毎年度の目標は each_year = true の一方だけを書きます。" / "Write either by = 2024 or each_year = true.",
        why: "いつの値を目標と比べるかが変わります。",
    }

    /// Neither `by` nor `each_year`.
    TargetUndated { shape: &'static str } = "P323" Error {
        title: "目標の時期がない" / "Target without a date",
        message: "目標の時期がありません(形は {shape})" / "the target has no date (shape {shape})",
        hint: "ある年度までの目標は by = 2024、毎年度の目標は each_year = true の一方だけを書きます。" / "Write either by = 2024 or each_year = true.",
        why: "いつの値を目標と比べるかが決まりません。",
    }

    /// This shape needs a baseline.
    BaselineMissing { shape: &'static str } = "P324" Error {
        title: "基準値がない" / "Baseline missing",
        message: "形(shape)が {shape} の指標には基準値が要ります" / "an indicator of shape {shape} needs a baseline",
        hint: "baseline = {{ value = 46, date = \"2021-04-01\" }} のように書いてください。" / "Write e.g. baseline = {{ value = 46, date = \"2021-04-01\" }}.",
        why: "増えた分や進み具合は、基準値からの差で測ります。",
    }

    /// `keep_within` without a band.
    ToleranceMissing = "P325" Error {
        title: "許容幅がない" / "Tolerance missing",
        message: "keep_within の指標に許容幅(tolerance)がありません" / "an indicator of shape keep_within needs a tolerance",
        hint: "tolerance = {{ percent = 1, assumed = true }} のように書いてください(assumed は根拠が計画にないとき)。" / "Write e.g. tolerance = {{ percent = 1, assumed = true }} (assumed: not in the plan).",
        why: "「維持」とみなす幅を、プログラムが決めることはしません。",
    }

    /// A band below zero.
    ToleranceNegative { percent: Quantity } = "P326" Error {
        title: "許容幅が負の数" / "Negative tolerance",
        message: "許容幅(tolerance)が負の数({percent}%)です" / "a tolerance of {percent}% is negative",
        hint: "幅だけを書きます。±1% は percent = 1 です。" / "Write the width alone: ±1% is percent = 1.",
        why: "負の幅には、どの値も収まりません。",
    }

    /// Not a date of the calendar.
    NotADate { found: String } = "P327" Error {
        title: "日付ではない" / "Not a date",
        message: "「{found}」は日付ではありません" / "`{found}` is not a date",
        hint: "\"2021-04-01\" のように書いてください。" / "Write it like \"2021-04-01\".",
        why: "基準値の日付や提出期限は、元号と曜日を付けて調査票に印字します。",
    }

    /// A revision from a year that is not after the plan's first, or is after its last.
    RevisionOutside { from: i16, first: i16, last: i16 } = "P328" Error {
        title: "計画の期間の外の改訂" / "Revision outside of the plan",
        message: "改訂の年度 {from} は、計画の2年目から最後の年度({first}〜{last}年度の計画)ではありません" / "a revision from {from} is not within the plan of {first} to {last}, after its first year",
        hint: "改訂した計画が使われる最初の年度を from に書いてください。" / "Write the first year in which the revised plan is used.",
        why: "改訂の前と後の年度が、それぞれ1年は要ります。",
    }

    /// A change of a program, or a merger into one, that an earlier or the same revision ends.
    ProgramHasEnded { no: ProgramNo } = "P329" Error {
        title: "終わったプログラムの変更" / "Change of a program that has ended",
        message: "No.{no} は、この改訂かそれより前の改訂で終わっています" / "No.{no} ends with this revision or an earlier one",
        hint: "この行を消すか、終了・統合の方を直してください。" / "Remove this, or mend the end.",
        why: "終わったプログラムには調査票がありません。",
    }

    /// Both `ended` and `merged_into`.
    EndedAndMerged = "P330" Error {
        title: "終了と統合の両方" / "Ended and merged",
        message: "ended と merged_into の両方があります" / "the change has both `ended` and `merged_into`",
        hint: "ほかのプログラムに引き継ぐなら merged_into、引き継がないなら ended = true の一方だけを書きます。" / "Write merged_into if another program carries it on, else ended = true.",
        why: "報告書は、終了と統合を分けて数えます。",
    }

    /// A program merged into itself.
    MergedIntoItself { no: ProgramNo } = "P331" Error {
        title: "自身への統合" / "Merged into itself",
        message: "No.{no} の統合先が No.{no} 自身です" / "No.{no} is merged into itself",
        hint: "引き継ぐプログラムの番号を書いてください。" / "Write the number of the program that carries it on.",
        why: "統合されたプログラムは終わるので、引き継ぐものがなくなります。",
    }

    /// Only a study program is promoted, and none is put back.
    NotAPromotion { no: ProgramNo } = "P332" Error {
        title: "できない種別の変更" / "Kind that cannot be changed",
        message: "No.{no} の種別は変えられません(検討から実施への変更だけができます)" / "the kind of No.{no} cannot be changed: only a study is promoted",
        hint: "kind は、検討プログラムを実施に移すときだけ kind = \"implementation\" と書きます。" / "Write kind = \"implementation\" for a study that is promoted, and no kind elsewhere.",
        why: "実施したものを検討に戻すと、報告された実績の行き場がなくなります。",
    }

    /// A choice in a rule of the review that the form does not offer, so that the rule would never apply.
    UnknownProposal { found: String, guess: Guess, known: Possible } = "P333" Error {
        title: "様式にない方向性・結論" / "Direction or verdict that the form does not offer",
        message: "様式の方向性・結論の選択肢に「{found}」はありません" / "the form offers no direction or verdict `{found}`",
        hint: "{guess}書けるもの: {known}" / "{guess}Possible: {known}",
        why: "選べない答えを条件にした規則は、働くことがありません。",
    }

    /// A code of findings that no rule has.
    UnknownRule { found: String, guess: Guess, known: Possible } = "P334" Error {
        title: "知らない指摘の番号" / "Unknown code of findings",
        message: "「{found}」という番号の指摘はありません" / "there is no finding with code `{found}`",
        hint: "{guess}書けるもの: {known}" / "{guess}Possible: {known}",
        why: "[rules] の番号を誤ると、変えたつもりの重さが変わりません。計画と様式の誤り(P)の重さは変えられません。",
    }

    /// A code that no plan may switch off: without its finding something written would vanish in silence.
    RuleNeverOff { found: String } = "P335" Error {
        title: "止められない指摘" / "Finding that cannot be switched off",
        message: "{found} は止められません。書かれたものが使われなかったことを知らせる指摘だからです" / "`{found}` cannot be switched off: it says that something written was not used",
        hint: "この行を消すか、\"warning\" か \"error\" にしてください。" / "Remove the line, or write \"warning\" or \"error\".",
        why: "止めると、提出されたものが黙って消えます。",
    }

    /// A ceiling of effects that no amount is below.
    CeilingNotPositive { found: Quantity } = "P336" Error {
        title: "効果額の上限が正の数ではない" / "Ceiling of effects not positive",
        message: "効果額の上限(effects.ceiling)の {found} は、正の額ではありません" / "effects.ceiling of {found} is not a positive amount",
        hint: "1行の効果額としてあり得る最大の額を、円で書いてください。上限を設けないときは、この行を消してください。" / "Write the most yen that one line can be worth, or remove the key.",
        why: "上限を超えた額は、桁や単位の書き誤りかどうかを確かめます。",
    }

    /// More digits of effects than yen have.
    DecimalsBelowYen { found: u32, unit: String, most: u32 } = "P337" Error {
        title: "円より細かい桁" / "Digits below a yen",
        message: "効果額の小数の桁(effect_decimals)の {found} は、{unit}では円より細かくなります" / "effect_decimals of {found} is finer than a yen in {unit}",
        hint: "0〜{most} の桁を書いてください。" / "Write 0 to {most}.",
        why: "金額は円の単位で集計しているので、それより細かい桁はいつも0です。",
        example: "display = { effect_unit = \"千円\", effect_decimals = 4 }" => "display = { effect_unit = \"千円\", effect_decimals = 1 }",
    }

    /// A comparison with a base year that is not given.
    BaseYearMissing { first: i16 } = "P338" Error {
        title: "比べる年度がない" / "No year to compare with",
        message: "財政効果を基準の年度と比べますが、その年度(effect_base_year)がありません" / "effects are compared with a base year, and there is no effect_base_year",
        hint: "effect_base_year に、計画の初年度({first})より前の年度を書いてください。" / "Write a year before the first one of the plan ({first}) as effect_base_year.",
        why: "資料の文に、どの年度と比べた額かを書きます。",
    }

    /// A base year that is not before the plan.
    BaseYearInPlan { found: i16, first: i16 } = "P339" Error {
        title: "比べる年度が計画の前でない" / "Base year not before the plan",
        message: "財政効果を比べる年度(effect_base_year)の {found} は、計画の初年度({first})より前ではありません" / "effect_base_year {found} is not before the first year of the plan ({first})",
        hint: "計画が始まる前の年度を書いてください。" / "Write a year before the plan begins.",
        why: "計画の取組の効果がまだない年度と比べるので、差がそのまま効果額になります。",
    }

    /// A base year that no view compares with.
    BaseYearUnused = "P340" Error {
        title: "使われない比べる年度" / "Base year without a comparison",
        message: "財政効果を比べる年度(effect_base_year)がありますが、effect_view は \"against_base\" ではありません" / "there is an effect_base_year, but effect_view is not \"against_base\"",
        hint: "基準の年度と比べるなら effect_view = \"against_base\" と書き、そうでなければこの行を消してください。" / "Write effect_view = \"against_base\", or remove the key.",
        why: "書かれた年度を読み飛ばすと、比べたつもりの資料ができます。",
    }

    /// Returned forms are due before the first submission.
    DueAgainBeforeDue { first: String, again: String } = "P341" Error {
        title: "再提出期限が提出期限より前" / "Due again before being due",
        message: "再提出期限 {again} が、提出期限 {first} より後ではありません" / "returned forms are due on {again}, not after {first}, when submissions are due",
        hint: "deadline と resubmit_by の日付を確かめてください。" / "Check the days of deadline and resubmit_by.",
        why: "差戻しは、提出されたものを検査してから行います。",
    }

    /// A field of type `choice` without a list.
    ChoiceWithoutList = "P401" Error {
        title: "選択肢の一覧がない" / "No list to choose from",
        message: "選択式の欄に選択肢の一覧(choices)がありません" / "a field of type choice has no `choices`",
        hint: "choices = \"一覧の id\" を書き足してください。" / "Add choices = \"id of a list\".",
        why: "選ぶものがない選択式の欄には、何も書けません。",
    }

    /// A list on a field of another type.
    ListWithoutChoice = "P402" Error {
        title: "選択式でない欄に一覧" / "List on a field of another type",
        message: "選択式でない欄に choices があります" / "`choices` on a field that is not of type choice",
        hint: "type = \"choice\" を書くか、choices を消してください。" / "Write type = \"choice\" or remove `choices`.",
        why: "一覧は使われず、何を書いてもよい欄になります。",
    }

    /// The columns, or the fields of a row, are wider than the form.
    TooWide { sum: u32, width: u32 } = "P403" Error {
        title: "票の幅に収まらない" / "Wider than the form",
        message: "幅の合計 {sum} が票の幅 {width} に収まりません" / "the widths add up to {sum}, the form is {width} wide",
        hint: "どれかの幅(width)を小さくしてください。" / "Make one of the widths smaller.",
        why: "票は用紙の幅に合わせて印刷します。",
    }

    /// A second column without a width.
    SecondOpenColumn = "P404" Error {
        title: "幅のない列が2つ" / "Two columns without a width",
        message: "幅を書かない列が2つ以上あります" / "more than one column has no width",
        hint: "幅を書かない列は1つだけです(残りの幅を受け持ちます)。ほかの列に width を書いてください。" / "Only one column may take what is left. Give the others a width.",
        why: "残りの幅をどう分けるかが決まりません。",
    }

    /// A pattern of keys without one of its placeholders.
    PatternLacks { pattern: String, placeholder: &'static str } = "P405" Error {
        title: "キーの型に足りないものがある" / "Key pattern without a placeholder",
        message: "キーの型「{pattern}」に {placeholder} がありません" / "the key pattern `{pattern}` lacks {placeholder}",
        hint: "例: \"activity_{{n}}_{{field}}\"、\"indicator_{{id}}_{{field}}\"、予備行は \"activity_x{{k}}_{{field}}\"。" / "E.g. \"activity_{{n}}_{{field}}\", \"indicator_{{id}}_{{field}}\", spare rows \"activity_x{{k}}_{{field}}\".",
        why: "行と列を見分けられないと、いくつもの欄が同じキーになります。",
    }

    /// A block with single fields and a table.
    FieldsAndTable = "P406" Error {
        title: "ブロックに欄と表の両方" / "Block with fields and a table",
        message: "ブロックに fields と table の両方があります" / "the block has both `fields` and `table`",
        hint: "どちらか一方を書いてください。両方要るときはブロックを分けます。" / "Write one of them; make two blocks where both are needed.",
        why: "どちらを先に置くかが決まりません。",
    }

    /// A block with neither.
    EmptyBlock = "P407" Error {
        title: "何もないブロック" / "Empty block",
        message: "ブロックに fields も table もありません" / "the block has neither `fields` nor `table`",
        hint: "どちらか一方を書いてください。両方要るときはブロックを分けます。" / "Write one of them; make two blocks where both are needed.",
        why: "記入するものも印字するものもありません。",
    }

    /// A field that is neither filled in nor printed.
    NothingToShow = "P408" Error {
        title: "記入も印字もしない欄" / "Field neither filled in nor printed",
        message: "id も prefill もない欄です" / "a field with neither `id` nor `prefill`",
        hint: "記入する欄には id、印字する欄には prefill を書いてください。" / "A field to be filled has an `id`, a printed one has a `prefill`.",
        why: "id のない欄に書かれたことは、どこにも残りません。",
    }

    /// Programs of this kind exist, but no sheet for them.
    KindWithoutSheet { kind: &'static str } = "P409" Error {
        title: "票のない種別" / "Kind without a sheet",
        message: "種別 {kind} の票がありません" / "there is no sheet for programs of kind {kind}",
        hint: "[[sheets]] に kind = \"{kind}\" の票を書き足してください。" / "Add [[sheets]] with kind = \"{kind}\".",
        why: "計画にその種別のプログラムがあるのに、調査できません。",
    }

    /// A field that the cover cannot ask for all sheets.
    NotForTheCover = "P410" Error {
        title: "表紙に置けない欄" / "Field that the cover cannot ask",
        message: "cover = true は、この欄には使えません" / "`cover = true` has no meaning on this field",
        hint: "表の列、▼のある欄、印字する欄、今ある様式の欄では、cover を消してください。" / "Remove `cover` from columns, choices, printed fields and forms that already exist.",
        why: "表紙の欄は、文字・数字・日付を一度書き、どの票にも同じものを写すためのものです。",
    }

    /// More rows are usual than the table has.
    UsualRows { usual: u16, lines: u16 } = "P411" Error {
        title: "ふだん使う行の数が多すぎる" / "More usual rows than rows",
        message: "ふだん使う行の数(usual)の {usual} が、行の数(lines)の {lines} より多くなっています" / "{usual} rows are usual, but the table has {lines}",
        hint: "usual を lines 以下にするか、消してください。行の数が決まっていない表では使えません。" / "Make `usual` no more than `lines`, or remove it; only tables with `lines` have it.",
        why: "ふだん使わない行は低く作り、票を短くします。",
    }

    /// Some sheets of the form have `find`, this one has not.
    SheetWithoutFind = "P501" Error {
        title: "find のない票" / "Sheet without `find`",
        message: "ほかの票には find がありますが、この票にはありません" / "other sheets have `find`, this one has not",
        hint: "すべての票に find を書くか、すべての票から消してください。" / "Write `find` on every sheet, or on none.",
        why: "1つの様式は、matome が作るか、今あるものを読むかのどちらかです。",
    }

    /// `find` on a part of a form that this program writes.
    FindOnOwnForm = "P502" Error {
        title: "作る様式に find" / "`find` on a form that is written here",
        message: "この様式は matome が作るもので、find は使えません" / "`find` belongs to forms that already exist; this one is written by matome",
        hint: "今ある様式を読むときは、票(sheets)に find = {{ names = [\"票*\"] }} を書いてください。" / "To read a form that already exists, give its sheets find = {{ names = [\"…\"] }}.",
        why: "matome が作る様式では、欄の場所は様式の方で決まっています。",
    }

    /// A field of a form that already exists without a place.
    FieldWithoutFind = "P503" Error {
        title: "読む場所のない欄" / "Field without a place",
        message: "どこから読むか(find)が書かれていない欄です" / "the field has no `find`",
        hint: "find = {{ label = \"見出し\" }} か find = {{ cell = \"C12\" }} を書いてください。" / "Write find = {{ label = \"…\" }} or find = {{ cell = \"C12\" }}.",
        why: "今ある様式では、欄がどこにあるかを書かなければ読めません。",
    }

    /// A key of `find` that has no meaning here.
    FindKeyUseless { key: &'static str, on: FindOn } = "P504" Error {
        title: "ここでは意味のない find" / "Key of `find` without a meaning here",
        message: "{on}では、find の {key} は使えません" / "`{key}` of `find` has no meaning on {on}",
        hint: "{key} を消してください。" / "Remove {key}.",
        why: "効かない指定を残すと、読む場所を取り違えて理解します。",
    }

    /// Rows that are told apart by name, but no column of names.
    NameColumnMissing = "P505" Error {
        title: "名前の列がない" / "No column of names",
        message: "行を名前で見分ける表に、名前の列がありません" / "the rows are told apart by name, but there is no column of names",
        hint: "名前の列に prefill = \"name\" を書くか、find = {{ rows = \"order\" }} としてください。" / "Write prefill = \"name\" on the column of names, or find = {{ rows = \"order\" }}.",
        why: "行がどの取組や指標のものかを決められません。",
    }

    /// A table on a sheet that has one row for each program.
    TableInRow = "P506" Error {
        title: "一覧の中の表" / "Table in a row",
        message: "1行に1プログラムの一覧には、表を置けません" / "a list with one row for each program cannot hold a table",
        hint: "列ごとに欄(fields)として書いてください。" / "Describe each column as one of `fields`.",
        why: "1行の中に、表の行を置く場所がありません。",
    }

    /// Money whose unit neither the field nor a cell beside it tells.
    MoneyUnitUnknown = "P507" Error {
        title: "金額の単位が分からない" / "Unit of money unknown",
        message: "金額の単位が分かりません" / "nothing tells the unit of the money",
        hint: "unit = \"千円\" のように書くか、単位のセルの向きを find = {{ unit = \"right\" }} のように書いてください。" / "Write unit = \"千円\", or where the unit stands: find = {{ unit = \"right\" }}.",
        why: "単位を取り違えると、金額が千倍や百万倍になります。",
    }

    /// A unit of money that the form cannot have.
    MoneyUnit { found: String, guess: Guess, known: Possible } = "P508" Error {
        title: "使えない金額の単位" / "Unit of money that cannot be used",
        message: "金額の単位に「{found}」は使えません" / "`{found}` cannot be the unit of money here",
        hint: "{guess}書けるもの: {known}" / "{guess}Possible: {known}",
        why: "単位を取り違えると、金額が千倍や百万倍になります。",
    }
}
