//! Whatever is typed into any form of the pages: taken, or the form again with what is wrong and what was typed.
//! The forms are found by walking the links from where each person begins.

use std::collections::{BTreeSet, VecDeque};

use domain::Language;
use tests::browser::{FieldKind, Form};
use tests::{Browser, Page, Town, filings};

use super::values;
use super::walk::UNHURRIED;

/// What stands in another field meanwhile, and has to be there again.
const KEPT: &str = "这句话要留着";
/// What a form may bring, and the bytes that a letter takes in it at most.
const LARGEST: usize = 1 << 20;
const LETTER: usize = 9;
/// Pages looked at for each person.
const PAGES: usize = 40;

struct Visit {
    browser: Browser,
    seen: BTreeSet<String>,
    sent: usize,
    wrong: Vec<String>,
}

impl Visit {
    fn new(browser: Browser) -> Visit {
        Visit { browser, seen: BTreeSet::new(), sent: 0, wrong: Vec::new() }
    }

    /// Walks from these pages and spoils each form once.
    async fn walk(&mut self, from: &[String]) {
        let mut ahead: VecDeque<String> = from.iter().cloned().collect();
        let mut pages = 0;
        while let Some(path) = ahead.pop_front() {
            if pages == PAGES || !self.seen.insert(kind_of(&path)) {
                continue;
            }
            pages += 1;
            let page = self.browser.follow(&path).await;
            if page.status >= 500 {
                self.wrong.push(format!("{path}: {}", page.status));
            }
            for form in page.forms() {
                let names: BTreeSet<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
                let to = form.action.clone().unwrap_or_else(|| page.path.clone());
                if form.is_post && most_typed(&form).is_none_or(|letters| letters * LETTER > LARGEST) {
                    self.wrong.push(format!("{path}: more can be typed than is taken: {names:?}"));
                }
                if !to.contains("sign-out") && self.seen.insert(format!("{} {names:?}", kind_of(&to))) {
                    self.spoil(&page, &form, &to).await;
                }
            }
            ahead.extend(page.links().filter(|link| link.starts_with('/') && !link.contains("/dev/")));
        }
    }

    /// Each field in turn holds what nobody should type; the others hold what the page gave them.
    async fn spoil(&mut self, page: &Page, form: &Form, to: &str) {
        let (mut version, mut seen) = (None, None);
        let submits = page.body.contains("name=\"do\" value=\"submit\"");
        for field in form.fields.iter().filter(|field| !["csrf", "once"].contains(&field.name.as_str())) {
            for text in values::typed() {
                let kept = form.fields.iter().find(|other| other.kind == FieldKind::Text && other.name != field.name);
                let mut sent: Vec<(String, String)> = Vec::new();
                for other in &form.fields {
                    let value = match other.name.as_str() {
                        name if name == field.name => continue,
                        "once" => format!("hostile-{}", self.sent),
                        "version" if version.is_some() => version.clone().unwrap_or_default(),
                        "seen" if seen.is_some() => seen.clone().unwrap_or_default(),
                        "do" if submits => "submit".to_owned(),
                        name if kept.is_some_and(|kept| kept.name == name) => KEPT.to_owned(),
                        _ => other.value.clone(),
                    };
                    sent.push((other.name.clone(), value));
                }
                sent.push((field.name.clone(), text.clone()));
                let answer =
                    if form.is_post { self.browser.post(to, &sent).await } else { self.browser.ask(to, &sent).await };
                self.sent += 1;
                let what = format!("{} at {to}, {} = {text:.40}: {}", page.path, field.name, answer.status);
                let shown: Vec<_> = answer.forms().into_iter().flat_map(|form| form.fields).collect();
                // Where the act is not the person's any more there is no form to keep anything in.
                let there = kept.is_some_and(|kept| shown.iter().any(|field| field.name == kept.name));
                self.judge(&what, &answer, there && form.is_post);
                let latest =
                    |name: &str| shown.iter().find(|field| field.name == name).map(|field| field.value.clone());
                (version, seen) = (latest("version").or(version), latest("seen").or(seen));
            }
        }
    }

    fn judge(&mut self, what: &str, answer: &Page, something_typed: bool) {
        if answer.status >= 500 {
            self.wrong.push(format!("{what}, a fault"));
        }
        if !answer.body.contains("<main") {
            self.wrong.push(format!("{what}, no page"));
        }
        if answer.status == 422 {
            if !answer.body.contains("role=\"alert\"") && !answer.body.contains("role=\"status\"") {
                self.wrong.push(format!("{what}, nothing says what is wrong"));
            }
            if something_typed && !answer.body.contains(KEPT) {
                self.wrong.push(format!("{what}, what was typed is gone"));
            }
        }
    }
}

/// None where there is no end to what can be typed.
fn most_typed(form: &Form) -> Option<usize> {
    let typed = form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Text | FieldKind::Secret));
    typed.map(|field| field.most).sum()
}

/// An address without what makes it one of many.
fn kind_of(path: &str) -> String {
    let (path, query) = path.split_once(['?', '#']).unwrap_or((path, ""));
    let named = |step: &str| !step.bytes().any(|byte| byte.is_ascii_digit());
    let steps: Vec<&str> = path.split('/').map(|step| if named(step) { step } else { "*" }).collect();
    let names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", steps.join("/"), names.join("&"))
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_into_a_form_is_taken_or_shown_again_with_what_is_wrong() {
    let (town, language) = (Town::with(UNHURRIED).await, Language::Zh);
    let number = town.hospital_post().await;

    let mut stranger = Visit::new(town.browser(language));
    stranger.walk(&["/", "/posts", "/sign-in", "/track", "/measures", "/staff/sign-in"].map(str::to_owned)).await;

    let person = town.applicant("王芳", "forms@example.com", language);
    person.open_signed_in(&town, &format!("/nominate/{number}"), 0).await;
    let mut applicant = Visit::new(person.browser.clone());
    applicant.walk(&[format!("/nominate/{number}"), "/track".to_owned()]).await;

    let filed = filings::files(&town, &town.applicant_api("li@example.com", 0).await).await;
    let unit = town.officer("unit-hospital", language).await;
    let case = town.until("the case in the inbox", async || unit.find(&filed.receipt).await).await;
    let mut officer = Visit::new(unit.browser.clone());
    officer.walk(&[case.path, "/staff".to_owned()]).await;
    let mut keeper = Visit::new(town.officer("admin-system", language).await.browser);
    keeper.walk(&["/staff".to_owned(), "/staff/letters".to_owned()]).await;

    let visits = [stranger, applicant, officer, keeper];
    let sent: usize = visits.iter().map(|visit| visit.sent).sum();
    let wrong: Vec<&String> = visits.iter().flat_map(|visit| &visit.wrong).collect();
    println!("{sent} forms sent");
    assert!(wrong.is_empty(), "{} of {sent}:\n{wrong:#?}", wrong.len());
    assert!(sent > 300, "only {sent} forms sent");
}
