//! What is written reads back as what was meant, whoever reads it.

mod resolver;
mod traps;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Comments, to_string, write};

/// The tree as `serde_yaml` reads it. Through its own value: that refuses what `serde_json` would swallow.
fn read(text: &str) -> Value {
    let value: serde_yaml::Value = serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{e} in\n{text}"));
    serde_json::to_value(value).unwrap()
}

fn reads_back(tree: &Value) {
    let text = to_string(tree);
    assert_eq!(&read(&text), tree, "\n{text}");
    assert!(text.ends_with('\n'), "{text:?}");
}

/// Every place a text can be in.
fn places(text: &str) -> Value {
    json!({
        "value": text,
        "list": [text, [text, [text]], { "first": text, "second": text }, [{ "in": text }]],
        "key": { text: 1 },
        "key of a text": { text: text },
        "key of a list": { text: [text] },
        "key of a map": { text: { text: text, "other": [{ text: [text] }] } },
        "deep": { "er": { "still": [[[{ "text": text }]]] } },
        "last": text,
    })
}

#[test]
fn traps_read_back_from_every_place() {
    for text in traps::all() {
        reads_back(&json!(text));
        reads_back(&json!([text]));
        reads_back(&json!({ &text: &text }));
        reads_back(&places(&text));
    }
}

#[test]
fn no_bare_text_is_anything_else() {
    for text in traps::RESOLVED {
        assert!(resolver::is_resolved(text), "the test's own rules miss {text:?}");
    }
    for text in traps::all() {
        bare_is_text(&text);
    }
}

fn bare_is_text(text: &str) {
    let written = to_string(&json!(text));
    if !written.starts_with(['"', '|']) {
        assert_eq!(written, format!("{text}\n"));
        assert!(!resolver::is_resolved(text), "{text}");
    }
}

#[test]
fn numbers_keep_their_kind() {
    let table = [
        (json!(0), "0\n"),
        (json!(-5), "-5\n"),
        (json!(u64::MAX), "18446744073709551615\n"),
        (json!(i64::MIN), "-9223372036854775808\n"),
        (json!(1.0), "1.0\n"),
        (json!(-0.0), "-0.0\n"),
        (json!(0.1), "0.1\n"),
        (json!(1e21), "1.0e+21\n"),
        (json!(1.5e300), "1.5e+300\n"),
        (json!(5e-324), "5.0e-324\n"),
        (json!(1.25e-7), "1.25e-7\n"),
        (json!(null), "null\n"),
        (json!(true), "true\n"),
    ];
    for (value, expected) in table {
        assert_eq!(to_string(&value), expected);
        reads_back(&value);
    }
}

#[test]
fn layout() {
    let tree = json!({
        "empty": { "list": [], "map": {}, "text": "" },
        "lists": [["a", ["b"]], [{ "k": 1, "l": [2] }], [], {}],
        "script": "#!/bin/sh\nexec \"$@\"\n",
        "stripped": ["a\nb"],
        "kept": { "text": "a\n\n" },
        "": "no name",
        "k".repeat(121): ["long"],
    });
    let expected = format!(
        r#"empty:
  list: []
  map: {{}}
  text: ""
lists:
- - a
  - - b
- - k: 1
    l:
    - 2
- []
- {{}}
script: |
  #!/bin/sh
  exec "$@"
stripped:
- |-
  a
  b
kept:
  text: |+
    a

"": no name
? {}
:
- long
"#,
        "k".repeat(121)
    );
    assert_eq!(to_string(&tree), expected);
    reads_back(&tree);
}

#[test]
fn comments_stand_above_their_place() {
    let tree = json!({ "a/b": [{ "k~": 1, "l": 2 }, [3]], "c": {} });
    let comments = Comments::default()
        .head("Head.")
        .above("", "The document.")
        .above("/a~1b", "A list.")
        .above("/a~1b/0", "An item.")
        .above("/a~1b/0/k~0", "Its first key.")
        .above("/a~1b/0/l", "Its second.")
        .above("/a~1b/1/0", "Deeper.")
        .above("/c", "First.")
        .above("/c", "Last.")
        .above("/nowhere", "Lost.");
    let expected = "# Head.\n\n# The document.\n# A list.\na/b:\n# An item.\n# Its first key.\n- k~: 1\n  # Its second.\n  l: 2\n\
                    # Deeper.\n- - 3\n# Last.\nc: {}\n";
    assert_eq!(write(&tree, &comments), expected);
}

#[test]
fn as_deep_as_serde_json_reads() {
    let lists = (0..128).fold(json!("x"), |tree, _| json!([tree]));
    let maps = (0..128).fold(json!("x"), |tree, _| json!({ "k": tree }));
    assert_eq!(to_string(&lists), format!("{}x\n", "- ".repeat(128)));
    assert_eq!(to_string(&maps).lines().count(), 128);
}

/// What means something to YAML, or to one of its readers.
const SIGNS: &str = "-+?:,[]{}#&*!|>'\"%@`~<=.\\/_$ \t\n\r0179eEoxbyNn\u{85}\u{2028}\u{feff}\u{0}é😀";

fn text() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(SIGNS.chars().collect::<Vec<_>>());
    prop_oneof![
        "[a-zA-Z0-9 _./:-]{0,20}",
        prop::collection::vec(sign, 0..12).prop_map(|signs| signs.into_iter().collect()),
        prop::sample::select(traps::all()),
        any::<String>(),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..6).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

/// A comment for every place of a tree.
fn pointers(tree: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match tree {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| pointers(item, &format!("{at}/{i}"), found));
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            pointers(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_tree_reads_back(tree in tree()) {
        reads_back(&tree);
    }

    #[test]
    fn any_bare_text_is_that_text(text in text()) {
        bare_is_text(&text);
    }

    #[test]
    fn comments_change_nothing(tree in tree(), head: String, remark in text()) {
        let mut places = Vec::new();
        pointers(&tree, "", &mut places);
        let head = Comments::default().head(head);
        let comments = places.into_iter().fold(head, |all, place| all.above(place, remark.as_str()));
        let text = write(&tree, &comments);
        prop_assert_eq!(read(&text), tree, "\n{}", text);
    }
}
