//! How long rendering takes, and how that grows.
//!
//! `cargo bench -p mojaloop-render`. One hub is to take less than 2 ms from the model to its bytes; hubs, and the
//! size of a tree, are to cost in proportion.

#![allow(missing_docs, reason = "criterion's macros make public items")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mojaloop_model::{Handlers, Hub, Ingress, Kubernetes, Operator, Participant};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::{Bundle, Draft};
use mojaloop_render::{Compose, Emitter, Manifests, plan, yaml};
use serde_json::Value;

fn render(hub: &Hub) -> Bundle {
    Compose::default().render(hub).expect("a valid hub")
}

/// A hub of that number: no two are the same.
fn numbered(number: usize) -> Hub {
    CoreTestHarness::builder().name(format!("hub-{number}")).build().hub()
}

/// A hub of so many participants, each with one currency of two.
fn populated(participants: usize) -> Hub {
    let one = |number: usize| Participant::new(format!("fsp{number}")).currency(["ZMW", "USD"][number % 2]);
    CoreTestHarness::builder().participants((0..participants).map(one)).build().hub()
}

/// The way of one hub, station by station.
fn stations(criterion: &mut Criterion) {
    let hub = CoreTestHarness::default().hub();
    let valid = hub.validate().expect("a valid hub");
    let planned = plan(&valid);
    let draft = Compose::default().emit(&planned).expect("a plan that Compose can host");
    let mut group = criterion.benchmark_group("harness");
    group.bench_function("validate", |bench| bench.iter(|| black_box(&hub).validate()));
    group.bench_function("plan", |bench| bench.iter(|| plan(black_box(&valid))));
    group.bench_function("emit", |bench| bench.iter(|| Compose::default().emit(black_box(&planned))));
    group.bench_function("finish", |bench| {
        bench.iter_batched(|| draft.clone(), Draft::finish, criterion::BatchSize::SmallInput);
    });
    group.bench_function("render", |bench| bench.iter(|| render(black_box(&hub))));
    group.finish();
}

/// Many hubs: what one takes must not depend on how many there are.
fn hubs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hubs");
    group.sample_size(10);
    for count in [1, 10, 100, 1_000] {
        let hubs: Vec<Hub> = (0..count).map(numbered).collect();
        group.throughput(Throughput::Elements(hubs.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &hubs, |bench, hubs| {
            bench.iter(|| hubs.iter().map(|hub| render(hub).files().len()).sum::<usize>());
        });
    }
    group.finish();
}

/// One hub of many participants.
fn participants(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("participants");
    group.sample_size(10);
    for count in [2, 20, 200] {
        let hub = populated(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &hub, |bench, hub| bench.iter(|| render(hub)));
    }
    group.finish();
}

/// A hub of about two hundred objects of Kubernetes, and as many of them as make five thousand.
fn manifests(criterion: &mut Criterion) {
    let hub = |number: usize| {
        let ingress = Ingress::builder().domain("hub.example.org").build();
        let mut hub = numbered(number);
        hub.platform = Kubernetes::builder().exposure(ingress).operators([Operator::Prometheus]).build().into();
        hub.handlers = Handlers::Split;
        hub.memory = None;
        hub
    };
    // The list of them and the script that looks at them are no objects.
    let objects = |hub: &Hub| Manifests::default().render(hub).expect("a valid hub").files().len() - 2;
    let mut group = criterion.benchmark_group("manifests");
    group.sample_size(10);
    for count in [1, 5, 25] {
        let hubs: Vec<Hub> = (0..count).map(hub).collect();
        let all: usize = hubs.iter().map(objects).sum();
        group.throughput(Throughput::Elements(all as u64));
        group.bench_with_input(BenchmarkId::from_parameter(all), &hubs, |bench, hubs| {
            bench.iter(|| hubs.iter().map(objects).sum::<usize>());
        });
    }
    group.finish();
}

/// The writer of YAML beside that of JSON, on the same tree of a megabyte.
fn writers(criterion: &mut Criterion) {
    let valid = CoreTestHarness::default().hub().validate().expect("a valid hub");
    let project = mojaloop_render::compose::project(&plan(&valid));
    let tree = serde_json::to_value(project).expect("a project is plain data");
    let copies = 1_000_000 / yaml::to_string(&tree).len() + 1;
    let tree: Value = (0..copies).map(|copy| (format!("hub-{copy}"), tree.clone())).collect();
    let mut group = criterion.benchmark_group("writers");
    group.throughput(Throughput::Bytes(yaml::to_string(&tree).len() as u64));
    group.bench_function("yaml", |bench| bench.iter(|| yaml::to_string(black_box(&tree))));
    // By the bytes it writes itself, which are more.
    group.throughput(Throughput::Bytes(format!("{tree:#}").len() as u64));
    group.bench_function("json", |bench| bench.iter(|| serde_json::to_string_pretty(black_box(&tree))));
    group.finish();
}

criterion_group!(benches, stations, hubs, participants, manifests, writers);
criterion_main!(benches);
