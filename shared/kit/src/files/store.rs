//! The store: a folder now, through `object_store`; another of its stores takes the folder's place when services are apart.
//! `object_store` flushes nothing by itself: without `with_fsync` a committed row could name a file that a crash took.

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use actix_web::web::Bytes;
use contract::{FileKind, Original, StoredFile};
use data_encoding::HEXLOWER;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::darkroom::{Darkroom, Developed};
use super::kind;
use super::picture::Picture;
use super::scanner::Scanner;
use super::sealing::{PIECE, Piece, TAG, pieces, sealed_size};
use super::stripping::Stripping;
use crate::clock::Instant;
use crate::fault::Fault;
use crate::ids::Ids;
use crate::keys::SealKey;
use crate::rng::Rng;
use crate::web::Misread;
use crate::web::sent::drain;

#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: PathBuf,
    ids: Ids,
    rng: Arc<dyn Rng>,
    scanner: Option<Scanner>,
    darkroom: Darkroom,
}

/// A file as it was kept, and the SHA-256 of what was sent, hexadecimal: another one where something was left out or made
/// anew.
#[derive(Clone)]
pub struct Kept {
    pub file: StoredFile,
    pub sent: String,
}

/// Why a file was not kept. Nothing of it stays.
#[derive(Debug)]
pub enum Unkept {
    Empty,
    TooLarge,
    /// None of the four kinds; with the usual ending of what it is, where that is known.
    Kind(Option<&'static str>),
    /// A picture that nobody can look at: it is damaged, or came half.
    Broken,
    /// The scanner found this in it.
    Infected(String),
    /// The scanner did not answer for it.
    Unscanned(Fault),
    Misread(Misread),
    Fault(Fault),
}

/// Why a file cannot be given out.
#[derive(Debug)]
pub enum Unread {
    /// It is not in the store.
    Lost,
    /// It is not what was kept.
    Altered,
    Fault(Fault),
}

impl Files {
    /// Opens the folder, which is made when it is not there.
    pub(crate) fn open(
        folder: &FilePath,
        ids: Ids,
        rng: Arc<dyn Rng>,
        scanner: Option<Scanner>,
        darkroom: Darkroom,
    ) -> Result<Files, Fault> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(unavailable)?.with_fsync(true);
        Ok(Files { store: Arc::new(store), folder: folder.to_owned(), ids, rng, scanner, darkroom })
    }

    /// Keeps a file of at most `largest` bytes: on return it lies on the disk, whole and sealed, a photograph without what
    /// it says besides the picture, and made anew where that is needed. Its name is an id, so that it tells when it came
    /// and nothing else. No more than two pieces of it are in memory, but for one whose turn it is to be looked into.
    pub async fn keep<S>(&self, content: S, largest: u64) -> Result<Kept, Unkept>
    where
        S: Stream<Item = Result<Bytes, Misread>> + Unpin,
    {
        let (mut content, mut head) = (content.fuse(), Vec::new());
        while head.len() < kind::HEAD
            && let Some(bytes) = content.next().await
        {
            head.extend_from_slice(&bytes.map_err(Unkept::Misread)?);
        }
        if head.is_empty() {
            return Err(Unkept::Empty);
        }
        let Some(kind) = kind::of(&head) else {
            drain(content).await;
            return Err(Unkept::Kind(kind::other(&head)));
        };
        let mut content = stream::iter([Ok(Bytes::from(head))]).chain(content);
        match self.write(&mut content, kind, largest).await {
            Err(Unkept::TooLarge) => {
                drain(content).await;
                Err(Unkept::TooLarge)
            }
            Ok(came) => self.developed(came, largest).await,
            outcome => outcome,
        }
    }

    async fn write<S>(&self, content: &mut S, kind: FileKind, largest: u64) -> Result<Kept, Unkept>
    where
        S: Stream<Item = Result<Bytes, Misread>> + Unpin,
    {
        let mut writing = self.begin().await?;
        let (mut sent, mut size, mut stripping) = (Sha256::new(), 0, Stripping::new(kind));
        while let Some(bytes) = content.next().await {
            let bytes = bytes.map_err(Unkept::Misread)?;
            size += bytes.len() as u64;
            if size > largest {
                return Err(Unkept::TooLarge);
            }
            sent.update(&bytes);
            writing.add(&stripping.take(&bytes)).await?;
        }
        writing.add(&stripping.rest()).await?;
        let file = self.scanned(writing.complete(kind).await?).await?;
        Ok(Kept { file, sent: HEXLOWER.encode(&sent.finalize()) })
    }

    /// Says how many pages it has. Where a picture is to be made anew, that is written as a file of its own, and what came
    /// goes then: at no moment is there none of the two. Of a broken one nothing stays.
    async fn developed(&self, came: Kept, largest: u64) -> Result<Kept, Unkept> {
        let content = async { Ok(self.content(came.file.clone()).try_collect::<Vec<_>>().await?.concat()) };
        let developed = self.darkroom.develop(came.file.kind, content).await?;
        let made = match developed {
            Developed::Anew(made) if made.bytes.len() as u64 <= largest => made,
            Developed::Anew(_) => return Ok(came),
            Developed::Stays { pages } => return Ok(Kept { file: StoredFile { pages, ..came.file }, ..came }),
            Developed::Broken => {
                self.remove(came.file.id).await?;
                return Err(Unkept::Broken);
            }
        };
        let file = self.put(made).await;
        self.remove(came.file.id).await?;
        let made_of = Some(Original { kind: came.file.kind, size: came.file.size });
        Ok(Kept { file: StoredFile { made_of, ..file? }, ..came })
    }

    async fn put(&self, Picture { kind, bytes }: Picture) -> Result<StoredFile, Unkept> {
        let mut writing = self.begin().await?;
        writing.add(&bytes).await?;
        self.scanned(writing.complete(kind).await?).await
    }

    async fn begin(&self) -> Result<Writing, Fault> {
        let id = self.ids.next();
        // Dropped before it is complete, it takes what was written away again.
        let upload = self.store.put_multipart(&place(id)).await.map_err(unavailable)?;
        Ok(Writing::new(id, upload, SealKey::from_bytes(self.rng.bytes())))
    }

    /// Has it scanned where there is a scanner; what was not found clean is taken away again.
    async fn scanned(&self, file: StoredFile) -> Result<StoredFile, Unkept> {
        let Some(scanner) = &self.scanner else {
            return Ok(file);
        };
        let unkept = match scanner.scan(self.content(file.clone())).await {
            Ok(None) => return Ok(StoredFile { scanned: true, ..file }),
            Ok(Some(found)) => Unkept::Infected(found),
            Err(fault) => Unkept::Unscanned(fault),
        };
        self.remove(file.id).await?;
        Err(unkept)
    }

    /// Whether the file is there, whole and unchanged.
    pub async fn check(&self, file: &StoredFile) -> Result<(), Unread> {
        let there = self.store.head(&place(file.id)).await.map_err(unread)?;
        if there.size != sealed_size(file.size) {
            return Err(Unread::Altered);
        }
        let mut hash = Sha256::new();
        let mut content = Box::pin(self.pieces(file.clone()));
        while let Some(piece) = content.try_next().await? {
            hash.update(&piece);
        }
        if HEXLOWER.encode(&hash.finalize()) == file.sha256 { Ok(()) } else { Err(Unread::Altered) }
    }

    /// The content of a file that was checked. A piece that has changed since ends it with an error.
    pub fn content(&self, file: StoredFile) -> impl Stream<Item = Result<Bytes, Fault>> + use<> {
        let id = file.id;
        self.pieces(file).map_err(move |unread| match unread {
            Unread::Fault(fault) => fault,
            Unread::Lost | Unread::Altered => Fault::new(format!("file {id} changed while it was read")),
        })
    }

    fn pieces(&self, file: StoredFile) -> impl Stream<Item = Result<Bytes, Unread>> + use<> {
        let (store, count) = (self.store.clone(), pieces(file.size));
        stream::iter(0..count).then(move |number| {
            let (store, file) = (store.clone(), file.clone());
            async move {
                let step = (PIECE + TAG) as u64;
                let range = number * step..((number + 1) * step).min(sealed_size(file.size));
                let sealed = store.get_range(&place(file.id), range).await.map_err(unread)?;
                let opened = Piece { number, last: number + 1 == count }.open(&key(&file)?, sealed.into());
                opened.map(Bytes::from).ok_or(Unread::Altered)
            }
        })
    }

    /// Takes a file away; one that is not there is away already.
    pub async fn remove(&self, id: Uuid) -> Result<(), Fault> {
        match self.store.delete(&place(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// An id as files have them.
    pub(super) fn id(&self) -> Uuid {
        self.ids.next()
    }

    /// Where they lie, each sealed under the name of its id, for copies.
    pub fn folder(&self) -> &FilePath {
        &self.folder
    }

    /// The files that were begun before then. Those of them that broke off on the way in are taken away at once.
    pub async fn begun_before(&self, then: Instant) -> Result<Vec<Uuid>, Fault> {
        let mut whole = Vec::new();
        let mut entries = tokio::fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // `object_store` writes aside, under the name and a number behind `#`.
            let (id, broken_off) = name.split_once('#').map_or((&*name, false), |(id, _)| (id, true));
            let Ok(id) = id.parse::<Uuid>() else {
                continue;
            };
            if begun(id).is_none_or(|begun| begun >= then) {
                continue;
            }
            if broken_off {
                tokio::fs::remove_file(entry.path()).await?;
            } else {
                whole.push(id);
            }
        }
        Ok(whole)
    }
}

/// A file on its way to the disk, sealed piece by piece.
struct Writing {
    id: Uuid,
    upload: Box<dyn MultipartUpload>,
    key: SealKey,
    hash: Sha256,
    size: u64,
    number: u64,
    piece: Vec<u8>,
}

impl Writing {
    fn new(id: Uuid, upload: Box<dyn MultipartUpload>, key: SealKey) -> Writing {
        let piece = Vec::with_capacity(PIECE + TAG);
        Writing { id, upload, key, hash: Sha256::new(), size: 0, number: 0, piece }
    }

    async fn add(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.size += bytes.len() as u64;
        self.hash.update(bytes);
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.piece.len() == PIECE {
                let full = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE + TAG));
                let sealed = Piece { number: self.number, last: false }.seal(&self.key, full)?;
                self.upload.put_part(PutPayload::from(sealed)).await.map_err(unavailable)?;
                self.number += 1;
            }
            let (fits, more) = rest.split_at(rest.len().min(PIECE - self.piece.len()));
            self.piece.extend_from_slice(fits);
            rest = more;
        }
        Ok(())
    }

    async fn complete(mut self, kind: FileKind) -> Result<StoredFile, Fault> {
        let sealed = Piece { number: self.number, last: true }.seal(&self.key, self.piece)?;
        self.upload.put_part(PutPayload::from(sealed)).await.map_err(unavailable)?;
        self.upload.complete().await.map_err(unavailable)?;
        let (sha256, key) = (HEXLOWER.encode(&self.hash.finalize()), HEXLOWER.encode(self.key.bytes()));
        Ok(StoredFile { id: self.id, kind, size: self.size, sha256, key, pages: None, made_of: None, scanned: false })
    }
}

fn place(id: Uuid) -> Path {
    Path::from(id.to_string())
}

fn key(file: &StoredFile) -> Result<SealKey, Fault> {
    let bytes = HEXLOWER.decode(file.key.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.map(SealKey::from_bytes).ok_or_else(|| Fault::new(format!("the key of file {} is none", file.id)))
}

fn begun(id: Uuid) -> Option<Instant> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    Some(Instant(i64::try_from(seconds).ok()? * 1_000_000 + i64::from(nanos) / 1000))
}

fn unavailable(error: object_store::Error) -> Fault {
    Fault::new(format!("the file store: {error}"))
}

fn unread(error: object_store::Error) -> Unread {
    match error {
        object_store::Error::NotFound { .. } => Unread::Lost,
        error => Unread::Fault(unavailable(error)),
    }
}

impl From<Fault> for Unkept {
    fn from(fault: Fault) -> Unkept {
        Unkept::Fault(fault)
    }
}

impl From<Fault> for Unread {
    fn from(fault: Fault) -> Unread {
        Unread::Fault(fault)
    }
}
