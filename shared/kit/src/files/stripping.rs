//! What a photograph says besides the picture: where, when, by whom and with what it was taken, and what hides behind its
//! end. All of it is left out while the file comes in, but for how the picture is turned.
//! Nothing is decoded: the picture's own bytes stay as they were sent. What cannot be read as its kind stays as it is.

use contract::FileKind;

mod jpeg;
mod png;
#[cfg(test)]
mod tests;
pub(super) mod turned;
mod webp;

/// One file on its way in.
pub struct Stripping {
    kind: FileKind,
    step: Step,
    /// What can come before its end, where its head says so.
    left: u64,
    /// Came in and waits for what follows it.
    waiting: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Start,
    /// Before a segment or a chunk.
    Between,
    /// Within one that is kept or left out, with so many bytes to come.
    Kept(u64),
    LeftOut(u64),
    /// Within one whose place stays and whose content does not.
    Blanked(u64),
    /// Within the last one.
    Last(u64),
    /// Within the picture of a JPEG, whose length stands nowhere.
    Picture,
    /// Behind the end.
    Over,
    /// Nothing that is read here.
    AsItIs,
}

/// How far one step came: so many bytes are read, and what is next.
type Taken = Option<(usize, Step)>;

impl Stripping {
    pub fn new(kind: FileKind) -> Stripping {
        let step = if kind == FileKind::Pdf { Step::AsItIs } else { Step::Start };
        Stripping { kind, step, left: u64::MAX, waiting: Vec::new() }
    }

    /// What stays of these bytes, and of those that waited for them.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut input = std::mem::take(&mut self.waiting);
        input.extend_from_slice(bytes);
        let (mut stays, mut read) = (Vec::with_capacity(input.len()), 0);
        while read < input.len() {
            let all = &input[read..];
            let own = &all[..some(self.left, all)];
            let Some((taken, next)) = self.step(own, &mut stays) else {
                if own.len() == all.len() {
                    break;
                }
                self.end();
                continue;
            };
            if self.step == Step::Start && self.kind == FileKind::Webp {
                self.left = webp::length(own);
            }
            (read, self.step, self.left) = (read + taken, next, self.left.saturating_sub(taken as u64));
            if self.left == 0 {
                self.end();
            }
        }
        self.waiting = input.split_off(read);
        stays
    }

    /// What still waits when nothing follows.
    pub fn rest(self) -> Vec<u8> {
        self.waiting
    }

    fn end(&mut self) {
        (self.step, self.left) = (Step::Over, u64::MAX);
    }

    /// None: it needs more.
    fn step(&self, input: &[u8], stays: &mut Vec<u8>) -> Taken {
        let some = |left: u64| some(left, input);
        let within = |taken: usize, left: u64, step: fn(u64) -> Step, then: Step| {
            let left = left - taken as u64;
            Some((taken, if left == 0 { then } else { step(left) }))
        };
        match self.step {
            Step::Kept(left) => {
                stays.extend_from_slice(&input[..some(left)]);
                within(some(left), left, Step::Kept, Step::Between)
            }
            Step::LeftOut(left) => within(some(left), left, Step::LeftOut, Step::Between),
            Step::Blanked(left) => {
                stays.extend(std::iter::repeat_n(0, some(left)));
                within(some(left), left, Step::Blanked, Step::Between)
            }
            Step::Last(left) => {
                stays.extend_from_slice(&input[..some(left)]);
                within(some(left), left, Step::Last, Step::Over)
            }
            Step::Picture => jpeg::picture(input, stays),
            Step::Over => Some((input.len(), Step::Over)),
            Step::AsItIs => {
                stays.extend_from_slice(input);
                Some((input.len(), Step::AsItIs))
            }
            Step::Start | Step::Between => {
                let begins = self.step == Step::Start;
                match self.kind {
                    FileKind::Jpeg => jpeg::segment(input, begins, stays),
                    FileKind::Png => png::chunk(input, begins, stays),
                    FileKind::Webp => webp::chunk(input, begins, stays),
                    FileKind::Pdf => Some((0, Step::AsItIs)),
                }
            }
        }
    }
}

/// How many of these bytes are among the next so many.
fn some(left: u64, bytes: &[u8]) -> usize {
    usize::try_from(left).map_or(bytes.len(), |left| left.min(bytes.len()))
}

/// The next so many bytes as they are.
fn keep(input: &[u8], count: usize, then: Step, stays: &mut Vec<u8>) -> Taken {
    stays.extend_from_slice(input.get(..count)?);
    Some((count, then))
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}
