//! The acts on a referral. Here the referrer's: sending one, and seeing what became of it.
//! The nominee's are in `answers` and `sharing`, what falls due in `silence`.

mod answers;
mod erasing;
mod sharing;
mod silence;

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::referral::{Recommendation, Referral, Stage};
use domain::{Clause, MailAddress, PublicStage, ReferralId, ReferralInput, Refusal, Sharing, Target};
use kit::limits::{Limit, Purpose};
use kit::{Act, At, DeskError, Fault, House, Instant, Once, Walked, Within};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) use silence::{EXPIRE, REMIND};

pub use answers::{Invitation, answered, decline_reason, link_ended, sharing};
pub use sharing::{Shared, Spoken};

use super::store::{self, Kept, Placed, Written};
use super::telling::{self, Link};
use super::voices::Voices;
use crate::accounts::{Accounts, Applicant};
use crate::nominations::desk::{Nominations, PublicWay};
use crate::recommenders::desk::{Recommenders, Stated};

/// The version of what the referrer agrees to, in `locales`.
const AGREED_VERSION: u32 = 2;
const DAY: Duration = Duration::from_secs(24 * 3600);
const HOUR: Duration = Duration::from_secs(3600);

/// The settings of referrals; `default.toml` is their manual.
#[derive(Clone, Deserialize)]
pub struct ReferralSettings {
    referral_link_days: Within<1, 365>,
    referral_reminder_days: Vec<Within<1, 365>>,
    referral_days: Within<1, 365>,
    referrals_per_referrer: Within<1, 1000>,
    referrals_per_network: Within<1, 100_000>,
    referral_letters_per_nominee: Within<1, 100>,
}

impl ReferralSettings {
    /// When a referral of then ends that nobody answered.
    pub(super) fn ends(&self, since: Instant) -> Instant {
        since.plus(DAY * self.referral_days.get())
    }

    /// When the first reminder of a referral of then comes that lies ahead.
    pub(super) fn reminds_next(&self, since: Instant, now: Instant) -> Option<Instant> {
        self.referral_reminder_days.iter().map(|days| since.plus(DAY * days.get())).find(|at| *at > now)
    }
}

#[derive(Clone)]
pub struct Referrals {
    pub(crate) house: House,
    accounts: Accounts,
    nominations: Nominations,
    voices: Voices,
    pub(crate) recommenders: Recommenders,
    settings: ReferralSettings,
    per_referrer: Arc<Limit>,
    per_network: Arc<Limit>,
    /// New links asked for, for each referral.
    per_referral: Arc<Limit>,
    /// Links that lead nowhere, from each network.
    guesses: Arc<Limit>,
}

const RENEWALS_A_DAY: u32 = 3;
const GUESSES_AN_HOUR: u32 = 60;

/// A referral as it was sent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Proposed {
    pub id: ReferralId,
    pub version: i64,
}

/// What the referrer may know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Known {
    /// The person has not answered, or lets nothing be known before they file.
    Waiting,
    /// The person answered and keeps the rest to themselves.
    Answered,
    /// The person accepted and has not filed yet.
    Accepted,
    Filed {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
    },
    /// Filed, and the public stages since then; the present one is the last.
    Followed { way: Vec<Passed> },
    Declined {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
    },
    /// The person was silent for the whole term.
    Expired {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
    },
}

/// A public stage and its first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Passed {
    pub stage: PublicStage,
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
}

impl Referrals {
    pub fn new(
        house: House,
        settings: ReferralSettings,
        accounts: Accounts,
        nominations: Nominations,
        voices: Voices,
        recommenders: Recommenders,
    ) -> Referrals {
        let limit = |name, times, within| Arc::new(house.limit(name, times, within, Purpose::Protects));
        Referrals {
            per_referrer: limit("referrals-per-referrer", settings.referrals_per_referrer.get(), DAY),
            per_network: limit("referrals-per-network", settings.referrals_per_network.get(), HOUR),
            per_referral: limit("links-per-referral", RENEWALS_A_DAY, DAY),
            guesses: limit("links-guessed", GUESSES_AN_HOUR, HOUR),
            house,
            accounts,
            nominations,
            voices,
            recommenders,
            settings,
        }
    }

    /// Recommends somebody (Article 16): they are written to, and nobody else. The answer is the same
    /// whoever the address belongs to. `network` is where the referrer sends it from.
    pub async fn propose(
        &self,
        by: &Applicant,
        once: Once,
        network: &str,
        target: Target,
        input: &ReferralInput,
    ) -> Result<Proposed, DeskError> {
        let stated = self.recommenders.stated(&input.recommender).await?;
        let read = self.read(input, &stated, &self.own(by).await?);
        if read.is_ok() {
            self.per_network.check(network).await?;
            self.per_referrer.check(&by.by.actor.id).await?;
        }
        let id = ReferralId::from(self.house.ids.next());
        let mut act = self.house.act(&by.by.once(once), "referral.propose", id).await?;
        // What was answered stays so, whatever a register says since then.
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let recommendation = read?;
        let about = self.nominations.about(target).await?.ok_or(DeskError::Missing)?;
        let referral = Referral::propose(id, target, act.at().date(), self.nominations.is_open(target).await?)?;
        let nominee = self.accounts.fingerprint(&recommendation.mail);
        let earlier = store::find_earlier(act.tx(), by.person, &nominee, &referral.target).await?;
        if let Some(refusal) = earlier.map(before) {
            return Err(refusal.under(Clause::article(16)).at("/nominee/mail").into());
        }
        let written = Some(Written::of(recommendation, stated?, AGREED_VERSION));
        let kept = Kept { referral, referrer: by.person, about, person: None, written, version: 1, since: act.at() };
        store::add(&act, &self.house, &kept, &nominee).await?;
        self.invite(&mut act, &kept, &nominee).await?;
        self.wait(&mut act, &kept).await?;
        let proposed = Proposed { id, version: kept.version };
        act.commit(&proposed).await?;
        Ok(proposed)
    }

    /// What was typed, as far as it can be judged before anybody is signed in. `stated` is who the referrer says they are,
    /// `own` the keyed hashes of their addresses.
    pub fn read(&self, input: &ReferralInput, stated: &Stated, own: &[String]) -> Result<Recommendation, Vec<Refusal>> {
        let mut refused: Vec<Refusal> = stated.as_ref().err().cloned().into_iter().collect();
        // Whatever else is still missing: it is told on the page where the address is typed.
        let nominee = MailAddress::parse(&input.nominee.mail).map(|mail| self.accounts.fingerprint(&mail));
        if nominee.is_ok_and(|nominee| own.contains(&nominee)) {
            refused.push(to_oneself());
        }
        match input.parse() {
            Ok(read) if refused.is_empty() => Ok(read),
            Ok(_) => Err(refused),
            Err(more) => Err([refused, more].concat()),
        }
    }

    /// The keyed hashes of the referrer's addresses: nobody recommends themselves.
    pub async fn own(&self, by: &Applicant) -> Result<Vec<String>, Fault> {
        let own = self.accounts.addresses(self.house.reader(), by.person).await?;
        Ok(own.all.into_iter().map(|address| address.fingerprint).collect())
    }

    /// The same of the one that somebody typed who is not signed in.
    pub fn typed(&self, mail: &MailAddress) -> String {
        self.accounts.fingerprint(mail)
    }

    /// What the applicant sent, the newest first, with what may be known of each.
    pub async fn list(
        &self,
        by: &Applicant,
        at: &At<Placed>,
        limit: u16,
    ) -> Result<Walked<(Kept, Known), Placed>, Fault> {
        let found = store::list(self.house.reader(), &self.house, by.person, at, u64::from(limit) + 1).await?;
        let Walked { items, before, after } = Walked::of(found, at, limit, |kept| Placed(kept.referral.id.uuid()));
        let mut listed = Vec::new();
        for kept in items {
            let known = self.known(&kept).await?;
            listed.push((kept, known));
        }
        Ok(Walked { items: listed, before, after })
    }

    /// Those about the applicant that wait for their answer, by each of their addresses, as an erasure finds them.
    pub async fn waiting_for(&self, by: &Applicant) -> Result<Vec<Kept>, Fault> {
        let mut waiting = Vec::new();
        for address in self.own(by).await? {
            let about = store::about(self.house.reader(), &self.house, by.person, &address).await?;
            waiting.extend(about.into_iter().filter(|kept| kept.referral.is_live()));
        }
        Ok(waiting)
    }

    pub async fn show(&self, by: &Applicant, id: ReferralId) -> Result<(Kept, Known), DeskError> {
        let found = store::find_own(self.house.reader(), &self.house, by.person, id).await?;
        let kept = found.ok_or(DeskError::Missing)?;
        let known = self.known(&kept).await?;
        Ok((kept, known))
    }

    async fn known(&self, kept: &Kept) -> Result<Known, Fault> {
        let (nomination, sharing) = match &kept.referral.stage {
            Stage::Proposed { .. } => return Ok(Known::Waiting),
            Stage::Declined { on, .. } => return Ok(Known::Declined { on: *on }),
            Stage::Expired { on } => return Ok(Known::Expired { on: *on }),
            Stage::HandedOver { sharing: Sharing::Nothing, .. }
            | Stage::GivenBack { sharing: Sharing::Nothing, .. } => {
                return Ok(Known::Answered);
            }
            Stage::GivenBack { .. } => return Ok(Known::Waiting),
            Stage::HandedOver { nomination, sharing, .. } => (*nomination, *sharing),
        };
        let Some(person) = kept.person else {
            return Ok(Known::Answered);
        };
        let Some(PublicWay { filed_on, stages }) = self.nominations.public_way(person, nomination).await? else {
            // Who may know no more than that it was filed learns of no acceptance before.
            return Ok(if sharing == Sharing::Filed { Known::Waiting } else { Known::Accepted });
        };
        Ok(match sharing {
            Sharing::Milestones if !stages.is_empty() => {
                Known::Followed { way: stages.into_iter().map(|(stage, since)| Passed { stage, since }).collect() }
            }
            _ => Known::Filed { on: filed_on },
        })
    }

    /// For how many days a link holds, and after how many the referral ends.
    pub fn days(&self) -> (u32, u32) {
        (self.settings.referral_link_days.get(), self.settings.referral_days.get())
    }

    fn ends(&self, kept: &Kept) -> Instant {
        self.settings.ends(kept.since)
    }

    /// A fresh link, kept hashed. It ends with the referral at the latest.
    async fn fresh_link(&self, act: &Act, kept: &Kept) -> Result<Link, Fault> {
        let token = act.rng().secret();
        let ends = act.at().plus(DAY * self.settings.referral_link_days.get()).min(self.ends(kept));
        store::link(act, kept.referral.id, self.hashed(&token), ends).await?;
        Ok(Link { token, ends })
    }

    fn hashed(&self, token: &str) -> String {
        self.house.keys.fingerprint("referral", token)
    }

    /// What was written; it is unknown once its referrer was erased.
    fn written(kept: &Kept) -> Result<&Written, DeskError> {
        kept.written.as_ref().ok_or(DeskError::Missing)
    }

    async fn letter(&self, act: &mut Act, kept: &Kept, event: contract::Event) -> Result<(), Fault> {
        act.tell(&telling::subject(kept.referral.id), event).await
    }
}

fn to_oneself() -> Refusal {
    Refusal::content("referral-to-oneself").under(Clause::article(16)).at("/nominee/mail")
}

/// The person is asked once at a time, and not again after a no.
fn before(earlier: Stage) -> Refusal {
    match earlier {
        Stage::Declined { .. } => Refusal::stage("declined-before"),
        _ => Refusal::stage("referred-before"),
    }
}
