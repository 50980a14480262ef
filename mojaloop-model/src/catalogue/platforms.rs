//! What machines published images run on.

use crate::text::ImageRef;

/// A publisher whose images exist for one kind of machine only.
#[derive(Debug)]
pub struct Publisher {
    /// What the names of its images begin with.
    pub namespace: &'static str,
    /// The only machine they run on, as engines name it.
    pub platform: &'static str,
}

/// Publishers of images for one kind of machine.
///
/// `Source:` Mojaloop's `docker_arm_rebuild`, which builds them again for others because they are published for that alone.
pub static ONE_PLATFORM: &[Publisher] = &[Publisher { namespace: "mojaloop/", platform: "linux/amd64" }];

/// The only machine an image runs on; none where it is published for several, or nothing is known of it.
///
/// # Examples
///
/// ```
/// use mojaloop_model::catalogue::only_platform;
///
/// assert_eq!(only_platform(&"mojaloop/central-ledger:v19.12.7".into()), Some("linux/amd64"));
/// assert_eq!(only_platform(&"mysql:8.4.6".into()), None);
/// ```
pub fn only_platform(image: &ImageRef) -> Option<&'static str> {
    let publisher = ONE_PLATFORM.iter().find(|publisher| image.as_str().starts_with(publisher.namespace));
    publisher.map(|publisher| publisher.platform)
}
