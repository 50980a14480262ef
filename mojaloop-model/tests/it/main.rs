//! The model as its users meet it: as files, as a schema, as a list of rules.

use mojaloop_model::{Containers, Hub, Memory, Participant, Release, Scheme, ServiceSettings};
use serde_json::{Value, json};

fn hub() -> Hub {
    Hub::builder()
        .name("zambezi")
        .release(Release::V17_1_0)
        .scheme(Scheme::builder().currencies(["ZMW", "USD"]).build())
        .participant(Participant::new("greenbank").currency("ZMW").currency("USD"))
        .participant(Participant::new("bluebank").currency("ZMW").liquidity("99.95"))
        .service("central-ledger", ServiceSettings::builder().config("DATABASE.POOL_MAX_SIZE", 20).build())
        .platform(Containers::builder().ports([("quoting-service", 4002)]).port_offset(100).build())
        .memory(Memory::gibibytes(6))
        .build()
}

#[test]
fn a_hub_reads_back_from_what_it_serialises_to() {
    let text = serde_json::to_string(&hub()).expect("JSON");
    assert_eq!(serde_json::from_str::<Hub>(&text).expect("a hub"), hub());
}

#[test]
fn what_a_builder_and_a_file_leave_out_is_the_same() {
    let built = Hub::builder().name("a").scheme(Scheme::builder().currencies(["ZMW"]).build()).build();
    let read = json!({ "name": "a", "scheme": { "currencies": ["ZMW"] } });
    assert_eq!(serde_json::from_value::<Hub>(read).expect("a hub"), built);
}

#[test]
fn the_schema_takes_every_hub_and_refuses_what_serde_refuses() {
    let schema = Hub::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let minimal = json!({ "name": "a", "scheme": { "currencies": ["ZMW"] } });
    for good in [serde_json::to_value(hub()).expect("JSON"), minimal.clone()] {
        let faults: Vec<String> = validator.iter_errors(&good).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    let with = |pointer: &str, value: Value| {
        let mut bad = minimal.clone();
        let (place, key) = pointer.rsplit_once('/').expect("a pointer");
        bad.pointer_mut(place).expect("the place")[key] = value;
        bad
    };
    let bad = [
        with("/nane", json!("a")),
        with("/name", json!("Not A Label")),
        with("/name", json!(1)),
        with("/release", json!("17.9.0")),
        with("/scheme/currencies", json!("ZMW")),
        with("/scheme/massages", json!("iso20022")),
        with("/memory", json!("6 GB")),
        json!({ "name": "a" }),
    ];
    for value in bad {
        assert!(!validator.is_valid(&value), "{value}");
    }
}
