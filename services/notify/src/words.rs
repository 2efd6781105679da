//! The words of this service's pages. Letters have their own files, in `letters`.

kit::words!();
