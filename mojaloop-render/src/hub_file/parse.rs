//! Text to tree: what YAML allows and a hub's file does not is refused here.

use indexmap::IndexMap;
use mojaloop_model::Diagnostic;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::fault::shown;
use super::tree::{Content, Id, Tree, join};

/// The most levels of lists and maps. A hub has nine, and the configuration of a service a few more.
pub(super) const DEEPEST: usize = 64;

/// Reads the first document; nothing when there is no going on.
pub(super) fn parse(text: &str, found: &mut Vec<Diagnostic>) -> Option<Tree> {
    let mut builder =
        Builder { tree: Tree::default(), open: Vec::new(), key: None, refused: Vec::new(), documents: 0, found };
    for event in Parser::new_from_str(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        match event {
            Ok((event, span)) => builder.take(event, span.start.line())?,
            Err(error) => {
                let (line, column) = (error.marker().line(), error.marker().col() + 1);
                builder.end("yaml-syntax", format!("{}, at column {column}", error.info()), line)?;
            }
        }
        if builder.documents > 1 {
            break;
        }
    }
    builder.finish()
}

struct Builder<'f> {
    tree: Tree,
    /// The lists and maps that have not ended, outermost first.
    open: Vec<Id>,
    /// The key whose value comes next, and its line.
    key: Option<(String, usize)>,
    /// Nodes that are set aside as soon as the tree is whole.
    refused: Vec<Id>,
    documents: usize,
    found: &'f mut Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Takes one event; nothing when it ends the reading.
    fn take(&mut self, event: Event<'_>, line: usize) -> Option<()> {
        match event {
            Event::Scalar(text, _, _, None) if self.wants_key() => self.key = Some((text.into_owned(), line)),
            Event::Scalar(..) | Event::Alias(_) | Event::SequenceStart(..) | Event::MappingStart(..)
                if self.wants_key() =>
            {
                self.end("yaml-syntax", "a key is neither a list, a map, an alias nor tagged", line)?;
            }
            Event::Scalar(text, style, _, tag) => {
                let id =
                    self.add(line, Content::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain });
                self.refuse_tag(id, tag.as_deref());
            }
            Event::Alias(_) => {
                let id = self.add(line, Content::Scalar { text: String::new(), plain: true });
                self.refuse(
                    id,
                    "yaml-alias",
                    "an alias stands for a value elsewhere in the file",
                    "write the value here",
                );
            }
            Event::SequenceStart(_, tag) => self.begin(line, Content::List(Vec::new()), tag.as_deref())?,
            Event::MappingStart(_, tag) => self.begin(line, Content::Map(IndexMap::new()), tag.as_deref())?,
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
            }
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let second = Diagnostic::error("second-document", "", "a second document starts here");
                    self.found.push(second.at_line(line).help("keep one hub in a file"));
                }
            }
            Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => {}
        }
        Some(())
    }

    fn wants_key(&self) -> bool {
        let in_map = self.open.last().is_some_and(|id| matches!(self.tree.node(*id).content, Content::Map(_)));
        in_map && self.key.is_none()
    }

    fn begin(&mut self, line: usize, content: Content, tag: Option<&Tag>) -> Option<()> {
        if self.open.len() == DEEPEST {
            self.end("too-deep", format!("lists and maps are more than {DEEPEST} levels deep"), line)?;
        }
        let id = self.add(line, content);
        self.refuse_tag(id, tag);
        self.open.push(id);
        Some(())
    }

    /// Adds a node to what is open. The second value of a key leads nowhere.
    fn add(&mut self, line: usize, content: Content) -> Id {
        let up = self.open.last().copied();
        let key = self.key.take();
        let id = self.tree.add(up, key.as_ref().map_or(line, |(_, line)| *line), content);
        match (up.map(|up| self.tree.content_mut(up)), key) {
            (Some(Content::List(items)), _) => items.push(id),
            (Some(Content::Map(entries)), Some((key, _))) if !entries.contains_key(&key) => {
                entries.insert(key, id);
            }
            (Some(_), Some((key, line))) => {
                self.tree.leave_out(id);
                let path = self.tree.named(join(&self.tree.place(id), &key));
                let fault =
                    Diagnostic::error("duplicate-key", path, format!("the key `{}` is there twice", shown(&key)));
                self.found.push(fault.at_line(line).help("keep one of the two"));
            }
            _ => {}
        }
        id
    }

    fn refuse_tag(&mut self, id: Id, tag: Option<&Tag>) {
        if let Some(tag) = tag {
            let message = format!("`{}` is a tag", shown(&tag.to_string()));
            self.refuse(id, "yaml-tag", &message, "take it out: a hub's file needs none");
        }
    }

    fn refuse(&mut self, id: Id, code: &'static str, message: &str, help: &str) {
        let path = self.tree.named(self.tree.place(id));
        self.found.push(Diagnostic::error(code, path, message).at_line(self.tree.node(id).line).help(help));
        self.refused.push(id);
    }

    /// Tells a fault that nothing is read after.
    fn end(&mut self, code: &'static str, message: impl Into<String>, line: usize) -> Option<()> {
        self.found.push(Diagnostic::error(code, "", message).at_line(line));
        None
    }

    fn finish(mut self) -> Option<Tree> {
        if self.tree.is_blank() {
            let empty = Diagnostic::error("empty-file", "", "the file says nothing");
            self.found.push(empty.help("a hub has at least a `name` and a `scheme`"));
            return None;
        }
        self.refused.into_iter().try_for_each(|id| self.tree.set_aside(id))?;
        Some(self.tree)
    }
}
