//! Files that lie: bombs in the clothing of documents, two formats in one, and bodies that unpack to more than they weigh.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use domain::Language;
use flate2::write::{GzEncoder, ZlibEncoder};
use flate2::{Compression, Crc};
use image::{ImageFormat, RgbImage};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rust_xlsxwriter::Workbook;
use serde_json::json;
use tests::planning::plan_under_way;
use tests::{Town, filings};

const MEGABYTE: usize = 1024 * 1024;
/// Whatever unpacks a bomb takes longer.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A workbook under 1 MB that unpacks to a hundred times as much, beside a first sheet that looks like an office's.
fn bomb() -> Vec<u8> {
    let mut book = Workbook::new();
    let posts = book.add_worksheet();
    for (column, words) in (0..).zip(["单位名称", "岗位", "需求人数"]) {
        posts.write_string(0, column, words).expect("written");
    }
    let beside = book.add_worksheet();
    for row in 0..1_500 {
        beside.write_string(row, 0, format!("{row}{}", "x".repeat(32_000))).expect("written");
    }
    book.save_to_buffer().expect("a book")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bomb_is_refused_before_it_goes_off() {
    let town = Town::new().await;
    let bomb = bomb();
    assert!(bomb.len() < MEGABYTE, "{} bytes", bomb.len());

    let mai = town.applicant_api("mai@example.com", 0).await;
    let nomination = filings::drafts(&mai, &filings::hospital_post(&town).await).await;
    for name in ["学历证书.docx", "学历证书.pdf", "学历证书.jpg"] {
        let form = filings::evidence("10(4)", name, bomb.clone());
        let path = format!("/api/portal/v1/nominations/{nomination}/evidence");
        let refused = mai.answer(mai.request(Method::POST, &path).multipart(form)).await.is(422);
        assert_eq!(refused.text("code"), "evidence-kind", "{name}: {:#}", refused.body);
    }
    assert_eq!(town.files_kept(), 0);

    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let form = Form::new().part("file", Part::bytes(bomb).file_name("岗位.xlsx"));
    let began = Instant::now();
    let refused = unit.answer(unit.request(Method::POST, &format!("{plan}/sheet-readings")).multipart(form)).await;
    assert_eq!(refused.is(422).text("code"), "sheet-too-large");
    assert!(began.elapsed() < AT_ONCE, "it took {:?}", began.elapsed());
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    let mut sum = Crc::new();
    sum.update(&named);
    let length = u32::try_from(content.len()).expect("a length");
    [&length.to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
}

/// A black picture with sides of so many pixels, of which eight go into a byte before it is packed.
fn black(side: u32) -> Vec<u8> {
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let line = vec![0; 1 + side.div_ceil(8) as usize];
    for _ in 0..side {
        packed.write_all(&line).expect("packed");
    }
    let (begins, packed) = (b"\x89PNG\r\n\x1a\n".to_vec(), packed.finish().expect("packed"));
    [begins, chunk(b"IHDR", &header), chunk(b"IDAT", &packed), chunk(b"IEND", b"")].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_would_unpack_to_all_memory_is_kept_as_it_came() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let nomination = filings::drafts(&mai, &filings::hospital_post(&town).await).await;
    let evidence = format!("/api/portal/v1/nominations/{nomination}/evidence");
    for side in [12_000, 30_000] {
        let bomb = black(side);
        assert!(bomb.len() < MEGABYTE, "{} bytes", bomb.len());
        let began = Instant::now();
        let form = filings::evidence("10(4)", "证书.png", bomb.clone());
        let added = mai.answer(mai.request(Method::POST, &evidence).multipart(form)).await.is(201);
        assert!(began.elapsed() < AT_ONCE, "it took {:?}", began.elapsed());
        assert_eq!(added.body["made_of"], json!(null));
        let back = mai.get(&format!("{evidence}/{}", added.text("id"))).await.is(200).bytes;
        assert!(back == bomb);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_unpacks_to_more_than_is_taken_is_refused() {
    let town = Town::new().await;
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(b"{\"mail\":\"").expect("packed");
    for _ in 0..100 {
        packed.write_all(&vec![b'a'; MEGABYTE]).expect("packed");
    }
    let packed = packed.finish().expect("packed");
    let api = town.api(Language::En);
    let request = api.request(Method::POST, "/api/portal/v1/mail-codes").header("Content-Encoding", "gzip");
    let began = Instant::now();
    let answer = api.answer(request.header("Content-Type", "application/json").body(packed)).await;
    assert!((400..=422).contains(&answer.status), "{}: {:#}", answer.status, answer.body);
    assert!(began.elapsed() < AT_ONCE, "it took {:?}", began.elapsed());
}

/// One black point.
fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(1, 1).write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

/// What begins as one of the four kinds and goes on as something a browser might run is kept as what it begins with, and given
/// back so that nothing in it runs. What begins as a picture and is none is not kept.
#[tokio::test(flavor = "multi_thread")]
async fn two_formats_in_one_file_are_given_back_as_a_download_that_runs_nothing() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let nomination = filings::drafts(&mai, &filings::hospital_post(&town).await).await;
    let evidence = format!("/api/portal/v1/nominations/{nomination}/evidence");
    let script = b"<script>fetch('/own-data')</script>";
    let heads = [
        (b"%PDF-1.7\n".to_vec(), "application/pdf"),
        (picture(ImageFormat::Png), "image/png"),
        (picture(ImageFormat::Jpeg), "image/jpeg"),
        (picture(ImageFormat::WebP), "image/webp"),
    ];
    for (head, kind) in heads {
        let content = [head.as_slice(), script, b"PK\x03\x04\x14\0\0\0", b"\x50\x4b\x05\x06"].concat();
        let form = filings::evidence("10(4)", "page.html", content);
        let added = mai.answer(mai.request(Method::POST, &evidence).multipart(form)).await.is(201);
        assert_eq!(added.body["name_fits"], json!(false), "the name says something else, and whoever looks is told");
        let back = mai.get(&format!("{evidence}/{}", added.text("id"))).await.is(200);
        let header = |name: &str| back.headers[name].to_str().expect("ASCII").to_owned();
        assert_eq!((header("content-type").as_str(), back.bytes.starts_with(&head)), (kind, true));
        assert!(header("content-disposition").starts_with("attachment; "), "{}", header("content-disposition"));
        assert!(header("content-security-policy").starts_with("sandbox"), "{}", header("content-security-policy"));
        assert_eq!(header("x-content-type-options"), "nosniff");
    }
    let before = town.files_kept();
    let signatures: [&[u8]; 3] = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"RIFF\x24\0\0\0WEBPVP8 ",
    ];
    for signature in signatures {
        let form = filings::evidence("10(4)", "page.html", [signature, script].concat());
        let refused = mai.answer(mai.request(Method::POST, &evidence).multipart(form)).await.is(422);
        assert_eq!(refused.text("code"), "evidence-broken", "{:#}", refused.body);
    }
    for head in [&b" %PDF-1.7\n"[..], b"\n<html>%PDF-1.7\n", b"GIF89a/*", b"\xef\xbb\xbf%PDF-1.7\n", b"BM%PDF-1.7"] {
        let form = filings::evidence("10(4)", "certificate.pdf", [head, script].concat());
        mai.answer(mai.request(Method::POST, &evidence).multipart(form)).await.is(422);
    }
    assert_eq!(town.files_kept(), before);
}
