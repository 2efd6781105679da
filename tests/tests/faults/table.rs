//! Every fault that is played, by name. What is named here stands in `docs/faults.md`, and the other way round.

use std::time::Duration;

use tests::apart::Way::{self, Bus, Database, Mail};
use tests::proxy::Weather;

pub struct Fault {
    pub name: &'static str,
    pub trouble: Trouble,
    /// What goes on all the while.
    pub goes_on: GoesOn,
}

/// What people can do while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoesOn {
    /// Reading the catalogue and filing.
    Filing,
    /// Reading the catalogue; who files has to insist.
    Reading,
    /// Nothing for a moment, at the portal.
    Nothing,
}

pub enum Trouble {
    /// The process of the service ends at this line.
    Crash(&'static str, &'static str),
    /// SIGKILL, and started again after so long.
    Killed(&'static [&'static str], Duration),
    /// SIGTERM, and started again.
    Stopped(&'static [&'static str]),
    /// SIGSTOP, then SIGCONT.
    Frozen(&'static str, Duration),
    /// The ways are so for so long.
    Weather(&'static [Way], Weather, Duration),
    /// Every connection is reset, once.
    Cut(&'static [Way]),
    /// The administrator of PostgreSQL ends every session.
    SessionsEnded,
    /// An act begun by somebody else holds the service's lock and does not go on.
    LockHeld(&'static str, Duration),
    RedisWiped,
    RedisGone(Duration),
    RedisFrozen(Duration),
    RedisFull(Duration),
    /// The stream of the portal is cut short by hand, before it was read.
    StreamTrimmed,
    /// One entry of it is deleted by hand, before it was read.
    EntryDeleted,
    /// The consumer forgets that it read the producer's last events.
    ToldAgain {
        producer: &'static str,
        consumer: &'static str,
    },
    /// A second process of the service, for a while.
    Second(&'static str, Duration),
    /// The process of the service gets this signal beside a second one, until that has taken over every duty; then the first
    /// goes on, or is started again.
    Overtaken(&'static str, &'static str),
    /// Review, notify, Redis and the mail server are all away.
    AllButThePortal(Duration),
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const fn crash(name: &'static str, service: &'static str, point: &'static str, goes_on: GoesOn) -> Fault {
    Fault { name, trouble: Trouble::Crash(service, point), goes_on }
}

const fn fault(name: &'static str, goes_on: GoesOn, trouble: Trouble) -> Fault {
    Fault { name, trouble, goes_on }
}

use GoesOn::{Filing, Nothing, Reading};

/// Each process ended at each line of its own at which it matters.
pub const CRASHES: &[Fault] = &[
    crash("portal ends before a submission is committed", "portal", "act.written/nomination.submit", Nothing),
    crash(
        "portal ends after a submission is committed, before it is answered",
        "portal",
        "act.committed/nomination.submit",
        Nothing,
    ),
    crash("portal ends before a shared commit", "portal", "batch.commit", Nothing),
    crash("portal ends after a shared commit", "portal", "batch.committed", Nothing),
    crash("portal ends when events are placed and not published", "portal", "relay.placed", Nothing),
    crash("portal ends when events are published", "portal", "relay.published", Nothing),
    crash("portal ends before it keeps what review told", "portal", "act.written/nomination.follow", Nothing),
    crash("portal ends after it kept what review told", "portal", "act.committed/nomination.follow", Nothing),
    crash("portal ends between two events it takes", "portal", "reader.taken", Nothing),
    crash("review ends before a case is committed", "review", "act.written/case.open", Filing),
    crash("review ends after a case is committed", "review", "act.committed/case.open", Filing),
    crash("review ends before a shared commit", "review", "batch.commit", Filing),
    crash("review ends after a shared commit", "review", "batch.committed", Filing),
    crash("review ends when events are placed and not published", "review", "relay.placed", Filing),
    crash("review ends when events are published", "review", "relay.published", Filing),
    crash("review ends between two events it takes", "review", "reader.taken", Filing),
    crash("review ends before an officer's act is committed", "review", "act.written/case.pass", Filing),
    crash(
        "review ends after an officer's act is committed, before it is answered",
        "review",
        "act.committed/case.pass",
        Filing,
    ),
    crash("notify ends before a letter is accepted", "notify", "act.written/accept-letter", Filing),
    crash("notify ends after a letter is accepted", "notify", "act.committed/accept-letter", Filing),
    crash("notify ends between two events it takes", "notify", "reader.taken", Filing),
    crash("notify ends when an attempt is recorded", "notify", "letter.attempted", Filing),
    crash("notify ends when a letter is composed, before it connects", "notify", "letter.composed", Filing),
    crash("notify ends when a letter is handed over, before that is recorded", "notify", "letter.handed-over", Filing),
    crash("notify ends before the outcome of a letter is committed", "notify", "act.written/settle-letter", Filing),
];

/// Duties that pass from one process to another when their lease is over.
pub const LEASES: &[Fault] = &[
    fault(
        "portal hangs for longer than its leases, beside a second process",
        Nothing,
        Trouble::Overtaken("portal", "STOP"),
    ),
    fault(
        "review hangs for longer than its leases, beside a second process",
        Filing,
        Trouble::Overtaken("review", "STOP"),
    ),
    fault(
        "notify hangs for longer than its leases, beside a second process",
        Filing,
        Trouble::Overtaken("notify", "STOP"),
    ),
    fault("review is killed beside a second process", Filing, Trouble::Overtaken("review", "KILL")),
];

/// Everything else that happens to services apart.
pub const TROUBLES: &[Fault] = &[
    fault("portal is killed", Nothing, Trouble::Killed(&["portal"], seconds(1))),
    fault("review is killed", Filing, Trouble::Killed(&["review"], seconds(1))),
    fault("notify is killed", Filing, Trouble::Killed(&["notify"], seconds(1))),
    fault("all three are killed at once", Nothing, Trouble::Killed(&["portal", "review", "notify"], seconds(1))),
    fault("all three are told to stop, and started again", Nothing, Trouble::Stopped(&["portal", "review", "notify"])),
    fault("portal hangs", Nothing, Trouble::Frozen("portal", seconds(3))),
    fault("review hangs", Filing, Trouble::Frozen("review", seconds(3))),
    fault(
        "PostgreSQL is away from portal",
        Nothing,
        Trouble::Weather(&[Database("portal")], Weather::Closed, seconds(3)),
    ),
    fault(
        "PostgreSQL is away from review",
        Filing,
        Trouble::Weather(&[Database("review")], Weather::Closed, seconds(3)),
    ),
    fault(
        "PostgreSQL is away from notify",
        Filing,
        Trouble::Weather(&[Database("notify")], Weather::Closed, seconds(3)),
    ),
    fault(
        "PostgreSQL is away from all three",
        Nothing,
        Trouble::Weather(&[Database("portal"), Database("review"), Database("notify")], Weather::Closed, seconds(3)),
    ),
    fault(
        "PostgreSQL is slow",
        Filing,
        Trouble::Weather(
            &[Database("portal"), Database("review"), Database("notify")],
            Weather::Slow(Duration::from_millis(30)),
            seconds(5),
        ),
    ),
    fault(
        "the way from portal to PostgreSQL is half-open",
        Nothing,
        Trouble::Weather(&[Database("portal")], Weather::Deaf, seconds(8)),
    ),
    fault(
        "the way from review to PostgreSQL is half-open",
        Filing,
        Trouble::Weather(&[Database("review")], Weather::Deaf, seconds(8)),
    ),
    fault(
        "PostgreSQL's answers to portal are lost",
        Nothing,
        Trouble::Weather(&[Database("portal")], Weather::Mute, seconds(4)),
    ),
    fault(
        "the connection of portal is reset when a commit was sent",
        Nothing,
        Trouble::Weather(&[Database("portal")], Weather::LosesAnswerTo(b"COMMIT"), seconds(2)),
    ),
    fault(
        "the connection of review is reset when a commit was sent",
        Filing,
        Trouble::Weather(&[Database("review")], Weather::LosesAnswerTo(b"COMMIT"), seconds(2)),
    ),
    fault(
        "the connection of notify is reset when a commit was sent",
        Filing,
        Trouble::Weather(&[Database("notify")], Weather::LosesAnswerTo(b"COMMIT"), seconds(2)),
    ),
    fault(
        "all connections to PostgreSQL are reset",
        Nothing,
        Trouble::Cut(&[Database("portal"), Database("review"), Database("notify")]),
    ),
    fault("PostgreSQL ends all sessions", Nothing, Trouble::SessionsEnded),
    fault("somebody holds portal's lock and hangs", Reading, Trouble::LockHeld("portal", seconds(5))),
    fault("somebody holds review's lock and hangs", Filing, Trouble::LockHeld("review", seconds(5))),
    fault(
        "Redis is away",
        Filing,
        Trouble::Weather(&[Bus("portal"), Bus("review"), Bus("notify")], Weather::Closed, seconds(3)),
    ),
    fault("Redis is away from review", Filing, Trouble::Weather(&[Bus("review")], Weather::Closed, seconds(3))),
    fault(
        "Redis is slow",
        Filing,
        Trouble::Weather(
            &[Bus("portal"), Bus("review"), Bus("notify")],
            Weather::Slow(Duration::from_millis(200)),
            seconds(4),
        ),
    ),
    fault(
        "Redis answers in drops",
        Filing,
        Trouble::Weather(
            &[Bus("portal"), Bus("review"), Bus("notify")],
            Weather::Trickling { bytes: 64, pause: Duration::from_millis(5) },
            seconds(4),
        ),
    ),
    fault(
        "the ways to Redis are half-open",
        Filing,
        Trouble::Weather(&[Bus("portal"), Bus("review"), Bus("notify")], Weather::Deaf, seconds(8)),
    ),
    fault("all connections to Redis are reset", Filing, Trouble::Cut(&[Bus("portal"), Bus("review"), Bus("notify")])),
    fault(
        "portal's connection is reset when it has published",
        Filing,
        Trouble::Weather(&[Bus("portal")], Weather::LosesAnswerTo(b"XADD"), seconds(2)),
    ),
    fault("Redis is wiped", Filing, Trouble::RedisWiped),
    fault("Redis is killed, and another one takes its place empty", Filing, Trouble::RedisGone(seconds(2))),
    fault("Redis hangs", Filing, Trouble::RedisFrozen(seconds(7))),
    fault("Redis has no memory left", Filing, Trouble::RedisFull(seconds(3))),
    fault("a stream is cut short before it was read", Filing, Trouble::StreamTrimmed),
    fault("an entry of a stream is deleted before it was read", Filing, Trouble::EntryDeleted),
    fault("the mail server is away", Filing, Trouble::Weather(&[Mail], Weather::Closed, seconds(3))),
    fault(
        "the mail server is slow",
        Filing,
        Trouble::Weather(&[Mail], Weather::Slow(Duration::from_millis(300)), seconds(4)),
    ),
    fault("the way to the mail server is half-open", Filing, Trouble::Weather(&[Mail], Weather::Deaf, seconds(3))),
    fault(
        "the mail server's answer is lost when a mail was sent",
        Filing,
        Trouble::Weather(&[Mail], Weather::LosesAnswerTo(b"\r\n.\r\n"), seconds(2)),
    ),
    fault(
        "portal's events come again to review",
        Filing,
        Trouble::ToldAgain { producer: "portal", consumer: "review" },
    ),
    fault(
        "review's events come again to portal",
        Nothing,
        Trouble::ToldAgain { producer: "review", consumer: "portal" },
    ),
    fault(
        "portal's events come again to notify",
        Filing,
        Trouble::ToldAgain { producer: "portal", consumer: "notify" },
    ),
    fault("a second process of portal comes and goes", Filing, Trouble::Second("portal", seconds(4))),
    fault("a second process of review comes and goes", Filing, Trouble::Second("review", seconds(4))),
    fault("a second process of notify comes and goes", Filing, Trouble::Second("notify", seconds(4))),
    fault("review, notify, Redis and the mail server are all away", Filing, Trouble::AllButThePortal(seconds(8))),
];
