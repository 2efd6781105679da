//! What stays of photographs that say too much, however their bytes come in.

use contract::FileKind;

use super::*;

const WHERE: &[u8] = b"43.9N 81.3E, taken by Wang";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment").to_be_bytes();
    [&[0xff, marker], length.as_slice(), content].concat()
}

/// Exif as a telephone writes it: little end first, another entry before the one that counts, and the place.
fn exif(turned: u8) -> Vec<u8> {
    let maker = [0x0f, 0x01, 2, 0, 4, 0, 0, 0, b'a', b'b', b'c', 0];
    let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0];
    [b"II*\0\x08\0\0\0\x02\0".as_slice(), &maker, &entry, &[0; 4], WHERE].concat()
}

fn jpeg(turned: u8) -> Vec<u8> {
    let parts = [
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xe1, &[b"Exif\0\0".as_slice(), &exif(turned)].concat()),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), WHERE].concat()),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xe2, b"MPF\0another picture"),
        segment(0xfe, WHERE),
        segment(0xdb, &[7; 65]),
        segment(0xc0, &[8; 15]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x11, 0xff, 0x00, 0x22, 0xff, 0xd3, 0x33],
        segment(0xc4, &[9; 20]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x44, 0xff, 0xd9],
        WHERE.to_vec(),
    ];
    parts.concat()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a chunk").to_be_bytes();
    [length.as_slice(), name, content, b"sum!"].concat()
}

fn png() -> Vec<u8> {
    let parts = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[1; 13]),
        chunk(b"gAMA", &[2; 4]),
        chunk(b"eXIf", &exif(6)),
        chunk(b"tEXt", WHERE),
        chunk(b"IDAT", &[3; 300]),
        chunk(b"tIME", &[4; 7]),
        chunk(b"IEND", b""),
        WHERE.to_vec(),
    ];
    parts.concat()
}

fn webp() -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("a chunk").to_le_bytes();
        [name.as_slice(), &length, content, &vec![0; content.len() % 2]].concat()
    };
    let chunks = [
        chunk(b"VP8X", &[0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
        chunk(b"ANMF", &[vec![6; 16], chunk(b"ALPH", &[7; 3]), chunk(b"mine", WHERE)].concat()),
        chunk(b"VP8 ", &[5; 101]),
        chunk(b"mine", WHERE),
        chunk(b"EXIF", &exif(8)),
        chunk(b"XMP ", WHERE),
    ]
    .concat();
    let length = u32::try_from(chunks.len() + 4).expect("a length").to_le_bytes();
    [b"RIFF".as_slice(), &length, b"WEBP", &chunks, WHERE].concat()
}

fn stripped(kind: FileKind, bytes: &[u8], at_once: usize) -> Vec<u8> {
    let mut stripping = Stripping::new(kind);
    let mut stays: Vec<u8> = bytes.chunks(at_once).flat_map(|some| stripping.take(some)).collect();
    stays.extend(stripping.rest());
    stays
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn nothing_stays_of_where_a_picture_was_taken_however_its_bytes_come_in() {
    for (kind, bytes) in [(FileKind::Jpeg, jpeg(6)), (FileKind::Png, png()), (FileKind::Webp, webp())] {
        let whole = stripped(kind, &bytes, bytes.len());
        assert!(holds(&bytes, WHERE) && !holds(&whole, WHERE), "{kind:?}");
        for at_once in 1..40 {
            assert!(stripped(kind, &bytes, at_once) == whole, "{kind:?} by {at_once}");
        }
        assert!(stripped(kind, &whole, 7) == whole, "{kind:?} a second time");
    }
}

#[test]
fn a_jpeg_keeps_its_pictures_its_colours_and_how_it_is_turned() {
    let turned_exif = |turned: u8| segment(0xe1, &[b"Exif\0\0".as_slice(), &turned::written(turned)].concat());
    let stays = stripped(FileKind::Jpeg, &jpeg(6), 1000);
    assert!(holds(&stays, &turned_exif(6)) && holds(&stays, b"ICC_PROFILE") && !holds(&stays, b"MPF"));
    let picture = [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![0x11, 0xff, 0x00, 0x22, 0xff, 0xd3, 0x33]].concat();
    assert!(holds(&stays, &picture) && stays.ends_with(&[0x44, 0xff, 0xd9]));
    assert!(!holds(&stripped(FileKind::Jpeg, &jpeg(1), 1000), b"Exif"), "nothing is turned");
}

#[test]
fn a_png_keeps_what_it_looks_like_and_a_webp_its_pictures_where_they_are() {
    let stays = stripped(FileKind::Png, &png(), 1000);
    assert!(holds(&stays, &chunk(b"IDAT", &[3; 300])) && holds(&stays, b"gAMA"));
    assert!(holds(&stays, &[b"eXIf".as_slice(), &turned::written(6)].concat()));
    assert!(stays.ends_with(&chunk(b"IEND", b"")));
    let (sent, stays) = (webp(), stripped(FileKind::Webp, &webp(), 1000));
    assert_eq!(stays.len(), sent.len() - WHERE.len(), "nothing but what lies behind its end is left out");
    assert!(holds(&stays, &turned::written(8)) && !holds(&stays, b"XMP ") && !holds(&stays, b"mine"));
    assert!(holds(&stays, b"ANMF") && holds(&stays, &[7; 3]) && holds(&stays, &[5; 101]));
    assert_eq!(stays[20], 0x08, "it has an Exif chunk and no other");
}

#[test]
fn nothing_stays_behind_the_end_of_a_webp_that_ends_within_a_chunk() {
    let whole = [b"RIFF\x10\0\0\0WEBPVP8 \x64\0\0\0abcd".as_slice(), WHERE].concat();
    let torn = [b"RIFF\x08\0\0\0WEBPVP8 ".as_slice(), WHERE].concat();
    for at_once in 1..40 {
        assert_eq!(stripped(FileKind::Webp, &whole, at_once), whole[..24]);
        assert!(!holds(&stripped(FileKind::Webp, &torn, at_once), WHERE));
    }
}

#[test]
fn what_is_no_such_file_stays_as_it_is() {
    for (kind, bytes) in [
        (FileKind::Pdf, b"%PDF-1.7\nanything".as_slice()),
        (FileKind::Jpeg, b"\xff\xd8\xff\xe0\0\x01and so on"),
        (FileKind::Jpeg, b"\xff\xd8garbage"),
        (FileKind::Jpeg, b"\xff\xd8\xff\xe0\0\x10JF"),
        (FileKind::Png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        (FileKind::Webp, b"RIFF\x10\0\0\0WEBPVP8 "),
    ] {
        for at_once in 1..9 {
            assert_eq!(stripped(kind, bytes, at_once), bytes, "{kind:?}");
        }
    }
}
