//! Taking a workbook in: read and understood without keeping anything, and then, confirmed, all its posts begun in one act.

use std::collections::BTreeSet;

use domain::{
    EmployingUnit, Language, PlanId, PlannedPost, PostChange, PostId, PostInput, Refusal, SheetColumn, SheetRow, Text,
    UnitId, sheet_column, sheet_row,
};
use kit::DeskError;
use kit::web::sent::{Content, drain};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::officers::{Officer, PlanScope};
use crate::planning::desk::Planning;
use crate::planning::posts::Drafting;
use crate::planning::store;
use crate::workbooks::{self, Book, Bounds};

/// Posts of one import.
const MOST_POSTS: usize = 200;

/// A workbook with what its columns are taken for, as far as that is said.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub book: Book,
    /// The row of the header.
    pub header: usize,
    pub columns: Vec<Option<SheetColumn>>,
}

/// The unit that a sheet is read for.
pub struct SheetUnit {
    pub unit: EmployingUnit,
    /// The Chinese titles of its posts in the plan, without blanks.
    titles: BTreeSet<String>,
}

/// The posts that were begun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Imported {
    pub posts: Vec<Uuid>,
}

impl SheetUnit {
    /// What was refused or taken back is in the plan no more.
    pub fn of(unit: EmployingUnit, posts: &[PlannedPost]) -> SheetUnit {
        let posts = posts.iter().filter(|post| !post.way.is_refused());
        let titles = posts.map(|post| without_blanks(&post.input.title.zh)).filter(|title| !title.is_empty());
        SheetUnit { titles: titles.collect(), unit }
    }

    /// Whether a post of this title is in the plan already: a file can be sent twice, and two posts can have one title.
    pub fn has_namesake(&self, post: &PostInput) -> bool {
        self.titles.contains(&without_blanks(&post.title.zh))
    }
}

fn without_blanks(title: &str) -> String {
    title.split_whitespace().collect()
}

impl Sheet {
    /// What is to be confirmed: the header was found, and what each column means is proposed.
    pub fn proposed(book: Book) -> Result<Sheet, Refusal> {
        match sheet_column::header(&book.grid) {
            Some((header, columns)) => Ok(Sheet { book, header, columns }),
            None => Err(Sheet::without_header(&book)),
        }
    }

    fn without_header(book: &Book) -> Refusal {
        Refusal::content("sheet-without-header").with("sheet", &book.sheet).at("/file")
    }

    /// What came back from whoever confirmed it.
    pub fn confirmed(self) -> Result<Sheet, Refusal> {
        Bounds::PLAN.hold(&self.book.grid)?;
        match self.book.grid.get(self.header) {
            Some(row) if row.len() == self.columns.len() => Ok(self),
            _ => Err(Sheet::without_header(&self.book)),
        }
    }

    pub fn headers(&self) -> &[String] {
        self.book.grid.get(self.header).map(Vec::as_slice).unwrap_or_default()
    }

    /// What stands above the header, a line for each row: a title, notes, who filled it in. Nothing is taken from it.
    pub fn above(&self) -> Vec<String> {
        let words = |row: &Vec<String>| {
            let cells: Vec<_> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            cells.join(" ")
        };
        self.book.grid.iter().take(self.header).map(words).filter(|words| !words.is_empty()).collect()
    }

    /// Whether something stands in a column, its header included.
    pub fn is_used(&self, place: usize) -> bool {
        let mut cells = self.book.grid.iter().skip(self.header).filter_map(|row| row.get(place));
        cells.any(|cell| !cell.trim().is_empty())
    }

    /// The columns of which nobody has said what they are, though something stands in them.
    pub fn unsaid(&self) -> Vec<usize> {
        let unsaid = self.columns.iter().enumerate().filter(|(_, column)| column.is_none());
        unsaid.map(|(place, _)| place).filter(|place| self.is_used(*place)).collect()
    }

    /// What is refused of columns that an earlier one is already: the second would take the place of what stands in the first.
    pub fn said_twice(&self) -> Vec<Refusal> {
        let refusal = |place: usize| {
            let column = self.columns[place].unwrap_or(SheetColumn::LeftOut);
            let name = Text::new(column.header(Language::Zh), column.header(Language::En));
            Refusal::content("column-said-twice").with_text("column", name).at(format!("/columns/{place}"))
        };
        sheet_column::said_twice(&self.columns).into_iter().map(refusal).collect()
    }

    /// The rows below the header, each with its number in the sheet. While a column is said twice, the first of them is read.
    pub fn rows(&self, unit: &EmployingUnit) -> Vec<(usize, SheetRow)> {
        let twice = sheet_column::said_twice(&self.columns);
        let taken = |(place, column): (usize, &Option<SheetColumn>)| {
            column.filter(|_| !twice.contains(&place)).unwrap_or(SheetColumn::LeftOut)
        };
        let columns: Vec<_> = self.columns.iter().enumerate().map(taken).collect();
        let below = self.book.grid.iter().enumerate().skip(self.header + 1);
        below.map(|(at, row)| (at + 1, sheet_row::read(row, &columns, self.headers(), &unit.unit.name))).collect()
    }

    /// The posts, once it is said of every column what it is.
    pub fn posts(&self, unit: &EmployingUnit) -> Result<Vec<PostInput>, Vec<Refusal>> {
        let unsaid = |place: usize| Refusal::content("column-unsaid").at(format!("/columns/{place}"));
        let mut refused: Vec<_> = self.unsaid().into_iter().map(unsaid).collect();
        refused.extend(self.said_twice());
        if !refused.is_empty() {
            return Err(refused);
        }
        let posts = self.rows(unit).into_iter().filter_map(|(_, row)| match row {
            SheetRow::Post { input, .. } => Some(*input),
            SheetRow::NoPost { .. } => None,
        });
        Ok(posts.collect())
    }
}

impl Planning {
    /// A workbook, read and with its columns proposed. Nothing of it is kept.
    pub async fn read_sheet(
        &self,
        by: &Officer,
        id: PlanId,
        of: Option<UnitId>,
        content: Option<Content>,
    ) -> Result<(Sheet, SheetUnit), DeskError> {
        let unit = match self.unit_of_sheet(by, id, of).await {
            Ok(unit) => unit,
            Err(error) => {
                if let Some(content) = content {
                    drain(content).await;
                }
                return Err(error);
            }
        };
        Ok((Sheet::proposed(workbooks::sent(content, Bounds::PLAN).await?)?, unit))
    }

    /// The unit for which a sheet is read, or read again.
    pub async fn unit_of_sheet(&self, by: &Officer, id: PlanId, of: Option<UnitId>) -> Result<SheetUnit, DeskError> {
        let Drafting { unit, .. } = self.drafting(self.house.reader(), by, id, of).await?;
        let posts = store::posts(self.house.reader(), &PlanScope::of_unit(unit.unit.id), id).await?;
        Ok(SheetUnit::of(unit, &posts))
    }

    /// Begins all of these posts in one act, or none.
    pub async fn import_posts(
        &self,
        by: &Officer,
        id: PlanId,
        of: Option<UnitId>,
        posts: Vec<PostInput>,
    ) -> Result<Imported, DeskError> {
        let mut act = self.house.act(&by.by, "post.import", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Drafting { acting, unit, .. } = self.drafting(act.tx(), by, id, of).await?;
        acting.note_whose_place(&mut act)?;
        if posts.is_empty() {
            return Err(Refusal::content("sheet-without-posts").at("/posts").into());
        }
        if posts.len() > MOST_POSTS {
            return Err(Refusal::content("too-many-posts").with("most", MOST_POSTS).at("/posts").into());
        }
        let mut imported = Imported { posts: Vec::with_capacity(posts.len()) };
        for (row, input) in posts.into_iter().enumerate() {
            input.is_bounded().map_err(|refusal| refusal.at(format!("/posts/{row}")))?;
            let post = PostId::from(self.house.ids.next());
            let post = PlannedPost::begin(post, id, &unit, PostChange::Added, input, act.at().date());
            store::add_post(act.tx(), &post).await?;
            imported.posts.push(post.id.uuid());
        }
        act.commit(&imported).await?;
        Ok(imported)
    }
}
