//! Staff accounts by command, for the operator of the machine: there is nobody to sign in before the first is there.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use domain::{Department, DepartmentId, DepartmentKind, Refusal, Role, Seat, Text, UnitId};
use kit::DeskError;

use super::Officers;
use super::hiring::{Hired, NewAccount, Place};
use crate::registers::desk::Registers;

/// Staff accounts: who can sign in, as what.
#[derive(Subcommand)]
enum User {
    /// Add an account; its password and second factor are printed once.
    Add(Adding),
    /// Move an account to another unit or department, in the role that it has; whoever is signed in with it is out, and what was
    /// done before stays as it is.
    Move(Moving),
    /// Let an account sign in no more; whoever is signed in with it is out.
    Lock { login: String },
    /// Let a locked account sign in again.
    Unlock { login: String },
    /// Give an account a new password and second factor, printed once; whoever is signed in with it is out.
    Reset { login: String },
    /// List the accounts.
    List,
}

#[derive(Args)]
struct Adding {
    /// What the person types to sign in: small letters, digits, hyphens.
    login: String,
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code)))]
    role: String,
    /// The person's name in Chinese.
    #[arg(long)]
    name: String,
    /// The name as written in English; without it as in Chinese.
    #[arg(long)]
    name_en: Option<String>,
    /// The office, as the pages show it.
    #[arg(long)]
    office: String,
    #[arg(long)]
    office_en: Option<String>,
    /// Of a seat member; without it the secretary gives them one, and they can sign in from then on.
    #[arg(long, value_parser = PossibleValuesParser::new(Seat::ALL.map(Seat::code)))]
    seat: Option<String>,
    /// Of an officer of an employing unit: its code in the register.
    #[arg(long)]
    unit: Option<String>,
    /// Of an officer of a supervising department, and where there are several of a municipal one: its code in the register.
    #[arg(long)]
    department: Option<String>,
}

#[derive(Args)]
struct Moving {
    login: String,
    /// The new office, as the pages show it.
    #[arg(long)]
    office: String,
    #[arg(long)]
    office_en: Option<String>,
    /// Of an officer of an employing unit: the code of the new one in the register.
    #[arg(long)]
    unit: Option<String>,
    /// Of an officer of a department: the code of the new one in the register.
    #[arg(long)]
    department: Option<String>,
}

pub fn command() -> Command {
    User::augment_subcommands(Command::new("user"))
        .about("Staff accounts: who can sign in, as what")
        .subcommand_required(true)
}

/// Does what was typed: what to print.
pub async fn run(officers: &Officers, registers: &Registers, given: &ArgMatches) -> Result<String, DeskError> {
    let by = kit::By::operator();
    match User::from_arg_matches(given).map_err(|error| kit::Fault::new(error.to_string()))? {
        User::Add(adding) => {
            let account = account(registers, adding).await?;
            Ok(shown_once(&officers.add(&by, account).await?))
        }
        User::Move(moving) => {
            let login = moving.login.clone();
            let role = officers.of_login(&login).await?.role;
            let place = Place {
                office: office(moving.office, moving.office_en),
                unit: unit(registers, moving.unit.as_deref()).await?,
                department: department(registers, moving.department.as_deref(), role).await?,
            };
            let told = format!("{login} is of {} now", place.office.zh);
            officers.place(&by, &login, place).await?;
            Ok(told)
        }
        User::Lock { login } => officers.lock(&by, &login).await.map(|()| format!("{login} can sign in no more")),
        User::Unlock { login } => officers.unlock(&by, &login).await.map(|()| format!("{login} can sign in again")),
        User::Reset { login } => Ok(shown_once(&officers.reset(&by, &login).await?)),
        User::List => {
            let accounts = officers.all().await?.into_iter().map(|account| {
                let state = match account.locked {
                    true => "locked",
                    false if !account.may_come_in() => "without a seat",
                    false => "",
                };
                format!(
                    "{:<20} {:<28} {:<16} {} {state}",
                    account.login,
                    account.role.code(),
                    account.name.zh,
                    account.office.zh
                )
            });
            Ok(accounts.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n"))
        }
    }
}

async fn account(registers: &Registers, adding: Adding) -> Result<NewAccount, DeskError> {
    let role = Role::from_code(&adding.role).ok_or_else(|| unknown("/role", &adding.role))?;
    let seat = match &adding.seat {
        None => None,
        Some(code) => Some(Seat::from_code(code).ok_or_else(|| unknown("/seat", code))?),
    };
    Ok(NewAccount {
        unit: unit(registers, adding.unit.as_deref()).await?,
        department: department(registers, adding.department.as_deref(), role).await?,
        name: Text::new(adding.name.clone(), adding.name_en.unwrap_or(adding.name)),
        office: office(adding.office, adding.office_en),
        login: adding.login,
        role,
        seat,
    })
}

fn unknown(name: &'static str, typed: &str) -> Refusal {
    Refusal::content("not-a-choice").with("typed", typed).at(name)
}

fn office(zh: String, en: Option<String>) -> Text {
    Text::new(zh.clone(), en.unwrap_or(zh))
}

async fn unit(registers: &Registers, code: Option<&str>) -> Result<Option<UnitId>, DeskError> {
    let Some(code) = code else { return Ok(None) };
    let found = registers.unit_by_code(code).await?.ok_or_else(|| unknown("/unit", code))?;
    if registers.unit(found).await?.closed_on.is_some() {
        return Err(Refusal::content("unit-of-role").at("/unit").into());
    }
    Ok(Some(found))
}

async fn department(registers: &Registers, code: Option<&str>, role: Role) -> Result<Option<DepartmentId>, DeskError> {
    let Some(code) = code else { return Ok(None) };
    let found = registers.department_by_code(code).await?.ok_or_else(|| unknown("/department", code))?;
    is_of_the_role(&registers.department(found).await?, role)?;
    Ok(Some(found))
}

/// Whether somebody in this role can be of the department.
fn is_of_the_role(department: &Department, role: Role) -> Result<(), Refusal> {
    let is_theirs = match role {
        Role::DepartmentOfficer => department.kind == DepartmentKind::Supervising,
        Role::MunicipalDepartmentOfficer => department.kind.reviews(),
        _ => false,
    };
    if is_theirs && department.closed_on.is_none() {
        return Ok(());
    }
    Err(Refusal::content("department-of-role").at("/department"))
}

/// The one time that password and second factor can be read.
fn shown_once(hired: &Hired) -> String {
    let Hired { login, password, enrolment } = hired;
    format!(
        "{login}\n  password       {password}\n  second factor  {enrolment}\n\
         Hand both over in person: they are not shown again. `yincai user reset {login}` makes new ones."
    )
}
