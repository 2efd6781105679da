//! A picture made anew: no larger than anybody reads, and upright. Its colour profile stays. Each plain one is decoded once,
//! whether anything is made of it or not: what cannot be is nothing to look at.
//! What comes is what strangers send: nothing is decoded but within limits, and whatever is no plain picture is left alone.

use std::io::{Cursor, Error, ErrorKind};

use contract::FileKind;
use fast_image_resize::Resizer;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::error::{ImageError, ImageResult, ParameterError, ParameterErrorKind};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, Limits};

#[cfg(test)]
mod tests;

/// An A4 page at 600 dots an inch has 35 million.
const MOST_PIXELS: u64 = 50_000_000;
const LONGEST_SIDE: u32 = 20_000;
/// Bytes, for what is decoded.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Of 100: small print stays as it was.
const QUALITY: u8 = 85;
const BEGINS_SCAN: u8 = 0xda;
const ENDS_JPEG: [u8; 2] = [0xff, 0xd9];
/// Cyan, magenta, yellow, black.
const FOR_INK: u8 = 4;
/// Where a colour profile says of what colours it speaks (ICC.1, 7.2).
const SPEAKS_OF: std::ops::Range<usize> = 16..20;

pub struct Picture {
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// The picture to keep instead: where its longer side is over `longest` and a smaller one saves a quarter, or where it lies
/// turned and is no JPEG, since of a JPEG everything that shows one knows how to hold it.
pub fn made_anew(came: &[u8], kind: FileKind, longest: u32) -> ImageResult<Option<Picture>> {
    let content = Cursor::new(came);
    match kind {
        FileKind::Jpeg if !has_end(came) => Err(Error::from(ErrorKind::UnexpectedEof).into()),
        FileKind::Jpeg if is_plain(came) => made_of(JpegDecoder::new(content)?, came, kind, longest),
        FileKind::Png => {
            let decoder = PngDecoder::with_limits(content, limits())?;
            if decoder.is_apng()? { Ok(None) } else { made_of(decoder, came, kind, longest) }
        }
        FileKind::Webp => {
            let decoder = WebPDecoder::new(content)?;
            // It is decoded by its own size, and only then held against that of the canvas.
            let is_plain = !decoder.has_animation() && framed(came) == Some(decoder.dimensions());
            if is_plain { made_of(decoder, came, kind, longest) } else { Ok(None) }
        }
        FileKind::Jpeg | FileKind::Pdf => Ok(None),
    }
}

/// Whether that is said of a picture nobody can look at: it is damaged, or came half. Whatever else goes wrong lies with our
/// limits, or with what our decoders do not know.
pub fn is_broken(error: &ImageError) -> bool {
    matches!(error, ImageError::Decoding(_) | ImageError::IoError(_))
}

/// Whether the picture of a JPEG has an end: one without came half, and is decoded with the other half grey. Behind the end
/// telephones put short films, and whatever else they like.
fn has_end(jpeg: &[u8]) -> bool {
    let scans = segment(jpeg, |marker| marker == BEGINS_SCAN);
    scans.is_some_and(|scans| scans.windows(2).any(|pair| pair == ENDS_JPEG))
}

/// Whether a JPEG is of the kinds that cameras write: eight bits for each of one or three colours, from first to last or finer
/// and finer. One whose head says nothing may be; its decoder will tell.
fn is_plain(jpeg: &[u8]) -> bool {
    let frame = |marker| matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
    let Some(frame) = segment(jpeg, frame) else { return true };
    matches!(frame[1], 0xc0..=0xc2) && frame.get(4) == Some(&8) && frame.get(9) != Some(&FOR_INK)
}

/// A JPEG from the first segment on that is asked for (ITU T.81, B.1.1 and B.2.2). Small pictures within other segments are no
/// part of it.
fn segment(jpeg: &[u8], is_asked_for: impl Fn(u8) -> bool) -> Option<&[u8]> {
    let mut rest = jpeg.get(2..)?;
    loop {
        match *rest.get(1)? {
            0xff => rest = &rest[1..],
            marker if is_asked_for(marker) => return Some(rest),
            _ => {
                let length = u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]);
                rest = rest.get(2 + usize::from(length)..)?;
            }
        }
    }
}

/// The size of the picture in a WebP by its own words (RFC 9649; RFC 6386, 9.1).
fn framed(webp: &[u8]) -> Option<(u32, u32)> {
    let mut rest = webp.get(12..)?;
    loop {
        let length = u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?) as usize;
        let content = rest.get(8..)?;
        match rest.get(..4)? {
            b"VP8 " => {
                let side = |at: usize| {
                    Some(u32::from(u16::from_le_bytes([*content.get(at)?, *content.get(at + 1)?]) & 0x3fff))
                };
                return Some((side(6)?, side(8)?));
            }
            b"VP8L" => {
                let sides = u32::from_le_bytes(content.get(1..5)?.try_into().ok()?);
                return Some(((sides & 0x3fff) + 1, ((sides >> 14) & 0x3fff) + 1));
            }
            _ => rest = content.get(length.checked_add(length % 2)?..)?,
        }
    }
}

fn made_of(mut decoder: impl ImageDecoder, came: &[u8], kind: FileKind, longest: u32) -> ImageResult<Option<Picture>> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Ok(None);
    }
    // Notes that cannot be read are none.
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let lies = kind != FileKind::Jpeg && turned != Orientation::NoTransforms;
    let is_large = width.max(height) > longest;
    let profile = decoder.icc_profile().unwrap_or_default();
    let colours = if decoder.color_type().has_color() { b"RGB " } else { b"GRAY" };
    // A profile for ink is of no use to what is decoded to light.
    let for_ink = profile.as_ref().is_some_and(|profile| profile.get(SPEAKS_OF) != Some(colours));
    let mut limits = limits();
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let whole = DynamicImage::from_decoder(decoder)?;
    if for_ink || !lies && !is_large {
        return Ok(None);
    }
    let mut picture = if is_large { smaller(&whole, longest)? } else { whole };
    picture.apply_orientation(turned);
    let made = written(&picture, kind, profile)?;
    Ok((lies || saves(came.len(), made.bytes.len())).then_some(made))
}

/// No picture is blurred for a few bytes.
fn saves(came: usize, made: usize) -> bool {
    made <= came / 4 * 3
}

/// By Lanczos, on the values as they are: no more memory than the smaller one takes, and transparency does not bleed.
fn smaller(whole: &DynamicImage, longest: u32) -> ImageResult<DynamicImage> {
    let (width, height) = (whole.width(), whole.height());
    let most = u64::from(width.max(height));
    let side = |side: u32| {
        let rounded = (u64::from(side) * u64::from(longest) + most / 2) / most;
        u32::try_from(rounded).unwrap_or(longest).max(1)
    };
    let mut smaller = DynamicImage::new(side(width), side(height), whole.color());
    Resizer::new().resize(whole, &mut smaller, None).map_err(|error| {
        ImageError::Parameter(ParameterError::from_kind(ParameterErrorKind::Generic(error.to_string())))
    })?;
    Ok(smaller)
}

/// A PNG stays one, since what is drawn or shot off a screen blurs as a JPEG; so does what is transparent.
fn written(picture: &DynamicImage, kind: FileKind, profile: Option<Vec<u8>>) -> ImageResult<Picture> {
    let mut bytes = Vec::new();
    let kind = if kind == FileKind::Png || picture.color().has_alpha() { FileKind::Png } else { FileKind::Jpeg };
    if kind == FileKind::Png {
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
        write(picture, encoder, profile)?;
    } else {
        write(picture, JpegEncoder::new_with_quality(&mut bytes, QUALITY), profile)?;
    }
    Ok(Picture { kind, bytes })
}

fn write(picture: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> ImageResult<()> {
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).map_err(ImageError::Unsupported)?;
    }
    picture.write_with_encoder(encoder)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}
