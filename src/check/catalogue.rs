//! The catalogue of findings: one entry per code, from which messages, `matome explain` and the handbook are made.
//!
//! Families: F the file, V a value, L the layout of the form, X fields that contradict each other, S the submission.
//! A code keeps its meaning for ever; a rule that is dropped leaves its number unused.

use super::finding::Severity;
use Severity::{Error, Info, Warning};

/// What the catalogue says of a code. Braces in messages name details of a finding.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The code's stable text.
    pub text: &'static str,
    /// How grave it is unless the plan says otherwise.
    pub severity: Severity,
    /// Short name.
    pub title_ja: &'static str,
    /// Short name in English.
    pub title_en: &'static str,
    /// What was found and what was expected.
    pub message_ja: &'static str,
    /// The same in English.
    pub message_en: &'static str,
    /// What to do.
    pub hint_ja: &'static str,
    /// The same in English.
    pub hint_en: &'static str,
    /// Why it matters.
    pub why_ja: &'static str,
    /// Before and after, where an example says more than words.
    pub example: Option<(&'static str, &'static str)>,
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $code:ident = $text:literal $severity:ident {
        title: $title_ja:literal / $title_en:literal,
        message: $message_ja:literal / $message_en:literal,
        hint: $hint_ja:literal / $hint_en:literal,
        why: $why_ja:literal,
        example: $example:expr,
    })*) => {
        /// Code of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];

            /// What the catalogue says of it.
            #[must_use]
            pub fn entry(self) -> &'static Entry {
                match self {
                    $(Code::$code => {
                        const ENTRY: Entry = Entry {
                            text: $text,
                            severity: $severity,
                            title_ja: $title_ja,
                            title_en: $title_en,
                            message_ja: $message_ja,
                            message_en: $message_en,
                            hint_ja: $hint_ja,
                            hint_en: $hint_en,
                            why_ja: $why_ja,
                            example: $example,
                        };
                        &ENTRY
                    })*
                }
            }
        }
    };
}

catalogue! {
    /// Not a workbook at all.
    NotAWorkbook = "F101" Error {
        title: "Excelのファイルではない" / "Not a workbook",
        message: "Excelのファイルとして開けません({what})。" / "The file is not a workbook ({what}).",
        hint: "調査票をExcelで開き、「名前を付けて保存」で「Excelブック(*.xlsx)」として保存し直してください。" / "Open the form in Excel and save it as an Excel workbook (*.xlsx).",
        why: "拡張子だけを .xlsx に変えたファイルや、別の文書が紛れたものは、中身を読めません。読めないまま集計すると、その課の報告が抜け落ちます。",
        example: Some(("報告.txt の名前を 報告.xlsx に変えた", "Excelから .xlsx で保存した")),
    }
    /// Password-protected.
    Encrypted = "F102" Error {
        title: "パスワードで保護されている" / "Password-protected",
        message: "ファイルにパスワードがかかっていて開けません。" / "The workbook is protected by a password and cannot be opened.",
        hint: "Excelの「ファイル」→「情報」→「ブックの保護」で「パスワードを使用して暗号化」を空にし、保存し直してください。" / "Remove the password to open (File, Info, Protect Workbook) and save again.",
        why: "パスワードの付いたファイルは、担当者が1件ずつ開けなければ集計に入りません。",
        example: None,
    }
    /// Truncated or broken.
    Damaged = "F103" Error {
        title: "ファイルが壊れている" / "Damaged file",
        message: "ファイルが壊れているか、途中で切れています({what})。" / "The file is damaged or truncated ({what}).",
        hint: "元のファイルをExcelで開いて保存し直し、もう一度提出してください。メールやコピーの途中で切れた可能性があります。" / "Open the original in Excel, save it again and resubmit; it may have been cut off in transfer.",
        why: "壊れたファイルから読めた一部だけを集計すると、残りが失われたことに誰も気付きません。",
        example: None,
    }
    /// Nothing in it.
    EmptyFile = "F104" Error {
        title: "中身のないファイル" / "Empty file",
        message: "ファイルに何も入っていません({what})。" / "There is nothing in the file ({what}).",
        hint: "記入したファイルかどうかを確かめ、提出し直してください。" / "Check that this is the file that was filled in, and resubmit.",
        why: "空のファイルは、保存や送付の失敗で生じます。提出したつもりの課は気付きません。",
        example: None,
    }
    /// Beyond a limit of the reader.
    OverLimit = "F105" Error {
        title: "大きさの上限を超えている" / "Beyond a limit",
        message: "ファイルが読み取りの上限を超えています({what})。" / "The file is beyond a limit of the reader ({what}).",
        hint: "貼り付けた画像や使っていないシートを取り除き、保存し直してください。" / "Remove pasted pictures and unused sheets, and save again.",
        why: "極端に大きなファイルや作り物のファイルで、全体の集計が止まらないようにするための上限です。",
        example: None,
    }
    /// Not looked at on purpose.
    Skipped = "F106" Info {
        title: "対象外のファイル" / "File skipped",
        message: "読み取りの対象にしませんでした({what})。" / "The file was not read ({what}).",
        hint: "Excelで開いたままのファイルは、閉じてから提出してください。一時ファイルならそのままで構いません。" / "Close the workbook in Excel before submitting; a temporary file may be ignored.",
        why: "Excelが作る一時ファイル(~$で始まるもの)や隠しファイルは調査票ではありません。見落としを防ぐため一覧に残します。",
        example: None,
    }
    /// The disk refused.
    CannotRead = "F107" Error {
        title: "ファイルを読み出せない" / "Cannot be read from disk",
        message: "ファイルを読み出せませんでした({what})。" / "The file could not be read from disk ({what}).",
        hint: "ほかの人がExcelで開いていないか、閲覧の権限があるかを確かめてください。" / "Check that nobody has it open in Excel and that you may read it.",
        why: "Windowsでは、Excelで開いているファイルをほかのプログラムが読めないことがあります。",
        example: None,
    }
    /// Something unusual in the workbook.
    OddWorkbook = "F108" Info {
        title: "ふつうと違う点のあるブック" / "Unusual workbook",
        message: "ブックにふつうと違う点があります({what})。" / "There is something unusual in the workbook ({what}).",
        hint: "数値への影響がないかを確かめてください。" / "Check that no figure is affected.",
        why: "外部のファイルを参照する式や、マクロ、図形の中の文字は、集計に入りません。",
        example: None,
    }
    /// A cell or sheet that the reader lost.
    LostPart = "F109" Warning {
        title: "読めない部分のあるブック" / "Part of the workbook lost",
        message: "ブックの一部を読めませんでした({what})。" / "A part of the workbook could not be read ({what}).",
        hint: "Excelで開いて該当の部分を確かめ、保存し直して提出してください。" / "Open it in Excel, look at that part, save and resubmit.",
        why: "読めなかった部分に答えが書かれていると、報告から抜け落ちます。",
        example: None,
    }

    /// A required field is empty.
    RequiredEmpty = "V201" Error {
        title: "必須の欄が空欄" / "Required field empty",
        message: "「{caption}」が空欄です。" / "\"{caption}\" is empty.",
        hint: "黄色の欄に記入してください。{how}" / "Fill in the yellow cell. {how}",
        why: "空欄は、0なのか、該当しないのか、書き忘れたのかを区別できません。",
        example: Some(("(空欄)", "集計中")),
    }
    /// Not a number where a number is expected.
    NotANumber = "V202" Error {
        title: "数として読めない" / "Not a number",
        message: "「{caption}」の「{value}」を数として読めません({what})。" / "\"{value}\" in \"{caption}\" is not a number ({what}).",
        hint: "数字を一つだけ書き、説明は備考の欄に移してください。" / "Write one number and move explanations to the notes.",
        why: "推測で数を決めると、集計の根拠がなくなります。",
        example: Some(("おおむね順調に増加", "62.3")),
    }
    /// Not one of the choices.
    NotInChoices = "V203" Error {
        title: "選択肢にない" / "Not one of the choices",
        message: "「{caption}」の「{value}」は選択肢にありません。選べるのは {choices} です。" / "\"{value}\" in \"{caption}\" is not one of the choices: {choices}.",
        hint: "セルを選び、右に出る▼から選び直してください。{nearest}" / "Select the cell and choose from the list. {nearest}",
        why: "選択肢にない言葉は、どの区分に数えるかを決められません。",
        example: Some(("だいたいA", "A")),
    }
    /// Outside the limits of the field.
    OutOfLimits = "V204" Error {
        title: "範囲の外の数" / "Number out of limits",
        message: "「{caption}」の {value} は、書ける範囲({limits})の外です。" / "{value} in \"{caption}\" is outside the limits ({limits}).",
        hint: "桁や単位を確かめてください。円で書いた額を千円の欄に入れていませんか。" / "Check digits and unit; was an amount in yen written into a cell for thousands?",
        why: "桁や単位の誤りは、合計を大きく狂わせます。",
        example: Some(("162.3(%の欄)", "62.3")),
    }
    /// Longer than the field allows.
    TextTooLong = "V205" Warning {
        title: "文が長すぎる" / "Text too long",
        message: "「{caption}」が{length}字あります(上限{limit}字)。" / "\"{caption}\" has {length} characters (limit {limit}).",
        hint: "要点をまとめ、詳しい説明は別の資料にしてください。" / "Keep to the essentials.",
        why: "長い文は資料に収まらず、読まれません。",
        example: None,
    }
    /// Another unit than the field's.
    WrongUnit = "V206" Error {
        title: "単位が違う" / "Wrong unit",
        message: "「{caption}」の「{value}」の単位が、様式の単位({expected})と違います。" / "The unit of \"{value}\" in \"{caption}\" is not {expected}.",
        hint: "様式の単位に直した数を書いてください。" / "Write the number in the form's unit.",
        why: "違う単位の数は、合計することも前年と比べることもできません。",
        example: Some(("46人(施設の欄)", "46")),
    }
    /// Read, but how it was read should be looked at.
    ReadWithDoubt = "V207" Warning {
        title: "読み方の確認が必要" / "Read with doubt",
        message: "「{caption}」の「{value}」を {read} と読みました({what})。" / "\"{value}\" in \"{caption}\" was read as {read} ({what}).",
        hint: "合っていれば、そのままで構いません。違うときは数字を書き直してください。" / "If that is right, nothing needs to be done; otherwise rewrite it.",
        why: "書き方に揺れがあるときは、読み取った結果を書いた方に確かめます。",
        example: Some(("1、234", "1,234")),
    }
    /// Two values in one cell.
    TwoValues = "V208" Error {
        title: "一つの欄に二つの値" / "Two values in one cell",
        message: "「{caption}」の「{value}」には、値が二つ以上あるように見えます。" / "\"{value}\" in \"{caption}\" looks like more than one value.",
        hint: "一つの欄には値を一つだけ書いてください。" / "Write one value in a cell.",
        why: "どちらを使うかを、集計の側で決めることはできません。",
        example: Some(("18手続、ほか1手続", "18")),
    }
    /// Refers to another cell or paper.
    Refers = "V209" Error {
        title: "ほかを参照する書き方" / "Refers to something else",
        message: "「{caption}」の「{value}」は、ほかの欄や資料を指しています。" / "\"{value}\" in \"{caption}\" refers to another cell or paper.",
        hint: "省略せずに、その欄に値を書いてください。" / "Write the value itself.",
        why: "「同上」や「別紙のとおり」は、集計表に移したときに意味を失います。",
        example: Some(("同上", "実施中")),
    }
    /// An error value or a formula without result.
    ErrorCell = "V210" Error {
        title: "セルがエラー" / "Error in the cell",
        message: "「{caption}」の計算結果がありません({value})。" / "The formula in \"{caption}\" has no result ({value}).",
        hint: "式の参照先を直すか、数字を直接書いてください。Excelで開いて保存し直すと直ることもあります。" / "Mend the formula or write the number; opening and saving in Excel may help.",
        why: "エラーの式には値がなく、0として扱うこともできません。",
        example: Some(("#REF!", "1,234")),
    }
    /// A letter that only looks like the right one.
    Confusable = "V211" Error {
        title: "似た別の文字" / "Look-alike letter",
        message: "「{caption}」の「{value}」に、見た目の似た別の文字があります({what})。" / "\"{value}\" in \"{caption}\" holds a look-alike letter ({what}).",
        hint: "▼から選び直してください。" / "Choose from the list again.",
        why: "ギリシャ文字やキリル文字のAは、選択肢のAとは別の文字です。",
        example: None,
    }
    /// Not a date where a date is expected.
    NotADate = "V212" Error {
        title: "日付として読めない" / "Not a date",
        message: "「{caption}」の「{value}」を日付として読めません({what})。" / "\"{value}\" in \"{caption}\" is not a date ({what}).",
        hint: "「令和5年4月10日」か「2023/4/10」のように、年から書いてください。" / "Write the date with its year, such as 2023/4/10.",
        why: "年のない日付や年の分からない日付は、いつの報告かを決められません。",
        example: Some(("4/10", "2023/4/10")),
    }
    /// 集計中 and the like.
    Pending = "V213" Warning {
        title: "まだ確定していない" / "Still pending",
        message: "「{caption}」は「{value}」です。" / "\"{caption}\" is still pending ({value}).",
        hint: "数字が確定したら、書き直して提出してください。" / "Resubmit once the number is known.",
        why: "公表までに確定しないと、その指標は「判定できない」となります。",
        example: Some(("集計中", "62.3")),
    }
    /// A cut written as a negative amount, or a revenue that is negative.
    SignContradicts = "V214" Warning {
        title: "符号の確認が必要" / "Check the sign",
        message: "「{caption}」の {value} は負の数です。{what}" / "{value} in \"{caption}\" is negative. {what}",
        hint: "歳出の削減額は正の数で書きます。支出が増えたときや収入が減ったときは、備考に書いてください。" / "Write cuts as positive amounts.",
        why: "削減額に▲を付ける書き方と付けない書き方が混じると、合計が打ち消し合います。",
        example: Some(("▲1,200", "1,200")),
    }
    /// A reason is missing that the cell says in words.
    NoValueStated = "V215" Info {
        title: "値なしと書かれている" / "Stated as having no value",
        message: "「{caption}」は値なし(「{value}」)と読みました。" / "\"{caption}\" was read as having no value (\"{value}\").",
        hint: "値があるときは数字を書いてください。" / "Write the number if there is one.",
        why: "「-」や「なし」は0ではありません。合計と割合から外れます。",
        example: None,
    }

    /// The workbook carries no form of this plan.
    NoForm = "L301" Error {
        title: "調査票が見つからない" / "No form found",
        message: "ブックの中に、この計画の調査票が見つかりません。" / "The workbook holds no form of this plan.",
        hint: "配布した様式に記入して提出してください。様式は matome template で作り直せます。" / "Fill in the form that was handed out; `matome template` makes it again.",
        why: "別の様式に書かれた内容は、どの欄の答えかを決められません。",
        example: None,
    }
    /// Another form or version.
    OtherForm = "L302" Error {
        title: "様式の版が違う" / "Another version of the form",
        message: "様式が {found} です。今回の様式は {expected} です。" / "The form is {found}; this round uses {expected}.",
        hint: "今回配布した様式に書き直してください。" / "Use the form of this round.",
        why: "版の違う様式は、同じ名前の欄でも意味が違うことがあります。",
        example: None,
    }
    /// Another plan.
    OtherPlan = "L303" Error {
        title: "別の計画の調査票" / "Form of another plan",
        message: "計画「{found}」の調査票です。今回の計画は「{expected}」です。" / "This is a form of plan \"{found}\"; this run is for \"{expected}\".",
        hint: "提出先を確かめてください。" / "Check where it should go.",
        why: "番号が同じでも、別の計画のプログラムです。",
        example: None,
    }
    /// Names gone, found by labels.
    FoundByLabels = "L304" Info {
        title: "見出しを手がかりに読んだ" / "Found by labels",
        message: "No.{program}の{fields}個の欄を、セルの名前ではなく見出しを手がかりに読みました。" / "{fields} fields of No.{program} were found by their labels, not by name.",
        hint: "値が正しい欄から読まれているかを、明細の「出典」で確かめてください。" / "Check the places in the details.",
        why: "シートを手作業でコピーしたり別のソフトで保存したりすると、セルの名前が消えることがあります。",
        example: None,
    }
    /// A field could not be found.
    FieldGone = "L305" Error {
        title: "欄が見つからない" / "Field not found",
        message: "「{caption}」の欄が見つかりません。" / "The field \"{caption}\" was not found.",
        hint: "行や列を消していないかを確かめ、配布した様式に記入し直してください。" / "Check for deleted rows or columns, and use the form that was handed out.",
        why: "見つからない欄の答えは、空欄と区別できません。",
        example: None,
    }
    /// A program's sheet is no longer in the workbook.
    SheetGone = "L306" Warning {
        title: "プログラムの票がない" / "Sheet of a program gone",
        message: "No.{program}の票がブックにありません。" / "The sheet of No.{program} is not in the workbook.",
        hint: "票を別のファイルで出すときは、そのファイルも提出してください。" / "Submit it in another file if it was moved there.",
        why: "票が消えると、そのプログラムは未提出になります。",
        example: None,
    }
    /// A cell that is neither answer nor printed.
    Unaccounted = "L307" Warning {
        title: "欄の外に書かれている" / "Written outside the fields",
        message: "記入欄ではないセルに「{value}」と書かれています。" / "\"{value}\" is written outside the fields.",
        hint: "答えなら黄色の欄に移し、メモなら消してください。" / "Move an answer to its yellow cell; delete a note.",
        why: "欄の外の文字は集計に入りません。書いた方は報告したつもりでいます。",
        example: None,
    }

    /// A printed cell now holds something else.
    PrintAltered = "L308" Warning {
        title: "印刷された欄が書き換えられている" / "Printed cell altered",
        message: "様式が「{expected}」と印刷したセルに「{value}」と書かれています。" / "The form printed \"{expected}\" here; the cell now says \"{value}\".",
        hint: "計画や前回の実績に誤りがあるときは、書き換えずに行政経営課へ知らせてください。ほかの票から貼り付けたときは、様式に書き直してください。" / "Report an error in the plan instead of changing it; undo a paste.",
        why: "白い欄を書き換えても計画は変わりません。貼り付けで様式が壊れると、別の欄に答えが入ることがあります。",
        example: None,
    }
    /// Printed cells are gone.
    PrintGone = "L309" Info {
        title: "印刷された欄が消えている" / "Printed cells gone",
        message: "様式が印刷した{count}か所が消えています({examples})。" / "{count} printed cells are gone ({examples}).",
        hint: "行や列を消していないかを確かめてください。答えが読めていれば、そのままで構いません。" / "Check for deleted rows or columns; nothing to do if the answers were read.",
        why: "見出しが消えると、どの欄の答えかが人にも分からなくなります。",
        example: None,
    }

    /// Names and print of a sheet speak of different programs.
    OtherProgramPrinted = "L310" Error {
        title: "票の番号が食い違う" / "Sheet of two programs",
        message: "No.{program}の票に、No.{printed}の票の内容が貼り付けられています。" / "The sheet of No.{program} prints No.{printed}.",
        hint: "票を丸ごと貼り付けたときは元に戻し、それぞれの票に記入してください。" / "Undo the paste and fill in each sheet.",
        why: "別のプログラムの答えを、このプログラムの報告として数えてしまいます。",
        example: None,
    }

    /// Rating and reason for no rating.
    RatedAndNotRated = "X401" Error {
        title: "区分と評価しない理由の両方がある" / "Rated and not rated",
        message: "進捗区分({value})と評価しない理由({reason})の両方が選ばれています。" / "Both a rating ({value}) and a reason for no rating ({reason}) are given.",
        hint: "評価するときは理由を、評価しないときは区分を消してください。" / "Delete one of them.",
        why: "評価したのかしないのかで、割合の分母が変わります。",
        example: None,
    }

    /// Made for another round.
    WrongRound = "S501" Error {
        title: "別の回の調査票" / "Form of another round",
        message: "{found} の調査票です。今回は {expected} です。" / "This is a form of round {found}; this run is for {expected}.",
        hint: "今回の様式に記入するか、正しいフォルダーに入れてください。" / "Use the form of this round, or put it into the right folder.",
        why: "前年度の報告を今年度の実績として数えてしまいます。",
        example: None,
    }
    /// A program that another division leads.
    WrongDivision = "S502" Error {
        title: "担当ではないプログラム" / "Program of another division",
        message: "No.{program}の担当課は{expected}ですが、{found}のブックに入っています。" / "No.{program} is led by {expected}, but it is in the workbook of {found}.",
        hint: "{expected}から提出してもらうか、担当課の変更を行政経営課に知らせてください。" / "Let {expected} submit it, or report the change of lead.",
        why: "担当課でない課の報告が、担当課の報告を上書きするおそれがあります。",
        example: None,
    }
    /// Not a program of the plan.
    UnknownProgram = "S503" Error {
        title: "計画にないプログラム" / "Unknown program",
        message: "No.{program}は計画にありません。" / "No.{program} is not in the plan.",
        hint: "プログラムの番号を確かめてください。" / "Check the number.",
        why: "計画にない番号の報告は、どこにも集計されません。",
        example: None,
    }
    /// The same program twice in a workbook.
    DuplicateProgram = "S504" Error {
        title: "同じプログラムの票が二つ" / "Program twice in a workbook",
        message: "No.{program}の票が「{sheet}」と「{other}」の二つあります。「{sheet}」を読みました。" / "No.{program} is on \"{sheet}\" and on \"{other}\"; \"{sheet}\" was read.",
        hint: "使わない方のシートを消してください。" / "Delete the sheet that is not used.",
        why: "どちらが正しい報告かを、集計の側で決めることはできません。",
        example: None,
    }
    /// Two files with the same program, neither the later.
    RivalSubmissions = "S505" Error {
        title: "同じプログラムの提出が二つ" / "Two submissions of one program",
        message: "No.{program}が「{other}」にもあり、内容が違います。記入日からは、どちらが新しいか分かりません。" / "No.{program} is also in \"{other}\" with other contents, and the report dates do not tell which is newer.",
        hint: "使わない方のファイルを取り除くか、新しい方の記入日を直してください。それまで、このプログラムは未提出として扱います。" / "Remove one file or mend the report date; until then the program counts as not submitted.",
        why: "古い報告を使ってしまうと、直した内容が失われます。",
        example: None,
    }
    /// A later submission counts.
    Superseded = "S506" Info {
        title: "新しい提出がある" / "Superseded",
        message: "No.{program}は、新しい提出「{other}」を使いました。" / "For No.{program} the newer submission \"{other}\" was used.",
        hint: "確かめるだけで構いません。" / "Nothing to do.",
        why: "差替えの前の提出も、記録として一覧に残します。",
        example: None,
    }
    /// A division the plan does not know.
    UnknownDivision = "S507" Warning {
        title: "計画にない課の名前" / "Unknown division",
        message: "課の名前「{value}」は計画にありません。票の番号から担当課を決めました。" / "The plan has no division \"{value}\"; it was told from the programs.",
        hint: "名前が変わったときは、plan.toml の divisions に別名を加えてください。" / "Add an alias to plan.toml if the name changed.",
        why: "組織の改正で課の名前が変わると、提出状況の表と合わなくなります。",
        example: None,
    }
}

impl Code {
    /// The code with this text; case does not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.entry().text.eq_ignore_ascii_case(text.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_read_back() {
        let texts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.entry().text).collect();
        assert_eq!(texts.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(Code::parse(&code.entry().text.to_lowercase()), Some(*code));
        }
    }
}
