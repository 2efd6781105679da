//! A post of the plan as its unit types it (Articles 3, 6 to 9, 12 and 17), and what is read from it.
//! A draft may be half written; what is handed in is read whole and everything that is wrong is told at once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::clause::Clause;
use crate::condition_input::{self, ConditionInput, MOST_ALTERNATIVES, MOST_CONDITIONS};
use crate::ids::PostId;
use crate::mode::{Mode, Permission};
use crate::money::{Money, MoneyBand};
use crate::pay;
use crate::policy::Policy;
use crate::post::{Post, PostCondition, UnitRef};
use crate::refusal::Refusal;
use crate::sector::Sector;
use crate::text::{Text, TextInput};
use crate::typed;
use crate::unit::UnitKind;

/// Characters of a line.
pub(crate) const LINE: usize = 200;
/// Characters of the duties.
const DUTIES: usize = 4000;
/// Characters of everything together, while it is a draft.
const MOST: usize = 30_000;
/// People of one post.
const MOST_WANTED: u16 = 99;

/// What the unit pays, by its code.
pub const PAY_BAND: &str = "band";
pub const PAY_AGREED: &str = "agreement";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PostInput {
    pub title: TextInput,
    /// A sector of Article 3, by its code.
    #[schema(example = "modern-livestock")]
    pub sector: String,
    /// A mode of Article 6, by its code.
    #[schema(example = "open-recruitment")]
    pub mode: String,
    /// How many people are wanted, 1 to 99.
    #[schema(example = "2")]
    pub wanted: String,
    /// One line: what is needed.
    pub need: TextInput,
    /// Paragraphs separated by an empty line.
    pub duties: TextInput,
    /// At most 8; rows in which nothing is typed are dropped.
    pub conditions: Vec<ConditionInput>,
    /// The items of Articles 10 and 11 the post is open under, by their codes.
    pub basis: Vec<String>,
    /// `band` or `agreement`.
    #[schema(example = "band")]
    pub pay: String,
    /// Whole yuan a year before tax, where the pay is a band.
    #[schema(example = "120000")]
    pub pay_from: String,
    #[schema(example = "180000")]
    pub pay_to: String,
    pub place: TextInput,
    /// Places of the special staffing quota that it needs (Article 17); 0 when left empty.
    #[schema(example = "1")]
    pub quota: String,
    /// Office and telephone; the unit's own when left empty.
    pub contact: TextInput,
    #[schema(example = "2027-01-04")]
    pub opens_on: String,
    /// The last day for nominations; until filled when left empty.
    #[schema(example = "2027-03-31")]
    pub closes_on: String,
}

/// A post that was read whole.
#[derive(Clone, Debug, PartialEq)]
pub struct PostDraft {
    pub title: Text,
    pub sector: Sector,
    pub mode: Mode,
    pub wanted: u16,
    pub need: Text,
    pub duties: Text,
    pub conditions: Vec<PostCondition>,
    pub basis: Vec<Category>,
    /// A year before tax; agreed with each person where absent.
    pub pay: Option<MoneyBand>,
    pub place: Text,
    pub quota: u16,
    pub contact: Option<Text>,
    pub opens_on: NaiveDate,
    pub closes_on: Option<NaiveDate>,
}

impl PostDraft {
    pub fn pay_words(&self) -> Text {
        self.pay.map_or_else(pay::agreed, pay::of_year)
    }

    /// As the catalogue tells it once the plan is issued.
    pub fn post(self, id: PostId, number: String, unit: UnitRef) -> Post {
        let pay = self.pay_words();
        let contact = self.contact.unwrap_or_else(|| unit.contact.clone());
        Post {
            id,
            number,
            title: self.title,
            unit: UnitRef { contact, ..unit },
            sector: self.sector,
            mode: self.mode,
            wanted: self.wanted,
            need: self.need,
            duties: self.duties,
            conditions: self.conditions,
            basis: self.basis,
            pay,
            pay_band: self.pay,
            place: self.place,
            special_quota: self.quota > 0,
            quota: (self.quota > 0).then_some(self.quota),
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            issued: None,
        }
    }
}

impl PostInput {
    /// A post of an earlier catalogue as the beginning of a new one: everything but its days, and its pay where that was words.
    pub fn copy_of(post: &Post) -> PostInput {
        let end = |end: fn(MoneyBand) -> Money| post.pay_band.map_or_else(String::new, |band| end(band).whole_yuan());
        // An older catalogue says only that it takes places of the quota; none of them takes more than it wants people.
        let unnumbered = post.special_quota.then_some(post.wanted);
        PostInput {
            title: TextInput::of(&post.title),
            sector: post.sector.code().to_owned(),
            mode: post.mode.code().to_owned(),
            wanted: post.wanted.to_string(),
            need: TextInput::of(&post.need),
            duties: TextInput::of(&post.duties),
            conditions: post.conditions.iter().map(ConditionInput::copy_of).collect(),
            basis: post.basis.iter().map(|category| category.code().to_owned()).collect(),
            pay: pay_of(post).unwrap_or_default().to_owned(),
            pay_from: end(|band| band.from),
            pay_to: end(|band| band.to),
            place: TextInput::of(&post.place),
            quota: post.quota.or(unnumbered).map_or_else(String::new, |places| places.to_string()),
            ..PostInput::default()
        }
    }

    /// A post of the catalogue as the beginning of its change. Pay that was words is stated anew.
    pub fn change_of(post: &Post) -> PostInput {
        PostInput {
            pay: pay_of(post).unwrap_or(PAY_BAND).to_owned(),
            contact: TextInput::of(&post.unit.contact),
            opens_on: post.opens_on.to_string(),
            closes_on: post.closes_on.map_or_else(String::new, |last| last.to_string()),
            ..PostInput::copy_of(post)
        }
    }

    /// Whether it is small enough to be kept as a draft.
    pub fn is_bounded(&self) -> Result<(), Refusal> {
        let texts: usize = self.texts().iter().map(|(_, text)| text.chars().count()).sum();
        let codes = [&self.sector, &self.mode, &self.wanted, &self.pay, &self.pay_from, &self.pay_to, &self.quota];
        let codes = codes.into_iter().chain([&self.opens_on, &self.closes_on]).chain(&self.basis);
        let others = |condition: &ConditionInput| condition.or.len() > 2 * MOST_ALTERNATIVES;
        let codes = codes.chain(self.conditions.iter().map(|condition| &condition.kind));
        let codes = codes.chain(self.conditions.iter().flat_map(|condition| &condition.or).map(|other| &other.kind));
        let all = texts + codes.map(|code| code.chars().count()).sum::<usize>();
        let is_long = self.conditions.len() > 2 * MOST_CONDITIONS || self.conditions.iter().any(others);
        if all > MOST || is_long || self.basis.len() > 20 {
            return Err(Refusal::content("draft-too-large"));
        }
        Ok(())
    }

    /// Every text that people will read, by its pointer.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let named =
            [("/title", &self.title), ("/need", &self.need), ("/duties", &self.duties), ("/place", &self.place)];
        let mut all: Vec<(String, &str)> = Vec::new();
        for (at, text) in named.into_iter().chain([("/contact", &self.contact)]) {
            all.push((format!("{at}/zh"), text.zh.as_str()));
            all.push((format!("{at}/en"), text.en.as_str()));
        }
        for (row, condition) in self.conditions.iter().enumerate() {
            for (part, text) in [("label", &condition.label), ("words", &condition.words)] {
                all.push((format!("/conditions/{row}/{part}/zh"), text.zh.as_str()));
                all.push((format!("/conditions/{row}/{part}/en"), text.en.as_str()));
            }
            all.push((format!("/conditions/{row}/value"), condition.value.as_str()));
            for (at, other) in condition.or.iter().enumerate() {
                all.push((format!("/conditions/{row}/or/{at}/value"), other.value.as_str()));
            }
        }
        all
    }

    /// What Articles 7 and 8 say of the mode for this kind of unit; none while no mode is chosen.
    pub fn permission(&self, kind: UnitKind, policy: &Policy) -> Option<Permission> {
        Mode::from_code(self.mode.trim()).map(|mode| mode.allowed_for(kind, policy))
    }

    pub fn read(&self, kind: UnitKind, policy: &Policy) -> Result<PostDraft, Vec<Refusal>> {
        let mut refused = Vec::new();
        let title = self.title.read(LINE, "/title", &mut refused);
        let sector =
            typed::chosen(&self.sector, Sector::from_code, "/sector", Refusal::content("sector-missing"), &mut refused);
        let mode = self.mode(kind, policy, &mut refused);
        let wanted = number(&self.wanted, 1, MOST_WANTED, "/wanted", &mut refused);
        let need = self.need.read(LINE, "/need", &mut refused);
        let duties = self.duties.read_lines(DUTIES, "/duties", &mut refused);
        let conditions = condition_input::read(&self.conditions, &mut refused);
        let basis = self.basis(&mut refused);
        let pay = self.pay(&mut refused);
        let place = self.place.read(LINE, "/place", &mut refused);
        let quota = match self.quota.trim() {
            "" => Some(0),
            quota => number(quota, 0, wanted.unwrap_or(MOST_WANTED), "/quota", &mut refused),
        };
        let contact = match self.contact.is_empty() {
            true => Some(None),
            false => self.contact.read(LINE, "/contact", &mut refused).map(Some),
        };
        let opens_on = typed::day(&self.opens_on, "/opens_on", &mut refused);
        let closes_on = match self.closes_on.trim() {
            "" => Some(None),
            typed => typed::day(typed, "/closes_on", &mut refused).map(Some),
        };
        if let (Some(opens), Some(Some(closes))) = (opens_on, closes_on)
            && closes < opens
        {
            refused.push(Refusal::content("closes-before-it-opens").at("/closes_on"));
        }
        let whole = || {
            Some(PostDraft {
                title: title?,
                sector: sector?,
                mode: mode?,
                wanted: wanted?,
                need: need?,
                duties: duties?,
                conditions: conditions?,
                basis: basis?,
                pay: pay?,
                place: place?,
                quota: quota?,
                contact: contact?,
                opens_on: opens_on?,
                closes_on: closes_on?,
            })
        };
        match whole() {
            Some(draft) if refused.is_empty() => Ok(draft),
            _ => Err(refused),
        }
    }

    /// What Articles 7 and 8 contradict is refused with the clause; where they are silent, open point O11 lets it be.
    fn mode(&self, kind: UnitKind, policy: &Policy, refused: &mut Vec<Refusal>) -> Option<Mode> {
        let mode = typed::chosen(&self.mode, Mode::from_code, "/mode", Refusal::content("mode-missing"), refused)?;
        if let Permission::Contradicted(clause) = mode.allowed_for(kind, policy) {
            let refusal = Refusal::content("mode-contradicted").under(clause).at("/mode");
            let refusal = refusal.with_text("mode", policy.mode(mode).clone());
            refused.push(refusal.with_text("kind", policy.unit_kind(kind).clone()));
            return None;
        }
        Some(mode)
    }

    fn basis(&self, refused: &mut Vec<Refusal>) -> Option<Vec<Category>> {
        let before = refused.len();
        let mut basis = Vec::new();
        for (row, code) in self.basis.iter().enumerate() {
            basis.extend(typed::choice(code, Category::from_code, &format!("/basis/{row}"), refused));
        }
        basis.sort();
        basis.dedup();
        if basis.is_empty() && refused.len() == before {
            refused.push(Refusal::content("basis-missing").under(Clause::article(12)).at("/basis"));
        }
        (refused.len() == before).then_some(basis)
    }

    fn pay(&self, refused: &mut Vec<Refusal>) -> Option<Option<MoneyBand>> {
        let read = |code: &str| [PAY_BAND, PAY_AGREED].into_iter().find(|known| *known == code);
        if typed::chosen(&self.pay, read, "/pay", Refusal::content("pay-missing"), refused)? == PAY_AGREED {
            return Some(None);
        }
        let from = yuan(&self.pay_from, "/pay_from", refused);
        let to = yuan(&self.pay_to, "/pay_to", refused);
        let (from, to) = (from?, to?);
        if to < from {
            refused.push(Refusal::content("pay-ends-below").at("/pay_to"));
            return None;
        }
        Some(Some(MoneyBand { from, to }))
    }
}

/// How the post pays, by its code, where it says more than words.
fn pay_of(post: &Post) -> Option<&'static str> {
    match post.pay_band {
        Some(_) => Some(PAY_BAND),
        None => (post.pay == pay::agreed()).then_some(PAY_AGREED),
    }
}

fn number(typed: &str, least: u16, most: u16, at: &str, refused: &mut Vec<Refusal>) -> Option<u16> {
    let number = typed::half_width(typed).parse::<u16>().ok().filter(|number| (least..=most).contains(number));
    if number.is_none() {
        let refusal = Refusal::content("number-out-of-range").with("least", least).with("most", most);
        refused.push(refusal.at(at));
    }
    number
}

fn yuan(typed: &str, at: &str, refused: &mut Vec<Refusal>) -> Option<Money> {
    let yuan = typed::half_width(typed).parse::<i64>().ok().filter(|yuan| (1..=pay::MOST_OF_A_YEAR).contains(yuan));
    if yuan.is_none() {
        refused.push(Refusal::content("pay-form").at(at));
    }
    yuan.map(Money::yuan)
}

#[cfg(test)]
#[path = "post_input_tests.rs"]
pub(crate) mod tests;
