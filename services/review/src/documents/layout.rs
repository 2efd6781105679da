//! The layout of an official document (GB/T 9704-2012): A4, 22 lines of 28 characters, its parts in their order and fonts.
//! Fonts are named and not carried along: an office that lacks one sees the nearest that it has.

use chrono::NaiveDate;
use docx_rs::{
    AlignmentType, DocGrid, DocGridType, Docx, FieldCharType, Footer, InstrPAGE, InstrText, LineSpacing,
    LineSpacingType, PageMargin, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Run, RunFonts,
    SpecialIndentType,
};
use kit::Fault;

// Lengths are in twentieths of a point, 56.7 of them a millimetre.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
/// 37, 35, 28 and 26 mm.
const TOP: i32 = 2_098;
const BOTTOM: i32 = 1_984;
const LEFT: i32 = 1_587;
const RIGHT: i32 = 1_474;
/// The page number's line begins 7 mm below the text.
const FOOTER: i32 = 1_304;
/// The mark of the authority begins 35 mm below the upper edge of the text.
const ABOVE_MARK: u32 = 1_984;
/// The 22nd part of the text's height, rounded down so that 22 lines fit.
const LINE: i32 = (HEIGHT as i32 - TOP - BOTTOM) / 22;
/// The 28th part of the text's width.
const CHARACTER: i32 = (WIDTH as i32 - LEFT - RIGHT) / 28;
const BLACK: &str = "000000";
const RED: &str = "FF0000";

/// In half points: 三号, 二号, 四号, and the largest that the mark may have.
const BODY: usize = 32;
const TITLE: usize = 44;
const NUMBER: usize = 28;
const MARK: usize = 84;
/// What a character is wider or narrower than its font in the grid, in 4096ths of a point, rounded down so that 28 fit.
const CHARACTER_SPACE: isize = {
    let width = (WIDTH as isize - LEFT as isize - RIGHT as isize) * 4_096 / (28 * 20);
    width - BODY as isize / 2 * 4_096
};

const SMALL_STANDARD: &str = "方正小标宋简体";
const FANG_SONG: &str = "仿宋_GB2312";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const SONG: &str = "宋体";

/// A document, part by part.
pub struct Paper {
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
    let mut file = std::io::Cursor::new(Vec::new());
    let written = composed(paper).pack(&mut file);
    written.map_err(|error| Fault::new(format!("a document was not written: {error}")))?;
    Ok(file.into_inner())
}

fn composed(paper: &Paper) -> Docx {
    let made = format!("{}T00:00:00Z", paper.made_on);
    let margin = PageMargin::new().top(TOP).bottom(BOTTOM).left(LEFT).right(RIGHT).header(0).footer(FOOTER).gutter(0);
    let line = LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE);
    let mut docx = Docx::new()
        .page_size(WIDTH, HEIGHT)
        .page_margin(margin)
        .default_size(BODY)
        .default_fonts(font(FANG_SONG))
        .default_line_spacing(line)
        .footer(page_number(AlignmentType::Right, "70000001"))
        .even_footer(page_number(AlignmentType::Left, "70000002"))
        .created_at(&made)
        .updated_at(&made);
    let grid = DocGrid::new().grid_type(DocGridType::LinesAndChars);
    let grid = grid.line_pitch(LINE.unsigned_abs() as usize).char_space(CHARACTER_SPACE);
    docx.document.section_property.doc_grid = Some(grid);
    for (paragraph, id) in parts(paper).into_iter().zip(1u32..) {
        // Ids of its own: the library counts over all documents of the process.
        docx = docx.add_paragraph(paragraph.id(format!("{id:08X}")));
    }
    docx
}

fn parts(paper: &Paper) -> Vec<Paragraph> {
    let mut parts = vec![mark(&paper.issuer), blank(), blank(), centred(&paper.number, FANG_SONG, BODY)];
    parts.extend(paper.remark.as_ref().map(|remark| centred(remark, KAI, NUMBER)));
    if let Some(last) = parts.pop() {
        parts.push(underlined(last));
    }
    parts.extend([blank(), blank(), centred(&paper.title, SMALL_STANDARD, TITLE), blank()]);
    parts.push(Paragraph::new().add_run(run(&paper.addressees, FANG_SONG, BODY)));
    for passage in &paper.body {
        let (words, font) = match passage {
            Passage::Heading(words) => (words, HEI),
            Passage::Subheading(words) => (words, KAI),
            Passage::Paragraph(words) => (words, FANG_SONG),
        };
        let keeps = !matches!(passage, Passage::Paragraph(_));
        parts.push(indented(words, font).keep_next(keeps));
    }
    parts.extend([blank(), indented(&paper.annex, FANG_SONG), blank(), blank()]);
    let (issuer, day) = from_the_right(widths(&paper.issuer), widths(&paper.day));
    let signed = |words: &str, right: i32| {
        let paragraph = Paragraph::new().align(AlignmentType::Right).add_run(run(words, FANG_SONG, BODY));
        paragraph.indent(None, None, Some(right * CHARACTER / 2), None)
    };
    parts.extend([signed(&paper.issuer, issuer).keep_next(true), signed(&paper.day, day)]);
    parts
}

/// The red mark of the authority, as large as fits into one line.
fn mark(issuer: &str) -> Paragraph {
    let halves = usize::try_from(widths(issuer)).unwrap_or(1).max(1);
    let points = (WIDTH as usize - LEFT as usize - RIGHT as usize) / 20;
    let size = (points * 4 / halves).min(MARK);
    let spacing = LineSpacing::new().before(ABOVE_MARK).line_rule(LineSpacingType::Auto).line(240);
    let words = run(issuer, SMALL_STANDARD, size).color(RED);
    Paragraph::new().align(AlignmentType::Center).line_spacing(spacing).snap_to_grid(false).add_run(words)
}

/// The red line is 4 mm below the number.
fn underlined(mut paragraph: Paragraph) -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(12).space(11).color(RED);
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}

fn centred(words: &str, font: &str, size: usize) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).add_run(run(words, font, size))
}

fn indented(words: &str, font: &str) -> Paragraph {
    let first = SpecialIndentType::FirstLine(2 * CHARACTER);
    Paragraph::new().indent(None, Some(first), None, None).add_run(run(words, font, BODY))
}

fn blank() -> Paragraph {
    Paragraph::new()
}

/// On an odd page at the right, on an even one at the left, one character from the edge.
fn page_number(side: AlignmentType, id: &str) -> Footer {
    let (left, right) = match side {
        AlignmentType::Left => (Some(CHARACTER), None),
        _ => (None, Some(CHARACTER)),
    };
    // The library's own field has no font.
    let field = Run::new()
        .fonts(font(SONG))
        .size(NUMBER)
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE {}))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    let number = Paragraph::new().id(id).align(side).indent(left, None, right, None);
    Footer::new().add_paragraph(number.add_run(run("— ", SONG, NUMBER)).add_run(field).add_run(run(" —", SONG, NUMBER)))
}

fn run(words: &str, name: &str, size: usize) -> Run {
    Run::new().fonts(font(name)).size(size).color(BLACK).add_text(words)
}

fn font(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name)
}

/// How wide words are, in halves of a character: what is not Chinese is half as wide.
fn widths(words: &str) -> i32 {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    words.chars().map(wide).sum()
}

/// How far from the right edge authority and day end, in halves of a character: the shorter of them two characters further
/// out, the day beginning two characters after the authority.
fn from_the_right(issuer: i32, day: i32) -> (i32, i32) {
    const TWO: i32 = 4;
    let day_ends = issuer - day;
    if day_ends >= TWO { (TWO, day_ends) } else { (2 * TWO + day - issuer, TWO) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        Paper {
            issuer: "伊宁市引进高层次紧缺人才工作协调小组".to_owned(),
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

    fn xml(part: Vec<u8>) -> String {
        String::from_utf8(part).expect("UTF-8")
    }

    /// In twentieths of a point.
    fn millimetres(length: i32) -> i32 {
        (f64::from(length) * 25.4 / 1_440.0).round() as i32
    }

    #[test]
    fn the_page_has_the_margins_and_the_grid_of_the_standard() {
        assert_eq!([TOP, BOTTOM, LEFT, RIGHT].map(millimetres), [37, 35, 28, 26]);
        let document = xml(composed(&paper()).build().document);
        assert!(document.contains(r#"<w:pgSz w:w="11906" w:h="16838""#), "{document}");
        for margin in [r#"w:top="2098""#, r#"w:right="1474""#, r#"w:bottom="1984""#, r#"w:left="1587""#] {
            assert!(document.contains(margin), "{margin} in {document}");
        }
        assert!(document.contains(r#"<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842""#));
        let (width, height) = (WIDTH as i32 - LEFT - RIGHT, HEIGHT as i32 - TOP - BOTTOM);
        assert!(22 * LINE <= height && 23 * LINE > height, "22 lines");
        let characters = (BODY as isize / 2 * 4_096 + CHARACTER_SPACE) * 28 * 20;
        assert!(characters <= width as isize * 4_096, "28 characters");
    }

    #[test]
    fn the_parts_stand_in_their_order_and_in_their_fonts() {
        let paper = paper();
        let built = composed(&paper).build();
        let document = xml(built.document);
        let parts: [(&str, &str); 10] = [
            (paper.issuer.as_str(), SMALL_STANDARD),
            (&paper.number, FANG_SONG),
            (&paper.title, SMALL_STANDARD),
            (&paper.addressees, FANG_SONG),
            ("现将目录下达。", FANG_SONG),
            ("一、市人民医院", HEI),
            ("（一）&lt;b&gt;医师 &amp; 技师", KAI),
            (&paper.annex, FANG_SONG),
            (&paper.issuer, FANG_SONG),
            (&paper.day, FANG_SONG),
        ];
        let mut rest = document.as_str();
        for (words, font) in parts {
            let (before, after) = rest.split_once(&format!(">{words}<")).unwrap_or_else(|| panic!("{words} in {rest}"));
            let run = before.rsplit("<w:r>").next().expect("its run");
            assert!(run.contains(&format!(r#"w:eastAsia="{font}""#)), "{words} in {run}");
            rest = after;
        }
        assert!(!rest.contains("<w:t "), "nothing follows the day");
        let styles = xml(built.styles);
        assert!(styles.contains(FANG_SONG) && styles.contains(r#"<w:sz w:val="32""#), "{styles}");
        let footers: Vec<_> = built.footers.into_iter().map(xml).collect();
        assert!(footers.iter().all(|footer| footer.contains("— ") && footer.contains("PAGE")), "{footers:?}");
        assert!(footers.iter().all(|footer| footer.matches(SONG).count() >= 3 && !footer.contains(FANG_SONG)));
        let sides = |side: &str| footers.iter().filter(|footer| footer.contains(&format!(r#"w:val="{side}""#))).count();
        assert_eq!((sides("right"), sides("left")), (1, 1), "{footers:?}");
    }

    #[test]
    fn the_day_begins_two_characters_after_the_authority_and_the_longer_ends_two_from_the_edge() {
        for (issuer, day) in [(38, 13), (12, 13), (4, 16)] {
            let (issuer_ends, day_ends) = from_the_right(issuer, day);
            assert!(issuer_ends == 4 || day_ends == 4);
            assert_eq!(issuer_ends + issuer - 4, day_ends + day, "{issuer} {day}");
        }
    }

    #[test]
    fn the_same_paper_is_the_same_file() {
        let file = || docx(&paper()).expect("a document");
        assert!(file().starts_with(b"PK") && file() == file());
    }
}
