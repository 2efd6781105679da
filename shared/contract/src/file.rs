//! A file in the store that the services share: how it is found, opened and checked.
//! Whoever holds one can read the file, so it travels in sealed things only and has no `Debug`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a file is, by its content. Nothing else is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    Jpeg,
    Png,
    Webp,
    Pdf,
}

impl FileKind {
    pub const ALL: [FileKind; 4] = [FileKind::Jpeg, FileKind::Png, FileKind::Webp, FileKind::Pdf];

    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::Webp => "image/webp",
            FileKind::Pdf => "application/pdf",
        }
    }

    /// The usual endings of its names, the first first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            FileKind::Jpeg => &["jpg", "jpeg", "jfif"],
            FileKind::Png => &["png"],
            FileKind::Webp => &["webp"],
            FileKind::Pdf => &["pdf"],
        }
    }

    /// Whether a name ends as one of this kind does, or says nothing of a kind.
    pub fn fits_name(self, name: &str) -> bool {
        let Some((_, ending)) = name.rsplit_once('.') else {
            return true;
        };
        let ending = ending.to_ascii_lowercase();
        let is_ending = |ending: &str| ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        !is_ending(&ending) || self.endings().contains(&ending.as_str())
    }

    /// The name to save it under: what opens a file on most machines is the ending.
    pub fn saved_as(self, name: &str) -> String {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if self.endings().contains(&ending.as_str()) {
            name.to_owned()
        } else {
            format!("{name}.{}", self.endings()[0])
        }
    }

    /// As people call it.
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Jpeg => "JPEG",
            FileKind::Png => "PNG",
            FileKind::Webp => "WebP",
            FileKind::Pdf => "PDF",
        }
    }
}

/// A file as the store keeps it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StoredFile {
    /// Its name in the store.
    pub id: Uuid,
    pub kind: FileKind,
    /// In bytes, before sealing.
    pub size: u64,
    /// Of the content before sealing, hexadecimal.
    pub sha256: String,
    /// The key it is sealed with, hexadecimal.
    pub key: String,
    /// Of a PDF, where they can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// What it was made of, where a smaller or an upright picture was made of the one that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_of: Option<Original>,
    /// Whether a scanner looked for viruses in it and found none; not where none was configured.
    #[serde(default)]
    pub scanned: bool,
}

/// A picture that another was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Original {
    pub kind: FileKind,
    /// In bytes.
    pub size: u64,
}

impl StoredFile {
    /// Whether a name ends as one does of the kind that came.
    pub fn fits_name(&self, name: &str) -> bool {
        self.made_of.map_or(self.kind, |came| came.kind).fits_name(name)
    }

    /// How large it was before it was made smaller; none where it was not.
    pub fn made_smaller_from(&self) -> Option<u64> {
        self.made_of.map(|came| came.size).filter(|size| *size > self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_another_kind_is_noticed_and_saved_under_its_own() {
        for (kind, name, fits, saved) in [
            (FileKind::Pdf, "证书.PDF", true, "证书.PDF"),
            (FileKind::Pdf, "证书.jpg", false, "证书.jpg.pdf"),
            (FileKind::Jpeg, "证书.jpeg", true, "证书.jpeg"),
            (FileKind::Jpeg, "证书", true, "证书.jpg"),
            (FileKind::Webp, "2026.11.24 扫描", true, "2026.11.24 扫描.webp"),
        ] {
            assert_eq!((kind.fits_name(name), kind.saved_as(name).as_str()), (fits, saved), "{name}");
        }
    }
}
