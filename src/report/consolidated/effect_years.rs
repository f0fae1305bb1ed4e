//! 明細_効果の年度: what each reported line of effects counts in which year, between 明細_財政効果 and 財政効果.

use rust_decimal::Decimal;

use super::super::tables::{SIDES, UNREAD, view_word};
use super::{
    Condition, Crossfoot, Drawing, Ledger, Part, ReportRequest, Sheets, Side, details, open,
    program_page, words,
};
use crate::analysis::{EffectEntry, EffectView};
use crate::schema::ChoiceRole;
use crate::sheet::{Body, Cell, Column, Columns, Expr, Repeat, Tone, Value, style};
use crate::terms::{Round, Yen};

/// Name of the sheet.
const NAME: &str = "明細_効果の年度";

/// Draws the sheet over the lines as they were reported; also returns where its columns are.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Ledger> {
    let request = drawing.request;
    let lines = drawing.of(details::effects)?;
    let columns = columns(request, &lines);
    let mut page = open(request, NAME, columns.widths())?;
    page.note(&how_lines_count(request))?;
    let entries = &request.figures.effects.entries;
    let (mut starts, mut last) = (Vec::new(), 0);
    if entries.is_empty() {
        page.sentence("数える財政効果はありません。")?;
    } else {
        let drawn = page.list(&columns.table(entries, Body::Records), 1)?;
        (starts, last) = (drawn.starts, drawn.last);
    }
    let says = "財政効果の行が、どの年度に、いくら数えられるか(明細_財政効果のセルを見る式)";
    let part = Part::new(NAME, says, page.finish()?);
    let entries = Ledger::new(NAME, columns.names(), starts, last);
    let checks = one_year_lines(request, &lines, &entries);
    Ok((vec![part.checks(checks)], entries))
}

fn how_lines_count(request: &ReportRequest<'_>) -> String {
    let new = view_word(EffectView::New);
    let in_force = view_word(EffectView::InForce);
    let recurring = request.form.codes_with_role(ChoiceRole::Recurring).join("・");
    let direction = &request.plan.words.direction;
    let mut note = format!(
        "財政効果の行が、どの年度に、いくら数えられるかの一覧です。「財政効果」のシートは、この一覧を合計しています。{direction}、区分、性質、根拠、金額は「明細_財政効果」のセルを見る式で、金額を押すとその行が開きます。"
    );
    if recurring.is_empty() {
        note.push_str("どの行も、報告の年度だけに数えます。");
    } else {
        note.push_str(&format!("性質が「{recurring}」の行は、額が初めて0でなくなった年度に「{new}」として一度だけ数え(計画額と実績額は別々に見ます)、その年度からは「{in_force}」に毎年度数えます。後の年度に同じ番号・区分・内容で報告されると、その額に替わり、額が読み取れなければ前の額のままです。実績額0の報告で終わります。ほかの行は、報告の年度だけに、両方の見方で数えます。"));
    }
    note.push_str("空欄の額は、その見方では数えません。");
    note
}

/// What an entry counts, with the ways to the program and to the lines that its amounts come from.
fn columns<'a>(request: &'a ReportRequest<'a>, lines: &'a Ledger) -> Columns<'a, EffectEntry> {
    // A code as its line has it, if it is the same: the sums then follow one that is changed there.
    let as_line = move |entry: &EffectEntry, column: &str, cell: Cell| {
        let line = lines.cell(column, entry.line);
        let line = line.filter(|_| is_as_reported(request, entry, column));
        cell.by(line.map(|line| Expr::choose(line.clone().is(""), "", line)))
    };
    let code = move |entry: &EffectEntry, column: &str, code: &Option<String>| {
        as_line(entry, column, Cell::centre(code.as_deref().unwrap_or(UNREAD)))
    };
    let amount = move |side: &str, from: Option<usize>, yen: Yen| {
        let cell = from.and_then(|line| Some((line, lines.cell(side, line)?)));
        let Some((line, cell)) = cell else { return Cell::empty() };
        let value = Value::Number(Decimal::from(yen.0));
        let amount = Cell::new(value, Tone::Right).format(style::INTEGER);
        amount.by(cell.if_number()).link(lines.link(line, line))
    };
    Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |entry: &EffectEntry| {
            words::number(entry.program_no).link(program_page::link(request, entry.program_no))
        })
        .called("program_no")
        .with(request.plan.words.direction.as_str(), 230, move |entry| {
            let name = words::direction(request.plan, &entry.direction_id);
            as_line(entry, "direction_id", Cell::text(name))
        })
        .called("direction_id")
        .with("区分", 84, move |entry| as_line(entry, "kind", Cell::centre(entry.kind.as_str())))
        .called("kind")
        .with("性質", 70, move |entry| code(entry, "nature", &entry.nature))
        .called("nature")
        .with("根拠", 84, move |entry| code(entry, "basis", &entry.basis))
        .called("basis")
        .with("内容", 300, |entry| Cell::maybe(entry.title.as_deref()))
        .with("数える年度\n(西暦)", 76, |entry| Cell::key(i64::from(entry.fiscal_year.0)))
        .called("fiscal_year")
        .with("見方", 84, |entry| Cell::centre(view_word(entry.view)))
        .called("view")
        .with("計画額\n(円)", 140, move |entry| {
            amount(SIDES[0], entry.planned_from, entry.planned)
        })
        .called(SIDES[0])
        .with("実績額\n(円)", 140, move |entry| {
            let actual = amount(SIDES[1], entry.actual_from, entry.actual);
            if entry.actual_approx { actual.approximate() } else { actual }
        })
        .called(SIDES[1])
        .with("出典:\n明細_財政効果", 106, move |entry| {
            let line = lines.row(entry.line).map(|row| format!("{row}行目")).unwrap_or_default();
            Cell::centre(line).link(lines.link(entry.line, entry.line))
        })
}

/// Whether the column holds the code that the line was reported with, so that the sums follow one that is changed there.
///
/// A code that nobody could read is the word for that, which SUMIFS finds.
fn is_as_reported(request: &ReportRequest<'_>, entry: &EffectEntry, column: &str) -> bool {
    let Some(line) = request.facts.effects.get(entry.line) else { return false };
    match column {
        "direction_id" => line.direction == entry.direction_id,
        "kind" => line.kind.as_ref() == Some(&entry.kind),
        "nature" => line.nature.is_some() && line.nature == entry.nature,
        "basis" => line.basis.is_some() && line.basis == entry.basis,
        _ => false,
    }
}

/// Lines that count in their own year only are in that year as they were reported, which the two sheets show on ways
/// of their own.
fn one_year_lines(request: &ReportRequest<'_>, lines: &Ledger, entries: &Ledger) -> Vec<Crossfoot> {
    let year = request.figures.round.year;
    let reported = &request.figures.effects.reported;
    let Some(round) = reported.round else { return Vec::new() };
    let natures = &reported.one_year_natures;
    let (here, there) = (reported.one_year_counted, reported.one_year_reported);
    let results = [(here.planned, there.planned), (here.actual, there.actual)];
    let sums = SIDES.iter().zip(["計画額", "実績額"]).zip(results);
    let sums = sums.map(|((side, what), (here, there))| {
        let (counted, as_reported) = sums_of(request, (lines, entries), side, round, natures)?;
        Some(Crossfoot::new(
            format!(
                "{} {}の行の{what}(円)",
                request.figures.round.label_of(year),
                natures.join("・")
            ),
            Side::new("この一覧", counted, here.0.into()),
            Side::new("明細_財政効果", as_reported, there.0.into()),
        ))
    });
    sums.flatten().collect()
}

/// The sum of one side over the lines of these natures, by what counts in the year and by what was reported.
fn sums_of(
    request: &ReportRequest<'_>,
    (lines, entries): (&Ledger, &Ledger),
    side: &str,
    round: Round,
    natures: &[String],
) -> Option<(Expr, Expr)> {
    let name = round.to_string();
    let (mut counted, mut reported) = (Vec::new(), Vec::new());
    for nature in natures {
        for kind in &request.figures.effects.kinds {
            let group = vec![Condition::text("nature", nature), Condition::text("kind", kind)];
            let mut of_year = group.clone();
            of_year.push(Condition::number("fiscal_year", i64::from(round.year.0)));
            of_year.push(Condition::text("view", view_word(EffectView::New)));
            counted.push(entries.sum(side, &of_year)?);
            let mut of_round = group;
            of_round.push(Condition::text("round", &name));
            reported.push(lines.sum(side, &of_round)?);
        }
    }
    (!counted.is_empty()).then(|| (Expr::added(counted), Expr::added(reported)))
}
