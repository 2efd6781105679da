//! Visitors, what is done once, and commits whose answer never came.

use std::sync::Arc;
use std::sync::atomic::AtomicU8;

use databases::Databases;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::audit::{Wanted, list};
use crate::auth::test_house::TestHouse;

#[test]
fn a_network_of_the_sixth_version_is_one_visitor() {
    let network = |id: &str| {
        let actor = Actor { kind: "visitor", id: id.to_owned() };
        By::of(actor, String::new()).network()
    };
    assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    assert_eq!(network("2001:db8:1:2::9"), network("2001:db8:1:2:ffff::1"));
    assert_ne!(network("2001:db8:1:3::9"), network("2001:db8:1:2::9"));
    assert_eq!((network("10.1.2.3"), network("::ffff:10.1.2.3")), ("10.1.2.3".to_owned(), "10.1.2.3".to_owned()));
}

fn under_a_key(actor: Actor, digest: &str) -> By {
    By::of(actor, String::new()).once(Once::Key { key: "k".to_owned(), digest: digest.to_owned() })
}

/// What an act was answered before, and whether that was noted; it is done now where it was not.
async fn done(town: &TestHouse, by: &By, answer: i32) -> (Option<i32>, bool) {
    let doing = async {
        let act = town.house.act(by, "toy.do", "x").await.expect("begun");
        let before = act.answered().expect("an answer");
        if before.is_none() {
            act.commit(&answer).await.expect("done");
        }
        before
    };
    idempotency::noting(doing).await
}

#[tokio::test]
async fn a_key_of_somebody_who_is_known_is_of_one_content() {
    let town = TestHouse::open("portal").await;
    let known = || Actor { kind: "applicant", id: "wang".to_owned() };
    let first = under_a_key(known(), "one");
    assert_eq!(done(&town, &first, 1).await, (None, false));
    assert_eq!(done(&town, &first, 2).await, (Some(1), true));
    let other = town.house.act(&under_a_key(known(), "other"), "toy.do", "x").await;
    assert!(matches!(other, Err(DeskError::KeyReused)));
}

#[tokio::test]
async fn a_key_that_visitors_of_one_address_share_is_another_with_other_content() {
    let town = TestHouse::open("portal").await;
    let visitor = |address: &str| Actor::visitor(address.parse().expect("an address"));
    let sent = [("10.1.2.3", "one"), ("10.1.2.3", "other"), ("10.1.2.4", "one")];
    for (answer, (address, digest)) in (1..).zip(sent) {
        let by = under_a_key(visitor(address), digest);
        assert_eq!(done(&town, &by, answer).await, (None, false), "{address}, {digest}");
    }
    for (answer, (address, digest)) in (1..).zip(sent) {
        let by = under_a_key(visitor(address), digest);
        assert_eq!(done(&town, &by, 0).await, (Some(answer), true), "{address}, {digest}");
    }
}

const PASSES: u8 = 0;
/// The next commit reaches the server, its answer nobody.
const LOSES_THE_ANSWER: u8 = 1;
/// The next commit does not reach the server.
const LOSES_THE_COMMIT: u8 = 2;

/// Passes on what comes to a server and from it, but for one commit when it is told to.
async fn way(server: String, told: Arc<AtomicU8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move {
        loop {
            let (client, _) = listener.accept().await.expect("a connection");
            let server = TcpStream::connect(&server).await.expect("the server");
            tokio::spawn(pass_on(client, server, told.clone()));
        }
    });
    address
}

async fn pass_on(mut client: TcpStream, mut server: TcpStream, told: Arc<AtomicU8>) -> std::io::Result<()> {
    let (mut asked, mut answered) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let said = &asked[..read?];
                let commits = said.windows(6).any(|word| word == b"COMMIT");
                match if commits { told.swap(PASSES, Ordering::SeqCst) } else { PASSES } {
                    LOSES_THE_COMMIT => return Ok(()),
                    LOSES_THE_ANSWER => {
                        server.write_all(said).await?;
                        return server.read(&mut answered).await.map(|_| ());
                    }
                    _ if said.is_empty() => return Ok(()),
                    _ => server.write_all(said).await?,
                }
            }
            read = server.read(&mut answered) => {
                let said = &answered[..read?];
                if said.is_empty() {
                    return Ok(());
                }
                client.write_all(said).await?;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_is_lost_is_told_as_what_it_was() {
    let databases = Databases::new(&["portal"]);
    let Some(server) = databases.place() else { return };
    let told = Arc::new(AtomicU8::new(PASSES));
    let by_way = databases.settings_by(&way(server, told.clone()).await);
    let town = TestHouse::on("portal", "http://127.0.0.1:8080", databases, &by_way).await;
    let by = By::service("portal").once(Once::Key { key: "k".to_owned(), digest: "d".to_owned() });

    told.store(LOSES_THE_COMMIT, Ordering::SeqCst);
    let act = town.house.act(&by, "toy.do", "x").await.expect("begun");
    act.commit(&1).await.expect_err("it was not done");
    told.store(LOSES_THE_ANSWER, Ordering::SeqCst);
    let act = town.house.act(&by, "toy.do", "x").await.expect("begun");
    assert_eq!(act.answered::<i32>().expect("an answer"), None);
    act.commit(&2).await.expect("it was done");
    assert_eq!(told.load(Ordering::SeqCst), PASSES);

    let again = town.house.act(&by, "toy.do", "x").await.expect("begun");
    assert_eq!(again.answered::<i32>().expect("an answer"), Some(2));
    drop(again);
    let done = list(&town.house, &Wanted { limit: 10, ..Wanted::default() }).await.expect("rows").items;
    assert_eq!(done.len(), 1);
}
