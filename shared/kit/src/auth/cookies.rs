//! Cookies that no script reaches. The one that carries a session's token has a name for each realm, so that one browser can
//! be in both. Over https a name begins with `__Host-`: then no neighbouring host can set it.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as MaxAge;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::AUTHORIZATION;

use crate::house::House;

/// A door with accounts of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    Applicant,
    Staff,
}

/// The cookie to set when a session begins.
pub fn cookie(house: &House, realm: Realm, token: String, lifetime: Duration) -> Cookie<'static> {
    named(house, name(realm), token, lifetime)
}

/// The cookie of this name, without what https puts before it.
pub fn named(house: &House, name: &str, value: String, lifetime: Duration) -> Cookie<'static> {
    let seconds = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
    Cookie::build(whole(house, name), value)
        .path("/")
        .max_age(MaxAge::seconds(seconds))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(is_secure(house))
        .finish()
}

/// What came in the cookie of this name.
pub fn sent(request: &HttpRequest, house: &House, name: &str) -> Option<String> {
    request.cookie(&whole(house, name)).map(|cookie| cookie.value().to_owned())
}

/// The cookie to set when a session ends: it takes the other away.
pub fn gone(house: &House, realm: Realm) -> Cookie<'static> {
    cookie(house, realm, String::new(), Duration::ZERO)
}

/// The token that came with the request: of the realm's cookie or, in the API, of `Authorization: Bearer`,
/// which goes before the cookie because it was sent on purpose.
pub fn token_of(request: &HttpRequest, house: &House, realm: Realm) -> Option<String> {
    if let Some(token) = bearer(request) {
        return Some(token.to_owned());
    }
    sent(request, house, name(realm))
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    if !request.path().starts_with("/api/") {
        return None;
    }
    let (scheme, token) = request.headers().get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn is_secure(house: &House) -> bool {
    house.url().starts_with("https://")
}

fn whole(house: &House, name: &str) -> String {
    if is_secure(house) { format!("__Host-{name}") } else { name.to_owned() }
}

fn name(realm: Realm) -> &'static str {
    match realm {
        Realm::Applicant => "yincai_applicant",
        Realm::Staff => "yincai_staff",
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::auth::test_house::TestHouse;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn a_token_of_one_realm_is_none_in_the_other() {
        let town = TestHouse::open("portal").await;
        let cookie = cookie(&town.house, Realm::Applicant, "token".to_owned(), HOUR);
        let request = TestRequest::get().uri("/account").cookie(cookie).to_http_request();
        assert_eq!(token_of(&request, &town.house, Realm::Applicant).as_deref(), Some("token"));
        assert_eq!(token_of(&request, &town.house, Realm::Staff), None);
    }

    #[tokio::test]
    async fn a_cookie_is_out_of_reach_of_scripts_and_neighbours() {
        let plain = TestHouse::open("portal").await;
        let set = cookie(&plain.house, Realm::Staff, "token".to_owned(), HOUR).to_string();
        assert_eq!(set, "yincai_staff=token; HttpOnly; SameSite=Lax; Path=/; Max-Age=3600");

        let secure = TestHouse::at("portal", "https://talent.example").await;
        let set = cookie(&secure.house, Realm::Staff, "token".to_owned(), HOUR).to_string();
        assert_eq!(set, "__Host-yincai_staff=token; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=3600");
        let taken = gone(&secure.house, Realm::Staff).to_string();
        assert_eq!(taken, "__Host-yincai_staff=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0");
    }

    #[tokio::test]
    async fn over_https_a_cookie_without_the_prefix_counts_for_nothing() {
        let town = TestHouse::at("portal", "https://talent.example").await;
        let request = TestRequest::get().cookie(Cookie::new("yincai_staff", "planted")).to_http_request();
        assert_eq!(token_of(&request, &town.house, Realm::Staff), None);
    }

    #[tokio::test]
    async fn a_bearer_is_heard_in_the_api_only_and_before_the_cookie() {
        let town = TestHouse::open("portal").await;
        let asked = |path: &str, header: &'static str| {
            let request = TestRequest::get().uri(path).insert_header((AUTHORIZATION, header));
            let request = request.cookie(Cookie::new("yincai_applicant", "of the cookie")).to_http_request();
            token_of(&request, &town.house, Realm::Applicant).expect("a token")
        };
        assert_eq!(asked("/api/portal/v1/nominations", "Bearer sent"), "sent");
        assert_eq!(asked("/api/portal/v1/nominations", "bearer sent"), "sent");
        assert_eq!(asked("/api/portal/v1/nominations", "Basic c2VudA=="), "of the cookie");
        assert_eq!(asked("/account", "Bearer sent"), "of the cookie");
        assert_eq!(asked("/apiary", "Bearer sent"), "of the cookie");
    }
}
