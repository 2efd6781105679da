//! Letters: what a service asks `notify` to write to somebody.
//! Arguments are words in the recipient's language already; `notify` knows no Measure.

use domain::{Language, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const LONGEST_RESENDING_REASON: usize = 200;

/// To whom, in which language, and what is in it. Crosses only sealed.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Addressed {
    pub to: String,
    pub language: Language,
    pub letter: Letter,
}

macro_rules! letters {
    ($($letter:ident = $name:literal,)*) => {
        /// One variant a letter; its texts are in `services/notify/letters/<name>`.
        #[derive(Clone, Serialize, Deserialize, ToSchema)]
        #[serde(tag = "name", rename_all = "kebab-case")]
        pub enum Letter {
            $($letter($letter),)*
        }

        impl Letter {
            /// The names of all there are.
            pub const NAMES: &[&str] = &[$($name,)*];

            /// The name of its folder, and what the log shows.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Letter::$letter(_) => $name,)*
                }
            }
        }
    };
}

letters! {
    MailCode = "mail-code",
    DraftReminder = "draft-reminder",
    NominationReceived = "nomination-received",
    CorrectionAsked = "correction-asked",
    CorrectionReminder = "correction-reminder",
    CorrectionReceived = "correction-received",
    HandOverAsked = "hand-over-asked",
    HandOverReminder = "hand-over-reminder",
    CaseMoved = "case-moved",
    CaseReplied = "case-replied",
    CaseRejected = "case-rejected",
    ReconsiderationReceived = "reconsideration-received",
    RejectionUpheld = "rejection-upheld",
    CaseReopened = "case-reopened",
    NominationWithdrawn = "nomination-withdrawn",
    AddressCode = "address-code",
    AddressesChanged = "addresses-changed",
    AccountErased = "account-erased",
    ReferralInvitation = "referral-invitation",
    ReferralReminder = "referral-reminder",
    ReferralDeclined = "referral-declined",
    ReferralFiled = "referral-filed",
}

impl Letter {
    /// Whom it addresses by name.
    pub fn person(&self) -> Option<&str> {
        match self {
            Letter::MailCode(_) | Letter::AddressCode(_) | Letter::AddressesChanged(_) | Letter::AccountErased(_) => {
                None
            }
            Letter::DraftReminder(letter) => {
                Some(&letter.person).filter(|person| !person.is_empty()).map(String::as_str)
            }
            Letter::NominationReceived(letter) => Some(&letter.person),
            Letter::CaseMoved(letter) => Some(&letter.person),
            Letter::CaseReplied(letter) => Some(&letter.person),
            Letter::CaseRejected(letter) => Some(&letter.person),
            Letter::ReconsiderationReceived(letter) => Some(&letter.person),
            Letter::RejectionUpheld(letter) => Some(&letter.person),
            Letter::CaseReopened(letter) => Some(&letter.person),
            Letter::NominationWithdrawn(letter) => Some(&letter.person),
            Letter::ReferralInvitation(letter) => Some(&letter.person),
            Letter::ReferralReminder(letter) => Some(&letter.person),
            Letter::ReferralDeclined(letter) => Some(&letter.person),
            Letter::ReferralFiled(letter) => Some(&letter.person),
            Letter::CorrectionAsked(letter) => Some(&letter.person),
            Letter::CorrectionReminder(letter) => Some(&letter.person),
            Letter::CorrectionReceived(letter) => Some(&letter.person),
            Letter::HandOverAsked(letter) => Some(&letter.person),
            Letter::HandOverReminder(letter) => Some(&letter.person),
        }
    }

    /// Whether earlier letters of its kind to the same recipient are worth nothing once it is there.
    pub fn supersedes_earlier(&self) -> bool {
        matches!(self, Letter::MailCode(_) | Letter::AddressCode(_))
    }
}

/// Why a letter is to be sent again, as staff give it by page and by API alike: never left out, and short.
pub fn resending_reason(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    let count = typed.chars().count();
    match count {
        0 => Err(Refusal::content("resending-reason").at("/reason")),
        count if count > LONGEST_RESENDING_REASON => {
            let refusal = Refusal::content("too-long").with("most", LONGEST_RESENDING_REASON).with("count", count);
            Err(refusal.at("/reason"))
        }
        _ => Ok(typed.to_owned()),
    }
}

/// The code that signs an applicant in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct MailCode {
    pub code: String,
    /// How long it holds.
    pub minutes: u32,
    /// Opens the page on which the code is typed.
    pub link: String,
}

/// A nomination arrived.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct NominationReceived {
    pub person: String,
    pub receipt: String,
    /// Empty where it is for a unit or for the Party organisation.
    pub post: String,
    /// The unit; the department that receives it where no unit has it yet.
    pub unit: String,
    /// The clauses claimed, as people cite them; empty when none was.
    pub clauses: String,
    /// The day by which the first hand promised to answer.
    pub due: String,
    /// Whether that hand looks for a unit first, and asks the person about one.
    #[serde(default)]
    pub routed: bool,
    pub link: String,
}

/// What was filed is to be corrected.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CorrectionAsked {
    pub person: String,
    pub receipt: String,
    /// Empty where it is for a unit or for the Party organisation.
    pub post: String,
    pub unit: String,
    /// Who asks.
    pub holder: String,
    pub reason: String,
    /// The clause the reason rests on.
    pub clause: String,
    /// What the person is to do.
    pub remedy: String,
    /// The parts to be corrected.
    pub parts: String,
    /// The evidence that is wanted item by item, each with its clause.
    #[serde(default)]
    pub items: Vec<String>,
    /// The officer's own words; empty when there are none.
    pub words: String,
    /// The last day.
    pub due: String,
    pub link: String,
}

/// A draft that nobody goes on with will be deleted.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct DraftReminder {
    /// Empty where no name is typed yet.
    pub person: String,
    /// What it is for.
    pub target: String,
    /// The last day on which it is there.
    pub until: String,
    pub link: String,
}

/// A correction has not come, and its term ends soon or has passed.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CorrectionReminder {
    pub person: String,
    pub receipt: String,
    /// Empty where it is for a unit or for the Party organisation.
    pub post: String,
    pub unit: String,
    /// The parts to be corrected.
    pub parts: String,
    /// The items that are not answered yet.
    #[serde(default)]
    pub items: Vec<String>,
    /// The last day.
    pub due: String,
    /// Whether that day is over.
    #[serde(default)]
    pub late: bool,
    pub link: String,
}

/// A correction arrived.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CorrectionReceived {
    pub person: String,
    pub receipt: String,
    /// Empty where it is for a unit or for the Party organisation.
    pub post: String,
    pub unit: String,
    /// 2 with the first correction.
    pub revision: String,
    /// Who has it again.
    pub holder: String,
    pub link: String,
}

/// Whether a unit may have the papers of a nomination to the Party organisation.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct HandOverAsked {
    pub person: String,
    pub receipt: String,
    /// The unit that is proposed.
    pub unit: String,
    /// The officer's own words; empty when there are none.
    pub words: String,
    /// The last day.
    pub due: String,
    pub link: String,
}

/// Whether a unit may have the papers is not answered yet, and the term ends soon or has passed.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct HandOverReminder {
    pub person: String,
    pub receipt: String,
    /// The unit that is proposed.
    pub unit: String,
    /// The last day.
    pub due: String,
    /// Whether that day is over.
    pub late: bool,
    pub link: String,
}

/// Somebody else has it now, or whoever asked for something no longer wants it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseMoved {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    /// Who has it now.
    pub holder: String,
    /// What they do with it.
    pub doing: String,
    pub due: String,
    /// Whether the correction or the answer that was asked for is no longer wanted.
    #[serde(default)]
    pub taken_back: bool,
    pub link: String,
}

/// The official reply.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseReplied {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    /// The reply's document number.
    pub number: String,
    /// The clause that it rests on; empty when it rests on none.
    pub clause: String,
    pub link: String,
}

/// A person decided against it, and why.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseRejected {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    /// Whose decision it was.
    pub holder: String,
    pub reason: String,
    /// The clause the reason rests on.
    pub clause: String,
    /// What the person can do.
    pub remedy: String,
    /// By when they can ask for it to be looked at again, once; empty when they cannot.
    #[serde(default)]
    pub contest: String,
    /// The officer's own words; empty when there are none.
    pub words: String,
    pub link: String,
}

/// The rejection will be looked at again.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct ReconsiderationReceived {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    /// Who looks at it again.
    pub holder: String,
    /// The day by which they promised to be done.
    pub due: String,
    pub link: String,
}

/// Another person looked at the rejection again, and it stands.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct RejectionUpheld {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    /// Whose second decision it was.
    pub holder: String,
    /// Why it was rejected.
    pub reason: String,
    /// The clause the reason rests on.
    pub clause: String,
    /// The second officer's own words; empty when there are none.
    pub words: String,
    pub link: String,
}

/// Another person lifted the rejection: the case goes on.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseReopened {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    /// Who lifted it.
    pub by: String,
    /// Who has the case again.
    pub holder: String,
    /// The second officer's own words; empty when there are none.
    pub words: String,
    pub due: String,
    pub link: String,
}

/// The person took it back.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct NominationWithdrawn {
    pub person: String,
    pub receipt: String,
    pub post: String,
    pub unit: String,
    pub link: String,
}

/// The code that shows that a second address of somebody who is signed in is read by them.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct AddressCode {
    pub code: String,
    /// How long it holds.
    pub minutes: u32,
    /// Opens the page on which the code is typed.
    pub link: String,
}

/// An address was added, removed, or chosen for the letters.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct AddressesChanged {
    /// What happened, to which of them.
    pub happened: String,
    /// What to do about it, if it was somebody else.
    pub mend: String,
    /// What the link opens: the page of the addresses; where the address does not sign in any more, that of the posts.
    pub act: String,
    pub link: String,
}

/// The account is gone, and who it was is known no more.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct AccountErased {
    /// The receipts of which the lawful minimum stays; empty where nothing was submitted.
    pub receipts: String,
    /// That something they wrote for others stays, since those accepted it; empty where nothing does.
    #[serde(default)]
    pub words: String,
    pub link: String,
}

/// Somebody recommends the recipient, who decides what becomes of it. The referrer's reasons are not in it:
/// they are read behind the link, so that our letters carry nobody's advertising.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct ReferralInvitation {
    pub person: String,
    /// Who recommends them.
    pub referrer: String,
    /// How they know each other, in words.
    pub relationship: String,
    /// The post and its unit, as a sentence names them.
    pub target: String,
    /// The last day of the link.
    pub until: String,
    pub link: String,
}

/// The same again for somebody who has not answered.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct ReferralReminder {
    pub person: String,
    pub referrer: String,
    pub target: String,
    /// The last day of the link.
    pub until: String,
    /// The day on which the referral ends and what was written is deleted.
    pub ends: String,
    pub link: String,
}

/// To the referrer: the person declined. Why is not told.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct ReferralDeclined {
    /// The referrer.
    pub person: String,
    pub nominee: String,
    pub target: String,
    pub link: String,
}

/// To the referrer, where the person allows it: the nomination was filed.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct ReferralFiled {
    /// The referrer.
    pub person: String,
    pub nominee: String,
    pub target: String,
    pub link: String,
}
