//! Exit codes: what a command came to, and what kinds of errors there are.

/// Done.
pub(super) const DONE: u8 = 0;
/// Done, and there is something to act on.
pub(super) const ACT: u8 = 1;

/// Whose matter an error is. It alone decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The call asks for what there is not, or for what must not be done.
    Call,
    /// A file that configures the program is wrong: plan, form, settings, texts of samples.
    Configuration,
    /// Something could not be read.
    Input,
    /// Something could not be written.
    Output,
    /// Whoever read the output has closed it, which is no error of anybody.
    BrokenPipe,
    /// A mistake of this program.
    Ours,
}

impl Kind {
    /// The exit code.
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Kind::Call | Kind::Configuration => 2,
            Kind::Input | Kind::Output | Kind::Ours => 3,
            Kind::BrokenPipe => DONE,
        }
    }
}
