//! Files: sent by page and by API, taken for what they are, kept sealed, and given back byte for byte to who may see them.

use domain::Language;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{GrayImage, Luma};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use tests::applicant::receipt;
use tests::{Api, Page, Town, filings};

const LARGEST: usize = 10 * 1024 * 1024;

/// A file of that size that begins like a PDF.
fn pdf(size: usize) -> Vec<u8> {
    let rest = (0..size).map(|at| (at % 249) as u8);
    b"%PDF-1.7\n".iter().copied().chain(rest).take(size).collect()
}

fn png() -> Vec<u8> {
    filings::PNG.to_vec()
}

async fn page_of_the_draft(town: &Town, language: Language) -> (tests::Applicant, Page) {
    let person = town.applicant("买买提·吐尔逊", "mai@example.com", language);
    let number = town.hospital_post().await;
    let form = person.open_signed_in(town, &format!("/nominate/{number}"), 0).await;
    let page = person.claims(&form, "10(4)").await;
    page.is_ok();
    assert!(page.path.contains("/nominations/") && page.path.ends_with("/evidence"), "{}", page.path);
    (person, page)
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_from_a_phone_to_the_officer_byte_for_byte() {
    let town = Town::new().await;
    let (person, page) = page_of_the_draft(&town, Language::Zh).await;
    let for_the_degree = "value=\"10(4)\"";
    let (degree, scan) = (pdf(700_001), png());
    let page =
        person.browser.send_file(&page, for_the_degree, "第1页", "学位证书 شەھادەتنامە.pdf", degree.clone()).await;
    page.is_ok().shows("已收到“学位证书 شەھادەتنامە.pdf”").shows("第1页").shows("PDF，684 KB");
    let page = person.browser.send_file(&page, "value=\"identity\"", "", "护照.jpg", scan.clone()).await;
    page.is_ok().shows("内容是PNG").shows("护照.jpg");
    let page = person.browser.send_file(&page, "value=\"other\"", "", "draft.pdf", pdf(50)).await;
    let page = person.browser.send_form(&page, "删掉draft.pdf", &[]).await;
    page.is_ok().shows("已删掉");
    assert!(!page.body.contains("draft.pdf"));

    let refused =
        person.browser.send_file(&page, for_the_degree, "封面", "证书.pdf", b"PK\x03\x04 a zip".to_vec()).await;
    assert_eq!(refused.status, 422);
    refused.shows("有误：").shows("这个文件的内容是ZIP").shows("href=\"#file.10(4)\"").shows("value=\"封面\"");
    let unchosen = person.browser.send_file(&page, for_the_degree, "", "", Vec::new()).await;
    assert_eq!(unchosen.status, 422);
    unchosen.shows("选一个文件，再上传");
    let large = person.browser.send_file(&page, for_the_degree, "", "大.pdf", pdf(LARGEST + 1)).await;
    assert_eq!(large.status, 422);
    large.shows("一个文件最大10 MB");
    let far_too_large = person.browser.send_file(&page, for_the_degree, "封面", "很大.pdf", pdf(4 * LARGEST)).await;
    assert_eq!(far_too_large.status, 422);
    far_too_large.shows("一个文件最大10 MB").shows("value=\"封面\"");

    let own = page.between("<li><span><a href=\"", "\"").expect("a link");
    let back = person.browser.download(own).await.bytes().await.expect("bytes");
    assert!(back == scan || back == degree);

    let form = person.browser.open(&format!("/nominate/{}", town.hospital_post().await)).await;
    form.is_ok().shows("已传2个文件");
    let slip = person.submits(&form).await;
    slip.is_ok().shows("已传2个文件");
    let receipt = receipt(&slip);
    let shut = person.browser.follow(page.path.split('?').next().expect("a path")).await;
    shut.is_ok().shows("材料不能再增减");
    let late = person.browser.send_file(&page, for_the_degree, "", "late.pdf", pdf(50)).await;
    assert_eq!(late.status, 422);

    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    case.is_ok().shows("学位证书 شەھادەتنامە.pdf").shows("内容是PNG").shows("没有查过病毒");
    let link = case.between("<ul class=\"files\">\n<li><a href=\"", "\"").expect("a link").to_owned();
    let answer = unit.browser.download(&link).await;
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().expect("ASCII").to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    let disposition = header("content-disposition");
    assert!(
        disposition.starts_with("attachment; ") && disposition.contains("filename*=UTF-8''%E5%AD%A6"),
        "{disposition}"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("sandbox"), "{}", header("content-security-policy"));
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("content-length"), degree.len().to_string());
    assert!(answer.bytes().await.expect("bytes") == degree);

    let other = town.officer("unit-justice", Language::Zh).await;
    assert_eq!(other.browser.download(&link).await.status(), 404);
    assert_eq!(
        town.browser(Language::Zh).follow(&link).await.path,
        format!("/staff/sign-in?back={}", link.replace('/', "%2F"))
    );

    let file = town.data.join("files").join(link.rsplit('/').next().expect("an id"));
    let mut sealed = std::fs::read(&file).expect("the file in the store");
    assert!(!sealed.windows(8).any(|window| window == b"%PDF-1.7"));
    sealed[300_000] ^= 1;
    std::fs::write(&file, sealed).expect("written");
    let altered = unit.browser.follow(&link).await;
    assert_eq!(altered.status, 409);
    altered.shows("和提交时不一样了");
    std::fs::remove_file(&file).expect("gone");
    let lost = unit.browser.follow(&link).await;
    assert_eq!(lost.status, 409);
    lost.shows("不在存储里了");
}

fn evidence(id: &str) -> String {
    format!("/api/portal/v1/nominations/{id}/evidence")
}

fn sends(api: &Api, id: &str, shows: &str, name: &str, content: &[u8]) -> RequestBuilder {
    let form = filings::evidence(shows, name, content.to_vec());
    api.request(Method::POST, &evidence(id)).multipart(form)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_sent_again_is_one_file_and_nobody_elses() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let id = filings::drafts(&mai, &filings::hospital_post(&town).await).await;

    let send = |content: &[u8]| sends(&mai, &id, "10(4)", "证书.pdf", content).header("Idempotency-Key", "file-1");
    let added = mai.answer(send(&pdf(1000))).await.is(201);
    assert_eq!((added.text("kind"), added.body["size"].as_u64()), ("pdf", Some(1000)));
    assert_eq!(mai.answer(send(&pdf(1000))).await.is(201).body, added.body);
    assert_eq!(mai.answer(send(&pdf(1001))).await.is(422).text("code"), "key-reused");
    let query = "?shows=identity&name=%E8%AF%81.png&label=%E6%AD%A3%E9%9D%A2";
    let bare = mai.request(Method::POST, &format!("{}{query}", evidence(&id)));
    mai.answer(bare.header("Content-Type", "image/png").body(png())).await.is(201);
    let listed = mai.get(&evidence(&id)).await.is(200).body;
    let names: Vec<_> = listed["items"].as_array().into_iter().flatten().map(|item| item["name"].as_str()).collect();
    assert_eq!(names, [Some("证书.pdf"), Some("证.png")], "{listed}");
    assert_eq!(town.files_kept(), 2);

    let one = format!("{}/{}", evidence(&id), added.text("id"));
    assert!(mai.get(&one).await.is(200).bytes == pdf(1000));
    for request in [
        li.request(Method::GET, &evidence(&id)),
        li.request(Method::GET, &one),
        li.request(Method::DELETE, &one).header("If-Match", "\"v1\""),
        sends(&li, &id, "10(4)", "a.pdf", &pdf(50)),
        mai.request(Method::GET, &format!("{}/{id}", evidence(&id))),
    ] {
        mai.answer(request).await.is(404);
    }
    let remove = |version: &str| mai.request(Method::DELETE, &one).header("If-Match", version);
    mai.answer(mai.request(Method::DELETE, &one)).await.is(428);
    mai.answer(remove("\"v2\"")).await.is(412);
    for _ in 0..2 {
        mai.answer(remove("\"v1\"").header("Idempotency-Key", "gone-1")).await.is(204);
    }
    mai.get(&one).await.is(404);
    assert_eq!(town.files_kept(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_is_kept_without_where_it_was_taken() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let id = filings::drafts(&mai, &filings::hospital_post(&town).await).await;
    let (place, picture) = (b"GPS 43.9N 81.3E".as_slice(), jpeg(16, 16));
    let note = [b"\xff\xfe\0\x11".as_slice(), place].concat();
    let (begins, rest) = picture.split_at(2);
    let sent = [begins, &note, rest, place].concat();
    let added = mai.answer(sends(&mai, &id, "identity", "护照.jpg", &sent)).await.is(201);
    assert_eq!((added.text("kind"), added.body["size"].as_u64()), ("jpeg", Some(picture.len() as u64)));
    let kept = mai.get(&format!("{}/{}", evidence(&id), added.text("id"))).await.is(200).bytes;
    assert!(kept == picture, "{kept:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_nobody_can_look_at_is_refused_when_it_is_handed_in() {
    let town = Town::new().await;
    let (person, page) = page_of_the_draft(&town, Language::Zh).await;
    let (photograph, scan) = (jpeg(300, 200), png());
    let signed = b"\xff\xd8\xff\xe0\0\x10JFIF\0 and nothing of a picture";
    let broken = [&photograph[..photograph.len() / 2], &scan[..scan.len() / 2], signed];
    for content in broken {
        let told = person.browser.send_file(&page, "value=\"10(4)\"", "封面", "学位证书.jpg", content.to_vec()).await;
        assert_eq!(told.status, 422);
        told.shows("这张图片打不开").shows("另存为JPEG").shows("href=\"#file.10(4)\"").shows("value=\"封面\"");
    }
    let li = town.applicant_api("li@example.com", 0).await;
    let id = filings::drafts(&li, &filings::hospital_post(&town).await).await;
    for content in broken {
        let refused = li.answer(sends(&li, &id, "10(4)", "a.jpg", content)).await.is(422);
        let at = refused.body["errors"][0]["pointer"].as_str();
        assert_eq!((refused.text("code"), at), ("evidence-broken", Some("/file")), "{}", refused.body);
    }
    assert_eq!(town.files_kept(), 0);
    li.answer(sends(&li, &id, "10(4)", "a.jpg", &photograph)).await.is(201);
}

/// What no two places of it have alike, from 0 to 31.
fn grain(x: u32, y: u32) -> u8 {
    let mixed = x.wrapping_mul(374_761_393) ^ y.wrapping_mul(668_265_263);
    ((mixed ^ mixed >> 13).wrapping_mul(1_274_126_177) >> 27) as u8
}

/// A grey picture of that size, as grainy as a telephone's.
fn grainy(width: u32, height: u32) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| Luma([100 + grain(x, y)]))
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    grainy(width, height).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95)).expect("written");
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_picture_is_made_smaller_and_everybody_reads_so() {
    let town = Town::new().await;
    let (person, page) = page_of_the_draft(&town, Language::Zh).await;
    let (photograph, mut scan) = (jpeg(3000, 1500), Vec::new());
    grainy(900, 4500).write_with_encoder(PngEncoder::new(&mut scan)).expect("written");
    let size = kit::files::in_words(photograph.len() as u64);
    let page = person.browser.send_file(&page, "value=\"10(4)\"", "", "学位证书.jpg", photograph).await;
    page.is_ok().shows(&format!("图片已从{size}缩小到"));
    let page = person.browser.send_file(&page, "value=\"identity\"", "", "护照.png", scan).await;
    page.is_ok().shows("PNG，");
    let own = page.between("<li><span><a href=\"", "\"").expect("a link");
    let back = person.browser.download(own).await.bytes().await.expect("bytes");
    let sides = image::load_from_memory(&back).expect("a picture").to_luma8().dimensions();
    assert!([(2600, 1300), (520, 2600)].contains(&sides), "{sides:?}");

    let slip = person.submits(&person.browser.open(&format!("/nominate/{}", town.hospital_post().await)).await).await;
    let receipt = receipt(&slip);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    case.is_ok().shows(&format!("由{size}缩小"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_for_what_it_is_and_never_for_what_it_says() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let id = filings::drafts(&mai, &filings::hospital_post(&town).await).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    let html = b"<!DOCTYPE html><!-- %PDF-1.7 --><script>alert(1)</script>".to_vec();
    for (shows, name, content, expected) in [
        ("10(4)", "certificate.pdf", b"PK\x03\x04 a zip in PDF's clothing".to_vec(), "evidence-kind"),
        ("10(4)", "picture.png", svg, "evidence-kind"),
        ("10(4)", "certificate.pdf", html, "evidence-kind"),
        ("10(4)", "certificate.pdf", Vec::new(), "evidence-empty"),
        ("10(4)", "certificate.pdf", pdf(LARGEST + 1), "evidence-too-large"),
        ("10(5)", "certificate.pdf", pdf(50), "evidence-not-claimed"),
        ("everything", "certificate.pdf", pdf(50), "evidence-shows-unknown"),
    ] {
        let refused = mai.answer(sends(&mai, &id, shows, name, &content)).await.is(422);
        assert_eq!(refused.text("code"), expected);
        assert!(refused.body["errors"][0]["pointer"].is_string(), "{}", refused.body);
    }
    assert_eq!(town.files_kept(), 0);
    mai.answer(sends(&mai, &id, "10(4)", "large.pdf", &pdf(LARGEST))).await.is(201);
    for (name, kept) in [
        ("../../../etc/passwd.png", "passwd.png"),
        ("C:\\secret\\证.png", "证.png"),
        ("a\r\nSet-Cookie: x=1\r\n\r\n<b>.png", "aSet-Cookie: x=1<b>.png"),
        ("fdp\u{202E}gnp.png", "fdpgnp.png"),
        ("\";x=\".png", "\";x=\".png"),
    ] {
        let bare = mai.request(Method::POST, &evidence(&id)).query(&[("shows", "10(4)"), ("name", name)]);
        let added = mai.answer(bare.header("Content-Type", "image/png").body(png())).await.is(201);
        let listed = mai.get(&evidence(&id)).await.is(200).body;
        let items = listed["items"].as_array().expect("items");
        assert_eq!(items[items.len() - 1]["name"].as_str(), Some(kept), "{listed}");
        let answer = mai.get(&format!("{}/{}", evidence(&id), added.text("id"))).await.is(200);
        assert!(answer.headers.get("set-cookie").is_none());
        let disposition = answer.headers["content-disposition"].to_str().expect("ASCII");
        assert!(disposition.starts_with("attachment; filename=\"") && !disposition.contains("<b>"), "{disposition}");
    }

    let file = || Part::bytes(png()).file_name("a.png");
    let unknown = Form::new().text("shows", "10(4)").text("scanned", "yes").part("file", file());
    let second = Form::new().text("shows", "10(4)").part("file", file()).part("file", file());
    let elsewhere = Form::new().text("shows", "10(4)").part("photo", file());
    let send = |form: Form| mai.request(Method::POST, &evidence(&id)).multipart(form);
    for form in [unknown, second, elsewhere] {
        assert_eq!(mai.answer(send(form)).await.is(400).text("code"), "malformed");
    }
    let none = mai.answer(send(Form::new().text("shows", "10(4)"))).await.is(422);
    assert_eq!(none.text("code"), "evidence-file-missing");
    let json = mai.request(Method::POST, &evidence(&id)).json(&serde_json::json!({ "shows": "10(4)" }));
    assert_eq!(mai.answer(json).await.is(415).text("code"), "wrong-type");
    let forged = sends(&mai, &id, "10(4)", "a.png", &png()).header("Sec-Fetch-Site", "cross-site");
    mai.answer(forged).await.is(403);
    let broken = mai.request(Method::POST, &evidence(&id)).header("Content-Type", "multipart/form-data; boundary=x");
    mai.answer(broken.body("--x\r\nnonsense")).await.is(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_acknowledged_is_there_after_a_kill() {
    let mut town = Town::apart().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let id = filings::drafts(&mai, &filings::hospital_post(&town).await).await;
    let added = mai.answer(sends(&mai, &id, "10(4)", "证书.pdf", &pdf(300_000))).await.is(201);
    town.kill_and_start().await;
    let back = mai.get(&format!("{}/{}", evidence(&id), added.text("id"))).await.is(200);
    assert!(back.bytes == pdf(300_000));
}
