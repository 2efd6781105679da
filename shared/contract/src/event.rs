//! Everything one service tells another. A variant carries what is true from then on.

use chrono::NaiveDate;
use domain::calendar::Due;
use domain::interpretation::Published;
use domain::recommender::Recommender;
use domain::{
    Category, Conclusion, Hand, HandOverAnswer, NominationId, PersonId, Post, PostId, PublicStage, Reason, Receipt,
    RequestedItem, ReturnReason, Section, Text, UnitId, UnitRef,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::dossier::{Consent, Dossier, Voice};
use crate::letter::Addressed;
use crate::sealed::{Sealed, SealedShape};

/// The words that cross a wall. `type` and `data` are those of CloudEvents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// Some of the posts of a catalogue that is about to be issued.
    #[serde(rename = "yincai.catalogue-part.v1")]
    CataloguePart(CataloguePart),
    /// The catalogue is issued: all its parts together are the public catalogue from now on (Article 12).
    #[serde(rename = "yincai.catalogue-issued.v1")]
    CatalogueIssued(CatalogueIssued),
    /// Employing units or recommenders were entered in their registers, or changed there (Article 4).
    #[serde(rename = "yincai.register-changed.v1")]
    RegisterChanged(RegisterChanged),
    /// An interpretation of the Measures was published, or holds no more (Article 28).
    #[serde(rename = "yincai.interpretation-published.v1")]
    InterpretationPublished(InterpretationPublished),
    /// Somebody nominated themselves (Article 16).
    #[serde(rename = "yincai.nomination-submitted.v1")]
    NominationSubmitted(NominationSubmitted),
    /// The person corrected what was filed (Articles 13 and 14).
    #[serde(rename = "yincai.nomination-corrected.v1")]
    NominationCorrected(NominationCorrected),
    /// The person said whether the unit that was proposed may have the papers (Article 16).
    #[serde(rename = "yincai.hand-over-answered.v1")]
    HandOverAnswered(HandOverAnswered),
    /// The person accepted one more recommendation for what they had filed already (Article 16).
    #[serde(rename = "yincai.voice-added.v1")]
    VoiceAdded(VoiceAdded),
    /// The person was reminded of what is asked, as its term neared (Articles 13, 14 and 16).
    #[serde(rename = "yincai.applicant-reminded.v1")]
    ApplicantReminded(ApplicantReminded),
    /// The person asks for the rejection to be looked at again (Article 14).
    #[serde(rename = "yincai.reconsideration-asked.v1")]
    ReconsiderationAsked(ReconsiderationAsked),
    /// The person took the nomination back.
    #[serde(rename = "yincai.nomination-withdrawn.v1")]
    NominationWithdrawn(NominationWithdrawn),
    /// Somebody erased themselves: each service drops what it holds of the person but for the lawful minimum.
    #[serde(rename = "yincai.person-erased.v1")]
    PersonErased(PersonErased),
    /// An address is the person's no more: whoever wrote to it forgets what.
    #[serde(rename = "yincai.address-removed.v1")]
    AddressRemoved(AddressRemoved),
    /// What was told here of somebody who was erased since: a replay sends this in its place.
    #[serde(rename = "yincai.blanked.v1")]
    Blanked(Blanked),
    /// A case is with somebody else, or it has ended (Article 14).
    #[serde(rename = "yincai.case-moved.v1")]
    CaseMoved(CaseMoved),
    /// An officer has the person reminded of what is asked: a correction (Articles 13 and 14), or whether a unit may have the
    /// papers (Article 16).
    #[serde(rename = "yincai.reminder-asked.v1")]
    ReminderAsked(ReminderAsked),
    /// A letter is owed to somebody.
    #[serde(rename = "yincai.letter-due.v1")]
    LetterDue(LetterDue),
    /// Something that a service could not do is put aside until a person decides.
    #[serde(rename = "yincai.event-parked.v1")]
    EventParked(EventParked),
    /// What was parked is parked no longer.
    #[serde(rename = "yincai.event-released.v1")]
    EventReleased(EventReleased),
    /// The staff door asks a service to try what it parked again, or to skip it.
    #[serde(rename = "yincai.retry-asked.v1")]
    RetryAsked(RetryAsked),
    /// A letter did not reach its recipient, or did so after it was asked for again.
    #[serde(rename = "yincai.letter-ended.v1")]
    LetterEnded(LetterEnded),
    /// Somebody of the staff asks for a letter to be sent again.
    #[serde(rename = "yincai.resend-asked.v1")]
    ResendAsked(ResendAsked),
}

/// At most [`LARGEST_PART`] posts; parts are numbered from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CataloguePart {
    pub issue: Uuid,
    pub part: u32,
    pub posts: Vec<Post>,
}

/// The most posts that travel in one part.
pub const LARGEST_PART: usize = 200;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueIssued {
    pub issue: Uuid,
    pub title: Text,
    /// The number it was issued under.
    #[schema(example = "伊州人才〔2026〕6号")]
    pub document: String,
    #[schema(value_type = String, format = Date)]
    pub issued_on: NaiveDate,
    /// The version of the policy that its plan was opened under and that it keeps (Article 29); empty where it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(example = "2026-1")]
    pub policy: String,
    pub parts: u32,
    /// SHA-256 over the JSON array of the parts in their order, hexadecimal.
    pub hash: String,
}

/// At most [`LARGEST_PART`] of each at a time; whoever keeps them puts each in the place of what it kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterChanged {
    pub units: Vec<UnitRef>,
    /// Those of the units that are closed: offered to nobody any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<UnitId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommenders: Vec<Recommender>,
}

/// Whoever keeps it puts it in the place of what it kept of the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InterpretationPublished {
    pub interpretation: Published,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NominationSubmitted {
    pub nomination: NominationId,
    pub receipt: Receipt,
    /// Absent where it is for a unit or for the Party organisation; the dossier says for which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    #[schema(value_type = SealedShape)]
    pub dossier: Sealed<Dossier>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NominationCorrected {
    pub receipt: Receipt,
    /// 2 with the first correction.
    pub revision: u32,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    #[schema(value_type = SealedShape)]
    pub dossier: Sealed<Dossier>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HandOverAnswered {
    pub receipt: Receipt,
    pub unit: UnitId,
    pub answer: HandOverAnswer,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    /// Where the person agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VoiceAdded {
    pub receipt: Receipt,
    #[schema(value_type = SealedShape)]
    pub voice: Sealed<Voice>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ApplicantReminded {
    pub receipt: Receipt,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReminderAsked {
    pub receipt: Receipt,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReconsiderationAsked {
    pub receipt: Receipt,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    /// The person's own words, where they gave any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<SealedShape>)]
    pub words: Option<Sealed<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NominationWithdrawn {
    pub receipt: Receipt,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    /// The person's own words, where they gave any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<SealedShape>)]
    pub reason: Option<Sealed<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PersonErased {
    pub person: PersonId,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    /// For the service that wrote to this address.
    #[schema(value_type = SealedShape)]
    pub mail: Sealed<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AddressRemoved {
    pub person: PersonId,
    /// For the service that wrote to this address.
    #[schema(value_type = SealedShape)]
    pub mail: Sealed<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Blanked {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseMoved {
    pub receipt: Receipt,
    pub stage: PublicStage,
    /// Whose turn it is; absent when the case has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<Hand>,
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
    /// The day by which the hand promised to be done, or the person is to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// The unit that has the case; absent until one may have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// What the person is asked while it waits for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The second decision, where this tells of it: the rejection was upheld, or the case goes on where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconsidered: Option<Reconsidered>,
}

/// What another person decided on a rejection; free words only where given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reconsidered {
    pub by: Hand,
    pub conclusion: Conclusion,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<SealedShape>)]
    pub words: Option<Sealed<String>>,
}

/// What the person is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Asked {
    /// To correct these parts of the filing, for a reason of the catalogue; free words and items only where given.
    Correction {
        reason: ReturnReason,
        sections: Vec<Section>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<SealedShape>)]
        words: Option<Sealed<String>>,
        /// The evidence that is wanted item by item.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<SealedShape>)]
        items: Option<Sealed<Vec<RequestedItem>>>,
    },
    /// Whether this unit may have the papers.
    HandOver {
        unit: UnitId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<SealedShape>)]
        words: Option<Sealed<String>>,
    },
}

/// How a case ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// The official reply and the clause it rests on.
    Replied { number: String, rests_on: Option<Category> },
    /// A person's decision against it, from the catalogue of reasons; free words only where given.
    Rejected {
        at: Hand,
        reason: Reason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<SealedShape>)]
        words: Option<Sealed<String>>,
    },
    /// The withdrawal took effect.
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LetterDue {
    /// The letter's name, for the log.
    pub name: String,
    /// Not worth sending after this instant, microseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<i64>,
    #[schema(value_type = SealedShape)]
    pub addressed: Sealed<Addressed>,
}

/// What follows of the same subject waits behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EventParked {
    /// The id of the event, or of the entry that fell due.
    pub id: Uuid,
    /// Who told the event; the service itself where something fell due.
    pub producer: String,
    pub subject: String,
    /// The type of the event, or the kind of what fell due.
    pub kind: String,
    /// `fault`, `unreadable`, `sequence-gap` (events before it are missing), or the codes of the refusal.
    pub why: String,
    /// Microseconds since 1970 UTC.
    pub at: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EventReleased {
    pub id: Uuid,
    pub ruling: Ruling,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RetryAsked {
    /// The service that parked it.
    pub service: String,
    pub id: Uuid,
    pub ruling: Ruling,
}

/// What a person decides on something parked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// It is tried again.
    Retry,
    /// It is left undone for good.
    Skip,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LetterEnded {
    pub letter: Uuid,
    /// The letter's name, as in the log.
    pub name: String,
    /// As much of the address as people need to recognise it.
    #[schema(example = "w***g@example.com")]
    pub recipient: String,
    pub end: LetterEnd,
    pub attempts: u32,
    /// What the last attempt met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<Trouble>,
    /// The same in words for operators, without anything personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// When it was accepted, microseconds since 1970 UTC.
    pub accepted: i64,
    /// When it ended, likewise.
    pub at: i64,
}

/// What an attempt to hand a letter over met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// The mail server could not be reached.
    Connection,
    /// No encrypted session with it came about.
    Encryption,
    /// It did not greet as a mail server does.
    Greeting,
    /// It did not take the sign-in.
    SignIn,
    /// It refuses the letter for good.
    Refused,
    /// It did not take the letter for now.
    PutOff,
    /// Something of our own, before any mail server was asked.
    Own,
}

impl Trouble {
    pub const ALL: [Trouble; 7] = [
        Trouble::Connection,
        Trouble::Encryption,
        Trouble::Greeting,
        Trouble::SignIn,
        Trouble::Refused,
        Trouble::PutOff,
        Trouble::Own,
    ];

    /// As it travels, and as tables and keys of words have it.
    pub fn code(self) -> &'static str {
        match self {
            Trouble::Connection => "connection",
            Trouble::Encryption => "encryption",
            Trouble::Greeting => "greeting",
            Trouble::SignIn => "sign-in",
            Trouble::Refused => "refused",
            Trouble::PutOff => "put-off",
            Trouble::Own => "own",
        }
    }

    pub fn from_code(code: &str) -> Option<Trouble> {
        Trouble::ALL.into_iter().find(|trouble| trouble.code() == code)
    }
}

/// How the way of a letter ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LetterEnd {
    HandedOver,
    Failed,
    Expired,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResendAsked {
    pub letter: Uuid,
    /// Why, in the words of whoever asked; absent in what was asked before reasons were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
