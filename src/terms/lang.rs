//! The language of messages.

/// Japanese, or English on request. Forms and reports are Japanese always; only messages change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}
