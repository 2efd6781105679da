//! The four pages of a recommendation as they are shown: one after the other, the last with all answers.

use askama::Template;
use domain::referral::Relationship;
use domain::{Language, term};
use kit::html::{Say, mask};
use kit::{Choice, Form, Frame};

use super::begun::{Begun, Leaf};
use crate::accounts::Applicant;
use crate::nominations::about::About;
use crate::nominations::pages::view::AboutView;
use crate::recommenders::desk::Stated;
use crate::referrals::telling;
use crate::words;

#[derive(Template)]
#[template(path = "referrals/templates/refer.html")]
pub struct ReferPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub at: Leaf,
    /// What this page asks for.
    pub title: String,
    /// What is recommended to.
    pub heading: String,
    pub post: AboutView,
    /// Where it is sent, without the language.
    pub path: String,
    /// What is said of it below the heading.
    pub sub: String,
    /// Whether one answer is being changed after all were given.
    pub from_check: bool,
    /// Under which address the referrer is signed in, masked.
    pub mail: Option<String>,
    /// As which recommender they recommend.
    pub recommender: Option<String>,
    /// What was typed on all pages, sealed.
    pub kept: String,
    /// All answers, page by page; only on the last.
    pub parts: Vec<Part>,
    pub relationships: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub link_days: u32,
    pub days: u32,
}

/// What was typed on one of the pages.
pub struct Part {
    pub leaf: Leaf,
    pub title: String,
    pub rows: Vec<(String, String)>,
}

impl ReferPage {
    /// `typed` with the same sealed.
    pub fn new(
        frame: Frame,
        about: &About,
        by: Option<&Applicant>,
        (link_days, days): (u32, u32),
        at: Leaf,
        (typed, kept): (&Begun, String),
    ) -> ReferPage {
        let (say, language) = (words::say(frame.language()), frame.language());
        let post = AboutView::of(about, &say);
        let mail = by.map(|by| mask::mail(&by.mail));
        ReferPage {
            sub: match about.post() {
                Some(_) => telling::target(about, language),
                None => say.with("refer-open", &post.arguments()),
            },
            heading: say.with("refer", &post.arguments()),
            title: title(at, &say),
            path: about.referral(),
            post,
            from_check: false,
            parts: if at == Leaf::Check { parts(typed, mail.as_deref(), &say) } else { Vec::new() },
            mail,
            recommender: None,
            kept,
            form: typed.form().unwrap_or_default(),
            at,
            relationships: Relationship::ALL.map(|one| Choice::new(one.code(), related(one.code(), language))).into(),
            languages: Language::ALL.map(|one| Choice::new(one.tag(), written_in(one.tag(), &say))).into(),
            link_days,
            days,
            frame,
            say,
        }
    }

    /// With what the referrer says they are, where there is such a recommender.
    pub fn said_of(self, stated: &Stated) -> ReferPage {
        let named = stated.as_ref().ok().and_then(Option::as_ref);
        let recommender = named.map(|stated| telling::recommender(stated, &self.say));
        ReferPage { recommender, ..self }
    }
}

/// All that was typed, page by page.
pub fn parts(typed: &Begun, signed_in: Option<&str>, say: &Say) -> Vec<Part> {
    let Begun { mail, referral } = typed;
    let row = |label: &str, value: &str| (say.owned(label), value.trim().to_owned());
    let nominee = &referral.nominee;
    let part = |leaf: Leaf, rows: Vec<(String, String)>| Part { leaf, title: title(leaf, say), rows };
    let mut you = vec![row("refer-name", &referral.name), row("refer-mail", signed_in.unwrap_or(mail))];
    if !referral.recommender.trim().is_empty() {
        you.push(row("refer-recommender", &referral.recommender));
    }
    vec![
        part(Leaf::You, you),
        part(
            Leaf::Nominee,
            vec![
                row("refer-nominee-name", &nominee.name),
                row("refer-nominee-mail", &nominee.mail),
                row("refer-language", &written_in(&nominee.language, say)),
                row("refer-relationship", &related(&referral.relationship, say.language())),
            ],
        ),
        part(Leaf::Why, vec![row("refer-words", &referral.why)]),
    ]
}

fn title(leaf: Leaf, say: &Say) -> String {
    say.owned(format!("refer-{}", leaf.code()))
}

fn related(code: &str, language: Language) -> String {
    term("relationship", code).map_or_else(String::new, |term| term.say(language).to_owned())
}

fn written_in(tag: &str, say: &Say) -> String {
    say.owned(format!("refer-language-{}", Language::from_tag(tag).unwrap_or_default().tag()))
}
