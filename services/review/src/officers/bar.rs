//! The bar of the staff's pages: what everybody there has, and what this officer has besides.

use domain::Language;
use kit::Frame;
use kit::html::Link;

use super::{Officer, PlanScope, Scope};
use crate::words;

const ENDED: &str = "due=ended";
const REGISTERS: &str = "/staff/registers";
/// The rooms of the registers that have a door of their own.
const OF_REGISTERS: [&str; 4] =
    ["/staff/recommenders", "/staff/register-sheets", "/staff/seats", "/staff/seat-members"];

/// Without anybody: for the pages of errors, which do not ask who it is.
pub fn anybodys(frame: &Frame) -> Vec<Link> {
    links(frame, &[])
}

impl Officer {
    pub fn bar(&self, frame: &Frame) -> Vec<Link> {
        let own = [
            (self.scope() != Scope::Nothing, "/staff/find", "nav-find"),
            (self.plan_scope() != PlanScope::Nothing, "/staff/plans", "nav-plans"),
            (self.reads_registers(), REGISTERS, "nav-registers"),
            (self.reads_interpretations(), "/staff/interpretations", "nav-interpretations"),
            (self.reads_trail(), "/staff/audit", "audit"),
            (self.runs_operations(), "/staff/operations", "nav-operations"),
            (self.reads_letters(), "/staff/letters", "nav-letters"),
        ];
        links(frame, &own.into_iter().filter_map(|(has, path, key)| has.then_some((path, key))).collect::<Vec<_>>())
    }
}

impl Officer {
    /// For whom they stand in today, for the head of each page; empty where it is nobody.
    pub fn on_behalf_of(&self, language: Language) -> String {
        let say = words::say(language);
        let away = self.stands_in.iter().filter_map(|hat| hat.in_place_of.as_ref());
        let names: Vec<_> = away.map(|away| away.name.say(language)).collect();
        match names.as_slice() {
            [] => String::new(),
            names => say.with("on-behalf-of", &[("names", names.join(&*say.it("comma")).into())]),
        }
    }
}

fn links(frame: &Frame, own: &[(&str, &str)]) -> Vec<Link> {
    let say = words::say(frame.language());
    let (in_list, ended) = (frame.path() == "/staff", frame.query().contains(ENDED));
    let list = |path: &str, key: &str, is_here| Link { is_here, ..Link::new(frame, path, say.owned(key)) };
    let lists = [
        list("/staff", "nav-inbox", in_list && !ended),
        list(&format!("/staff?{ENDED}"), "nav-ended", in_list && ended),
    ];
    let is_here =
        |path: &str| frame.is_at(path) || path == REGISTERS && OF_REGISTERS.iter().any(|room| frame.is_at(room));
    let own = own.iter().map(|(path, key)| list(path, key, is_here(path)));
    lists.into_iter().chain(own).chain([Link::new(frame, "/posts", say.owned("nav-posts"))]).collect()
}
