//! Where everything of the drawing is, in its own units: about a pixel each.

use indexmap::IndexMap;

use super::super::graph::{Band, Edge, Graph, Node};
use super::order::{Item, Ordered};
use super::rows::Row;

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// How wide the drawing is.
    pub width: i64,
    /// How high it is.
    pub height: i64,
    /// The box of each node.
    pub boxes: IndexMap<usize, Area>,
    /// The area of each band that has something in it.
    pub bands: Vec<(Band, Area)>,
    /// The line of each edge.
    pub lines: IndexMap<Edge, Line>,
}

/// An area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    /// Its left edge.
    pub x: i64,
    /// Its upper edge.
    pub y: i64,
    /// How wide it is.
    pub width: i64,
    /// How high it is.
    pub height: i64,
}

/// A line: where it begins, and each place it goes on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Whether it leads down.
    pub down: bool,
    /// Its places in pairs: from the first of a pair to the second it bends.
    pub bends: Vec<(Point, Point)>,
}

/// A place: from the left, and from above.
pub(super) type Point = (i64, i64);

/// The height of a node.
const HEIGHT: i64 = 46;
/// What is free between rows: lines need it to bend.
const BETWEEN_ROWS: i64 = 58;
/// What is free between bands beyond that.
const BETWEEN_BANDS: i64 = 40;
/// How far above its first row a band begins: its title is there.
const TITLE: i64 = 34;
/// What is free between neighbours of a row.
const BETWEEN: i64 = 20;
/// How wide a place is where lines pass.
const LINES: i64 = 6;
/// What is free around all; on the left twice, for the titles of the bands.
const MARGIN: i64 = 24;
/// How far lines down keep from lines up.
const ASIDE: i64 = 10;
/// How often the rows are moved towards what they lead to.
const SWEEPS: usize = 6;
/// How wide a letter of a name is at most, in a usual typeface of 12 pixels, and one of what stands below it.
const LETTER: (i64, i64) = (7, 6);

/// Places the rows below each other, each item as near to what it leads to as its neighbours let it.
pub(super) fn of(graph: &Graph, rows: &[Row], ordered: &Ordered) -> Placed {
    let centres = centres(graph, ordered);
    let centre = |row: usize, item: &Item| centres.get(row).and_then(|row| row.get(item)).copied().unwrap_or(0);
    let mut boxes = IndexMap::new();
    let mut tops = Vec::new();
    let mut bands: Vec<(Band, Area)> = Vec::new();
    // The first band begins where the drawing does.
    let mut y = TITLE - BETWEEN_BANDS;
    let width = extent(graph, &centres) + MARGIN;
    for (i, row) in rows.iter().enumerate() {
        match bands.last_mut() {
            Some((band, area)) if *band == row.band => area.height = y + HEIGHT + MARGIN - area.y,
            _ => {
                y += BETWEEN_BANDS;
                bands.push((row.band, Area { x: 0, y: y - TITLE, width, height: TITLE + HEIGHT + MARGIN }));
            }
        }
        tops.push(y);
        for node in &row.nodes {
            let width = graph.nodes.get(*node).map_or(0, wide);
            boxes.insert(*node, Area { x: centre(i, &Item::Node(*node)) - width / 2, y, width, height: HEIGHT });
        }
        y += HEIGHT + BETWEEN_ROWS;
    }
    let lines = ordered.ways.iter().map(|(edge, way)| (*edge, line(way, &tops, centre))).collect();
    Placed { width, height: y - BETWEEN_ROWS + MARGIN, boxes, bands, lines }
}

/// How wide a node is.
fn wide(node: &Node) -> i64 {
    let letters = |text: &str| i64::try_from(super::short(text).chars().count()).unwrap_or(0);
    (letters(&node.name) * LETTER.0).max(letters(&node.note) * LETTER.1) + BETWEEN
}

fn wide_item(graph: &Graph, item: &Item) -> i64 {
    match item {
        Item::Node(node) => graph.nodes.get(*node).map_or(0, wide),
        Item::Lines(_) => LINES,
    }
}

/// The middle of every item of every row.
fn centres(graph: &Graph, ordered: &Ordered) -> Vec<IndexMap<Item, i64>> {
    let near = near(ordered);
    let mut centres: Vec<IndexMap<Item, i64>> = ordered.rows.iter().map(|row| side_by_side(graph, row)).collect();
    let down = 0..ordered.rows.len();
    for i in (0..SWEEPS).flat_map(|_| down.clone().chain(down.clone().rev())) {
        let Some(row) = ordered.rows.get(i) else { continue };
        let wanted = row.iter().map(|item| {
            let ends = near.get(&(i, *item)).into_iter().flatten();
            let ends: Vec<i64> = ends.filter_map(|(row, other)| centres.get(*row)?.get(other).copied()).collect();
            // The middle of all, 0, pulls as one end does: what could be anywhere does not drift away.
            let count = i64::try_from(ends.len()).unwrap_or(0) + 1;
            ends.iter().sum::<i64>() / count
        });
        let settled = settle(graph, row, &wanted.collect::<Vec<_>>());
        if let Some(place) = centres.get_mut(i) {
            *place = row.iter().copied().zip(settled).collect();
        }
    }
    let edges = centres.iter().flatten().map(|(item, centre)| centre - wide_item(graph, item) / 2);
    let shift = 2 * MARGIN - edges.min().unwrap_or(0);
    centres.iter_mut().flat_map(IndexMap::values_mut).for_each(|centre| *centre += shift);
    centres
}

/// What each item is joined to in the rows beside its own.
fn near(ordered: &Ordered) -> IndexMap<(usize, Item), Vec<(usize, Item)>> {
    let mut near: IndexMap<_, Vec<_>> = IndexMap::new();
    for pair in ordered.ways.values().flat_map(|way| way.windows(2)) {
        if let [one, other] = pair {
            near.entry(*one).or_default().push(*other);
            near.entry(*other).or_default().push(*one);
        }
    }
    near
}

/// A row around the middle, before it is moved.
fn side_by_side(graph: &Graph, row: &[Item]) -> IndexMap<Item, i64> {
    let all: i64 = row.iter().map(|item| wide_item(graph, item) + BETWEEN).sum();
    let mut left = -all / 2;
    let place = |item: &Item| {
        let width = wide_item(graph, item);
        left += width + BETWEEN;
        (*item, left - BETWEEN - width / 2)
    };
    row.iter().map(place).collect()
}

/// The middles nearest to those wanted that keep neighbours apart: halfway between giving way to the right only and to
/// the left only, each of which does.
fn settle(graph: &Graph, row: &[Item], wanted: &[i64]) -> Vec<i64> {
    let apart = |one: &Item, other: &Item| {
        let between = if matches!((one, other), (Item::Lines(_), Item::Lines(_))) { BETWEEN / 2 } else { BETWEEN };
        i64::midpoint(wide_item(graph, one), wide_item(graph, other)) + between
    };
    let apart: Vec<i64> =
        row.windows(2).map(|pair| if let [one, other] = pair { apart(one, other) } else { 0 }).collect();
    let one_way = |wanted: &mut dyn Iterator<Item = i64>, apart: &mut dyn Iterator<Item = i64>| {
        let mut settled: Vec<i64> = Vec::with_capacity(row.len());
        for want in wanted {
            let least = settled.last().and_then(|last| Some(last + apart.next()?));
            settled.push(least.map_or(want, |least| want.max(least)));
        }
        settled
    };
    let right = one_way(&mut wanted.iter().copied(), &mut apart.iter().copied());
    let left = one_way(&mut wanted.iter().rev().map(|want| -want), &mut apart.iter().rev().copied());
    right.into_iter().zip(left.into_iter().rev()).map(|(right, left)| i64::midpoint(right, -left)).collect()
}

/// How far the rows reach to the right.
fn extent(graph: &Graph, centres: &[IndexMap<Item, i64>]) -> i64 {
    let edges = centres.iter().flatten().map(|(item, centre)| centre + wide_item(graph, item) / 2);
    edges.max().unwrap_or(0)
}

fn line(way: &[(usize, Item)], tops: &[i64], centre: impl Fn(usize, &Item) -> i64) -> Line {
    let down = way.first().map(|(row, _)| row) < way.last().map(|(row, _)| row);
    let top = |row: usize| tops.get(row).copied().unwrap_or(0);
    let aside = |item: &Item| match item {
        Item::Node(_) if down => -ASIDE,
        Item::Node(_) => ASIDE,
        Item::Lines(_) => 0,
    };
    let bends = way.windows(2).filter_map(|pair| {
        let [(from, one), (to, other)] = pair else { return None };
        let (leave, arrive) = if down { (top(*from) + HEIGHT, top(*to)) } else { (top(*from), top(*to) + HEIGHT) };
        Some(((centre(*from, one) + aside(one), leave), (centre(*to, other) + aside(other), arrive)))
    });
    Line { down, bends: bends.collect() }
}
