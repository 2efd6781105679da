//! One of each letter: with all it can say, and with nothing that may be left out.

use contract::letter::*;
use contract::{Language, Letter};

const LINK: &str = "http://127.0.0.1:8080/track/YC26-7K3QF-92XMA-W";

fn say(language: Language, zh: &str, en: &str) -> String {
    match language {
        Language::Zh => zh.to_owned(),
        Language::En => en.to_owned(),
    }
}

pub fn full(language: Language) -> Vec<Letter> {
    let say = |zh, en| say(language, zh, en);
    let person = || say("王芳", "Wang Fang");
    let receipt = || "YC26-7K3QF-92XMA-W".to_owned();
    let post = || say("心血管内科学科带头人", "Lead physician in cardiology");
    let unit = || say("伊宁市人民医院", "Yining People’s Hospital");
    let group = || say("工作协调小组", "the coordination group");
    let clause = || say("第十条（四）", "Art. 10(4)");
    let due = || say("11月24日（星期二）", "Tuesday 24 November");
    let link = || LINK.to_owned();
    let referrer = || say("陈明", "Chen Ming");
    let target = || {
        say("伊宁市人民医院“心血管内科学科带头人”岗位", "“Lead physician in cardiology” at Yining People’s Hospital")
    };
    vec![
        Letter::MailCode(MailCode { code: "730418".to_owned(), minutes: 10, link: link() }),
        Letter::DraftReminder(DraftReminder { person: person(), target: target(), until: due(), link: link() }),
        Letter::NominationReceived(NominationReceived {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            clauses: say("第十条（四）、第十条（五）", "Art. 10(4), Art. 10(5)"),
            due: due(),
            routed: false,
            link: link(),
        }),
        Letter::CorrectionAsked(CorrectionAsked {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            holder: unit(),
            reason: say("材料看不清，或者不完整。", "A paper cannot be read, or is incomplete."),
            clause: say("第十三条", "Art. 13"),
            remedy: say("换上清楚、完整的，再提交。", "Replace it by one that is clear and whole, then submit again."),
            parts: say("学历和经历、证明材料", "Education and experience; Evidence"),
            items: vec![
                say("学位证书第2页（第十条（四））", "Degree certificate, page 2 (Art. 10(4))"),
                say("护照（身份证件）", "Passport (identity document)"),
            ],
            words: say("资格证书缺背面。", "The back of the certificate is missing."),
            due: due(),
            link: link(),
        }),
        Letter::CorrectionReminder(CorrectionReminder {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            parts: say("证明材料", "Evidence"),
            items: vec![say("学位证书第2页（第十条（四））", "Degree certificate, page 2 (Art. 10(4))")],
            due: due(),
            late: false,
            link: link(),
        }),
        Letter::CorrectionReceived(CorrectionReceived {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            revision: "2".to_owned(),
            holder: unit(),
            link: link(),
        }),
        Letter::HandOverAsked(HandOverAsked {
            person: person(),
            receipt: receipt(),
            unit: unit(),
            words: say("他们今年要一名心内科医师。", "They want a cardiologist this year."),
            due: due(),
            link: link(),
        }),
        Letter::HandOverReminder(HandOverReminder {
            person: person(),
            receipt: receipt(),
            unit: unit(),
            due: due(),
            late: false,
            link: link(),
        }),
        Letter::CaseMoved(CaseMoved {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            holder: group(),
            doing: say("正在审批", "deciding whether to approve it"),
            due: due(),
            taken_back: false,
            link: link(),
        }),
        Letter::CaseReplied(CaseReplied {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            number: "伊州人才批〔2026〕12号".to_owned(),
            clause: clause(),
            link: link(),
        }),
        Letter::CaseRejected(CaseRejected {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            holder: group(),
            reason: say(
                "所学专业与岗位要求的专业不一致。",
                "Your discipline differs from the one that the post asks for.",
            ),
            clause: clause(),
            remedy: say("可以申报专业相符的其他岗位。", "You may nominate yourself for a post of your discipline."),
            contest: say("12月17日", "17 December"),
            words: say(
                "岗位要求心血管内科，您的证书是消化内科。",
                "The post asks for cardiology; your certificate is in gastroenterology.",
            ),
            link: link(),
        }),
        Letter::ReconsiderationReceived(ReconsiderationReceived {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            holder: group(),
            due: due(),
            link: link(),
        }),
        Letter::RejectionUpheld(RejectionUpheld {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            holder: group(),
            reason: say("不符合这个岗位写明的条件。", "The conditions stated for this post are not met."),
            clause: say("第九条", "Art. 9"),
            words: say("例数仍然不够。", "There are still too few cases."),
            link: link(),
        }),
        Letter::CaseReopened(CaseReopened {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            by: group(),
            holder: unit(),
            words: say("补看了材料。", "The papers were looked at again."),
            due: due(),
            link: link(),
        }),
        Letter::NominationWithdrawn(NominationWithdrawn {
            person: person(),
            receipt: receipt(),
            post: post(),
            unit: unit(),
            link: link(),
        }),
        Letter::AddressCode(AddressCode { code: "204817".to_owned(), minutes: 10, link: link() }),
        Letter::AddressesChanged(AddressesChanged {
            happened: say(
                "w***@example.com加进了您的账户，两个邮箱都能登录。",
                "w***@example.com was added to your account; either address signs in.",
            ),
            mend: say("不是您本人改的，请马上登录。", "If this was not you, sign in at once."),
            act: say("看账户的邮箱", "See the addresses"),
            link: link(),
        }),
        Letter::AccountErased(AccountErased {
            receipts: receipt(),
            words: say("推荐的话留下。", "Your words stay."),
            link: link(),
        }),
        Letter::ReferralInvitation(ReferralInvitation {
            person: person(),
            referrer: referrer(),
            relationship: say("同事", "Colleague"),
            target: target(),
            until: say("12月24日", "24 December"),
            link: link(),
        }),
        Letter::ReferralReminder(ReferralReminder {
            person: person(),
            referrer: referrer(),
            target: target(),
            until: say("12月31日", "31 December"),
            ends: say("1月23日", "23 January"),
            link: link(),
        }),
        Letter::ReferralDeclined(ReferralDeclined {
            person: referrer(),
            nominee: person(),
            target: target(),
            link: link(),
        }),
        Letter::ReferralFiled(ReferralFiled { person: referrer(), nominee: person(), target: target(), link: link() }),
    ]
}

/// Without what the contract allows to be empty.
pub fn bare(language: Language) -> Vec<Letter> {
    let empty = String::new;
    full(language)
        .into_iter()
        .map(|letter| match letter {
            Letter::NominationReceived(it) => {
                Letter::NominationReceived(NominationReceived { post: empty(), clauses: empty(), due: empty(), ..it })
            }
            Letter::DraftReminder(it) => Letter::DraftReminder(DraftReminder { person: empty(), ..it }),
            Letter::CorrectionAsked(it) => {
                Letter::CorrectionAsked(CorrectionAsked { post: empty(), items: Vec::new(), words: empty(), ..it })
            }
            Letter::CorrectionReminder(it) => {
                Letter::CorrectionReminder(CorrectionReminder { post: empty(), items: Vec::new(), late: true, ..it })
            }
            Letter::CorrectionReceived(it) => Letter::CorrectionReceived(CorrectionReceived { post: empty(), ..it }),
            Letter::HandOverAsked(it) => Letter::HandOverAsked(HandOverAsked { words: empty(), ..it }),
            Letter::HandOverReminder(it) => Letter::HandOverReminder(HandOverReminder { late: true, ..it }),
            Letter::CaseMoved(it) => Letter::CaseMoved(CaseMoved { post: empty(), due: empty(), ..it }),
            Letter::CaseReplied(it) => Letter::CaseReplied(CaseReplied { post: empty(), clause: empty(), ..it }),
            Letter::CaseRejected(it) => Letter::CaseRejected(CaseRejected {
                post: empty(),
                clause: empty(),
                remedy: empty(),
                contest: empty(),
                words: empty(),
                ..it
            }),
            Letter::ReconsiderationReceived(it) => {
                Letter::ReconsiderationReceived(ReconsiderationReceived { post: empty(), due: empty(), ..it })
            }
            Letter::RejectionUpheld(it) => {
                Letter::RejectionUpheld(RejectionUpheld { post: empty(), words: empty(), ..it })
            }
            Letter::CaseReopened(it) => {
                Letter::CaseReopened(CaseReopened { post: empty(), words: empty(), due: empty(), ..it })
            }
            Letter::NominationWithdrawn(it) => Letter::NominationWithdrawn(NominationWithdrawn { post: empty(), ..it }),
            Letter::AccountErased(it) => {
                Letter::AccountErased(AccountErased { receipts: empty(), words: empty(), ..it })
            }
            Letter::MailCode(_)
            | Letter::AddressCode(_)
            | Letter::AddressesChanged(_)
            | Letter::ReferralInvitation(_)
            | Letter::ReferralReminder(_)
            | Letter::ReferralDeclined(_)
            | Letter::ReferralFiled(_) => letter,
        })
        .collect()
}

pub fn named(name: &str, language: Language) -> Letter {
    full(language).into_iter().find(|letter| letter.name() == name).expect("a letter of this name")
}
