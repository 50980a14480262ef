//! Secrets, as the objects that hold them are made.

/// The key of a secret's value in its object.
pub(super) const KEY: &str = "password";
