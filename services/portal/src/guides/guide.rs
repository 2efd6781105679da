//! One guide as its page shows it.

use askama::Template;
use domain::{Category, GuideTerm, GuideTo, Policy};
use kit::{Frame, Say};

use crate::measures::{Cited, Step};
use crate::words;

#[derive(Template)]
#[template(path = "guides/guide.html")]
pub struct GuidePage {
    say: Say,
    title: String,
    name: &'static str,
    whom: &'static str,
    basis: Vec<Cited>,
    papers: Vec<&'static str>,
    /// What each item wants, where one is claimed.
    evidence: Vec<(Cited, &'static str)>,
    /// The hands of a case; empty where it goes in steps of its own.
    hands: Vec<Step>,
    steps: Vec<&'static str>,
    term: String,
    result: &'static str,
    /// Where it is done.
    to: String,
    /// Its own.
    address: String,
    frame: Frame,
}

impl GuidePage {
    /// By the version of the Measures that is in force.
    pub fn of(frame: Frame, to: GuideTo, policy: &'static Policy) -> GuidePage {
        let (language, guide) = (frame.language(), to.guide());
        let say = words::say(language);
        let evidence = |category: Category| {
            (Cited::of(category.clause(), &frame), policy.category(category).evidence.say(language))
        };
        let of_a_case = guide.is_of_a_case();
        GuidePage {
            title: format!("{}{}{}", guide.name.say(language), say.it("comma"), say.it("guides")),
            name: guide.name.say(language),
            whom: guide.whom.say(language),
            basis: guide.basis.iter().map(|clause| Cited::of(*clause, &frame)).collect(),
            papers: guide.papers.iter().map(|paper| paper.say(language)).collect(),
            evidence: if of_a_case { Category::ALL.map(evidence).into() } else { Vec::new() },
            hands: if of_a_case { Step::of_case(&frame, &say, policy) } else { Vec::new() },
            steps: guide.steps.iter().map(|step| step.say(language)).collect(),
            term: term(guide.term, guide.days(policy), &say),
            result: guide.result.say(language),
            to: frame.to(&guide.to),
            address: frame.whole(format!("/guides/{to}")),
            say,
            frame,
        }
    }
}

/// By when something comes of it, in words.
fn term(term: GuideTerm, days: Option<u16>, say: &Say) -> String {
    let name = format!("guide-term-{term}");
    days.map_or_else(|| say.owned(&name), |days| say.with(&name, &[("days", days.into())]))
}
