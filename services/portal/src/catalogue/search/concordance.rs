//! Which posts have which words, kept in memory: one segment, whose documents stand in the order of the list.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use domain::{Language, Policy, Post};
use kit::Fault;
use roaring::RoaringBitmap;
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, EnableScoring, Occur, PhraseQuery, Query as _, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{
    DocSet, Index, IndexReader, ReloadPolicy, Score, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term,
};

use super::super::remembered::Remembered;
use super::fold::{Atom, written};
use super::places::Places;
use super::query::{Piece, Query};
use super::tokens::Tokens;

/// How much a word counts in the title, and in what sets the post apart; in the rest it counts once.
const IN_TITLE: Score = 6.0;
const IN_HEAD: Score = 2.5;
/// What serves as well counts less than what was typed.
const ANOTHER_WORD: Score = 0.8;
/// Sizes the first tables only; a larger catalogue grows them.
const WRITING_BYTES: usize = 15_000_000;
/// What the index calls the tokens of a text.
const ATOMS: &str = "atoms";
/// So many places of words are looked at for a likeness: all of the rare words, of a common one the first.
const PLACES_FOR_LIKENESS: u32 = 4096;

static FIELDS: LazyLock<(Schema, Fields)> = LazyLock::new(|| {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer(ATOMS)
        .set_fieldnorms(true)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(words);
    let mut field = |name: &str| schema.add_text_field(name, options.clone());
    let fields = Fields { title: field("title"), head: field("head"), all: field("all") };
    (schema.build(), fields)
});

#[derive(Clone, Copy)]
struct Fields {
    title: Field,
    head: Field,
    all: Field,
}

/// A post found: its place in the list, and how well it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub place: u32,
    pub score: u32,
}

pub struct Concordance {
    searcher: Searcher,
    looked: Remembered<Piece, Places>,
}

/// A concordance being written.
pub struct Writing(SingleSegmentIndexWriter);

impl Writing {
    pub fn new() -> Result<Writing, Fault> {
        let tokenizers = TokenizerManager::new();
        tokenizers.register(ATOMS, Tokens);
        let index = Index::builder().schema(FIELDS.0.clone()).tokenizers(tokenizers);
        Ok(Writing(index.single_segment_index_writer(RamDirectory::create(), WRITING_BYTES).map_err(broken)?))
    }

    /// The next post in the order of the list.
    pub fn add(&mut self, post: &Post) -> Result<(), Fault> {
        let Fields { title, head, all } = FIELDS.1;
        let (titles, heads, clauses) = (titles(post), heads(post), clauses(post));
        let mut document = TantivyDocument::new();
        titles.iter().for_each(|text| document.add_text(title, text));
        heads.iter().for_each(|text| document.add_text(head, text));
        let everything = titles.into_iter().chain(heads).chain(rest(post)).chain(clauses.iter().map(String::as_str));
        everything.for_each(|text| document.add_text(all, text));
        self.0.add_document(document).map_err(broken)
    }

    pub fn done(self) -> Result<Concordance, Fault> {
        let index = self.0.finalize().map_err(broken)?;
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        let searcher = reader.searcher();
        let posts = searcher.segment_readers().first().map_or(0, SegmentReader::max_doc);
        Ok(Concordance { looked: Remembered::among_so_many(posts as usize), searcher })
    }
}

impl Concordance {
    /// The posts that have everything that is looked for.
    pub fn find(&self, query: &Query) -> Result<RoaringBitmap, Fault> {
        let mut found: Option<RoaringBitmap> = None;
        for piece in &query.pieces {
            let places = self.places(piece)?;
            match &mut found {
                Some(found) => *found &= &places.set,
                None => found = Some(places.set.clone()),
            }
        }
        Ok(found.unwrap_or_default())
    }

    /// How well each of these posts fits, in the order of the list; they have everything that is looked for.
    pub fn weigh(&self, query: &Query, among: &RoaringBitmap) -> Result<Vec<Hit>, Fault> {
        let mut scores = vec![0.0; usize::try_from(among.len()).unwrap_or_default()];
        for piece in &query.pieces {
            scores.iter_mut().zip(self.places(piece)?.scores(among)).for_each(|(sum, score)| *sum += score);
        }
        Ok(among.iter().zip(scores).map(|(place, score)| Hit { place, score: thousandths(score) }).collect())
    }

    fn places(&self, piece: &Piece) -> Result<Arc<Places>, Fault> {
        let look = || self.look(piece).map_err(broken);
        self.looked.find(piece, look, |places| piece.weight() + places.weight())
    }

    fn look(&self, piece: &Piece) -> tantivy::Result<Places> {
        let mut scored = Vec::new();
        if let Some(posts) = self.posts() {
            let weight = piece_query(piece).weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
            weight.for_each(posts, &mut |place, score| scored.push((place, score)))?;
        }
        Ok(Places::of(scored))
    }

    /// Those of the posts that are asked for that share words with this one's title, itself among them.
    pub fn alike(&self, post: &Post, among: impl Fn(u32) -> bool) -> Result<Vec<Hit>, Fault> {
        let Some(posts) = self.posts() else { return Ok(Vec::new()) };
        sharing(posts, post, among).map_err(broken)
    }

    /// The one segment; none where there is no post.
    fn posts(&self) -> Option<&SegmentReader> {
        self.searcher.segment_readers().first()
    }
}

/// Each word of the title that a post has in its own title or head counts by how rare it is. The rarest come first, so
/// that looking has an end however many posts share a common one.
fn sharing(posts: &SegmentReader, post: &Post, among: impl Fn(u32) -> bool) -> tantivy::Result<Vec<Hit>> {
    let Fields { title, head, .. } = FIELDS.1;
    let phrases: Vec<Vec<Atom>> = titles(post).into_iter().map(written).collect();
    let mut words = Vec::new();
    for field in [title, head] {
        let index = posts.inverted_index(field)?;
        for (_, term) in phrases.iter().flat_map(|phrase| terms(field, phrase)) {
            if let Some(word) = index.get_term_info(&term)? {
                words.push((word, index.clone()));
            }
        }
    }
    words.sort_by_key(|(word, _)| word.doc_freq);
    let mut scores: HashMap<u32, Score> = HashMap::new();
    let mut left = PLACES_FOR_LIKENESS;
    for (word, index) in words {
        let rarity = (1.0 + posts.max_doc() as Score / word.doc_freq.max(1) as Score).ln();
        let mut places = index.read_postings_from_terminfo(&word, IndexRecordOption::Basic)?;
        while left > 0 && places.doc() != TERMINATED {
            if among(places.doc()) {
                *scores.entry(places.doc()).or_default() += rarity;
            }
            places.advance();
            left -= 1;
        }
    }
    Ok(scores.into_iter().map(|(place, score)| Hit { place, score: thousandths(score) }).collect())
}

fn titles(post: &Post) -> Vec<&str> {
    Language::ALL.map(|language| post.title.say(language)).to_vec()
}

/// What sets the post apart besides its title.
fn heads(post: &Post) -> Vec<&str> {
    let policy = Policy::standard();
    let texts = [
        &post.unit.name,
        policy.sector(post.sector),
        policy.mode(post.mode),
        policy.unit_kind(post.unit.kind),
        &post.need,
    ];
    let conditions = post.conditions.iter().map(|condition| &condition.words);
    let texts = texts.into_iter().chain(conditions).flat_map(|text| Language::ALL.map(|language| text.say(language)));
    texts.chain([post.number.as_str()]).collect()
}

/// The clauses are cited in both languages, so that `第十条（四）` is found.
fn clauses(post: &Post) -> Vec<String> {
    let cited = post.basis.iter().flat_map(|category| Language::ALL.map(|language| category.clause().say(language)));
    cited.collect()
}

fn rest(post: &Post) -> Vec<&str> {
    let categories = post.basis.iter().map(|category| &Policy::standard().category(*category).name);
    let texts = [&post.duties, &post.place, &post.unit.department, &post.pay].into_iter().chain(categories);
    texts.flat_map(|text| Language::ALL.map(|language| text.say(language))).collect()
}

type Boxed = Box<dyn tantivy::query::Query>;

fn piece_query(piece: &Piece) -> Boxed {
    let others = piece
        .others
        .iter()
        .map(|other| -> Boxed { Box::new(BoostQuery::new(phrase_query(other, piece.known), ANOTHER_WORD)) });
    let either: Vec<Boxed> = [phrase_query(&piece.phrase, piece.known)].into_iter().chain(others).collect();
    Box::new(DisjunctionMaxQuery::new(either))
}

/// In any field, or in several together; better in the title than in the head, and there better than in the rest.
fn phrase_query(phrase: &[Atom], known: bool) -> Boxed {
    let Fields { title, head, all } = FIELDS.1;
    let better = |field: Field, boost: Score| -> Boxed { Box::new(BoostQuery::new(exactly(field, phrase), boost)) };
    let everywhere = if known { exactly(all, phrase) } else { mostly(all, phrase) };
    Box::new(BooleanQuery::new(vec![
        (Occur::Must, everywhere),
        (Occur::Should, better(title, IN_TITLE)),
        (Occur::Should, better(head, IN_HEAD)),
    ]))
}

/// The terms of a phrase, each at its place in it.
fn terms(field: Field, phrase: &[Atom]) -> Vec<(usize, Term)> {
    let one = |(place, atom): (usize, &Atom)| {
        let text = match (atom, phrase.get(place + 1)) {
            (Atom::Gap, _) => return None,
            (Atom::Word(word), _) => word.clone(),
            (Atom::Han(letter), Some(Atom::Han(next))) => [*letter, *next].iter().collect(),
            // The last character of a run stands in the pair before it.
            (Atom::Han(_), _) if place > 0 && matches!(phrase[place - 1], Atom::Han(_)) => return None,
            (Atom::Han(letter), _) => letter.to_string(),
        };
        Some((place, Term::from_field_text(field, &text)))
    };
    phrase.iter().enumerate().filter_map(one).collect()
}

fn exactly(field: Field, phrase: &[Atom]) -> Boxed {
    let mut terms = terms(field, phrase);
    match terms.len() {
        1 => Box::new(TermQuery::new(terms.remove(0).1, IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(terms)),
    }
}

/// Of a long run that is no word of the table, two pairs of three are enough: `屋顶光伏` and `屋顶的光伏` are one thing.
fn mostly(field: Field, phrase: &[Atom]) -> Boxed {
    let terms = terms(field, phrase);
    if terms.len() < 3 {
        return exactly(field, phrase);
    }
    let least = terms.len() - terms.len() / 3;
    let one = |(_, term): (usize, Term)| -> Boxed { Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) };
    Box::new(BooleanQuery::union_with_minimum_required_clauses(terms.into_iter().map(one).collect(), least))
}

/// Whole thousandths, so that equal fits are equal and the list's order decides; whatever fits has one at least.
fn thousandths(score: Score) -> u32 {
    ((score * 1000.0) as u32).max(1)
}

fn broken(error: tantivy::TantivyError) -> Fault {
    Fault::new(format!("the search failed: {error}"))
}
