//! What falls due while the post is shut comes once an amendment has opened it again, each letter once.

use super::*;

const MINUTE: Duration = Duration::from_secs(60);

#[actix_web::test]
async fn a_reminder_that_falls_due_while_the_post_is_shut_comes_once_it_is_open_again() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    door.closes_the_post().await;
    for days in [7, 1] {
        door.later(DAY * days + MINUTE).await;
        assert_eq!(letters(&door).await.len(), 1, "nobody is reminded of a post that takes nobody");
    }
    door.opens_the_post_again().await;
    door.later(DAY + MINUTE).await;
    assert_eq!(letters(&door).await[0], ("referral-reminder", WANG.to_owned()));
    door.later(DAY + MINUTE).await;
    assert_eq!(letters(&door).await.len(), 2, "once");
    assert_eq!(Browser::new(&call).open(&link(&door).await).await.status, 200);
}

#[actix_web::test]
async fn the_last_reminder_waits_for_the_post_too() {
    let door = Door::open_with("[portal]\nreferral_reminder_days = [2]").await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    door.closes_the_post().await;
    door.later(DAY * 2 + MINUTE).await;
    door.opens_the_post_again().await;
    door.later(DAY + MINUTE).await;
    door.later(DAY + MINUTE).await;
    let sent: Vec<_> = letters(&door).await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(sent, ["referral-reminder", "referral-invitation"]);
}

#[actix_web::test]
async fn an_invitation_that_waited_for_its_day_outlives_a_shut_post_and_is_reminded_of_only_once_it_went() {
    let door = Door::open_with("[portal]\nreferral_letters_per_nominee = 1\nreferral_reminder_days = [2]").await;
    browser!(door, call, referrer);
    for mail in ["a@example.com", "b@example.com"] {
        referrer.cookies.clear();
        assert_eq!(recommends(&door, &mut referrer, mail, &[]).await.location, "/referrals?sent=1");
    }
    door.closes_the_post().await;
    for _ in 0..3 {
        door.later(DAY + MINUTE).await;
    }
    assert_eq!(letters(&door).await.len(), 1);
    door.opens_the_post_again().await;
    for _ in 0..3 {
        door.later(DAY + MINUTE).await;
    }
    let mut sent: Vec<_> = letters(&door).await.into_iter().map(|(name, _)| name).collect();
    sent.sort_unstable();
    assert_eq!(sent, ["referral-invitation", "referral-invitation", "referral-reminder"]);
}
