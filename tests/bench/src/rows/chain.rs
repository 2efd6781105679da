//! Row 6: from a submission until staff see the case, and until the mail server has taken the receipt.

use std::time::{Duration, Instant};

use tests::smtp::MailServer;

use super::submit::settings;
use crate::api::Api;
use crate::house::House;
use crate::machine;
use crate::report::{Report, Target};
use crate::rounds::median;

const PEOPLE: usize = 60;
const PATIENCE: Duration = Duration::from_secs(20);
const A_MOMENT: Duration = Duration::from_millis(1);

pub async fn measure(report: &mut Report) {
    let mail = MailServer::start().await;
    let settings = settings(&mail);
    follow(&House::embedded("chain", &settings), &mail, report, (3, 15), 150).await;
    if let Some(apart) = House::apart("chain-apart", &settings) {
        follow(&apart, &mail, report, (4, 35), 250).await;
    }
}

async fn follow(house: &House, mail: &MailServer, report: &mut Report, (flushes, more): (u32, u64), worst: u64) {
    house.opened().await;
    let api = Api::of(house);
    let post = api.post_id().await;
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        people.push(api.draft(&post, number, mail).await);
    }
    let officer = api.officer(house).await;
    let flush = machine::flush(&house.folder.0);
    let mut took = Vec::new();
    for person in &people {
        let before = mail.mails_to(&person.mail).len();
        let filed = api.file(person).await;
        // The evidence is on its way before the submission; the chain begins with what the person waits for.
        let began = filed.began;
        until(began, async || api.sees(&officer, &filed.receipt).await).await;
        until(began, async || mail.mails_to(&person.mail).len() > before).await;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let most = ms(flush * flushes) + more as f64;
    let what = |part: &str| format!("{}, filed → case seen → mail accepted, {part}", house.mode);
    report.figure(6, &what("p50"), ms(median(&took)), "ms", Target::AtMost(most));
    report.figure(6, &what("p99"), ms(took[took.len() * 99 / 100]), "ms", Target::AtMost(worst as f64));
}

async fn until(began: Instant, attempt: impl AsyncFn() -> bool) {
    while !attempt().await {
        assert!(began.elapsed() < PATIENCE, "waited in vain");
        tokio::time::sleep(A_MOMENT).await;
    }
}
