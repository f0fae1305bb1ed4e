//! What a reader wants to know: 目次 leads from each question to the sheets that answer it.

use crate::terms::named;

named! {
    /// What a sheet answers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum Question.asked {
        /// The whole in figures.
        Whole = "全体はどうだったか",
        /// Program by program, beside the rounds before.
        Changed = "何が進み、何が遅れ、前回から何が変わったか",
        /// Everything that is known of one program.
        One = "1つを詳しく見たい",
        /// Indicators.
        Reached = "目標に届いているか",
        /// Fiscal effects.
        Money = "効果はいくらか",
        /// Activities, and what is still studied.
        OnTime = "予定の取組は、どこまで来たか",
        /// The mid-term review.
        Revised = "計画をどう改めるか",
        /// Who has not answered.
        Missing = "誰が出していないか",
        /// What has to be mended.
        Wrong = "何を直してもらうか",
        /// Every record with its cell.
        Source = "この数は、どのファイルのどのセルから来たか",
        /// What the figures mean, and whether they agree.
        Trusted = "数字を信じてよいか、どう計算したか",
    }
}
