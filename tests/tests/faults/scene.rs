//! One fault: somebody files, an officer passes a case on, and somebody reads the catalogue while it lasts; then everything that
//! was promised has to arrive, once, and nothing else.

use std::time::Duration;

use tests::apart::{Apart, Way};
use tests::embedded::{settles, until};
use tests::ledger::{Reader, Teller};

use super::report::Row;
use super::table::{Fault, GoesOn, Trouble};
use super::troubles;

/// A town and what the next scene begins with.
pub struct Stage {
    pub town: Apart,
    officer: Teller,
    post: String,
    /// A case that waits for the officer.
    case: String,
}

impl Stage {
    pub async fn open() -> Option<Stage> {
        let town = Apart::open().await?;
        let (officer, post) = (town.officer().await, town.post().await);
        let receipt = town.newcomer().await.files(&post).await.expect("a receipt");
        let case = until("the first case", async || officer.finds(&receipt).await).await;
        Some(Stage { town, officer, post, case })
    }

    pub async fn play(&mut self, fault: &Fault) -> Row {
        println!("· {}", fault.name);
        let filer = self.town.newcomer().await;
        let (draft, version) = filer.drafts(&self.post).await.expect("a draft");
        let (officer, case) = (self.officer.clone(), self.case.clone());
        let seen = officer.opens(&case).await.expect("a case");
        self.town.line.seen();
        let reading = Reader::begins(&self.town.line, self.town.url("portal"));

        let mut troubled = troubles::begin(&mut self.town, &fault.trouble).await;
        let filing = tokio::spawn(async move { filer.submits(&draft, &version).await });
        let passing = tokio::spawn(async move { officer.passes(&case, &seen).await });
        troubled.lasts(&mut self.town).await;
        if fault.goes_on == GoesOn::Filing {
            let filed = until("the receipt, meanwhile", async || filing.is_finished().then_some(()));
            tokio::time::timeout(FILES_WITHIN, filed)
                .await
                .unwrap_or_else(|_| panic!("{}: nobody could file meanwhile", fault.name));
        }
        troubled.ends(&mut self.town).await;

        let over = tokio::time::Instant::now();
        let receipt = filing.await.expect("no panic").unwrap_or_else(|| panic!("{}: nobody could file", fault.name));
        assert!(passing.await.expect("no panic"), "{}: the officer's act was refused", fault.name);
        let (town, mut repeated) = (&mut self.town, 0);
        let settled = settles(async || {
            if fault.repeats_mails() {
                repeated += town.excuses_repeated_mails().await;
            }
            town.findings().await
        });
        settled.await.unwrap_or_else(|found| panic!("{}: still wrong a minute after: {found:#?}", fault.name));
        let arrived = over.elapsed();
        let missed = reading.ends().await;
        if fault.goes_on != GoesOn::Nothing {
            assert_eq!(missed, 0, "{}: the catalogue could not be read", fault.name);
        }
        self.case = until("the next case", async || self.officer.finds(&receipt).await).await;
        Row::of(fault.name, &self.town.line.seen(), repeated, arrived)
    }
}

impl Fault {
    /// Whether a mail may come again under its one Message-ID: it was taken, and that was not recorded.
    fn repeats_mails(&self) -> bool {
        match &self.trouble {
            Trouble::Crash(service, point) => {
                *service == "notify" && ["letter.handed-over", "act.written/settle-letter"].contains(point)
            }
            Trouble::Weather(ways, ..) | Trouble::Cut(ways) => {
                ways.contains(&Way::Mail) || ways.contains(&Way::Database("notify"))
            }
            Trouble::Killed(services, _) => services.contains(&"notify"),
            // Whoever hangs between a mail's way and its outcome finds that another has sent it since.
            Trouble::SessionsEnded | Trouble::AllButThePortal(_) | Trouble::Overtaken("notify", _) => true,
            _ => false,
        }
    }
}

/// What goes on does so without much delay.
const FILES_WITHIN: Duration = Duration::from_secs(10);
/// How long something is waited for that has to come by itself.
pub const COMES_WITHIN: Duration = Duration::from_secs(30);
