//! The demo: who can sign in, with what, and what is where.

use std::sync::Arc;

use kit::auth::totp;
use kit::{Clock, Keys, Rng, Service, Settings, SystemClock, SystemRng};
use review::demo::{DemoOfficer, PASSWORD, officers, secret};

use crate::commands::Demo;
use crate::program::Program;
use crate::trouble::Trouble;

pub fn run(demo: Option<Demo>) -> Result<(), Trouble> {
    match demo {
        None => {
            print_officers(&officers());
            Ok(())
        }
        Some(Demo::Code { name }) => {
            let rng = Arc::new(SystemRng);
            let settings = crate::settings(&*rng)?;
            println!("{}", code(&settings, rng, &SystemClock, &name)?);
            Ok(())
        }
    }
}

/// The current code of a demo officer's second factor in this data folder.
pub fn code(settings: &Settings, rng: Arc<dyn Rng>, clock: &dyn Clock, login: &str) -> Result<String, Trouble> {
    if !officers().iter().any(|officer| officer.login == login) {
        return Err(Trouble::new(format!("no demo officer is called {login:?}; `yincai demo` lists them")));
    }
    let keys = Keys::new(settings.master, rng, review::Review.name());
    Ok(totp::current(&secret(&keys, login), clock.now()))
}

/// What a newcomer needs to know, on the first start as on every other.
pub fn announce(program: &Program, services: &[&'static dyn Service]) {
    let url = &program.url;
    println!("Yincai 引才");
    for service in services {
        match service.name() {
            "portal" => println!("  posts 岗位          {url}/posts   {url}/en/posts"),
            "review" => println!("  staff 办公台        {url}/staff   {url}/en/staff"),
            "notify" => println!("  local mailbox 邮件  {url}/dev/mail"),
            _ => {}
        }
    }
    let data = program.data.canonicalize().unwrap_or_else(|_| program.data.clone());
    println!("  data 数据           {}", data.display());
    println!("  staff sign-ins: password {PASSWORD}, code from `yincai demo code <name>`; all names: `yincai demo`");
    let some = ["unit-hospital", "secretary", "prefecture", "auditor"];
    let shown: Vec<DemoOfficer> = officers().into_iter().filter(|officer| some.contains(&&*officer.login)).collect();
    print_officers(&shown);
}

fn print_officers(officers: &[DemoOfficer]) {
    for officer in officers {
        println!("    {:<18} {}  {}", officer.login, officer.name.zh, officer.office.zh);
    }
}
