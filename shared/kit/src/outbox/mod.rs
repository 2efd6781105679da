//! The outbox: what an act tells is written in its own transaction; a relay gives positions after commit.
//! An auto-increment id would be no position: a reader could see 2 while 1 is still uncommitted.

pub mod blanking;
pub mod relay;
pub mod rows;
pub mod store;
