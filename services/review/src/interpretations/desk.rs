//! The acts on an interpretation: drafted and written by the secretary, spoken on by the seats, published, ended.

use domain::{Interpretation, InterpretationId, InterpretationInput, PlanOpinion, Readings, Role, Step};
use kit::{Act, By, DeskError, Fault, House};
use serde::{Deserialize, Serialize};

use super::{store, telling};
use crate::officers::Officer;

#[derive(Clone)]
pub struct Interpretations {
    house: House,
}

/// An interpretation and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Kept {
    pub id: InterpretationId,
    pub version: i64,
}

/// What a person does with one that is drafted or published.
pub enum Ruling {
    Opine(PlanOpinion, Option<String>),
    Publish,
    End(Option<String>),
}

impl Interpretations {
    pub fn new(house: House) -> Interpretations {
        Interpretations { house }
    }

    pub async fn draft(&self, by: &Officer, input: &InterpretationInput) -> Result<Kept, DeskError> {
        drafts(by)?;
        let text = input.read()?;
        let id = InterpretationId::from(self.house.ids.next());
        let act = self.house.act(&by.by, "interpretation.draft", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let drafted = Interpretation::draft(id, text, step(&act, by, None));
        store::add(act.tx(), &drafted).await?;
        done(act, &drafted).await
    }

    pub async fn change(
        &self,
        by: &Officer,
        id: InterpretationId,
        seen: i64,
        input: &InterpretationInput,
    ) -> Result<Kept, DeskError> {
        drafts(by)?;
        let text = input.read()?;
        let act = self.house.act(&by.by, "interpretation.change", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let changed = self.seen(&act, id, seen).await?.change(text)?;
        self.keep(act, changed).await
    }

    /// A seat speaks; the secretary publishes what the seats agree to, and ends what holds.
    pub async fn rule(&self, by: &Officer, id: InterpretationId, seen: i64, ruling: Ruling) -> Result<Kept, DeskError> {
        let deed = match ruling {
            Ruling::Opine(..) => "interpretation.opine",
            Ruling::Publish => "interpretation.publish",
            Ruling::End(_) => "interpretation.end",
        };
        reads(by)?;
        if !matches!(ruling, Ruling::Opine(..)) {
            drafts(by)?;
        }
        let mut act = self.house.act(&by.by, deed, id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let interpretation = self.seen(&act, id, seen).await?;
        let ruled = match ruling {
            Ruling::Opine(opinion, words) => {
                let seat = by.seat.ok_or(DeskError::NotAllowed)?;
                interpretation.opine(step(&act, by, words), seat, opinion)?
            }
            Ruling::Publish => interpretation.publish(step(&act, by, None))?,
            Ruling::End(words) => interpretation.end(step(&act, by, words))?,
        };
        telling::tell(&mut act, &ruled).await?;
        self.keep(act, ruled).await
    }

    /// The latest first.
    pub async fn list(&self, by: &Officer) -> Result<Vec<Interpretation>, DeskError> {
        reads(by)?;
        Ok(store::list(self.house.reader()).await?)
    }

    pub async fn show(&self, by: &Officer, id: InterpretationId) -> Result<Interpretation, DeskError> {
        reads(by)?;
        store::find(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// What these of them settle of the open points, in force or not.
    pub async fn readings(&self, ids: &[InterpretationId]) -> Result<Readings, Fault> {
        if ids.is_empty() {
            return Ok(Readings::default());
        }
        let published: Vec<_> =
            store::list(self.house.reader()).await?.iter().filter_map(|one| one.published()).collect();
        Ok(Readings::kept(ids, &published))
    }

    pub async fn is_empty(&self) -> Result<bool, Fault> {
        store::is_empty(self.house.reader()).await
    }

    /// Puts interpretations there as they are, and tells of those that are published: for the demo.
    pub async fn seed(&self, by: &By, interpretations: &[Interpretation]) -> Result<(), DeskError> {
        let mut act = self.house.act(by, "interpretation.draft", "demo").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        for interpretation in interpretations {
            store::add(act.tx(), interpretation).await?;
            telling::tell(&mut act, interpretation).await?;
        }
        act.commit(&()).await
    }

    async fn seen(&self, act: &Act, id: InterpretationId, seen: i64) -> Result<Interpretation, DeskError> {
        let interpretation = store::find(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        if interpretation.version == seen { Ok(interpretation) } else { Err(DeskError::Stale) }
    }

    async fn keep(&self, act: Act, interpretation: Interpretation) -> Result<Kept, DeskError> {
        if !store::save(act.tx(), &interpretation).await? {
            return Err(DeskError::Stale);
        }
        done(act, &interpretation).await
    }
}

/// Whether the officer has a part in interpreting: the Organisation Department, the seats, and whoever audits them.
pub fn may_read(officer: &Officer) -> bool {
    matches!(officer.role, Role::Secretary | Role::SeatMember | Role::Auditor)
}

/// Whether the officer writes interpretations.
pub fn may_draft(officer: &Officer) -> bool {
    officer.role == Role::Secretary
}

/// Whether the officer's seat is asked and has not spoken yet.
pub fn is_turn(officer: &Officer, interpretation: &Interpretation) -> bool {
    let is_open = |seat| {
        let spoke = interpretation.opinions.iter().any(|given| given.seat == seat);
        interpretation.text.seats.contains(&seat) && !spoke
    };
    interpretation.is_draft().is_ok() && officer.seat.is_some_and(is_open)
}

fn reads(by: &Officer) -> Result<(), DeskError> {
    if may_read(by) { Ok(()) } else { Err(DeskError::NotAllowed) }
}

fn drafts(by: &Officer) -> Result<(), DeskError> {
    if may_draft(by) { Ok(()) } else { Err(DeskError::NotAllowed) }
}

fn step(act: &Act, by: &Officer, words: Option<String>) -> Step {
    Step::new(by.id, by.role, by.name.clone(), act.at().date(), words)
}

async fn done(act: Act, interpretation: &Interpretation) -> Result<Kept, DeskError> {
    let kept = Kept { id: interpretation.id, version: interpretation.version };
    act.commit(&kept).await?;
    Ok(kept)
}
