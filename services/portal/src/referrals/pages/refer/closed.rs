//! Where nobody can be recommended now: a post that takes no nominations or left the catalogue, or a unit that left the
//! register. What was typed as it closed is shown, and can be taken along to the Party organisation, which always takes people.

use askama::Template;
use kit::html::{Say, mask};
use kit::{Fault, Frame, House};

use super::begun::{Begun, Leaf};
use super::sheet::{self, Part};
use crate::accounts::Applicant;
use crate::nominations::about::About;
use crate::nominations::pages::place::Place;
use crate::nominations::pages::view::AboutView;
use crate::referrals::telling;
use crate::words;

#[derive(Template)]
#[template(path = "referrals/templates/closed.html")]
pub struct ClosedPage {
    pub frame: Frame,
    pub say: Say,
    pub post: AboutView,
    /// What is said of it below the heading; empty where nothing is known of it.
    pub sub: String,
    /// Whether the catalogue has the post, and so a page of it.
    pub listed: bool,
    /// What was typed, and the same sealed, for whoever takes it along.
    pub typed: Option<(Vec<Part>, String)>,
    /// The page on which it is gone on with elsewhere.
    pub at: Leaf,
}

impl ClosedPage {
    pub fn new(frame: Frame, about: &About) -> ClosedPage {
        let say = words::say(frame.language());
        let sub = telling::target(about, frame.language());
        ClosedPage { post: AboutView::of(about, &say), sub, listed: true, typed: None, at: Leaf::You, say, frame }
    }

    pub fn of(frame: Frame, place: &Place) -> ClosedPage {
        let say = words::say(frame.language());
        match place {
            Place::There(about) => ClosedPage::new(frame, about),
            Place::Gone(number) => {
                let post = AboutView::numbered(number, &say);
                ClosedPage { post, sub: String::new(), listed: false, typed: None, at: Leaf::You, say, frame }
            }
        }
    }

    fn heading(&self) -> String {
        self.say.with("refer", &self.post.arguments())
    }

    /// With what was typed up to that page; all of it where it was on its way out. To send it elsewhere is agreed to anew.
    pub fn with(
        self,
        begun: &Begun,
        at: Option<Leaf>,
        by: Option<&Applicant>,
        house: &House,
    ) -> Result<ClosedPage, Fault> {
        let (at, mail) = (at.unwrap_or(Leaf::Check), by.map(|by| mask::mail(&by.mail)));
        let mut parts = sheet::parts(begun, mail.as_deref(), &self.say);
        parts.retain(|part| part.leaf.number() <= at.number());
        Ok(ClosedPage { typed: Some((parts, begun.seal(house)?)), at, ..self })
    }
}
