//! Family S: the submission: whose it is, and which one counts.

use serde::{Deserialize, Serialize};

use crate::finding::say::Wording;
use crate::terms::ProgramNo;

family! {
    /// The submission: whose it is, and which one counts (S).
    #[derive(Serialize, Deserialize)]
    SubmissionFault(value)

    /// Made for another round.
    WrongRound { found: String, others: Wording, #[printed] expected: String } = "S501" Error {
        title: "別の回の調査票" / "Form of another round",
        message: "{found} の調査票です{others}。今回は {expected} です。" / "This is a form of round {found}{others}; this run is for {expected}.",
        hint: "今回の様式に記入するか、正しいフォルダーに入れてください。" / "Use the form of this round, or put it into the right folder.",
        why: "前年度の報告を今年度の実績として数えてしまいます。",
        example: "令和3年度の票を令和4年度のフォルダーに入れた" => "令和4年度の票を入れた",
    }

    /// A program that another division leads.
    WrongDivision { program: ProgramNo, #[printed] expected: String, found: String } = "S502" Error {
        title: "担当ではないプログラム" / "Program of another division",
        message: "No.{program}の担当課は{expected}ですが、{found}のブックに入っています。" / "No.{program} is led by {expected}, but it is in the workbook of {found}.",
        hint: "{expected}から提出してもらうか、担当課の変更をとりまとめの課に知らせてください。" / "Let {expected} submit it, or report the change of lead.",
        why: "担当課でない課の報告が、担当課の報告を上書きするおそれがあります。",
        example: "甲課のブックに乙課のシートを貼った" => "乙課のブックで提出した",
    }

    /// Not a program of the plan.
    UnknownProgram { program: ProgramNo } = "S503" Error {
        title: "計画にないプログラム" / "Unknown program",
        message: "No.{program}は計画にありません。" / "No.{program} is not in the plan.",
        hint: "プログラムの番号を確かめてください。" / "Check the number.",
        why: "計画にない番号の報告は、どこにも集計されません。",
        example: "番号を No.99 に変えたシート" => "計画の番号のままのシート",
    }

    /// The same program twice in a workbook.
    DuplicateProgram { program: ProgramNo, sheet: String, other: String } = "S504" Error {
        title: "同じプログラムの票が二つ" / "Program twice in a workbook",
        message: "No.{program}の票が「{sheet}」と「{other}」の二つあります。「{sheet}」を読みました。" / "No.{program} is on \"{sheet}\" and on \"{other}\"; \"{sheet}\" was read.",
        hint: "使わない方のシートを消してください。" / "Delete the sheet that is not used.",
        why: "どちらが正しい報告かを、集計の側で決めることはできません。",
        example: "「No.2」と「No.2 (2)」" => "「No.2」だけ",
    }

    /// Two files with the same program, neither the later.
    RivalSubmissions { program: ProgramNo, other: String } = "S505" Error {
        title: "同じプログラムの提出が二つ" / "Two submissions of one program",
        message: "No.{program}が「{other}」にもあり、内容が違います。記入日からは、どちらが新しいか分かりません。" / "No.{program} is also in \"{other}\" with other contents, and the report dates do not tell which is newer.",
        hint: "使わない方のファイルを取り除くか、新しい方の記入日を直してください。それまで、このプログラムは未提出として扱います。" / "Remove one file or mend the report date; until then the program counts as not submitted.",
        why: "古い報告を使ってしまうと、直した内容が失われます。",
        example: "同じ記入日の二つのファイル" => "新しい方だけ、または記入日の違うファイル",
    }

    /// A later submission counts.
    Superseded { program: ProgramNo, other: String } = "S506" Info {
        off: Allowed,
        title: "新しい提出がある" / "Superseded",
        message: "No.{program}は、「{other}」を使いました(記入日が新しいか、内容が同じものです)。" / "For No.{program} \"{other}\" was used: it is newer, or has the same contents.",
        hint: "確かめるだけで構いません。" / "Nothing to do.",
        why: "差替えの前の提出も、記録として一覧に残します。",
        example: "差替え前と差替え後の両方" => "(そのままで構いません)",
    }

    /// A division the plan does not know.
    UnknownDivision = "S507" Warning {
        off: Allowed,
        title: "計画にない課の名前" / "Unknown division",
        message: "課の名前「{value}」は計画にありません。票の番号から担当課を決めました。" / "The plan has no division \"{value}\"; it was told from the programs.",
        hint: "名前が変わったときは、plan.toml の divisions に別名を加えてください。" / "Add an alias to plan.toml if the name changed.",
        why: "組織の改正で課の名前が変わると、提出状況の表と合わなくなります。",
        example: "旧名称の課のブック" => "plan.toml の divisions に aliases を加えた",
    }

    /// A program that a revision has ended.
    EndedProgram { program: ProgramNo, last: String } = "S508" Error {
        title: "終わったプログラムの票" / "Program that has ended",
        message: "No.{program}は、計画の改訂により{last}で終わっています。この票は集計されません。" / "No.{program} ended with {last} by a revision of the plan; this sheet counts for nothing.",
        hint: "前の回の票が残っていないかを確かめ、今回の様式で提出してください。終わっていないときは、plan.toml の改訂([[revision]])を直してください。" / "Use the form of this round; if the program goes on, mend [[revision]] in plan.toml.",
        why: "終了や統合をしたプログラムは、改訂した年度から項目の数に入りません。",
        example: "令和4年度で終了したNo.11の票を令和5年度に提出した" => "令和5年度の様式で提出した",
    }

    /// The same file several times.
    Copies { count: usize, others: String } = "S509" Info {
        off: Allowed,
        title: "同じファイルの写し" / "Copies of one file",
        message: "中身のまったく同じファイルが、ほかに{count}件あります({others})。一つの提出として数えました。" / "There are {count} more files with exactly the same contents ({others}); they count as one submission.",
        hint: "確かめるだけで構いません。" / "Nothing to do.",
        why: "同じファイルを二度受け取っても、二重には数えません。直したつもりの古いファイルが届いていないかを確かめられます。",
        example: "見本課.xlsx と 見本課 - コピー.xlsx" => "(そのままで構いません)",
    }
}
