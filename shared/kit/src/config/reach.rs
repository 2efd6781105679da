//! What must be set before others than this machine can reach the program, by itself or through a gateway, and before its
//! services stand apart.
//! Each refusal is one sentence that says what to set.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use super::{BadSettings, Basics, Written, secret};

/// What the manual has made up about the city; its own is to be said before people read it.
const INVENTED: [&str; 7] = [
    "city.advice.dialled",
    "city.complaints.dialled",
    "city.domain",
    "city.site_code",
    "city.icp",
    "city.police",
    "city.notice.zh",
];
/// A secret that was thrown has about thirty different bytes.
const LEAST_DIFFERENT_BYTES: usize = 16;

/// Before others can reach it.
pub(super) fn open(basics: &Basics) -> Result<(), BadSettings> {
    let listen = basics.listen;
    if listen.ip().is_loopback() {
        return Ok(());
    }
    let reached = format!("YINCAI_LISTEN is {listen}, which others can reach:");
    let mut wrong = Vec::new();
    if basics.gateway.is_empty() {
        let here = SocketAddr::from(([127, 0, 0, 1], listen.port()));
        wrong.push(format!(
            "{reached} set YINCAI_GATEWAY__TRUSTED to the addresses of the gateway before it, such as '[\"10.0.0.5\"]', \
             or listen on this machine only, on {here}"
        ));
    }
    if basics.demo {
        wrong.push(format!("{reached} set YINCAI_DEMO=false, everybody knows the sign-ins of the demo"));
    }
    if basics.url.is_none() {
        wrong.push(format!("{reached} set YINCAI_URL to the address people use, such as https://talent.example"));
    }
    all(wrong)
}

/// Before its services stand apart, and before people come through a gateway.
pub(super) fn served(written: &Written, basics: &Basics) -> Result<(), BadSettings> {
    let mut wrong = if basics.is_apart() { apart(basics)? } else { Vec::new() };
    if basics.is_apart() || !basics.demo && !basics.gateway.is_empty() {
        wrong.extend(invented(written, basics));
    }
    all(wrong)
}

/// What the manual has made up and people would take for the city's.
fn invented(written: &Written, basics: &Basics) -> Vec<String> {
    let url = basics.url.iter().filter(|_| written.is_sample("url"));
    let url = url.map(|url| format!("YINCAI_URL is {url}, the sample of the manual: set the address people use"));
    let city = INVENTED.into_iter().filter(|path| written.is_sample(path));
    url.chain(city.map(|path| format!("`{path}` is invented: set the city's own in [city]"))).collect()
}

fn apart(basics: &Basics) -> Result<Vec<String>, BadSettings> {
    let mut wrong = Vec::new();
    match basics.master.as_deref().map(|master| secret::parse("master", master)).transpose()? {
        None => wrong.push(
            "services that stand apart share one secret: set YINCAI_MASTER_FILE to a file with what \
             `openssl rand -hex 32` prints"
                .to_owned(),
        ),
        Some(master) if master.iter().collect::<BTreeSet<_>>().len() < LEAST_DIFFERENT_BYTES => {
            wrong.push(
                "`master` is a sample: set YINCAI_MASTER_FILE to a file with what `openssl rand -hex 32` prints"
                    .to_owned(),
            );
        }
        Some(_) => {}
    }
    match &basics.url {
        // Said already where the listener is open.
        None if !basics.listen.ip().is_loopback() => {}
        None => {
            wrong.push("services that stand apart need one address: set YINCAI_URL to that of the gateway".to_owned())
        }
        Some(url) if !url.starts_with("https://") => {
            wrong.push(format!(
                "YINCAI_URL is {url}: people sign in there, so set an address that begins with https://"
            ));
        }
        Some(_) => {}
    }
    Ok(wrong)
}

fn all(wrong: Vec<String>) -> Result<(), BadSettings> {
    if wrong.is_empty() { Ok(()) } else { Err(BadSettings(wrong.join("\n"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MASTER: &str = "8f0c1d6be27a4935a1f3c05b9e6d7284130fa9b8c7d6e5f4a3b2c1d0e9f8a7b6";
    const CITY: &str = "[city]\ndomain = \"rc.yining.gov.cn\"\nsite_code = \"6540020001\"\nicp = \"新ICP备12345678号\"\n\
                        police = \"新公网安备65400202000001号\"\nadvice = { shown = \"0999-8024567\", dialled = \"+869998024567\" }\n\
                        complaints = { shown = \"12345\", dialled = \"12345\" }\nnotice = { zh = \"\", en = \"\" }\n";

    fn said(text: &str) -> String {
        Written::given(&[], text)
            .and_then(|written| written.check())
            .err()
            .map_or_else(String::new, |bad| bad.to_string())
    }

    fn apart(head: &str) -> String {
        said(&format!("demo = false\n{head}\n[bus]\nurl = \"redis://127.0.0.1:6379\"\n{CITY}"))
    }

    #[test]
    fn nobody_else_reaches_a_program_that_knows_no_gateway() {
        for listen in ["0.0.0.0:8080", "[::]:8080", "192.168.1.5:80"] {
            let told = said(&format!("listen = \"{listen}\""));
            for part in ["YINCAI_GATEWAY__TRUSTED", "YINCAI_DEMO=false", "YINCAI_URL"] {
                assert!(told.contains(part), "{part} is not in:\n{told}");
            }
        }
        let rest = "demo = false\nurl = \"http://talent.example\"\n[gateway]\ntrusted";
        assert_eq!(said(&format!("listen = \"0.0.0.0:8080\"\n{rest} = [\"10.0.0.0/8\"]\n{CITY}")), "");
        assert!(said(&format!("listen = \"0.0.0.0:8080\"\n{rest} = []")).contains("YINCAI_GATEWAY__TRUSTED"));
        let wrong = said("[gateway]\ntrusted = [\"gateway\"]");
        assert!(wrong.contains("gateway.trusted") && wrong.contains("10.1.0.0/16"), "{wrong}");
    }

    #[test]
    fn services_apart_need_a_secret_and_an_address_of_their_own() {
        let good = format!("master = \"{MASTER}\"\nurl = \"https://rc.yining.gov.cn\"");
        assert_eq!(apart(&good), "");
        for (head, part) in [
            ("url = \"https://rc.yining.gov.cn\"".to_owned(), "YINCAI_MASTER_FILE"),
            (good.replace(MASTER, &"0".repeat(64)), "`master` is a sample"),
            (good.replace(MASTER, &"0123456789abcdef".repeat(4)), "`master` is a sample"),
            (format!("master = \"{MASTER}\""), "YINCAI_URL"),
            (good.replace("rc.yining.gov.cn", "talent.example"), "the sample of the manual"),
            (good.replace("https", "http"), "https://"),
        ] {
            let told = apart(&head);
            assert!(told.lines().count() == 1 && told.contains(part), "{head}: {told}");
        }
    }

    #[test]
    fn nobody_comes_through_a_gateway_to_what_is_invented() {
        let rest = "url = \"https://rc.yining.gov.cn\"\n[gateway]\ntrusted = [\"127.0.0.1\"]\n";
        assert_eq!(said(&format!("demo = false\n{rest}{CITY}")), "");
        assert_eq!(said(rest), "", "a trial with the demo");
        let told = said(&format!("demo = false\n{rest}"));
        assert!(INVENTED.iter().all(|path| told.contains(path)), "{told}");
        let sample = format!("demo = false\n{rest}{CITY}")
            .replace("rc.yining.gov.cn\"\n[gateway]", "talent.example\"\n[gateway]");
        assert!(said(&sample).contains("the sample of the manual"), "{}", said(&sample));
    }

    #[test]
    fn services_apart_say_nothing_invented_about_the_city() {
        let head = format!(
            "demo = false\nmaster = \"{MASTER}\"\nurl = \"https://rc.yining.gov.cn\"\n[bus]\nurl = \"redis://bus:6379\""
        );
        let told = said(&head);
        assert!(INVENTED.iter().all(|path| told.contains(path)), "{told}");
        assert!(said(&head.replace("redis:", "kafka:")).contains("bus.url"));
        assert_eq!(said("[bus]\nurl = \"redis://127.0.0.1:6379\""), "", "a trial on this machine");
        assert_eq!(said("master = \"0000000000000000000000000000000000000000000000000000000000000000\""), "");
    }
}
