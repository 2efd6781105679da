//! Whose cryptography encrypts the way to other servers. The tree holds two, so that none is the process's by itself, and a
//! library that asks for that one would panic.

use tokio_rustls::rustls::crypto::ring;

/// Settles it; another that was settled before stays.
pub(crate) fn settle() {
    ring::default_provider().install_default().ok();
}
