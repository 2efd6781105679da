//! A town in which every page has something to show: cases at each stage, sent back and refused, files, recommendations.

use std::collections::BTreeMap;

use domain::Language;
use tests::applicant::{Applicant, receipt};
use tests::{Page, StaffMember, Town, filings};

/// Who filed most of it: the walk signs in as this person.
pub const PERSON: &str = "lin@example.com";
/// Whom that person recommended, and who has not answered.
const INVITED: &str = "gu@example.com";
/// Who was recommended by the recommender of this number, and has filed.
pub const RECOMMENDED: &str = "wang@example.com";
const NUMBER: &str = "23";
const HANDS: [&str; 6] =
    ["unit-hospital", "unit-hospital", "unit-hospital", "unit-hospital", "secretary", "prefecture"];

/// A page that no link of the walk leads to, or only one of its states.
pub struct Look {
    pub name: &'static str,
    /// As it stands in a link, without the language.
    pub path: String,
}

pub struct LivedIn {
    /// For nobody in particular.
    pub public: Vec<Look>,
    pub person: Vec<Look>,
    pub unit: Vec<Look>,
    pub secretary: Vec<Look>,
    /// The case that was sent back twice, without the language.
    pub case: String,
    /// What was filed on a recommendation, likewise.
    pub recommended: String,
}

struct Staff<'a> {
    town: &'a Town,
    officers: BTreeMap<&'static str, StaffMember>,
}

impl Staff<'_> {
    async fn case(&self, login: &str, receipt: &str) -> Page {
        let officer = &self.officers[login];
        self.town.until("the case in the inbox", async || officer.find(receipt).await).await
    }

    async fn sends(&self, login: &str, receipt: &str, fields: &[(&str, &str)]) -> Page {
        let decidable = async || officer_sees(&self.officers[login], receipt).await;
        let case = self.town.until("the case in hand", decidable).await;
        self.officers[login].browser.send(&case, fields).await.is_ok().clone()
    }

    /// The page of what was recommended as the recommender of this number.
    async fn recommended_as(&self, number: &str) -> String {
        let register = self.officers["secretary"].browser.open("/staff/recommenders").await;
        let (before, _) = register.body.split_once(&format!("\">{number}</a>")).expect("the number");
        format!("{}/cases", before.rsplit('"').next().expect("a link"))
    }

    async fn pass(&self, receipt: &str, acts: usize) {
        for login in &HANDS[..acts] {
            let case = self.case(login, receipt).await;
            self.officers[login].passes(&case, "同意").await;
        }
    }
}

/// The case, when it is this officer's turn.
async fn officer_sees(officer: &StaffMember, receipt: &str) -> Option<Page> {
    officer.find(receipt).await.filter(|case| case.body.contains("name=\"ruling\""))
}

/// Lets people and staff do all of it.
pub async fn lived_in(town: &Town) -> LivedIn {
    let mut staff = Staff { town, officers: BTreeMap::new() };
    for login in ["unit-hospital", "unit-justice", "secretary", "prefecture"] {
        staff.officers.insert(login, town.officer(login, Language::Zh).await);
    }
    let number = town.hospital_post().await;
    let (hospital, justice) = (town.unit("People’s Hospital").await, town.unit("Justice Bureau").await);
    let maternal = town.unit("Maternal and Child").await;
    for (name, acts) in [("王晓岚", 4), ("古丽娜尔·艾合买提", 1), ("Jean-Luc O’Neill", 0)] {
        let person = town.applicant(name, &format!("person{acts}@example.com"), Language::Zh);
        let form = person.open_signed_in(town, &format!("/nominate/{number}"), 0).await;
        staff.pass(&receipt(&person.submits(&form).await), acts).await;
    }

    let lin = town.applicant("林知远", PERSON, Language::Zh);
    lin.open_signed_in(town, "/track", 0).await;
    let replied = files(&lin, &format!("/nominate/{number}")).await;
    staff.pass(&replied, 6).await;
    let rejected = files(&lin, &format!("/nominate/units/{justice}")).await;
    let refusal = [("ruling", "refuse"), ("reason", "conditions-not-met"), ("to_applicant", "从业年限不够。")];
    staff.sends("unit-justice", &rejected, &refusal).await;
    let withdrawn = files(&lin, &format!("/nominate/units/{maternal}")).await;
    // What moved meanwhile is told, and asked again.
    let withdraws = async || {
        let asks = lin.browser.open(&format!("/track/{withdrawn}/withdraw")).await;
        (lin.browser.send(&asks, &[("reason", "家里有事")]).await.status == 200).then_some(())
    };
    town.until("the withdrawal", withdraws).await;
    let asked = files(&lin, "/nominate/organisation").await;
    let proposal = [("ruling", "agree"), ("unit", &*justice), ("to_applicant", "这个单位在找法律人才。")];
    staff.sends("secretary", &asked, &proposal).await;
    let (returned, case) = sent_back_twice(&lin, &staff, &hospital).await;
    let draft = a_draft_with_files(&lin).await;

    recommends(&lin, INVITED, "顾明轩").await;
    recommends_as(&lin, NUMBER, RECOMMENDED, "王芳").await;
    let wang = town.applicant("王芳", RECOMMENDED, Language::Zh);
    let answered = filings::invitation(town, RECOMMENDED, 1).await;
    let page = wang.browser.follow(&answered).await;
    let form = wang.browser.send(&page, &[("do", "accept"), ("sharing", "milestones")]).await;
    let recommended = receipt(&wang.submits(&form).await);

    let look = |name, path: String| Look { name, path };
    LivedIn {
        public: vec![
            look("invitation", filings::invitation(town, INVITED, 1).await),
            look("invitation-answered", answered),
            look("invitation-unknown", "/invitations/AAAA".to_owned()),
        ],
        person: vec![
            look("status-replied", format!("/track/{replied}")),
            look("status-rejected", format!("/track/{rejected}")),
            look("status-withdrawn", format!("/track/{withdrawn}")),
            look("status-asks-unit", format!("/track/{asked}")),
            look("unit-asks", format!("/track/{asked}/unit")),
            look("status-returned", format!("/track/{returned}")),
            look("item-asked", format!("/track/{returned}/items/1")),
            look("correct", format!("/track/{returned}/correct")),
            look("receipt-organisation", format!("/receipts/{asked}")),
            look("evidence-with-files", draft),
        ],
        unit: vec![
            look("case-returned", case.clone()),
            look("inbox-applicant", "/staff?due=applicant".to_owned()),
            look("inbox-ended", "/staff?due=ended".to_owned()),
        ],
        secretary: vec![
            look("case-recommended", staff.case("secretary", &recommended).await.path),
            look("recommended-as-recommender", staff.recommended_as(NUMBER).await),
        ],
        case,
        recommended: format!("/track/{recommended}"),
    }
}

/// Opens the form there, fills it in and submits it; its receipt.
async fn files(person: &Applicant, path: &str) -> String {
    let form = person.browser.open(path).await;
    receipt(&person.submits(form.is_ok()).await)
}

/// With a file, corrected once and asked for more again: its receipt, and the page of its case.
async fn sent_back_twice(person: &Applicant, staff: &Staff<'_>, unit: &str) -> (String, String) {
    let path = format!("/nominate/units/{unit}");
    let form = person.browser.open(&path).await;
    let page = person.claims(&form, "10(4)").await;
    let diploma = b"%PDF-1.7\n% a diploma".to_vec();
    person.browser.send_file(&page, "value=\"10(4)\"", "第1页", "学位证书.pdf", diploma).await.is_ok();
    let receipt = files(person, &path).await;
    let asking = |words| {
        let fields = [("ruling", "return"), ("to", "applicant"), ("return_reason", "papers-unclear"), ("days", "5")];
        [fields.as_slice(), &[("sections[]", "past"), ("to_applicant", words)]].concat()
    };
    staff.sends("unit-hospital", &receipt, &asking("资格证书缺背面。")).await;
    let correction = format!("/track/{receipt}/correct");
    let open = staff.town.until("the correction", async || {
        let page = person.browser.open(&correction).await;
        page.path.ends_with("/correct").then_some(page)
    });
    let form = open.await;
    let mut typed = person.filing();
    typed.retain(|(name, _)| !["title.level", "work.position"].contains(name));
    typed.extend(
        [("title.level", "associate-senior"), ("title.name", "副主任医师"), ("work.position", "副主任医师")]
            .map(|(name, value)| (name, value.to_owned())),
    );
    person.submits_with(&form, &typed).await.is_ok();
    let item = [("items.0.shows", "10(4)"), ("items.0.name", "最近一年的考核结果")];
    let again = [asking("还缺最近一年的考核结果。").as_slice(), &item].concat();
    let case = staff.sends("unit-hospital", &receipt, &again).await;
    (receipt, case.path.split('?').next().unwrap_or_default().to_owned())
}

/// For a post of another unit: the path of its files.
async fn a_draft_with_files(person: &Applicant) -> String {
    let listed = person.browser.open("/posts").await;
    let post = listed.links().filter(|link| link.starts_with("/posts/")).nth(3).expect("posts");
    let form = person.browser.open(&post.replace("/posts/", "/nominate/")).await;
    let page = person.claims(&form, "10(4)").await;
    let (pdf, png) = (b"%PDF-1.7\n% a diploma".to_vec(), filings::PNG.to_vec());
    person.browser.send_file(&page, "value=\"10(4)\"", "第1页", "学位证书 شەھادەتنامە.pdf", pdf).await.is_ok();
    let page = person.browser.send_file(&page, "value=\"identity\"", "", "护照.jpg", png).await.is_ok().clone();
    page.path.split('?').next().unwrap_or_default().to_owned()
}

/// Recommends somebody to the Party organisation.
pub async fn recommends(referrer: &Applicant, mail: &str, name: &str) {
    recommends_as(referrer, "", mail, name).await;
}

/// As the recommender of this number, or as none.
async fn recommends_as(referrer: &Applicant, number: &str, mail: &str, name: &str) {
    let told = [recommendation(&referrer.name, mail, name).as_slice(), &[("recommender", number)]].concat();
    let mut page = referrer.browser.open("/refer/organisation").await;
    while page.body.contains("name=\"at\"") {
        page = referrer.browser.send(&page, &told).await.is_ok().clone();
    }
}

/// What a referrer who is signed in fills in.
pub fn recommendation<'a>(referrer: &'a str, mail: &'a str, name: &'a str) -> [(&'static str, &'a str); 7] {
    [
        ("name", referrer),
        ("relationship", "classmate"),
        ("nominee.name", name),
        ("nominee.mail", mail),
        ("nominee.language", "zh-CN"),
        ("why", "同门，做康复医学八年，愿意来伊宁。"),
        ("agreed", "yes"),
    ]
}
