//! Entering a whole workbook of units or departments in one act, and trying it; reading the workbook of any register.

use domain::{DepartmentId, DepartmentInput, EmployingUnit, Refusal, RegisterSheet, UnitId, UnitInput};
use kit::web::sent::{Content, drain};
use kit::{Act, DeskError};

use super::sheet::Sheet;
use crate::officers::Officer;
use crate::registers::desk::{Kept, Registers, add_department, add_unit, keeps, tell};
use crate::several;
use crate::workbooks::{self, Book};

/// How many entries come in at once.
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
        self.sheet(register, workbooks::sent(content).await?).await
    }

    /// The same again, as a form brought it back.
    pub async fn sheet(&self, register: RegisterSheet, book: Book) -> Result<Sheet, DeskError> {
        Ok(Sheet::of(register, book, &self.departments().await?)?)
    }

    /// Enters all of them at once, or none.
    pub async fn import_units(&self, officer: &Officer, inputs: &[UnitInput]) -> Result<Vec<Kept>, DeskError> {
        keeps(officer)?;
        let mut act = self.house.act(&officer.by, "unit.import", "register").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let units = self.enter_units(&act, inputs).await?;
        tell(&mut act, &units).await?;
        let kept: Vec<_> = units.iter().map(|one| Kept { id: one.unit.id.uuid(), version: one.version }).collect();
        for one in &kept {
            act.also("unit.add", one.id);
        }
        act.commit(&kept).await?;
        Ok(kept)
    }

    /// What keeps them from being entered; nothing is kept.
    pub async fn try_units(&self, officer: &Officer, inputs: &[UnitInput]) -> Result<Vec<Refusal>, DeskError> {
        keeps(officer)?;
        let act = self.house.act(&officer.by, "unit.import", "register").await?;
        tried(self.enter_units(&act, inputs).await)
    }

    async fn enter_units(&self, act: &Act, inputs: &[UnitInput]) -> Result<Vec<EmployingUnit>, DeskError> {
        is_importable(inputs.len())?;
        several::each("/entries", &[], inputs, async |input: &UnitInput| {
            let (entry, id) = (input.read()?, UnitId::from(self.house.ids.next()));
            let unit = self.unit_of(act, id, entry, 1).await?;
            add_unit(act, &unit).await?;
            Ok(unit)
        })
        .await
    }

    /// Enters all of them at once, or none.
    pub async fn import_departments(
        &self,
        officer: &Officer,
        inputs: &[DepartmentInput],
    ) -> Result<Vec<Kept>, DeskError> {
        keeps(officer)?;
        let mut act = self.house.act(&officer.by, "department.import", "register").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.enter_departments(&act, inputs).await?;
        for one in &kept {
            act.also("department.add", one.id);
        }
        act.commit(&kept).await?;
        Ok(kept)
    }

    /// What keeps them from being entered; nothing is kept.
    pub async fn try_departments(
        &self,
        officer: &Officer,
        inputs: &[DepartmentInput],
    ) -> Result<Vec<Refusal>, DeskError> {
        keeps(officer)?;
        let act = self.house.act(&officer.by, "department.import", "register").await?;
        tried(self.enter_departments(&act, inputs).await)
    }

    async fn enter_departments(&self, act: &Act, inputs: &[DepartmentInput]) -> Result<Vec<Kept>, DeskError> {
        is_importable(inputs.len())?;
        several::each("/entries", &[], inputs, async |input: &DepartmentInput| {
            let (entry, id) = (input.read()?, DepartmentId::from(self.house.ids.next()));
            add_department(act, id, entry).await?;
            Ok(Kept { id: id.uuid(), version: 1 })
        })
        .await
    }
}
