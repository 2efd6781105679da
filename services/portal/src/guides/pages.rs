//! The guides on pages: all of them, and one.

use actix_web::{HttpResponse, web};
use domain::GuideTo;
use kit::{DeskError, Frame, Shared, page};

use super::guide::GuidePage;
use super::list::GuidesPage;
use super::version;
use crate::nominations::desk::Nominations;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/guides").get(list)).service(web::resource("/guides/{code}").get(show));
}

async fn list(frame: Frame, nominations: web::Data<Nominations>, shared: Shared) -> Result<HttpResponse, DeskError> {
    shared.answer(&version(nominations.policy()), async || page::show(&GuidesPage::of(frame))).await
}

async fn show(
    frame: Frame,
    nominations: web::Data<Nominations>,
    shared: Shared,
    code: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let (to, policy) = (GuideTo::from_code(&code).ok_or(DeskError::Missing)?, nominations.policy());
    shared.answer(&version(policy), async || page::show(&GuidePage::of(frame, to, policy))).await
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use domain::{Category, Language, Policy};

    use super::*;

    fn rendered(page: &impl Template) -> String {
        let words = page.render().expect("a page");
        assert!(!words.contains('⟦'), "{}", words.split('⟦').nth(1).unwrap_or_default());
        words
    }

    #[test]
    fn every_guide_has_its_page_and_is_listed() {
        for language in Language::ALL {
            let list = rendered(&GuidesPage::of(Frame::sample(language, "/guides")));
            for to in GuideTo::ALL {
                let frame = Frame::sample(language, "/guides");
                assert!(list.contains(&format!("<a href=\"{}\">", frame.to(format!("/guides/{to}")))), "{to}");
                let page = rendered(&GuidePage::of(frame, to, Policy::standard()));
                assert!(page.contains(to.guide().name.say(language)), "{to}");
            }
        }
    }

    #[test]
    fn a_nomination_wants_the_evidence_of_each_item_and_names_every_hand() {
        let page = |path: &str, to: GuideTo| {
            rendered(&GuidePage::of(Frame::sample(Language::Zh, path), to, Policy::standard()))
        };
        let nomination = page("/guides/nomination", GuideTo::Nomination);
        for category in Category::ALL {
            assert!(nomination.contains(&Policy::standard().category(category).evidence.zh), "{category}");
        }
        let days = GuideTo::Nomination.guide().days(Policy::standard()).expect("days");
        assert!(nomination.contains(&format!("{days}个工作日")) && nomination.contains("工作协调小组"), "{nomination}");
        let own = page("/guides/withdrawal", GuideTo::Withdrawal);
        assert!(own.contains("《办法》没有写") && !own.contains("id=\"10(1)\""), "{own}");
    }
}
