//! This service's words, from `locales`.

kit::words!();
