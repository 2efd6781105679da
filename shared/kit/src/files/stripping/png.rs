//! A PNG: chunks with a length, a name and a sum.

use flate2::Crc;

use super::{Step, Taken, keep, number, turned};

const SIGNATURE: usize = 8;
const SUM: u64 = 4;
/// What changes how the picture looks, besides the chunks that no picture can do without.
const LOOKS: [&[u8; 4]; 15] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"hIST",
    b"acTL", b"fcTL", b"fdAT",
];

/// A small first letter says that a picture can be shown without the chunk.
pub fn chunk(input: &[u8], begins: bool, stays: &mut Vec<u8>) -> Taken {
    if begins {
        return keep(input, SIGNATURE, Step::Between, stays);
    }
    let (length, name) = (u64::from(number(input)?), input.get(4..8)?);
    let left = length + SUM;
    match name {
        b"eXIf" if left < turned::LONGEST as u64 => {
            let whole = 8 + usize::try_from(left).ok()?;
            let exif = &input.get(8..whole)?[..whole - 8 - SUM as usize];
            if let Some(turned) = turned::read(exif) {
                stays.extend(says_turned(turned));
            }
            Some((whole, Step::Between))
        }
        b"IEND" => keep(input, 8, Step::Last(left), stays),
        _ if name[0].is_ascii_lowercase() && !LOOKS.iter().any(|looks| looks.as_slice() == name) => {
            Some((8, Step::LeftOut(left)))
        }
        _ => keep(input, 8, Step::Kept(left), stays),
    }
}

/// The chunk that says only how the picture is turned.
fn says_turned(turned: u8) -> Vec<u8> {
    let content = [b"eXIf".as_slice(), &turned::written(turned)].concat();
    let mut sum = Crc::new();
    sum.update(&content);
    let length = turned::SIZE as u32;
    [&length.to_be_bytes(), content.as_slice(), &sum.sum().to_be_bytes()].concat()
}
