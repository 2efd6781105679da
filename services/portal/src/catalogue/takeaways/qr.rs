//! An address as a QR code: the path of an SVG, one unit a module.

use std::fmt::Write;

use kit::Fault;
use qrcode::{Color, QrCode};

/// How many modules a side has, and the path that draws the dark ones.
pub fn modules(address: &str) -> Result<(usize, String), Fault> {
    let code = QrCode::new(address).map_err(|error| Fault::new(format!("no code holds {address}: {error}")))?;
    let side = code.width();
    let mut path = String::new();
    for (row, line) in code.to_colors().chunks(side).enumerate() {
        let mut at = 0;
        for run in line.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let length = run.len();
                write!(path, "M{at} {row}h{length}v1h-{length}z").map_err(|error| Fault::new(error.to_string()))?;
            }
            at += run.len();
        }
    }
    Ok((side, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_a_code_are_its_finders() {
        let (side, path) = modules("https://talent.example/posts/2026-037").expect("a code");
        assert_eq!(side, 29);
        assert!(path.starts_with("M0 0h7v1h-7z") && path.contains(&format!("M{} 0h7v1h-7z", side - 7)), "{path}");
    }
}
