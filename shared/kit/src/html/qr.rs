//! An address as a QR code: the path of an SVG, one unit a module.

use std::fmt::Write;

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, bits, ec};

use crate::fault::Fault;

/// The `qr.html` of the templates draws it.
pub struct Code {
    /// The modules of a side.
    pub side: usize,
    /// Draws the dark ones.
    pub path: String,
}

impl Code {
    pub fn of(address: &str) -> Result<Code, Fault> {
        let (side, colours) =
            drawn(address).map_err(|error| Fault::new(format!("no code holds {address}: {error}")))?;
        let mut path = String::new();
        for (row, line) in colours.chunks(side).enumerate() {
            let mut at = 0;
            for run in line.chunk_by(|one, next| one == next) {
                if run[0] == Color::Dark {
                    let length = run.len();
                    write!(path, "M{at} {row}h{length}v1h-{length}z").map_err(|error| Fault::new(error.to_string()))?;
                }
                at += run.len();
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
        assert!(path.starts_with("M0 0h7v1h-7z") && path.contains(&format!("M{} 0h7v1h-7z", side - 7)), "{path}");
    }
}
