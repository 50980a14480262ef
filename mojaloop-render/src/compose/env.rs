//! `.env`: every variable of the Compose file, and how references are written in it.

use crate::plan::{Component, Endpoint, Plan, Published, Resolve, Secret, Source};

/// What stands before the name of every image that names no registry of its own.
pub(super) const IMAGE_PREFIX: &str = "IMAGE_PREFIX";
/// What tells this project's containers, volumes and built images from those of another on the machine.
pub(super) const PROJECT: &str = "COMPOSE_PROJECT_NAME";
/// When images are fetched.
pub(super) const PULL_POLICY: &str = "PULL_POLICY";

/// The tag of the image of Node.js that sources are built on.
pub(super) const BUILD_NODE_VERSION: &str = "BUILD_NODE_VERSION";

/// The variable that holds a secret's value.
pub(super) fn secret_variable(id: &str) -> String {
    format!("{}_PASSWORD", screaming(id))
}

/// The variable that holds a port of the machine.
pub(super) fn port_variable(published: &Published) -> String {
    format!("PORT_{}", screaming(&published.id))
}

fn screaming(name: &str) -> String {
    name.replace(['-', '.'], "_").to_ascii_uppercase()
}

const HEAD: &str = "\
# Settings of this machine, read by Docker Compose. This file is yours: it is written once, and no later render
# changes it. A line that starts with `#` shows the value that holds as long as it stays as it is.

# What stands before the name of every image that names no registry: like `registry.example.org/mirror/`.
#IMAGE_PREFIX=
# When images are fetched: missing, always, never.
#PULL_POLICY=missing
# What containers, volumes and built images are called after, if not the hub: for a second copy of it on this machine.
#COMPOSE_PROJECT_NAME=
";

const PORTS: &str = "
# Ports on this machine; all are open on 127.0.0.1 only.
";

/// What is started beside the rest: every feature of the hub, until somebody takes one out.
fn started(plan: &Plan) -> String {
    let features: Vec<&str> = super::profiles::of_features(plan).into_iter().collect();
    if features.is_empty() {
        return String::new();
    }
    let names = features.join(",");
    format!(
        "\n# The features that `docker compose up` starts beside the rest; leave one out and it stays stopped.\nCOMPOSE_PROFILES={names}\n"
    )
}

/// What sources are built on, where a hub has any.
fn built(plan: &Plan) -> String {
    let sources = plan.components.iter().filter_map(|component| component.source.as_ref());
    let mut nodes = sources.filter_map(|sources| sources.build.as_ref()?.node.as_deref());
    let Some(first) = nodes.next() else { return String::new() };
    format!(
        "\n# The image of Node.js that sources are built on, by its tag: that of each repository's `.nvmrc` unless it is set.\n#{BUILD_NODE_VERSION}={first}\n"
    )
}

/// The text of `.env`.
pub(super) fn file(plan: &Plan) -> String {
    let ports = plan.components.iter().flat_map(Component::published);
    let ports = ports.map(|(_, published)| format!("#{}={}\n", port_variable(published), published.number));
    let secrets = plan.secrets.iter().map(|secret| {
        let Secret { id, opens, source } = secret;
        let (says, value) = match (source, plan.development_value(secret)) {
            (Source::Kept(name), _) => (format!("{KEPT} `{name}`: fill it in."), String::new()),
            (_, value) => (DEVELOPMENT.to_owned(), value.unwrap_or_default()),
        };
        format!("\n# Opens {opens}.\n# {says}\n{}='{value}'\n", secret_variable(id))
    });
    let own = plan.secrets.iter().any(|secret| secret.source == Source::Development);
    let credentials = (!plan.secrets.is_empty()).then(|| format!("{CREDENTIALS}{}", if own { SET_ONCE } else { "" }));
    let start = [HEAD.to_owned(), built(plan), started(plan), PORTS.to_owned()];
    start.into_iter().chain(ports).chain(credentials).chain(secrets).collect()
}

const CREDENTIALS: &str = "
# Credentials. Write each in single quotes, or Compose reads `$` and `#` in it, and begin it with a letter: some
# services turn what looks like a number, even `12e45`, into one.
";

const SET_ONCE: &str = "\
# They are set when a store is first started: to change one later, change it in the store as well.
";

/// One secret may hold the passwords of several users, or one for all.
const KEPT: &str = "The value for it is kept in secret";

const DEVELOPMENT: &str = "A development value, derived from the hub's name: for nothing else.";

/// How a reference is written in a mounted file.
pub(super) struct InFiles<'p>(pub(super) &'p Plan);

impl Resolve for InFiles<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        self.0.outside(&endpoint.component).map_or_else(|| endpoint.component.clone(), |outside| outside.host.clone())
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        endpoint.port.to_string()
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        format!("http://localhost:{}", published(self.0, endpoint).map_or(endpoint.port, |port| port.number))
    }
}

/// How a reference is written in the Compose file itself, where `$` starts a variable.
pub(super) struct InCompose<'p>(pub(super) &'p Plan);

impl Resolve for InCompose<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        InFiles(self.0).host(endpoint)
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        InFiles(self.0).port(endpoint)
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        match published(self.0, endpoint) {
            Some(port) => format!("http://localhost:${{{}:-{}}}", port_variable(port), port.number),
            None => InFiles(self.0).browser(endpoint),
        }
    }

    fn literal(&self, text: &str) -> String {
        text.replace('$', "$$")
    }
}

fn published<'p>(plan: &'p Plan, endpoint: &Endpoint) -> Option<&'p Published> {
    let ports = &plan.component(&endpoint.component)?.ports;
    ports.iter().find(|port| port.number == endpoint.port)?.published.as_ref()
}
