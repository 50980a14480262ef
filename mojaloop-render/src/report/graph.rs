//! The plan as a graph to draw: who there is, in which band, and who calls whom.

use indexmap::IndexMap;

use crate::plan::{Component, OutsideKind, Plan, Role, Run};

use super::html::Anchor;
use super::sections;

/// The plan as a graph.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    /// Its nodes, in the order the plan lists what they stand for.
    pub nodes: Vec<Node>,
    /// Its edges, each once, with the ports that are called.
    pub edges: IndexMap<Edge, Vec<u16>>,
}

/// One calls another, by their places among the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Edge {
    /// Who calls.
    pub from: usize,
    /// Who is called.
    pub to: usize,
}

/// What a node stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Its name.
    pub name: String,
    /// What it is, in a few words.
    pub what: String,
    /// What is written small under its name.
    pub note: String,
    /// How it is drawn.
    pub shape: Shape,
    /// Where it is drawn.
    pub band: Band,
    /// Where the page tells of it.
    pub anchor: Anchor,
}

/// How a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A part of the hub that stays.
    Service,
    /// A part that runs and ends.
    Job,
    /// Something that keeps data.
    Store,
    /// Something that is not part of the hub.
    Outside,
}

/// Where a node is drawn, from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    /// Who is called back.
    Participants,
    /// What the hub is made of.
    Hub,
    /// Where data is kept.
    Stores,
}

impl Band {
    /// All of them, from above.
    pub const ALL: &[Self] = &[Self::Participants, Self::Hub, Self::Stores];

    /// What is written beside it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Participants => "participants elsewhere",
            Self::Hub => "hub",
            Self::Stores => "stores",
        }
    }
}

impl Shape {
    /// The class that the style knows it by.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Job => "job",
            Self::Store => "store",
            Self::Outside => "outside",
        }
    }

    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside the hub",
            _ => self.class(),
        }
    }
}

/// The most participants elsewhere that are drawn one by one. More are called by the same few services: one node for
/// all of them says as much.
const PARTICIPANTS: usize = 8;

/// The most calls of a job that are drawn. One that asks nearly all others covers what they ask of each other.
const CALLS_OF_A_JOB: usize = 4;

/// Where a component is told of.
pub(super) fn of_component(name: &str) -> Anchor {
    Anchor::new("component", name)
}

/// Where something outside is told of.
pub(super) fn of_outside(name: &str) -> Anchor {
    Anchor::new("outside", name)
}

impl Graph {
    /// The graph of a plan.
    pub fn of(plan: &Plan) -> Self {
        let mut graph = Self { nodes: Vec::new(), edges: IndexMap::new() };
        let mut places: IndexMap<&str, usize> = IndexMap::new();
        for component in &plan.components {
            places.insert(&component.name, graph.nodes.len());
            graph.nodes.push(Node::of(component));
        }
        for store in &plan.operated {
            places.insert(store.kind.name(), graph.nodes.len());
            graph.nodes.push(Node {
                name: store.kind.name().to_owned(),
                what: format!("{}, run by an operator", store.kind),
                note: store.port.to_string(),
                shape: Shape::Store,
                band: Band::Stores,
                anchor: of_outside(store.kind.name()),
            });
        }
        graph.add_outside(plan, &mut places);
        for link in &plan.links {
            if let (Some(from), Some(to)) = (places.get(link.from.as_str()), places.get(link.to.as_str())) {
                let ports = graph.edges.entry(Edge { from: *from, to: *to }).or_default();
                if !ports.contains(&link.port) {
                    ports.push(link.port);
                }
            }
        }
        graph
    }

    fn add_outside<'p>(&mut self, plan: &'p Plan, places: &mut IndexMap<&'p str, usize>) {
        let participants = plan.outside.iter().filter(|outside| outside.kind == OutsideKind::Participant).count();
        let mut together = None;
        for outside in &plan.outside {
            let is_store = outside.kind == OutsideKind::Store;
            if !is_store && participants > PARTICIPANTS {
                let place = *together.get_or_insert_with(|| {
                    self.nodes.push(Node {
                        name: format!("{participants} participants"),
                        what: "participants that are played elsewhere".to_owned(),
                        note: String::new(),
                        shape: Shape::Outside,
                        band: Band::Participants,
                        anchor: sections::anchor(sections::OUTSIDE),
                    });
                    self.nodes.len() - 1
                });
                places.insert(&outside.name, place);
                continue;
            }
            places.insert(&outside.name, self.nodes.len());
            self.nodes.push(Node {
                name: outside.name.clone(),
                what: if is_store { "a store that is there already" } else { "a participant" }.to_owned(),
                note: format!("{}:{}", outside.host, outside.port),
                shape: Shape::Outside,
                band: if is_store { Band::Stores } else { Band::Participants },
                anchor: of_outside(&outside.name),
            });
        }
    }

    /// The same without the edges of jobs that call more than a few: the job says how many it calls.
    pub fn to_draw(&self) -> Self {
        let busy = |node: usize| {
            let job = self.nodes.get(node).is_some_and(|node| node.shape == Shape::Job);
            let calls = self.calls_of(node).count();
            (job && calls > CALLS_OF_A_JOB).then_some(calls)
        };
        let noted = self.nodes.iter().enumerate().map(|(place, node)| match busy(place) {
            Some(calls) => Node { note: format!("{}, calls {calls}", node.note), ..node.clone() },
            None => node.clone(),
        });
        let edges = self.edges.iter().filter(|(edge, _)| busy(edge.from).is_none());
        Self { nodes: noted.collect(), edges: edges.map(|(edge, ports)| (*edge, ports.clone())).collect() }
    }

    /// Whether an edge stays in one band.
    pub fn same_band(&self, edge: &Edge) -> bool {
        self.nodes.get(edge.from).map(|node| node.band) == self.nodes.get(edge.to).map(|node| node.band)
    }

    /// Whom a node calls, and at which ports.
    pub fn calls_of(&self, node: usize) -> impl Iterator<Item = (&Node, &[u16])> {
        let calls = self.edges.iter().filter(move |(edge, _)| edge.from == node);
        calls.filter_map(|(edge, ports)| Some((self.nodes.get(edge.to)?, ports.as_slice())))
    }

    /// Who calls a node.
    pub fn callers_of(&self, node: usize) -> impl Iterator<Item = &Node> {
        self.edges.keys().filter(move |edge| edge.to == node).filter_map(|edge| self.nodes.get(edge.from))
    }
}

impl Node {
    fn of(component: &Component) -> Self {
        let shape = match component.role {
            Role::Store => Shape::Store,
            Role::Job => Shape::Job,
            Role::Service => Shape::Service,
        };
        let ports = component.ports.iter().map(|port| port.number.to_string()).collect::<Vec<_>>().join(", ");
        let note = match (component.run, component.replicas) {
            (Run::Always, 1) => ports,
            (Run::Always, replicas) => format!("{ports} \u{d7} {replicas}"),
            (Run::Once, _) => "runs first".to_owned(),
            (Run::Afterwards, _) => "runs last".to_owned(),
            (Run::OnDemand, _) => "runs when asked to".to_owned(),
        };
        Self {
            name: component.name.clone(),
            what: component.summary.clone(),
            note,
            shape,
            band: if shape == Shape::Store { Band::Stores } else { Band::Hub },
            anchor: of_component(&component.name),
        }
    }
}
