//! Randomness as a parameter, so that a failing run can be run again.

/// Fills keys, codes, tokens and ids.
pub trait Rng: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's source.
pub struct SystemRng;

impl Rng for SystemRng {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("a system without randomness cannot make keys");
    }
}

/// Convenience over any source.
impl dyn Rng + '_ {
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A URL-safe secret of 256 bits, for sessions and links.
    pub fn secret(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.bytes::<32>())
    }

    /// `digits` decimal digits, each equally likely.
    pub fn digits(&self, digits: usize) -> String {
        let mut code = String::with_capacity(digits);
        while code.len() < digits {
            let [byte] = self.bytes::<1>();
            if byte < 250 {
                code.push(char::from(b'0' + byte % 10));
            }
        }
        code
    }
}
