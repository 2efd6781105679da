//! The way a case came: its hands, what is open, how it ended, and everything that happened.

use chrono::NaiveDate;
use domain::case::{Stage, Step};
use domain::reconsideration::Decision;
use domain::{Addressee, Answer, Conclusion, Consented, Hand, Proposal, Reconsideration, Reminder, Return, UnitId};
use kit::html::date;

use super::case::View;

pub struct HandShown {
    pub state: &'static str,
    pub name: String,
    pub who: String,
    pub when: String,
    /// Whether it was returned from here, or to here, and how often.
    pub returned: String,
}

pub struct Ending {
    pub heading: String,
    pub fact: String,
    pub final_: bool,
    pub lines: Vec<String>,
}

pub struct Entry {
    /// The version of the case that it led to.
    order: i64,
    pub when: date::When,
    pub kind: String,
    pub words: String,
    pub said: String,
}

impl View<'_> {
    pub fn hands(&self) -> Vec<HandShown> {
        let case = &self.opened.case;
        let stage = &case.stage;
        let steps = stage.steps();
        let reply = match stage {
            Stage::Replied { reply, .. } => Some(&reply.step),
            _ => None,
        };
        let routed = case.proposals.iter().rfind(|proposal| matches!(proposal.answer, Some(Consented::Agreed { .. })));
        let shown = |hand: Hand| {
            let step = steps.iter().find(|(act, _)| *act == hand.next_act()).map(|(_, step)| *step);
            let step = step.or(reply.filter(|_| hand == Hand::PrefectureReview));
            let step = step.or(routed.map(|proposal| &proposal.step).filter(|_| hand == Hand::Routing));
            let now = stage.hand() == Some(hand);
            let state = match step {
                _ if now => "now",
                Some(_) => "done",
                None => "todo",
            };
            let when = match step {
                _ if now => self.say.with("since", &[("day", self.day(case.since()).into())]),
                Some(step) => self
                    .say
                    .with("by-on", &[("name", step.name(self.language).into()), ("day", self.day(step.on).into())]),
                None if stage.hand().is_none() => String::new(),
                None => hand.clause().say(self.language),
            };
            let name = self.about.policy.hand(hand).say(self.language).to_owned();
            HandShown { state, name, who: self.holder(hand), when, returned: self.times_returned(hand) }
        };
        case.way().map(shown).collect()
    }

    fn times_returned(&self, hand: Hand) -> String {
        let case = &self.opened.case;
        let all = case.returns.iter().chain(case.stage.open_returns());
        match all.filter(|returned| returned.at == hand).count() {
            0 => String::new(),
            times => self.say.with("times-returned", &[("times", times.into())]),
        }
    }

    /// What the case waits for: the return or the proposal that is open, the latest first.
    pub fn open(&self) -> Vec<Ending> {
        let stage = &self.opened.case.stage;
        let returned = stage.open_returns().into_iter().map(|returned| Ending {
            heading: self.say.owned("open-return"),
            fact: returned.reason.words().say(self.language).to_owned(),
            final_: false,
            lines: self.asked(returned),
        });
        let proposed = match stage {
            Stage::Proposed { proposal, .. } => Some(Ending {
                heading: self.say.owned("open-proposal"),
                fact: self.unit(proposal.unit),
                final_: false,
                lines: proposal.step.words.iter().cloned().collect(),
            }),
            _ => None,
        };
        let contested = match stage {
            Stage::Contested { reconsideration, .. } => Some(Ending {
                heading: self.say.owned("open-reconsideration"),
                fact: reconsideration.rejection.reason.words().say(self.language).to_owned(),
                final_: false,
                lines: self.contested(reconsideration),
            }),
            _ => None,
        };
        returned.chain(proposed).chain(contested).collect()
    }

    /// Who rejected and in which words, and what the applicant says against it.
    fn contested(&self, open: &Reconsideration) -> Vec<String> {
        let step = &open.rejection.step;
        let by = [("name", step.name(self.language).into()), ("day", self.day(step.on).into())];
        let asked = self.say.with("contested-on", &[("day", self.day(open.asked_on).into())]);
        let told = self.labelled("contested-told", &open.rejection.words);
        let why = self.labelled("contested-words", &open.words);
        let lines = [Some(self.say.with("contested-rejected", &by)), told, Some(asked), why];
        lines.into_iter().flatten().collect()
    }

    /// Somebody's words, and whose they are.
    fn labelled(&self, key: &str, words: &Option<String>) -> Option<String> {
        words.as_ref().map(|words| self.say.with(key, &[("words", words.as_str().into())]))
    }

    /// From whom to whom, which parts, and the officer's words.
    fn asked(&self, returned: &Return) -> Vec<String> {
        let from = self
            .say
            .with("returned-from", &[("from", self.hand(returned.at).into()), ("to", self.to(returned).into())]);
        let parts = match &returned.to {
            Addressee::Hand { .. } => None,
            Addressee::Applicant { sections, days, .. } => {
                let named: Vec<_> = sections.iter().map(|part| self.term("section", part.code())).collect();
                let named = self.joined(&named.iter().map(String::as_str).collect::<Vec<_>>());
                Some(self.say.with("returned-parts", &[("parts", named.into()), ("days", (*days).into())]))
            }
        };
        [Some(from), parts, returned.words.clone()].into_iter().flatten().collect()
    }

    fn to(&self, returned: &Return) -> String {
        match returned.to {
            Addressee::Applicant { .. } => self.say.owned("applicant"),
            Addressee::Hand { hand } => self.hand(hand),
        }
    }

    fn hand(&self, hand: Hand) -> String {
        self.about.policy.hand(hand).say(self.language).to_owned()
    }

    /// A unit that was proposed, by its name where it is the one that has the case now.
    fn unit(&self, id: UnitId) -> String {
        let known = self.about.unit.iter().chain(&self.about.proposed).find(|unit| unit.id == id);
        known.map_or_else(|| id.to_string(), |unit| unit.name.say(self.language).to_owned())
    }

    pub fn ending(&self) -> Option<Ending> {
        let under = |policy: &str| {
            let key = if policy.is_empty() { None } else { Some("decided-under") };
            key.map(|key| self.say.with(key, &[("policy", policy.into())]))
        };
        let told = |words: &Option<String>| self.labelled("contested-told", words);
        match &self.opened.case.stage {
            Stage::Replied { reply, .. } => {
                let rests_on = match reply.rests_on {
                    Some(category) => {
                        self.say.with("rests-on-clause", &[("clause", category.clause().say(self.language).into())])
                    }
                    None => self.say.owned("rests-on-none"),
                };
                Some(Ending {
                    heading: self.say.owned("ending-replied"),
                    fact: reply.number.to_string(),
                    final_: true,
                    lines: [Some(rests_on), under(&reply.policy)].into_iter().flatten().collect(),
                })
            }
            Stage::Rejected { at, rejection, .. } => Some(Ending {
                heading: self.say.owned("ending-rejected"),
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
                    told(&rejection.words),
                    under(&rejection.policy),
                    self.upheld().map(|upheld| {
                        let name = upheld.step.name(self.language).into();
                        self.say.with("upheld-by", &[("name", name), ("day", self.day(upheld.step.on).into())])
                    }),
                    self.upheld().and_then(|upheld| told(&upheld.words)),
                ]
                .into_iter()
                .flatten()
                .collect(),
            }),
            Stage::Withdrawn { on, reason, .. } => Some(Ending {
                heading: self.say.owned("ending-withdrawn"),
                fact: self.day(*on),
                final_: false,
                lines: reason.iter().cloned().collect(),
            }),
            _ => None,
        }
    }

    /// The second decision, where it let the rejection stand.
    fn upheld(&self) -> Option<&Decision> {
        let decision = self.opened.case.reconsidered.as_ref()?.decision.as_ref()?;
        Some(decision).filter(|decision| decision.conclusion == Conclusion::Upheld)
    }

    /// The newest first.
    pub fn log(&self) -> Vec<Entry> {
        let (policy, case) = (self.about.policy, &self.opened.case);
        let mut log = vec![self.entry(
            0,
            case.stage.filed_on(),
            "log-filed",
            self.say.with("log-filed-words", &[("clauses", self.first_claimed().into())]),
            None,
        )];
        for (act, step) in case.stage.steps() {
            log.push(self.step("log-moved", step, policy.act(act).say(self.language)));
        }
        for returned in case.returns.iter().chain(case.stage.open_returns()) {
            log.extend(self.returned(returned));
        }
        let open = match &case.stage {
            Stage::Proposed { proposal, .. } => Some(proposal),
            _ => None,
        };
        for proposal in case.proposals.iter().chain(open) {
            log.extend(self.proposed(proposal));
        }
        match &case.stage {
            Stage::Replied { reply, .. } => log.push(self.step("log-replied", &reply.step, reply.number.as_str())),
            Stage::Rejected { rejection, .. } => {
                let reason = rejection.reason.words().say(self.language);
                let entry = self.step("log-rejected", &rejection.step, reason);
                log.push(Entry { said: rejection.words.clone().unwrap_or_default(), ..entry });
            }
            Stage::Withdrawn { on, reason, .. } => {
                log.push(self.entry(i64::MAX, *on, "log-withdrawn", String::new(), reason.as_ref()));
            }
            _ => {}
        }
        log.extend(self.reconsidered());
        log.sort_by_key(|entry| std::cmp::Reverse(entry.order));
        log
    }

    fn returned(&self, returned: &Return) -> Vec<Entry> {
        let words = self.say.with(
            "log-returned-words",
            &[("to", self.to(returned).into()), ("reason", returned.reason.words().say(self.language).into())],
        );
        let asked = self.step("log-returned", &returned.step, &words);
        let asked = Entry { said: returned.words.clone().unwrap_or_default(), ..asked };
        let reminded = returned.reminders.iter().map(|reminder| self.reminded(reminder));
        let answer = returned.answer.as_ref().map(|answer| match answer {
            Answer::Corrected { revision, on, version, late } => {
                let key = if *late { "revision-late" } else { "revision" };
                let words = self.say.with(key, &[("revision", (*revision).into())]);
                self.entry(*version, *on, "log-corrected", words, None)
            }
            Answer::Done { step } => self.step("log-moved", step, &self.say.owned("log-sent-back")),
            Answer::Recalled { step } => self.step("log-moved", step, &self.say.owned("log-went-on")),
        });
        [asked].into_iter().chain(reminded).chain(answer).collect()
    }

    fn reminded(&self, reminder: &Reminder) -> Entry {
        match reminder {
            Reminder::Asked { step } => self.step("log-reminded", step, &self.say.owned("log-reminded-asked")),
            Reminder::Due { on, version } => {
                self.entry(*version, *on, "log-reminded", self.say.owned("log-reminded-due"), None)
            }
        }
    }

    /// The first decision, where the stage no longer has it; what the applicant said; and the second decision.
    fn reconsidered(&self) -> Vec<Entry> {
        let case = &self.opened.case;
        let one = match &case.stage {
            Stage::Contested { reconsideration, .. } => Some(reconsideration),
            _ => case.reconsidered.as_ref(),
        };
        let Some(one) = one else {
            return Vec::new();
        };
        let first = match &case.stage {
            Stage::Rejected { rejection, .. } if *rejection == one.rejection => None,
            _ => {
                let reason = one.rejection.reason.words().say(self.language);
                let entry = self.step("log-rejected", &one.rejection.step, reason);
                Some(Entry { said: one.rejection.words.clone().unwrap_or_default(), ..entry })
            }
        };
        let asked = self.entry(one.version, one.asked_on, "log-contested", String::new(), one.words.as_ref());
        let second = one.decision.as_ref().map(|decision| {
            let conclusion = self.say.owned(format!("conclusion-{}", decision.conclusion.code()));
            let entry = self.step("log-reconsidered", &decision.step, &conclusion);
            Entry { said: decision.words.clone().unwrap_or_default(), ..entry }
        });
        [first, Some(asked), second].into_iter().flatten().collect()
    }

    fn proposed(&self, proposal: &Proposal) -> Vec<Entry> {
        let unit = self.unit(proposal.unit);
        let asked = self.step("log-proposed", &proposal.step, &unit);
        let answer = proposal.answer.as_ref().map(|answer| match answer {
            Consented::Agreed { on, version } => self.entry(*version, *on, "log-agreed", unit.clone(), None),
            Consented::Refused { on, version } => self.entry(*version, *on, "log-refused", unit.clone(), None),
            Consented::Recalled { step } => self.step("log-moved", step, &self.say.owned("log-recalled")),
        });
        let reminded = proposal.reminders.iter().map(|reminder| self.reminded(reminder));
        [asked].into_iter().chain(reminded).chain(answer).collect()
    }

    fn first_claimed(&self) -> String {
        let first = self.revisions.first().map_or(&self.opened.dossier, |revision| &revision.dossier);
        first.filing.claimed.join(" ")
    }

    fn entry(&self, order: i64, on: NaiveDate, key: &str, words: String, said: Option<&String>) -> Entry {
        let said = said.cloned().unwrap_or_default();
        Entry { order, when: date::full(on, self.language), kind: self.say.owned(key), words, said }
    }

    fn step(&self, key: &str, step: &Step, act: &str) -> Entry {
        let role = self.about.policy.role(step.role).say(self.language);
        let words = self
            .say
            .with("log-step", &[("name", step.name(self.language).into()), ("role", role.into()), ("act", act.into())]);
        self.entry(step.version, step.on, key, words, step.words.as_ref())
    }
}
