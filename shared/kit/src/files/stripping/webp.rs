//! A WebP: chunks with a name and a length, within one whose length stands first. So nothing is left out: what goes is
//! blanked where it is.

use super::{Step, Taken, keep, turned};

const HEAD: usize = 12;
/// What an animation says of a frame, before the frame's own chunks.
const FRAME: u64 = 16;
/// The flag of its first chunk that says it has an XMP chunk.
const HAS_XMP: u8 = 0x04;

/// How long the whole is, by its head. What lies behind that belongs to no picture.
pub fn length(head: &[u8]) -> u64 {
    let inner = head.get(4..8).and_then(|length| Some(u32::from_le_bytes(length.try_into().ok()?)));
    padded(inner.unwrap_or_default()) + 8
}

/// Padded to an even length.
fn padded(length: u32) -> u64 {
    u64::from(length) + u64::from(length % 2)
}

pub fn chunk(input: &[u8], begins: bool, stays: &mut Vec<u8>) -> Taken {
    if begins {
        return keep(input, HEAD, Step::Between, stays);
    }
    let (name, length) = (input.get(..4)?, input.get(4..8)?);
    let length = u32::from_le_bytes(length.try_into().ok()?);
    let left = padded(length);
    let then = |left: u64, step: fn(u64) -> Step| if left == 0 { Step::Between } else { step(left) };
    match name {
        b"VP8X" if length > 0 => {
            let flags = *input.get(8)? & !HAS_XMP;
            stays.extend([&input[..8], &[flags]].concat());
            Some((9, then(left - 1, Step::Kept)))
        }
        b"EXIF" if (turned::SIZE as u64..turned::LONGEST as u64).contains(&left) => {
            let whole = 8 + usize::try_from(left).ok()?;
            let exif = input.get(8..whole)?;
            let exif = turned::read(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
            let exif = turned::written(exif.unwrap_or(1));
            stays.extend([&input[..8], &exif].concat());
            stays.extend(std::iter::repeat_n(0, whole - 8 - exif.len()));
            Some((whole, Step::Between))
        }
        // The frame's chunks are read like the others.
        b"ANMF" if left >= FRAME => keep(input, 8, Step::Kept(FRAME), stays),
        b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => keep(input, 8, then(left, Step::Kept), stays),
        _ => {
            stays.extend([b"JUNK".as_slice(), &input[4..8]].concat());
            Some((8, then(left, Step::Blanked)))
        }
    }
}
