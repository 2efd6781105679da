//! A unit's posts of a plan as a workbook: the columns that are read back, in the order in which they are known.

use domain::post_input::PAY_AGREED;
use domain::{
    Language, Mode, PlannedPost, Policy, PostInput, Sector, SheetColumn, Text, UnitRef, pay, sheet_condition,
};
use kit::{Fault, Say};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use crate::planning::view;
use crate::words;

const WIDTH: f64 = 20.0;

pub fn xlsx(posts: &[PlannedPost], units: &[UnitRef], language: Language) -> Result<Vec<u8>, Fault> {
    workbook(posts, units, &words::say(language))
        .map_err(|error| Fault::new(format!("a sheet was not written: {error}")))
}

fn workbook(posts: &[PlannedPost], units: &[UnitRef], say: &Say) -> Result<Vec<u8>, XlsxError> {
    let language = say.language();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(say.owned("plan-posts"))?.set_freeze_panes(1, 1)?.set_landscape();
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let columns = SheetColumn::ALL.into_iter().filter(|column| *column != SheetColumn::LeftOut);
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, WIDTH)?.write_string_with_format(0, at, column.header(language), &bold)?;
        for (line, post) in (1..).zip(posts) {
            let unit = view::unit_of(units, post).map_or("", |unit| unit.name.say(language));
            // A carriage return, as browsers send it at the end of a line, would stand in the cell as a code.
            let words = cell(&post.input, column, unit, language).replace('\r', "");
            sheet.write_string_with_format(line, at, words, &wrapped)?;
        }
    }
    book.save_to_buffer()
}

/// What stands in a column, in words that are understood when it is read back.
fn cell(input: &PostInput, column: SheetColumn, unit: &str, language: Language) -> String {
    let policy = Policy::standard();
    let named = |name: Option<&Text>, code: &str| name.map_or(code, |name| name.say(language)).to_owned();
    match column {
        SheetColumn::TitleZh => input.title.zh.clone(),
        SheetColumn::TitleEn => input.title.en.clone(),
        SheetColumn::Unit => unit.to_owned(),
        SheetColumn::Sector => {
            named(Sector::from_code(&input.sector).map(|sector| policy.sector(sector)), &input.sector)
        }
        SheetColumn::Mode => named(Mode::from_code(&input.mode).map(|mode| policy.mode(mode)), &input.mode),
        SheetColumn::Wanted => input.wanted.clone(),
        SheetColumn::NeedZh => input.need.zh.clone(),
        SheetColumn::NeedEn => input.need.en.clone(),
        SheetColumn::DutiesZh => input.duties.zh.clone(),
        SheetColumn::DutiesEn => input.duties.en.clone(),
        SheetColumn::Basis => input.basis.join("、"),
        SheetColumn::Pay if input.pay == PAY_AGREED => pay::agreed().say(language).to_owned(),
        SheetColumn::Pay => [input.pay_from.as_str(), &input.pay_to].join("—").trim_matches('—').to_owned(),
        SheetColumn::PlaceZh => input.place.zh.clone(),
        SheetColumn::PlaceEn => input.place.en.clone(),
        SheetColumn::Quota => input.quota.clone(),
        SheetColumn::ContactZh => input.contact.zh.clone(),
        SheetColumn::ContactEn => input.contact.en.clone(),
        SheetColumn::Opens => input.opens_on.clone(),
        SheetColumn::Closes => input.closes_on.clone(),
        SheetColumn::LeftOut => String::new(),
        column => sheet_condition::written(&input.conditions, column, language),
    }
}
