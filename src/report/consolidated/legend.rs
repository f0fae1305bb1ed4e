//! 凡例・算定方法: what letters, words, colours and figures mean, how each rate comes about, and what the formulas count.

use rust_xlsxwriter::Color;

use super::super::tables::{LegendPart, LegendPlace, draw_legend, entries, on_schedule_codes};
use super::group::Group;
use super::{Drawing, Part, ReportRequest, Sheets, open};
use crate::analysis::SubmissionState;
use crate::check::Status;
use crate::finding::Severity;
use crate::report::colours::step_colours;
use crate::report::words;
use crate::schema::Standing;
use crate::sheet::{Body, Cell, Columns, PRINTED_WIDTH, Page, Tone, Written, style};
use crate::terms::Lang;

/// Name of the sheet.
pub(super) const NAME: &str = "凡例・算定方法";
/// Pixels of the terms.
const TERM: u32 = 250;

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let mut page = open(request, NAME, vec![TERM, PRINTED_WIDTH - TERM])?;
    colours(&mut page, request)?;
    draw_legend(&mut page, request, LegendPlace::Report)?;
    for (heading, term, rows) in [
        ("印", "印", marks(request)),
        ("割合と率の算定", "率", rates(request)),
        ("式が数えているもの", "数", formulas(request)),
        ("端数", "どこで", rounding(request)),
        ("提出の状態", "状態", states()),
        ("指摘の重さ", "重さ", severities()),
    ] {
        LegendPart { heading: heading.to_owned(), term, rows }.draw(&mut page)?;
    }
    let says = "色・印・区分・状態の意味、割合・達成率・財政効果の算定方法、式が数えているもの、端数、計画のデータの注意";
    Ok((vec![Part::new(NAME, says, page.finish()?)], ()))
}

/// Each colour as the sheets show it.
fn colours(page: &mut Page, request: &ReportRequest<'_>) -> Written {
    let levels = &request.plan.scale(request.figures.round.year).levels;
    let steps = levels.iter().zip(step_colours(levels)).map(|(level, (fill, letters))| {
        let standing = match level.standing {
            Standing::Ahead => "濃い青",
            Standing::OnTrack => "薄い青",
            Standing::Behind => "赤",
        };
        let text = format!("進捗区分「{}」。{standing}と区分の文字で示します。", level.label);
        (Cell::centre(level.code.as_str()).tone(Tone::Step(fill, letters)), text)
    });
    let (ink, white) = (rgb(style::INK), rgb(style::WHITE));
    let step = |text: &str, fill: Color, letters: u32| {
        Cell::centre(text).tone(Tone::Step(rgb(fill), letters))
    };
    let groups =
        [Group::Results, Group::Review, Group::Submissions, Group::Records, Group::Explanations];
    let others = [
        (step("見出し", style::NAVY, white), "表の見出しです。".to_owned()),
        (
            step("見出し", style::CURRENT, ink),
            "報告する年度・回次の列の見出しです。".to_owned(),
        ),
        (step("計", style::PALE, ink), "合計の行です。".to_owned()),
        (
            Cell::centre("未提出").tone(Tone::AlertCentre),
            "見てほしいもの(遅れ、未達成、未記入、未提出、差戻し、中止、差など)は、赤い太字です。色がなくても分かるように、必ず文字でも示します。"
                .to_owned(),
        ),
    ];
    let tabs = groups.map(|group| {
        let (fill, letters) = group.on_colour();
        let cell = Cell::centre(group.label()).tone(Tone::Step(fill, letters));
        (cell, format!("シートの見出しの色:「{}」のシート。", group.label()))
    });
    page.heading("色")?;
    let columns = Columns::new().with("色", 0, |(colour, _): &(Cell, String)| colour.clone()).with(
        "意味",
        0,
        |(_, meaning)| Cell::text(meaning.as_str()),
    );
    let rows: Vec<(Cell, String)> = steps.chain(others).chain(tabs).collect();
    page.table(&columns.table(&rows, Body::Figures))?;
    Ok(())
}

/// A colour of the style as the tone of a cell takes it.
fn rgb(colour: Color) -> u32 {
    match colour {
        Color::RGB(rgb) => rgb,
        _ => 0,
    }
}

type Entry = (String, String);

fn marks(request: &ReportRequest<'_>) -> Vec<Entry> {
    let uncertain = request.figures.schedule.iter().any(|line| line.uncertain);
    entries! {
        "訂" => "前の回次で報告した実績を、後の回次で書き換えたものです。後の値を使います。",
        "(続き)" => "一つの行に収まらない長い文章の続きです。件数や合計には数えません。",
        "紺色の数、下線の文字" => "押すと、その数の元になった行、個票、提出されたファイルのどれかが開きます。赤い太字の数も同じです。数えた行は、最初の行から最後の行までがまとめて選ばれます。間に、数えていない行が入ることがあります。割合はその区分の行へ、達成率は計画額と実績額の行へ進みます。数えた行のない0と「-」は押せません。",
        "○" => "明細_評価で、その列に当てはまることを示します(主要管理項目など)。",
        "→" => "取組スケジュールで、前の年度の計画が続くことを示します。",
        "(予定あり)" => "取組スケジュールで、その年度に計画があるのに始まっていないものです。",
        "(遅れ)" => "取組スケジュールで、取組項目の区分が予定より遅れているものです。",
        "追加" => "取組項目の番号の代わりに、担当課が計画にない取組として加えたものを示します。",
        "No." => "プログラムの番号です。押すと個票が開きます。",
        if uncertain; "※" => "取組スケジュールで、計画の原文が崩れていて、年度ごとの計画の読み取りが確かでないものです。",
    }
}

fn rates(request: &ReportRequest<'_>) -> Vec<Entry> {
    let (counter, items) = (&request.plan.words.counter, request.plan.words.items());
    let on_schedule = on_schedule_codes(request);
    let (has_indicators, has_effects) = measured(request);
    entries! {
        "区分の割合" => "その区分の{counter}数 × 100 ÷ 評価した{counter}数。評価した{items}がなければ「-」。",
        "{on_schedule}の割合" => "遅れていない区分の{counter}数の和 × 100 ÷ 評価した{counter}数。評価した{items}がなければ「-」。",
        if has_indicators; "指標の達成率・必要ペース・見通し" => "指標の形ごとの式は、上の「指標」にあります。",
        if has_effects; "財政効果の達成率" => "実績額 × 100 ÷ 計画額。計画額が0のとき、区分・計画額・実績額のどれかが確定していない行を含むときは「-」。",
    }
}

/// Whether there are indicators, and kinds of effects.
fn measured(request: &ReportRequest<'_>) -> (bool, bool) {
    let figures = request.figures;
    (!figures.indicators.is_empty(), !figures.effects.kinds.is_empty())
}

fn formulas(request: &ReportRequest<'_>) -> Vec<Entry> {
    let words = &request.plan.words;
    let (program, counter, direction) = (&words.program, &words.counter, &words.direction);
    let (has_indicators, has_effects) = measured(request);
    let has_repeats = request.figures.ratings.repeats.is_some();
    entries! {
        "{direction}・種別・担当課ごとの{counter}数" => "明細_評価の、報告する回次の行を数えます(COUNTIFS)。明細_評価には、提出の有無にかかわらず、{program}と回次の組に一行があります。",
        "区分、評価対象外、未記入、未提出" => "明細_評価の「集計での状態」の列を数えます。評価対象外は、評価しない理由ごとの和です。",
        "前回からの動き" => "明細_評価の「前回の状態」と「集計での状態」の組を数えます。前回の状態は、今の区分の段階に直したものです。",
        "提出の状態ごとの数" => "「提出状況」の、その回次の「状態」の列を数えます。改訂で終わったものは入りません。",
        "届いたファイル" => "「届いたファイル」の行を数えます。差替え済みや対象外のファイルも入ります。",
        if has_indicators; "指標の実績" => "明細_指標の、その年度の値のセルを見ます。",
        if has_indicators; "指標の達成率・必要ペース・見通し" => "明細_指標の計算の、基準値・目標値・最新値・日数などから計算します。",
        if has_indicators; "指標の判定・状況" => "最新値を、明細_指標の計算の下限・上限、前の値、途中の目標と比べます。「約」の値がかかわる指標と、比べるものがない指標では、式ではなく文字です。",
        if has_indicators; "指標の達成・未達成" => "「指標」の「判定」の列を数えます。",
        if has_effects; "財政効果の額" => "明細_効果の年度の行を合計します。明細_効果の年度は、明細_財政効果のどの行を、どの年度に、いくら数えるかの一覧で、区分などの列と金額は明細_財政効果のセルを見ます。累計は、各年度の額の和です。区分の読めない行と、読めない額は入りません(続いている効果は、前の額のままです)。",
        if has_effects; "財政効果の達成率" => "「財政効果」の、同じ行の計画額と実績額から計算します。",
        if has_repeats; "再掲を含む数" => "明細_評価の{direction}の列と「再掲」の列を合わせて数えます(延べ)。ほかの表は、再掲を数えません(実質)。",
        "式の結果" => "式には、集計の結果(data/summary.json と同じ値)も入れてあります。計算し直しても変わりません。",
        "検算" => "同じ数を別の道で数えて比べます。差がすべて0であることを「検算」で確かめられます。",
    }
}

fn rounding(request: &ReportRequest<'_>) -> Vec<Entry> {
    let place = words::rounded_place(request.plan.share_decimals);
    let smallest = request.plan.display.unit().smallest();
    entries! {
        "割合" => "誤差のない商から、一度だけ{place}を四捨五入します。途中では丸めません。表のとおりに足して100にならないときは、表の下に示します。",
        "金額" => "円の単位で集計し、表示だけ、{smallest}未満を四捨五入します。セルには丸める前の額が入っています。",
        "指標の値" => "書かれたとおりの値を使い、表示の桁を指標ごとにそろえます。",
    }
}

fn states() -> Vec<Entry> {
    let of_programs = SubmissionState::ALL.map(|state| {
        let text = match state {
            SubmissionState::Accepted => "指摘がない(参考を除く)ものです。",
            SubmissionState::AcceptedWithWarnings => {
                "確認の指摘だけがあるものです。値は集計に入ります。"
            }
            SubmissionState::Returned => {
                "要修正の指摘があるものです。読めた値は集計に入り、読めない値は空欄になります。票の状態は票ごとに、ファイルの状態はファイル全体で決めます。"
            }
            SubmissionState::NotSubmitted => "集計に使える提出がないものです。",
        };
        (state.label().to_owned(), text.to_owned())
    });
    let of_files = [
        (Status::Unreadable, "開けなかったファイルです。中身は集計に入りません。"),
        (Status::Superseded, "すべての票が、ほかの提出に替わったファイルです。"),
        (Status::Skipped, "調査票ではないファイルです(一時ファイル、Excel以外など)。"),
    ];
    let of_files = of_files.map(|(status, text)| (status.label().to_owned(), text.to_owned()));
    of_programs.into_iter().chain(of_files).collect()
}

fn severities() -> Vec<Entry> {
    let rows = [
        (Severity::Error, "書き直しが要るものです。その値は集計に使っていません。"),
        (Severity::Warning, "値は使い、読み方が合っているかを、だれかが見るものです。"),
        (Severity::Info, "知らせるだけのものです。"),
    ];
    rows.map(|(severity, text)| (severity.label(Lang::Ja).to_owned(), text.to_owned())).into()
}
