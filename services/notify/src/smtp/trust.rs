//! Whose certificates are believed: the public authorities, and the one that the settings name for a server of the house.
//! Both ways of encrypting are given the same: the client library's own for `STARTTLS`, ours for a session that begins encrypted.

use std::sync::Arc;

use kit::BadSettings;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::settings::SmtpSettings;

pub struct Trust {
    pub begun: TlsParameters,
    pub whole: Arc<ClientConfig>,
}

impl Trust {
    pub fn of(settings: &SmtpSettings) -> Result<Trust, BadSettings> {
        let bad = |what: String| BadSettings::new(format!("[notify.smtp] ca_file: {what}"));
        let mut roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let mut begun = TlsParameters::builder(settings.host.clone());
        if let Some(ca) = &settings.ca {
            let mut found = 0;
            for certificate in CertificateDer::pem_slice_iter(ca.as_bytes()) {
                let certificate = certificate.map_err(|error| bad(format!("no certificate in PEM: {error}")))?;
                let known = Certificate::from_der(certificate.to_vec()).map_err(|error| bad(error.to_string()))?;
                roots.add(certificate).map_err(|error| bad(error.to_string()))?;
                begun = begun.add_root_certificate(known);
                found += 1;
            }
            if found == 0 {
                return Err(bad("no certificate in it, such as -----BEGIN CERTIFICATE-----".to_owned()));
            }
        }
        // Two providers are compiled in: asking for the process's own would panic.
        let whole = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| bad(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let begun = begun.build().map_err(|error| bad(error.to_string()))?;
        Ok(Trust { begun, whole: Arc::new(whole) })
    }
}
