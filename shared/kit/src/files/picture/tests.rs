//! Pictures that are too large, lie turned, are no plain pictures, or would take all memory there is.

use flate2::Crc;
use image::codecs::webp::WebPEncoder;
use image::{ImageReader, LumaA, Rgb, RgbImage};

use super::*;

const LONGEST: u32 = 260;
/// Turned a quarter to the left, so that it is to be turned to the right.
const LEANS: u8 = 6;

/// Dark at the left and light at the right; so dark at the top once it leans no more.
fn halves() -> DynamicImage {
    RgbImage::from_fn(400, 300, |x, _| if x < 200 { Rgb([20, 30, 40]) } else { Rgb([220, 230, 240]) }).into()
}

/// As short as a profile can be, for these colours.
fn profile(colours: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![0; 132];
    profile[16..20].copy_from_slice(colours);
    profile
}

fn says(turned: u8) -> Vec<u8> {
    crate::files::stripping::turned::written(turned).to_vec()
}

fn dressed(picture: &DynamicImage, mut encoder: impl ImageEncoder, turned: u8, colours: &[u8; 4]) {
    encoder.set_exif_metadata(says(turned)).expect("Exif");
    write(picture, encoder, Some(profile(colours))).expect("written");
}

fn jpeg(turned: u8, colours: &[u8; 4]) -> Vec<u8> {
    let mut bytes = Vec::new();
    dressed(&halves(), JpegEncoder::new_with_quality(&mut bytes, 95), turned, colours);
    bytes
}

fn png(picture: &DynamicImage, turned: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    dressed(picture, PngEncoder::new(&mut bytes), turned, if picture.color().has_color() { b"RGB " } else { b"GRAY" });
    bytes
}

fn webp(picture: &DynamicImage, turned: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    dressed(picture, WebPEncoder::new_lossless(&mut bytes), turned, b"RGB ");
    bytes
}

fn shown(picture: &Picture) -> DynamicImage {
    let reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().expect("a format");
    assert_eq!(reader.format().map(|format| format.to_mime_type()), Some(picture.kind.media_type()));
    let mut decoder = reader.into_decoder().expect("a picture");
    assert_eq!(decoder.orientation().expect("read"), Orientation::NoTransforms);
    assert_eq!(decoder.icc_profile().expect("read").map(|profile| profile.len()), Some(132), "its colours");
    DynamicImage::from_decoder(decoder).expect("a picture")
}

fn is_upright(picture: &DynamicImage, (width, height): (u32, u32)) {
    assert_eq!((picture.width(), picture.height()), (width, height));
    let light = |x: u32, y: u32| picture.to_luma8().get_pixel(x, y).0[0];
    for x in [1, width - 2] {
        assert!(light(x, 2) < 60 && light(x, height - 3) > 200, "{} to {}", light(x, 2), light(x, height - 3));
    }
}

/// A PNG that says how large it is, and holds next to nothing.
fn claims(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &[0x78, 0x9c]), chunk(b"IEND", b"")]
        .concat()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    let mut sum = Crc::new();
    sum.update(&named);
    let length = u32::try_from(content.len()).expect("a length");
    [&length.to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
}

#[test]
fn a_large_photograph_is_made_smaller_and_upright() {
    let came = jpeg(LEANS, b"RGB ");
    let made = made_anew(&came, FileKind::Jpeg, LONGEST).expect("decoded").expect("made anew");
    assert!(made.kind == FileKind::Jpeg && made.bytes.len() < came.len());
    is_upright(&shown(&made), (195, 260));
}

#[test]
fn what_cannot_say_that_it_is_turned_is_made_upright_at_any_size() {
    let made = made_anew(&png(&halves(), LEANS), FileKind::Png, 1000).expect("decoded").expect("made anew");
    assert!(made.kind == FileKind::Png);
    is_upright(&shown(&made), (300, 400));
    let made = made_anew(&webp(&halves(), LEANS), FileKind::Webp, LONGEST).expect("decoded").expect("made anew");
    assert!(made.kind == FileKind::Jpeg);
    is_upright(&shown(&made), (195, 260));
}

#[test]
fn what_is_transparent_stays_so_and_what_has_fine_steps_keeps_them() {
    let seen_through =
        DynamicImage::from(image::RgbaImage::from_fn(400, 300, |x, _| image::Rgba([9, 9, 9, (x / 2) as u8])));
    let made = made_anew(&webp(&seen_through, 3), FileKind::Webp, 1000).expect("decoded").expect("made anew");
    assert!(made.kind == FileKind::Png && shown(&made).color() == image::ColorType::Rgba8);
    let fine = image::ImageBuffer::from_fn(400, 300, |x, y| LumaA([(x * 150) as u16, (y * 200) as u16]));
    let made = made_anew(&png(&fine.into(), 8), FileKind::Png, LONGEST).expect("decoded").expect("made anew");
    let shown = shown(&made);
    assert_eq!((shown.color(), shown.width(), shown.height()), (image::ColorType::La16, 195, 260));
}

#[test]
fn what_is_well_as_it_is_or_no_plain_picture_is_left_alone() {
    let whole = png(&halves(), LEANS);
    let (header, rest) = whole.split_at(33);
    let moves = [header, &chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]), rest].concat();
    // As telephones write it: a short film behind the picture, with whatever bytes.
    let followed = [jpeg(1, b"RGB ").as_slice(), b"ftypmp42\xff\xd9\xff\xda and more"].concat();
    for (what, came, kind, longest) in [
        ("a small JPEG that says how it is turned", jpeg(LEANS, b"RGB "), FileKind::Jpeg, 400),
        ("a JPEG for ink", jpeg(1, b"CMYK"), FileKind::Jpeg, LONGEST),
        ("a small JPEG with a film behind its end", followed, FileKind::Jpeg, 400),
        ("a small PNG", png(&halves(), 1), FileKind::Png, 400),
        ("a PNG that moves", moves, FileKind::Png, LONGEST),
        ("a small WebP", webp(&halves(), 1), FileKind::Webp, 400),
        ("a PDF", b"%PDF-1.7\n".to_vec(), FileKind::Pdf, LONGEST),
    ] {
        assert!(made_anew(&came, kind, longest).expect(what).is_none(), "{what}");
    }
}

#[test]
fn what_is_damaged_or_came_half_is_told_however_small_it_is() {
    let half = |whole: Vec<u8>| whole[..whole.len() / 2].to_vec();
    let unended = jpeg(1, b"RGB ");
    let mut scratched = png(&halves(), 1);
    let content = scratched.windows(4).position(|name| name == b"IDAT").expect("a picture") + 4;
    scratched[content] ^= 0xff;
    for (what, came, kind) in [
        ("a JPEG's signature alone", b"\xff\xd8\xff\xe0\0\x10JFIF\xff\xd9".to_vec(), FileKind::Jpeg),
        ("half a JPEG", half(jpeg(LEANS, b"RGB ")), FileKind::Jpeg),
        ("a JPEG without its end", unended[..unended.len() - 20].to_vec(), FileKind::Jpeg),
        ("half a PNG", half(png(&halves(), 1)), FileKind::Png),
        ("a PNG with a byte changed", scratched, FileKind::Png),
        ("half a WebP", half(webp(&halves(), 1)), FileKind::Webp),
        ("a WebP's signature alone", b"RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd".to_vec(), FileKind::Webp),
    ] {
        for longest in [LONGEST, 1000] {
            let told = made_anew(&came, kind, longest).err();
            assert!(told.as_ref().is_some_and(is_broken), "{what}: {told:?}");
        }
    }
}

#[test]
fn a_picture_is_not_blurred_for_a_few_bytes() {
    assert!(made_anew(&jpeg(1, b"RGB "), FileKind::Jpeg, 390).expect("decoded").is_none());
    assert!(saves(1000, 750) && !saves(1000, 751));
}

#[test]
fn what_would_take_all_memory_is_not_decoded() {
    let grey = |width: u32, height: u32| made_anew(&claims(width, height, 1, 0), FileKind::Png, LONGEST);
    assert!(matches!(grey(30_000, 30_000), Err(ImageError::Limits(_))), "too wide");
    assert!(matches!(grey(10_000, 10_000), Ok(None)), "too many pixels");
    let deep = made_anew(&claims(8_000, 6_000, 16, 6), FileKind::Png, LONGEST);
    assert!(matches!(deep, Err(ImageError::Limits(_))), "too many bytes");
    assert!(deep.is_err_and(|error| !is_broken(&error)), "nothing is known of it");
    assert!(matches!(grey(7_000, 7_000), Err(ImageError::Decoding(_))), "decoded, and nothing is there");
}

#[test]
fn a_picture_that_is_not_plain_and_one_of_another_size_than_its_canvas_stay_as_they_came() {
    let plain = jpeg(LEANS, b"RGB ");
    let frame = plain.windows(2).position(|marker| marker == [0xff, 0xc0]).expect("a frame");
    assert!(is_plain(&plain) && plain[frame + 4] == 8 && plain[frame + 9] == 3);
    for (what, at, byte) in [("for ink", 9, FOR_INK), ("of twelve bits", 4, 12), ("without loss", 1, 0xc3)] {
        let mut other = plain.clone();
        other[frame + at] = byte;
        assert!(matches!(made_anew(&other, FileKind::Jpeg, LONGEST), Ok(None)), "{what}");
    }

    let mut larger = webp(&halves(), LEANS);
    assert_eq!(framed(&larger), Some((400, 300)));
    let sides = larger.windows(4).position(|name| name == b"VP8L").expect("a picture") + 9;
    larger[sides..sides + 4].copy_from_slice(&(0x3fff_u32 | 0x3fff << 14).to_le_bytes());
    assert_eq!(framed(&larger), Some((16384, 16384)));
    assert!(matches!(made_anew(&larger, FileKind::Webp, LONGEST), Ok(None)));
    assert_eq!(framed(b"RIFF\x04\0\0\0WEBP"), None);
}
