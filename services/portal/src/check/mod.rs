//! The check before anything is filed: what Articles 10 and 11 say of somebody's answers, which posts are open under them, and
//! what would follow (Articles 19 to 21). Nobody signs in, and nothing is kept: the answers travel with the form.

mod answered;
mod answers;
pub mod api;
mod degrees;
mod found;
mod left_out;
pub mod pages;
mod question;
mod result;
#[cfg(test)]
mod samples;
