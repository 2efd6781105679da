//! Which names this server answers to. A page of another site can point a name of its own at this machine (DNS rebinding)
//! and have a visitor's browser ask us under it; the name in `Host` gives that away.

use actix_web::dev::RequestHead;
use actix_web::http::header::HOST;

pub(crate) struct Hosts(Vec<String>);

impl Hosts {
    /// Those of the public address and of the settings, beside the names of this machine for itself.
    pub(crate) fn of(url: &str, more: &[String]) -> Hosts {
        let own = url.split_once("://").map_or(url, |(_, rest)| rest);
        let own = own.split('/').next().unwrap_or_default();
        let names = more.iter().map(String::as_str).chain([own]);
        Hosts(names.map(|name| without_port(name).to_ascii_lowercase()).collect())
    }

    /// A request without a name comes from no browser.
    pub(crate) fn know(&self, head: &RequestHead) -> bool {
        match head.headers.get(HOST) {
            None => true,
            Some(host) => host.to_str().is_ok_and(|host| self.knows(host)),
        }
    }

    fn knows(&self, host: &str) -> bool {
        let name = without_port(host).trim_end_matches('.').to_ascii_lowercase();
        let here = name == "localhost" || name.ends_with(".localhost");
        here || is_loopback(&name) || self.0.contains(&name)
    }
}

fn is_loopback(name: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']');
    address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_and_of_this_machine_are_answered_to() {
        let hosts = Hosts::of("https://Talent.example:8443/", &["yc.example".to_owned()]);
        for known in [
            "talent.example",
            "TALENT.example.",
            "talent.example:9999",
            "yc.example:80",
            "localhost:8080",
            "zh.localhost",
            "127.0.0.1:8080",
            "127.9.9.9",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(hosts.knows(known), "{known}");
        }
        for unknown in
            ["", "evil.example", "talent.example.evil.example", "10.0.0.1", "localhost.evil.example", "[::2]"]
        {
            assert!(!hosts.knows(unknown), "{unknown}");
        }
    }
}
