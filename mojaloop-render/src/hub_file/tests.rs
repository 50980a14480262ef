//! Every code of a fault of shape is provoked, every place and line is right, and nothing makes the reader fall over.

mod hubs;
mod laws;

use mojaloop_model::{Diagnostics, RULES};

use super::parse::DEEPEST;
use super::{FAULTS, LEANS, MOST, read, write};

/// A hub without a fault.
const HUB: &str = "\
name: zambezi
scheme:
  currencies: [ZMW]
participants:
- id: greenbank
  currencies: [ZMW]
- id: bluebank
  currencies: [ZMW]
";

/// Code, path and line.
type Told<'f> = (&'f str, &'f str, usize);

fn told(faults: &Diagnostics) -> Vec<Told<'_>> {
    faults.iter().map(|f| (f.code(), f.path(), f.line().unwrap_or(0))).collect()
}

/// What is told of the hub with these lines after it.
fn told_with(lines: &str) -> Diagnostics {
    read(&format!("{HUB}{lines}")).expect_err(lines)
}

#[test]
fn a_hub_without_a_fault() {
    let hub = read(HUB).unwrap();
    assert_eq!(hub.name.as_str(), "zambezi");
    assert_eq!(hub.participants.len(), 2);
    // What begins many files, and what some put around a document.
    assert_eq!(read(&format!("\u{feff}# ours\n--- # hub\n{HUB}...\n")), Ok(hub.clone()));
    assert_eq!(read(&HUB.replace('\n', "\r\n")), Ok(hub));
}

#[test]
fn warnings_alone_are_no_error() {
    let alone = HUB.lines().take(6).fold(String::new(), |text, line| text + line + "\n");
    let hub = read(&alone).unwrap();
    assert_eq!(hub.warnings().codes(), ["participant-without-partner"]);
}

#[test]
fn every_fault_of_shape_has_its_place_and_line() {
    // Line 9 is the first after the hub.
    let table: &[(&str, &[Told])] = &[
        ("naem: x\n", &[("unknown-key", "naem", 9)]),
        ("scheme: {}\n", &[("duplicate-key", "scheme", 9)]),
        ("memory: *big\n", &[("yaml-syntax", "", 9)]),
        ("memory: &m 8Gi\nhandlers: *m\n", &[("yaml-alias", "handlers", 10)]),
        ("<<: &m { memory: 8Gi }\n", &[("unknown-key", "<<", 9)]),
        ("memory: !!str 8Gi\n", &[("yaml-tag", "memory", 9)]),
        ("memory: !mine\n", &[("yaml-tag", "memory", 9)]),
        ("---\nname: other\n", &[("second-document", "", 9)]),
        ("? [a]\n: b\n", &[("yaml-syntax", "", 9)]),
        ("memory: a: b\n", &[("yaml-syntax", "", 9)]),
        ("\tmemory: 8Gi\n", &[("yaml-syntax", "", 9)]),
        ("memory: 6 GB\n", &[("bad-value", "memory", 9)]),
        ("release: 18.0.0\n", &[("bad-value", "release", 9)]),
        ("memory: [8Gi]\n", &[("wrong-type", "memory", 9)]),
        ("handlers: spilt\n", &[("unknown-variant", "handlers", 9)]),
        ("handlers: { split: [] }\n", &[("wrong-type", "handlers.split", 9)]),
        ("handlers: [split]\n", &[("wrong-type", "handlers", 9)]),
        ("services:\n- central-ledger\n", &[("wrong-type", "services", 9)]),
        ("services:\n", &[("wrong-type", "services", 9)]),
        ("stores:\n  mysql:\n    provisioning: external\n", &[("wrong-type", "stores.mysql.provisioning", 11)]),
        (
            "stores:\n  mysql:\n    provisioning: { externl: {} }\n",
            &[("unknown-variant", "stores.mysql.provisioning", 11)],
        ),
        (
            "stores:\n  mysql:\n    provisioning:\n      external:\n        host: db\n        secret: s\n        prot: 1\n        tls: yes\n",
            &[
                ("unknown-key", "stores.mysql.provisioning.external.prot", 15),
                ("wrong-type", "stores.mysql.provisioning.external.tls", 16),
            ],
        ),
        (
            "stores:\n  redis:\n    provisioning: { external: { host: cache, port: 65536 } }\n",
            &[("wrong-type", "stores.redis.provisioning.external.port", 11)],
        ),
        (
            "stores:\n  redis:\n    provisioning: { container: x, absent: y }\n",
            &[("wrong-type", "stores.redis.provisioning", 11)],
        ),
        (
            "services:\n  central-ledger:\n    workloads:\n      central-ledger: { replicas: many, cpu: fast, after: {} }\n",
            &[
                ("wrong-type", "services.central-ledger.workloads.central-ledger.replicas", 12),
                ("bad-value", "services.central-ledger.workloads.central-ledger.cpu", 12),
                ("wrong-type", "services.central-ledger.workloads.central-ledger.after", 12),
            ],
        ),
    ];
    for (lines, expected) in table {
        assert_eq!(told(&told_with(lines)), *expected, "{lines}");
    }
}

#[test]
fn faults_that_take_the_whole_file() {
    let deep = format!("name: {}", "[".repeat(65));
    let blocks = (0..65).fold(String::new(), |text, i| text + &" ".repeat(i) + "a:\n");
    let table: &[(&str, &[Told])] = &[
        ("", &[("empty-file", "", 0)]),
        ("# nothing\n\n", &[("empty-file", "", 0)]),
        ("---\n...\n", &[("empty-file", "", 0)]),
        ("null\n", &[("wrong-type", "", 1)]),
        ("hub\n", &[("wrong-type", "", 1)]),
        ("\n- hub\n", &[("wrong-type", "", 2)]),
        ("!hub\nname: x\n", &[("yaml-tag", "", 1)]),
        ("{}\n", &[("missing-key", "name", 1), ("missing-key", "scheme", 1)]),
        ("name: x\nscheme: {\n", &[("yaml-syntax", "", 3)]),
        (&deep, &[("too-deep", "", 1)]),
        (&blocks, &[("too-deep", "", 65)]),
    ];
    for (text, expected) in table {
        assert_eq!(told(&read(text).expect_err(text)), *expected, "{text}");
    }
}

#[test]
fn every_code_is_provoked_and_explained() {
    let (deep, many) = ("- ".repeat(65), "- a: 1\n".repeat(MOST + 1));
    let in_list = format!("name: x\nscheme: {{}}\nparticipants:\n{many}");
    let texts = [
        "",
        "{",
        "a: !b c",
        "a: &a 1\nb: *a",
        "a: 1\na: 2",
        "name: []",
        "--- {}\n--- {}",
        "handlers: no",
        "release: 1",
        &deep,
        &in_list,
    ];
    let provoked: Vec<&str> = texts.iter().flat_map(|text| read(text).unwrap_err().codes()).collect();
    for (code, _) in FAULTS {
        assert!(provoked.contains(code), "{code}");
    }
    let explained =
        |code: &str| FAULTS.iter().any(|(known, _)| *known == code) || RULES.iter().any(|rule| rule.code == code);
    assert!(provoked.iter().all(|code| explained(code)), "{provoked:?}");
    assert!(LEANS.iter().all(|(code, _)| RULES.iter().any(|rule| rule.code == *code)));
    // The numbers that the explanations name.
    assert_eq!((DEEPEST, MOST), (64, 100));
}

#[test]
fn twelve_faults_are_told_at_once() {
    let text = "\
name: Zambezi
relase: 17.2.0
scheme:
  currencies: [ZMW, ZMV]
  messages: iso2022
  timeouts:
    fulfil: 5 minutes
participants:
- id: greenbank
  currencies: [ZMW]
  liquidity: -5
- id: bluebank
  curencies: [ZMW]
- redbank
stores:
  mysql: { provisioning: { external: { host: db.example.org, port: many, secret: ledger } } }
services:
  central-leger: {}
  quoting-service:
    image: mojaloop/quoting-service:latest
";
    let faults = read(text).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "\
error[malformed]: `Zambezi` is not well formed
  at  name (line 1)
  help: expected a DNS label of at most 32 characters: lower case letters, digits and hyphens, a letter first
error[unknown-key]: there is no key `relase` here
  at  relase (line 2)
  help: did you mean `release`?
error[unknown-currency]: `ZMV` is not an ISO 4217 currency
  at  scheme.currencies[1] (line 4)
  help: did you mean `ZMW`?
error[unknown-variant]: `iso2022` is none of the choices
  at  scheme.messages (line 5)
  help: did you mean `iso20022`?
error[bad-value]: `5 minutes` is not a span of time, expected a whole number with `ms`, `s`, `m` or `h`, like `30s`
  at  scheme.timeouts.fulfil (line 7)
error[malformed]: `-5` is not well formed
  at  participants.greenbank.liquidity (line 11)
  help: expected at most 15 digits, four of them decimals, like `10000` or `99.95`
error[missing-key]: the key `currencies` is missing
  at  participants.bluebank.currencies (line 12)
error[unknown-key]: there is no key `curencies` here
  at  participants.bluebank.curencies (line 13)
  help: did you mean `currencies`?
error[wrong-type]: found the text `redbank`, expected a map with keys like `id`, `currencies`
  at  participants[2] (line 14)
error[wrong-type]: found the text `many`, expected a whole number from 0 to 65535
  at  stores.mysql.provisioning.external.port (line 16)
error[unknown-service]: there is no service `central-leger`
  at  services.central-leger (line 18)
  help: did you mean `central-ledger`?
error[floating-tag]: the tag of `mojaloop/quoting-service:latest` floats: what it names changes
  at  services.quoting-service.image (line 20)
  help: name a full version, like `:v19.12.7`, or add a digest
"
    );
}

#[test]
fn a_text_is_taken_as_it_is_written() {
    let table = [
        ("NO", "NO"),
        ("123", "123"),
        ("1.50", "1.50"),
        ("true", "true"),
        ("'null'", "null"),
        ("0x1F", "0x1F"),
        ("\"a\\tb\"", "a\tb"),
    ];
    for (written, text) in table {
        let lines = format!("services:\n  central-ledger:\n    source: {written}\n");
        let faults = read(&format!("{HUB}{lines}"));
        let source = faults.map(|hub| hub.services["central-ledger"].source.as_ref().map(ToString::to_string));
        match source {
            Ok(source) => assert_eq!(source.as_deref(), Some(text)),
            // A path holds no tab, and the fault shows that the text arrived.
            Err(faults) => assert!(faults.iter().any(|f| f.message().contains("a\\tb")), "{faults}"),
        }
    }
    let norway = HUB.replace("ZMW", "NOK").replace("bluebank", "NO");
    assert_eq!(read(&norway).unwrap().participants[1].id.as_str(), "NO");
}

#[test]
fn what_a_default_stands_for_is_not_judged() {
    // The scheme's currencies are unknown: that the participants' are not among them says nothing.
    let typo = HUB.replace("  currencies: [ZMW]\nparticipants", "  curencies: [ZMW]\nparticipants");
    assert_eq!(
        told(&read(&typo).unwrap_err()),
        [("missing-key", "scheme.currencies", 2), ("unknown-key", "scheme.curencies", 3)]
    );
    // Split handlers were meant: that their workloads don't run follows from the typo.
    let lines = "handlers: spilt\nservices:\n  central-ledger:\n    workloads:\n      central-ledger-prepare: {}\n";
    assert_eq!(told(&told_with(lines)), [("unknown-variant", "handlers", 9)]);
    assert_eq!(
        told(&told_with(&lines.replace("handlers: spilt", "handlres: split"))),
        [("unknown-key", "handlres", 9)]
    );
    // The offset would have moved the port away, less durability would have taken less, the hub has another name.
    let port = "platform:\n  containers:\n    portOffset: lots\n    ports:\n      quoting-service: 3001\n";
    assert_eq!(told(&told_with(port)), [("wrong-type", "platform.containers.portOffset", 11)]);
    let memory = "memory: 3600Mi\nstores:\n  mysql:\n    durability: dispsable\n";
    assert_eq!(told(&told_with(memory)), [("unknown-variant", "stores.mysql.durability", 12)]);
    let named =
        HUB.replace("participants:", "  hubParticipant:\n    name: [x]\nparticipants:").replace("greenbank", "Hub");
    assert_eq!(told(&read(&named).unwrap_err()), [("wrong-type", "scheme.hubParticipant.name", 5)]);
}

#[test]
fn too_many_faults_end_the_reading() {
    let many = (0..MOST + 50).fold(String::new(), |text, i| text + &format!("key{i}: 1\n"));
    let faults = told_with(&many);
    assert_eq!(faults.len(), MOST + 1);
    assert_eq!(faults.codes().last(), Some(&"too-many-faults"));
}

#[test]
fn an_alias_never_multiplies() {
    let bomb = (1..60).fold("a0: &a0 [x, x, x]\n".to_owned(), |text, i| {
        let last = i - 1;
        text + &format!("a{i}: &a{i} [*a{last}, *a{last}, *a{last}, *a{last}, *a{last}, *a{last}, *a{last}]\n")
    });
    let faults = told_with(&bomb);
    assert_eq!(faults.codes().last(), Some(&"too-many-faults"));
}

#[test]
fn what_is_written_is_short() {
    let hub = read(HUB).unwrap().into_inner();
    assert_eq!(
        write(&hub),
        "\
name: zambezi
release: \"17.2.0\"
scheme:
  currencies:
  - ZMW
participants:
- id: greenbank
  currencies:
  - ZMW
- id: bluebank
  currencies:
  - ZMW
"
    );
}
