//! The consents of a filing, each a box of its own with the version of its text (Article 16).

use domain::ConsentKind;
use kit::Form;
use kit::html::mask;

use super::room::Paper;
use super::view::AboutView;

pub struct ConsentView {
    /// Of its own box, which the summary of what is wrong links to.
    pub name: String,
    pub code: &'static str,
    pub words: String,
    pub hint: String,
    pub version: u32,
    /// Which version the person agreed to, where the text has changed since.
    pub changed: Option<String>,
}

pub fn asked(paper: &Paper, about: &AboutView) -> Vec<ConsentView> {
    let say = &paper.say;
    let mail = mask::mail(&paper.mail);
    let arguments = [("to", about.kind.into()), ("unit", (&about.unit).into()), ("mail", mail.into())];
    let outdated = paper.outdated();
    let changed = |kind: ConsentKind| {
        let agreed = paper.consents().iter().rfind(|given| given.purpose == kind)?;
        let versions = [("agreed", agreed.version.into()), ("version", kind.version().into())];
        outdated.contains(&kind).then(|| say.with("consent-changed", &versions))
    };
    let consent = |kind: ConsentKind| {
        let key = format!("consent-{}", kind.code());
        ConsentView {
            name: name(kind),
            code: kind.code(),
            words: say.with(&key, &arguments),
            hint: say.it(format!("{key}.hint")),
            version: kind.version(),
            changed: changed(kind),
        }
    };
    paper.target().consents().iter().copied().map(consent).collect()
}

/// Puts what is said of a consent beside its own box: the refusals come in the order of the consents, first of those that are
/// missing, then of those whose text has changed.
pub fn beside_each(form: &mut Form, paper: &Paper) {
    let filing = paper.typed();
    let given = |kind: &ConsentKind| filing.consents.iter().any(|code| code.trim() == kind.code());
    let missing = paper.target().consents().iter().copied().filter(|kind| !given(kind));
    let errors = form.errors.iter_mut().filter(|error| error.name.as_deref() == Some("consents"));
    for (error, kind) in errors.zip(missing.chain(paper.outdated())) {
        error.name = Some(name(kind));
    }
}

fn name(kind: ConsentKind) -> String {
    format!("consents.{}", kind.code())
}
