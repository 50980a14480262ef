//! References to images: their registry, repository, tag and digest.

use super::{ImageRef, is_word};

pub(super) fn is_image(text: &str) -> bool {
    let (name, digest) = text.split_once('@').map_or((text, None), |(n, d)| (n, Some(d)));
    let digest_holds = digest.is_none_or(|d| {
        d.strip_prefix("sha256:")
            .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)))
    });
    // The last part may have a tag, and the first of several a port.
    let last = name.split('/').count() - 1;
    let word = |t: &str| {
        t.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && t.bytes().all(|b| is_word(b) || b == b'.')
    };
    let part_holds = |(at, part): (usize, &str)| match part.split_once(':') {
        None => word(part),
        Some((name, tag)) if at == last => word(name) && word(tag),
        Some((name, port)) => at == 0 && word(name) && port.parse::<u16>().is_ok(),
    };
    digest_holds
        && name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && name.split('/').enumerate().all(part_holds)
}

impl ImageRef {
    /// Whether its name says which registry it is of; one that does not is of the engine's own default.
    pub fn names_registry(&self) -> bool {
        let first = self.0.split('/').next().unwrap_or_default();
        self.0.contains('/') && (first.contains(['.', ':']) || first == "localhost")
    }

    /// The image without its tag and digest.
    pub fn repository(&self) -> &str {
        let name = self.0.split('@').next().unwrap_or(&self.0);
        self.tag().map_or(name, |tag| &name[..name.len() - tag.len() - 1])
    }

    /// Its tag. A colon before a slash belongs to a registry's port.
    pub fn tag(&self) -> Option<&str> {
        let name = self.0.split('@').next()?;
        let (_, tag) = name.rsplit_once(':')?;
        (!tag.contains('/')).then_some(tag)
    }

    /// Whether a digest pins its bytes.
    pub fn has_digest(&self) -> bool {
        self.0.contains('@')
    }
}
