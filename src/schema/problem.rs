//! What can be wrong with a schema file, as data. The sentences stand in `words.rs`.

use crate::terms::{FiscalYear, ProgramNo, Quantity, Round};

use super::indicator::Shape;
use super::plan::ProgramKind;

/// The kind of thing that a problem speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A program, or its number.
    Program,
    /// A direction, or its key.
    Direction,
    /// A division, or its name.
    Division,
    /// A line of a schedule.
    Activity,
    /// An indicator, or its key.
    Indicator,
    /// A survey.
    Round,
    /// A rating scale, or its version.
    Scale,
    /// The first year of a rating scale.
    ScaleSince,
    /// A step of a rating scale, or its code.
    Level,
    /// A reason for which a program is not rated.
    NotRated,
    /// A revision, by its first year.
    Revision,
    /// The condition of a rule of the review.
    Condition,
    /// The key of a file.
    FileId,
    /// A printed title or name.
    Text,
    /// The unit of an indicator.
    Unit,
    /// A sheet of the form.
    Sheet,
    /// A block of a sheet.
    Block,
    /// A field, or its key.
    Field,
    /// A list to choose from, or its key.
    ChoiceList,
    /// One option of a list.
    Choice,
    /// A column of a table.
    Column,
    /// A row of a table.
    Line,
}

/// Why a name cannot become the name of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileNameFault {
    /// A character that Windows does not allow.
    Character(char),
    /// It begins or ends with a blank, or ends with a full stop.
    Edge,
    /// The name of a device.
    Reserved,
}

/// A place where only some keys of `find` make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindOn {
    /// A column of a table or list.
    Column,
    /// A sheet that holds several programs.
    SharedSheet,
    /// A sheet that holds one program.
    OwnSheet,
    /// A field that stands at an address.
    Address,
}

/// Which of two digits-only codes is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// 全国地方公共団体コード.
    Municipality,
    /// 法人番号.
    Corporate,
}

/// What is wrong, with what was found and what was expected.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemKind {
    /// The file is not TOML here; the parser's own words.
    Syntax(String),
    /// The same key twice in one table.
    KeyTwice(String),
    /// A key that the format does not have.
    UnknownKey {
        /// As written.
        found: String,
        /// Keys possible here.
        known: Vec<String>,
    },
    /// A key that must be there and is not.
    MissingKey(String),
    /// A value of another kind than the key takes.
    WrongType {
        /// As written.
        found: String,
        /// In the parser's words.
        expected: String,
    },
    /// A word outside a fixed list.
    UnknownWord {
        /// As written.
        found: String,
        /// Words possible here.
        known: Vec<String>,
    },
    /// A code of findings that no rule has.
    UnknownRule {
        /// As written.
        found: String,
        /// The codes that there are.
        known: Vec<String>,
    },
    /// A choice in a rule of the review that the form does not offer, so that the rule would never apply.
    UnknownProposal {
        /// As written.
        found: String,
        /// The choices that there are.
        known: Vec<String>,
    },
    /// A code that no plan may switch off: without its finding something written would vanish in silence.
    RuleNeverOff(String),
    /// The text names no survey.
    NotARound(String),
    /// The text is no address of a cell.
    NotACell(String),
    /// A message of the parser that is not known here.
    Unreadable(String),

    /// The same key or name a second time.
    Duplicate {
        /// Of what.
        thing: Thing,
        /// The key or name.
        name: String,
        /// Line of the first.
        first_line: usize,
    },
    /// One wording that stands for two things.
    Ambiguous {
        /// Of what.
        thing: Thing,
        /// The wording.
        text: String,
        /// What it stands for first.
        one: String,
        /// What it stands for also.
        other: String,
    },
    /// A code or reason that the reports already use for programs without a rating: both would be counted as one.
    TakenState(String),
    /// A reference to something that is not in the file.
    Unknown {
        /// Of what.
        thing: Thing,
        /// The reference.
        name: String,
        /// What could be meant.
        known: Vec<String>,
    },
    /// A list without entries, or a blank name.
    Empty(Thing),
    /// More entries than a sheet holds.
    TooMany {
        /// Of what.
        thing: Thing,
        /// How many.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// Listed before an earlier one.
    OutOfOrder {
        /// Of what.
        thing: Thing,
        /// Which.
        name: String,
    },
    /// A key that is not written in small letters, digits and `_`.
    BadKey(String),
    /// A plan's key that is not ASCII letters, digits, `-` and `_`.
    BadPlanId(String),
    /// The lower limit lies above the upper.
    MinAboveMax {
        /// Lower limit.
        min: Quantity,
        /// Upper limit.
        max: Quantity,
    },

    /// Program number 0.
    ZeroNumber,
    /// A year outside of what the calendar here covers.
    YearOutOfRange(FiscalYear),
    /// A number that is no year of any calendar, as written.
    NotAYear(String),
    /// The last year comes before the first.
    YearsReversed {
        /// First year.
        first: FiscalYear,
        /// Last year.
        last: FiscalYear,
    },
    /// Not one phase for each year of the plan.
    PhaseCount {
        /// Phases given.
        found: usize,
        /// Years of the plan.
        expected: usize,
    },
    /// `→` with no phase before it.
    ArrowWithoutPhase,
    /// This shape needs a target.
    TargetMissing(Shape),
    /// The target is due before the plan begins.
    TargetBeforePlan {
        /// Year of the target.
        by: FiscalYear,
        /// First year of the plan.
        first: FiscalYear,
    },
    /// Both `by` and `each_year`.
    TargetTwice,
    /// Neither `by` nor `each_year`.
    TargetUndated(Shape),
    /// This shape needs a baseline.
    BaselineMissing(Shape),
    /// `keep_within` without a band.
    ToleranceMissing,
    /// A band below zero.
    ToleranceNegative(Quantity),
    /// Not a date of the calendar.
    NotADate(String),
    /// A survey of a year that the plan does not cover.
    RoundOutside {
        /// The survey.
        round: Round,
        /// First year.
        first: FiscalYear,
        /// Last year.
        last: FiscalYear,
    },
    /// A year that the plan does not cover.
    YearOutside {
        /// The year.
        year: FiscalYear,
        /// First year.
        first: FiscalYear,
        /// Last year.
        last: FiscalYear,
    },
    /// A scale that says for some codes of the scale before it what they are now, but not for this one.
    CodeNotMapped(String),
    /// The first scale has none before it.
    NoScaleBefore,
    /// A second round of the mid-term review.
    SecondReview {
        /// The survey.
        round: Round,
        /// The first one.
        first: Round,
    },
    /// A revision from a year that is not after the plan's first, or is after its last.
    RevisionOutside {
        /// First year of the revision.
        from: FiscalYear,
        /// First year of the plan.
        first: FiscalYear,
        /// Last year of the plan.
        last: FiscalYear,
    },
    /// A change of a program, or a merger into one, that an earlier or the same revision ends.
    ProgramHasEnded(ProgramNo),
    /// Both `ended` and `merged_into`.
    EndedAndMerged,
    /// A program merged into itself.
    MergedIntoItself(ProgramNo),
    /// Only a study program is promoted, and none is put back.
    NotAPromotion(ProgramNo),
    /// Not the right number of digits.
    CodeDigits {
        /// Which code.
        code: CodeKind,
        /// As written.
        found: String,
    },
    /// The check digit does not fit.
    CodeCheckDigit {
        /// Which code.
        code: CodeKind,
        /// As written.
        found: String,
        /// The digit that fits.
        expected: u8,
    },
    /// The lead division is said to be unknown, but a real division leads.
    LeadNotPlaceholder(String),
    /// The name cannot be the name of a workbook.
    FileName {
        /// The name.
        name: String,
        /// Why not.
        fault: FileNameFault,
    },
    /// The name holds a character that Shift_JIS (CP932) does not have.
    NotInCp932 {
        /// The name.
        name: String,
        /// The character.
        character: char,
    },
    /// More decimals than a printed share can use.
    ShareDecimals {
        /// As written.
        found: u32,
        /// The limit.
        most: u32,
    },

    /// A field of type `choice` without a list.
    ChoiceWithoutList,
    /// A list on a field of another type.
    ListWithoutChoice,
    /// The columns, or the fields of a row, are wider than the form.
    TooWide {
        /// Sum of the fixed widths.
        sum: u32,
        /// Width of the form.
        width: u32,
    },
    /// A second column without a width.
    SecondOpenColumn,
    /// A pattern of keys without one of its placeholders.
    PatternLacks {
        /// The pattern.
        pattern: String,
        /// The placeholder.
        placeholder: &'static str,
    },
    /// A block with single fields and a table.
    FieldsAndTable,
    /// A block with neither.
    EmptyBlock,
    /// A field that is neither filled in nor printed.
    NothingToShow,
    /// Programs of this kind exist, but no sheet for them.
    KindWithoutSheet(ProgramKind),

    /// Some sheets of the form have `find`, this one has not.
    SheetWithoutFind,
    /// `find` on a part of a form that this program writes.
    FindOnOwnForm,
    /// A field of a form that already exists without a place.
    FieldWithoutFind,
    /// A key of `find` that has no meaning here.
    FindKeyUseless {
        /// The key.
        key: &'static str,
        /// What it stands on.
        on: FindOn,
    },
    /// Rows that are told apart by name, but no column of names.
    NameColumnMissing,
    /// A table on a sheet that has one row for each program.
    TableInRow,
    /// Money whose unit neither the field nor a cell beside it tells.
    MoneyUnitUnknown,
    /// A unit of money that the form cannot have.
    MoneyUnit {
        /// As written.
        found: String,
        /// Units possible here.
        known: Vec<String>,
    },
}
