//! Who holds a lease: by a name for people, and by a place that no two processes have at a time.
//! Whoever comes to the place of one that is gone need not wait for its leases to run out.

use std::net::SocketAddr;

use uuid::Uuid;

#[derive(Clone, Debug)]
pub(super) struct Holder {
    /// Host and address.
    pub name: String,
    pub place: String,
}

impl Holder {
    /// The process that listens there: a port has one owner in the network of one running system. Where the system does
    /// not tell which that is, the place is nobody's but this process's.
    pub fn at(listen: SocketAddr, own: Uuid) -> Holder {
        let host = told("/proc/sys/kernel/hostname").unwrap_or_default();
        let place = place(listen).unwrap_or_else(|| own.to_string());
        Holder { name: format!("{host} {listen}").trim_start().to_owned(), place }
    }
}

fn place(listen: SocketAddr) -> Option<String> {
    let boot = told("/proc/sys/kernel/random/boot_id")?;
    let network = std::fs::read_link("/proc/self/ns/net").ok()?;
    (listen.port() != 0).then(|| format!("{boot} {} {listen}", network.display()))
}

fn told(path: &str) -> Option<String> {
    let told = std::fs::read_to_string(path).ok()?.trim().to_owned();
    (!told.is_empty()).then_some(told)
}
