//! The product through its gateway: stock nginx with the configuration of `services/gateway`. Skipped where nginx is not installed.

#![cfg(unix)]

mod edges;
mod failing;
mod kept;
mod named;
mod routes;
