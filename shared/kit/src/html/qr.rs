//! An address as a QR code: the path of an SVG, one unit a module, drawn as strokes along the middle of each row.

use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, bits, ec};

use crate::fault::Fault;

/// The `qr.html` of the templates draws it. It is small, so that it can be kept: a bit for each module.
pub struct Code {
    /// The modules of a side.
    pub side: usize,
    /// Row by row, those that are dark.
    dark: Box<[u8]>,
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
        let bits = |eight: &[Color]| {
            let bit = |(place, colour): (usize, &Color)| u8::from(*colour == Color::Dark) << place;
            eight.iter().enumerate().map(bit).fold(0, |bits, bit| bits | bit)
        };
        Ok(Code { side, dark: colours.chunks(8).map(bits).collect() })
    }

    /// Runs along the dark ones.
    pub fn path(&self) -> String {
        let is_dark = |place: usize| self.dark[place / 8] >> (place % 8) & 1 == 1;
        let modules: Vec<bool> = (0..self.side * self.side).map(is_dark).collect();
        let mut path = String::with_capacity(modules.len() * 3);
        for (row, line) in modules.chunks(self.side).enumerate() {
            path.push_str(&STROKES[row][0]);
            for run in line.chunk_by(|one, next| one == next) {
                let [_, dark, light] = &STROKES[run.len()];
                path.push_str(if run[0] { dark } else { light });
            }
        }
        path
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
        let code = Code::of("https://talent.example/posts/2026-037").expect("a code");
        assert_eq!(code.side, 29);
        let path = code.path();
        let first = path.split('M').nth(1).expect("a row");
        assert!(first.starts_with("0 0.5h7m") && first.ends_with("h7"), "{first}");
    }
}
