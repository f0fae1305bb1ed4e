//! One submission, damaged in thousands of ways: no panic, and no value that differs from the sound file's in silence.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use matome::testing::Facts;
use matome::testing::Limits;
use matome::testing::{Answer, Reader};
use matome::testing::{CheckContext, CheckedRound, check_round};
use matome::testing::{FileFault, Finding, LayoutFault, Place, What};
use matome::testing::{Form, Plan};
use matome::testing::{FormContext, PastActuals};
use matome::testing::{ProgramNo, Source};

use crate::records::spared;
use crate::rules::bench::{package, parts, schema};
use crate::support::repository;

/// A small generator of its own, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// Another byte in the place of this one.
    fn other_than(&mut self, byte: u8) -> u8 {
        byte ^ u8::try_from(1 + self.roll(255)).unwrap()
    }
}

/// The program's own stages on the bytes of one file.
struct Bench {
    plan: Plan,
    form: Form,
    past: PastActuals,
    earlier: Facts,
    name: &'static str,
}

/// A value as far as anybody reports it, and where it stands.
#[derive(Debug, PartialEq)]
struct Told {
    raw: String,
    outcome: String,
    source: Source,
}

impl Told {
    fn of(answer: &Answer) -> Told {
        let outcome = format!("{:?}", answer.outcome);
        Told { raw: answer.raw.clone(), outcome, source: answer.source.clone() }
    }
}

type Values = BTreeMap<(ProgramNo, String), Told>;

impl Bench {
    fn new(name: &'static str) -> Bench {
        let (plan, form) = schema();
        let earlier = Facts::default();
        Bench { plan, form, past: PastActuals::default(), earlier, name }
    }

    fn check(&self, bytes: &[u8]) -> CheckedRound {
        let (plan, form) = (&self.plan, &self.form);
        let context = FormContext { plan, form, round: "2022".parse().unwrap(), past: &self.past };
        let file: Arc<str> = self.name.into();
        let submission = Reader::new(context, &Limits::default()).read(&file, bytes);
        check_round(&CheckContext { form: context, earlier: &self.earlier }, vec![submission])
    }
}

fn values(checked: &CheckedRound) -> Values {
    let sheets =
        checked.submissions.iter().filter_map(|one| one.read()).flat_map(|read| &read.programs);
    let answers = sheets.flat_map(|sheet| sheet.answers.iter().map(|a| (sheet.program, a)));
    answers
        .map(|(program, answer)| ((program, answer.question.key().to_owned()), Told::of(answer)))
        .collect()
}

/// Whether the code says that the file, or a part of it, could not be read: no workbook, damaged, or beyond a limit.
fn tells_damage(finding: &Finding) -> bool {
    use FileFault::{OddWorkbook, Skipped};
    let is_harmless = matches!(finding.what, What::File(OddWorkbook { .. } | Skipped { .. }));
    finding.code().starts_with('F') && !is_harmless
}

/// Whether a finding speaks of this value: of its cell or field, of its sheet or program, or of the file as a whole.
fn speaks_of(finding: &Finding, program: ProgramNo, key: &str, told: Option<&Told>) -> bool {
    let its_program = finding.program.is_none_or(|own| own == program);
    let its_field = finding.field.as_ref().is_none_or(|field| field == key);
    let its_place = match &finding.place {
        // A workbook is no text.
        Place::Line(..) => false,
        // Only what says that the file is damaged explains any change in it.
        Place::File(_) => {
            finding.field.is_some() || finding.program.is_some() || tells_damage(finding)
        }
        Place::Sheet(_, sheet) => told.is_none_or(|told| told.source.sheet == *sheet),
        Place::Cell(_, sheet, cell) => told.is_none_or(|told| {
            told.source.sheet == *sheet && (finding.field.is_some() || told.source.cell == *cell)
        }),
    };
    its_program && its_field && its_place
}

/// What differs from the sound file without a finding that the sound file has not.
fn silent_differences(sound: &CheckedRound, damaged: &CheckedRound) -> Vec<String> {
    let (before, after) = (values(sound), values(damaged));
    let new: Vec<&Finding> =
        damaged.findings.iter().filter(|finding| !sound.findings.contains(finding)).collect();
    let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(key)));
    keys.filter(|key| before.get(key) != after.get(key))
        .filter(|(program, key)| {
            let id = (*program, key.clone());
            let told = after.get(&id).or_else(|| before.get(&id));
            !new.iter().any(|finding| speaks_of(finding, *program, key, told))
        })
        .map(|(program, key)| {
            let id = (*program, key.clone());
            format!("No.{program:?} {key}: {:?} became {:?}", before.get(&id), after.get(&id))
        })
        .collect()
}

/// Every non-empty cell is read, printed or named by a finding, whatever happened to the file.
fn assert_balanced(checked: &CheckedRound, what: &str) {
    for submission in checked.submissions.iter().filter_map(|one| one.read()) {
        let account = submission.account;
        assert_eq!(
            account.non_empty,
            account.read + account.printed + account.unaccounted,
            "{what}: {account:?}"
        );
        let names = |finding: &&Finding| {
            use LayoutFault::{PrintAltered, Unaccounted};
            matches!(finding.what, What::Layout(Unaccounted | PrintAltered { .. }))
        };
        let named = checked.findings.iter().filter(names);
        assert_eq!(named.count(), account.unaccounted, "{what}");
    }
}

fn submission() -> Vec<u8> {
    std::fs::read(repository().join("input/2022/財政課.xlsx")).unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/fixtures/forms").join(name)).unwrap()
}

/// Damages `sound` in each of these ways; gives where a value changed in silence.
fn silent_after(
    name: &'static str,
    sound: &[u8],
    damages: impl Iterator<Item = (String, Vec<u8>)>,
) -> Vec<String> {
    let bench = Bench::new(name);
    let whole = bench.check(sound);
    assert!(values(&whole).len() > 20, "{name} is a form");
    let mut silent = Vec::new();
    for (what, bytes) in damages {
        let what = format!("{name}, {what}");
        let checked = bench.check(&bytes);
        assert_balanced(&checked, &what);
        let differences = silent_differences(&whole, &checked).into_iter();
        silent.extend(differences.map(|difference| format!("{what}: {difference}")));
    }
    silent
}

/// The file with one byte turned over, at so many places outside of these.
fn turned(
    sound: &[u8],
    places: usize,
    spared: Vec<Range<usize>>,
) -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut dice = Dice(20_260_401);
    (0..places).map(move |_| {
        let at = loop {
            let at = dice.roll(sound.len());
            if !spared.iter().any(|range| range.contains(&at)) {
                break at;
            }
        };
        let mut bytes = sound.to_vec();
        bytes[at] = dice.other_than(bytes[at]);
        (format!("byte {at} {:#04x} → {:#04x}", sound[at], bytes[at]), bytes)
    })
}

/// The file cut off at each kilobyte.
fn cut(sound: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..sound.len()).step_by(1024).map(|end| (format!("cut at {end}"), sound[..end].to_vec()))
}

fn assert_none(silent: &[String]) {
    assert!(silent.is_empty(), "{} differences\n{}", silent.len(), silent.join("\n"));
}

/// The check sums of a package cover all that is read; what they do not cover changes nothing or is found out.
#[test]
fn a_turned_byte_of_a_package_changes_no_value_in_silence() {
    let sound = submission();
    assert_none(&silent_after("財政課.xlsx", &sound, turned(&sound, 1_000, Vec::new())));
    let sound = fixture("財政課.ods");
    assert_none(&silent_after("財政課.ods", &sound, turned(&sound, 200, Vec::new())));
}

#[test]
fn a_file_cut_off_anywhere_changes_no_value_in_silence() {
    let files = [
        ("財政課.xlsx", submission()),
        ("財政課.ods", fixture("財政課.ods")),
        ("財政課.xls", fixture("財政課.xls")),
    ];
    for (name, sound) in files {
        assert_none(&silent_after(name, &sound, cut(&sound)));
    }
}

/// An .xls has no check sums: a digit turned into another one is a digit. It is read or refused, and what it holds is
/// accounted for. That values do change here shows that the comparison of the tests above can see it.
#[test]
fn a_turned_byte_of_an_xls_is_read_or_refused() {
    let sound = fixture("財政課.xls");
    let silent = silent_after("財政課.xls", &sound, turned(&sound, 400, spared(&sound)));
    assert!(!silent.is_empty());
}

/// Damage under sound check sums, as a program with a defect would leave it: read or refused.
#[test]
fn a_turned_byte_inside_a_part_is_read_or_refused() {
    let sound = submission();
    let parts = parts(&sound);
    let mut dice = Dice(7);
    // Every second byte is one of a part that holds answers, every fourth one of their texts, so that some must change a
    // value.
    let with_texts = |name: &str| name.contains("sharedStrings");
    let with_answers = |name: &str| with_texts(name) || name.contains("worksheets/sheet");
    let damages = (0..400).map(|turn| {
        let mut parts = parts.clone();
        let (name, inside) = loop {
            let part = dice.roll(parts.len());
            let (name, inside) = &parts[part];
            let is_wanted = match turn % 4 {
                1 => with_texts(name),
                3 => with_answers(name),
                _ => true,
            };
            if !inside.is_empty() && is_wanted {
                break &mut parts[part];
            }
        };
        let at = dice.roll(inside.len());
        inside[at] = dice.other_than(inside[at]);
        (format!("{name} byte {at}"), package(&parts))
    });
    let silent = silent_after("財政課.xlsx", &sound, damages.collect::<Vec<_>>().into_iter());
    assert!(!silent.is_empty());
}
