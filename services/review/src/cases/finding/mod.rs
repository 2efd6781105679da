//! Finding a case by the person's name, the number of their document or the receipt (Articles 13 and 14), or by a recommender
//! (Article 4), within the officer's scope, whether it is under way or has ended.

pub mod api;
pub mod desk;
pub mod pages;
pub mod recommended;
