//! What holds of a hub that one of its services is worked on in: all else of it stays as it was.

use mojaloop_model::{Hub, Reload, ServiceId, TOPICS_JOB};
use mojaloop_render::plan::{Component, Plan};
use mojaloop_render::{Emitter, Manifests};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::{Verdict, cases, planned};
use crate::hubs;

const DEVELOPED: &[&str] =
    &["central-ledger", "ml-api-adapter", "account-lookup-service", "als-msisdn-oracle-svc", "ml-testing-toolkit"];

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn sources_change_their_service_alone(
        hub in hubs::valid(),
        service in select(DEVELOPED),
        reload in select(vec![Reload::Rebuild, Reload::Sync, Reload::Mount]),
        inspect: bool,
    ) {
        let mut hub = hub;
        let mut settings = hub.services.shift_remove(&ServiceId::from(service)).unwrap_or_default();
        (settings.source, settings.reload, settings.inspect) = (None, Reload::Rebuild, false);
        hub.services.insert(service.into(), settings.clone());
        let without = hub.clone();
        (settings.source, settings.reload, settings.inspect) = (Some("../sources".into()), reload, inspect);
        hub.services.insert(service.into(), settings);
        compare(service, &planned(&without)?, &planned(&hub)?)?;
        for (one, other) in manifests(&without)?.iter().zip(manifests(&hub)?) {
            prop_assert_eq!(one, &other);
        }
    }
}

fn compare(service: &str, without: &Plan, with: &Plan) -> Verdict {
    let (tests, rest): (Vec<&Component>, Vec<&Component>) =
        with.components.iter().partition(|component| component.source.as_ref().is_some_and(|s| s.tests.is_some()));
    let is_new = |test: &&&Component| without.component(&test.name).is_none();
    let names: Vec<&str> = tests.iter().filter(is_new).map(|test| test.name.as_str()).collect();
    prop_assert!(names.iter().all(|name| name.starts_with(service)), "{:?}", names);
    let (_, before): (Vec<&Component>, Vec<&Component>) =
        without.components.iter().partition(|component| component.source.as_ref().is_some_and(|s| s.tests.is_some()));
    prop_assert_eq!(before.len(), rest.len());
    for (one, other) in before.into_iter().zip(rest) {
        let place = format!("services.{service}");
        let is_its = other.origin == place || other.origin.starts_with(&format!("{place}."));
        // The job of the topics runs in the ledger's image.
        let is_its = is_its || (other.name == TOPICS_JOB && service == "central-ledger");
        prop_assert!(is_its || one.source == other.source, "`{}` comes from sources", other.name);
        prop_assert_eq!(as_ever(one), as_ever(other));
    }
    let others = |plan: &Plan| {
        let links: Vec<_> = plan.links.iter().filter(|link| !names.contains(&link.from.as_str())).collect();
        let files: Vec<_> = plan.files.iter().map(|file| json!(file)).collect();
        json!([links, files, plan.topics, plan.databases, plan.secrets, plan.routes, plan.omissions])
    };
    prop_assert_eq!(others(without), others(with));
    Ok(())
}

/// A component, wherever it comes from.
fn as_ever(component: &Component) -> Value {
    let mut component = component.clone();
    component.source = None;
    json!(component)
}

fn manifests(hub: &Hub) -> Result<Vec<(String, String)>, TestCaseError> {
    let bundle = Manifests::default().render(hub).map_err(|faults| TestCaseError::fail(faults.to_string()))?;
    Ok(bundle.files().iter().map(|file| (file.path().to_owned(), file.text().to_owned())).collect())
}
