//! What the program depends on, each by name: how it is, and what to do where it is not well.

use std::collections::BTreeMap;
use std::io;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use kit::copies::{self, SET_BACK};
use kit::lock::Lock;
use kit::{Clock, Examined, House, Inspected, Settings, SystemClock, SystemRng, Written};
use kit::{agreement, bus, files};

use crate::trouble::Trouble;
use crate::{SERVICES, houses, print, written};

/// Less than this and a busy day of evidence files may fill the disk.
const LEAST_FREE: u64 = 1 << 30;
/// This program was not written before 2026.
const EARLIEST: i64 = 1_767_225_600;

/// What was found: how it is, or what is wrong and what to do.
type Found = Result<String, String>;

/// Looks at everything and says all of it; the exit code is that of the worst.
pub async fn run() -> Result<(), Trouble> {
    let mut doctor = Doctor::default();
    let written = match written() {
        Ok(written) => written,
        Err(trouble) => {
            print::line(format_args!("BAD   settings: {trouble}"))?;
            return Err(Trouble::usage("mend the settings first; `yincai config dump` shows where each is from"));
        }
    };
    doctor.says("settings", Ok("good".to_owned()))?;
    doctor.says("clock", clock())?;
    let data = data(&written)?;
    if !data.exists() {
        doctor.says("data folder", Ok(format!("{} is not there yet; the first start makes it", data.display())))?;
        doctor.says("disk", space(data.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."))))?;
    } else {
        doctor.says("data folder", folder(&data))?;
        doctor.says("disk", space(&data))?;
        match written.clone().settle(&SystemRng) {
            Ok(settings) => doctor.looks_at(Arc::new(settings)).await?,
            Err(bad) => doctor.says("secret", Err(bad.to_string()))?,
        }
    }
    for service in SERVICES {
        for examined in service.examine(&written).await {
            doctor.tells(&examined)?;
        }
    }
    doctor.ends()
}

#[derive(Default)]
struct Doctor {
    troubles: u32,
    corrupt: bool,
}

impl Doctor {
    fn says(&mut self, what: &str, found: Found) -> io::Result<()> {
        self.tells(&Examined::new(what, found))
    }

    fn tells(&mut self, examined: &Examined) -> io::Result<()> {
        self.troubles += u32::from(!examined.is_well());
        print::line(examined)
    }

    async fn looks_at(&mut self, settings: Arc<Settings>) -> io::Result<()> {
        let running = SERVICES.iter().filter(|service| Lock::is_held(&settings.data, service.name())).count();
        self.says("running", Ok(format!("{running} of {} services", SERVICES.len())))?;
        self.says("port", port(&settings, running > 0))?;
        let mut houses = Vec::new();
        for service in SERVICES {
            let found = match House::is_there(&settings, service.name()) {
                Ok(true) => match houses::open(service, settings.clone()).await {
                    Ok(house) => {
                        let found = self.database(service, &house).await;
                        houses.extend(found.is_ok().then_some(house));
                        found
                    }
                    Err(trouble) => {
                        Err(format!("{trouble}; restore it from a backup if it is there and cannot be read"))
                    }
                },
                Ok(false) => match settings.names_database(service.name()) {
                    Ok(()) => Ok("not there yet; the first start makes it".to_owned()),
                    Err(bad) => Err(bad.to_string()),
                },
                Err(fault) => Err(fault.to_string()),
            };
            self.says(&format!("database {}", service.name()), found)?;
        }
        if let Some(examined) = bus::examine(&settings).await {
            self.tells(&examined)?;
        }
        if let Some(examined) = files::examine(&settings).await {
            self.tells(&examined)?;
        }
        for house in &houses {
            if let Some(found) = duties(house).await {
                self.says(&format!("duties {}", house.service), found)?;
            }
        }
        match copies::set_back(&houses).await {
            Ok(set_back) if set_back.is_empty() => {}
            Ok(set_back) => self.says("events", Err(format!("{}; {SET_BACK}", set_back.join("; "))))?,
            Err(fault) => self.says("events", Err(fault.to_string()))?,
        }
        Ok(())
    }

    async fn database(&mut self, service: &dyn kit::Service, house: &House) -> Found {
        let told = |fault: kit::Fault| fault.to_string();
        let others: Vec<&str> =
            SERVICES.iter().map(|other| other.name()).filter(|other| *other != service.name()).collect();
        let Inspected { kind, broken, advice } = house.inspect(&others).await.map_err(told)?;
        if !broken.is_empty() {
            self.corrupt = true;
            return Err(format!("{}; stop the program and restore a backup", broken.join("; ")));
        }
        if !advice.is_empty() {
            return Err(advice.join("; "));
        }
        agreement::of_house(house).await.map_err(told)?;
        let pending = house.pending(service).await.map_err(told)?;
        if !pending.is_empty() {
            return Err(format!("lacks {}; run `yincai migrate`", pending.join(", ")));
        }
        Ok(format!("whole, its tables up to date; {kind}"))
    }

    fn ends(self) -> Result<(), Trouble> {
        match self.troubles {
            0 => Ok(()),
            troubles if self.corrupt => Err(Trouble::data(format!("{troubles} to mend, stored data among them"))),
            troubles => Err(Trouble::new(format!("{troubles} to mend"))),
        }
    }
}

/// Who does which duty, where several processes can.
async fn duties(house: &House) -> Option<Found> {
    let holders = house.holders().await.ok().filter(|holders| !holders.is_empty())?;
    let nobodys = holders.iter().filter(|(_, holder)| holder.is_none()).map(|(duty, _)| duty.as_str());
    let nobodys: Vec<&str> = nobodys.collect();
    if nobodys.len() == holders.len() {
        return Some(Ok("nobody's at the moment: no process of it runs".to_owned()));
    }
    if !nobodys.is_empty() {
        let which = nobodys.join(", ");
        return Some(Err(format!("nobody does its {which}: see its processes' /health/ready, or start one again")));
    }
    let mut by_holder: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (duty, holder) in &holders {
        by_holder.entry(holder.as_deref().unwrap_or_default()).or_default().push(duty);
    }
    let said = by_holder.iter().map(|(holder, duties)| format!("{} by {holder}", duties.join(", ")));
    Some(Ok(said.collect::<Vec<_>>().join("; ")))
}

fn data(written: &Written) -> Result<std::path::PathBuf, Trouble> {
    Ok(written.data()?)
}

fn clock() -> Found {
    let now = SystemClock.now();
    if now.seconds() < EARLIEST {
        return Err(format!("it says {}; set it, or legal dates and sign-in codes are wrong", now.rfc3339()));
    }
    Ok(format!("{}; compare it with a trusted one, sign-in codes bear 30 seconds", now.rfc3339()))
}

fn folder(data: &Path) -> Found {
    let probe = data.join(".doctor");
    std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)).map_err(|error| {
        format!("cannot write in {}: {error}; give the program's user the right to", data.display())
    })?;
    if others_may_read(data) {
        return Err(format!("others may read {}; run chmod 700 {0}", data.display()));
    }
    Ok(format!("{}", data.display()))
}

#[cfg(unix)]
fn others_may_read(data: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(data).is_ok_and(|folder| folder.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_data: &Path) -> bool {
    false
}

#[cfg(unix)]
fn space(folder: &Path) -> Found {
    let disk = nix::sys::statvfs::statvfs(folder).map_err(|error| error.to_string())?;
    let free = disk.blocks_available().saturating_mul(disk.fragment_size());
    let said = format!("{} MB free under {}", free >> 20, folder.display());
    if free < LEAST_FREE { Err(format!("{said}; make room before it is full")) } else { Ok(said) }
}

#[cfg(not(unix))]
fn space(_folder: &Path) -> Found {
    Ok("not looked at on this system".to_owned())
}

fn port(settings: &Settings, running: bool) -> Found {
    match TcpListener::bind(settings.listen) {
        Ok(_) => Ok(format!("{} is free", settings.listen)),
        Err(_) if running => Ok(format!("{} is taken, the program runs", settings.listen)),
        Err(error) => Err(format!("{}: {error}; YINCAI_LISTEN sets another address", settings.listen)),
    }
}
