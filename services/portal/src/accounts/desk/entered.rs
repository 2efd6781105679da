//! A session as the act that began it answers: the same request sent again, as by a double tap or because the answer was lost,
//! gets the same session and no other. The token rests sealed among the answers and is given again for minutes only.

use std::time::Duration;

use domain::PersonId;
use kit::auth::{Device, sessions};
use kit::{Act, Fault, Instant};
use serde::{Deserialize, Serialize};

use super::{Accounts, SignedIn};
use crate::accounts::kept;

const SEALED_AS: &str = "session-begun";

/// Which session an act began.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entered {
    token: String,
    /// From then on the same request signs nobody in any more, in microseconds since 1970.
    over: i64,
}

impl Accounts {
    /// Begins a session in the caller's act, for somebody who showed that the address is theirs: by a code, or, where the account
    /// is made by it, by a link in a letter to it. Until `over` the act, sent again, is answered with it.
    pub async fn enter(
        &self,
        act: &Act,
        person: PersonId,
        device: Device,
        over: Instant,
    ) -> Result<(SignedIn, Entered), Fault> {
        let lifetime = Duration::from_secs(3600 * u64::from(self.settings.session_hours.get()));
        let token = sessions::begin(act, &person.to_string(), device, lifetime).await?;
        let entered = Entered { token: kept::seal(&self.house, SEALED_AS, &token)?, over: over.0 };
        Ok((SignedIn { token, lifetime, ends: act.at().plus(lifetime) }, entered))
    }

    /// The session that an act began before; none where its time is over, or the session has ended meanwhile.
    pub async fn entered(&self, before: &Entered) -> Result<Option<SignedIn>, Fault> {
        let now = self.house.clock.now();
        if now >= Instant(before.over) {
            return Ok(None);
        }
        let Some(token) = kept::open::<String>(&self.house, SEALED_AS, &before.token) else {
            return Ok(None);
        };
        let session = self.session(&token).await?;
        Ok(session.map(|session| SignedIn { token, lifetime: session.ends.since(now), ends: session.ends }))
    }
}
