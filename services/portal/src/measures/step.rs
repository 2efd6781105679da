//! Who has it, in the order of the Measures: the hands of a case (Articles 13 and 14) and of the annual plan (Article 12).

use std::sync::Arc;

use askama::Template;
use domain::{Clause, Hand, Holder, Policy};
use kit::{Fault, Frame, Say, page};

use super::cited::Cited;
use super::phrase;

pub struct Step {
    pub who: String,
    pub what: String,
    /// Working days that the city promises; none for the plan.
    pub days: Option<u16>,
    pub clauses: Vec<Cited>,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "measures/parts.html" as parts %}{% for step in steps %}{% if !loop.first %}
{% endif %}{% call parts::step(say, step) %}{% endcall %}{% endfor %}"#
)]
struct Part<'a> {
    say: &'a Say,
    steps: &'a [Step],
}

impl Step {
    /// One for each holder.
    pub fn of_case(frame: &Frame, say: &Say, policy: &Policy) -> Vec<Step> {
        Holder::USUAL.map(|holder| Step::of(holder, frame, say, policy)).into()
    }

    /// The first of them, of a unit that is known.
    pub fn at_unit(unit: &str, frame: &Frame, say: &Say, policy: &Policy) -> Step {
        Step { who: unit.to_owned(), ..Step::of(Holder::EmployingUnit, frame, say, policy) }
    }

    /// Those after it, as a part of a page.
    pub fn way(frame: &Frame, say: &Say, policy: &Policy) -> Result<Arc<str>, Fault> {
        let others = Holder::USUAL.into_iter().filter(|holder| *holder != Holder::EmployingUnit);
        let steps: Vec<Step> = others.map(|holder| Step::of(holder, frame, say, policy)).collect();
        Ok(page::part(&Part { say, steps: &steps })?.into())
    }

    fn of(holder: Holder, frame: &Frame, say: &Say, policy: &Policy) -> Step {
        let language = say.language();
        let hands: Vec<Hand> = holder.hands().collect();
        let mut clauses: Vec<Clause> = hands.iter().map(|hand| hand.clause()).collect();
        clauses.dedup();
        let what: Vec<_> = hands.iter().map(|hand| policy.hand(*hand).say(language)).collect();
        Step {
            who: policy.holder(holder).say(language).to_owned(),
            what: in_a_row(&what, &say.it("measures-between")),
            days: Some(policy.promised_days(holder.first_hand())),
            clauses: clauses.into_iter().map(|clause| Cited::of(clause, frame)).collect(),
        }
    }

    pub fn of_plan(say: &Say) -> Vec<Step> {
        let (language, policy) = (say.language(), Policy::standard());
        let hands = policy.plan_hands().iter();
        hands
            .map(|hand| Step {
                who: policy.role(hand.role).say(language).to_owned(),
                what: hand.name.say(language).to_owned(),
                days: None,
                clauses: Vec::new(),
            })
            .collect()
    }
}

/// Names in one phrase: only the first keeps its capital.
fn in_a_row(names: &[&str], between: &str) -> String {
    let Some((first, others)) = names.split_first() else {
        return String::new();
    };
    others.iter().fold((*first).to_owned(), |said, name| said + between + &phrase::within(name))
}
