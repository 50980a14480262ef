//! `validate.js` for real, in Node.js, with services that are made up: sockets that answer as they are told.
//!
//! Part of the tests with the feature `node`, which `.ci/run` asks for: who has only Rust has no Node.js.

#![expect(clippy::disallowed_methods, reason = "the program is run, in a folder of its own")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};
use serde_json::{Value, json};

/// A name that leads nowhere, and is not asked for elsewhere: no label may be that long.
fn nowhere() -> String {
    format!("http://{}/health", "x".repeat(64))
}

/// Where somebody listens and says this, or nothing at all.
fn listens(answer: Option<&'static str>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    thread::spawn(move || {
        let mut heard = Vec::new();
        for mut stream in listener.incoming().flatten() {
            if let Some(answer) = answer {
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(answer.as_bytes());
            } else {
                heard.push(stream);
            }
        }
    });
    format!("http://127.0.0.1:{port}/health")
}

/// What is told of these services, and the exit status.
fn validate(files: &[(&str, Value)]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let bundle = Compose::default().render(&CoreTestHarness::default().hub()).expect("a valid hub");
    let program = bundle.file("config/validate/validate.js").expect("the program").text();
    assert!(program.contains("PATIENCE_S = 10\n"));
    fs::write(folder.path().join("validate.js"), program.replace("PATIENCE_S = 10\n", "PATIENCE_S = 1\n"))
        .expect("a file");
    for (name, content) in files {
        fs::write(folder.path().join(name), content.to_string()).expect("a file");
    }
    let mut node = Command::new("node");
    let output = node.arg("validate.js").current_dir(folder.path()).env("RESULTS", ".").output().expect("Node.js");
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), told)
}

const WELL: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const ILL: &str = "HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n\
     {\"status\":\"DOWN\",\"services\":[{\"name\":\"datastore\",\"status\":\"DOWN\"},{\"name\":\"broker\",\"status\":\"OK\"}]}";

#[test]
fn what_is_wrong_is_said_with_its_likely_cause() {
    let ill = listens(Some(ILL));
    let files = [
        (
            "answers.json",
            json!({ "ledger": ill, "handler": listens(None), "adapter": listens(Some(WELL)),
                "settlement": listens(Some(WELL)), "settlement-deferred": nowhere(), "bulk": nowhere() }),
        ),
        ("optional.json", json!({ "settlement": "settlement", "settlement-deferred": "settlement", "bulk": "bulk" })),
        (
            "stores.json",
            json!({ "mysql": { "called": ["datastore"], "users": ["ledger", "handler"] },
                "kafka": { "called": ["broker"], "users": ["ledger", "adapter"] } }),
        ),
        ("closed.json", json!({})),
    ];
    let (status, told) = validate(&files);
    assert_eq!(status, Some(1), "{told}");
    let squeezed = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "stopped settlement-deferred not running (its profile is settlement)",
        "stopped bulk the feature bulk is not started",
        "FAIL health handler no answer in 1 s",
        &format!("FAIL health ledger 502 from {ill}, datastore DOWN"),
        "look at mysql first: it is down for ledger",
        "6 of 8 passed",
    ] {
        assert!(squeezed.contains(line), "{line}\n{told}");
    }
    assert_eq!(told.matches("look at ").count(), 1, "{told}");
}
