//! Values that do nothing, or not what they seem to.

use super::Sink;
use super::values::Values;

pub(super) fn hosts_are_written_out(values: &Values, sink: &mut Sink) {
    values.each_leaf(&mut |path, value| {
        let key = path.rsplit('.').next().unwrap_or_default();
        let is_host = key == "host" || key.ends_with("_host");
        if is_host && value.as_str().is_some_and(|host| host.contains("$release_name")) {
            sink.fault(
                path,
                "only the configuration file replaces `$release_name`: who waits for this host at the start waits for ever",
                "write the host out",
            );
        }
    });
}

/// Keys that are there and do nothing, by how their path begins and ends.
///
/// `Source:` the templates of the sub-charts, 15.4 to 17.2; an issue about missing limits that is open since 2023.
static DEAD: &[(&str, &str, &str)] = &[
    ("CONFIG", "", "it holds anchors, and no template reads it: set the keys of each chart"),
    ("global.imageRegistry", "", "the switch's charts ignore it: write the registry into `image.repository`"),
    ("global.imagePullSecrets", "", "it counts only where `image.pullSecrets` is set, too: set that"),
    ("", ".image.registry", "the switch's charts ignore it: write the registry into `image.repository`"),
    ("centralledger", ".resources", NO_RESOURCES),
    ("ml-api-adapter", ".resources", NO_RESOURCES),
    ("quoting-service", ".resources", NO_RESOURCES),
    ("als-msisdn-oracle", ".resources", NO_RESOURCES),
    ("centralsettlement", ".resources", NO_RESOURCES),
    ("transaction-requests-service", ".resources", NO_RESOURCES),
];

const NO_RESOURCES: &str = "this chart hands no resources to its pods: patch what it renders";

pub(super) fn values_have_an_effect(values: &Values, sink: &mut Sink) {
    if values.chart() != "mojaloop" {
        return;
    }
    for (begins, ends, help) in DEAD.iter().filter(|(_, ends, _)| ends.is_empty()) {
        if values.get(begins).is_some_and(|value| !value.is_null()) {
            sink.fault(*begins, format!("`{begins}` changes nothing{ends}"), *help);
        }
    }
    values.each_leaf(&mut |path, _| {
        let dead = DEAD.iter().filter(|(_, ends, _)| !ends.is_empty()).find(|(begins, ends, _)| {
            let within = |ends: &str| path.ends_with(ends) || path.contains(&format!("{ends}."));
            path.starts_with(begins) && within(ends)
        });
        if let Some((_, _, help)) = dead {
            sink.fault(path, "this value changes nothing", *help);
        }
    });
    for key in ["global.kafka", "global.redis"] {
        if values.get(key).is_some() && !values.is_on("mojaloop-ttk-simulators") {
            sink.fault(
                key,
                format!("only the toolkit's simulators read `{key}`, and they are off"),
                "set the host of each chart",
            );
        }
    }
}
