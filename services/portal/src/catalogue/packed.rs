//! The posts of a large catalogue in little room: the texts of some together, compressed, and read again when one of them is asked
//! for.

use domain::Post;
use kit::Fault;
use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

/// So many are compressed together: more take less room, and longer to read. In unit tests few, so that some are left over.
const TOGETHER: usize = if cfg!(test) { 2 } else { 8 };

/// The texts of some posts, compressed: a line each.
#[derive(Default)]
pub struct Packed(Vec<Vec<u8>>);

/// In the order in which they are read again.
#[derive(Default)]
pub struct Packing {
    packed: Packed,
    lines: Vec<u8>,
    count: usize,
}

impl Packing {
    pub fn add(&mut self, post: &Post) -> Result<(), Fault> {
        serde_json::to_writer(&mut self.lines, post)?;
        self.lines.push(b'\n');
        self.count += 1;
        if self.count.is_multiple_of(TOGETHER) {
            self.pack();
        }
        Ok(())
    }

    pub fn done(mut self) -> Packed {
        if !self.lines.is_empty() {
            self.pack();
        }
        self.packed.0.shrink_to_fit();
        self.packed
    }

    fn pack(&mut self) {
        let mut packed = compress_prepend_size(&self.lines);
        packed.shrink_to_fit();
        self.packed.0.push(packed);
        self.lines.clear();
    }
}

impl Packed {
    /// To read one after the other.
    pub fn open(&self) -> Unpacking<'_> {
        Unpacking { packed: self, opened: None }
    }
}

/// Those that were compressed together are opened once for posts that follow each other.
pub struct Unpacking<'a> {
    packed: &'a Packed,
    /// Which of them is open, and its lines.
    opened: Option<(usize, Vec<u8>)>,
}

impl Unpacking<'_> {
    /// The post at this place of all that are packed.
    pub fn read(&mut self, place: usize) -> Result<Post, Fault> {
        let (at, line) = (place / TOGETHER, place % TOGETHER);
        let lines = match self.opened.take() {
            Some((opened, lines)) if opened == at => lines,
            _ => self.unpack(at)?,
        };
        let post = lines.split(|byte| *byte == b'\n').nth(line).unwrap_or_default();
        let post = serde_json::from_slice(post)?;
        self.opened = Some((at, lines));
        Ok(post)
    }

    fn unpack(&self, at: usize) -> Result<Vec<u8>, Fault> {
        let packed = self.packed.0.get(at).map(Vec::as_slice).unwrap_or_default();
        decompress_size_prepended(packed).map_err(|error| Fault::new(format!("a packed post cannot be read: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::super::samples::post;
    use super::*;

    #[test]
    fn each_post_is_read_as_it_was_packed_in_any_order() {
        let posts: Vec<Post> = (0..5)
            .map(|number| Post {
                number: format!("2026-{number:03}"),
                duties: Text::new("一段\n\n二段", "\"\n\""),
                ..post()
            })
            .collect();
        let mut packing = Packing::default();
        posts.iter().for_each(|post| packing.add(post).expect("packed"));
        let packed = packing.done();
        let mut open = packed.open();
        for place in [0, 1, 4, 3, 2, 4, 0] {
            assert_eq!(open.read(place).expect("a post"), posts[place], "{place}");
        }
        for place in [5, 6, 100] {
            assert!(open.read(place).is_err(), "{place}");
        }
        assert_eq!(open.read(1).expect("a post"), posts[1], "after one that is none");
    }
}
