//! Entering a whole workbook of units or departments in one act, new ones and changes, and trying it; reading the workbook of any
//! register.

use domain::{DepartmentId, DepartmentInput, EmployingUnit, Refusal, RegisterSheet, UnitId, UnitInput};
use kit::web::sent::{Content, drain};
use kit::{Act, DeskError, Fault};

use super::known::Known;
use super::sheet::{Entering, Sheet};
use crate::officers::Officer;
use crate::registers::desk::{Kept, Registers, add_department, add_unit, keeps, tell};
use crate::several;
use crate::workbooks::{self, Book, Bounds};

/// How many entries come in at once, new ones and changes.
pub(crate) const MOST_ENTRIES: usize = 200;

pub(crate) fn is_importable(count: usize) -> Result<(), Refusal> {
    match count {
        0 => Err(Refusal::content("register-without-entries").at("/entries")),
        1..=MOST_ENTRIES => Ok(()),
        _ => Err(Refusal::content("too-many-entries").with("most", MOST_ENTRIES).at("/entries")),
    }
}

/// A trial is the entering itself, dropped before it is kept: what it was refused for.
pub(crate) fn tried<T>(entered: Result<T, DeskError>) -> Result<Vec<Refusal>, DeskError> {
    match entered {
        Ok(_) => Ok(Vec::new()),
        Err(DeskError::Refused(refusals)) => Ok(refusals),
        Err(error) => Err(error),
    }
}

impl Registers {
    /// A workbook, read. Nothing of it is kept.
    pub async fn read_sheet(
        &self,
        by: &Officer,
        register: RegisterSheet,
        content: Option<Content>,
    ) -> Result<Sheet, DeskError> {
        if let Err(error) = keeps(by) {
            if let Some(content) = content {
                drain(content).await;
            }
            return Err(error);
        }
        self.sheet(register, workbooks::sent(content, Bounds::REGISTER).await?).await
    }

    /// The same again, as a form brought it back.
    pub async fn sheet(&self, register: RegisterSheet, book: Book) -> Result<Sheet, DeskError> {
        Ok(Sheet::of(register, book, self.known(register).await?, self.departments().await?)?)
    }

    /// What stands in a register and is not closed.
    pub async fn known(&self, register: RegisterSheet) -> Result<Vec<Known>, Fault> {
        Known::all(register, self.house.reader()).await
    }

    /// Enters and changes all of them at once, or none.
    pub async fn import_units(
        &self,
        officer: &Officer,
        entries: &[Entering<UnitInput>],
    ) -> Result<Vec<Kept>, DeskError> {
        keeps(officer)?;
        let mut act = self.house.act(&officer.by, "unit.import", "register").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let (kept, units) = told(self.enter_units(&mut act, entries).await?);
        tell(&mut act, &units).await?;
        act.commit(&kept).await?;
        Ok(kept)
    }

    /// What keeps them from being entered; nothing is kept.
    pub async fn try_units(
        &self,
        officer: &Officer,
        entries: &[Entering<UnitInput>],
    ) -> Result<Vec<Refusal>, DeskError> {
        keeps(officer)?;
        let mut act = self.house.act(&officer.by, "unit.import", "register").await?;
        tried(self.enter_units(&mut act, entries).await)
    }

    async fn enter_units(
        &self,
        act: &mut Act,
        entries: &[Entering<UnitInput>],
    ) -> Result<Vec<(Kept, Vec<EmployingUnit>)>, DeskError> {
        is_importable(entries.len())?;
        several::each("/entries", &[], entries, async |Entering { entry, changes }: &Entering<UnitInput>| {
            let entry = entry.read()?;
            let unit = match *changes {
                Some(seen) => match self.changed_unit(act, seen, entry).await? {
                    Some(unit) => unit,
                    None => return Ok((seen, Vec::new())),
                },
                None => {
                    let unit = self.unit_of(act, UnitId::from(self.house.ids.next()), entry, 1).await?;
                    add_unit(act, &unit).await?;
                    unit
                }
            };
            act.also(if changes.is_some() { "unit.change" } else { "unit.add" }, unit.unit.id);
            Ok((Kept { id: unit.unit.id.uuid(), version: unit.version }, vec![unit]))
        })
        .await
    }

    /// Enters and changes all of them at once, or none.
    pub async fn import_departments(
        &self,
        officer: &Officer,
        entries: &[Entering<DepartmentInput>],
    ) -> Result<Vec<Kept>, DeskError> {
        keeps(officer)?;
        let mut act = self.house.act(&officer.by, "department.import", "register").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let (kept, units) = told(self.enter_departments(&mut act, entries).await?);
        tell(&mut act, &units).await?;
        act.commit(&kept).await?;
        Ok(kept)
    }

    /// What keeps them from being entered; nothing is kept.
    pub async fn try_departments(
        &self,
        officer: &Officer,
        entries: &[Entering<DepartmentInput>],
    ) -> Result<Vec<Refusal>, DeskError> {
        keeps(officer)?;
        let mut act = self.house.act(&officer.by, "department.import", "register").await?;
        tried(self.enter_departments(&mut act, entries).await)
    }

    async fn enter_departments(
        &self,
        act: &mut Act,
        entries: &[Entering<DepartmentInput>],
    ) -> Result<Vec<(Kept, Vec<EmployingUnit>)>, DeskError> {
        is_importable(entries.len())?;
        several::each("/entries", &[], entries, async |Entering { entry, changes }: &Entering<DepartmentInput>| {
            let entry = entry.read()?;
            match *changes {
                Some(seen) => {
                    let (kept, units) = self.changed_department(act, seen, entry).await?;
                    if kept != seen {
                        act.also("department.change", kept.id);
                    }
                    Ok((kept, units))
                }
                None => {
                    let id = DepartmentId::from(self.house.ids.next());
                    add_department(act, id, entry).await?;
                    act.also("department.add", id);
                    Ok((Kept { id: id.uuid(), version: 1 }, Vec::new()))
                }
            }
        })
        .await
    }
}

/// Each entry as it is kept now, and the units that others are told of.
fn told(entered: Vec<(Kept, Vec<EmployingUnit>)>) -> (Vec<Kept>, Vec<EmployingUnit>) {
    let (kept, units): (Vec<_>, Vec<_>) = entered.into_iter().unzip();
    (kept, units.into_iter().flatten().collect())
}
