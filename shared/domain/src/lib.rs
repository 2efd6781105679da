//! The Measures in Rust: pure rules and facts, without clock, storage or network.
//! A caller brings the date and the policy.
//!
//! | Article | what it says | module |
//! | --- | --- | --- |
//! | 1, 2, 28, 29 | purpose, principles, interpretation, version | [`policy`], [`open_point`] |
//! | 3 | priority sectors | [`sector`] |
//! | 4 | employing units | [`mod@unit`] |
//! | 5 | seats of the coordination group, roles | [`seat`], [`role`] |
//! | 6, 7, 8 | modes, and what is said of them for each kind of unit | [`mode`] |
//! | 9 | basic conditions: of the post | [`post`], [`reason`] |
//! | 10 | high-level talent | [`category`], [`evaluation`], `high_level`; facts: [`degree`], [`university`], [`title`], [`standing`] |
//! | 11 | urgently needed talent | [`category`], [`evaluation`], `urgently_needed`; facts: [`work`], [`medicine`], [`title`], [`standing`] |
//! | 12 | posts, plan, catalogue | [`post`], [`policy::PlanHandRow`] |
//! | 13, 14 | screening, intention, opinion, approval, reply; returns | [`hand`], [`stage`], [`case`], [`returned`], [`reason`], [`calendar`] |
//! | 16 | nominating oneself or another | [`nomination`], [`filing`], [`person`], [`document`], [`receipt`], [`routing`] |
//! | 15, 17 to 27 | what follows the reply | not yet |
//!
//! Everything cites its [`clause`]; what the software will not do is a [`refusal`]; what the text leaves open is an
//! [`open_point`].

pub mod calendar;
pub mod case;
pub mod category;
pub mod clause;
mod code;
pub mod country;
pub mod degree;
pub mod document;
pub mod evaluation;
pub mod facts;
pub mod filing;
pub mod hand;
mod high_level;
pub mod ids;
pub mod mail_address;
pub mod medicine;
pub mod mode;
pub mod nomination;
pub mod open_point;
pub mod person;
pub mod personal;
pub mod policy;
pub mod post;
pub mod public_stage;
pub mod reason;
pub mod receipt;
pub mod refusal;
pub mod returned;
pub mod role;
pub mod routing;
pub mod seat;
pub mod sector;
pub mod stage;
pub mod standing;
pub mod terms;
pub mod text;
pub mod title;
mod typed;
pub mod unit;
pub mod university;
mod urgently_needed;
pub mod work;

pub use calendar::{Calendar, Due};
pub use case::Case;
pub use category::{Category, CategoryKind};
pub use clause::Clause;
pub use degree::{Degree, DegreeInput, DegreeLevel, StudyForm};
pub use document::{Document, DocumentInput, DocumentKind};
pub use evaluation::{Evaluated, Outcome, evaluate};
pub use facts::Facts;
pub use filing::{ConsentKind, Filing, FilingInput};
pub use hand::{Act, Hand, Holder};
pub use ids::{CaseId, NominationId, OfficerId, PersonId, PlanId, PostId, UnitId};
pub use mail_address::MailAddress;
pub use mode::{Mode, Permission};
pub use nomination::{Nomination, Origin, Target};
pub use open_point::{OpenPoint, OpenPointId};
pub use personal::Personal;
pub use policy::{ArticleRow, CategoryRow, PlanHandRow, Policy};
pub use post::{Post, PostCondition, UnitRef};
pub use public_stage::PublicStage;
pub use reason::Reason;
pub use receipt::Receipt;
pub use refusal::{Refusal, RefusalKind};
pub use returned::{Addressee, Answer, Return, ReturnReason, Returning, Section};
pub use role::Role;
pub use routing::{Consented, HandOverAnswer, Proposal};
pub use seat::Seat;
pub use sector::Sector;
pub use stage::{DocumentNumber, OfficialReply, Rejection, Step};
pub use standing::{Placement, Standing};
pub use terms::term;
pub use text::{Language, Text};
pub use title::{SkillLevel, Title, TitleInput, TitleLevel};
pub use unit::UnitKind;
pub use work::{EmployerKind, PositionLevel, Work, WorkInput};
