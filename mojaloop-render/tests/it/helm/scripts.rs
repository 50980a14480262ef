//! What the scripts and the helmfile name is there.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::machine::replacement::{Replacement, Replacements};
use mojaloop_render::plan::Plan;
use mojaloop_render::{Emitter, Helm};
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

/// A chart whose texts are replaced: fetched, counted, and installed from where it is; another chart than was meant is
/// told, and not installed.
#[test]
#[expect(clippy::disallowed_methods, reason = "the script is run, in a folder of its own")]
fn a_chart_whose_texts_are_replaced_is_made_before_it_is_installed() {
    let hub = CoreTestHarness::default().hub();
    let one = Replacement::builder().files("values.yaml").find("maxReplicas: 1").replace("maxReplicas: 2").expect(1);
    let replacements = Replacements::of(&hub, [one.build()]).expect("a good list");
    let bundle = Helm::builder().replacements(replacements).build().render(&hub).expect("a valid hub");
    let install = bundle.file("install.sh").expect("the script").text();
    assert!(install.contains("./charts/fetch.sh\nhelm upgrade --install moja ./charts/mojaloop \\\n"), "{install}");
    let helmfile = read(&bundle, "helmfile.yaml");
    let hub = list(&helmfile["releases"]).last().expect("a release");
    assert_eq!(hub["chart"], "./charts/mojaloop");
    assert!(hub.get("version").is_none() && list(&hub["hooks"]).iter().any(|h| h["command"] == "./charts/fetch.sh"));

    let folder = tempfile::tempdir().expect("a folder");
    bundle.diff(folder.path()).expect("a diff").apply().expect("applied");
    let program = folder.path().join("helm");
    let fake = "#!/bin/sh\nmkdir -p published/mojaloop\nprintf \"$VALUES\" >published/mojaloop/values.yaml\n";
    fs::write(&program, fake).expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let fetch = |values: &str| -> Output {
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", folder.path().display());
        let mut command = Command::new("bash");
        command.arg(folder.path().join("charts/fetch.sh"));
        command.env("PATH", path).env("VALUES", values).output().expect("the script runs")
    };
    let made = || fs::read_to_string(folder.path().join("charts/mojaloop/values.yaml"));
    for _ in 0..2 {
        assert!(fetch("maxReplicas: 1\\n").status.success());
        assert_eq!(made().expect("the chart"), "maxReplicas: 2\n");
    }
    let refused = fetch("maxReplicas: 3\\n");
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is there 0 times"), "{refused:?}");
    assert!(made().is_err(), "nothing is left that could be installed");
}
