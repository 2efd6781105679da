//! The number of a personal link on its way past the list of posts: in a cookie, since no post's address is another for
//! whoever came by one. It fills a field in and decides nothing.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use domain::RecommenderRef;
use kit::House;
use kit::auth::cookies;

const NAME: &str = "yincai_recommender";
/// For looking through the posts; a shared computer forgets it soon.
const HOLDS: Duration = Duration::from_secs(2 * 60 * 60);

pub fn cookie(house: &House, stated: &RecommenderRef) -> Cookie<'static> {
    cookies::named(house, NAME, stated.number.to_string(), HOLDS)
}

/// Takes the other away: what was sent by it is sent, and the next one may be somebody else's.
pub fn gone(house: &House) -> Cookie<'static> {
    cookies::named(house, NAME, String::new(), Duration::ZERO)
}

/// Empty where nobody came by a link, or too long ago.
pub fn read(house: &House, request: &HttpRequest) -> String {
    cookies::sent(request, house, NAME).unwrap_or_default()
}
