//! The workspace: where plan, form, input and output are.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

use super::arguments::CacheArguments;
use super::error::{CliError, listed};
use crate::cache::{Basis, Cache};
use crate::finding::{Guess, Wording, worded};
use crate::form::{FormContext, PastActuals};
use crate::report::{Meeting, Meetings};
use crate::schema::{
    EMBEDDED_FORM, EMBEDDED_PLAN, Form, Plan, Publication, SchemaText, load_both, load_plan,
    load_publication, load_settings, nearest,
};
use crate::terms::Round;
use crate::workbook::Limits;

/// `matome.toml`; flags win over it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Settings {
    plan: Option<String>,
    input: Option<PathBuf>,
    output: Option<PathBuf>,
    limits: Limits,
    meetings: Vec<RoundMeeting>,
}

/// The meeting that discusses the papers of a round.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundMeeting {
    round: Round,
    #[serde(default)]
    paper: PaperOf,
    #[serde(default)]
    number: Option<u16>,
    #[serde(default, deserialize_with = "day")]
    date: Option<Date>,
}

/// A day as `2023-05-12`.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    String::deserialize(deserializer)?.parse().map(Some).map_err(serde::de::Error::custom)
}

/// Whose papers a meeting discusses; called as `--paper` calls them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PaperOf {
    #[default]
    Committee,
    Hq,
}

/// Plan and form with the text they were read from, and the folders.
pub(super) struct Workspace {
    /// The newest plan; a round has the one that was in force in its year.
    pub(super) plan: Plan,
    pub(super) form: Form,
    pub(super) plan_sha256: String,
    pub(super) form_sha256: String,
    /// The plan's file; `None` for the embedded plan.
    plan_path: Option<PathBuf>,
    /// What names the plan.
    named_by: NamedBy,
    form_text: String,
    pub(super) input: PathBuf,
    pub(super) output: PathBuf,
    /// How much one workbook may ask for.
    pub(super) limits: Limits,
    meetings: Vec<RoundMeeting>,
    /// What was read before; empty until a run says where it lies.
    pub(super) cache: Cache,
}

const SETTINGS: &str = "matome.toml";
/// Name of the file that says what is published when, beside the plan.
const PUBLICATION: &str = "publish.toml";

/// What names the plan of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NamedBy {
    /// `--plan`.
    Argument,
    /// `matome.toml`.
    Settings,
    /// Nothing: `matome.toml` names no plan.
    Nothing,
    /// Nothing: there is no `matome.toml`.
    NoSettings,
}

impl Workspace {
    /// Reads the workspace in the current folder. The embedded plan is used where the folder has none of that name.
    pub(super) fn open(plan: Option<&str>) -> Result<Workspace, CliError> {
        let written = settings()?;
        let named_by = match (plan, &written) {
            (Some(_), _) => NamedBy::Argument,
            (None, Some(Settings { plan: Some(_), .. })) => NamedBy::Settings,
            (None, Some(_)) => NamedBy::Nothing,
            (None, None) => NamedBy::NoSettings,
        };
        let settings = written.unwrap_or_default();
        let wanted = plan.map(str::to_owned).or(settings.plan);
        let (plan_file, form_file, plan_text, form_text) = match &wanted {
            Some(id) => texts(id)?,
            None => {
                // The embedded plan's own folder, if the workspace has an edited copy of it.
                let embedded = load_plan(EMBEDDED_PLAN, "plan.toml")?;
                texts(&embedded.id)?
            }
        };
        let plan_path = PathBuf::from(&plan_file);
        let (plan, form) = load_both(
            SchemaText { text: &plan_text, file: &plan_file },
            SchemaText { text: &form_text, file: &form_file },
        )?;
        Ok(Workspace {
            plan_sha256: sha256_hex(plan_text.as_bytes()),
            form_sha256: sha256_hex(form_text.as_bytes()),
            input: settings.input.unwrap_or_else(|| PathBuf::from("input")),
            output: settings.output.unwrap_or_else(|| PathBuf::from("output")),
            limits: settings.limits,
            meetings: settings.meetings,
            cache: Cache::default(),
            plan_path: plan_path.is_file().then_some(plan_path),
            named_by,
            form_text,
            plan,
            form,
        })
    }

    /// The meetings that discuss the papers of a round.
    pub(super) fn meetings(&self, round: Round) -> Meetings {
        let of = |paper: PaperOf| {
            let mut told = self.meetings.iter();
            let own = told.find(|meeting| meeting.round == round && meeting.paper == paper);
            let told = own.map(|own| Meeting { number: own.number, date: own.date });
            told.unwrap_or_default()
        };
        Meetings { committee: of(PaperOf::Committee), headquarters: of(PaperOf::Hq) }
    }

    /// Takes over what earlier runs read of the same files, as it lies in `out`, or else in the folder of the outputs. A
    /// folder that is no workspace gets none: nobody asked to write there.
    pub(super) fn cached(self, out: Option<&Path>, arguments: &CacheArguments) -> Workspace {
        let folder = out.unwrap_or(&self.output);
        if arguments.no_cache || (self.is_bare() && out.is_none() && !folder.is_dir()) {
            return self;
        }
        let Workspace { plan_sha256, form_sha256, limits, .. } = &self;
        let cache = Cache::inside(folder, &Basis { plan_sha256, form_sha256, limits });
        Workspace { cache, ..self }
    }

    /// Refuses to write a form that was not made here: it is read only.
    pub(super) fn own_form(&self) -> Result<(), CliError> {
        if !self.form.is_existing() {
            return Ok(());
        }
        Err(CliError::FormIsRead)
    }

    /// Refuses to write forms of a plan that nobody named: a city's forms are handed out once.
    pub(super) fn named_plan(&self) -> Result<(), CliError> {
        match self.named_by {
            NamedBy::NoSettings => Err(CliError::PlanNotNamed { plan: self.plan.id.clone() }),
            _ => Ok(()),
        }
    }

    /// Whether the current folder has no `matome.toml`: it may be the wrong one.
    pub(super) fn is_bare(&self) -> bool {
        !Path::new(SETTINGS).exists()
    }

    /// The plan, what names it, and where it is from, in words.
    pub(super) fn plan_words(&self) -> Wording {
        let id = &self.plan.id;
        let why = worded! { self.named_by =>
            NamedBy::Argument => "--plan の指定" / "as --plan says",
            NamedBy::Settings => "matome.toml の指定" / "as matome.toml says",
            NamedBy::Nothing => "matome.toml に plan がないので" / "matome.toml names none",
            NamedBy::NoSettings => "matome.toml がないので" / "there is no matome.toml",
        };
        let from = match &self.plan_path {
            Some(path) => Wording::new(shown(path), shown(path)),
            None => Wording::new("内蔵の計画", "embedded"),
        };
        worded! { [why, from] "{id}({why}、{from})" / "{id} ({why}; {from})" }
    }

    /// What is said of the publication of its rounds; nothing where there is no such file beside the plan.
    pub(super) fn publication(&self) -> Result<Publication, CliError> {
        let path = Path::new("schemas").join(&self.plan.id).join(PUBLICATION);
        if !path.exists() {
            return Ok(Publication::default());
        }
        let (text, file) = (read_text(&path)?, shown(&path));
        Ok(load_publication(SchemaText { text: &text, file: &file }, &self.plan)?)
    }

    /// The file of the plan; the embedded plan has none and cannot be changed.
    pub(super) fn plan_file(&self) -> Result<&Path, CliError> {
        self.plan_path.as_deref().ok_or(CliError::EmbeddedPlan)
    }

    /// Refuses bytes that would be no valid plan, or none that the form fits, in the place of the plan's file.
    pub(super) fn refuse_broken_plan(&self, bytes: &[u8]) -> Result<(), CliError> {
        let file = shown(self.plan_file()?);
        let text = utf8(bytes, &file)?;
        let form = SchemaText { text: &self.form_text, file: "form.toml" };
        load_both(SchemaText { text: &text, file: &file }, form)?;
        Ok(())
    }

    /// What the forms of `round` are made from: the plan that is in force in its year.
    pub(super) fn form_of<'a>(&'a self, round: Round, past: &'a PastActuals) -> FormContext<'a> {
        FormContext { plan: self.plan.in_force(round.year), form: &self.form, round, past }
    }

    /// Refuses a round that the plan does not have.
    pub(super) fn known_round(&self, round: Round) -> Result<Round, CliError> {
        match self.plan.round(round) {
            Some(_) => Ok(round),
            None => Err(CliError::UnknownRound {
                round,
                known: listed(self.plan.rounds.iter().map(|planned| planned.round)),
            }),
        }
    }
}

fn settings() -> Result<Option<Settings>, CliError> {
    let path = Path::new(SETTINGS);
    if !path.exists() {
        return Ok(None);
    }
    let text = read_text(path)?;
    Ok(Some(load_settings(&text, SETTINGS)?))
}

/// Refuses an id that is more than the name of a folder: it must not lead out of `schemas`.
fn refuse_path(id: &str) -> Result<(), CliError> {
    let leads_away = |c: char| ['/', '\\', ':'].contains(&c) || c.is_control();
    if !id.trim().is_empty() && !id.starts_with('.') && !id.contains(leads_away) {
        return Ok(());
    }
    Err(CliError::PlanIsPath { id: id.to_owned() })
}

/// Names and texts of plan and form.
fn texts(id: &str) -> Result<(String, String, String, String), CliError> {
    refuse_path(id)?;
    let folder = Path::new("schemas").join(id);
    let plan = folder.join("plan.toml");
    let form = folder.join("form.toml");
    if plan.exists() {
        if !form.exists() {
            let (plan, form) = (shown(&plan), shown(&form));
            return Err(CliError::FormMissing { plan, form });
        }
        let form_text = read_text(&form)?;
        return Ok((shown(&plan), shown(&form), read_text(&plan)?, form_text));
    }
    let embedded = load_plan(EMBEDDED_PLAN, "plan.toml")?;
    if embedded.id == id {
        let (plan, form) = ("(内蔵) plan.toml".to_owned(), "(内蔵) form.toml".to_owned());
        return Ok((plan, form, EMBEDDED_PLAN.to_owned(), EMBEDDED_FORM.to_owned()));
    }
    let mut known = plans_there();
    known.push(embedded.id);
    Err(CliError::UnknownPlan {
        id: id.to_owned(),
        guess: Guess(nearest(id, &known).map(str::to_owned)),
        file: shown(&plan),
        settings: SETTINGS.to_owned(),
    })
}

/// The plans of this folder: none if there is no folder of them.
pub(super) fn plans_there() -> Vec<String> {
    let entries = std::fs::read_dir("schemas").into_iter().flatten().flatten();
    let plans = entries.filter(|entry| entry.path().join("plan.toml").is_file());
    let mut names: Vec<String> =
        plans.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A path as messages show it, the same on every system.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

pub(super) fn read_text(path: &Path) -> Result<String, CliError> {
    let bytes = std::fs::read(path).map_err(|error| CliError::read(path, &error))?;
    utf8(&bytes, &shown(path))
}

/// The text of a file's bytes. Notepad saves UTF-8 with a byte order mark.
fn utf8(bytes: &[u8], path: &str) -> Result<String, CliError> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).to_vec();
    String::from_utf8(text).map_err(|_| CliError::NotUtf8 { path: path.to_owned() })
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
