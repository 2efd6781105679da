//! Whether the running program can serve, for whatever watches it: no other tool is needed beside the program.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use crate::print;
use crate::trouble::Trouble;

const WITHIN: Duration = Duration::from_secs(4);
/// The answer names a few services.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// Asks the program that listens there.
pub fn ask(listen: SocketAddr) -> Result<(), Trouble> {
    let at = reached(listen);
    let answer = answer(at)
        .map_err(|error| Trouble::new(format!("nothing answers at {at}: {error}; is the program running?")))?;
    if answer.starts_with("HTTP/1.1 200 ") {
        return Ok(print::line("ready")?);
    }
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    Err(Trouble::new(format!("not ready: {body}")))
}

fn answer(at: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&at, WITHIN)?;
    stream.set_read_timeout(Some(WITHIN))?;
    stream.set_write_timeout(Some(WITHIN))?;
    stream.write_all(b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(LONGEST_ANSWER).read_to_string(&mut answer)?;
    Ok(answer)
}

/// Whoever listens on every address is asked on this machine's own.
fn reached(listen: SocketAddr) -> SocketAddr {
    let own = match listen.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(own, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_listens_everywhere_is_asked_here() {
        for (listen, at) in [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("10.0.0.5:80", "10.0.0.5:80")] {
            assert_eq!(reached(listen.parse().expect("one")).to_string(), at);
        }
    }
}
