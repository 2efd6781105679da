//! The next act as a form: pass on, reply, propose a unit, return, reject; only what can be said at this hand.

use domain::case::Stage;
use domain::requested::MOST_ITEMS;
use domain::returned::USUAL_DAYS;
use domain::{Calendar, Category, Conclusion, Hand, Reason, ReturnReason, Section, Shows, UnitRef};
use kit::html::{Choice, Form};

use super::case::View;
use super::{NO_CLAUSE, hands_of};
use crate::cases::desk::APPLICANT;
use crate::cases::store::Opened;
use crate::officers::Officer;

pub struct ActShown {
    pub heading: String,
    pub agree: String,
    pub agree_hint: String,
    pub version: i64,
    /// What can be concluded where a rejection is looked at again; empty elsewhere.
    pub conclusions: Vec<Choice>,
    /// Whether this act is the official reply.
    pub replies: bool,
    /// The units that can be proposed; none where nothing is to be proposed.
    pub units: Vec<Choice>,
    pub clauses: Vec<Choice>,
    pub reasons: Vec<Choice>,
    /// To whom it can be returned; empty while it waits for the applicant.
    pub back_to: Vec<Choice>,
    pub return_reasons: Vec<Choice>,
    pub sections: Vec<Choice>,
    /// The lines for evidence that is asked for item by item.
    pub items: Vec<ItemLine>,
    /// What an item can be to show.
    pub shows: Vec<Choice>,
    pub days: String,
    /// None where the case waits for no correction.
    pub remind: Option<RemindShown>,
}

/// Having the applicant reminded.
pub struct RemindShown {
    pub last: String,
    /// From when on it can be done again; empty where it can be done today.
    pub from: String,
}

/// The two fields of a line, each with its label.
pub struct ItemLine {
    pub shows: String,
    pub shows_label: String,
    pub name: String,
    pub name_label: String,
}

/// Whether the officer's next act on this case is to propose a unit.
pub fn proposes(opened: &Opened, officer: &Officer) -> bool {
    opened.case.next_act() == Some(domain::Act::ProposeUnit) && hands_of(officer).contains(&Hand::Routing)
}

/// The domain knows one `reason` and one `words`; the form has them once for each ruling.
/// An opinion that is filled in beside a return or a refusal is what was refused, and keeps its message.
pub fn beside_its_own_fields(mut form: Form) -> Form {
    let ruling = form.value("ruling").trim().to_owned();
    let is_typed = |name: &str| !form.value(name).trim().is_empty();
    let (opinion, unit) = (is_typed("words"), is_typed("unit"));
    for error in &mut form.errors {
        let name = match (ruling.as_str(), error.name.as_deref()) {
            ("return", Some("reason")) => "return_reason",
            ("return" | "refuse" | "reconsider", Some("words")) if !opinion => "to_applicant",
            ("agree", Some("words")) if unit => "to_applicant",
            _ => continue,
        };
        error.name = Some(name.to_owned());
    }
    form
}

impl View<'_> {
    pub fn act(&self, hand: Hand, units: &[UnitRef]) -> ActShown {
        let (case, policy) = (&self.opened.case, self.about.policy);
        let claimed = |category: &Category| {
            self.opened.dossier.filing.claimed.iter().any(|code| *code == category.clause().to_string())
        };
        let mut categories = Category::ALL.to_vec();
        categories.sort_by_key(|category| !claimed(category));
        let choice = |category: Category| {
            let name = policy.category(category).name.say(self.language);
            Choice::new(category.code(), format!("{} {name}", category.clause()))
        };
        let no_clause = Choice::new(NO_CLAUSE, self.say.owned("rests-on-none"));
        let reason = |reason: Reason| Choice::new(reason.code(), reason.words().say(self.language));
        let waits = case.stage.waits_for_applicant();
        let heading = case.next_act().map(|act| policy.act(act).say(self.language).to_owned()).unwrap_or_default();
        ActShown {
            agree: heading.clone(),
            heading,
            agree_hint: hand.clause().say(self.language),
            version: case.version,
            conclusions: match case.stage {
                Stage::Contested { .. } => self.conclusions(),
                _ => Vec::new(),
            },
            replies: case.next_act() == Some(domain::Act::Reply),
            units: units.iter().map(|unit| Choice::new(unit.id.to_string(), unit.name.say(self.language))).collect(),
            clauses: categories.iter().copied().map(choice).chain([no_clause]).collect(),
            reasons: Reason::offered_at(hand).into_iter().map(reason).collect(),
            back_to: if waits { Vec::new() } else { self.back_to(hand) },
            return_reasons: self.return_reasons(hand),
            sections: Section::ALL.map(|part| Choice::new(part.code(), self.term("section", part.code()))).into(),
            items: (0..MOST_ITEMS).map(|row| self.item_line(row)).collect(),
            shows: self.shows(&categories),
            days: USUAL_DAYS.to_string(),
            remind: self.remind(),
        }
    }

    fn remind(&self) -> Option<RemindShown> {
        let awaited = self.opened.case.awaited()?;
        let said = |key: &str, day| self.say.with(key, &[("day", self.day(day).into())]);
        let from = awaited.remindable_from(Calendar::standard());
        Some(RemindShown {
            last: said("remind-last", awaited.written_on()),
            from: if from > self.today { said("remind-from", from) } else { String::new() },
        })
    }

    fn conclusions(&self) -> Vec<Choice> {
        let said = |one: Conclusion| Choice::new(one.code(), self.say.owned(format!("conclusion-{}", one.code())));
        Conclusion::ALL.map(said).into()
    }

    fn item_line(&self, row: usize) -> ItemLine {
        let label = |key: &str| self.say.with(key, &[("number", (row + 1).into())]);
        ItemLine {
            shows: format!("items.{row}.shows"),
            shows_label: label("item-shows"),
            name: format!("items.{row}.name"),
            name_label: label("item-name"),
        }
    }

    /// The clauses in this order, then who somebody is, and anything else.
    fn shows(&self, categories: &[Category]) -> Vec<Choice> {
        let clauses = categories.iter().map(|category| Shows::Clause(*category));
        let all = clauses.chain([Shows::Identity, Shows::Other]);
        all.map(|shows| Choice::new(shows.code(), self.to_show(shows))).collect()
    }

    fn back_to(&self, hand: Hand) -> Vec<Choice> {
        let earlier = hand.may_return_to().iter().map(|hand| {
            let name = self.about.policy.hand(*hand).say(self.language);
            Choice::new(hand.code(), self.joined(&[name, &self.holder(*hand)]))
        });
        [Choice::new(APPLICANT, self.say.owned("applicant"))].into_iter().chain(earlier).collect()
    }

    /// Those for the applicant first; those for another hand only where there is one.
    fn return_reasons(&self, hand: Hand) -> Vec<Choice> {
        let applicant = domain::Addressee::applicant(Vec::new(), USUAL_DAYS, Vec::new());
        let (for_applicant, for_hand): (Vec<_>, Vec<_>) =
            ReturnReason::ALL.into_iter().partition(|reason| reason.may_be_given_to(&applicant));
        let for_hand = if hand.may_return_to().is_empty() { Vec::new() } else { for_hand };
        let said = |reason: ReturnReason, to: &str| {
            let words = reason.words().say(self.language).to_owned();
            Choice::new(reason.code(), self.say.with(to, &[("reason", words.into())]))
        };
        let applicants = for_applicant.into_iter().map(|reason| said(reason, "reason-for-applicant"));
        applicants.chain(for_hand.into_iter().map(|reason| said(reason, "reason-for-hand"))).collect()
    }
}
