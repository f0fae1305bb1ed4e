//! Family X: fields that contradict each other.

use serde::{Deserialize, Serialize};

use crate::finding::say::Wording;
use crate::terms::ProgramNo;

family! {
    /// Fields that contradict each other (X).
    #[derive(Serialize, Deserialize)]
    Contradiction(value)

    /// Rating and reason for no rating.
    RatedAndNotRated { reason: String } = "X401" Error {
        off: Allowed,
        title: "区分と評価しない理由の両方がある" / "Rated and not rated",
        message: "進捗区分({value})と評価しない理由({reason})の両方が選ばれています。" / "Both a rating ({value}) and a reason for no rating ({reason}) are given.",
        hint: "評価するときは理由を、評価しないときは区分を消してください。" / "Delete one of them.",
        why: "評価したのかしないのかで、割合の分母が変わります。",
        example: "区分「A」、評価しない理由「終了」" => "区分は空欄、評価しない理由「終了」",
    }

    /// Best step with an indicator below its pace.
    AheadBelowPace { indicator: String, actual: String, due: String } = "X402" Warning {
        off: Allowed,
        title: "最上位の区分なのに指標が目安に届かない" / "Ahead, but an indicator is below its pace",
        message: "進捗区分は「{value}」ですが、指標「{indicator}」の実績 {actual} は、この時点の目安({due})に届いていません。" / "The rating is {value}, but \"{indicator}\" at {actual} is below its pace ({due}).",
        hint: "区分と実績値を確かめてください。区分がそのままでよいときは、理由を成果の欄に書いてください。" / "Check rating and actual; if the rating stands, give the reason in the achievement.",
        why: "目安は、基準値から目標値までを期間で均等に割った値(毎年の目標は、その年の目標)です。数字と区分が食い違う報告は、委員会で根拠を尋ねられます。",
        example: "区分「S」、実績76.05(目安76.1)" => "区分「B」、または実績の誤りを直した77.5",
    }

    /// Behind, and no issue written.
    BehindWithoutIssue { #[printed] caption: String } = "X403" Warning {
        off: Allowed,
        title: "遅れているのに課題がない" / "Behind, but no issue written",
        message: "進捗区分は「{value}」ですが、「{caption}」が空欄です。" / "The rating is {value}, but \"{caption}\" is empty.",
        hint: "遅れている理由と今後の対応を書いてください。" / "Write why it is behind and what will be done.",
        why: "遅れの理由が分からないと、助けることも計画を直すこともできません。",
        example: "(空欄)" => "関係団体との調整に時間を要したため、協議の回数を増やす。",
    }

    /// An actual equal to last year's.
    SameAsLastYear { #[printed] caption: String, actual: String } = "X404" Warning {
        off: Allowed,
        title: "前年度とまったく同じ実績" / "Actual equal to last year's",
        message: "「{caption}」の {actual} は、前年度の実績とまったく同じです。" / "{actual} in \"{caption}\" is exactly last year's actual.",
        hint: "前年度の数字を写していないかを確かめてください。合っていれば、そのままで構いません。" / "Check that it was not copied; if it is right, nothing needs to be done.",
        why: "前年度の票を写して記入すると、古い数字が残ることがあります。有効数字が2桁までの数は同じになりやすいので、参考にとどめます。維持を目標とする指標は対象にしません。",
        example: "150.1(前年度も150.1)" => "145.2",
    }

    /// An actual far from last year's.
    FarFromLastYear { #[printed] caption: String, actual: String, previous: String } = "X405" Warning {
        off: Allowed,
        title: "前年度と桁が違う実績" / "Actual far from last year's",
        message: "「{caption}」の {actual} は、前年度の {previous} の10倍を超えるか、10分の1に満たない値です。" / "{actual} in \"{caption}\" is more than ten times or less than a tenth of last year's {previous}.",
        hint: "桁や単位を確かめてください。合っていれば、備考に理由を書いてください。" / "Check digits and unit; if it is right, give the reason in the notes.",
        why: "円と千円の取り違えや、割合を0.682のように書いた誤りは、前年度と比べると見つかります。",
        example: "210,001(前年度21,000)" => "21,001",
    }

    /// The words of the target in the cell of the actual.
    TargetAsActual { #[printed] caption: String, target: String } = "X406" Warning {
        off: Allowed,
        title: "目標の言葉が実績の欄にある" / "Target written as the actual",
        message: "「{caption}」の「{value}」は、目標({target})を写したもののようです。" / "\"{value}\" in \"{caption}\" looks like a copy of the target ({target}).",
        hint: "実績の数字を書いてください。" / "Write the actual.",
        why: "目標を実績の欄に写すと、達成したことになってしまいます。「以上」などの付いた数は、V219として使いません。",
        example: "毎年960を維持(±1%)" => "961",
    }

    /// A target made easier without a reason.
    TargetLowered { target: String } = "X407" Warning {
        off: Allowed,
        title: "理由のない目標の引下げ" / "Target made easier without a reason",
        message: "見直し後の目標 {value} は今の目標 {target} より緩いのに、理由がありません。" / "The reviewed target {value} is easier than the present {target}, and no reason is given.",
        hint: "中間見直しの理由の欄に、目標を変える理由を書いてください。" / "Give the reason for the change in the review's reason.",
        why: "目標の引下げは、委員会と市民に説明する必要があります。",
        example: "目標50→40、理由(空欄)" => "目標50→40、理由「対象文書の範囲を広げたため」",
    }

    /// An amount without the way it was computed.
    EffectWithoutMethod { #[printed] caption: String, amount: String } = "X408" Warning {
        off: Allowed,
        title: "算定方法のない効果額" / "Effect without its method",
        message: "「{caption}」が空欄です。{amount}の求め方が分かりません。" / "\"{caption}\" is empty; how {amount} was computed is not stated.",
        hint: "何の額を、どう計算したかを書いてください。" / "Write what was computed from what.",
        why: "効果額の根拠は、委員会で最もよく尋ねられます。",
        example: "(空欄)" => "用紙代の前年度比(2,400千円−1,200千円)",
    }

    /// One effect reported twice in a round.
    EffectRepeated { amount: String, other: ProgramNo, line: u16 } = "X409" Warning {
        off: Allowed,
        title: "同じ効果が二度書かれている" / "Effect repeated",
        message: "「{value}」({amount})と区分・内容・額の同じ行が、No.{other}の{line}行目にもあります。" / "A line with the same kind, title and amount as \"{value}\" ({amount}) is also line {line} of No.{other}.",
        hint: "同じ効果なら、一つだけを残してください。別の効果なら、内容の言葉で区別してください。" / "Keep one of them; tell two effects apart by their titles.",
        why: "一つの効果を二つのプログラムや二つの行で数えると、合計が二重になります。",
        example: "No.2とNo.12の両方に「用紙の購入費の削減 1,200」" => "No.12だけに書く",
    }

    /// A one-year effect reported again in the next year.
    OneYearEffectRepeated { amount: String, nature: String } = "X410" Warning {
        off: Allowed,
        title: "前年度と同じ単年度の効果" / "One-year effect of last year again",
        message: "「{value}」({amount}、{nature})は、前年度にも同じ内容と額で報告されています。" / "\"{value}\" ({amount}, {nature}) was reported last year with the same title and amount.",
        hint: "前年度の行が残っていないかを確かめてください。翌年度以降も続く効果なら、性質を選び直してください。" / "Check that last year's line was not left in; choose the recurring nature if it continues.",
        why: "単年度の効果は年度ごとに新しく数えるので、前年度の行が残ると累計が膨らみます。",
        example: "敷地の貸付 2,021 単年度(前年度と同じ)" => "(行を消す)",
    }

    /// A total typed over its formula that is not the sum of the lines.
    TotalDiffers { sum: String } = "X411" Warning {
        off: Allowed,
        title: "手入力の合計が明細と合わない" / "Typed total differs from its lines",
        message: "合計の式が {value} に書き換えられ、明細の合計 {sum} と合いません。" / "The total was typed over as {value}; its lines sum up to {sum}.",
        hint: "書き漏れた行がないかを確かめ、合計の式は元に戻してください。" / "Check for a missing line, and restore the formula.",
        why: "報告には明細の合計を使います。手入力の合計と違うときは、書き漏れた行があるかもしれません。差が明細1行につき0.5千円までのときは、端数とみなします。",
        example: "明細は空欄、合計 2,500" => "明細 2,500、合計 2,500",
    }

    /// A text that was cut at a limit of cells.
    TextCut { #[printed] caption: String, #[printed] length: usize } = "X412" Warning {
        off: Allowed,
        title: "文が途中で切れている" / "Text cut off",
        message: "「{caption}」はちょうど{length}字で、文の途中で終わっています。" / "\"{caption}\" has exactly {length} characters and ends within a sentence.",
        hint: "最後まで書かれているかを確かめ、切れているときは書き直してください。" / "Check the end of the text and complete it.",
        why: "255、1,024、4,096、8,192、32,767字は、表計算ソフトや変換の途中で文が切れる字数です。",
        example: "…関係団体との協議を続け、来年度の(255字)" => "…関係団体との協議を続け、来年度の早期に実施する。",
    }

    /// The same text in two programs.
    SameText { #[printed] caption: String, other: ProgramNo, there: String } = "X413" Warning {
        off: Allowed,
        title: "別のプログラムと同じ文" / "Same text in another program",
        message: "「{caption}」の文は、No.{other}の「{there}」と同じです。" / "The text of \"{caption}\" is that of \"{there}\" in No.{other}.",
        hint: "貼り間違いでないかを確かめ、このプログラムのことを書いてください。" / "Check for a paste into the wrong sheet, and write about this program.",
        why: "票の間で文を貼り付けると、別のプログラムの報告が混じります。20字に満たない文は比べません。",
        example: "二つの票の「課題」が同じ文" => "それぞれのプログラムの課題",
    }

    /// A narrative of a few characters.
    NarrativeShort { #[printed] caption: String } = "X414" Warning {
        off: Allowed,
        title: "文が短すぎる" / "Narrative of a few characters",
        message: "「{caption}」は「{value}」だけです。" / "\"{caption}\" only says \"{value}\".",
        hint: "行ったことや分かったことを、数字や事実を挙げて書いてください。" / "State what was done, with figures or facts.",
        why: "10字に満たない文では、委員会が進み具合を判断できません。課題は、遅れているときだけ調べます。",
        example: "実施した。" => "対象を5業務広げ、実施率が68.2%になった。",
    }

    /// A past year's actual that was corrected on the form.
    PastCorrected { #[printed] caption: String, before: String, after: String } = "X415" Warning {
        off: Allowed,
        title: "過年度実績の訂正" / "Past actual corrected",
        message: "「{caption}」が {before} から {after} に書き換えられています。訂正として、新しい値を使います。" / "\"{caption}\" was changed from {before} to {after}; the new value is used as a correction.",
        hint: "訂正で間違いなければ、そのままで構いません。訂正の理由を備考に書いてください。誤って書き換えたときは、元の数字に戻してください。" / "If the correction is meant, give its reason in the notes; else restore the number.",
        why: "前の回次で公表した数字が変わるので、古い値と新しい値の両方を示します。",
        example: "R3実績 2 → 1(理由なし)" => "R3実績 1、備考「R3は集計の誤りのため1に訂正」",
    }

    /// Cuts of one program written with both signs.
    MixedSigns { #[printed] caption: String, read: String, other: String } = "X416" Warning {
        off: Allowed,
        title: "削減額の符号が混じっている" / "Cuts with both signs",
        message: "「{caption}」の {read} は負の数ですが、このプログラムには正の数で書かれた削減額({other})もあります。どちらも正の削減額として数えました。" / "{read} in \"{caption}\" is negative, but this program also has a cut written as positive ({other}); both were counted as positive.",
        hint: "減らした額なら▲を消してください。支出が増えた額なら行を消し、増えたことを備考に書いてください。" / "Remove the sign of a cut; delete the line if spending rose, and say so in the notes.",
        why: "符号の書き方が一つのプログラムの中で違うと、▲が削減なのか、支出の増加なのかが分かりません。",
        example: "用紙代 ▲1,200、印刷機 1,200" => "用紙代 1,200、印刷機 1,200",
    }

    /// A study that is to be carried out, without a schedule.
    PromotedWithoutSchedule = "X417" Warning {
        off: Allowed,
        title: "実施に移すのに取組項目がない" / "Promoted, but no schedule",
        message: "検討の結論は「{value}」ですが、移行後の取組項目が1つも書かれていません。" / "The verdict is {value}, but no activity is given for the time after.",
        hint: "移行後に行うことと、年度ごとの予定を書いてください。決まっていないときは、決まり次第とりまとめの課に知らせてください。" / "Write what will be done and when; if it is not decided, tell the office once it is.",
        why: "実施に移したプログラムは、次の年度から取組項目ごとに進み具合を報告します。予定がないと、何に対して進んだのかを言えません。",
        example: "結論「実施へ移行」、取組項目(空欄)" => "結論「実施へ移行」、取組項目「基準の運用」、予定「準備」「実施」",
    }

    /// A merger that does not say into which program of the plan.
    MergedIntoNothing { choice: String, #[printed] caption: String, what: Wording } = "X418" Warning {
        off: Allowed,
        title: "統合先が分からない" / "Merged, but into what is unclear",
        message: "「{choice}」が選ばれていますが、「{caption}」からは統合先が分かりません({what})。" / "{choice} was chosen, but \"{caption}\" names no program to merge into ({what}).",
        hint: "統合先のプログラムの番号を書いてください。" / "Write the number of the program to merge into.",
        why: "どのプログラムが引き継ぐのかが分からないと、改めた計画に書けません。",
        example: "統合先の番号「99」" => "12",
    }

    /// The title of a recurring effect in force with another kind or nature.
    RecurringEffectReclassified { kind: String, nature: String, before: String, before_amount: String } = "X419" Warning {
        off: Allowed,
        title: "続いている効果の区分か性質が変わっている" / "Recurring effect with another kind or nature",
        message: "「{value}」({kind}、{nature})は、続いている効果「{before}」({before_amount})と内容が同じで、区分か性質が違います。額が二重に数えられるおそれがあります。" / "\"{value}\" ({kind}, {nature}) has the title of the recurring effect \"{before}\" ({before_amount}) that is still in force, but another kind or nature; the amount may be counted twice.",
        hint: "同じ効果なら、前の区分と性質のまま書いてください。前の効果が終わったときは、前の区分・内容のまま実績額0の行を書いてください。" / "Keep the kind and nature of the same effect; if the old effect has ended, report it with an actual of 0.",
        why: "続いている効果は、実績額0の報告があるまで数えます。区分か性質を変えた行は別の効果として加わり、合計が二重になります。",
        example: "「用紙の購入費の削減」900 単年度(前年度は900 継続)" => "「用紙の購入費の削減」900 継続",
    }

    /// Kind and amount of a recurring effect in force under another title.
    RecurringEffectRenamed { amount: String, before: String } = "X420" Warning {
        off: Allowed,
        title: "続いている効果の内容の言葉が変わったように見える" / "Recurring effect that looks renamed",
        message: "「{value}」({amount})は、続いている効果「{before}」と区分・額が同じで、「{before}」の行がありません。同じ効果なら、額が二重に数えられます。" / "\"{value}\" ({amount}) has the kind and amount of the recurring effect \"{before}\", which is not repeated; if they are the same effect, the amount is counted twice.",
        hint: "同じ効果なら、前と同じ内容の言葉で書いてください。前の効果が終わったときは、前の内容のまま実績額0の行を書いてください。別の効果なら、そのままで構いません。" / "Keep the title of the same effect; if the old effect has ended, report it with an actual of 0; if it is another effect, nothing needs to be done.",
        why: "続いている効果は、区分と内容の言葉で見分け、実績額0の報告があるまで数えます。言葉を変えた行は別の効果として加わります。",
        example: "「用紙代の削減」1,200 継続(前年度は「用紙の購入費の削減」1,200 継続)" => "「用紙の購入費の削減」1,200 継続",
    }

    /// An amount of effect far from its plan, from its earlier report, or from all others.
    EffectFarFromOther { #[printed] caption: String, actual: String, seen: Wording, other: Wording } = "X421" Warning {
        off: Allowed,
        title: "桁が違う効果額" / "Effect of another magnitude",
        message: "「{caption}」の {actual}{seen} は、{other}の10倍を超えるか、10分の1に満たない値です。" / "{actual}{seen} in \"{caption}\" is more than ten times or less than a tenth of {other}.",
        hint: "桁や単位(千円の欄に円で書いていないか)を確かめてください。合っていれば、備考に理由を書いてください。" / "Check digits and unit (yen in a column of thousands); if it is right, give the reason in the notes.",
        why: "効果額は合計されます。千円の欄に円で書いた1行で、全体の合計が千倍に近くなります。比べるのは、同じ行の見込額、前の回次の同じ内容の行、ほかの課の行で最も大きい額、その課がこれまでに報告した最も大きい額、ほかに比べるものが少なければ、その課のほかの行の中ほどの額です。今回の回次の行のうち桁の外れたものは、ものさしにしません。確かめるまでは、合計に「確認中」と添えます。",
        example: "見込額 17,400、実績額 16,356,000(円で書いた)" => "見込額 17,400、実績額 16,356",
    }

    /// An amount of effect above the ceiling that the plan states.
    EffectOverCeiling { #[printed] caption: String, amount: String, #[printed] ceiling: String } = "X422" Warning {
        off: Allowed,
        title: "計画に定めた上限を超える効果額" / "Effect above the plan's ceiling",
        message: "「{caption}」の {amount} は、1行の効果額の上限として計画に定めた {ceiling} を超えています。" / "{amount} in \"{caption}\" is above the ceiling of {ceiling} that the plan states for one line.",
        hint: "桁や単位(千円の欄に円で書いていないか)を確かめてください。合っていれば、備考に理由を書いてください。" / "Check digits and unit (yen in a column of thousands); if it is right, give the reason in the notes.",
        why: "上限は plan.toml の effects.ceiling です。確かめるまでは、合計に「確認中」と添えます。",
        example: "169,000,000(千円の欄に円で書いた)" => "169,000",
    }

    /// An actual far from the target and from all that is known.
    FarFromTarget { #[printed] caption: String, actual: String, #[printed] other: Wording } = "X423" Warning {
        off: Allowed,
        title: "目標や過去の値と桁が違う実績" / "Actual far from target and history",
        message: "「{caption}」の {actual} は、{other}の10倍を超えるか、10分の1に満たない値です。" / "{actual} in \"{caption}\" is more than ten times or less than a tenth of {other}.",
        hint: "桁や単位を確かめてください。合っていれば、備考に理由を書いてください。" / "Check digits and unit; if it is right, give the reason in the notes.",
        why: "前年度の実績がない指標は、目標値、基準値、それより前の実績と比べます。前年度の実績があれば、それと比べます(X405)。確かめるまでは、指標の文に「確認中」と添えます。",
        example: "6,820(目標90)" => "68.2",
    }
}
