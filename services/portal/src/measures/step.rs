//! Who has it, in the order of the Measures: the hands of a case (Articles 13 and 14) and of the annual plan (Article 12).

use domain::{Clause, Hand, Holder, Policy};
use kit::{Frame, Say};

use super::cited::Cited;
use super::phrase;

pub struct Step {
    pub who: String,
    pub what: String,
    /// Working days that the city promises; none for the plan.
    pub days: Option<u16>,
    pub clauses: Vec<Cited>,
}

impl Step {
    /// One for each holder; the employing unit by its name where it is known.
    pub fn of_case(frame: &Frame, say: &Say, policy: &Policy, unit: Option<&str>) -> Vec<Step> {
        let language = say.language();
        let step = |holder: Holder| {
            let hands: Vec<Hand> = holder.hands().collect();
            let mut clauses: Vec<Clause> = hands.iter().map(|hand| hand.clause()).collect();
            clauses.dedup();
            let unit = unit.filter(|_| holder == Holder::EmployingUnit);
            let what: Vec<_> = hands.iter().map(|hand| policy.hand(*hand).say(language)).collect();
            Step {
                who: unit.unwrap_or(policy.holder(holder).say(language)).to_owned(),
                what: in_a_row(&what, &say.owned("measures-between")),
                days: Some(policy.promised_days(holder.first_hand())),
                clauses: clauses.into_iter().map(|clause| Cited::of(clause, frame)).collect(),
            }
        };
        Holder::USUAL.map(step).into()
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
