//! The hops before this server, such as the gateway: whose word is taken for who asked, and under which id.
//! Anybody can write `X-Forwarded-For`; only what a trusted hop added to it is true.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use actix_web::dev::RequestHead;
use actix_web::http::header::{HeaderName, X_FORWARDED_FOR};
use serde::Deserialize;

use super::asked::{REQUEST_ID, is_trace};

#[derive(Deserialize)]
pub(crate) struct Hops {
    trusted: Vec<Network>,
}

/// One address, or all that begin with the same bits: `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Network {
    /// Of the sixth version; an address of the fourth is written as one.
    bits: u128,
    length: u32,
}

impl Hops {
    /// Nobody's word is taken.
    pub(crate) fn none() -> Hops {
        Hops { trusted: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.trusted.is_empty()
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.holds(address))
    }

    /// Where the request comes from, and the id it was given on its way: seen from here the first hop that is not trusted.
    pub(crate) fn tell(&self, head: &RequestHead) -> (IpAddr, Option<String>) {
        let peer = head.peer_addr.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        if !self.trusts(peer) {
            return (peer, None);
        }
        let texts = |name: HeaderName| head.headers.get_all(name).filter_map(|value| value.to_str().ok());
        let way: Vec<&str> = texts(X_FORWARDED_FOR).flat_map(|hops| hops.split(',')).map(str::trim).collect();
        let mut asked = peer;
        for hop in way.into_iter().rev() {
            match address(hop) {
                Some(address) => asked = address,
                None => break,
            }
            if !self.trusts(asked) {
                break;
            }
        }
        (asked, texts(REQUEST_ID).find(|id| is_trace(id)).map(str::to_owned))
    }
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        let differing = self.bits ^ bits(address);
        self.length == 0 || differing >> (u128::BITS - self.length) == 0
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(written: String) -> Result<Network, String> {
        let (address, length) = written.split_once('/').map_or((&*written, None), |(one, rest)| (one, Some(rest)));
        let read = || {
            let address: IpAddr = address.trim().parse().ok()?;
            let longest = if address.is_ipv4() { 32 } else { u128::BITS };
            let length = length.map_or(Some(longest), |length| length.trim().parse().ok())?;
            (length <= longest).then(|| Network { bits: bits(address), length: u128::BITS - longest + length })
        };
        read().ok_or_else(|| format!("{written:?} must be an address or a network, such as 10.1.2.3 or 10.1.0.0/16"))
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// As hops write it, some with a port.
fn address(hop: &str) -> Option<IpAddr> {
    let plain = hop.trim_start_matches('[').trim_end_matches(']');
    plain.parse().ok().or_else(|| hop.parse().ok().map(|with_port: SocketAddr| with_port.ip()))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn hops(trusted: &[&str]) -> Hops {
        Hops { trusted: trusted.iter().map(|one| Network::try_from((*one).to_owned()).expect("a network")).collect() }
    }

    /// Who asked, as a request from that peer tells with these lines.
    fn asked(hops: &Hops, peer: &str, lines: &[&str]) -> String {
        let request = TestRequest::default().peer_addr(SocketAddr::new(peer.parse().expect("a peer"), 4000));
        let request = lines.iter().fold(request, |request, line| request.append_header((X_FORWARDED_FOR, *line)));
        hops.tell(request.to_http_request().head()).0.to_string()
    }

    #[test]
    fn the_first_hop_that_is_not_trusted_asked() {
        let hops = hops(&["10.0.0.0/8", "::1"]);
        for (peer, lines, client) in [
            ("192.0.2.7", &["203.0.113.9"][..], "192.0.2.7"),
            ("10.1.1.1", &[], "10.1.1.1"),
            ("10.1.1.1", &["203.0.113.9"], "203.0.113.9"),
            ("10.1.1.1", &["1.2.3.4, 203.0.113.9, 10.2.2.2"], "203.0.113.9"),
            ("10.1.1.1", &["1.2.3.4", "203.0.113.9", "10.2.2.2"], "203.0.113.9"),
            ("10.1.1.1", &["1.2.3.4, nonsense, 10.2.2.2"], "10.2.2.2"),
            ("10.1.1.1", &["10.3.3.3, 10.2.2.2"], "10.3.3.3"),
            ("::1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            ("::ffff:10.9.9.9", &["203.0.113.9:80"], "203.0.113.9"),
        ] {
            assert_eq!(asked(&hops, peer, lines), client, "{peer} {lines:?}");
        }
    }

    #[test]
    fn only_a_trusted_hop_gives_a_request_its_id() {
        let told = |hops: &Hops, id: &str| {
            let request = TestRequest::default().peer_addr(([127, 0, 0, 1], 4000).into());
            hops.tell(request.insert_header((REQUEST_ID, id)).to_http_request().head()).1
        };
        assert_eq!(told(&hops(&["127.0.0.1"]), "0123456789abcdef").as_deref(), Some("0123456789abcdef"));
        assert_eq!(told(&hops(&["127.0.0.1"]), "not an id"), None);
        assert_eq!(told(&hops(&["127.0.0.2"]), "0123456789abcdef"), None);
        assert_eq!(told(&Hops::none(), "0123456789abcdef"), None);
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for wrong in ["", "gateway", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0/8"] {
            assert!(Network::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
        assert!(
            hops(&["0.0.0.0/0"]).trusts([8, 8, 8, 8].into())
                && !hops(&["0.0.0.0/0"]).trusts("::1".parse().expect("one"))
        );
    }
}
