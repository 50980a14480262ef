//! Keys that went, moved, or are yet to come: what a release's notes do not say.

use super::keys::Keys;

/// A key that a chart had or will have.
struct Past {
    chart: &'static str,
    /// How its path ends.
    ending: &'static str,
    /// What became of it, and what to do.
    says: &'static str,
}

/// `Source:` the umbrella's values of 15.1.0, 17.1.0 and of its development after 17.2.0.
static PAST: &[Past] = &[
    Past {
        chart: "mojaloop",
        ending: ".batch_processing_enabled",
        says: "it went with 17.0.0: positions are kept in batches by default",
    },
    Past {
        chart: "mojaloop",
        ending: ".gateway",
        says: "no release up to 17.2.0 has it: use `ingress`, or a route of your own beside the chart",
    },
    Past {
        chart: "mojaloop",
        ending: ".config.hostname",
        says: "no release up to 17.2.0 has it: there `ingress.hostname` says it",
    },
    Past {
        chart: "mojaloop",
        ending: ".init",
        says: "it went with 15.0.0: `initContainers` is a text that holds YAML",
    },
];

/// What became of a key that the chart does not have in this version.
pub(super) fn gone(chart: &str, path: &str) -> Option<&'static str> {
    PAST.iter().find(|past| past.chart == chart && path.ends_with(past.ending)).map(|past| past.says)
}

/// Names that other charts use for what this one calls differently.
static ELSEWHERE: &[(&str, &str)] = &[
    ("existingSecret", "db_secret"),
    ("replicas", "replicaCount"),
    ("envFrom", "env"),
    ("extraEnvVars", "env"),
    ("extraEnv", "env"),
    ("podSecurityContext", "containerSecurityContext"),
    ("securityContext", "containerSecurityContext"),
    ("imagePullSecrets", "image"),
];

/// What this chart calls what others call so.
pub(super) fn renamed(key: &str, keys: &Keys) -> Option<String> {
    let (_, here) = ELSEWHERE.iter().find(|(there, _)| *there == key)?;
    keys.known.contains_key(here).then(|| format!("this chart calls it `{here}`"))
}
