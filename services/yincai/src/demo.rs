//! The demo: who can sign in, with what, and what is where.

use std::io;
use std::sync::Arc;

use kit::auth::totp;
use kit::{Clock, Keys, Rng, Service, Settings, SystemClock, SystemRng};
use review::demo::{DemoOfficer, PASSWORD, officers, secret};

use crate::commands::Demo;
use crate::print;
use crate::program::Program;
use crate::trouble::Trouble;

pub fn run(demo: Option<Demo>) -> Result<(), Trouble> {
    match demo {
        None => Ok(print_officers(&officers())?),
        Some(Demo::Code { name }) => {
            let rng = Arc::new(SystemRng);
            let settings = crate::settings(&*rng)?;
            Ok(print::line(code(&settings, rng, &SystemClock, &name)?)?)
        }
    }
}

/// The current code of a demo officer's second factor in this data folder.
pub fn code(settings: &Settings, rng: Arc<dyn Rng>, clock: &dyn Clock, login: &str) -> Result<String, Trouble> {
    if !officers().iter().any(|officer| officer.login == login) {
        return Err(Trouble::usage(format!("no demo officer is called {login:?}; `yincai demo` lists them")));
    }
    let keys = Keys::new(settings.master, rng, review::Review::STANDARD.name());
    Ok(totp::current(&secret(&keys, login), clock.now()))
}

/// What a newcomer needs to know, on the first start as on every other.
pub fn announce(program: &Program, services: &[&'static dyn Service]) -> io::Result<()> {
    let settings = &program.settings;
    print::line("Yincai 引才")?;
    for line in services.iter().filter_map(|service| service.announces(settings)) {
        print::line(format_args!("  {line}"))?;
    }
    let data = settings.data.canonicalize().unwrap_or_else(|_| settings.data.clone());
    print::line(format_args!("  data 数据           {}", data.display()))?;
    if !settings.demo {
        return Ok(());
    }
    let how = "code from `yincai demo code <name>`; all names: `yincai demo`";
    print::line(format_args!("  staff sign-ins: password {PASSWORD}, {how}"))?;
    let some = ["unit-hospital", "secretary", "prefecture", "auditor"];
    let shown: Vec<DemoOfficer> = officers().into_iter().filter(|officer| some.contains(&&*officer.login)).collect();
    print_officers(&shown)
}

fn print_officers(officers: &[DemoOfficer]) -> io::Result<()> {
    for officer in officers {
        print::line(format_args!("    {:<18} {}  {}", officer.login, officer.name.zh, officer.office.zh))?;
    }
    Ok(())
}
