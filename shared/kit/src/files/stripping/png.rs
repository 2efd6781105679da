//! A PNG: chunks with a length, a name and a sum.

use super::{Step, Taken, keep, number};

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
        b"IEND" => keep(input, 8, Step::Last(left), stays),
        _ if name[0].is_ascii_lowercase() && !LOOKS.iter().any(|looks| looks.as_slice() == name) => {
            Some((8, Step::LeftOut(left)))
        }
        _ => keep(input, 8, Step::Kept(left), stays),
    }
}
