//! The layout of an official document (GB/T 9704-2012): A4, 22 lines of 28 characters, its parts in their order and fonts.
//! Fonts are named and not carried along: an office that lacks one sees the nearest that it has.

use std::io::{Cursor, Write};

use askama::Template;
use chrono::NaiveDate;
use domain::Language;
use kit::Fault;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

// Lengths are in twentieths of a point, 56.7 of them a millimetre.
const WIDTH: i32 = 11_906;
const HEIGHT: i32 = 16_838;
/// 37, 35, 28 and 26 mm.
const TOP: i32 = 2_098;
const BOTTOM: i32 = 1_984;
const LEFT: i32 = 1_587;
const RIGHT: i32 = 1_474;
/// The page number's line begins 7 mm below the text.
const FOOTER: i32 = 1_304;
/// The mark of the authority begins 35 mm below the upper edge of the text.
const ABOVE_MARK: i32 = 1_984;
/// The red line is 4 mm below the number.
const ABOVE_RULE: i32 = 227;
/// The 22nd part of the text's height, rounded down so that 22 lines fit.
const LINE: i32 = (HEIGHT - TOP - BOTTOM) / 22;
/// The 28th part of the text's width.
const CHARACTER: i32 = (WIDTH - LEFT - RIGHT) / 28;
/// A title of several lines stands a little wider.
const TITLE_LINE: i32 = 640;

/// In half points: 三号, 二号, 四号, and the largest that the mark may have.
const BODY: i32 = 32;
const TITLE: i32 = 44;
const NUMBER: i32 = 28;
const MARK: i32 = 84;
/// What a character is narrower than its font, so that 28 fit. A grid of characters does not do it: where a character is wider
/// than its cell, LibreOffice gives it two.
const TIGHTER: i32 = CHARACTER - BODY * 10;

/// A document, part by part.
pub struct Paper {
    pub language: Language,
    /// The authority that issues it: its mark on top and its name at the end.
    pub issuer: String,
    pub number: String,
    /// A line below the number, such as that this is a translation.
    pub remark: Option<String>,
    pub title: String,
    pub addressees: String,
    pub body: Vec<Passage>,
    /// What is attached.
    pub annex: String,
    /// The day in words.
    pub day: String,
    pub made_on: NaiveDate,
}

pub enum Passage {
    Heading(String),
    Subheading(String),
    Paragraph(String),
}

/// The same bytes for the same paper.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, Fault> {
    let wrong = |error: &dyn std::fmt::Display| Fault::new(format!("a document was not written: {error}"));
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts(paper).map_err(|error| wrong(&error))? {
        file.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT))
            .map_err(|error| wrong(&error))?;
        file.write_all(part.as_bytes()).map_err(|error| wrong(&error))?;
    }
    Ok(file.finish().map_err(|error| wrong(&error))?.into_inner())
}

/// The files of the package, the list of their kinds first.
fn parts(paper: &Paper) -> Result<[(&'static str, String); 9], askama::Error> {
    let footer = |side| FooterPart { side, character: CHARACTER }.render();
    let core = CorePart { title: &paper.title, issuer: &paper.issuer, made_on: paper.made_on };
    Ok([
        ("[Content_Types].xml", include_str!("parts/content-types.xml").to_owned()),
        ("_rels/.rels", include_str!("parts/package.rels").to_owned()),
        ("word/document.xml", DocumentPart { lines: lines(paper), page: PAGE }.render()?),
        ("word/_rels/document.xml.rels", include_str!("parts/document.rels").to_owned()),
        ("word/styles.xml", StylesPart::of(paper.language).render()?),
        ("word/settings.xml", include_str!("parts/settings.xml").to_owned()),
        ("word/odd.xml", footer("right")?),
        ("word/even.xml", footer("left")?),
        ("docProps/core.xml", core.render()?),
    ])
}

#[derive(Template)]
#[template(path = "documents/templates/document.xml")]
struct DocumentPart<'a> {
    lines: Vec<Line<'a>>,
    page: Page,
}

struct Page {
    width: i32,
    height: i32,
    top: i32,
    right: i32,
    bottom: i32,
    left: i32,
    footer: i32,
    line: i32,
}

const PAGE: Page = Page {
    width: WIDTH,
    height: HEIGHT,
    top: TOP,
    right: RIGHT,
    bottom: BOTTOM,
    left: LEFT,
    footer: FOOTER,
    line: LINE,
};

/// A paragraph in a style of the document.
struct Line<'a> {
    style: &'static str,
    words: &'a str,
    /// Half points, where the style does not say.
    size: Option<i32>,
    /// How far from the left edge it begins, where the style does not say.
    left: Option<i32>,
}

/// On an odd page at the right, on an even one at the left, one character from the edge.
#[derive(Template)]
#[template(path = "documents/templates/footer.xml")]
struct FooterPart {
    side: &'static str,
    character: i32,
}

#[derive(Template)]
#[template(path = "documents/templates/core.xml")]
struct CorePart<'a> {
    title: &'a str,
    issuer: &'a str,
    made_on: NaiveDate,
}

#[derive(Template)]
#[template(path = "documents/templates/styles.xml")]
struct StylesPart {
    faces: Faces,
    sizes: Sizes,
    line: i32,
    title_line: i32,
    above_mark: i32,
    above_rule: i32,
    two_characters: i32,
    tighter: i32,
}

struct Faces {
    small_standard: Face,
    fang_song: Face,
    hei: Face,
    kai: Face,
    song: Face,
}

/// The font of Chinese characters, and that of letters and digits beside them.
struct Face {
    chinese: &'static str,
    latin: &'static str,
}

struct Sizes {
    body: i32,
    title: i32,
    number: i32,
}

impl StylesPart {
    /// A translation is set in letters made for them.
    fn of(language: Language) -> StylesPart {
        let face = |chinese| Face {
            chinese,
            latin: match language {
                Language::Zh => chinese,
                Language::En => "Times New Roman",
            },
        };
        StylesPart {
            faces: Faces {
                small_standard: face("方正小标宋简体"),
                fang_song: face("仿宋_GB2312"),
                hei: face("黑体"),
                kai: face("楷体_GB2312"),
                song: face("宋体"),
            },
            sizes: Sizes { body: BODY, title: TITLE, number: NUMBER },
            line: LINE,
            title_line: TITLE_LINE,
            above_mark: ABOVE_MARK,
            above_rule: ABOVE_RULE,
            two_characters: 2 * CHARACTER,
            tighter: if language == Language::Zh { TIGHTER } else { 0 },
        }
    }
}

/// All parts of the document in the order of the standard.
fn lines(paper: &Paper) -> Vec<Line<'_>> {
    let line = |style, words| Line { style, words, size: None, left: None };
    let blank = || line("Normal", "");
    let mark = Line { size: Some(mark_size(&paper.issuer)), ..line("Mark", paper.issuer.as_str()) };
    let mut lines = vec![mark, blank(), blank(), line("Number", paper.number.as_str())];
    lines.extend(paper.remark.as_deref().map(|remark| line("Remark", remark)));
    lines.extend([line("Rule", ""), blank()]);
    lines.extend(title_lines(&paper.title).into_iter().map(|words| line("Title", words)));
    lines.push(blank());
    lines.push(line("Normal", paper.addressees.as_str()));
    lines.extend(paper.body.iter().map(|passage| match passage {
        Passage::Heading(words) => line("Heading1", words.as_str()),
        Passage::Subheading(words) => line("Heading2", words.as_str()),
        Passage::Paragraph(words) => line("Body", words.as_str()),
    }));
    lines.extend([blank(), line("Body", paper.annex.as_str()), blank(), blank()]);
    let (issuer, day) = from_the_left(widths(&paper.issuer), widths(&paper.day));
    let signed = |words, halves: i32| Line { left: Some(halves * CHARACTER / 2), ..line("Signed", words) };
    lines.extend([signed(paper.issuer.as_str(), issuer), signed(paper.day.as_str(), day)]);
    lines
}

/// As large as fits into one line, and never smaller than the title: a longer name takes two.
fn mark_size(issuer: &str) -> i32 {
    largest(issuer).clamp(TITLE, MARK)
}

/// The standard lets no line of a title end within a word: one of several lines breaks around the name in it, where there is one
/// that takes a line at most.
fn title_lines(title: &str) -> Vec<&str> {
    let named = title.find('《').zip(title.rfind('》').map(|at| at + '》'.len_utf8()));
    let named = named.filter(|(begin, end)| begin < end && largest(&title[*begin..*end]) >= TITLE);
    match named {
        Some((begin, end)) if largest(title) < TITLE => {
            let lines = [&title[..begin], &title[begin..end], &title[end..]];
            lines.into_iter().filter(|line| !line.is_empty()).collect()
        }
        _ => vec![title],
    }
}

/// In which size these words take one line, in half points.
fn largest(words: &str) -> i32 {
    let points = (WIDTH - LEFT - RIGHT) / 20;
    points * 4 / widths(words).max(1)
}

/// How wide words are, in halves of a character: what is not Chinese is half as wide.
fn widths(words: &str) -> i32 {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    words.chars().map(wide).sum()
}

/// How far from the left edge authority and day begin, in halves of a character: the day two characters after the authority,
/// and the longer of them ending two characters from the right edge. What is too wide for that begins at the edge.
fn from_the_left(issuer: i32, day: i32) -> (i32, i32) {
    const LINE_ENDS: i32 = 2 * 28;
    const TWO: i32 = 4;
    let begins = (LINE_ENDS - TWO - issuer.max(TWO + day)).max(0);
    (begins, begins + TWO)
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
