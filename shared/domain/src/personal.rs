//! Personal data in memory: it has no `Debug`, no `Display` and no `Serialize`, so that no log and no event can hold it.
//! Whoever needs the value says so with `expose`, and those places can be listed.

#[derive(Clone, PartialEq, Eq)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    pub fn new(value: T) -> Personal<T> {
        Personal(value)
    }

    pub fn expose(&self) -> &T {
        &self.0
    }

    pub fn into_exposed(self) -> T {
        self.0
    }
}
