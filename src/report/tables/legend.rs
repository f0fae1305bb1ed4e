//! 凡例: what the letters, words and figures of the reports mean.

use super::indicators::IndicatorDetail;
use crate::analysis::{EffectView, Headline};
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::schema::{Shape, Standing};
use crate::sheet::{Body, Cell, Columns, Page, Written};

/// Where the legend stands: it explains what is there and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegendPlace {
    /// In the consolidated report, which the office reads.
    Report,
    /// In papers whose indicators have this much detail.
    Papers(IndicatorDetail),
}

impl LegendPlace {
    fn has_pace(self) -> bool {
        self != LegendPlace::Papers(IndicatorDetail::Brief)
    }
}

/// Draws every part of the legend: a heading with its table.
pub fn draw_legend(page: &mut Page, request: &ReportRequest<'_>, place: LegendPlace) -> Written {
    legend(request, place).iter().try_for_each(|part| part.draw(page))
}

/// The rows of a part: what is explained and what it means; some only where they are wanted.
macro_rules! entries {
    ($($(if $wanted:expr;)? $term:literal => $meaning:literal,)*) => {{
        let mut entries: Vec<(String, String)> = Vec::new();
        $(if [$($wanted)?].iter().all(|wanted: &bool| *wanted) {
            entries.push((format!($term), format!($meaning)));
        })*
        entries
    }};
}
pub(in crate::report) use entries;

/// A part of a legend: a heading, and terms with their meaning.
pub struct LegendPart {
    /// Heading.
    pub heading: String,
    /// Heading of the first column.
    pub term: &'static str,
    /// Term and meaning.
    pub rows: Vec<(String, String)>,
}

impl LegendPart {
    /// Draws it.
    pub fn draw(&self, page: &mut Page) -> Written {
        let columns = Columns::new()
            .with(self.term, 0, |(term, _): &(String, String)| Cell::text(term.as_str()))
            .with("意味", 0, |(_, meaning)| Cell::text(meaning.as_str()));
        page.long_table_under(&self.heading, &columns.table(&self.rows, Body::Figures))
    }
}

/// Everything that a reader may ask about the figures; remarks on the plan's data and on findings only for the office.
fn legend(request: &ReportRequest<'_>, place: LegendPlace) -> Vec<LegendPart> {
    let mut parts =
        vec![scale(request, place), states(request), indicators(request, place), effects(request)];
    parts.push(signs());
    if place == LegendPlace::Report && !request.plan.remarks.is_empty() {
        let remarks = request.plan.remarks.iter().enumerate();
        parts.push(LegendPart {
            heading: "計画のデータについて".to_owned(),
            term: "番号",
            rows: remarks.map(|(at, text)| ((at + 1).to_string(), text.clone())).collect(),
        });
    }
    parts.retain(|part| !part.rows.is_empty());
    parts
}

fn scale(request: &ReportRequest<'_>, place: LegendPlace) -> LegendPart {
    let scale = request.plan.scale(request.figures.round.year);
    let rows = scale.levels.iter().map(|level| {
        let standing = match (place, level.standing) {
            (LegendPlace::Report, Standing::Ahead) => "集計では「予定より進んでいる」に数えます。",
            (LegendPlace::Report, Standing::OnTrack) => "集計では「予定どおり」に数えます。",
            (LegendPlace::Report, Standing::Behind) => "集計では「予定より遅れている」に数えます。",
            (LegendPlace::Papers(_), Standing::Behind) => "「遅れている取組」の資料に載せます。",
            (LegendPlace::Papers(_), Standing::Ahead | Standing::OnTrack) => "",
        };
        let short = match level.short() {
            short if short == level.label => String::new(),
            short => format!("(表では「{short}」)"),
        };
        (level.code.to_string(), format!("{}{short}。{standing}", level.label))
    });
    LegendPart { heading: "進捗区分".to_owned(), term: "区分", rows: rows.collect() }
}

fn states(request: &ReportRequest<'_>) -> LegendPart {
    let (counter, items) = (&request.plan.words.counter, request.plan.words.items());
    let place = words::rounded_place(request.plan.share_decimals);
    let reasons: Vec<&str> =
        request.plan.not_rated.iter().map(|reason| reason.reason.as_str()).collect();
    let (has_reasons, reasons) = (!reasons.is_empty(), reasons.join("、"));
    let is_compared = request.figures.ratings.movement.is_some();
    let rows = entries! {
        if has_reasons; "評価対象外" => "担当課が、評価しない理由({reasons})を選んだ{items}です。割合の分母に入れません。",
        "未記入" => "提出されたものの、進捗区分が空欄か、読み取れないか、評価しない理由と両方書かれている{items}です。割合の分母に入れません。",
        "未提出" => "集計に使える提出がない{items}です。割合の分母に入れません。",
        "割合" => "その区分の{counter}数 ÷ 評価した{counter}数 × 100。{place}を四捨五入します。",
        if is_compared; "前回との比較" => "前の回次と今回の区分を、{items}ごとに比べたものです。区分の段階が変わったときは、計画に定めた対応によって今の段階に直して比べ、対応がなければ比べません。",
    };
    LegendPart { heading: "集計".to_owned(), term: "言葉", rows }
}

/// The formula of each shape that the plan uses.
fn indicators(request: &ReportRequest<'_>, place: LegendPlace) -> LegendPart {
    let used = |shape: Shape| request.plan.indicators().any(|(_, one)| one.shape == shape);
    let [level, increment, flow, growth, before, within] = Shape::ALL.map(words::shape);
    let mut rows = entries! {
        if used(Shape::Level); "達成率({level})" => "(最新値 − 基準値) ÷ (目標値 − 基準値)。基準値がないときは 最新値 ÷ 目標値(少ないほどよい指標は 目標値 ÷ 最新値)。",
        if used(Shape::Increment); "達成率({increment})" => "(最新値 − 基準値) ÷ 目標の増加分。",
        if used(Shape::YearlyFlow); "達成率({flow})" => "その年度の実績 ÷ 目標値(少ないほどよい指標は 目標値 ÷ 実績)。",
        if used(Shape::YearlyIncrement); "達成率({growth})" => "その年度の増加 ÷ 目標の増加。",
        if used(Shape::NotBelowPrevious); "達成率({before})" => "その年度の実績 ÷ 前年度の実績。",
        if used(Shape::KeepWithin); "達成率({within})" => "実績 ÷ 目標値。目標値から許容幅(%)の中にあれば達成です。",
    };
    if rows.is_empty() {
        return LegendPart { heading: "指標".to_owned(), term: "言葉", rows };
    }
    let halves = request.plan.rounds.iter().any(|planned| planned.round.half.is_some());
    let half = if halves {
        "上期の回次では、その年度の残り半年を0.5年として加えます。"
    } else {
        ""
    };
    let assumed = request.plan.indicators().map(|(_, one)| one);
    let assumed = assumed.filter(|one| one.tolerance.as_ref().is_some_and(|own| own.assumed));
    let assumed: Vec<&str> = assumed.map(|one| one.name.as_str()).collect();
    let (has_assumed, assumed) = (!assumed.is_empty(), assumed.join("」「"));
    rows.extend(entries! {
        "達成率がないもの" => "実績か比べる値がないとき、割る数が0のとき、「目標値 ÷ 実績」の目標値が0のとき、目標値が基準値より悪い側にあるときは、達成率を出しません。",
        "判定" => "最新の実績が目標に届けば「達成」、届かなければ「未達成」です。実績がないとき、比べる値がないとき、毎年度の目標で半年分の実績しかないとき、「約」で書かれていて届いたかどうかが決まらないときは「判定できない」とします。",
        "見通し" => "基準値(なければ最初の実績)から最新の実績までの変わり方が続いたときの、目標年度の値です。期間に比例させます(期間は、始まり、最新の実績、目標の日が同じ月日なら年数、そうでなければ日数)。期限のある水準と増加の指標だけに出し、二つ目の値がないとき、目標年度を過ぎたときは出しません。「約」の値から求めたものは「約」です。",
        "状況" => "達成: 目標に届いている。達成見込み: まだ届いていないが、見通しが目標に届く。ペース不足: 見通しが目標に届かない(毎年度の目標、維持、目標年度を過ぎたものでは、届かなかったが悪くなってはいない)。後退: 届いておらず、前の実績(なければ基準値)より悪い。判定できない: 実績がない、比べる値がない、半年分しかない、「約」の下の桁によって変わる、などで決められない。",
        "訂正" => "前の回次で報告した実績を、後の回次で書き換えたものです。後の値を使い、「訂」の印と注で両方を示します。",
        if place.has_pace(); "必要ペース" => "(目標値 − 最新値) ÷ 残り年数(年当たり)。残り年数は、報告する回次の基準日から目標年度の終わりまでです。{half}最新値が前の年度のものでも、残り年数は基準日から数えます。期限のある目標で、まだ届いていないものだけに出します。",
        // The papers show no finding.
        if place == LegendPlace::Report; "検査との関係" => "検査の「目安に届かない」(X402)は、見通しと同じ直線で判定します。",
        if has_assumed; "許容幅" => "「{assumed}」の許容幅は計画に定めがないため、仮に置いたものです。",
    });
    LegendPart { heading: "指標".to_owned(), term: "言葉", rows }
}

fn effects(request: &ReportRequest<'_>) -> LegendPart {
    if request.figures.effects.kinds.is_empty() {
        return LegendPart { heading: String::new(), term: "", rows: Vec::new() };
    }
    let [new, in_force, all_new, all_in_force] = EffectView::ALL.map(EffectView::label);
    let unit = request.plan.display.unit();
    let (smallest, unit) = (unit.smallest(), unit.label());
    let headline = Headline::of(request.plan, request.figures.round);
    let compared = headline.label.as_str();
    let is_compared = compared != headline.view.label();
    let rows = entries! {
        "{new}" => "その年度の単年度の効果と、その年度に始まった(額が初めて0でなくなった)継続する効果の合計です。終わった後に再び始まった効果も含みます。",
        "{in_force}" => "その年度の単年度の効果と、その年度までに始まった継続する効果の合計です。続く効果は、新しい報告があればその額に置き換え、実績額0の報告で終わります。",
        "{all_new}" => "計画の初年度からその年度までの「単年度」の額を足したものです。",
        "{all_in_force}" => "計画の初年度からその年度までの「継続込み」の額を足したものです。続く効果は、続いた年数だけ数えます。",
        if is_compared; "{compared}" => "計画が始まる前の年度には計画の効果がないため、「{in_force}」と同じ額です。",
        "金額" => "円の単位で集計し、{unit}で表示しています。{smallest}未満を四捨五入するため、内訳と合計が一致しないことがあり、そのときは表の下に示します。歳出を減らした額も、効果としてプラスで表します。",
        "グラフ" => "年度ごとに2本の棒があります。淡い色が計画額、濃い色が実績額で、区分ごとに積み上げています。低くて数を書けない部分の額は、もとの表にあります。",
    };
    LegendPart { heading: "財政効果".to_owned(), term: "見方", rows }
}

fn signs() -> LegendPart {
    let rows = entries! {
        "-" => "数値がないこと、または計算できないことを示します。",
        "0" => "数が0であること、金額では0の報告か、表示単位に満たない額があることを示します。",
        "▲" => "マイナスの値です。",
        "約" => "担当課がおよその値として書いたものです。",
    };
    LegendPart { heading: "記号".to_owned(), term: "記号", rows }
}
