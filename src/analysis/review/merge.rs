//! Into which program another one is merged, as a division writes it.

use crate::notation::program_no;
use crate::schema::Plan;
use crate::terms::ProgramNo;

/// Why the program to merge into is not clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeFault {
    /// Nothing was written.
    Empty,
    /// What was written is no number of a program.
    NoNumber,
    /// The plan has no such program, or it has ended.
    Unknown,
    /// The program itself.
    Itself,
}

/// Reads `text` as the number of the running program that carries on `program`; a name behind the number is allowed.
///
/// # Errors
///
/// If it is not clear which program is meant.
pub fn merge_target(
    plan: &Plan,
    program: ProgramNo,
    text: Option<&str>,
) -> Result<ProgramNo, MergeFault> {
    let text = text.ok_or(MergeFault::Empty)?;
    let (no, _) = program_no::split(text).ok_or(MergeFault::NoNumber)?;
    let no = ProgramNo(no);
    match plan.running().find(|one| one.no == no) {
        None => Err(MergeFault::Unknown),
        Some(_) if no == program => Err(MergeFault::Itself),
        Some(_) => Ok(no),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{EMBEDDED_PLAN, load_plan};

    #[test]
    fn the_number_is_read_as_people_write_it() {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let into = |text| merge_target(&plan, ProgramNo(24), text);
        for text in ["12", "１２", "⑫", "No.12", "12 文書の電子化"] {
            assert_eq!(into(Some(text)), Ok(ProgramNo(12)), "{text}");
        }
        assert_eq!(into(None), Err(MergeFault::Empty));
        assert_eq!(into(Some("文書の電子化")), Err(MergeFault::NoNumber));
        assert_eq!(into(Some("99")), Err(MergeFault::Unknown));
        assert_eq!(into(Some("24")), Err(MergeFault::Itself));
    }
}
