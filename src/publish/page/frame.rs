//! What stands around every page: title, ways to the parts, notices, dates, and how to reach the office.

use super::words::{self, Line, Link};
use crate::publish::Public;
use crate::schema::RoundState;

/// What stands around a page.
#[derive(Debug)]
pub(super) struct Frame {
    /// Leads to the folder of the first page.
    pub(super) root: &'static str,
    /// The whole publication.
    pub(super) title: String,
    /// For search engines.
    pub(super) about: String,
    /// The city, unless the plan's title names it.
    pub(super) city: String,
    pub(super) plan: String,
    pub(super) links: Vec<Way>,
    pub(super) notices: Vec<Line>,
    pub(super) dates: Vec<Line>,
    pub(super) office: String,
    pub(super) contact: Vec<Contact>,
}

/// A way to another part.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) word: String,
    pub(super) to: String,
    pub(super) is_here: bool,
}

/// A way to reach the office.
#[derive(Debug)]
pub(super) struct Contact {
    pub(super) word: &'static str,
    pub(super) text: String,
    pub(super) to: Option<String>,
}

/// Which page it stands around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// The first.
    Index,
    /// That of a program.
    Program,
    /// What has changed.
    Changes,
}

impl Frame {
    /// Around a page.
    pub(super) fn of(public: &Public, page: Page) -> Frame {
        let about = &public.about;
        let root = if page == Page::Program { "../" } else { "" };
        let year = words::end_of(about.round);
        Frame {
            root,
            title: about.full_title.clone(),
            about: format!("{}の{year}の進み具合、指標、財政効果、データ。", about.full_title),
            city: match about.title.contains(&about.city) {
                true => String::new(),
                false => about.city.clone(),
            },
            plan: about.title.clone(),
            links: links(public, page, root),
            notices: notices(public),
            dates: dates(public),
            office: format!("{} {} {}", about.city, about.department, about.division)
                .replace("  ", " "),
            contact: contact(public),
        }
    }
}

fn links(public: &Public, page: Page, root: &str) -> Vec<Way> {
    let part = |is_there: bool, word: &str, id: &str| {
        let to =
            if page == Page::Index { format!("#{id}") } else { format!("{root}index.html#{id}") };
        is_there.then(|| Way { word: word.to_owned(), to, is_here: false })
    };
    let parts = [
        part(public.ratings.is_some(), "進み具合", "tally"),
        part(!public.indicators.is_empty(), "指標", "indicators"),
        part(public.effects.is_some(), "財政効果", "effects"),
        part(true, public.about.words.program.as_str(), "programs"),
        part(true, "データ", "data"),
    ];
    let changes = Way {
        word: "変わったこと".to_owned(),
        to: format!("{root}changes.html"),
        is_here: page == Page::Changes,
    };
    parts.into_iter().flatten().chain([changes]).collect()
}

fn notices(public: &Public) -> Vec<Line> {
    let about = &public.about;
    let mut notices = Vec::new();
    if about.sample {
        notices.push(Line::new(
            "見本",
            "数字も文章も見本として作ったもので、実際のものではありません。",
        ));
    }
    if about.state == RoundState::Provisional {
        notices.push(Line::new(
            RoundState::Provisional.label(),
            "まだ決まっていない数字です。確かめているところがあり、これから変わることがあります。",
        ));
    }
    notices
}

fn dates(public: &Public) -> Vec<Line> {
    let about = &public.about;
    let published = about.published.map_or_else(|| "決まっていません".to_owned(), words::day);
    let next = about.next.as_deref().map_or_else(|| "決まっていません".to_owned(), words::day_of);
    vec![
        Line::new("基準日", words::day(about.as_of)),
        Line::new("公表日", published),
        Line::new("次の公表", next),
        Line::new("状態", about.state.label()),
    ]
}

fn contact(public: &Public) -> Vec<Contact> {
    let contact = &public.about.contact;
    let telephone = contact.telephone.as_ref().map(|number| Contact {
        word: "電話",
        text: number.clone(),
        to: Some(format!("tel:{}", number.replace(|c: char| !c.is_ascii_digit(), ""))),
    });
    let email = contact.email.as_ref().map(|address| Contact {
        word: "メール",
        text: address.clone(),
        to: Some(format!("mailto:{address}")),
    });
    let url = contact.url.as_ref().map(|url| Contact {
        word: "問合せ先のページ",
        text: url.clone(),
        to: Some(url.clone()),
    });
    [telephone, email, url].into_iter().flatten().collect()
}

/// A stage of the figures on their way to the public.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) word: &'static str,
    pub(super) when: &'static str,
    pub(super) class: &'static str,
    pub(super) is_now: bool,
}

/// The stages, with the one that is reached.
pub(super) fn steps(public: &Public) -> Vec<Step> {
    let now = public.about.state;
    let step = |state: RoundState| Step {
        word: state.label(),
        when: match state.cmp(&now) {
            std::cmp::Ordering::Less => "済み",
            std::cmp::Ordering::Equal => "いまここ",
            std::cmp::Ordering::Greater => "これから",
        },
        class: match state.cmp(&now) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "later",
        },
        is_now: state == now,
    };
    RoundState::ALL.into_iter().map(step).collect()
}

/// The way back to the first page from below.
pub(super) fn page_of(public: &Public, at: usize) -> Option<Link> {
    let program = public.programs.get(at)?;
    Some(Link {
        word: format!("No.{} {}", program.no, program.name),
        to: format!("{}.html", program.no),
    })
}
