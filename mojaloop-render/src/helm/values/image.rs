//! Images: only what the release of the chart does not run anyway.

use serde_json::Value;

use super::{Place, Tree};

pub(super) fn put(place: &Place, tree: &mut Tree) {
    let component = place.component;
    let image = component.image.as_str();
    let (repository, tag) = split(image);
    let own = super::catalogue::workload(&component.name).map(|(service, _)| service.image);
    let own_tag = own.and_then(|image| place.plan.release.tag(image));
    // `image.registry` is there and does nothing: the registry is part of the repository.
    let registry = place.plan.cluster.registry.as_ref().filter(|_| !component.image.names_registry());
    let wanted = registry.map_or_else(|| repository.to_owned(), |registry| format!("{registry}/{repository}"));
    if own.is_none_or(|image| image.repository() != wanted) {
        place.put(tree, "image.repository", wanted.into());
    }
    if own_tag != Some(tag) {
        place.put(tree, "image.tag", tag.into());
    }
    let secrets = &place.plan.cluster.pull_secrets;
    if !secrets.is_empty() {
        let secrets: Value = secrets.iter().map(|secret| Value::from(secret.as_str())).collect();
        place.put(tree, "image.pullSecrets", secrets);
    }
}

/// Repository and tag as the chart joins them again, with a colon: of a digest, the algorithm stays on the left.
fn split(image: &str) -> (&str, &str) {
    let name = image.rfind('/').map_or(0, |slash| slash + 1);
    match image.get(name..).and_then(|rest| rest.rfind(':')) {
        Some(colon) => (image.get(..name + colon).unwrap_or(image), image.get(name + colon + 1..).unwrap_or_default()),
        None => (image, "latest"),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn an_image_is_joined_again_as_it_was() {
        let table = [
            ("mojaloop/central-ledger:v1", "mojaloop/central-ledger", "v1"),
            ("registry.example.org:5000/ledger:v1", "registry.example.org:5000/ledger", "v1"),
            ("mojaloop/central-ledger@sha256:abc", "mojaloop/central-ledger@sha256", "abc"),
            ("mojaloop/central-ledger:v1@sha256:abc", "mojaloop/central-ledger:v1@sha256", "abc"),
        ];
        for (image, repository, tag) in table {
            assert_eq!(split(image), (repository, tag));
            assert_eq!(format!("{repository}:{tag}"), image);
        }
    }
}
