//! PDFs as different programs write them, one that was changed, and some that tell nothing.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

/// The plain way: each object by itself.
fn plain(count: u32) -> String {
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/PageMode/UseNone/Pages 2 0 R>>\nendobj\n\
         2 0 obj <</Type/Pages /Kids[3 0 R]/Count {count}>>\nendobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R>>\nendobj\nxref\n0 4\ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )
}

/// Catalogue and tree packed into one object.
fn packed(objects: &[u8], first: usize, filling: usize) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(Vec::new(), Compression::fast());
    stream.write_all(objects).expect("packed");
    for _ in 0..filling {
        stream.write_all(&[b' '; 1024 * 1024]).expect("packed");
    }
    let stream = stream.finish().expect("packed");
    let head = format!("%PDF-1.5\n4 0 obj\n<</Type/ObjStm/N 2/First {first}/Filter/FlateDecode>>\nstream\r\n");
    let tail =
        "\r\nendstream\nendobj\n5 0 obj\n<</Type/XRef/Root 1 0 R/Size 6>>\nstream\nx\nendstream\nendobj\n%%EOF\n";
    [head.as_bytes(), &stream, tail.as_bytes()].concat()
}

const TOGETHER: &[u8] = b"1 0 2 30 <</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count 27>>";

#[test]
fn pages_are_counted_however_the_objects_are_kept() {
    assert_eq!(count(plain(12).as_bytes()), Some(12));
    assert_eq!(count(&packed(TOGETHER, 9, 0)), Some(27));
    let changed = "2 0 obj <</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>\nendobj\ntrailer\n<</Root 1 0 R>>\n";
    assert_eq!(count((plain(1) + changed).as_bytes()), Some(2), "what was written last holds");
    assert_eq!(count(&[&packed(TOGETHER, 9, 0), changed.as_bytes()].concat()), Some(2));
}

#[test]
fn what_cannot_be_told_is_not() {
    for pdf in [
        b"%PDF-1.7\nanything".to_vec(),
        plain(0).into_bytes(),
        plain(12).replace("/Root 1", "/Root 7").into_bytes(),
        plain(12).replace("/Count", "/Counted").into_bytes(),
        packed(b"1 0 2 30 <<", 9, 0),
        packed(TOGETHER, 9, 0)[..90].to_vec(),
        packed(TOGETHER, 9, 40),
        plain(12).replace("/Count 12", "/Count 9 0 R").into_bytes(),
    ] {
        assert_eq!(count(&pdf), None, "{}", String::from_utf8_lossy(&pdf[..pdf.len().min(200)]));
    }
}

/// Each would take gigabytes, or minutes, if everything that it names were looked at anew.
#[test]
fn what_names_itself_over_and_over_is_soon_done_with() {
    let entries = 100_000_usize;
    let index: String = (1..=entries).map(|name| format!("{name} 0 ")).collect();
    let objects = [index.as_bytes(), &[b' '; 64 * 1024]].concat();
    let whole = packed(&objects, index.len(), 0);
    let at = whole.windows(4).position(|words| words == b"/N 2").expect("its count");
    let whole = [&whole[..at], b"/N 99999", &whole[at + 4..]].concat();
    let begun = std::time::Instant::now();
    assert_eq!(count(&whole), None);
    let beginnings = "1 0obj".repeat(10 * 1024 * 1024 / 6);
    assert_eq!(count(beginnings.as_bytes()), None);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}
