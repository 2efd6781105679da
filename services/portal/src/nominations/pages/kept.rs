//! What somebody had typed when their session ended, sealed so that it can travel through signing in and come back.

use actix_web::HttpResponse;
use kit::{DeskError, Fault, Form, Frame, House, Posted, page};
use serde::{Deserialize, Serialize};

use crate::accounts::kept;
use crate::accounts::pages::{SignInPage, Way};

const PURPOSE: &str = "kept";

#[derive(Serialize, Deserialize)]
pub struct KeptForm {
    /// The path of the page it was typed on, without the language.
    path: String,
    typed: Vec<(String, String)>,
}

impl KeptForm {
    /// What was typed on this page just now, or before signing in.
    pub fn of(house: &House, posted: &Posted) -> Result<KeptForm, DeskError> {
        match posted.text("kept") {
            "" => {
                let typed = posted.typed().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
                Ok(KeptForm { path: posted.path().to_owned(), typed })
            }
            sealed => Self::open(house, sealed, posted.path()).ok_or(DeskError::Missing),
        }
    }

    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.typed.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// It stands in its form again, and is not sent yet.
    pub fn into_form(self) -> Form {
        Form::left(self.typed)
    }

    /// Asks to sign in first; what was typed travels with them.
    pub fn sign_in_first(&self, frame: Frame, house: &House) -> Result<HttpResponse, DeskError> {
        let way = Way::new(&frame, &frame.here(), Some(self.seal(house)?));
        page::show(&SignInPage::new(frame, Form::empty(), way))
    }

    fn seal(&self, house: &House) -> Result<String, Fault> {
        kept::seal(house, PURPOSE, self)
    }

    /// None for what we did not seal, or for another page.
    fn open(house: &House, sealed: &str, path: &str) -> Option<KeptForm> {
        let kept: KeptForm = kept::open(house, PURPOSE, sealed)?;
        (kept.path == path).then_some(kept)
    }
}
