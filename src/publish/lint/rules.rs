//! The 30 rules: what each asks, how much it weighs, what to do.

use crate::terms::named;

named! {
    /// Level of a rule.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Level.word {
        /// Machines can read it.
        One = "L1",
        /// Machines can use it without mending.
        Two = "L2",
        /// It can be put together with other data.
        Three = "L3",
    }
}

named! {
    /// How much a broken rule weighs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Severity.word {
        /// The level is not reached at all.
        Fatal = "fatal",
        /// Much.
        Critical = "critical",
        /// Less.
        Major = "major",
        /// Little.
        Minor = "minor",
    }
}

impl Severity {
    /// What is taken from the 100 points of a level; everything where it is fatal.
    pub fn deduction(self, level: Level) -> u32 {
        match (self, level) {
            (Severity::Fatal, _) => 100,
            (Severity::Critical, Level::One) => 10,
            (Severity::Critical, Level::Two) => 40,
            (Severity::Critical, Level::Three) => 15,
            (Severity::Major, Level::One) => 5,
            (Severity::Major, Level::Two) => 30,
            (Severity::Major, Level::Three) => 10,
            (Severity::Minor, Level::One) => 2,
            (Severity::Minor, Level::Two) => 10,
            (Severity::Minor, Level::Three) => 5,
        }
    }
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct LintRule {
    /// `L1-01`.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it asks, in Japanese and in English.
    pub asks: [&'static str; 2],
    /// What to do, in Japanese and in English.
    pub remedy: [&'static str; 2],
}

impl LintRule {
    /// The rule with this id.
    pub fn of(id: &str) -> Option<&'static LintRule> {
        RULES.iter().find(|rule| rule.id == id)
    }

    /// Its level.
    pub fn level(&self) -> Level {
        match self.id.as_bytes().get(1) {
            Some(b'1') => Level::One,
            Some(b'2') => Level::Two,
            _ => Level::Three,
        }
    }
}

const fn rule(
    id: &'static str,
    severity: Severity,
    asks: [&'static str; 2],
    remedy: [&'static str; 2],
) -> LintRule {
    LintRule { id, severity, asks, remedy }
}

use Severity::{Critical, Fatal, Major, Minor};

/// All rules, in the order of the document.
pub const RULES: [LintRule; 30] = [
    rule(
        "L1-01",
        Fatal,
        ["機械で読める形式である", "The format can be read by machines"],
        [".xlsx か .csv で保存し直してください。", "Save it as .xlsx or .csv."],
    ),
    rule(
        "L1-02",
        Fatal,
        ["1つのシート・ファイルに表は1つ", "One table in a sheet or file"],
        [
            "空いた行や列で分かれた表を、別のファイルに分けてください。",
            "Put tables that blank rows or columns part into files of their own.",
        ],
    ),
    rule(
        "L1-03",
        Critical,
        ["表が分断されていない", "No table is split"],
        [
            "くり返した見出しや分けたシートを、1つの表にまとめてください。",
            "Join repeated headers and split sheets into one table.",
        ],
    ),
    rule(
        "L1-04",
        Major,
        ["表のまわりに表題や注がない", "No titles or notes around the table"],
        [
            "表題・注・出典は、別のファイルに書いてください。",
            "Put titles, notes and sources into another file.",
        ],
    ),
    rule(
        "L1-05",
        Critical,
        ["すべての列に名前がある", "Every column has a name"],
        ["見出しの空いた列に名前を付けてください。", "Name the columns that have no header."],
    ),
    rule(
        "L1-06",
        Critical,
        ["体裁のための空白や改行がない", "No blanks or line breaks for layout"],
        [
            "前後の空白、全角の空白、続いた空白を取ってください。",
            "Remove leading, trailing, wide and repeated blanks.",
        ],
    ),
    rule(
        "L1-07",
        Critical,
        ["1つのセルに値は1つ", "One datum in a cell"],
        ["値を行や列に分けてください。", "Part the values into rows or columns."],
    ),
    rule(
        "L1-08",
        Critical,
        ["機種依存文字がない", "No signs that depend on the machine"],
        [
            "(1)や(株)のように書き換えるか、UTF-8で保存してください。",
            "Write them out as in (1), or save as UTF-8.",
        ],
    ),
    rule(
        "L1-09",
        Minor,
        ["空欄が0の代わりになっていない", "A blank does not stand for 0"],
        [
            "0は0と書き、値がない理由を書く列を加えてください。",
            "Write 0 as 0, and add a column that says why there is no value.",
        ],
    ),
    rule(
        "L1-10",
        Critical,
        ["図形や画像が載っていない", "No shapes or pictures"],
        [
            "図形・画像・メモに書いたことをセルに書き、図形などを消してください。",
            "Write what they say into cells, and remove them.",
        ],
    ),
    rule(
        "L1-11",
        Critical,
        ["色や飾りで意味を表していない", "No meaning by colour or decoration"],
        [
            "色や取消線で表したことを、列を加えて値で書いてください。",
            "Say it by a value in a column of its own.",
        ],
    ),
    rule(
        "L1-12",
        Critical,
        ["セルの結合がない", "No merged cells"],
        [
            "結合を解き、それぞれのセルに値を書いてください。",
            "Part merged cells and write the value into each.",
        ],
    ),
    rule(
        "L1-13",
        Critical,
        ["隠した行・列・シートがない", "No hidden rows, columns or sheets"],
        ["表示するか、消してください。", "Show them or remove them."],
    ),
    rule(
        "L1-14",
        Fatal,
        ["CSVの1件は1行", "A record of CSV is one line"],
        ["値の中の改行を取ってください。", "Remove line breaks inside values."],
    ),
    rule(
        "L1-15",
        Fatal,
        ["CSVのカンマを含む値が引用符で囲まれている", "Values of CSV with commas are quoted"],
        [
            "値を \"\" で囲み、列の数をそろえてください。",
            "Quote values, so that each row has as many fields as the header.",
        ],
    ),
    rule(
        "L2-01",
        Fatal,
        ["数の列には数だけがある", "Columns of numbers hold numbers only"],
        [
            "単位・▲・カンマ・注を取り、半角の数字で書いてください(負の数は -)。",
            "Remove units, ▲, commas and notes; write plain digits, and - for negative numbers.",
        ],
    ),
    rule(
        "L2-02",
        Fatal,
        ["「同上」の代わりの空欄がない", "No blanks or signs for \"as above\""],
        ["上と同じ値を、省かずに書いてください。", "Repeat the value of the row above."],
    ),
    rule(
        "L2-03",
        Fatal,
        ["見出しは1行で、重ならない", "One row of headers without duplicates"],
        [
            "見出しを1行にし、違う名前を付けてください。",
            "Make the header one row of different names.",
        ],
    ),
    rule(
        "L2-04",
        Critical,
        ["選択肢の表記がそろっている", "Choices are written in one way"],
        ["同じものを、同じ書き方にそろえてください。", "Write the same thing in the same way."],
    ),
    rule(
        "L2-05",
        Major,
        ["「その他」の内容は別の列にある", "What \"other\" means has a column of its own"],
        [
            "「その他」だけを残し、内容を書く列を加えてください。",
            "Leave その他 alone and add a column for what it is.",
        ],
    ),
    rule(
        "L2-06",
        Major,
        ["数式がない", "No formulas"],
        ["数式を値に置き換えてください。", "Replace formulas by their values."],
    ),
    rule(
        "L3-01",
        Fatal,
        ["見出しは1行目、データは2行目から", "Headers in row 1, data from row 2"],
        ["見出しより上の行を消してください。", "Remove the rows above the header."],
    ),
    rule(
        "L3-02",
        Critical,
        ["コード表が付いている", "A table of codes goes with it"],
        [
            "記号の意味を書いたコード表(codes.csv など)を添えてください。",
            "Add a table that says what the codes mean (codes.csv).",
        ],
    ),
    rule(
        "L3-03",
        Major,
        ["特別な記号の意味が書かれている", "Special signs are explained"],
        [
            "- や x などの意味を、項目定義に書いてください。",
            "Explain -, x and the like in the dictionary.",
        ],
    ),
    rule(
        "L3-04",
        Major,
        ["単位が書かれている", "Units are stated"],
        [
            "見出しに(円)のように書くか、単位の列を加えてください。",
            "State the unit in the header or in a column.",
        ],
    ),
    rule(
        "L3-05",
        Major,
        ["時の表し方がそろい、西暦である", "Times are of one form and of the western calendar"],
        [
            "2022 や 2022-04-01 のように、西暦で1つの形にそろえてください。",
            "Write 2022 or 2022-04-01, in one form.",
        ],
    ),
    rule(
        "L3-06",
        Critical,
        ["地域のコードか正式な名称がある", "Areas have a code or their official name"],
        [
            "全国地方公共団体コードと名称の列を加えてください。",
            "Add columns for the code and the name of the municipality.",
        ],
    ),
    rule(
        "L3-07",
        Critical,
        ["年が変わっても列の構成が同じ", "The layout is the same in every year"],
        [
            "前の年と同じ見出しと順にしてください。",
            "Keep the headers and their order of the years before.",
        ],
    ),
    rule(
        "L3-08",
        Major,
        [
            "項目の定義・更新の履歴・文字コードが書かれ、列の物理名が英数字である",
            "Definitions, history and encoding are stated, and columns have ASCII names",
        ],
        [
            "項目定義・更新履歴と、文字コードの説明(README や datapackage.json)を添え、列を英数字で名付けてください。",
            "Add a dictionary, a history and a note on the encoding (README or datapackage.json), and name columns in ASCII.",
        ],
    ),
    rule(
        "L3-09",
        Major,
        ["縦持ちである", "The table is long"],
        [
            "年ごとの列をやめ、年の列と値の列にしてください。",
            "Replace columns of years by a column for the year and one for the value.",
        ],
    ),
];
