//! An address as a QR code: the path of an SVG, one unit a module, drawn as strokes along the middle of each row.

use std::fmt::Write;

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

impl Code {
    pub fn of(address: &str) -> Result<Code, Fault> {
        let (side, colours) =
            drawn(address).map_err(|error| Fault::new(format!("no code holds {address}: {error}")))?;
        let unwritten = |error: std::fmt::Error| Fault::new(error.to_string());
        let mut path = String::with_capacity(side * side * 3);
        for (row, line) in colours.chunks(side).enumerate() {
            write!(path, "M0 {row}.5").map_err(unwritten)?;
            for run in line.chunk_by(|one, next| one == next) {
                match (run[0], run.len()) {
                    (Color::Dark, length) => write!(path, "h{length}"),
                    (Color::Light, length) => write!(path, "m{length} 0"),
                }
                .map_err(unwritten)?;
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
        assert!(first.starts_with("0 0.5h7m1 0") && first.ends_with("h7"), "{first}");
    }
}
