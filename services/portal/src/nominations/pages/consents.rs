//! The consents of a filing, each a box of its own (Article 16).

use domain::{ConsentKind, FilingInput, Target};
use kit::Form;
use kit::html::{Say, mask};

use super::view::AboutView;

pub struct ConsentView {
    /// Of its own box, which the summary of what is wrong links to.
    pub name: String,
    pub code: &'static str,
    pub words: String,
    pub hint: String,
}

pub fn asked(say: &Say, about: &AboutView, mail: &str, target: Target) -> Vec<ConsentView> {
    let arguments = [("to", about.kind.into()), ("unit", (&about.unit).into()), ("mail", mask::mail(mail).into())];
    let consent = |kind: ConsentKind| {
        let key = format!("consent-{}", kind.code());
        let hint = say.it(format!("{key}.hint"));
        ConsentView { name: name(kind), code: kind.code(), words: say.with(&key, &arguments), hint }
    };
    target.consents().iter().copied().map(consent).collect()
}

/// Puts what is said of a missing consent beside its own box: the refusals come in the order of the consents.
pub fn beside_each(form: &mut Form, filing: &FilingInput, target: Target) {
    let given = |kind: &ConsentKind| filing.consents.iter().any(|code| code.trim() == kind.code());
    let missing = target.consents().iter().copied().filter(|kind| !given(kind));
    let errors = form.errors.iter_mut().filter(|error| error.name.as_deref() == Some("consents"));
    for (error, kind) in errors.zip(missing) {
        error.name = Some(name(kind));
    }
}

fn name(kind: ConsentKind) -> String {
    format!("consents.{}", kind.code())
}
