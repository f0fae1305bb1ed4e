//! The bound beside a number.

/// A bound written beside a number (N045).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// 以上
    AtLeast,
    /// 以下, 以内
    AtMost,
    /// 超, 余, 強
    MoreThan,
    /// 未満, 弱
    LessThan,
}

impl Qualifier {
    /// The bound as it stands in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Qualifier::AtLeast => "at_least",
            Qualifier::AtMost => "at_most",
            Qualifier::MoreThan => "more_than",
            Qualifier::LessThan => "less_than",
        }
    }
}
