//! Which files of a chart a replacement is of.

/// Whether a text names files below a folder, in a form the script reads in the same way.
pub(super) fn is_one(glob: &str) -> bool {
    let part = |part: &str| {
        let plain = !part.is_empty() && part != "." && part != "..";
        plain && (part == "**" || !part.contains("**")) && !part.contains(['\\', '?', '[', ']', '{', '}'])
    };
    glob.split('/').all(part)
}

/// Whether a path is one of those.
pub(super) fn matches(glob: &str, path: &str) -> bool {
    let (glob, path): (Vec<_>, Vec<_>) = (glob.split('/').collect(), path.split('/').collect());
    parts_match(&glob, &path)
}

fn parts_match(glob: &[&str], path: &[&str]) -> bool {
    match (glob, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => {
            parts_match(rest, path) || path.split_first().is_some_and(|(_, deeper)| parts_match(glob, deeper))
        }
        ([part, rest @ ..], [name, deeper @ ..]) => part_matches(part, name) && parts_match(rest, deeper),
        _ => false,
    }
}

fn part_matches(part: &str, name: &str) -> bool {
    let Some((before, rest)) = part.split_once('*') else { return part == name };
    let Some(name) = name.strip_prefix(before) else { return false };
    // Behind a `*` any rest of the name may go on.
    name.char_indices().map(|(at, _)| at).chain([name.len()]).any(|at| part_matches(rest, &name[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_below_the_folder() {
        for good in ["values.yaml", "*", "**", "**/*.tpl", "charts/*/values.yaml", "a*b*c", ".helmignore", "ü/**"] {
            assert!(is_one(good), "{good}");
        }
        let bad =
            ["", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "./a", "a**", "a\\b", "a?", "[ab]", "{a,b}"];
        for bad in bad {
            assert!(!is_one(bad), "{bad}");
        }
    }

    #[test]
    fn stars_stand_for_parts() {
        let table = [
            ("a/b", "a/b", true),
            ("a/b", "a/b/c", false),
            ("a/b", "a", false),
            ("*", "values.yaml", true),
            ("*", "a/values.yaml", false),
            ("*", "", true),
            ("*.yaml", "values.yaml", true),
            ("*.yaml", ".yaml", true),
            ("*.yaml", "values.yaml.bak", false),
            ("v*s.y*l", "values.yaml", true),
            ("a*a", "a", false),
            ("a*b*b", "axbb", true),
            ("a*b*b", "axb", false),
            ("**", "a/b/c", true),
            ("**/values.yaml", "values.yaml", true),
            ("**/values.yaml", "a/b/values.yaml", true),
            ("**/values.yaml", "a/myvalues.yaml", false),
            ("a/**/c", "a/c", true),
            ("a/**/c", "a/b/b/c", true),
            ("a/**/c", "b/a/c", false),
            ("a/**", "a/b", true),
            ("**/a/**/b", "x/a/y/z/b", true),
            ("ü*", "über", true),
            ("*ü", "menü", true),
        ];
        for (glob, path, expected) in table {
            assert_eq!(matches(glob, path), expected, "{glob} {path}");
        }
    }
}
