//! From the public list to the reply in the mailbox, as people do it in a browser without scripts.

use tests::{Applicant, Browser};

use crate::folder;
use crate::people::{CONTINUE, Seat, passes, submits};

pub async fn goes_all_the_way(seat: Seat<'_>) {
    let (place, language) = (seat.place, seat.language);
    let person = Applicant::new(Browser::new(&place.url(), language), "买买提·吐尔逊", "mamat@example.com");
    let number = place.hospital_post().await;

    let reader = seat.window().await;
    reader.open(language, &format!("/posts/{number}")).await;
    let nominate = reader.attribute("main a.btn[href*='/nominate/']", "href").await;
    reader.close().await;

    let list = nominate.trim_start_matches("/en");
    let applicant = seat.signs_in(list, &person.mail).await;
    applicant.open(language, &format!("{list}/person")).await;
    applicant.fill("phone", "12").await;
    applicant.press(CONTINUE).await;
    assert!(!applicant.find_all(".errors a[href='#phone']").await.is_empty(), "{}", applicant.words().await);
    assert_eq!(applicant.attribute("main [name=phone]", "value").await, "12");
    applicant.open(language, list).await;
    submits(&applicant, &person).await;
    let slip = applicant.words().await;
    let receipt = slip.split_whitespace().find(|word| word.starts_with("YC") && word.len() == 18);
    let receipt = receipt.unwrap_or_else(|| panic!("no receipt:\n{slip}")).to_owned();

    for (login, acts) in [("unit-hospital", 4), ("secretary", 1), ("prefecture", 1)] {
        let officer = seat.officer(login).await;
        for _ in 0..acts {
            passes(&officer, language, &receipt).await;
        }
        officer.close().await;
    }

    place.mails_when(&person.mail, 6).await;
    let (subject, letter) = seat.reads_mail(&person.mail).await;
    assert!(subject.contains(&receipt) && letter.contains("〕1号"), "{subject}\n{letter}");
    applicant.open(language, &format!("/track/{receipt}")).await;
    applicant.shows("〕1号").await;
    let name = format!("journey-{}{}-{}.png", place.name(), language.tag(), seat.screen.name());
    applicant.picture(&folder().join("shots").join(name)).await;
    applicant.close().await;
}
