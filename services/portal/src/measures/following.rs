//! What would follow for a post, as parts of its page. It is the same for every post of a mode at a kind of unit, so
//! that it is worked out and written once a day, language and version of the policy.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use askama::Template;
use chrono::NaiveDate;
use domain::{Language, Mode, Policy, UnitKind};
use kit::{Fault, Frame, Say, page};

use super::granted::Granted;

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "measures/parts.html" as parts %}{% call parts::granted(say, granted) %}{% endcall %}"#
)]
struct Part<'a> {
    say: &'a Say,
    granted: &'a [Granted],
}

/// The rows of what follows in any case, and of what follows on further conditions.
pub struct Following {
    pub anyway: String,
    pub perhaps: String,
}

impl Following {
    fn of_post(
        mode: Mode,
        unit: UnitKind,
        on: NaiveDate,
        policy: &'static Policy,
        frame: &Frame,
        say: &Say,
    ) -> Result<Following, Fault> {
        let (anyway, perhaps) = Granted::of_post(mode, unit, on, policy, frame, say);
        let part = |granted: &[Granted]| page::part(&Part { say, granted });
        Ok(Following { anyway: part(&anyway)?, perhaps: part(&perhaps)? })
    }
}

/// What they follow from: a post of this mode and kind of unit, in this language, under this version of the Measures.
type Of = (Mode, UnitKind, Language, &'static str);

/// What follows on one day, for the posts that were asked for.
pub struct Followings {
    on: NaiveDate,
    written: RwLock<HashMap<Of, Arc<Following>>>,
}

impl Followings {
    pub fn on(day: NaiveDate) -> Followings {
        Followings { on: day, written: RwLock::default() }
    }

    /// By the version that the post was issued under.
    pub fn of_post(
        &self,
        mode: Mode,
        unit: UnitKind,
        policy: &'static Policy,
        frame: &Frame,
        say: &Say,
    ) -> Result<Arc<Following>, Fault> {
        let key = (mode, unit, frame.language(), policy.version());
        if let Some(written) = self.written.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(written.clone());
        }
        let following = Arc::new(Following::of_post(mode, unit, self.on, policy, frame, say)?);
        self.written.write().unwrap_or_else(PoisonError::into_inner).insert(key, following.clone());
        Ok(following)
    }
}
