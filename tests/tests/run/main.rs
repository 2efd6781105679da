//! The product as it is run: its commands, its settings, its processes, and what stands around them.

mod apart;
mod backup;
mod composed;
mod gateway;
mod operated;
mod operator;
mod postfix;
mod postgres;
mod program;
