//! The document against the standard and against the schema of its format.

use super::*;

/// The children of a paragraph's properties in the order of the schema, as far as we use them.
const PARAGRAPH: [&str; 9] =
    ["w:pStyle", "w:keepNext", "w:keepLines", "w:widowControl", "w:pBdr", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"];
const OUTLINE: &str = "w:outlineLvl";
const RUN: [&str; 6] = ["w:rFonts", "w:color", "w:spacing", "w:sz", "w:szCs", "w:lang"];
const SECTION: [&str; 5] = ["w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"];
const STYLE: [&str; 6] = ["w:name", "w:basedOn", "w:next", "w:qFormat", "w:pPr", "w:rPr"];
const SETTINGS: [&str; 3] = ["w:evenAndOddHeaders", "w:characterSpacingControl", "w:compat"];

fn paper() -> Paper {
    Paper {
        language: Language::Zh,
        issuer: "伊犁州党委人才工作领导小组".to_owned(),
        number: "伊州人才〔2027〕1号".to_owned(),
        remark: None,
        title: "关于下达岗位目录的通知".to_owned(),
        addressees: "各用人单位：".to_owned(),
        body: vec![
            Passage::Paragraph("现将目录下达。".to_owned()),
            Passage::Heading("一、市人民医院".to_owned()),
            Passage::Subheading("（一）<b>医师 & 技师".to_owned()),
        ],
        annex: "附件：岗位目录表".to_owned(),
        day: "2026年11月26日".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day"),
    }
}

fn part(paper: &Paper, name: &str) -> String {
    let parts = parts(paper).expect("written");
    parts.into_iter().find(|(part, _)| *part == name).expect(name).1
}

/// The children of every element of this name, by their names. Fails on an element that is not closed where it should be.
fn children(xml: &str, of: &str) -> Vec<Vec<String>> {
    let (mut open, mut found) = (Vec::<(String, Vec<String>)>::new(), Vec::new());
    for tag in xml.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        if tag.starts_with('?') {
            continue;
        }
        let name = tag.trim_matches('/').split_whitespace().next().unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            let (opened, inside) = open.pop().expect("something is open");
            assert_eq!(opened, name, "closed in another order");
            if opened == of {
                found.push(inside);
            }
            continue;
        }
        if let Some((_, inside)) = open.last_mut() {
            inside.push(name.clone());
        }
        if !tag.ends_with('/') {
            open.push((name, Vec::new()));
        }
    }
    assert!(open.is_empty(), "{open:?} are not closed");
    found
}

fn in_order(xml: &str, of: &str, schema: &[&str]) {
    let all = children(xml, of);
    assert!(!all.is_empty(), "no {of}");
    for inside in all {
        let place = |name: &String| {
            let place = schema.iter().position(|known| known == name);
            place.unwrap_or_else(|| panic!("{name} is not expected in {of}"))
        };
        let places: Vec<_> = inside.iter().map(place).collect();
        assert!(places.is_sorted(), "{of}: {inside:?}");
    }
}

/// In twentieths of a point.
fn millimetres(length: i32) -> i32 {
    (f64::from(length) * 25.4 / 1_440.0).round() as i32
}

#[test]
fn the_page_has_the_margins_and_the_grid_of_the_standard() {
    assert_eq!([TOP, BOTTOM, LEFT, RIGHT].map(millimetres), [37, 35, 28, 26]);
    let (width, height) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    assert_eq!([width, height].map(millimetres), [156, 225]);
    let document = part(&paper(), "word/document.xml");
    for expected in [
        r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="0" w:footer="1304" w:gutter="0"/>"#,
        r#"<w:docGrid w:type="lines" w:linePitch="579"/>"#,
    ] {
        assert!(document.contains(expected), "{expected} in {document}");
    }
    assert!((22 * LINE..23 * LINE).contains(&height), "22 lines");
    let character = BODY * 10 + TIGHTER;
    assert!(28 * character <= width && 29 * character > width, "28 characters");
    assert!(part(&paper(), "word/styles.xml").contains(&format!("<w:spacing w:val=\"{TIGHTER}\"/>")));
}

#[test]
fn every_element_stands_where_the_schema_has_it() {
    let paragraph = [PARAGRAPH.as_slice(), &[OUTLINE]].concat();
    let (document, styles) = (part(&paper(), "word/document.xml"), part(&paper(), "word/styles.xml"));
    in_order(&document, "w:sectPr", &SECTION);
    in_order(&document, "w:body", &["w:p", "w:sectPr"]);
    in_order(&document, "w:p", &["w:pPr", "w:r"]);
    in_order(&document, "w:r", &["w:rPr", "w:t"]);
    for xml in [&document, &styles] {
        in_order(xml, "w:pPr", &paragraph);
        in_order(xml, "w:rPr", &RUN);
    }
    in_order(&styles, "w:style", &STYLE);
    in_order(&styles, "w:styles", &["w:docDefaults", "w:style"]);
    in_order(&part(&paper(), "word/settings.xml"), "w:settings", &SETTINGS);
    for side in ["word/odd.xml", "word/even.xml"] {
        in_order(&part(&paper(), side), "w:pPr", &paragraph);
    }
}

#[test]
fn the_parts_stand_in_their_order_and_in_their_styles() {
    let paper = Paper { remark: Some("译文".to_owned()), ..paper() };
    let document = part(&paper, "word/document.xml");
    let parts: [(&str, &str); 11] = [
        (paper.issuer.as_str(), "Mark"),
        (&paper.number, "Number"),
        ("译文", "Remark"),
        (&paper.title, "Title"),
        (&paper.addressees, "Normal"),
        ("现将目录下达。", "Body"),
        ("一、市人民医院", "Heading1"),
        ("（一）&#60;b&#62;医师 &#38; 技师", "Heading2"),
        (&paper.annex, "Body"),
        (&paper.issuer, "Signed"),
        (&paper.day, "Signed"),
    ];
    let mut rest = document.as_str();
    for (words, style) in parts {
        let (before, after) = rest.split_once(&format!(">{words}<")).unwrap_or_else(|| panic!("{words} in {rest}"));
        let paragraph = before.rsplit("<w:p>").next().expect("its paragraph");
        assert!(paragraph.contains(&format!(r#"<w:pStyle w:val="{style}"/>"#)), "{words} in {paragraph}");
        rest = after;
    }
    assert!(!rest.contains("<w:t "), "nothing follows the day");
}

#[test]
fn no_line_of_a_title_ends_within_a_word() {
    let long = "关于下达《2026年度高层次紧缺人才岗位目录》的通知";
    assert_eq!(title_lines(long), ["关于下达", "《2026年度高层次紧缺人才岗位目录》", "的通知"]);
    let begins = "《2026年度高层次紧缺人才岗位目录》调整通知";
    assert_eq!(title_lines(begins), ["《2026年度高层次紧缺人才岗位目录》", "调整通知"]);
    for whole in
        ["关于下达岗位目录的通知", "关于下达《岗位目录》的通知", "》关于下达伊宁市高层次紧缺人才年度岗位目录的通知《"]
    {
        assert_eq!(title_lines(whole), [whole]);
    }
    let unbroken = format!("关于下达《{}》的通知", "高层次紧缺人才".repeat(3));
    assert_eq!(title_lines(&unbroken), [unbroken.as_str()], "a name of several lines breaks where it falls");
    let document = part(&Paper { title: long.to_owned(), ..paper() }, "word/document.xml");
    assert_eq!(document.matches(r#"<w:pStyle w:val="Title"/>"#).count(), 3);
}

#[test]
fn each_style_has_the_font_and_size_of_the_standard() {
    let styles = part(&paper(), "word/styles.xml");
    let style = |id: &str| {
        let style = styles.split("<w:style ").find(|style| style.contains(&format!("w:styleId=\"{id}\"")));
        style.unwrap_or_else(|| panic!("no style {id}")).to_owned()
    };
    for (id, face, halves) in [
        ("Mark", "方正小标宋简体", None),
        ("Title", "方正小标宋简体", Some(44)),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体_GB2312", None),
        ("Footer", "宋体", Some(28)),
    ] {
        let style = style(id);
        assert!(style.contains(&format!("w:eastAsia=\"{face}\"")), "{style}");
        assert!(halves.is_none_or(|halves| style.contains(&format!("<w:sz w:val=\"{halves}\"/>"))), "{style}");
    }
    assert!(style("Mark").contains("FF0000") && style("Rule").contains("FF0000"));
    let defaults = styles.split("</w:docDefaults>").next().expect("defaults");
    assert!(defaults.contains("w:ascii=\"仿宋_GB2312\"") && defaults.contains("<w:sz w:val=\"32\"/>"), "{defaults}");
    let translated = part(&Paper { language: Language::En, ..paper() }, "word/styles.xml");
    assert!(translated.contains("w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\""));
}

#[test]
fn the_number_of_the_page_stands_outside() {
    for (name, side) in [("word/odd.xml", "right"), ("word/even.xml", "left")] {
        let footer = part(&paper(), name);
        assert!(footer.contains(&format!("<w:jc w:val=\"{side}\"/>")) && footer.contains(" PAGE "), "{footer}");
        assert!(footer.contains("— ") && footer.contains(&format!("<w:ind w:{side}=\"{CHARACTER}\"/>")), "{footer}");
    }
}

#[test]
fn the_day_begins_two_characters_after_the_authority_and_the_longer_ends_two_from_the_edge() {
    for (issuer, day) in [(38, 13), (12, 13), (4, 16)] {
        let (issuer_begins, day_begins) = from_the_left(issuer, day);
        assert_eq!(day_begins, issuer_begins + 4);
        assert_eq!((issuer_begins + issuer).max(day_begins + day), 56 - 4, "{issuer} {day}");
    }
    assert_eq!(from_the_left(80, 20), (0, 4), "too wide for one line");
}

#[test]
fn the_same_paper_is_the_same_file_and_says_when_it_was_issued_not_when_it_was_made() {
    let core = part(&paper(), "docProps/core.xml");
    assert_eq!(core.matches("2026-11-26T00:00:00Z").count(), 2, "{core}");
    let file = || docx(&paper()).expect("a document");
    assert!(file().starts_with(b"PK") && file() == file());
}
