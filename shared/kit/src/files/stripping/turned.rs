//! How a picture is turned, as Exif says it (orientation, 1 to 8), and the shortest Exif that says only that.

/// The whole of an Exif block that says how the picture is turned.
pub const SIZE: usize = 26;
/// A longer one is not read.
pub const LONGEST: usize = 64 * 1024;
const ORIENTATION: u16 = 0x0112;
const ENTRY: usize = 12;

/// What an Exif block says; none where it says nothing, or that nothing is turned.
pub fn read(exif: &[u8]) -> Option<u8> {
    let big = match exif.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let (high, low) = if big { (short(4)?, short(6)?) } else { (short(6)?, short(4)?) };
    let entries = usize::from(high) << 16 | usize::from(low);
    let found = (0..usize::from(short(entries)?)).find_map(|place| {
        let entry = entries.checked_add(2 + place * ENTRY)?;
        (short(entry)? == ORIENTATION).then(|| short(entry + 8)).flatten()
    });
    found.and_then(|turned| u8::try_from(turned).ok()).filter(|turned| (2..=8).contains(turned))
}

pub fn written(turned: u8) -> [u8; SIZE] {
    let mut exif = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    exif[19] = turned;
    exif
}
