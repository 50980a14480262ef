//! The settings of a machine: every variable of the Compose files, with its default and its meaning.
//!
//! What writes `.env`, the table in the bundle's README, and the references in the files: one list.

use mojaloop_model::catalogue::{Reach, Runtime, only_platform};

use super::{beside, profiles};
use crate::plan::{Component, Plan, Published, Role, Source};

/// A variable whose default is the same for every hub.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed {
    pub(super) name: &'static str,
    pub(super) default: &'static str,
    means: &'static str,
}

impl Fixed {
    /// How a Compose file refers to it.
    pub(super) fn reference(self) -> String {
        reference(self.name, self.default)
    }
}

pub(super) const IMAGE_PREFIX: Fixed = Fixed {
    name: "IMAGE_PREFIX",
    default: "",
    means: "Your mirror of the images, with a `/` at its end, like `registry.example.org/mirror/`. It stands before the name \
            of every image that names no registry.",
};
pub(super) const PULL_POLICY: Fixed = Fixed {
    name: "PULL_POLICY",
    default: "missing",
    means: "When images are fetched: `missing` where they are not here, `always`, `never`.",
};
/// Where ports are open that only this machine may reach.
pub(super) const THIS_MACHINE: &str = "127.0.0.1";
/// What tells this project's containers, volumes and built images from those of another on the machine.
pub(super) const PROJECT: &str = "COMPOSE_PROJECT_NAME";
/// Its default is an image's own: that of the publisher.
const PLATFORM: &str = "PLATFORM";
/// Its default is what each repository names.
pub(super) const BUILD_NODE_VERSION: &str = "BUILD_NODE_VERSION";
pub(super) const BIND_ADDRESS: Fixed = Fixed {
    name: "BIND_ADDRESS",
    default: "127.0.0.1",
    means: "Which address of this machine ports are open on. `0.0.0.0` opens them to everybody, and nothing asks for a \
            password.",
};
pub(super) const PEER_BIND_ADDRESS: Fixed = Fixed {
    name: "PEER_BIND_ADDRESS",
    default: "0.0.0.0",
    means: "The address of this machine that ports are open on which other schemes call. `0.0.0.0`: everybody's, for \
            their containers can't reach `127.0.0.1`; where the engine is Docker Desktop, those on this machine can.",
};
pub(super) const LOG_LEVEL: Fixed = Fixed {
    name: "LOG_LEVEL",
    default: "info",
    means: "What services write to their logs: `error`, `warn`, `info`, `verbose`, `debug`, `silly`.",
};
pub(super) const LOG_MAX_SIZE: Fixed = Fixed {
    name: "LOG_MAX_SIZE",
    default: "10m",
    means: "How large a container's log grows before the next is begun: `500k`, `10m`, `1g`.",
};
pub(super) const LOG_MAX_FILE: Fixed =
    Fixed { name: "LOG_MAX_FILE", default: "3", means: "How many logs of a container are kept." };
pub(super) const HTTP_PROXY: Fixed = Fixed {
    name: "HTTP_PROXY",
    default: "",
    means: "The proxy for calls by HTTP that leave this machine, like `http://proxy.example.org:3128`.",
};
pub(super) const HTTPS_PROXY: Fixed =
    Fixed { name: "HTTPS_PROXY", default: "", means: "The proxy for calls by HTTPS that leave this machine." };
pub(super) const NO_PROXY: Fixed = Fixed {
    name: "NO_PROXY",
    default: "",
    means: "Hosts that are called without a proxy, with commas between them. The hub's own are known.",
};
pub(super) const CA_BUNDLE: Fixed = Fixed {
    name: "CA_BUNDLE",
    default: "./authorities.pem",
    means: "A file of certificates, one after the other, that are trusted beside the usual ones.",
};

/// A variable of `.env`.
#[derive(Debug)]
pub(super) struct Knob {
    pub(super) name: String,
    /// The value that holds until another is set.
    pub(super) default: String,
    pub(super) means: String,
    pub(super) kind: Kind,
}

/// How a variable is written in `.env`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As a comment: the files know its default.
    Defaulted,
    /// The same, and told elsewhere by the name of what listens there: a port.
    Port,
    /// As it is.
    Set,
    /// In quotes, and nowhere else: it is a secret's value, empty where somebody has to fill it in.
    Secret,
}

/// Variables that belong together.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: &'static str,
    /// What holds of all of them.
    pub(super) about: &'static str,
    pub(super) knobs: Vec<Knob>,
}

/// Every variable of a plan's files; no group is empty.
pub(super) fn groups(plan: &Plan) -> Vec<Group> {
    let group = |title, about, knobs| Group { title, about, knobs };
    let groups = [
        group("Project", "", project(plan)),
        group("Images", "", images(plan)),
        group("Addresses", "", addresses(plan)),
        group("Ports", "The port of each on this machine.", ports(plan)),
        group("Logs", "", logs(plan)),
        group(
            "Proxy and authorities",
            if beside::leaves(plan).next().is_some() { BY_EITHER } else { BY_PROXY },
            way_out(plan),
        ),
        group("Credentials", CREDENTIALS, secrets(plan)),
    ];
    groups.into_iter().filter(|group| !group.knobs.is_empty()).collect()
}

/// How a Compose file refers to a variable.
pub(super) fn reference(name: &str, default: &str) -> String {
    format!("${{{name}:-{default}}}")
}

/// The machine a published image runs on, where it runs on one kind only.
pub(super) fn platform(component: &Component) -> Option<String> {
    only(component).map(|only| reference(PLATFORM, only))
}

fn only(component: &Component) -> Option<&'static str> {
    only_platform(&component.image).filter(|_| !is_built(component))
}

/// Whether it is built from sources on the machine.
pub(super) fn is_built(component: &Component) -> bool {
    component.source.as_ref().is_some_and(|sources| sources.build.is_some())
}

/// Whether it is told how much to write to its log: all of Mojaloop's services in Node.js share one logger.
///
/// `Source:` `@mojaloop/central-services-logger` reads `LOG_LEVEL`; read in the image of each.
pub(super) fn has_level(component: &Component) -> bool {
    component.role == Role::Service && component.runtime == Runtime::Node
}

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

fn fixed(fixed: Fixed) -> Knob {
    defaulted(fixed.name, fixed.default, fixed.means)
}

fn defaulted(name: impl Into<String>, default: impl Into<String>, means: impl Into<String>) -> Knob {
    Knob { name: name.into(), default: default.into(), means: means.into(), kind: Kind::Defaulted }
}

fn project(plan: &Plan) -> Vec<Knob> {
    let files = "The files that are read, `:` between them (`;` on Windows).";
    let name =
        "The first part of every container's and volume's name. Another one is another hub, with data of its own.";
    let features: Vec<&str> = profiles::of_features(plan).into_iter().collect();
    let profiles = (!features.is_empty()).then(|| Knob {
        name: "COMPOSE_PROFILES".to_owned(),
        default: features.join(","),
        means:
            "The features that start with the hub, with commas between them. Take out those you do not want to start."
                .to_owned(),
        kind: Kind::Set,
    });
    let named =
        [defaulted(PROJECT, plan.name.as_str(), name), defaulted("COMPOSE_FILE", beside::USUAL.join(":"), files)];
    named.into_iter().chain(profiles).collect()
}

fn images(plan: &Plan) -> Vec<Knob> {
    let platform = plan.components.iter().find_map(only).map(|only| {
        let means = "The platform of Mojaloop's images: they are published for this one alone.";
        defaulted(PLATFORM, only, means)
    });
    let mut sources = plan.components.iter().filter_map(|component| component.source.as_ref());
    let node = sources.find_map(|sources| sources.build.as_ref()?.node.as_deref());
    let node = node.map(|node| {
        let means = "The image of Node.js that sources are built on, by its tag: where it is not set, each \
                     repository's own.";
        defaulted(BUILD_NODE_VERSION, node, means)
    });
    [IMAGE_PREFIX, PULL_POLICY].map(fixed).into_iter().chain(platform).chain(node).collect()
}

fn ports(plan: &Plan) -> Vec<Knob> {
    let knob = |component: &Component, at: u16, port: &Published| {
        let stays = if port.reach == Reach::Machine { " It stays on `127.0.0.1`." } else { "" };
        let means = format!("`{}`: {}.{stays}", port.id, component.summary_at(at));
        Knob { kind: Kind::Port, ..defaulted(port_variable(port), port.number.to_string(), means) }
    };
    let of = |component| Component::published(component).map(move |(at, port)| knob(component, at, port));
    plan.components.iter().flat_map(of).collect()
}

fn addresses(plan: &Plan) -> Vec<Knob> {
    let reached =
        |from: Reach| plan.components.iter().flat_map(Component::published).any(|(_, port)| port.reach == from);
    let addresses = [(Reach::Operators, BIND_ADDRESS), (Reach::Peers, PEER_BIND_ADDRESS)];
    let used = addresses.into_iter().filter(|(from, _)| reached(*from));
    used.map(|(_, address)| fixed(address)).collect()
}

fn logs(plan: &Plan) -> Vec<Knob> {
    let level = plan.components.iter().any(has_level).then_some(LOG_LEVEL);
    level.into_iter().chain([LOG_MAX_SIZE, LOG_MAX_FILE]).map(fixed).collect()
}

fn way_out(plan: &Plan) -> Vec<Knob> {
    let leaves = beside::leaves(plan).next().is_some();
    let knobs = [
        (leaves || plan.components.iter().any(is_built), HTTP_PROXY),
        (leaves || plan.components.iter().any(is_built), HTTPS_PROXY),
        (plan.components.iter().any(|component| beside::calls_by_http(plan, component)), NO_PROXY),
        (leaves, CA_BUNDLE),
    ];
    knobs.into_iter().filter(|(used, _)| *used).map(|(_, knob)| fixed(knob)).collect()
}

fn secrets(plan: &Plan) -> Vec<Knob> {
    let knob = |secret: &crate::plan::Secret| {
        let value = plan.development_value(secret);
        let says = match &secret.source {
            // One secret may hold the passwords of several users, or one for all.
            Source::Kept(name) => format!("The value for it is kept in secret `{name}`: fill it in."),
            Source::Development => "A development value, derived from the hub's name: for nothing else.".to_owned(),
        };
        Knob {
            name: secret_variable(&secret.id),
            default: value.unwrap_or_default(),
            means: format!("Opens {}. {says}", secret.opens),
            kind: Kind::Secret,
        }
    };
    plan.secrets.iter().map(knob).collect()
}

const BY_PROXY: &str = "Only read where `COMPOSE_FILE` names `compose.proxy.yaml`.";
const BY_EITHER: &str =
    "Only read where `COMPOSE_FILE` names `compose.proxy.yaml` or, for `CA_BUNDLE`, `compose.ca.yaml`.";
const CREDENTIALS: &str = "\
Write each in single quotes: without them, `$` and `#` mean something to Compose. Begin each with a letter: some services \
turn what looks like a number, even `12e45`, into one. The hub's own stores take theirs at their first start: to change \
one later, change it in the store as well.";
