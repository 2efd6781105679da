//! One-time codes of an authenticator app, by RFC 6238: six digits, a new code every 30 seconds.
//! A code is good once: whoever verifies one keeps its step and hands it in the next time.

use data_encoding::BASE32_NOPAD;
use totp_rs::{Algorithm, Builder, Totp};

use crate::clock::Instant;

/// The 160 bits that RFC 4226 recommends, to be drawn from `Rng`.
pub const SECRET_BYTES: usize = 20;
const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;
/// Steps of which a phone's clock may be early or late.
const SKEW: u16 = 1;

/// The step that the code belongs to, unless it is wrong, out of date or not after the last step that was used.
pub fn verify(secret: &[u8; SECRET_BYTES], code: &str, at: Instant, last_step: Option<i64>) -> Option<i64> {
    let step = i64::try_from(totp(secret).check(code, unix(at))?).ok()?;
    last_step.is_none_or(|last| step > last).then_some(step)
}

/// The code that the app shows at this instant.
pub fn current(secret: &[u8; SECRET_BYTES], at: Instant) -> String {
    totp(secret).generate(unix(at)).to_string()
}

/// The address that an authenticator app takes the secret from.
pub fn enrolment(secret: &[u8; SECRET_BYTES], login: &str) -> String {
    format!("otpauth://totp/Yincai:{login}?secret={}&issuer=Yincai", BASE32_NOPAD.encode(secret))
}

/// SHA-1 because apps take no other reliably; as an HMAC it is sound.
fn totp(secret: &[u8; SECRET_BYTES]) -> Totp {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP_SECONDS)
        .with_skew(SKEW)
        .with_secret(*secret)
        .build()
        .expect("six digits, 30 seconds and 160 bits are within RFC 6238")
}

fn unix(at: Instant) -> u64 {
    u64::try_from(at.seconds()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SECRET: &[u8; SECRET_BYTES] = b"12345678901234567890";
    const STEP: Duration = Duration::from_secs(STEP_SECONDS);

    fn second(seconds: i64) -> Instant {
        Instant(seconds * 1_000_000)
    }

    /// RFC 6238, appendix B, of which the last six digits count here.
    #[test]
    fn codes_are_those_of_the_rfc() {
        assert_eq!(current(SECRET, second(59)), "287082");
        assert_eq!(current(SECRET, second(1_111_111_109)), "081804");
        assert_eq!(current(SECRET, second(20_000_000_000)), "353130");
    }

    #[test]
    fn a_code_is_good_one_step_early_and_late_and_no_longer() {
        let now = second(1_111_111_110);
        let code = current(SECRET, now);
        let step = 1_111_111_110 / 30;
        for near in [now.minus(STEP), now, now.plus(STEP)] {
            assert_eq!(verify(SECRET, &code, near, None), Some(step));
        }
        for far in [now.minus(2 * STEP), now.plus(2 * STEP)] {
            assert_eq!(verify(SECRET, &code, far, None), None);
        }
    }

    #[test]
    fn a_code_is_good_once() {
        let now = second(1_111_111_110);
        let earlier = current(SECRET, now.minus(STEP));
        let code = current(SECRET, now);
        let used = verify(SECRET, &code, now, None);
        assert!(used.is_some());
        assert_eq!(verify(SECRET, &code, now, used), None);
        assert_eq!(verify(SECRET, &earlier, now, used), None);
        let next = now.plus(STEP);
        assert_eq!(verify(SECRET, &current(SECRET, next), next, used), used.map(|step| step + 1));
    }

    #[test]
    fn what_is_no_code_of_this_secret_is_refused() {
        let now = second(1_111_111_110);
        let theirs = current(b"09876543210987654321", now);
        for wrong in ["", "12345", "1234567", "abcdef", "+12345", theirs.as_str()] {
            assert_eq!(verify(SECRET, wrong, now, None), None, "{wrong}");
        }
    }
}
