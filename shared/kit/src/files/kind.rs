//! What a file is, by its first bytes. Names and declared types have no say.

use contract::FileKind;

/// So many bytes tell.
pub const HEAD: usize = 4096;

/// One of the four kinds that are kept. The signature must stand at the very front: readers of PDF forgive more,
/// and what is forgiven is where other formats hide.
pub fn of(head: &[u8]) -> Option<FileKind> {
    let found = infer::get(head)?.mime_type();
    let kind = FileKind::ALL.into_iter().find(|kind| kind.media_type() == found)?;
    let signed = match kind {
        FileKind::Jpeg => head.starts_with(b"\xff\xd8\xff"),
        FileKind::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
        FileKind::Webp => head.starts_with(b"RIFF"),
        FileKind::Pdf => head.starts_with(b"%PDF-"),
    };
    signed.then_some(kind)
}

/// The usual ending of what it is instead, where that is known.
pub fn other(head: &[u8]) -> Option<&'static str> {
    let found = infer::get(head)?;
    FileKind::ALL.iter().all(|kind| kind.media_type() != found.mime_type()).then(|| found.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_kinds_are_kept_whatever_they_are_called() {
        for (head, kind) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], Some(FileKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", Some(FileKind::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some(FileKind::Webp)),
            (b"%PDF-1.7\n%\xe2\xe3", Some(FileKind::Pdf)),
            (b"PK\x03\x04\x14\0\0\0", None),
            (b"<!DOCTYPE html><html>", None),
            (b"<!DOCTYPE html><!-- %PDF-1.7 -->", None),
            (b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">", None),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">", None),
            (b"GIF89a\x01\0\x01\0", None),
            (b"MZ\x90\0", None),
            (b"\0\0\0\0\0\0\0\0WEBP", None),
            (b"%", None),
        ] {
            assert_eq!(of(head), kind, "{}", String::from_utf8_lossy(head));
        }
        assert_eq!(other(b"PK\x03\x04\x14\0\0\0"), Some("zip"));
        assert_eq!(other(b"<html><p>"), Some("html"));
        assert_eq!(other(b"no kind at all"), None);
    }
}
