//! What an output leaves out.

use std::fmt;

use serde::Serialize;

/// Something the hub asks for that a target has no way to say.
///
/// The bundle carries it; [`Bundle::strict`](crate::bundle::Bundle::strict) makes it an error.
///
/// # Examples
///
/// ```
/// use mojaloop_render::Omission;
///
/// let omission = Omission {
///     path: "availability.zones".into(),
///     what: "replicas are not spread over zones".into(),
///     why: "Docker Compose runs on one machine".into(),
///     instead: "render for Kubernetes".into(),
/// };
/// assert_eq!(
///     omission.to_string(),
///     "availability.zones: replicas are not spread over zones, because Docker Compose runs on one machine\n  \
///      instead: render for Kubernetes"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Omission {
    /// The place in the model that asks for it.
    pub path: String,
    /// What is left out, as a sentence without its dot.
    pub what: String,
    /// Why, as what follows "because".
    pub why: String,
    /// What to do instead. Empty when there is nothing.
    pub instead: String,
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}, because {}", self.what, self.why)?;
        if !self.instead.is_empty() {
            write!(f, "\n  instead: {}", self.instead)?;
        }
        Ok(())
    }
}
