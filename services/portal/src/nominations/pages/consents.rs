//! The consents of a filing, each a box of its own with the version of its text (Article 16).

use domain::ConsentKind;
use kit::Form;
use kit::html::mask;
use serde_json::{Map, Value};

use super::room::Paper;
use super::view::AboutView;

pub struct ConsentView {
    /// Of its own box, which the summary of what is wrong links to.
    pub name: String,
    pub code: &'static str,
    pub words: String,
    pub hint: String,
    pub version: u32,
    /// Says for the form which version stood beside the box.
    pub shown: String,
    pub ticked: bool,
    /// Which version the person agreed to, where the text has changed since.
    pub changed: Option<String>,
}

/// Those that are asked for; a box that was ticked to earlier words is not ticked to those of today.
pub fn asked(paper: &Paper, about: &AboutView, form: &Form) -> Vec<ConsentView> {
    let say = &paper.say;
    let mail = mask::mail(&paper.mail);
    let arguments = [("to", about.kind.into()), ("unit", (&about.unit).into()), ("mail", mail.into())];
    let outdated = paper.outdated();
    let given = |kind: ConsentKind| {
        let last = paper.consents().iter().rfind(|given| given.purpose == kind && outdated.contains(&kind));
        last.map(|given| given.version)
    };
    let changed = |agreed: u32, kind: ConsentKind| {
        say.with("consent-changed", &[("agreed", agreed.into()), ("version", kind.version().into())])
    };
    let consent = |kind: ConsentKind| {
        let key = format!("consent-{}", kind.code());
        let shown = shown(kind);
        let sent = Some(form.value(&shown)).filter(|sent| !sent.is_empty()).map(str::parse::<u32>);
        let is_stale = sent.as_ref().is_some_and(|sent| *sent != Ok(kind.version()));
        let holds = form.holds("consents[]", kind.code());
        let agreed = sent.and_then(Result::ok).filter(|sent| holds && *sent < kind.version()).or_else(|| given(kind));
        ConsentView {
            name: name(kind),
            code: kind.code(),
            words: say.with(&key, &arguments),
            hint: say.owned(format!("{key}.hint")),
            version: kind.version(),
            shown,
            ticked: holds && !is_stale,
            changed: agreed.map(|agreed| changed(agreed, kind)),
        }
    };
    paper.target().consents().iter().copied().map(consent).collect()
}

/// Puts what is said of a consent beside its own box: the refusals come in the order of the consents, first of those that are
/// missing, then of those whose text has changed.
pub fn beside_each(form: &mut Form, paper: &Paper) {
    let filing = paper.typed();
    let missing = paper.target().consents().iter().copied().filter(|kind| !filing.ticks(*kind));
    let errors = form.errors.iter_mut().filter(|error| error.name.as_deref() == Some("consents"));
    for (error, kind) in errors.zip(missing.chain(paper.outdated())) {
        error.name = Some(name(kind));
    }
}

/// Each box that is ticked gets the version of the text that stood beside it. One whose version is none of ours is none that
/// we showed, and so not ticked.
pub fn join_versions(fields: &mut Map<String, Value>) {
    let Some(Value::Object(shown)) = fields.remove("shown") else { return };
    let Some(Value::Array(ticked)) = fields.get_mut("consents") else { return };
    ticked.retain_mut(|code| {
        let version = code.as_str().and_then(|code| shown.get(code)).and_then(Value::as_str);
        if let (Some(written), Some(version)) = (code.as_str(), version) {
            *code = Value::String(format!("{written}@{version}"));
        }
        version.is_none() || code.as_str().and_then(ConsentKind::read).is_some()
    });
}

fn shown(kind: ConsentKind) -> String {
    format!("shown.{}", kind.code())
}

fn name(kind: ConsentKind) -> String {
    format!("consents.{}", kind.code())
}
