//! The drawing: who calls whom, in rows from those who ask to where data is kept.
//!
//! A layout of our own, since nothing from elsewhere takes part in a page: rows by the longest way down, an order that
//! lets few lines cross, lines with the same goal bundled on their way.

mod order;
mod place;
mod rows;

use std::fmt::Write as _;

use super::graph::{Band, Edge, Graph, Node, Shape};
use super::html::{Anchor, Element};
use place::{Area, Line, Placed, Point};

/// The most letters of a text in the drawing; the page has it whole.
const LETTERS: usize = 32;
/// How long the head of an arrow is.
const HEAD: i64 = 7;
/// How far below a box's upper edge its name stands alone, its name over a note, and the note.
const BASELINES: [i64; 3] = [28, 21, 36];

/// What the drawing is, for whoever does not see it.
const SAID: &str = "Boxes are the parts of the hub and lead to what is said of them; arrows lead from who calls to who is \
                    called. The table below the drawing says the same.";

/// Where the drawing's title is.
pub(super) fn anchor() -> Anchor {
    Anchor::new("drawing", "title")
}

/// Draws a graph.
pub(super) fn draw(graph: &Graph) -> Element {
    let drawn = graph.to_draw();
    let rows = rows::of(&drawn);
    let placed = place::of(&drawn, &rows, &order::of(&drawn, &rows));
    let Placed { width, height, .. } = placed;
    let boxes = placed.boxes.iter().filter_map(|(place, area)| {
        let node = drawn.nodes.get(*place)?;
        Some(of_node(node, area, told(graph, *place, node)))
    });
    let (title, described) = (anchor(), Anchor::new("drawing", "said"));
    Element::new("svg")
        .class("diagram")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .number("width", width)
        .number("height", height)
        .attr("aria-labelledby", title.id())
        .attr("aria-describedby", described.id())
        .with(Element::new("title").anchor(&title).with("Drawing of who calls whom"))
        .with(Element::new("desc").anchor(&described).with(SAID))
        .with(Element::new("style").with(style(&drawn, width)))
        .with_all(placed.bands.iter().map(|(band, area)| of_band(*band, area)))
        .with(lines(&drawn, &placed))
        .with_all(boxes)
}

/// What is a drawing's own of the style. It shrinks to what is there down to three quarters, and scrolls beyond; while a
/// node is pointed at, its lines stand out, without anything that has to run. A browser too old for it leaves them be.
fn style(graph: &Graph, width: i64) -> String {
    let pointed_at = graph.nodes.iter().fold(String::new(), |mut rules, node| {
        let id = node.anchor.id();
        // Writing to a text does not fail.
        let _ = writeln!(rules, ".diagram:has(.node.{id}:is(:hover, :focus-visible)) .line.{id},");
        rules
    });
    // The last of the list is no line: it only ends the list.
    let size = format!(".diagram {{ max-width: {width}px; min-width: {}px }}", width * 3 / 4);
    format!("\n{size}\n{pointed_at}.diagram .line.none {{ stroke: var(--line-on); stroke-width: 2.5 }}\n")
}

fn of_band(band: Band, area: &Area) -> Element {
    let title = Element::new("text").number("x", area.x + 12).number("y", area.y + 20).with(band.title());
    Element::new("g").class("band").with(of_area(area)).with(title)
}

fn of_area(area: &Area) -> Element {
    Element::new("rect")
        .number("x", area.x)
        .number("y", area.y)
        .number("width", area.width)
        .number("height", area.height)
        .number("rx", 6)
}

/// The lines: those of what runs and ends below the others, since they say less.
fn lines(graph: &Graph, placed: &Placed) -> Element {
    let by = |shape: fn(Shape) -> bool| {
        let drawn =
            placed.lines.iter().filter(move |(edge, _)| graph.nodes.get(edge.from).is_some_and(|n| shape(n.shape)));
        drawn.filter_map(|(edge, line)| of_line(graph, edge, line))
    };
    let group = Element::new("g").class("lines").attr("aria-hidden", "true");
    group.with_all(by(|shape| shape == Shape::Job)).with_all(by(|shape| shape != Shape::Job))
}

fn of_line(graph: &Graph, edge: &Edge, line: &Line) -> Option<Element> {
    let (from, to) = (graph.nodes.get(edge.from)?, graph.nodes.get(edge.to)?);
    let kind = if from.shape == Shape::Job { "line of-job" } else { "line" };
    let class = format!("{kind} {} {}", from.anchor.id(), to.anchor.id());
    Some(Element::new("path").class(&class).attr("d", path(line)))
}

/// A line as a drawing writes it: upright where it leaves, passes and arrives, with an arrow's head at its end.
fn path(line: &Line) -> String {
    let mut path = String::new();
    let mut last: Option<Point> = None;
    for ((x, y), (to_x, to_y)) in &line.bends {
        let step = if last.is_none() { "M" } else { "L" };
        let middle = i64::midpoint(*y, *to_y);
        // Writing to a text does not fail.
        let _ = write!(path, "{step}{x} {y}C{x} {middle} {to_x} {middle} {to_x} {to_y}");
        last = Some((*to_x, *to_y));
    }
    if let Some((x, y)) = last {
        let back = if line.down { y - HEAD } else { y + HEAD };
        let _ = write!(path, "M{} {back}L{x} {y}L{} {back}", x - 4, x + 4);
    }
    path
}

fn of_node(node: &Node, area: &Area, told: String) -> Element {
    let middle = area.x + area.width / 2;
    let text = |class: &str, y: i64, text: &str| {
        // The lid of a drum is no place for letters.
        let y = area.y + y + if node.shape == Shape::Store { 3 } else { 0 };
        Element::new("text").class(class).number("x", middle).number("y", y).with(short(text))
    };
    let [alone, over, under] = BASELINES;
    let drawn = Element::new("a")
        .class(&format!("node {} {}", node.shape.class(), node.anchor.id()))
        .link(&node.anchor)
        .with(Element::new("title").with(told))
        .with(if node.shape == Shape::Store { drum(area) } else { of_area(area) });
    if node.note.is_empty() {
        return drawn.with(text("name", alone, &node.name));
    }
    drawn.with(text("name", over, &node.name)).with(text("note", under, &node.note))
}

/// The usual picture of a store: a drum.
fn drum(Area { x, y, width, height }: &Area) -> Element {
    let (right, low) = (x + width, y + height - 5);
    let half = width / 2;
    let body = format!("M{x} {0}A{half} 5 0 0 1 {right} {0}V{low}A{half} 5 0 0 1 {x} {low}Z", y + 5);
    Element::new("path").attr("d", format!("{body}M{x} {0}A{half} 5 0 0 0 {right} {0}", y + 5))
}

/// What a reader of the screen says of a node.
fn told(graph: &Graph, place: usize, node: &Node) -> String {
    let names = |nodes: &mut dyn Iterator<Item = &Node>, what: &str| {
        let names = nodes.map(|node| node.name.as_str()).collect::<Vec<_>>().join(", ");
        if names.is_empty() { String::new() } else { format!(" {what} {names}.") }
    };
    let calls = names(&mut graph.calls_of(place).map(|(callee, _)| callee), "Calls");
    let called = names(&mut graph.callers_of(place), "Called by");
    format!("{}, {}: {}.{calls}{called}", node.name, node.shape.word(), node.what)
}

/// A text that fits a box.
fn short(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(std::iter::once('\u{2026}')).collect()
}

/// What the colours and lines stand for.
pub(super) fn legend() -> Element {
    let shapes = [
        (Shape::Service, "runs as long as the hub"),
        (Shape::Job, "runs and ends; its lines are dashed, and left out where it calls nearly all others"),
        (Shape::Store, "keeps data"),
        (Shape::Outside, "is not part of the hub"),
    ];
    let items = shapes.map(|(shape, words)| Element::new("li").class(shape.class()).with(words));
    Element::new("ul").class("legend").with_all(items)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A graph of these nodes and edges.
    pub fn graph(nodes: &[(&str, Band)], edges: &[(&str, &str)]) -> Graph {
        let place = |name: &str| nodes.iter().position(|(node, _)| *node == name).expect("a node");
        let node = |(name, band): &(&str, Band)| Node {
            name: (*name).to_owned(),
            what: "a part".to_owned(),
            note: "80".to_owned(),
            shape: if *band == Band::Stores { Shape::Store } else { Shape::Service },
            band: *band,
            anchor: Anchor::new("component", name),
        };
        let edge = |(from, to): &(&str, &str)| (Edge { from: place(from), to: place(to) }, vec![80]);
        Graph { nodes: nodes.iter().map(node).collect(), edges: edges.iter().map(edge).collect() }
    }

    proptest! {
        /// Whoever calls whom: no box lies on another, none is outside the drawing, and every edge has a line that
        /// ends at whom it calls.
        #[test]
        fn any_graph_is_drawn(calls in proptest::collection::vec((0..40_usize, 0..40_usize), 0..120), bands in proptest::collection::vec(0..3_usize, 1..40)) {
            let names: Vec<String> = (0..bands.len()).map(|i| format!("part-{i}")).collect();
            let nodes: Vec<(&str, Band)> = names.iter().zip(&bands).map(|(name, band)| (name.as_str(), Band::ALL[*band])).collect();
            let inside = calls.iter().filter(|(from, to)| from != to && *from < names.len() && *to < names.len());
            let edges: Vec<(&str, &str)> = inside.map(|(from, to)| (names[*from].as_str(), names[*to].as_str())).collect();
            let graph = graph(&nodes, &edges);
            let rows = rows::of(&graph);
            let placed = place::of(&graph, &rows, &order::of(&graph, &rows));
            prop_assert_eq!(placed.boxes.len(), nodes.len());
            prop_assert_eq!(placed.lines.len(), graph.edges.len());
            for (i, area) in &placed.boxes {
                prop_assert!(area.x >= 0 && area.x + area.width <= placed.width, "{:?} of {}", area, placed.width);
                prop_assert!(area.y >= 0 && area.y + area.height <= placed.height);
                for (j, other) in placed.boxes.iter().filter(|(j, _)| *j > i) {
                    let apart = area.y != other.y || area.x + area.width <= other.x || other.x + other.width <= area.x;
                    prop_assert!(apart, "{} and {}: {:?}, {:?}", i, j, area, other);
                }
            }
            for (edge, line) in &placed.lines {
                let (x, y) = line.bends.last().expect("a line").1;
                let area = placed.boxes[&edge.to];
                prop_assert!((area.x..=area.x + area.width).contains(&x) && (y == area.y || y == area.y + area.height));
            }
        }
    }
}
