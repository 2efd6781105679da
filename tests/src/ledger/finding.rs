//! What is not as it must be, and which invariant of the design that breaks.

use std::fmt;

/// What is wrong, each by the name of what it concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// It was acknowledged and is not there: what, and whose.
    Lost { what: &'static str, of: String },
    /// It is there so many times.
    Doubled { what: &'static str, of: String, times: usize },
    /// It is there, and nobody asked for it, or was told that it was refused.
    Unasked { what: &'static str, of: String },
    /// One act was answered twice, and not alike.
    AnsweredTwice { key: String },
    /// Nobody ever answered.
    Unanswered { key: String },
    /// A log counts past something, or counts it twice.
    Miscounted { what: &'static str, of: String, sequence: i64 },
    /// What came later was taken first.
    OutOfOrder { service: &'static str, subject: String },
    /// An event had no effect where it has to have one.
    Dropped { service: &'static str, event: String, subject: String },
    /// It had its effect so many times more than it was told.
    Repeated { service: &'static str, deed: String, times: usize },
    /// A service has not taken all that another told.
    Behind { service: &'static str, producer: &'static str, by: i64 },
    /// It waits for a person.
    Parked { service: &'static str, events: i64 },
    /// A letter that has not come to its end, or to a bad one.
    Stuck { letter: String, stage: String },
    /// A case that stands elsewhere than its acts lead.
    OffTheWay { receipt: String, stage: String, version: i64, acts: usize },
    /// A post with more official replies than people it is for.
    Overfilled { post: String, wanted: i64, replied: usize },
    /// Personal data that can be read by whoever has this table.
    Bare { service: &'static str, table: String },
    /// The audit trail does not verify.
    Trail { what: String },
}

impl Finding {
    /// The invariant of `design/trust.md` that it breaks.
    pub fn invariant(&self) -> &'static str {
        match self {
            Finding::Lost { what: "letter" | "mail", .. } => "I6",
            Finding::Lost { .. } | Finding::Unanswered { .. } => "I1",
            Finding::Doubled { what: "case" | "letter" | "mail", .. } => "I3",
            Finding::Doubled { .. } | Finding::AnsweredTwice { .. } => "I2",
            Finding::Dropped { .. } | Finding::Repeated { .. } => "I3",
            Finding::Unasked { .. } => "I4",
            Finding::Miscounted { .. } | Finding::OutOfOrder { .. } => "I5",
            Finding::Stuck { .. } => "I6",
            Finding::OffTheWay { .. } => "I7",
            Finding::Overfilled { .. } => "I8",
            Finding::Trail { .. } => "I9",
            Finding::Bare { .. } => "I10",
            Finding::Behind { .. } | Finding::Parked { .. } => "I12",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.invariant())?;
        match self {
            Finding::Lost { what, of } => write!(out, "the {what} of {of} is lost"),
            Finding::Doubled { what, of, times } => write!(out, "the {what} of {of} is there {times} times"),
            Finding::Unasked { what, of } => write!(out, "nobody asked for the {what} of {of}, or it was refused"),
            Finding::AnsweredTwice { key } => write!(out, "{key} was answered twice, and not alike"),
            Finding::Unanswered { key } => write!(out, "{key} was never answered"),
            Finding::Miscounted { what, of, sequence } => {
                write!(out, "the {what} of {of} does not count at {sequence}")
            }
            Finding::OutOfOrder { service, subject } => write!(out, "{service} took {subject} out of order"),
            Finding::Dropped { service, event, subject } => {
                write!(out, "{event} of {subject} did nothing in {service}")
            }
            Finding::Repeated { service, deed, times } => {
                write!(out, "{service} did {deed} {times} times more often than it was told")
            }
            Finding::Behind { service, producer, by } => write!(out, "{service} is {by} events behind {producer}"),
            Finding::Parked { service, events } => write!(out, "{events} events are parked in {service}"),
            Finding::Stuck { letter, stage } => write!(out, "the letter {letter} is {stage}"),
            Finding::OffTheWay { receipt, stage, version, acts } => {
                write!(out, "the case of {receipt} is {stage} at version {version} after {acts} acts")
            }
            Finding::Overfilled { post, wanted, replied } => {
                write!(out, "post {post} is for {wanted} and has {replied} official replies")
            }
            Finding::Bare { service, table } => write!(out, "personal data can be read in {table} of {service}"),
            Finding::Trail { what } => write!(out, "the audit trail: {what}"),
        }
    }
}
