//! The writer of the page: elements, attributes and texts. What is put in as a text stays one.
//!
//! It writes what both a reader of HTML and one of XML takes, so a test can read it back strictly.

use std::fmt::{self, Write as _};

/// An element and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// What can be in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Another element.
    Element(Element),
    /// A text.
    Text(String),
}

/// A place of the page that something else on it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor(String);

/// Elements that hold nothing, as HTML has them and as a drawing has them.
const EMPTY: &[&str] = &["meta", "rect", "path"];
/// Elements whose children begin lines of their own: white space between them is not shown.
const BLOCKS: &[&str] = &[
    "html", "head", "body", "header", "nav", "main", "section", "div", "details", "ul", "dl", "table", "thead",
    "tbody", "svg", "g",
];

impl Element {
    /// An element with nothing in it.
    pub fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// Gives it an attribute. What leads somewhere is [`Element::link`].
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Gives it an attribute that is a number.
    pub fn number(self, name: &'static str, value: impl Into<i128>) -> Self {
        self.attr(name, value.into().to_string())
    }

    /// Gives it a class.
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Makes it a place others lead to.
    pub fn anchor(self, Anchor(id): &Anchor) -> Self {
        self.attr("id", id)
    }

    /// Makes it lead to a place of the same page: there is no way to lead anywhere else.
    pub fn link(self, Anchor(id): &Anchor) -> Self {
        self.attr("href", format!("#{id}"))
    }

    /// Puts something into it, after what is there.
    pub fn with(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Puts all of these into it, after what is there.
    pub fn with_all(mut self, children: impl IntoIterator<Item = impl Into<Node>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl Anchor {
    /// The place of something of that kind: letters, digits and hyphens stay, so that the name can be read in an
    /// address, and two names never share one.
    pub fn new(kind: &str, name: &str) -> Self {
        let mut id = format!("{kind}-");
        for letter in name.chars() {
            if letter.is_ascii_alphanumeric() || letter == '-' {
                id.push(letter);
            } else {
                // Writing to a text does not fail.
                let _ = write!(id, "_{:x}_", u32::from(letter));
            }
        }
        Self(id)
    }

    /// It as it is written, for what names it otherwise than by a link.
    pub fn id(&self) -> &str {
        &self.0
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"")?;
            escape(value, f)?;
            f.write_char('"')?;
        }
        if EMPTY.contains(&self.name) {
            return f.write_str("/>");
        }
        f.write_char('>')?;
        let lines = BLOCKS.contains(&self.name);
        for child in &self.children {
            if lines {
                f.write_char('\n')?;
            }
            child.fmt(f)?;
        }
        if lines {
            f.write_char('\n')?;
        }
        write!(f, "</{}>", self.name)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(element) => element.fmt(f),
            Self::Text(text) => escape(text, f),
        }
    }
}

fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for letter in text.chars() {
        match letter {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            '\n' | '\t' => f.write_char(letter)?,
            // Neither HTML nor XML has a way to say these.
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => f.write_char('\u{fffd}')?,
            _ => f.write_char(letter)?,
        }
    }
    Ok(())
}

/// A name, a path, a value: as a machine reads it.
pub(super) fn code(text: impl Into<String>) -> Element {
    Element::new("code").with(text.into())
}

/// A sentence: what stands between backquotes in it is as a machine reads it.
pub(super) fn prose(text: &str) -> Vec<Node> {
    let quotes = text.matches('`').count();
    if quotes % 2 == 1 {
        return vec![text.into()];
    }
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(i, part)| if i % 2 == 1 { code(part).into() } else { part.into() }).collect()
}

/// Some of the same kind, with commas between them.
pub(super) fn list(items: impl IntoIterator<Item = impl Into<Node>>) -> Vec<Node> {
    let mut list: Vec<Node> = Vec::new();
    for item in items {
        if !list.is_empty() {
            list.push(", ".into());
        }
        list.push(item.into());
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_are_written() {
        let anchor = Anchor::new("part", "a_b c");
        let table: &[(Element, &str)] = &[
            (Element::new("p"), "<p></p>"),
            (Element::new("meta").attr("charset", "utf-8"), "<meta charset=\"utf-8\"/>"),
            (
                Element::new("p").with("a < b & c").with(code("\"x\"")),
                "<p>a &lt; b &amp; c<code>&quot;x&quot;</code></p>",
            ),
            (Element::new("p").attr("title", "\"><script>"), "<p title=\"&quot;&gt;&lt;script&gt;\"></p>"),
            (Element::new("p").with("a\u{0}\u{1b}b\nc"), "<p>a\u{fffd}\u{fffd}b\nc</p>"),
            (Element::new("a").link(&anchor), "<a href=\"#part-a_5f_b_20_c\"></a>"),
            (
                Element::new("ul").with_all([Element::new("li"), Element::new("li")]),
                "<ul>\n<li></li>\n<li></li>\n</ul>",
            ),
            (Element::new("p").with_all(list(["a", "b"])), "<p>a, b</p>"),
            (Element::new("p").with_all(prose("`a` and `<`")), "<p><code>a</code> and <code>&lt;</code></p>"),
            (Element::new("p").with_all(prose("one ` alone")), "<p>one ` alone</p>"),
        ];
        for (element, expected) in table {
            assert_eq!(element.to_string(), *expected);
        }
    }

    proptest! {
        /// Whatever a text is, no element begins or ends in it.
        #[test]
        fn a_text_stays_a_text(text in any::<String>()) {
            let written = Element::new("p").attr("title", &text).with(text.as_str()).to_string();
            prop_assert_eq!(written.matches('<').count(), 2);
            prop_assert_eq!(written.matches('>').count(), 2);
            prop_assert_eq!(written.matches('"').count(), 2);
        }

        #[test]
        fn two_names_have_two_anchors(one in "[a-z_ .5f]{0,6}", other in "[a-z_ .5f]{0,6}") {
            prop_assert_eq!(one == other, Anchor::new("a", &one) == Anchor::new("a", &other));
        }
    }
}
