//! The published interpretations on a page: those that hold, by article, then those that hold no more.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::interpretation::Published;
use domain::{Interpreted, OpenQuestion, Policy, term};
use kit::html::date::{self, When};
use kit::{DeskError, Frame, Say, Shared, page};

use super::desk::Interpretations;
use crate::measures::Cited;
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/interpretations").get(list));
}

async fn list(
    frame: Frame,
    shared: Shared,
    interpretations: web::Data<Interpretations>,
) -> Result<HttpResponse, DeskError> {
    let published = interpretations.list().await?;
    let version = kit::digest(&published)?;
    shared.answer(&version, async || page::show(&InterpretationsPage::of(frame, &published))).await
}

#[derive(Template)]
#[template(path = "interpretations/interpretations.html")]
pub struct InterpretationsPage {
    say: Say,
    /// Those that hold, by the article of their first clause.
    articles: Vec<Article>,
    ended: Vec<Row>,
    frame: Frame,
}

struct Article {
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    question: String,
    answer: Vec<String>,
    clauses: Vec<Cited>,
    /// The open point that it settles, and where that is.
    point: Option<(&'static str, String)>,
    /// What it says of the questions of that point, one a line.
    settles: Vec<String>,
    by: String,
    holds_from: When,
    published_on: When,
    ended_on: Option<When>,
}

impl InterpretationsPage {
    pub fn of(frame: Frame, published: &[Published]) -> InterpretationsPage {
        let say = words::say(frame.language());
        let mut articles: Vec<(u8, Article)> = Vec::new();
        for one in published.iter().filter(|one| one.ended_on.is_none()) {
            let row = Row::of(one, &frame, &say);
            let Some(first) = one.clauses.first() else { continue };
            match articles.last_mut() {
                Some((number, article)) if *number == first.number() => article.rows.push(row),
                _ => articles.push((first.number(), Article { heading: heading(one, &say), rows: vec![row] })),
            }
        }
        let ended = published.iter().filter(|one| one.ended_on.is_some());
        let ended = ended.map(|one| Row::of(one, &frame, &say)).collect();
        InterpretationsPage { articles: articles.into_iter().map(|(_, article)| article).collect(), ended, say, frame }
    }
}

fn heading(published: &Published, say: &Say) -> String {
    let Some(first) = published.clauses.first() else { return String::new() };
    let language = say.language();
    let article = domain::Clause::article(first.number());
    match Policy::standard().article(article) {
        Some(row) => {
            let arguments = [("article", article.say(language).into()), ("heading", row.heading.say(language).into())];
            say.with("interpretations-of-article", &arguments)
        }
        None => article.say(language),
    }
}

impl Row {
    fn of(published: &Published, frame: &Frame, say: &Say) -> Row {
        let (language, policy) = (frame.language(), Policy::standard());
        let seats: Vec<_> = published.seats.iter().map(|seat| policy.seat(*seat).say(language)).collect();
        Row {
            id: published.id.to_string(),
            question: published.question.say(language).to_owned(),
            answer: published.answer.say(language).lines().map(str::to_owned).filter(|line| !line.is_empty()).collect(),
            clauses: published.clauses.iter().map(|clause| Cited::of(*clause, frame)).collect(),
            point: published.open_point.map(|point| (point.code(), frame.to(format!("/measures#{point}")))),
            settles: published.settles.iter().map(|(question, said)| settled(*question, *said, say)).collect(),
            by: say.with("interpretation-by", &[("seats", seats.join(&*say.it("measures-between")).into())]),
            holds_from: date::full(published.holds_from, language),
            published_on: date::full(published.published_on, language),
            ended_on: published.ended_on.map(|on| date::full(on, language)),
        }
    }
}

/// A question with what is said of it, in words.
fn settled(question: OpenQuestion, said: Interpreted, say: &Say) -> String {
    let words = |section, code| term(section, code).map_or(code, |term| term.say(say.language()));
    let arguments =
        [("case", words("open-question", question.code()).into()), ("said", words("interpreted", said.code()).into())];
    say.with("interpretation-settles", &arguments)
}

#[cfg(test)]
mod tests {
    use domain::{Clause, Language, OpenPointId, Seat, Text};
    use uuid::Uuid;

    use super::*;

    fn published(clause: Clause, question: &str, ended_on: Option<&str>) -> Published {
        let day = |written: &str| written.parse().expect("a day");
        Published {
            id: Uuid::nil().into(),
            question: Text::new(question, question),
            answer: Text::new("按当天的名单。\n不看学科。", "By the list of the day.\nThe discipline does not matter."),
            clauses: vec![clause],
            open_point: Some(OpenPointId::O3),
            settles: [(OpenQuestion::SchoolListedToday, Interpreted::Counts)].into(),
            seats: vec![Seat::HumanResources, Seat::Education],
            holds_from: day("2026-12-01"),
            published_on: day("2026-11-26"),
            ended_on: ended_on.map(day),
        }
    }

    #[test]
    fn what_holds_stands_by_article_and_what_ended_stands_apart() {
        let listed = [
            published(Clause::of(10, 4), "<b>first", None),
            published(Clause::of(10, 5), "second", None),
            published(Clause::article(12), "third", Some("2027-01-01")),
        ];
        for language in Language::ALL {
            let page = InterpretationsPage::of(Frame::sample(language, "/interpretations"), &listed);
            assert_eq!((page.articles.len(), page.articles[0].rows.len(), page.ended.len()), (1, 2, 1));
            let page = page.render().expect("a page");
            assert!(!page.contains('⟦') && !page.contains("<b>first"), "{page}");
            let cited = Frame::sample(language, "/").to("/measures/10#10(4)");
            assert!(page.contains(&format!("href=\"{cited}\"")) && page.contains("#O3"), "{page}");
            assert!(page.contains(["算在内", "It counts"][usize::from(language == Language::En)]), "{page}");
            let none = InterpretationsPage::of(Frame::sample(language, "/interpretations"), &[]);
            assert!(!none.render().expect("a page").contains('⟦'));
        }
    }
}
