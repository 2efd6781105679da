//! Every error of a request as one envelope in the caller's language. The one place that turns a refusal into a status.
//! A fault's words go to the log and never into an answer.

use actix_web::ResponseError;
use actix_web::error::{Error, PathError, QueryPayloadError};
use actix_web::http::StatusCode;
use contract::{FieldProblem, LARGEST_PAGE, Language, Problem, Refusal, RefusalKind};

use super::misread::{Misread, Place};
use crate::fault::DeskError;
use crate::files;
use crate::html::Say;

impl ResponseError for DeskError {
    fn status_code(&self) -> StatusCode {
        match self {
            DeskError::Refused(refusals) => match refusals.first().map(Refusal::kind) {
                Some(RefusalKind::Stage) => StatusCode::CONFLICT,
                Some(RefusalKind::Seat) => StatusCode::FORBIDDEN,
                Some(RefusalKind::Content) | None => StatusCode::UNPROCESSABLE_ENTITY,
            },
            DeskError::Missing => StatusCode::NOT_FOUND,
            DeskError::Stale => StatusCode::PRECONDITION_FAILED,
            DeskError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            DeskError::NotSignedIn => StatusCode::UNAUTHORIZED,
            DeskError::NotAllowed => StatusCode::FORBIDDEN,
            DeskError::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            DeskError::Misread(misread) => misread.status_code(),
            DeskError::Uncounted(_) | DeskError::Preparing(_) | DeskError::Unscanned(_) | DeskError::Fault(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }
}

/// The envelope of an error that a door or an extractor gave.
pub fn of_error(error: &Error, language: Language, trace: &str) -> Problem {
    let status = error.as_response_error().status_code();
    let account = Account { language, trace, status };
    if let Some(error) = error.as_error::<DeskError>() {
        account.of_desk(error)
    } else if let Some(error) = error.as_error::<Misread>() {
        account.of_misread(error)
    } else if error.as_error::<PathError>().is_some() || error.as_error::<QueryPayloadError>().is_some() {
        let account = Account { status: StatusCode::BAD_REQUEST, ..account };
        account.of_misread(&Misread::bad_address(error.to_string()))
    } else {
        if status.is_server_error() {
            tracing::error!(trace, %error, "a door failed");
        }
        account.of_status()
    }
}

/// The envelope of an answer that says nothing but its status.
pub fn of_status(status: StatusCode, language: Language, trace: &str) -> Problem {
    Account { language, trace, status }.of_status()
}

struct Account<'a> {
    language: Language,
    trace: &'a str,
    status: StatusCode,
}

impl Account<'_> {
    fn of_desk(&self, error: &DeskError) -> Problem {
        match error {
            DeskError::Refused(refusals) => self.of_refusals(refusals),
            DeskError::Missing => self.plain("not-found"),
            DeskError::Stale => self.plain("stale"),
            DeskError::KeyReused => self.plain("key-reused"),
            DeskError::NotSignedIn => self.plain("not-signed-in"),
            DeskError::NotAllowed => self.plain("not-allowed"),
            DeskError::TooMany(seconds) => {
                self.worded("too-many", self.say().with("problem-too-many.detail", &[("seconds", (*seconds).into())]))
            }
            DeskError::Uncounted(seconds) => {
                self.worded("uncounted", self.say().with("problem-uncounted.detail", &[("seconds", (*seconds).into())]))
            }
            DeskError::Preparing(seconds) => {
                self.worded("preparing", self.say().with("problem-preparing.detail", &[("seconds", (*seconds).into())]))
            }
            DeskError::Unscanned(seconds) => {
                self.worded("unscanned", self.say().with("problem-unscanned.detail", &[("seconds", (*seconds).into())]))
            }
            DeskError::Misread(misread) => self.of_misread(misread),
            DeskError::Fault(fault) => {
                tracing::error!(trace = self.trace, %fault, "an act failed");
                self.plain("unavailable")
            }
        }
    }

    fn of_refusals(&self, refusals: &[Refusal]) -> Problem {
        let Some(first) = refusals.first() else {
            return self.plain("refused-content");
        };
        let kind = match first.kind() {
            RefusalKind::Stage => "refused-stage",
            RefusalKind::Seat => "refused-seat",
            RefusalKind::Content => "refused-content",
        };
        let mut said: Vec<String> = refusals.iter().map(|refusal| refusal.say(self.language)).collect();
        said.dedup();
        let fields = refusals.iter().filter_map(|refusal| {
            Some(FieldProblem {
                pointer: refusal.pointer()?.to_owned(),
                code: refusal.code().to_owned(),
                detail: refusal.say(self.language),
                article: refusal.clause(),
            })
        });
        Problem {
            type_: format!("/problems/{}", first.code()),
            code: first.code().to_owned(),
            detail: said.join(match self.language {
                Language::Zh => "；",
                Language::En => "; ",
            }),
            article: first.clause(),
            errors: fields.collect(),
            ..self.plain(kind)
        }
    }

    fn of_misread(&self, error: &Misread) -> Problem {
        let say = self.say();
        match error {
            Misread::Malformed { why, at: None } => self
                .worded("malformed", say.with("problem-malformed.detail", &[("why", why.say(self.language).into())])),
            Misread::Malformed { why, at: Some(Place { line, column }) } => {
                let why = why.say(self.language);
                let arguments = [("why", why.into()), ("line", (*line).into()), ("column", (*column).into())];
                self.worded("malformed", say.with("problem-malformed-at.detail", &arguments))
            }
            Misread::WrongType { expected } => {
                self.worded("wrong-type", say.with("problem-wrong-type.detail", &[("expected", (*expected).into())]))
            }
            Misread::TooLarge { limit } => self.worded(
                "too-large",
                say.with("problem-too-large.detail", &[("limit", files::in_words(*limit as u64).into())]),
            ),
            Misread::BadAddress(why) => self.worded(
                "bad-address",
                say.with("problem-bad-address.detail", &[("why", why.say(self.language).into())]),
            ),
            Misread::WrongMethod(allowed) => {
                let allowed = allowed.join(", ");
                self.worded("wrong-method", say.with("problem-wrong-method.detail", &[("allow", allowed.into())]))
            }
            Misread::BadLimit => {
                self.worded("bad-limit", say.with("problem-bad-limit.detail", &[("most", LARGEST_PAGE.into())]))
            }
            Misread::BodyTooSlow => self.plain("body-too-slow"),
            Misread::BadCursor => self.plain("bad-cursor"),
            Misread::VersionMissing => self.plain("version-missing"),
            Misread::VersionUnreadable => self.plain("version-unreadable"),
            Misread::KeyUnreadable => self.plain("key-unreadable"),
            Misread::Forged => self.plain("forged"),
            Misread::PageTooOld(_) => self.plain("page-too-old"),
            Misread::PageExpired => self.plain("page-expired"),
            Misread::UnknownHost => self.plain("unknown-host"),
            Misread::Busy(seconds) => {
                self.worded("busy", say.with("problem-busy.detail", &[("seconds", (*seconds).into())]))
            }
            Misread::TooSlow => self.plain("too-slow"),
            Misread::Broken => self.plain("broken"),
        }
    }

    fn of_status(&self) -> Problem {
        match self.status {
            StatusCode::UNAUTHORIZED => self.plain("not-signed-in"),
            StatusCode::FORBIDDEN => self.plain("not-allowed"),
            StatusCode::NOT_FOUND => self.plain("not-found"),
            StatusCode::METHOD_NOT_ALLOWED => self.of_misread(&Misread::WrongMethod(Vec::new())),
            StatusCode::SERVICE_UNAVAILABLE => self.plain("unavailable"),
            status if status.is_server_error() => self.plain("broken"),
            _ => self.plain("bad-request"),
        }
    }

    fn plain(&self, code: &'static str) -> Problem {
        self.worded(code, self.say().owned(format!("problem-{code}.detail")))
    }

    fn worded(&self, code: &'static str, detail: String) -> Problem {
        Problem {
            type_: format!("/problems/{code}"),
            title: self.say().owned(format!("problem-{code}")),
            status: self.status.as_u16(),
            detail,
            code: code.to_owned(),
            article: None,
            errors: Vec::new(),
            trace_id: self.trace.to_owned(),
        }
    }

    fn say(&self) -> Say {
        Say::kit(self.language)
    }
}
