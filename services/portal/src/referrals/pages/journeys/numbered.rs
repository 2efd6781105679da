//! Whoever says they are a registered recommender, by the number of the register (Article 26).
//! Nobody has to prove it: it is shown as what they say.

use chrono::NaiveDate;
use contract::Event;
use contract::event::RegisterChanged;
use domain::recommender::Recommender;
use domain::{RecommenderTier, Text};

use super::*;

/// The register says this of number 23.
fn told(closed_on: Option<NaiveDate>) -> Event {
    let recommender = Recommender {
        id: uuid::Uuid::nil().into(),
        number: 23,
        tier: RecommenderTier::UnitHead,
        title: Text::new("院长", "President"),
        unit: Text::new("伊宁市人民医院", "Yining People’s Hospital"),
        closed_on,
        version: 1,
    };
    Event::RegisterChanged(RegisterChanged { units: Vec::new(), closed: Vec::new(), recommenders: vec![recommender] })
}

#[actix_web::test]
async fn a_recommender_is_taken_at_their_word_for_as_long_as_the_register_has_the_number() {
    let door = Door::open().await;
    browser!(door, call, chen);
    door.hear(3, told(None)).await;
    let start = chen.open("/refer?recommender=23").await;
    for said in ["23号推荐员（伊宁市人民医院院长）", "href=\"/refer/organisation?recommender=23\""] {
        assert!(start.body.contains(said), "{said}: {}", start.body);
    }
    let you = chen.open(&format!("{FORM}?recommender=23")).await;
    assert!(you.body.contains("value=\"23\"") && you.body.contains("23号推荐员"), "{}", you.body);
    let by_way_of_the_posts = chen.open(FORM).await;
    assert!(by_way_of_the_posts.body.contains("value=\"23\""), "{}", by_way_of_the_posts.body);
    let alone = Browser::new(&call).open(FORM).await;
    assert!(!alone.body.contains("value=\"23\""), "{}", alone.body);
    let refused = chen.send(FORM, &you, &[("name", "陈明"), ("mail", CHEN), ("recommender", "99")]).await;
    assert_eq!(refused.status, 422);
    for said in ["href=\"#recommender\"", "现在没有这个编号的推荐员", "value=\"99\"", "value=\"陈明\""] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    let sent = recommends(&door, &mut chen, CHEN, &[("recommender", "２３")]).await;
    assert_eq!(sent.location, "/referrals?sent=1", "{}", sent.body);
    assert!(chen.open("/referrals").await.body.contains("以23号推荐员"));
    let asked = Browser::new(&call).open(&link(&door).await).await;
    assert!(asked.body.contains("<dt>自称</dt><dd>23号推荐员"), "{}", asked.body);

    door.hear(4, told(Some(door.house.clock.today()))).await;
    let other = [("recommender", "23"), ("nominee.mail", "lin@example.com")];
    let closed = writes(&mut chen, &with(&other)).await;
    assert!(closed.status == 422 && closed.body.contains("现在没有这个编号的推荐员"), "{}", closed.body);
    let forgotten = chen.open(FORM).await;
    assert!(!forgotten.body.contains("value=\"23\"") && forgotten.status == 200, "{}", forgotten.body);
    let linked = chen.open("/refer?recommender=23").await;
    assert!(linked.body.contains("现在没有这个编号的推荐员"), "{}", linked.body);
}
