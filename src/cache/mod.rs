//! What was read of the files that came in, kept so that the next run reads only those that changed.
//!
//! An entry is what the reader of submissions gave for one file. It holds for the very bytes and name of the file, the
//! program's sources, plan, form, limits, round and what earlier rounds reported; anything else is read anew, and so is
//! what is not whole. An entry is data only: it says nothing of where anything is written, and no run fails for it.
//! `kept.rs` is its shape, `entry.rs` its bytes, `store.rs` the folder. This room knows no rules, and the rooms before it
//! do not know of it.

mod entry;
mod kept;
mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::form::FormContext;
use crate::schema::Form;
use crate::submission::{Submission, SubmissionContent};
use crate::workbook::Limits;
use entry::{Key, Sum, Unusable, packed, unpacked};
use kept::Kept;
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

    /// What was read of the files of the context's round.
    #[must_use]
    pub fn of_round<'c>(&'c self, context: &FormContext<'c>) -> KeptRound<'c> {
        let round = context.round.to_string();
        let past = postcard::to_stdvec(context.past);
        // Without the past nothing can be told to be the same.
        let store = self.store.as_ref().filter(|_| past.is_ok());
        KeptRound {
            shelf: store.map(|store| store.shelf(&[&context.plan.id, &round])),
            basis: Sha256::new().chain_update(self.basis).chain_update(&round).finalize().into(),
            past: Sha256::digest(past.unwrap_or_default()).into(),
            form: context.form,
            cache: self,
            asked: Mutex::default(),
            written: AtomicUsize::new(0),
        }
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

/// What was read of the files of a round.
#[derive(Debug)]
pub struct KeptRound<'c> {
    cache: &'c Cache,
    shelf: Option<Shelf>,
    basis: Sum,
    past: Sum,
    form: &'c Form,
    /// Entries of the files that this run asked for.
    asked: Mutex<BTreeSet<String>>,
    written: AtomicUsize,
}

impl KeptRound<'_> {
    /// What a file holds: as it was read before, or by `read`.
    pub fn submission(
        &self,
        file: &Arc<str>,
        bytes: &[u8],
        read: impl FnOnce() -> Submission,
    ) -> Submission {
        let Some(shelf) = &self.shelf else { return read() };
        let sha256: Sum = Sha256::digest(bytes).into();
        let of_file = Sha256::new().chain_update(&**file).chain_update([0]).chain_update(sha256);
        let key = Key { basis: self.basis, past: self.past, file: of_file.finalize().into() };
        let entry = name(&[file]);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.clone());
        if let Some(content) = self.known(shelf, &entry, &key, file) {
            self.cache.tell(|told| told.used += 1);
            let sha256 = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
            return Submission { file: file.clone(), sha256, content };
        }
        let submission = read();
        self.keep(shelf, &entry, &key, &submission.content);
        submission
    }

    /// Ends the round. Of its files that lay there before and do not any more nothing is kept, if `is_whole`: if all of
    /// the round's files were asked for.
    pub fn close(self, is_whole: bool) {
        let (Some(shelf), Some(store)) = (&self.shelf, &self.cache.store) else { return };
        // What cannot be taken away does no harm: it is not asked for.
        if is_whole {
            let asked = self.asked.into_inner().unwrap_or_else(PoisonError::into_inner);
            let _ = shelf.keep_only(&asked);
        }
        if self.written.load(Ordering::Relaxed) > 0 {
            let _ = store.bound();
        }
    }

    fn known(
        &self,
        shelf: &Shelf,
        entry: &str,
        key: &Key,
        file: &Arc<str>,
    ) -> Option<SubmissionContent> {
        let bytes = shelf.load(entry)?;
        let content = unpacked(&bytes, key)
            .and_then(|kept| kept.content(file, self.form).ok_or(Unusable::Damaged));
        match content {
            Ok(content) => return Some(content),
            Err(Unusable::Damaged) => self.cache.tell(|told| told.damaged += 1),
            Err(Unusable::Older) => self.cache.tell(|told| told.older += 1),
            Err(Unusable::Outdated) => {}
        }
        None
    }

    fn keep(&self, shelf: &Shelf, entry: &str, key: &Key, content: &SubmissionContent) {
        let past_is_own = match content {
            SubmissionContent::Read(read) => read.past_is_own,
            SubmissionContent::Skipped(_) | SubmissionContent::Unreadable(_) => true,
        };
        let kept = Kept::of(content, self.form);
        let Some(bytes) = kept.and_then(|kept| packed(key, &kept, past_is_own)) else { return };
        match shelf.save(entry, &bytes) {
            Ok(()) => {
                self.written.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => self.cache.tell(|told| told.trouble = Some(error.to_string())),
        }
    }
}

fn sum(words: &[&str]) -> Sum {
    let sum =
        words.iter().fold(Sha256::new(), |sum, word| sum.chain_update(word).chain_update([0]));
    sum.finalize().into()
}
