//! Evidence as those see it who review a case: beside each clause, opened one by one, each look kept (Article 13).
//! The portal owns the files; here they are only read, with the key that came in the dossier.

pub mod api;
pub mod desk;
pub mod pages;
pub mod shown;
