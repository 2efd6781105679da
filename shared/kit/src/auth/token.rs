//! Access tokens: JWTs signed with Ed25519, for the API of every service. Whoever checks one asks no database; the service
//! that keeps the sessions also asks whether the token's still stands.
//! Their times are checked here and by `Clock`: the library would ask the machine's clock.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::{Clock, Instant};
use crate::ids::Ids;
use crate::keys::Keys;
use crate::signing;

const AUDIENCE: &str = "yincai";
/// By how many seconds the clocks of two machines may differ.
const LEEWAY: i64 = 30;

/// What a token says; all of it is required. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: String,
    /// The session it comes from; with that it ends, where the session can be asked for.
    pub sid: Uuid,
    pub roles: Vec<String>,
    pub exp: i64,
    pub nbf: i64,
    pub iat: i64,
    pub jti: Uuid,
}

/// Whom a token is for.
pub struct Bearer<'a> {
    pub subject: &'a str,
    pub session: Uuid,
    pub roles: Vec<String>,
}

/// For how long a key signs. Its public half is told one such time ahead and known one such time longer,
/// so that whoever keeps a copy of the keys never meets a token of an unknown one.
const ROTATION: Duration = Duration::from_secs(30 * 24 * 3600);

/// The key that signs at a time, and those that are known when checking. Keys come from the product's secret and the
/// time, so that every service and every process has the same without telling the others.
#[derive(Clone)]
pub struct TokenKeys {
    issuer: String,
    keys: Keys,
    ring: Arc<RwLock<Option<Arc<Ring>>>>,
}

struct Ring {
    period: i64,
    kid: String,
    signing: EncodingKey,
    known: JwkSet,
}

impl Ring {
    fn of(keys: &Keys, period: i64) -> Ring {
        let (signing, public) = pair(keys, period);
        let kid = public.common.key_id.clone().unwrap_or_default();
        let others = [period - 1, period + 1].map(|period| pair(keys, period).1);
        Ring { period, kid, signing, known: JwkSet { keys: [public].into_iter().chain(others).collect() } }
    }
}

/// The key of a period and its public half.
fn pair(keys: &Keys, period: i64) -> (EncodingKey, Jwk) {
    let signing = signing::key_of(&keys.derive(&format!("tokens/{period}")));
    let mut public = Jwk::from_encoding_key(&signing, Algorithm::EdDSA).expect("any 32 bytes are an Ed25519 key");
    public.common.key_id = Some(public.thumbprint(ThumbprintHash::SHA256).expect("an Ed25519 key has a thumbprint"));
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    (signing, public)
}

impl TokenKeys {
    /// The same for every service of the product; `issuer` is its public address.
    pub fn of(keys: &Keys, issuer: &str) -> TokenKeys {
        TokenKeys { issuer: issuer.to_owned(), keys: keys.clone(), ring: Arc::default() }
    }

    /// The public keys, for `/.well-known/jwks.json`.
    pub fn public(&self, clock: &dyn Clock) -> JwkSet {
        self.ring(clock.now()).known.clone()
    }

    fn ring(&self, now: Instant) -> Arc<Ring> {
        let period = now.seconds().div_euclid(ROTATION.as_secs() as i64);
        let known = self.ring.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(ring) = known.filter(|ring| ring.period == period) {
            return ring;
        }
        let ring = Arc::new(Ring::of(&self.keys, period));
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Some(ring.clone());
        ring
    }

    /// A token that is good from now on and for this long.
    pub fn issue(&self, clock: &dyn Clock, ids: &Ids, of: Bearer<'_>, lifetime: Duration) -> String {
        let now = clock.now();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: of.subject.to_owned(),
            sid: of.session,
            roles: of.roles,
            exp: now.plus(lifetime).seconds(),
            nbf: now.seconds(),
            iat: now.seconds(),
            jti: ids.next(),
        };
        let ring = self.ring(now);
        let header = Header { kid: Some(ring.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &ring.signing).expect("an Ed25519 key signs whatever is JSON")
    }

    /// What the token says, if one of the known keys signed it, for this product and this time.
    pub fn check(&self, clock: &dyn Clock, token: &str) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let ring = self.ring(clock.now());
        let key = DecodingKey::from_jwk(ring.known.find(&kid)?).ok()?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &self.validation()).ok()?.claims;
        let now = clock.now().seconds();
        (now - LEEWAY < claims.exp && claims.nbf <= now + LEEWAY).then_some(claims)
    }

    fn validation(&self) -> Validation {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
        validation
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64URL_NOPAD;
    use serde_json::{Value, json};

    use super::*;
    use crate::clock::SetClock;
    use crate::rng::SystemRng;

    const NOW: i64 = 1_770_000_000;
    const QUARTER: Duration = Duration::from_secs(900);
    const ISSUER: &str = "https://talent.example";

    fn keys_of(master: u8, service: &'static str) -> TokenKeys {
        TokenKeys::of(&Keys::new([master; 32], Arc::new(SystemRng), service), ISSUER)
    }

    fn clock() -> SetClock {
        SetClock::at(Instant(NOW * 1_000_000))
    }

    fn zhao() -> Bearer<'static> {
        Bearer { subject: "zhao", session: Uuid::nil(), roles: vec!["officer".to_owned()] }
    }

    fn issued(keys: &TokenKeys) -> String {
        let ids = Ids::new(Arc::new(clock()), Arc::new(SystemRng));
        keys.issue(&clock(), &ids, zhao(), QUARTER)
    }

    fn part(value: &Value) -> String {
        BASE64URL_NOPAD.encode(value.to_string().as_bytes())
    }

    fn claims() -> Value {
        json!({
            "iss": ISSUER, "aud": "yincai", "sub": "zhao", "sid": Uuid::nil(), "roles": [],
            "exp": NOW + 900, "nbf": NOW, "iat": NOW, "jti": "019c0000-0000-7000-8000-000000000000",
        })
    }

    fn ring(keys: &TokenKeys) -> Arc<Ring> {
        keys.ring(clock().now())
    }

    /// Signed with the product's own key, whatever it says.
    fn signed(keys: &TokenKeys, claims: &Value) -> String {
        let header = Header { kid: Some(ring(keys).kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, claims, &ring(keys).signing).expect("signed")
    }

    #[test]
    fn every_service_reads_what_one_has_issued() {
        let token = issued(&keys_of(7, "review"));
        let claims = keys_of(7, "portal").check(&clock(), &token).expect("good");
        assert_eq!((claims.sub.as_str(), claims.roles.as_slice()), ("zhao", ["officer".to_owned()].as_slice()));
        assert_eq!((claims.iat, claims.nbf, claims.exp), (NOW, NOW, NOW + 900));
    }

    #[test]
    fn a_token_is_good_from_its_time_to_its_time() {
        let keys = keys_of(7, "review");
        let token = issued(&keys);
        let at = |seconds: i64| keys.check(&SetClock::at(Instant((NOW + seconds) * 1_000_000)), &token).is_some();
        assert!(!at(-LEEWAY - 1));
        assert!(at(-LEEWAY));
        assert!(at(900 + LEEWAY - 1));
        assert!(!at(900 + LEEWAY));
    }

    #[test]
    fn a_changed_token_is_refused() {
        let keys = keys_of(7, "review");
        let token = issued(&keys);
        let [header, _, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().expect("three parts");
        let mut more = claims();
        more["roles"] = json!(["administrator"]);
        assert!(keys.check(&clock(), &format!("{header}.{}.{signature}", part(&more))).is_none());
        assert!(keys.check(&clock(), &format!("{header}.{}.", part(&more))).is_none());
        assert!(keys.check(&clock(), "").is_none());
    }

    #[test]
    fn no_other_algorithm_is_taken() {
        let keys = keys_of(7, "review");
        let none = part(&json!({ "typ": "JWT", "alg": "none", "kid": ring(&keys).kid }));
        assert!(keys.check(&clock(), &format!("{none}.{}.", part(&claims()))).is_none());

        let public = DecodingKey::from_jwk(&ring(&keys).known.keys[0]).expect("a key");
        let secret = EncodingKey::from_secret(public.try_get_as_bytes().expect("bytes"));
        let header = Header { kid: Some(ring(&keys).kid.clone()), ..Header::new(Algorithm::HS256) };
        let forged = jsonwebtoken::encode(&header, &claims(), &secret).expect("signed");
        assert!(keys.check(&clock(), &forged).is_none());
    }

    #[test]
    fn another_key_is_refused_under_its_own_name_and_under_ours() {
        let (keys, theirs) = (keys_of(7, "review"), keys_of(8, "review"));
        assert!(keys.check(&clock(), &issued(&theirs)).is_none());
        let posing = Header { kid: Some(ring(&keys).kid.clone()), ..Header::new(Algorithm::EdDSA) };
        let posing = jsonwebtoken::encode(&posing, &claims(), &ring(&theirs).signing).expect("signed");
        assert!(keys.check(&clock(), &posing).is_none());
        let nameless = Header::new(Algorithm::EdDSA);
        let nameless = jsonwebtoken::encode(&nameless, &claims(), &ring(&keys).signing).expect("signed");
        assert!(keys.check(&clock(), &nameless).is_none());
    }

    #[test]
    fn a_token_for_others_or_with_something_missing_is_refused() {
        let keys = keys_of(7, "review");
        assert!(keys.check(&clock(), &signed(&keys, &claims())).is_some());
        for (claim, other) in [("aud", "elsewhere"), ("iss", "https://elsewhere.example")] {
            let mut wrong = claims();
            wrong[claim] = json!(other);
            assert!(keys.check(&clock(), &signed(&keys, &wrong)).is_none(), "{claim}");
        }
        for claim in ["iss", "aud", "sub", "sid", "roles", "exp", "nbf", "iat", "jti"] {
            let mut lacking = claims();
            lacking.as_object_mut().expect("an object").remove(claim);
            assert!(keys.check(&clock(), &signed(&keys, &lacking)).is_none(), "{claim}");
        }
    }

    #[test]
    fn keys_take_turns_and_overlap() {
        let keys = keys_of(7, "review");
        let known = |at: &SetClock| -> Vec<String> {
            keys.public(at).keys.into_iter().filter_map(|key| key.common.key_id).collect()
        };
        let (before, after) = (clock(), clock());
        after.advance(ROTATION);
        assert_eq!(known(&before)[2], known(&after)[0], "the next key is told ahead");
        assert_eq!(known(&before)[0], known(&after)[1], "the last key is known still");
        let ids = Ids::new(Arc::new(clock()), Arc::new(SystemRng));
        let long = keys.issue(&before, &ids, zhao(), 2 * ROTATION);
        assert!(keys.check(&after, &long).is_some());
        after.advance(ROTATION);
        assert!(keys.check(&after, &long).is_none(), "a key two turns old is forgotten");
    }

    #[test]
    fn what_is_published_holds_no_private_key() {
        let published = serde_json::to_value(keys_of(7, "review").public(&clock())).expect("JSON");
        let key = published["keys"][0].as_object().expect("a key");
        let mut fields: Vec<&str> = key.keys().map(String::as_str).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["alg", "crv", "kid", "kty", "use", "x"]);
    }
}
