//! What is said about a cell: remarks on what was read, and the reasons for what was not.
//!
//! Both carry data, not sentences; another room words them. `kind` is the stable key by which they are
//! mapped to findings.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::qualifier::Qualifier;
use crate::terms::FiscalYear;

/// An enum whose every variant has a stable key.
macro_rules! kinds {
    (
        $(#[$meta:meta])* $name:ident {
            $( $(#[$doc:meta])* $variant:ident $({ $( $(#[$fdoc:meta])* $field:ident : $ty:ty ),* $(,)? })? = $kind:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs)] // What a member tells is said of the member.
        pub enum $name {
            $( $(#[$doc])* $variant $({ $( $(#[$fdoc])* $field: $ty ),* })?, )*
        }

        impl $name {
            /// Every kind, in the order of the table.
            #[cfg(test)]
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The stable key of this kind.
            #[cfg(test)]
            pub fn kind(&self) -> &'static str {
                match self {
                    $( $name::$variant $({ $( $field: _ ),* })? => $kind, )*
                }
            }
        }
    };
}

kinds! {
    /// The cell was read all the same; this says how.
    Remark {
        /// A space stands between groups of three digits (N004).
        SpaceInNumber = "space-in-number",
        /// 、 stands for a comma (N008).
        IdeographicComma = "ideographic-comma",
        /// ・ stands for a decimal point (N006, N007).
        MiddleDotAsPoint = "middle-dot-as-point",
        /// A long vowel mark or a horizontal bar stands for a minus (N012). `written`: the character found.
        LongVowelAsMinus { written: char } = "long-vowel-as-minus",
        /// ▼ or ▽ stands for a minus (N015). `written`: the character found.
        RareMinus { written: char } = "rare-minus",
        /// Small raised letters are the mark of a note; no cell's text gives this. `mark`: the letters.
        NoteMark { mark: String } = "note-mark",
        /// A time of day stands behind the day; no cell's text gives this.
        TimeLeftOut {
            /// The time.
            #[serde(with = "crate::terms::kept::text")]
            time: jiff::civil::Time,
        } = "time-left-out",
        /// A power of ten as a spreadsheet shows it, possibly rounded (N020).
        Exponent = "exponent",
        /// 憶 stands for 億 (N037).
        TypoOku = "typo-oku",
        /// Written in plain yen, or the like, where the form counts in a larger unit (N032).
        /// `written`: the unit in the cell. `expected`: the unit of the form.
        /// `by_format`: nobody wrote the unit: the number format shows it.
        UnitConflict { written: String, expected: String, by_format: bool } = "unit-conflict",
        /// Written out in another magnitude than the form's and converted (N033–N043).
        /// `written`: the last magnitude and unit in the cell. `expected`: the unit of the form.
        UnitConverted { written: String, expected: String } = "unit-converted",
        /// Written in a unit two steps above the form's and converted, as 億円 in a column of 千円: right, or a slip (N039).
        /// `written`: the last magnitude and unit in the cell. `expected`: the unit of the form.
        /// `by_format`: nobody wrote the unit: the number format shows it.
        UnitFarFromField { written: String, expected: String, by_format: bool } = "unit-far-from-field",
        /// A word such as 合計 stands before the number (N047). `written`: the word.
        Label { written: String } = "label",
        /// A bare number of at most 1 in a % field: that many per cent, or a fraction of 1? (N062)
        PercentOrFraction {
            /// The number as written; it is kept.
            #[serde(with = "crate::terms::kept::decimal")]
            written: Decimal,
        } = "percent-or-fraction",
        /// The number format divides what it shows by 1,000 (4.1). `thousands`: how many times it divides by 1,000.
        /// `fits`: the unit of the form is what the format shows; if not, the stored value was taken as it is.
        ScaledByFormat { thousands: u32, fits: bool } = "scaled-by-format",
        /// The number format shows per cent, and the number is that of a rate typed without the sign: 90 is 9000 % (N060).
        PercentByFormat {
            /// The number as stored.
            #[serde(with = "crate::terms::kept::decimal")]
            stored: Decimal,
        } = "percent-by-format",
        /// The number format leaves out digits that the number has: 1350.4 is shown as 1,350 (N093).
        DigitsHidden {
            /// What is seen.
            shown: String,
        } = "digits-hidden",
        /// A note beside the number holds a number too: `20.5%(見込み含む18.0)`. The one outside is read (N018).
        /// `written`: the note as written.
        NumberInNote { written: String } = "number-in-note",
        /// The number format shows something else than the number, e.g. nothing at all. `format`: the format code.
        /// `shown`: what is seen, as far as that is known.
        HiddenByFormat { format: String, shown: Option<String> } = "hidden-by-format",
        /// A computed number with more than 15 digits was rounded to the 15 that a spreadsheet shows (N019).
        FloatNoise {
            /// The number as stored.
            #[serde(with = "crate::terms::kept::decimal")]
            stored: Decimal,
        } = "float-noise",
        /// The column says that this word means zero (N082). `written`: the word.
        NoneAsZero { written: String } = "none-as-zero",
        /// The kanji 〇, which looks like the mark ○, was read as zero (N083).
        KanjiZero = "kanji-zero",
        /// 皆増: there was nothing before (N070).
        AllNew = "all-new",
        /// 皆減: there is nothing left (N070).
        AllGone = "all-gone",
        /// The date or year lies after the end of the era written (N103, N107, N108). `era`: the era as written.
        /// `year`: the year of that era as written.
        EraPastItsEnd { era: String, year: i16 } = "era-past-its-end",
        /// The date lies before the first day of the era written. `era`: the era as written.
        /// `year`: the year of that era as written.
        EraBeforeItsStart { era: String, year: i16 } = "era-before-its-start",
        /// No era was written; this one was taken (N100, N102, N104). `era`: the era taken.
        /// `year`: the year of the era.
        EraAssumed { era: String, year: i16 } = "era-assumed",
        /// No year was written; the survey's was taken (N112). `year`: the fiscal year taken.
        YearAssumed { year: FiscalYear } = "year-assumed",
        /// The day of the week written is not that of the date (N109). `written`: the day of the week as written.
        /// `actual`: the day of the week of the date.
        WeekdayMismatch { written: char, actual: char } = "weekday-mismatch",
        /// A number without a date format was read as a day count since 1900 (N111). `serial`: the number.
        SerialAsDate { serial: i64 } = "serial-as-date",
        /// A part of the fiscal year is named (年度中, 年度末); the year was read (N114). `written`: the words.
        PartOfYear { written: String } = "part-of-year",
        /// A numeric cell in a text field.
        NumberAsText = "number-as-text",
        /// A cell in a text field whose number format is not known well enough to say what it shows.
        /// `format`: the format code.
        NotAsShown { format: String } = "not-as-shown",
        /// A date cell in a text field; the text is the ISO date.
        DateAsText = "date-as-text",
    }
}

impl Remark {
    /// The unit of the value, where the number format shows it and nobody wrote it.
    pub fn unit_of_format(&self) -> Option<&str> {
        match self {
            Remark::UnitConflict { written, by_format: true, .. }
            | Remark::UnitFarFromField { written, by_format: true, .. } => Some(written),
            _ => None,
        }
    }
}

kinds! {
    /// The cell was not read; this says why.
    Refusal {
        /// More than one value in the cell (N017, N048, N123).
        TwoValues = "two-values",
        /// A circled or bracketed digit in a number field (N016). `written`: the character.
        CircledNumber { written: char } = "circled-number",
        /// 同上, 〃 (N089).
        Ditto = "ditto",
        /// 別紙のとおり (N090).
        Reference = "reference",
        /// A character that looks like another (N124, N136). `found`: the character found.
        /// `looks_like`: what it looks like.
        Confusable { found: char, looks_like: char } = "confusable",
        /// Not one of the list. `nearest`: code of the option whose wording is nearest, if any is near.
        NotInChoices { nearest: Option<String> } = "not-in-choices",
        /// The code of one option beside the label of another. `code`: code of the option whose code is written.
        /// `label`: code of the option whose label is written.
        CodeAndLabelDisagree { code: String, label: String } = "code-and-label-disagree",
        /// A date without year or era (N110).
        AmbiguousDate = "ambiguous-date",
        /// A fiscal year that several eras could mean.
        AmbiguousYear = "ambiguous-year",
        /// 2千 in a column of 千円: 2,000 yen or 2,000 thousand?
        AmbiguousMagnitude = "ambiguous-magnitude",
        /// A magnitude is left out, as in 3億4890円 (N038).
        SkippedMagnitude = "skipped-magnitude",
        /// Another unit than the field's (N046, N066). `written`: the unit in the cell.
        /// `expected`: the unit of the field.
        WrongUnit { written: String, expected: String } = "wrong-unit",
        /// 以上, 以下, 未満 or 超 beside an actual: the words of a target (N045, N064). `written`: the bound.
        Bound { written: Qualifier } = "bound",
        /// What stands behind the number is neither a unit nor a word that is known. `written`: what stands there.
        UnknownTail { written: String } = "unknown-tail",
        /// Brackets around a number where the column does not say that they mean minus (N013).
        Parentheses = "parentheses",
        /// Commas not at every third digit.
        BadGrouping = "bad-grouping",
        /// Zeros before the number: a code rather than a quantity (N021).
        LeadingZeros = "leading-zeros",
        /// `####`: what a narrow column shows (N022).
        ColumnTooNarrow = "column-too-narrow",
        /// A mark such as ○ or △ where a number is expected (N092). `written`: the mark.
        Mark { written: char } = "mark",
        /// The number format puts a minus mark before a number that is not negative. `format`: the format code.
        SignInFormat { format: String } = "sign-in-format",
        /// The number format divides by thousands but names another unit. `format`: the format code.
        FormatContradicts { format: String } = "format-contradicts",
        /// An error cell, or an error value typed (N087). `code`: the error, e.g. `#REF!`.
        ErrorCell { code: String } = "error-cell",
        /// A formula that was never calculated.
        NoResult = "no-result",
        /// No number of a known form.
        NotANumber = "not-a-number",
        /// No date of a known form, or a day that does not exist.
        NotADate = "not-a-date",
        /// No fiscal year of a known form.
        NotAFiscalYear = "not-a-fiscal-year",
        /// Words that fix no value: 半数, 夏頃, 随時 (N065, N114).
        Vague = "vague",
        /// The amount is not a whole number of yen.
        FractionOfYen {
            /// The amount.
            #[serde(with = "crate::terms::kept::decimal")]
            yen: Decimal,
        } = "fraction-of-yen",
        /// Too large, or with too many decimals, to be held exactly.
        OutOfRange = "out-of-range",
        /// A date where a number is expected (N111).
        DateInNumber {
            /// The date.
            #[serde(with = "crate::terms::kept::text")]
            date: Date,
        } = "date-in-number",
        /// A time of day or a length of time where a number is expected.
        TimeInNumber = "time-in-number",
        /// Serial 0 or 60, which are no days (N117).
        OddSerial {
            /// What a spreadsheet makes of it.
            #[serde(with = "crate::terms::kept::text")]
            date: Date,
        } = "odd-serial",
        /// Only a year, or a year and month, where a day is expected (N105, N116). `year`: the calendar year.
        /// `month`: the month, if written.
        DayMissing { year: i16, month: Option<i8> } = "day-missing",
        /// Several fiscal years where one is expected (N113).
        YearRange { years: Vec<FiscalYear> } = "year-range",
        /// TRUE or FALSE where something else is expected.
        Boolean = "boolean",
        /// A part of the cell is struck out; no cell's text gives this. `struck`: what is struck out.
        /// `rest`: what is left.
        PartlyStruck { struck: String, rest: String } = "partly-struck",
        /// A part of the cell has the colour of what is behind it; no cell's text gives this. `invisible`: that part.
        /// `seen`: what is left.
        PartlyInvisible { invisible: String, seen: String } = "partly-invisible",
        /// A number that its date format has no day for, so that `####` is shown; no cell's text gives this. `number`: the
        /// number.
        OutsideCalendar { number: String } = "outside-calendar",
        /// The part of the file that holds the cell could not be read; no cell's text gives this.
        Lost = "lost",
        /// The cell was merged with that of another field; no cell's text gives this.
        Shared = "shared",
    }
}
