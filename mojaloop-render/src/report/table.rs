//! Tables: each with a caption, heads that say what they are the heads of, and a region of its own to scroll in.

use super::html::{Anchor, Element, Node};

/// A table of the page.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Its name on the page.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// The heads of its columns; the first is that of each row's own head. A column nobody has anything in is left out.
    pub columns: &'static [&'static str],
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: what each column has.
#[derive(Debug, Clone)]
pub(super) struct Row {
    anchor: Option<Anchor>,
    cells: Vec<Vec<Node>>,
}

impl Row {
    /// A row that nothing leads to.
    pub fn new<const N: usize>(cells: [Vec<Node>; N]) -> Self {
        Self { anchor: None, cells: cells.into() }
    }

    /// Makes it a place others lead to.
    pub fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor: Some(anchor), ..self }
    }
}

impl Table {
    /// The table, or nothing where it has no row.
    pub fn draw(self) -> Option<Element> {
        let Self { id, caption, columns, rows } = self;
        if rows.is_empty() {
            return None;
        }
        let said = |column: usize| rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()));
        let shown: Vec<usize> = (0..columns.len()).filter(|column| *column == 0 || said(*column)).collect();
        let heads = shown.iter().filter_map(|column| columns.get(*column));
        let heads = heads.map(|head| Element::new("th").attr("scope", "col").with(*head));
        let caption_id = Anchor::new("caption", &id);
        let table = Element::new("table")
            .with(Element::new("caption").anchor(&caption_id).with(caption))
            .with(Element::new("thead").with(Element::new("tr").with_all(heads)))
            .with(Element::new("tbody").with_all(rows.into_iter().map(|row| row.draw(&shown))));
        Some(scrolling(&caption_id, table))
    }
}

impl Row {
    fn draw(self, shown: &[usize]) -> Element {
        let cells = self.cells.into_iter().enumerate().filter(|(column, _)| shown.contains(column));
        let cells = cells.map(|(column, cell)| match column {
            0 => Element::new("th").attr("scope", "row").with_all(cell),
            _ => Element::new("td").with_all(cell),
        });
        let row = Element::new("tr");
        self.anchor.iter().fold(row, Element::anchor).with_all(cells)
    }
}

/// A region that what is too wide for the page scrolls in, by keyboard, too.
pub(super) fn scrolling(label: &Anchor, content: Element) -> Element {
    Element::new("div")
        .class("scrolling")
        .attr("role", "region")
        .attr("aria-labelledby", label.id())
        .number("tabindex", 0)
        .with(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_anything_is_left_out() {
        let table = Table {
            id: "parts".to_owned(),
            caption: "Parts".to_owned(),
            columns: &["name", "feature", "port"],
            rows: vec![
                Row::new([vec!["api".into()], Vec::new(), vec!["80".into()]]).anchor(Anchor::new("part", "api")),
            ],
        };
        let drawn = table.draw().expect("a row").to_string();
        assert!(drawn.contains("<tr><th scope=\"col\">name</th><th scope=\"col\">port</th></tr>"), "{drawn}");
        assert!(drawn.contains("<tr id=\"part-api\"><th scope=\"row\">api</th><td>80</td></tr>"), "{drawn}");
    }

    #[test]
    fn a_table_without_rows_is_none() {
        assert_eq!(
            Table { id: String::new(), caption: String::new(), columns: &["name"], rows: Vec::new() }.draw(),
            None
        );
    }
}
