//! The same hub, written down in another order.

use indexmap::IndexMap;
use mojaloop_model::{Hub, Platform};
use serde_json::Value;

/// The hub with every map, and every list whose order means nothing, in another order.
pub fn reordered(hub: &Hub, seed: u64) -> Hub {
    let mut hub = hub.clone();
    let mut dice = Dice(seed);
    dice.list(&mut hub.scheme.currencies);
    dice.list(&mut hub.participants);
    hub.participants.iter_mut().for_each(|participant| dice.list(&mut participant.currencies));
    dice.map(&mut hub.stores.kafka.partitions);
    dice.map(&mut hub.load.weights);
    dice.map(&mut hub.services);
    for settings in hub.services.values_mut() {
        dice.map(&mut settings.workloads);
        settings.workloads.values_mut().for_each(|workload| dice.list(&mut workload.after));
        dice.map(&mut settings.config);
        settings.config.values_mut().for_each(|value| dice.value(value));
    }
    match &mut hub.platform {
        Platform::Containers(containers) => dice.map(&mut containers.ports),
        Platform::Kubernetes(cluster) => {
            dice.list(&mut cluster.open);
            dice.list(&mut cluster.operators);
        }
        _ => {}
    }
    hub
}

/// Numbers that look random and come from a seed alone (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from(mixed >> 33).unwrap_or_default() % end
    }

    fn list<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    fn map<K: std::hash::Hash + Eq, V>(&mut self, map: &mut IndexMap<K, V>) {
        let mut entries: Vec<(K, V)> = std::mem::take(map).into_iter().collect();
        self.list(&mut entries);
        map.extend(entries);
    }

    /// Maps only: a list of a configuration keeps its order, which may mean something to its service.
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Object(map) => {
                let mut entries: Vec<_> = std::mem::take(map).into_iter().collect();
                self.list(&mut entries);
                map.extend(entries);
                map.values_mut().for_each(|value| self.value(value));
            }
            Value::Array(items) => items.iter_mut().for_each(|value| self.value(value)),
            _ => {}
        }
    }
}
