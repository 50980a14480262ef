//! The finance portal: one origin for a browser, the pages of its menu, and what those pages are told.
//!
//! All that a browser is told are paths, so that the same files do at every address the portal has.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{PAGES, PORTAL, Pages, SERVED, SHELL, WAYS, Way};
use mojaloop_model::{Feature, Hub, Messages, Valid};
use serde_json::{Value as Json, json};

use super::overlay::endpoint;
use super::{Content, File, Mount, OWN_FOLDER, Plan, Value, caddy};
use crate::Omission;

const FOLDER: &str = "config/portal";

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !hub.has(Feature::Portal) {
        return;
    }
    let pages: Vec<&Pages> = PAGES.iter().filter(|pages| hub.resolved().runs(pages.workload)).collect();
    let origin = caddy::configuration(PORTAL, ways(hub, &pages));
    mount(plan, PORTAL, "caddy.json", format!("{OWN_FOLDER}/caddy.json"), Content::Json(origin));
    mount(plan, SHELL, "config.json", format!("{SERVED}/config.json"), Content::Json(frame(hub).into()));
    mount(plan, SHELL, "remotes.json", format!("{SERVED}/remotes.json"), Content::Json(menu(&pages).into()));
    for pages in pages {
        let name = format!("{}.js", pages.workload);
        mount(plan, pages.workload, &name, format!("{SERVED}/runtime-env.js"), Content::Text(told(pages).into()));
    }
    if hub.scheme.messages == Messages::Iso20022 {
        plan.omissions.push(Omission {
            path: "scheme.messages".to_owned(),
            what: format!("`{PORTAL}` shows no list of payments"),
            why: "for each its API must have the commission of a quote, which quotes in ISO 20022 have no place for"
                .to_owned(),
            instead: "ask it at `/graphql` for all but `payeeFspCommission`, or let `scheme.messages` be `fspiop`"
                .to_owned(),
        });
    }
    if hub.platform.cluster().exposure.domain().is_some() {
        plan.omissions.push(Omission {
            path: "features".to_owned(),
            what: format!("`{PORTAL}` has no name that is reached from outside"),
            why: "it asks nobody who he is, and whoever reaches it can move money".to_owned(),
            instead: format!("forward its port when you need it, as with `kubectl port-forward service/{PORTAL} 9400:8080`, or put a login of your own before it"),
        });
    }
}

/// What leads where: to the APIs, to the pages, and all else to the frame.
fn ways(hub: &Valid<Hub>, pages: &[&Pages]) -> Vec<Value> {
    let apis = WAYS.iter().filter(|way| hub.resolved().runs(way.workload)).map(|Way { from, workload, to }| {
        let stripped = json!({ "handler": "rewrite", "strip_path_prefix": from }).into();
        let moved = (!to.is_empty())
            .then(|| json!({ "handler": "rewrite", "uri": format!("{to}{{http.request.uri}}") }).into());
        let proxy = caddy::proxy(endpoint(workload, None));
        caddy::route(
            &[from, &format!("{from}/*")],
            [Some(stripped), moved, Some(proxy)].into_iter().flatten().collect(),
        )
    });
    let pages = pages
        .iter()
        .map(|pages| caddy::route(&[&format!("{}/*", pages.at)], vec![caddy::proxy(endpoint(pages.workload, None))]));
    let frame = caddy::route(&[], vec![caddy::proxy(endpoint(SHELL, None))]);
    apis.chain(pages).chain([frame]).collect()
}

/// What the frame is told: nobody logs in.
fn frame(hub: &Hub) -> Json {
    json!({
        "AUTH_ENABLED": "false",
        "AUTH_API_BASE_URL": "",
        "AUTH_MOCK_API": "false",
        "AUTH_TOKEN_URL": "",
        "LOGIN_PROVIDER": "",
        "LOGIN_URL": "",
        "LOGOUT_URL": "",
        // That it is said makes the menu come from beside this file.
        "REMOTE_API_BASE_URL": "",
        "REMOTE_MOCK_API": "false",
        "TITLE": format!("Finance portal of {}", hub.name),
        "SUBTITLE": "",
        "TITLE_IMAGE": "",
        "TITLE_BAR_COLOR": "",
        "DFSP_IMG": "",
    })
}

/// The pages of the menu, and where a browser fetches each.
fn menu(pages: &[&Pages]) -> Json {
    let entry = |pages: &&Pages| {
        let Pages { path, label, at, module, .. } = pages;
        let entry = json!({
            "path": path,
            "label": label,
            "menuComponent": "Menu",
            "appComponent": "App",
            "baseUrl": at,
            "url": format!("{at}/app.js"),
            "appName": module,
        });
        (path.trim_start_matches('/').to_owned(), entry)
    };
    pages.iter().map(entry).collect()
}

/// What pages are told: a script that a browser runs before theirs.
fn told(pages: &Pages) -> String {
    let told: IndexMap<&str, &str> = pages.told.iter().copied().collect();
    // A map of texts has nothing that can't be written.
    let told = serde_json::to_string_pretty(&told).unwrap_or_default();
    format!("window.{} = {told}\n", pages.told_by)
}

fn mount(plan: &mut Plan, reader: &str, name: &str, at: String, content: Content) {
    if let Some(component) = plan.components.iter_mut().find(|component| component.name == reader) {
        let file = format!("{FOLDER}/{name}");
        component.mounts.push(Mount { file: file.clone(), at });
        plan.files.push(File::new(file, content));
    }
}
