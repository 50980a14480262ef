//! The names a release renders, and whether they fit.

use mojaloop_model::{Diagnostic, Diagnostics};
use serde_json::Value;

use super::keys::KeyCatalogue;
use super::rules::Values;
use super::subcharts::{SUB_CHARTS, SubChart};

/// Something a release renders.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rendered {
    /// What it is: a kind of object, or `Volume`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The most characters a name of that kind has.
    ///
    /// `Source:` DNS labels of RFC 1123 for services, volumes and what becomes a label's value; subdomains for the rest.
    pub most: usize,
    /// The sub-chart it comes from, by the path of its values; empty for the umbrella's own.
    pub from: &'static str,
}

/// The most characters of a DNS label, a label's value, a volume's name.
const LABEL: usize = 63;
/// The most characters of a DNS subdomain.
const SUBDOMAIN: usize = 253;
/// The most characters of a release's name. `Source:` Helm.
const RELEASE: usize = 53;

/// Everything a release of `mojaloop` renders under a name of its own, of the sub-charts that these values leave on.
///
/// # Examples
///
/// ```
/// use mojaloop_render::helm::rendered;
/// use serde_json::json;
///
/// let names = rendered("moja", "17.2.0", &json!({}));
/// assert!(names.iter().any(|one| one.kind == "Deployment" && one.name == "moja-handler-pos-batch"));
/// assert!(names.iter().all(|one| one.name.len() <= one.most));
/// ```
pub fn rendered(release: &str, version: &str, values: &Value) -> Vec<Rendered> {
    let Some(catalogue) = KeyCatalogue::of("mojaloop", version) else { return Vec::new() };
    let values = Values::new(catalogue, values);
    let on = SUB_CHARTS.iter().filter(|chart| values.is_on(chart.path));
    let mut rendered: Vec<Rendered> = on.flat_map(|chart| of_chart(chart, release)).collect();
    if values.is_on("pdb") {
        rendered.push(Rendered {
            kind: "PodDisruptionBudget",
            name: format!("{release}-pdb"),
            most: SUBDOMAIN,
            from: "",
        });
    }
    rendered
}

fn of_chart(chart: &'static SubChart, release: &str) -> Vec<Rendered> {
    let name = chart.rendered(release);
    let one = |kind, name: String, most| Rendered { kind, name, most, from: chart.path };
    let mut all = vec![
        // Its pods carry a label with its name and a hash of ten letters.
        one(chart.kind, name.clone(), if chart.kind == "StatefulSet" { LABEL - 11 } else { SUBDOMAIN }),
        one("Service", name.clone(), LABEL),
        one("Ingress", name.clone(), SUBDOMAIN),
        one("ServiceAccount", name.clone(), SUBDOMAIN),
        one("Secret", name.clone(), SUBDOMAIN),
        one("ConfigMap", format!("{name}-config"), SUBDOMAIN),
        one("ConfigMap", format!("{name}-config-override"), SUBDOMAIN),
    ];
    if chart.has_migration {
        all.push(one("Job", format!("{name}-migration"), LABEL));
    }
    all.extend(chart.volumes.iter().map(|ending| one("Volume", format!("{name}{ending}"), LABEL)));
    all
}

/// The longest name a release with these values can have.
pub fn longest_release_name(version: &str, values: &Value) -> usize {
    let all = rendered("", version, values);
    let room = all.iter().map(|one| one.most.saturating_sub(one.name.len()));
    room.min().unwrap_or(RELEASE).min(RELEASE)
}

/// What is wrong with a release's name: a malformed one, and one that makes other names too long.
pub(super) fn faults(release: &str, version: &str, values: &Value) -> Diagnostics {
    let mut faults = Diagnostics::default();
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let well_formed = !release.is_empty()
        && release.starts_with(|c: char| c.is_ascii_lowercase())
        && !release.ends_with('-')
        && release.chars().all(inner);
    if !well_formed {
        let message = format!("`{release}` is no name of a release");
        let help = "expected small letters, digits and dashes, beginning with a letter";
        faults.push(Diagnostic::error("chart-release-name", "", message).help(help));
        return faults;
    }
    let longest = longest_release_name(version, values);
    if release.len() > longest {
        let too_long = rendered(release, version, values).into_iter().filter(|one| one.name.len() > one.most);
        let worst = too_long.max_by_key(|one| one.name.len() - one.most);
        let message = match worst {
            Some(one) => format!(
                "the {} `{}` of release `{release}` has {} characters, expected at most {}",
                one.kind.to_ascii_lowercase(),
                one.name,
                one.name.len(),
                one.most
            ),
            None => format!("`{release}` has {} characters, expected at most {RELEASE}", release.len()),
        };
        let help = format!("the longest release name that fits has {longest} characters");
        faults.push(Diagnostic::error("chart-release-name", "", message).help(help));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_release_whose_names_do_not_fit_is_refused_with_the_longest_that_does() {
        let everything = json!({});
        let no_settlement = json!({ "centralsettlement": { "enabled": false } });
        let table = [
            ("moja", &everything, ""),
            ("mojalo", &everything, ""),
            (
                "mojaloo",
                &everything,
                "the volume `mojaloo-centralsettlement-handler-deferredsettlement-sidecar-vol` of release `mojaloo` has 64 \
                 characters, expected at most 63: the longest release name that fits has 6 characters",
            ),
            ("mojaloo", &no_settlement, ""),
            ("mojaloop", &no_settlement, ""),
            (
                "mojaloop-test",
                &no_settlement,
                "the volume `mojaloop-test-centralledger-handler-transfer-position-sidecar-volume` of release \
                 `mojaloop-test` has 68 characters, expected at most 63: the longest release name that fits has 8 \
                 characters",
            ),
            (
                "Moja",
                &everything,
                "`Moja` is no name of a release: expected small letters, digits and dashes, beginning with a letter",
            ),
        ];
        for (release, values, expected) in table {
            let told = faults(release, "17.2.0", values);
            let told: Vec<String> = told
                .iter()
                .map(|fault| format!("{}: {}", fault.message(), fault.help_text().unwrap_or_default()))
                .collect();
            assert_eq!(told.join("\n"), expected, "{release}");
        }
    }

    #[test]
    fn a_release_of_nothing_is_as_long_as_helm_lets_it() {
        assert_eq!(longest_release_name("99.0.0", &json!({})), 53);
    }
}
