//! Family V: a value.

use serde::{Deserialize, Serialize};

use crate::finding::say::Wording;

family! {
    /// A value (V).
    #[derive(Serialize, Deserialize)]
    ValueFault(value)

    /// A required field is empty.
    RequiredEmpty { #[printed] caption: String, #[printed] how: Wording } = "V201" Error {
        off: Allowed,
        title: "必須の欄が空欄" / "Required field empty",
        message: "「{caption}」が空欄です。" / "\"{caption}\" is empty.",
        hint: "黄色の欄に記入してください。{how}" / "Fill in the yellow cell. {how}",
        why: "空欄は、0なのか、該当しないのか、書き忘れたのかを区別できません。",
        example: "(空欄)" => "集計中",
    }

    /// Not a number where a number is expected.
    NotANumber { #[printed] caption: String, what: Wording } = "V202" Error {
        title: "数として読めない" / "Not a number",
        message: "「{caption}」の「{value}」を数として読めません({what})。" / "\"{value}\" in \"{caption}\" is not a number ({what}).",
        hint: "数字を一つだけ書き、説明は備考の欄に移してください。" / "Write one number and move explanations to the notes.",
        why: "推測で数を決めると、集計の根拠がなくなります。",
        example: "おおむね順調に増加" => "62.3",
    }

    /// Not one of the choices.
    NotInChoices { #[printed] caption: String, #[printed] choices: String, nearest: Wording } = "V203" Error {
        title: "選択肢にない" / "Not one of the choices",
        message: "「{caption}」の「{value}」は選択肢にありません。選べるのは {choices} です。" / "\"{value}\" in \"{caption}\" is not one of the choices: {choices}.",
        hint: "セルを選び、右に出る▼から選び直してください。{nearest}" / "Select the cell and choose from the list. {nearest}",
        why: "選択肢にない言葉は、どの区分に数えるかを決められません。",
        example: "だいたいA" => "A",
    }

    /// Outside the limits of the field.
    OutOfLimits { #[printed] caption: String, #[printed] limits: String, what: Wording, #[printed] how: Wording } = "V204" Error {
        title: "範囲の外の数" / "Number out of limits",
        message: "「{caption}」の {value} は、書ける範囲({limits})の外です{what}。" / "{value} in \"{caption}\" is outside the limits ({limits}){what}.",
        hint: "桁や単位を確かめてください。{how}" / "Check digits and unit. {how}",
        why: "桁や単位の誤りは、合計を大きく狂わせます。",
        example: "162.3(%の欄)" => "62.3",
    }

    /// Longer than the field allows.
    TextTooLong { #[printed] caption: String, #[printed] length: usize, #[printed] limit: usize } = "V205" Warning {
        off: Allowed,
        title: "文が長すぎる" / "Text too long",
        message: "「{caption}」が{length}字あります(上限{limit}字)。" / "\"{caption}\" has {length} characters (limit {limit}).",
        hint: "要点をまとめ、詳しい説明は別の資料にしてください。" / "Keep to the essentials.",
        why: "長い文は資料に収まらず、読まれません。",
        example: "2,001字の成果" => "2,000字以内の成果",
    }

    /// Another unit than the field's.
    WrongUnit { #[printed] caption: String, #[printed] expected: String } = "V206" Error {
        title: "単位が違う" / "Wrong unit",
        message: "「{caption}」の「{value}」の単位が、様式の単位({expected})と違います。" / "The unit of \"{value}\" in \"{caption}\" is not {expected}.",
        hint: "様式の単位に直した数を書いてください。" / "Write the number in the form's unit.",
        why: "違う単位の数は、合計することも前年と比べることもできません。",
        example: "46人(施設の欄)" => "46",
    }

    /// Read, but how it was read should be looked at.
    ReadWithDoubt { #[printed] caption: String, read: String, what: Wording } = "V207" Warning {
        off: Allowed,
        title: "読み方の確認が必要" / "Read with doubt",
        message: "「{caption}」の「{value}」を {read} と読みました({what})。" / "\"{value}\" in \"{caption}\" was read as {read} ({what}).",
        hint: "合っていれば、そのままで構いません。違うときは数字を書き直してください。" / "If that is right, nothing needs to be done; otherwise rewrite it.",
        why: "書き方に揺れがあるときは、読み取った結果を書いた方に確かめます。",
        example: "1、234" => "1,234",
    }

    /// Two values in one cell.
    TwoValues { #[printed] caption: String } = "V208" Error {
        title: "一つの欄に二つの値" / "Two values in one cell",
        message: "「{caption}」の「{value}」には、値が二つ以上あるように見えます。" / "\"{value}\" in \"{caption}\" looks like more than one value.",
        hint: "一つの欄には値を一つだけ書いてください。" / "Write one value in a cell.",
        why: "どちらを使うかを、集計の側で決めることはできません。",
        example: "18手続、ほか1手続" => "18",
    }

    /// Refers to another cell or paper.
    Refers { #[printed] caption: String } = "V209" Error {
        title: "ほかを参照する書き方" / "Refers to something else",
        message: "「{caption}」の「{value}」は、ほかの欄や資料を指しています。" / "\"{value}\" in \"{caption}\" refers to another cell or paper.",
        hint: "省略せずに、その欄に値を書いてください。" / "Write the value itself.",
        why: "「同上」や「別紙のとおり」は、集計表に移したときに意味を失います。",
        example: "同上" => "実施中",
    }

    /// An error value or a formula without result.
    ErrorCell { #[printed] caption: String } = "V210" Error {
        title: "セルがエラー" / "Error in the cell",
        message: "「{caption}」の計算結果がありません({value})。" / "The formula in \"{caption}\" has no result ({value}).",
        hint: "式の参照先を直すか、数字を直接書いてください。Excelで開いて保存し直すと直ることもあります。" / "Mend the formula or write the number; opening and saving in Excel may help.",
        why: "エラーの式には値がなく、0として扱うこともできません。",
        example: "#REF!" => "1,234",
    }

    /// A letter that only looks like the right one.
    Confusable { #[printed] caption: String, what: Wording } = "V211" Error {
        title: "似た別の文字" / "Look-alike letter",
        message: "「{caption}」の「{value}」に、見た目の似た別の文字があります({what})。" / "\"{value}\" in \"{caption}\" holds a look-alike letter ({what}).",
        hint: "▼から選び直してください。" / "Choose from the list again.",
        why: "ギリシャ文字やキリル文字のAは、選択肢のAとは別の文字です。",
        example: "А(キリル文字)" => "A",
    }

    /// Not a date where a date is expected.
    NotADate { #[printed] caption: String, what: Wording } = "V212" Error {
        title: "日付として読めない" / "Not a date",
        message: "「{caption}」の「{value}」を日付として読めません({what})。" / "\"{value}\" in \"{caption}\" is not a date ({what}).",
        hint: "「令和5年4月10日」か「2023/4/10」のように、年から書いてください。" / "Write the date with its year, such as 2023/4/10.",
        why: "年のない日付や年の分からない日付は、いつの報告かを決められません。",
        example: "4/10" => "2023/4/10",
    }

    /// 集計中 and the like.
    Pending { #[printed] caption: String } = "V213" Warning {
        off: Allowed,
        title: "まだ確定していない" / "Still pending",
        message: "「{caption}」は「{value}」です。" / "\"{caption}\" is still pending ({value}).",
        hint: "数字が確定したら、書き直して提出してください。" / "Resubmit once the number is known.",
        why: "公表までに確定しないと、その指標は「判定できない」となります。",
        example: "集計中" => "62.3",
    }

    /// A cut written as a negative amount, or a revenue that is negative.
    SignContradicts { #[printed] caption: String, read: String, what: Wording, #[printed] how: Wording } = "V214" Warning {
        off: Allowed,
        title: "符号の確認が必要" / "Check the sign",
        message: "「{caption}」の {read} は負の数です。{what}" / "{read} in \"{caption}\" is negative. {what}",
        hint: "{how}" / "{how}",
        why: "削減額に▲を付ける書き方と付けない書き方が混じると、合計が打ち消し合います。負の増収額は、そのまま合計から引かれます。",
        example: "-1,200(歳出削減の行)" => "1,200",
    }

    /// A reason is missing that the cell says in words.
    NoValueStated { #[printed] caption: String } = "V215" Info {
        off: Allowed,
        title: "値なしと書かれている" / "Stated as having no value",
        message: "「{caption}」は値なし(「{value}」)と読みました。" / "\"{caption}\" was read as having no value (\"{value}\").",
        hint: "値があるときは数字を書いてください。" / "Write the number if there is one.",
        why: "「-」や「なし」は0ではありません。合計と割合から外れます。",
        example: "-" => "0(0のとき)",
    }

    /// A day on which nobody can have reported the round.
    DateOutOfRound { #[printed] caption: String, read: String, first: String, last: String } = "V216" Error {
        title: "この回の日付ではない" / "Date out of the round",
        message: "「{caption}」の {read} は、この回の報告の日付としてあり得ません({first}から{last}まで)。" / "{read} in \"{caption}\" cannot be the day of a report of this round ({first} to {last}).",
        hint: "年の書き間違いでないかを確かめ、記入した日を書いてください。" / "Check the year and write the day on which the form was filled in.",
        why: "同じプログラムの提出が二つあるときは、記入日の新しい方を使います。先の年の日付が残ると、古い報告が使われ続けます。この日付は、どちらを使うかの判断に使いません。",
        example: "令和15年4月10日" => "令和5年4月10日",
    }

    /// An actual with more decimals than its indicator.
    MoreDecimals { #[printed] caption: String, #[printed] decimals: u32, #[printed] expected: u32, shown: Wording } = "V217" Warning {
        off: Allowed,
        title: "小数点以下の桁が多い" / "More decimals than the indicator has",
        message: "「{caption}」の {value} は、小数点以下が{decimals}桁あります(この指標は{expected}桁{shown})。" / "{value} in \"{caption}\" has {decimals} decimals (the indicator has {expected}{shown}).",
        hint: "桁を確かめてください。合っていれば、そのままで構いません(書かれた値のまま計算します)。" / "Check the digits; if they are right, nothing needs to be done: the value is used as written.",
        why: "決められた桁より細かい数は、計算の途中の値や、別の欄の値を写したものかもしれません。報告書には決められた桁で表示します。",
        example: "76.05(小数点以下1桁の指標)" => "76.1",
    }

    /// A day where a number is expected: often a number that a spreadsheet took for one.
    DateForNumber { #[printed] caption: String } = "V233" Error {
        title: "数の欄が日付になっている" / "A date where a number is expected",
        message: "「{caption}」の「{value}」は日付になっています。数としては読みませんでした。" / "\"{value}\" in \"{caption}\" is a date; it was not read as a number.",
        hint: "「1-12」や「1/12」と入力すると、Excelが日付(1月12日)に変えます。その後に数字を入力し直しても日付のままなので、セルを選び、「ホーム」の「数値の書式」を「標準」に戻してから、数字を一つだけ入力してください。差戻しのファイルでは、表示形式を元に戻してあります。" / "Excel turns 1-12 or 1/12 into a date, and the cell stays one whatever is typed next: set its number format back to General, then type one number. The returned copy has the format back.",
        why: "日付の中身は1900年からの日数です。数として読むと、まったく別の値になります。",
        example: "1月12日(「1-12」と入力した)" => "12",
    }

    /// A part of the cell is struck out.
    PartlyStruck { #[printed] caption: String, struck: String, rest: String } = "V230" Error {
        title: "一部に取り消し線" / "Partly struck out",
        message: "「{caption}」の一部に取り消し線が引かれています(取り消された部分「{struck}」、残り「{rest}」)。どちらも読みませんでした。" / "A part of \"{caption}\" is struck out (\"{struck}\"; left: \"{rest}\"); neither was read.",
        hint: "取り消した文字を消し、残す内容だけを、取り消し線のない文字で書いてください。" / "Delete what is struck out and leave only what counts, without the line.",
        why: "取り消し線の引かれた文字は、見え消しの作法では消した文字です。残りだけを推測して使うと、直しかけの値を集計してしまいます。",
        example: "18(取り消し線) 20" => "20",
    }

    /// Everything in the cell is struck out.
    StruckOut { #[printed] caption: String } = "V231" Warning {
        title: "取り消し線の引かれた答え" / "Struck out",
        message: "「{caption}」の「{value}」には取り消し線が引かれているので、書かれていないものとして扱いました。" / "\"{value}\" in \"{caption}\" is struck out and counts as not written.",
        hint: "答えなら取り消し線を外し、消したのならセルを空にしてください。" / "Take the line away if it is the answer, or empty the cell.",
        why: "取り消し線の引かれた文字は、見え消しの作法では消した文字です。",
        example: "1,200(取り消し線)" => "1,200",
    }

    /// A value that nobody sees.
    Unseen { #[printed] caption: String, #[printed] what: Wording } = "V232" Warning {
        title: "見えない答え" / "Answer that nobody sees",
        message: "「{caption}」の「{value}」は、画面でも紙でも見えません({what})。値はそのまま使いました。" / "\"{value}\" in \"{caption}\" cannot be seen ({what}); it was used all the same.",
        hint: "見えるように戻して、正しい値かどうかを確かめてください。不要な値なら消してください。" / "Show it again and check whether it is right; delete it if it is not meant.",
        why: "見えないところに残った値は、提出した人も気付かないまま集計に入ります。",
        example: "非表示の行に残った「1,200」" => "行を再表示して確かめた「1,200」",
    }

    /// A part of the cell has the colour of what is behind it.
    PartlyInvisible { #[printed] caption: String, invisible: String, seen: String } = "V234" Error {
        title: "一部が見えない答え" / "Partly invisible",
        message: "「{caption}」の一部の文字が、背景と同じ色か、見分けのつかない色です(見えない部分「{invisible}」、見える部分「{seen}」)。どちらも読みませんでした。" / "A part of \"{caption}\" has the colour of the cell, or nearly (\"{invisible}\"; seen: \"{seen}\"); neither was read.",
        hint: "見えない文字を消すか、見える色に戻してください。" / "Delete what cannot be seen, or give it a colour that can.",
        why: "見えている文字だけを使っても、見えない文字まで使っても、書いた人が見ている答えと違うかもしれません。",
        example: "「旧い文」(白い文字)「新しい文」" => "新しい文",
    }

    /// A number that its date format has no day for.
    OutsideCalendar { #[printed] caption: String } = "V235" Error {
        title: "日付の表示形式で表せない数" / "Number that its date format cannot show",
        message: "「{caption}」の {value} には日付や時刻の表示形式が付いていますが、日付にできない数です。画面には、ふつう「#####」と表示されます。この値は使いません。" / "{value} in \"{caption}\" has a date or time format but is no day; it is usually shown as #####. It is not used.",
        hint: "セルを選び、「ホーム」の「数値の書式」を「標準」に戻してから、正しい数や日付を入力し直してください。" / "Set the number format of the cell back to General and type the number or the date again.",
        why: "画面で見えない数を使うと、書いた人の知らない値が集計に入ります。",
        example: "-1(日付の表示形式)" => "1",
    }

    /// A text with letters that look like others.
    LookAlikes { #[printed] caption: String, pairs: String } = "V218" Info {
        off: Allowed,
        title: "見た目の似た別の文字" / "Look-alike letters in a text",
        message: "「{caption}」に、見た目の似た別の文字があるようです({pairs})。" / "\"{caption}\" seems to hold look-alike letters ({pairs}).",
        hint: "文字を打ち直してください。合っていれば、そのままで構いません(書かれた文字は変えません)。" / "Type the letters again; if they are right, nothing needs to be done: the text is kept as written.",
        why: "読み取りや変換の誤りで混じった文字は、探しても見つからず、名前がほかの資料と合わなくなります。",
        example: "サ一バの更新" => "サーバの更新",
    }

    /// The words of a target beside an actual.
    BoundAsActual { #[printed] caption: String, bound: Wording } = "V219" Error {
        title: "実績に「以上」などが付いている" / "Bound beside an actual",
        message: "「{caption}」の「{value}」は「{bound}」の付いた目標の書き方で、実績の数ではありません。この値は使いません。" / "\"{value}\" in \"{caption}\" is a bound ({bound}): the words of a target, not an actual. It is not used.",
        hint: "実績の数字だけを書いてください。まだ分からないときは「集計中」と書きます。" / "Write the number that was reached, or 集計中 if it is not known yet.",
        why: "「90%以上」は、いくつだったのかを言っていません。90として数えると、目標を写しただけの欄が達成になります。「約」「余」「弱」の付いた数は、おおよその実績として読みます。",
        example: "90%以上" => "91.5%",
    }

    /// An amount in a unit two steps above the column's.
    UnitFarFromField { #[printed] caption: String, read: String, what: Wording } = "V220" Warning {
        off: Allowed,
        title: "欄の単位と桁が大きく違う単位" / "Unit far from the column's",
        message: "「{caption}」の「{value}」を {read} と読みました({what})。" / "\"{value}\" in \"{caption}\" was read as {read} ({what}).",
        hint: "額が合っていれば、欄の単位に直した数字だけを書いてください。" / "If the amount is right, write it as a number in the column's unit.",
        why: "「百万円」を「百億円」と書き誤ると、1行で全体の合計が変わります。確かめるまでは、合計に「確認中」と添えます。",
        example: "約1百億円" => "100,000",
    }

    /// Nothing was filled in.
    NothingFilled = "V225" Error {
        title: "何も記入されていない" / "Nothing filled in",
        message: "取組についての欄が、一つも記入されていません。提出されていないものとして扱います。" / "No field about the program is filled in; it counts as not submitted.",
        hint: "記入したファイルかどうかを確かめて、提出し直してください。" / "Check that this is the file that was filled in, and submit again.",
        why: "空の様式を提出として数えると、報告のない取組が報告済みに見えます。",
        example: "配布した様式をそのまま送り返した" => "記入して保存したファイルを送った",
    }
}
