//! Interpretations at every stage: the open points as first rows, with the careful readings as answers; one is with the seats, and
//! one is agreed and waits for the secretary.

use chrono::{Days, NaiveDate};
use domain::interpretation::InterpretationText;
use domain::{
    Interpretation, InterpretationId, Interpreted, OpenPoint, OpenPointId, OpenQuestion, PlanOpinion, Policy, Seat,
    Step,
};
use kit::{DeskError, Fault, House};

use crate::officers::Officers;

/// With the seats, of which one has spoken.
const ASKED: OpenPointId = OpenPointId::O4;
/// Agreed by all.
const AGREED: OpenPointId = OpenPointId::O9;
const SEATS: [(Seat, &str); 2] = [(Seat::Staffing, "seat-staffing"), (Seat::HumanResources, "seat-hr")];
/// What they say of the questions that evaluation leaves open, as their answers have it.
const SETTLED: [(OpenQuestion, Interpreted); 12] = [
    (OpenQuestion::BusinessAlreadyHere, Interpreted::DoesNotCount),
    (OpenQuestion::ManagerAlreadyHere, Interpreted::DoesNotCount),
    (OpenQuestion::ManagerAboveMiddle, Interpreted::Counts),
    (OpenQuestion::SchoolListedThen, Interpreted::Counts),
    (OpenQuestion::SchoolListedToday, Interpreted::Counts),
    (OpenQuestion::TechnologyCentre, Interpreted::Counts),
    (OpenQuestion::ProvincialHigher, Interpreted::Counts),
    (OpenQuestion::ProvincialLower, Interpreted::DoesNotCount),
    (OpenQuestion::AcademicianForeign, Interpreted::Counts),
    (OpenQuestion::PatentDesign, Interpreted::DoesNotCount),
    (OpenQuestion::SkillSeniorWorker, Interpreted::Counts),
    (OpenQuestion::MedicineHigher, Interpreted::Counts),
];
/// Since when the published ones hold, in days.
const PUBLISHED_BEFORE: u64 = 40;
const DRAFTED_BEFORE: u64 = 3;
/// When those that are not published yet are to hold.
const HOLDS_AFTER: u64 = 30;

pub async fn interpretations(house: &House, accounts: &Officers) -> Result<Vec<Interpretation>, DeskError> {
    let today = house.clock.today();
    let published = today.checked_sub_days(Days::new(PUBLISHED_BEFORE)).unwrap_or(today);
    let drafted = today.checked_sub_days(Days::new(DRAFTED_BEFORE)).unwrap_or(today);
    let holds = today.checked_add_days(Days::new(HOLDS_AFTER)).unwrap_or(today);
    let mut all = Vec::new();
    for point in Policy::standard().open_points() {
        let is_published = ![ASKED, AGREED].contains(&point.id);
        let (on, holds_from) = if is_published { (published, published) } else { (drafted, holds) };
        let by = step(accounts, "secretary", on).await?;
        let id = InterpretationId::from(house.ids.next());
        let mut one = Interpretation::draft(id, text(point, holds_from), by.clone());
        let speak = if point.id == ASKED { 1 } else { SEATS.len() };
        for (seat, login) in SEATS.into_iter().take(speak) {
            one = one.opine(step(accounts, login, on).await?, seat, PlanOpinion::Agrees)?;
        }
        all.push(if is_published { one.publish(by)? } else { one });
    }
    Ok(all)
}

fn text(point: &OpenPoint, holds_from: NaiveDate) -> InterpretationText {
    InterpretationText {
        question: point.question.clone(),
        answer: point.reading.clone(),
        clauses: point.clauses.clone(),
        open_point: Some(point.id),
        settles: SETTLED.into_iter().filter(|(question, _)| question.point() == point.id).collect(),
        holds_from,
        seats: SEATS.map(|(seat, _)| seat).into(),
    }
}

async fn step(accounts: &Officers, login: &str, on: NaiveDate) -> Result<Step, DeskError> {
    let found = accounts.find_by_login(login).await?;
    let account = found.ok_or_else(|| Fault::new(format!("no officer {login}")))?;
    Ok(Step::new(account.id, account.role, account.name, on, None))
}
