//! Attacks on people's data through the real doors: what is not one's own, what is worn out, what lies, and what tells too much.

mod enumeration;
mod files;
mod household;
mod links;
mod others;
mod words;
