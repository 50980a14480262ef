//! What the scripts and the helmfile name is there.

use std::collections::BTreeSet;

use mojaloop_render::bundle::Bundle;
use mojaloop_render::plan::Plan;
use proptest::prelude::*;

use super::{BACKEND, read};
use crate::manifests::Verdict;
use crate::manifests::objects::{list, text};

pub fn hold(plan: &Plan, bundle: &Bundle) -> Verdict {
    let install = bundle.file("install.sh").map_or("", |file| file.text());
    let words: BTreeSet<&str> = install.split_whitespace().collect();
    let helmfile = read(bundle, "helmfile.yaml");
    let releases = list(&helmfile["releases"]);
    let mut files = words.iter().copied().filter(|word| word.starts_with("values/")).collect::<BTreeSet<_>>();
    for release in releases {
        let values = text(&release["values"][0]);
        prop_assert!(files.remove(values), "install.sh does not know {}", values);
        prop_assert!(bundle.file(values).is_some(), "{} is not there", values);
        prop_assert!(words.contains(text(&release["version"])) && words.contains(text(&release["name"])));
        prop_assert_eq!(text(&release["namespace"]), &plan.namespace);
    }
    prop_assert!(files.is_empty(), "the helmfile does not know {:?}", files);
    prop_assert_eq!(releases.len() == 2, bundle.file(BACKEND).is_some());
    // Every job that something needs is waited for, by both.
    let hooks = releases.iter().flat_map(|release| list(&release["hooks"])).flat_map(|hook| list(&hook["args"]));
    let of_helmfile: BTreeSet<&str> = hooks.map(text).filter(|word| word.starts_with("job/")).collect();
    let of_script: BTreeSet<&str> = words.iter().copied().filter(|word| word.starts_with("job/")).collect();
    prop_assert_eq!(&of_script, &of_helmfile);
    for job in of_script {
        let path = format!("companions/before/7-jobs/{}.yaml", job.replace('/', "-"));
        prop_assert!(bundle.file(&path).is_some(), "{} is not there", path);
    }
    // What is applied lists all that is in its folder.
    for folder in ["companions/before", "companions/after"] {
        let listed = read(bundle, &format!("{folder}/kustomization.yaml"));
        let listed: BTreeSet<String> =
            list(&listed["resources"]).iter().map(|path| format!("{folder}/{}", text(path))).collect();
        let there = bundle.files().iter().map(|file| file.path().to_owned());
        let there: BTreeSet<String> = there.filter(|path| path.starts_with(&format!("{folder}/"))).collect();
        prop_assert_eq!(there.len(), listed.len() + 1, "{}", folder);
        prop_assert!(listed.is_subset(&there), "{:?}", listed.difference(&there));
        prop_assert!(words.contains(folder), "nothing applies {}", folder);
    }
    Ok(())
}
