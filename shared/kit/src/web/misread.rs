//! How a request can fail before any act: it cannot be read, or it should not be.

use actix_web::ResponseError;
use actix_web::http::StatusCode;

use super::why::Why;

#[derive(Debug, thiserror::Error)]
pub enum Misread {
    /// The body is not what the door takes.
    #[error("malformed: {why:?}")]
    Malformed { why: Why, at: Option<Place> },
    #[error("wrong content type")]
    WrongType { expected: &'static str },
    /// `limit` is in bytes.
    #[error("larger than {limit} bytes")]
    TooLarge { limit: usize },
    /// The body did not come in its time, or too slowly.
    #[error("body too slow")]
    BodyTooSlow,
    /// A path or a query with something unreadable in it.
    #[error("bad address: {0:?}")]
    BadAddress(Why),
    /// More items for one page than there may be, or none.
    #[error("bad limit")]
    BadLimit,
    /// A cursor that this list did not give out.
    #[error("bad cursor")]
    BadCursor,
    #[error("no If-Match")]
    VersionMissing,
    #[error("unreadable If-Match")]
    VersionUnreadable,
    #[error("unreadable Idempotency-Key")]
    KeyUnreadable,
    /// The methods that the address does take.
    #[error("wrong method")]
    WrongMethod(Vec<String>),
    /// A form sent by another site.
    #[error("sent by another site")]
    Forged,
    /// A form whose token is not that of the browser any more, with what is to be sent again.
    #[error("page too old")]
    PageTooOld(Vec<(String, String)>),
    /// The same of a form that cannot be sent again from here, such as one with a file.
    #[error("page expired")]
    PageExpired,
    /// Asked under a name that is not ours.
    #[error("unknown host")]
    UnknownHost,
    /// Too many requests are under way; after so many seconds it may be tried again.
    #[error("busy")]
    Busy(u64),
    /// No answer within the time.
    #[error("too slow")]
    TooSlow,
    /// The door panicked.
    #[error("broken")]
    Broken,
}

/// Where in a body, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Misread {
    /// `why` in the words of whoever could not read it.
    pub fn malformed(why: impl AsRef<str>) -> Misread {
        Misread::Malformed { why: Why::read(why.as_ref()), at: None }
    }

    pub fn bad_address(why: impl AsRef<str>) -> Misread {
        Misread::BadAddress(Why::read(why.as_ref()))
    }
}

impl From<serde_json::Error> for Misread {
    fn from(error: serde_json::Error) -> Misread {
        Misread::Malformed { why: Why::from(&error), at: Some(Place { line: error.line(), column: error.column() }) }
    }
}

impl ResponseError for Misread {
    fn status_code(&self) -> StatusCode {
        match self {
            Misread::Malformed { .. }
            | Misread::BadAddress(_)
            | Misread::BadLimit
            | Misread::BadCursor
            | Misread::VersionUnreadable
            | Misread::KeyUnreadable => StatusCode::BAD_REQUEST,
            Misread::WrongType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Misread::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            Misread::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Misread::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
            Misread::WrongMethod(_) => StatusCode::METHOD_NOT_ALLOWED,
            Misread::Forged | Misread::PageTooOld(_) | Misread::PageExpired => StatusCode::FORBIDDEN,
            Misread::UnknownHost => StatusCode::MISDIRECTED_REQUEST,
            Misread::Busy(_) | Misread::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Misread::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
