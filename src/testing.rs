//! What the integration tests and the benchmarks take from inside the program, beside running it; nothing else may use this.

pub use crate::analysis::{Figures, analyse};
pub use crate::check::{CheckContext, CheckedRound, check_round};
pub use crate::facts::Facts;
pub use crate::finding::{FileFault, Finding, LayoutFault, Place, What, codes, entry_of};
pub use crate::form::{FormContext, PastActuals, Question, Subject};
pub use crate::handout::{Entry, TemplateRequest, write_return, write_template};
pub use crate::report::{ReportRequest, write_committee, write_consolidated};
pub use crate::schema::{
    Division, EMBEDDED_FORM, EMBEDDED_PLAN, FieldType, Form, Indicator, Plan, Program, ProgramKind,
    load_form, load_plan,
};
pub use crate::submission::{Answer, Reader, Submission, select_latest};
pub use crate::terms::{CellRef, FiscalYear, Lang, ProgramNo, Round, Source};
pub use crate::workbook::{Content, LimitKind, Limits, Workbook, open};
