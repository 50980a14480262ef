//! `microk8s.sh`: one script in parts, and between them what only this hub says.

use mojaloop_model::Microk8s;

use super::{addons, hosts};
use crate::bundle::{Body, DraftFile};
use crate::plan::Plan;
use crate::script::quoted;

/// The room a hub needs for images and volumes. `Source:` mini-loop's README; its script asks for less.
const DISK_GIB: u32 = 50;

/// What the ingress listens on. `Source:` the host ports of `MicroK8s`'s addon.
const INGRESS_PORTS: &[u16] = &[80, 443];

/// What `MicroK8s` itself can't do without: its API server, and the port of any kubelet. `Source:` its documentation.
const KUBERNETES_PORTS: &[u16] = &[16443, 10250];

/// What uses the facts, in the order it is read.
const PARTS: &[&str] = &[
    include_str!("script/tools.sh"),
    include_str!("script/hosts.sh"),
    include_str!("script/preflight.sh"),
    include_str!("script/steps.sh"),
    include_str!("script/main.sh"),
];

pub(super) fn of(plan: &Plan, machine: &Microk8s) -> DraftFile {
    let mut text = include_str!("script/head.sh").to_owned();
    for part in std::iter::once(facts(plan, machine).as_str()).chain(PARTS.iter().copied()) {
        text.push('\n');
        text.push_str(part);
    }
    DraftFile::new("machine/microk8s.sh", Body::Text(text.into())).origin("platform.microk8s").executable()
}

/// What the hub says, as variables.
fn facts(plan: &Plan, machine: &Microk8s) -> String {
    let numbers = |ports: &[u16]| ports.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
    let mut lines = vec![
        "# What the hub says.".to_owned(),
        format!("readonly HUB={}", quoted(&plan.name)),
        format!("readonly NAMESPACE={}", quoted(&plan.namespace)),
        format!("readonly CHANNEL={}", quoted(&machine.channel.to_string())),
        format!("readonly MEMORY_MIB={}", machine.memory.as_mebibytes()),
        format!("readonly DISK_GIB={DISK_GIB}"),
        format!("readonly INGRESS_PORTS=({})", numbers(INGRESS_PORTS)),
        format!("readonly KUBERNETES_PORTS=({})", numbers(KUBERNETES_PORTS)),
        format!("readonly ADDONS=({})", addons(machine).map(quoted).collect::<Vec<_>>().join(" ")),
        format!("readonly HOSTS_BEGIN={}", quoted(&hosts::begin(plan))),
        format!("readonly HOSTS_END={}", quoted(&hosts::end(plan))),
        "readonly HOSTS=(".to_owned(),
    ];
    lines.extend(plan.routes.iter().map(|route| format!("  {}", quoted(&route.host))));
    lines.push(")\n".to_owned());
    lines.join("\n")
}
