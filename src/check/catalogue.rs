//! The catalogue of findings: one entry per code, from which messages, `matome explain` and the handbook are made.
//!
//! Families: F the file, V a value, L the layout of the form, X fields that contradict each other, S the submission.
//! Each family has a file of entries; the enum here names every entry, so that none can be without a code.
//! A code keeps its meaning for ever; a rule that is dropped leaves its number unused.

use super::finding::Severity;

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

/// The entries of a family, each a constant that the list of codes names.
macro_rules! entries {
    ($($entry:ident = $text:literal $severity:ident {
        title: $title_ja:literal / $title_en:literal,
        message: $message_ja:literal / $message_en:literal,
        hint: $hint_ja:literal / $hint_en:literal,
        why: $why_ja:literal,
        example: $example:expr,
    })*) => {
        $(pub(super) const $entry: Entry = Entry {
            text: $text,
            severity: Severity::$severity,
            title_ja: $title_ja,
            title_en: $title_en,
            message_ja: $message_ja,
            message_en: $message_en,
            hint_ja: $hint_ja,
            hint_en: $hint_en,
            why_ja: $why_ja,
            example: $example,
        };)*
    };
}

mod cross;
mod file;
mod layout;
mod limit;
mod submission;
mod value;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $entry:path,)*) => {
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
                    $(Code::$code => &$entry,)*
                }
            }
        }
    };
}

codes! {
    /// Not a workbook at all.
    NotAWorkbook = file::NOT_A_WORKBOOK,
    /// Password-protected.
    Encrypted = file::ENCRYPTED,
    /// Truncated or broken.
    Damaged = file::DAMAGED,
    /// Nothing in it.
    EmptyFile = file::EMPTY_FILE,
    /// More bytes than the limit.
    FileTooLarge = limit::FILE_TOO_LARGE,
    /// Not looked at on purpose.
    Skipped = file::SKIPPED,
    /// The disk refused.
    CannotRead = file::CANNOT_READ,
    /// Something unusual in the workbook.
    OddWorkbook = file::ODD_WORKBOOK,
    /// A cell or sheet that the reader lost.
    LostPart = file::LOST_PART,
    /// More parts in the package than the limit.
    TooManyParts = limit::TOO_MANY_PARTS,
    /// More bytes of all parts than the limit.
    InflatesTooFar = limit::INFLATES_TOO_FAR,
    /// More bytes of one part than the limit.
    PartTooLarge = limit::PART_TOO_LARGE,
    /// A part inflates more than honest ones do.
    PackedTooTightly = limit::PACKED_TOO_TIGHTLY,
    /// More strings than the limit.
    TooManyStrings = limit::TOO_MANY_STRINGS,
    /// More cell styles than the limit.
    TooManyStyles = limit::TOO_MANY_STYLES,
    /// More sheets than the limit.
    TooManySheets = limit::TOO_MANY_SHEETS,
    /// More cells with content than the limit.
    TooManyCells = limit::TOO_MANY_CELLS,
    /// Wider used areas than the limit.
    AreaTooWide = limit::AREA_TOO_WIDE,
    /// More text in a cell than the limit.
    TextTooLongForCell = limit::TEXT_TOO_LONG_FOR_CELL,
    /// More text in all than the limit.
    TooMuchText = limit::TOO_MUCH_TEXT,
    /// Deeper XML than the limit.
    NestedTooDeeply = limit::NESTED_TOO_DEEPLY,
    /// More merged areas than the limit.
    TooManyMerges = limit::TOO_MANY_MERGES,
    /// More defined names than the limit.
    TooManyNames = limit::TOO_MANY_NAMES,
    /// A required field is empty.
    RequiredEmpty = value::REQUIRED_EMPTY,
    /// Not a number where a number is expected.
    NotANumber = value::NOT_A_NUMBER,
    /// Not one of the choices.
    NotInChoices = value::NOT_IN_CHOICES,
    /// Outside the limits of the field.
    OutOfLimits = value::OUT_OF_LIMITS,
    /// Longer than the field allows.
    TextTooLong = value::TEXT_TOO_LONG,
    /// Another unit than the field's.
    WrongUnit = value::WRONG_UNIT,
    /// Read, but how it was read should be looked at.
    ReadWithDoubt = value::READ_WITH_DOUBT,
    /// Two values in one cell.
    TwoValues = value::TWO_VALUES,
    /// Refers to another cell or paper.
    Refers = value::REFERS,
    /// An error value or a formula without result.
    ErrorCell = value::ERROR_CELL,
    /// A letter that only looks like the right one.
    Confusable = value::CONFUSABLE,
    /// Not a date where a date is expected.
    NotADate = value::NOT_A_DATE,
    /// 集計中 and the like.
    Pending = value::PENDING,
    /// A cut written as a negative amount, or a revenue that is negative.
    SignContradicts = value::SIGN_CONTRADICTS,
    /// A reason is missing that the cell says in words.
    NoValueStated = value::NO_VALUE_STATED,
    /// A day on which nobody can have reported the round.
    DateOutOfRound = value::DATE_OUT_OF_ROUND,
    /// An actual with more decimals than its indicator.
    MoreDecimals = value::MORE_DECIMALS,
    /// A text with letters that look like others.
    LookAlikes = value::LOOK_ALIKES,
    /// The workbook carries no form of this plan.
    NoForm = layout::NO_FORM,
    /// Another form or version.
    OtherForm = layout::OTHER_FORM,
    /// Another plan.
    OtherPlan = layout::OTHER_PLAN,
    /// Names gone, found by labels.
    FoundByLabels = layout::FOUND_BY_LABELS,
    /// A field could not be found.
    FieldGone = layout::FIELD_GONE,
    /// A program's sheet is no longer in the workbook.
    SheetGone = layout::SHEET_GONE,
    /// A cell that is neither answer nor printed.
    Unaccounted = layout::UNACCOUNTED,
    /// A printed cell now holds something else.
    PrintAltered = layout::PRINT_ALTERED,
    /// Printed cells are gone.
    PrintGone = layout::PRINT_GONE,
    /// Names and print of a sheet speak of different programs.
    OtherProgramPrinted = layout::OTHER_PROGRAM_PRINTED,
    /// The name of a field and its labels disagree.
    NameContradicts = layout::NAME_CONTRADICTS,
    /// A label of a form that already exists stands at several places.
    LabelTwice = layout::LABEL_TWICE,
    /// Nothing tells which program a part of a sheet is about.
    ProgramUnclear = layout::PROGRAM_UNCLEAR,
    /// A program on the sheet of another kind.
    OtherKindPrinted = layout::OTHER_KIND_PRINTED,
    /// Rating and reason for no rating.
    RatedAndNotRated = cross::RATED_AND_NOT_RATED,
    /// Best step with an indicator below its pace.
    AheadBelowPace = cross::AHEAD_BELOW_PACE,
    /// Behind, and no issue written.
    BehindWithoutIssue = cross::BEHIND_WITHOUT_ISSUE,
    /// An actual equal to last year's.
    SameAsLastYear = cross::SAME_AS_LAST_YEAR,
    /// An actual far from last year's.
    FarFromLastYear = cross::FAR_FROM_LAST_YEAR,
    /// The words of the target in the cell of the actual.
    TargetAsActual = cross::TARGET_AS_ACTUAL,
    /// A target made easier without a reason.
    TargetLowered = cross::TARGET_LOWERED,
    /// An amount without the way it was computed.
    EffectWithoutMethod = cross::EFFECT_WITHOUT_METHOD,
    /// One effect reported twice in a round.
    EffectRepeated = cross::EFFECT_REPEATED,
    /// A one-year effect reported again in the next year.
    OneYearEffectRepeated = cross::ONE_YEAR_EFFECT_REPEATED,
    /// A total typed over its formula that is not the sum of the lines.
    TotalDiffers = cross::TOTAL_DIFFERS,
    /// A text that was cut at a limit of cells.
    TextCut = cross::TEXT_CUT,
    /// The same text in two programs.
    SameText = cross::SAME_TEXT,
    /// A narrative of a few characters.
    NarrativeShort = cross::NARRATIVE_SHORT,
    /// A past year's actual that was corrected on the form.
    PastCorrected = cross::PAST_CORRECTED,
    /// Cuts of one program written with both signs.
    MixedSigns = cross::MIXED_SIGNS,
    /// A study that is to be carried out, without a schedule.
    PromotedWithoutSchedule = cross::PROMOTED_WITHOUT_SCHEDULE,
    /// A merger that does not say into which program of the plan.
    MergedIntoNothing = cross::MERGED_INTO_NOTHING,
    /// The title of a recurring effect in force with another kind or nature.
    RecurringEffectReclassified = cross::RECURRING_EFFECT_RECLASSIFIED,
    /// Kind and amount of a recurring effect in force under another title.
    RecurringEffectRenamed = cross::RECURRING_EFFECT_RENAMED,
    /// An amount of effect far from the planned one or from last year's.
    EffectFarFromOther = cross::EFFECT_FAR_FROM_OTHER,
    /// Made for another round.
    WrongRound = submission::WRONG_ROUND,
    /// A program that another division leads.
    WrongDivision = submission::WRONG_DIVISION,
    /// Not a program of the plan.
    UnknownProgram = submission::UNKNOWN_PROGRAM,
    /// The same program twice in a workbook.
    DuplicateProgram = submission::DUPLICATE_PROGRAM,
    /// Two files with the same program, neither the later.
    RivalSubmissions = submission::RIVAL_SUBMISSIONS,
    /// A later submission counts.
    Superseded = submission::SUPERSEDED,
    /// A division the plan does not know.
    UnknownDivision = submission::UNKNOWN_DIVISION,
    /// A program that a revision has ended.
    EndedProgram = submission::ENDED_PROGRAM,
}

impl Code {
    /// The code with this text; case does not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.entry().text.eq_ignore_ascii_case(text.trim()))
    }

    /// The texts of all codes, in the order of the catalogue.
    #[must_use]
    pub fn texts() -> Vec<&'static str> {
        Code::ALL.iter().map(|code| code.entry().text).collect()
    }

    /// The texts of the codes that no plan may switch off: those by which the program says that something written was
    /// not used. Without them it would vanish in silence.
    #[must_use]
    pub fn never_off() -> Vec<&'static str> {
        let is_of_file = |text: &str| text.starts_with('F');
        Code::texts()
            .into_iter()
            .filter(|text| is_of_file(text) || NEVER_OFF.contains(text))
            .collect()
    }
}

/// Beside the whole family F: fields not found and cells outside them, sheets that do not count, values not taken.
const NEVER_OFF: [&str; 27] = [
    "L301", "L302", "L303", "L305", "L307", "L308", "L310", "L311", "L312", "L313", "L314", "S501",
    "S502", "S503", "S504", "S505", "S508", "V202", "V203", "V204", "V206", "V208", "V209", "V210",
    "V211", "V212", "V216",
];

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
        assert!(NEVER_OFF.iter().all(|text| Code::parse(text).is_some()));
    }
}
