//! The Measures in Rust: pure rules and facts, without clock, storage or network.
//! A caller brings the date and the policy.
//!
//! | Article | what it says | module |
//! | --- | --- | --- |
//! | 1, 2, 29 | purpose, principles, edition and what lapsed; the versions and which is in force | [`policy`], [`policies`] |
//! | 3 | priority sectors | [`sector`] |
//! | 4 | employing units and their register, recommenders | [`mod@unit`], [`register`], [`register_sheet`], [`credit_code`], [`recommender`] |
//! | 5 | coordination group: its seats, what concerns each, the bodies above and beside it, roles | [`seat`], [`concern`], [`seating`], [`body`], [`role`] |
//! | 6, 7, 8 | modes, and what is said of them for each kind of unit | [`mode`] |
//! | 9 | basic conditions: of the post, held against facts, and wording that shuts people out | [`post`], [`condition_input`], [`asked`], [`requirement`], [`age_limit`], [`discipline`], [`held`], [`reason`], [`wording`] |
//! | 10 | high-level talent | [`category`], [`evaluation`], `high_level`; facts: [`degree`], [`university`], [`title`], [`standing`] |
//! | 11 | urgently needed talent | [`category`], [`evaluation`], `urgently_needed`; facts: [`work`], [`medicine`], [`title`], [`standing`] |
//! | 12 | posts, plan, its hands, catalogue | [`post`], [`post_number`], [`post_input`], [`post_days`], [`pay`], [`post_change`], [`sheet_column`], [`sheet_row`], [`sheet_condition`], [`planned_post`], [`post_ruling`], [`plan`], [`plan_hand`], [`plan_way`], [`plan_rounds`], [`plan_reason`], [`delegation`] |
//! | 13, 14 | screening, intention, opinion, approval, reply; returns | [`hand`], [`stage`], [`public_stage`], [`case`], [`returned`], [`requested`], [`reason`], [`reconsideration`], [`reminder`], [`erasure`], [`calendar`]; finding a case: [`sought`] |
//! | 10, 11, 13 | files that show it | [`mod@evidence`] |
//! | 15 | arrival; handling by mode, its checklist and contract | [`arrival`], [`route`] |
//! | 16 | nominating oneself or another | [`nomination`], [`referral`], [`filing`], [`task`], [`person`], [`resume`], [`document`], [`receipt`], [`routing`] |
//! | 17, 18 | special quota, special fund | [`grant`] |
//! | 19, 20 | start-up money, platforms | [`grant`], [`entitled`] |
//! | 21 | the ten heads of entitlements, and which follow for whom | [`entitlement`], [`circumstances`], [`entitled`] |
//! | 22, 23 | post, contract, performance; the five criteria | [`route::ContractKind`], [`assessment`] |
//! | 24 | probation | [`period`], [`circumstances::Ending`] |
//! | 25 | two failures in a row | [`assessment`] |
//! | 26 | award of recommenders | [`recommender`] |
//! | 27 | to whom breaches are handed | [`body`] |
//! | 28 | interpretation: what is open, how it is read, what was published and settles it | [`open_point`], [`open_question`], [`mod@interpretation`], [`reading`] |
//!
//! What each service of the public door is for and takes is its [`guide`].
//!
//! Everything cites its [`clause`]; what the software will not do is a [`refusal`]; what the text leaves open is an
//! [`open_point`].

pub mod age_limit;
pub mod arrival;
pub mod asked;
pub mod assessment;
pub mod body;
pub mod calendar;
pub mod case;
pub mod category;
pub mod circumstances;
pub mod clause;
mod code;
pub mod concern;
pub mod condition_input;
pub mod country;
pub mod credit_code;
pub mod degree;
pub mod delegation;
pub mod discipline;
pub mod document;
pub mod entitled;
pub mod entitlement;
pub mod erasure;
pub mod evaluation;
pub mod evidence;
pub mod facts;
pub mod filing;
pub mod grant;
pub mod guide;
pub mod han;
pub mod hand;
pub mod held;
mod high_level;
pub mod ids;
pub mod interpretation;
pub mod mail_address;
pub mod medicine;
pub mod mode;
pub mod money;
pub mod nomination;
pub mod open_point;
pub mod open_question;
pub mod pay;
pub mod period;
pub mod person;
pub mod personal;
pub mod plan;
pub mod plan_hand;
pub mod plan_reason;
pub mod plan_rounds;
pub mod plan_way;
pub mod planned_post;
pub mod policies;
pub mod policy;
pub mod post;
pub mod post_change;
pub mod post_days;
pub mod post_input;
pub mod post_number;
pub mod post_ruling;
pub mod public_stage;
pub mod reading;
pub mod reason;
pub mod receipt;
pub mod recommender;
pub mod reconsideration;
pub mod referral;
pub mod refusal;
pub mod register;
pub mod register_sheet;
pub mod reminder;
pub mod requested;
pub mod requirement;
pub mod resume;
pub mod returned;
pub mod role;
pub mod route;
pub mod routing;
pub mod seat;
pub mod seating;
pub mod sector;
mod sheet_asked;
mod sheet_certificate;
pub mod sheet_column;
pub mod sheet_condition;
mod sheet_part;
mod sheet_piece;
pub mod sheet_row;
pub mod sought;
pub mod stage;
pub mod standing;
pub mod task;
pub mod terms;
pub mod text;
pub mod title;
pub mod typed;
pub mod unit;
pub mod university;
mod urgently_needed;
pub mod wording;
mod wording_births;
mod wording_forms;
pub mod work;

pub use asked::Asked;
pub use assessment::{AssessedYear, AssessmentCriterion, AssessmentCycle, dismissal_due};
pub use body::Body;
pub use calendar::{Calendar, Due};
pub use case::Case;
pub use category::{Category, CategoryKind};
pub use circumstances::{Circumstance, Circumstances};
pub use clause::Clause;
pub use concern::{Concern, concerned_anew, concerns, may_concern, seats_concerned};
pub use condition_input::{AlternativeInput, ConditionInput};
pub use credit_code::CreditCode;
pub use degree::{Degree, DegreeInput, DegreeLevel, StudyForm};
pub use delegation::Delegation;
pub use document::{Document, DocumentInput, DocumentKind};
pub use entitled::{Entitled, Entitledness, entitlements, would_follow};
pub use entitlement::{Entitlement, EntitlementHead, Payer};
pub use evaluation::{Evaluated, Outcome, evaluate};
pub use evidence::{EvidenceInput, EvidenceWords, Shows};
pub use facts::Facts;
pub use filing::{ConsentKind, Filing, FilingInput};
pub use grant::{Platform, StartUpGrant};
pub use guide::{Guide, GuideTerm, GuideTo};
pub use hand::{Act, Hand, Holder};
pub use held::{Held, HeldBranch, HeldCondition, hold};
pub use ids::{
    CaseId, DelegationId, DepartmentId, EvidenceId, InterpretationId, NominationId, OfficerId, PersonId, PlanId,
    PostId, RecommenderId, ReferralId, UnitId,
};
pub use interpretation::{Interpretation, InterpretationInput, InterpretationStage};
pub use mail_address::MailAddress;
pub use mode::{Mode, Permission};
pub use money::{Money, MoneyBand};
pub use nomination::{Nomination, Origin, Target};
pub use open_point::{OpenPoint, OpenPointId};
pub use open_question::{Interpreted, OpenQuestion};
pub use period::{Period, Span, Term};
pub use personal::Personal;
pub use plan::{AskedSeat, Plan, PlanOpinion, SeatOpinion};
pub use plan_hand::PlanHand;
pub use plan_reason::PlanReason;
pub use plan_rounds::OvertakenOpinion;
pub use plan_way::{PlanReturn, PlanReturning, PlanStage, PlanWay};
pub use planned_post::{KeptText, KeptWording, PlannedPost};
pub use policies::Policies;
pub use policy::{ArticleRow, CategoryRow, PlanHandRow, Policy};
pub use post::{IssuedUnder, Post, PostCondition, UnitRef};
pub use post_change::{ChangeKind, PostChange};
pub use post_input::{PostDraft, PostInput};
pub use post_number::PostNumber;
pub use public_stage::PublicStage;
pub use reading::Readings;
pub use reason::Reason;
pub use receipt::Receipt;
pub use recommender::{RecommenderRef, RecommenderTier};
pub use reconsideration::{Conclusion, Reconsideration};
pub use referral::{Referral, ReferralInput, Relationship, Sharing};
pub use refusal::{Refusal, RefusalKind};
pub use register::{Department, DepartmentEntry, DepartmentInput, DepartmentKind, EmployingUnit, UnitEntry, UnitInput};
pub use register_sheet::RegisterSheet;
pub use reminder::Reminder;
pub use requested::{ItemAnswer, RequestedItem, RequestedItemInput};
pub use requirement::{Requirement, RequirementKind};
pub use returned::{Addressee, Answer, Return, ReturnReason, Returning, Section};
pub use role::{Role, well_placed};
pub use route::{ContractKind, HandlingRoute, HandlingStep};
pub use routing::{Consented, HandOverAnswer, Proposal};
pub use seat::Seat;
pub use seating::{SeatMember, Seating, SeatingInput, has_seat, sits_on};
pub use sector::Sector;
pub use sheet_column::SheetColumn;
pub use sheet_row::{NoPost, SheetCell, SheetRow};
pub use sought::{Clue, Sought};
pub use stage::{DocumentNumber, OfficialReply, Rejection, Step};
pub use standing::{Placement, Standing};
pub use task::{Question, Task, TaskState};
pub use terms::term;
pub use text::{Language, Text, TextInput};
pub use title::{SkillLevel, Title, TitleInput, TitleLevel};
pub use unit::UnitKind;
pub use work::{EmployerKind, PositionLevel, Work, WorkInput};
