//! The way a case came: its hands, how it ended, and everything that happened.

use chrono::NaiveDate;
use domain::case::{Stage, Step};
use domain::{Hand, Policy};
use kit::html::date;

use super::case::View;

pub struct HandShown {
    pub state: &'static str,
    pub name: String,
    pub who: String,
    pub when: String,
}

pub struct Ending {
    pub heading: String,
    pub fact: String,
    pub final_: bool,
    pub lines: Vec<String>,
}

pub struct Entry {
    pub when: date::When,
    pub kind: String,
    pub words: String,
    pub said: String,
}

impl View<'_> {
    pub fn hands(&self) -> Vec<HandShown> {
        let stage = &self.opened.case.stage;
        let steps = stage.steps();
        let finished = stage.hand().is_none();
        let reply = match stage {
            Stage::Replied { reply, .. } => Some(&reply.step),
            _ => None,
        };
        let shown = |hand: Hand| {
            let step = steps.iter().find(|(act, _)| *act == hand.next_act()).map(|(_, step)| *step);
            let step = step.or(reply.filter(|_| hand == Hand::PrefectureReview));
            let state = match step {
                Some(_) => "done",
                None if stage.hand() == Some(hand) => "now",
                None => "todo",
            };
            let when = match step {
                Some(step) => {
                    self.say.with("by-on", &[("name", step.name.as_str().into()), ("day", self.day(step.on).into())])
                }
                None if state == "now" => self.say.with("since", &[("day", self.day(stage.since()).into())]),
                None if finished => String::new(),
                None => hand.clause().say(self.language),
            };
            let name = Policy::standard().hand(hand).say(self.language).to_owned();
            HandShown { state, name, who: self.holder(hand), when }
        };
        Hand::ALL.into_iter().map(shown).collect()
    }

    pub fn ending(&self) -> Option<Ending> {
        match &self.opened.case.stage {
            Stage::Replied { reply, .. } => Some(Ending {
                heading: self.say.it("ending-replied"),
                fact: reply.number.to_string(),
                final_: true,
                lines: vec![match reply.rests_on {
                    Some(category) => {
                        self.say.with("rests-on-clause", &[("clause", category.clause().say(self.language).into())])
                    }
                    None => self.say.it("rests-on-none"),
                }],
            }),
            Stage::Rejected { at, rejection, .. } => Some(Ending {
                heading: self.say.it("ending-rejected"),
                fact: rejection.reason.words().say(self.language).to_owned(),
                final_: true,
                lines: [
                    Some(self.say.with(
                        "rejected-by",
                        &[
                            ("holder", self.holder(*at).into()),
                            ("clause", rejection.reason.clause().say(self.language).into()),
                        ],
                    )),
                    rejection.words.clone(),
                ]
                .into_iter()
                .flatten()
                .collect(),
            }),
            Stage::Withdrawn { on, reason, .. } => Some(Ending {
                heading: self.say.it("ending-withdrawn"),
                fact: self.day(*on),
                final_: false,
                lines: reason.iter().cloned().collect(),
            }),
            _ => None,
        }
    }

    /// The newest first.
    pub fn log(&self) -> Vec<Entry> {
        let (policy, stage) = (Policy::standard(), &self.opened.case.stage);
        let entry = |on: NaiveDate, key: &str, words: String, said: Option<&String>| Entry {
            when: date::full(on, self.language),
            kind: self.say.it(key),
            words,
            said: said.cloned().unwrap_or_default(),
        };
        let by = |step: &Step, act: &str| {
            let role = policy.role(step.role).say(self.language);
            self.say
                .with("log-step", &[("name", step.name.as_str().into()), ("role", role.into()), ("act", act.into())])
        };
        let mut log = vec![entry(
            stage.filed_on(),
            "log-filed",
            self.say.with("log-filed-words", &[("clauses", self.opened.dossier.filing.claimed.join(" ").into())]),
            None,
        )];
        for (act, step) in stage.steps() {
            log.push(entry(step.on, "log-moved", by(step, policy.act(act).say(self.language)), step.words.as_ref()));
        }
        match stage {
            Stage::Replied { reply, .. } => log.push(entry(
                reply.step.on,
                "log-replied",
                by(&reply.step, reply.number.as_str()),
                reply.step.words.as_ref(),
            )),
            Stage::Rejected { rejection, .. } => {
                let reason = rejection.reason.words().say(self.language);
                log.push(entry(
                    rejection.step.on,
                    "log-rejected",
                    by(&rejection.step, reason),
                    rejection.words.as_ref(),
                ));
            }
            Stage::Withdrawn { on, reason, .. } => {
                log.push(entry(*on, "log-withdrawn", String::new(), reason.as_ref()));
            }
            _ => {}
        }
        log.reverse();
        log
    }
}
