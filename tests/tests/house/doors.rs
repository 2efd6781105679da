//! The doors of the API and the pages: who may pass, and what whoever comes may throw at them.

mod authorisation;
mod forms;
mod hostile;
mod table;
mod values;
mod walk;
