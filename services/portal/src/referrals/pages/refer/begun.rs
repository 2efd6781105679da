//! What somebody has typed so far who recommends another person, and the four pages that it is typed on.
//! Nothing of it is kept here before a code has shown whose address the referrer's is: it travels sealed from page to page.

use domain::{MailAddress, ReferralInput, Refusal};
use kit::{DeskError, Fault, Form, House, Posted};
use serde::{Deserialize, Serialize};

use crate::accounts::kept;
use crate::recommenders::desk::Stated;
use crate::referrals::desk::Referrals;

/// What the sealed form is called on its way.
const FORM: &str = "refer";

/// One of the four pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    You,
    Nominee,
    Why,
    Check,
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Begun {
    /// The referrer's own address as typed; a code confirms it. Empty where they are signed in.
    pub mail: String,
    pub referral: ReferralInput,
}

impl Leaf {
    pub const ALL: [Leaf; 4] = [Leaf::You, Leaf::Nominee, Leaf::Why, Leaf::Check];

    pub fn code(self) -> &'static str {
        match self {
            Leaf::You => "you",
            Leaf::Nominee => "nominee",
            Leaf::Why => "why",
            Leaf::Check => "check",
        }
    }

    pub fn from_code(code: &str) -> Option<Leaf> {
        Leaf::ALL.into_iter().find(|leaf| leaf.code() == code)
    }

    /// Its place, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    pub fn next(self) -> Option<Leaf> {
        Leaf::ALL.get(self.number()).copied()
    }

    pub fn before(self) -> Option<Leaf> {
        Leaf::ALL.into_iter().take_while(|leaf| *leaf != self).last()
    }

    /// Whether what is refused was typed there; what lies at no field is told on the last.
    pub fn owns(self, refusal: &Refusal) -> bool {
        let at = match refusal.pointer().unwrap_or_default() {
            "/name" | "/mail" | "/recommender" => Leaf::You,
            "/relationship" => Leaf::Nominee,
            at if at.starts_with("/nominee/") => Leaf::Nominee,
            "/why" => Leaf::Why,
            _ => Leaf::Check,
        };
        at == self
    }

    /// The first page on which something is refused.
    pub fn of(refusals: &[Refusal]) -> Option<Leaf> {
        Leaf::ALL.into_iter().find(|leaf| refusals.iter().any(|refusal| leaf.owns(refusal)))
    }
}

/// What can be refused, in the order in which the pages ask for it.
const FIELDS: [&str; 8] =
    ["/name", "/mail", "/recommender", "/nominee/name", "/nominee/mail", "/nominee/language", "/relationship", "/why"];

impl Begun {
    pub fn seal(&self, house: &House) -> Result<String, Fault> {
        kept::seal(house, FORM, self)
    }

    /// Nothing typed yet where nothing was sealed.
    pub fn open(house: &House, sealed: &str) -> Result<Begun, DeskError> {
        match sealed {
            "" => Ok(Begun::default()),
            sealed => kept::open(house, FORM, sealed).ok_or(DeskError::Missing),
        }
    }

    /// With what was typed on one page.
    pub fn answered(mut self, leaf: Leaf, posted: &Posted) -> Begun {
        let text = |name: &str| posted.text(name).to_owned();
        let referral = &mut self.referral;
        match leaf {
            Leaf::You => {
                (referral.name, self.mail) = (text("name"), text("mail"));
                referral.recommender = text("recommender");
            }
            Leaf::Nominee => {
                referral.nominee.name = text("nominee.name");
                referral.nominee.mail = text("nominee.mail");
                referral.nominee.language = text("nominee.language");
                referral.relationship = text("relationship");
            }
            Leaf::Why => referral.why = text("why"),
            Leaf::Check => referral.agreed = text("agreed"),
        }
        self
    }

    /// Everything that is wrong with it; `own` are the addresses of a referrer who is signed in, by their keyed hashes.
    pub fn refused(&self, referrals: &Referrals, stated: &Stated, own: Option<&[String]>) -> Vec<Refusal> {
        let read = |own: &[String]| referrals.read(&self.referral, stated, own).err().unwrap_or_default();
        let mut refused = match (own, MailAddress::parse(&self.mail)) {
            (Some(own), _) => read(own),
            (None, Ok(typed)) => read(&[referrals.typed(&typed)]),
            (None, Err(refusal)) => [read(&[]), vec![refusal]].concat(),
        };
        refused.sort_by_key(|refusal| FIELDS.iter().position(|field| refusal.pointer() == Some(field)));
        refused
    }

    pub fn form(&self) -> Result<Form, Fault> {
        let mut value = serde_json::to_value(&self.referral)?;
        value["mail"] = self.mail.clone().into();
        Form::filled(&value)
    }
}
