//! The drawing as Mermaid text, for where a page can't be shown: code hosts and editors draw it.

use std::fmt::Write as _;

use super::graph::{Band, Graph, Node, Shape};
use super::html::Anchor;

/// The text of a diagram.
pub(super) fn text(graph: &Graph) -> String {
    let graph = graph.to_draw();
    let mut text = "flowchart TB\n".to_owned();
    for band in Band::ALL {
        let nodes: Vec<&Node> = graph.nodes.iter().filter(|node| node.band == *band).collect();
        if nodes.is_empty() {
            continue;
        }
        // Writing to a text does not fail.
        let _ = writeln!(text, "  subgraph {}[\"{}\"]", Anchor::new("band", band.title()).id(), band.title());
        for node in nodes {
            let (open, close) = match node.shape {
                Shape::Store => ("[(", ")]"),
                Shape::Job => ("([", "])"),
                Shape::Outside => ("[[", "]]"),
                Shape::Service => ("[", "]"),
            };
            let _ = write!(text, "    {}{open}\"{}", node.anchor.id(), escaped(&node.name));
            if !node.note.is_empty() {
                let _ = write!(text, "<br/><small>{}</small>", escaped(&node.note));
            }
            let _ = writeln!(text, "\"{close}");
        }
        text.push_str("  end\n");
    }
    for (edge, ports) in &graph.edges {
        if let (Some(from), Some(to)) = (graph.nodes.get(edge.from), graph.nodes.get(edge.to)) {
            let arrow = if from.shape == Shape::Job { "-.->" } else { "-->" };
            let ports = ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "  {} {arrow}|{ports}| {}", from.anchor.id(), to.anchor.id());
        }
    }
    text
}

/// A text between quotes: only letters and digits, and what surely means nothing to Mermaid, stay as they are.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, letter| {
        if letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | ',' | ':' | '/' | '\u{d7}') {
            escaped.push(letter);
        } else {
            // Writing to a text does not fail.
            let _ = write!(escaped, "#{};", u32::from(letter));
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::super::diagram::tests::graph;
    use super::*;

    #[test]
    fn a_graph_is_written() {
        let graph = graph(&[("end", Band::Hub), ("d\"b", Band::Stores)], &[("end", "d\"b")]);
        let expected = "\
flowchart TB
  subgraph band-hub[\"hub\"]
    component-end[\"end<br/><small>80</small>\"]
  end
  subgraph band-stores[\"stores\"]
    component-d_22_b[(\"d#34;b<br/><small>80</small>\")]
  end
  component-end -->|80| component-d_22_b
";
        assert_eq!(text(&graph), expected);
    }
}
