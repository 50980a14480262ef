//! The objects of a bundle, read back.

use std::io::Write as _;

use mojaloop_render::bundle::Bundle;
use serde_json::Value;

/// Every object of a bundle, in the order of its files.
pub struct Objects(Vec<Value>);

impl Objects {
    pub fn of(bundle: &Bundle) -> Self {
        let files = bundle.files().iter().filter(|file| file.path().starts_with(|c: char| c.is_ascii_digit()));
        Self(files.map(|file| serde_yaml::from_str(file.text()).expect("an object")).collect())
    }

    pub fn all(&self) -> impl Iterator<Item = &Value> {
        self.0.iter()
    }

    /// Leaves the objects of a hub as a line of `OBJECTS_FILE`, where somebody wants an API server to judge them too.
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it, and says where")]
    pub fn record(&self) {
        let Ok(path) = std::env::var("OBJECTS_FILE") else { return };
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
        let line = serde_json::to_string(&self.0).expect("objects") + "\n";
        file.and_then(|mut file| file.write_all(line.as_bytes())).expect("a file to write to");
    }

    pub fn kind<'o>(&'o self, kind: &'o str) -> impl Iterator<Item = &'o Value> {
        self.all().filter(move |object| object["kind"] == kind)
    }

    pub fn named(&self, kind: &str, name: &str) -> Option<&Value> {
        self.all().find(|object| object["kind"] == kind && object["metadata"]["name"] == name)
    }

    /// The templates of all pods, each with the object that makes them.
    pub fn templates(&self) -> impl Iterator<Item = (&Value, &Value)> {
        self.all().filter_map(|object| {
            let template = match text(&object["kind"]) {
                "Deployment" | "StatefulSet" | "Job" => &object["spec"]["template"],
                "CronJob" => &object["spec"]["jobTemplate"]["spec"]["template"],
                _ => return None,
            };
            Some((object, template))
        })
    }

    /// The template of the pods of a component.
    pub fn template(&self, component: &str) -> Option<&Value> {
        let name = |template: &Value| text(&template["metadata"]["labels"]["app.kubernetes.io/name"]) == component;
        self.templates().map(|(_, template)| template).find(|template| name(template))
    }
}

impl From<Vec<Value>> for Objects {
    fn from(objects: Vec<Value>) -> Self {
        Self(objects)
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// All containers of a pod, those that run before it first.
pub fn containers(template: &Value) -> impl Iterator<Item = &Value> {
    list(&template["spec"]["initContainers"]).iter().chain(list(&template["spec"]["containers"]))
}

/// Whether labels are those a `matchLabels` asks for.
pub fn matches(wanted: &Value, labels: &Value) -> bool {
    wanted.as_object().is_some_and(|wanted| wanted.iter().all(|(key, value)| labels.get(key) == Some(value)))
}
