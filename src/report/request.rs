//! What the reports are made of.

use jiff::civil::Date;

use crate::analysis::Figures;
use crate::facts::{ContactFact, Facts};
use crate::finding::{Finding, Place};
use crate::form::SAMPLE_MARK;
use crate::schema::{Form, Plan};
use crate::sheet::Link;
use crate::terms::{ProgramNo, Round, Source};

/// Which meeting discusses papers, as their cover says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Its number among the body's meetings.
    pub number: Option<u16>,
    /// Its day.
    pub date: Option<Date>,
}

/// The meetings of a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meetings {
    /// That of the committee.
    pub committee: Meeting,
    /// That of the city's own body.
    pub headquarters: Meeting,
}

/// What the reports are made of.
pub struct ReportRequest<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The form, for labels of what was asked.
    pub form: &'a Form,
    /// Facts of all rounds up to the reported one.
    pub facts: &'a Facts,
    /// Figures of the reported round.
    pub figures: &'a Figures,
    /// Findings of the reported round.
    pub findings: &'a [Finding],
    /// The way from the folder of the reports to that of all submissions; without it no cell links to a submission.
    pub inputs: Option<&'a str>,
    /// The meetings for which the papers are.
    pub meetings: Meetings,
}

impl<'a> ReportRequest<'a> {
    /// Leads to the cell of a submission of the round.
    pub(super) fn source_link(&self, round: Round, source: &Source) -> Option<Link> {
        Link::to_source(self.inputs?, round, source)
    }

    /// Leads to a submission of the round.
    pub(super) fn file_link(&self, round: Round, file: &str) -> Option<Link> {
        Link::to_file(self.inputs?, round, file)
    }

    /// Leads to the place of a finding of the reported round, as far as it names one.
    pub(super) fn place_link(&self, place: &Place) -> Option<Link> {
        let round = self.figures.round;
        match place {
            Place::Cell(file, sheet, cell) => {
                let (file, sheet) = (file.clone(), sheet.clone());
                self.source_link(round, &Source { file, sheet, cell: *cell })
            }
            Place::File(_) | Place::Sheet(..) | Place::Line(..) => {
                self.file_link(round, place.file())
            }
        }
    }

    /// Who reported the program in the round.
    pub(super) fn contact(&self, program: ProgramNo, round: Round) -> Option<&'a ContactFact> {
        self.facts.contacts.get(&(program, round))
    }

    /// That the figures are made up, if they are.
    pub(super) fn sample_mark(&self) -> Option<&'static str> {
        self.figures.sample.then_some(SAMPLE_MARK)
    }
}
