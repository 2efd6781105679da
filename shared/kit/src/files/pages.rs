//! How many pages a PDF has, by the count of its own page tree (ISO 32000-1, 7.7.3): enough to be listed by.
//! Nothing is rendered, and no more is unpacked than the objects that lead there. None where it cannot be told.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

#[cfg(test)]
mod tests;

/// Bytes that are unpacked, and kept, of all packed objects together.
const MOST_UNPACKED: u64 = 32 * 1024 * 1024;
/// Where an object's own words end at the latest, in bytes.
const LONGEST: usize = 64 * 1024;
/// No certificate has more.
const MOST_PAGES: u32 = 100_000;

pub fn count(pdf: &[u8]) -> Option<u32> {
    let objects = objects(pdf)?;
    let root = after(pdf, b"/Root").filter_map(number).last()?;
    let pages = after(objects.get(&root)?, b"/Pages").find_map(number)?;
    let count = after(objects.get(&pages)?, b"/Count").find_map(told)?;
    (1..=MOST_PAGES).contains(&count).then_some(count)
}

/// The words of each object by its number; what is written later stands for what was written before. They end where the next
/// object begins, so that nothing is looked through twice.
fn objects(pdf: &[u8]) -> Option<HashMap<u32, Cow<'_, [u8]>>> {
    let (mut found, mut left) = (HashMap::new(), MOST_UNPACKED);
    let mut begun = places(pdf, b"obj").peekable();
    while let Some(at) = begun.next() {
        let Some(name) = number_before(&pdf[..at]) else {
            continue;
        };
        let whole = &pdf[at + 3..];
        let end = begun.peek().map_or(whole.len(), |next| next - at - 3);
        let words = &whole[..end.min(LONGEST)];
        let head = until(words, b"stream");
        if head.len() < words.len() && places(head, b"/ObjStm").next().is_some() {
            unpack(head, &whole[head.len() + b"stream".len()..], &mut found, &mut left)?;
        }
        found.insert(name, Cow::Borrowed(head));
    }
    Some(found)
}

/// The objects that are packed together: first their numbers and places, then they themselves (7.5.7).
fn unpack<'a>(head: &[u8], packed: &[u8], into: &mut HashMap<u32, Cow<'a, [u8]>>, left: &mut u64) -> Option<()> {
    let packed = packed.strip_prefix(b"\r\n").or(packed.strip_prefix(b"\n"))?;
    let mut plain = Vec::new();
    ZlibDecoder::new(packed).take(*left).read_to_end(&mut plain).ok()?;
    *left = left.checked_sub(plain.len() as u64).filter(|left| *left > 0)?;
    let (count, first) = (after(head, b"/N").find_map(number)?, after(head, b"/First").find_map(number)? as usize);
    let index = String::from_utf8_lossy(plain.get(..first)?).into_owned();
    let mut index = index.split_ascii_whitespace().map(|number| number.parse::<u32>().ok()).peekable();
    let objects = plain.get(first..)?;
    for _ in 0..count {
        let (name, at) = (index.next()??, index.next()?? as usize);
        let words = objects.get(at..)?;
        let next = index.clone().nth(1).flatten().and_then(|next| (next as usize).checked_sub(at)).unwrap_or(LONGEST);
        let words = &words[..words.len().min(LONGEST).min(next)];
        // Places that overlap unpack once and are kept often.
        *left = left.checked_sub(words.len() as u64)?;
        into.insert(name, Cow::Owned(words.to_vec()));
    }
    Some(())
}

/// What follows each place where this name stands whole.
fn after<'a>(words: &'a [u8], name: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let following = places(words, name).map(move |at| &words[at + name.len()..]);
    following.filter(|rest| rest.first().is_some_and(|next| !next.is_ascii_alphabetic()))
}

fn places<'a>(words: &'a [u8], name: &'a [u8]) -> impl Iterator<Item = usize> {
    words.windows(name.len()).enumerate().filter(move |(_, window)| *window == name).map(|(at, _)| at)
}

fn until<'a>(words: &'a [u8], end: &[u8]) -> &'a [u8] {
    places(words, end).next().map_or(words, |at| &words[..at])
}

/// The number that these bytes begin with.
fn number(words: &[u8]) -> Option<u32> {
    let words = words.trim_ascii_start();
    let digits = words.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&words[..digits]).ok()?.parse().ok()
}

/// The same, unless it names an object, as in `9 0 R`.
fn told(words: &[u8]) -> Option<u32> {
    let mut parts = words.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty()).skip(1);
    let generation = parts.next().is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let names = generation && parts.next().is_some_and(|part| part.starts_with(b"R"));
    number(words).filter(|_| !names)
}

/// The number of the object that begins here: before its generation, as in `12 0 obj`.
fn number_before(words: &[u8]) -> Option<u32> {
    let generation = words.trim_ascii_end();
    let rest = &generation[..digits_from(generation)];
    let name = rest.trim_ascii_end();
    let parted = rest.len() < generation.len() && name.len() < rest.len();
    if parted { number(&name[digits_from(name)..]) } else { None }
}

/// Where the digits begin that these bytes end with.
fn digits_from(words: &[u8]) -> usize {
    words.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1)
}
