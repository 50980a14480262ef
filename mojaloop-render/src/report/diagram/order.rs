//! In which order the rows have what is in them: so that few lines cross.

use indexmap::{IndexMap, IndexSet};

use super::super::graph::{Edge, Graph};
use super::rows::Row;

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// A node.
    Node(usize),
    /// Lines on their way to that node: all that pass a row do so at one place.
    Lines(usize),
}

/// Rows in their order, and the way of every edge through them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ordered {
    /// What each row holds, from the left.
    pub rows: Vec<Vec<Item>>,
    /// What each edge passes, from its caller to whom is called: the row and what is there.
    pub ways: IndexMap<Edge, Vec<(usize, Item)>>,
}

/// How often the rows are put in order, down and up again. After a few times nothing gets better.
const SWEEPS: usize = 8;

/// Puts the rows in order, each by the middle of what its items lead to in the row before, and keeps the best.
pub(super) fn of(graph: &Graph, rows: &[Row]) -> Ordered {
    let row_of: IndexMap<usize, usize> =
        rows.iter().enumerate().flat_map(|(i, row)| row.nodes.iter().map(move |node| (*node, i))).collect();
    let ways = graph.edges.keys().filter_map(|edge| {
        let (from, to) = (*row_of.get(&edge.from)?, *row_of.get(&edge.to)?);
        let between: Vec<usize> = if from < to { (from + 1..to).collect() } else { (to + 1..from).rev().collect() };
        let mut way = vec![(from, Item::Node(edge.from))];
        way.extend(between.into_iter().map(|row| (row, Item::Lines(edge.to))));
        way.push((to, Item::Node(edge.to)));
        Some((*edge, way))
    });
    let ways: IndexMap<Edge, Vec<(usize, Item)>> = ways.collect();
    let mut held: Vec<IndexSet<Item>> =
        rows.iter().map(|row| row.nodes.iter().map(|node| Item::Node(*node)).collect()).collect();
    for (row, item) in ways.values().flatten() {
        if let Some(held) = held.get_mut(*row) {
            held.insert(*item);
        }
    }
    let steps = Steps::of(&ways);
    let mut now: Vec<Vec<Item>> = held.into_iter().map(|row| row.into_iter().collect()).collect();
    let mut best = (steps.crossings(&now), now.clone());
    for _ in 0..SWEEPS {
        for row in 1..now.len() {
            steps.order(&mut now, row, row - 1);
        }
        for row in (1..now.len()).rev() {
            steps.order(&mut now, row - 1, row);
        }
        let crossings = steps.crossings(&now);
        if crossings < best.0 {
            best = (crossings, now.clone());
        }
    }
    Ordered { rows: best.1, ways }
}

/// The steps from each row to the next: what is above, what is below.
struct Steps(IndexMap<usize, IndexSet<(Item, Item)>>);

impl Steps {
    fn of(ways: &IndexMap<Edge, Vec<(usize, Item)>>) -> Self {
        let mut steps: IndexMap<usize, IndexSet<(Item, Item)>> = IndexMap::new();
        for pair in ways.values().flat_map(|way| way.windows(2)) {
            if let [(from, one), (to, other)] = pair {
                let (above, below) = if from < to { (*one, *other) } else { (*other, *one) };
                steps.entry(*from.min(to)).or_default().insert((above, below));
            }
        }
        Self(steps)
    }

    /// Puts one row in the order of what it leads to in the other. What leads nowhere stays where it is.
    fn order(&self, rows: &mut [Vec<Item>], row: usize, by: usize) {
        let fixed = rows.get(by).map(|items| places(items)).unwrap_or_default();
        let Some(items) = rows.get_mut(row) else { return };
        let all = self.0.get(&row.min(by));
        let middle = |(place, item): (usize, &Item)| {
            let ends = all.into_iter().flatten().filter_map(|(above, below)| {
                let (mine, other) = if row < by { (above, below) } else { (below, above) };
                (mine == item).then(|| fixed.get(other).copied()).flatten()
            });
            let ends: Vec<usize> = ends.collect();
            // In thousandths of a place, so that whole numbers do.
            (ends.iter().sum::<usize>() * 1_000).checked_div(ends.len()).unwrap_or(place * 1_000)
        };
        let middles: IndexMap<Item, usize> =
            items.iter().enumerate().map(|(place, item)| (*item, middle((place, item)))).collect();
        items.sort_by_key(|item| middles.get(item).copied());
    }

    /// How many pairs of steps cross.
    fn crossings(&self, rows: &[Vec<Item>]) -> usize {
        let crossings = self.0.iter().map(|(row, steps)| {
            let (above, below) = (rows.get(*row).map(|r| places(r)), rows.get(row + 1).map(|r| places(r)));
            let place = |(one, other): &(Item, Item)| Some((*above.as_ref()?.get(one)?, *below.as_ref()?.get(other)?));
            let ends: Vec<(usize, usize)> = steps.iter().filter_map(place).collect();
            let cross = |i: usize, (a, b): &(usize, usize)| {
                ends.iter().skip(i + 1).filter(|(c, d)| (a < c && b > d) || (a > c && b < d)).count()
            };
            ends.iter().enumerate().map(|(i, one)| cross(i, one)).sum::<usize>()
        });
        crossings.sum()
    }
}

fn places(items: &[Item]) -> IndexMap<Item, usize> {
    items.iter().enumerate().map(|(place, item)| (*item, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::graph::Band;
    use super::super::rows;
    use super::super::tests::graph;
    use super::*;

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let nodes = [("a", Band::Hub), ("b", Band::Hub), ("x", Band::Stores), ("y", Band::Stores)];
        let graph = graph(&nodes, &[("a", "y"), ("b", "x")]);
        let ordered = of(&graph, &rows::of(&graph));
        assert_eq!(Steps::of(&ordered.ways).crossings(&ordered.rows), 0);
    }

    #[test]
    fn lines_to_one_node_pass_a_row_together() {
        let nodes = [("a", Band::Hub), ("b", Band::Hub), ("c", Band::Hub), ("db", Band::Stores)];
        let graph = graph(&nodes, &[("a", "b"), ("c", "b"), ("a", "db"), ("c", "db")]);
        let ordered = of(&graph, &rows::of(&graph));
        let passing = ordered.rows.iter().flatten().filter(|item| **item == Item::Lines(3)).count();
        assert_eq!(passing, 1);
        assert_eq!(ordered.ways[&Edge { from: 0, to: 3 }].len(), 3);
    }
}
