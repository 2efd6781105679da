//! A JPEG: segments with a marker and a length, and pictures without.

use super::{Step, Taken, keep, turned};

const BEGINS: [u8; 2] = [0xff, 0xd8];
const ENDS: u8 = 0xd9;
const PICTURE: u8 = 0xda;
const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// Keeps what the picture needs: tables, frames, JFIF, Adobe's and the colour profile. Notes and applications' own go.
pub fn segment(input: &[u8], begins: bool, stays: &mut Vec<u8>) -> Taken {
    if begins {
        return if input.starts_with(&BEGINS) {
            keep(input, 2, Step::Between, stays)
        } else {
            enough(input, 2).map(|()| (0, Step::AsItIs))
        };
    }
    enough(input, 2)?;
    let marker = input[1];
    match (input[0], marker) {
        (0xff, 0xff) => Some((1, Step::Between)),
        (0xff, ENDS) => keep(input, 2, Step::Over, stays),
        (0xff, 0x01 | 0xd0..=0xd8) => keep(input, 2, Step::Between, stays),
        (0xff, _) => {
            enough(input, 4)?;
            let whole = 2 + usize::from(u16::from_be_bytes([input[2], input[3]]));
            if whole < 4 {
                return Some((0, Step::AsItIs));
            }
            let content = &input.get(4..whole)?;
            match marker {
                PICTURE => keep(input, whole, Step::Picture, stays),
                0xe1 => {
                    if let Some(turned) = content.strip_prefix(EXIF).and_then(turned::read) {
                        let exif = [EXIF, &turned::written(turned)].concat();
                        let length = u16::try_from(exif.len() + 2).unwrap_or_default().to_be_bytes();
                        stays.extend([[0xff, marker].as_slice(), &length, &exif].concat());
                    }
                    Some((whole, Step::Between))
                }
                0xe2 if !content.starts_with(PROFILE) => Some((whole, Step::Between)),
                0xe3..=0xed | 0xef | 0xfe => Some((whole, Step::Between)),
                _ => keep(input, whole, Step::Between, stays),
            }
        }
        _ => Some((0, Step::AsItIs)),
    }
}

/// The picture ends at a marker that is none of its own.
pub fn picture(input: &[u8], stays: &mut Vec<u8>) -> Taken {
    let own = |next: u8| matches!(next, 0x00 | 0xd0..=0xd7);
    let end = input.windows(2).position(|pair| pair[0] == 0xff && !own(pair[1]));
    match end {
        Some(end) => keep(input, end, Step::Between, stays),
        // A marker may be half here.
        None if input.len() == 1 => None,
        None => keep(input, input.len() - 1, Step::Picture, stays),
    }
}

fn enough(input: &[u8], count: usize) -> Option<()> {
    (input.len() >= count).then_some(())
}
