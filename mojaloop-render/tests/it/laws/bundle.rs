//! What holds of the files of every bundle, whatever they are for.

use mojaloop_render::Plan;
use mojaloop_render::bundle::{Bundle, BundleFile, Ownership};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::Verdict;

pub fn holds(plan: &Plan, bundle: &Bundle) -> Verdict {
    for file in bundle.files() {
        parses(file)?;
        let text = file.text();
        let mut images = text.lines().filter(|line| line.trim_start().starts_with("image:"));
        prop_assert!(!images.any(|line| line.contains(":latest")), "a floating tag in {}", file.path());
        prop_assert!(!text.contains("PRIVATE KEY"), "a key in {}", file.path());
        prop_assert!(!text.contains("undefined") && !text.contains("[object"), "JavaScript's ways in {}", file.path());
    }
    for file in &plan.files {
        prop_assert!(bundle.file(&file.path).is_some(), "{} of the plan is missing", file.path);
    }
    development_values_stay_home(bundle)
}

fn parses(file: &BundleFile) -> Verdict {
    let fault = match file.path().rsplit_once('.') {
        Some((_, "json")) => serde_json::from_str::<serde_json::Value>(file.text()).err().map(|e| e.to_string()),
        // By its own value: that refuses a key that is there twice.
        Some((_, "yaml")) => serde_yaml::from_str::<serde_yaml::Value>(file.text()).err().map(|e| e.to_string()),
        _ => None,
    };
    prop_assert!(fault.is_none(), "{}: {}\n{}", file.path(), fault.unwrap_or_default(), file.text());
    prop_assert!(file.text().ends_with('\n'), "{} ends in the middle of a line", file.path());
    Ok(())
}

/// Only `.env`, which is the user's, holds values of secrets.
fn development_values_stay_home(bundle: &Bundle) -> Verdict {
    let env = bundle.file(".env").ok_or_else(|| TestCaseError::fail("no .env"))?;
    prop_assert_eq!(env.ownership(), Ownership::Seeded);
    let settings = env.text().lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    let settings = settings.map(|(name, value)| (name, value.trim_matches('\'')));
    // What is started is no secret.
    let secrets = settings.filter(|(name, value)| *name != "COMPOSE_PROFILES" && !value.is_empty());
    for (name, value) in secrets {
        prop_assert!(value.starts_with("dev-"), "{} is not marked: {}", name, value);
        for file in bundle.files().iter().filter(|file| file.path() != ".env") {
            prop_assert!(!file.text().contains(value), "{} of {} is in {}", value, name, file.path());
        }
    }
    Ok(())
}
