//! Who is there: sessions and their cookies, passwords, one-time codes, access tokens.
//! Nothing here opens a transaction or says who may do what: that is the desk's and the door's.

pub mod cookies;
pub mod device;
pub mod kept_forms;
pub mod password;
pub mod refresh;
pub mod sessions;
#[cfg(test)]
pub(crate) mod test_house;
pub mod token;
pub mod totp;

pub use cookies::Realm;
pub use device::Device;
pub use password::Passwords;
pub use sessions::Session;
pub use token::{Bearer, Claims, TokenKeys};
