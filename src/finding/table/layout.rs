//! Family L: the form and its layout.

use serde::{Deserialize, Serialize};

use crate::finding::say::Wording;
use crate::terms::ProgramNo;

family! {
    /// The form and its layout (L).
    #[derive(Serialize, Deserialize)]
    LayoutFault(value)

    /// The workbook carries no form of this plan.
    NoForm { what: Wording } = "L301" Error {
        title: "調査票が見つからない" / "No form found",
        message: "ブックの中に、この計画の調査票が見つかりません。{what}" / "The workbook holds no form of this plan. {what}",
        hint: "配布した様式に記入して提出してください。様式は matome template で作り直せます。" / "Fill in the form that was handed out; `matome template` makes it again.",
        why: "別の様式に書かれた内容は、どの欄の答えかを決められません。",
        example: "独自に作った表" => "配布した様式",
    }

    /// Another form or version.
    OtherForm { found: String, #[printed] expected: String } = "L302" Error {
        title: "様式の版が違う" / "Another version of the form",
        message: "様式が {found} です。今回の様式は {expected} です。" / "The form is {found}; this round uses {expected}.",
        hint: "今回配布した様式に書き直してください。" / "Use the form of this round.",
        why: "版の違う様式は、同じ名前の欄でも意味が違うことがあります。",
        example: "別の版の様式に記入した" => "今回の様式に記入した",
    }

    /// Another plan.
    OtherPlan { found: String, #[printed] expected: String } = "L303" Error {
        title: "別の計画の調査票" / "Form of another plan",
        message: "計画「{found}」の調査票です。今回の計画は「{expected}」です。" / "This is a form of plan \"{found}\"; this run is for \"{expected}\".",
        hint: "提出先を確かめてください。" / "Check where it should go.",
        why: "番号が同じでも、別の計画のプログラムです。",
        example: "ほかの計画の様式に記入した" => "この計画の様式に記入した",
    }

    /// Names gone, found by labels.
    FoundByLabels { program: ProgramNo, fields: usize } = "L304" Info {
        off: Allowed,
        title: "見出しを手がかりに読んだ" / "Found by labels",
        message: "No.{program}の{fields}個の欄を、セルの名前ではなく見出しを手がかりに読みました。" / "{fields} fields of No.{program} were found by their labels, not by name.",
        hint: "値が正しい欄から読まれているかを、明細の「出典」で確かめてください。" / "Check the places in the details.",
        why: "シートを手作業でコピーしたり別のソフトで保存したりすると、セルの名前が消えることがあります。",
        example: "シートだけを別のブックにコピーした" => "配布したブックのまま提出した",
    }

    /// A field could not be found.
    FieldGone { #[printed] caption: String } = "L305" Error {
        title: "欄が見つからない" / "Field not found",
        message: "「{caption}」の欄が見つかりません。" / "The field \"{caption}\" was not found.",
        hint: "行や列を消していないかを確かめ、配布した様式に記入し直してください。" / "Check for deleted rows or columns, and use the form that was handed out.",
        why: "見つからない欄の答えは、空欄と区別できません。",
        example: "「課題」の行を消した" => "行を残して記入した",
    }

    /// A program's sheet is no longer in the workbook.
    SheetGone { program: ProgramNo } = "L306" Warning {
        off: Allowed,
        title: "プログラムの票がない" / "Sheet of a program gone",
        message: "No.{program}の票がブックにありません。" / "The sheet of No.{program} is not in the workbook.",
        hint: "票を別のファイルで出すときは、そのファイルも提出してください。" / "Submit it in another file if it was moved there.",
        why: "票が消えると、そのプログラムは未提出になります。",
        example: "シート No.4 を消した" => "No.4 も残して提出した",
    }

    /// A cell that is neither answer nor printed.
    Unaccounted = "L307" Warning {
        title: "欄の外に書かれている" / "Written outside the fields",
        message: "記入欄ではないセルに「{value}」と書かれています。" / "\"{value}\" is written outside the fields.",
        hint: "答えなら黄色の欄に移し、メモなら消してください。" / "Move an answer to its yellow cell; delete a note.",
        why: "欄の外の文字は集計に入りません。書いた方は報告したつもりでいます。",
        example: "票の右の余白に「要相談」" => "備考の欄に「要相談」",
    }

    /// A printed cell now holds something else.
    PrintAltered { #[printed] expected: Wording } = "L308" Warning {
        title: "印刷された欄が書き換えられている" / "Printed cell altered",
        message: "様式が「{expected}」と印刷したセルに「{value}」と書かれています。" / "The form printed \"{expected}\" here; the cell now says \"{value}\".",
        hint: "計画や前回の実績に誤りがあるときは、書き換えずに、とりまとめの課へ知らせてください。ほかの票から貼り付けたときは、様式に書き直してください。" / "Report an error in the plan instead of changing it; undo a paste.",
        why: "白い欄を書き換えても計画は変わりません。貼り付けで様式が壊れると、別の欄に答えが入ることがあります。",
        example: "印刷された取組項目「庁内理解の促進」を「庁外理解の促進」に書き換えた" => "取組項目はそのままにし、変更はとりまとめの課に知らせた",
    }

    /// Printed cells are gone.
    PrintGone { count: usize, examples: String } = "L309" Info {
        off: Allowed,
        title: "印刷された欄が消えている" / "Printed cells gone",
        message: "様式が印刷した{count}か所が消えています({examples})。" / "{count} printed cells are gone ({examples}).",
        hint: "行や列を消していないかを確かめてください。答えが読めていれば、そのままで構いません。" / "Check for deleted rows or columns; nothing to do if the answers were read.",
        why: "見出しが消えると、どの欄の答えかが人にも分からなくなります。",
        example: "見出し「課題」を消した" => "見出しを残した",
    }

    /// Names and print of a sheet speak of different programs.
    OtherProgramPrinted { program: ProgramNo, printed: ProgramNo } = "L310" Error {
        title: "票の番号が食い違う" / "Sheet of two programs",
        message: "No.{program}の票に、No.{printed}の番号か名称が書かれています。この票は集計に入れません。" / "The sheet of No.{program} shows the number or the name of No.{printed}; it does not count.",
        hint: "番号や名称を書き換えたり、票を丸ごと貼り付けたりしたときは元に戻し、それぞれの票に記入してください。" / "Undo the change or the paste, and fill in each sheet.",
        why: "別のプログラムの答えを、このプログラムの報告として数えてしまいます。",
        example: "No.2の票にNo.12の票を貼り付けた" => "それぞれの票に記入した",
    }

    /// The name of a field and its labels disagree.
    NameContradicts { #[printed] caption: String, label: String } = "L311" Error {
        title: "欄の名前と見出しが食い違う" / "Name and label disagree",
        message: "「{caption}」の欄の名前はこのセルを指していますが、見出しは{label}行目にあります。どちらも読みませんでした。" / "The name of \"{caption}\" points here, but its label is in row {label}; neither was read.",
        hint: "セルを切り取って貼り付けたり、別のソフトで行を挿入したりしていないかを確かめ、配布した様式に記入し直してください。" / "Check for cells moved by cut and paste or rows inserted by another program; use the form that was handed out.",
        why: "名前と見出しのどちらが正しいかを推測すると、課題の文を成果として読むような取り違えが起こります。",
        example: "Excel以外のソフトで行を挿入した" => "Excelで行を挿入した",
    }

    /// A label of a form that already exists stands at several places.
    LabelTwice { #[printed] caption: String, count: String, places: String } = "L312" Error {
        title: "見出しが2か所にある" / "Label found twice",
        message: "「{caption}」の見出しが{count}か所({places})にあり、どれの答えかを決められません。" / "The label of \"{caption}\" stands at {count} places ({places}); which one is meant cannot be told.",
        hint: "シートを写して増やしたときは元に戻してください。様式がそうなっているときは、form.toml の find に under(上の見出し)か nth(何番目か)を書きます。" / "Undo a copy; if the form is like that, write `under` or `nth` into `find` of form.toml.",
        why: "同じ見出しのどちらかを推測して読むと、別の欄の答えを取り違えます。",
        example: "「課題」の欄が2つある" => "form.toml に under = \"今後の取組\" と書いた",
    }

    /// The sheet of a program is hidden.
    HiddenSheet { program: ProgramNo, fields: usize } = "L320" Warning {
        title: "非表示のシートの調査票" / "Form on a hidden sheet",
        message: "No.{program}の票は非表示のシートにあります。書かれていた{fields}個の欄は、そのまま使いました。" / "The sheet of No.{program} is hidden; its {fields} filled fields were used all the same.",
        hint: "シートの見出しを右クリックし、「再表示」で表示して、内容を確かめてください。" / "Right-click a tab, choose Unhide and check what is written there.",
        why: "非表示のシートに残った古い答えは、提出した人も気付かないまま集計に入ります。",
        example: "シート No.12 を非表示にした" => "再表示して確かめた",
    }

    /// Something lies on a sheet, in none of its cells.
    Attached { #[printed] place: Wording, #[printed] what: Wording } = "L322" Warning {
        title: "セルの上にあるもの" / "Lies on the sheet",
        message: "{place}に{what}があります(「{value}」)。セルの中ではないので、読みません。" / "There is {what} {place} (\"{value}\"); it is in no cell and is not read.",
        hint: "答えなら、記入欄のセルに書いてください。連絡や説明なら、そのままで構いません。" / "Write an answer into its cell; a message may stay.",
        why: "コメント、図形の中の文字、チェックボックスは、セルの値ではないので集計に入りません。書いた方は報告したつもりでいます。",
        example: "実績のセルに付けたコメント「速報値」" => "備考の欄に「速報値」",
    }

    /// More lies on a sheet than is named one by one.
    MoreAttached { count: usize } = "L323" Warning {
        title: "セルの上にあるものが多い" / "Much lies on the sheet",
        message: "シートの上に、ほかに{count}個のコメントや図形があります。読みません。" / "{count} more notes or shapes lie on the sheet; they are not read.",
        hint: "元のファイルを開いて確かめてください。" / "Open the file and look.",
        why: "一つずつ挙げるのは、シートごとに100個までです。",
        example: "1枚のシートに500個の図形" => "記入欄のセルに書いた",
    }

    /// What the form printed was struck out.
    PrintStruck = "L321" Warning {
        title: "印刷された欄に取り消し線" / "Printed cell struck out",
        message: "様式が印刷した「{value}」に取り消し線が引かれています。計画は変わりません。" / "\"{value}\", which the form prints, is struck out; the plan does not change.",
        hint: "計画や前回の実績に誤りがあるときは、とりまとめの課へ知らせてください。取組をやめたときは、状態の欄で選んでください。" / "Report an error in the plan; choose the state of an activity that was given up.",
        why: "白い欄の取り消し線は、集計では読みません。消したつもりの取組や指標が、そのまま残ります。",
        example: "印刷された取組の名前に取り消し線を引いた" => "状態の欄で「中止」を選んだ",
    }

    /// Nothing tells which program a part of a sheet is about.
    ProgramUnclear = "L313" Error {
        title: "どのプログラムか分からない" / "Program not told",
        message: "どのプログラムの報告かを決められません(「{value}」)。" / "Nothing tells for certain which program this is (\"{value}\").",
        hint: "番号か、計画どおりの名称を書いてください。番号と名称が食い違うときは、正しいほうに直してください。" / "Write the number, or the name as the plan has it; mend a number and a name that disagree.",
        why: "似た名前から推測すると、別のプログラムの報告として数えてしまいます。",
        example: "番号の欄が空いている" => "番号の欄に「12」",
    }

    /// A program on the sheet of another kind.
    OtherKindPrinted { program: ProgramNo, #[printed] expected: String, found: String } = "L314" Error {
        title: "別の種別の票に書かれている" / "Sheet of another kind",
        message: "No.{program}は{expected}プログラムですが、{found}プログラムの票に書かれています。この票は読みませんでした。" / "No.{program} is written on the sheet of another kind of program ({found} instead of {expected}); the sheet was not read.",
        hint: "配布したNo.{program}の票に書き写してください。" / "Copy the answers to the sheet that was handed out for No.{program}.",
        why: "実施の票と検討の票では欄が違います。別の票のまま読むと、答えが別の欄に入ります。",
        example: "検討プログラムの票の番号を書き換えて、実施プログラムを報告した" => "実施プログラムの票に記入した",
    }

    /// Forms pasted onto a sheet from which they are not read.
    FormsBelow { count: usize, places: String, whose: Wording, read: Wording } = "L315" Error {
        title: "読まない場所に票が貼り付けられている" / "Forms pasted where none is read",
        message: "記入する票のほかに{count}つの票(またはその一部)が、このシートに貼り付けられています({places}から){whose}。{read}。" / "Besides the forms to fill in {count} more (or parts of one) were pasted onto this sheet (at {places}){whose}; {read}.",
        hint: "貼り付けた票は、配布したそれぞれのシートに書き写してください。" / "Copy the others to the sheets that were handed out for them.",
        why: "票は、配布したシートからだけ読みます。貼り付けた票の答えは、どこにも集計されません。",
        example: "No.5のシートの下に、No.8とNo.11の票を貼り付けた" => "No.8とNo.11のシートに記入した",
    }

    /// Fields merged into one cell.
    FieldsMerged { #[printed] captions: String } = "L316" Error {
        title: "いくつかの欄が結合されている" / "Fields merged",
        message: "{captions}のセルが結合されて、一つになっています。どの欄の答えかを決められないので、どれも読みませんでした。" / "The cells of {captions} were merged into one. Whose answer it holds cannot be told, so none was read.",
        hint: "「セル結合の解除」をして、欄ごとに書いてください。合計の額しか分からないときは、一つの行にまとめて書きます。" / "Unmerge them and fill in each; if only the total is known, report it in one line.",
        why: "結合したセルの額が、1行の額か、行を合わせた額かは、書いた人にしか分かりません。",
        example: "2つの行の実績額を結合して「1,200」" => "行ごとに「700」と「500」",
    }

    /// A label stands out of the printed order, and no name tells the fields apart.
    LabelOutOfOrder { #[printed] caption: String } = "L325" Error {
        title: "見出しの順が様式と違う" / "Labels out of order",
        message: "「{caption}」の見出しが、様式と違う順に並んでいます。セルの名前もないので、どの欄の答えかを決められません。読みませんでした。" / "The label of \"{caption}\" stands out of the form's order, and no name tells the field; it was not read.",
        hint: "見出しを書き換えたり、行を入れ替えたりしたときは元に戻すか、配布した様式に記入し直してください。" / "Undo a change of labels or rows, or use the form that was handed out.",
        why: "見出しだけが入れ替わったのか、行ごと入れ替わったのかは、見ても分かりません。推測すると、課題の文を成果として読むような取り違えが起こります。",
        example: "別のブックに写した票で、「成果」と「課題」の見出しを入れ替えた" => "様式の順のまま記入した",
    }

    /// The cell of a field holds a word that the form prints as a label.
    FieldHoldsLabel { #[printed] caption: String } = "L324" Error {
        off: Never,
        title: "欄の場所に見出しの言葉がある" / "The word of a label in a field's place",
        message: "「{caption}」の欄の場所にある「{value}」は、様式が印刷する言葉と同じです。答えか見出しかを決められないので、読みませんでした。" / "Where \"{caption}\" should be stands \"{value}\", a word that the form prints. Whether it is the answer or a label cannot be told, so it was not read.",
        hint: "行や列を消したときは、配布した様式に記入し直してください。この言葉そのものが答えのときは、言葉を足して文にしてください。" / "If rows or columns were deleted, use the form that was handed out; if the word itself is the answer, say it in a sentence.",
        why: "見出しを頼りに読むとき、欄が消えていると、その場所には次の見出しが来ます。それを答えとして数えると、書いていないことが報告されたことになります。",
        example: "「成果」の欄に「課題」" => "「成果」の欄に「課題を洗い出した。」",
    }
}
