//! What stands at a path.

use std::fmt;

/// What stands at a path. Its `Debug` leaves out the bytes, which may hold secrets.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A file with these bytes.
    File(Vec<u8>),
    /// A symbolic link, wherever it leads.
    Link,
    /// Something that can't be or hold a file of the bundle.
    Blocked(&'static str),
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("Nothing"),
            Self::File(bytes) => write!(f, "File({} bytes)", bytes.len()),
            Self::Link => f.write_str("Link"),
            Self::Blocked(reason) => write!(f, "Blocked({reason})"),
        }
    }
}
