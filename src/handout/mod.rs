//! What divisions get: the form to fill in, and the copy that goes back with what is to be mended.
//!
//! Both are the layout of the form, drawn with the kit of `sheet`. This room knows the form and what was written into it,
//! and nothing of figures.

mod carry;
mod cover;
mod entry;
mod formula;
mod list;
mod looks;
mod marks;
mod mend_list;
mod once;
mod request;
mod return_list;
mod returns;
mod sheet_form;
mod still_empty;
mod strays;
mod template;

pub use entry::Entry;
pub use request::TemplateRequest;
pub use returns::write_return;
pub use template::write_template;
