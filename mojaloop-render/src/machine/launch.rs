//! `microk8s.yaml`: what `MicroK8s` reads once, when it is installed.

use mojaloop_model::Microk8s;
use serde_json::{Value, json};

use super::addons;
use crate::bundle::{Body, DraftFile};
use crate::yaml::Comments;

/// The form of the file. `Source:` `MicroK8s`'s cluster agent; its own default is of this version, and every channel
/// reads it.
const VERSION: &str = "0.1.0";

/// The first line has the path of the script, which knows by it that nobody else wrote the file.
const HEAD: &str = "\
The launch configuration of MicroK8s: machine/microk8s.sh puts it where MicroK8s looks for it, once, when it is
installed. Addons that are added later are enabled by the script.";

/// It stands in place of the default, so what that says of names inside the cluster is said again. `Source:`
/// `microk8s.default.yaml` of the snap.
const KUBELET: &str = "As MicroK8s has them by default.";

pub(super) fn of(machine: &Microk8s) -> DraftFile {
    let addons: Vec<Value> = addons(machine).map(|name| json!({ "name": name })).collect();
    let tree = json!({
        "version": VERSION,
        "extraKubeletArgs": {
            "--cluster-domain": "cluster.local",
            "--cluster-dns": "10.152.183.10",
        },
        "addons": addons,
    });
    let comments = Comments::default().head(HEAD).above("/extraKubeletArgs", KUBELET);
    DraftFile::new("machine/microk8s.yaml", Body::Yaml { tree, comments }).origin("platform.microk8s")
}
