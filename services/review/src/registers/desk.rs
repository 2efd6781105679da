//! The acts on the registers: entered, changed, closed, by the secretary. Whoever is signed in may read them.

use domain::{
    CreditCode, Department, DepartmentEntry, DepartmentId, DepartmentInput, DepartmentKind, EmployingUnit, Refusal,
    Role, UnitEntry, UnitId, UnitInput, UnitRef,
};
use kit::{Act, By, DeskError, Fault, House};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::under_way::{follow, is_without_cases, is_without_posts};
use super::{store, telling};
use crate::officers::Officer;

#[derive(Clone)]
pub struct Registers {
    pub(super) house: House,
}

/// What was entered or changed, and the version that it is in now; or that it was in when it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub id: Uuid,
    pub version: i64,
}

/// Whether the officer keeps the registers.
pub fn may_keep(officer: &Officer) -> bool {
    officer.role == Role::Secretary
}

pub(crate) fn keeps(officer: &Officer) -> Result<(), DeskError> {
    if may_keep(officer) { Ok(()) } else { Err(DeskError::NotAllowed) }
}

impl Registers {
    pub fn new(house: House) -> Registers {
        Registers { house }
    }

    pub async fn is_empty(&self) -> Result<bool, Fault> {
        store::is_empty(self.house.reader()).await
    }

    /// Enters whole registers at once, each entry with the code that commands call it by.
    pub async fn fill(
        &self,
        by: &By,
        departments: &[(String, Department)],
        units: &[(String, EmployingUnit)],
    ) -> Result<(), DeskError> {
        let mut act = self.house.act(by, "register.fill", "register").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        for (code, department) in departments {
            store::add_department(act.tx(), code, department).await?;
        }
        for (code, unit) in units {
            store::add_unit(act.tx(), code, unit).await?;
        }
        tell(&mut act, &units.iter().map(|(_, unit)| unit.clone()).collect::<Vec<_>>()).await?;
        act.commit(&()).await
    }

    pub async fn add_unit(&self, officer: &Officer, input: &UnitInput) -> Result<Kept, DeskError> {
        let entry = self.entry(officer, input)?;
        let id = UnitId::from(self.house.ids.next());
        let act = self.house.act(&officer.by, "unit.add", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let unit = self.unit_of(&act, id, entry, 1).await?;
        add_unit(&act, &unit).await?;
        self.keep_unit(act, unit).await
    }

    pub async fn change_unit(
        &self,
        officer: &Officer,
        id: UnitId,
        seen: i64,
        input: &UnitInput,
    ) -> Result<Kept, DeskError> {
        let entry = self.entry(officer, input)?;
        let mut act = self.house.act(&officer.by, "unit.change", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        match self.changed_unit(&mut act, Kept { id: id.uuid(), version: seen }, entry).await? {
            Some(unit) => self.keep_unit(act, unit).await,
            None => done(act, id.uuid(), seen).await,
        }
    }

    /// As the entry has it, and its posts with it; none where it is that already.
    pub(super) async fn changed_unit(
        &self,
        act: &mut Act,
        seen: Kept,
        entry: UnitEntry,
    ) -> Result<Option<EmployingUnit>, DeskError> {
        let id = UnitId::from(seen.id);
        let before = self.open_unit(act, id, seen.version).await?;
        let unit = self.unit_of(act, id, entry, seen.version).await?;
        if unit == before {
            return Ok(None);
        }
        if (before.department_id, before.municipal_id) != (unit.department_id, unit.municipal_id) {
            follow(act, &unit).await?;
        }
        let unit = EmployingUnit { version: seen.version + 1, ..unit };
        if store::save_unit(act.tx(), &unit).await? { Ok(Some(unit)) } else { Err(DeskError::Stale) }
    }

    /// It is offered to nobody any more; what names it stays. Not while posts of it are in the catalogue or under way, or cases of
    /// it under way.
    pub async fn close_unit(&self, officer: &Officer, id: UnitId, seen: i64) -> Result<Kept, DeskError> {
        keeps(officer)?;
        let act = self.house.act(&officer.by, "unit.close", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let unit = self.open_unit(&act, id, seen).await?;
        is_without_posts(&act, id).await?;
        is_without_cases(&act, &self.house, id).await?;
        let closed_on = Some(act.at().date());
        self.save_unit(act, EmployingUnit { closed_on, version: seen + 1, ..unit }).await
    }

    pub async fn add_department(&self, officer: &Officer, input: &DepartmentInput) -> Result<Kept, DeskError> {
        keeps(officer)?;
        let entry = input.read()?;
        let id = DepartmentId::from(self.house.ids.next());
        let act = self.house.act(&officer.by, "department.add", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        add_department(&act, id, entry).await?;
        done(act, id.uuid(), 1).await
    }

    /// A change of its name goes on to its units, which are published with it.
    pub async fn change_department(
        &self,
        officer: &Officer,
        id: DepartmentId,
        seen: i64,
        input: &DepartmentInput,
    ) -> Result<Kept, DeskError> {
        keeps(officer)?;
        let entry = input.read()?;
        let mut act = self.house.act(&officer.by, "department.change", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let (kept, units) = self.changed_department(&act, Kept { id: id.uuid(), version: seen }, entry).await?;
        tell(&mut act, &units).await?;
        done(act, kept.id, kept.version).await
    }

    /// As the entry has it, with the units under it that it changes with it; the same as before where it is that already.
    pub(super) async fn changed_department(
        &self,
        act: &Act,
        seen: Kept,
        entry: DepartmentEntry,
    ) -> Result<(Kept, Vec<EmployingUnit>), DeskError> {
        let id = DepartmentId::from(seen.id);
        let before = self.open_department(act, id, seen.version).await?;
        if before.kind != entry.kind {
            is_without_units(act, id).await?;
        }
        let other = store::department_by_credit_code(act.tx(), &entry.credit_code).await?;
        if let Some(other) = other.filter(|other| other.id != id) {
            return Err(taken(other.name).into());
        }
        let department = department_of(id, entry, seen.version);
        if department == before {
            return Ok((seen, Vec::new()));
        }
        let department = Department { version: seen.version + 1, ..department };
        self.save_department(act, &department).await?;
        let mut units = store::units_under(act.tx(), id).await?;
        for unit in &mut units {
            unit.unit.department = department.name.clone();
            unit.version += 1;
            if !store::save_unit(act.tx(), unit).await? {
                return Err(DeskError::Stale);
            }
        }
        Ok((Kept { version: department.version, ..seen }, units))
    }

    /// Not while units are under it or have their posts reviewed by it.
    pub async fn close_department(&self, officer: &Officer, id: DepartmentId, seen: i64) -> Result<Kept, DeskError> {
        keeps(officer)?;
        let act = self.house.act(&officer.by, "department.close", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let department = self.open_department(&act, id, seen).await?;
        is_without_units(&act, id).await?;
        let closed = Department { closed_on: Some(act.at().date()), version: seen + 1, ..department };
        self.save_department(&act, &closed).await?;
        done(act, id.uuid(), closed.version).await
    }

    pub async fn unit(&self, id: UnitId) -> Result<EmployingUnit, DeskError> {
        self.unit_within(self.house.reader(), id).await
    }

    /// The same from within an act, as acts before it left it.
    pub async fn unit_within(&self, db: &impl ConnectionTrait, id: UnitId) -> Result<EmployingUnit, DeskError> {
        store::unit(db, id).await?.ok_or(DeskError::Missing)
    }

    pub async fn department(&self, id: DepartmentId) -> Result<Department, DeskError> {
        store::department(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// The unit that commands call by this code: the credit code that it has now, or its own code.
    pub async fn unit_by_code(&self, code: &str) -> Result<Option<UnitId>, Fault> {
        let db = self.house.reader();
        if let Ok(code) = CreditCode::parse(code)
            && let Some(unit) = store::unit_by_credit_code(db, &code).await?
        {
            return Ok(Some(unit.unit.id));
        }
        store::unit_by_code(db, code).await
    }

    /// The department that commands call by this code: the credit code that it has now, or its own code.
    pub async fn department_by_code(&self, code: &str) -> Result<Option<DepartmentId>, Fault> {
        let db = self.house.reader();
        if let Ok(code) = CreditCode::parse(code)
            && let Some(department) = store::department_by_credit_code(db, &code).await?
        {
            return Ok(Some(department.id));
        }
        store::department_by_code(db, code).await
    }

    /// The whole register of employing units (Article 4), those closed too.
    pub async fn units(&self) -> Result<Vec<EmployingUnit>, Fault> {
        store::units(self.house.reader()).await
    }

    /// Those that something new can be given to.
    pub async fn open_units(&self) -> Result<Vec<UnitRef>, Fault> {
        let open = self.units().await?.into_iter().filter(|unit| unit.closed_on.is_none());
        Ok(open.map(|unit| unit.unit).collect())
    }

    pub async fn units_of(&self, ids: &[Uuid]) -> Result<Vec<UnitRef>, Fault> {
        store::units_of(self.house.reader(), ids).await
    }

    pub async fn departments(&self) -> Result<Vec<Department>, Fault> {
        store::departments(self.house.reader()).await
    }

    fn entry(&self, officer: &Officer, input: &UnitInput) -> Result<UnitEntry, DeskError> {
        keeps(officer)?;
        Ok(input.read()?)
    }

    /// What is kept of an entry: its departments have to be one that supervises and one that reviews, and its code nobody else's.
    pub(super) async fn unit_of(
        &self,
        act: &Act,
        id: UnitId,
        entry: UnitEntry,
        version: i64,
    ) -> Result<EmployingUnit, DeskError> {
        let department = open_department(act, entry.department, |kind| kind == DepartmentKind::Supervising).await?;
        let department = department.ok_or_else(|| Refusal::content("department-unknown").at("/department"))?;
        if let Some(reviews) = entry.municipal
            && open_department(act, reviews, DepartmentKind::reviews).await?.is_none()
        {
            return Err(Refusal::content("municipal-unknown").at("/municipal").into());
        }
        let other = store::unit_by_credit_code(act.tx(), &entry.credit_code).await?;
        if let Some(other) = other.filter(|other| other.unit.id != id) {
            return Err(taken(other.unit.name).into());
        }
        let UnitEntry { name, kind, municipal, credit_code, address, contact, .. } = entry;
        Ok(EmployingUnit {
            unit: UnitRef { id, name, kind, department: department.name, contact },
            department_id: Some(department.id),
            municipal_id: municipal,
            credit_code: Some(credit_code),
            address,
            closed_on: None,
            version,
        })
    }

    async fn open_unit(&self, act: &Act, id: UnitId, seen: i64) -> Result<EmployingUnit, DeskError> {
        let unit = store::unit(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        seen_open(unit.version, seen, unit.closed_on.is_some())?;
        Ok(unit)
    }

    async fn open_department(&self, act: &Act, id: DepartmentId, seen: i64) -> Result<Department, DeskError> {
        let department = store::department(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        seen_open(department.version, seen, department.closed_on.is_some())?;
        Ok(department)
    }

    async fn save_unit(&self, act: Act, unit: EmployingUnit) -> Result<Kept, DeskError> {
        if !store::save_unit(act.tx(), &unit).await? {
            return Err(DeskError::Stale);
        }
        self.keep_unit(act, unit).await
    }

    async fn keep_unit(&self, mut act: Act, unit: EmployingUnit) -> Result<Kept, DeskError> {
        let (id, version) = (unit.unit.id.uuid(), unit.version);
        tell(&mut act, &[unit]).await?;
        done(act, id, version).await
    }

    async fn save_department(&self, act: &Act, department: &Department) -> Result<(), DeskError> {
        if store::save_department(act.tx(), department).await? { Ok(()) } else { Err(DeskError::Stale) }
    }
}

/// What units are under or reviewed by stays what it is.
async fn is_without_units(act: &Act, id: DepartmentId) -> Result<(), DeskError> {
    match store::units_of_department(act.tx(), id).await? {
        0 => Ok(()),
        count => Err(Refusal::stage("department-in-use").with("count", count).into()),
    }
}

async fn open_department(
    act: &Act,
    id: DepartmentId,
    fits: fn(DepartmentKind) -> bool,
) -> Result<Option<Department>, Fault> {
    let department = store::department(act.tx(), id).await?;
    Ok(department.filter(|of| fits(of.kind) && of.closed_on.is_none()))
}

pub(super) async fn tell(act: &mut Act, units: &[EmployingUnit]) -> Result<(), Fault> {
    for event in telling::changed(units) {
        act.tell(telling::SUBJECT, event).await?;
    }
    Ok(())
}

pub(crate) async fn done(act: Act, id: Uuid, version: i64) -> Result<Kept, DeskError> {
    let kept = Kept { id, version };
    act.commit(&kept).await?;
    Ok(kept)
}

/// Its own code is its id: a credit code can be corrected, and is free for another entry then.
pub(super) async fn add_unit(act: &Act, unit: &EmployingUnit) -> Result<(), Fault> {
    store::add_unit(act.tx(), &unit.unit.id.to_string(), unit).await
}

pub(super) async fn add_department(act: &Act, id: DepartmentId, entry: DepartmentEntry) -> Result<(), DeskError> {
    if let Some(other) = store::department_by_credit_code(act.tx(), &entry.credit_code).await? {
        return Err(taken(other.name).into());
    }
    Ok(store::add_department(act.tx(), &id.to_string(), &department_of(id, entry, 1)).await?)
}

/// An entry is changed from the version that was seen, and not once it is closed.
pub(crate) fn seen_open(version: i64, seen: i64, closed: bool) -> Result<(), DeskError> {
    match closed {
        _ if version != seen => Err(DeskError::Stale),
        true => Err(Refusal::stage("closed-before").into()),
        false => Ok(()),
    }
}

fn department_of(id: DepartmentId, entry: DepartmentEntry, version: i64) -> Department {
    let DepartmentEntry { name, kind, credit_code } = entry;
    Department { id, name, kind, credit_code: Some(credit_code), closed_on: None, version }
}

fn taken(name: domain::Text) -> Refusal {
    Refusal::content("credit-code-taken").with_text("name", name).at("/credit_code")
}
