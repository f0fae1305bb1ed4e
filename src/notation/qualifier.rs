//! The bound beside a number.

use serde::{Deserialize, Serialize};

use crate::terms::named;

named! {
    /// A bound written beside a number (N045).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum Qualifier.as_str {
        /// 以上
        AtLeast = "at_least",
        /// 以下, 以内
        AtMost = "at_most",
        /// 超, 余, 強
        MoreThan = "more_than",
        /// 未満, 弱
        LessThan = "less_than",
    }
}
