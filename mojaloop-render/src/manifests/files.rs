//! Files of a plan as config maps, and how a pod reads them.

use k8s_openapi::api::core::v1::{
    ConfigMapProjection, EmptyDirVolumeSource, KeyToPath, ProjectedVolumeSource, Volume, VolumeMount, VolumeProjection,
};
use mojaloop_model::{Diagnostic, Diagnostics};
use serde_json::json;

use super::meta;
use super::object::{Phase, RawObject};
use super::view::View;
use crate::bundle::digest;
use crate::plan::{Component, File, Mount, OWN_FOLDER};

/// The name of the config map that holds a file, from the file's path: `config/central-ledger.json` is
/// `central-ledger`. No two paths of a bundle differ in case only, so that none is lost.
pub(super) fn map_name(path: &str) -> String {
    let path = path.strip_prefix("config/").unwrap_or(path);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let name = stem.to_ascii_lowercase().replace('/', "-").replace('_', ".");
    let label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    if name.len() <= LONGEST && name.split('.').all(label) {
        return name;
    }
    // Cut, or with a sign where none may be: the digest tells it from its like.
    let digest = digest::short([path.as_bytes()]);
    let words: Vec<&str> = name.split(['.', '-']).filter(|word| !word.is_empty()).collect();
    let mut name = words.join("-");
    name.truncate(LONGEST - digest.len() - 1);
    format!("{}-{digest}", name.trim_end_matches('-'))
}

/// The longest name of a config map. `Source:` Kubernetes, a DNS subdomain.
const LONGEST: usize = 253;

/// The most a config map can hold. `Source:` Kubernetes.
const MOST_BYTES: usize = 1024 * 1024;

/// The key of a file in its config map: its own name.
fn key(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The config map that holds a file, and its key there.
pub(super) fn held(view: &View, path: &str) -> (String, String) {
    (view.maps.get(path).cloned().unwrap_or_default(), key(path).to_owned())
}

/// A config map for each file, and the ones that are too large for it.
pub(super) fn config_maps(view: &View) -> Result<Vec<RawObject>, Diagnostics> {
    let faults: Diagnostics = read(view).filter_map(|file| too_large(view, file)).collect();
    if faults.has_errors() {
        return Err(faults);
    }
    Ok(read(view).map(|file| config_map(view, file)).collect())
}

/// The files that are read here: those that only somebody else's pods mount are theirs to bring.
fn read<'v>(view: &'v View) -> impl Iterator<Item = &'v File> {
    let mounts = |file: &File, component: &Component| component.mounts.iter().any(|mount| mount.file == file.path);
    let is_read = move |file: &&File| {
        let mut all = view.plan.components.iter().filter(|component| mounts(file, component)).peekable();
        all.peek().is_none() || all.any(|component| view.is_own(component))
    };
    view.plan.files.iter().filter(is_read)
}

fn too_large(view: &View, file: &File) -> Option<Diagnostic> {
    let bytes = view.texts.get(file.path.as_str()).map_or(0, String::len);
    (bytes > MOST_BYTES).then(|| {
        let message = format!("`{}` is {bytes} bytes, and a config map holds {MOST_BYTES}", file.path);
        Diagnostic::error("config-map-too-large", origin(view, &file.path), message)
            .help("describe a smaller hub, or render it for Docker Compose")
    })
}

fn config_map(view: &View, file: &File) -> RawObject {
    let name = view.maps.get(file.path.as_str()).map_or("", String::as_str);
    let text = view.texts.get(file.path.as_str()).map_or("", String::as_str);
    // Not by its type: that would copy the text once more, and it is most of what is written.
    RawObject::new(Phase::Config, "v1", "ConfigMap", name)
        .namespace(&view.plan.namespace)
        .labels(meta::of_hub(view.plan))
        .body(json!({ "data": { key(&file.path): text } }))
        .origin(origin(view, &file.path))
}

fn origin(view: &View, path: &str) -> String {
    view.origins.get(path).map_or_else(String::new, ToString::to_string)
}

/// The paths of the objects whose content a component reads, for the digest that makes it start anew.
pub(super) fn read_by(view: &View, component: &Component) -> Vec<String> {
    let maps = component.mounts.iter().filter_map(|mount| view.maps.get(mount.file.as_str()));
    maps.map(|map| format!("{}/configmap-{map}.yaml", Phase::Config.folder())).collect()
}

/// The volume and the mounts by which a component reads its files: the hub's own folder as a whole, all else file by
/// file beside what the image has there.
pub(super) fn mounted(view: &View, component: &Component) -> (Vec<Volume>, Vec<VolumeMount>) {
    let own = |mount: &&Mount| mount.at.starts_with(OWN_FOLDER);
    let (mut volumes, mut mounts) = (Vec::new(), Vec::new());
    let folder: Vec<&Mount> = component.mounts.iter().filter(own).collect();
    if !folder.is_empty() {
        volumes.push(projected(view, "hub", &folder, OWN_FOLDER));
        mounts.push(read_only("hub", OWN_FOLDER, None));
    }
    let single: Vec<&Mount> = component.mounts.iter().filter(|mount| !own(mount)).collect();
    if !single.is_empty() {
        volumes.push(projected(view, "files", &single, ""));
        mounts.extend(single.iter().map(|mount| read_only("files", &mount.at, Some(below(&mount.at, "")))));
    }
    (volumes, mounts)
}

fn below<'m>(at: &'m str, folder: &str) -> &'m str {
    at.strip_prefix(folder).unwrap_or(at).trim_start_matches('/')
}

fn projected(view: &View, name: &str, mounts: &[&Mount], folder: &str) -> Volume {
    let source = |mount: &&Mount| VolumeProjection {
        config_map: Some(ConfigMapProjection {
            name: view.maps.get(mount.file.as_str()).cloned().unwrap_or_default(),
            items: Some(vec![KeyToPath {
                key: key(&mount.file).to_owned(),
                path: below(&mount.at, folder).to_owned(),
                ..KeyToPath::default()
            }]),
            optional: None,
        }),
        ..VolumeProjection::default()
    };
    Volume {
        name: name.to_owned(),
        projected: Some(ProjectedVolumeSource {
            sources: Some(mounts.iter().map(source).collect()),
            ..ProjectedVolumeSource::default()
        }),
        ..Volume::default()
    }
}

fn read_only(volume: &str, at: &str, part: Option<&str>) -> VolumeMount {
    VolumeMount {
        name: volume.to_owned(),
        mount_path: at.to_owned(),
        read_only: Some(true),
        sub_path: part.map(str::to_owned),
        ..VolumeMount::default()
    }
}

/// An empty folder that lasts as long as its pod.
pub(super) fn scratch(name: &str, at: &str) -> (Volume, VolumeMount) {
    let volume =
        Volume { name: name.to_owned(), empty_dir: Some(EmptyDirVolumeSource::default()), ..Volume::default() };
    let mount = VolumeMount { name: name.to_owned(), mount_path: at.to_owned(), ..VolumeMount::default() };
    (volume, mount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_named_after_their_files() {
        let table = [
            ("config/central-ledger.json", "central-ledger"),
            ("config/kafka/create-topics.js", "kafka-create-topics"),
            ("testing-toolkit/spec_files/user_config.json", "testing-toolkit-spec.files-user.config"),
            ("testing-toolkit/collections/test/USD.json", "testing-toolkit-collections-test-usd"),
        ];
        for (path, name) in table {
            assert_eq!(map_name(path), name);
        }
        let odd = map_name("participants/participant-__A-.json");
        assert!(odd.starts_with("participants-participant-a-") && odd.len() == 43, "{odd}");
        assert_ne!(odd, map_name("participants/participant-_A-.json"));
        assert!(map_name(&"a/".repeat(200)).len() <= LONGEST);
    }
}
