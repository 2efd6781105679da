//! A plain door to the gateway's encrypted one, for clients that speak no TLS. It believes any certificate: the gateway of a test
//! has one of its own, on this machine.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

/// Dropped, it is closed.
pub struct Tunnel {
    pub address: SocketAddr,
    _work: JoinSet<()>,
}

impl Tunnel {
    /// To the gateway that listens on this port of the machine.
    pub async fn to(port: u16) -> Tunnel {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .expect("protocols")
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Believes(provider)))
            .with_no_client_auth();
        let (connector, listener) = (TlsConnector::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await);
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut work = JoinSet::new();
        work.spawn(async move {
            let mut lines = JoinSet::new();
            while let Ok((mut client, _)) = listener.accept().await {
                while lines.try_join_next().is_some() {}
                let connector = connector.clone();
                lines.spawn(async move {
                    let name = ServerName::try_from("localhost").expect("a name");
                    let Ok(gateway) = TcpStream::connect(("127.0.0.1", port)).await else { return };
                    // What comes in several pieces would else wait for each to be acknowledged.
                    client.set_nodelay(true).and(gateway.set_nodelay(true)).expect("no delay");
                    let Ok(mut gateway) = connector.connect(name, gateway).await else { return };
                    // However it ends, both sides see it.
                    copy_bidirectional(&mut client, &mut gateway).await.ok();
                });
            }
        });
        Tunnel { address, _work: work }
    }

    /// Under the name that the gateway answers to.
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }
}

#[derive(Debug)]
struct Believes(Arc<CryptoProvider>);

impl ServerCertVerifier for Believes {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
