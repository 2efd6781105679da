//! An address as a QR code: the path of an SVG, one unit a module, drawn as strokes along the middle of each row.

use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, bits, ec};

use crate::fault::Fault;

/// The `qr.html` of the templates draws it.
pub struct Code {
    /// The modules of a side.
    pub side: usize,
    /// Runs along the dark ones.
    pub path: String,
}

/// The modules of a side of the largest code.
const LARGEST: usize = 177;

/// By its length: to the beginning of a row, along dark modules, over light ones. A code is some hundreds of these.
static STROKES: LazyLock<Vec<[String; 3]>> = LazyLock::new(|| {
    let of = |length| [format!("M0 {length}.5"), format!("h{length}"), format!("m{length} 0")];
    (0..=LARGEST).map(of).collect()
});

impl Code {
    pub fn of(address: &str) -> Result<Code, Fault> {
        let (side, colours) =
            drawn(address).map_err(|error| Fault::new(format!("no code holds {address}: {error}")))?;
        let mut path = String::with_capacity(side * side * 3);
        for (row, line) in colours.chunks(side).enumerate() {
            path.push_str(&STROKES[row][0]);
            for run in line.chunk_by(|one, next| one == next) {
                let [_, dark, light] = &STROKES[run.len()];
                path.push_str(if run[0] == Color::Dark { dark } else { light });
            }
        }
        Ok(Code { side, path })
    }
}

/// Always under the same mask: a code says which one it has and is read with it. To weigh all eight and take the evenest costs
/// thirty times the rest.
fn drawn(address: &str) -> Result<(usize, Vec<Color>), QrError> {
    const LEVEL: EcLevel = EcLevel::M;
    let bits = bits::encode_auto(address.as_bytes(), LEVEL)?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, LEVEL)?;
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::Checkerboard);
    Ok((usize::try_from(version.width()).unwrap_or_default(), canvas.into_colors()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_a_code_are_its_finders() {
        let Code { side, path } = Code::of("https://talent.example/posts/2026-037").expect("a code");
        assert_eq!(side, 29);
        let first = path.split('M').nth(1).expect("a row");
        assert!(first.starts_with("0 0.5h7m") && first.ends_with("h7"), "{first}");
    }
}
