//! Keeps the leases of one service in one process: looks every second, takes what is free, renews what it has.
//! Where it cannot renew, it gives up its duties before anybody else may take them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tracing::{info, warn};
use uuid::Uuid;

use super::holder::Holder;
use super::rows::Model;
use super::{Held, store};
use crate::database::Database;
use crate::duty::Duty;
use crate::fault::Fault;

/// For how long a lease is taken: so long nobody does the duty of a machine that is gone.
const TERM: Duration = Duration::from_secs(12);
/// Less than this before its end it is renewed.
const RENEWED: Duration = Duration::from_secs(8);
/// So long before its end its holder gives it up: two clocks run differently, and work takes a moment to be dropped.
const MARGIN: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_secs(1);
/// A duty that fails for so long here may go well in another process, such as one that reaches the bus: it is given
/// back, and left to others for a while.
const FAILS: Duration = Duration::from_secs(30);
const RESTS: Duration = Duration::from_secs(5);

/// The leases of a service, as this process has them.
#[derive(Clone)]
pub struct Leases(Arc<Kept>);

struct Kept {
    service: &'static str,
    database: Database,
    me: Holder,
    wanted: Mutex<BTreeMap<String, Wanted>>,
    /// Rung when something more is wanted, so that a start need not wait for the next look.
    bell: Notify,
}

/// A duty that this process would do.
#[derive(Default)]
struct Wanted {
    granted: watch::Sender<Option<Grant>>,
    /// Who did it when last looked, if anybody.
    seen: Option<String>,
    rests_until: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Grant {
    token: i64,
    /// By this process's own clock, which only has to run evenly.
    until: Instant,
}

/// Who does a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    Ours,
    Anothers(String),
    Nobodys,
}

impl Leases {
    /// `own` is this process's alone.
    pub(crate) fn of(service: &'static str, database: &Database, listen: SocketAddr, own: Uuid) -> Leases {
        let me = Holder::at(listen, own);
        Leases(Arc::new(Kept {
            service,
            database: database.clone(),
            me,
            wanted: Mutex::default(),
            bell: Notify::new(),
        }))
    }

    /// Does the work under the lease of the duty's name, whenever this process has it. Runs until its task is dropped.
    pub async fn keep<W: Future<Output = ()>>(self, duty: Duty, work: impl Fn(Duty, Held) -> W) {
        let (leases, work) = (&self, &work);
        duty.keep(|duty| leases.during(duty, work)).await;
    }

    async fn during<W: Future<Output = ()>>(&self, duty: Duty, work: &impl Fn(Duty, Held) -> W) {
        let mut granted = self.want(duty.name());
        if !self.0.database.is_served() {
            return work(duty, Held::alone()).await;
        }
        loop {
            let token = self.next(&duty, &mut granted).await;
            info!(service = self.0.service, duty = duty.name(), "is done here");
            tokio::select! {
                () = work(duty.clone(), Held::under(duty.name(), token)) => return,
                () = lost(&mut granted, token) => {
                    warn!(service = self.0.service, duty = duty.name(), "is not done here any more");
                    duty.goes_well();
                }
                () = fails(&duty) => self.leaves(&duty, token).await,
            }
        }
    }

    /// Waits until the lease is granted; its token. What fails here is no trouble once another does it.
    async fn next(&self, duty: &Duty, granted: &mut watch::Receiver<Option<Grant>>) -> i64 {
        loop {
            let grant = *granted.borrow_and_update();
            if let Some(grant) = grant.filter(|grant| Instant::now() < grant.until) {
                return grant.token;
            }
            if self.is_anothers(duty.name()) {
                duty.goes_well();
            }
            match timeout(LOOK, granted.changed()).await {
                Ok(Ok(())) | Err(_) => {}
                // It was handed back: the program ends.
                Ok(Err(_)) => return std::future::pending().await,
            }
        }
    }

    /// Leaves to others what fails here.
    async fn leaves(&self, duty: &Duty, token: i64) {
        warn!(service = self.0.service, duty = duty.name(), "fails here and is left to others for a while");
        if let Some(wanted) = self.wanted().get_mut(duty.name()) {
            wanted.rests_until = Some(Instant::now() + RESTS);
            wanted.granted.send_replace(None);
        }
        self.give_back(&[(duty.name().to_owned(), token)]).await;
    }

    fn is_anothers(&self, duty: &str) -> bool {
        let wanted = self.wanted();
        wanted.get(duty).is_some_and(|wanted| wanted.seen.as_ref().is_some_and(|holder| *holder != self.0.me.name))
    }

    /// Looks and renews. Runs until its task is dropped.
    pub async fn run(self, duty: Duty) {
        if !self.0.database.is_served() {
            return std::future::pending().await;
        }
        loop {
            match self.look().await {
                Ok(()) => duty.goes_well(),
                Err(fault) => duty.fails(&fault),
            }
            timeout(LOOK, self.0.bell.notified()).await.ok();
        }
    }

    /// Gives all of them back, so that others need not wait for their end. The work under them has ended.
    pub async fn hand_back(&self) {
        let wanted = std::mem::take(&mut *self.wanted()).into_iter();
        let ours = wanted.filter_map(|(duty, wanted)| Some((duty, (*wanted.granted.borrow())?.token)));
        let ours: Vec<(String, i64)> = ours.collect();
        if !ours.is_empty() {
            self.give_back(&ours).await;
        }
    }

    async fn give_back(&self, leases: &[(String, i64)]) {
        let back = async {
            let writing = self.0.database.write().await?;
            for (duty, token) in leases {
                store::hand_back(writing.tx(), duty, *token).await?;
            }
            writing.commit().await
        };
        if let Err(fault) = back.await {
            warn!(service = self.0.service, %fault, "the leases were not handed back and run out by themselves");
        }
    }

    /// Who does each duty, as far as this process has seen.
    pub fn whose(&self) -> Vec<(String, Whose)> {
        let alone = !self.0.database.is_served();
        let whose = |wanted: &Wanted| match &wanted.seen {
            _ if alone || wanted.granted.borrow().is_some_and(|grant| Instant::now() < grant.until) => Whose::Ours,
            Some(holder) => Whose::Anothers(holder.clone()),
            None => Whose::Nobodys,
        };
        self.wanted().iter().map(|(duty, wanted)| (duty.clone(), whose(wanted))).collect()
    }

    fn want(&self, duty: &str) -> watch::Receiver<Option<Grant>> {
        let granted = self.wanted().entry(duty.to_owned()).or_default().granted.subscribe();
        self.0.bell.notify_one();
        granted
    }

    /// Reads who has what; writes only where something is free or wants to be renewed.
    pub(crate) async fn look(&self) -> Result<(), Fault> {
        let (now, rows) = store::all(self.0.database.reader()).await?;
        if self.sees(now, &rows) {
            self.write().await?;
        }
        Ok(())
    }

    /// Takes down who has what, and lets go of what is another's; whether there is something to write.
    fn sees(&self, now: crate::clock::Instant, rows: &[Model]) -> bool {
        let mut to_write = false;
        for (duty, wanted) in &mut *self.wanted() {
            let row = rows.iter().find(|row| row.duty == *duty);
            let ours = wanted.granted.borrow().map(|grant| grant.token);
            let is_ours = row.is_some_and(|row| Some(row.token) == ours);
            if !is_ours && ours.is_some() {
                wanted.granted.send_replace(None);
            }
            wanted.seen = row.filter(|row| row.until > now.0).map(|row| row.holder.clone());
            to_write |= match row {
                _ if wanted.rests() => false,
                Some(row) if is_ours => row.until < now.plus(RENEWED).0,
                Some(row) => self.is_free(row, now),
                None => true,
            };
        }
        to_write
    }

    /// Nobody has it, or somebody had it who must be gone, since we are in their place.
    fn is_free(&self, row: &Model, now: crate::clock::Instant) -> bool {
        row.until <= now.0 || row.place == self.0.me.place
    }

    async fn write(&self) -> Result<(), Fault> {
        let writing = self.0.database.write().await?;
        let asked = Instant::now();
        let (now, rows) = store::all(writing.tx()).await?;
        let mut granted = Vec::new();
        for (duty, ours) in self.ours() {
            let row = rows.iter().find(|row| row.duty == duty);
            let token = match row {
                Some(row) if Some(row.token) == ours => row.token,
                Some(row) if self.is_free(row, now) => row.token + 1,
                Some(_) => continue,
                None => 1,
            };
            store::put(writing.tx(), &duty, token, &self.0.me, now.plus(TERM)).await?;
            granted.push((duty, token));
        }
        writing.commit().await?;
        let mut wanted = self.wanted();
        for (duty, token) in granted {
            if let Some(wanted) = wanted.get_mut(&duty) {
                wanted.seen = Some(self.0.me.name.clone());
                wanted.granted.send_replace(Some(Grant { token, until: asked + TERM - MARGIN }));
            }
        }
        Ok(())
    }

    /// What is wanted now, and under which token we have it, if we do.
    fn ours(&self) -> Vec<(String, Option<i64>)> {
        let token = |wanted: &Wanted| wanted.granted.borrow().map(|grant| grant.token);
        let wanted = self.wanted();
        wanted
            .iter()
            .filter(|(_, wanted)| !wanted.rests())
            .map(|(duty, wanted)| (duty.clone(), token(wanted)))
            .collect()
    }

    fn wanted(&self) -> MutexGuard<'_, BTreeMap<String, Wanted>> {
        self.0.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wanted {
    fn rests(&self) -> bool {
        self.rests_until.is_some_and(|until| Instant::now() < until)
    }
}

/// Waits until it has not gone well for long, whoever did it before.
async fn fails(duty: &Duty) {
    loop {
        sleep(FAILS).await;
        if duty.failing_for().is_some_and(|time| time >= FAILS) {
            return;
        }
    }
}

/// Waits until it is another's, or its time is over.
async fn lost(granted: &mut watch::Receiver<Option<Grant>>, token: i64) {
    loop {
        let grant = *granted.borrow_and_update();
        let Some(grant) = grant.filter(|grant| grant.token == token) else {
            return;
        };
        tokio::select! {
            () = sleep_until(grant.until) => return,
            changed = granted.changed() => if changed.is_err() {
                return;
            },
        }
    }
}
