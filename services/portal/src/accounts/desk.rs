//! Sending a code, signing in with it, signing out.

mod addresses;
mod entered;

use std::sync::Arc;
use std::time::Duration;

use contract::letter::MailCode;
use contract::{Event, Letter};
use domain::{Language, MailAddress, PersonId, Refusal};
use kit::auth::{Session, kept_forms, sessions};
use kit::limits::{Limit, Purpose};
use kit::{Act, By, Caller, DeskError, Due, Fault, House, Instant, Within};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use uuid::Uuid;

use super::{Applicant, kept, store};
use crate::letters;

pub use addresses::{Changed, FORGET_ADDRESS};
pub use entered::Entered;

const CODE_DIGITS: usize = 6;
/// Over which time codes and tries are counted.
const LIMITED_OVER: Duration = Duration::from_secs(10 * 60);
const DAY: Duration = Duration::from_secs(24 * 3600);
/// For how long after it was made a code is sent again.
const SENT_AGAIN_FOR: Duration = Duration::from_secs(30 * 60);
/// The entry of the schedule at which a code is forgotten that nobody typed.
pub const FORGET_CODE: &str = "account.forget-code";

/// The settings of accounts; `default.toml` is their manual.
#[derive(Clone, Deserialize)]
pub struct AccountSettings {
    code_minutes: Within<1, 60>,
    code_tries: Within<1, 10>,
    codes_per_mail: Within<1, 1000>,
    codes_per_network: Within<1, 100_000>,
    codes_per_mail_a_day: Within<1, 10_000>,
    address_codes_per_person: Within<1, 1000>,
    session_hours: Within<1, 720>,
    idle_hours: Within<1, 720>,
}

#[derive(Clone)]
pub struct Accounts {
    pub(crate) house: House,
    settings: AccountSettings,
    per_mail: Arc<Limit>,
    per_network: Arc<Limit>,
    per_mail_a_day: Arc<Limit>,
    /// Codes for a second address that one person asks for, and tries at them.
    per_person: Arc<Limit>,
}

/// A session just begun.
pub struct SignedIn {
    pub token: String,
    pub lifetime: Duration,
    pub ends: Instant,
}

impl Accounts {
    pub fn new(house: House, settings: AccountSettings) -> Accounts {
        let limit_over = |name, times, over| Arc::new(house.limit(name, times, over, Purpose::Protects));
        let limit = |name, times| limit_over(name, times, LIMITED_OVER);
        Accounts {
            per_mail: limit("codes-per-mail", settings.codes_per_mail.get()),
            per_network: limit("codes-per-network", settings.codes_per_network.get()),
            per_mail_a_day: limit_over("codes-per-mail-a-day", settings.codes_per_mail_a_day.get(), DAY),
            per_person: limit("address-codes-per-person", settings.address_codes_per_person.get()),
            house,
            settings,
        }
    }

    /// Sends a code. The answer is the same for a known and an unknown address. While one holds it is sent again, for half an
    /// hour at most: whoever asks for codes to the address of another voids none that this one is about to type.
    pub async fn send_code(&self, by: &By, mail: &MailAddress, language: Language) -> Result<(), DeskError> {
        let fingerprint = self.fingerprint(mail);
        self.per_network.check(&by.network()).await?;
        self.check_mail(by, &fingerprint).await?;
        let mut act = self.house.act(by, "account.code", &fingerprint).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let (fresh, ends) = self.fresh_code(&act);
        let (subject, made_since) = (code_subject(&fingerprint), act.at().minus(SENT_AGAIN_FOR));
        let holding = store::holding_code(act.tx(), &fingerprint, self.most_tries(), act.at(), made_since).await?;
        let code = match holding.and_then(|sealed| kept::open(&self.house, &subject, &sealed)) {
            Some(code) => {
                store::prolong_code(act.tx(), &fingerprint, ends).await?;
                code
            }
            None => {
                let sealed = kept::seal(&self.house, &subject, &fresh)?;
                store::keep_code(act.tx(), &fingerprint, self.hashed(&fresh), sealed, (act.at(), ends)).await?;
                fresh
            }
        };
        act.schedule(FORGET_CODE, &fingerprint, ends, &()).await?;
        act.tell(&subject, self.letter(code, mail, language, ends)?).await?;
        act.commit(&()).await
    }

    /// Nobody's mailbox is filled with codes, at once or from one network (or by one person) over a day: whoever asks for
    /// all of a day's shuts nobody else out.
    async fn check_mail(&self, by: &By, fingerprint: &str) -> Result<(), DeskError> {
        self.per_mail.check(fingerprint).await?;
        self.per_mail_a_day.check(&format!("{fingerprint} {}", by.network())).await?;
        Ok(())
    }

    fn most_tries(&self) -> i64 {
        i64::from(self.settings.code_tries.get())
    }

    /// A code, and until when it holds.
    fn fresh_code(&self, act: &Act) -> (String, Instant) {
        let ends = act.at().plus(Duration::from_secs(60 * u64::from(self.settings.code_minutes.get())));
        (self.house.rng.digits(CODE_DIGITS), ends)
    }

    /// Signs in with the code that was sent last. A wrong one is counted, also when nothing else comes of it; the answer and
    /// the work are the same whether a code was sent to this address, holds, or is over. A code is of one use: sent twice
    /// under one key, while it would have held, it is one session.
    pub async fn sign_in(
        &self,
        by: &By,
        mail: &MailAddress,
        code: &str,
        caller: &Caller,
    ) -> Result<SignedIn, DeskError> {
        let fingerprint = self.fingerprint(mail);
        self.per_network.check(&by.network()).await?;
        let act = self.house.act(by, "account.sign-in", &fingerprint).await?;
        let (code, most) = (plain(code)?, self.most_tries());
        let hashed = self.hashed(&code);
        if let Some(before) = act.answered::<Option<Entered>>()? {
            act.stands().await?;
            let again = match before {
                Some(before) => self.entered(&before).await?,
                None => None,
            };
            return again.ok_or_else(|| wrong(&code).into());
        }
        let sent = store::code(act.tx(), &fingerprint).await?;
        let Some(sent) = sent.filter(|sent| sent.holds(&hashed, most, act.at())) else {
            store::count_try(act.tx(), &fingerprint).await?;
            act.became("account.mistype-code").commit(&None::<Entered>).await?;
            return Err(wrong(&code).into());
        };
        drop_code(&act, &fingerprint).await?;
        let person = self.admit(&act, mail, caller.language).await?;
        let (begun, entered) = self.enter(&act, person, caller.device, sent.ends).await?;
        act.commit(&Some(entered)).await?;
        Ok(begun)
    }

    /// A code holds no more: nothing stays of it.
    pub async fn forget_code(&self, due: &Due) -> Result<(), DeskError> {
        let act = self.house.act(&due.by, FORGET_CODE, &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::drop_code(act.tx(), &due.subject).await?;
        act.commit(&()).await
    }

    /// Whose session this is, unless it ran out or was not used for long.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, Fault> {
        sessions::find(&self.house, token, self.idle()).await
    }

    fn idle(&self) -> Duration {
        Duration::from_secs(3600 * u64::from(self.settings.idle_hours.get()))
    }

    /// Where the person is signed in, the one used last first.
    pub async fn sessions(&self, by: &Applicant) -> Result<Vec<Session>, DeskError> {
        Ok(sessions::list(&self.house, &by.person.to_string(), self.idle()).await?)
    }

    /// Ends one of the person's own sessions.
    pub async fn end_session(&self, by: &Applicant, session: Uuid, seen: i64) -> Result<(), DeskError> {
        let act = self.house.act(&by.by, "account.end-session", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if !sessions::end_one(&act, &by.person.to_string(), session).await? {
            return Err(DeskError::Missing);
        }
        if seen != sessions::VERSION {
            return Err(DeskError::Stale);
        }
        act.commit(&()).await
    }

    /// Ends all of the person's sessions but the one that asks.
    pub async fn end_other_sessions(&self, by: &Applicant) -> Result<(), DeskError> {
        let act = self.house.act(&by.by, "account.end-other-sessions", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        sessions::end_others(&act, &by.person.to_string(), by.session).await?;
        act.commit(&()).await
    }

    /// The account and all its sessions are gone, in the act that erases the person.
    pub async fn erase(&self, act: &mut Act, by: &Applicant) -> Result<(), DeskError> {
        let person = by.person.to_string();
        sessions::end_all(act, &person).await?;
        kept_forms::erase(act, &person).await?;
        for address in self.addresses(act.tx(), by.person).await?.all {
            drop_code(act, &address.fingerprint).await?;
            act.blank(&code_subject(&address.fingerprint)).await?;
        }
        act.unschedule(FORGET_ADDRESS, &person).await?;
        store::erase(act.tx(), by.person).await?;
        Ok(())
    }

    /// How long a code holds, in minutes.
    pub fn code_minutes(&self) -> u32 {
        self.settings.code_minutes.get()
    }

    pub async fn sign_out(&self, by: &By, token: &str) -> Result<(), DeskError> {
        let act = self.house.act(by, "account.sign-out", &by.actor.id).await?;
        sessions::end(&act, token).await?;
        act.commit(&()).await
    }

    /// Where the person is written to, and in which language.
    pub async fn address(&self, db: &impl ConnectionTrait, person: PersonId) -> Result<(String, Language), Fault> {
        let address = self.reach(db, person).await?;
        address.ok_or_else(|| Fault::corrupt("accounts", person, "a nomination without an account"))
    }

    /// The same for somebody who may be gone.
    pub async fn reach(
        &self,
        db: &impl ConnectionTrait,
        person: PersonId,
    ) -> Result<Option<(String, Language)>, Fault> {
        store::address(db, &self.house, person).await
    }

    /// Whose address it is; None where it is nobody's yet.
    pub async fn owner(&self, db: &impl ConnectionTrait, mail: &MailAddress) -> Result<Option<PersonId>, Fault> {
        store::person_of(db, &self.fingerprint(mail)).await
    }

    /// Whose address it is, in the caller's act; the account is made on first use.
    pub async fn admit(&self, act: &Act, mail: &MailAddress, language: Language) -> Result<PersonId, Fault> {
        let fingerprint = self.fingerprint(mail);
        if let Some(person) = store::person_of(act.tx(), &fingerprint).await? {
            store::speak(act.tx(), person, language).await?;
            return Ok(person);
        }
        let person = PersonId::from(self.house.ids.next());
        store::add(act, &self.house, person, &fingerprint, mail.as_str(), language).await?;
        Ok(person)
    }

    fn letter(&self, code: String, mail: &MailAddress, language: Language, ends: Instant) -> Result<Event, Fault> {
        let letter = Letter::MailCode(MailCode {
            code,
            minutes: self.settings.code_minutes.get(),
            link: letters::link(&self.house, language, "/sign-in/code"),
        });
        letters::owed(&self.house, mail.as_str().to_owned(), language, letter, Some(ends))
    }

    /// What finds an address again.
    pub fn fingerprint(&self, mail: &MailAddress) -> String {
        self.house.keys.fingerprint("mail", &MailAddress::fold(mail.as_str()))
    }

    fn hashed(&self, code: &str) -> String {
        self.house.keys.fingerprint("mail-code", code)
    }
}

/// It was used, or its address is nobody's any more.
async fn drop_code(act: &Act, fingerprint: &str) -> Result<(), Fault> {
    act.unschedule(FORGET_CODE, fingerprint).await?;
    store::drop_code(act.tx(), fingerprint).await
}

fn wrong(code: &str) -> Refusal {
    Refusal::content("code-wrong").with("code", code).at("/code")
}

/// The subject under which the codes to one address are told and sealed.
fn code_subject(fingerprint: &str) -> String {
    format!("mail-code/{fingerprint}")
}

/// What was typed for the code: input methods leave full-width digits, mail programs blanks. Short enough to be said back. With
/// nothing nobody tries one.
fn plain(typed: &str) -> Result<String, Refusal> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let letters = typed.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(2 * CODE_DIGITS);
    let plain: String = letters.map(narrow).collect();
    if plain.is_empty() { Err(Refusal::content("code-missing").at("/code")) } else { Ok(plain) }
}
