//! A referral: somebody recommends another person, and that person decides (Article 16).
//! Nobody reviews it: until the person accepts there is no nomination, so that Proposed and Declined are stages of this.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::ids::{NominationId, ReferralId};
use crate::mail_address::MailAddress;
use crate::nomination::Target;
use crate::person;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::text::Language;
use crate::typed;

/// The most characters of the reasons for recommending somebody.
pub const MOST_WHY: usize = 500;

coded! {
    /// How the referrer knows the person, Article 16.
    Relationship {
        Mentorship = "mentorship",
        Classmate = "classmate",
        Colleague = "colleague",
        Partner = "partner",
        Other = "other",
    }
}

coded! {
    /// What the person lets the referrer know of what follows.
    Sharing {
        /// That the person answered, and nothing more.
        Nothing = "nothing",
        /// That the nomination was filed.
        Filed = "filed",
        /// Its public stages too.
        Milestones = "milestones",
    }
}

coded! {
    /// Why a person declines; for the trace that is kept, never for the referrer.
    DeclineReason {
        NotNow = "not-now",
        NotFitting = "not-fitting",
        OnMyOwn = "on-my-own",
        UnknownReferrer = "unknown-referrer",
        WrongPerson = "wrong-person",
    }
}

/// What somebody states when they recommend another person. Every value is a string as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralInput {
    /// The referrer's own name, in one field and any script, 1 to 100 characters.
    #[schema(example = "陈明")]
    pub name: String,
    /// The number of the registered recommender (Art. 4) that the referrer says they are; empty for anybody else.
    #[schema(example = "23")]
    pub recommender: String,
    /// `mentorship`, `classmate`, `colleague`, `partner` or `other`.
    #[schema(example = "colleague")]
    pub relationship: String,
    pub nominee: NomineeInput,
    /// Why, in at most 500 characters; the person and the reviewers read it.
    #[schema(example = "十年的同事，介入手术做得最好")]
    pub why: String,
    /// `yes`: the person is told who recommends them.
    #[schema(example = "yes")]
    pub agreed: String,
}

/// Who is recommended: no more than it takes to ask them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NomineeInput {
    /// The whole name in one field and any script, 1 to 100 characters.
    #[schema(example = "买买提·吐尔逊")]
    pub name: String,
    #[schema(example = "maimaiti@example.com")]
    pub mail: String,
    /// The language to write to them in: `zh-CN` or `en`; empty is Chinese.
    #[schema(example = "zh-CN")]
    pub language: String,
}

/// A recommendation that can be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Recommendation {
    pub referrer: Personal<String>,
    pub relationship: Relationship,
    pub nominee: Personal<String>,
    pub mail: MailAddress,
    pub language: Language,
    pub why: Personal<String>,
}

impl ReferralInput {
    /// Reads everything and tells every problem, each with the pointer of its field.
    pub fn parse(&self) -> Result<Recommendation, Vec<Refusal>> {
        let mut refused = Vec::new();
        let referrer = name(&self.name, Refusal::content("referrer-name-missing").at("/name"), &mut refused);
        let relationship = typed::choice(&self.relationship, Relationship::from_code, "/relationship", &mut refused);
        if self.relationship.trim().is_empty() {
            refused.push(Refusal::content("relationship-missing").at("/relationship"));
        }
        let unnamed = Refusal::content("nominee-name-missing").at("/nominee/name");
        let nominee = name(&self.nominee.name, unnamed, &mut refused);
        let mail = mail(&self.nominee.mail, &mut refused);
        let language = typed::choice(&self.nominee.language, Language::from_tag, "/nominee/language", &mut refused);
        let why = typed::lines(&self.why, MOST_WHY, "/why", &mut refused).map(Personal::new);
        if self.why.trim().is_empty() {
            refused.push(Refusal::content("why-missing").at("/why"));
        }
        if typed::yes_or_no(&self.agreed, "/agreed", &mut refused) != Some(true) {
            refused.push(Refusal::content("agreement-missing").at("/agreed"));
        }
        match (referrer, relationship, nominee, mail, why) {
            (Some(referrer), Some(relationship), Some(nominee), Some(mail), Some(why)) if refused.is_empty() => {
                Ok(Recommendation {
                    referrer,
                    relationship,
                    nominee,
                    mail,
                    language: language.unwrap_or_default(),
                    why,
                })
            }
            _ => Err(refused),
        }
    }
}

/// A name that goes into a letter to a stranger: one with an address in it would make our letters carry others' links.
fn name(typed: &str, missing: Refusal, refused: &mut Vec<Refusal>) -> Option<Personal<String>> {
    let at = missing.pointer().unwrap_or_default().to_owned();
    let name = person::read_name_at(typed, missing, refused)?;
    if holds_address(name.expose()) {
        refused.push(Refusal::content("name-with-address").at(at));
        return None;
    }
    Some(name)
}

/// Initials have one letter before their dot, hosts more.
fn holds_address(name: &str) -> bool {
    let long = |part: &str| part.chars().count() > 1 && part.chars().all(char::is_alphanumeric);
    let dotted = |word: &str| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.windows(2).any(|pair| long(pair[0]) && long(pair[1]))
    };
    name.contains(['/', '@', ':']) || name.split_whitespace().any(dotted)
}

fn mail(typed: &str, refused: &mut Vec<Refusal>) -> Option<MailAddress> {
    let at = "/nominee/mail";
    if typed.trim().is_empty() {
        refused.push(Refusal::content("nominee-mail-missing").at(at));
        return None;
    }
    MailAddress::parse(typed).map_err(|refusal| refused.push(refusal.at(at))).ok()
}

/// Where the referral stands. Nothing in it says who the person is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
    /// The person was written to.
    Proposed {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
    },
    /// The person accepted: the nomination is theirs.
    HandedOver {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        nomination: NominationId,
        sharing: Sharing,
    },
    /// The person accepted and deleted the draft: it waits for an answer again. What they let the referrer know still holds.
    GivenBack {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        sharing: Sharing,
    },
    Declined {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        reason: Option<DeclineReason>,
    },
    /// The person was silent for the whole term.
    Expired {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    pub id: ReferralId,
    pub target: Target,
    pub stage: Stage,
}

impl Referral {
    /// Article 16: a third party recommends somebody; `open` as in [`Target::takes`].
    pub fn propose(id: ReferralId, target: Target, today: NaiveDate, open: bool) -> Result<Referral, Refusal> {
        target.takes(open)?;
        Ok(Referral { id, target, stage: Stage::Proposed { on: today } })
    }

    /// The person accepts: the nomination that was begun for it is theirs to correct, complete and submit.
    pub fn hand_over(
        self,
        nomination: NominationId,
        sharing: Sharing,
        today: NaiveDate,
        open: bool,
    ) -> Result<Referral, Refusal> {
        self.waits()?;
        self.target.takes(open)?;
        Ok(Referral { stage: Stage::HandedOver { on: today, nomination, sharing }, ..self })
    }

    pub fn decline(self, reason: Option<DeclineReason>, today: NaiveDate) -> Result<Referral, Refusal> {
        self.waits()?;
        Ok(Referral { stage: Stage::Declined { on: today, reason }, ..self })
    }

    /// The person deletes the draft that was begun for it: what the referrer wrote is not theirs to lose, and waits again.
    pub fn give_back(self, today: NaiveDate) -> Result<Referral, Refusal> {
        match self.stage {
            Stage::HandedOver { sharing, .. } => {
                Ok(Referral { stage: Stage::GivenBack { on: today, sharing }, ..self })
            }
            _ => Err(Refusal::stage("referral-answered").under(Clause::article(16))),
        }
    }

    /// The person lets the referrer know more from now on, or less.
    pub fn share(self, sharing: Sharing) -> Result<Referral, Refusal> {
        match self.stage {
            Stage::HandedOver { on, nomination, .. } => {
                Ok(Referral { stage: Stage::HandedOver { on, nomination, sharing }, ..self })
            }
            _ => Err(Refusal::stage("referral-not-accepted").under(Clause::article(16))),
        }
    }

    /// Silence is no consent: after its term the referral ends.
    pub fn expire(self, today: NaiveDate) -> Result<Referral, Refusal> {
        self.waits()?;
        Ok(Referral { stage: Stage::Expired { on: today }, ..self })
    }

    /// Whether it waits for the person's answer.
    pub fn is_live(&self) -> bool {
        matches!(self.stage, Stage::Proposed { .. } | Stage::GivenBack { .. })
    }

    fn waits(&self) -> Result<(), Refusal> {
        if self.is_live() { Ok(()) } else { Err(Refusal::stage("referral-answered").under(Clause::article(16))) }
    }
}

#[cfg(test)]
#[path = "referral_tests.rs"]
mod tests;
