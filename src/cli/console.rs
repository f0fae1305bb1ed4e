//! What goes to the screen: results to stdout, everything else to stderr.

use std::cell::RefCell;
use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};

use indicatif::{ProgressBar, ProgressStyle};

use super::error::CliError;
use crate::finding::Look;
use crate::terms::Lang;

/// The two streams, with language and loudness.
pub(super) struct Console {
    lang: Lang,
    quiet: bool,
    verbose: bool,
    /// Messages that wait for what is said before them.
    held: RefCell<Option<Vec<String>>>,
}

impl Console {
    pub(super) fn new(lang: Lang, quiet: bool, verbose: bool) -> Console {
        Console { lang, quiet, verbose, held: RefCell::new(None) }
    }

    /// Keeps details and what there is to know until [`Console::held`] asks for them.
    pub(super) fn hold(&self) {
        self.held.replace(Some(Vec::new()));
    }

    /// What was held back; from now on everything is shown at once again.
    pub(super) fn held(&self) -> Vec<String> {
        self.held.take().unwrap_or_default()
    }

    /// Shows a message on stderr, or holds it back.
    pub(super) fn show(&self, text: &str) {
        if let Some(held) = self.held.borrow_mut().as_mut() {
            held.push(text.to_owned());
            return;
        }
        // The run goes on all the same.
        let _ = writeln!(stderr(), "{text}");
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether errors may be coloured.
    pub(super) fn colour(&self) -> bool {
        stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }

    /// Whether results may be coloured.
    pub(super) fn result_colour(&self) -> bool {
        let takes_codes = match std::env::var_os("TERM") {
            Some(term) => term != "dumb",
            // The old console of Windows shows the codes themselves; its terminal says that it is there.
            None => !cfg!(windows) || std::env::var_os("WT_SESSION").is_some(),
        };
        takes_codes && stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }

    /// How findings are to look.
    pub(super) fn look(&self) -> Look {
        Look { lang: self.lang, with_info: self.verbose, colour: self.result_colour() }
    }

    /// The words of the language in use.
    pub(super) fn say<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(ja, en)
    }

    /// A result, to stdout.
    pub(super) fn result(&self, text: &str) -> Result<(), CliError> {
        self.stream(|out| out.write_all(text.as_bytes()))
    }

    /// A result that is written as it is made, to stdout.
    pub(super) fn stream(
        &self,
        write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), CliError> {
        let mut out = BufWriter::new(stdout().lock());
        write(&mut out).and_then(|()| out.flush()).map_err(|error| match error.kind() {
            // The reader (`| head`) has seen enough.
            std::io::ErrorKind::BrokenPipe => CliError::ReaderGone,
            _ => CliError::write("stdout".as_ref(), &error),
        })
    }

    /// A message, to stdout unless quiet.
    pub(super) fn note(&self, text: &str) -> Result<(), CliError> {
        if self.quiet { Ok(()) } else { self.result(&format!("{text}\n")) }
    }

    /// A detail, to stderr if verbose.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose {
            self.show(text);
        }
    }

    /// Something to know, to stderr unless quiet.
    pub(super) fn warn(&self, text: &str) {
        if !self.quiet {
            self.show(text);
        }
    }

    /// An error, to stderr.
    pub(super) fn error(&self, text: &str) {
        // There is no other place to say that stderr is gone.
        let _ = writeln!(stderr(), "{}", text.trim_end());
    }

    /// A progress bar: shown on a terminal only.
    pub(super) fn progress(&self, length: usize, what: &str) -> ProgressBar {
        if self.quiet || !stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length as u64).with_message(what.to_owned());
        // A template that indicatif refuses leaves its default look.
        match ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}
