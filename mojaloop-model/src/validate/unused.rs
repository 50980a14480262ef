//! What is said and changes nothing, or not what was meant.

use super::Sink;
use super::path::at;
use super::stores::provisioning;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::player::Player;
use crate::resolve::Resolved;
use crate::service::Reload;
use crate::store::{Durability, Provisioning, StoreKind};

pub(super) fn settings_are_used(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for feature in [Feature::Sdk, Feature::Simulators].into_iter().filter(|one| hub.features.contains(one)) {
        let players = || Player::ALL.iter().filter(|player| player.feature() == feature);
        if players().all(|player| hub.played_by(*player).is_empty()) {
            let says =
                players().map(|player| format!("`playedBy: {}`", player.name())).collect::<Vec<_>>().join(" or ");
            sink.fault(
                at!(hub.features),
                format!("no participant of this hub is played by what `{feature}` brings"),
                format!("say {says} of one, or take the feature out: it comes with the participant"),
            );
        }
    }
    if hub.features.contains(&Feature::InterScheme) && hub.proxies().is_empty() {
        sink.fault(
            at!(hub.features),
            "no participant of this hub is a proxy to another scheme",
            "say `playedBy: proxy` of one, or take the feature out: it comes with the participant",
        );
    }
    for (service, settings) in &hub.services {
        if let (Some(image), Some(source)) = (&settings.image, &settings.source)
            && settings.reload != Reload::Mount
        {
            sink.fault(
                format!("services.{service}.image"),
                format!("`{service}` is built from `{source}`, and `{image}` is not run"),
                "take one of `image` and `source` out",
            );
        }
        let of_sources = [("reload", settings.reload != Reload::default()), ("inspect", settings.inspect)];
        for (setting, _) in of_sources.iter().filter(|(_, is_set)| *is_set && settings.source.is_none()) {
            sink.fault(
                format!("services.{service}.{setting}"),
                format!("`{service}` runs the release's image"),
                "name the folder of its repository in `source`, or take it out",
            );
        }
    }
    for kind in StoreKind::ALL {
        let needed = resolved.stores.iter().any(|store| store.kind == *kind);
        let met = hub.stores.provisioning(*kind);
        if matches!(met, Provisioning::External(_) | Provisioning::Operator(_)) && !needed {
            sink.fault(provisioning(*kind), format!("nothing of this hub needs {kind}"), "take it out");
        }
        if hub.stores.image(*kind).is_some() && !(needed && *met == Provisioning::Container) {
            sink.fault(
                format!("stores.{kind}.image"),
                format!("no container of this hub runs {kind}"),
                "take the image out",
            );
        }
    }
    if hub.stores.mysql.durability != Durability::Full
        && *hub.stores.provisioning(StoreKind::Mysql) != Provisioning::Container
    {
        sink.fault(
            at!(hub.stores.mysql.durability),
            "the server is not the hub's own, and keeps what it keeps",
            "take it out, or set the server so",
        );
    }
}

pub(super) fn addresses_lead_out(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let participants = hub.participants.iter().enumerate().filter_map(|(i, participant)| {
        let host = participant.played_by.address().or_else(|| participant.peer_gateway())?.host();
        Some((format!("{}.{}", at!(hub.participants[i].played_by), participant.played_by.place()), host))
    });
    let stores = StoreKind::ALL.iter().filter_map(|kind| match hub.stores.provisioning(*kind) {
        Provisioning::External(external) => {
            let path = format!("{}.external.host", provisioning(*kind));
            Some((path, external.host.as_ref()?.as_str()))
        }
        Provisioning::Container | Provisioning::Operator(_) | Provisioning::Absent => None,
    });
    for (path, host) in participants.chain(stores).filter(|(_, host)| is_loopback(host)) {
        sink.fault(
            path,
            format!("`{host}` is, to a service in a container, that container itself"),
            "name the machine as the services reach it, like `host.docker.internal` where the engine knows it",
        );
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}
