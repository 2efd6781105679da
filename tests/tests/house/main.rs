//! The product through its doors, a town for every test. One program for all of it: each test program holds the whole product,
//! and sixty of them filled a disk (ADR 0048).

mod addresses;
mod amendment;
mod attacks;
mod beginnings;
mod catalogue;
mod check;
mod checker;
mod contract;
mod doors;
mod drafts;
mod erasure;
mod evidence;
mod finding;
mod interpretations;
mod journey;
mod looks;
mod mail;
mod mail_server;
mod marked;
mod names;
mod operations;
mod plan;
mod reconsidered;
mod referral;
mod registers;
mod reminded;
mod requested;
mod restart;
mod returns;
mod search;
mod seats;
mod sessions;
mod sheets;
mod signing_in;
mod sweep;
