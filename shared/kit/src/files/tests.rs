use std::path::PathBuf;
use std::time::Duration;

use actix_web::web::Bytes;
use contract::StoredFile;
use futures_util::{Stream, TryStreamExt, stream};
use sha2::Digest;

use super::sealing::PIECE;
use super::{Unkept, Unread};
use crate::auth::test_house::TestHouse;
use crate::clock::Clock;
use crate::web::Misread;

const LARGEST: u64 = 1024 * 1024;

fn pdf(size: usize) -> Vec<u8> {
    let content = (0..size).map(|at| (at % 251) as u8);
    b"%PDF-1.7\n".iter().copied().chain(content).take(size).collect()
}

fn sent(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, Misread>> + Unpin + use<> {
    let chunks: Vec<_> = bytes.chunks(30_000).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    stream::iter(chunks)
}

async fn read(town: &TestHouse, file: &StoredFile) -> Vec<u8> {
    let pieces: Vec<Bytes> = town.house.files.content(file.clone()).try_collect().await.expect("content");
    pieces.concat()
}

fn folder(town: &TestHouse) -> PathBuf {
    town.house.settings.data.join("files")
}

fn names(town: &TestHouse) -> Vec<String> {
    let entries = std::fs::read_dir(folder(town)).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn what_is_kept_is_given_back_and_lies_sealed() {
    let town = TestHouse::open("portal").await;
    for size in [9, 1000, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 700_000] {
        let bytes = pdf(size);
        let file = town.house.files.keep(sent(&bytes), LARGEST).await.expect("kept").file;
        assert_eq!(file.size, size as u64);
        town.house.files.check(&file).await.expect("whole");
        assert!(read(&town, &file).await == bytes, "{size}");
        let lies = std::fs::read(folder(&town).join(file.id.to_string())).expect("a file");
        assert!(!lies.windows(9).any(|window| window == b"%PDF-1.7\n"));
    }
}

#[tokio::test]
async fn a_byte_changed_or_cut_off_or_moved_is_noticed_and_so_is_a_file_that_is_gone() {
    let town = TestHouse::open("portal").await;
    let file = town.house.files.keep(sent(&pdf(2 * PIECE + 5)), LARGEST).await.expect("kept").file;
    let path = folder(&town).join(file.id.to_string());
    let whole = std::fs::read(&path).expect("a file");
    let piece = PIECE + 16;
    let mut flipped = whole.clone();
    flipped[piece + 7] ^= 1;
    let swapped = [&whole[piece..2 * piece], &whole[..piece], &whole[2 * piece..]].concat();
    for changed in [flipped, swapped, whole[..piece].to_vec(), Vec::new()] {
        std::fs::write(&path, changed).expect("written");
        assert!(matches!(town.house.files.check(&file).await, Err(Unread::Altered)));
    }
    let other = StoredFile { key: "00".repeat(32), ..file.clone() };
    std::fs::write(&path, &whole).expect("written");
    assert!(matches!(town.house.files.check(&other).await, Err(Unread::Altered)));
    assert!(town.house.files.check(&file).await.is_ok());
    town.house.files.remove(file.id).await.expect("removed");
    town.house.files.remove(file.id).await.expect("nothing to remove");
    assert!(matches!(town.house.files.check(&file).await, Err(Unread::Lost)));
}

#[tokio::test]
async fn what_is_not_kept_leaves_nothing_behind() {
    let town = TestHouse::open("portal").await;
    let files = &town.house.files;
    assert!(files.keep(sent(&pdf(LARGEST as usize)), LARGEST).await.is_ok());
    let kept = names(&town);
    assert!(matches!(files.keep(sent(&pdf(LARGEST as usize + 1)), LARGEST).await, Err(Unkept::TooLarge)));
    assert!(matches!(files.keep(sent(b""), LARGEST).await, Err(Unkept::Empty)));
    assert!(matches!(files.keep(sent(b"PK\x03\x04zip"), LARGEST).await, Err(Unkept::Kind(Some("zip")))));
    let broken = stream::iter([Ok(Bytes::from(pdf(700_000))), Err(Misread::malformed("cut off"))]);
    assert!(matches!(files.keep(broken, LARGEST).await, Err(Unkept::Misread(_))));
    // What breaks off is taken away by a thread of its own.
    for _ in 0..200 {
        if names(&town) == kept {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("left behind: {:?}", names(&town));
}

#[tokio::test]
async fn what_a_crash_left_half_written_is_swept_once_it_is_old() {
    let town = TestHouse::open("portal").await;
    let files = &town.house.files;
    let file = files.keep(sent(&pdf(1000)), LARGEST).await.expect("kept").file;
    let half = folder(&town).join(format!("{}#1", town.house.ids.next()));
    let foreign = folder(&town).join("lost+found");
    std::fs::write(&half, b"half").expect("written");
    std::fs::write(&foreign, b"not ours").expect("written");
    let hour = Duration::from_secs(3600);
    assert!(files.begun_before(town.clock.now().minus(hour)).await.expect("listed").is_empty());
    assert!(half.exists());
    town.clock.advance(2 * hour);
    assert_eq!(files.begun_before(town.clock.now().minus(hour)).await.expect("listed"), [file.id]);
    assert!(!half.exists() && foreign.exists());
    files.check(&file).await.expect("still there");
}

#[test]
fn a_size_is_said_as_people_say_it() {
    for (bytes, words) in
        [(9, "9 B"), (2000, "2 KB"), (1_300_000, "1.3 MB"), (LARGEST, "1 MB"), (10 * LARGEST + 1, "10.1 MB")]
    {
        assert_eq!(super::in_words(bytes), words);
    }
}

/// What no two places of it have alike, from 0 to 31.
fn grain(x: u32, y: u32) -> u8 {
    let mixed = x.wrapping_mul(374_761_393) ^ y.wrapping_mul(668_265_263);
    ((mixed ^ mixed >> 13).wrapping_mul(1_274_126_177) >> 27) as u8
}

/// A grey photograph of this size, as grainy as a telephone's, which is to be turned by a quarter.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
    let exif = super::stripping::turned::written(6).to_vec();
    image::ImageEncoder::set_exif_metadata(&mut encoder, exif).expect("Exif");
    let picture = image::GrayImage::from_fn(width, height, |x, y| image::Luma([100 + grain(x, y)]));
    picture.write_with_encoder(encoder).expect("written");
    bytes
}

#[tokio::test]
async fn a_photograph_is_kept_as_large_as_it_is_read_and_upright_and_the_one_that_came_is_gone() {
    let town = TestHouse::open("portal").await;
    let came = photograph(4000, 3000);
    let kept = town.house.files.keep(sent(&came), 10 * LARGEST).await.expect("kept");
    let content = read(&town, &kept.file).await;
    assert_eq!(kept.sent, data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(&came)), "of what was sent");
    assert_eq!(kept.file.made_of.map(|made_of| made_of.size), Some(came.len() as u64));
    assert!(kept.file.made_smaller_from().is_some() && content.len() as u64 == kept.file.size);
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&content)).expect("a picture");
    assert_eq!(image::ImageDecoder::dimensions(&decoder), (1950, 2600));
    let turned = image::ImageDecoder::orientation(&mut decoder).expect("read");
    assert_eq!(turned, image::metadata::Orientation::NoTransforms);
    assert_eq!(names(&town), [kept.file.id.to_string()]);

    let small = photograph(300, 200);
    let kept = town.house.files.keep(sent(&small), LARGEST).await.expect("kept");
    assert!(read(&town, &kept.file).await == small && kept.file.made_of.is_none(), "bit for bit");
}

#[tokio::test]
async fn a_picture_that_nobody_can_look_at_is_not_kept() {
    let town = TestHouse::open("portal").await;
    for whole in [photograph(3000, 100), photograph(300, 200)] {
        let torn = town.house.files.keep(sent(&whole[..whole.len() / 2]), 10 * LARGEST).await;
        assert!(matches!(torn, Err(Unkept::Broken)));
    }
    let signed = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), b"and nothing of a picture"].concat();
    assert!(matches!(town.house.files.keep(sent(&signed), LARGEST).await, Err(Unkept::Broken)));
    assert!(names(&town).is_empty(), "nothing of it stays");
}

#[tokio::test]
async fn what_is_made_of_a_picture_is_scanned_too() {
    let town = TestHouse::open("portal").await;
    let address = clamd_of(&[false, true]).await;
    let refused = scanned_by(&town, &address).keep(sent(&photograph(3000, 100)), 10 * LARGEST).await;
    assert!(matches!(refused, Err(Unkept::Infected(_))));
    assert!(names(&town).is_empty(), "nothing of it stays");
}

/// A scanner that is asked so often, and finds something or not.
async fn clamd_of(finds: &'static [bool]) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move {
        for finds in finds {
            let (mut asked, _) = listener.accept().await.expect("somebody");
            asked.read_exact(&mut [0; 10]).await.expect("a command");
            loop {
                let length = asked.read_u32().await.expect("a length") as usize;
                if length == 0 {
                    break;
                }
                asked.read_exact(&mut vec![0; length]).await.expect("a piece");
            }
            let answer: &[u8] = if *finds { b"stream: Eicar FOUND\0" } else { b"stream: OK\0" };
            asked.write_all(answer).await.expect("answered");
        }
    });
    address
}

/// A scanner that finds what it was told to, and tells how much it was given.
async fn clamd(finds: &'static [u8], answers: &'static str) -> (String, tokio::task::JoinHandle<usize>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let asked = tokio::spawn(async move {
        let (mut asked, _) = listener.accept().await.expect("somebody");
        let mut command = [0; 10];
        asked.read_exact(&mut command).await.expect("a command");
        assert_eq!(&command, b"zINSTREAM\0");
        let mut content = Vec::new();
        loop {
            let length = asked.read_u32().await.expect("a length") as usize;
            if length == 0 {
                break;
            }
            let from = content.len();
            content.resize(from + length, 0);
            asked.read_exact(&mut content[from..]).await.expect("a piece");
        }
        let found = content.windows(finds.len()).any(|window| window == finds);
        let answer = if found { answers } else { "stream: OK\0" };
        asked.write_all(answer.as_bytes()).await.expect("answered");
        content.len()
    });
    (address, asked)
}

fn scanner(address: &str) -> super::Scanner {
    let at = super::scanner::At::Address(address.parse().expect("an address"));
    super::Scanner { at, answers_within: std::time::Duration::from_secs(1) }
}

fn scanned_by(town: &TestHouse, address: &str) -> super::Files {
    let scanner = Some(scanner(address));
    let (ids, rng) = (town.house.ids.clone(), town.house.rng.clone());
    let darkroom = super::Darkroom::configured(&town.house.settings.written).expect("settings");
    super::Files::open(&folder(town), ids, rng, scanner, darkroom).expect("a store")
}

#[tokio::test]
async fn a_file_is_scanned_whole_before_it_is_kept_and_an_infected_one_leaves_nothing() {
    let town = TestHouse::open("portal").await;
    let size = 2 * PIECE + 5;
    let (address, asked) = clamd(b"EICAR", "stream: Eicar-Test-Signature FOUND\0").await;
    let kept = scanned_by(&town, &address).keep(sent(&pdf(size)), LARGEST).await.expect("kept");
    assert!(kept.file.scanned && asked.await.expect("asked") == size);

    let (address, _) = clamd(b"EICAR", "stream: Eicar-Test-Signature FOUND\0").await;
    let infected = [pdf(1000), b"EICAR".to_vec()].concat();
    let refused = scanned_by(&town, &address).keep(sent(&infected), LARGEST).await;
    assert!(matches!(refused, Err(Unkept::Infected(found)) if found == "Eicar-Test-Signature"));
    assert_eq!(names(&town), [kept.file.id.to_string()]);
}

#[tokio::test]
async fn what_a_scanner_does_not_answer_for_is_not_kept() {
    let town = TestHouse::open("portal").await;
    let (address, _) = clamd(b"PDF", "INSTREAM size limit exceeded. ERROR\0").await;
    let refused = scanned_by(&town, &address).keep(sent(&pdf(1000)), LARGEST).await;
    assert!(matches!(refused, Err(Unkept::Unscanned(_))));
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let silent = silent.local_addr().map(|address| (address.to_string(), silent)).expect("an address");
    for address in ["127.0.0.1:1", &silent.0] {
        let refused = scanned_by(&town, address).keep(sent(&pdf(1000)), LARGEST).await;
        assert!(matches!(refused, Err(Unkept::Unscanned(_))), "{address}");
    }
    assert!(names(&town).is_empty());
    assert!(!town.house.files.keep(sent(&pdf(1000)), LARGEST).await.expect("kept").file.scanned);
}

#[tokio::test]
async fn a_scanner_says_what_it_is() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let scanner = scanner(&listener.local_addr().expect("an address").to_string());
    let asked = tokio::spawn(async move {
        let (mut asked, _) = listener.accept().await.expect("somebody");
        let mut command = [0; 9];
        asked.read_exact(&mut command).await.expect("a command");
        asked.write_all(b"ClamAV 1.4.2/27829/Thu Nov 26 09:00:00 2026\0").await.expect("answered");
        command
    });
    assert_eq!(scanner.version().await.expect("an answer"), "ClamAV 1.4.2/27829/Thu Nov 26 09:00:00 2026");
    assert_eq!(&asked.await.expect("asked"), b"zVERSION\0");
    assert!(self::scanner("127.0.0.1:1").version().await.is_err());
}

#[tokio::test]
async fn what_is_no_clamd_is_told_as_such() {
    use tokio::io::AsyncWriteExt;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let scanner = scanner(&listener.local_addr().expect("an address").to_string());
    tokio::spawn(async move {
        let (mut asked, _) = listener.accept().await.expect("somebody");
        asked.write_all(b"-ERR unknown command\r\n").await.expect("answered");
    });
    assert!(scanner.version().await.is_err());
}
