//! What was read of the files that came in, kept so that the next run reads only those that changed.
//!
//! An entry is what the reader of submissions gave for one file. It holds for the very bytes and name of the file, the
//! program's sources, plan, form, limits, round and what earlier rounds reported; anything else is read anew, and so is
//! what is not whole. A second, short entry of a file is what was made of it by the rules, which look at all files of
//! the rounds before: it holds as long as these are the same. A run that asks for findings only keeps no more than these,
//! of all files of a round in one file. An entry is data only: it says nothing of where anything is
//! written, and no run fails for it. `kept.rs` is its shape, `entry.rs` its bytes, `store.rs` the folder, `ledger.rs` the file
//! of short entries. This room knows
//! no rules, and the rooms before it do not know of it.

mod entry;
mod kept;
mod ledger;
mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::form::FormContext;
use crate::schema::Form;
use crate::submission::{Submission, SubmissionContent, Unreadable};
use crate::terms::Round;
use crate::workbook::Limits;
use entry::{Key, MOST_BYTES, Sum, Unusable, packed, unpacked};
use kept::Kept;
use ledger::Ledger;
use store::{Shelf, Store, name};

/// The sources that the program was built from.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("MATOME_SOURCES"));

/// What was read of files in this run and in earlier ones.
#[derive(Debug, Default)]
pub struct Cache {
    store: Option<Store>,
    basis: Sum,
    told: Mutex<Told>,
}

/// What decides what is read of every file of a run.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// SHA-256 of `plan.toml`.
    pub plan_sha256: &'a str,
    /// SHA-256 of `form.toml`.
    pub form_sha256: &'a str,
    /// How much one workbook may ask for.
    pub limits: &'a Limits,
}

/// What is worth a word to whoever asks for details.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Files that did not need to be read.
    pub used: usize,
    /// Entries that were not as they were written, or not written by this program.
    pub damaged: usize,
    /// Entries of another program, plan or form.
    pub older: usize,
    /// Why nothing can be kept.
    pub trouble: Option<String>,
}

impl Cache {
    /// The one in the folder of the outputs.
    #[must_use]
    pub fn inside(output: &Path, basis: &Basis<'_>) -> Cache {
        let Basis { plan_sha256, form_sha256, limits } = basis;
        let limits = format!("{limits:?}");
        let (store, trouble) = match Store::inside(output) {
            Ok(store) => (Some(store), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let told = Mutex::new(Told { trouble, ..Told::default() });
        Cache { store, basis: sum(&[PROGRAM, plan_sha256, form_sha256, &limits]), told }
    }

    /// What is kept of the files of the context's round, of which the forerunners are those of earlier rounds.
    #[must_use]
    pub fn of_round<'c>(
        &'c self,
        context: &FormContext<'c>,
        forerunners: &Forerunners,
    ) -> KeptRound<'c> {
        let round = context.round.to_string();
        let past = postcard::to_stdvec(context.past);
        // Without the past nothing can be told to be the same.
        let store = self.store.as_ref().filter(|_| past.is_ok());
        let words = [context.plan.id.as_str(), round.as_str()];
        let ledger = |store: &Store| Ledger::of(store.shelf(&["judged"]), name(&words));
        KeptRound {
            read: store.map(|store| store.shelf(&words)),
            judged: store.zip(forerunners.0).map(|(store, past)| (ledger(store), past)),
            basis: Sha256::new().chain_update(self.basis).chain_update(&round).finalize().into(),
            past: Sha256::digest(past.unwrap_or_default()).into(),
            form: context.form,
            cache: self,
            asked: Mutex::default(),
            written: AtomicUsize::new(0),
        }
    }

    /// What is kept of outputs that were made of these words, and of all files of the forerunners.
    #[must_use]
    pub fn outputs(&self, words: &[&str], forerunners: &Forerunners) -> KeptOutputs<'_> {
        let place = self.store.as_ref().zip(forerunners.0).map(|(store, past)| {
            let key = Key { basis: self.basis, past, file: sum(words) };
            (store.shelf(&["outputs"]), key)
        });
        KeptOutputs { cache: self, place, entry: name(words) }
    }

    /// What is to be told since it was last asked.
    #[must_use]
    pub fn told(&self) -> Told {
        std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn tell(&self, tell: impl FnOnce(&mut Told)) {
        tell(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Which files the rounds before held. What follows from them is the same as long as they are; nothing if that is not
/// known, since one of them could not be read.
#[derive(Debug, Clone)]
pub struct Forerunners(Option<Sum>);

impl Default for Forerunners {
    /// No round was held before.
    fn default() -> Forerunners {
        Forerunners(Some(sum(&[])))
    }
}

impl Forerunners {
    /// These and the files of the round that follows them.
    #[must_use]
    pub fn and(&self, round: Round, submissions: &[Submission]) -> Forerunners {
        let is_unknown = |own: &Submission| {
            matches!(own.content, SubmissionContent::Unreadable(Unreadable::Disk(_)))
        };
        let before = self.0.filter(|_| !submissions.iter().any(is_unknown));
        Forerunners(before.map(|before| {
            let round = round.to_string();
            let files = submissions.iter().flat_map(|own| [&*own.file, own.sha256.as_str()]);
            let words: Vec<&str> = std::iter::once(round.as_str()).chain(files).collect();
            Sha256::new().chain_update(before).chain_update(sum(&words)).finalize().into()
        }))
    }
}

/// What is kept of the files of a round.
#[derive(Debug)]
pub struct KeptRound<'c> {
    cache: &'c Cache,
    /// What was read of them.
    read: Option<Shelf>,
    /// What was made of that, where it is known what else it was made from.
    judged: Option<(Ledger, Sum)>,
    basis: Sum,
    past: Sum,
    form: &'c Form,
    /// Entries of the files that this run asked for.
    asked: Mutex<BTreeSet<String>>,
    written: AtomicUsize,
}

impl KeptRound<'_> {
    /// What is kept of a file with this name and these bytes.
    pub fn file<'k>(&'k self, file: &'k Arc<str>, bytes: &[u8]) -> KeptFile<'k> {
        if self.read.is_none() {
            return KeptFile { round: self, file, sha256: Sum::default(), key: None };
        }
        let sha256: Sum = Sha256::digest(bytes).into();
        let of_file = Sha256::new().chain_update(&**file).chain_update([0]).chain_update(sha256);
        let key = Key { basis: self.basis, past: self.past, file: of_file.finalize().into() };
        let entry = name(&[file]);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.clone());
        KeptFile { round: self, file, sha256, key: Some((key, entry)) }
    }

    /// Ends the round. Of its files that lay there before and do not any more nothing is kept, if `is_whole`: if all of
    /// the round's files were asked for.
    pub fn close(self, is_whole: bool) {
        let Some(store) = &self.cache.store else { return };
        let asked = self.asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        let asked = is_whole.then_some(&asked);
        // What cannot be taken away does no harm: it is not asked for.
        if let (Some(asked), Some(shelf)) = (asked, &self.read) {
            let _ = shelf.keep_only(asked);
        }
        match self.judged.map(|(ledger, _)| ledger.close(asked)) {
            Some(Ok(true)) => {
                self.written.fetch_add(1, Ordering::Relaxed);
            }
            Some(Err(error)) => self.cache.tell(|told| told.trouble = Some(error.to_string())),
            Some(Ok(false)) | None => {}
        }
        if self.written.load(Ordering::Relaxed) > 0 {
            let _ = store.bound();
        }
    }
}

/// What is kept of a file.
#[derive(Debug)]
pub struct KeptFile<'k> {
    round: &'k KeptRound<'k>,
    file: &'k Arc<str>,
    sha256: Sum,
    /// What decides it, and what the entries are called; nothing where nothing is kept.
    key: Option<(Key, String)>,
}

impl KeptFile<'_> {
    /// What the file holds, as it was read before.
    #[must_use]
    pub fn known(&self) -> Option<Submission> {
        let (shelf, (key, entry)) = self.round.read.as_ref().zip(self.key.as_ref())?;
        let bytes = shelf.load(entry, MOST_BYTES)?;
        let kept = unpacked::<Kept<'_>>(&bytes, key);
        self.usable(kept.and_then(|kept| self.content(kept))).map(|content| self.used(content))
    }

    /// What the file holds: as it was read before, or by `read`, which is kept.
    pub fn submission(&self, read: impl FnOnce() -> Submission) -> Submission {
        if let Some(known) = self.known() {
            return known;
        }
        let submission = read();
        if let (Some(shelf), Some((key, entry))) = (&self.round.read, &self.key)
            && let Some(kept) = Kept::of(&submission.content, self.round.form)
        {
            let past_is_own = submission.read().is_none_or(|read| read.past_is_own);
            self.keep(shelf, entry, packed(key, &kept, past_is_own));
        }
        submission
    }

    /// What the file holds, as far as it is not let go, and what was made of it by plan, form and the forerunners alone:
    /// as before, or by `make`.
    pub fn judged<J: Serialize + DeserializeOwned>(
        &self,
        make: impl FnOnce() -> (Submission, J),
    ) -> (Submission, J) {
        let (Some((ledger, past)), Some((key, entry))) = (&self.round.judged, &self.key) else {
            return make();
        };
        let key = &Key { past: *past, ..*key };
        let known = ledger.load(entry).and_then(|bytes| {
            let kept = unpacked::<(Kept<'_>, J)>(bytes, key);
            let kept = kept.and_then(|(kept, judged)| Ok((self.content(kept)?, judged)));
            // Of another program, plan or form is what was read, too, which will tell it.
            self.usable(
                kept.map_err(|why| if why == Unusable::Older { Unusable::Outdated } else { why }),
            )
        });
        if let Some((content, judged)) = known {
            return (self.used(content), judged);
        }
        let (submission, judged) = make();
        if let Some(kept) = Kept::of(&submission.content, self.round.form) {
            packed(key, &(kept, &judged), false)
                .into_iter()
                .for_each(|own| ledger.save(entry, own));
        }
        (submission, judged)
    }

    fn content(&self, kept: Kept<'_>) -> Result<SubmissionContent, Unusable> {
        kept.content(self.file, self.round.form).ok_or(Unusable::Damaged)
    }

    fn used(&self, content: SubmissionContent) -> Submission {
        self.round.cache.tell(|told| told.used += 1);
        let sha256 = self.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        Submission { file: self.file.clone(), sha256, content }
    }

    /// An entry that holds; why another one does not is told.
    fn usable<T>(&self, entry: Result<T, Unusable>) -> Option<T> {
        match entry {
            Ok(entry) => return Some(entry),
            Err(Unusable::Damaged) => self.round.cache.tell(|told| told.damaged += 1),
            Err(Unusable::Older) => self.round.cache.tell(|told| told.older += 1),
            Err(Unusable::Outdated) => {}
        }
        None
    }

    fn keep(&self, shelf: &Shelf, entry: &str, bytes: Option<Vec<u8>>) {
        let Some(bytes) = bytes else { return };
        match shelf.save(entry, &bytes) {
            Ok(()) => {
                self.round.written.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => self.round.cache.tell(|told| told.trouble = Some(error.to_string())),
        }
    }
}

/// What is kept of the outputs of a run: not their bytes, but what tells whether files are still these outputs.
#[derive(Debug)]
pub struct KeptOutputs<'c> {
    cache: &'c Cache,
    place: Option<(Shelf, Key)>,
    entry: String,
}

impl KeptOutputs<'_> {
    /// Names of the outputs, each with its SHA-256.
    #[must_use]
    pub fn known(&self) -> Option<Vec<(String, [u8; 32])>> {
        let (shelf, key) = self.place.as_ref()?;
        unpacked(&shelf.load(&self.entry, MOST_BYTES)?, key).ok()
    }

    /// Keeps the names and checksums of these outputs.
    pub fn keep<'o>(&self, outputs: impl Iterator<Item = (&'o str, &'o [u8])>) {
        let Some((shelf, key)) = &self.place else { return };
        let outputs: Vec<(&str, Sum)> =
            outputs.map(|(name, bytes)| (name, Sha256::digest(bytes).into())).collect();
        let Some(bytes) = packed(key, &outputs, false) else { return };
        if let Err(error) = shelf.save(&self.entry, &bytes) {
            self.cache.tell(|told| told.trouble = Some(error.to_string()));
        }
    }
}

fn sum(words: &[&str]) -> Sum {
    let sum =
        words.iter().fold(Sha256::new(), |sum, word| sum.chain_update(word).chain_update([0]));
    sum.finalize().into()
}
