//! Which row of the drawing each node is in: whoever calls is above whom it calls.

use super::super::graph::{Band, Graph};

/// A row of the drawing: its nodes, by their places in the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it belongs.
    pub band: Band,
    /// What is in it.
    pub nodes: Vec<usize>,
}

/// The most nodes of a row: six with long names are as wide as a page.
const MOST: usize = 6;

/// The rows, from above. Within a band a node is as many rows above the lowest as the longest way down from it has
/// steps; a call that closes a circle counts for none. What has no line at all is as high as the highest.
pub(super) fn of(graph: &Graph) -> Vec<Row> {
    let heights = heights(graph);
    let alone = |node: usize| graph.edges.keys().all(|edge| edge.from != node && edge.to != node);
    let mut rows = Vec::new();
    for band in Band::ALL {
        let of_band = |node: &usize| graph.nodes.get(*node).is_some_and(|n| n.band == *band);
        let highest = (0..graph.nodes.len()).filter(of_band).filter_map(|node| heights.get(node)).max();
        let highest = highest.copied().unwrap_or(0);
        for height in (0..=highest).rev() {
            let at = |node: &usize| if alone(*node) { Some(&highest) } else { heights.get(*node) };
            let level: Vec<usize> =
                (0..graph.nodes.len()).filter(of_band).filter(|node| at(node) == Some(&height)).collect();
            // Rows of about the same length: nine are five and four.
            let length = level.len().div_ceil(level.len().div_ceil(MOST).max(1)).max(1);
            rows.extend(level.chunks(length).map(|nodes| Row { band: *band, nodes: nodes.to_vec() }));
        }
    }
    rows
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Begun,
    Done,
}

/// How high each node is. The way begins at those whom nobody calls, so that a circle is cut where it leads back up.
fn heights(graph: &Graph) -> Vec<usize> {
    let mut walk = Walk { visits: vec![Visit::New; graph.nodes.len()], heights: vec![0; graph.nodes.len()] };
    let called = |node: &usize| graph.edges.keys().any(|edge| edge.to == *node);
    let (below, tops): (Vec<usize>, Vec<usize>) = (0..graph.nodes.len()).partition(called);
    for node in tops.into_iter().chain(below) {
        walk.visit(graph, node);
    }
    walk.heights
}

struct Walk {
    visits: Vec<Visit>,
    heights: Vec<usize>,
}

impl Walk {
    fn visit(&mut self, graph: &Graph, node: usize) {
        if self.visits.get(node) != Some(&Visit::New) {
            return;
        }
        self.mark(node, Visit::Begun);
        let mut height = 0;
        for edge in graph.edges.keys().filter(|edge| edge.from == node && graph.same_band(edge)) {
            self.visit(graph, edge.to);
            if self.visits.get(edge.to) == Some(&Visit::Done) {
                height = height.max(self.heights.get(edge.to).copied().unwrap_or(0) + 1);
            }
        }
        if let Some(place) = self.heights.get_mut(node) {
            *place = height;
        }
        self.mark(node, Visit::Done);
    }

    fn mark(&mut self, node: usize, visit: Visit) {
        if let Some(place) = self.visits.get_mut(node) {
            *place = visit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::graph;
    use super::*;

    fn rows(nodes: &[(&str, Band)], edges: &[(&str, &str)]) -> Vec<Vec<String>> {
        let graph = graph(nodes, edges);
        let name = |node: &usize| graph.nodes[*node].name.clone();
        of(&graph).iter().map(|row| row.nodes.iter().map(name).collect()).collect()
    }

    #[test]
    fn callers_are_above() {
        let nodes = [("db", Band::Stores), ("api", Band::Hub), ("test", Band::Hub), ("bank", Band::Participants)];
        let edges = [("api", "db"), ("test", "api"), ("api", "bank")];
        assert_eq!(rows(&nodes, &edges), [["bank"], ["test"], ["api"], ["db"]]);
    }

    #[test]
    fn a_circle_is_cut_below_where_it_is_entered() {
        let nodes = [("a", Band::Hub), ("b", Band::Hub), ("first", Band::Hub)];
        let edges = [("a", "b"), ("b", "a"), ("first", "b")];
        assert_eq!(rows(&nodes, &edges), [["first"], ["b"], ["a"]]);
    }

    #[test]
    fn long_rows_are_broken() {
        let nodes: Vec<String> = (0..13).map(|i| i.to_string()).collect();
        let nodes: Vec<(&str, Band)> = nodes.iter().map(|name| (name.as_str(), Band::Hub)).collect();
        let lengths: Vec<usize> = rows(&nodes, &[]).iter().map(Vec::len).collect();
        assert_eq!(lengths, [5, 5, 3]);
    }
}
